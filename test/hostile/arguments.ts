/** How a valid call is written down: what each argument is, and what becomes of the call when it is made wrong. */
import type { DType, ErrorCode, Tensor } from "../../lib";
import type { MutationName } from "./mutations";
import { dino } from "./package";

/**
 * What a mutated call must end in: this code, or, where the mutation leaves it valid, a result, or the very error that a
 * getter of the caller's threw; or one of these.
 */
export type Outcome = OneOutcome | readonly OneOutcome[];
export type OneOutcome = ErrorCode | "valid" | "thrown";
/** By mutation; undefined takes a mutation of the kind away. */
export type Outcomes = { readonly [M in MutationName]?: Outcome | undefined };

/** What an argument is, which decides what can be wrong with it. */
export type Kind =
  | "tensor"
  /** A tensor that is the method's own. */
  | "this"
  /** A tensor or a number. */
  | "operand"
  | "tensors"
  /** An operator's integer, and one that is a dimension's number. */
  | "int"
  | "dim"
  | "ints"
  | "dims"
  | "float"
  | "scalar"
  | "bool"
  | "text"
  | "dtype"
  | "keywords"
  /** Of this package's own functions: sizes, a number in a range, an integer, a list, an object of options. */
  | "shape"
  | "number"
  | "integer"
  | "list"
  | "options"
  | "callback"
  /** Has no mutations but its own. */
  | "other";

/** One argument of a call, or one entry of an argument that holds several (`fields`). */
export interface Argument {
  readonly name: string;
  readonly kind: Kind;
  readonly make: () => unknown;
  readonly fields: readonly Argument[];
  /** Where it is not what the kind's mutations end in. */
  readonly outcomes: Outcomes;
  /** Stands for INVALID_ARGUMENT in what the kind's mutations end in. */
  readonly refusal: ErrorCode;
  /** Mutations that only this argument has. */
  readonly own: { readonly [name: string]: readonly [value: () => unknown, outcome: Outcome] };
}

export interface Call {
  readonly name: string;
  readonly area: "tensors" | "jit" | "optim" | "wrapper" | "aten";
  readonly arguments: readonly Argument[];
  readonly run: (...args: never[]) => unknown;
  /** The same call as a job, where there is one. */
  readonly runAsync?: (...args: never[]) => Promise<unknown>;
}

type More = Partial<Pick<Argument, "fields" | "outcomes" | "refusal" | "own">>;

export const argument = (kind: Kind, make: () => unknown, more: More = {}): Argument => ({
  name: "",
  kind,
  make,
  fields: [],
  outcomes: {},
  refusal: "INVALID_ARGUMENT",
  own: {},
  ...more,
});

/** The argument may be left out. */
export const optional = (inner: Argument): Argument => ({
  ...inner,
  outcomes: { missing: "valid", ...inner.outcomes },
});
/** It may be left out, or null. */
export const nullable = (inner: Argument): Argument =>
  optional({ ...inner, outcomes: { null: "valid", ...inner.outcomes } });
export const named = (name: string, inner: Argument): Argument => ({ ...inner, name });
/** The tensor that a method is called on. */
export const self = (inner: Argument): Argument => ({ ...inner, kind: "this" });

const value =
  <T>(kind: Kind) =>
  (given: T, outcomes: Outcomes = {}): Argument =>
    argument(kind, () => structuredClone(given), { outcomes });

export const int = value<number>("int");
export const dim = value<number>("dim");
export const ints = value<readonly number[]>("ints");
export const dims = value<readonly number[]>("dims");
export const float = value<number>("float");
export const scalar = value<number>("scalar");
export const bool = value<boolean>("bool");
export const text = value<string>("text");
export const dtype = value<DType>("dtype");
export const shape = value<readonly number[]>("shape");
export const number = value<number>("number");
export const integer = value<number>("integer");

export const tensorOf = (make: () => Tensor, outcomes: Outcomes = {}): Argument =>
  argument("tensor", make, { outcomes });
/** A float32 tensor of numbers from 0 to 1. */
export const f = (sizes: readonly number[], outcomes: Outcomes = {}): Argument =>
  tensorOf(() => dino.rand(sizes), outcomes);
/** An int64 tensor of zeros and ones. */
export const i = (sizes: readonly number[], outcomes: Outcomes = {}): Argument =>
  tensorOf(
    () =>
      dino
        .arange(BigInt(sizes.reduce((product, size) => product * size, 1)))
        .remainder(2)
        .reshape(sizes),
    outcomes,
  );
export const b = (sizes: readonly number[], outcomes: Outcomes = {}): Argument =>
  tensorOf(() => dino.rand(sizes).gt(0.5), outcomes);
export const operand = (sizes: readonly number[], outcomes: Outcomes = {}): Argument =>
  argument("operand", () => dino.rand(sizes), { outcomes });
export const tensors = (sizes: readonly (readonly number[])[], outcomes: Outcomes = {}): Argument =>
  argument("tensors", () => sizes.map((each) => dino.rand(each)), { outcomes });

const fieldsOf = (fields: Readonly<Record<string, Argument>>): Argument[] =>
  Object.entries(fields).map(([name, field]) => named(name, field));

/** The keyword arguments of an operator. */
export const keywords = (fields: Readonly<Record<string, Argument>>): Argument =>
  argument("keywords", () => ({}), { fields: fieldsOf(fields) });
/** An object of options. */
export const options = (fields: Readonly<Record<string, Argument>>, more: More = {}): Argument =>
  argument("options", () => ({}), { fields: fieldsOf(fields), ...more });
