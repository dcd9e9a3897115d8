import type { Sharp } from "sharp";
import { NativeNotFoundError } from "../errors";
import type { ImageLimits } from "./image-options";
import type { Pixels } from "./pixels";

/** What is wrong with an image, in words for `quarantine`. */
export class BrokenImage extends Error {}

/** The words are libvips's. */
export class UndecodableImage extends BrokenImage {}

/**
 * Decodes an image file of any kind that sharp reads, on libuv's threads: turned as its EXIF data say, in sRGB or grey of
 * 8 bits, the first frame of several, transparent parts on white, and as small as the limits want it, which sharp does
 * while it decodes. The content decides what kind it is.
 *
 * sharp's settings belong to the process (`sharp.concurrency`, `sharp.cache`) and stay as they are: an image that is read
 * from memory in one pass is not cached, and threads within one image are sharp's own choice.
 * @throws BrokenImage
 */
export async function decode(encoded: Uint8Array, limits: ImageLimits): Promise<Pixels> {
  const sharp = loadSharp();
  try {
    const image = sharp(encoded, {
      limitInputPixels: limits.maxPixels,
      // Warnings come with many photographs that are whole; an error or an early end do not.
      failOn: "error",
      autoOrient: true,
      sequentialRead: true,
    });
    const { format, space, width, height, autoOrient = { width, height } } = await image.metadata();
    if (VECTORS.includes(format) && !limits.svg) throw new BrokenImage(`is ${format}, which has no pixels`);
    return await finished(image, autoOrient, GREY.includes(space ?? ""), limits);
  } catch (error) {
    throw broken(error);
  }
}

/** The same for pixels of 1 to 4 channels: lets alpha go, and brings them within the limits. */
export async function convert(pixels: RawPixels, limits: ImageLimits): Promise<Pixels> {
  const { data, height, width, channels } = pixels;
  if (height * width > limits.maxPixels)
    throw new BrokenImage(`has ${height} x ${width} pixels, more than ${limits.maxPixels}`);
  if ((channels === 1 || channels === 3) && targetOf(height, width, limits) === undefined) return pixels;
  const sharp = loadSharp();
  try {
    const image = sharp(data, { raw: { width, height, channels }, limitInputPixels: limits.maxPixels });
    return await finished(image, { height, width }, channels < 3, limits);
  } catch (error) {
    throw broken(error);
  }
}

/** Pixels with alpha or without. */
export interface RawPixels extends Pixels {
  readonly channels: 1 | 2 | 3 | 4;
}

const VECTORS: readonly string[] = ["svg", "pdf"];
const GREY: readonly string[] = ["b-w", "grey16"];

async function finished(
  image: Sharp,
  { height, width }: { readonly height: number; readonly width: number },
  grey: boolean,
  limits: ImageLimits,
): Promise<Pixels> {
  const target = targetOf(height, width, limits);
  if (target !== undefined)
    image.resize(target.width, target.height, { fit: limits.size === undefined ? "fill" : limits.fit });
  const { data, info } = await image
    .flatten({ background: "white" })
    .toColourspace(grey ? "b-w" : "srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 1 && info.channels !== 3)
    throw new BrokenImage(`decodes to ${info.channels} channels`);
  return { data, height: info.height, width: info.width };
}

/** What an image is resized to; undefined when it may stay. */
function targetOf(height: number, width: number, { size, shortSide, maxSide }: ImageLimits) {
  if (size !== undefined) return size.height === height && size.width === width ? undefined : size;
  const scale = Math.min(shortSide / Math.min(height, width), maxSide / Math.max(height, width));
  if (scale >= 1) return undefined;
  const scaled = (side: number): number => Math.max(1, Math.round(side * scale));
  return { height: scaled(height), width: scaled(width) };
}

/** libvips tells of one problem in several lines, the last of which says most. */
function broken(error: unknown): BrokenImage {
  if (error instanceof BrokenImage) return error;
  const lines = String((error as Error)?.message ?? error)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^\([\d.]+\)$/.test(line));
  return new UndecodableImage((lines.at(-1) ?? "does not decode").replace(/:$/, "").slice(0, 200), {
    cause: error,
  });
}

/** Loaded at the first image: who imports this package for tensors alone needs no sharp. */
export function loadSharp(): typeof import("sharp") {
  try {
    return require("sharp") as typeof import("sharp");
  } catch (cause) {
    const reason = String((cause as Error)?.message ?? cause);
    throw new NativeNotFoundError(
      "NATIVE_NOT_FOUND",
      `sharp, which decodes images, does not load: ${reason}`,
      { name: "sharp", reason },
      { cause },
    );
  }
}
