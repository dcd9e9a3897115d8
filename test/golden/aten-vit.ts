/** DINO's and DINOv2's vision transformer written with `aten` alone, operator by operator. */
import { aten, type Tensor } from "../../lib";

export type Features = Record<"x_norm_clstoken" | "x_norm_regtokens" | "x_norm_patchtokens" | "x_prenorm", Tensor>;

/** A vision transformer however written. */
export interface Network {
  /** In the module's order. */
  readonly parameters: ReadonlyMap<string, Tensor>;
  forward(x: Tensor): Promise<Tensor>;
  features(x: Tensor, masks: Tensor | null): Promise<Features>;
  /** All tokens behind each of the last n blocks. */
  layers(x: Tensor, n: number, norm: boolean): Promise<Tensor[]>;
  lastAttention(x: Tensor): Promise<Tensor>;
  /** The position embedding of an image of this size. */
  places(height: number, width: number): Promise<Tensor>;
}

export interface Sizes {
  readonly img_size: number;
  readonly patch_size: number;
  readonly embed_dim: number;
  readonly depth: number;
  readonly num_heads: number;
  readonly layernorm_eps: number;
  readonly options?: { readonly interpolate_antialias?: boolean; readonly interpolate_offset?: number };
}

export function atenViT(sizes: Sizes, state: Readonly<Record<string, Tensor>>): Network {
  const { patch_size: patch, embed_dim: dim, depth, num_heads: heads, options = {} } = sizes;
  const { interpolate_antialias: antialias = false, interpolate_offset: offset = 0.1 } = options;
  const grid = sizes.img_size / patch;
  const parameters = new Map(Object.entries(state).map(([name, tensor]) => [name, tensor.clone()]));
  for (const tensor of parameters.values()) tensor.requiresGrad = true;
  const of = (name: string): Tensor => parameters.get(name)!;
  const registers = parameters.get("register_tokens")?.shape[1] ?? 0;

  const norm = (x: Tensor, name: string): Tensor =>
    aten.layer_norm(x, [dim], of(`${name}.weight`), of(`${name}.bias`), sizes.layernorm_eps);
  const linear = (x: Tensor, name: string): Tensor => aten.linear(x, of(`${name}.weight`), of(`${name}.bias`));
  const scaled = (x: Tensor, name: string): Tensor => (parameters.has(name) ? aten.mul(x, of(name)) : x);

  function queriesKeysValues(x: Tensor, block: string): Tensor[] {
    const [batch, tokens] = x.shape as [number, number];
    const qkv = aten.reshape(linear(x, `${block}.attn.qkv`), [batch, tokens, 3, heads, dim / heads]);
    return aten.unbind(aten.permute(qkv, [2, 0, 3, 1, 4]), 0);
  }

  function weights(x: Tensor, block: string): Tensor {
    const [q, k] = queriesKeysValues(norm(x, `${block}.norm1`), block);
    const products = aten.matmul(q!, aten.transpose(k!, -2, -1));
    return aten.softmax(aten.mul(products, (dim / heads) ** -0.5), -1);
  }

  function block(x: Tensor, i: number): Tensor {
    const name = `blocks.${i}`;
    const values = queriesKeysValues(norm(x, `${name}.norm1`), name)[2]!;
    const mixed = aten.flatten(aten.transpose(aten.matmul(weights(x, name), values), 1, 2), 2);
    const y = aten.add(x, scaled(linear(mixed, `${name}.attn.proj`), `${name}.ls1.gamma`));
    return aten.add(y, scaled(feedForward(norm(y, `${name}.norm2`), `${name}.mlp`), `${name}.ls2.gamma`));
  }

  function feedForward(x: Tensor, mlp: string): Tensor {
    if (parameters.has(`${mlp}.fc1.weight`)) return linear(aten.gelu(linear(x, `${mlp}.fc1`)), `${mlp}.fc2`);
    const [a, b] = aten.chunk(linear(x, `${mlp}.w12`), 2, -1);
    return linear(aten.mul(aten.silu(a!), b!), `${mlp}.w3`);
  }

  function places(height: number, width: number): Tensor {
    const [h, w] = [height / patch, width / patch];
    const all = of("pos_embed");
    if (height === width && h === grid) return all;
    const first = aten.slice(all, 1, 0, 1);
    const rest = aten.permute(aten.reshape(aten.slice(all, 1, 1), [1, grid, grid, dim]), [0, 3, 1, 2]);
    const [down, right] = offset === 0 ? [null, null] : [(h + offset) / grid, (w + offset) / grid];
    const resized = antialias
      ? aten._upsample_bicubic2d_aa(rest, [h, w], false, down, right)
      : aten.upsample_bicubic2d(rest, [h, w], false, down, right);
    return aten.cat([first, aten.reshape(aten.permute(resized, [0, 2, 3, 1]), [1, h * w, dim])], 1);
  }

  function tokens(x: Tensor, masks: Tensor | null): Tensor {
    const [batch, , height, width] = x.shape as [number, number, number, number];
    const patches = aten.conv2d(x, of("patch_embed.proj.weight"), of("patch_embed.proj.bias"), [patch, patch]);
    let y = aten.transpose(aten.flatten(patches, 2), 1, 2);
    if (masks !== null) y = aten.where(aten.unsqueeze(masks, -1), aten.unsqueeze(of("mask_token"), 0), y);
    y = aten.add(aten.cat([aten.expand(of("cls_token"), [batch, -1, -1]), y], 1), places(height, width));
    if (registers === 0) return y;
    const inserted = aten.expand(of("register_tokens"), [batch, -1, -1]);
    return aten.cat([aten.slice(y, 1, 0, 1), inserted, aten.slice(y, 1, 1)], 1);
  }

  /** What each block gives, after the tokens themselves. */
  function states(x: Tensor, masks: Tensor | null = null): Tensor[] {
    const all = [tokens(x, masks)];
    for (let i = 0; i < depth; ++i) all.push(block(all[i]!, i));
    return all;
  }

  const network: Network = {
    parameters,
    forward: async (x) => (await network.features(x, null)).x_norm_clstoken,
    features: async (x, masks) => {
      const last = states(x, masks).at(-1)!;
      const y = norm(last, "norm");
      return {
        x_norm_clstoken: aten.select(y, 1, 0),
        x_norm_regtokens: aten.slice(y, 1, 1, 1 + registers),
        x_norm_patchtokens: aten.slice(y, 1, 1 + registers),
        x_prenorm: last,
      };
    },
    layers: async (x, n, normalised) =>
      states(x)
        .slice(-n)
        .map((y) => (normalised ? norm(y, "norm") : y)),
    lastAttention: async (x) => weights(states(x).at(-2)!, `blocks.${depth - 1}`),
    places: async (height, width) => places(height, width),
  };
  return network;
}
