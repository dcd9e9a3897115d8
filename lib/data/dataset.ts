import type { Tensor } from "../tensor/tensor";

/** uint8 [B, C, H, W], or [C, H, W] for each image where their sizes differ. */
export type Images = Tensor<"uint8"> | readonly Tensor<"uint8">[];

/** Some images with what belongs to them. */
export interface Batch<I extends Images = Images> {
  /** uint8 [B, C, H, W]; a list of [C, H, W] where the sizes differ. */
  readonly images: I;
  /** int64 [B]; empty when the data set has no labels. */
  readonly labels: Tensor<"int64">;
  /** int64 [B]: each image's number in the data set. It stays the same in every epoch and run, as the crops of an image want it. */
  readonly ids: Tensor<"int64">;
}

/** A file that gives no image, and why. */
export interface Quarantined {
  /** As it was found: below the folder that was opened, or as the list names it. */
  readonly path: string;
  /** In a few words. */
  readonly reason: string;
}

/**
 * Images by number. `DataLoader` makes batches of one, and of any object that a program writes to this interface: what
 * `batch` gives belongs to the caller, and images that cannot be had are left out of it.
 */
export interface Dataset<I extends Images = Images> {
  /** Number of images. It does not change, and counts broken files. */
  readonly length: number;
  /** Names of the classes, by label. */
  readonly classes?: readonly string[] | undefined;
  /** The class of each image; for evaluation alone. */
  readonly labels?: ArrayLike<number> | undefined;
  /** What gave no image so far. */
  readonly quarantine?: readonly Quarantined[];
  /**
   * The images of these numbers, in this order, without those that are broken. When the signal aborts, the result is
   * not wanted any more: what has not begun need not begin, but the promise must settle, since its tensors are freed then.
   */
  batch(indices: ArrayLike<number>, signal?: AbortSignal): Batch<I> | Promise<Batch<I>>;
}

/** All tensors of a batch. */
export function tensorsOf({ images, labels, ids }: Batch): Tensor[] {
  return [...(Array.isArray(images) ? (images as Tensor[]) : [images as Tensor]), labels, ids];
}
