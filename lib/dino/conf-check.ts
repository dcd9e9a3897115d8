import { describe } from "../describe";
import { isPlainObject } from "../options";
import { describeIssue, type Issue } from "./conf-errors";
import { renamed } from "./conf-names";
import { schema, V2_DEFAULTS, type Values } from "./conf-schema";

/** Keys and values of a configuration, by our names. */
export type Entries = Readonly<Record<string, unknown>>;

/** A configuration that was read: its values when nothing is wrong with it. */
export type Checked =
  | { readonly given: Entries; readonly values: Values }
  | { readonly values: undefined; readonly issues: readonly Issue[] };

/** Marks the configurations of every copy of this package; jest, for one, makes several. */
export const BRAND = Symbol.for("dino-wrapper.DINOConf");

/**
 * Reads a configuration and finds all of its mistakes. `given` are the checked values of the keys that stand in it or in
 * `before`, whose entries it replaces; of the groups `head` and `training` key by key.
 */
export function check(input: unknown, before: Entries = {}): Checked {
  const isConf = typeof input === "object" && input !== null && BRAND in input;
  const plain: unknown = isConf ? { ...input } : input;
  if (!isPlainObject(plain))
    return {
      values: undefined,
      issues: [{ path: [], text: `DINOConf: expected an object, got ${describe(input)}` }],
    };
  const { entries, issues } = renamed(plain);
  const given = joined(before, entries);
  const parsed = schema.safeParse(given.version === "v2" ? joined(V2_DEFAULTS, given) : given, {
    reportInput: true,
  });
  if (parsed.success && issues.length === 0)
    return { values: parsed.data, given: valuesOf(parsed.data, given) };
  return { values: undefined, issues: [...issues, ...(parsed.error?.issues.flatMap(describeIssue) ?? [])] };
}

const JOINED_GROUPS: ReadonlySet<string> = new Set(["head", "training"]);

function joined(before: Entries, after: Entries): Entries {
  const result = new Map(Object.entries(before));
  for (const [key, value] of Object.entries(after)) {
    const old = result.get(key);
    const both = JOINED_GROUPS.has(key) && isPlainObject(old) && isPlainObject(value);
    result.set(key, both ? { ...old, ...value } : value);
  }
  return Object.fromEntries(result);
}

/** The checked values of the keys of `given`, which its owner may change. */
function valuesOf(values: Entries, given: Entries): Entries {
  return Object.fromEntries(
    Object.entries(given).map(([key, entry]) => {
      const value = values[key];
      const isGroup = JOINED_GROUPS.has(key) && isPlainObject(value) && isPlainObject(entry);
      return [key, isGroup ? valuesOf(value, entry) : value];
    }),
  );
}
