import { type Argument, type Complex, invoke, invokeTensor, snakeCase } from "../aten/invoke";
import { describe } from "../describe";
import { ArgumentError, ShapeError } from "../errors";
import { check } from "../native/call";
import { native } from "../native/load";
import { checkOptions } from "../options";
import { type DTypeOfValue, dtypeOfValue } from "./data";
import type { DType } from "./dtype";
import {
  checkShape,
  checkTensorOptions,
  finish,
  keywordsOf,
  type LikeOptions,
  type RandomOptions,
  type TensorOptions,
} from "./options";
import { seedOf } from "./seed";
import type { Scalar, Tensor } from "./tensor";

// Every factory refuses a shape that is none before it asks for memory (`ShapeError`), and a result larger than the
// memory at hand (`OutOfMemoryError`).

/** Whatever the memory holds; every element is to be written before it is read. */
export function empty<D extends DType = "float32">(
  shape: readonly number[],
  options: TensorOptions<D> = {},
): Tensor<D> {
  return create("empty", [checkShape(shape)], options);
}

/** A tensor of `shape` filled with 0. */
export function zeros<D extends DType = "float32">(
  shape: readonly number[],
  options: TensorOptions<D> = {},
): Tensor<D> {
  return create("zeros", [checkShape(shape)], options);
}

/** A tensor of `shape` filled with 1. */
export function ones<D extends DType = "float32">(
  shape: readonly number[],
  options: TensorOptions<D> = {},
): Tensor<D> {
  return create("ones", [checkShape(shape)], options);
}

/** Without `dtype`: float32 for a number, int64 for a bigint, bool for a boolean, complex64 for a complex number. */
export function full<V extends Scalar | Complex, D extends DType = DTypeOfValue<V>>(
  shape: readonly number[],
  value: V,
  options: TensorOptions<D> = {},
): Tensor<D> {
  return create("full", [checkShape(shape), value], options, dtypeOfValue(value));
}

/** The numbers from `start` (0) up to but without `end`, `step` (1) apart. */
export function arange<V extends number | bigint, D extends DType = DTypeOfValue<V>>(
  end: V,
  options: TensorOptions<D> & { readonly start?: number | bigint; readonly step?: number | bigint } = {},
): Tensor<D> {
  checkTensorOptions(options, "arange", ["start", "step"]);
  const { start = 0, step = 1, ...own } = options;
  return create("arange", [start, end, step], own as TensorOptions<D>, dtypeOfValue(end));
}

/** `steps` numbers from `start` to `end`, both of them included, evenly spaced. */
export function linspace<D extends DType = "float32">(
  start: number,
  end: number,
  steps: number,
  options: TensorOptions<D> = {},
): Tensor<D> {
  return create("linspace", [start, end, steps], options);
}

/** `base` (10) to the powers of linspace(start, end, steps). */
export function logspace<D extends DType = "float32">(
  start: number,
  end: number,
  steps: number,
  options: TensorOptions<D> & { readonly base?: number } = {},
): Tensor<D> {
  checkTensorOptions(options, "logspace", ["base"]);
  const { base = 10, ...own } = options;
  return create("logspace", [start, end, steps, base], own as TensorOptions<D>);
}

/** Ones on the diagonal of [n, m], zeros elsewhere; m is n by default. */
export function eye<D extends DType = "float32">(
  n: number,
  options: TensorOptions<D> & { readonly m?: number } = {},
): Tensor<D> {
  checkTensorOptions(options, "eye", ["m"]);
  const { m = n, ...own } = options;
  return create("eye", [n, m], own as TensorOptions<D>);
}

/** Rows and columns, [2, n], of the elements of a [rows, columns] matrix on the `offset`-th diagonal (0) and below. */
export function trilIndices(
  rows: number,
  columns: number,
  options: { readonly offset?: number } = {},
): Tensor<"int64"> {
  return triangle("trilIndices", rows, columns, options);
}

/** The same on the diagonal and above. */
export function triuIndices(
  rows: number,
  columns: number,
  options: { readonly offset?: number } = {},
): Tensor<"int64"> {
  return triangle("triuIndices", rows, columns, options);
}

/** Uniform on [0, 1). */
export function rand<D extends DType = "float32">(
  shape: readonly number[],
  options: RandomOptions<D> = {},
): Tensor<D> {
  return create("rand", [checkShape(shape)], options, "float32", GENERATOR);
}

/** Standard normal. */
export function randn<D extends DType = "float32">(
  shape: readonly number[],
  options: RandomOptions<D> = {},
): Tensor<D> {
  return create("randn", [checkShape(shape)], options, "float32", GENERATOR);
}

/** Normal with one mean and standard deviation for all; `aten.normal` takes tensors of them. */
export function normal<D extends DType = "float32">(
  mean: number,
  std: number,
  shape: readonly number[],
  options: RandomOptions<D> = {},
): Tensor<D> {
  return create("normal", [mean, std, checkShape(shape)], options, "float32", GENERATOR);
}

/** Integers from `low` up to but without `high`, equally likely; int64 unless `dtype` says otherwise. */
export function randint<D extends DType = "int64">(
  low: number | bigint,
  high: number | bigint,
  shape: readonly number[],
  options: RandomOptions<D> = {},
): Tensor<D> {
  return create("randint", [low, high, checkShape(shape)], options, "int64", GENERATOR);
}

/** The numbers 0 to n - 1 in random order; int64 unless `dtype` says otherwise. */
export function randperm<D extends DType = "int64">(n: number, options: RandomOptions<D> = {}): Tensor<D> {
  return create("randperm", [n], options, "int64", GENERATOR);
}

/** Of the shape, dtype, device and memory layout of another tensor, unless the options say otherwise. */
export function emptyLike<D extends DType, E extends DType = D>(
  like: Tensor<D>,
  options: LikeOptions<E> = {},
): Tensor<E> {
  return createLike("empty_like", [like], options);
}

/** A tensor of the shape, dtype and device of `like`, filled with 0. */
export function zerosLike<D extends DType, E extends DType = D>(
  like: Tensor<D>,
  options: LikeOptions<E> = {},
): Tensor<E> {
  return createLike("zeros_like", [like], options);
}

/** The same filled with 1. */
export function onesLike<D extends DType, E extends DType = D>(
  like: Tensor<D>,
  options: LikeOptions<E> = {},
): Tensor<E> {
  return createLike("ones_like", [like], options);
}

/** The same filled with `value`. */
export function fullLike<D extends DType, E extends DType = D>(
  like: Tensor<D>,
  value: Scalar | Complex,
  options: LikeOptions<E> = {},
): Tensor<E> {
  return createLike("full_like", [like, value], options);
}

/** Uniform on [0, 1). */
export function randLike<D extends DType, E extends DType = D>(
  like: Tensor<D>,
  options: LikeOptions<E> & RandomOptions<E> = {},
): Tensor<E> {
  return createLike("rand_like", [like], options, GENERATOR);
}

/** Standard normal. */
export function randnLike<D extends DType, E extends DType = D>(
  like: Tensor<D>,
  options: LikeOptions<E> & RandomOptions<E> = {},
): Tensor<E> {
  return createLike("randn_like", [like], options, GENERATOR);
}

/** Joins tensors of one shape along a new dimension. */
export function stack<D extends DType>(tensors: readonly Tensor<D>[], dim = 0): Tensor<D> {
  return invokeTensor("aten::stack", [tensors as readonly Tensor[], dim]) as Tensor<D>;
}

/** Joins tensors along an existing dimension. */
export function cat<D extends DType>(tensors: readonly Tensor<D>[], dim = 0): Tensor<D> {
  return invokeTensor("aten::cat", [tensors as readonly Tensor[], dim]) as Tensor<D>;
}

/** The coordinates of a grid over vectors: tensors of as many dimensions. "xy" swaps the first two. */
export function meshgrid<D extends DType>(
  tensors: readonly Tensor<D>[],
  options: { readonly indexing?: "ij" | "xy" } = {},
): Tensor<D>[] {
  checkOptions(options, "meshgrid: options", ["indexing"]);
  const { indexing = "ij" } = options;
  return invoke("aten::meshgrid", [tensors as readonly Tensor[]], { indexing }) as Tensor<D>[];
}

/** Sums of products by Einstein's notation: `einsum("bij,bjk->bik", [a, b])`. */
export function einsum<D extends DType>(equation: string, tensors: readonly Tensor<D>[]): Tensor<D> {
  return invokeTensor("aten::einsum", [equation, tensors as readonly Tensor[]]) as Tensor<D>;
}

/** Of two real tensors of one dtype, float32 or float64. */
export function complex<D extends "float32" | "float64">(
  real: Tensor<D>,
  imaginary: Tensor<D>,
): Tensor<ComplexOf<D>> {
  return invokeTensor("aten::complex", [real as Tensor, imaginary as Tensor]) as Tensor<ComplexOf<D>>;
}

/** `length * exp(i * angle)`. */
export function polar<D extends "float32" | "float64">(
  length: Tensor<D>,
  angle: Tensor<D>,
): Tensor<ComplexOf<D>> {
  return invokeTensor("aten::polar", [length as Tensor, angle as Tensor]) as Tensor<ComplexOf<D>>;
}

type ComplexOf<D extends "float32" | "float64"> = D extends "float32" ? "complex64" : "complex128";

/** Seeds LibTorch's default generator of every device, the CPU's and the GPUs': an integer of 0 to 2^64 - 1. */
export function manualSeed(seed: number | bigint): void {
  check(native().manualSeed(seedOf(seed, "manualSeed")));
}

const GENERATOR = ["generator"];

function create<D extends DType>(
  name: string,
  args: Argument[],
  options: TensorOptions<D>,
  dtype: DType = "float32",
  more: readonly string[] = [],
): Tensor<D> {
  checkTensorOptions(options, name, more);
  return finish(invoke(`aten::${name}`, args, keywordsOf(options, dtype)) as Tensor<D>, options);
}

function createLike<E extends DType>(
  name: string,
  [like, ...args]: [like: Tensor<DType>, ...args: Argument[]],
  options: LikeOptions<E>,
  more: readonly string[] = [],
): Tensor<E> {
  checkTensorOptions(options, name, ["memoryFormat", ...more]);
  return finish(invoke(`aten::${name}`, [like, ...args], keywordsOf(options)) as Tensor<E>, options);
}

function triangle(
  name: "trilIndices" | "triuIndices",
  rows: number,
  columns: number,
  options: { readonly offset?: number },
): Tensor<"int64"> {
  checkOptions(options, `${name}: options`, ["offset"]);
  for (const [side, size] of Object.entries({ rows, columns }))
    if (!(Number.isSafeInteger(size) && size >= 0))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${name}: ${side}: expected an integer of 0 or more, got ${describe(size)}`,
      );
  // LibTorch counts the elements in 64 bits without a look at whether they suffice.
  if (rows * columns > Number.MAX_SAFE_INTEGER)
    throw new ShapeError("INVALID_SHAPE", `${name}: ${rows} rows of ${columns} are too many elements`);
  const { offset = 0 } = options;
  return invoke(`aten::${snakeCase(name)}`, [rows, columns, offset]) as Tensor<"int64">;
}
