import { extname } from "node:path";
import { types } from "node:util";
import { describe } from "../describe";
import { ArgumentError, DataError } from "../errors";
import { job } from "../native/call";
import { native } from "../native/load";
import { checkFlag, checkOptions, isPlainObject } from "../options";
import { isTensor, type Tensor } from "../tensor/tensor";
import {
  define,
  isPickleObject,
  liftTable,
  lowerTable,
  type PickleObject,
  type PickleValue,
} from "./pickle-value";
import { type FileSource, nameOf, readTable } from "./source";

/** Options of `readStateDict`. */
export interface ReadStateDictOptions {
  /** Only the tensors below this entry, by the names that they have there: `"teacher"`, `"model.backbone"`. */
  key?: string;
  /** As in `readPickle`. */
  mmap?: boolean;
}

/**
 * Reads the tensors of a file by name, whatever wrote it: `torch.save` of a state dict, of nested containers or of
 * a whole module, a TorchScript archive, or safetensors; the content decides, not the name. Tensors inside of
 * dictionaries and lists get dotted names, a module's those of its `state_dict()`. What is no tensor is left out:
 * `readPickle` has it. Nothing in the file is executed.
 * @param source a path or the file's bytes
 * @throws DataError (`INVALID_DATA`) when the file cannot be read, is damaged, or holds no tensors (below `key`)
 */
export async function readStateDict(
  source: FileSource,
  options: ReadStateDictOptions = {},
): Promise<Record<string, Tensor>> {
  checkOptions(options, "readStateDict: options", ["key", "mmap"]);
  const { key } = options;
  if (key !== undefined && typeof key !== "string")
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `readStateDict: key: expected a string, got ${describe(key)}`,
    );
  const map = checkFlag(options.mmap ?? false, "readStateDict: mmap");
  const table = await readTable(source, map, "readStateDict");
  const value = liftTable(table);
  const name = nameOf(source);
  const found = new Map<string, Tensor>();
  collect(value, found, name);
  const chosen = key === undefined ? found : below(found, key);
  if (chosen.size === 0) {
    for (const tensor of found.values()) tensor.dispose();
    throw new DataError("INVALID_DATA", `${name} ${missing(found, key, value)}`, { path: name, key });
  }
  const kept = new Set(chosen.values());
  for (const tensor of found.values()) if (!kept.has(tensor)) tensor.dispose();
  const result: Record<string, Tensor> = {};
  for (const [entry, tensor] of chosen) define(result, entry, tensor);
  return result;
}

/** Options of `writeStateDict`. */
export interface WriteStateDictOptions {
  /** Default: by the file's ending, `.pt`, `.pth` and `.bin` or `.safetensors`. */
  format?: "pytorch" | "safetensors";
  /** Safetensors only. Default: `{ format: "pt" }`, which other libraries look for. */
  metadata?: Readonly<Record<string, string>>;
}

/**
 * Writes tensors by name: as `torch.save` writes a state dict (`torch.load` reads it with `weights_only=True`), or
 * as safetensors, where every tensor is written out contiguously. As in a state dict of PyTorch's, the tensors in
 * the file do not require gradients. Atomic, as `writePickle` is.
 * @throws ArgumentError for another file ending or a value that is no tensor
 * @throws DataError (`INVALID_DATA`) when the file cannot be written, or the format has not a tensor's dtype
 */
export async function writeStateDict(
  path: string,
  state: Readonly<Record<string, Tensor>>,
  options: WriteStateDictOptions = {},
): Promise<void> {
  checkOptions(options, "writeStateDict: options", ["format", "metadata"]);
  const fail = (problem: string): never => {
    throw new ArgumentError("INVALID_ARGUMENT", `writeStateDict: ${problem}`);
  };
  if (typeof path !== "string") fail(`path: expected a string, got ${describe(path)}`);
  const ending = extname(path).toLowerCase();
  const format = options.format ?? FORMATS[ending];
  if (format === undefined)
    return fail(
      `expected a path that ends in ${Object.keys(FORMATS).join(", ")}, got ${JSON.stringify(path)}`,
    );
  if (format !== "pytorch" && format !== "safetensors")
    fail(`format: expected "pytorch" or "safetensors", got ${describe(format)}`);
  if (options.metadata !== undefined && format !== "safetensors")
    fail("metadata are part of safetensors files only");
  const metadata = Object.entries(options.metadata ?? { format: "pt" });
  for (const [key, value] of metadata)
    if (typeof value !== "string") fail(`metadata: ${key}: expected a string, got ${describe(value)}`);
  checkOptions(state, "writeStateDict: state");
  // Read once: what was checked is what is written.
  const entries = Object.entries(state);
  const other = entries.find(([, value]) => !isTensor(value));
  if (other !== undefined) fail(`${JSON.stringify(other[0])}: expected a Tensor, got ${describe(other[1])}`);
  const table = lowerTable(new Map(entries), "writeStateDict");
  await job<null>((done) => native().fileWrite(path, format, table, true, metadata, done));
}

const FORMATS: Readonly<Record<string, "pytorch" | "safetensors">> = {
  ".pt": "pytorch",
  ".pth": "pytorch",
  ".bin": "pytorch",
  ".safetensors": "safetensors",
};

/** A small file can share one list, or one long name, so often that its names would fill memory. */
const MOST_VISITS = 2 ** 22;
const MOST_CHARACTERS = 2 ** 26;
const DEEPEST = 256;

/** Puts every tensor of `value` into `found`, by its dotted name. */
function collect(value: PickleValue, found: Map<string, Tensor>, path: string): void {
  const open = new Set<object>();
  let visits = 0;
  let characters = 0;
  const check = (count: number, most: number, what: string): void => {
    if (count > most)
      throw new DataError("INVALID_DATA", `${path} names more than ${most} ${what}`, { path });
  };
  const visit = (item: PickleValue, prefix: string, key: string): void => {
    check(++visits, MOST_VISITS, "values");
    if (typeof item !== "object" || item === null) return;
    characters += prefix.length + key.length;
    check(characters, MOST_CHARACTERS, "characters");
    const name = key === "" ? prefix : joined(prefix, key);
    if (isTensor(item)) {
      found.set(name, item);
      return;
    }
    if (types.isUint8Array(item) || open.has(item) || open.size >= DEEPEST) return;
    open.add(item);
    for (const [childKey, child] of childrenOf(item)) visit(child, name, childKey);
    open.delete(item);
  };
  visit(value, "", "");
}

function joined(prefix: string, key: string): string {
  return prefix === "" ? key : `${prefix}.${key}`;
}

/** A container's values by name; an empty name adds nothing to the container's own. */
function childrenOf(item: object): Iterable<readonly [string, PickleValue]> {
  if (isPickleObject(item)) return childrenOfObject(item);
  if (types.isMap(item))
    return [...item].map(([key, value]) => [keyName(key), value as PickleValue] as const);
  if (Array.isArray(item)) return item.map((value: PickleValue, i) => [String(i), value] as const);
  return types.isSet(item) ? [] : Object.entries(item as Record<string, PickleValue>);
}

function childrenOfObject(object: PickleObject): [string, PickleValue][] {
  const { state } = object;
  if (!isPlainObject(state)) return state === undefined ? [] : [["", state]];
  const parts = state as Readonly<Record<string, PickleValue>>;
  if (!isNamed(parts._parameters) || !isNamed(parts._buffers) || !isNamed(parts._modules))
    return Object.entries(parts);
  // A module of torch.nn: the names of its state_dict().
  const skipped = types.isSet(parts._non_persistent_buffers_set)
    ? parts._non_persistent_buffers_set
    : new Set();
  return [
    ...Object.entries(parts._parameters),
    ...Object.entries(parts._buffers).filter(([name]) => !skipped.has(name)),
    ...Object.entries(parts._modules),
  ];
}

function isNamed(value: PickleValue): value is { readonly [key: string]: PickleValue } {
  return isPlainObject(value);
}

function keyName(key: unknown): string {
  return typeof key === "string" ||
    typeof key === "number" ||
    typeof key === "bigint" ||
    typeof key === "boolean"
    ? String(key)
    : describe(key);
}

function below(found: ReadonlyMap<string, Tensor>, key: string): Map<string, Tensor> {
  const prefix = `${key}.`;
  const chosen = new Map<string, Tensor>();
  for (const [name, tensor] of found)
    if (name.startsWith(prefix)) chosen.set(name.slice(prefix.length), tensor);
  return chosen;
}

function missing(found: ReadonlyMap<string, Tensor>, key: string | undefined, value: PickleValue): string {
  if (found.size === 0)
    return `holds no tensors, but ${isPickleObject(value) ? value.className : describe(value)}`;
  const first = [...new Set([...found.keys()].map((name) => name.split(".")[0]))];
  return `holds no tensors below ${JSON.stringify(key)}; there are ${first.slice(0, 10).join(", ")}`;
}
