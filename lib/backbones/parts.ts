import { describe } from "../describe";
import { ArgumentError } from "../errors";

/** How a `forward` of one tensor begins. */
export const FORWARD = "def forward(self, x: Tensor) -> Tensor:\n";

/** The largest size that a backbone's option may name; it keeps every product of sizes an exact number. */
const LARGEST = 65536;

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
