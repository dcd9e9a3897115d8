import { types } from "node:util";
import { type Complex, isComplex } from "../aten/invoke";
import { describe } from "../describe";
import { ArgumentError, DTypeError, ShapeError } from "../errors";
import { check } from "../native/call";
import { native } from "../native/load";
import { type DType, type DTypeMap, newTypedArray } from "./dtype";
import { checkShape, checkTensorOptions, finish, type TensorOptions } from "./options";
import { type Scalar, type Tensor, tensorOf } from "./tensor";

/** Node 24's array of half-precision numbers; TypeScript's ES2023 does not know it. */
export interface Float16ArrayLike extends ArrayBufferView {
  readonly length: number;
  readonly [Symbol.toStringTag]: "Float16Array";
}
/** A typed array that a tensor can be made of; Uint16Array holds the bits of float16, or of bfloat16 if that is the dtype. */
export type TensorData = DTypeMap[DType] | Uint8ClampedArray | Float16ArrayLike;

/** The dtype of a tensor made of a typed array, where none is named. */
export type DTypeOfArray<A> = A extends { readonly [Symbol.toStringTag]: infer Tag }
  ? Tag extends keyof ArrayDTypes
    ? ArrayDTypes[Tag]
    : never
  : never;
interface ArrayDTypes {
  Float32Array: "float32";
  Float64Array: "float64";
  Float16Array: "float16";
  Uint16Array: "float16";
  Uint8Array: "uint8";
  Uint8ClampedArray: "uint8";
  Int8Array: "int8";
  Int16Array: "int16";
  Int32Array: "int32";
  BigInt64Array: "int64";
}
/** Of a single value. */
export type DTypeOfValue<V> = V extends number
  ? "float32"
  : V extends bigint
    ? "int64"
    : V extends boolean
      ? "bool"
      : V extends Complex
        ? "complex64"
        : never;
/** Of nested arrays of values, or a typed array. */
export type DTypeOfData<V> = [Leaf<V>] extends [never] ? "float32" : Leaf<V>;
type Leaf<V, Depth extends unknown[] = []> = V extends ArrayBufferView
  ? DTypeOfArray<V>
  : V extends readonly (infer Item)[]
    ? Depth["length"] extends 8
      ? never
      : Leaf<Item, [...Depth, unknown]>
    : DTypeOfValue<V>;

type Value = Scalar | Complex;
export type NestedData = Value | readonly NestedData[];

/**
 * A tensor of a value, nested arrays of values, or a typed array (one dimension). The data are copied.
 * Numbers make float32, bigints int64, booleans bool and `{ complex: [re, im] }` complex64 unless `dtype` is given.
 * @throws ShapeError for ragged arrays, DTypeError for mixed kinds of values, ArgumentError for a value that its dtype
 * does not hold
 */
export function tensor<V extends NestedData | TensorData, D extends DType = DTypeOfData<V>>(
  data: V,
  options: TensorOptions<D> = {},
): Tensor<D> {
  if (ArrayBuffer.isView(data)) return fromTypedArray(data as TensorData, [data.length], options);
  checkTensorOptions(options, "tensor");
  const shape = shapeOf(data);
  const flat: Value[] = [];
  flatten(data, shape, 0, flat);
  const dtype = options.dtype ?? (dtypeOfValue(flat[0]) as D);
  const kept = HALF.includes(dtype) ? "float32" : dtype;
  const bytes = newTypedArray(kept, flat.length);
  for (let i = 0; i < flat.length; ++i) store(bytes, i, flat[i]!, dtype);
  return made(bytes, shape, kept, dtype, options);
}

/**
 * A tensor of `shape` over a copy of `data`'s elements, in row-major order. With a dtype of float16, bfloat16, bool or
 * a complex one the bytes are taken as they are: bits, 0 or 1, interleaved pairs. Any other dtype is converted to.
 * @throws ShapeError when the shape has another number of elements
 */
export function fromTypedArray<A extends TensorData, D extends DType = DTypeOfArray<A>>(
  data: A,
  shape: readonly number[],
  options: TensorOptions<D> = {},
): Tensor<D> {
  checkTensorOptions(options, "fromTypedArray");
  const own = dtypeOfArray(data);
  const dtype = options.dtype ?? (own as D);
  const numbers = isFloat16Array(data);
  // 16-bit floats and bool have no array of their own: their bits are given.
  const bits = !numbers && [...HALF, "bool", "complex64", "complex128"].includes(dtype);
  const bytes = numbers ? new Uint16Array(data.buffer, data.byteOffset, data.length) : data;
  return made(bytes, checkShape(shape), bits ? dtype : own, dtype, options);
}

/** Half-precision values are made as float32 and converted by LibTorch. */
const HALF: readonly DType[] = ["float16", "bfloat16"];

function made<D extends DType>(
  bytes: ArrayBufferView,
  shape: readonly number[],
  given: DType,
  dtype: D,
  options: TensorOptions,
): Tensor<D> {
  const first = tensorOf(check(native().fromBytes(bytes, shape, given))) as Tensor<D>;
  const { device = "cpu" } = options;
  if (given === dtype && device === "cpu") return finish(first, options);
  const converted = first.to({ dtype, device });
  first.dispose();
  return finish(converted, options);
}

function dtypeOfArray(data: unknown): DType {
  if (isFloat16Array(data)) return "float16";
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

/** By its brand, which every realm and every prototype leaves alone. */
function isFloat16Array(data: unknown): data is Float16ArrayLike {
  return ArrayBuffer.isView(data) && BRAND.call(data) === "Float16Array";
}

const BRAND = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
)!.get as (this: ArrayBufferView) => string | undefined;

/** The dtype that a value's kind makes, whatever the value. */
export function dtypeOfValue(value: unknown): DType {
  if (typeof value === "bigint") return "int64";
  if (typeof value === "boolean") return "bool";
  return isComplex(value) ? "complex64" : "float32";
}

function store(target: DTypeMap[DType], index: number, value: Value, dtype: DType): void {
  if (dtype === "complex64" || dtype === "complex128") {
    const [real, imaginary] = typeof value === "object" ? value.complex : [Number(value), 0];
    target[2 * index] = real;
    target[2 * index + 1] = imaginary;
    return;
  }
  const range = RANGES[dtype];
  const exact = typeof value === "boolean" ? Number(value) : value;
  const integer = typeof exact === "bigint" || Number.isInteger(exact);
  // A typed array by itself cuts a value down to its bits without a word.
  if (
    typeof exact === "object" ||
    (range !== undefined && !(integer && exact >= range[0] && exact < range[1]))
  )
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `tensor: expected values of ${dtype}, got ${describe(value)}`,
    );
  if (types.isBigInt64Array(target)) target[index] = BigInt(exact);
  else target[index] = dtype === "bool" ? Number(Number(exact) !== 0) : Number(exact);
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

function flatten(data: unknown, shape: readonly number[], depth: number, flat: Value[]): void {
  if (depth < shape.length) {
    if (!Array.isArray(data) || data.length !== shape[depth])
      throw new ShapeError(
        "INVALID_SHAPE",
        `tensor: ragged data: expected ${shape[depth]} entries at depth ${depth}, got ${describe(data)}`,
      );
    for (const item of data) flatten(item, shape, depth + 1, flat);
    return;
  }
  const value = singleValue(data);
  if (flat.length > 0 && typeof flat[0] !== typeof value)
    throw new DTypeError("INVALID_DTYPE", `tensor: ${typeof flat[0]} and ${typeof value} in the same data`);
  flat.push(value);
}

/** What is a value, read once: its properties may be getters. */
function singleValue(data: unknown): Value {
  if (typeof data === "number" || typeof data === "bigint" || typeof data === "boolean") return data;
  const parts: unknown = isComplex(data) ? data.complex : undefined;
  const [real, imaginary, ...rest] = Array.isArray(parts) ? (parts as unknown[]) : [];
  if (typeof real === "number" && typeof imaginary === "number" && rest.length === 0)
    return { complex: [real, imaginary] };
  throw new ArgumentError(
    "INVALID_ARGUMENT",
    `tensor: expected numbers, bigints, booleans or { complex: [real, imaginary] }, got ${describe(data)}`,
  );
}
