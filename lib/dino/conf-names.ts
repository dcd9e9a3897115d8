import { describe } from "../describe";
import { isPlainObject } from "../options";
import type { Issue } from "./conf-errors";

/** The names of the seed wrapper and of DINO for keys that are called otherwise here, by the group that they stand in. */
const ALIASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "": {
    momentumTeacher: "teacherMomentum",
    lenTrainLoader: "stepsPerEpoch",
    freezeLastLayer: "freezeLastLayerEpochs",
  },
  head: { outDim: "prototypes", nlayers: "layers", useBn: "batchNorm" },
  training: { weightDecayEnd: "finalWeightDecay" },
};

/** Entries by our own names, and what is wrong with the names that were given. */
export interface Renamed {
  readonly entries: Readonly<Record<string, unknown>>;
  readonly issues: readonly Issue[];
}

/**
 * `input` with our names for its keys, in its groups too. Every property is read once; an `undefined` one counts as not
 * given. The flat `outDim` of the reference becomes `head.prototypes`.
 */
export function renamed(input: Readonly<Record<string, unknown>>): Renamed {
  const issues: Issue[] = [];
  const groups: [string, unknown][] = [];
  for (const [name, value] of Object.entries(camelCased(input, "", issues))) {
    if (isPlainObject(value)) groups.push([name, camelCased(value, name, issues)]);
    // An object of a class has no entries that could be wrong.
    else if (typeof value === "object" && value !== null && !Array.isArray(value))
      issues.push({ path: [name], text: `${name}: expected plain settings, got ${describe(value)}` });
    else groups.push([name, value]);
  }
  const { outDim, version, ...entries } = Object.fromEntries(groups);
  if (outDim !== undefined && outDim !== null) addPrototypes(entries, outDim, issues);
  // The seed wrapper takes no version for "v1".
  return { entries: version === undefined || version === null ? entries : { version, ...entries }, issues };
}

/** Our name for `key`, as it may be written in `group`. */
export function ownName(key: string, group: string): string {
  const aliases = ALIASES[group] ?? {};
  const camel = key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return Object.hasOwn(aliases, camel) ? aliases[camel]! : camel;
}

function camelCased(
  input: Readonly<Record<string, unknown>>,
  group: string,
  issues: Issue[],
): Record<string, unknown> {
  const written = new Map<string, string>();
  const entries: [string, unknown][] = [];
  for (const [key, value] of Object.entries(input)) {
    if (value === undefined) continue;
    const name = ownName(key, group);
    const before = written.get(name);
    const path = group === "" ? [name] : [group, name];
    if (before !== undefined)
      issues.push({ path, text: `${path.join(".")}: expected one of ${before} and ${key}, got both` });
    written.set(name, key);
    entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

function addPrototypes(entries: Record<string, unknown>, outDim: unknown, issues: Issue[]): void {
  const { head } = entries;
  const prototypes = isPlainObject(head) ? head.prototypes : undefined;
  if (head === undefined || (isPlainObject(head) && prototypes === undefined))
    entries.head = { ...(head as object | undefined), prototypes: outDim };
  else if (prototypes !== outDim)
    issues.push({
      path: ["outDim"],
      text: "outDim: expected head.prototypes or outDim, which is the same, got both",
    });
}
