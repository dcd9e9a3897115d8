import type { DType } from "./dtype";
import type { Scalar } from "./tensor";

// PyTorch's rules for the dtype of a result, as far as they depend on dtypes alone.

export type ComplexDType = "complex64" | "complex128";
export type FloatingDType = "float32" | "float64" | "float16" | "bfloat16";
export type IntegralDType = Exclude<DType, ComplexDType | FloatingDType>;

/** Of a function that has no integers as values: `exp`, `div`. */
export type Floating<D extends DType> = D extends IntegralDType ? "float32" : D;

/** Of a sum or product over many elements. */
export type Summed<D extends DType> = D extends IntegralDType ? "int64" : D;

/** Of an absolute value or a part of a complex number. */
export type Real<D extends DType> = D extends "complex64"
  ? "float32"
  : D extends "complex128"
    ? "float64"
    : D;

/** Of `all` and `any`. */
export type Truth<D extends DType> = D extends "uint8" ? "uint8" : "bool";

/** Of a tensor with a scalar: a number with a fraction makes integers float32, an integer leaves them what they are. */
export type Scaled<D extends DType, S extends Scalar> = D extends ComplexDType | FloatingDType
  ? D
  : S extends number
    ? number extends S
      ? WithInteger<D> | "float32"
      : `${S}` extends `${bigint}`
        ? WithInteger<D>
        : "float32"
    : S extends bigint
      ? WithInteger<D>
      : D;

type WithInteger<D extends DType> = D extends "bool" ? "int64" : D;
