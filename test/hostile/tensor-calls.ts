/** Valid calls of factories and of Tensor's methods. */
import type { Device, DType, Generator, Tensor } from "../../lib";
import {
  type Argument,
  argument,
  b,
  bool,
  type Call,
  dim,
  dims,
  f,
  float,
  i,
  int,
  integer,
  ints,
  nullable,
  number,
  operand,
  optional,
  options,
  scalar,
  self,
  shape,
  tensorOf,
  tensors,
  text,
} from "./arguments";
import {
  A,
  ANY,
  ANY_INTEGER,
  call,
  dtypeName,
  JOINED,
  NO_RANGE,
  type Own,
  object,
  other,
  UNCHANGED,
  X,
} from "./call";
import { dino } from "./package";

/** An operator that takes tensors without dimensions where it takes numbers. */
const OF_TENSORS = { "a tensor": "TORCH_ERROR" } as const;
const NO_DEVIATION = {
  NaN: "TORCH_ERROR",
  "-Infinity": "TORCH_ERROR",
  negative: "TORCH_ERROR",
  "-2^40": "TORCH_ERROR",
} as const;
const SPREAD = { "no dimensions": "valid" } as const;
const BEYOND = { "no dimensions": "INDEX_OUT_OF_RANGE" } as const;
const UNIMPLEMENTED = { dtype: "NOT_IMPLEMENTED", "a complex dtype": "NOT_IMPLEMENTED" } as const;
const UNSHAPED = { dtype: "valid", "a complex dtype": "valid", ...SPREAD } as const;
/** One number, or one for each of two dimensions. */
const ONE_OR_TWO = { "a number": "valid", "a bigint": "valid", longer: A } as const;

export function factories(): Call[] {
  const { Tensor: _, ...d } = dino;
  const detached = (): Float32Array => {
    const data = new Float32Array(6);
    structuredClone(data.buffer, { transfer: [data.buffer] });
    return data;
  };
  const lying = (): Float32Array =>
    Object.defineProperties(new Float32Array(6), {
      length: { value: 2 ** 40 },
      byteLength: { value: 2 ** 42 },
    });
  const circular = (): unknown[] => {
    const list: unknown[] = [];
    list.push(list);
    return list;
  };
  const settings = (): Argument =>
    optional(options({ dtype: nullable(dtypeName()), requiresGrad: optional(bool(true)) }));
  const typed: Own = {
    "a detached buffer": [detached, A],
    "a plain buffer": [() => new ArrayBuffer(24), A],
    "a view of no type": [() => new DataView(new ArrayBuffer(24)), A],
    "an array of another type": [() => new BigUint64Array(6), A],
    null: [() => null, A],
    missing: [() => undefined, A],
  };
  const made = (name: "zeros" | "ones" | "rand" | "randn") =>
    call("tensors", name, { shape: shape(X), options: settings() }, d[name]);
  const random = (): Argument =>
    optional(options({ dtype: nullable(dtypeName()), requiresGrad: optional(bool(false)) }));
  const like = (name: "emptyLike" | "zerosLike" | "onesLike" | "randLike" | "randnLike") =>
    call("tensors", name, { like: f(X, ANY), options: settings() }, d[name]);
  const steps = (): Argument => int(5, { huge: "OUT_OF_MEMORY", "2^53": "OUT_OF_MEMORY" });
  const triangle = (name: "trilIndices" | "triuIndices") => {
    const side = (): Argument => integer(3, { huge: undefined, "2^53": undefined });
    const settings = options({ offset: optional(int(1, ANY_INTEGER)) });
    return call("tensors", name, { rows: side(), columns: side(), options: optional(settings) }, d[name]);
  };
  return [
    call("tensors", "empty", { shape: shape(X), options: settings() }, d.empty),
    ...(["linspace", "logspace"] as const).map((name) =>
      call(
        "tensors",
        name,
        { start: scalar(0, OF_TENSORS), end: scalar(1, OF_TENSORS), steps: steps(), options: settings() },
        d[name],
      ),
    ),
    call("tensors", "eye", { n: steps(), options: optional(options({ m: optional(steps()) })) }, d.eye),
    ...(["trilIndices", "triuIndices"] as const).map(triangle),
    call(
      "tensors",
      "normal",
      { mean: float(0), std: float(1, NO_DEVIATION), shape: shape(X), options: random() },
      d.normal,
    ),
    call(
      "tensors",
      "randint",
      {
        low: int(0, { negative: "valid", "-2^40": "valid" }),
        high: int(5, { huge: "valid", "2^53": "valid" }),
        shape: shape(X),
        options: random(),
      },
      d.randint,
    ),
    ...(["emptyLike", "zerosLike", "onesLike", "randLike", "randnLike"] as const).map(like),
    call("tensors", "fullLike", { like: f(X, ANY), value: scalar(1), options: settings() }, d.fullLike),
    call(
      "tensors",
      "meshgrid",
      {
        tensors: tensors([[2], [3]], { "no dimensions": "valid" }),
        options: optional(options({ indexing: optional(text("xy", { "an unknown name": "TORCH_ERROR" })) })),
      },
      d.meshgrid,
    ),
    call(
      "tensors",
      "einsum",
      { equation: text("ij,ij->i", { "an unknown name": "TORCH_ERROR" }), tensors: tensors([X, X]) },
      d.einsum,
    ),
    ...(["complex", "polar"] as const).map((name) =>
      call("tensors", name, { real: f(X, SPREAD), imaginary: f(X, SPREAD) }, d[name]),
    ),
    call(
      "tensors",
      "tensor of complex numbers",
      {
        data: other(() => [{ complex: [1, 2] }], {
          "one part": [() => [{ complex: [1] }], A],
          "three parts": [() => [{ complex: [1, 2, 3] }], A],
          text: [() => [{ complex: ["1", 2] }], A],
          "no list": [() => [{ complex: 1 }], A],
          mixed: [() => [{ complex: [1, 2] }, 1], "INVALID_DTYPE"],
        }),
      },
      d.tensor,
    ),
    call(
      "tensors",
      "tensor",
      {
        data: other(
          () => [
            [1, 2, 3],
            [4, 5, 6],
          ],
          {
            ragged: [() => [[1, 2], [3]], "INVALID_SHAPE"],
            "deeper in one place": [() => [[1], [[2]]], A],
            sparse: [() => new Array(3), A],
            "sparse inside": [() => [[1, 2], new Array(2)], A],
            mixed: [() => [1, true], "INVALID_DTYPE"],
            circular: [circular, "INVALID_SHAPE"],
            "a string": [() => "1", A],
            "a string inside": [() => [1, "2"], A],
            "an object": [() => ({ length: 2 }), A],
            "a tensor inside": [() => [dino.ones([1])], A],
            "a promise": [() => Promise.resolve([1]), A],
            "an array that lies about its size": [lying, "INVALID_SHAPE"],
            ...typed,
          },
        ),
        options: settings(),
      },
      d.tensor,
    ),
    call(
      "tensors",
      "tensor of integers",
      {
        data: other(() => [1, 2], {
          NaN: [() => [1, Number.NaN], A],
          Infinity: [() => [Number.POSITIVE_INFINITY], A],
          "a fraction": [() => [0.5], A],
          negative: [() => [-1], A],
          huge: [() => [2 ** 40], A],
        }),
      },
      (data: number[]) => d.tensor(data, { dtype: "uint8" }),
    ),
    call(
      "tensors",
      "tensor of int64",
      {
        data: other(() => [1n, 2n], {
          NaN: [() => [Number.NaN], A],
          "a fraction": [() => [0.5], A],
          "beyond 2^53": [() => [1e300], A],
          "beyond 2^63": [() => [2n ** 63n], A],
        }),
      },
      (data: bigint[]) => d.tensor(data, { dtype: "int64" }),
    ),
    call(
      "tensors",
      "fromTypedArray",
      {
        data: other(() => new Float32Array(6), {
          ...typed,
          "an array": [() => [1, 2, 3, 4, 5, 6], A],
          "that lies about its size": [lying, "valid"],
          "too short": [() => new Float32Array(5), "INVALID_SHAPE"],
          empty: [() => new Float32Array(0), "INVALID_SHAPE"],
          shared: [() => new Float32Array(new SharedArrayBuffer(24)), "valid"],
        }),
        shape: shape(X, { huge: "INVALID_SHAPE", "2^53": "INVALID_SHAPE", empty: "INVALID_SHAPE" }),
        options: settings(),
      },
      d.fromTypedArray,
    ),
    ...(["zeros", "ones", "rand", "randn"] as const).map(made),
    call("tensors", "full", { shape: shape(X), value: scalar(1), options: settings() }, d.full),
    call(
      "tensors",
      "arange",
      {
        end: scalar(5, { ...NO_RANGE, negative: "TORCH_ERROR", "-2^40": "TORCH_ERROR" }),
        options: optional(
          options({
            start: optional(scalar(1, { ...NO_RANGE, "-2^40": "OUT_OF_MEMORY" })),
            step: optional(
              scalar(1, { ...NO_RANGE, Infinity: "valid", negative: "TORCH_ERROR", "-2^40": "TORCH_ERROR" }),
            ),
            dtype: nullable(dtypeName()),
          }),
        ),
      },
      d.arange,
    ),
    call(
      "tensors",
      "randperm",
      { n: int(5, { huge: "OUT_OF_MEMORY", "2^53": "OUT_OF_MEMORY" }) },
      d.randperm,
    ),
    call("tensors", "stack", { tensors: tensors([X, X], JOINED), dim: optional(dim(0)) }, d.stack),
    call(
      "tensors",
      "cat",
      { tensors: tensors([X, X], { ...JOINED, empty: A }), dim: optional(dim(0)) },
      d.cat,
    ),
    call("tensors", "manualSeed", { seed: integer(5, { huge: "valid", "a bigint": "valid" }) }, d.manualSeed),
    call("tensors", "setNumThreads", { count: integer(1) }, d.setNumThreads),
    call("tensors", "setCpuCache", { bytes: integer(2 ** 20, { huge: "valid" }) }, d.setCpuCache),
    call("tensors", "trim", {}, d.trim),
    call("tensors", "scope", { body: argument("callback", () => () => 1) }, d.scope),
    call("tensors", "noGrad", { body: argument("callback", () => () => 1) }, d.noGrad),
    call("tensors", "enableGrad", { body: argument("callback", () => () => 1) }, d.enableGrad),
  ];
}

export function methods(): Call[] {
  const x = (outcomes = {}): Argument => self(f(X, outcomes));
  const method = (name: string, receiver: Argument, args: Readonly<Record<string, Argument>> = {}): Call =>
    call("tensors", `Tensor.${name}`, { self: receiver, ...args }, (tensor: Tensor, ...rest: never[]) =>
      (tensor as unknown as Record<string, (...values: never[]) => unknown>)[name]!(...rest),
    );
  const index = (at: number): Argument => dim(at, { "2^53": A, "a bigint": A });
  const property = (name: keyof Tensor): Call =>
    call("tensors", `Tensor.${String(name)}`, { self: x(UNCHANGED) }, (tensor: Tensor) => tensor[name]);
  const alpha = () => optional(options({ alpha: optional(scalar(2)) }));
  const keepdim = () => optional(bool(true));
  const spread = () => optional(options({ correction: optional(scalar(1)), keepdim: optional(bool(true)) }));
  return [
    ...(
      [
        "shape",
        "strides",
        "dtype",
        "device",
        "size",
        "byteLength",
        "dim",
        "requiresGrad",
        "isLeaf",
        "gradFunction",
        "grad",
      ] as const
    ).map(property),
    method("item", self(f([], { ...ANY, shape: "INVALID_SHAPE" }))),
    ...["toTypedArray", "toArray"].map((name) =>
      method(name, {
        ...x(),
        own: { "2^40 elements": [() => dino.ones([1]).expand([2 ** 40]), "OUT_OF_MEMORY"] },
      }),
    ),
    ...[
      "neg",
      "abs",
      "sign",
      "square",
      "sqrt",
      "rsqrt",
      "reciprocal",
      "exp",
      "log",
      "sin",
      "cos",
      "tanh",
    ].map((name) => method(name, x())),
    ...[
      "erf",
      "sigmoid",
      "relu",
      "gelu",
      "silu",
      "floor",
      "ceil",
      "round",
      "logicalNot",
      "isnan",
      "isfinite",
    ].map((name) => method(name, x())),
    ...["prod", "all", "any", "t", "contiguous", "clone", "detach", "zero_"].map((name) => method(name, x())),
    ...["add", "sub", "add_", "sub_"].map((name) =>
      method(name, x(), { other: operand(X), options: alpha() }),
    ),
    ...["mul", "pow", "remainder", "eq", "ne", "lt", "le", "gt", "ge", "mul_", "div_"].map((name) =>
      method(name, x(), { other: operand(X) }),
    ),
    method("div", x(), {
      other: operand(X),
      options: optional(options({ roundingMode: optional(text("floor")) })),
    }),
    ...["maximum", "minimum", "logicalAnd", "logicalOr", "equal"].map((name) =>
      method(name, x(), { other: f(X) }),
    ),
    method("allclose", x(), {
      other: f(X),
      options: optional(
        options(
          { rtol: optional(number(1e-5)), atol: optional(number(1e-8)) },
          { outcomes: { "a number": "valid" } },
        ),
      ),
    }),
    ...["clamp", "clamp_"].map((name) =>
      method(name, x(), { min: nullable(scalar(0)), max: nullable(scalar(1)) }),
    ),
    method("lerp", x(), { end: f(X), weight: operand(X) }),
    ...["sum", "mean", "amax", "amin", "norm"].map((name) =>
      method(name, x(), { dim: optional(dims([0, 1])), keepdim: keepdim() }),
    ),
    method("logsumexp", x(), { dim: dims([0, 1]), keepdim: keepdim() }),
    ...["std", "var"].map((name) => method(name, x(), { dim: optional(dims([0, 1])), options: spread() })),
    ...["argmax", "argmin"].map((name) => method(name, x(), { dim: nullable(dim(0)), keepdim: keepdim() })),
    ...["cumsum", "softmax", "logSoftmax"].map((name) => method(name, x(), { dim: dim(0) })),
    method("topk", x(), { k: int(2), dim: optional(dim(-1)) }),
    method("sort", x(), { dim: optional(dim(-1)), descending: optional(bool(true)) }),
    method("matmul", x(), { other: f([3, 2]) }),
    method("mm", x(), { other: f([3, 2]) }),
    method("bmm", self(f([2, 2, 3])), { other: f([2, 3, 2]) }),
    method("dot", self(f([3])), { other: f([3]) }),
    method("reshape", x(), { shape: ints([3, 2]) }),
    method("view", x(), { shape: ints([3, 2]) }),
    method("flatten", x(), { startDim: optional(dim(0)), endDim: optional(dim(1)) }),
    method("transpose", x(), { dim0: dim(0), dim1: dim(1) }),
    method("permute", x(), { order: dims([1, 0]) }),
    method("squeeze", self(f([2, 1])), { dim: optional(dim(1)) }),
    method("unsqueeze", x(), { dim: dim(0) }),
    method("expand", x(), { shape: ints([2, 3]) }),
    method("repeat", x(), { times: ints([2, 2]) }),
    method("flip", x(), { dim: dims([0, 1]) }),
    method("select", x(), { dim: dim(0), index: dim(1) }),
    method("narrow", x(), { dim: dim(0), start: dim(1), length: int(1) }),
    method("slice", x(), {
      dim: dim(0),
      start: nullable(int(0)),
      end: nullable(int(1)),
      step: optional(int(1)),
    }),
    method("get", x(), { index: index(1), other: optional(index(2)) }),
    method("indexSelect", x(), { dim: dim(0), index: i([2]) }),
    method("gather", x(), { dim: dim(0), index: i(X) }),
    method("where", x(), { condition: b(X), other: operand(X) }),
    method("maskedFill", x(), { mask: b(X), value: scalar(1) }),
    method("split", x(), { size: int(1), dim: optional(dim(0)) }),
    method("chunk", x(), { count: int(2), dim: optional(dim(0)) }),
    method("unbind", x(), { dim: optional(dim(0)) }),
    method("adaptiveAvgPool2d", self(f([1, 2, 6, 6])), { size: ints([2, 2]) }),
    method("conv2d", self(f([1, 2, 8, 8])), {
      weight: f([3, 2, 3, 3]),
      options: optional(
        options(
          {
            bias: nullable(f([3])),
            stride: optional(ints([1, 1])),
            padding: optional(ints([0, 0])),
            dilation: optional(ints([1, 1])),
            groups: optional(int(1)),
          },
          { outcomes: { "a tensor": "TORCH_ERROR", null: "valid" } },
        ),
      ),
    }),
    method("layerNorm", x(), {
      normalizedShape: ints([3]),
      options: optional(
        options(
          { weight: nullable(f([3])), bias: nullable(f([3])), eps: optional(float(1e-5)) },
          { outcomes: { "a tensor": "TORCH_ERROR", null: "valid" } },
        ),
      ),
    }),
    // An object is one of options here.
    // A plain object holds options, other objects are no dtypes: which of them comes is chosen by chance.
    method("to", x(), {
      dtype: {
        ...dtypeName(),
        outcomes: { "an object": [A, "INVALID_DTYPE"], "an object that becomes a number": A },
      },
    }),
    method("fill_", x(), { value: scalar(1) }),
    method("copy_", x(), { source: f(X) }),
    method("toTypedArrayAsync", x(ANY)),
    method("withData", x(ANY), {
      body: argument("callback", () => () => 1),
      options: optional(options({ write: optional(bool(true)) })),
    }),
    method("normalize", x({ "a complex dtype": "valid", shape: "valid", ...BEYOND }), {
      options: optional(
        options({
          dim: optional(dim(1, { "a bigint": A })),
          p: optional(float(2)),
          eps: optional(float(1e-12)),
        }),
      ),
    }),
    method("unique", x({ ...UNIMPLEMENTED, dtype: "valid", shape: "valid", ...BEYOND }), {
      options: optional(options({ dim: optional(dim(0)) })),
    }),
    method("batchNorm", self(f([2, 3, 4], UNIMPLEMENTED)), {
      options: options(
        {
          weight: nullable(f([3])),
          bias: nullable(f([3])),
          runningMean: f([3]),
          runningVar: f([3]),
          training: optional(bool(true)),
          momentum: optional(float(0.1)),
          eps: optional(float(1e-5)),
        },
        { outcomes: { missing: "TORCH_ERROR" } },
      ),
    }),
    method("interpolate", self(f([1, 2, 4, 4], { ...UNIMPLEMENTED, shape: A, "no dimensions": A })), {
      options: options({
        size: ints([2, 2], {
          "a number": "valid",
          huge: "OUT_OF_MEMORY",
          "2^53": "OUT_OF_MEMORY",
          missing: "TORCH_ERROR",
        }),
        mode: optional(text("bilinear")),
        alignCorners: optional(bool(true)),
      }),
    }),
    method("dropout", x({ "a complex dtype": "NOT_IMPLEMENTED", ...SPREAD, shape: "valid" }), {
      options: optional(
        options({
          p: optional(float(0.5, { ...NO_DEVIATION, Infinity: "TORCH_ERROR" })),
          training: optional(bool(true)),
        }),
      ),
    }),
    method("maxPool2d", self(f([1, 2, 4, 4], { ...UNIMPLEMENTED, dtype: "valid", shape: "valid" })), {
      kernel: ints([2, 2], ONE_OR_TWO),
      options: optional(
        options(
          { stride: optional(ints([1, 1], ONE_OR_TWO)), ceilMode: optional(bool(true)) },
          { outcomes: { "a number": "valid", "a bigint": "valid", "an empty array": "valid" } },
        ),
      ),
    }),
    method("addmm", self(f([2, 2], SPREAD)), {
      a: f([2, 3]),
      b: f([3, 2]),
      options: optional(options({ beta: optional(scalar(1)), alpha: optional(scalar(1)) })),
    }),
    method("scatter_", self(f([2, 3])), { dim: dim(0), index: i(X), source: operand(X) }),
    method("indexPut_", x(BEYOND), {
      indices: other(() => [null, dino.tensor([0n])], { missing: [() => undefined, A] }),
      values: f([2, 1], SPREAD),
    }),
    method("normal_", x({ ...ANY, dtype: "NOT_IMPLEMENTED" }), {
      mean: optional(float(0)),
      std: optional(float(1, NO_DEVIATION)),
    }),
    method("random_", x({ ...ANY, "a complex dtype": "TORCH_ERROR" }), {
      to: optional(int(5, { huge: "valid", "2^53": "valid" })),
    }),
    method("multinomial", self(f([4])), {
      count: int(2, { huge: "OUT_OF_MEMORY", "2^53": "OUT_OF_MEMORY" }),
      options: optional(
        options({ replacement: optional(bool(true)) }, { outcomes: { "a boolean": "valid" } }),
      ),
    }),
    call(
      "tensors",
      "Tensor.to (options)",
      {
        self: x(ANY),
        dtype: optional(dtypeName()),
        device: nullable(text("cpu")),
        memoryFormat: nullable(text("contiguous_format")),
        copy: optional(bool(true)),
      },
      (tensor: Tensor, dtype: DType, device: Device, memoryFormat: "channels_last", copy: boolean) =>
        tensor.to({ dtype, device, memoryFormat, copy }),
    ),
    call(
      "tensors",
      "Tensor.async.add",
      { self: x(UNSHAPED), other: operand(X, UNSHAPED), options: alpha() },
      (tensor: Tensor, addend: Tensor, given: object) => tensor.async.add(addend, given),
    ),
    call(
      "tensors",
      "Tensor.requiresGrad=",
      { self: x(), value: bool(true) },
      (tensor: Tensor, value: boolean) => {
        tensor.requiresGrad = value;
      },
    ),
    call("tensors", "Tensor.grad=", { self: x(), value: f(X) }, (tensor: Tensor, value: Tensor) => {
      tensor.grad = value;
    }),
    call(
      "tensors",
      "Tensor.backward",
      {
        self: self(
          tensorOf(() => dino.ones(X, { requiresGrad: true }).mul(2), { "a complex dtype": "INVALID_DTYPE" }),
        ),
        options: options({
          gradient: f(X, {
            dtype: "INVALID_DTYPE",
            "a complex dtype": "INVALID_DTYPE",
            shape: "INVALID_SHAPE",
            "no dimensions": "INVALID_SHAPE",
          }),
          retainGraph: nullable(bool(true)),
          createGraph: nullable(bool(false)),
        }),
      },
      (tensor: Tensor, given: object) => tensor.backward(given),
    ),
    method("detach_", x(ANY)),
    method("requiresGrad_", x({ "a complex dtype": "valid", shape: "valid", "no dimensions": "valid" }), {
      value: optional(bool(true)),
    }),
    call(
      "tensors",
      "Tensor.retainGrad",
      {
        self: self(
          tensorOf(() => dino.ones(X, { requiresGrad: true }).mul(2), { "a complex dtype": "valid" }),
        ),
      },
      (tensor: Tensor) => tensor.retainGrad(),
    ),
    ...generators(),
    call(
      "tensors",
      "aten",
      { name: other(() => "add", { "an unknown name": [() => "nonesuch", "UNKNOWN_OPERATOR"] }) },
      (name: string) => dino.aten[name as "add"],
    ),
  ];
}

function generators(): Call[] {
  const generator = dino.generator({ seed: 1 });
  const disposed = dino.generator();
  disposed.dispose();
  const receiver = (): Argument =>
    object(
      () => generator,
      () => disposed,
    );
  const seed = (): Argument => integer(5, { huge: "valid", "a bigint": "valid" });
  return [
    call(
      "tensors",
      "generator",
      { options: optional(options({ seed: optional(seed()), device: optional(text("cpu")) })) },
      dino.generator,
    ),
    call(
      "tensors",
      "generator.manualSeed",
      { generator: receiver(), seed: seed() },
      (g: Generator, value: number) => g.manualSeed(value),
    ),
    call("tensors", "generator.getState", { generator: receiver() }, (g: Generator) => g.getState()),
    call(
      "tensors",
      "generator.setState",
      {
        generator: receiver(),
        state: tensorOf(() => generator.getState(), {
          dtype: "INVALID_DTYPE",
          "a complex dtype": "INVALID_DTYPE",
          shape: "INVALID_SHAPE",
          "no dimensions": "INVALID_SHAPE",
        }),
      },
      (g: Generator, state: Tensor) => g.setState(state),
    ),
  ];
}
