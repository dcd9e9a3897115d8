import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { checkFlag, checkOptions } from "../options";
import type { Batch, IdxDataset } from "./dataset";

/** Options of `DataLoader`. */
export interface DataLoaderOptions {
  /** Images of a batch. Default 64. */
  readonly batchSize?: number;
  /** Another order in every epoch. Default false. */
  readonly shuffle?: boolean;
  /** The order depends on seed and epoch alone. Default 0. */
  readonly seed?: number;
  /** Leave out a last batch that is not full. Default false. */
  readonly dropLast?: boolean;
}

/**
 * Batches of a data set, one epoch each time it is iterated: `for await (const { images, labels, ids } of loader)`.
 * The event loop turns between batches. The batch's tensors are the caller's.
 */
export class DataLoader implements AsyncIterable<Batch> {
  /** Batches of an epoch. */
  readonly length: number;
  /** Images of a batch; the last one may have fewer. */
  readonly batchSize: number;
  readonly #dataset: IdxDataset;
  readonly #shuffle: boolean;
  readonly #seed: number;
  #epoch = 0;

  constructor(dataset: IdxDataset, options: DataLoaderOptions = {}) {
    if (!Number.isSafeInteger(dataset?.length) || typeof dataset.batch !== "function")
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `DataLoader: dataset: expected an IdxDataset, got ${describe(dataset)}`,
      );
    checkOptions(options, "DataLoader", ["batchSize", "shuffle", "seed", "dropLast"]);
    const { batchSize = 64, shuffle = false, seed = 0, dropLast = false } = options;
    if (!(Number.isSafeInteger(batchSize) && batchSize >= 1))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `DataLoader: batchSize: expected an integer of 1 or more, got ${describe(batchSize)}`,
      );
    if (!(Number.isSafeInteger(seed) && seed >= 0))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `DataLoader: seed: expected an integer of 0 or more, got ${describe(seed)}`,
      );
    checkFlag(shuffle, "DataLoader: shuffle");
    checkFlag(dropLast, "DataLoader: dropLast");
    this.#dataset = dataset;
    this.batchSize = batchSize;
    this.#shuffle = shuffle;
    this.#seed = seed;
    this.length = dropLast ? Math.floor(dataset.length / batchSize) : Math.ceil(dataset.length / batchSize);
  }

  /** Epochs that were begun. */
  get epoch(): number {
    return this.#epoch;
  }

  /** The batches of one epoch, in its order. Each `for await` begins another epoch. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Batch, void, void> {
    const order = Uint32Array.from({ length: this.#dataset.length }, (_, i) => i);
    if (this.#shuffle) shuffle(order, this.#seed, this.#epoch);
    this.#epoch += 1;
    for (let i = 0; i < this.length; ++i) {
      yield this.#dataset.batch(order.subarray(i * this.batchSize, (i + 1) * this.batchSize));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** Fisher and Yates's shuffle by the generator splitmix32, seeded by seed and epoch. */
function shuffle(order: Uint32Array, seed: number, epoch: number): void {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(epoch + 1, 0x85ebca6b)) | 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
  for (let i = order.length - 1; i > 0; --i) {
    const j = Math.floor(next() * (i + 1));
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
}
