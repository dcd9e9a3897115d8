import { types } from "node:util";
import { describe } from "../describe";
import { ArgumentError } from "../errors";
import type { Handle, Images } from "../native/binding";
import { checkFlag, pairOf } from "../options";
import { handleOf, isTensor, type Tensor, writableHandleOf } from "../tensor/tensor";
import type { Clock } from "./clock";

/** What all forwards of a `DINOWrapper` take. */
export interface PassOptions {
  /** Overrides the clock's epoch, 0 or more: for the teacher's temperature, the last layer's freeze and the crops of `ids`. */
  readonly epoch?: number;
  /** Overrides the clock's step, which the epoch follows; beyond the run's ends it is the first or last one. */
  readonly iteration?: number;
  /**
   * Ends the forward between two of its steps: the crops, the teacher, the student on each crop size, the loss. What was
   * ended rejects with a `CancelledError` whose `cause` is the signal's reason, and has changed nothing: the centre, the
   * counters and the buffers of student and teacher (BatchNorm's statistics) are what they were. LibTorch's random
   * numbers are further on where the module has drawn some, for dropout.
   */
  readonly signal?: AbortSignal;
  /** Whether `DINOWrapper.signals` are taken. Default false. */
  readonly signals?: boolean;
}

/** Options of `DINOWrapper.forward`. */
export interface ForwardOptions extends PassOptions {
  /** Keys of the images (int64 [B] or their values): the crops of an image then depend on seed, epoch and id alone. */
  readonly ids?: Tensor<"int64"> | BigInt64Array;
}

/** Images: uint8, or floating point, [B, C, H, W], or a list of [C, H, W] each, whose sizes may differ. */
export type ImageInput = Tensor | readonly Tensor[];

/** What `DINOWrapper.forwardCrops` takes. */
export interface CropsInput extends PassOptions {
  /** The teacher's crops, each [B, C, h, w], normalised, all of one size. */
  readonly globalCrops: readonly Tensor[];
  /** The crops that the student alone sees, of any sizes. Default: none. */
  readonly localCrops?: readonly Tensor[];
  /** The uncropped images, needed when `originalOutput` is "original". */
  readonly images?: ImageInput;
}

/** Options of `DINOWrapper.embed`. */
export interface EmbedOptions {
  /** Default "teacher". */
  readonly network?: "teacher" | "student";
  /**
   * Side of the square, or [height, width], that is cut out of the middle after the image was resized (antialiased
   * bicubic) to cover 256/224 of it, as DINO evaluates. null: images are taken as they are. Default: `globalCropSize`.
   */
  readonly size?: number | readonly [height: number, width: number] | null;
}

/** Parameters of the student and its head, as an optimiser takes them. */
export interface WrapperParameters {
  /** Of the backbone and of the head. */
  readonly parameters: Tensor[];
}

/** What `forward` gives; with `originalOutput: "none"` the first is undefined. */
export type ForwardOutput<C> = [
  originalOutput: C extends { originalOutput: "none" } ? undefined : Tensor<"float32">,
  dinoLoss: Tensor<"float32">,
];

export const PASS_OPTIONS = [
  "epoch",
  "iteration",
  "signal",
  "signals",
] as const satisfies (keyof PassOptions)[];

/** The part of the addon's options that follows the clock. */
export function passOptions(
  { epoch: asked, iteration, signals }: PassOptions,
  clock: Clock,
  what: string,
): { epoch: number; teacherTemperature: number; freezeLastLayer: boolean; signals: boolean } {
  const epoch = checkEpoch(asked ?? clock.epochOf(checkIteration(iteration ?? clock.step, what)), what);
  return {
    epoch: Math.floor(epoch),
    teacherTemperature: clock.temperatureOf(epoch),
    freezeLastLayer: clock.freezesLastLayer(epoch),
    signals: checkFlag(signals ?? false, `${what}: signals`),
  };
}

/** Any number: the schedules clamp it. */
export function checkIteration(iteration: unknown, what: string): number {
  if (typeof iteration !== "number" || Number.isNaN(iteration))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: iteration: expected a number, got ${describe(iteration)}`,
    );
  return iteration;
}

function checkEpoch(epoch: unknown, what: string): number {
  if (!(typeof epoch === "number" && epoch >= 0 && epoch <= Number.MAX_SAFE_INTEGER))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: epoch: expected a number of 0 or more, got ${describe(epoch)}`,
    );
  return epoch;
}

/** Images that were checked: their handles, and how many images they are. */
export interface CheckedImages {
  readonly handles: Images;
  readonly count: number;
  readonly tensors: readonly Tensor[];
}

export function imagesOf(images: unknown, what: string): CheckedImages {
  if (Array.isArray(images)) {
    const tensors: Tensor[] = [];
    // One after the other: of an array with room for millions only the first is looked at before it is refused.
    const handles = tensorHandles(images, what, tensors);
    return { handles, count: tensors.length, tensors };
  }
  const handles = writableHandleOf(images, what);
  const batch = images as Tensor;
  return { handles, count: batch.shape[0] ?? 0, tensors: [batch] };
}

/** The size, in words, of the first image that is smaller than a crop both ways. */
export function smallerThan(
  images: readonly Tensor[],
  crop: number | readonly [number, number],
): string | undefined {
  const [height, width] = typeof crop === "number" ? [crop, crop] : crop;
  const sizes = images.map(({ shape }) => shape.slice(-2));
  return sizes.find(([h, w]) => h! < height && w! < width)?.join("x");
}

/** The handles of a list of tensors, each of which is named in an error; `read` gets the tensors. */
export function tensorHandles(values: unknown, what: string, read: Tensor[] = []): Handle[] {
  if (!Array.isArray(values))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected an array of tensors, got ${describe(values)}`,
    );
  return Array.from(values, (value: unknown, i) => {
    const handle = writableHandleOf(value, `${what}[${i}]`);
    read.push(value as Tensor);
    return handle;
  });
}

export function idsOf(ids: ForwardOptions["ids"]): BigInt64Array | null {
  if (ids === undefined) return null;
  if (isTensor(ids)) handleOf(ids, "forward: ids");
  const values: unknown = isTensor(ids) ? ids.toTypedArray() : ids;
  if (!types.isBigInt64Array(values))
    throw new ArgumentError("INVALID_ARGUMENT", `ids: expected int64 values, got ${describe(ids)}`);
  return values;
}

export function checkNetwork(network: unknown, what: string): "teacher" | "student" {
  if (network !== "teacher" && network !== "student")
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: network: expected "teacher" or "student", got ${describe(network)}`,
    );
  return network;
}

/** [height, width] of what `embed` cuts out; null where it takes the images as they are. */
export function embedSize(size: unknown): readonly [number, number] | null {
  if (size === null) return null;
  const [height, width] = pairOf(size) ?? [];
  if (!isSide(height) || !isSide(width))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `embed: size: expected pixels, one number or [height, width], integers from 1 to 65536, or null, got ${describe(size)}`,
    );
  return [height, width];
}

function isSide(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65536;
}

/** The places of the images of each size. */
export function bySize(images: readonly Tensor[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [i, image] of images.entries()) {
    const size = image.shape.join();
    const group = groups.get(size) ?? [];
    group.push(i);
    groups.set(size, group);
  }
  return [...groups.values()];
}
