import { ArgumentError } from "../errors";
import type { Handle, OperatorInfo, OperatorResult } from "../native/binding";
import { KIND_TENSOR, KIND_TENSOR_LIST } from "../native/binding";
import { check, job } from "../native/call";
import { currentFlags } from "../native/context";
import { native } from "../native/load";
import { lift } from "../native/plain";
import { isPlainObject } from "../options";
import { describe, handleOf, isTensor, type Tensor, tensorOf } from "../tensor/tensor";

/** What an operator takes: by its schema a tensor, number, string, null, or a list of them. */
export type Argument =
  | Tensor
  | number
  | bigint
  | boolean
  | string
  | null
  | undefined
  | readonly (Tensor | number | bigint | boolean | string | null)[];

/** Calls an operator by its qualified name (`aten::add`). Keyword arguments that are undefined are left out. */
export function invoke(
  name: string,
  args: readonly Argument[],
  keywords?: Readonly<Record<string, Argument>>,
): unknown {
  const call = lower(name, args, keywords);
  const result = check(native().call(call.id, currentFlags(), call.kinds, call.names, ...call.values));
  return raise(result, call.all);
}

/** The same on the engine. */
export async function invokeAsync(
  name: string,
  args: readonly Argument[],
  keywords?: Readonly<Record<string, Argument>>,
): Promise<unknown> {
  const call = lower(name, args, keywords);
  const flags = currentFlags();
  const result = await job<OperatorResult>((done) =>
    native().callAsync(call.id, flags, call.kinds, call.names, done, ...call.values),
  );
  return raise(result, call.all);
}

/** An operator that returns one tensor. */
export function invokeTensor(
  name: string,
  args: readonly Argument[],
  keywords?: Readonly<Record<string, Argument>>,
): Tensor {
  return invoke(name, args, keywords) as Tensor;
}

/** An operator that returns several tensors. */
export function invokeTensors(name: string, args: readonly Argument[]): Tensor[] {
  return invoke(name, args) as Tensor[];
}

/** What LibTorch knows of an operator; looked up once. */
export function operatorInfo(name: string): OperatorInfo {
  let info = known.get(name);
  if (info === undefined) {
    info = check(native().operator(name));
    known.set(name, info);
  }
  return info;
}

const known = new Map<string, OperatorInfo>();

interface Lowered {
  readonly id: number;
  readonly kinds: number;
  readonly names: readonly string[] | undefined;
  readonly values: readonly unknown[];
  /** The arguments as they came, in the order of `values`. */
  readonly all: readonly Argument[];
}

function lower(
  name: string,
  args: readonly Argument[],
  keywords: Readonly<Record<string, Argument>> | undefined,
): Lowered {
  const { id, argumentNames } = operatorInfo(name);
  let all = args;
  let names: string[] | undefined;
  if (keywords !== undefined) {
    if (!isPlainObject(keywords))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${name}: expected an object of keyword arguments, got ${describe(keywords)}`,
      );
    names = [];
    const named: Argument[] = [];
    for (const [key, value] of Object.entries(keywords)) {
      if (value === undefined) continue;
      names.push(argumentNames.includes(key) ? key : snakeCase(key));
      named.push(value);
    }
    all = [...args, ...named];
  }
  if (all.length > MAX_ARGUMENTS)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${name}: expected at most ${MAX_ARGUMENTS} arguments, got ${all.length}`,
    );
  const values = new Array<unknown>(all.length);
  let kinds = 0;
  let place = 1;
  for (let i = 0; i < all.length; ++i, place *= 4) {
    const value = all[i];
    if (typeof value !== "object" || value === null) {
      values[i] = value;
    } else if (isTensor(value)) {
      values[i] = handleOf(value, name);
      kinds += KIND_TENSOR * place;
    } else if (Array.isArray(value)) {
      const handles = value.some(isTensor);
      values[i] = handles ? value.map((item) => listItem(item, name)) : value;
      if (handles) kinds += KIND_TENSOR_LIST * place;
    } else {
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${name}: argument ${i}: expected a value of its schema, got ${describe(value)}`,
        { operator: name, argument: i, found: describe(value) },
      );
    }
  }
  return { id, kinds, names, values, all };
}

/** Two bits an argument in a number's 53 exact ones. */
const MAX_ARGUMENTS = 26;

function listItem(item: unknown, name: string): Handle | null {
  return item === null || item === undefined ? null : handleOf(item, name);
}

function raise(result: OperatorResult, args: readonly Argument[]): unknown {
  if (typeof result !== "number") return lift(result.value);
  return result >= 0 ? tensorOf(result) : args[-1 - result];
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
