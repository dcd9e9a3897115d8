import { describe } from "../describe";
import { BRAND, check, type Entries } from "./conf-check";
import { configError } from "./conf-errors";
import { readConfFile } from "./conf-file";
import { type JsonSchema, type JsonSchemaOptions, jsonSchema } from "./conf-json-schema";
import type { DINOConfInput, Values } from "./conf-schema";
import { RECIPES, type RecipeName } from "./recipes";

export type { JsonSchema, JsonSchemaOptions } from "./conf-json-schema";
export type { DINOConfInput, PreprocessFunction } from "./conf-schema";
export type { RecipeName } from "./recipes";

/** What `DINOConf.merge` takes: any keys, and of the groups `head` and `training` any part. */
export type DINOConfChanges = Omit<DINOConfInput, "head"> & {
  readonly head?: Partial<NonNullable<DINOConfInput["head"]>> | null | undefined;
};

let hasGiven: (value: object) => boolean;
let givenIn: (conf: DINOConf) => Entries;

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
 * with `version: "v2"`, of DINOv2, and never changed. docs/configuration.md lists all keys.
 *
 * Keys may be written in camelCase or snake_case, and by the reference's names (`momentum_teacher`,
 * `len_train_loader`, `out_dim`).
 */
export class DINOConf extends ConfValues {
  /** The keys that were given: the others follow the defaults of the version. */
  readonly #given: Entries;

  static {
    hasGiven = (value) => #given in value;
    givenIn = (conf) => conf.#given;
  }

  /** @throws ConfigError listing every mistake, with a suggestion for keys that do not exist */
  constructor(input: DINOConfInput = {}) {
    const checked = check(input);
    if (checked.values === undefined) throw configError("DINOConf", checked.issues);
    super(checked.values);
    deepFreeze(this);
    this.#given = checked.given;
  }

  /**
   * The settings that a YAML or JSON file holds. A file of comments alone has all the defaults.
   * @param path of a file of up to 1 MiB: YAML 1.2 without tags, no key twice
   * @throws DataError for a file that cannot be read
   * @throws ConfigError listing every mistake of the file, with its line
   */
  static async load(path: string): Promise<DINOConf> {
    const { content, lineOf } = await readConfFile(path);
    const checked = check(content);
    if (checked.values === undefined) throw configError(path, checked.issues, lineOf);
    return new DINOConf(content as DINOConfInput);
  }

  /** The names that `recipe` knows. */
  static get recipes(): readonly RecipeName[] {
    return Object.keys(RECIPES) as RecipeName[];
  }

  /**
   * Whole settings that were published, or that are known to work: network, crops, head, schedules and optimiser. Change
   * what does not fit with `merge`. docs/configuration.md tells where each comes from.
   * @throws ConfigError for a name that `recipes` does not list
   */
  static recipe(name: RecipeName): DINOConf {
    if (typeof name !== "string" || !Object.hasOwn(RECIPES, name))
      throw configError("DINOConf.recipe", [
        { path: [], text: `name: expected ${DINOConf.recipes.join(", ")}, got ${describe(name)}` },
      ]);
    return new DINOConf(RECIPES[name].settings);
  }

  /**
   * JSON Schema (2020-12) of what the constructor and `load` take, with descriptions and defaults, for editors and other
   * programs. It knows one spelling of the keys, and not the reference's names. What relates two values (the smaller
   * first, as many `std` as `mean`) only the constructor checks.
   */
  static jsonSchema(options: JsonSchemaOptions = {}): JsonSchema {
    return jsonSchema(options);
  }

  /**
   * These settings with some of them replaced; of `head` and `training` the keys that are named. What was never given
   * has the defaults of the new `version`.
   * @throws ConfigError as the constructor
   */
  merge(changes: DINOConfChanges): DINOConf {
    const checked = check(changes, this.#given);
    if (checked.values === undefined) throw configError("DINOConf", checked.issues);
    return new DINOConf(checked.given);
  }

  /**
   * Plain data that makes the same settings again. A function in `preprocessFunc` cannot be written down: "function"
   * stands in its place, and is refused, by name, until the function is given again.
   */
  toJSON(): Values {
    const values = { ...(this as unknown as Values) };
    const preprocessFunc = typeof values.preprocessFunc === "function" ? "function" : values.preprocessFunc;
    return structuredClone({ ...values, preprocessFunc }) as Values;
  }
}

Object.defineProperty(DINOConf.prototype, BRAND, { value: true });

/** Whether it is one of this copy of the package, which needs no check any more; a proxy of one is none. */
export function isConf(value: unknown): value is DINOConf {
  return typeof value === "object" && value !== null && hasGiven(value);
}

/** Whether a key was given, and does not only follow the defaults. */
export function isGiven(conf: DINOConf, key: keyof Values): boolean {
  return Object.hasOwn(givenIn(conf), key);
}

function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const item of Object.values(value)) deepFreeze(item);
}
