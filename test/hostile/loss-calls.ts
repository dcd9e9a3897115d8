/** Valid calls of the losses with a teacher's targets, of what makes targets, and of the kernels behind them. */
import type { Tensor } from "../../lib";
import {
  type Argument,
  argument,
  bool,
  type Call,
  f,
  i,
  integer,
  nullable,
  number,
  type Outcome,
  optional,
  options,
  tensorOf,
} from "./arguments";
import { A, BIGINT, type Own, operator, REFUSED } from "./call";
import { dino } from "./package";

/** Rows that are no plain matrix, or whose numbers are none. */
const oddRows = (sizes: readonly number[]): Own => {
  const [rows, width] = sizes as [number, number];
  return {
    "a sparse layout": [() => dino.aten.to_sparse(dino.rand(sizes)), A],
    "no columns": [() => dino.zeros([rows, 0]), A],
    transposed: [() => dino.rand([width, rows]).t(), "valid"],
    "one row for all": [() => dino.rand([1, width]).expand([rows, width]), "valid"],
    "numbers that are negated when they are read": [() => dino.aten._neg_view(dino.rand(sizes)), "valid"],
    "zeros without memory": [() => dino.aten._efficientzerotensor([rows, width]), "valid"],
    "NaN everywhere": [() => dino.full(sizes, Number.NaN), "valid"],
    "infinities everywhere": [() => dino.full(sizes, Number.POSITIVE_INFINITY), "valid"],
    subnormal: [() => dino.full(sizes, 1e-40), "valid"],
  };
};
/** Alone on a device without memory. */
const foreign = (sizes: readonly number[]): Own => ({
  "another device": [() => dino.ops.aten!.to!(dino.rand(sizes), { device: "meta" }), A],
});
/** Of floating point, but none that the losses compute with. */
const otherFloats = (sizes: readonly number[]): Own => ({
  "a dtype of 8 bits": [() => dino.aten.to(dino.rand(sizes), { dtype: "float8_e5m2" }), A],
});

const rows = (sizes: readonly number[], own: Own = {}): Argument => ({
  ...f(sizes, REFUSED),
  own: { ...oddRows(sizes), ...own },
});
const temperature = (value: number): Argument => ({
  ...number(value),
  own: { zero: [() => 0, A], subnormal: [() => 5e-324, A], "beyond float32": [() => 1e39, A] },
});
/** Of a list of numbers that must have its length. */
const weights = (values: readonly number[]): Argument =>
  argument("list", () => [...values], {
    outcomes: {
      Infinity: A,
      "-Infinity": A,
      longer: A,
      ragged: A,
      negative: "valid",
      "beyond 2^53": undefined,
    },
  });
/** Takes a gradient; left out in the last place it is missed. */
const buffer = (sizes: readonly number[], missing: Outcome): Argument => ({
  ...nullable(f(sizes, { ...REFUSED, missing })),
  own: {
    "one row for all": [() => dino.rand([1, sizes[1]!]).expand(sizes), A],
    "another dtype": [() => dino.zeros(sizes, { dtype: "float64" }), A],
  },
});

const IMAGES = 2;
/** Of four crops of the student's and two of the teacher's. */
const [STUDENT, TEACHER] = [
  [4 * IMAGES, 3],
  [2 * IMAGES, 3],
] as const;
const PAIRS = [0, 1, 1, 1, 1, 0, 1, 1] as const;
const TARGETS = { studentTemperature: temperature(0.1), teacherTemperature: temperature(0.04) };
/** They come in the last place, where a boolean is `teacherIsProbabilities`, which wants no centre. */
const lossOptions = (): Argument =>
  optional(
    options(
      {
        teacherIsProbabilities: { ...optional(bool(false)), own: { "beside a centre": [() => true, A] } },
        overwriteStudent: optional(bool(true)),
        statistics: optional(bool(true)),
      },
      { outcomes: { "a boolean": [A, "valid"] } },
    ),
  );
const center = (): Argument => ({
  ...nullable(f([1, 3], REFUSED)),
  own: {
    ...foreign([1, 3]),
    ...otherFloats([1, 3]),
    "one number for all": [() => dino.ones([1, 1]).expand([1, 3]), "valid"],
  },
});

/** Logits that an operator computed, so that they may be overwritten; with all that is recorded of them. */
const recorded = (sizes: readonly number[]): Argument => ({
  ...tensorOf(() => dino.rand(sizes, { requiresGrad: true }).mul(2), REFUSED),
  own: {
    "a leaf": [() => dino.rand(sizes, { requiresGrad: true }), A],
    "one row for all": [() => dino.rand([1, sizes[1]!], { requiresGrad: true }).expand(sizes), A],
    "one number for all": [() => dino.rand([1, 1], { requiresGrad: true }).expand(sizes), A],
    "a view of a leaf": [() => dino.rand([...sizes].reverse(), { requiresGrad: true }).t(), A],
    "no gradient": [() => dino.rand(sizes), "valid"],
  },
});
const differentiated = (plain: Call): Call => {
  const from = (results: Tensor | readonly Tensor[]) => [results].flat()[0] as Tensor;
  const backward = (loss: Tensor) => (loss.requiresGrad ? loss.backward() : undefined);
  return {
    ...plain,
    name: `${plain.name} and its gradient`,
    run: (...args) => backward(from(plain.run(...args) as Tensor)),
    runAsync: async (...args) => backward(from((await plain.runAsync!(...args)) as Tensor)),
  };
};

export function losses(): Call[] {
  const crops = (student: Argument) => ({
    student,
    teacher: rows(TEACHER, { ...foreign(TEACHER), ...otherFloats(TEACHER) }),
    center: center(),
    batch: integer(IMAGES),
    weights: weights(PAIRS),
    ...TARGETS,
  });
  const patches = (student: Argument) => ({
    student,
    teacher: rows([5, 3], { ...foreign([5, 3]), ...otherFloats([5, 3]) }),
    center: center(),
    weights: {
      ...f([5], REFUSED),
      own: {
        ...foreign([5]),
        "another float dtype": [() => dino.rand([5], { dtype: "float16" }), A],
        "one for all": [() => dino.rand([1]).expand([5]), "valid"],
        "NaN everywhere": [() => dino.full([5], Number.NaN), "valid"],
      } as Own,
    },
    ...TARGETS,
  });
  const layer = (own: Own = {}): Argument => rows([4, 3], { ...foreign([4, 3]), ...own });
  const input = (sizes: readonly number[]): Argument =>
    rows(sizes, { ...foreign(sizes), ...otherFloats(sizes) });
  const scale = (none: Outcome): Argument => ({
    ...f([4, 1], { ...REFUSED, null: none, missing: none }),
    own: foreign([4, 1]),
  });
  const linear = (noScale: Outcome) => ({
    studentInput: input(STUDENT),
    teacherInput: input(TEACHER),
    weightV: layer(),
    weightG: scale(noScale),
    teacherWeightV: layer(),
    teacherWeightG: scale("valid"),
    center: { ...nullable(f([1, 4], REFUSED)), own: foreign([1, 4]) },
    batch: integer(IMAGES),
    weights: weights(PAIRS),
    ...TARGETS,
  });
  const memory = (): Argument => integer(1000, { huge: "valid", "2^53": "valid" });
  return [
    operator("multi_crop_loss", { ...crops(rows(STUDENT, foreign(STUDENT))), options: lossOptions() }),
    differentiated(operator("multi_crop_loss", { ...crops(recorded(STUDENT)), options: lossOptions() })),
    operator("masked_patch_loss", { ...patches(rows([5, 3], foreign([5, 3]))), options: lossOptions() }),
    differentiated(operator("masked_patch_loss", { ...patches(recorded([5, 3])), options: lossOptions() })),
    operator("linear_multi_crop_loss", {
      ...linear("valid"),
      options: optional(
        options(
          { memory: optional(memory()), statistics: optional(bool(true)) },
          { outcomes: { "a number": undefined, "a bigint": A } },
        ),
      ),
    }),
    ...targets(),
    ...regularisers(),
    ...kernels(crops(rows(STUDENT)), patches(rows([5, 3])), {
      // One beside which its gradient is wanted.
      ...linear(A),
      memory: memory(),
    }),
  ];
}

function targets(): Call[] {
  const call = (name: string, ofGradient: Outcome) =>
    operator(name, {
      logits: {
        ...rows([5, 4]),
        own: {
          ...oddRows([5, 4]),
          "no rows": [() => dino.zeros([0, 4]), "valid"],
          "2^40 rows": [() => dino.zeros([1, 4]).expand([2 ** 40, 4]), "OUT_OF_MEMORY"],
          "2^40 columns": [() => dino.zeros([5, 1]).expand([5, 2 ** 40]), "OUT_OF_MEMORY"],
          "a gradient": [() => dino.rand([5, 4], { requiresGrad: true }), ofGradient],
        } as Own,
      },
      temperature: temperature(0.05),
      iterations: {
        ...optional(integer(3, BIGINT)),
        own: { none: [() => 0, A], "too many": [() => 1001, A] } as Own,
      },
    });
  return ["sinkhorn_knopp", "sinkhorn_probabilities"].flatMap((name) => [
    call(name, "TORCH_ERROR"),
    call(`${name}_reference`, "valid"),
  ]);
}

function regularisers(): Call[] {
  const koleo = (features: Argument) =>
    operator("koleo", {
      features,
      topk: {
        ...optional(integer(2, BIGINT)),
        own: { none: [() => 0, A], "as many as there are": [() => 4, A] },
      },
      groups: { ...optional(integer(2, BIGINT)), own: { none: [() => 0, A], "no divisor": [() => 3, A] } },
    });
  return [
    koleo({
      ...rows([8, 3]),
      own: {
        ...oddRows([8, 3]),
        "no rows": [() => dino.zeros([0, 3]), A],
        "2^40 rows": [() => dino.zeros([1, 3]).expand([2 ** 40, 3]), "OUT_OF_MEMORY"],
        "2^40 columns": [() => dino.zeros([8, 1]).expand([8, 2 ** 40]), "OUT_OF_MEMORY"],
      } as Own,
    }),
    differentiated(koleo(tensorOf(() => dino.rand([8, 3], { requiresGrad: true }), REFUSED))),
  ];
}

/** What the operators call, which anybody can by its name. */
function kernels(
  crops: Readonly<Record<string, Argument>>,
  patches: Readonly<Record<string, Argument>>,
  linear: Readonly<Record<string, Argument>>,
): Call[] {
  const flags = { teacherIsProbabilities: bool(false), statistics: bool(true) };
  const scalar = (): Argument =>
    f([], { dtype: A, "a complex dtype": A, shape: A, "no dimensions": "valid" });
  const features = (): Argument => f([6, 3], REFUSED);
  return [
    ...["_multi_crop_loss", "_multi_crop_loss_reference"].map((name) =>
      operator(name, { ...crops, ...flags, gradStudent: buffer(STUDENT, A) }),
    ),
    ...["_masked_patch_loss", "_masked_patch_loss_reference"].map((name) =>
      operator(name, { ...patches, ...flags, gradStudent: buffer([5, 3], A) }),
    ),
    operator("_linear_multi_crop_loss", {
      ...linear,
      statistics: bool(true),
      gradInput: buffer(STUDENT, "valid"),
      gradV: buffer([4, 3], "valid"),
      gradG: buffer([4, 1], A),
    }),
    ...["multi_crop_loss_backward", "masked_patch_loss_backward"].map((name) =>
      operator(name, {
        gradLoss: scalar(),
        gradStudent: f([5, 3], { dtype: A, "a complex dtype": A, shape: "valid", "no dimensions": "valid" }),
        inplace: bool(true),
      }),
    ),
    ...["_koleo", "koleo_reference"].map((name) =>
      operator(name, { features: features(), topk: integer(1, BIGINT), groups: integer(2, BIGINT) }),
    ),
    ...["koleo_backward", "koleo_backward_reference"].map((name) =>
      operator(name, {
        gradLoss: scalar(),
        features: features(),
        neighbours: {
          ...i([6, 1], REFUSED),
          own: {
            "rows that there are not": [() => dino.full([6, 1], 6, { dtype: "int64" }), A],
            "rows before the first": [() => dino.full([6, 1], -1, { dtype: "int64" }), A],
            "a sparse layout": [() => dino.aten.to_sparse(dino.zeros([6, 1], { dtype: "int64" })), A],
            "one for all": [() => dino.zeros([1, 1], { dtype: "int64" }).expand([6, 5]), "valid"],
          } as Own,
        },
      }),
    ),
  ];
}
