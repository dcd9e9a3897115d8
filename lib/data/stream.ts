import { types } from "node:util";
import { describe } from "../describe";
import { ArgumentError, DataError } from "../errors";
import { unlessAborted } from "./abort";
import type { Batch, Images, Quarantined } from "./dataset";
import { BrokenImage, convert, decode, type RawPixels } from "./decode";
import { Decoder } from "./decoder";
import {
  IMAGE_OPTIONS,
  type ImageLimits,
  type ImageOptions,
  type ImagesOf,
  readImageOptions,
} from "./image-options";
import { generator } from "./order";
import { assemble, type Pixels } from "./pixels";

/** Pixels that need no decoding: 8 bits a channel, channels of a pixel side by side (1 grey, 2 grey and alpha, 3 RGB, 4 RGBA). */
export interface RawImage {
  /** height * width * channels values, rows from the top. */
  readonly data: Uint8Array | Uint8ClampedArray;
  /** Pixels of a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** Values of a pixel, 1 to 4. */
  readonly channels: number;
}

/** An image of a stream: an encoded file's bytes, or pixels. */
export type StreamedImage = Uint8Array | RawImage;

/** Where a stream comes from; a function opens it anew for each epoch. */
export type ImageSource =
  | AsyncIterable<StreamedImage>
  | Iterable<StreamedImage>
  | ((epoch: number) => AsyncIterable<StreamedImage> | Iterable<StreamedImage>);

/** Options of `ImageStream.of`. */
export interface ImageStreamOptions extends ImageOptions {
  /**
   * Images, not yet decoded, that wait to be drawn at random: the larger, the better mixed, and the more memory. The draw
   * depends on the loader's seed and the epoch alone. Default 0: as they come.
   */
  readonly shuffleBuffer?: number;
}

/** Gives the batches of one epoch one after another; asked again before it has answered, too. */
export interface BatchReader<I extends Images = Images> {
  /** Undefined after the last one. */
  next(): Promise<Batch<I> | undefined> | Batch<I> | undefined;
  close(): void;
}

/** How a loader reads a stream. */
export interface StreamReading {
  readonly epoch: number;
  /** Images at the beginning that are not wanted; they are not decoded. */
  readonly skip: number;
  readonly batchSize: number;
  readonly dropLast: boolean;
  readonly seed: number;
  readonly signal: AbortSignal;
}

let hasSource: (value: object) => boolean;
let open: <I extends Images>(stream: ImageStream<I>, reading: StreamReading) => BatchReader<I>;

/**
 * Images from any program: a camera, an archive, a queue. For `DataLoader`, which asks for no more than it may hold, in
 * batches as they come; ids count the images of an epoch. What is broken is left out and in `quarantine` by its number.
 * An epoch is one pass: a source that is a generator lasts for one.
 */
export class ImageStream<I extends Images = Images> {
  static {
    hasSource = (value) => #source in value;
    open = (stream, reading) => stream.#open(reading);
  }

  readonly #source: ImageSource;
  readonly #limits: ImageLimits;
  readonly #shuffleBuffer: number;
  readonly #decoder: Decoder;
  #spent = false;

  private constructor(source: ImageSource, limits: ImageLimits, shuffleBuffer: number) {
    this.#source = source;
    this.#limits = limits;
    this.#shuffleBuffer = shuffleBuffer;
    this.#decoder = new Decoder(limits.concurrency);
  }

  /** @throws ArgumentError */
  static of<const O extends ImageStreamOptions = ImageStreamOptions>(
    source: ImageSource,
    options: O = {} as O,
  ): ImageStream<ImagesOf<O>> {
    const what = "ImageStream.of";
    if (typeof source !== "function" && !isIterable(source))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${what}: source: expected an AsyncIterable of images or a function that gives one, got ${describe(source)}`,
      );
    const limits = readImageOptions(options, what, [...IMAGE_OPTIONS, "shuffleBuffer"]);
    const { shuffleBuffer = 0 } = options;
    if (!(Number.isSafeInteger(shuffleBuffer) && shuffleBuffer >= 0))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${what}: shuffleBuffer: expected an integer of 0 or more, got ${describe(shuffleBuffer)}`,
      );
    return new ImageStream(source, limits, shuffleBuffer);
  }

  /** What gave no image so far: "image 12" is the one of that number, in whichever epoch. */
  get quarantine(): readonly Quarantined[] {
    const broken = [...this.#decoder.broken].sort(([a], [b]) => a - b);
    return broken.map(([number, reason]) => ({ path: `image ${number}`, reason }));
  }

  #open(reading: StreamReading): BatchReader<I> {
    const { skip, batchSize, dropLast, signal } = reading;
    const items = this.#items(reading);
    // The source may take its time, and nobody waits for it any more when the loop was left.
    const next = (): Promise<IteratorResult<Numbered, void>> => unlessAborted(items.next(), signal);
    let skipped = false;
    let pulling: Promise<unknown> = Promise.resolve();
    const pull = async (): Promise<Numbered[]> => {
      for (; !skipped; skipped = true) for (let i = 0; i < skip; ++i) if ((await next()).done) return [];
      const batch: Numbered[] = [];
      while (batch.length < batchSize) {
        const item = await next();
        if (item.done) break;
        batch.push(item.value);
      }
      return dropLast && batch.length < batchSize ? [] : batch;
    };
    return {
      next: async () => {
        const pulled = pulling.then(pull);
        pulling = pulled.catch(() => {});
        const batch = await pulled;
        return batch.length === 0 ? undefined : this.#batch(batch, signal);
      },
      close: () => void items.return(undefined).catch(() => {}),
    };
  }

  /** The images of an epoch with their numbers, through the buffer that mixes them. */
  async *#items({ epoch, seed }: StreamReading): AsyncGenerator<Numbered, void, void> {
    let number = 0;
    const waiting: Numbered[] = [];
    const random = generator(seed, epoch);
    const draw = (): Numbered => {
      const at = Math.floor(random() * waiting.length);
      const drawn = waiting[at]!;
      waiting[at] = waiting.at(-1)!;
      waiting.pop();
      return drawn;
    };
    for await (const item of this.#start(epoch)) {
      const numbered = { number: number++, image: ownCopy(item) };
      if (this.#shuffleBuffer === 0) yield numbered;
      else {
        waiting.push(numbered);
        if (waiting.length > this.#shuffleBuffer) yield draw();
      }
    }
    while (waiting.length > 0) yield draw();
  }

  #start(epoch: number): AsyncIterable<StreamedImage> | Iterable<StreamedImage> {
    const source = this.#source;
    if (typeof source === "function") {
      const opened: unknown = source(epoch);
      if (isIterable(opened)) return opened;
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `ImageStream: source: expected the function to give an AsyncIterable, got ${describe(opened)}`,
      );
    }
    if (this.#spent)
      throw new DataError(
        "INVALID_DATA",
        "ImageStream: the source has been read and cannot be read again; for several epochs pass a function that opens it",
      );
    const begun = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
    this.#spent = (begun as unknown) === source;
    return { [Symbol.asyncIterator]: () => begun } as AsyncIterable<StreamedImage>;
  }

  async #batch(items: readonly Numbered[], signal: AbortSignal): Promise<Batch<I>> {
    const pixels = await Promise.all(items.map((item) => this.#pixels(item, signal)));
    signal.throwIfAborted();
    return assemble(
      items.map(({ number }, i) => ({ id: number, label: undefined, pixels: pixels[i] })),
      this.#limits,
    );
  }

  #pixels({ number, image }: Numbered, signal: AbortSignal): Promise<Pixels | undefined> {
    return this.#decoder.run(
      number,
      async () => {
        if (typeof image === "string") throw new BrokenImage(image);
        return "data" in image ? convert(image, this.#limits) : decode(image, this.#limits);
      },
      signal,
    );
  }
}

export function isStream<I extends Images>(value: unknown): value is ImageStream<I> {
  return typeof value === "object" && value !== null && hasSource(value);
}

/** For `DataLoader`. */
export function openStream<I extends Images>(stream: ImageStream<I>, reading: StreamReading): BatchReader<I> {
  return open(stream, reading);
}

interface Numbered {
  readonly number: number;
  /** Or why it is none. */
  readonly image: Uint8Array | RawPixels | string;
}

/** Bytes and texts can be iterated, but not by image. */
function isIterable(value: unknown): value is AsyncIterable<StreamedImage> | Iterable<StreamedImage> {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  const iterable = value as Partial<AsyncIterable<unknown> & Iterable<unknown>>;
  return [iterable[Symbol.asyncIterator], iterable[Symbol.iterator]].some(
    (each) => typeof each === "function",
  );
}

/** Its maker may write the next image into the same memory, and threads read it. */
function ownCopy(item: unknown): Numbered["image"] {
  if (types.isUint8Array(item)) return copied(item);
  const { data, width, height, channels } = (item ?? {}) as Partial<RawImage>;
  if (!types.isUint8Array(data) && !types.isUint8ClampedArray(data))
    return `is ${describe(item)} instead of encoded bytes or { data, width, height, channels }`;
  const sides: readonly unknown[] = [width, height, channels];
  const positive = sides.every((side) => Number.isSafeInteger(side) && (side as number) >= 1);
  const raw = { data: copied(data), width, height, channels } as RawPixels;
  if (!positive || raw.channels > 4 || raw.data.length !== raw.width * raw.height * raw.channels)
    return (
      `has ${raw.data.length} values, a height of ${describe(height)}, a width of ${describe(width)} ` +
      `and channels of ${describe(channels)}`
    );
  return raw;
}

/** Empty for one whose memory is gone. */
function copied(bytes: Uint8Array | Uint8ClampedArray): Uint8Array {
  return bytes.length === 0 ? new Uint8Array() : new Uint8Array(bytes);
}
