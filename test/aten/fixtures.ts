/** The calls and results of fixtures.json, which make-fixtures.py computed with PyTorch. */
import { type DType, fromTypedArray, type Tensor } from "../../lib";

export type Spec =
  | {
      readonly tensor: DType;
      readonly shape: readonly number[];
      readonly seed: number;
      readonly form?: string;
    }
  | { readonly dtype: string }
  | { readonly name: string }
  | { readonly complex: readonly [number, number] }
  | number
  | boolean
  | string
  | null
  | readonly Spec[];

/** A tensor as dtype, shape and numbers, complex ones interleaved; lists of results; plain values. */
export type Expected =
  | { readonly t: string; readonly s: readonly number[]; readonly v: readonly number[] }
  | number
  | boolean
  | string
  | null
  | readonly Expected[];

export interface Fixture {
  readonly op: string;
  readonly args: Readonly<Record<string, Spec>>;
  readonly result: Expected;
}

/** The value that a description stands for; scripts/aten/arguments.mjs and make-fixtures.py have the same formulas. */
export function realize(spec: Spec): unknown {
  if (isList(spec)) return spec.map(realize);
  if (typeof spec !== "object" || spec === null) return spec;
  if ("tensor" in spec) return tensorOf(spec);
  if ("dtype" in spec) return spec.dtype;
  return "name" in spec ? spec.name : spec;
}

function isList(spec: Spec): spec is readonly Spec[] {
  return Array.isArray(spec);
}

function tensorOf(spec: Extract<Spec, { tensor: DType }>): Tensor {
  const { tensor: dtype, shape, seed, form } = spec;
  const size = shape.reduce((product, length) => product * length, 1);
  const via = dtype === "bfloat16" || dtype === "float16" ? "float32" : dtype;
  const numbers = Array.from({ length: size * (via === "complex64" ? 2 : 1) }, (_, i) =>
    element(via, i, seed, form, shape),
  );
  const made = fromTypedArray(arrayOf(via, numbers), shape, { dtype: via });
  return via === dtype ? made : made.to(dtype);
}

function arrayOf(dtype: DType, numbers: readonly number[]) {
  if (dtype === "int64") return BigInt64Array.from(numbers, BigInt);
  if (dtype === "int32") return Int32Array.from(numbers);
  if (dtype === "float64") return Float64Array.from(numbers);
  return dtype === "bool" || dtype === "uint8" ? Uint8Array.from(numbers) : Float32Array.from(numbers);
}

function element(dtype: DType, i: number, seed: number, form: string | undefined, shape: readonly number[]) {
  if (dtype === "bool") return (i + seed) % 2;
  if (dtype === "int64" || dtype === "int32") return (i * 5 + seed) % 3;
  if (dtype === "uint8") return (i * 7 + seed) % 5;
  if (form === "spd") {
    const n = shape.at(-1)!;
    const row = Math.floor(i / n) % n;
    const column = i % n;
    return row === column ? n + 1 : (((row + column) * seed) % 3) / 4 - 0.25;
  }
  const value = (((i * 37 + seed * 17) % 23) - 11) / 8;
  return form === "positive" ? value + 1.5 : value;
}
