import { describe } from "../describe";
import type { DINOWrapper } from "../dino/wrapper";
import type { ImageInput } from "../dino/wrapper-options";
import { ArgumentError, ShapeError } from "../errors";
import type { ScriptModule } from "../jit/module";
import type { Value } from "../native/plain";
import { checkOptions } from "../options";
import { scope } from "../tensor/scope";
import { isTensor, type Tensor } from "../tensor/tensor";
import { checkImages, checkNormalization, fitImages, type InputRange, type Normalization } from "./images";
import { inEvaluation, inputOf, type Network, subjectOf } from "./network";
import { checkName, checkSize } from "./options";

/** How a map becomes one vector: the mean of its cells, the first token, or so many cells a side. */
export type Pooling = "mean" | "cls" | number;

/** Features of each place in an image. */
export interface FeatureMap {
  /** [B, D, h, w]. */
  readonly map: Tensor;
  /** [B, D], the first of the tokens that stand for no place; null where there are none. */
  readonly tokens: Tensor | null;
  /** Where they come from, in words. */
  readonly source: string;
}

/** Options of `patchFeatures`. */
export interface PatchFeaturesOptions {
  /** Which of a wrapper's two networks. Default "teacher". */
  readonly network?: "teacher" | "student";
  /** A submodule by its dotted path; its output is a map [B, D, h, w] or tokens [B, T, D]. Default: see there. */
  readonly layer?: string;
  /** As for `embedDataset`; default null: the images as they are. */
  readonly size?: number | readonly [number, number] | null;
  /** Of a module: mean and std, one a channel. Default ImageNet's for 3 channels, 0.5 and 0.25 otherwise. */
  readonly normalize?: Normalization;
  /** "normalized": the images are as the network takes them. Default "auto": uint8, or from 0 to 1. */
  readonly inputRange?: InputRange;
}

const OPTIONS = [
  "network",
  "layer",
  "size",
  "normalize",
  "inputRange",
] as const satisfies (keyof PatchFeaturesOptions)[];

/**
 * Features of every place in the images. By default they are those of a wrapper's one `returnLayer`, else what
 * `forward_features` returns: a map, or the `x_norm_patchtokens` of a vision transformer; else the last output of a
 * submodule that is a map of the image or has a token for each patch.
 * @throws ArgumentError where a network has nothing of that kind
 */
export async function patchFeatures(
  network: Network,
  images: ImageInput,
  options: PatchFeaturesOptions = {},
): Promise<FeatureMap> {
  return await scope(async () => {
    const { module, input, where } = await prepared(network, images, options, "patchFeatures");
    return await inEvaluation(module, () => featureMapOf(module, input, where));
  });
}

/** Checks what `patchFeatures` and its like take, and gives the network's input. */
export async function prepared(
  network: Network,
  images: ImageInput,
  options: PatchFeaturesOptions,
  what: string,
  more: readonly string[] = [],
): Promise<{ readonly module: ScriptModule; readonly input: Tensor; readonly where: Where }> {
  checkOptions(options, `${what}: options`, [...OPTIONS, ...more]);
  const { layer, size = null, inputRange = "auto" } = options;
  checkLayer(layer, `${what}: layer`);
  const subject = subjectOf(network, options.network, what);
  const normalize = checkNormalization(options.normalize, `${what}: normalize`) ?? subject.normalize;
  checkName(inputRange, `${what}: inputRange`, ["auto", "normalized"]);
  const given = checkImages(images, `${what}: images`);
  const fitted = await fitImages(given, checkSize(size, `${what}: size`), inputRange);
  return {
    module: subject.module,
    input: inputOf(fitted, normalize, inputRange, what),
    where: { layer, tapped: tappedBy(subject.wrapper) },
  };
}

/** The module's output as features [B, D]; a map is averaged over its places. */
export async function featuresOf(module: ScriptModule, input: Tensor): Promise<Tensor> {
  const output = firstTensor(await module.forward<Value>(input));
  const rows = output?.dim === 4 ? output.mean([2, 3]) : output;
  if (rows?.dim !== 2)
    throw new ShapeError(
      "INVALID_SHAPE",
      `the module's output: expected [B, D] or a map, got ${output === undefined ? "no tensor" : `[${output.shape}]`}; name a layer`,
    );
  return rows;
}

/** Where a map is taken. */
export interface Where {
  /** As the caller says. */
  readonly layer: string | undefined;
  /** The layer that a wrapper trains on, taken if it gives a map. */
  readonly tapped: string | undefined;
}

export function checkLayer(layer: unknown, what: string): void {
  if (layer !== undefined && typeof layer !== "string")
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected a string, got ${describe(layer)}`);
}

/** The one layer of a wrapper's `returnLayer`. */
export function tappedBy(wrapper: DINOWrapper | undefined): string | undefined {
  const layer = wrapper?.conf.returnLayer;
  return typeof layer === "string"
    ? layer
    : Array.isArray(layer) && layer.length === 1
      ? String(layer[0])
      : undefined;
}

/** Of an input that is normalised, of a module in evaluation mode. */
export async function featureMapOf(
  module: ScriptModule,
  input: Tensor,
  { layer, tapped: own }: Where,
): Promise<FeatureMap> {
  const image = input.shape.slice(2) as [number, number];
  const patch = patchSize(module);
  const grid = patch && ([Math.floor(image[0] / patch[0]), Math.floor(image[1] / patch[1])] as const);
  if (layer !== undefined) {
    const found = mapIn(await tapped(module, layer, input), image, grid);
    if (found === undefined)
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `layer ${layer}: expected a map [B, D, h, w] or a token for each patch, got something else`,
      );
    return { ...found, source: layer };
  }
  const tap = own && mapIn(await tapped(module, own, input), image, grid);
  if (tap) return { ...tap, source: own };
  if (
    module
      .methods()
      .some(({ name, arguments: args }) => name === "forward_features" && args[0]?.type === "Tensor")
  ) {
    const output = await module.call<Value>("forward_features", input);
    const tokens = patchTokens(output);
    const found = mapIn(tokens ?? output, image, grid);
    if (found !== undefined)
      return {
        ...found,
        ...classToken(output),
        source: tokens ? "the last block's patch tokens" : "forward_features",
      };
  }
  const path = await lastMap(module, input.narrow(0, 0, 1), image);
  if (path === undefined)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      "the network: found no submodule that gives a map of the image or a token for each patch; name a layer",
      { maps: 0 },
    );
  return { ...mapIn(await tapped(module, path.name, input), image, path.grid)!, source: path.name };
}

async function tapped(module: ScriptModule, path: string, input: Tensor): Promise<Value> {
  const taps = await module.taps([path]);
  try {
    return (await taps.forward<Value>(input))[path] ?? null;
  } finally {
    taps.dispose();
  }
}

type Grid = readonly [number, number];

/** The last submodule on the way to the result that has features of places; what it takes for tokens is the grid of the first map. */
async function lastMap(
  module: ScriptModule,
  input: Tensor,
  image: Grid,
): Promise<{ name: string; grid: Grid | undefined } | undefined> {
  const paths = module.namedCalls().map(({ path }) => path);
  if (paths.length === 0) return undefined;
  return await scope(async () => {
    const taps = await module.taps(paths);
    try {
      const values = await taps.forward<Value>(input);
      let last: { name: string; grid: Grid | undefined } | undefined;
      let grid: Grid | undefined;
      for (const name of paths) {
        const value = values[name];
        const found = mapIn(value, image, grid);
        if (found === undefined || found.map.shape[2]! * found.map.shape[3]! === 1) continue;
        last = { name, grid };
        if (isTensor(value) && value.dim === 4) grid = found.map.shape.slice(2) as [number, number];
      }
      return last;
    } finally {
      taps.dispose();
    }
  });
}

/** Extra tokens of a transformer: class, distillation, registers. */
const MOST_EXTRA = 64;

/** A map, channels first or last, or tokens of which the last ones stand for the grid's places. */
function mapIn(
  value: Value | undefined,
  image: Grid,
  grid: Grid | undefined,
): Omit<FeatureMap, "source"> | undefined {
  const tensor = firstTensor(value);
  if (tensor === undefined) return undefined;
  const [batch, ...rest] = tensor.shape as [number, ...number[]];
  if (rest.length === 3) {
    const [a, b, c] = rest as [number, number, number];
    if (likeImage([b, c], image)) return { map: tensor, tokens: null };
    return likeImage([a, b], image) ? { map: tensor.permute([0, 3, 1, 2]), tokens: null } : undefined;
  }
  if (rest.length !== 2 || grid === undefined) return undefined;
  const [count, width] = rest as [number, number];
  const extra = count - grid[0] * grid[1];
  if (extra < 0 || extra > MOST_EXTRA) return undefined;
  const places = extra === 0 ? tensor : tensor.slice(1, extra);
  return {
    map: places.transpose(1, 2).reshape([batch, width, ...grid]),
    tokens: extra === 0 ? null : tensor.select(1, 0),
  };
}

/** Whether a map of these sides may be one of the image, whose sides strides and padding round. */
function likeImage([h, w]: Grid, [height, width]: Grid): boolean {
  return (
    h <= height && w <= width && Math.abs(h * width - w * height) <= Math.max(height, width) + Math.max(h, w)
  );
}

function firstTensor(value: Value | undefined): Tensor | undefined {
  if (isTensor(value)) return value;
  return Array.isArray(value) && isTensor(value[0]) ? value[0] : undefined;
}

function entryOf(value: Value | undefined, name: string): Tensor | undefined {
  if (typeof value !== "object" || value === null || isTensor(value) || Array.isArray(value))
    return undefined;
  const entry: unknown = (value as Readonly<Record<string, unknown>>)[name];
  return isTensor(entry) ? entry : undefined;
}

const patchTokens = (value: Value): Tensor | undefined => entryOf(value, "x_norm_patchtokens");
const classToken = (value: Value): { readonly tokens?: Tensor } => {
  const token = entryOf(value, "x_norm_clstoken");
  return token === undefined ? {} : { tokens: token };
};

/** Sides of a vision transformer's patches, from the weight that embeds them; undefined for other networks. */
export function patchSize(module: ScriptModule): Grid | undefined {
  return scope(() => {
    const found = module.namedParameters().find(([name]) => /(^|\.)patch_embed\.proj\.weight$/.test(name));
    const shape = found?.[1].shape;
    return shape?.length === 4 ? ([shape[2]!, shape[3]!] as const) : undefined;
  });
}
