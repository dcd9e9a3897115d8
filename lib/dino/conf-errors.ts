import { inspect } from "node:util";
import type { z } from "zod";
import { ConfigError } from "../errors";
import { isPlainObject } from "../options";
import { BACKBONE_OPTIONS, GROUPS } from "./conf-schema";

/** A configuration's mistakes as one error; `where` is the file or function that it came from. */
export function configError(where: string, issues: readonly string[]): ConfigError {
  const list = issues.map((issue) => `  - ${issue}`).join("\n");
  return new ConfigError("INVALID_CONFIG", `${where}:\n${list}`, { issues });
}

const PLAIN = { breakLength: Number.POSITIVE_INFINITY, customInspect: false } as const;

/** An issue of zod's as one line for each mistake: the key, what was expected, what came. */
export function describeIssue(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => {
      const full = [...issue.path, key].join(".");
      const near = suggestion(key, path, issue.input);
      return `${full}: there is no such key${near ? `; did you mean ${near}?` : ""}`;
    });
  // zod's own messages begin with a class of mistake and may end with a type; the value itself says more.
  const expected = issue.message.replace(/^[A-Z][a-z ]+: /, "").replace(/, received [^,]*$/, "");
  const found = inspect(issue.input, { ...PLAIN, depth: 1 }).slice(0, 80);
  return [`${path || "DINOConf"}: ${expected}, got ${found}`];
}

/** The key that `key` in the group `path` may have been meant for: one of the same group, or of another with its path. */
function suggestion(key: string, path: string, group: unknown): string | undefined {
  const elsewhere = Object.entries(GROUPS).flatMap(([name, keys]) =>
    name === path ? [] : Object.keys(keys).map((other) => (name === "" ? other : `${name}.${other}`)),
  );
  return (
    nearest(key, keysOf(path, group)) ??
    elsewhere.find((name) => name.split(".").at(-1)!.toLowerCase() === key.toLowerCase())
  );
}

function keysOf(path: string, group: unknown): string[] {
  if (path === "backbone") {
    const name = isPlainObject(group) ? String(group.name) : "";
    return Object.keys(BACKBONE_OPTIONS[name] ?? {});
  }
  const keys = Object.keys((GROUPS as Readonly<Record<string, object>>)[path] ?? {});
  return path === "head" ? [...keys, "outDim"] : keys;
}

function nearest(key: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((name) => ({ name, distance: editDistance(key.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= Math.max(2, key.length / 3) ? best.name : undefined;
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
