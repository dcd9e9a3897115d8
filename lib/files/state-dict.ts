import { readFile } from "node:fs/promises";
import { ArgumentError, DataError } from "../errors";
import { job } from "../native/call";
import { native } from "../native/load";
import { lift } from "../native/plain";
import { describe, isTensor, type Tensor } from "../tensor/tensor";

/**
 * Reads a flat dictionary of tensors that `torch.save` wrote in PyTorch's zip format.
 * Nothing in the file is executed.
 * @throws DataError when the file cannot be read or is no such dictionary
 */
export async function readStateDict(path: string): Promise<Record<string, Tensor>> {
  if (typeof path !== "string")
    throw new ArgumentError("INVALID_ARGUMENT", `readStateDict: expected a path, got ${describe(path)}`);
  let value: ReturnType<typeof lift>;
  try {
    const bytes = await readFile(path);
    value = lift(await job((done) => native().pickleLoad(bytes, done)));
  } catch (error) {
    throw new DataError(
      "INVALID_DATA",
      `${path}: expected a dictionary of tensors: ${(error as Error).message}`,
      { path },
      {
        cause: error,
      },
    );
  }
  const entries =
    typeof value === "object" && value !== null && !isTensor(value) ? Object.entries(value) : [];
  const foreign = entries.find(([, tensor]) => !isTensor(tensor));
  if (Array.isArray(value) || entries.length === 0 || foreign !== undefined) {
    const found =
      foreign === undefined ? describe(value) : `${describe(foreign[1])} at ${JSON.stringify(foreign[0])}`;
    throw new DataError("INVALID_DATA", `${path}: expected a flat dictionary of tensors, got ${found}`, {
      path,
    });
  }
  return Object.fromEntries(entries) as Record<string, Tensor>;
}
