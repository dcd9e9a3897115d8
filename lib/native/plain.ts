import { describe } from "../describe";
import { ArgumentError } from "../errors";
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

/** Native plain data with its handles made tensors; a dictionary becomes an object, or a Map when a key is no string. */
export function lift(plain: Plain): Value {
  if (typeof plain !== "object" || plain === null) return plain;
  if ("tensor" in plain) return tensorOf(plain.tensor);
  if ("complex" in plain) return plain;
  if ("dict" in plain) {
    const entries = plain.dict.map(([key, value]) => [lift(key), lift(value)] as const);
    return entries.every(([key]) => typeof key === "string")
      ? (Object.fromEntries(entries) as { [key: string]: Value })
      : (new Map(entries) as ReadonlyMap<string, Value>);
  }
  return (plain as readonly Plain[]).map(lift);
}

/** The other way. `what` names the call in errors. */
export function lower(value: Value, what: string, depth = 0): Plain {
  if (value === null || value === undefined) return null;
  if (typeof value === "function" || typeof value === "symbol" || depth > 32)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected a value that TorchScript knows, got ${describe(value)}`,
    );
  if (typeof value !== "object") return value;
  if (isTensor(value)) return { tensor: writableHandleOf(value, what) };
  if (Array.isArray(value)) return value.map((item: Value) => lower(item, what, depth + 1));
  const entries = isMap(value) ? [...value.entries()] : Object.entries(value as { [key: string]: Value });
  return { dict: entries.map(([key, item]) => [key, lower(item, what, depth + 1)] as const) };
}

function isMap(value: object): value is ReadonlyMap<string | number | bigint | boolean, Value> {
  return Object.prototype.toString.call(value) === "[object Map]";
}
