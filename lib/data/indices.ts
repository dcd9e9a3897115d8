import { describe } from "../describe";
import { ArgumentError } from "../errors";

/** A copy of the indices of a batch, each read once: a getter may give another number each time. */
export function readIndices(indices: ArrayLike<number>, length: number): number[] {
  const count = typeof indices === "object" ? (indices?.length ?? -1) : -1;
  if (!(Number.isSafeInteger(count) && count >= 0))
    throw new ArgumentError("INVALID_ARGUMENT", `batch: expected indices, got ${describe(indices)}`);
  const copy: number[] = [];
  for (let i = 0; i < count; ++i) {
    const index = indices[i]!;
    checkIndex(index, length, "batch: indices");
    copy.push(index);
  }
  return copy;
}

/** @throws ArgumentError */
export function checkIndex(index: unknown, length: number, what: string): void {
  if (!(Number.isInteger(index) && (index as number) >= 0 && (index as number) < length))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected integers of 0 to ${length - 1}, got ${describe(index)}`,
    );
}
