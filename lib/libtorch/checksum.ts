import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Wheel } from "./manifest";

/** Why the file at `path` is not the released one; undefined when it is. */
export async function checksumProblem(
  path: string,
  { size: expected, sha256: wanted }: Wheel,
): Promise<string | undefined> {
  const { size } = await stat(path);
  if (size !== expected) return `it has ${size} bytes instead of ${expected}`;
  const actual = await sha256(path);
  return actual === wanted ? undefined : `its sha256 is ${actual} instead of ${wanted}`;
}

export async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}
