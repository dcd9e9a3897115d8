/** Valid calls of TorchScript modules and optimisers. */
import type { jit, optim, ScriptModule, Tensor } from "../../lib";
import {
  type Argument,
  argument,
  bool,
  type Call,
  f,
  int,
  ints,
  nullable,
  number,
  optional,
  options,
  scalar,
  tensorOf,
  text,
} from "./arguments";
import { A, ANY, ANY_INTEGER, call, dtypeName, JOINED, NO_MATCH, object, other, REFUSED, X } from "./call";
import type { World } from "./calls";
import { dino } from "./package";

const SOURCE = `
def mixed(self, x: Tensor, i: int, r: float, b: bool, s: str, l: List[int], o: Optional[Tensor], d: Dict[str, Tensor], t: Tuple[int, Tensor], n: int = 3) -> Tensor:
    return x * i * r + l[0] + t[0] + t[1] + d["a"] + n

def forward(self, x: Tensor) -> Tensor:
    return torch.linear(x, self.weight) + self.offset
`;

export function definition() {
  return {
    name: "Small",
    source: SOURCE,
    parameters: { weight: dino.rand([2, 3]) },
    buffers: { offset: dino.zeros([2]) },
    attributes: { heads: { type: "int", value: 2 } },
  };
}

export function modules(world: World): Call[] {
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
          "that lies about its size": [
            () => Object.defineProperty(world.bytes.slice(), "byteLength", { value: 2 ** 40 }),
            "valid",
          ],
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
                "a list": [() => ({ blocks: [definition(), definition()] }), "valid"],
                "a list with a hole": [() => ({ blocks: new Array(2) }), A],
                "a list within a list": [() => ({ blocks: [[definition()]] }), A],
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

/** Methods by name, taps, attributes, dtypes. */
export function moduleParts(world: World): Call[] {
  const module = (): Argument =>
    object(
      () => world.nested,
      () => world.disposed.module,
    );
  const method = (
    name: string,
    args: Readonly<Record<string, Argument>>,
    run: (...values: never[]) => unknown,
  ): Call => call("jit", `ScriptModule.${name}`, { module: module(), ...args }, run);
  const x = (): Argument => f([4, 3], { shape: "valid" });
  const strings = (...good: string[]): Argument =>
    other(() => good, {
      "no array": [() => good[0], A],
      null: [() => null, A],
      "a number": [() => [1], A],
      sparse: [() => new Array(1), A],
      "an unknown name": [() => ["nonesuch"], A],
      "an empty name": [() => [...good, `${good[0]}.`], A],
    });
  const byName = (): Readonly<Record<string, Argument>> => ({
    args: other(() => [], {
      "no array": [() => 5, A],
      null: [() => null, A],
      "too many": [() => [dino.ones([4, 3]), 1], A],
      "the same as by name": [() => [dino.ones([4, 3])], A],
    }),
    named: options({ x: x() }),
  });
  const taps = (): Argument =>
    object(
      () => world.taps,
      () => world.disposed.taps,
    );
  return [
    method(
      "forward by name",
      { method: text("forward"), ...byName() },
      (m: ScriptModule, name: string, ...rest: [never, never]) => m.callNamed(name, ...rest),
    ),
    ...(["methods", "namedModules", "attributes", "float", "freeze"] as const).map((name) =>
      method(name, {}, (m: ScriptModule) => m[name]()),
    ),
    method(
      "hasMethod",
      { name: text("forward", { "an unknown name": "valid" }) },
      (m: ScriptModule, name: string) => m.hasMethod(name),
    ),
    method("namedCalls", { method: optional(text("forward")) }, (m: ScriptModule, name: string) =>
      m.namedCalls(name),
    ),
    method(
      "taps",
      {
        paths: { ...strings("inner", "inner:input"), outcomes: { missing: A } },
        options: optional(options({ method: optional(text("forward")) })),
      },
      (m: ScriptModule, ...rest: [never, never]) => m.taps(...rest),
    ),
    call("jit", "ModuleTaps.forward", { taps: taps(), x: x() }, (t: jit.ModuleTaps, ...rest: never[]) =>
      t.forward(...rest),
    ),
    call(
      "jit",
      "ModuleTaps.forward by name",
      { taps: taps(), ...byName() },
      (t: jit.ModuleTaps, ...rest: [never, never]) => t.forwardNamed(...rest),
    ),
    method("getAttribute", { name: text("inner.heads") }, (m: ScriptModule, name: string) =>
      m.getAttribute(name),
    ),
    method(
      "setAttribute",
      {
        name: text("inner.heads"),
        value: other(() => 3, {
          "a string": [() => "x", A],
          "a fraction": [() => 0.5, A],
          null: [() => null, A],
          "a function": [() => () => 1, A],
          "a tensor": [() => dino.ones([1]), A],
          circular: [
            () => {
              const list: unknown[] = [];
              list.push(list);
              return list;
            },
            A,
          ],
        }),
      },
      (m: ScriptModule, ...rest: [never, never]) => m.setAttribute(...rest),
    ),
    method("requiresGrad_", { value: optional(bool(true)) }, (m: ScriptModule, ...rest: never[]) =>
      m.requiresGrad_(...rest),
    ),
    method("to a device or dtype", { target: text("cpu") }, (m: ScriptModule, target: "cpu") => m.to(target)),
    method(
      "to",
      {
        target: options({
          device: nullable(text("cpu")),
          dtype: nullable({ ...dtypeName(), make: () => "float32" }),
        }),
      },
      (m: ScriptModule, target: { device: "cpu" }) => m.to(target),
    ),
    method(
      "freeze with names",
      { options: optional(options({ preserve: optional(strings("inner")) })) },
      (m: ScriptModule, given: object) => m.freeze(given),
    ),
    method(
      "loadStateDict as far as it fits",
      {
        state: options(
          {
            "inner.weight": f([2, 3], {
              ...NO_MATCH,
              shape: "valid",
              "no dimensions": "valid",
              missing: "valid",
            }),
          },
          { outcomes: { missing: A } },
        ),
        options: options({ strict: bool(false) }, { outcomes: { missing: A } }),
      },
      (m: ScriptModule, ...rest: [never, never]) => m.loadStateDict(...rest),
    ),
  ];
}

export function optimisers(world: World): Call[] {
  const leaf = (): Tensor => dino.rand(X, { requiresGrad: true });
  const adam = (): Record<string, Argument> => ({
    lr: optional(number(1e-3)),
    beta1: optional(number(0.9)),
    beta2: optional(number(0.99)),
    eps: optional(number(1e-8)),
    weightDecay: optional(number(0.1)),
    amsgrad: optional(bool(true)),
    maximize: optional(bool(true)),
  });
  const sgd = (): Record<string, Argument> => ({
    lr: optional(number(1e-3)),
    momentum: optional(number(0.9, { missing: A })),
    dampening: optional(number(0)),
    weightDecay: optional(number(0.1)),
    nesterov: optional(bool(true)),
    maximize: optional(bool(true)),
  });
  const lars = (): Record<string, Argument> => ({
    lr: number(1e-3),
    weightDecay: optional(number(0.1)),
    momentum: optional(number(0.9)),
    eta: optional(number(1e-3)),
  });
  const parameters = (): Argument =>
    argument("tensors", () => [leaf(), leaf()], { outcomes: { ...REFUSED, empty: "valid" } });
  const kinds = { AdamW: adam, Adam: adam, SGD: sgd, LARS: lars } as const;
  const optimiser = (): Argument =>
    object(
      () => world.optimizer,
      () => world.disposed.optimizer,
    );
  const S = "INVALID_SHAPE";
  const D = "INVALID_DTYPE";
  // A Tensor, or a list of them.
  const graphOf = (): Argument => tensorOf(() => input.mul(2), { "a complex dtype": D });
  const input = leaf();
  const saved = {
    dtype: "valid",
    "a complex dtype": D,
    shape: S,
    "no dimensions": S,
    "a number": S,
  } as const;
  const savedGroup = (): object => ({
    lr: 0.1,
    betas: [0.9, 0.99],
    eps: 1e-8,
    weight_decay: 0,
    decoupled_weight_decay: true,
    params: [0],
  });
  return [
    ...(["AdamW", "Adam", "SGD", "LARS"] as const).flatMap((kind) => [
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
          options: kind === "LARS" ? options(lars()) : optional(options(kinds[kind]())),
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
          options: kind === "LARS" ? options(lars()) : optional(options(kinds[kind]())),
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
    call(
      "optim",
      "Optimizer.zeroGrad",
      { AdamW: optimiser(), options: optional(options({ setToNone: nullable(bool(true)) })) },
      (o: optim.AdamW, ...rest: never[]) => o.zeroGrad(...rest),
    ),
    call("optim", "Optimizer.stateDict", { AdamW: optimiser() }, (o: optim.AdamW) => o.stateDict()),
    call(
      "optim",
      "Optimizer.addParameterGroup",
      { group: options({ parameters: parameters(), ...adam() }) },
      (group: { parameters: Tensor[] }) => new dino.optim.AdamW([leaf()]).addParameterGroup(group),
    ),
    call(
      "optim",
      "Optimizer.loadStateDict",
      {
        AdamW: optimiser(),
        stateDict: options({
          state: options(
            {
              0: optional(
                options({
                  step: f([], { ...saved, "a number": "valid", "no dimensions": "valid" }),
                  exp_avg: f(X, saved),
                  exp_avg_sq: f(X, saved),
                }),
              ),
            },
            {
              own: {
                "a Map": [() => new Map(), "valid"],
                "a Map of no parameter": [() => new Map([[7, {}]]), A],
              },
            },
          ),
          param_groups: other(() => [savedGroup()], {
            missing: [() => undefined, A],
            null: [() => null, A],
            empty: [() => [], A],
            sparse: [() => new Array(1), A],
            longer: [() => [savedGroup(), savedGroup()], A],
            "no parameters": [() => [{ ...savedGroup(), params: [] }], A],
            "a parameter twice": [() => [{ ...savedGroup(), params: [0, 0] }], A],
            "no betas": [() => [{ ...savedGroup(), betas: undefined }], A],
            "one beta": [() => [{ ...savedGroup(), betas: [0.9] }], A],
            "a rate that is NaN": [() => [{ ...savedGroup(), lr: Number.NaN }], A],
            "a rate that is a string": [() => [{ ...savedGroup(), lr: "1" }], A],
            "of Adam": [() => [{ ...savedGroup(), decoupled_weight_decay: false }], A],
            "an option of nobody": [() => [{ ...savedGroup(), initial_lr: 1 }], "valid"],
          }),
        }),
      },
      (o: optim.AdamW, saved: optim.OptimizerStateDict) => o.loadStateDict(saved),
    ),
    call(
      "optim",
      "clipGradNorm",
      {
        parameters: argument("tensors", () => [leaf(), leaf()], { outcomes: { ...ANY, empty: "valid" } }),
        maxNorm: number(1, { Infinity: "valid" }),
        options: optional(
          options({ per: nullable(text("parameter")), errorIfNonfinite: nullable(bool(true)) }),
        ),
      },
      (list: Tensor[], maxNorm: number, ...rest: never[]) => dino.clipGradNorm(list, maxNorm, ...rest),
    ),
    call(
      "optim",
      "clipGradNorm of modules",
      {
        modules: options(
          {
            head: optional(
              argument("tensors", () => [leaf(), leaf()], { outcomes: { ...ANY, empty: "valid" } }),
            ),
          },
          { own: { "a list of names": [() => ["head"], A] } },
        ),
      },
      (modules: Record<string, Tensor[]>) => dino.clipGradNorm(modules, 1, { per: "module" }),
    ),
    call(
      "optim",
      "autograd.grad",
      {
        outputs: graphOf(),
        inputs: other(() => input, {
          missing: [() => undefined, A],
          null: [() => null, A],
          "an empty array": [() => [], A],
          sparse: [() => new Array(1), A],
          disposed: [
            () => {
              const gone = leaf();
              gone.dispose();
              return gone;
            },
            "DISPOSED",
          ],
          "no gradient": [() => dino.ones(X), A],
          "of another graph": [leaf, A],
        }),
        options: options({
          gradOutputs: f(X, { dtype: D, "a complex dtype": D, shape: S, "no dimensions": S }),
          retainGraph: nullable(bool(true)),
          createGraph: nullable(bool(false)),
          allowUnused: nullable(bool(false)),
        }),
      },
      (outputs: Tensor, inputs: Tensor, given: object) => dino.autograd.grad(outputs, inputs, given),
    ),
    call(
      "optim",
      "autograd.backward",
      {
        tensors: graphOf(),
        options: options({
          gradient: f(X, { dtype: D, "a complex dtype": D, shape: S, "no dimensions": S }),
          retainGraph: nullable(bool(true)),
          createGraph: nullable(bool(false)),
        }),
      },
      (tensors: Tensor, given: object) => dino.autograd.backward(tensors, given),
    ),
    call(
      "optim",
      "autograd.detectAnomaly",
      { body: argument("callback", () => () => 1) },
      dino.autograd.detectAnomaly,
    ),
  ];
}
