import { inspect } from "node:util";
import { invokeTensor } from "../aten/invoke";
import { type BackwardOptions, backward } from "../autograd/backward";
import { describe } from "../describe";
import { ArgumentError, DinoError, DisposedError } from "../errors";
import type { Handle } from "../native/binding";
import { check, job } from "../native/call";
import { type Context, currentContext } from "../native/context";
import { native } from "../native/load";
import { checkFlag, checkFunction, checkOptions } from "../options";
import { type Collector, Group, groupOf, releaseAll } from "./collector";
import { type DType, type DTypeMap, type Element, ITEM_SIZE, newTypedArray, typedArrayOver } from "./dtype";
import { asyncOperators, type Operators, SyncOperators } from "./operators";
import { outlined, printed } from "./print";
import { isPromise, scope } from "./scope";
import { tick } from "./turn";

/** A number that an operator takes as a scalar; an integer where it is one, as in PyTorch. */
export type Scalar = number | bigint | boolean;
/** One dimension or several; negative ones count from the end. */
export type Dim = number | readonly number[];
/** Where a tensor lies; `cuda` is the current CUDA device. */
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
export class Tensor<D extends DType = DType> extends SyncOperators<D> {
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
    super();
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

  /** Type of the elements. */
  get dtype(): D {
    return check(native().dtype(this.#live("dtype"))) as D;
  }

  /** Where the elements lie. */
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

  /** The same as a job on the engine: a copy that does not hold up the event loop. */
  async toTypedArrayAsync(): Promise<DTypeMap[D]> {
    const handle = this.#live("toTypedArrayAsync");
    const data = newTypedArray(this.dtype, this.size);
    await job<null>((done) => native().toBytesAsync(handle, data, done));
    return data;
  }

  /**
   * Calls `body` with the tensor's own memory, not a copy: the elements in row-major order, kinds as `toTypedArray`
   * has them. The array is empty (length 0) as soon as `body` has returned or thrown; keep what you compute from it,
   * not the array. Until then no operator may write the tensor, and no job can be started (`TensorBusyError`).
   *
   * Set `write` to write into the tensor: pending jobs may not even read it then, and `backward` through a graph that
   * saved it fails, as after any operator in place. Whether writes without it reach the tensor is undefined. The tensor
   * must lie on the CPU in row-major order and not require a gradient (`contiguous()`, `detach()`).
   *
   * Runtimes that refuse memory of others as an ArrayBuffer (Electron) get a copy, with `write` copied back.
   * @throws ArgumentError for another tensor, or where `body` returns a promise: the array would be empty before it goes on
   */
  withData<T>(body: (data: DTypeMap[D]) => T, options: { readonly write?: boolean } = {}): T {
    checkFunction(body, "withData");
    checkOptions(options, "withData: options", ["write"]);
    const { write = false } = options;
    checkFlag(write, "withData: write");
    const handle = this.#live("withData");
    const dtype = this.dtype;
    let result: T;
    const lend = (buffer: ArrayBuffer): void => {
      result = body(typedArrayOver(dtype, buffer));
    };
    check(native().withData(handle, write, true, lend));
    if (isPromise(result!))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        "withData: body: expected a synchronous function, got a promise",
      );
    return result!;
  }

  /** The elements as nested arrays; a single value for a tensor without dimensions. Half precision as numbers. */
  toArray(): NestedArray<Element<D>> {
    this.#live("toArray");
    const raw = this.dtype === "float16" || this.dtype === "bfloat16" ? this.float() : this;
    const flat = raw.toTypedArray();
    if (raw !== this) raw.dispose();
    const element = elementOf(this.dtype);
    const nest = (shape: readonly number[], offset: number): NestedArray<Element<D>> => {
      const [length, ...rest] = shape;
      if (length === undefined) return element(flat, offset) as Element<D>;
      const step = rest.reduce((product, size) => product * size, 1);
      return Array.from({ length }, (_, i) => nest(rest, offset + i * step));
    };
    return nest(this.shape, 0);
  }

  /**
   * The tensor's operators as jobs on the engine: `await x.async.matmul(y)`. A pending job's tensors may be disposed of,
   * but not be written (`TensorBusyError`).
   */
  get async(): Operators<D, "async"> {
    this.#live("async");
    return asyncOperators(this);
  }

  /**
   * Adds the gradients of this tensor to the `grad` of every leaf that it was computed from.
   * Runs on the engine; the graph is freed unless `retainGraph` is set.
   * @param options.gradient same shape, dtype and device; may be left out for a tensor of one element
   */
  async backward(options: BackwardOptions = {}): Promise<void> {
    this.#live("backward");
    await backward(this as Tensor, options);
  }

  /** Lets `backward` leave the gradient of this tensor here too, though it is no leaf. */
  retainGrad(): this {
    check(native().retainGrad(this.#live("retainGrad")));
    return this;
  }

  requiresGrad_(value = true): this {
    this.requiresGrad = value;
    return this;
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
    let view = invokeTensor("aten::alias", [this as Tensor]) as Tensor<D>;
    for (const index of indices) {
      const next = view.select(0, index);
      view.dispose();
      view = next;
    }
    return view;
  }

  /** Divided by its norm of order `p` along `dim`, or by `eps` where that is larger. */
  normalize(options: { readonly dim?: number; readonly p?: number; readonly eps?: number } = {}): Tensor<D> {
    checkOptions(options, "normalize: options", ["dim", "p", "eps"]);
    const { dim = 1, p = 2, eps = 1e-12 } = options;
    this.#live("normalize");
    for (const [name, value] of Object.entries({ dim, p, eps }))
      if (typeof value !== "number")
        throw new ArgumentError(
          "INVALID_ARGUMENT",
          `normalize: ${name}: expected a number, got ${describe(value)}`,
        );
    return scope(() => this.div(this.norm(dim, true, { p }).clamp(eps))) as Tensor<D>;
  }

  /** As PyTorch prints it: `tensor([[1., 2.]], dtype=float64)`. Of more than 1000 elements the outer ones. */
  override toString(): string {
    if (this.disposed) return "tensor(disposed)";
    try {
      return printed(this as Tensor);
    } catch (error) {
      // Busy, sparse, without memory: what prints must not throw.
      if (error instanceof DinoError) return outlined(this as Tensor);
      throw error;
    }
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
}

/** A value, or arrays of arrays of them. */
export type NestedArray<T> = T | NestedArray<T>[];

/** Whether `value` is a Tensor, of this copy of the package. */
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

/**
 * The handle of an argument called `what`, or of one of its arguments, by number or name: `ArgumentError` for what is
 * no tensor, `DisposedError` for a stale one.
 */
export function handleOf(value: unknown, what: string, argument?: number | string): Handle {
  const handle = isTensor(value) ? handleIn(value) : -1;
  if (handle > 0) return handle;
  if (argument !== undefined) return handleOf(value, `${what}: argument ${argument}`);
  if (handle < 0) {
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected a Tensor, got ${describe(value)}`, {
      argument: what,
      expected: "Tensor",
      found: describe(value),
    });
  }
  throw new DisposedError("DISPOSED", `${what}: the tensor was disposed`);
}

/** The same for a callee that may write to it, as a TorchScript method may. */
export function writableHandleOf(value: unknown, what: string): Handle {
  const handle = handleOf(value, what);
  settle(value as Tensor);
  return handle;
}

/** How one element is read from a typed array of a dtype. */
function elementOf(dtype: DType): (flat: DTypeMap[DType], index: number) => Element<DType> {
  if (dtype === "bool") return (flat, i) => flat[i] !== 0;
  if (dtype === "complex64" || dtype === "complex128")
    return (flat, i) => ({ complex: [flat[2 * i] as number, flat[2 * i + 1] as number] });
  return (flat, i) => flat[i]!;
}
