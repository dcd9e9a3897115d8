import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { isTensor, type Tensor } from "../tensor/tensor";
import type { Images } from "./images";
import { checkBetween, checkCount } from "./options";

/** Images that can be asked for by their numbers, as every data set of this package. */
export interface EvaluationData {
  /** Number of images. */
  readonly length: number;
  /** [C, H, W] of every image, where they are all alike. */
  readonly imageShape?: readonly [number, number, number];
  /** The images of these numbers, in this order; those that cannot be read may be missing. */
  batch(indices: ArrayLike<number>): EvaluationBatch | Promise<EvaluationBatch>;
}

/** What `EvaluationData.batch` gives. */
export interface EvaluationBatch {
  /** uint8 [B, C, H, W], or [C, H, W] each where sizes differ. */
  readonly images: Images;
  /** int64 [B], or empty without labels. */
  readonly labels: Tensor<"int64">;
  /** int64 [B]. */
  readonly ids: Tensor<"int64">;
}

/** A batch with the number of images that were asked for. */
interface Asked extends EvaluationBatch {
  readonly asked: number;
}

/** The batches of a data set in its order. The next one is read while the caller works on this one. */
export async function* eachBatch(
  dataset: EvaluationData,
  batchSize: number,
  signal?: AbortSignal,
): AsyncGenerator<Asked, void, void> {
  const { length } = checkDataset(dataset, "dataset");
  const read = async (begin: number): Promise<Asked | undefined> => {
    if (begin >= length) return undefined;
    const asked = Math.min(batchSize, length - begin);
    const batch = await dataset.batch(Array.from({ length: asked }, (_, i) => begin + i));
    return { asked, ...checkBatch(batch) };
  };
  let next = read(0);
  for (let begin = 0; begin < length; begin += batchSize) {
    signal?.throwIfAborted();
    const batch = (await next)!;
    next = read(begin + batchSize);
    // A failure is thrown when this batch is asked for; until then it is nobody's.
    next.catch(() => {});
    yield batch;
  }
}

/** Two parts of a data set: the images held out, a share drawn by the seed alone, and the others; both in its order. */
export function splitDataset(
  dataset: EvaluationData,
  { share, seed }: { readonly share: number; readonly seed: number },
): { readonly train: EvaluationData; readonly test: EvaluationData } {
  const { length } = checkDataset(dataset, "splitDataset: dataset");
  checkBetween(share, "splitDataset: share", 0, 1);
  checkCount(seed, "splitDataset: seed", 0);
  const held = Math.round(length * share);
  if (held === 0 || held === length)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `splitDataset: expected images on both sides, got ${length} of which a share of ${share} is held out`,
    );
  const keys = Float64Array.from({ length }, (_, i) => draw(seed, i));
  const order = Uint32Array.from({ length }, (_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
  return { train: part(dataset, order.slice(held).sort()), test: part(dataset, order.slice(0, held).sort()) };
}

function part(dataset: EvaluationData, members: Uint32Array): EvaluationData {
  return {
    length: members.length,
    ...(dataset.imageShape !== undefined && { imageShape: dataset.imageShape }),
    batch: (indices) => dataset.batch(Uint32Array.from(indices, (index) => members[index]!)),
  };
}

/** A number from 0 to 1 for each (seed, index): two rounds of the mixing function of splitmix32. */
function draw(seed: number, index: number): number {
  const mix = (value: number): number => {
    let z = (value + 0x9e3779b9) | 0;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  return mix(mix(seed % 2 ** 32) ^ index) / 2 ** 32;
}

/** Its length, read once. */
export function checkDataset(dataset: unknown, what: string): { readonly length: number } {
  const given = (typeof dataset === "object" && dataset !== null ? dataset : {}) as Partial<EvaluationData>;
  const { length } = given;
  if (typeof given.batch !== "function" || !(Number.isSafeInteger(length) && length! >= 0))
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected a data set, got ${describe(dataset)}`);
  return { length: length! };
}

function checkBatch(batch: unknown): EvaluationBatch {
  const { images, labels, ids } = (batch ?? {}) as Partial<EvaluationBatch>;
  const count = Array.isArray(images) ? images.length : isTensor(images) ? (images.shape[0] ?? -1) : -1;
  const fits = (tensor: unknown, sizes: readonly number[]): boolean =>
    isTensor(tensor) && tensor.is("int64") && tensor.dim === 1 && sizes.includes(tensor.size);
  if (!fits(labels, [0, count]) || !fits(ids, [count]))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      "dataset: batch: expected images with an int64 id each and a label each or none",
    );
  return { images: images!, labels: labels!, ids: ids! };
}
