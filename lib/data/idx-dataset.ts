import { describe } from "../describe";
import { ArgumentError, DataError } from "../errors";
import { fromTypedArray } from "../tensor/data";
import { newTypedArray } from "../tensor/dtype";
import type { Tensor } from "../tensor/tensor";
import type { Batch, Dataset } from "./dataset";
import { readIdx } from "./idx";
import { readIndices } from "./indices";

/** Images in memory from IDX files, the format of MNIST. */
export class IdxDataset implements Dataset<Tensor<"uint8">> {
  /** Number of images. */
  readonly length: number;
  /** [C, H, W] of each. */
  readonly imageShape: readonly [number, number, number];
  readonly #images: Uint8Array;
  readonly #labels: Uint8Array | undefined;
  /** Number of the first image in the file. */
  readonly #first: number;

  private constructor(
    images: Uint8Array,
    labels: Uint8Array | undefined,
    shape: readonly [number, number, number],
    first: number,
  ) {
    this.#images = images;
    this.#labels = labels;
    this.imageShape = shape;
    this.#first = first;
    this.length = images.length / (shape[0] * shape[1] * shape[2]);
  }

  /**
   * @param images IDX file [N, H, W], or [N, H, W, C]; plain or gzipped
   * @param labels IDX file [N]
   * @throws DataError
   */
  static async open(images: string, labels?: string): Promise<IdxDataset> {
    for (const [name, path] of Object.entries({ images, ...(labels !== undefined && { labels }) }))
      if (typeof path !== "string")
        throw new ArgumentError(
          "INVALID_ARGUMENT",
          `IdxDataset.open: ${name}: expected a path, got ${describe(path)}`,
        );
    const file = await readIdx(images);
    const [count, height, width, channels = 1] = file.shape;
    if (file.shape.length < 3 || file.shape.length > 4 || !height || !width || !channels)
      throw new DataError(
        "INVALID_DATA",
        `${images}: expected images [N, H, W] or [N, H, W, C], got [${file.shape.join(", ")}]`,
      );
    const classes = labels === undefined ? undefined : await readIdx(labels);
    if (classes !== undefined && (classes.shape.length !== 1 || classes.shape[0] !== count))
      throw new DataError(
        "INVALID_DATA",
        `${labels}: expected labels [${count}], got [${classes.shape.join(", ")}]`,
      );
    const planar = channels === 1 ? file.data : toPlanar(file.data, height * width, channels);
    return new IdxDataset(planar, classes?.data, [channels, height, width], 0);
  }

  /** The class of each image, 0 to 255; absent when no file of labels was given. */
  get labels(): Uint8Array | undefined {
    return this.#labels?.slice();
  }

  /** The images from `start` up to but without `end`, over the same memory. */
  slice(start: number, end: number = this.length): IdxDataset {
    if (
      !(
        Number.isSafeInteger(start) &&
        Number.isSafeInteger(end) &&
        0 <= start &&
        start <= end &&
        end <= this.length
      )
    )
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `slice: expected 0 <= start <= end <= ${this.length}, got ${describe(start)} and ${describe(end)}`,
      );
    const size = this.#imageSize;
    return new IdxDataset(
      this.#images.subarray(start * size, end * size),
      this.#labels?.subarray(start, end),
      this.imageShape,
      this.#first + start,
    );
  }

  /** The images of these indices, in this order. */
  batch(indices: ArrayLike<number>): Batch<Tensor<"uint8">> {
    const wanted = readIndices(indices, this.length);
    const count = wanted.length;
    const size = this.#imageSize;
    const pixels = newTypedArray("uint8", count * size);
    const labels = newTypedArray("int64", this.#labels === undefined ? 0 : count);
    const ids = newTypedArray("int64", count);
    for (const [i, index] of wanted.entries()) {
      pixels.set(this.#images.subarray(index * size, (index + 1) * size), i * size);
      if (this.#labels !== undefined) labels[i] = BigInt(this.#labels[index]!);
      ids[i] = BigInt(this.#first + index);
    }
    return {
      images: fromTypedArray(pixels, [count, ...this.imageShape]),
      labels: fromTypedArray(labels, [labels.length]),
      ids: fromTypedArray(ids, [ids.length]),
    };
  }

  get #imageSize(): number {
    const [channels, height, width] = this.imageShape;
    return channels * height * width;
  }
}

function toPlanar(pixels: Uint8Array, area: number, channels: number): Uint8Array {
  const planar = new Uint8Array(pixels.length);
  for (let image = 0; image < pixels.length; image += area * channels)
    for (let i = 0; i < area; ++i)
      for (let c = 0; c < channels; ++c) planar[image + c * area + i] = pixels[image + i * channels + c]!;
  return planar;
}
