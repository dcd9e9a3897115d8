import type { Keywords } from "../aten/invoke";
import type { MemoryFormat } from "../aten/types";
import { describe } from "../describe";
import { ArgumentError, ShapeError } from "../errors";
import { checkFlag, checkOptions } from "../options";
import { checkDType, type DType } from "./dtype";
import type { Generator } from "./generator";
import type { Device, Tensor } from "./tensor";

/** Options of the functions that make tensors. */
export interface TensorOptions<D extends DType = DType> {
  /** Default: float32 for numbers, int64 for bigints, bool for booleans, the array's own for typed arrays. */
  readonly dtype?: D;
  /** Default: the CPU, or where the tensor is that it is made like. */
  readonly device?: Device;
  /** Record operators on it for `backward`. */
  readonly requiresGrad?: boolean;
}

/** Options of the functions that draw random tensors. */
export interface RandomOptions<D extends DType = DType> extends TensorOptions<D> {
  /** Default: LibTorch's own, seeded by `manualSeed`. */
  readonly generator?: Generator;
}

/** Options of the functions that make a tensor like another. */
export interface LikeOptions<D extends DType = DType> extends TensorOptions<D> {
  /** Default: preserve_format, as the given tensor lies in memory. */
  readonly memoryFormat?: MemoryFormat;
}

const NAMES = ["dtype", "device", "requiresGrad"];

/** Checks the options of the factory `what`, which may have `more` of them. */
export function checkTensorOptions(options: TensorOptions, what: string, more: readonly string[] = []): void {
  checkOptions(options, `${what}: options`, [...NAMES, ...more]);
  if (isGiven(options.dtype)) checkDType(options.dtype);
  if (options.requiresGrad !== undefined) checkFlag(options.requiresGrad, `${what}: requiresGrad`);
}

/** What of the options is an operator's keyword arguments, with the dtype that holds where none is given. */
export function keywordsOf(options: TensorOptions, dtype?: DType): Keywords {
  const { requiresGrad: _, ...keywords } = options;
  const given = Object.entries(keywords).filter(([, value]) => isGiven(value));
  return { ...(dtype && { dtype }), ...(Object.fromEntries(given) as Keywords) };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export function finish<D extends DType>(made: Tensor<D>, options: TensorOptions): Tensor<D> {
  if (options.requiresGrad !== undefined) made.requiresGrad = options.requiresGrad;
  return made;
}

/** @throws ArgumentError for what is no list of numbers, ShapeError for a size that is none */
export function checkShape(shape: readonly number[]): readonly number[] {
  if (!Array.isArray(shape))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `shape: expected an array of integers, got ${describe(shape)}`,
    );
  shape.forEach((size: unknown, i) => {
    if (typeof size !== "number")
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `shape: dimension ${i}: expected a number, got ${describe(size)}`,
      );
    if (!(Number.isSafeInteger(size) && size >= 0))
      throw new ShapeError(
        "INVALID_SHAPE",
        `shape: dimension ${i}: expected an integer of 0 or more, got ${size}`,
        { dimension: i, found: size },
      );
  });
  return shape;
}
