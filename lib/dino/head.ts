import type { Handle, HeadSpec } from "../native/binding";
import { check, job } from "../native/call";
import { currentFlags } from "../native/context";
import { native } from "../native/load";
import { NativeObject } from "../native/object";
import { checkOptions } from "../options";
import { seedOf } from "../tensor/seed";
import { handleOf, type Tensor, tensorOf } from "../tensor/tensor";

/** Options of `DINOHead`. */
export interface DINOHeadOptions {
  /** Width of the input. */
  readonly inDim: number;
  /** K, the width of the output. */
  readonly prototypes: number;
  /** Default 2048. */
  readonly hiddenDim?: number;
  /** Default 256. */
  readonly bottleneckDim?: number;
  /** Linear layers before the normalisation, 1 to 16. Default 3. */
  readonly layers?: number;
  /** BatchNorm after every hidden layer. Default false. */
  readonly batchNorm?: boolean;
  /** Keep the last layer's norms at 1. Default true; the reference advises false for small networks. */
  readonly normLastLayer?: boolean;
  /** Default true. */
  readonly mlpBias?: boolean;
  /** Seed of the weights, 0 to 2^64 - 1. Default 0. */
  readonly seed?: number | bigint;
}

const OPTIONS = [
  "inDim",
  "prototypes",
  "hiddenDim",
  "bottleneckDim",
  "layers",
  "batchNorm",
  "normLastLayer",
  "mlpBias",
  "seed",
] as const satisfies (keyof DINOHeadOptions)[];

/** `DINOHeadOptions` with every default filled in, as the addon takes it. */
export function headSpec(options: DINOHeadOptions): HeadSpec {
  return {
    inDim: options.inDim,
    prototypes: options.prototypes,
    hiddenDim: options.hiddenDim ?? 2048,
    bottleneckDim: options.bottleneckDim ?? 256,
    layers: options.layers ?? 3,
    batchNorm: options.batchNorm ?? false,
    normLastLayer: options.normLastLayer ?? true,
    mlpBias: options.mlpBias ?? true,
  };
}

/** Handles of heads that exist already, by what stands for the options. */
const adopted = new WeakMap<object, Handle>();

/** The head of a handle. */
export function headOf(handle: Handle): DINOHead {
  const options = {} as DINOHeadOptions;
  adopted.set(options, handle);
  return new DINOHead(options);
}

/**
 * DINO v1's projection head (`DINOHead`): an MLP with exact GELU, L2 normalisation, and a weight-normalised linear
 * layer to K prototypes. Parameters have the reference's names (`mlp.0.weight`, `last_layer.weight_v`).
 */
export class DINOHead {
  readonly #object: NativeObject;

  /** @throws ArgumentError for sizes that are no integers of 1 or more */
  constructor(options: DINOHeadOptions) {
    const made = adopted.get(options);
    if (made !== undefined) {
      this.#object = new NativeObject(made, "DINOHead");
      return;
    }
    checkOptions(options, "DINOHead", OPTIONS);
    const { seed = 0 } = options;
    const bits = seedOf(seed, "DINOHead: seed");
    this.#object = new NativeObject(check(native().headCreate(headSpec(options), bits)), "DINOHead");
  }

  /** [N, inDim] to [N, K]. */
  async forward(input: Tensor): Promise<Tensor> {
    const head = this.#object.handle;
    const handle = handleOf(input, "DINOHead.forward: input");
    const flags = currentFlags();
    return tensorOf(await job<number>((done) => native().headForward(head, handle, flags, done)));
  }

  /** Parameters by name; the tensors are the head's own. */
  namedParameters(): [string, Tensor][] {
    const result: [string, Tensor][] = [];
    for (const { name, tensor, buffer } of this.#tensors()) {
      if (buffer) tensor.dispose();
      else result.push([name, tensor]);
    }
    return result;
  }

  /** Parameters and buffers by name; the tensors are the head's own. */
  stateDict(): Record<string, Tensor> {
    return Object.fromEntries(this.#tensors().map(({ name, tensor }) => [name, tensor]));
  }

  /** In train mode, the default, BatchNorm uses the batch's statistics. */
  train(mode = true): this {
    check(native().headTrain(this.#object.handle, mode));
    return this;
  }

  /** The same as `train(false)`. */
  eval(): this {
    return this.train(false);
  }

  /** Frees it at once; it cannot be used afterwards. Disposing twice is allowed. */
  dispose(): void {
    this.#object.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #tensors(): { name: string; tensor: Tensor; buffer: boolean }[] {
    return check(native().headTensors(this.#object.handle)).map(({ name, handle, buffer }) => ({
      name,
      tensor: tensorOf(handle),
      buffer,
    }));
  }
}
