import type { Handle } from "../native/binding";
import { check, job } from "../native/call";
import { native } from "../native/load";
import { NativeObject } from "../native/object";
import { checkOptions } from "../options";
import { seedOf } from "./seed";
import { type Device, handleOf, type Tensor, tensorOf } from "./tensor";

let make: (object: NativeObject) => Generator;
let handleIn: (generator: Generator) => Handle;
let hasObject: (value: object) => boolean;

/**
 * A source of random numbers of its own, for operators that take a `generator`: what it gives depends on its seed
 * and on what was drawn from it alone, not on `manualSeed` or other draws. For tensors of its device.
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

  /** Where it draws. */
  get device(): Device {
    return check(native().generatorFacts(this.#object.handle)).device as Device;
  }

  /** The seed that it was started with last. */
  get initialSeed(): bigint {
    return check(native().generatorFacts(this.#object.handle)).seed;
  }

  /** All that decides what comes next: a copy, of dtype uint8 on the CPU, for `setState`, files and PyTorch. */
  getState(): Tensor<"uint8"> {
    return tensorOf(check(native().generatorState(this.#object.handle))) as Tensor<"uint8">;
  }

  /**
   * Goes on where a generator of the same kind of device was at `getState()`, here or in PyTorch.
   * @throws DTypeError or ShapeError for a tensor of another dtype, device or size; TorchError for an invalid state
   */
  setState(state: Tensor): this {
    check(native().generatorSetState(this.#object.handle, handleOf(state, "generator.setState: state")));
    return this;
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
 * @param options.device default: "cpu"
 * @throws ArgumentError for a device that this machine has not
 */
export function generator(
  options: { readonly seed?: number | bigint; readonly device?: Device } = {},
): Generator {
  checkOptions(options, "generator", ["seed", "device"]);
  const { seed = DEFAULT_SEED, device = "cpu" } = options;
  const handle = check(native().generatorCreate(seedOf(seed, SEED), device));
  return make(new NativeObject(handle, "generator"));
}

export function isGenerator(value: unknown): value is Generator {
  return typeof value === "object" && value !== null && hasObject(value);
}

/** @throws DisposedError */
export function generatorHandle(value: Generator): Handle {
  return handleIn(value);
}

/**
 * Runs `start`, which queues jobs before its first `await`: in those, operators that take no generator (TorchScript's
 * dropout) draw from `source`, and LibTorch's default generator is afterwards as if nothing had been drawn.
 */
export async function drawingFrom<T>(source: Generator, start: () => Promise<T>): Promise<T> {
  const handle = handleIn(source);
  const swap = () => job<null>((done) => native().generatorSwap(handle, done));
  const [, result] = await Promise.all([swap(), start(), swap()]);
  return result;
}

const SEED = "generator: seed";
const DEFAULT_SEED = 67280421310721n;
