import {
  type Argument,
  invoke,
  invokeAsync,
  isKeywords,
  type Keywords,
  methodInfo,
  snakeCase,
} from "../aten/invoke";
import type { MemoryFormat, Mode, Result } from "../aten/types";
import { describe } from "../describe";
import { ArgumentError } from "../errors";
import type { OperatorInfo } from "../native/binding";
import { checkFlag, checkOptions, isPlainObject } from "../options";
import { checkDType, type DType } from "./dtype";
import type { Generator } from "./generator";
import type { Floating, Real, Scaled, Summed, Truth } from "./promotion";
import { type Device, type Dim, handleOf, type Scalar, type Tensor } from "./tensor";

// The operators that are methods of Tensor. A method is the operator of LibTorch of the same name in snake_case, with
// the tensor as its first argument and the options as keyword arguments, unless LOWERINGS below says otherwise.

type R<M extends Mode, D extends DType> = Result<M, Tensor<D>>;
type WithIndices<M extends Mode, D extends DType> = Result<M, [values: Tensor<D>, indices: Tensor<"int64">]>;
type Words<S extends string, Found extends string = never> = S extends `${infer First} ${infer Rest}`
  ? Words<Rest, Found | First>
  : Found | S;

const FLOATING =
  "sqrt rsqrt reciprocal exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh erf erfc erfinv sigmoid logit lgamma digamma sinc";
const SAME =
  "neg sign sgn square floor ceil trunc frac relu relu6 gelu silu mish selu hardswish hardsigmoid bitwiseNot";
const TESTS = "isnan isinf isfinite logicalNot";
const COMPARISONS = "eq ne lt le gt ge";
const ARITHMETIC = "mul pow remainder fmod floorDivide bitwiseAnd bitwiseOr bitwiseXor";
const PAIRS = "maximum minimum fmax fmin hypot";
const LOGIC = "logicalAnd logicalOr logicalXor";

/** Element by element; a trailing underscore writes the result into the tensor itself and needs its dtype. */
export type Elementwise<D extends DType, M extends Mode> = {
  [K in Words<typeof FLOATING>]: () => R<M, Floating<D>>;
} & { [K in Words<typeof SAME>]: () => R<M, D> } & {
  [K in `${Words<typeof FLOATING> | Words<typeof SAME>}_`]: () => R<M, D>;
} & { [K in Words<typeof TESTS>]: () => R<M, "bool"> } & {
  [K in Words<typeof COMPARISONS>]: (other: Tensor | Scalar) => R<M, "bool">;
} & { [K in Words<typeof LOGIC>]: (other: Tensor) => R<M, "bool"> } & {
  [K in Words<typeof ARITHMETIC>]: Arithmetic<D, M>;
} & { [K in Words<typeof PAIRS>]: Pair<D, M> } & {
  [K in `${Words<typeof ARITHMETIC> | Words<typeof COMPARISONS>}_`]: (other: Tensor | Scalar) => R<M, D>;
} & { [K in `${Words<typeof LOGIC>}_` | "hypot_"]: (other: Tensor) => R<M, D> };

// Two tensors of one dtype keep it; of two dtypes the values' ranges and shapes decide (PyTorch's type promotion). The
// types are taken from methods, whose parameters do not keep a Tensor<"float32"> from being a Tensor.
type Pair<D extends DType, M extends Mode> = {
  call(other: Tensor<D>): R<M, D>;
  call(other: Tensor): R<M, DType>;
}["call"];
type Arithmetic<D extends DType, M extends Mode> = {
  call(other: Tensor<D>): R<M, D>;
  call<S extends Scalar>(other: S): R<M, Scaled<D, S>>;
  call(other: Tensor | Scalar): R<M, DType>;
}["call"];
type Sum<D extends DType, M extends Mode> = {
  call(other: Tensor<D>, options?: Alpha): R<M, D>;
  call<S extends Scalar>(other: S, options?: Alpha): R<M, Scaled<D, S>>;
  call(other: Tensor | Scalar, options?: Alpha): R<M, DType>;
}["call"];
interface Alpha {
  /** Factor of the other operand; default 1. */
  readonly alpha?: Scalar;
}

interface WithDtype<E extends DType> {
  readonly dtype: E;
}
interface Random {
  /** Default: LibTorch's own, seeded by `manualSeed`. */
  readonly generator?: Generator;
}
interface Affine {
  readonly weight?: Tensor;
  readonly bias?: Tensor;
  /** Added to the variance; default 1e-5. */
  readonly eps?: number;
}
interface Blend {
  /** Factor of this tensor; default 1. */
  readonly beta?: Scalar;
  /** Factor of the product; default 1. */
  readonly alpha?: Scalar;
}
interface Spread {
  /** The divisor is n - correction; default 1. */
  readonly correction?: number;
  readonly keepdim?: boolean;
}
export interface ToOptions {
  readonly device?: Device;
  readonly memoryFormat?: MemoryFormat;
  /** Copies even where nothing changes. */
  readonly copy?: boolean;
}
export interface InterpolateOptions {
  /** Sizes of the spatial dimensions; one number for all of them. Either this or `scaleFactor`. */
  readonly size?: Dim;
  readonly scaleFactor?: Dim;
  readonly mode?: "nearest" | "linear" | "bilinear" | "bicubic" | "trilinear";
  readonly alignCorners?: boolean;
}
export interface BatchNormOptions extends Affine {
  /** [C]; with `training` they are moved towards the batch's. */
  readonly runningMean?: Tensor;
  readonly runningVar?: Tensor;
  /** Normalises by the batch's own statistics; default false. */
  readonly training?: boolean;
  /** Weight of the batch in the running statistics; default 0.1. */
  readonly momentum?: number;
}
export interface PoolOptions {
  /** Default: the kernel's size. */
  readonly stride?: Dim;
  readonly padding?: Dim;
  readonly ceilMode?: boolean;
}

/**
 * Operators on a tensor of dtype D, with PyTorch's meaning and defaults. `dim` counts from the end where it is negative;
 * a list reduces over several; left out, over all. `M` says whether they run at once or as jobs on the engine.
 */
export interface Operators<D extends DType, M extends Mode> extends Elementwise<D, M> {
  // Element by element.
  add: Sum<D, M>;
  sub: Sum<D, M>;
  add_(other: Tensor | Scalar, options?: Alpha): R<M, D>;
  sub_(other: Tensor | Scalar, options?: Alpha): R<M, D>;
  /** With `roundingMode` the quotient of integers stays one. */
  div(other: Tensor | Scalar, options: { readonly roundingMode: "floor" | "trunc" }): R<M, DType>;
  div(other: Tensor<D> | Scalar, options?: { readonly roundingMode?: undefined }): R<M, Floating<D>>;
  div(other: Tensor, options?: { readonly roundingMode?: undefined }): R<M, DType>;
  div_(other: Tensor | Scalar, options?: { readonly roundingMode?: "floor" | "trunc" }): R<M, D>;
  /** Of a complex number its length. */
  abs(): R<M, Real<D>>;
  abs_(): R<M, D>;
  /** To the nearest integer, halves to the even one; with `decimals` to so many digits. */
  round(options?: { readonly decimals?: number }): R<M, D>;
  round_(options?: { readonly decimals?: number }): R<M, D>;
  atan2(other: Tensor): R<M, DType>;
  atan2_(other: Tensor): R<M, D>;
  /** null leaves that side open. */
  clamp(min?: Scalar | Tensor | null, max?: Scalar | Tensor | null): R<M, D>;
  clamp_(min?: Scalar | Tensor | null, max?: Scalar | Tensor | null): R<M, D>;
  /** `this + weight * (end - this)`. */
  lerp(end: Tensor, weight: Tensor | number): R<M, D>;
  lerp_(end: Tensor, weight: Tensor | number): R<M, D>;
  /** `this + value * a * b`; value is 1 by default. */
  addcmul(a: Tensor, b: Tensor, options?: { readonly value?: Scalar }): R<M, D>;
  addcmul_(a: Tensor, b: Tensor, options?: { readonly value?: Scalar }): R<M, D>;
  /** `this + value * a / b`; value is 1 by default. */
  addcdiv(a: Tensor, b: Tensor, options?: { readonly value?: Scalar }): R<M, D>;
  addcdiv_(a: Tensor, b: Tensor, options?: { readonly value?: Scalar }): R<M, D>;
  /** Default: NaN becomes 0, infinities the dtype's largest and least numbers. */
  nanToNum(options?: { readonly nan?: number; readonly posinf?: number; readonly neginf?: number }): R<M, D>;
  nanToNum_(options?: { readonly nan?: number; readonly posinf?: number; readonly neginf?: number }): R<M, D>;
  isclose(
    other: Tensor,
    options?: { readonly rtol?: number; readonly atol?: number; readonly equalNan?: boolean },
  ): R<M, "bool">;
  /** Whether shape and all elements are equal. */
  equal(other: Tensor): Result<M, boolean>;
  /** Whether |this - other| <= atol + rtol * |other| everywhere; defaults 1e-8 and 1e-5. */
  allclose(
    other: Tensor,
    options?: { readonly rtol?: number; readonly atol?: number; readonly equalNan?: boolean },
  ): Result<M, boolean>;

  // Complex numbers.
  real(): R<M, Real<D>>;
  imag(): R<M, Real<D>>;
  angle(): R<M, Floating<Real<D>>>;
  conj(): R<M, D>;
  /** Real and imaginary parts, [..., 2], a view. */
  viewAsReal(): R<M, Real<D>>;
  /** Of [..., 2], a view. */
  viewAsComplex(): R<M, D extends "float64" ? "complex128" : "complex64">;

  // Activations.
  leakyRelu(negativeSlope?: number): R<M, D>;
  leakyRelu_(negativeSlope?: number): R<M, D>;
  elu(alpha?: number): R<M, D>;
  elu_(alpha?: number): R<M, D>;
  hardtanh(min?: number, max?: number): R<M, D>;
  hardtanh_(min?: number, max?: number): R<M, D>;
  /** `log(1 + exp(beta * this)) / beta`, the tensor itself above `threshold`; defaults 1 and 20. */
  softplus(beta?: number, threshold?: number): R<M, D>;
  logsigmoid(): R<M, D>;
  prelu(weight: Tensor): R<M, D>;
  softmax(dim: number): R<M, D>;
  softmax<E extends DType>(dim: number, options: WithDtype<E>): R<M, E>;
  logSoftmax(dim: number): R<M, D>;
  logSoftmax<E extends DType>(dim: number, options: WithDtype<E>): R<M, E>;

  // Reductions.
  sum(dim?: Dim, keepdim?: boolean): R<M, Summed<D>>;
  sum<E extends DType>(dim: Dim | undefined, keepdim: boolean | undefined, options: WithDtype<E>): R<M, E>;
  mean(dim?: Dim, keepdim?: boolean): R<M, D>;
  mean<E extends DType>(dim: Dim | undefined, keepdim: boolean | undefined, options: WithDtype<E>): R<M, E>;
  nansum(dim?: Dim, keepdim?: boolean): R<M, Summed<D>>;
  prod(dim?: number, keepdim?: boolean): R<M, Summed<D>>;
  std(dim?: Dim, options?: Spread): R<M, Real<D>>;
  var(dim?: Dim, options?: Spread): R<M, Real<D>>;
  /** The norm of order `p`, 2 by default, of all elements or along `dim`. */
  norm(dim?: Dim, keepdim?: boolean, options?: { readonly p?: number }): R<M, Real<D>>;
  amax(dim?: Dim, keepdim?: boolean): R<M, D>;
  amin(dim?: Dim, keepdim?: boolean): R<M, D>;
  max(): R<M, D>;
  max(dim: number, keepdim?: boolean): WithIndices<M, D>;
  min(): R<M, D>;
  min(dim: number, keepdim?: boolean): WithIndices<M, D>;
  /** Of an even number of elements the lower one of the two in the middle. */
  median(): R<M, D>;
  median(dim: number, keepdim?: boolean): WithIndices<M, D>;
  mode(dim?: number, keepdim?: boolean): WithIndices<M, D>;
  /** The k-th smallest, counted from 1. */
  kthvalue(k: number, dim?: number, keepdim?: boolean): WithIndices<M, D>;
  quantile(q: number | Tensor, dim?: number, keepdim?: boolean): R<M, D>;
  argmax(dim?: number | null, keepdim?: boolean): R<M, "int64">;
  argmin(dim?: number | null, keepdim?: boolean): R<M, "int64">;
  all(dim?: Dim, keepdim?: boolean): R<M, Truth<D>>;
  any(dim?: Dim, keepdim?: boolean): R<M, Truth<D>>;
  countNonzero(dim?: Dim): R<M, "int64">;
  logsumexp(dim: Dim, keepdim?: boolean): R<M, Floating<D>>;
  cumsum(dim: number): R<M, Summed<D>>;
  cumsum_(dim: number): R<M, D>;
  cumprod(dim: number): R<M, Summed<D>>;
  cumprod_(dim: number): R<M, D>;
  logcumsumexp(dim: number): R<M, D>;
  cummax(dim: number): WithIndices<M, D>;
  cummin(dim: number): WithIndices<M, D>;
  /** Differences of neighbours, `n` times; the last dimension by default. */
  diff(n?: number, dim?: number): R<M, D>;

  // Order and counts.
  /** The k largest values along `dim` (the last) and their indices, in falling order. */
  topk(
    k: number,
    dim?: number,
    options?: { readonly largest?: boolean; readonly sorted?: boolean },
  ): WithIndices<M, D>;
  sort(dim?: number, descending?: boolean): WithIndices<M, D>;
  argsort(dim?: number, descending?: boolean): R<M, "int64">;
  /** The different values in rising order, where each element's stands among them, and how often each occurs; of slices along `dim`. */
  unique(options?: {
    readonly dim?: number;
  }): Result<M, [values: Tensor<D>, inverse: Tensor<"int64">, counts: Tensor<"int64">]>;
  /** How often each integer from 0 occurs in a vector. */
  bincount(options?: { readonly minlength?: number }): R<M, "int64">;
  histc(options?: { readonly bins?: number; readonly min?: number; readonly max?: number }): R<M, D>;
  /** Where each value belongs among the rising `boundaries`. */
  bucketize(boundaries: Tensor, options?: { readonly right?: boolean }): R<M, "int64">;

  // Products.
  matmul(other: Tensor): R<M, D>;
  /** [n, k] by [k, m]. */
  mm(other: Tensor): R<M, D>;
  /** [b, n, k] by [b, k, m]. */
  bmm(other: Tensor): R<M, D>;
  /** [n, k] by [k]. */
  mv(vector: Tensor): R<M, D>;
  dot(other: Tensor): R<M, D>;
  outer(other: Tensor): R<M, D>;
  inner(other: Tensor): R<M, D>;
  kron(other: Tensor): R<M, D>;
  /** Along a dimension of size 3: `dim`, or the first of that size. */
  cross(other: Tensor, dim?: number): R<M, D>;
  /** `beta * this + alpha * a b`. */
  addmm(a: Tensor, b: Tensor, options?: Blend): R<M, D>;
  addmm_(a: Tensor, b: Tensor, options?: Blend): R<M, D>;
  addmv(matrix: Tensor, vector: Tensor, options?: Blend): R<M, D>;
  addmv_(matrix: Tensor, vector: Tensor, options?: Blend): R<M, D>;
  baddbmm(a: Tensor, b: Tensor, options?: Blend): R<M, D>;
  baddbmm_(a: Tensor, b: Tensor, options?: Blend): R<M, D>;
  /** Distances of order `p` (2) between the rows of [n, d] and [m, d]: [n, m]. */
  cdist(other: Tensor, p?: number): R<M, D>;
  cosineSimilarity(other: Tensor, options?: { readonly dim?: number; readonly eps?: number }): R<M, D>;

  // Shape. Views share the storage.
  reshape(shape: readonly number[]): R<M, D>;
  reshapeAs(other: Tensor): R<M, D>;
  view(shape: readonly number[]): R<M, D>;
  viewAs(other: Tensor): R<M, D>;
  flatten(startDim?: number, endDim?: number): R<M, D>;
  unflatten(dim: number, sizes: readonly number[]): R<M, D>;
  transpose(dim0: number, dim1: number): R<M, D>;
  swapaxes(axis0: number, axis1: number): R<M, D>;
  t(): R<M, D>;
  permute(order: readonly number[]): R<M, D>;
  movedim(source: Dim, destination: Dim): R<M, D>;
  squeeze(dim?: Dim): R<M, D>;
  unsqueeze(dim: number): R<M, D>;
  /** -1 leaves a size as it is. */
  expand(shape: readonly number[]): R<M, D>;
  expandAs(other: Tensor): R<M, D>;
  broadcastTo(shape: readonly number[]): R<M, D>;
  /** Copies the whole so many times along each dimension. */
  repeat(times: readonly number[]): R<M, D>;
  tile(times: readonly number[]): R<M, D>;
  /** Copies each element so many times. */
  repeatInterleave(repeats: number | Tensor, dim?: number): R<M, D>;
  flip(dim: Dim): R<M, D>;
  roll(shifts: Dim, dim?: Dim): R<M, D>;
  rot90(times?: number, dims?: readonly [number, number]): R<M, D>;
  /** Windows of `size`, `step` apart, as a new last dimension; a view. */
  unfold(dim: number, size: number, step: number): R<M, D>;
  /** Sizes before and after, the last dimension first. */
  pad(
    pad: readonly number[],
    options?: { readonly mode?: "constant" | "reflect" | "replicate" | "circular"; readonly value?: number },
  ): R<M, D>;
  /** A vector's matrix, or a matrix's diagonal. */
  diag(diagonal?: number): R<M, D>;
  diagonal(offset?: number, dim1?: number, dim2?: number): R<M, D>;
  diagEmbed(offset?: number, dim1?: number, dim2?: number): R<M, D>;
  trace(): R<M, Summed<D>>;
  triu(diagonal?: number): R<M, D>;
  triu_(diagonal?: number): R<M, D>;
  tril(diagonal?: number): R<M, D>;
  tril_(diagonal?: number): R<M, D>;
  split(size: number | readonly number[], dim?: number): Result<M, Tensor<D>[]>;
  /** So many parts, or parts that begin at the given indices. */
  tensorSplit(sections: number | readonly number[], dim?: number): Result<M, Tensor<D>[]>;
  chunk(count: number, dim?: number): Result<M, Tensor<D>[]>;
  unbind(dim?: number): Result<M, Tensor<D>[]>;

  // Indexing. `select`, `narrow`, `slice` and `diagonal` are views.
  select(dim: number, index: number): R<M, D>;
  narrow(dim: number, start: number, length: number): R<M, D>;
  slice(dim: number, start?: number | null, end?: number | null, step?: number): R<M, D>;
  indexSelect(dim: number, index: Tensor): R<M, D>;
  /** Index tensors for the leading dimensions, null for a whole one, as `x[i, :, j]` in Python. */
  index(indices: readonly (Tensor | null)[]): R<M, D>;
  indexPut(
    indices: readonly (Tensor | null)[],
    values: Tensor,
    options?: { readonly accumulate?: boolean },
  ): R<M, D>;
  indexPut_(
    indices: readonly (Tensor | null)[],
    values: Tensor,
    options?: { readonly accumulate?: boolean },
  ): R<M, D>;
  indexAdd(dim: number, index: Tensor, source: Tensor, options?: Alpha): R<M, D>;
  indexAdd_(dim: number, index: Tensor, source: Tensor, options?: Alpha): R<M, D>;
  indexCopy(dim: number, index: Tensor, source: Tensor): R<M, D>;
  indexCopy_(dim: number, index: Tensor, source: Tensor): R<M, D>;
  indexFill(dim: number, index: Tensor, value: Scalar): R<M, D>;
  indexFill_(dim: number, index: Tensor, value: Scalar): R<M, D>;
  gather(dim: number, index: Tensor): R<M, D>;
  scatter(dim: number, index: Tensor, source: Tensor | Scalar): R<M, D>;
  scatter_(dim: number, index: Tensor, source: Tensor | Scalar): R<M, D>;
  scatterAdd(dim: number, index: Tensor, source: Tensor): R<M, D>;
  scatterAdd_(dim: number, index: Tensor, source: Tensor): R<M, D>;
  scatterReduce(
    dim: number,
    index: Tensor,
    source: Tensor,
    reduce: Reduction,
    options?: IncludeSelf,
  ): R<M, D>;
  scatterReduce_(
    dim: number,
    index: Tensor,
    source: Tensor,
    reduce: Reduction,
    options?: IncludeSelf,
  ): R<M, D>;
  take(index: Tensor): R<M, D>;
  takeAlongDim(index: Tensor, dim?: number): R<M, D>;
  /** This tensor's elements where `condition` is true, `other`'s elsewhere. */
  where(condition: Tensor, other: Tensor<D> | Scalar): R<M, D>;
  where(condition: Tensor, other: Tensor): R<M, DType>;
  maskedFill(mask: Tensor, value: Scalar | Tensor): R<M, D>;
  maskedFill_(mask: Tensor, value: Scalar | Tensor): R<M, D>;
  maskedScatter(mask: Tensor, source: Tensor): R<M, D>;
  maskedScatter_(mask: Tensor, source: Tensor): R<M, D>;
  /** A vector of the elements where `mask` is true. */
  maskedSelect(mask: Tensor): R<M, D>;
  /** Indices of the elements that are not zero: [n, dim]. */
  nonzero(): R<M, "int64">;

  // Networks.
  linear(weight: Tensor, bias?: Tensor): R<M, D>;
  conv1d(weight: Tensor, options?: ConvOptions): R<M, D>;
  /** [B, C, H, W] by [O, C / groups, h, w]. */
  conv2d(weight: Tensor, options?: ConvOptions): R<M, D>;
  maxPool2d(kernel: Dim, options?: PoolOptions & { readonly dilation?: Dim }): R<M, D>;
  avgPool2d(
    kernel: Dim,
    options?: PoolOptions & { readonly countIncludePad?: boolean; readonly divisorOverride?: number },
  ): R<M, D>;
  /** Mean over each cell of a grid of `size`: [B, C, H, W] to [B, C, size[0], size[1]]. */
  adaptiveAvgPool2d(size: number | readonly [number, number]): R<M, D>;
  layerNorm(normalizedShape: readonly number[], options?: Affine): R<M, D>;
  groupNorm(groups: number, options?: Affine): R<M, D>;
  batchNorm(options?: BatchNormOptions): R<M, D>;
  /** Default: nearest, corners not aligned. [B, C, L], [B, C, H, W] or [B, C, D, H, W]. */
  interpolate(options: InterpolateOptions): R<M, D>;
  /** Zeros with probability `p`, 0.5 by default, and scales the rest; the tensor itself unless `training`, which is the default. */
  dropout(options?: { readonly p?: number; readonly training?: boolean }): R<M, D>;
  /** [..., classes]; -1: as many as there are. */
  oneHot(classes?: number): R<M, "int64">;

  // Random numbers.
  /** Zeros and ones; ones with probability `p`, by default each element's value. */
  bernoulli(p?: number, options?: Random): R<M, D>;
  /** Indices drawn by the weights of each row. */
  multinomial(count: number, options?: Random & { readonly replacement?: boolean }): R<M, "int64">;
  normal_(mean?: number, std?: number, options?: Random): R<M, D>;
  uniform_(from?: number, to?: number, options?: Random): R<M, D>;
  bernoulli_(p?: number | Tensor, options?: Random): R<M, D>;
  exponential_(rate?: number, options?: Random): R<M, D>;
  geometric_(p: number, options?: Random): R<M, D>;
  /** Integers below `to`; from `from`; all that the dtype holds exactly. */
  random_(options?: Random): R<M, D>;
  random_(to: number, options?: Random): R<M, D>;
  random_(from: number, to: number, options?: Random): R<M, D>;

  // Copies and conversions.
  clone(options?: { readonly memoryFormat?: MemoryFormat }): R<M, D>;
  /** The same storage without the graph. */
  detach(): R<M, D>;
  /** Takes the tensor out of its graph: it is a leaf without gradient from now on. Not for views. */
  detach_(): R<M, D>;
  /** The tensor itself, as a new handle, when it is contiguous already. */
  contiguous(options?: { readonly memoryFormat?: MemoryFormat }): R<M, D>;
  isContiguous(options?: { readonly memoryFormat?: MemoryFormat }): Result<M, boolean>;
  /** Another dtype, device or memory format; the same storage, as a new handle, when nothing changes. */
  to<E extends DType>(dtype: E): R<M, E>;
  to(device: Device): R<M, D>;
  to<E extends DType>(options: ToOptions & WithDtype<E>): R<M, E>;
  to(options: ToOptions): R<M, D>;
  float(): R<M, "float32">;
  double(): R<M, "float64">;
  half(): R<M, "float16">;
  bfloat16(): R<M, "bfloat16">;
  long(): R<M, "int64">;
  int(): R<M, "int32">;
  bool(): R<M, "bool">;
  cpu(): R<M, D>;
  cuda(): R<M, D>;
  zero_(): R<M, D>;
  fill_(value: Scalar | Tensor): R<M, D>;
  fillDiagonal_(value: Scalar): R<M, D>;
  copy_(source: Tensor): R<M, D>;
}

type Reduction = "sum" | "prod" | "mean" | "amax" | "amin";
interface IncludeSelf {
  /** Whether the tensor's own elements take part; default true. */
  readonly includeSelf?: boolean;
}
interface ConvOptions {
  readonly bias?: Tensor;
  readonly stride?: Dim;
  readonly padding?: Dim | "same" | "valid";
  readonly dilation?: Dim;
  readonly groups?: number;
}

/** Those that the rule at the top covers. */
const PLAIN = [
  "add sub add_ sub_ div div_ abs abs_ round round_ atan2 atan2_ clamp clamp_ lerp lerp_ addcmul addcmul_ addcdiv addcdiv_ nanToNum nanToNum_ isclose equal allclose",
  "real imag angle conj viewAsReal viewAsComplex leakyRelu leakyRelu_ elu elu_ hardtanh hardtanh_ softplus prelu softmax logSoftmax",
  "sum mean nansum prod amax amin max min median mode kthvalue quantile argmax argmin all any countNonzero logsumexp cumsum cumsum_ cumprod cumprod_ logcumsumexp cummax cummin diff",
  "topk sort argsort bincount histc bucketize",
  "matmul mm bmm mv dot outer inner kron cross addmm addmm_ addmv addmv_ baddbmm baddbmm_ cdist cosineSimilarity",
  "reshape reshapeAs view viewAs flatten unflatten transpose swapaxes t permute movedim squeeze unsqueeze expand expandAs broadcastTo repeat tile repeatInterleave roll rot90 unfold pad",
  "diag diagonal diagEmbed trace triu triu_ tril tril_ split tensorSplit chunk unbind",
  "select narrow slice indexSelect index indexPut indexPut_ indexAdd indexAdd_ indexCopy indexCopy_ indexFill indexFill_ gather scatter scatter_ scatterAdd scatterAdd_ scatterReduce scatterReduce_",
  "take takeAlongDim maskedFill maskedFill_ maskedScatter maskedScatter_ maskedSelect nonzero",
  "linear conv1d conv2d maxPool2d avgPool2d adaptiveAvgPool2d layerNorm groupNorm oneHot",
  "bernoulli multinomial normal_ uniform_ bernoulli_ exponential_ geometric_ random_",
  "clone detach detach_ contiguous isContiguous zero_ fill_ fillDiagonal_ copy_",
] as const;

interface Named {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly keywords?: Keywords;
}
type OwnLowering = (tensor: Tensor, ...args: never[]) => Named;
/** What a method calls. The array of arguments is the call's own: it may be changed. */
type Lowering = (
  tensor: Tensor,
  args: Argument[],
) => { operator: OperatorInfo; args: readonly Argument[]; keywords: Keywords | undefined };

const LOWERINGS = {
  where: (x, condition: Tensor, other: Tensor | Scalar) => ({ name: "where", args: [condition, x, other] }),
  logsigmoid: (x) => ({ name: "log_sigmoid", args: [x] }),
  flip: (x, dim: Dim) => ({ name: "flip", args: [x, typeof dim === "number" ? [dim] : dim] }),
  norm: (x, dim?: Dim, keepdim = false, options: { p?: number } = {}) => {
    checkOptions(options, "norm: options", ["p"]);
    return { name: "linalg_vector_norm", args: [x, options.p ?? 2, dim ?? null, keepdim] };
  },
  std: spread("std"),
  var: spread("var"),
  unique: (x, options: { dim?: number } = {}) => {
    checkOptions(options, "unique: options", ["dim"]);
    const keywords = { return_inverse: true, return_counts: true };
    return options.dim === undefined
      ? { name: "_unique2", args: [x], keywords }
      : { name: "unique_dim", args: [x, options.dim], keywords };
  },
  batchNorm: (x, options: BatchNormOptions = {}) => {
    checkOptions(options, "batchNorm: options", BATCH_NORM_OPTIONS);
    const { weight, bias, runningMean, runningVar, training = false, momentum = 0.1, eps = 1e-5 } = options;
    const statistics = [weight, bias, runningMean, runningVar].map((each) => each ?? null);
    return { name: "batch_norm", args: [x, ...statistics, training, momentum, eps, false] };
  },
  interpolate,
  dropout: (x, options: { p?: number; training?: boolean } = {}) => {
    checkOptions(options, "dropout: options", ["p", "training"]);
    const { p = 0.5, training = true } = options;
    return { name: "dropout", args: [x, p, training] };
  },
  to: (x, target: DType | Device | (ToOptions & Partial<WithDtype<DType>>)) => {
    if (isPlainObject(target)) {
      checkOptions(target, "to: options", ["dtype", "device", "memoryFormat", "copy"]);
      return conversion(x, target);
    }
    if (typeof target === "string" && /^(cpu|cuda)/.test(target))
      return conversion(x, { device: target as Device });
    checkDType(target);
    return conversion(x, { dtype: target });
  },
  float: (x) => conversion(x, { dtype: "float32" }),
  double: (x) => conversion(x, { dtype: "float64" }),
  half: (x) => conversion(x, { dtype: "float16" }),
  bfloat16: (x) => conversion(x, { dtype: "bfloat16" }),
  long: (x) => conversion(x, { dtype: "int64" }),
  int: (x) => conversion(x, { dtype: "int32" }),
  bool: (x) => conversion(x, { dtype: "bool" }),
  cpu: (x) => conversion(x, { device: "cpu" }),
  cuda: (x) => conversion(x, { device: "cuda" }),
} satisfies Record<string, OwnLowering>;

const BATCH_NORM_OPTIONS = ["weight", "bias", "runningMean", "runningVar", "training", "momentum", "eps"];

function spread(name: string) {
  return (x: Tensor, dim?: Dim, options: Spread = {}): Named => {
    checkOptions(options, `${name}: options`, ["correction", "keepdim"]);
    return { name, args: [x, dim ?? null], keywords: { correction: 1, ...options } };
  };
}

function conversion(x: Tensor, options: ToOptions & Partial<WithDtype<DType>>): Named {
  const { dtype, device, memoryFormat, copy } = options;
  if (dtype !== undefined) checkDType(dtype);
  return { name: "to", args: [x], keywords: { dtype, device, memory_format: memoryFormat, copy } };
}

function interpolate(x: Tensor, options: InterpolateOptions): Named {
  checkOptions(options, "interpolate: options", ["size", "scaleFactor", "mode", "alignCorners"]);
  const { size, scaleFactor, mode = "nearest", alignCorners = false } = options;
  handleOf(x, "interpolate");
  const spatial = x.dim - 2;
  const name = typeof mode === "string" ? INTERPOLATIONS[mode]?.[spatial - 1] : undefined;
  if (name === undefined)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `interpolate: mode: expected one of ${Object.keys(INTERPOLATIONS).join(", ")} that fits [B, C, ...] of ${x.dim} dimensions, got ${describe(mode)}`,
    );
  const each = (value: unknown, what: string): Argument => {
    if (typeof value === "number") return new Array<number>(spatial).fill(value);
    if (value === undefined) return null;
    if (Array.isArray(value)) return value as readonly number[];
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `interpolate: ${what}: expected a number or an array of numbers, got ${describe(value)}`,
    );
  };
  const corners = mode === "nearest" ? [] : [checkFlag(alignCorners, "interpolate: alignCorners")];
  return { name, args: [x, each(size, "size"), ...corners, each(scaleFactor, "scaleFactor")] };
}

/** By the number of spatial dimensions, from 1. */
const INTERPOLATIONS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  nearest: ["upsample_nearest1d", "upsample_nearest2d", "upsample_nearest3d"],
  linear: ["upsample_linear1d"],
  bilinear: [undefined, "upsample_bilinear2d"],
  bicubic: [undefined, "upsample_bicubic2d"],
  trilinear: [undefined, undefined, "upsample_trilinear3d"],
};

const LISTED = [
  ...PLAIN,
  ...[FLOATING, SAME, ARITHMETIC, COMPARISONS, LOGIC].flatMap((names) => [
    names,
    names.replace(/(?= |$)/g, "_"),
  ]),
  ...[TESTS, PAIRS, "hypot_"],
].flatMap((names) => names.split(" "));

type Listed = Words<(typeof PLAIN)[number]> | keyof typeof LOWERINGS | keyof Elementwise<DType, Mode>;
/** Every declared method is there, and every method is declared. */
type Complete = [
  Exclude<keyof Operators<DType, Mode>, Listed>,
  Exclude<Listed, keyof Operators<DType, Mode>>,
];
const COMPLETE: Complete extends [never, never] ? true : Complete = true;

class Sync {}

class Async {
  readonly #tensor: Tensor;

  constructor(tensor: Tensor) {
    this.#tensor = tensor;
  }

  static {
    install(Async.prototype, async (receiver: Async, lowering, args) => {
      const { operator, args: all, keywords } = lowering(receiver.#tensor, args);
      return invokeAsync(operator, all, keywords);
    });
  }
}

install(Sync.prototype, (receiver: Tensor, lowering, args) => {
  const { operator, args: all, keywords } = lowering(receiver, args);
  return invoke(operator, all, keywords);
});

/** What Tensor extends: its operators, run at once. */
export const SyncOperators = Sync as unknown as abstract new <D extends DType>() => Operators<D, "sync">;

/** The operators of a tensor as jobs on the engine. */
export function asyncOperators<D extends DType>(tensor: Tensor<D>): Operators<D, "async"> {
  return new Async(tensor as Tensor) as unknown as Operators<D, "async">;
}

function install<T>(
  prototype: object,
  run: (receiver: T, lowering: Lowering, args: Argument[]) => unknown,
): void {
  for (const name of COMPLETE ? [...LISTED, ...Object.keys(LOWERINGS)] : []) {
    const own = (LOWERINGS as Readonly<Record<string, OwnLowering>>)[name];
    const lowering = own ? specially(own) : plainly(snakeCase(name));
    const method = {
      [name](this: T, ...args: Argument[]): unknown {
        return run(this, lowering, args);
      },
    };
    Object.defineProperty(prototype, name, { value: method[name], writable: true, configurable: true });
  }
}

/** The tensor first, then the arguments up to the last one given; an object at the end holds keywords. */
function plainly(name: string): Lowering {
  let operator: OperatorInfo | undefined;
  return (tensor, given) => {
    operator ??= methodInfo(name);
    while (given.length > 0 && given[given.length - 1] === undefined) given.pop();
    const last: unknown = given[given.length - 1];
    const keywords = isKeywords(last) ? last : undefined;
    if (keywords !== undefined) given.pop();
    given.unshift(tensor);
    return { operator, args: given, keywords };
  };
}

function specially(own: OwnLowering): Lowering {
  return (tensor, given) => {
    const { name, args, keywords } = own(tensor, ...(given as never[]));
    return { operator: methodInfo(name), args, keywords };
  };
}
