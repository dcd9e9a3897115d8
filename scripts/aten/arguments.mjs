// Small arguments for an operator, made from its schema: plausible ones, and ones of the right types alone.
//
// Arguments are described by plain data, so that they can be written down, made again, and made in Python
// (test/aten/make-fixtures.py has the same formulas): `{ tensor: "float32", shape: [2, 3], seed: 1 }`,
// `{ dtype: "int64" }`, `{ name: "cpu" }`, `{ complex: [1, 2] }`, `{ generator: 1 }`, lists of them, and JSON's own values.

import { recipe } from "./recipes.mjs";

/** The arguments of sample `index` by name; those that have a default are left out half of the time. */
export function sampleArguments(schema, index) {
  const random = generator(`${schema.key} ${index}`);
  const wild = index % 3 === 2;
  const theme = { random, wild, shape: random.pick(SHAPES), dtype: random.weighted(DTYPES), seed: 0 };
  const args = {};
  const set = index % 3 === 1 ? recipe(schema, random) : undefined;
  for (const arg of schema.args) {
    if (set !== undefined && Object.hasOwn(set, arg.name)) {
      args[arg.name] = set[arg.name];
      continue;
    }
    if (arg.standard !== undefined && random.chance(0.6)) continue;
    const value = argumentOf(arg, theme);
    if (value !== undefined) args[arg.name] = value;
  }
  return args;
}

/** The value that a description stands for; `dino` is the package. */
export function realize(spec, dino) {
  if (Array.isArray(spec)) return spec.map((item) => realize(item, dino));
  if (typeof spec !== "object" || spec === null) return spec;
  if ("tensor" in spec) return tensorOf(spec, dino);
  if ("dtype" in spec) return spec.dtype;
  if ("name" in spec) return spec.name;
  if ("number" in spec) return Number(spec.number);
  if ("generator" in spec) return dino.generator({ seed: spec.generator });
  return spec;
}

/** A description in a few words, for the table of unsafe operators. */
export function inWords(spec) {
  if (Array.isArray(spec)) return `[${spec.map(inWords).join(", ")}]`;
  if (typeof spec !== "object" || spec === null) return JSON.stringify(spec);
  if ("tensor" in spec)
    return `${spec.layout ? `${spec.layout} ` : ""}${spec.requiresGrad ? "differentiable " : ""}${spec.tensor}[${spec.shape.join(", ")}]`;
  if ("complex" in spec) return `complex ${spec.complex.join(" ")}`;
  if ("generator" in spec) return "a generator";
  return String(spec.dtype ?? spec.name ?? spec.number);
}

const SHAPES = [
  [2, 3],
  [3, 3],
  [3, 3],
  [3],
  [2, 2, 3, 3],
  [3, 3, 3],
  [2, 3, 4],
  [1, 2, 4, 4],
  [2, 2, 2, 2, 2],
  [],
  [4, 4],
  [1, 1],
  [6],
  [2, 4],
  [1, 4, 4],
  [1, 2, 4, 4, 4],
];
const WILD_SHAPES = [
  ...SHAPES,
  [0],
  [0, 3],
  [3, 0],
  [1],
  [2, 0, 4, 4],
  [1, 1, 1, 1],
  [5, 1, 2],
  [7],
  [1, 3, 1, 5, 2],
];
const DTYPES = [
  ["float32", 12],
  ["float64", 2],
  ["int64", 3],
  ["bool", 1],
  ["complex64", 1],
  ["uint8", 1],
];
const WILD_DTYPES = [
  ["float32", 6],
  ["float64", 2],
  ["int64", 4],
  ["bool", 2],
  ["complex64", 2],
  ["uint8", 2],
  ["int32", 2],
  ["bfloat16", 1],
  ["float16", 1],
];

const INDEX_NAME =
  /ind(ex|ices)|^ind$|_idx$|target|label|offset|length|batch_sizes|max_norm|hash|pivots|sorted_seq.*_ids|perm$/;
const MASK_NAME = /mask|condition|found_inf/;
const VECTOR_NAME = /weight|bias|running|mean$|std$|invstd|var$|scale|zero_point|gamma|beta|eps|tau|save/;

// What an argument of type str is asked for, by its name.
const TEXTS = {
  norm: ["forward", "backward", "ortho"],
  reduce: ["sum", "mean", "amax", "amin", "prod", "max", "min", "add", "multiply"],
  rounding_mode: ["floor", "trunc"],
  mode: ["reduced", "complete", "r", "constant", "reflect", "replicate", "circular"],
  pad_mode: ["constant", "reflect"],
  approximate: ["none", "tanh"],
  ord: ["fro", "nuc"],
  p: ["fro", "nuc"],
  interpolation: ["linear", "lower", "higher", "midpoint", "nearest"],
  indexing: ["ij", "xy"],
  padding: ["valid", "same"],
  equation: ["ij,jk->ik", "i,i->", "ii->i", "ij->ji", "...i,...i->..."],
  side: ["left", "right"],
  driver: ["gesvd", "gelsd", "gels"],
  padding_side: ["left", "right"],
  UPLO: ["L", "U"],
};

function argumentOf(arg, theme) {
  const { random, wild } = theme;
  if (arg.optional && random.chance(0.35)) return null;
  if (arg.list === undefined) return singleOf(arg, theme);
  if (["int", "SymInt"].includes(arg.base)) return integers(arg, theme);
  const size = arg.list.size ?? (wild ? random.integer(0, 4) : random.integer(1, 3));
  return Array.from({ length: size }, () =>
    arg.elementOptional && random.chance(0.3) ? null : singleOf(arg, theme),
  );
}

function singleOf(arg, theme) {
  const { random, wild } = theme;
  switch (arg.base) {
    case "Tensor":
      return tensorSpec(arg, theme);
    case "int":
    case "SymInt":
      return integer(arg, theme);
    case "Scalar":
      if (random.chance(0.05)) return { complex: [1, 0.5] };
      return wild ? random.pick([0, 1, -1, 2, 0.5, true, 100, -2.5]) : random.pick([1, 2, 0.5, 1, 3]);
    case "float":
      if (wild && random.chance(0.1)) return random.pick([{ number: "NaN" }, { number: "Infinity" }]);
      return wild ? random.pick([0, 1, -1, 0.5, 1e-5, 2, 100]) : random.pick([0.5, 0.1, 1, 2, 1e-5]);
    case "bool":
      return random.chance(0.5);
    case "str":
      return random.pick(TEXTS[arg.name] ?? ["sum", "x"]);
    case "ScalarType":
      return {
        dtype: wild ? random.weighted(WILD_DTYPES) : random.pick(["float32", "float64", "float32", "int64"]),
      };
    case "Device":
      return { name: "cpu" };
    case "Layout":
      return { name: wild && random.chance(0.3) ? random.pick(["sparse_coo", "sparse_csr"]) : "strided" };
    case "MemoryFormat":
      return {
        name: random.pick(["contiguous_format", "preserve_format", "contiguous_format", "channels_last"]),
      };
    case "Generator":
      return { generator: 1 };
    default:
      return undefined;
  }
}

function tensorSpec(arg, theme) {
  const { random, wild } = theme;
  let { shape, dtype } = theme;
  if (arg.written && arg.keywordOnly) {
    // An empty `out` takes any shape; its dtype has to be one that the result can be cast to.
    const kind = INDEX_NAME.test(arg.name)
      ? "int64"
      : random.weighted([
          [dtype, 6],
          ["bool", 1],
          ["int64", 1],
          ["float32", 1],
          ["complex64", 1],
          ["int32", 1],
          ["float64", 1],
        ]);
    return { tensor: kind, shape: wild && random.chance(0.5) ? shape : [0], seed: 0 };
  }
  if (wild) {
    if (random.chance(0.5)) shape = random.pick(WILD_SHAPES);
    if (random.chance(0.4)) dtype = random.weighted(WILD_DTYPES);
  } else if (VECTOR_NAME.test(arg.name) && random.chance(0.5)) {
    shape = [shape[1] ?? shape[0] ?? 1];
  } else if (random.chance(0.12)) {
    shape = random.pick([[3], [2], [], shape.slice(1), shape.slice(0, -1)]);
  }
  if (INDEX_NAME.test(arg.name) && random.chance(0.8)) {
    dtype = "int64";
    if (random.chance(0.4)) shape = random.pick([[2], [3], shape.slice(0, 1)]);
  } else if (MASK_NAME.test(arg.name) && random.chance(0.7)) {
    dtype = "bool";
  }
  const spec = { tensor: dtype, shape, seed: ++theme.seed };
  const floating = dtype === "float32" || dtype === "float64";
  const square = shape.length >= 2 && shape.at(-1) === shape.at(-2);
  if (floating && square && random.chance(0.3)) spec.form = "spd";
  else if (floating && random.chance(0.4)) spec.form = "positive";
  if (wild && random.chance(0.08)) spec.layout = random.pick(["sparse_coo", "sparse_csr"]);
  return spec;
}

function integer(arg, { random, wild, shape }) {
  if (wild) return random.pick([0, 1, 2, 3, -1, -2, 4, 5, 7, 10, 100, -100]);
  if (/dim|axis/.test(arg.name)) return random.integer(-shape.length, Math.max(shape.length, 1));
  if (/size|^n$|count|num|groups|steps|k$|length|chunks|sections|bins/.test(arg.name))
    return random.pick([1, 2, 3, shape[0] ?? 1, shape[1] ?? 1]);
  return random.pick([0, 1, 2, 1]);
}

function integers(arg, theme) {
  const { random, wild, shape } = theme;
  const size = arg.list.size;
  const fixed = size !== undefined && size > 1;
  if (wild) {
    const length = fixed ? random.pick([size, size, 1]) : random.integer(0, 6);
    return Array.from({ length }, () => integer(arg, theme));
  }
  if (fixed) {
    if (/pad/.test(arg.name)) return Array(size).fill(random.pick([0, 1, 1]));
    return Array(size).fill(random.pick([1, 2, 2, 3]));
  }
  if (/dim|axes/.test(arg.name)) {
    const dims = shape.map((_, i) => i);
    return random.chance(0.5) ? dims : dims.filter(() => random.chance(0.5));
  }
  if (/size|shape|repeats|dims/.test(arg.name)) return shape;
  if (/stride$/.test(arg.name) && random.chance(0.5))
    return shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
  const length = random.pick([shape.length, Math.max(shape.length - 2, 1), 2, 1]);
  return Array(length).fill(/pad/.test(arg.name) ? random.pick([0, 1]) : random.pick([1, 1, 2]));
}

const SPARSE = { sparse_coo: "to_sparse", sparse_csr: "to_sparse_csr", sparse_csc: "to_sparse_csc" };
const ARRAYS = {
  float64: Float64Array,
  float32: Float32Array,
  complex64: Float32Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int8: Int8Array,
};

function tensorOf({ tensor: dtype, shape, seed, form, layout, requiresGrad }, dino) {
  const size = shape.reduce((a, b) => a * b, 1);
  const via = dtype === "bfloat16" || dtype === "float16" ? "float32" : dtype;
  const parts = dtype === "complex64" ? 2 : 1;
  const data = new (ARRAYS[via] ?? Uint8Array)(size * parts);
  for (let i = 0; i < data.length; ++i) {
    const value = element(via, i, seed, form, shape);
    data[i] = via === "int64" ? BigInt(value) : value;
  }
  let made = dino.fromTypedArray(data, shape, { dtype: via });
  if (via !== dtype) made = made.to(dtype);
  if (layout !== undefined) made = dino.ops.aten[SPARSE[layout]](made);
  if (requiresGrad && /float|complex/.test(dtype)) made.requiresGrad = true;
  return made;
}

// Values that 16 bits hold exactly, so that every language and dtype has the same ones.
function element(dtype, i, seed, form, shape) {
  if (dtype === "bool") return (i + seed) % 2;
  if (dtype === "int64" || dtype === "int32") return (i * 5 + seed) % 3;
  if (dtype === "uint8") return (i * 7 + seed) % 5;
  if (form === "spd") {
    const n = shape.at(-1);
    const row = Math.floor(i / n) % n;
    const column = i % n;
    return row === column ? n + 1 : (((row + column) * seed) % 3) / 4 - 0.25;
  }
  const value = (((i * 37 + seed * 17) % 23) - 11) / 8;
  return form === "positive" ? value + 1.5 : value;
}

/** Mulberry32, seeded by a text: the same samples on every machine. */
function generator(text) {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; ++i) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (low, high) => low + Math.floor(next() * (high - low));
  const weighted = (choices) => {
    let at = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of choices) {
      at -= weight;
      if (at < 0) return value;
    }
    return choices.at(-1)[0];
  };
  return {
    chance: (share) => next() < share,
    integer,
    weighted,
    pick: (list) => list[integer(0, list.length)],
  };
}
