/** What modules hold: submodules, attributes, state dicts, dtypes; frozen modules. */
import {
  arange,
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
    const bytes = memory().bytes;
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
    const before = memory().bytes;
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

  test("is refused when another job was started meanwhile, and changes nothing then", async () => {
    const module = await jit.define(LINEAR);
    const converted = module.double();
    const later = module.forward(ones([1, 2]));
    const outcome = await converted.then(
      () => "converted",
      (error: { code: string }) => error.code,
    );
    await later;
    // The conversion is over before the other job or is refused; in between there is nothing.
    expect(["TENSOR_BUSY", "converted"]).toContain(outcome);
    expect(module.parameters()[0]!.dtype).toBe(outcome === "converted" ? "float64" : "float32");
  });

  test("a write of a job that came between is not lost", async () => {
    const module = await jit.define(LINEAR);
    const sgd = new optim.SGD(module.parameters(), { lr: 1 });
    for (let i = 0; i < 20; ++i) {
      await (await module.forward(ones([1, 2], { dtype: module.parameters()[0]!.dtype }))).sum().backward();
      const before = Number(module.parameters()[0]!.sum().item());
      const target = i % 2 === 0 ? "float64" : "float32";
      const converted = module
        .to(target)
        .catch((error: { code: string }) => expect(error.code).toBe("TENSOR_BUSY"));
      await sgd.step();
      await converted;
      expect(Number(module.parameters()[0]!.sum().item())).toBeCloseTo(before - 2, 3);
      await sgd.zeroGrad();
    }
  });

  test("an optimiser with state of the old dtype ends in an error or goes on, and never in a crash", async () => {
    const module = await jit.define(LINEAR);
    const adam = new optim.AdamW(module.parameters());
    const step = async (dtype: "float32" | "float64") => {
      await (await module.forward(ones([1, 2], { dtype }))).sum().backward();
      await adam.step();
    };
    await step("float32");
    await module.double();
    await step("float64").catch((error: { code: string }) => expect(error.code).toBe("TORCH_ERROR"));
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
