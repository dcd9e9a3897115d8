import { types } from "node:util";
import { describe } from "../describe";
import { ArgumentError } from "../errors";
import type { FileNode, FileTable } from "../native/binding";
import { isPlainObject } from "../options";
import { handleOf, isTensor, type Tensor, tensorOf } from "../tensor/tensor";

/**
 * A value of a pickle. Python's lists and tuples are arrays, dictionaries objects (a Map when a key is no string),
 * integers beyond 2^53 bigints, None null.
 */
export type PickleValue =
  | Tensor
  | PickleObject
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly PickleValue[]
  | ReadonlySet<PickleValue>
  | ReadonlyMap<PickleValue, PickleValue>
  | { readonly [key: string]: PickleValue };

let isObject: (value: object) => boolean;

/**
 * What a pickle asked Python to make, not made: the class or function that it names, and what it passed to it.
 * A `torch.dtype` is one without arguments (`new PickleObject("torch.float32")`), a `torch.device` one of class
 * `torch.device`, a complex number one of class `builtins.complex`; only these can be written.
 */
export class PickleObject {
  readonly #brand = true;
  /** With its module: `argparse.Namespace`. */
  readonly className: string;
  /** null: the class or function itself, which was not called. */
  readonly args: readonly PickleValue[] | null;
  /** What Python would have handed to `__setstate__`, or put into the object's attributes. */
  readonly state: PickleValue;
  /** What was appended to it. */
  readonly items: readonly PickleValue[] = [];
  /** What was set in it by key. */
  readonly entries: ReadonlyMap<PickleValue, PickleValue> = new Map();

  static {
    isObject = (value) => #brand in value;
  }

  constructor(className: string, args: readonly PickleValue[] | null = null) {
    this.className = className;
    this.args = args;
  }
}

export function isPickleObject(value: unknown): value is PickleObject {
  return typeof value === "object" && value !== null && isObject(value);
}

const tuples = new WeakSet<object>();

/** An array that `writePickle` writes as a tuple. Arrays that `readPickle` made of tuples are written so too. */
export function pickleTuple<T extends PickleValue>(...items: T[]): readonly T[] {
  tuples.add(items);
  return items;
}

/** Whether an array is written as a tuple. */
export function isTuple(value: object): boolean {
  return tuples.has(value);
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The value that a file's table stands for. Values that are shared in the file are shared here. */
export function liftTable(table: FileTable): PickleValue {
  // Handles first: whatever happens later, they belong to tensors that are collected.
  const values = table.nodes.map((node): PickleValue => {
    if (typeof node !== "object" || node === null) return node;
    if ("tensor" in node) return tensorOf(node.tensor);
    if ("bytes" in node) return node.bytes;
    if ("complex" in node) return new PickleObject("builtins.complex", node.complex);
    if ("tuple" in node || "list" in node) return [];
    if ("set" in node) return new Set();
    if ("dict" in node) return hasStringKeys(node.dict, table.nodes) ? {} : new Map();
    if ("global" in node) return new PickleObject(node.global);
    return new PickleObject(node.object, []);
  });
  const pick = (indices: readonly number[]) => indices.map((index) => values[index]);
  table.nodes.forEach((node, i) => {
    if (typeof node !== "object" || node === null) return;
    const value = values[i];
    if ("tuple" in node || "list" in node) {
      const items = value as PickleValue[];
      for (const index of "tuple" in node ? node.tuple : node.list) items.push(values[index]);
      if ("tuple" in node) tuples.add(items);
    } else if ("set" in node) {
      for (const index of node.set) (value as Set<PickleValue>).add(values[index]);
    } else if ("dict" in node) {
      eachEntry(node.dict, (key, index) => {
        if (types.isMap(value)) (value as Map<PickleValue, PickleValue>).set(values[key], values[index]);
        else define(value as object, values[key] as string, values[index]);
      });
    } else if ("object" in node) {
      const object = value as Writable<PickleObject>;
      object.args = values[node.arguments] as readonly PickleValue[];
      if (node.state !== null) object.state = values[node.state];
      object.items = pick(node.items);
      eachEntry(node.entries, (key, index) => {
        (object.entries as Map<PickleValue, PickleValue>).set(values[key], values[index]);
      });
    }
  });
  return values[table.root];
}

/** Limits of what is written: deeper and longer than any checkpoint. */
const DEEPEST = 256;
const MOST_VALUES = 2 ** 22;

/** The other way. `what` names the call in errors. */
export function lowerTable(root: unknown, what: string): Pick<FileTable, "nodes" | "root"> {
  const nodes: FileNode[] = [];
  const known = new Map<object, number>();
  const open = new Set<object>();

  const refuse = (path: string, expected: string, found: unknown): never => {
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: value${path}: expected ${expected}, got ${describe(found)}`,
      { argument: `value${path}`, expected, found: describe(found) },
    );
  };
  const add = (node: FileNode): number => {
    if (nodes.length >= MOST_VALUES)
      throw new ArgumentError("INVALID_ARGUMENT", `${what}: more than ${MOST_VALUES} values`);
    return nodes.push(node) - 1;
  };
  const lowerAll = (items: Iterable<unknown>, path: string): number[] => {
    const indices: number[] = [];
    for (const item of items) indices.push(lower(item, `${path}[${indices.length}]`));
    return indices;
  };
  const lowerEntries = (entries: Iterable<readonly [unknown, unknown]>, path: string): number[] => {
    const indices: number[] = [];
    for (const [key, item] of entries)
      indices.push(lower(key, `${path}: key`), lower(item, `${path}[${inWords(key)}]`));
    return indices;
  };
  const lowerObject = (value: object, path: string): FileNode => {
    if (isTensor(value)) return { tensor: handleOf(value, `${what}: value${path}`) };
    if (types.isUint8Array(value)) return { bytes: value };
    if (Array.isArray(value)) {
      if (value.length > MOST_VALUES) refuse(path, `at most ${MOST_VALUES} items`, value);
      const items = lowerAll(value, path);
      return isTuple(value) ? { tuple: items } : { list: items };
    }
    if (types.isSet(value)) return { set: lowerAll(value, path) };
    if (types.isMap(value)) return { dict: lowerEntries(value, path) };
    if (isPickleObject(value)) return lowerPickleObject(value, path);
    if (!isPlainObject(value)) refuse(path, "a value that a pickle can hold", value);
    return { dict: lowerEntries(Object.entries(value), path) };
  };
  const lowerPickleObject = (object: PickleObject, path: string): FileNode => {
    const { className, args } = object;
    if (args === null) return { global: className };
    if (
      className === "builtins.complex" &&
      args.length === 2 &&
      args.every((part) => typeof part === "number")
    )
      return { complex: args as [number, number] };
    if (className !== "torch.device") refuse(path, "a value that a pickle can hold", object);
    const items = lowerAll(args, `${path}.args`);
    return { object: className, arguments: add({ tuple: items }), state: null, items: [], entries: [] };
  };
  const lower = (value: unknown, path: string): number => {
    if (value === undefined || value === null) return add(null);
    if (typeof value === "function" || typeof value === "symbol")
      return refuse(path, "a value that a pickle can hold", value);
    if (typeof value !== "object") return add(value as boolean | number | bigint | string);
    const before = known.get(value);
    if (before !== undefined) return before;
    if (open.has(value)) refuse(path, "a value without cycles", value);
    if (open.size >= DEEPEST) refuse(path, `a value nested at most ${DEEPEST} deep`, value);
    open.add(value);
    const index = add(lowerObject(value, path));
    open.delete(value);
    known.set(value, index);
    return index;
  };

  const index = lower(root, "");
  return { nodes, root: index };
}

/** Sets a property of that very name: `__proto__` by assignment would change the object's prototype. */
export function define(target: object, key: string, value: unknown): void {
  if (key !== "__proto__") (target as Record<string, unknown>)[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function hasStringKeys(dict: readonly number[], nodes: readonly FileNode[]): boolean {
  return dict.every((index, i) => i % 2 === 1 || typeof nodes[index] === "string");
}

function eachEntry(indices: readonly number[], visit: (key: number, value: number) => void): void {
  for (let i = 0; i + 1 < indices.length; i += 2) visit(indices[i]!, indices[i + 1]!);
}

function inWords(key: unknown): string {
  return typeof key === "string" ? JSON.stringify(key.slice(0, 80)) : describe(key);
}
