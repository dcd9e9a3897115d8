import { types } from "node:util";
import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { checkOptions, isPlainObject } from "../options";
import { isTensor, type Tensor, tensorOf, writableHandleOf } from "../tensor/tensor";
import type { Plain } from "./binding";

/** A value that crosses to native code and back: what TorchScript methods take and give. */
export type Value =
  | Tensor
  | number
  | bigint
  | boolean
  | string
  | null
  | undefined
  | { readonly complex: readonly [number, number] }
  | readonly Value[]
  | { readonly [key: string]: Value }
  | ReadonlyMap<string | number | bigint | boolean, Value>;

/** Native plain data with its handles made tensors; a dictionary becomes an object, or a Map when its keys are no strings. */
export function lift(plain: Plain): Value {
  if (typeof plain !== "object" || plain === null) return plain;
  if ("tensor" in plain) return tensorOf(plain.tensor);
  if ("complex" in plain) return plain;
  if ("dict" in plain) {
    const entries = plain.dict.map(([key, value]) => [lift(key), lift(value)] as const);
    return plain.map === true
      ? (new Map(entries) as ReadonlyMap<string, Value>)
      : (Object.fromEntries(entries) as { [key: string]: Value });
  }
  return (plain as readonly Plain[]).map(lift);
}

/** The other way. `what` names the call in errors. */
export function lower(value: Value, what: string, depth = 0): Plain {
  if (value === null || value === undefined) return null;
  const refuse = (): never => {
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected a value that TorchScript knows, got ${describe(value)}`,
    );
  };
  if (typeof value === "function" || typeof value === "symbol" || depth > 32) return refuse();
  if (typeof value !== "object") return value;
  if (isTensor(value)) return { tensor: writableHandleOf(value, what) };
  if (Array.isArray(value)) return value.map((item: Value) => lower(item, what, depth + 1));
  if (!types.isMap(value) && !isPlainObject(value)) return refuse();
  const entries = types.isMap(value) ? [...value.entries()] : Object.entries(value);
  const dict = entries.map(([key, item]) => [key, lower(item, what, depth + 1)] as const);
  const [first] = dict;
  // A complex number looks like a dictionary: which of the two it is, the type that is expected decides.
  if (dict.length === 1 && first !== undefined && first[0] === "complex" && isPair(first[1]))
    return { dict, complex: first[1] };
  return { dict };
}

/** Arguments of a method, some of them by name; undefined stands for the method's default. */
export function lowerArguments(
  what: string,
  args: readonly Value[],
  named: Readonly<Record<string, Value>> = {},
): [values: (Plain | undefined)[], names: string[]] {
  if (!Array.isArray(args))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected an array of arguments, got ${describe(args)}`,
    );
  checkOptions(named, `${what}: arguments by name`);
  const entries: (readonly [number | string, Value])[] = [...args.entries(), ...Object.entries(named)];
  const values = entries.map(([at, value]) =>
    value === undefined ? undefined : lower(value, `${what}: argument ${at}`),
  );
  return [values, Object.keys(named)];
}

function isPair(value: Plain): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "number");
}
