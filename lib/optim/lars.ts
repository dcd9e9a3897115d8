import { Optimizer, type ParameterGroup } from "./optimizer";
import type { Parameters } from "./parameters";

/** Options of a parameter group of `optim.LARS`. */
export interface LARSOptions {
  /** Learning rate; has no default. */
  lr: number;
  /** Added to the gradient, times the parameter. */
  weightDecay: number;
  /** Share of the running gradient that a step keeps; 0 for none. */
  momentum: number;
  /** Trust coefficient: the step's share of the parameter's norm, times `lr`. */
  eta: number;
}

/**
 * Layer-wise adaptive learning rates (You et al., 2017), as DINO has them (facebookresearch/dino, utils.py): the update
 * of a parameter is scaled to `eta` times the parameter's norm. One-dimensional parameters are neither decayed nor
 * scaled; nor is one scaled whose norm, or whose update's, is 0.
 */
export class LARS extends Optimizer<LARSOptions> {
  constructor(
    parameters: Parameters | readonly ParameterGroup<LARSOptions>[],
    options: Partial<LARSOptions> = {},
  ) {
    // An undefined option is refused where no group has its own.
    const defaults = { lr: undefined as unknown as number, weightDecay: 0, momentum: 0.9, eta: 1e-3 };
    const constants = { weight_decay_filter: null, lars_adaptation_filter: null };
    super({ name: "LARS", defaults, constants }, parameters, options);
  }
}
