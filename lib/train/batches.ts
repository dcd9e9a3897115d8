import { tensorsOf } from "../data/dataset";
import type { DataLoader, LoadedBatch } from "../data/loader";
import type { DINOConf } from "../dino/conf";

/** A batch with the step of the run that it belongs to. */
export interface PlacedBatch {
  readonly batch: LoadedBatch;
  /** Number of the step, from 0. */
  readonly step: number;
  /** Whether no further batch belongs to the step. */
  readonly last: boolean;
}

/**
 * The batches of a run from any step on, over the ends of epochs. A batch's place in its epoch alone says which step it
 * belongs to, so that broken images move nothing.
 */
export class RunBatches {
  readonly #loader: DataLoader;
  readonly #conf: DINOConf;
  readonly #signal: AbortSignal | undefined;
  #epoch: number;
  #source: AsyncGenerator<LoadedBatch, void, void>;
  #next: PlacedBatch | undefined;

  /** @param step the first step that is wanted */
  constructor(loader: DataLoader, conf: DINOConf, step: number, signal: AbortSignal | undefined) {
    this.#loader = loader;
    this.#conf = conf;
    this.#signal = signal;
    const { stepsPerEpoch, accumulate } = this.#layout;
    this.#epoch = Math.floor(step / stepsPerEpoch);
    this.#source = this.#open((step % stepsPerEpoch) * accumulate);
  }

  /**
   * The next batch, without taking it; undefined after the last epoch.
   * @throws the signal's reason once it has aborted
   */
  async peek(): Promise<PlacedBatch | undefined> {
    const { stepsPerEpoch, epochs, accumulate } = this.#layout;
    while (this.#next === undefined && this.#epoch < epochs) {
      const { value: batch } = await this.#source.next();
      const step = batch === undefined ? stepsPerEpoch : Math.floor(batch.index / accumulate);
      if (batch !== undefined && step < stepsPerEpoch) {
        const number = batch.index + 1;
        const last = number % accumulate === 0 || number === this.#loader.length;
        this.#next = { batch, step: this.#epoch * stepsPerEpoch + step, last };
        continue;
      }
      if (batch !== undefined) release(batch);
      await this.#source.return();
      this.#epoch += 1;
      if (this.#epoch < epochs) this.#source = this.#open(0);
    }
    return this.#next;
  }

  /** Takes the batch that `peek` gave; its tensors are the caller's. */
  take(): void {
    this.#next = undefined;
  }

  async close(): Promise<void> {
    if (this.#next !== undefined) release(this.#next.batch);
    this.#next = undefined;
    await this.#source.return();
  }

  get #layout(): { epochs: number; stepsPerEpoch: number; accumulate: number } {
    const { epochs, stepsPerEpoch, training } = this.#conf;
    return { epochs, stepsPerEpoch: stepsPerEpoch!, accumulate: training.accumulate };
  }

  #open(from: number): AsyncGenerator<LoadedBatch, void, void> {
    return this.#loader.batches({
      epoch: this.#epoch,
      from,
      ...(this.#signal !== undefined && { signal: this.#signal }),
    });
  }
}

/** Frees a batch. */
export function release(batch: LoadedBatch): void {
  for (const tensor of tensorsOf(batch)) tensor.dispose();
}
