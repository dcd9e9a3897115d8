import { DINOWrapper } from "../dino/wrapper";
import { DisposedError } from "../errors";
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
export type Network = DINOWrapper | DINOWrapper<{ readonly originalOutput: "none" }> | ScriptModule;

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
    live(network.teacher, what);
    const { conf } = network;
    const module = name === "teacher" ? network.teacher : network.student;
    return {
      module,
      wrapper: network as DINOWrapper,
      name,
      which: name,
      normalize: conf.normalize ?? undefined,
    };
  }
  const module = live(network, what);
  return { module, wrapper: undefined, name: "module", which: name, normalize: undefined };
}

/** A module that can be called. */
export function live(value: unknown, what: string): ScriptModule {
  if ((value as Partial<ScriptModule> | null | undefined)?.disposed === true)
    throw new DisposedError("DISPOSED", `${what}: the module was disposed`);
  moduleHandleOf(value, what);
  return value as ScriptModule;
}

/** float32 [B, C, H, W] as the network takes them. */
export function inputOf(
  images: Tensor,
  normalize: Normalization | undefined,
  range: InputRange,
  what: string,
): Tensor {
  if (range === "normalized") return images.float();
  return normalizeImages(unitImages(images), normalize ?? standardNormalization(images.shape[1] ?? 0), what);
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
