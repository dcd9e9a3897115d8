import { types } from "node:util";
import { describe } from "../describe";
import { ArgumentError } from "../errors";
import type { FileTable } from "../native/binding";
import { job } from "../native/call";
import { native } from "../native/load";

/** A file's path, or its contents. */
export type FileSource = string | Uint8Array;

/** Reads a file of any known format on the engine; `what` names the call in errors. */
export async function readTable(source: FileSource, map: boolean, what: string): Promise<FileTable> {
  if (typeof source !== "string" && !types.isUint8Array(source))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: source: expected a path or a Uint8Array, got ${describe(source)}`,
    );
  return job<FileTable>((done) => native().fileRead(source, map, done));
}

export function nameOf(source: FileSource): string {
  return typeof source === "string" ? source : "the file in memory";
}
