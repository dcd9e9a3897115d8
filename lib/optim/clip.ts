import type { Handle } from "../native/binding";
import { job } from "../native/call";
import { native } from "../native/load";
import { checkFlag, checkOptions, isPlainObject } from "../options";
import { type Tensor, tensorOf } from "../tensor/tensor";
import { type Parameters, readParameters, refused } from "./parameters";

/** Options of `clipGradNorm`. */
export interface ClipGradNormOptions {
  /**
   * Which gradients share a norm. `"all"`: those of all parameters, as PyTorch's `clip_grad_norm_` has it; `"module"`:
   * those of each sub-module, as DINOv2 and DINOv3 train (backbone, DINO head and iBOT head apart); `"parameter"`: each
   * parameter's by itself, as DINO trains. Default: `"all"`
   */
  per?: "all" | "module" | "parameter";
  /** Refuses a norm that is NaN or infinite; nothing is clipped then. On CUDA this waits for the gradients. Default: false */
  errorIfNonfinite?: boolean;
}

/**
 * Multiplies gradients by maxNorm / (norm + 1e-6), where that is below 1, in place; a job in call order. Parameters
 * without a gradient are left out. Where a norm is NaN or infinite its gradients are left as they are (PyTorch would
 * make all of them NaN or 0): look at the norms.
 * @param parameters for `per: "module"` an object of sub-modules, each with its parameters
 * @param maxNorm 0 or more; Infinity only measures
 * @returns the Euclidean norms before clipping: [] for `"all"`, [modules] or [parameters] in the order given, 0 where
 * there is no gradient
 * @throws NonFiniteError with `errorIfNonfinite`; the message names the module or parameter
 */
export async function clipGradNorm(
  parameters: Parameters,
  maxNorm: number,
  options?: ClipGradNormOptions & { per?: "all" | "parameter" },
): Promise<Tensor>;
export async function clipGradNorm(
  modules: Readonly<Record<string, Parameters>>,
  maxNorm: number,
  options: ClipGradNormOptions & { per: "module" },
): Promise<Tensor>;
export async function clipGradNorm(
  parameters: Parameters | Readonly<Record<string, Parameters>>,
  maxNorm: number,
  options: ClipGradNormOptions = {},
): Promise<Tensor> {
  checkOptions(options, "clipGradNorm: options", ["per", "errorIfNonfinite"]);
  const per = options.per ?? "all";
  const refuse = checkFlag(options.errorIfNonfinite ?? false, "clipGradNorm: errorIfNonfinite");
  if (typeof maxNorm !== "number" || !(maxNorm >= 0))
    throw refused("clipGradNorm: maxNorm", "a number of 0 or more", maxNorm);
  const [groups, labels] = groupsOf(parameters, per);
  const norms = tensorOf(
    await job<Handle>((done) => native().clipGradNorm(groups, labels, maxNorm, refuse, done)),
  );
  if (per !== "all") return norms;
  const total = norms.squeeze();
  norms.dispose();
  return total;
}

function groupsOf(parameters: unknown, per: unknown): [groups: (readonly Handle[])[], labels: string[]] {
  if (per === "module") {
    if (!isPlainObject(parameters))
      throw refused("clipGradNorm: modules", 'an object of sub-modules for per: "module"', parameters);
    const entries = Object.entries(parameters);
    return [
      entries.map(([name, own]) => readParameters(own, `clipGradNorm: module '${name}'`).handles),
      entries.map(([name]) => `module '${name}'`),
    ];
  }
  const { handles, names } = readParameters(parameters, "clipGradNorm");
  if (per === "all") return [[handles], ["all parameters"]];
  if (per !== "parameter") throw refused("clipGradNorm: per", '"all", "module" or "parameter"', per);
  return [handles.map((handle) => [handle]), handles.map((_, i) => `parameter ${names?.[i] ?? i}`)];
}
