import { describe } from "../describe";
import { ArgumentError } from "../errors";
import type { ModuleDefinition } from "../jit/define";

/** How a `forward` of one tensor begins. */
export const FORWARD = "def forward(self, x: Tensor) -> Tensor:\n";

/** The definitions of `children`, by the names "0", "1" …, as PyTorch's containers have them. */
export function numbered(children: readonly ModuleDefinition[]): Record<string, ModuleDefinition> {
  return Object.fromEntries(children.map((child, i) => [String(i), child]));
}

/** Source that passes `x` through the children `begin` up to but without `end`. TorchScript has no loop over modules. */
export function passThrough(end: number, begin = 0): string {
  let source = "";
  for (let i = begin; i < end; ++i) source += `    x = getattr(self, "${i}").forward(x)\n`;
  return source;
}

/** The largest size that a backbone's option may name; it keeps every product of sizes an exact number. */
export const LARGEST = 65536;

/** An integer of 1 to `largest`, or of `least` to it. */
export function checkInteger(value: unknown, what: string, largest = LARGEST, least = 1): void {
  if (!(Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= largest))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected an integer of ${least} to ${largest}, got ${describe(value)}`,
    );
}

/** One of the names of `choices`. */
export function checkChoice(value: unknown, what: string, choices: readonly string[]): void {
  if (!choices.includes(value as string)) {
    const names = choices.map((name) => JSON.stringify(name));
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected ${names.slice(0, -1).join(", ")} or ${names.at(-1)}, got ${describe(value)}`,
    );
  }
}
