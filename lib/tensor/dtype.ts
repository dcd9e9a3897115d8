import { describe } from "../describe";
import { DTypeError, OutOfMemoryError } from "../errors";

/** PyTorch's dtype names and the typed array that holds each one's elements in JavaScript. */
export interface DTypeMap {
  /** 32-bit floating point. */
  float32: Float32Array;
  /** 64-bit floating point. */
  float64: Float64Array;
  /** As bits. */
  float16: Uint16Array;
  /** As bits: the upper half of a float32. */
  bfloat16: Uint16Array;
  /** 0 to 255. */
  uint8: Uint8Array;
  /** -128 to 127. */
  int8: Int8Array;
  /** -2^15 to 2^15 - 1. */
  int16: Int16Array;
  /** -2^31 to 2^31 - 1. */
  int32: Int32Array;
  /** -2^63 to 2^63 - 1, as bigints. */
  int64: BigInt64Array;
  /** 0 or 1. */
  bool: Uint8Array;
  /** Real and imaginary parts in turn. */
  complex64: Float32Array;
  /** Real and imaginary parts in turn. */
  complex128: Float64Array;
}

/** Name of a dtype, as in PyTorch. */
export type DType = keyof DTypeMap;

/** What `item()` gives for a dtype. */
export type Element<D extends DType> = D extends "int64"
  ? bigint
  : D extends "bool"
    ? boolean
    : D extends "complex64" | "complex128"
      ? { readonly complex: readonly [number, number] }
      : number;

/** Bytes of one element. */
export const ITEM_SIZE: Readonly<Record<DType, number>> = {
  float32: 4,
  float64: 8,
  float16: 2,
  bfloat16: 2,
  uint8: 1,
  int8: 1,
  int16: 2,
  int32: 4,
  int64: 8,
  bool: 1,
  complex64: 8,
  complex128: 16,
};

/** A typed array for `size` elements of a dtype. */
export function newTypedArray<D extends DType>(dtype: D, size: number): DTypeMap[D] {
  const bytes = size * ITEM_SIZE[dtype];
  let buffer: ArrayBuffer;
  try {
    buffer = new ArrayBuffer(bytes);
  } catch {
    throw new OutOfMemoryError("OUT_OF_MEMORY", `not enough memory for a typed array of ${bytes} bytes`);
  }
  return typedArrayOver(dtype, buffer);
}

/** The elements of a dtype in a buffer. @throws DTypeError for one that JavaScript has no array for */
export function typedArrayOver<D extends DType>(dtype: D, buffer: ArrayBuffer): DTypeMap[D] {
  switch (dtype as DType) {
    case "float32":
    case "complex64":
      return new Float32Array(buffer) as DTypeMap[D];
    case "float64":
    case "complex128":
      return new Float64Array(buffer) as DTypeMap[D];
    case "float16":
    case "bfloat16":
      return new Uint16Array(buffer) as DTypeMap[D];
    case "uint8":
    case "bool":
      return new Uint8Array(buffer) as DTypeMap[D];
    case "int8":
      return new Int8Array(buffer) as DTypeMap[D];
    case "int16":
      return new Int16Array(buffer) as DTypeMap[D];
    case "int32":
      return new Int32Array(buffer) as DTypeMap[D];
    case "int64":
      return new BigInt64Array(buffer) as DTypeMap[D];
    default:
      throw new DTypeError("INVALID_DTYPE", `there is no typed array for ${dtype}; convert it with to()`);
  }
}

/** @throws DTypeError */
export function checkDType(dtype: unknown): asserts dtype is DType {
  if (!isDType(dtype))
    throw new DTypeError("INVALID_DTYPE", `expected a dtype name such as "float32", got ${describe(dtype)}`, {
      found: describe(dtype),
    });
}

function isDType(value: unknown): value is DType {
  return typeof value === "string" && Object.hasOwn(ITEM_SIZE, value);
}
