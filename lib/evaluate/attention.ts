import type { ImageInput } from "../dino/wrapper-options";
import { ArgumentError } from "../errors";
import { checkFlag } from "../options";
import { cat } from "../tensor/factories";
import { scope } from "../tensor/scope";
import type { Tensor } from "../tensor/tensor";
import { featureMapOf, type PatchFeaturesOptions, patchSize, prepared } from "./features";

import { inEvaluation, type Network } from "./network";
import { checkBetween } from "./options";

/** Options of `attentionMaps`. */
export interface AttentionOptions extends PatchFeaturesOptions {
  /** Share of each map's mass that its mask keeps, above 0 and below 1. Default: no masks. */
  readonly threshold?: number;
  /** Whether maps and masks are enlarged to the pixels that they stand for, each patch one square. Default false. */
  readonly upsample?: boolean;
}

/** What `attentionMaps` gives: how much each place of an image counts. */
export interface AttentionMaps {
  /**
   * "attention": of the class token in the last block, a map a head, all 0 or more; of a row the patches' shares are
   * left, which with those of the class token and registers make 1. "energy": the length of each place's feature
   * vector, one map; of networks without attention.
   */
  readonly kind: "attention" | "energy";
  /** Where they come from, in words. */
  readonly source: string;
  /** float32 [B, heads, h, w]; [B, heads, H, W] when upsampled, H and W whole patches. */
  readonly maps: Tensor<"float32">;
  /** bool, of the same shape; null without `threshold`. */
  readonly masks: Tensor<"bool"> | null;
}

/**
 * What a network looks at: of our vision transformers, and others with `get_last_selfattention` and a
 * `patch_embed.proj`, the last block's attention from the class token to the patches, head by head
 * (`visualize_attention.py`); of any other network the energy of its last feature map (`patchFeatures`). Sides are
 * cut to whole patches. One image at a time is computed.
 * @throws ArgumentError
 */
export async function attentionMaps(
  network: Network,
  images: ImageInput,
  options: AttentionOptions = {},
): Promise<AttentionMaps> {
  const what = "attentionMaps";
  return await scope(async () => {
    const { module, input, where } = await prepared(network, images, options, what, [
      "threshold",
      "upsample",
    ]);
    const { threshold, upsample = false } = options;
    checkFlag(upsample, `${what}: upsample`);
    if (threshold !== undefined) checkBetween(threshold, `${what}: threshold`, 0, 1);
    const patch = patchSize(module);
    const attends =
      where.layer === undefined && patch !== undefined && module.hasMethod("get_last_selfattention");
    const [height, width] = input.shape.slice(2) as [number, number];
    const parts: Tensor[] = [];
    let source = "";
    await inEvaluation(module, async () => {
      for (let i = 0; i < input.shape[0]!; ++i) {
        await scope(async (keep) => {
          const image = input.narrow(0, i, 1);
          if (attends) {
            const cut = image
              .narrow(2, 0, height - (height % patch[0]))
              .narrow(3, 0, width - (width % patch[1]));
            parts.push(keep(classAttention(await module.call("get_last_selfattention", cut), cut, patch)));
            source = "the class token's attention in the last block";
          } else {
            const found = await featureMapOf(module, image, where);
            parts.push(keep(found.map.float().norm(1, true)));
            source = `length of the feature vectors of ${found.source}`;
          }
        });
      }
    });
    const maps = cat(parts);
    const masks = threshold === undefined ? null : massMasks(maps, threshold);
    const pixels = attends ? [height - (height % patch[0]), width - (width % patch[1])] : [height, width];
    const enlarge = (map: Tensor): Tensor => (upsample ? map.interpolate({ size: pixels }) : map);
    return {
      kind: attends ? ("attention" as const) : ("energy" as const),
      source,
      maps: enlarge(maps) as Tensor<"float32">,
      masks: masks === null ? null : (enlarge(masks.float()).bool() as Tensor<"bool">),
    };
  });
}

/** Row of the class token without its own column and the registers', as a grid. */
function classAttention(attention: Tensor, image: Tensor, [ph, pw]: readonly [number, number]): Tensor {
  const [, heads, tokens] = attention.shape as [number, number, number];
  const [h, w] = [Math.floor(image.shape[2]! / ph), Math.floor(image.shape[3]! / pw)];
  if (attention.dim !== 4 || attention.shape[3] !== tokens || tokens <= h * w)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `get_last_selfattention: expected [1, heads, T, T] with more than ${h * w} tokens, got [${attention.shape}]`,
    );
  return attention
    .select(2, 0)
    .slice(2, tokens - h * w)
    .reshape([1, heads, h, w])
    .float();
}

/**
 * Where the largest values lie that together make `share` of each map's sum: bool of the maps' shape [..., h, w]. Values
 * are taken from the least on and left out while their sum is at most 1 - share of the whole (`visualize_attention.py`).
 */
export function massMasks(maps: Tensor, share: number): Tensor<"bool"> {
  return scope(() => {
    const flat = maps.flatten(-2);
    const [values, order] = flat.double().sort(-1);
    const left = values
      .div(values.sum(-1, true))
      .cumsum(-1)
      .gt(1 - share);
    return left.gather(-1, order.argsort(-1)).reshape(maps.shape);
  }) as Tensor<"bool">;
}
