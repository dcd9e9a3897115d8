import { BrokenImage, UndecodableImage } from "./decode";
import { Gate } from "./gate";
import type { Pixels } from "./pixels";

/** Decodes the images of one data set, so many at a time, and keeps what is wrong with those that are broken. */
export class Decoder {
  readonly #gate: Gate;
  readonly #broken = new Map<number, string>();

  constructor(concurrency: number) {
    this.#gate = new Gate(concurrency);
  }

  /** Reasons by the images' numbers. */
  get broken(): ReadonlyMap<number, string> {
    return this.#broken;
  }

  /** What `decode` gives for an image; undefined when it is broken. */
  async run(
    number: number,
    decode: () => Promise<Pixels>,
    signal: AbortSignal | undefined,
  ): Promise<Pixels | undefined> {
    const attempt = async (): Promise<Pixels | BrokenImage> => {
      signal?.throwIfAborted();
      try {
        return await decode();
      } catch (error) {
        if (error instanceof BrokenImage) return error;
        throw error;
      }
    };
    let result = await this.#gate.run(attempt);
    // libvips keeps one text of errors for all threads, so that beside others an image may be blamed for theirs.
    if (result instanceof UndecodableImage) result = await this.#gate.alone(attempt);
    if (!(result instanceof BrokenImage)) return result;
    this.#broken.set(number, result.message);
    return undefined;
  }
}
