import { InvalidArgumentError } from "commander";

/** A parser of options: an integer of `least` or more. */
export function integer(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`expected an integer of ${least} or more.`);
    return value;
  };
}

/** A parser of options: a number above 0. */
export function positive(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0 && Number.isFinite(value)))
    throw new InvalidArgumentError("expected a number above 0.");
  return value;
}

/** A parser of options: a share above 0 and below 1. */
export function share(text: string): number {
  const value = positive(text);
  if (value >= 1) throw new InvalidArgumentError("expected a number above 0 and below 1.");
  return value;
}

/** A parser of options: the channels that images can be decoded to. */
export function channelsOf(text: string): 1 | 3 {
  if (text === "1") return 1;
  if (text === "3") return 3;
  throw new InvalidArgumentError("expected 1 or 3.");
}
