import { describe } from "../describe";
import { ArgumentError } from "../errors";

/** The seed of an argument called `what`. @throws ArgumentError unless it is an integer of 0 to 2^64 - 1 */
export function seedOf(seed: unknown, what: string): bigint {
  const valid = typeof seed === "bigint" || Number.isSafeInteger(seed);
  const value = valid ? BigInt(seed as number | bigint) : -1n;
  if (value < 0n || value >= 2n ** 64n)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected an integer of 0 to 2^64 - 1, got ${describe(seed)}`,
    );
  return value;
}
