import { describe } from "../describe";
import { ArgumentError } from "../errors";
import type { Handle, NamedTensor } from "../native/binding";
import { check, job } from "../native/call";
import { currentFlags } from "../native/context";
import { native } from "../native/load";
import { NativeObject } from "../native/object";
import { lift, lower, type Value } from "../native/plain";
import { checkOptions } from "../options";
import { handleOf, type Tensor, tensorOf } from "../tensor/tensor";

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
   * Any of the module's methods. Arguments and result are converted by the method's schema: tensors, numbers,
   * strings, booleans, null, arrays for lists and tuples, objects for dictionaries.
   */
  async call<R extends Value = Tensor>(method: string, ...args: Value[]): Promise<R> {
    const handle = this.#object.handle;
    if (typeof method !== "string")
      throw new ArgumentError("INVALID_ARGUMENT", `method: expected a string, got ${describe(method)}`);
    const plain = args.map((arg, i) => lower(arg, `${method}: argument ${i}`));
    const flags = currentFlags();
    const result = await job<Parameters<typeof lift>[0]>((done) =>
      native().moduleForward(handle, method, plain, flags, done),
    );
    return lift(result) as R;
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
   * Copies the values of `state` into the module.
   * @throws ArgumentError listing every missing, unexpected or misshapen entry; nothing is changed then
   */
  async loadStateDict(state: Readonly<Record<string, Tensor>>): Promise<void> {
    checkOptions(state, "loadStateDict");
    const tensors = Object.entries(state).map(([name, tensor]) => ({
      name,
      handle: handleOf(tensor, `loadStateDict: ${name}`),
    }));
    const handle = this.#object.handle;
    await job<null>((done) => native().moduleLoadTensors(handle, tensors, done));
  }

  /** Writes a TorchScript file that `jit.load` and PyTorch's `torch.jit.load` read. */
  async save(path: string): Promise<void> {
    const handle = this.#object.handle;
    if (typeof path !== "string")
      throw new ArgumentError("INVALID_ARGUMENT", `save: path: expected a string, got ${describe(path)}`);
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
  return objectIn(value as ScriptModule).handle;
}
