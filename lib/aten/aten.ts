import type { DinoOperators } from "../ops/dino";
import { checkFlag } from "../options";
import type { Tensor } from "../tensor/tensor";
import type { Aten } from "./generated/aten";
import { type Argument, invoke, invokeAsync, isKeywords, type Keywords, operatorInfo } from "./invoke";

/**
 * An operator of `ops` with all its overloads: the first whose schema fits the arguments is called. The result's type
 * depends on the schema; it is a Tensor unless you name another: `ops.aten.topk<[Tensor, Tensor]>(x, 3)`.
 */
export interface AtenOperator {
  <R = Tensor>(...args: (Argument | Keywords)[]): R;
  /** The same as a job on the engine. */
  async<R = Tensor>(...args: (Argument | Keywords)[]): Promise<R>;
  /** LibTorch's schemas of all overloads. */
  readonly schemas: readonly string[];
}

/**
 * Every operator of LibTorch by its name, typed by its schemas: `aten.matmul(a, b)`, `aten.add(a, b, { alpha: 2 })`,
 * `await aten.topk.async(x, 3)`. Of an operator's overloads the first that fits the arguments is called. Arguments
 * with a default may be left out or named in the options; names are the schema's, in snake_case or camelCase.
 * A result that is the memory of an argument (`add_`, `out`) is that argument itself where it is the only one.
 * `out` is written by the operator: `aten.add(a, b, { out })`. It needs a dtype that the result can become without
 * losing its kind of number, and the result's shape, which a tensor of no elements takes on.
 * What an operator does is said by PyTorch's documentation of the same name, what it takes by `aten.add.schemas` and by the editor.
 * @throws ArgumentError for arguments that fit no overload, TorchError with LibTorch's message when it refuses the
 * call, UnsafeOperatorError for overloads in which LibTorch itself crashes, unless the options have `unsafe: true`
 */
export const aten: Aten = operatorsOf("aten") as unknown as Aten;

/**
 * Operators by namespace: `ops.dino` are ours, with their types; of others, such as LibTorch's in `ops.aten`, TypeScript
 * knows nothing. One overload alone is named as in PyTorch: `ops.aten["add.Tensor"]`, `ops.aten["relu.default"]`.
 */
export const ops = lazily((space) => operatorsOf(space)) as {
  readonly dino: DinoOperators;
} & { readonly [space: string]: { readonly [name: string]: AtenOperator } };

function operatorsOf(space: string): { readonly [name: string]: AtenOperator } {
  return lazily((name) => {
    const qualified = `${space}::${name}`;
    const info = operatorInfo(qualified);
    const { schemas, argumentNames } = info;
    const ownUnsafe = argumentNames.includes("unsafe");
    const call = <R>(...args: (Argument | Keywords)[]): R =>
      invoke(info, ...split(qualified, args, ownUnsafe)) as R;
    const async = async <R>(...args: (Argument | Keywords)[]): Promise<R> =>
      (await invokeAsync(info, ...split(qualified, args, ownUnsafe))) as R;
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

/** Positional arguments, keyword arguments, and whether a known crash is accepted. */
function split(
  name: string,
  args: readonly (Argument | Keywords)[],
  ownUnsafe: boolean,
): [Argument[], Keywords | undefined, boolean] {
  const last = args.at(-1);
  if (!isKeywords(last)) return [args as Argument[], undefined, false];
  const positional = args.slice(0, -1) as Argument[];
  const { unsafe } = last;
  if (unsafe === undefined) return [positional, last, false];
  // `_index_put_impl` has an argument of this name: to skip its checks is unsafe too, so it is both.
  const { unsafe: _, ...others } = last;
  return [positional, ownUnsafe ? last : others, checkFlag(unsafe, `${name}: unsafe`)];
}
