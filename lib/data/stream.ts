import { types } from "node:util";
import { describe } from "../describe";
import { ArgumentError, DataError } from "../errors";
import { checkOptions } from "../options";
import { fromTypedArray } from "../tensor/data";
import { newTypedArray } from "../tensor/dtype";
import type { Batch, Images, Quarantined } from "./dataset";
import { BrokenImage, convert, decode, type Pixels } from "./decode";
import { Gate } from "./gate";
import { type ImageLimits, type ImageOptions, type ImagesOf, readImageOptions } from "./image-options";
import { generator } from "./order";
import { imagesOf } from "./pixels";

/** Pixels that need no decoding: 8 bits a channel, channels of a pixel side by side (1 grey, 2 grey and alpha, 3 RGB, 4 RGBA). */
export interface RawImage {
  /** height * width * channels values, rows from the top. */
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
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
export interface ImageStreamOptions extends Omit<ImageOptions, "cacheBytes"> {
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

/**
 * Images from any program: a camera, an archive, a queue. For `DataLoader`, which asks for no more than it may hold, in
 * batches as they come; ids count the images of an epoch. What is broken is left out and in `quarantine` by its number.
 * An epoch is one pass: a source that is a generator lasts for one.
 */
export class ImageStream<I extends Images = Images> {
  readonly #source: ImageSource;
  readonly #limits: ImageLimits;
  readonly #shuffleBuffer: number;
  readonly #gate: Gate;
  readonly #broken = new Map<number, string>();
  #spent = false;

  private constructor(source: ImageSource, limits: ImageLimits, shuffleBuffer: number) {
    this.#source = source;
    this.#limits = limits;
    this.#shuffleBuffer = shuffleBuffer;
    this.#gate = new Gate(limits.concurrency);
  }

  /** @throws ArgumentError */
  static of<const O extends ImageStreamOptions = ImageStreamOptions>(
    source: ImageSource,
    options?: O,
  ): ImageStream<ImagesOf<O>> {
    const what = "ImageStream.of";
    if (typeof source !== "function" && !isIterable(source))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${what}: source: expected an AsyncIterable of images or a function that gives one, got ${describe(source)}`,
      );
    const { shuffleBuffer = 0, ...images } = checked(options ?? {}, what);
    if (!(Number.isSafeInteger(shuffleBuffer) && shuffleBuffer >= 0))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${what}: shuffleBuffer: expected an integer of 0 or more, got ${describe(shuffleBuffer)}`,
      );
    return new ImageStream(source, readImageOptions(images, what, []), shuffleBuffer);
  }

  /** What gave no image so far: "image 12" is the one of that number, in whichever epoch. */
  get quarantine(): readonly Quarantined[] {
    const broken = [...this.#broken].sort(([a], [b]) => a - b);
    return broken.map(([number, reason]) => ({ path: `image ${number}`, reason }));
  }

  /** @internal */
  open(reading: StreamReading): BatchReader<I> {
    const { skip, batchSize, dropLast, signal } = reading;
    const items = this.#items(reading);
    let skipped = false;
    let pulling: Promise<unknown> = Promise.resolve();
    const pull = async (): Promise<Numbered[]> => {
      for (; !skipped; skipped = true)
        for (let i = 0; i < skip; ++i) if ((await items.next()).done) return [];
      const batch: Numbered[] = [];
      while (batch.length < batchSize) {
        signal.throwIfAborted();
        const item = await items.next();
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
    return source;
  }

  async #batch(items: readonly Numbered[], signal: AbortSignal): Promise<Batch<I>> {
    const decoded = await Promise.all(items.map((item) => this.#pixels(item, signal)));
    signal.throwIfAborted();
    const present = [...decoded.keys()].filter((i) => decoded[i] !== undefined);
    const ids = newTypedArray("int64", present.length);
    for (const [place, i] of present.entries()) ids[place] = BigInt(items[i]!.number);
    const { channels, size } = this.#limits;
    return {
      images: imagesOf(
        present.map((i) => decoded[i]!),
        [channels, size?.height ?? 0, size?.width ?? 0],
      ) as I,
      labels: fromTypedArray(newTypedArray("int64", 0), [0]),
      ids: fromTypedArray(ids, [ids.length]),
    };
  }

  #pixels({ number, image }: Numbered, signal: AbortSignal): Promise<Pixels | undefined> {
    return this.#gate.run(async () => {
      signal.throwIfAborted();
      try {
        if (typeof image === "string") throw new BrokenImage(image);
        return await ("data" in image ? convert(image, this.#limits) : decode(image, this.#limits));
      } catch (error) {
        if (!(error instanceof BrokenImage)) throw error;
        this.#broken.set(number, error.message);
        return undefined;
      }
    });
  }
}

interface Numbered {
  readonly number: number;
  /** Or why it is none. */
  readonly image: Uint8Array | Pixels | string;
}

function checked(options: ImageStreamOptions, what: string): ImageStreamOptions {
  checkOptions(options, what);
  return options;
}

/** Bytes and texts can be iterated, but not by image. */
function isIterable(value: unknown): value is AsyncIterable<StreamedImage> | Iterable<StreamedImage> {
  return (
    typeof value === "object" &&
    value !== null &&
    !ArrayBuffer.isView(value) &&
    (Symbol.asyncIterator in value || Symbol.iterator in value)
  );
}

/** Its maker may write the next image into the same memory, and threads read it. */
function ownCopy(item: unknown): Numbered["image"] {
  if (types.isUint8Array(item)) return Uint8Array.from(item);
  const { data, width, height, channels } = (item ?? {}) as Partial<RawImage>;
  if (!types.isUint8Array(data) && !types.isUint8ClampedArray(data))
    return `is ${describe(item)} instead of encoded bytes or { data, width, height, channels }`;
  const sides = [width, height, channels];
  if (!sides.every((side) => Number.isSafeInteger(side) && (side as number) >= 1) || (channels as number) > 4)
    return `has a width of ${describe(width)}, a height of ${describe(height)} and channels of ${describe(channels)}`;
  const copy = Uint8Array.from(data);
  const pixels = {
    data: copy,
    width: width as number,
    height: height as number,
    channels: channels as number,
  };
  if (copy.length !== pixels.width * pixels.height * pixels.channels)
    return `has ${copy.length} values for ${height} x ${width} pixels of ${channels} channels`;
  return pixels;
}
