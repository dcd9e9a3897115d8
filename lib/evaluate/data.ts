import type { Batch, Dataset } from "../data/dataset";
import { readIndices } from "../data/indices";
import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { checkOptions } from "../options";
import { checkBetween, checkCount } from "./options";

/** Two parts of a data set. */
export interface DatasetSplit {
  /** The larger part, if `share` is below a half. */
  readonly train: Dataset;
  /** The images held out. */
  readonly test: Dataset;
}

/**
 * Holds a part of a data set out: which images, seed and their number alone decide. Both parts keep the data set's order
 * and its ids.
 * @param options.share of the images held out, above 0 and below 1
 * @param options.seed integer of 0 or more
 * @throws ArgumentError also where one of the parts would be empty
 */
export function splitDataset(
  dataset: Dataset,
  options: { readonly share: number; readonly seed: number },
): DatasetSplit {
  const what = "splitDataset";
  const length = checkDataset(dataset, `${what}: dataset`);
  checkOptions(options, `${what}: options`, ["share", "seed"]);
  const { share, seed } = options;
  checkBetween(share, `${what}: share`, 0, 1);
  checkCount(seed, `${what}: seed`, 0);
  const held = Math.round(length * share);
  if (held === 0 || held === length)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected images on both sides, got ${length} of which a share of ${share} is held out`,
    );
  const order = drawn(length, seed);
  return {
    train: subset(dataset, order.slice(held).sort()),
    test: subset(dataset, order.slice(0, held).sort()),
  };
}

/** The images of these numbers as a data set of their own. */
export function subset(dataset: Dataset, members: Uint32Array): Dataset {
  const { classes, labels } = dataset;
  const shape = imageShapeOf(dataset);
  return {
    length: members.length,
    ...(classes !== undefined && { classes }),
    ...(labels !== undefined && { labels: Array.from(members, (member) => labels[member]!) }),
    ...(shape !== undefined && { imageShape: shape }),
    batch: (indices, signal): Batch | Promise<Batch> =>
      dataset.batch(
        readIndices(indices, members.length).map((index) => members[index]!),
        signal,
      ),
  };
}

/** The numbers below `length` in an order that the seed alone decides. */
export function drawn(length: number, seed: number): Uint32Array {
  const keys = Float64Array.from({ length }, (_, i) => mixed(seed, i));
  return Uint32Array.from({ length }, (_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
}

/** A number from 0 to 1 for each (seed, index): two rounds of the mixing function of splitmix32. */
function mixed(seed: number, index: number): number {
  const mix = (value: number): number => {
    let z = (value + 0x9e3779b9) | 0;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  return mix(mix(seed % 2 ** 32) ^ index) / 2 ** 32;
}

/** [C, H, W] of every image, where the data set says that they are alike. */
export function imageShapeOf(dataset: object): readonly [number, number, number] | undefined {
  const { imageShape } = dataset as { readonly imageShape?: unknown };
  if (!Array.isArray(imageShape) || imageShape.length !== 3) return undefined;
  return imageShape as [number, number, number];
}

/** Number of images of what is asked by their numbers, which a stream is not. */
export function checkDataset(dataset: unknown, what: string): number {
  const { length, batch } = (
    typeof dataset === "object" && dataset !== null ? dataset : {}
  ) as Partial<Dataset>;
  if (typeof batch !== "function" || !(Number.isSafeInteger(length) && length! >= 0))
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected a data set, got ${describe(dataset)}`);
  return length!;
}
