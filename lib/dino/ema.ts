import { describe } from "../describe";
import { ArgumentError, ShapeError } from "../errors";
import { ScriptModule } from "../jit/module";
import { job } from "../native/call";
import { native } from "../native/load";
import { checkOptions, isPlainObject } from "../options";
import { noGrad } from "../tensor/scope";
import { handleOf, type Tensor } from "../tensor/tensor";

/** Options of `EMA`. */
export interface EMAOptions {
  /** Share of the old value that an update keeps, 0 to 1, unless `update` is given another. Default 0.996. */
  readonly momentum?: number;
}

/**
 * DINO's moving average of parameters: `ema = momentum * ema + (1 - momentum) * online` at each `update`. Buffers
 * are left alone. State is float32, or float64 for float64 parameters: in half precision an average of 0.999
 * never moves.
 */
export class EMA {
  /** Share of the old value that an update keeps, where none is given to it. */
  readonly momentum: number;
  readonly #online: Readonly<Record<string, Tensor>>;
  readonly #average: Readonly<Record<string, Tensor>>;

  /**
   * @param online a module, whose parameters are averaged, or tensors by name
   * @throws ArgumentError for what is neither, or a momentum outside of 0 to 1
   */
  constructor(online: ScriptModule | Readonly<Record<string, Tensor>>, options: EMAOptions = {}) {
    checkOptions(options, "EMA: options", ["momentum"]);
    this.momentum = checkMomentum(options.momentum ?? 0.996);
    if (!(online instanceof ScriptModule) && !isPlainObject(online))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `EMA: expected a module or tensors by name, got ${describe(online)}`,
      );
    this.#online =
      online instanceof ScriptModule ? Object.fromEntries(online.namedParameters()) : { ...online };
    const copies = Object.entries(this.#online).map(([name, tensor]) => {
      handleOf(tensor, `EMA: ${name}`);
      if (!tensor.dtype.startsWith("float") && tensor.dtype !== "bfloat16")
        throw new ArgumentError(
          "INVALID_ARGUMENT",
          `EMA: ${name}: expected a floating point tensor, got ${tensor.dtype}`,
        );
      return [name, noGrad(() => copyOf(tensor))] as const;
    });
    this.#average = Object.fromEntries(copies);
  }

  /**
   * Moves the average towards the online tensors.
   * @param options.online other values of the same names and shapes; by default the tensors given at construction
   */
  async update(
    options: { momentum?: number; online?: Readonly<Record<string, Tensor>> } = {},
  ): Promise<void> {
    checkOptions(options, "EMA.update", ["momentum", "online"]);
    const momentum = checkMomentum(options.momentum ?? this.momentum);
    const online = options.online ?? this.#online;
    checkOptions(online, "EMA.update: online");
    const names = Object.keys(this.#average);
    const unknown = Object.keys(online).find((name) => !Object.hasOwn(this.#average, name));
    const missing = names.find((name) => !Object.hasOwn(online, name));
    if (unknown !== undefined || missing !== undefined)
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `EMA.update: expected the tensors ${names.join(", ")}; ${unknown === undefined ? `${missing} is missing` : `${unknown} is none of them`}`,
      );
    const averages = names.map((name) => handleOf(this.#average[name], `EMA.update: ${name}`));
    const values = names.map((name) => handleOf(online[name], `EMA.update: ${name}`));
    for (const name of names) {
      const [expected, found] = [this.#average[name]!.shape, online[name]!.shape];
      if (expected.join() !== found.join())
        throw new ShapeError("INVALID_SHAPE", `EMA.update: ${name}: expected [${expected}], got [${found}]`);
    }
    await job<null>((done) => native().emaUpdate(averages, values, momentum, done));
  }

  /** The averages by name; the tensors are the average's own. */
  stateDict(): Record<string, Tensor> {
    return { ...this.#average };
  }

  /** Frees the averages, not the online tensors. Disposing twice is allowed. */
  dispose(): void {
    for (const tensor of Object.values(this.#average)) tensor.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

function copyOf(tensor: Tensor): Tensor {
  const plain = tensor.detach();
  const wide = tensor.dtype === "float64" ? plain.clone() : plain.to("float32");
  const copy = tensor.dtype === "float32" ? wide.clone() : wide;
  plain.dispose();
  if (copy !== wide) wide.dispose();
  return copy;
}

function checkMomentum(momentum: number): number {
  if (!(typeof momentum === "number" && momentum >= 0 && momentum <= 1))
    throw new ArgumentError("INVALID_ARGUMENT", `EMA: momentum: expected 0 to 1, got ${describe(momentum)}`);
  return momentum;
}
