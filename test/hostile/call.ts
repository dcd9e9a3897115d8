/** What the tables of valid calls are written with, beside arguments.ts. */
import type { AtenOperator } from "../../lib";
import { type Argument, argument, type Call, named } from "./arguments";
import { dino } from "./package";

type Area = Call["area"];
export const A = "INVALID_ARGUMENT";
export const ANY = {
  dtype: "valid",
  shape: "valid",
  "a complex dtype": "valid",
  "no dimensions": "valid",
} as const;
export const X = [2, 3];
/** A tensor that our own functions refuse, whatever is wrong with it. */
export const REFUSED = { dtype: A, "a complex dtype": A, shape: A, "no dimensions": A } as const;
/** A tensor that is converted, unless that loses its imaginary part, but must have its shape. */
export const NO_MATCH = { dtype: "valid", "a complex dtype": A, shape: A, "no dimensions": A } as const;

/** Ends of a range that has none. */
export const NO_RANGE = { NaN: "TORCH_ERROR", Infinity: "TORCH_ERROR", "-Infinity": "TORCH_ERROR" } as const;
/** A tensor that nothing is computed from. */
export const UNCHANGED = {
  dtype: undefined,
  "a complex dtype": undefined,
  shape: undefined,
  "no dimensions": undefined,
} as const;
/** Tensors that are joined whatever their dtypes. */
export const JOINED = { dtype: "valid", "a complex dtype": "valid" } as const;
/** An integer that may be a bigint as well. */
export const BIGINT = { "a bigint": "valid" } as const;
/** An integer that the callee does with as it likes. */
export const ANY_INTEGER = { negative: "valid", "-2^40": "valid", huge: "valid", "2^53": "valid" } as const;

export type Own = Argument["own"];
export const other = (make: () => unknown, own: Own): Argument => argument("other", make, { own });
/** The object that a method is called on. */
export const object = (make: () => unknown, disposed: () => unknown): Argument =>
  other(make, { disposed: [disposed, "DISPOSED"] });

export const call = (
  area: Area,
  name: string,
  args: Readonly<Record<string, Argument>>,
  run: (...values: never[]) => unknown,
): Call => ({
  name,
  area,
  arguments: Object.entries(args).map(([argumentName, arg]) => named(argumentName, arg)),
  run,
});

/** An operator of our own by its name, at once and as a job. */
export function operator(name: string, args: Readonly<Record<string, Argument>>): Call {
  const own = dino.ops.dino[name as keyof typeof dino.ops.dino] as unknown as AtenOperator;
  return { ...call("wrapper", `ops.dino.${name}`, args, own), runAsync: own.async };
}

export const dtypeName = (): Argument => argument("dtype", () => "float64", { refusal: "INVALID_DTYPE" });
