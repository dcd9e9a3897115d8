/** What modules hold: submodules, attributes, state dicts, dtypes; frozen modules. */
import {
  arange,
  DINOWrapper,
  isTensor,
  jit,
  memory,
  noGrad,
  ones,
  optim,
  randn,
  type ScriptModule,
  type Tensor,
  tensor,
  zeros,
} from "../../lib";
import { settled } from "../support/settled";

const LINEAR: jit.ModuleDefinition = {
  name: "Linear",
  source:
    "def forward(self, x: Tensor) -> Tensor:\n    self.calls += 1\n    return torch.linear(x, self.weight)\n",
  parameters: { weight: tensor([[1, 2]]) },
  buffers: { seen: zeros([], { dtype: "int64" }) },
  attributes: { calls: { type: "int", value: 0 } },
};
const outer = (): Promise<ScriptModule> =>
  jit.define({
    name: "Outer",
    source: `
def forward(self, x: Tensor) -> Tensor:
    return self.inner(x) * self.scale + self.shift
`,
    modules: { inner: LINEAR },
    attributes: {
      scale: { type: "float", value: 1 },
      shift: { type: "Tensor", value: zeros([1]) },
      label: { type: "Optional[str]", value: null },
      sizes: { type: "Dict[str, List[int]]", value: { a: [1] } },
    },
  });
const busy = expect.objectContaining({ code: "TENSOR_BUSY" });

test("namedModules, namedBuffers and attributes reach into submodules", async () => {
  const module = await outer();
  expect(module.namedModules()).toEqual([
    ["", "__torch__.dino_wrapper.Outer"],
    ["inner", "__torch__.dino_wrapper.Linear"],
  ]);
  expect(module.namedBuffers().map(([name]) => name)).toEqual(["inner.seen"]);
  const names = module.attributes().map(({ name, type }) => `${name}: ${type}`);
  expect(names).toEqual([
    "training: bool",
    "scale: float",
    "shift: Tensor",
    "label: Optional[str]",
    "sizes: Dict[str, List[int]]",
    "inner.training: bool",
    "inner.calls: int",
  ]);
});

test("attributes are read and set by their type", async () => {
  const module = await outer();
  await module.forward(ones([1, 2]));
  expect(module.getAttribute("inner.calls")).toBe(1);
  module.setAttribute("scale", 10).setAttribute("label", "x").setAttribute("sizes", { b: [] });
  module.setAttribute("shift", tensor([0.5]));
  expect([module.getAttribute("label"), module.getAttribute("sizes")]).toEqual(["x", { b: [] }]);
  expect((await module.forward(ones([1, 2]))).toArray()).toEqual([[30.5]]);
  for (const [name, value, message] of [
    ["scale", "x", /'scale': expected float, got string 'x'/],
    ["sizes", { a: [0.5] }, /'sizes': expected Dict\[str, List\[int\]\]/],
    ["nosuch", 1, /one of training, scale, shift, label, sizes, got 'nosuch'/],
    ["inner.nosuch", 1, /one of inner.training, inner.calls/],
    ["inner.weight", ones([1, 2]), /got 'inner.weight'/],
    ["inner", 1, /got 'inner'/],
  ] as const)
    expect(() => module.setAttribute(name, value)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringMatching(message) }),
    );
});

test("an attribute's tensor is shared, and jobs declare it", async () => {
  const module = await outer();
  const shift = module.getAttribute<Tensor>("shift");
  shift.fill_(2);
  expect((await module.forward(ones([1, 2]))).toArray()).toEqual([[5]]);
  const pending = module.forward(ones([1, 2]));
  expect(() => shift.zero_()).toThrow(busy);
  expect(() => module.getAttribute("scale")).toThrow(busy);
  expect(() => module.setAttribute("scale", 1)).toThrow(busy);
  await pending;
  shift.zero_();
});

describe("what an attribute holds", () => {
  const KEEPER: jit.ModuleDefinition = {
    name: "Keeper",
    source: `
def forward(self, x: Tensor) -> Tensor:
    return (x * self.weight * self.kept).sum()

def keep(self, x: Tensor) -> Tensor:
    self.kept = x
    return x * self.weight

def keep_and_fail(self, x: Tensor) -> Tensor:
    self.kept = x
    assert x.dim() == 0
    return x

def give(self) -> Tensor:
    return self.kept
`,
    parameters: { weight: ones([3]) },
    attributes: { kept: { type: "Tensor", value: ones([3]) } },
  };
  const refusedWhile = async (tensor: Tensor, pending: Promise<unknown>): Promise<void> => {
    expect(() => tensor.zero_()).toThrow(busy);
    await pending;
    tensor.add_(0);
  };

  test("is copied from the definition", async () => {
    const kept = ones([3]);
    const module = await jit.define({ ...KEEPER, attributes: { kept: { type: "Tensor", value: kept } } });
    kept.zero_();
    expect((await module.forward(ones([3]))).item()).toBe(3);
  });

  test("is in use while a job uses the module, however it came there", async () => {
    const module = await jit.define(KEEPER);
    const x = ones([3]);
    const given = ones([3]);
    module.setAttribute("kept", given);
    await refusedWhile(given, module.forward(x));
    const argument = ones([3]);
    await module.call("keep", argument);
    await refusedWhile(argument, module.forward(x));
    given.zero_();
    const failed = ones([3]);
    await expect(module.call("keep_and_fail", failed)).rejects.toMatchObject({ code: "TORCH_ERROR" });
    await refusedWhile(failed, module.forward(x));
    const result = await module.call("give");
    failed.dispose();
    await refusedWhile(result, module.forward(x));
  });

  test("is free again when the attribute holds another", async () => {
    const module = await jit.define(KEEPER);
    const first = ones([3]);
    module.setAttribute("kept", first);
    module.setAttribute("kept", ones([3]));
    const pending = module.forward(ones([3]));
    first.zero_();
    await pending;
  });

  test("is a part of the graphs that saved it", async () => {
    const module = await jit.define(KEEPER);
    const given = ones([3]);
    module.setAttribute("kept", given);
    const view = given.view([1, 3]);
    const loss = await module.forward(ones([3]));
    const backward = loss.backward();
    expect(() => given.zero_()).toThrow(busy);
    expect(() => view.zero_()).toThrow(busy);
    expect(() => given.detach().zero_()).toThrow(busy);
    await backward;
    given.zero_();
  });

  test("is in use while a wrapper's job uses the module, and the teacher's while it uses that", async () => {
    const module = await jit.define({
      name: "Net",
      source:
        "def forward(self, x: Tensor) -> Tensor:\n    return (x * self.scale).mean([2, 3]) * self.weight\n",
      parameters: { weight: ones([3]) },
      attributes: { scale: { type: "Tensor", value: ones([1]) } },
    });
    const scale = ones([1]);
    module.setAttribute("scale", scale);
    const dino = await DINOWrapper.create(module, {
      globalCropSize: 8,
      localCropsNumber: 0,
    });
    const images = zeros([2, 3, 8, 8], { dtype: "uint8" });
    await refusedWhile(scale, dino.forward(images));
    const own = ones([1]);
    const teacher = dino.teacher;
    teacher.setAttribute("scale", own);
    await refusedWhile(own, dino.forward(images));
  });
});

describe("loadStateDict", () => {
  const bad = () => ({ "inner.weight": ones([2, 2]), extra: ones([1]), other: ones([1]) });
  const report = {
    missing: ["inner.seen"],
    unexpected: ["extra", "other"],
    mismatched: [{ name: "inner.weight", expected: [1, 2], found: [2, 2] }],
  };

  test("strict refuses what does not fit, with the report, and changes nothing", async () => {
    const module = await outer();
    await expect(module.loadStateDict(bad())).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      details: report,
      message: expect.stringMatching(
        /missing: inner.seen\n.*unexpected: extra\n.*unexpected: other\n.*shape of inner.weight: expected \[1, 2\], got \[2, 2\]/,
      ),
    });
    await expect(module.loadStateDict({ ...bad(), "inner.seen": tensor(5n) })).rejects.toThrow();
    expect(module.stateDict()["inner.seen"]!.item()).toBe(0n);
  });

  test("otherwise it loads what fits and returns the report", async () => {
    const module = await outer();
    expect(await module.loadStateDict(bad(), { strict: false })).toEqual(report);
    const weight = { "inner.weight": tensor([[3, 4]]) };
    expect(await module.loadStateDict(weight, { strict: false })).toEqual({
      missing: ["inner.seen"],
      unexpected: [],
      mismatched: [],
    });
    expect(module.parameters()[0]!.toArray()).toEqual([[3, 4]]);
    const all = await module.loadStateDict({ ...weight, "inner.seen": tensor(2.0) });
    expect(all).toEqual({ missing: [], unexpected: [], mismatched: [] });
    expect(module.stateDict()["inner.seen"]!.item()).toBe(2n);
  });
});

describe("to", () => {
  test("converts parameters, floating point buffers and gradients in place; handles and requiresGrad go on", async () => {
    const module = await jit.define({
      name: "Mixed",
      source: "def forward(self, x: Tensor) -> Tensor:\n    return x * self.weight + self.shift\n",
      parameters: { weight: ones([3]), frozen: ones([1]) },
      buffers: { shift: ones([3]), count: arange(2n) },
    });
    const [weight, frozen] = module.parameters() as [Tensor, Tensor];
    frozen.requiresGrad = false;
    await (await module.forward(ones([3]))).sum().backward();
    const { bytes } = await settled();
    await module.double();
    expect(weight.dtype).toBe("float64");
    expect(weight.grad!.dtype).toBe("float64");
    expect([weight.requiresGrad, frozen.requiresGrad, weight.isLeaf]).toEqual([true, false, true]);
    const dtypes = Object.entries(module.stateDict()).map(([name, { dtype }]) => [name, dtype]);
    expect(dtypes).toEqual([
      ["weight", "float64"],
      ["frozen", "float64"],
      ["shift", "float64"],
      ["count", "int64"],
    ]);
    expect((await module.forward(ones([3], { dtype: "float64" }))).dtype).toBe("float64");
    await module.to({ dtype: "float32", device: "cpu" });
    expect(weight.dtype).toBe("float32");
    expect(memory().bytes).toBeGreaterThanOrEqual(bytes);
    await module.to("cpu");
    await module.half();
    expect((await module.to("bfloat16")).parameters()[0]!.dtype).toBe("bfloat16");
  });

  test("memory() follows the new storages", async () => {
    const module = await jit.define({
      name: "Big",
      source: "def forward(self, x: Tensor) -> Tensor:\n    return x * self.weight\n",
      parameters: { weight: ones([1000]) },
    });
    const weight = module.parameters()[0]!;
    const before = (await settled()).bytes;
    await module.double();
    expect(memory().bytes - before).toBe(4000);
    weight.dispose();
    expect(memory().bytes).toBe(before - 4000);
  });

  test.each([
    ["int64", "INVALID_DTYPE"],
    ["nosuch", "INVALID_ARGUMENT"],
    [{ dtype: "nosuch" }, "INVALID_DTYPE"],
    [{ devise: "cpu" }, "INVALID_ARGUMENT"],
    [5, "INVALID_ARGUMENT"],
  ])("%j is %s", async (target, code) => {
    await expect((await outer()).to(target as never)).rejects.toMatchObject({ code });
  });

  test("is refused when another job was started meanwhile, however far that is, and changes nothing then", async () => {
    const module = await jit.define(LINEAR);
    const sgd = new optim.SGD(module.parameters(), { lr: 1 });
    await (await module.forward(ones([1, 2]))).sum().backward();
    const later: (() => Promise<unknown>)[] = [
      () => module.forward(ones([1, 2])),
      () => sgd.step(),
      () => sgd.zeroGrad(),
    ];
    for (const start of [...later, ...later]) {
      const converted = module.double();
      const other = start();
      // Nothing is delivered yet: both may be through.
      const end = Date.now() + 5;
      while (Date.now() < end);
      await expect(converted).rejects.toEqual(busy);
      await other;
      expect(module.parameters()[0]!.dtype).toBe("float32");
    }
    expect(module.parameters()[0]!.toArray()).toEqual([[0, 1]]);
  });

  test("gradients that a job adds meanwhile are not lost", async () => {
    const module = await jit.define(LINEAR);
    const [loss, other] = [await module.forward(ones([1, 2])), await module.forward(ones([1, 2]))];
    await loss.sum().backward();
    const pending = other.sum();
    const converted = module.double();
    const added = pending.backward();
    await expect(converted).rejects.toEqual(busy);
    await added;
    expect(module.parameters()[0]!.grad!.toArray()).toEqual([[2, 2]]);
  });

  test("a gradient that was handed out before stays the parameter's", async () => {
    const module = await jit.define(LINEAR);
    await (await module.forward(ones([1, 2]))).sum().backward();
    const weight = module.parameters()[0]!;
    const gradient = weight.grad!;
    await module.double();
    expect(gradient.dtype).toBe("float64");
    gradient.fill_(7);
    expect(weight.grad!.toArray()).toEqual([[7, 7]]);
    const zeroed = new optim.SGD([weight]).zeroGrad({ setToNone: false });
    expect(() => gradient.sum()).toThrow(busy);
    await zeroed;
  });

  test("a graph that saved a parameter before is refused by backward", async () => {
    const module = await jit.define(LINEAR);
    const weight = module.parameters()[0]!;
    const loss = weight.square().sum();
    await module.half();
    await expect(loss.backward()).rejects.toThrow("modified by an inplace operation");
  });

  test("handles from before are still known as parts of graphs", async () => {
    const module = await jit.define(LINEAR);
    // A leaf that is trained would be known by the graph itself.
    const [weight] = module.requiresGrad_(false).parameters() as [Tensor];
    await module.double();
    const x = randn([400, 2], { dtype: "float64", requiresGrad: true });
    const backward = (await module.forward(x)).sum().backward();
    expect(() => weight.zero_()).toThrow(busy);
    await backward;
    weight.zero_();
  });

  test("an optimiser with state of the old dtype refuses it, and does not crash", async () => {
    const module = await jit.define(LINEAR);
    const adam = new optim.AdamW(module.parameters());
    const step = async (dtype: "float32" | "float64") => {
      await (await module.forward(ones([1, 2], { dtype }))).sum().backward();
      await adam.step();
    };
    await step("float32");
    await module.double();
    await expect(step("float64")).rejects.toMatchObject({ code: "TORCH_ERROR" });
    expect(module.parameters()[0]!.dtype).toBe("float64");
  });
});

test("requiresGrad_ sets every parameter", async () => {
  const module = await outer();
  module.requiresGrad_(false);
  expect(module.parameters().map(({ requiresGrad }) => requiresGrad)).toEqual([false]);
  expect((await module.forward(ones([1, 2]))).requiresGrad).toBe(false);
  expect(module.requiresGrad_().parameters()[0]!.requiresGrad).toBe(true);
  const pending = module.forward(ones([1, 2]));
  expect(() => module.requiresGrad_(false)).toThrow(busy);
  await pending;
});

describe("freeze", () => {
  const convNet = (): Promise<ScriptModule> =>
    jit.define({
      name: "Net",
      source: `
def forward(self, x: Tensor) -> Tensor:
    return torch.relu(self.norm(torch.conv2d(x, self.weight)))

def features(self, x: Tensor) -> Tensor:
    return self.forward(x).mean([2, 3])
`,
      parameters: { weight: randn([4, 3, 3, 3]) },
      attributes: { kept: { type: "int", value: 3 } },
      modules: {
        norm: {
          name: "Norm",
          source: `
def forward(self, x: Tensor) -> Tensor:
    return torch.batch_norm(x, self.weight, self.bias, self.mean, self.var, self.training, 0.1, 1e-5, False)
`,
          parameters: { weight: randn([4]), bias: randn([4]) },
          buffers: { mean: randn([4]), var: ones([4]).mul(2) },
        },
      },
    });

  test("gives the same results without parameters, apart from the module", async () => {
    const module = (await convNet()).eval();
    const frozen = await module.freeze();
    expect(frozen.namedParameters()).toEqual([]);
    expect(module.namedParameters()).toHaveLength(3);
    const x = randn([2, 3, 8, 8]);
    const expected = await noGrad(() => module.forward(x));
    expect((await frozen.forward(x)).allclose(expected, { rtol: 1e-4, atol: 1e-5 })).toBe(true);
    noGrad(() => module.parameters()[0]!.zero_());
    expect((await frozen.forward(x)).allclose(expected, { rtol: 1e-4, atol: 1e-5 })).toBe(true);
    const loaded = await jit.load(await frozen.toBytes());
    expect((await loaded.forward(x)).allclose(expected, { rtol: 1e-4, atol: 1e-5 })).toBe(true);
  });

  test("keeps the methods and attributes that it is told to", async () => {
    const module = (await convNet()).eval();
    const x = randn([2, 3, 8, 8]);
    const frozen = await module.freeze({ preserve: ["features", "kept"] });
    expect(frozen.getAttribute("kept")).toBe(3);
    const expected = await noGrad(() => module.call("features", x));
    expect((await frozen.call("features", x)).allclose(expected, { rtol: 1e-4, atol: 1e-5 })).toBe(true);
    await expect(module.freeze({ preserve: ["nosuch"] })).rejects.toThrow(/'preserve'.*'nosuch'/);
  });

  test("needs evaluation mode", async () => {
    await expect((await convNet()).freeze()).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(/evaluation mode.*call eval\(\)/),
    });
  });

  test("its class is frozen, its tensors are tensors", async () => {
    const frozen = await (await convNet()).eval().freeze();
    expect(isTensor(await frozen.forward(randn([1, 3, 5, 5])))).toBe(true);
  });
});
