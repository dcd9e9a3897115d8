import type { Metadata, Sharp } from "sharp";
import { NativeNotFoundError } from "../errors";
import type { ImageLimits } from "./image-options";

/** Bytes of one image, channels of a pixel side by side, rows from the top. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** What is wrong with an image, in words for `quarantine`. */
export class BrokenImage extends Error {}

/**
 * Decodes an image file of any kind that sharp reads, on libuv's threads: turned as its EXIF data say, in sRGB of 8 bits,
 * the first frame of several, transparent parts on white, and as small as the limits want it, which sharp does while it
 * decodes. The content decides what kind it is.
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
    const metadata = await image.metadata();
    if (VECTORS.includes(metadata.format) && !limits.svg)
      throw new BrokenImage(`is ${metadata.format}, no picture of pixels`);
    return await finished(image, sizeOf(metadata), limits);
  } catch (error) {
    throw broken(error);
  }
}

/** The same for pixels as they are: brings them to the channels and limits. */
export async function convert(pixels: Pixels, limits: ImageLimits): Promise<Pixels> {
  const { data, height, width, channels } = pixels;
  const fits = limits.size === undefined && targetOf(height, width, limits) === undefined;
  const exact = limits.size?.height === height && limits.size.width === width;
  if (channels === limits.channels && (fits || exact)) return pixels;
  const sharp = loadSharp();
  try {
    const raw = { width, height, channels: channels as 1 | 2 | 3 | 4 };
    return await finished(
      sharp(data, { raw, limitInputPixels: limits.maxPixels }),
      { height, width },
      limits,
    );
  } catch (error) {
    throw broken(error);
  }
}

const VECTORS: readonly string[] = ["svg", "pdf"];

async function finished(
  image: Sharp,
  { height, width }: { readonly height: number; readonly width: number },
  limits: ImageLimits,
): Promise<Pixels> {
  const target = limits.size ?? targetOf(height, width, limits);
  if (target !== undefined)
    image.resize(target.width, target.height, { fit: limits.size === undefined ? "fill" : limits.fit });
  const { data, info } = await image
    .flatten({ background: "white" })
    .toColourspace(limits.channels === 1 ? "b-w" : "srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== limits.channels)
    throw new BrokenImage(`decodes to ${info.channels} channels instead of ${limits.channels}`);
  return { data, height: info.height, width: info.width, channels: info.channels };
}

/** As it is looked at. */
function sizeOf({ width, height, autoOrient }: Metadata): { height: number; width: number } {
  return autoOrient ?? { height, width };
}

/** What an image is shrunk to; undefined when it may stay. */
function targetOf(height: number, width: number, { shortSide, maxSide }: ImageLimits) {
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
  return new BrokenImage((lines.at(-1) ?? "does not decode").slice(0, 200), { cause: error });
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
