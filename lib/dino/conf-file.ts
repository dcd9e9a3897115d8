import { open } from "node:fs/promises";
import { type Document, isMap, isScalar, LineCounter, type Pair, parseDocument } from "yaml";
import { describe } from "../describe";
import { ArgumentError, ConfigError, DataError } from "../errors";
import { configError } from "./conf-errors";
import { ownName } from "./conf-names";

/** A configuration file that was read, not yet checked. */
export interface ConfFile {
  readonly content: unknown;
  /** The line of the key that `path` leads to, by our names, or of the nearest above it that is there. */
  readonly lineOf: (path: readonly PropertyKey[]) => number | undefined;
}

const MAX_BYTES = 1 << 20;

/**
 * Reads YAML 1.2, of which JSON is a part.
 * @throws DataError for a file that cannot be read, ConfigError for one that is no YAML
 */
export async function readConfFile(path: string): Promise<ConfFile> {
  const text = await readText(path);
  const lines = new LineCounter();
  let document: Document;
  let content: unknown;
  try {
    document = parseDocument(text, {
      version: "1.2",
      schema: "core",
      resolveKnownTags: false,
      uniqueKeys: true,
      stringKeys: true,
      prettyErrors: false,
      lineCounter: lines,
    });
    // What is a warning to the parser is a tag that it does not know.
    const mistakes = [...document.errors, ...document.warnings];
    if (mistakes.length > 0)
      throw configError(
        path,
        mistakes.map(({ pos, message }) => ({ path: [pos[0]], text: message })),
        ([offset]) => lines.linePos(offset as number).line,
      );
    // A bound on aliases keeps a small file from growing into a large object.
    content = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    // Nested too deeply, or aliases that hold themselves.
    throw configError(path, [
      { path: [], text: `expected a configuration, got: ${(error as Error).message}` },
    ]);
  }
  const lineOf = (keys: readonly PropertyKey[]) => {
    const offset = offsetOf(document, keys);
    return offset === undefined ? undefined : lines.linePos(offset).line;
  };
  return { content, lineOf };
}

async function readText(path: string): Promise<string> {
  if (typeof path !== "string")
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `DINOConf.load: path: expected a string, got ${describe(path)}`,
    );
  const refused = (why: string, cause?: unknown) =>
    new DataError("INVALID_DATA", `DINOConf.load: ${path}: ${why}`, { path }, { cause });
  const bytes = await firstBytes(path, MAX_BYTES + 1).catch((cause: unknown) => {
    throw refused((cause as Error).message, cause);
  });
  if (bytes.length > MAX_BYTES)
    throw refused(`expected a configuration of at most ${MAX_BYTES} bytes, got more`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refused("expected text in UTF-8, got other bytes", cause);
  }
}

/** The size that a special file or a growing one names is not the number of bytes that come. */
async function firstBytes(path: string, most: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(most);
  const file = await open(path);
  try {
    let length = 0;
    while (length < most) {
      const { bytesRead } = await file.read(buffer, length, most - length, null);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  } finally {
    await file.close();
  }
}

function offsetOf(document: Document, keys: readonly PropertyKey[]): number | undefined {
  let map: unknown = document.contents;
  let offset: number | undefined;
  let group = "";
  for (const name of keys) {
    const pair = isMap(map) ? map.items.find(({ key }) => nameOf(key, group) === name) : undefined;
    if (pair === undefined) break;
    offset = (pair as Pair<{ range?: [number, number, number] }>).key.range?.[0];
    map = pair.value;
    group = String(name);
  }
  return offset;
}

function nameOf(key: unknown, group: string): string | undefined {
  return isScalar(key) ? ownName(String(key.value), group) : undefined;
}
