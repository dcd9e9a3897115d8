import { describe } from "../describe";
import { ArgumentError, DisposedError } from "../errors";
import type { Handle, OperatorInfo, OperatorResult } from "../native/binding";
import { FLAG_UNSAFE, KIND_GENERATOR, KIND_TENSOR, KIND_TENSOR_LIST, LEAST_HANDLE } from "../native/binding";
import { check, job } from "../native/call";
import { type Context, currentContext, flagsIn } from "../native/context";
import { native } from "../native/load";
import { lift } from "../native/plain";
import { isPlainObject } from "../options";
import { type Generator, generatorHandle, isGenerator } from "../tensor/generator";
import { handleOf, isTensor, settle, type Tensor, tensorOf } from "../tensor/tensor";

/** A complex number, where an operator takes a scalar: real and imaginary part. */
export interface Complex {
  /** Real and imaginary part. */
  readonly complex: readonly [real: number, imaginary: number];
}

/** What an operator takes: by its schema a tensor, number, string, generator, null, or a list of them. */
export type Argument =
  | Tensor
  | Generator
  | Complex
  | number
  | bigint
  | boolean
  | string
  | null
  | undefined
  | readonly (Tensor | Complex | number | bigint | boolean | string | null)[];

/** Keyword arguments by their names in the schema (`rounding_mode` or `roundingMode`). */
export interface Keywords {
  readonly [name: string]: Argument;
}

/**
 * Calls an operator by its qualified name (`aten::add`), or what `operatorInfo` found. Keyword arguments that are undefined are left out.
 * @throws UnsafeOperatorError unless `unsafe` is set, for the overloads of unsafe.json
 */
export function invoke(
  operator: string | OperatorInfo,
  args: readonly Argument[],
  keywords?: Keywords,
  unsafe = false,
): unknown {
  const { id, kinds, names, values, all } = lower(infoOf(operator), args, keywords);
  const context = currentContext();
  const flags = flagsIn(context) | (unsafe ? FLAG_UNSAFE : 0);
  const binding = native();
  // Most calls have one or two arguments; spreading them costs a tenth of a small operator.
  const result = check(
    values.length === 1
      ? binding.call(id, flags, kinds, names, values[0])
      : values.length === 2
        ? binding.call(id, flags, kinds, names, values[0], values[1])
        : binding.call(id, flags, kinds, names, ...values),
  );
  return raise(result, all, context);
}

/** The same on the engine. */
export async function invokeAsync(
  operator: string | OperatorInfo,
  args: readonly Argument[],
  keywords?: Keywords,
  unsafe = false,
): Promise<unknown> {
  const call = lower(infoOf(operator), args, keywords);
  const context = currentContext();
  const flags = flagsIn(context) | (unsafe ? FLAG_UNSAFE : 0);
  const result = await job<OperatorResult>((done) =>
    native().callAsync(call.id, flags, call.kinds, call.names, done, ...call.values),
  );
  return raise(result, call.all, context);
}

/** An operator that returns one tensor. */
export function invokeTensor(
  operator: string | OperatorInfo,
  args: readonly Argument[],
  keywords?: Keywords,
): Tensor {
  return invoke(operator, args, keywords) as Tensor;
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

/** The same for LibTorch's operators, by their bare names: a literal is found without being hashed again. */
export function methodInfo(name: string): OperatorInfo {
  let info = methods.get(name);
  if (info === undefined) {
    info = operatorInfo(`aten::${name}`);
    methods.set(name, info);
  }
  return info;
}

const known = new Map<string, OperatorInfo>();
const methods = new Map<string, OperatorInfo>();

function infoOf(operator: string | OperatorInfo): OperatorInfo {
  return typeof operator === "string" ? operatorInfo(operator) : operator;
}

interface Lowered {
  readonly id: number;
  readonly kinds: number;
  readonly names: readonly string[] | undefined;
  readonly values: readonly unknown[];
  /** The arguments as they came, in the order of `values`. */
  readonly all: readonly Argument[];
}

function lower(
  { id, name, argumentNames, writes }: OperatorInfo,
  args: readonly Argument[],
  keywords: Keywords | undefined,
): Lowered {
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
      values[i] = handleOf(value, name, label(i, args.length, names));
      kinds += KIND_TENSOR * place;
      // What is written may hold a graph afterwards.
      if (writes) settle(value);
    } else if (Array.isArray(value)) {
      const handles = value.some(isTensor);
      values[i] = handles
        ? value.map((item) => listItem(item, writes, name, label(i, args.length, names)))
        : value;
      if (handles) kinds += KIND_TENSOR_LIST * place;
    } else if (isGenerator(value)) {
      if (value.disposed)
        throw new DisposedError(
          "DISPOSED",
          `${name}: argument ${label(i, args.length, names)}: the generator was disposed`,
        );
      values[i] = generatorHandle(value);
      kinds += KIND_GENERATOR * place;
    } else if (isComplex(value)) {
      values[i] = value;
    } else {
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${name}: argument ${label(i, args.length, names)}: expected a value of its schema, got ${describe(value)}`,
        { operator: name, argument: label(i, args.length, names), found: describe(value) },
      );
    }
  }
  return { id, kinds, names, values, all };
}

/** Whether a value is a complex number rather than an object of keyword arguments. */
export function isComplex(value: unknown): value is Complex {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "complex");
}

/** Whether the last argument of a call holds keyword arguments. */
export function isKeywords(value: unknown): value is Keywords {
  return isPlainObject(value) && !isComplex(value);
}

/** Two bits an argument in a number's 53 exact ones. */
const MAX_ARGUMENTS = 26;

function listItem(item: unknown, written: boolean, name: string, argument: number | string): Handle | null {
  if (item === null || item === undefined) return null;
  const handle = handleOf(item, name, argument);
  if (written) settle(item as Tensor);
  return handle;
}

/** What errors call an argument: its number, or its name where it came by name. */
function label(i: number, positional: number, names: readonly string[] | undefined): number | string {
  return names?.[i - positional] ?? i;
}

function raise(result: OperatorResult, args: readonly Argument[], context: Context): unknown {
  if (typeof result !== "number") return lift(result.value);
  if (result >= 0) return tensorOf(result, context);
  return result <= -LEAST_HANDLE ? tensorOf(-result, context, true) : args[-1 - result];
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
