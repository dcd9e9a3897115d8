import { describe } from "../describe";
import { ArgumentError, DataError } from "../errors";
import { currentContext, runOutside } from "../native/context";
import { checkFlag, checkOptions, checkSignal } from "../options";
import { isPromise } from "../tensor/scope";
import { isTensor, passTo, settle } from "../tensor/tensor";
import { unlessAborted } from "./abort";
import { type Batch, type Dataset, type Images, tensorsOf } from "./dataset";
import { inOrder, shuffled } from "./order";
import { type BatchReader, type ImageStream, isStream, openStream } from "./stream";

/** Options of `DataLoader`. */
export interface DataLoaderOptions {
  /** Images of a batch. Default 64. */
  readonly batchSize?: number;
  /** Another order in every epoch; not for an `ImageStream`, which comes in its own. Default false. */
  readonly shuffle?: boolean;
  /** The order depends on seed and epoch alone. Default 0. */
  readonly seed?: number;
  /** Leave out a last batch that is not full. Default false. */
  readonly dropLast?: boolean;
  /**
   * Batches that are decoded while the program works on one: 0 to 1000, default 2. No more than these are ever ahead, so
   * that a slow program bounds the memory. A data set whose `batch` is no promise is never asked ahead.
   */
  readonly prefetch?: number;
}

/** A stream is asked for all of them before it can say that it has ended. */
const MOST_AHEAD = 1000;

/** What `DataLoader.batches` takes. */
export interface BatchesOptions {
  /** Number of the epoch, from 0. Default 0. */
  readonly epoch?: number;
  /** Number of the first batch, to go on in the midst of an epoch. Those before it cost nothing. Default 0. */
  readonly from?: number;
  /** Ends the wait for a batch with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A batch as a loader gives it. */
export interface LoadedBatch<I extends Images = Images> extends Batch<I> {
  /** Its number in the epoch, from 0; `from: index + 1` goes on after it. Batches in which every image is broken are left out. */
  readonly index: number;
}

/**
 * Batches of a data set, one epoch each time it is iterated: `for await (const { images, labels, ids } of loader)`.
 * The event loop turns between batches. The batch's tensors are the caller's, and belong to its `scope`; those that
 * were decoded ahead are freed when the loop is left early.
 */
export class DataLoader<I extends Images = Images> implements AsyncIterable<LoadedBatch<I>> {
  /** Batches of an epoch; Infinity for an `ImageStream`, whose end nobody knows. */
  readonly length: number;
  /** Images of a batch; the last one may have fewer, and one with broken images. */
  readonly batchSize: number;
  readonly #dataset: Dataset<I> | ImageStream<I>;
  readonly #images: number;
  readonly #shuffle: boolean;
  readonly #seed: number;
  readonly #dropLast: boolean;
  readonly #prefetch: number;
  #epoch = 0;

  /** @throws ArgumentError also when `dropLast` would leave no batch at all */
  constructor(dataset: Dataset<I> | ImageStream<I>, options: DataLoaderOptions = {}) {
    checkOptions(options, "DataLoader", ["batchSize", "shuffle", "seed", "dropLast", "prefetch"]);
    const { batchSize = 64, shuffle = false, seed = 0, dropLast = false, prefetch = 2 } = options;
    checkInteger(batchSize, "DataLoader: batchSize", 1);
    checkInteger(seed, "DataLoader: seed");
    checkInteger(prefetch, "DataLoader: prefetch", 0, MOST_AHEAD);
    checkFlag(shuffle, "DataLoader: shuffle");
    checkFlag(dropLast, "DataLoader: dropLast");
    const images = imagesOf(dataset);
    if (images === Infinity && shuffle)
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        "DataLoader: shuffle: an ImageStream comes in its own order; its option shuffleBuffer mixes it",
      );
    if (dropLast && images > 0 && images < batchSize)
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `DataLoader: dropLast: nothing is left of ${images} images in batches of ${batchSize}`,
      );
    this.#dataset = dataset;
    this.#images = images;
    this.batchSize = batchSize;
    this.#shuffle = shuffle;
    this.#seed = seed;
    this.#dropLast = dropLast;
    this.#prefetch = prefetch;
    this.length = dropLast ? Math.floor(images / batchSize) : Math.ceil(images / batchSize);
  }

  /** Epochs that were begun by iterating the loader itself. */
  get epoch(): number {
    return this.#epoch;
  }

  /** The batches of one epoch, in its order. Each `for await` begins another epoch. */
  [Symbol.asyncIterator](): AsyncGenerator<LoadedBatch<I>, void, void> {
    return this.#batches(this.#epoch++, 0);
  }

  /**
   * The batches of an epoch from number `from` on: the same whatever was asked before, in another process too, so that a
   * run goes on where it stopped.
   * @throws DataError when an epoch gives no image at all
   */
  batches(options: BatchesOptions = {}): AsyncGenerator<LoadedBatch<I>, void, void> {
    checkOptions(options, "batches", ["epoch", "from", "signal"]);
    const { epoch = 0, from = 0, signal } = options;
    checkInteger(epoch, "batches: epoch");
    checkInteger(from, "batches: from");
    checkSignal(signal, "batches: signal");
    return this.#batches(epoch, from, signal);
  }

  async *#batches(
    epoch: number,
    from: number,
    signal?: AbortSignal,
  ): AsyncGenerator<LoadedBatch<I>, void, void> {
    signal?.throwIfAborted();
    const left = new AbortController();
    const leave = (): void => left.abort(signal?.reason);
    signal?.addEventListener("abort", leave, { once: true });
    const reader = this.#open(epoch, from, left.signal);
    const ahead: Promise<Batch<I> | undefined>[] = [];
    let prefetch = this.#prefetch;
    let images = 0;
    const ask = (): void => {
      // Of no scope: the batch may outlive the one that is open now.
      const batch = runOutside(() => start(reader));
      if (!isPromise(batch)) prefetch = 0;
      const promise = Promise.resolve(batch);
      // Its turn to be awaited comes later, and perhaps never.
      promise.catch(() => {});
      ahead.push(promise);
    };
    try {
      for (let index = from; ; ++index) {
        const scope = currentContext().created;
        if (ahead.length === 0) ask();
        while (ahead.length <= prefetch) ask();
        const next = ahead[0]!;
        const batch = await (signal === undefined ? next : unlessAborted(next, signal));
        ahead.shift();
        if (batch === undefined) break;
        const tensors = tensorsOf(batch);
        const count = batch.ids.shape[0] ?? 0;
        if (count === 0) {
          for (const tensor of tensors) tensor.dispose();
          continue;
        }
        images += count;
        if (scope !== undefined)
          for (const tensor of tensors) {
            settle(tensor);
            passTo(scope, tensor);
          }
        yield { ...batch, index };
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      signal?.removeEventListener("abort", leave);
      left.abort();
      reader.close();
      for (const settled of await Promise.allSettled(ahead))
        if (settled.status === "fulfilled" && settled.value !== undefined)
          for (const tensor of tensorsOf(settled.value)) tensor.dispose();
    }
    if (images === 0 && from === 0 && this.length > 0) throw nothing(this.#dataset);
  }

  #open(epoch: number, from: number, signal: AbortSignal): BatchReader<I> {
    const dataset = this.#dataset;
    if (isStream(dataset))
      return openStream(dataset, {
        epoch,
        skip: from * this.batchSize,
        batchSize: this.batchSize,
        dropLast: this.#dropLast,
        seed: this.#seed,
        signal,
      });
    const order = this.#shuffle ? shuffled(this.#images, this.#seed, epoch) : inOrder(this.#images);
    let index = from;
    return {
      next: () => {
        if (index >= this.length) return undefined;
        const begin = this.batchSize * index++;
        const batch = dataset.batch(order.subarray(begin, begin + this.batchSize), signal);
        return isPromise(batch) ? batch.then(checkBatch<I>) : checkBatch(batch);
      },
      close: () => {},
    };
  }
}

function start<I extends Images>(reader: BatchReader<I>): ReturnType<BatchReader<I>["next"]> {
  try {
    return reader.next();
  } catch (error) {
    return Promise.reject(error);
  }
}

/** A data set may be anybody's program. */
function checkBatch<I extends Images>(batch: Batch<I>): Batch<I> {
  const { images, labels, ids } = batch ?? {};
  if (!(isTensor(images) || (Array.isArray(images) && images.every(isTensor))))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `DataLoader: dataset.batch: images: expected a tensor or a list of them, got ${describe(images)}`,
    );
  for (const [name, value] of Object.entries({ labels, ids }))
    if (!isTensor(value))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `DataLoader: dataset.batch: ${name}: expected a tensor, got ${describe(value)}`,
      );
  return batch;
}

function nothing(dataset: { readonly quarantine?: readonly { path: string; reason: string }[] }): DataError {
  const quarantine = dataset.quarantine ?? [];
  const named = quarantine.slice(0, 3).map(({ path, reason }) => `${path} (${reason})`);
  return new DataError(
    "INVALID_DATA",
    `DataLoader: the data set gave no image${named.length > 0 ? `: ${named.join(", ")}` : ""}` +
      `${quarantine.length > 3 ? ` and ${quarantine.length - 3} more in quarantine` : ""}`,
    { quarantine },
  );
}

/** Infinity for a stream. */
function imagesOf(dataset: unknown): number {
  if (isStream(dataset)) return Infinity;
  const { length, batch } = (dataset ?? {}) as Partial<Dataset>;
  if (
    typeof length === "number" &&
    Number.isSafeInteger(length) &&
    length >= 0 &&
    typeof batch === "function"
  )
    return length;
  throw new ArgumentError(
    "INVALID_ARGUMENT",
    `DataLoader: dataset: expected a data set with length and batch, got ${describe(dataset)}`,
  );
}

function checkInteger(value: unknown, what: string, least = 0, most = Number.MAX_SAFE_INTEGER): void {
  if (!(Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected an integer of ${least} ${most === Number.MAX_SAFE_INTEGER ? "or more" : `to ${most}`}, got ${describe(value)}`,
    );
}
