import { types } from "node:util";
import { type Argument, invoke, invokeTensor } from "../aten/invoke";
import { describe } from "../describe";
import { ArgumentError, DTypeError, ShapeError } from "../errors";
import { check } from "../native/call";
import { native } from "../native/load";
import { checkOptions } from "../options";
import { checkDType, type DType, type DTypeMap, newTypedArray } from "./dtype";
import { seedOf } from "./seed";
import { handleOf, type NestedArray, type Scalar, type Tensor, tensorOf } from "./tensor";

/** Options of the functions that make tensors. */
export interface TensorOptions<D extends DType = DType> {
  /** Default: float32 for numbers, int64 for bigints, bool for booleans, the array's own for typed arrays. */
  dtype?: D;
  /** Record operators on it for `backward`. */
  requiresGrad?: boolean;
}

const TENSOR_OPTIONS = ["dtype", "requiresGrad"];

type TypedArray = DTypeMap[DType] | Uint8ClampedArray;

/**
 * A tensor of a value, nested arrays of values, or a typed array (one dimension). The data are copied.
 * @throws ShapeError for ragged arrays, DTypeError for mixed kinds of values
 */
export function tensor<D extends DType = "float32">(
  data: NestedArray<number | bigint | boolean> | TypedArray,
  options: TensorOptions<D> = {},
): Tensor<D> {
  if (ArrayBuffer.isView(data)) return fromTypedArray(data, [data.length], options);
  checkOptions(options, "tensor: options", TENSOR_OPTIONS);
  const shape = shapeOf(data);
  const flat: (number | bigint | boolean)[] = [];
  flatten(data, shape, 0, flat);
  const dtype = options.dtype ?? (dtypeOfValues(flat) as D);
  const bytes = newTypedArray(storable(dtype), flat.length);
  for (let i = 0; i < flat.length; ++i) store(bytes, i, flat[i]!, dtype);
  const made = tensorOf(check(native().fromBytes(bytes, shape, storable(dtype)))) as Tensor<D>;
  return finish(storable(dtype) === (dtype as DType) ? made : replace(made, (t) => t.to(dtype)), options);
}

/**
 * A tensor of `shape` over a copy of `data`'s elements, in row-major order.
 * @throws ShapeError when the shape has another number of elements
 */
export function fromTypedArray<D extends DType>(
  data: TypedArray,
  shape: readonly number[],
  options: TensorOptions<D> = {},
): Tensor<D> {
  checkOptions(options, "fromTypedArray: options", TENSOR_OPTIONS);
  const own = dtypeOfArray(data);
  const dtype = options.dtype ?? (own as D);
  checkDType(dtype);
  // 16-bit floats and bool have no array of their own: their bits are given.
  const bits = ["float16", "bfloat16", "bool", "complex64", "complex128"].includes(dtype);
  const made = tensorOf(check(native().fromBytes(data, checkShape(shape), bits ? dtype : own))) as Tensor<D>;
  return finish(bits || (own as DType) === dtype ? made : replace(made, (t) => t.to(dtype)), options);
}

/** A tensor of `shape` filled with 0. */
export function zeros<D extends DType = "float32">(
  shape: readonly number[],
  options: TensorOptions<D> = {},
): Tensor<D> {
  return create("aten::zeros", [checkShape(shape)], options);
}

/** A tensor of `shape` filled with 1. */
export function ones<D extends DType = "float32">(
  shape: readonly number[],
  options: TensorOptions<D> = {},
): Tensor<D> {
  return create("aten::ones", [checkShape(shape)], options);
}

/** Without `dtype`: float32 for a number, int64 for a bigint, bool for a boolean. */
export function full<D extends DType = "float32">(
  shape: readonly number[],
  value: Scalar,
  options: TensorOptions<D> = {},
): Tensor<D> {
  checkOptions(options, "full: options", TENSOR_OPTIONS);
  return create("aten::full", [checkShape(shape), value], { dtype: dtypeOfValues([value]) as D, ...options });
}

/** The numbers from `start` (0) up to but without `end`, `step` (1) apart. */
export function arange<D extends DType = "float32">(
  end: number | bigint,
  options: TensorOptions<D> & { start?: number | bigint; step?: number | bigint } = {},
): Tensor<D> {
  checkOptions(options, "arange: options", [...TENSOR_OPTIONS, "start", "step"]);
  const { start = 0, step = 1, ...own } = options;
  return create("aten::arange", [start, end, step], { dtype: dtypeOfValues([end]) as D, ...own });
}

/** Uniform on [0, 1). */
export function rand<D extends DType = "float32">(
  shape: readonly number[],
  options: TensorOptions<D> = {},
): Tensor<D> {
  return create("aten::rand", [checkShape(shape)], options);
}

/** Standard normal. */
export function randn<D extends DType = "float32">(
  shape: readonly number[],
  options: TensorOptions<D> = {},
): Tensor<D> {
  return create("aten::randn", [checkShape(shape)], options);
}

/** The numbers 0 to n - 1 in random order, int64. */
export function randperm(n: number): Tensor<"int64"> {
  return create("aten::randperm", [n], { dtype: "int64" });
}

/** Joins tensors of one shape along a new dimension. */
export function stack<D extends DType>(tensors: readonly Tensor<D>[], dim = 0): Tensor<D> {
  return invokeTensor("aten::stack", [tensors as readonly Tensor[], dim]) as Tensor<D>;
}

/** Joins tensors along an existing dimension. */
export function cat<D extends DType>(tensors: readonly Tensor<D>[], dim = 0): Tensor<D> {
  return invokeTensor("aten::cat", [tensors as readonly Tensor[], dim]) as Tensor<D>;
}

/** Seeds LibTorch's generator: an integer of 0 to 2^64 - 1. */
export function manualSeed(seed: number | bigint): void {
  check(native().manualSeed(seedOf(seed, "manualSeed")));
}

function create<D extends DType>(name: string, args: Argument[], options: TensorOptions<D>): Tensor<D> {
  checkOptions(options, `${name.slice("aten::".length)}: options`, TENSOR_OPTIONS);
  const dtype = options.dtype ?? "float32";
  checkDType(dtype);
  return finish(invoke(name, args, { dtype }) as Tensor<D>, options);
}

function finish<D extends DType>(made: Tensor<D>, options: TensorOptions<D>): Tensor<D> {
  if (options.requiresGrad !== undefined) made.requiresGrad = options.requiresGrad;
  return made;
}

function replace<D extends DType, E extends DType>(
  old: Tensor<D>,
  make: (tensor: Tensor<D>) => Tensor<E>,
): Tensor<E> {
  const made = make(old);
  old.dispose();
  return made;
}

function checkShape(shape: readonly number[]): readonly number[] {
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
        {
          dimension: i,
          found: size,
        },
      );
  });
  return shape;
}

function dtypeOfArray(data: unknown): DType {
  if (types.isFloat32Array(data)) return "float32";
  if (types.isFloat64Array(data)) return "float64";
  if (types.isUint8Array(data) || types.isUint8ClampedArray(data)) return "uint8";
  if (types.isInt8Array(data)) return "int8";
  if (types.isInt16Array(data)) return "int16";
  if (types.isInt32Array(data)) return "int32";
  if (types.isBigInt64Array(data)) return "int64";
  if (types.isUint16Array(data)) return "float16";
  throw new ArgumentError(
    "INVALID_ARGUMENT",
    `data: expected a typed array with a dtype, got ${describe(data)}`,
  );
}

function dtypeOfValues(values: readonly unknown[]): DType {
  const first = values[0];
  return typeof first === "bigint" ? "int64" : typeof first === "boolean" ? "bool" : "float32";
}

/** Half-precision values are made as float32 and converted by LibTorch. */
function storable(dtype: DType): DType {
  checkDType(dtype);
  if (dtype === "complex64" || dtype === "complex128")
    throw new DTypeError(
      "INVALID_DTYPE",
      "complex tensors are made by fromTypedArray, from interleaved pairs",
    );
  return dtype === "float16" || dtype === "bfloat16" ? "float32" : dtype;
}

function store(target: DTypeMap[DType], index: number, value: number | bigint | boolean, dtype: DType): void {
  const range = RANGES[dtype];
  const exact = typeof value === "boolean" ? Number(value) : value;
  const integer = typeof exact === "bigint" || Number.isInteger(exact);
  // A typed array by itself cuts a value down to its bits without a word.
  if (range !== undefined && !(integer && exact >= range[0] && exact < range[1]))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `tensor: expected values of ${dtype}, got ${describe(value)}`,
    );
  if (types.isBigInt64Array(target)) target[index] = BigInt(value);
  else target[index] = dtype === "bool" ? Number(Number(value) !== 0) : Number(value);
}

/** The least value of each integer dtype, and what is above all of them. */
const RANGES: Readonly<Partial<Record<DType, readonly [number, number]>>> = {
  uint8: [0, 2 ** 8],
  int8: [-(2 ** 7), 2 ** 7],
  int16: [-(2 ** 15), 2 ** 15],
  int32: [-(2 ** 31), 2 ** 31],
  int64: [-(2 ** 63), 2 ** 63],
};

function shapeOf(data: unknown): number[] {
  const shape: number[] = [];
  for (let level = data; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (shape.length > 64) throw new ShapeError("INVALID_SHAPE", "tensor: more than 64 nested arrays");
  }
  return shape;
}

function flatten(
  data: unknown,
  shape: readonly number[],
  depth: number,
  flat: (number | bigint | boolean)[],
): void {
  if (depth < shape.length) {
    if (!Array.isArray(data) || data.length !== shape[depth])
      throw new ShapeError(
        "INVALID_SHAPE",
        `tensor: ragged data: expected ${shape[depth]} entries at depth ${depth}, got ${describe(data)}`,
      );
    for (const item of data) flatten(item, shape, depth + 1, flat);
    return;
  }
  if (typeof data !== "number" && typeof data !== "bigint" && typeof data !== "boolean")
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `tensor: expected numbers, bigints or booleans, got ${describe(data)}`,
    );
  if (flat.length > 0 && typeof flat[0] !== typeof data)
    throw new DTypeError("INVALID_DTYPE", `tensor: ${typeof flat[0]} and ${typeof data} in the same data`);
  flat.push(data);
}

/** Checks that `value` is a tensor, for callers that only pass it on. */
export function assertTensor(value: unknown, what: string): asserts value is Tensor {
  handleOf(value, what);
}
