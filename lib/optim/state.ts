import { types } from "node:util";
import { snakeCase } from "../aten/invoke";
import { type PickleValue, pickleTuple } from "../files/pickle-value";
import type { Handle, OptimizerOptions } from "../native/binding";
import { checkOptions, isPlainObject } from "../options";
import { full } from "../tensor/factories";
import { handleOf, type Tensor } from "../tensor/tensor";
import { refused } from "./parameters";

/** An optimiser's state in PyTorch's layout, `{ state: { 0: { step, exp_avg, … } }, param_groups: [{ lr, …, params: [0] }] }`. */
export type OptimizerStateDict = {
  /** What is kept for each parameter, by its number, under PyTorch's names. */
  readonly state: ReadonlyMap<number, Readonly<Record<string, Tensor>>>;
  /** The groups' options, and the numbers of their parameters. */
  readonly param_groups: readonly { readonly [key: string]: PickleValue }[];
};

/** A group of parameters as an optimiser keeps it. */
export interface SavedGroup {
  options: OptimizerOptions;
  readonly names: readonly string[] | undefined;
  readonly size: number;
  /** Entries of PyTorch's groups that are no options here. */
  readonly others: Readonly<Record<string, PickleValue>>;
}

/** The group in PyTorch's layout, its parameters numbered from `first`. */
export function packGroup(group: SavedGroup, first: number): { readonly [key: string]: PickleValue } {
  const packed: Record<string, PickleValue> = {};
  if (group.names !== undefined) packed.param_names = group.names;
  for (const [name, value] of Object.entries(group.options)) {
    if (name === "beta1") packed.betas = pickleTuple(value, group.options.beta2);
    else if (name !== "beta2") packed[snakeCase(name)] = value;
  }
  return { ...packed, ...group.others, params: Array.from({ length: group.size }, (_, i) => first + i) };
}

/**
 * What a state dict says of an optimiser with these groups. `made` takes the tensors that were made of numbers.
 * @throws ArgumentError where it is of another optimiser, or of other groups
 */
export function readStateDict(
  value: unknown,
  groups: readonly SavedGroup[],
  constants: Readonly<Record<string, boolean | null>>,
  what: string,
  made: Tensor[],
): { groups: SavedGroup[]; state: (Readonly<Record<string, Handle>> | null)[] } {
  checkOptions(value, what, ["state", "param_groups"]);
  const { state: states, param_groups: saved } = value as { state?: unknown; param_groups?: unknown };
  if (!Array.isArray(saved) || saved.length !== groups.length)
    throw refused(`${what}: param_groups`, `an array of ${groups.length} groups`, saved);
  const ids = new Map<number, number>();
  const read = Array.from(saved, (group: unknown, g) =>
    readGroup(group, groups[g]!, constants, `${what}: param_groups[${g}]`, ids),
  );
  const state = new Array<Record<string, Handle> | null>(ids.size).fill(null);
  for (const [key, entry] of entriesOf(states, `${what}: state`)) {
    // JavaScript's objects have strings where Python's dictionaries have numbers.
    const index = ids.get(typeof key === "string" ? Number(key) : (key as number));
    if (index === undefined)
      throw refused(`${what}: state`, "numbers of the groups' parameters as keys", key);
    const place = `${what}: state[${key as number}]`;
    const tensors = new Map<string, Handle>();
    for (const [name, item] of entriesOf(entry, place)) {
      if (typeof name !== "string") throw refused(place, "names as keys", name);
      if (item === null) continue;
      // PyTorch kept the step as a number before 1.12.
      const tensor = typeof item === "number" ? full([], item) : item;
      if (tensor !== item) made.push(tensor as Tensor);
      tensors.set(name, handleOf(tensor, `${place}.${name}`));
    }
    if (tensors.size > 0) state[index] = Object.fromEntries(tensors);
  }
  return { groups: read, state };
}

function readGroup(
  value: unknown,
  group: SavedGroup,
  constants: Readonly<Record<string, boolean | null>>,
  what: string,
  ids: Map<number, number>,
): SavedGroup {
  if (!isPlainObject(value)) throw refused(what, "an object of options", value);
  const { params, param_names: names, ...rest } = value;
  if (!Array.isArray(params) || params.length !== group.size)
    throw refused(`${what}.params`, `an array of ${group.size} parameters`, params);
  for (const id of params as unknown[]) {
    if (!Number.isSafeInteger(id) || ids.has(id as number))
      throw refused(`${what}.params`, "different integers", id);
    ids.set(id as number, ids.size);
  }
  if (rest.decoupled_weight_decay !== undefined && "decoupled_weight_decay" in constants)
    if (rest.decoupled_weight_decay !== constants.decoupled_weight_decay)
      throw refused(
        `${what}.decoupled_weight_decay`,
        `${constants.decoupled_weight_decay} (AdamW's is true, Adam's false)`,
        rest.decoupled_weight_decay,
      );

  const options: Record<string, number | boolean> = {};
  for (const [name, now] of Object.entries(group.options)) {
    const key = name.startsWith("beta") ? "betas" : snakeCase(name);
    const found = Object.hasOwn(rest, key) ? rest[key] : undefined;
    const option = key === "betas" && Array.isArray(found) ? found[name === "beta1" ? 0 : 1] : found;
    // Flags are younger than the files of old versions.
    options[name] = option === undefined && typeof now === "boolean" ? false : (option as number | boolean);
    if (typeof options[name] !== typeof now)
      throw refused(`${what}.${key}`, key === "betas" ? "two numbers" : `a ${typeof now}`, found);
  }
  const known = new Set(Object.keys(packGroup(group, 0)).filter((key) => !(key in group.others)));
  const others = Object.fromEntries(Object.entries(rest).filter(([key]) => !known.has(key)));
  return {
    options,
    names: readNames(names, group.names, `${what}.param_names`),
    size: group.size,
    others: { ...constants, ...(others as Record<string, PickleValue>) },
  };
}

/** Parameters correspond by order, so that a wrong order is only noticed by their names. */
function readNames(
  saved: unknown,
  names: readonly string[] | undefined,
  what: string,
): readonly string[] | undefined {
  if (saved === undefined) return names;
  if (!Array.isArray(saved) || !saved.every((name) => typeof name === "string"))
    throw refused(what, "an array of strings", saved);
  const i = names?.findIndex((name, index) => saved[index] !== name) ?? -1;
  if (i >= 0) throw refused(`${what}[${i}]`, `string ${JSON.stringify(names![i])}`, saved[i]);
  return names ?? saved;
}

function entriesOf(value: unknown, what: string): Iterable<readonly [unknown, unknown]> {
  if (types.isMap(value)) return value;
  if (!isPlainObject(value)) throw refused(what, "an object or a Map", value);
  return Object.entries(value);
}
