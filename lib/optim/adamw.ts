import type { Tensor } from "../tensor/tensor";
import { Optimizer, type ParameterGroup } from "./optimizer";

/** Options of a parameter group of `optim.AdamW`. */
export interface AdamWOptions {
  /** Learning rate. */
  lr: number;
  /** Decay of the running mean of gradients. */
  beta1: number;
  /** Decay of the running mean of squared gradients. */
  beta2: number;
  /** Added to the denominator. */
  eps: number;
  /** Share of each parameter that a step takes away, times `lr`. */
  weightDecay: number;
}

/** Adam with decoupled weight decay (Loshchilov and Hutter, 2019); PyTorch's defaults and results. */
export class AdamW extends Optimizer<AdamWOptions> {
  constructor(
    parameters: readonly Tensor[] | readonly ParameterGroup<AdamWOptions>[],
    options: Partial<AdamWOptions> = {},
  ) {
    const defaults = { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 1e-2 };
    super("AdamW", parameters, defaults, options);
  }
}
