/** Valid calls of this package's own functions. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type {
  DINOConfInput,
  DINOHead,
  DINOWrapper,
  EMA,
  IdxDataset,
  optim,
  ScriptModule,
  Tensor,
} from "../../lib";
import {
  type Argument,
  argument,
  b,
  bool,
  type Call,
  dim,
  dims,
  f,
  i,
  int,
  integer,
  ints,
  named,
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
import { dino } from "./package";

type Area = Call["area"];
const A = "INVALID_ARGUMENT";
const ANY = { dtype: "valid", shape: "valid", "a complex dtype": "valid", "no dimensions": "valid" } as const;
const X = [2, 3];
/** A tensor that our own functions refuse, whatever is wrong with it. */
const REFUSED = { dtype: A, "a complex dtype": A, shape: A, "no dimensions": A } as const;
/** A tensor that is converted, but must have its shape. */
const NO_MATCH = { dtype: "valid", "a complex dtype": "valid", shape: A, "no dimensions": A } as const;

/** Ends of a range that has none. */
const NO_RANGE = { NaN: "TORCH_ERROR", Infinity: "TORCH_ERROR", "-Infinity": "TORCH_ERROR" } as const;
/** A tensor that nothing is computed from. */
const UNCHANGED = {
  dtype: undefined,
  "a complex dtype": undefined,
  shape: undefined,
  "no dimensions": undefined,
} as const;
/** Tensors that are joined whatever their dtypes. */
const JOINED = { dtype: "valid", "a complex dtype": "valid" } as const;
/** An integer that may be a bigint as well. */
const BIGINT = { "a bigint": "valid" } as const;
/** An integer that the callee does with as it likes. */
const ANY_INTEGER = { negative: "valid", "-2^40": "valid", huge: "valid", "2^53": "valid" } as const;

type Own = Argument["own"];
const other = (make: () => unknown, own: Own): Argument => argument("other", make, { own });
/** The object that a method is called on. */
const object = (make: () => unknown, disposed: () => unknown): Argument =>
  other(make, { disposed: [disposed, "DISPOSED"] });

const call = (
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

const dtypeName = (): Argument => argument("dtype", () => "float64", { refusal: "INVALID_DTYPE" });

function factories(): Call[] {
  const { Tensor: _, ...d } = dino;
  const detached = (): Float32Array => {
    const data = new Float32Array(6);
    structuredClone(data.buffer, { transfer: [data.buffer] });
    return data;
  };
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
  return [
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
            "deeper in one place": [() => [[1], [[2]]], [A, "INVALID_SHAPE"]],
            sparse: [() => new Array(3), A],
            "sparse inside": [() => [[1, 2], new Array(2)], A],
            mixed: [() => [1, true], "INVALID_DTYPE"],
            circular: [circular, "INVALID_SHAPE"],
            "a string": [() => "1", A],
            "a string inside": [() => [1, "2"], A],
            "an object": [() => ({ length: 2 }), A],
            "a tensor inside": [() => [dino.ones([1])], A],
            "a promise": [() => Promise.resolve([1]), A],
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
    call("tensors", "scope", { body: argument("callback", () => () => 1) }, d.scope),
    call("tensors", "noGrad", { body: argument("callback", () => () => 1) }, d.noGrad),
    call("tensors", "enableGrad", { body: argument("callback", () => () => 1) }, d.enableGrad),
  ];
}

function methods(): Call[] {
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
      options: optional(options({ rtol: nullable(number(1e-5)), atol: nullable(number(1e-8)) })),
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
        options({
          bias: nullable(f([3])),
          stride: nullable(ints([1, 1])),
          padding: nullable(ints([0, 0])),
          dilation: nullable(ints([1, 1])),
          groups: nullable(int(1)),
        }),
      ),
    }),
    method("layerNorm", x(), {
      normalizedShape: ints([3]),
      options: optional(
        options({ weight: nullable(f([3])), bias: nullable(f([3])), eps: nullable(number(1e-5)) }),
      ),
    }),
    method("to", x(), {
      dtype: dtypeName(),
    }),
    method("fill_", x(), { value: scalar(1) }),
    method("copy_", x(), { source: f(X) }),
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
        self: self(tensorOf(() => dino.ones(X, { requiresGrad: true }).mul(2))),
        options: options({ gradient: f(X), retainGraph: nullable(bool(true)) }),
      },
      (tensor: Tensor, given: object) => tensor.backward(given),
    ),
    call(
      "tensors",
      "aten",
      { name: other(() => "add", { "an unknown name": [() => "nonesuch", "UNKNOWN_OPERATOR"] }) },
      (name: string) => dino.aten[name as "add"],
    ),
  ];
}

const SOURCE = `
def mixed(self, x: Tensor, i: int, r: float, b: bool, s: str, l: List[int], o: Optional[Tensor], d: Dict[str, Tensor], t: Tuple[int, Tensor], n: int = 3) -> Tensor:
    return x * i * r + l[0] + t[0] + t[1] + d["a"] + n

def forward(self, x: Tensor) -> Tensor:
    return torch.linear(x, self.weight) + self.offset
`;

function definition() {
  return {
    name: "Small",
    source: SOURCE,
    parameters: { weight: dino.rand([2, 3]) },
    buffers: { offset: dino.zeros([2]) },
    attributes: { heads: { type: "int", value: 2 } },
  };
}

function modules(world: World): Call[] {
  const module = (): Argument =>
    object(
      () => world.module,
      () => world.disposed.module,
    );
  const method = (
    name: string,
    args: Readonly<Record<string, Argument>>,
    run: (...values: never[]) => unknown,
  ): Call => call("jit", `ScriptModule.${name}`, { module: module(), ...args }, run);
  return [
    call(
      "jit",
      "jit.load",
      {
        source: other(() => world.path("module.pt"), {
          missing: [() => undefined, A],
          null: [() => null, A],
          "a number": [() => 5, A],
          "an array": [() => [1, 2], A],
          "a buffer": [() => new ArrayBuffer(8), A],
          "no such file": [() => world.path("nonesuch.pt"), "TORCH_ERROR"],
          "a directory": [() => world.path(""), "TORCH_ERROR"],
          "another file": [() => world.path("images.idx"), "TORCH_ERROR"],
          "a file cut short": [() => world.path("short.pt"), "TORCH_ERROR"],
        }),
      },
      dino.jit.load,
    ),
    call(
      "jit",
      "jit.load of bytes",
      {
        source: other(() => world.bytes.slice(), {
          "no bytes": [() => new Uint8Array(0), "TORCH_ERROR"],
          garbage: [() => new Uint8Array(1000).fill(7), "TORCH_ERROR"],
          "cut short": [() => world.bytes.slice(0, 200), "TORCH_ERROR"],
          "a detached buffer": [
            () => {
              const bytes = world.bytes.slice();
              structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
              return bytes;
            },
            A,
          ],
          shared: [
            () => {
              const bytes = new Uint8Array(new SharedArrayBuffer(world.bytes.length));
              bytes.set(world.bytes);
              return bytes;
            },
            "valid",
          ],
        }),
      },
      dino.jit.load,
    ),
    call(
      "jit",
      "jit.define",
      {
        definition: {
          ...options({
            name: {
              ...text("Small", { "an unknown name": "valid" }),
              own: { "no identifier": [() => "1 x", A], empty: [() => "", A] },
            },
            source: {
              ...text(SOURCE, { "an unknown name": "TORCH_ERROR" }),
              own: {
                "another type": [() => "def forward(self, x: Nonesuch):\n    return x\n", "TORCH_ERROR"],
              },
            },
            parameters: options(
              { weight: f([2, 3], { ...ANY, missing: "TORCH_ERROR" }) },
              { outcomes: { missing: "TORCH_ERROR" } },
            ),
            buffers: options(
              { offset: f([2], { ...ANY, missing: "TORCH_ERROR" }) },
              { outcomes: { missing: "TORCH_ERROR" } },
            ),
            attributes: optional(
              options({
                heads: optional(
                  options({
                    type: { ...text("int"), own: { "a type of other values": [() => "List[str]", A] } },
                    value: other(() => 2, {
                      "a string": [() => "x", A],
                      "a fraction": [() => 0.5, A],
                      "a function": [() => () => 1, A],
                      "a tensor": [() => dino.ones([1]), A],
                      null: [() => null, A],
                    }),
                  }),
                ),
              }),
            ),
            modules: optional(
              other(() => ({}), {
                "no definition": [() => ({ child: 5 }), A],
                null: [() => null, A],
                "a string": [() => "x", A],
                circular: [
                  () => {
                    const child: Record<string, unknown> = { ...definition() };
                    child.modules = { child };
                    return { child };
                  },
                  A,
                ],
                "a name that is taken": [() => ({ weight: definition() }), "TORCH_ERROR"],
              }),
            ),
          }),
        },
      },
      dino.jit.define,
    ),
    method("forward", { x: f([4, 3], { shape: "valid" }) }, (m: ScriptModule, ...rest: never[]) =>
      m.forward(...rest),
    ),
    method(
      "mixed",
      {
        method: text("mixed"),
        x: f([2], { ...JOINED, "no dimensions": "valid" }),
        i: int(2, ANY_INTEGER),
        r: scalar(0.5),
        b: bool(true),
        s: text("abc", { "an unknown name": "valid" }),
        l: ints([1, 2], { ...ANY_INTEGER, longer: "valid" }),
        o: nullable(f([2], ANY)),
        d: options({ a: f([2], { ...JOINED, "no dimensions": "valid", missing: "TORCH_ERROR" }) }),
        t: other(() => [1, dino.ones([2])], {
          "one entry": [() => [1], A],
          "three entries": [() => [1, dino.ones([2]), 2], A],
          "entries exchanged": [() => [dino.ones([2]), 1], A],
          sparse: [() => new Array(2), A],
          null: [() => null, A],
        }),
        n: optional(int(3, ANY_INTEGER)),
      },
      (m: ScriptModule, name: string, ...rest: never[]) => m.call(name, ...rest),
    ),
    method("train", { mode: optional(bool(true)) }, (m: ScriptModule, ...rest: never[]) => m.train(...rest)),
    ...(
      ["eval", "namedParameters", "parameters", "namedBuffers", "stateDict", "toBytes", "clone"] as const
    ).map((name) => method(name, {}, (m: ScriptModule) => m[name]())),
    ...(["training", "typeName"] as const).map((name) => method(name, {}, (m: ScriptModule) => m[name])),
    method(
      "loadStateDict",
      {
        state: options({ weight: f([2, 3], NO_MATCH), offset: f([2], NO_MATCH) }),
      },
      (m: ScriptModule, state: Record<string, Tensor>) => m.loadStateDict(state),
    ),
    method(
      "save",
      {
        path: {
          ...text(world.path("saved.pt"), { "an unknown name": undefined }),
          own: {
            "a directory that is not there": [() => world.path("nonesuch/module.pt"), "TORCH_ERROR"],
            "a directory": [() => world.path(""), "TORCH_ERROR"],
          },
        },
      },
      (m: ScriptModule, path: string) => m.save(path),
    ),
  ];
}

function optimisers(world: World): Call[] {
  const leaf = (): Tensor => dino.rand(X, { requiresGrad: true });
  const adam = (): Record<string, Argument> => ({
    lr: optional(number(1e-3)),
    beta1: optional(number(0.9)),
    beta2: optional(number(0.99)),
    eps: optional(number(1e-8)),
    weightDecay: optional(number(0.1)),
  });
  const sgd = (): Record<string, Argument> => ({
    lr: optional(number(1e-3)),
    momentum: optional(number(0.9, { missing: A })),
    dampening: optional(number(0)),
    weightDecay: optional(number(0.1)),
    nesterov: optional(bool(true)),
  });
  const parameters = (): Argument =>
    argument("tensors", () => [leaf(), leaf()], { outcomes: { ...REFUSED, empty: "valid" } });
  const kinds = { AdamW: adam, SGD: sgd } as const;
  const optimiser = (): Argument =>
    object(
      () => world.optimizer,
      () => world.disposed.optimizer,
    );
  return [
    ...(["AdamW", "SGD"] as const).flatMap((kind) => [
      call(
        "optim",
        `optim.${kind}`,
        {
          parameters: {
            ...parameters(),
            own: {
              "the same twice": [
                () => {
                  const one = leaf();
                  return [one, one];
                },
                A,
              ],
              "no leaf": [() => [leaf().mul(2)], A],
            },
          },
          options: optional(options(kinds[kind]())),
        },
        (list: Tensor[], given: object) => new dino.optim[kind](list, given),
      ),
      call(
        "optim",
        `optim.${kind} with groups`,
        {
          groups: other(() => [{ parameters: [leaf()] }], {
            "a group that is null": [() => [null], A],
            "a second group that is null": [() => [{ parameters: [leaf()] }, null], A],
            "a tensor among groups": [() => [{ parameters: [leaf()] }, leaf()], A],
            "no parameters": [() => [{ lr: 1 }], A],
            sparse: [() => new Array(2), A],
          }),
          options: optional(options(kinds[kind]())),
        },
        (groups: { parameters: Tensor[] }[], given: object) => new dino.optim[kind](groups, given),
      ),
      call(
        "optim",
        `optim.${kind} with a group`,
        { group: options({ parameters: parameters(), ...kinds[kind]() }) },
        (group: { parameters: Tensor[] }) => new dino.optim[kind]([group]),
      ),
    ]),
    call("optim", "Optimizer.lr=", { AdamW: optimiser(), lr: number(0.1) }, (o: optim.AdamW, lr: number) => {
      o.lr = lr;
    }),
    ...(["lr", "beta1", "beta2", "eps", "weightDecay"] as const).map((name) =>
      call(
        "optim",
        `Optimizer.groups.${name}=`,
        { AdamW: optimiser(), [name]: number(0.1) },
        (o: optim.AdamW, value: number) => {
          o.groups[0]![name] = value;
        },
      ),
    ),
    call("optim", "Optimizer.step", { AdamW: optimiser() }, (o: optim.AdamW) => o.step()),
    call("optim", "Optimizer.zeroGrad", { AdamW: optimiser() }, (o: optim.AdamW) => o.zeroGrad()),
  ];
}

function parts(world: World): Call[] {
  const S = "INVALID_SHAPE";
  const D = "INVALID_DTYPE";
  const labels = (values: bigint[]) => () => dino.tensor(values);
  const head = (): Argument =>
    object(
      () => world.head,
      () => world.disposed.head,
    );
  const file = (name: string): Own => ({
    missing: [() => undefined, A],
    null: [() => null, A],
    "a number": [() => 5, A],
    "no such file": [() => world.path("nonesuch"), "INVALID_DATA"],
    "a directory": [() => world.path(""), "INVALID_DATA"],
    "another file": [() => world.path(name), "INVALID_DATA"],
    "a path with a zero byte": [() => "x\0y", "INVALID_DATA"],
  });
  return [
    call(
      "wrapper",
      "losses.dino",
      {
        options: options({
          student: f([8, 3], { dtype: D, "a complex dtype": D, shape: A, "no dimensions": A }),
          teacher: f([4, 3], { dtype: D, "a complex dtype": D, shape: S, "no dimensions": S }),
          center: f([1, 3], { dtype: D, "a complex dtype": D, shape: A, "no dimensions": A }),
          globalCrops: optional(integer(2, { huge: S })),
          teacherTemperature: number(0.04),
          studentTemperature: optional(number(0.1)),
          centerMomentum: optional(number(0.9)),
        }),
      },
      dino.losses.dino,
    ),
    call(
      "wrapper",
      "losses.crossEntropy",
      {
        logits: f([4, 3]),
        labels: i([4]),
      },
      dino.losses.crossEntropy,
    ),
    call(
      "wrapper",
      "DINOHead",
      {
        options: options({
          inDim: integer(3, BIGINT),
          prototypes: integer(4, BIGINT),
          hiddenDim: nullable(integer(8, BIGINT)),
          bottleneckDim: nullable(integer(4, BIGINT)),
          layers: nullable(integer(2, BIGINT)),
          batchNorm: nullable(bool(true)),
          normLastLayer: nullable(bool(true)),
          mlpBias: nullable(bool(true)),
          seed: optional(integer(0, { huge: "valid", "a bigint": "valid" })),
        }),
      },
      (given: ConstructorParameters<typeof DINOHead>[0]) => new dino.DINOHead(given),
    ),
    call(
      "wrapper",
      "DINOHead.forward",
      { head: head(), input: f([4, 3], { shape: A, "no dimensions": A }) },
      (h: DINOHead, x: Tensor) => h.forward(x),
    ),
    call(
      "wrapper",
      "DINOHead.train",
      { head: head(), mode: optional(bool(true)) },
      (h: DINOHead, ...rest: never[]) => h.train(...rest),
    ),
    ...(["eval", "namedParameters", "stateDict"] as const).map((name) =>
      call("wrapper", `DINOHead.${name}`, { head: head() }, (h: DINOHead) => h[name]()),
    ),
    call(
      "wrapper",
      "EMA",
      {
        online: options({ w: f(X, { ...ANY, dtype: A, "a complex dtype": A, missing: "valid" }) }),
        options: optional(options({ momentum: nullable(number(0.9)) })),
      },
      (online: Record<string, Tensor>, ...rest: never[]) => new dino.EMA(online, ...rest),
    ),
    call(
      "wrapper",
      "EMA.update",
      {
        ema: object(
          () => world.ema,
          () => world.disposed.ema,
        ),
        options: optional(
          options({
            momentum: nullable(number(0.9)),
            online: nullable(
              options({ w: f(X, { dtype: A, "a complex dtype": A, shape: S, "no dimensions": S }) }),
            ),
          }),
        ),
      },
      (ema: EMA, ...rest: never[]) => ema.update(...rest),
    ),
    call(
      "wrapper",
      "knn",
      {
        options: options({
          trainFeatures: f([6, 3], REFUSED),
          trainLabels: tensorOf(labels([0n, 1n, 2n, 0n, 1n, 2n]), {
            dtype: A,
            "a complex dtype": A,
            shape: A,
            "no dimensions": A,
          }),
          testFeatures: f([2, 3], REFUSED),
          testLabels: optional(tensorOf(labels([0n, 1n]), REFUSED)),
          k: nullable(integer(2, { huge: "valid" })),
          temperature: optional(number(0.07)),
          classes: nullable(integer(3, { huge: "OUT_OF_MEMORY", "2^53": "OUT_OF_MEMORY" })),
        }),
      },
      dino.knn,
    ),
    call(
      "wrapper",
      "schedules.cosine",
      {
        options: options({
          base: number(1, { negative: "valid" }),
          final: number(0, { negative: "valid" }),
          steps: integer(10, { huge: "OUT_OF_MEMORY" }),
          warmupSteps: optional(integer(2, { huge: "valid" })),
          start: optional(number(0, { negative: "valid" })),
        }),
      },
      (given: Parameters<typeof dino.schedules.cosine>[0]) => dino.schedules.cosine(given).toArray(),
    ),
    call(
      "wrapper",
      "schedules.teacherTemperature",
      {
        options: options({
          warmup: number(0.04, { negative: "valid" }),
          final: number(0.07, { negative: "valid" }),
          epochs: integer(10, { huge: "valid" }),
          warmupEpochs: optional(integer(2, { huge: "valid" })),
        }),
      },
      dino.schedules.teacherTemperature,
    ),
    call(
      "wrapper",
      "schedules.constant",
      { value: number(1, { negative: "valid" }) },
      dino.schedules.constant,
    ),
    call(
      "wrapper",
      "Schedule.at",
      { index: number(1, { negative: "valid", Infinity: "valid" }) },
      (index: number) => dino.schedules.constant(1).at(index),
    ),
    call(
      "wrapper",
      "DataLoader",
      {
        dataset: other(() => world.dataset, {
          missing: [() => undefined, A],
          null: [() => null, A],
          "an array": [() => [1], A],
          "a string": [() => "images.idx", A],
        }),
        options: optional(
          options({
            batchSize: optional(integer(2, { huge: "valid" })),
            shuffle: optional(bool(true)),
            seed: optional(integer(1, { huge: "valid" })),
            dropLast: optional(bool(true)),
          }),
        ),
      },
      async (dataset: IdxDataset, ...rest: never[]) => {
        for await (const _ of new dino.DataLoader(dataset, ...rest)) break;
      },
    ),
    call(
      "wrapper",
      "IdxDataset.open",
      {
        images: other(() => world.path("images.idx"), file("labels.idx")),
        labels: optional(
          other(() => world.path("labels.idx"), {
            ...file("images.idx"),
            missing: [() => undefined, "valid"],
          }),
        ),
      },
      (images: string, ...rest: never[]) => dino.IdxDataset.open(images, ...rest),
    ),
    call(
      "wrapper",
      "IdxDataset.slice",
      { start: integer(1), end: optional(integer(3)) },
      (...rest: [number, number]) => world.dataset.slice(...rest),
    ),
    call(
      "wrapper",
      "IdxDataset.batch",
      {
        indices: argument("list", () => [0, 1], {
          outcomes: { Infinity: A, "a fraction": A, negative: A, huge: A, "2^53": A, empty: "valid" },
        }),
      },
      (indices: number[]) => world.dataset.batch(indices),
    ),
    call(
      "wrapper",
      "readIdx",
      { path: other(() => world.path("images.idx"), file("module.pt")) },
      dino.readIdx,
    ),
    call(
      "wrapper",
      "readStateDict",
      { path: other(() => join(__dirname, "../golden/ema_dino.pt"), file("images.idx")) },
      dino.readStateDict,
    ),
    call(
      "wrapper",
      "backbones.resnet18",
      {
        options: optional(
          options({
            channels: optional(integer(1)),
            stem: optional(text("small")),
            width: optional(integer(1)),
            classes: optional(integer(2)),
          }),
        ),
      },
      dino.backbones.resnet18,
    ),
  ];
}

/** Every key of the configuration with a valid value that is not its default. */
const CONF = {
  globalCropSize: 16,
  localCropSize: [8, 8],
  globalCropsNumber: 2,
  localCropsNumber: 1,
  globalCropsScale: [0.5, 1],
  localCropsScale: [0.1, 0.4],
  cropRatio: [0.8, 1.2],
  flipProbability: 0.4,
  jitterProbability: 0.4,
  brightness: 0.2,
  contrast: 0.2,
  teacherMomentum: 0.9,
  finalTeacherMomentum: 0.99,
  warmupTeacherTemp: 0.03,
  teacherTemp: 0.05,
  warmupTeacherTempEpochs: 1,
  studentTemp: 0.2,
  centerMomentum: 0.8,
  epochs: 2,
  stepsPerEpoch: 3,
  channels: 1,
  seed: 4,
  version: "v1",
  originalOutput: "globalMean",
  stripHead: "none",
  teacherBatchNorm: "ema",
  ema: "manual",
} as const satisfies DINOConfInput;
const HEAD_CONF = {
  prototypes: 4,
  hiddenDim: 8,
  bottleneckDim: 4,
  layers: 2,
  batchNorm: true,
  normLastLayer: false,
} as const;
const C = "INVALID_CONFIG";

function configuration(): Argument {
  const kindOf = (value: unknown) =>
    typeof value === "number" ? "number" : typeof value === "boolean" ? "bool" : "text";
  const entry = ([name, value]: [string, unknown]) =>
    [
      name,
      optional(
        argument(Array.isArray(value) ? "list" : kindOf(value), () => structuredClone(value), { refusal: C }),
      ),
    ] as const;
  const entries = (values: object) => Object.fromEntries(Object.entries(values).map(entry));
  const { prototypes, ...head } = entries(HEAD_CONF);
  const { mean, std } = entries({ mean: [0.5], std: [0.25] });
  const required = (inner: Argument): Argument => ({ ...inner, outcomes: {} });
  const list = (inner: Argument): Argument => required({ ...inner, own: { longer: [() => [1, 1], C] } });
  const { localCropSize, stepsPerEpoch, channels, ...rest } = entries(CONF);
  // A single number is a size too.
  const size = { ...localCropSize!, outcomes: { ...localCropSize!.outcomes, "a number": undefined } };
  return options(
    {
      ...rest,
      localCropSize: size,
      stepsPerEpoch: nullable(stepsPerEpoch!),
      channels: nullable(channels!),
      head: nullable(options({ prototypes: required(prototypes!), ...head }, { refusal: C })),
      normalize: nullable(options({ mean: list(mean!), std: list(std!) }, { refusal: C })),
    },
    { refusal: C },
  );
}

function wrappers(world: World): Call[] {
  const wrapper = (): Argument =>
    object(
      () => world.wrapper,
      () => world.disposed.wrapper,
    );
  const images = (): Argument => ({
    ...f([2, 1, 16, 16], REFUSED),
    own: {
      "2^40 images": [() => dino.ones([1, 1, 16, 16]).expand([2 ** 40, 1, 16, 16]), "OUT_OF_MEMORY"],
      "no images": [() => dino.ones([0, 1, 16, 16]), A],
      "other channels": [() => dino.ones([2, 3, 16, 16]), A],
    },
  });
  const method = (
    name: string,
    args: Readonly<Record<string, Argument>>,
    run: (...values: never[]) => unknown,
  ): Call => call("wrapper", `DINOWrapper.${name}`, { wrapper: wrapper(), ...args }, run);
  return [
    call(
      "wrapper",
      "DINOConf",
      { input: optional(configuration()) },
      (input: DINOConfInput) => new dino.DINOConf(input),
    ),
    call("wrapper", "DINOConf.merge", { input: configuration() }, (input: DINOConfInput) =>
      new dino.DINOConf().merge(input),
    ),
    call(
      "wrapper",
      "DINOWrapper.create",
      {
        module: other(() => world.backbone, {
          disposed: [() => world.disposed.module, "DISPOSED"],
          missing: [() => undefined, A],
          null: [() => null, A],
          "a tensor": [() => dino.ones([1]), A],
          "a head": [() => world.head, A],
        }),
        DINOConf: optional(configuration()),
      },
      async (module: ScriptModule, ...rest: never[]) =>
        (await dino.DINOWrapper.create(module, ...rest)).dispose(),
    ),
    method(
      "forward",
      {
        images: images(),
        options: optional(
          options({
            epoch: nullable(number(1)),
            ids: optional(
              other(() => BigInt64Array.of(1n, 2n), {
                "an array": [() => [1, 2], A],
                "too few": [() => BigInt64Array.of(1n), A],
                "a tensor of another dtype": [() => dino.ones([2]), A],
                "a tensor of another shape": [() => dino.zeros([3], { dtype: "int64" }), A],
                "a disposed tensor": [
                  () => {
                    const ids = dino.zeros([2], { dtype: "int64" });
                    ids.dispose();
                    return ids;
                  },
                  "DISPOSED",
                ],
              }),
            ),
          }),
        ),
      },
      (w: DINOWrapper, x: Tensor, ...rest: never[]) => w.forward(x, ...rest),
    ),
    method(
      "forwardCrops",
      {
        input: options({
          globalCrops: tensors(
            [
              [2, 1, 16, 16],
              [2, 1, 16, 16],
            ],
            { ...REFUSED, empty: A },
          ),
          localCrops: nullable(tensors([[2, 1, 8, 8]], { ...REFUSED, empty: "valid" })),
          images: images(),
          epoch: nullable(number(1)),
        }),
      },
      (w: DINOWrapper, input: Parameters<DINOWrapper["forwardCrops"]>[0]) => w.forwardCrops(input),
    ),
    method(
      "embed",
      { images: images(), options: optional(options({ network: nullable(text("student")) })) },
      (w: DINOWrapper, x: Tensor, ...rest: never[]) => w.embed(x, ...rest),
    ),
    method(
      "emaUpdate",
      { iteration: nullable(number(1, { negative: "valid", Infinity: "valid" })) },
      (w: DINOWrapper, ...rest: never[]) => w.emaUpdate(...rest),
    ),
    ...(["namedParameters", "parameters", "parameterGroups"] as const).map((name) =>
      method(name, {}, (w: DINOWrapper) => w[name]()),
    ),
    method("center", {}, (w: DINOWrapper) => w.center),
    call(
      "wrapper",
      "ops.dino.ema_update_",
      {
        ema: tensors([X], { ...REFUSED, empty: A }),
        online: tensors([X], { ...REFUSED, empty: A }),
        momentum: number(0.5),
      },
      (...rest: never[]) => dino.ops.dino!.ema_update_!(...rest),
    ),
    call(
      "wrapper",
      "ops",
      { name: other(() => "ema_update_", { "an unknown name": [() => "nonesuch", "UNKNOWN_OPERATOR"] }) },
      (name: string) => dino.ops.dino![name],
    ),
  ];
}

/** What the calls are made on: one of each kind of object, and one that is disposed. */
export interface World {
  readonly path: (name: string) => string;
  readonly bytes: Uint8Array;
  readonly module: ScriptModule;
  readonly backbone: ScriptModule;
  readonly optimizer: optim.AdamW;
  readonly head: DINOHead;
  readonly ema: EMA;
  readonly dataset: IdxDataset;
  readonly wrapper: DINOWrapper;
  readonly disposed: {
    readonly module: ScriptModule;
    readonly optimizer: optim.AdamW;
    readonly head: DINOHead;
    readonly ema: EMA;
    readonly wrapper: DINOWrapper;
  };
}

const HEAD = { inDim: 3, prototypes: 4, hiddenDim: 8, bottleneckDim: 4, layers: 2 };

const BACKBONE = {
  name: "Backbone",
  source: "def forward(self, x: Tensor) -> Tensor:\n    return torch.conv2d(x, self.weight).mean([2, 3])\n",
};

async function createWorld(directory: string): Promise<World> {
  const path = (name: string): string => join(directory, name);
  const module = await dino.jit.define(definition());
  await module.save(path("module.pt"));
  const bytes = await module.toBytes();
  writeFileSync(path("short.pt"), bytes.subarray(0, bytes.length / 2));
  writeFileSync(
    path("images.idx"),
    Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 2, ...Array(8)]),
  );
  writeFileSync(path("labels.idx"), Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 4, 0, 1, 0, 1]));
  const parameters = (): Tensor[] => [dino.rand(X, { requiresGrad: true })];
  const backbone = await dino.jit.define({ ...BACKBONE, parameters: { weight: dino.rand([3, 1, 3, 3]) } });
  const wrap = () => dino.DINOWrapper.create(backbone, { ...CONF, originalOutput: "original" });
  const made = async () => ({
    optimizer: new dino.optim.AdamW(parameters()),
    head: new dino.DINOHead(HEAD),
    ema: new dino.EMA({ w: dino.rand(X) }),
    wrapper: await wrap(),
  });
  const disposed = { module: await module.clone(), ...(await made()) };
  for (const each of Object.values(disposed)) each.dispose();
  const dataset = await dino.IdxDataset.open(path("images.idx"), path("labels.idx"));
  return { path, bytes, module, backbone, dataset, ...(await made()), disposed };
}

/** All calls of the package's own functions; `directory` takes their files. */
export async function ownCalls(directory: string): Promise<Call[]> {
  const world = await createWorld(directory);
  return [
    ...factories(),
    ...methods(),
    ...modules(world),
    ...optimisers(world),
    ...parts(world),
    ...wrappers(world),
  ];
}
