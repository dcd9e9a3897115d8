import { type Batch, type Dataset, tensorsOf } from "../data/dataset";
import { DataLoader } from "../data/loader";
import type { ImageStream } from "../data/stream";
import { describe } from "../describe";
import type { ImageInput } from "../dino/wrapper-options";
import { ArgumentError } from "../errors";
import { checkFunction, checkOptions, checkSignal } from "../options";
import { cat, empty } from "../tensor/factories";
import { scope } from "../tensor/scope";
import { isTensor, type Tensor } from "../tensor/tensor";
import { checkLayer, featureMapOf, featuresOf, type Pooling, tappedBy } from "./features";
import { checkImages, checkNormalization, fitImages, type Normalization } from "./images";
import { inEvaluation, inputOf, type Network, type Subject, subjectOf } from "./network";
import { checkCount, checkSize } from "./options";

/** Options of `embedDataset`. */
export interface EmbedDatasetOptions {
  /** Which of a wrapper's two networks. Default "teacher". */
  readonly network?: "teacher" | "student";
  /**
   * Side of the images that the network gets, or [height, width]: the shorter side is resized to size · 256 / 224, then
   * the centre is cut out. null: as they are, all of one size. Default: a wrapper's `globalCropSize`; null for a module.
   */
  readonly size?: number | readonly [number, number] | null;
  /** Images of a batch. Default 64. */
  readonly batchSize?: number;
  /** A submodule whose output is taken, by its dotted path, instead of the features (`ScriptModule.taps`). */
  readonly layer?: string;
  /**
   * With `layer`, or of a module that gives a map: "mean" over the positions, "cls", the first token, or the map
   * averaged to so many cells a side. Default "mean".
   */
  readonly pool?: Pooling;
  /** Of a module: mean and std, one a channel. Default ImageNet's for 3 channels, 0.5 and 0.25 otherwise. */
  readonly normalize?: Normalization;
  /** Called after each batch; the total of an `ImageStream` is Infinity. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Ends the work between two batches, with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What `embedDataset` gives. */
export interface Embedding {
  /** [N, D]. */
  readonly features: Tensor<"float32">;
  /** [N]; null where the data set has none. */
  readonly labels: Tensor<"int64"> | null;
  /** [N], which images these are. Those that could not be read are missing. */
  readonly ids: Tensor<"int64">;
}

const OPTIONS = [
  "network",
  "size",
  "batchSize",
  "layer",
  "pool",
  "normalize",
  "onProgress",
  "signal",
] as const satisfies (keyof EmbedDatasetOptions)[];

/**
 * Features of every image of a data set, in its order: those that a wrapper trains on, in evaluation mode, or what a
 * module returns. Works in batches on the engine; beside the features a few batches are in memory at a time.
 * @param dataset of an `ImageStream` one epoch
 * @throws ArgumentError; DataError where no image can be read; the signal's reason
 */
export async function embedDataset(
  network: Network,
  dataset: Dataset | ImageStream,
  options: EmbedDatasetOptions = {},
): Promise<Embedding> {
  const what = "embedDataset";
  checkOptions(options, `${what}: options`, OPTIONS);
  const { layer, pool = "mean", batchSize = 64, onProgress, size } = options;
  const subject = subjectOf(network, options.network, what);
  const normalize = checkNormalization(options.normalize, `${what}: normalize`);
  if (subject.wrapper !== undefined && normalize !== undefined)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: normalize: a wrapper's own is used, so none is expected`,
    );
  checkLayer(layer, `${what}: layer`);
  if (onProgress !== undefined) checkFunction(onProgress, `${what}: onProgress`);
  checkPooling(pool, `${what}: pool`);
  const batches = {
    what: `${what}: dataset`,
    batchSize: checkCount(batchSize, `${what}: batchSize`),
    onProgress,
    signal: checkSignal(options.signal, `${what}: signal`),
    labelled: false,
  };
  if (typeof dataset !== "object" || dataset === null)
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected a data set, got ${describe(dataset)}`);
  const sides = size === undefined ? sizeFor(subject) : checkSize(size, `${what}: size`);
  return await collect(dataset, batches, embedderOf(subject, { normalize, layer, pool, size: sides }));
}

/** How one batch becomes features. */
export type Embedder = (images: ImageInput) => Promise<Tensor>;

/** Which features are taken, of which images. */
export interface Taken {
  readonly normalize?: Normalization | undefined;
  readonly layer: string | undefined;
  readonly pool: Pooling;
  readonly size: readonly [number, number] | null;
}

interface BatchOptions {
  /** What errors call the data set. */
  readonly what: string;
  readonly batchSize: number;
  readonly onProgress: ((done: number, total: number) => void) | undefined;
  readonly signal: AbortSignal | undefined;
  /** Whether it is an error that images have no labels. */
  readonly labelled: boolean;
}

/** The features of all batches in one tensor. */
export async function collect(
  dataset: Dataset | ImageStream,
  { what, batchSize, onProgress, signal, labelled }: BatchOptions,
  embed: Embedder,
): Promise<Embedding> {
  const loader = new DataLoader(dataset, { batchSize, prefetch: 1 });
  const total = "length" in dataset ? dataset.length : Number.POSITIVE_INFINITY;
  return await scope(async () => {
    let features: Tensor | undefined;
    const [labels, ids]: [Tensor[], Tensor[]] = [[], []];
    let count = 0;
    for await (const batch of loader.batches(signal === undefined ? {} : { signal })) {
      const taken = checkBatch(batch, what, labelled);
      features = await scope(async () => {
        const rows = await embed(checkImages(batch.images, `${what}: images`));
        return put(features, rows, count, Number.isFinite(total) ? total : 0);
      });
      count += taken;
      ids.push(batch.ids);
      if (batch.labels.size > 0) labels.push(batch.labels);
      for (const tensor of tensorsOf(batch))
        if (tensor !== batch.ids && tensor !== batch.labels) tensor.dispose();
      onProgress?.(Math.min(total, (batch.index + 1) * batchSize), total);
    }
    if (features === undefined)
      throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected one image or more, got none`);
    if (labels.length > 0 && labels.length < ids.length)
      throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected labels for all images or for none`);
    return {
      features: (features.shape[0] === count
        ? features
        : features.narrow(0, 0, count).clone()) as Tensor<"float32">,
      labels: labels.length === 0 ? null : (cat(labels) as Tensor<"int64">),
      ids: cat(ids) as Tensor<"int64">,
    };
  });
}

/** Number of images of a batch, which may come from anybody's program. */
export function checkBatch(batch: Batch, what: string, labelled = false): number {
  const { images, labels, ids } = (batch ?? {}) as Batch;
  const count = Array.isArray(images) ? images.length : isTensor(images) ? images.shape[0] : undefined;
  const fits = (tensor: Tensor, sizes: readonly unknown[]): boolean =>
    isTensor(tensor) && tensor.is("int64") && tensor.dim === 1 && sizes.includes(tensor.size);
  if (!fits(ids, [count]) || !fits(labels, [0, count]))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: batch: expected images with an int64 id each and a label each or none`,
    );
  if (labelled && labels.size === 0)
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected one with labels, got one without`);
  return ids.size;
}

/** Writes rows into the tensor for all of them, which is made with the first and grows where more come than were said. */
function put(all: Tensor | undefined, rows: Tensor, at: number, expected: number): Tensor {
  const [count, width] = rows.shape as [number, number];
  let target = all;
  if (target === undefined || target.shape[0]! < at + count) {
    const capacity = Math.max(expected, at + count, 2 * (target?.shape[0] ?? 0));
    const larger = empty([capacity, width]);
    if (target !== undefined) larger.narrow(0, 0, at).copy_(target.narrow(0, 0, at));
    target?.dispose();
    target = larger;
  }
  target.narrow(0, at, count).copy_(rows);
  return target;
}

export function embedderOf(
  { module, wrapper, which, normalize: own }: Subject,
  { normalize, layer, pool, size }: Taken,
): Embedder {
  if (wrapper !== undefined && layer === undefined && pool === "mean")
    return (images) => wrapper.embed(images, { network: which, size });
  return (images) =>
    inEvaluation(module, async () => {
      const input = inputOf(await fitImages(images, size), normalize ?? own, "auto", "dataset");
      if (layer === undefined && pool === "mean") return await featuresOf(module, input);
      const { map, tokens, source } = await featureMapOf(module, input, { layer, tapped: tappedBy(wrapper) });
      if (pool === "cls") {
        if (tokens !== null) return tokens;
        throw new ArgumentError(
          "INVALID_ARGUMENT",
          `pool: "cls": ${source} has no tokens beside those of patches`,
        );
      }
      return pool === "mean" ? map.mean([2, 3]) : map.adaptiveAvgPool2d(pool).flatten(1);
    });
}

/** What `size` is by default. */
export function sizeFor({ wrapper }: Subject): readonly [number, number] | null {
  return wrapper === undefined ? null : checkSize(wrapper.conf.globalCropSize, "size");
}

export function checkPooling(pool: unknown, what: string): void {
  if (pool === "mean" || pool === "cls") return;
  if (typeof pool !== "number")
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected "mean", "cls" or a number of cells, got ${describe(pool)}`,
    );
  checkCount(pool, what);
}
