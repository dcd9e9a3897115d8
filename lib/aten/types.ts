import type { DType } from "../tensor/dtype";
import type { Tensor } from "../tensor/tensor";
import type { Complex } from "./invoke";

// The vocabulary of generated/aten.ts: what JavaScript values stand for the types of LibTorch's schemas.

/** Whether an operator is called at once or as a job on the engine. */
export type Mode = "sync" | "async";
export type Result<M extends Mode, R> = M extends "async" ? Promise<R> : R;

/** An operator: called by itself at once, by `async` as a job on the engine. */
export type Operator<Sync, Async> = Sync & {
  readonly async: Async;
  /** LibTorch's schemas of all overloads, in the order in which they are tried. */
  readonly schemas: readonly string[];
};

/** A schema's `int`: a bigint where it may exceed 2^53. */
export type Int = number | bigint;
export type Ints = readonly Int[];
/** A schema's `int[n]`: one number stands for n of them. */
export type IntOrInts = Int | Ints;
/** A schema's `Scalar`; an integral number is an integer. */
export type AnyScalar = number | bigint | boolean | Complex;

/** All dtypes that an operator takes by name; those beyond `DType` have no elements in JavaScript. */
export type OperatorDType =
  | DType
  | "uint16"
  | "uint32"
  | "uint64"
  | "complex32"
  | "qint8"
  | "quint8"
  | "qint32"
  | "float8_e5m2"
  | "float8_e4m3fn"
  | "float8_e5m2fnuz"
  | "float8_e4m3fnuz"
  | "float8_e8m0fnu";

/** The tensor that a call with `dtype: E` gives. */
export type TensorOf<E extends OperatorDType> = Tensor<E extends DType ? E : DType>;

export type Layout =
  | "strided"
  | "sparse_coo"
  | "sparse_csr"
  | "sparse_csc"
  | "sparse_bsr"
  | "sparse_bsc"
  | "mkldnn"
  | "jagged";

export type MemoryFormat = "contiguous_format" | "preserve_format" | "channels_last" | "channels_last_3d";
