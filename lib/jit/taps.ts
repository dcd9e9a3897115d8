import type { Handle } from "../native/binding";
import { job } from "../native/call";
import { currentFlags } from "../native/context";
import { native } from "../native/load";
import { NativeObject } from "../native/object";
import { lift, lowerArguments, type Value } from "../native/plain";
import type { Tensor } from "../tensor/tensor";

/**
 * What a module computes on the way to its result (`ScriptModule.taps`). The parameters are the module's own, so
 * gradients reach them; the module can be disposed of, trained and switched to another mode meanwhile.
 */
export class ModuleTaps<P extends string = string> {
  readonly #object: NativeObject;
  readonly #method: string;
  /** The paths that are tapped, in the order of the results. */
  readonly paths: readonly P[];

  /** @internal Made by `ScriptModule.taps`. */
  constructor(handle: Handle, method: string, paths: readonly P[]) {
    this.#object = new NativeObject(handle, "the ModuleTaps");
    this.#method = method;
    this.paths = paths;
  }

  /**
   * Calls the module's method and gives the values by their paths, each as the submodule returned it (usually a
   * tensor), or null where the call was not reached. Nothing is computed that comes after the last of them.
   */
  forward<V extends Value = Tensor>(...args: Value[]): Promise<Record<P, V>> {
    return this.forwardNamed<V>(args, {});
  }

  /** The same with arguments by name. */
  async forwardNamed<V extends Value = Tensor>(
    args: readonly Value[],
    named: Readonly<Record<string, Value>>,
  ): Promise<Record<P, V>> {
    const handle = this.#object.handle;
    const [values, names] = lowerArguments(this.#method, args, named);
    const flags = currentFlags();
    const result = await job<readonly Parameters<typeof lift>[0][]>((done) =>
      native().tapsForward(handle, values, names, flags, done),
    );
    return Object.fromEntries(this.paths.map((path, i) => [path, lift(result[i] ?? null)])) as Record<P, V>;
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
}
