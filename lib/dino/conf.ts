import { describe } from "../describe";
import { isPlainObject } from "../options";
import { configError, describeIssue } from "./conf-errors";
import { type Renamed, renamed } from "./conf-names";
import { type DINOConfInput, schema, V2_DEFAULTS, type Values } from "./conf-schema";

export type { DINOConfInput, PreprocessFunction } from "./conf-schema";

/** What `DINOConf.merge` takes: any keys, and of the groups `head` and `training` any part. */
export type DINOConfChanges = Omit<DINOConfInput, "head"> & {
  readonly head?: Partial<NonNullable<DINOConfInput["head"]>> | null | undefined;
};

const BRAND = Symbol.for("dino-wrapper.DINOConf");

/** Has every key of the schema as a property, which a class cannot declare of a type that is computed. */
const ConfValues = class {
  constructor(values: Values) {
    Object.assign(this, values);
  }
} as unknown as new (
  values: Values,
) => Values;

/**
 * The settings of a `DINOWrapper`, and how it is trained: checked as a whole, filled in with the defaults of DINO v1 or,
 * with `version: "v2"`, of DINOv2, and never changed.
 *
 * Keys may be written in camelCase or snake_case, and by the reference's names (`momentum_teacher`,
 * `len_train_loader`, `out_dim`).
 */
export class DINOConf extends ConfValues {
  /** The keys that were given: the others follow the defaults of the version. */
  readonly #given: Entries;

  /** @throws ConfigError listing every mistake, with a suggestion for keys that do not exist */
  constructor(input: DINOConfInput = {}) {
    const { entries, issues } = read(input);
    const values = validated(entries, issues);
    super(values);
    deepFreeze(this);
    this.#given = givenOf(values, entries);
  }

  /**
   * These settings with some of them replaced; of `head` and `training` the keys that are named. What was never given
   * has the defaults of the new `version`.
   * @throws ConfigError as the constructor
   */
  merge(changes: DINOConfChanges): DINOConf {
    const { entries, issues } = read(changes);
    const merged: Record<string, unknown> = { ...this.#given };
    for (const [key, value] of Object.entries(entries)) {
      const before = merged[key];
      const joined = MERGED_GROUPS.has(key) && isPlainObject(before) && isPlainObject(value);
      merged[key] = joined ? { ...before, ...value } : value;
    }
    if (issues.length > 0) validated(merged, issues);
    return new DINOConf(merged);
  }

  /**
   * Plain data that makes the same settings again. A function in `preprocessFunc` cannot be written down: "function"
   * stands in its place, and is refused, by name, until the function is given again.
   */
  toJSON(): Values {
    const { preprocessFunc, ...values } = this as unknown as Values;
    const written = typeof preprocessFunc === "function" ? "function" : preprocessFunc;
    return structuredClone({ ...values, preprocessFunc: written }) as Values;
  }
}

/** Marks the configurations of every copy of this package; jest, for one, makes several. */
Object.defineProperty(DINOConf.prototype, BRAND, { value: true });

type Entries = Readonly<Record<string, unknown>>;

const MERGED_GROUPS: ReadonlySet<string> = new Set(["head", "training"]);

function read(input: unknown): Renamed {
  const isConf = typeof input === "object" && input !== null && BRAND in input;
  const plain: unknown = isConf ? { ...input } : input;
  if (!isPlainObject(plain))
    throw configError("DINOConf", [`DINOConf: expected an object, got ${describe(input)}`]);
  return renamed(plain);
}

function validated(entries: Entries, issues: readonly string[]): Values {
  const parsed = schema.safeParse(entries.version === "v2" ? withDefaults(entries, V2_DEFAULTS) : entries, {
    reportInput: true,
  });
  if (parsed.success && issues.length === 0) return parsed.data;
  throw configError("DINOConf", [...issues, ...(parsed.error?.issues.flatMap(describeIssue) ?? [])]);
}

function withDefaults(entries: Entries, defaults: Entries): Entries {
  const result: Record<string, unknown> = { ...defaults, ...entries };
  for (const [key, group] of Object.entries(defaults)) {
    const given = entries[key];
    if (isPlainObject(group) && isPlainObject(given)) result[key] = { ...group, ...given };
  }
  return result;
}

/** The checked values of the keys that stand in `entries`, which its owner may change. */
function givenOf(values: Entries, entries: Entries): Entries {
  return Object.fromEntries(
    Object.entries(entries).map(([key, given]) => {
      const value = values[key];
      const group = MERGED_GROUPS.has(key) && isPlainObject(value) && isPlainObject(given);
      return [key, group ? givenOf(value, given) : value];
    }),
  );
}

function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const item of Object.values(value)) deepFreeze(item);
}
