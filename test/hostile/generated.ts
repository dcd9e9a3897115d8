/** Every overload of aten outside the table of unsafe ones, with arguments made wrong by its schema. */
import { createRequire } from "node:module";
import { join } from "node:path";
import unsafe from "../../lib/aten/unsafe.json";
import { ROOT } from "../support/children";
import type { Call, OneOutcome, Outcome } from "./arguments";
import { type Case, detached, impostor, type Random, throwing } from "./mutations";
import { dino } from "./package";

interface SchemaArgument {
  readonly name: string;
  readonly base: string;
  readonly list?: { readonly size?: number };
  readonly optional: boolean;
  readonly elementOptional: boolean;
  readonly standard?: string;
  readonly keywordOnly: boolean;
}
export interface Overload {
  readonly name: string;
  readonly key: string;
  readonly qualified: string;
  readonly args: readonly SchemaArgument[];
}
/** Arguments by name, described as scripts/aten/arguments.mjs does. */
type Specs = Readonly<Record<string, unknown>>;
type Values = Readonly<Record<string, unknown>>;

// The generator of scripts/fuzz-aten.mjs, which has called all overloads with its values before.
const script = createRequire(join(ROOT, "package.json"));
const { atenSchemas } = script("./scripts/aten/schema.mjs") as {
  atenSchemas: () => Map<string, Overload[]>;
};
const { realize, sampleArguments } = script("./scripts/aten/arguments.mjs") as {
  realize: (spec: unknown, package_: typeof dino) => unknown;
  sampleArguments: (schema: Overload, index: number) => Specs;
};
const { baseArguments, valueMutations } = script("./scripts/aten/mutations.mjs") as {
  baseArguments: (schema: Overload, fits: (args: Specs) => boolean) => Specs | undefined;
  valueMutations: (
    schema: Overload,
    args: Specs,
  ) => { readonly argument: string; readonly mutation: string; readonly args: Specs }[];
};

/** One of them has more arguments than a call can pass, and the addon says so. */
const MOST_ARGUMENTS = 26;

export const overloads = (): Overload[] =>
  [...atenSchemas().values()]
    .flat()
    .filter(({ qualified, args }) => !(qualified in unsafe) && args.length <= MOST_ARGUMENTS);

/**
 * What LibTorch may make of arguments that fit the schema: nothing tells whether it takes them, but it has no other
 * errors than these.
 */
export const DECIDED: readonly OneOutcome[] = [
  "valid",
  "TORCH_ERROR",
  "NOT_IMPLEMENTED",
  "INDEX_OUT_OF_RANGE",
  "INVALID_ARGUMENT",
  "OUT_OF_MEMORY",
];
const A = "INVALID_ARGUMENT";

export interface GeneratedCases {
  /** Whether LibTorch computes the call to begin with, refuses it, or the binding has no value for an argument. */
  readonly base: "runs" | "refused" | "unknown";
  readonly cases: Case[];
}

/** All mutations of one call of an overload. */
export function generatedCases(overload: Overload): GeneratedCases {
  const found = baseArguments(overload, (args) => ending(overload, args) === "runs");
  const fits = found ?? baseArguments(overload, (args) => ending(overload, args) === "refused");
  const specs = fits ?? sampleArguments(overload, 0);
  const base = found ? "runs" : fits ? "refused" : "unknown";
  const call: Call = { name: `aten.${overload.key}`, area: "aten", arguments: [], run, runAsync };
  const wrong = { overload, call, specs };
  return {
    base,
    cases: [
      ...overload.args.flatMap((arg) => [...casesOfArgument(wrong, arg, base)]),
      ...casesOfCall(wrong),
      ...(base === "runs"
        ? valueMutations(overload, specs).map(
            ({ argument, mutation, args }): Case => ({
              name: `${call.name}(${argument}: ${mutation})`,
              call,
              path: argument,
              outcome: DECIDED,
              ours: false,
              arguments: (random) => inStyle(overload, values(args), random),
            }),
          )
        : []),
    ],
  };

  function run(...args: never[]): unknown {
    return dino.scope(() => void operator(overload)(...args));
  }
  function runAsync(...args: never[]): Promise<unknown> {
    return dino.scope(async () => void (await operator(overload).async(...args)));
  }
}

const operator = ({ key }: Overload) => dino.ops.aten![key]!;
const values = (specs: Specs): Values =>
  Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, realize(spec, dino)]));

function ending(overload: Overload, specs: Specs): "runs" | "refused" | "unknown" {
  return dino.scope(() => {
    let made = false;
    try {
      const given = values(specs);
      made = true;
      operator(overload)(given as never);
      return "runs";
    } catch (error) {
      // Only the binding tells what it expected.
      const { details } = error as { details?: { expected?: unknown } };
      return made && details?.expected === undefined ? "refused" : "unknown";
    }
  });
}

/** The same arguments in one of two ways: those that can be are given by place, or all by name. */
function inStyle({ args }: Overload, given: Values, random: Random): unknown[] {
  const places = args.findIndex(({ name, keywordOnly }) => keywordOnly || !(name in given));
  const positional = random(2) === 0 ? args.slice(0, places < 0 ? args.length : places) : [];
  const named = Object.entries(given).filter(([name]) => !positional.some((arg) => arg.name === name));
  const list = positional.map(({ name }) => given[name]);
  return named.length > 0 ? [...list, Object.fromEntries(named)] : list;
}

interface Wrong {
  readonly overload: Overload;
  readonly call: Call;
  readonly specs: Specs;
}

type Type = "string" | "number" | "boolean" | "bigint" | "complex" | "tensor" | "generator";
/** Which types a type of the schema takes; the names of dtypes and their like are no strings but names. */
const TAKES: Readonly<Record<string, readonly Type[]>> = {
  Tensor: ["tensor"],
  int: ["number", "bigint"],
  SymInt: ["number", "bigint"],
  float: ["number"],
  Scalar: ["number", "bigint", "boolean", "complex"],
  bool: ["boolean"],
  str: ["string"],
  Generator: ["generator"],
};
const REAL = ["float", "Scalar"];

/** Where the list has a length, one value stands for all of them. */
function takes({ base, list }: SchemaArgument, type: Type): boolean {
  const single = list === undefined || (list.size !== undefined && type !== "tensor" && type !== "generator");
  return single && (TAKES[base]?.includes(type) ?? false);
}
const isList = ({ list }: SchemaArgument): boolean => list !== undefined;
const fixedSize = ({ list }: SchemaArgument): number => ((list?.size ?? 1) > 1 ? list!.size! : 0);

/** Values in the place of an argument. Where `outcome` is undefined the value is a valid one for it. */
interface Value {
  readonly make: (call: Values, random: Random) => unknown;
  readonly outcome: (arg: SchemaArgument) => Outcome | undefined;
}
const always =
  (outcome: Outcome): Value["outcome"] =>
  () =>
    outcome;
const unless =
  (valid: (arg: SchemaArgument) => boolean): Value["outcome"] =>
  (arg) =>
    valid(arg) ? undefined : A;
const of = (make: Value["make"], type: Type): Value => ({
  make,
  outcome: unless((arg) => takes(arg, type)),
});
const refused = (make: Value["make"]): Value => ({ make, outcome: always(A) });
const oneOf =
  (...all: readonly unknown[]): Value["make"] =>
  (_, random) =>
    all[random(all.length)];

const VALUES: Readonly<Record<string, Value>> = {
  "a string": of(() => "x", "string"),
  "a number": of(() => 1, "number"),
  "a boolean": of(oneOf(true, false), "boolean"),
  "a bigint": of(() => 1n, "bigint"),
  "a complex number": of(() => ({ complex: [1, 0.5] }), "complex"),
  "a tensor": of(() => dino.ones([1]), "tensor"),
  "a generator": of(() => dino.generator({ seed: 1 }), "generator"),
  "no number, or no integer": {
    make: oneOf(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.5, -1e-300),
    outcome: unless((arg) => takes(arg, "number") && REAL.includes(arg.base)),
  },
  "an integer beyond 2^53": {
    make: oneOf(2 ** 60, -(2 ** 63), 1e300, Number.MAX_VALUE),
    outcome: unless((arg) => takes(arg, "number") && REAL.includes(arg.base)),
  },
  "an integer beyond 2^63": refused(oneOf(2n ** 63n, -(2n ** 64n), 10n ** 400n)),
  "a name that is none": {
    make: oneOf("nonesuch", "", "FLOAT32", "torch.float32", "constructor", "__proto__", "cpu:x", "cpu\0"),
    outcome: unless((arg) => takes(arg, "string")),
  },
  null: { make: () => null, outcome: unless(({ optional }) => optional) },
  "a function": refused(() => () => 1),
  "a symbol": refused(() => Symbol("x")),
  "an object": refused(oneOf({ foreign: 1 }, new Date(0), new Map([[1, 2]]), new Set(), /x/, new Error("x"))),
  "an object that becomes a number": refused(() => ({
    [Symbol.toPrimitive]: throwing,
    valueOf: throwing,
    toString: throwing,
  })),
  "a boxed value": refused(() => Object(1)),
  "complex, but no numbers": refused(oneOf({ complex: [1] }, { complex: ["1", 2] }, { complex: 1 })),
  "a typed array": refused(() => new Float32Array(2)),
  "a buffer": refused(oneOf(new ArrayBuffer(8), new DataView(new ArrayBuffer(8)), Buffer.alloc(2))),
  "a detached array": refused(() => detached(new BigInt64Array(2))),
  "a detached buffer": refused(() => detached(new Float32Array(2)).buffer),
  "a promise": refused(() => Promise.resolve(1)),
  "an impostor": refused(impostor),
  "a proxy of an array": refused(() => new Proxy([1], {})),
  "a proxy of a tensor": refused(() => new Proxy(dino.ones([1]), {})),
  "an empty array": {
    make: () => [],
    outcome: unless((arg) => isList(arg) && (fixedSize(arg) === 0 || arg.standard === "[]")),
  },
  "an array of strings": {
    make: () => ["x"],
    outcome: unless((arg) => isList(arg) && arg.base === "str"),
  },
  "an array in an array": refused(() => [[1]]),
  "a sparse array": {
    make: () => new Array(2),
    outcome: unless((arg) => isList(arg) && arg.elementOptional),
  },
  "an endless array": refused(() => {
    const list: unknown[] = [];
    list.push(list);
    return list;
  }),
  "a disposed tensor": { make: () => disposed(dino.ones([1])), outcome: always("DISPOSED") },
  "an array with a disposed tensor": {
    make: () => [dino.ones([1]), disposed(dino.ones([1]))],
    outcome: always("DISPOSED"),
  },
  "a disposed generator": { make: () => disposed(dino.generator()), outcome: always("DISPOSED") },
  "an array that throws": { make: () => withGetter([1], throwing), outcome: always("thrown") },
  "an array that throws when it is read again": {
    make: () => withGetter([1], secondTime(throwing)),
    outcome: (arg) => (isList(arg) ? "thrown" : A),
  },
  "an array that is changed when it is read": {
    make: () => {
      const list: unknown[] = withGetter([1, 2], () => {
        list.length = 1;
        return 1;
      });
      return list;
    },
    outcome: (arg) => (isList(arg) ? DECIDED : A),
  },
  "an array that disposes of the call's tensors": {
    make: (call) =>
      withGetter([1], () => {
        for (const tensor of Object.values(call).flat()) if (dino.isTensor(tensor)) tensor.dispose();
        return 1;
      }),
    outcome: (arg) => (isList(arg) ? [...DECIDED, "DISPOSED"] : [A, "DISPOSED"]),
  },
};

/** Values in the place of one entry of a list. */
const ENTRIES: Readonly<Record<string, Value>> = {
  "a string": { make: () => "x", outcome: unless(({ base }) => base === "str") },
  "an object": refused(oneOf({}, new Date(0), { [Symbol.toPrimitive]: throwing })),
  "an array": refused(() => []),
  "a function": refused(() => () => 1),
  "a symbol": refused(() => Symbol("x")),
  null: { make: oneOf(null, undefined), outcome: unless(({ elementOptional }) => elementOptional) },
  "a tensor": { make: () => dino.ones([1]), outcome: unless(({ base }) => base === "Tensor") },
  "an impostor": refused(impostor),
  "a disposed tensor": {
    make: () => disposed(dino.ones([1])),
    // Among numbers it is one entry of two that are wrong.
    outcome: ({ base }) => (base === "Tensor" ? "DISPOSED" : [A, "DISPOSED"]),
  },
  "a number": {
    make: () => 0.5,
    outcome: unless(({ base }) => REAL.includes(base)),
  },
  "no number": { make: () => Number.NaN, outcome: unless(({ base }) => REAL.includes(base)) },
  "a huge bigint": refused(() => 2n ** 64n),
};

function* casesOfArgument(
  { overload, call, specs }: Wrong,
  arg: SchemaArgument,
  base: GeneratedCases["base"],
): Generator<Case> {
  const one = (
    mutation: string,
    outcome: Outcome,
    make: (given: Values, random: Random) => Values,
  ): Case => ({
    name: `${call.name}(${arg.name}: ${mutation})`,
    call,
    // An object in the last place is taken for keywords, and an argument that has no value is missed first.
    path: mutation.includes("object") || base === "unknown" ? "" : arg.name,
    outcome,
    ours: outcome === A || outcome === "DISPOSED",
    says,
    arguments: (random) => inStyle(overload, make(values(specs), random), random),
  });
  for (const [mutation, { make, outcome }] of Object.entries(VALUES)) {
    const usual = outcome(arg);
    // Given by name, it is checked as the option of this name first.
    const early: OneOutcome[] = arg.name === "unsafe" ? [A] : [];
    const expected = usual === undefined || early.length === 0 ? usual : early.concat(usual);
    // An argument before it that has no value is refused first.
    if (expected === undefined || (base === "unknown" && expected !== A && expected !== "DISPOSED")) continue;
    yield one(mutation, expected, (given, random) => ({ ...given, [arg.name]: make(given, random) }));
  }
  if (arg.standard === undefined)
    yield one("missing", A, (given) => {
      const { [arg.name]: _, ...others } = given;
      return others;
    });
  const list = specs[arg.name];
  if (!isList(arg) || !Array.isArray(list) || list.length === 0) return;
  if (fixedSize(arg) > 0)
    yield one("one entry too many", A, (given) => {
      const old = given[arg.name] as unknown[];
      return { ...given, [arg.name]: [...old, ...Array(fixedSize(arg)).fill(old[0])] };
    });
  for (const [mutation, { make, outcome }] of Object.entries(ENTRIES)) {
    const expected = outcome(arg);
    if (expected === undefined) continue;
    yield one(`${mutation} as an entry`, expected, (given, random) => {
      const entries = [...(given[arg.name] as unknown[])];
      entries[random(entries.length)] = make(given, random);
      return { ...given, [arg.name]: entries };
    });
  }
}

function* casesOfCall({ overload, call, specs }: Wrong): Generator<Case> {
  const one = (mutation: string, outcome: Outcome, make: (given: Values) => unknown[]): Case => ({
    name: `${call.name}(${mutation})`,
    call,
    path: "",
    outcome,
    ours: outcome === A,
    says,
    arguments: () => make(values(specs)),
  });
  const places = overload.args.filter(({ keywordOnly }) => !keywordOnly);
  const names = overload.args.filter(({ keywordOnly }) => keywordOnly);
  const byPlace = (given: Values): unknown[] => places.map(({ name }) => given[name]);
  const byName = (given: Values): Record<string, unknown> =>
    Object.fromEntries(
      names.filter(({ name }) => name in given).map(({ name }) => [name, given[name]] as const),
    );
  yield one("one too many", A, (given) => [...byPlace(given), 1, byName(given)]);
  yield one("far too many", A, (given) => [...byPlace(given), ...Array<number>(27).fill(1)]);
  yield one("an unknown keyword", A, (given) => [{ ...given, foreign: 1 }]);
  yield one("a keyword of every object", A, (given) => [{ ...given, constructor: 1, toString: 1 }]);
  yield one("keywords of a class", A, (given) => [...byPlace(given), new (class Keywords {})()]);
  yield one("keywords that throw", "thrown", (given) => [
    Object.defineProperty({ ...given }, "foreign", { get: throwing, enumerable: true }),
  ]);
  if (places.length > 0)
    yield one("an argument twice", A, (given) => [
      ...byPlace(given),
      { ...byName(given), [places[0]!.name]: given[places[0]!.name] ?? 1 },
    ]);
}

/** By its place or its name; an object in the last place is taken for keywords, of which the message tells then. */
function says(message: string, call: Call, path: string): boolean {
  const argument = path === "" || message.includes(path) || /: argument \d/.test(message);
  return message.startsWith(call.name.replace(".", "::").replace(/\.default$/, "")) && argument;
}

function disposed<T extends { dispose(): void }>(value: T): T {
  value.dispose();
  return value;
}

function withGetter(list: unknown[], get: () => unknown): unknown[] {
  return Object.defineProperty(list, 0, { get, enumerable: true, configurable: true }) as unknown[];
}

function secondTime(then: () => unknown): () => unknown {
  let times = 0;
  return () => (++times > 1 ? then() : 1);
}
