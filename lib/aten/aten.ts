import { isPlainObject } from "../options";
import type { Tensor } from "../tensor/tensor";
import { type Argument, invoke, invokeAsync, operatorInfo } from "./invoke";

/** Keyword arguments by their names in the schema (`rounding_mode` or `roundingMode`). */
export interface Keywords {
  readonly [name: string]: Argument;
}

/**
 * One operator with all its overloads: the first whose schema fits the arguments is called. The result's type
 * depends on the schema; it is a Tensor unless you name another: `aten.topk<[Tensor, Tensor]>(x, 3)`.
 */
export interface AtenOperator {
  <R = Tensor>(...args: (Argument | Keywords)[]): R;
  /** The same as a job on the engine. */
  async<R = Tensor>(...args: (Argument | Keywords)[]): Promise<R>;
  /** LibTorch's schemas of all overloads. */
  readonly schemas: readonly string[];
}

/** Every operator of LibTorch by its name: `aten.matmul(a, b)`, `aten.add(a, b, { alpha: 2 })`. */
export const aten: { readonly [name: string]: AtenOperator } = operatorsOf("aten");

/** Operators of other libraries by namespace; `ops.dino` are ours. */
export const ops: { readonly [space: string]: { readonly [name: string]: AtenOperator } } = lazily((space) =>
  operatorsOf(space),
);

function operatorsOf(space: string): { readonly [name: string]: AtenOperator } {
  return lazily((name) => {
    const qualified = `${space}::${name}`;
    const { schemas } = operatorInfo(qualified);
    const call = <R>(...args: (Argument | Keywords)[]): R => invoke(qualified, ...split(args)) as R;
    const async = <R>(...args: (Argument | Keywords)[]): Promise<R> =>
      invokeAsync(qualified, ...split(args)) as Promise<R>;
    return Object.assign(call, { async, schemas });
  });
}

/** An object whose properties are made when they are first asked for. */
function lazily<T>(make: (name: string) => T): { readonly [name: string]: T } {
  const made = new Map<string, T>();
  return new Proxy<{ readonly [name: string]: T }>(Object.freeze({}), {
    get(_, name) {
      // A promise's resolution asks every object for `then`.
      if (typeof name === "symbol" || name === "then") return undefined;
      let value = made.get(name);
      if (value === undefined) {
        value = make(name);
        made.set(name, value);
      }
      return value;
    },
  });
}

function split(args: readonly (Argument | Keywords)[]): [Argument[], Keywords | undefined] {
  const last = args.at(-1);
  const keywords = isKeywords(last);
  return [(keywords ? args.slice(0, -1) : args) as Argument[], keywords ? last : undefined];
}

function isKeywords(value: Argument | Keywords): value is Keywords {
  return isPlainObject(value);
}
