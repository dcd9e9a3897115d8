import { availableParallelism } from "node:os";
import { describe } from "../describe";
import { environment } from "../environment";
import { ArgumentError } from "../errors";
import { checkFlag, checkOptions } from "../options";
import type { Tensor } from "../tensor/tensor";
import type { Images } from "./dataset";

/** How images are decoded. */
export interface ImageOptions {
  /** 3: sRGB; 1: grey. Whatever the file holds is converted. Default 3. */
  readonly channels?: 1 | 3;
  /** Every image in exactly this size, so that a batch is one tensor. Default: each in its own, within the limits. */
  readonly size?: number | { readonly height: number; readonly width: number };
  /** To reach `size`, "cover" keeps the proportions and cuts what is over off both ends, "fill" does not keep them. Default "cover". */
  readonly fit?: "cover" | "fill";
  /** Larger images are shrunk, in their proportions, until the shorter side has these pixels. Default 512. */
  readonly shortSide?: number;
  /** The same for the longer side. Default 4096. */
  readonly maxSide?: number;
  /** Images of more pixels are not decoded: a small file can hold a huge one. Default 178,956,970, which is Pillow's limit. */
  readonly maxPixels?: number;
  /** Whether drawings are images, too. Default false. */
  readonly svg?: boolean;
  /**
   * Images that are decoded at a time. Default: as many as there are processors, but one less than libuv has threads
   * (4, or `UV_THREADPOOL_SIZE`), which the rest of the program uses for its files.
   */
  readonly concurrency?: number;
}

/** How files of images are decoded. */
export interface FileOptions extends ImageOptions {
  /** Bytes of decoded images that stay in memory for the next epoch; those that come first stay. Default 256 MiB; 0 for none. */
  readonly cacheBytes?: number;
}

export const IMAGE_OPTIONS = [
  "channels",
  "size",
  "fit",
  "shortSide",
  "maxSide",
  "maxPixels",
  "svg",
  "concurrency",
] as const satisfies readonly (keyof ImageOptions)[];

export const FILE_OPTIONS = [
  ...IMAGE_OPTIONS,
  "cacheBytes",
] as const satisfies readonly (keyof FileOptions)[];

/** One tensor a batch where the options name a size. */
export type ImagesOf<O extends ImageOptions> = O extends { readonly size: infer S }
  ? undefined extends S
    ? Images
    : Tensor<"uint8">
  : Images;

/** The options with their defaults. */
export interface ImageLimits {
  readonly channels: 1 | 3;
  readonly size: { readonly height: number; readonly width: number } | undefined;
  readonly fit: "cover" | "fill";
  readonly shortSide: number;
  readonly maxSide: number;
  readonly maxPixels: number;
  readonly svg: boolean;
  readonly concurrency: number;
}

/** The same for files. */
export interface FileLimits extends ImageLimits {
  readonly cacheBytes: number;
}

/** A tensor of more elements a side is no image, and sharp refuses it. */
const LARGEST_SIDE = 2 ** 16;

/** Reads the options, each once; `names` are all that the caller knows. @throws ArgumentError */
export function readImageOptions(options: ImageOptions, what: string, names: readonly string[]): ImageLimits {
  checkOptions(options, what, names);
  const {
    channels = 3,
    size,
    fit = "cover",
    shortSide = 512,
    maxSide = 4096,
    maxPixels = 178_956_970,
    svg = false,
    concurrency = Math.max(1, Math.min(availableParallelism(), environment.libuvThreads - 1)),
  } = options;
  if (channels !== 1 && channels !== 3)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: channels: expected 1 or 3, got ${describe(channels)}`,
    );
  if (fit !== "cover" && fit !== "fill")
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: fit: expected "cover" or "fill", got ${describe(fit)}`,
    );
  return {
    channels,
    size: size === undefined ? undefined : readSize(size, what),
    fit,
    shortSide: integer(shortSide, `${what}: shortSide`, LARGEST_SIDE),
    maxSide: integer(maxSide, `${what}: maxSide`, LARGEST_SIDE),
    maxPixels: integer(maxPixels, `${what}: maxPixels`, Number.MAX_SAFE_INTEGER),
    svg: checkFlag(svg, `${what}: svg`),
    concurrency: integer(concurrency, `${what}: concurrency`, 1024),
  };
}

/** Small data sets are decoded once: for 64 x 64 pixels an epoch's data then take a fiftieth of the time. */
const DEFAULT_CACHE = 2 ** 28;

/** The same for files, which have `more` options of their own. */
export function readFileOptions(options: FileOptions, what: string, more: readonly string[]): FileLimits {
  const limits = readImageOptions(options, what, [...FILE_OPTIONS, ...more]);
  const { cacheBytes = DEFAULT_CACHE } = options;
  return {
    ...limits,
    cacheBytes: integer(cacheBytes, `${what}: cacheBytes`, Number.MAX_SAFE_INTEGER, 0),
  };
}

/** A copy of a list of names. */
export function namesOf(names: unknown, what: string): string[] {
  const refuse = (): never => {
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected a list of names, got ${describe(names)}`);
  };
  if (!Array.isArray(names)) return refuse();
  return Array.from(names, (name: unknown) => (typeof name === "string" ? name : refuse()));
}

function readSize(size: NonNullable<ImageOptions["size"]>, what: string) {
  if (typeof size === "number") {
    const side = integer(size, `${what}: size`, LARGEST_SIDE);
    return { height: side, width: side };
  }
  checkOptions(size, `${what}: size`, ["height", "width"]);
  const { height, width } = size;
  return {
    height: integer(height, `${what}: size: height`, LARGEST_SIDE),
    width: integer(width, `${what}: size: width`, LARGEST_SIDE),
  };
}

function integer(value: unknown, what: string, most: number, least = 1): number {
  if (!(typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected an integer of ${least} to ${most}, got ${describe(value)}`,
    );
  return value;
}
