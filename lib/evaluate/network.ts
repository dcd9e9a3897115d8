import { DINOWrapper } from "../dino/wrapper";
import { moduleHandleOf, type ScriptModule } from "../jit/module";
import { noGrad } from "../tensor/scope";
import type { Tensor } from "../tensor/tensor";
import {
  type InputRange,
  type Normalization,
  normalizeImages,
  standardNormalization,
  unitImages,
} from "./images";
import { checkName } from "./options";

/** What is evaluated: a wrapper's teacher or student, or any module. */
export type Network = DINOWrapper | ScriptModule;

/** A module with what its images need. */
export interface Subject {
  readonly module: ScriptModule;
  readonly wrapper: DINOWrapper | undefined;
  /** "teacher", "student" or "module". */
  readonly name: string;
  readonly which: "teacher" | "student";
  /** The wrapper's own; undefined where the channels decide. */
  readonly normalize: Normalization | undefined;
}

export function subjectOf(network: unknown, which: unknown, what: string): Subject {
  const name = checkName(which === undefined ? "teacher" : which, `${what}: network`, ["teacher", "student"]);
  if (network instanceof DINOWrapper) {
    moduleHandleOf(network.teacher, `${what}: dino`);
    const { conf } = network;
    const module = name === "teacher" ? network.teacher : network.student;
    return { module, wrapper: network, name, which: name, normalize: conf.normalize ?? undefined };
  }
  moduleHandleOf(network, what);
  const module = network as ScriptModule;
  return { module, wrapper: undefined, name: "module", which: name, normalize: undefined };
}

/** float32 [B, C, H, W] as the network takes them. */
export function inputOf(images: Tensor, normalize: Normalization | undefined, range: InputRange): Tensor {
  if (range === "normalized") return images.float();
  return normalizeImages(unitImages(images), normalize ?? standardNormalization(images.shape[1] ?? 0));
}

/**
 * Runs `body` without recording for `backward` and with the module in evaluation mode; afterwards every submodule is
 * in its own mode again, which may differ from its parent's where parts are frozen.
 */
export async function inEvaluation<T>(module: ScriptModule, body: () => Promise<T>): Promise<T> {
  const trained = module
    .attributes()
    .map(({ name }) => name)
    .filter((name) => /(^|\.)training$/.test(name) && module.getAttribute(name) === true);
  if (trained.length > 0) module.eval();
  try {
    return await noGrad(body);
  } finally {
    if (!module.disposed) for (const name of trained) module.setAttribute(name, true);
  }
}
