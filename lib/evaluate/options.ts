import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { pairOf } from "../options";

/** An integer from `least` on. */
export function checkCount(value: unknown, what: string, least = 1): number {
  if (!(typeof value === "number" && Number.isSafeInteger(value) && value >= least))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected an integer of ${least} or more, got ${describe(value)}`,
    );
  return value;
}

/** A number between two others, both left out. */
export function checkBetween(value: unknown, what: string, above: number, below: number): number {
  if (!(typeof value === "number" && value > above && value < below))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected a number above ${above} and below ${below}, got ${describe(value)}`,
    );
  return value;
}

/** A side in pixels, or [height, width]; null for none. */
export function checkSize(value: unknown, what: string): readonly [number, number] | null {
  if (value === null) return null;
  const sides = pairOf(value);
  if (!sides?.every((side) => Number.isSafeInteger(side) && Number(side) > 0))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected pixels, one number or [height, width], or null, got ${describe(value)}`,
    );
  return sides as [number, number];
}

/** One of `names`. */
export function checkName<T extends string>(value: unknown, what: string, names: readonly T[]): T {
  if (!names.includes(value as T))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected ${names.map((name) => `"${name}"`).join(" or ")}, got ${describe(value)}`,
    );
  return value as T;
}
