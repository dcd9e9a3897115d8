import { DisposedError } from "../errors";
import type { Handle } from "./binding";
import { native } from "./load";

const finalizers = new FinalizationRegistry<Handle>((handle) => native().releaseObject(handle));

/**
 * A native object other than a tensor (module, optimiser, wrapper, head): freed by `dispose` or after garbage
 * collection. A pending job keeps what it uses.
 */
export class NativeObject {
  #handle: Handle;
  readonly #what: string;

  constructor(handle: Handle, what: string) {
    this.#handle = handle;
    this.#what = what;
    finalizers.register(this, handle);
  }

  get disposed(): boolean {
    return this.#handle === 0;
  }

  /** @throws DisposedError */
  get handle(): Handle {
    if (this.#handle === 0) throw new DisposedError("DISPOSED", `${this.#what} was disposed`);
    return this.#handle;
  }

  dispose(): void {
    if (this.#handle === 0) return;
    native().releaseObject(this.#handle);
    this.#handle = 0;
  }
}
