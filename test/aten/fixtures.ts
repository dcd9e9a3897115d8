/** The calls and results of fixtures.json, which make-fixtures.py computed with PyTorch. */
import { type DType, fromTypedArray, isTensor, type Tensor } from "../../lib";

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
  if (form === "positive") return value + 1.5;
  // Within (-1, 1), within (0, 1), above 1, one after the other.
  if (form === "unit") return value / 2;
  if (form === "probability") return (value + 2) / 4;
  if (form === "above") return value + 2.5;
  return form === "rising" ? i - 1 : value;
}

/** What is wrong with a result, in words; nothing where it is what PyTorch has. */
export function difference(expected: Expected, found: unknown): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length)
      return [`not a list of ${expected.length}`];
    return expected.flatMap((item: Expected, i) =>
      difference(item, found[i]).map((text) => `[${i}] ${text}`),
    );
  }
  if (typeof expected !== "object" || expected === null || !("t" in expected)) {
    const same =
      typeof expected === "number" && typeof found === "number"
        ? close(expected, found, 1e-4)
        : Object.is(expected, found);
    return same ? [] : [`${String(found)} instead of ${String(expected)}`];
  }
  if (!isTensor(found)) return ["not a tensor"];
  if ((found.dtype as string) !== expected.t) return [`dtype ${found.dtype} instead of ${expected.t}`];
  if (found.shape.join() !== expected.s.join()) return [`shape ${found.shape} instead of ${expected.s}`];
  const numbers = numbersOf(found);
  const tolerance = expected.t === "float16" || expected.t === "bfloat16" ? 1e-2 : 1e-4;
  const at = expected.v.findIndex((value, i) => !close(value, numbers[i]!, tolerance));
  return at < 0 ? [] : [`element ${at} is ${numbers[at]} instead of ${expected.v[at]}`];
}

function numbersOf(tensor: Tensor): number[] {
  const bits = tensor.dtype === "float16" || tensor.dtype === "bfloat16";
  return Array.from(
    (bits ? tensor.to("float32") : tensor).toTypedArray() as ArrayLike<number | bigint>,
    Number,
  );
}

function close(expected: number, found: number, tolerance: number): boolean {
  return Math.abs(expected - found) <= tolerance * Math.max(1, Math.abs(expected));
}
