import type { UpdateOptions } from "../native/binding";
import { refused } from "../optim/parameters";
import { checkOptions } from "../options";
import { checkIteration } from "./wrapper-options";

/** Options of `DINOWrapper.optimizerStep`. */
export interface OptimizerStepOptions {
  /** Largest norm of the gradients, 0 or more; Infinity only measures. Default: Infinity */
  readonly maxNorm?: number;
  /**
   * Which gradients share a norm: `"all"` that the optimiser has, those of each `"module"` (backbone, head, and what the
   * optimiser trains besides), or each `"parameter"`'s by itself, as DINO trains. Default: `"all"`
   */
  readonly per?: "all" | "module" | "parameter";
  /** Overrides the clock's step, for the teacher's momentum, as in `emaUpdate`. */
  readonly iteration?: number;
}

/** Checks them; `step` is the clock's. */
export function readStepOptions(
  options: OptimizerStepOptions,
  step: number,
): Pick<UpdateOptions, "maxNorm" | "per"> & { readonly iteration: number } {
  checkOptions(options, "optimizerStep: options", ["maxNorm", "per", "iteration"]);
  const { maxNorm = Number.POSITIVE_INFINITY, per = "all", iteration = step } = options;
  if (typeof maxNorm !== "number" || !(maxNorm >= 0))
    throw refused("optimizerStep: maxNorm", "a number of 0 or more", maxNorm);
  if (!["all", "module", "parameter"].includes(per))
    throw refused("optimizerStep: per", '"all", "module" or "parameter"', per);
  return { maxNorm, per, iteration: checkIteration(iteration, "optimizerStep") };
}
