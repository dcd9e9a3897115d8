import { aten } from "../aten/aten";
import { describe } from "../describe";
import { ArgumentError, DTypeError, ShapeError } from "../errors";
import { fromTypedArray } from "../tensor/data";
import { stack } from "../tensor/factories";
import { scope } from "../tensor/scope";
import { handleOf, type Tensor } from "../tensor/tensor";

/** Images for a network: uint8, or floating point from 0 to 1; [B, C, H, W], or [C, H, W] each. */
export type ImagesInput = Tensor | readonly Tensor[];

/** What images are shifted and scaled by, one number a channel, in units of images from 0 to 1. */
export interface Normalization {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** Share of the resized image's sides that is kept: the evaluation of DINO resizes to 256 and crops 224. */
const RESIZED_OVER_KEPT = 256 / 224;

/**
 * The images as evaluation sees them (`eval_knn.py`): the shorter side resized to `size` · 256 / 224,
 * bicubically and antialiased as PIL does, then the centre cut out. With null they are only stacked.
 */
export async function fitImages(images: ImagesInput, size: readonly [number, number] | null): Promise<Tensor> {
  if (size === null && !Array.isArray(images)) return images as Tensor;
  return await scope(async () => {
    const list = Array.isArray(images) ? (images as Tensor[]) : (images as Tensor).unbind(0);
    if (list.length === 0) throw new ArgumentError("INVALID_ARGUMENT", "images: expected one or more, got none");
    const shapes = list.map((image) => image.shape.join("×"));
    if (size === null && new Set(shapes).size > 1)
      throw new ShapeError(
        "INVALID_SHAPE",
        `images: of different sizes (${[...new Set(shapes)].slice(0, 3).join(", ")}); give size to resize them`,
      );
    const fitted: Tensor[] = [];
    for (const image of list) fitted.push(size === null ? image : await fitImage(image, size));
    return stack(fitted);
  });
}

async function fitImage(image: Tensor, [height, width]: readonly [number, number]): Promise<Tensor> {
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
  const enlarged =
    resized[0] === h && resized[1] === w ? whole : await aten._upsample_bicubic2d_aa.async(whole, resized, false);
  const bounded = image.dtype === "uint8" ? enlarged : (enlarged as Tensor).clamp(0, 1);
  return (bounded as Tensor).squeeze(0).narrow(1, top, height).narrow(2, left, width).contiguous();
}

/** Half of n, ties to the even number, as Python rounds. */
function evenHalf(n: number): number {
  const half = Math.floor(n / 2);
  return n % 2 === 0 ? half : half + (half % 2);
}

/** @throws ArgumentError, DTypeError or ShapeError for what is no batch of images, before anything is computed */
export function checkImages(images: unknown, what: string): ImagesInput {
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

/** float32 from 0 to 1. @throws ArgumentError for floating point images outside of it */
export function unitImages(images: Tensor, what: string): Tensor {
  if (images.dtype === "uint8") return scope(() => images.float().div(255));
  const [low, high] = scope(() => [Number(images.amin().item()), Number(images.amax().item())]) as [number, number];
  if (!(low >= -0.01 && high <= 1.01))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: floating point images are expected from 0 to 1, these are from ${low} to ${high}; say inputRange: "normalized" for images that a network may take as they are`,
    );
  return images.float();
}

/** ImageNet's for 3 channels, 0.5 and 0.25 otherwise. */
export function standardNormalization(channels: number): Normalization {
  if (channels === 3) return { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };
  return { mean: new Array<number>(channels).fill(0.5), std: new Array<number>(channels).fill(0.25) };
}

export function normalizeImages(images: Tensor, { mean, std }: Normalization): Tensor {
  const channels = images.shape[1] ?? 0;
  if (mean.length !== channels || std.length !== channels)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `normalize: expected a mean and a std for each of ${channels} channels, got ${mean.length} and ${std.length}`,
    );
  const row = (values: readonly number[]): Tensor =>
    fromTypedArray(Float32Array.from(values), [1, channels, 1, 1]);
  return scope(() => images.sub(row(mean)).div(row(std)));
}

/** Checks what a caller gave as `normalize`. */
export function checkNormalization(value: unknown, what: string): Normalization | undefined {
  if (value === undefined || value === null) return undefined;
  const { mean, std } = value as { mean?: unknown; std?: unknown };
  const numbers = (list: unknown, least: number): number[] | undefined => {
    if (!Array.isArray(list)) return undefined;
    const copy: unknown[] = Array.from(list);
    return copy.every((each) => Number.isFinite(each) && Number(each) > least) ? (copy as number[]) : undefined;
  };
  const [means, stds] = [numbers(mean, Number.NEGATIVE_INFINITY), numbers(std, 0)];
  if (means === undefined || stds === undefined)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected { mean, std } with a number a channel, std above 0, got ${describe(value)}`,
    );
  return { mean: means, std: stds };
}
