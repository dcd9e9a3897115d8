import { inspect } from "node:util";
import { type Argument, invoke, invokeTensor, invokeTensors, methodInfo } from "../aten/invoke";
import { describe } from "../describe";
import { ArgumentError, DisposedError } from "../errors";
import type { Handle } from "../native/binding";
import { check, job } from "../native/call";
import { type Context, currentContext, currentFlags } from "../native/context";
import { native } from "../native/load";
import { checkOptions } from "../options";
import { type Collector, Group, groupOf, releaseAll } from "./collector";
import { checkDType, type DType, type DTypeMap, type Element, ITEM_SIZE, newTypedArray } from "./dtype";
import { tick } from "./turn";

/** A number that an operator takes as a scalar; an integer where it is one, as in PyTorch. */
export type Scalar = number | bigint | boolean;
/** One dimension or several; negative ones count from the end. */
export type Dim = number | readonly number[];
export type Device = "cpu" | "cuda" | `cuda:${number}`;

// What the rest of the package may do with a tensor's private handle.
let handleIn: (tensor: Tensor) => Handle;
let wrapHandle: (handle: Handle, context: Context, light: boolean) => Tensor;
let takeHandle: (tensor: Tensor) => Handle;
let setOwner: (tensor: Tensor, owner: Collector | undefined) => void;
let leaveGroup: (tensor: Tensor) => void;
let hasHandle: (value: object) => boolean;

// Garbage comes in thousands: it is gathered until the registry has told of it all.
const garbage: Handle[] = [];
const finalizers = new FinalizationRegistry<Handle>((handle) => {
  if (garbage.push(handle) === 1) queueMicrotask(() => releaseAll(garbage.splice(0)));
});

/**
 * A handle to one of LibTorch's tensors: `at::Tensor` with PyTorch's dtype names and operators.
 *
 * Methods run at once, on this thread, and return new tensors; a trailing underscore writes in place, as in
 * PyTorch. What is at work for longer (`backward`, modules, optimisers) is a promise. Memory is freed by
 * `dispose`, by the `scope` in which the tensor was made, or after garbage collection.
 *
 * Every method throws `DisposedError` on a disposed tensor, `TensorBusyError` when a pending job is at work on
 * what it touches, `ArgumentError` for arguments that do not fit the operator's schema, and `TorchError` with
 * LibTorch's message when LibTorch refuses the call.
 */
export class Tensor<D extends DType = DType> {
  #handle: Handle;
  // Kept alive by its tensors, so that what frees them outlives them.
  #owner: Collector | Group | undefined;

  static {
    handleIn = (tensor) => tensor.#handle;
    wrapHandle = (handle, context, light) => new Tensor(handle, context, light);
    takeHandle = (tensor) => {
      const handle = tensor.#handle;
      tensor.#handle = 0;
      return handle;
    };
    setOwner = (tensor, owner) => tensor.#belongTo(owner, false);
    leaveGroup = (tensor) => {
      if (!(tensor.#owner instanceof Group)) return;
      tensor.#owner.remove(tensor.#handle);
      tensor.#belongTo(undefined, false);
    };
    hasHandle = (value) => #handle in value;
  }

  private constructor(handle: Handle, { created }: Context = currentContext(), light = false) {
    this.#handle = handle;
    this.#belongTo(created, light);
    tick();
  }

  /** Sizes of the dimensions. */
  get shape(): number[] {
    return check(native().shape(this.#live("shape")));
  }

  /** Distance of neighbours along each dimension, in elements. */
  get strides(): number[] {
    return check(native().strides(this.#live("strides")));
  }

  get dtype(): D {
    return check(native().dtype(this.#live("dtype"))) as D;
  }

  get device(): Device {
    return check(native().device(this.#live("device"))) as Device;
  }

  /** Number of elements. */
  get size(): number {
    return check(native().elements(this.#live("size")));
  }

  /** Bytes of all elements. */
  get byteLength(): number {
    this.#live("byteLength");
    return this.size * ITEM_SIZE[this.dtype];
  }

  /** Number of dimensions. */
  get dim(): number {
    return check(native().shape(this.#live("dim"))).length;
  }

  get disposed(): boolean {
    return this.#handle === 0;
  }

  /** Whether operators on this tensor are recorded for `backward`. Only leaves of floating dtype can be set. */
  get requiresGrad(): boolean {
    return check(native().requiresGrad(this.#live("requiresGrad")));
  }

  set requiresGrad(value: boolean) {
    settle(this as Tensor);
    check(native().setRequiresGrad(this.#live("requiresGrad"), value));
  }

  /** True when no operator made this tensor, or none that was recorded. */
  get isLeaf(): boolean {
    return check(native().isLeaf(this.#live("isLeaf")));
  }

  /** Name of the recorded operator that made this tensor, or null. */
  get gradFunction(): string | null {
    return check(native().gradFunction(this.#live("gradFunction")));
  }

  /** The gradient that `backward` left here, or null. The same storage: writing to it changes the gradient. */
  get grad(): Tensor<D> | null {
    const handle = check(native().grad(this.#live("grad")));
    return handle === null ? null : (new Tensor(handle) as Tensor<D>);
  }

  set grad(value: Tensor | null) {
    const grad = value === null ? null : handleOf(value, "grad");
    settle(this as Tensor);
    check(native().setGrad(this.#live("grad"), grad));
  }

  /** Narrows a tensor of unknown dtype. */
  is<E extends DType>(dtype: E): this is Tensor<E> {
    return (this.dtype as DType) === dtype;
  }

  /** Frees the handle at once. Disposing twice is allowed; views keep the storage alive. */
  dispose(): void {
    if (this.#handle === 0) return;
    native().release(this.#handle);
    this.#handle = 0;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** The value of a tensor of one element: a bigint for int64, a boolean for bool. */
  item(): Element<D> {
    return check(native().item(this.#live("item"))) as Element<D>;
  }

  /** A copy of the elements in row-major order; float16 and bfloat16 as their bits, complex interleaved. */
  toTypedArray(): DTypeMap[D] {
    const handle = this.#live("toTypedArray");
    const data = newTypedArray(this.dtype, this.size);
    check(native().toBytes(handle, data));
    return data;
  }

  /** The elements as nested arrays; a single value for a tensor without dimensions. */
  toArray(): NestedArray<Element<D>> {
    this.#live("toArray");
    const raw = this.dtype === "float16" || this.dtype === "bfloat16" ? this.to("float32") : this;
    const flat = raw.toTypedArray();
    if (raw !== this) raw.dispose();
    const bool = this.dtype === "bool";
    const nest = (shape: readonly number[], offset: number): NestedArray<Element<D>> => {
      const [length, ...rest] = shape;
      if (length === undefined) return (bool ? flat[offset] !== 0 : flat[offset]) as Element<D>;
      const step = rest.reduce((product, size) => product * size, 1);
      return Array.from({ length }, (_, i) => nest(rest, offset + i * step));
    };
    return nest(this.shape, 0);
  }

  /**
   * Adds the gradients of this tensor to the `grad` of every leaf that it was computed from.
   * Runs on the engine; the graph is freed unless `retainGraph` is set.
   * @param options.gradient same shape; may be left out for a tensor of one element
   */
  async backward(options: { gradient?: Tensor; retainGraph?: boolean } = {}): Promise<void> {
    checkOptions(options, "backward: options", ["gradient", "retainGraph"]);
    const handle = this.#live("backward");
    const gradient = options.gradient === undefined ? null : handleOf(options.gradient, "backward: gradient");
    const retain = options.retainGraph ?? false;
    await job<null>((done) => native().backward([handle], [gradient], retain, currentFlags(), done));
  }

  // Arithmetic, element by element; the other operand is broadcast.
  add(other: Tensor | Scalar, options?: { alpha?: Scalar }): Tensor<D> {
    return this.#op("add", [other], options);
  }
  sub(other: Tensor | Scalar, options?: { alpha?: Scalar }): Tensor<D> {
    return this.#op("sub", [other], options);
  }
  mul(other: Tensor | Scalar): Tensor<D> {
    return this.#op("mul", [other]);
  }
  div(other: Tensor | Scalar, options?: { roundingMode?: "floor" | "trunc" }): Tensor<D> {
    if (options !== undefined) checkOptions(options, "div: options", ["roundingMode"]);
    return this.#op("div", [other], options && { rounding_mode: options.roundingMode });
  }
  pow(exponent: Tensor | Scalar): Tensor<D> {
    return this.#op("pow", [exponent]);
  }
  remainder(other: Tensor | Scalar): Tensor<D> {
    return this.#op("remainder", [other]);
  }
  neg(): Tensor<D> {
    return this.#op("neg");
  }
  abs(): Tensor<D> {
    return this.#op("abs");
  }
  sign(): Tensor<D> {
    return this.#op("sign");
  }
  square(): Tensor<D> {
    return this.#op("square");
  }
  sqrt(): Tensor<D> {
    return this.#op("sqrt");
  }
  rsqrt(): Tensor<D> {
    return this.#op("rsqrt");
  }
  reciprocal(): Tensor<D> {
    return this.#op("reciprocal");
  }
  exp(): Tensor<D> {
    return this.#op("exp");
  }
  log(): Tensor<D> {
    return this.#op("log");
  }
  sin(): Tensor<D> {
    return this.#op("sin");
  }
  cos(): Tensor<D> {
    return this.#op("cos");
  }
  tanh(): Tensor<D> {
    return this.#op("tanh");
  }
  erf(): Tensor<D> {
    return this.#op("erf");
  }
  sigmoid(): Tensor<D> {
    return this.#op("sigmoid");
  }
  relu(): Tensor<D> {
    return this.#op("relu");
  }
  gelu(): Tensor<D> {
    return this.#op("gelu");
  }
  silu(): Tensor<D> {
    return this.#op("silu");
  }
  floor(): Tensor<D> {
    return this.#op("floor");
  }
  ceil(): Tensor<D> {
    return this.#op("ceil");
  }
  round(): Tensor<D> {
    return this.#op("round");
  }
  clamp(min?: Scalar | null, max?: Scalar | null): Tensor<D> {
    return this.#op("clamp", [min ?? null, max ?? null]);
  }
  maximum(other: Tensor): Tensor<D> {
    return this.#op("maximum", [other]);
  }
  minimum(other: Tensor): Tensor<D> {
    return this.#op("minimum", [other]);
  }
  /** `this + weight * (end - this)`. */
  lerp(end: Tensor, weight: Tensor | number): Tensor<D> {
    return this.#op("lerp", [end, weight]);
  }

  // Comparisons and logic.
  eq(other: Tensor | Scalar): Tensor<"bool"> {
    return this.#op("eq", [other]);
  }
  ne(other: Tensor | Scalar): Tensor<"bool"> {
    return this.#op("ne", [other]);
  }
  lt(other: Tensor | Scalar): Tensor<"bool"> {
    return this.#op("lt", [other]);
  }
  le(other: Tensor | Scalar): Tensor<"bool"> {
    return this.#op("le", [other]);
  }
  gt(other: Tensor | Scalar): Tensor<"bool"> {
    return this.#op("gt", [other]);
  }
  ge(other: Tensor | Scalar): Tensor<"bool"> {
    return this.#op("ge", [other]);
  }
  logicalAnd(other: Tensor): Tensor<"bool"> {
    return this.#op("logical_and", [other]);
  }
  logicalOr(other: Tensor): Tensor<"bool"> {
    return this.#op("logical_or", [other]);
  }
  logicalNot(): Tensor<"bool"> {
    return this.#op("logical_not");
  }
  isnan(): Tensor<"bool"> {
    return this.#op("isnan");
  }
  isfinite(): Tensor<"bool"> {
    return this.#op("isfinite");
  }
  /** Whether shape and all elements are equal. */
  equal(other: Tensor): boolean {
    return invoke("aten::equal", [this, other]) as boolean;
  }
  allclose(other: Tensor, options: { rtol?: number; atol?: number } = {}): boolean {
    checkOptions(options, "allclose: options", ["rtol", "atol"]);
    return invoke("aten::allclose", [this, other, options.rtol ?? 1e-5, options.atol ?? 1e-8]) as boolean;
  }

  // Reductions: over all elements, or over `dim`.
  sum(dim?: Dim, keepdim = false): Tensor<D> {
    return this.#op("sum", dim === undefined ? [] : [dims(dim), keepdim]);
  }
  mean(dim?: Dim, keepdim = false): Tensor<D> {
    return this.#op("mean", dim === undefined ? [] : [dims(dim), keepdim]);
  }
  std(dim?: Dim, options: { correction?: number; keepdim?: boolean } = {}): Tensor<D> {
    checkOptions(options, "std: options", ["correction", "keepdim"]);
    return this.#op("std", [dim === undefined ? null : dims(dim)], {
      correction: 1,
      keepdim: false,
      ...options,
    });
  }
  var(dim?: Dim, options: { correction?: number; keepdim?: boolean } = {}): Tensor<D> {
    checkOptions(options, "var: options", ["correction", "keepdim"]);
    return this.#op("var", [dim === undefined ? null : dims(dim)], {
      correction: 1,
      keepdim: false,
      ...options,
    });
  }
  prod(): Tensor<D> {
    return this.#op("prod");
  }
  amax(dim: Dim = [], keepdim = false): Tensor<D> {
    return this.#op("amax", [dims(dim), keepdim]);
  }
  amin(dim: Dim = [], keepdim = false): Tensor<D> {
    return this.#op("amin", [dims(dim), keepdim]);
  }
  argmax(dim?: number, keepdim = false): Tensor<"int64"> {
    return this.#op("argmax", [dim ?? null, keepdim]);
  }
  argmin(dim?: number, keepdim = false): Tensor<"int64"> {
    return this.#op("argmin", [dim ?? null, keepdim]);
  }
  all(): Tensor<"bool"> {
    return this.#op("all");
  }
  any(): Tensor<"bool"> {
    return this.#op("any");
  }
  /** The Euclidean norm, of all elements or along `dim`. */
  norm(dim?: Dim, keepdim = false): Tensor<D> {
    return this.#op("linalg_vector_norm", [2, dim === undefined ? null : dims(dim), keepdim]);
  }
  cumsum(dim: number): Tensor<D> {
    return this.#op("cumsum", [dim]);
  }
  softmax(dim: number): Tensor<D> {
    return this.#op("softmax", [dim]);
  }
  logSoftmax(dim: number): Tensor<D> {
    return this.#op("log_softmax", [dim]);
  }
  logsumexp(dim: Dim, keepdim = false): Tensor<D> {
    return this.#op("logsumexp", [dims(dim), keepdim]);
  }
  /** The k largest values along `dim` and their indices, in falling order. */
  topk(k: number, dim = -1): [values: Tensor<D>, indices: Tensor<"int64">] {
    return invokeTensors("aten::topk", [this, k, dim]) as [Tensor<D>, Tensor<"int64">];
  }
  sort(dim = -1, descending = false): [values: Tensor<D>, indices: Tensor<"int64">] {
    return invokeTensors("aten::sort", [this, dim, descending]) as [Tensor<D>, Tensor<"int64">];
  }

  // Products.
  matmul(other: Tensor): Tensor<D> {
    return this.#op("matmul", [other]);
  }
  mm(other: Tensor): Tensor<D> {
    return this.#op("mm", [other]);
  }
  bmm(other: Tensor): Tensor<D> {
    return this.#op("bmm", [other]);
  }
  dot(other: Tensor): Tensor<D> {
    return this.#op("dot", [other]);
  }

  // Shape. Views share the storage.
  reshape(shape: readonly number[]): Tensor<D> {
    return this.#op("reshape", [shape]);
  }
  view(shape: readonly number[]): Tensor<D> {
    return this.#op("view", [shape]);
  }
  flatten(startDim = 0, endDim = -1): Tensor<D> {
    return this.#op("flatten", [startDim, endDim]);
  }
  transpose(dim0: number, dim1: number): Tensor<D> {
    return this.#op("transpose", [dim0, dim1]);
  }
  t(): Tensor<D> {
    return this.#op("t");
  }
  permute(order: readonly number[]): Tensor<D> {
    return this.#op("permute", [order]);
  }
  squeeze(dim?: number): Tensor<D> {
    return this.#op("squeeze", dim === undefined ? [] : [dim]);
  }
  unsqueeze(dim: number): Tensor<D> {
    return this.#op("unsqueeze", [dim]);
  }
  expand(shape: readonly number[]): Tensor<D> {
    return this.#op("expand", [shape]);
  }
  repeat(times: readonly number[]): Tensor<D> {
    return this.#op("repeat", [times]);
  }
  flip(dim: Dim): Tensor<D> {
    return this.#op("flip", [dims(dim)]);
  }
  contiguous(): Tensor<D> {
    return this.#op("contiguous");
  }

  // Indexing.
  select(dim: number, index: number): Tensor<D> {
    return this.#op("select", [dim, index]);
  }
  narrow(dim: number, start: number, length: number): Tensor<D> {
    return this.#op("narrow", [dim, start, length]);
  }
  slice(dim: number, start?: number | null, end?: number | null, step = 1): Tensor<D> {
    return this.#op("slice", [dim, start ?? null, end ?? null, step]);
  }
  /** The element or sub-tensor at the leading `indices`. */
  get(...indices: number[]): Tensor<D> {
    this.#live("get");
    for (const index of indices)
      if (!Number.isSafeInteger(index))
        throw new ArgumentError(
          "INVALID_ARGUMENT",
          `get: expected integers as indices, got ${describe(index)}`,
        );
    let view: Tensor<D> = this.#op("alias");
    for (const index of indices) {
      const next = view.select(0, index);
      view.dispose();
      view = next;
    }
    return view;
  }
  indexSelect(dim: number, index: Tensor): Tensor<D> {
    return this.#op("index_select", [dim, index]);
  }
  gather(dim: number, index: Tensor): Tensor<D> {
    return this.#op("gather", [dim, index]);
  }
  where(condition: Tensor, other: Tensor | Scalar): Tensor<D> {
    return invokeTensor("aten::where", [condition, this, other]) as Tensor<D>;
  }
  maskedFill(mask: Tensor, value: Scalar): Tensor<D> {
    return this.#op("masked_fill", [mask, value]);
  }
  split(size: number, dim = 0): Tensor<D>[] {
    return invokeTensors("aten::split", [this, size, dim]) as Tensor<D>[];
  }
  chunk(count: number, dim = 0): Tensor<D>[] {
    return invokeTensors("aten::chunk", [this, count, dim]) as Tensor<D>[];
  }
  unbind(dim = 0): Tensor<D>[] {
    return invokeTensors("aten::unbind", [this, dim]) as Tensor<D>[];
  }

  // Networks.
  /** Mean over each cell of a grid of `size`: [B, C, H, W] to [B, C, size[0], size[1]]. */
  adaptiveAvgPool2d(size: number | readonly [number, number]): Tensor<D> {
    return this.#op("adaptive_avg_pool2d", [size]);
  }
  conv2d(
    weight: Tensor,
    options: { bias?: Tensor; stride?: Dim; padding?: Dim; dilation?: Dim; groups?: number } = {},
  ): Tensor<D> {
    checkOptions(options, "conv2d: options", ["bias", "stride", "padding", "dilation", "groups"]);
    const { bias, stride, padding, dilation, groups } = options;
    return this.#op("conv2d", [weight, bias ?? null, stride ?? 1, padding ?? 0, dilation ?? 1, groups ?? 1]);
  }
  layerNorm(
    normalizedShape: readonly number[],
    options: { weight?: Tensor; bias?: Tensor; eps?: number } = {},
  ): Tensor<D> {
    checkOptions(options, "layerNorm: options", ["weight", "bias", "eps"]);
    return this.#op("layer_norm", [
      normalizedShape,
      options.weight ?? null,
      options.bias ?? null,
      options.eps ?? 1e-5,
    ]);
  }

  // Copies.
  clone(): Tensor<D> {
    return this.#op("clone");
  }
  /** The same storage without the graph. */
  detach(): Tensor<D> {
    return this.#op("detach");
  }
  /** Another dtype; the tensor itself, as a new handle, when it has it already. */
  to<E extends DType>(dtype: E): Tensor<E> {
    checkDType(dtype);
    return this.#op("to", [], { dtype });
  }

  // In place. Each returns this tensor.
  add_(other: Tensor | Scalar, options?: { alpha?: Scalar }): this {
    return this.#inPlace("add_", [other], options);
  }
  sub_(other: Tensor | Scalar, options?: { alpha?: Scalar }): this {
    return this.#inPlace("sub_", [other], options);
  }
  mul_(other: Tensor | Scalar): this {
    return this.#inPlace("mul_", [other]);
  }
  div_(other: Tensor | Scalar): this {
    return this.#inPlace("div_", [other]);
  }
  clamp_(min?: Scalar | null, max?: Scalar | null): this {
    return this.#inPlace("clamp_", [min ?? null, max ?? null]);
  }
  zero_(): this {
    return this.#inPlace("zero_");
  }
  fill_(value: Scalar | Tensor): this {
    return this.#inPlace("fill_", [value]);
  }
  copy_(source: Tensor): this {
    return this.#inPlace("copy_", [source]);
  }

  toString(): string {
    if (this.disposed) return "Tensor (disposed)";
    const { shape, dtype } = this;
    const size = shape.reduce((product, length) => product * length, 1);
    if (size > PRINTED) return `Tensor(shape=[${shape.join(", ")}], dtype=${dtype})`;
    return `Tensor(${inspect(this.toArray(), { depth: null, compact: true })}, dtype=${dtype})`;
  }

  [inspect.custom](): string {
    return this.toString();
  }

  #belongTo(scope: Collector | undefined, light: boolean): void {
    const open = scope?.open;
    if (open !== undefined) open.add(this as Tensor, this.#handle);
    else if (!light) finalizers.register(this, this.#handle);
    this.#owner = open ?? (light ? groupOf(this.#handle) : undefined);
  }

  #live(what: string): Handle {
    if (this.#handle === 0) throw new DisposedError("DISPOSED", `${what}: the tensor was disposed`);
    return this.#handle;
  }

  #op<E extends DType>(name: string, args: readonly Argument[] = [], keywords?: Keywords): Tensor<E> {
    return invokeTensor(methodInfo(name), withSelf(this, args), keywords) as Tensor<E>;
  }

  #inPlace(name: string, args: readonly Argument[] = [], keywords?: Keywords): this {
    invoke(methodInfo(name), withSelf(this, args), keywords);
    return this;
  }
}

// A spread costs more than it looks.
function withSelf(self: Tensor, args: readonly Argument[]): readonly Argument[] {
  return args.length === 0 ? [self] : args.length === 1 ? [self, args[0]] : [self, ...args];
}

type Keywords = Readonly<Record<string, Argument>>;
export type NestedArray<T> = T | NestedArray<T>[];

/** More elements than this are not printed. */
const PRINTED = 100;

export function isTensor(value: unknown): value is Tensor {
  return typeof value === "object" && value !== null && hasHandle(value);
}

/** The tensor of a new handle; it belongs to the context's scope. */
export function tensorOf(handle: Handle, context: Context = currentContext(), light = false): Tensor {
  return wrapHandle(handle, context, light);
}

/** For a tensor that may come to hold more than its own few bytes: from now on it is freed by itself. */
export function settle(tensor: Tensor): void {
  leaveGroup(tensor);
}

/** Passes a tensor to another scope, or to garbage collection alone. */
export function passTo(scope: Collector | undefined, tensor: Tensor): void {
  setOwner(tensor, scope);
}

/** Makes a tensor a disposed one; the caller releases the handle, which is 0 where it was disposed before. */
export function dispossess(tensor: Tensor): Handle {
  return takeHandle(tensor);
}

/** The handle of an argument called `what`: `ArgumentError` for what is no tensor, `DisposedError` for a stale one. */
export function handleOf(value: unknown, what: string): Handle {
  if (!isTensor(value)) {
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected a Tensor, got ${describe(value)}`, {
      argument: what,
      expected: "Tensor",
      found: describe(value),
    });
  }
  const handle = handleIn(value);
  if (handle === 0) throw new DisposedError("DISPOSED", `${what}: the tensor was disposed`);
  return handle;
}

/** The same for a callee that may write to it, as a TorchScript method may. */
export function writableHandleOf(value: unknown, what: string): Handle {
  const handle = handleOf(value, what);
  settle(value as Tensor);
  return handle;
}

function dims(dim: Dim): readonly number[] {
  return typeof dim === "number" ? [dim] : dim;
}
