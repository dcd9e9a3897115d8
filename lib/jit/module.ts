import { describe } from "../describe";
import { ArgumentError, DisposedError } from "../errors";
import type {
  AttributeInfo,
  Handle,
  LoadStateDictReport,
  MethodSchema,
  NamedCall,
  NamedTensor,
  Plain,
} from "../native/binding";
import { check, job } from "../native/call";
import { currentFlags } from "../native/context";
import { native } from "../native/load";
import { NativeObject } from "../native/object";
import { lift, lower, lowerArguments, type Value } from "../native/plain";
import { checkFlag, checkOptions } from "../options";
import { ITEM_SIZE } from "../tensor/dtype";
import { type Device, handleOf, type Tensor, tensorOf } from "../tensor/tensor";
import { checkReport } from "./load-report";
import { ModuleTaps } from "./taps";

export type FloatDType = "float32" | "float64" | "float16" | "bfloat16";

let objectIn: (module: ScriptModule) => NativeObject;
let hasObject: (value: object) => boolean;

/**
 * A TorchScript module: loaded from a file of PyTorch's (`jit.load`) or defined from source (`jit.define`).
 * What computes runs on the engine and is a promise. While a job uses the module, `train`, `eval` and writes
 * to its tensors throw `TensorBusyError`.
 */
export class ScriptModule {
  readonly #object: NativeObject;

  static {
    objectIn = (module) => module.#object;
    hasObject = (value) => #object in value;
  }

  /** @internal Modules come from `jit.load`, `jit.define` and `clone`. */
  constructor(handle: Handle) {
    this.#object = new NativeObject(handle, "the module");
  }

  /** The module's `forward`, usually [B, C, H, W] to [B, classes] or features. */
  forward<R extends Value = Tensor>(...args: Value[]): Promise<R> {
    return this.call("forward", ...args);
  }

  /**
   * Any of the module's methods. Arguments and result are converted by the method's schema (`methods`): tensors,
   * numbers, bigints, booleans, strings (devices too), null for None, `{ complex: [re, im] }`, arrays for lists and
   * tuples, objects and Maps for dictionaries; a dictionary whose keys are no strings comes back as a Map. An argument
   * that is left out or undefined takes its default; undefined is None where there is none.
   * @throws ArgumentError naming the argument, its TorchScript type and what came
   */
  call<R extends Value = Tensor>(method: string, ...args: Value[]): Promise<R> {
    return this.callNamed(method, args, {});
  }

  /** The same with arguments by name after those by position: `callNamed("forward", [images], { masks })`. */
  async callNamed<R extends Value = Tensor>(
    method: string,
    args: readonly Value[],
    named: Readonly<Record<string, Value>>,
  ): Promise<R> {
    const handle = this.#object.handle;
    checkString(method, "method");
    const [values, names] = lowerArguments(method, args, named);
    const flags = currentFlags();
    const result = await job<Plain>((done) =>
      native().moduleForward(handle, method, values, names, flags, done),
    );
    return lift(result) as R;
  }

  /** The module's methods with their arguments in TorchScript's types. */
  methods(): MethodSchema[] {
    return check(native().moduleMethods(this.#object.handle));
  }

  /** Whether the module has a method of this name. */
  hasMethod(name: string): boolean {
    checkString(name, "hasMethod: name");
    return this.methods().some((method) => method.name === name);
  }

  /** The submodules that a method calls, in the order in which the calls return: what can be tapped. */
  namedCalls(method = "forward"): NamedCall[] {
    const handle = this.#object.handle;
    checkString(method, "namedCalls: method");
    return check(native().moduleCalls(handle, method));
  }

  /**
   * Values inside of the module, which stays as it is: `layer4` is what that submodule's `forward` returns, `fc:input`
   * its first argument, `""` the method's own result. Works for scripted and traced modules. A submodule that is called
   * several times gives its last call's value; later writes in place do not reach what was tapped.
   * @param paths dotted paths of submodules that the method calls (`namedCalls`)
   * @throws ArgumentError naming a path that is not called, and those that are, closest first
   */
  async taps<const P extends string>(
    paths: readonly P[],
    options: { readonly method?: string } = {},
  ): Promise<ModuleTaps<P>> {
    const handle = this.#object.handle;
    checkOptions(options, "taps: options", ["method"]);
    const { method = "forward" } = options;
    checkString(method, "taps: method");
    const list = checkStrings(paths, "taps: paths") as P[];
    if (list.length === 0)
      throw new ArgumentError("INVALID_ARGUMENT", "taps: paths: expected at least one path, got none");
    return new ModuleTaps(await job((done) => native().moduleTaps(handle, method, list, done)), method, list);
  }

  /** Whether the module is in train mode (`module.training`). */
  get training(): boolean {
    return check(native().moduleTraining(this.#object.handle));
  }

  /** TorchScript's name of the module's class. */
  get typeName(): string {
    return check(native().moduleTypeName(this.#object.handle));
  }

  /** Sets train mode for the module and everything below it. */
  train(mode = true): this {
    check(native().moduleTrain(this.#object.handle, mode));
    return this;
  }

  /** The same as `train(false)`. */
  eval(): this {
    return this.train(false);
  }

  /** The parameters by their dotted names, in the module's order; the tensors are the module's own. */
  namedParameters(): [string, Tensor][] {
    return this.#tensors((tensor) => !tensor.buffer);
  }

  /** The parameters, those of submodules included, in the order of `namedParameters`. */
  parameters(): Tensor[] {
    return this.namedParameters().map(([, tensor]) => tensor);
  }

  /** The buffers (running statistics, counters) by name. */
  namedBuffers(): [string, Tensor][] {
    return this.#tensors((tensor) => tensor.buffer);
  }

  /** Parameters and buffers by name; the tensors are the module's own. */
  stateDict(): Record<string, Tensor> {
    return Object.fromEntries(this.#tensors(() => true));
  }

  /**
   * Copies the values of `state` into the module, converted to its dtypes, and reports what did not fit.
   * @param options.strict default true; false loads the entries that fit
   * @throws ArgumentError when strict and anything does not fit: nothing is changed, `details` is the report
   */
  async loadStateDict(
    state: Readonly<Record<string, Tensor>>,
    options: { readonly strict?: boolean } = {},
  ): Promise<LoadStateDictReport> {
    const handle = this.#object.handle;
    checkOptions(state, "loadStateDict");
    checkOptions(options, "loadStateDict: options", ["strict"]);
    const { strict = true } = options;
    checkFlag(strict, "loadStateDict: strict");
    const tensors = Object.entries(state).map(([name, tensor]) => ({
      name,
      handle: handleOf(tensor, `loadStateDict: ${name}`),
    }));
    const report = await job<LoadStateDictReport>((done) =>
      native().moduleLoadTensors(handle, tensors, strict, done),
    );
    return checkReport(report, strict, "the module");
  }

  /** The module and everything below it: dotted paths, the module's own "", and the names of their classes. */
  namedModules(): [path: string, typeName: string][] {
    return check(native().moduleModules(this.#object.handle));
  }

  /** Values that are neither parameters, buffers nor submodules, of submodules too: `blocks.0.heads`. */
  attributes(): AttributeInfo[] {
    return check(native().moduleAttributes(this.#object.handle));
  }

  /** The value of an attribute. @param name dotted name of one of `attributes` */
  getAttribute<R extends Value = Value>(name: string): R {
    const handle = this.#object.handle;
    checkString(name, "getAttribute: name");
    return lift(check(native().moduleGetAttribute(handle, name))) as R;
  }

  /** Sets an attribute that is no constant; a tensor is shared, not copied, and in use while a job uses the module. */
  setAttribute(name: string, value: Value): this {
    const handle = this.#object.handle;
    checkString(name, "setAttribute: name");
    check(native().moduleSetAttribute(handle, name, lower(value, `setAttribute: ${name}`)));
    return this;
  }

  /** Sets `requiresGrad` of every parameter. */
  requiresGrad_(value = true): this {
    check(native().moduleRequiresGrad(this.#object.handle, checkFlag(value, "requiresGrad_: value")));
    return this;
  }

  /**
   * Moves parameters, buffers and gradients to a device or a floating point dtype, which integers keep out of. The
   * tensors stay the module's, as in PyTorch: handles, optimisers and `requiresGrad` go on. An optimiser's state and a
   * wrapper's teacher are not converted, and a graph that was recorded before is refused by `backward`.
   * @throws TensorBusyError when another job on the module, or on any gradients, was started before this one ended;
   * nothing is changed
   */
  async to(target: Device | FloatDType | { device?: Device; dtype?: FloatDType }): Promise<this> {
    const handle = this.#object.handle;
    const name = typeof target === "string" ? target : undefined;
    if (name === undefined) checkOptions(target, "to: target", ["device", "dtype"]);
    const { device, dtype } =
      name === undefined
        ? (target as { device?: Device; dtype?: FloatDType })
        : Object.hasOwn(ITEM_SIZE, name)
          ? { dtype: name }
          : { device: name };
    await job<null>((done) => native().moduleTo(handle, device ?? null, dtype ?? null, done));
    return this;
  }

  /** Converts parameters and buffers to float16. */
  half(): Promise<this> {
    return this.to("float16");
  }

  /** Converts parameters and buffers to float32. */
  float(): Promise<this> {
    return this.to("float32");
  }

  /** Converts parameters and buffers to float64. */
  double(): Promise<this> {
    return this.to("float64");
  }

  /**
   * A copy for inference alone: parameters and attributes are constants, what they decide is decided, BatchNorm is
   * folded into convolutions. The module must be in evaluation mode, all of it.
   * @param options.preserve methods beside `forward` and attributes to keep
   */
  async freeze(options: { readonly preserve?: readonly string[] } = {}): Promise<ScriptModule> {
    const handle = this.#object.handle;
    checkOptions(options, "freeze: options", ["preserve"]);
    const { preserve = [] } = options;
    const names = checkStrings(preserve, "freeze: preserve");
    return new ScriptModule(await job((done) => native().moduleFreeze(handle, names, done)));
  }

  /** Writes a TorchScript file that `jit.load` and PyTorch's `torch.jit.load` read. */
  async save(path: string): Promise<void> {
    const handle = this.#object.handle;
    checkString(path, "save: path");
    await job((done) => native().moduleSave(handle, path, done));
  }

  /** The bytes of `save`. */
  async toBytes(): Promise<Uint8Array> {
    const handle = this.#object.handle;
    return (await job<Uint8Array | null>((done) => native().moduleSave(handle, null, done))) as Uint8Array;
  }

  /** A deep copy with parameters and buffers of its own. */
  async clone(): Promise<ScriptModule> {
    const handle = this.#object.handle;
    return new ScriptModule(await job((done) => native().moduleClone(handle, done)));
  }

  get disposed(): boolean {
    return this.#object.disposed;
  }

  dispose(): void {
    this.#object.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #tensors(wanted: (tensor: NamedTensor) => boolean): [string, Tensor][] {
    const result: [string, Tensor][] = [];
    for (const entry of check(native().moduleTensors(this.#object.handle))) {
      const tensor = tensorOf(entry.handle);
      if (wanted(entry)) result.push([entry.name, tensor]);
      else tensor.dispose();
    }
    return result;
  }
}

/** The handle of an argument called `what`. */
export function moduleHandleOf(value: unknown, what: string): Handle {
  if (typeof value !== "object" || value === null || !hasObject(value))
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected a ScriptModule, got ${describe(value)}`, {
      argument: what,
      expected: "ScriptModule",
      found: describe(value),
    });
  const object = objectIn(value as ScriptModule);
  if (object.disposed) throw new DisposedError("DISPOSED", `${what}: the module was disposed`);
  return object.handle;
}

function checkString(value: unknown, what: string): asserts value is string {
  if (typeof value !== "string")
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected a string, got ${describe(value)}`);
}

/** A copy of a list of strings. */
function checkStrings(value: unknown, what: string): string[] {
  if (!Array.isArray(value))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected an array of strings, got ${describe(value)}`,
    );
  return Array.from(value, (entry: unknown) => {
    checkString(entry, what);
    return entry;
  });
}
