import { inspect } from "node:util";
import type { z } from "zod";
import { ConfigError } from "../errors";
import { isPlainObject } from "../options";
import { BACKBONE_OPTIONS, GROUPS } from "./conf-schema";

/** One mistake: the keys that lead to it, by our own names, and its words. */
export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

/**
 * A configuration's mistakes as one error, in the order of their lines.
 * @param where the function or file that it came from
 * @param lineOf the line of a mistake in that file
 */
export function configError(
  where: string,
  issues: readonly Issue[],
  lineOf: (path: readonly PropertyKey[]) => number | undefined = () => undefined,
): ConfigError {
  const texts = issues
    .map(({ path, text }) => ({ line: lineOf(path), text }))
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    .map(({ line, text }) => (line === undefined ? text : `line ${line}: ${text}`));
  const list = texts.map((text) => `  - ${text}`).join("\n");
  return new ConfigError("INVALID_CONFIG", `${where}:\n${list}`, { issues: texts });
}

const PLAIN = { breakLength: Number.POSITIVE_INFINITY, customInspect: false } as const;

/** An issue of zod's as one of ours for each mistake: the key, what was expected, what came. */
export function describeIssue(issue: z.core.$ZodIssue): Issue[] {
  const group = issue.path.join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      const near = suggestion(key, group, issue.input);
      const text = `${path.join(".")}: there is no such key${near ? `; did you mean ${near}?` : ""}`;
      return { path, text };
    });
  const expected = expectationOf(issue);
  const found = inspect(issue.input, { ...PLAIN, depth: 1 }).slice(0, 80);
  return [{ path: issue.path, text: `${group || "DINOConf"}: ${expected}, got ${found}` }];
}

/** zod's own messages begin with a class of mistake and may end with a type; the value itself says more. */
export function expectationOf({ message }: z.core.$ZodIssue): string {
  return message.replace(/^[A-Z][a-z ]+: /, "").replace(/, received [^,]*$/, "");
}

/** The key that `key` in the group `path` may have been meant for: one of the same group, or of another with its path. */
function suggestion(key: string, path: string, group: unknown): string | undefined {
  const elsewhere = Object.entries(ALL_GROUPS).flatMap(([name, keys]) =>
    name === path ? [] : Object.keys(keys).map((other) => (name === "" ? other : `${name}.${other}`)),
  );
  return (
    elsewhere.find((name) => name.split(".").at(-1)!.toLowerCase() === key.toLowerCase()) ??
    nearest(key, keysOf(path, group))
  );
}

const ALL_GROUPS = { ...GROUPS, backbone: BACKBONE_OPTIONS.vit! };

function keysOf(path: string, group: unknown): string[] {
  if (path === "backbone") {
    const name = isPlainObject(group) ? String(group.name) : "";
    return Object.keys(BACKBONE_OPTIONS[name] ?? {});
  }
  const keys = Object.keys((GROUPS as Readonly<Record<string, object>>)[path] ?? {});
  return path === "head" ? [...keys, "outDim"] : keys;
}

function nearest(key: string, known: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(key.length / 3));
  const [best] = known
    .map((name) => ({ name, distance: distance(key.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return best?.name;
}

/** Edits from one name to the other; one that begins with the whole other is nearly the same. */
function distance(a: string, b: string): number {
  const begins = Math.min(a.length, b.length) > 4 && (a.startsWith(b) || b.startsWith(a));
  return begins ? 1 : editDistance(a, b);
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; ++i) {
    const next = [i];
    for (let j = 1; j <= b.length; ++j)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
