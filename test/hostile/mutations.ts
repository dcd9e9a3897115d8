/** The ways in which one argument is made wrong, and what each must end in. */
import type { DType, ErrorCode, Tensor } from "../../lib";
import type { Argument, Call, Kind, Outcome } from "./arguments";
import { outcomeOf } from "./outcomes";
import { dino } from "./package";

/** An integer from 0 up to but without `below`. */
export type Random = (below: number) => number;

type Mutate = (argument: Argument, random: Random) => unknown;

/** Stands for an argument that is left out. */
const MISSING = Symbol("missing");

const pick = <T>(random: Random, values: readonly T[]): T => values[random(values.length)]!;
const oneOf =
  (...values: readonly unknown[]): Mutate =>
  (_, random) =>
    pick(random, values);

/** The list with one of its entries, drawn by chance, replaced. */
function withEntry(list: unknown[], random: Random, entry: (old: unknown) => unknown): unknown[] {
  const at = random(list.length);
  list[at] = entry(list[at]);
  return list;
}

/** The argument, or one entry of it where it is a list, replaced. */
const within =
  (change: (old: unknown, random: Random) => unknown): Mutate =>
  (argument, random) => {
    const old = argument.make();
    return Array.isArray(old)
      ? withEntry(old, random, (entry) => change(entry, random))
      : change(old, random);
  };
const number = (...values: readonly unknown[]): Mutate => within((_, random) => pick(random, values));
const withDtype = (dtype: (old: DType) => DType): Mutate =>
  within((old) => (old as Tensor).to(dtype((old as Tensor).dtype)));
const withShape = (shape: readonly number[]): Mutate =>
  within((old) => dino.zeros(shape, { dtype: (old as Tensor).dtype }));

/** What getters and conversions of the caller's throw. */
export const THROWN = new Error("thrown by the caller's own code");
export const throwing = (): never => {
  throw THROWN;
};
export const impostor = (): unknown => Object.create(dino.Tensor.prototype);
/** The typed array without its memory. */
export function detached<T extends Float32Array | BigInt64Array>(array: T): T {
  structuredClone(array.buffer, { transfer: [array.buffer as ArrayBuffer] });
  return array;
}

/** The list with a getter in the place of its first entry. */
function withGetter(list: unknown[], get: (list: unknown[], first: unknown) => unknown): unknown[] {
  const [first] = list;
  return Object.defineProperty(list, 0, {
    get: () => get(list, first),
    enumerable: true,
    configurable: true,
  }) as unknown[];
}

const MUTATIONS = {
  "a string": () => "x",
  "a number": () => 1,
  "a boolean": oneOf(true, false),
  "a bigint": () => 1n,
  "an object": (_, random) =>
    pick(random, [{ foreign: 1 }, new Date(0), new Map([[1, 2]]), /x/, new Error("x")]),
  "an array": oneOf([[]], ["x"]),
  "an empty array": () => [],
  "a function": () => () => 1,
  "a symbol": () => Symbol("x"),
  "a tensor": () => dino.ones([1]),
  null: () => null,
  missing: () => MISSING,
  "an impostor": impostor,
  "an object that becomes a number": () => ({
    [Symbol.toPrimitive]: throwing,
    valueOf: throwing,
    toString: throwing,
  }),
  "a detached array": () => detached(new Float32Array(6)),
  "a proxy of a tensor": () => new Proxy(dino.ones([1]), {}),
  "an array that throws": (argument) => withGetter(argument.make() as unknown[], throwing),
  "an array that is changed when it is read": (argument) =>
    withGetter(argument.make() as unknown[], (list, first) => {
      list.length = 1;
      return first;
    }),
  "an array that disposes of its tensors": (argument) =>
    withGetter(argument.make() as unknown[], (list, first) => {
      for (const other of list.slice(1)) (other as Tensor).dispose();
      return first;
    }),
  "options that throw": (argument) =>
    Object.defineProperty({ ...(evaluate(argument) as object) }, argument.fields[0]?.name ?? "foreign", {
      get: throwing,
      enumerable: true,
    }),
  disposed: within((old) => {
    (old as Tensor).dispose();
    return old;
  }),
  dtype: withDtype((old) => (old.includes("float") ? "int64" : "float32")),
  "a complex dtype": withDtype(() => "complex64"),
  shape: withShape([5, 7, 3]),
  "no dimensions": withShape([]),
  NaN: number(Number.NaN),
  Infinity: number(Number.POSITIVE_INFINITY),
  "-Infinity": number(Number.NEGATIVE_INFINITY),
  "a fraction": number(0.5),
  negative: number(-1000),
  "-2^40": number(-(2 ** 40)),
  huge: number(2 ** 40, Number.MAX_SAFE_INTEGER),
  "2^53": number(2 ** 53),
  "beyond 2^53": number(2 ** 60, 1e300, 2n ** 64n),
  "a wrong entry": (argument, random) =>
    withEntry(argument.make() as unknown[], random, () =>
      pick(random, ["x", {}, [], () => 1, Symbol("x"), null]),
    ),
  ragged: (argument, random) => withEntry(argument.make() as unknown[], random, (old) => [old]),
  sparse: (argument, random) => {
    const list = argument.make() as unknown[];
    delete list[random(list.length)];
    return list;
  },
  longer: (argument) => {
    const list = argument.make() as unknown[];
    return [...list, list.at(-1)];
  },
  empty: () => [],
  "an unknown name": () => "nonesuch",
} satisfies Record<string, Mutate>;

export type MutationName = keyof typeof MUTATIONS;
type Row = { readonly [M in MutationName]?: Outcome };

const A = "INVALID_ARGUMENT";
const TYPES = [
  "a string",
  "a number",
  "a boolean",
  "a bigint",
  "an object",
  "an array",
  "an empty array",
  "a function",
  "a symbol",
  "a tensor",
  "null",
  "missing",
  "an object that becomes a number",
  "a detached array",
  "a proxy of a tensor",
] as const;

/** Refuses what is of none of these types. */
const only = (...types: (typeof TYPES)[number][]): Row =>
  Object.fromEntries(TYPES.filter((type) => !types.includes(type)).map((type) => [type, A]));

const CONTENTS: Row = {
  disposed: "DISPOSED",
  dtype: "TORCH_ERROR",
  "a complex dtype": "TORCH_ERROR",
  shape: "TORCH_ERROR",
  "no dimensions": "TORCH_ERROR",
};
const INTEGERS: Row = { NaN: A, Infinity: A, "-Infinity": A, "a fraction": A, "beyond 2^53": A };
const INT: Row = {
  ...INTEGERS,
  negative: "TORCH_ERROR",
  "-2^40": "TORCH_ERROR",
  huge: "TORCH_ERROR",
  "2^53": "TORCH_ERROR",
};
const REAL: Row = {
  NaN: "valid",
  Infinity: "valid",
  "-Infinity": "valid",
  negative: "valid",
  "-2^40": "valid",
};
const CHANGED = [A, "TORCH_ERROR", "INVALID_SHAPE", "INVALID_CONFIG", "valid"] as const;
const LIST: Row = {
  ...only("an array", "an empty array"),
  "a wrong entry": A,
  sparse: A,
  "an array that throws": "thrown",
  "an array that is changed when it is read": CHANGED,
};
const BEYOND = "INDEX_OUT_OF_RANGE";
const DIM: Row = { ...INTEGERS, negative: BEYOND, "-2^40": BEYOND, huge: BEYOND, "2^53": BEYOND };
const NO_SIZE = "INVALID_SHAPE";

/** Which mutations each kind of argument gets, and what the call then ends in unless the argument says otherwise. */
const ROWS: Record<Kind, Row> = {
  tensor: { ...only("a tensor"), ...CONTENTS, "an impostor": A },
  this: CONTENTS,
  operand: { ...only("a tensor", "a number", "a boolean", "a bigint"), ...CONTENTS, "an impostor": A },
  tensors: {
    ...LIST,
    ...CONTENTS,
    empty: "TORCH_ERROR",
    "an array that disposes of its tensors": [...CHANGED, "DISPOSED"],
  },
  int: { ...only("a number", "a bigint"), ...INT },
  dim: { ...only("a number", "a bigint"), ...DIM },
  ints: { ...LIST, ...INT, ragged: A, longer: "TORCH_ERROR" },
  dims: { ...LIST, ...DIM, ragged: A, longer: "TORCH_ERROR" },
  float: { ...only("a number"), ...REAL },
  scalar: { ...only("a number", "a boolean", "a bigint"), ...REAL },
  bool: { ...only("a boolean"), NaN: A },
  text: { ...only("a string"), "an unknown name": A },
  dtype: { ...only("a string"), "an unknown name": A },
  keywords: {},
  shape: {
    ...LIST,
    ragged: A,
    NaN: NO_SIZE,
    Infinity: NO_SIZE,
    "-Infinity": NO_SIZE,
    "a fraction": NO_SIZE,
    negative: NO_SIZE,
    "-2^40": NO_SIZE,
    huge: "OUT_OF_MEMORY",
    "2^53": NO_SIZE,
  },
  number: { ...only("a number"), NaN: A, Infinity: A, negative: A },
  integer: { ...only("a number"), ...INTEGERS, negative: A, huge: A, "2^53": A },
  list: { ...LIST, NaN: A, empty: A },
  options: { ...only("an object"), "options that throw": "thrown" },
  callback: only("a function"),
  other: {},
};

/** A call with one mutation. */
export interface Case {
  readonly name: string;
  readonly call: Call;
  /** The argument's name after those of what it lies in. */
  readonly path: string;
  readonly outcome: Outcome;
  /** A mistake that this package names itself, and not LibTorch: the message must say where it is. */
  readonly ours: boolean;
  /** Whether a message says so, where it has more to say than the function's or the argument's name. */
  readonly says?: (message: string, call: Call, path: string) => boolean;
  readonly arguments: (random: Random) => unknown[];
}

/** An argument's value, one of its parts replaced. */
function evaluate(argument: Argument, changed?: Argument, replacement?: unknown): unknown {
  if (argument === changed) return replacement;
  if (argument.fields.length === 0) return argument.make();
  const entries = argument.fields.map(
    (field) => [field.name, evaluate(field, changed, replacement)] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== MISSING));
}

/** The arguments of a call, one of their parts replaced. */
export function argumentsOf(call: Call, changed?: Argument, replacement?: unknown): unknown[] {
  const values = call.arguments.map((argument) => evaluate(argument, changed, replacement));
  // What is left out at the end shortens the call; before it, it is undefined.
  while (values.at(-1) === MISSING) values.pop();
  return values.map((value) => (value === MISSING ? undefined : value));
}

/** Every mutation of every argument of a call. */
export function* casesOf(call: Call): Generator<Case> {
  for (const [index, argument] of call.arguments.entries())
    yield* casesOfArgument(call, argument, argument.name || String(index));
  if (call.area !== "aten") return;
  const plain = call.arguments.filter(({ kind }) => kind !== "keywords").length;
  const wrong = (mutation: string, values: () => unknown[]): Case => ({
    name: `${call.name}(${mutation})`,
    call,
    path: "",
    outcome: A,
    ours: true,
    arguments: values,
  });
  // As many as a call can take, which is more than any operator of the list does.
  yield wrong("too many", () => {
    const values = argumentsOf(call);
    return values.toSpliced(plain, 0, ...new Array<number>(26 - values.length).fill(1));
  });
  yield wrong("an unknown keyword", () => [...argumentsOf(call).slice(0, plain), { foreign: 1 }]);
}

function* casesOfArgument(call: Call, argument: Argument, path: string): Generator<Case> {
  const one = (mutation: string, outcome: Outcome, mutate: Mutate, ours = OURS.has(outcome)): Case => ({
    name: `${call.name}(${path}: ${mutation})`,
    call,
    path,
    outcome,
    ours,
    arguments: (random) => argumentsOf(call, argument, mutate(argument, random)),
  });
  const row = ROWS[argument.kind];
  for (const name of new Set([...Object.keys(row), ...Object.keys(argument.outcomes)] as MutationName[])) {
    const theirs = outcomeOf(`${call.name}.${path}`, name);
    const usual = row[name] === A ? argument.refusal : row[name];
    const outcome = theirs ?? (name in argument.outcomes ? argument.outcomes[name] : usual);
    if (outcome !== undefined)
      yield one(name, outcome, MUTATIONS[name], theirs === undefined && OURS.has(outcome));
  }
  for (const [name, [make, outcome]] of Object.entries(argument.own)) yield one(name, outcome, make);
  if (argument.kind === "options")
    yield one("an unknown keyword", argument.refusal, () => ({
      ...(evaluate(argument) as object),
      foreign: 1,
    }));
  for (const field of argument.fields) yield* casesOfArgument(call, field, `${path}.${field.name}`);
}

const OURS: ReadonlySet<Outcome> = new Set<ErrorCode>([
  "INVALID_ARGUMENT",
  "INVALID_CONFIG",
  "INVALID_DTYPE",
  "INVALID_SHAPE",
  "DISPOSED",
]);
