import type { Tensor } from "../tensor/tensor";

/** Whether a parameter's weight decays in DINO (`utils.get_params_groups`): no bias does, and nothing one-dimensional. */
export function isDecayed(name: string, parameter: Tensor): boolean {
  return !(/(^|\.)bias$/.test(name) || parameter.dim === 1);
}
