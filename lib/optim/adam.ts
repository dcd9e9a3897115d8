import { Optimizer, type ParameterGroup } from "./optimizer";
import type { Parameters } from "./parameters";

/** Options of a parameter group of `optim.Adam` and `optim.AdamW`. */
export interface AdamOptions {
  /** Learning rate. */
  lr: number;
  /** Decay of the running mean of gradients. */
  beta1: number;
  /** Decay of the running mean of squared gradients. */
  beta2: number;
  /** Added to the denominator. */
  eps: number;
  /** `AdamW`: share of each parameter that a step takes away, times `lr`. `Adam`: added to the gradient, times the parameter. */
  weightDecay: number;
  /** Divides by the largest mean of squared gradients so far (Reddi et al., 2018). */
  amsgrad: boolean;
  /** Climbs instead of descending. */
  maximize: boolean;
}

const DEFAULTS = {
  lr: 1e-3,
  beta1: 0.9,
  beta2: 0.999,
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
  maximize: false,
};
const FLAGS = { foreach: null, capturable: false, differentiable: false, fused: null };

/** Adam (Kingma and Ba, 2015); PyTorch's defaults and results. */
export class Adam extends Optimizer<AdamOptions> {
  constructor(
    parameters: Parameters | readonly ParameterGroup<AdamOptions>[],
    options: Partial<AdamOptions> = {},
  ) {
    const constants = { ...FLAGS, decoupled_weight_decay: false };
    super({ name: "Adam", defaults: DEFAULTS, constants }, parameters, options);
  }
}

/** Adam with decoupled weight decay (Loshchilov and Hutter, 2019); PyTorch's defaults and results. */
export class AdamW extends Optimizer<AdamOptions> {
  constructor(
    parameters: Parameters | readonly ParameterGroup<AdamOptions>[],
    options: Partial<AdamOptions> = {},
  ) {
    const constants = { ...FLAGS, decoupled_weight_decay: true };
    super({ name: "AdamW", defaults: { ...DEFAULTS, weightDecay: 1e-2 }, constants }, parameters, options);
  }
}
