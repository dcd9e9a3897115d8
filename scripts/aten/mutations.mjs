// Arguments of the right types that one change made hostile: LibTorch may take them or refuse them.

import { sampleArguments } from "./arguments.mjs";

const MANY = [0, -1, -1000, -(2 ** 40), 2 ** 31, 2 ** 40, 2 ** 53];
const REAL = [{ number: "NaN" }, { number: "Infinity" }, { number: "-Infinity" }, 0, -1, 1e300];

/** By a type of the schema: what takes an argument's place. */
const SINGLE = {
  int: MANY,
  SymInt: MANY,
  float: REAL,
  Scalar: [...REAL, 2 ** 53, true, { complex: [1, 0.5] }],
  bool: [true, false],
  str: ["nonesuch", ""],
  ScalarType: ["bool", "complex128", "int8", "bfloat16", "float8_e4m3fn", "uint16", "qint8"].map((dtype) => ({
    dtype,
  })),
  Device: ["meta", "cuda:0"].map((name) => ({ name })),
  Layout: ["sparse_coo", "sparse_csr", "mkldnn", "jagged"].map((name) => ({ name })),
  MemoryFormat: ["channels_last", "channels_last_3d", "preserve_format"].map((name) => ({ name })),
};

/** What takes a tensor's place, from its description. */
const TENSOR = {
  "another dtype": (spec) => ({ ...spec, tensor: spec.tensor.startsWith("float") ? "int64" : "float32" }),
  "a complex dtype": (spec) => ({ ...spec, tensor: "complex64" }),
  "a short dtype": (spec) => ({ ...spec, tensor: "bfloat16" }),
  bytes: (spec) => ({ ...spec, tensor: "uint8" }),
  "another shape": (spec) => ({ ...spec, shape: [5, 7, 3] }),
  "no dimensions": (spec) => ({ ...spec, shape: [] }),
  "no elements": (spec) => ({ ...spec, shape: [0] }),
  "one dimension more": (spec) => ({ ...spec, shape: [2, ...spec.shape] }),
  larger: (spec) => ({ ...spec, shape: spec.shape.map((size) => size + 1) }),
  sparse: (spec) => ({ ...spec, layout: "sparse_coo" }),
  compressed: (spec) => ({ ...spec, layout: "sparse_csr" }),
  differentiable: (spec) => ({ ...spec, requiresGrad: true }),
};

/** Samples among which a call that runs is looked for. */
const SAMPLES = 160;

/** The first sample with which `runs` is true, or undefined. */
export function baseArguments(schema, runs) {
  for (let i = 0; i < SAMPLES; ++i) {
    const args = sampleArguments(schema, i);
    if (runs(args)) return args;
  }
  return undefined;
}

/**
 * All such changes of a call: `{ argument, mutation, args }`, the arguments described as in arguments.mjs. `args` are
 * those of a call to begin with.
 */
export function valueMutations(schema, args) {
  return schema.args.flatMap((arg) => {
    const old = args[arg.name];
    const changed = (mutation, value) => ({
      argument: arg.name,
      mutation,
      args: { ...args, [arg.name]: value },
    });
    const { [arg.name]: _, ...others } = args;
    return [
      ...changesOf(arg, old).map(([mutation, value]) => changed(mutation, value)),
      ...(arg.optional && old !== null ? [changed("null", null)] : []),
      ...(arg.standard !== undefined && old !== undefined
        ? [{ argument: arg.name, mutation: "missing", args: others }]
        : []),
    ];
  });
}

function changesOf(arg, old) {
  if (arg.list === undefined) return singles(arg, old);
  const list = Array.isArray(old) ? old : [];
  const changes = list.length === 0 ? [] : singles(arg, list[0]);
  return [
    ["no entries", []],
    ["one entry more", [...list, ...(list.length > 0 ? [list.at(-1)] : [])]],
    ...changes.map(([mutation, value]) => [mutation, [value, ...list.slice(1)]]),
    ...(arg.elementOptional && list.length > 0 ? [["a null entry", [null, ...list.slice(1)]]] : []),
  ];
}

function singles(arg, old) {
  if (arg.base !== "Tensor") return (SINGLE[arg.base] ?? []).map((value) => [inText(value), value]);
  if (typeof old !== "object" || old === null || !("tensor" in old)) return [];
  return Object.entries(TENSOR).map(([mutation, change]) => [mutation, change(old)]);
}

function inText(value) {
  return typeof value === "object" ? String(Object.values(value)[0]) : String(value);
}
