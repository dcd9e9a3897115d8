import type { Tensor } from "../tensor/tensor";
import { Optimizer, type ParameterGroup } from "./optimizer";

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
  /** Looks ahead by the momentum; needs one above 0. */
  nesterov: boolean;
}

/** Stochastic gradient descent with momentum; PyTorch's defaults and results. */
export class SGD extends Optimizer<SGDOptions> {
  constructor(
    parameters: readonly Tensor[] | readonly ParameterGroup<SGDOptions>[],
    options: Partial<SGDOptions> = {},
  ) {
    const defaults = { lr: 1e-3, momentum: 0, dampening: 0, weightDecay: 0, nesterov: false };
    super("SGD", parameters, defaults, options);
  }
}
