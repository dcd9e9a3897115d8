import { Optimizer, type ParameterGroup } from "./optimizer";
import type { Parameters } from "./parameters";

/** Options of a parameter group of `optim.SGD`. */
export interface SGDOptions {
  /** Learning rate. */
  lr: number;
  /** Share of the running gradient that a step keeps; 0 for none. */
  momentum: number;
  /** Share of the gradient that does not enter the momentum. */
  dampening: number;
  /** Added to the gradient, times the parameter. */
  weightDecay: number;
  /** Looks ahead along the momentum; needs one, and no dampening. */
  nesterov: boolean;
  /** Climbs instead of descending. */
  maximize: boolean;
}

/** Stochastic gradient descent with momentum; PyTorch's defaults and results. */
export class SGD extends Optimizer<SGDOptions> {
  constructor(
    parameters: Parameters | readonly ParameterGroup<SGDOptions>[],
    options: Partial<SGDOptions> = {},
  ) {
    const defaults = {
      lr: 1e-3,
      momentum: 0,
      dampening: 0,
      weightDecay: 0,
      nesterov: false,
      maximize: false,
    };
    const constants = { foreach: null, differentiable: false, fused: null };
    super({ name: "SGD", defaults, constants }, parameters, options);
  }
}
