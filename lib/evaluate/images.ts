import { aten } from "../aten/aten";
import { describe } from "../describe";
import type { ImageInput } from "../dino/wrapper-options";
import { ArgumentError, DTypeError, ShapeError } from "../errors";
import { fromTypedArray } from "../tensor/data";
import { stack } from "../tensor/factories";
import { scope } from "../tensor/scope";
import { handleOf, type Tensor } from "../tensor/tensor";

/** What images are shifted and scaled by, one number a channel, in units of images from 0 to 1. */
export interface Normalization {
  /** Taken off. */
  readonly mean: readonly number[];
  /** Divided by, above 0. */
  readonly std: readonly number[];
}

/** Share of the resized image's sides that is kept: the evaluation of DINO resizes to 256 and crops 224. */
const RESIZED_OVER_KEPT = 256 / 224;

/** How floating point images came: from 0 to 1, or as the network takes them. */
export type InputRange = "auto" | "normalized";

/**
 * The images as evaluation sees them (`eval_knn.py`): the shorter side resized to `size` · 256 / 224, bicubically and
 * antialiased as PIL does, then the centre cut out. With null they are only stacked.
 * @throws ArgumentError for floating point images outside of 0 to 1, unless they are normalised
 */
export async function fitImages(
  images: ImageInput,
  size: readonly [number, number] | null,
  range: InputRange = "auto",
): Promise<Tensor> {
  return await scope(async () => {
    if (size === null && !Array.isArray(images)) return inRange(images as Tensor, range);
    const list = (Array.isArray(images) ? (images as Tensor[]) : (images as Tensor).unbind(0)).map((image) =>
      inRange(image, range),
    );
    const shapes = new Set(list.map((image) => image.shape.join("×")));
    if (size === null && shapes.size > 1)
      throw new ShapeError(
        "INVALID_SHAPE",
        `images: of different sizes (${[...shapes].slice(0, 3).join(", ")}); give size to resize them`,
      );
    const fitted: Tensor[] = [];
    for (const image of list) fitted.push(size === null ? image : await fitImage(image, size, range));
    return stack(fitted);
  });
}

async function fitImage(
  image: Tensor,
  [height, width]: readonly [number, number],
  range: InputRange,
): Promise<Tensor> {
  const [, h, w] = image.shape as [number, number, number];
  const cover = Math.max(
    Math.round(height * RESIZED_OVER_KEPT) / h,
    Math.round(width * RESIZED_OVER_KEPT) / w,
  );
  // torchvision truncates the longer side; the epsilon keeps the shorter one from losing a pixel to rounding.
  const resized = [Math.floor(h * cover + 1e-6), Math.floor(w * cover + 1e-6)] as const;
  const top = evenHalf(resized[0] - height);
  const left = evenHalf(resized[1] - width);
  const whole = image.unsqueeze(0);
  const same = resized[0] === h && resized[1] === w;
  const scaled = same ? whole : ((await aten._upsample_bicubic2d_aa.async(whole, resized, false)) as Tensor);
  // Bicubic weights are negative in places, so that edges overshoot.
  const bounded = image.dtype === "uint8" || range === "normalized" ? scaled : scaled.clamp(0, 1);
  return bounded.squeeze(0).narrow(1, top, height).narrow(2, left, width).contiguous();
}

/** Half of n, ties to the even number, as Python rounds. */
function evenHalf(n: number): number {
  const half = Math.floor(n / 2);
  return n % 2 === 0 ? half : half + (half % 2);
}

/** @throws ArgumentError, DTypeError or ShapeError for what is no batch of images, before anything is computed */
export function checkImages(images: unknown, what: string): ImageInput {
  const check = (image: unknown, name: string, dims: number, shape: string): Tensor => {
    handleOf(image, name);
    const { dtype, shape: found } = image as Tensor;
    if (dtype !== "uint8" && !/^(b?float)/.test(dtype))
      throw new DTypeError("INVALID_DTYPE", `${name}: expected uint8 or floating point, got ${dtype}`);
    if (found.length !== dims || found.includes(0))
      throw new ShapeError("INVALID_SHAPE", `${name}: expected ${shape}, none of them 0, got [${found}]`);
    return image as Tensor;
  };
  if (!Array.isArray(images)) return check(images, what, 4, "[B, C, H, W]");
  const list = Array.from(images, (image: unknown, i) => check(image, `${what}[${i}]`, 3, "[C, H, W]"));
  if (list.length === 0)
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected one image or more, got none`);
  return list;
}

/** float32 from 0 to 1. */
export function unitImages(images: Tensor): Tensor {
  return images.dtype === "uint8" ? scope(() => images.float().div(255)) : images.float();
}

function inRange(images: Tensor, range: InputRange): Tensor {
  if (images.dtype === "uint8" || range === "normalized") return images;
  const [low, high] = scope(() => [Number(images.amin().item()), Number(images.amax().item())]) as [
    number,
    number,
  ];
  if (!(low >= -0.01 && high <= 1.01))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `images: floating point images are expected from 0 to 1, these are from ${low} to ${high}; say inputRange: "normalized" for images as a network takes them`,
    );
  return images;
}

/** ImageNet's for 3 channels, 0.5 and 0.25 otherwise. */
export function standardNormalization(channels: number): Normalization {
  if (channels === 3) return { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };
  return { mean: new Array<number>(channels).fill(0.5), std: new Array<number>(channels).fill(0.25) };
}

export function normalizeImages(images: Tensor, { mean, std }: Normalization, what: string): Tensor {
  const channels = images.shape[1] ?? 0;
  if (mean.length !== channels || std.length !== channels)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: normalize: expected a mean and a std for each of ${channels} channels, got ${mean.length} and ${std.length}`,
    );
  const row = (values: readonly number[]): Tensor =>
    fromTypedArray(Float32Array.from(values), [1, channels, 1, 1]);
  return scope(() => images.sub(row(mean)).div(row(std)));
}

/** An array may be 2^32 long and empty. */
const MOST_CHANNELS = 65_536;

/** Checks what a caller gave as `normalize`. */
export function checkNormalization(value: unknown, what: string): Normalization | undefined {
  if (value === undefined || value === null) return undefined;
  const { mean, std } = value as { mean?: unknown; std?: unknown };
  const numbers = (list: unknown, least: number): number[] | undefined => {
    if (!Array.isArray(list) || list.length > MOST_CHANNELS) return undefined;
    const copy: unknown[] = Array.from(list);
    return copy.every((each) => Number.isFinite(each) && Number(each) > least)
      ? (copy as number[])
      : undefined;
  };
  const [means, stds] = [numbers(mean, Number.NEGATIVE_INFINITY), numbers(std, 0)];
  if (means === undefined || stds === undefined)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected { mean, std } with a number a channel, std above 0, got ${describe(value)}`,
    );
  return { mean: means, std: stds };
}
