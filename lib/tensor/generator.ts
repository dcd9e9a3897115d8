import type { Handle } from "../native/binding";
import { check } from "../native/call";
import { native } from "../native/load";
import { NativeObject } from "../native/object";
import { checkOptions } from "../options";
import { seedOf } from "./seed";

let make: (object: NativeObject) => Generator;
let handleIn: (generator: Generator) => Handle;
let hasObject: (value: object) => boolean;

/**
 * A source of random numbers of its own, for operators that take a `generator`: what it gives depends on its seed
 * and on what was drawn from it alone, not on `manualSeed` or other draws. On the CPU.
 */
export class Generator {
  readonly #object: NativeObject;

  static {
    make = (object) => new Generator(object);
    handleIn = (generator) => generator.#object.handle;
    hasObject = (value) => #object in value;
  }

  private constructor(object: NativeObject) {
    this.#object = object;
  }

  /** Starts afresh. @throws ArgumentError unless `seed` is an integer of 0 to 2^64 - 1 */
  manualSeed(seed: number | bigint): this {
    check(native().generatorSeed(this.#object.handle, seedOf(seed, SEED)));
    return this;
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

/**
 * A new generator, to be passed as in `aten.rand([2, 3], { generator: generator({ seed: 1 }) })`.
 * @param options.seed an integer of 0 to 2^64 - 1; left out, it is PyTorch's default seed
 */
export function generator(options: { readonly seed?: number | bigint } = {}): Generator {
  checkOptions(options, "generator", ["seed"]);
  const { seed = DEFAULT_SEED } = options;
  const handle = check(native().generatorCreate(seedOf(seed, SEED)));
  return make(new NativeObject(handle, "generator"));
}

export function isGenerator(value: unknown): value is Generator {
  return typeof value === "object" && value !== null && hasObject(value);
}

/** @throws DisposedError */
export function generatorHandle(value: Generator): Handle {
  return handleIn(value);
}

const SEED = "generator: seed";
const DEFAULT_SEED = 67280421310721n;
