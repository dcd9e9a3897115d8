/** Values inside of modules, compared with PyTorch's forward hooks (test/fixtures/make-taps.py). */
import { join } from "node:path";
import {
  DINOWrapper,
  fromTypedArray,
  isTensor,
  jit,
  memory,
  noGrad,
  ones,
  readStateDict,
  type ScriptModule,
  type Tensor,
  type Value,
} from "../../lib";
import { settled } from "../support/settled";

const FIXTURES = join(__dirname, "..", "fixtures");
const SHAPE = [2, 3, 6, 6];
const load = (file: string): Promise<ScriptModule> => jit.load(join(FIXTURES, file));

/** The input that the expected values belong to. */
function image(): Tensor {
  const count = SHAPE.reduce((product, size) => product * size, 1);
  return fromTypedArray(
    Float32Array.from({ length: count }, (_, i) => ((i * 7919) % 997) / 997),
    SHAPE,
  );
}

/** A value's tensors under the keys of the fixtures. */
function parts(key: string, value: Value): [string, Tensor][] {
  if (isTensor(value)) return [[key, value]];
  return Object.entries(value as Record<string, Tensor>).map(([part, each]) => [`${key}#${part}`, each]);
}

let expected: Record<string, Tensor>;
beforeAll(async () => {
  expected = await readStateDict(join(FIXTURES, "taps-expected.pt"));
});

function expectClose(found: Tensor, key: string): void {
  const wanted = expected[key]!;
  expect([key, found.shape]).toEqual([key, wanted.shape]);
  // Gradients are sums of larger numbers, so their largest element says how exact the others can be.
  const scale = Number(wanted.abs().amax().item());
  expect([key, found.allclose(wanted, { rtol: 0, atol: 1e-4 * scale + 1e-6 })]).toEqual([key, true]);
}

describe.each([
  ["taps-scripted.pt", "eval"],
  ["taps-scripted.pt", "train"],
  ["taps-traced.pt", "eval"],
] as const)("%s in %s mode", (file, mode) => {
  /** The paths that PyTorch's hooks saw. */
  const seen = (): string[] => {
    const found = Object.keys(expected)
      .filter((key) => key.startsWith(`${file}|${mode}|`))
      .map((key) => key.split("|"))
      .filter((fields) => fields.length === 3)
      .map((fields) => fields[2]!.split("#")[0]!);
    return [...new Set(found)].sort();
  };
  const ready = async (): Promise<ScriptModule> => (await load(file)).train(mode === "train");

  test("every path holds what PyTorch's hook saw, together and one by one", async () => {
    const paths = seen();
    expect(paths.length).toBeGreaterThan(20);
    const all = await (await ready()).taps(paths);
    const together = await noGrad(() => all.forward<Value>(image()));
    const module = await ready();
    for (const path of paths) {
      // A traced submodule returns what the trace used of its result, a dictionary as a tuple.
      if (file === "taps-traced.pt" && /^(named|pair)$/.test(path)) continue;
      const taps = await module.taps([path]);
      const alone = mode === "eval" ? (await noGrad(() => taps.forward<Value>(image())))[path]! : null;
      for (const [key, tensor] of parts(`${file}|${mode}|${path}`, together[path]!)) expectClose(tensor, key);
      for (const [key, tensor] of alone === null ? [] : parts(`${file}|${mode}|${path}`, alone))
        expectClose(tensor, key);
    }
  });

  test("namedCalls lists these paths, parents after their children", async () => {
    const listed = (await ready()).namedCalls();
    const names = listed.map(({ path }) => path);
    const hooked = seen().filter((path) => path !== "" && !path.endsWith(":input"));
    const branch = file === "taps-scripted.pt" ? ["unused", "blocks.0.shortcut"] : [];
    expect([...names].sort()).toEqual([...hooked, ...branch].sort());
    expect(names.indexOf("stem.0")).toBeLessThan(names.indexOf("stem"));
    expect(names.indexOf("stem")).toBeLessThan(names.indexOf("blocks.0.conv"));
    expect(listed.find(({ path }) => path === "fc")).toEqual({
      path: "fc",
      input: "Tensor",
      output: "Tensor",
    });
  });

  test.each(["stem.1", "blocks.1.bn", "mix", "fc:input"])(
    "gradients of %s reach the module's parameters up to there, as PyTorch's",
    async (path) => {
      const module = await ready();
      const { [path]: value } = await (await module.taps([path])).forward(image());
      await value!.pow(3).sum().backward();
      const prefix = `${file}|${mode}|${path}|`;
      const wanted = Object.keys(expected).filter((key) => key.startsWith(prefix));
      expect(wanted.length).toBeGreaterThan(0);
      const reached = module.namedParameters().filter(([, { grad }]) => grad !== null);
      expect(reached.map(([name]) => prefix + name).sort()).toEqual(wanted.sort());
      for (const [name, { grad }] of reached) expectClose(grad!, prefix + name);
    },
  );
});

test("the method's own result has what is written into it in place, and taps before it have not", async () => {
  const module = await jit.define({
    name: "Outer",
    source: `
def forward(self, x: Tensor) -> Tensor:
    y = self.inner(x)
    z = y.view(-1)
    z.add_(1)
    y.mul_(2)
    return y
`,
    modules: {
      inner: { name: "Inner", source: "def forward(self, x: Tensor) -> Tensor:\n    return x * 3\n" },
    },
  });
  const x = ones([2]);
  expect((await module.forward(x)).toArray()).toEqual([8, 8]);
  const { "": alone } = await (await module.taps([""])).forward(x);
  expect(alone.toArray()).toEqual([8, 8]);
  const both = await (await module.taps(["inner", ""])).forward(x);
  expect([both.inner.toArray(), both[""].toArray()]).toEqual([
    [3, 3],
    [8, 8],
  ]);
  const { inner } = await (await module.taps(["inner"])).forward(x);
  expect(inner.toArray()).toEqual([3, 3]);
});

test("a write in place after the tap does not reach what was tapped", async () => {
  const taps = await (await load("taps-scripted.pt")).eval().taps(["blocks.0.bn", "blocks.0.relu", ""]);
  const values = await taps.forward(image());
  expect(Number(values["blocks.0.bn"].amin().item())).toBeLessThan(0);
  expect(Number(values["blocks.0.relu"].amin().item())).toBe(0);
  expect(values[""].shape).toEqual([2, 3]);
});

test("what comes after the last path is not computed, and its state stays", async () => {
  const module = (await load("taps-scripted.pt")).train();
  const count = (name: string) => module.stateDict()[`${name}.num_batches_tracked`]!.item() as bigint;
  const [stem, block] = [count("stem.1"), count("blocks.1.bn")];
  await (await module.taps(["blocks.0"])).forward(image());
  expect(count("stem.1")).toBe(stem + 1n);
  expect(count("blocks.1.bn")).toBe(block);
});

test("a submodule in a branch that is not taken gives null", async () => {
  const taps = await (await load("taps-scripted.pt")).taps(["unused", "fc"]);
  const { unused, fc } = await taps.forward<Tensor | null>(image());
  expect(unused).toBeNull();
  expect(fc!.shape).toEqual([2, 3]);
});

test("a loop gives its last call, and null when it never runs; arguments by name and defaults are the method's", async () => {
  const step = { name: "Step", source: "def forward(self, x: Tensor) -> Tensor:\n    return x * 2\n" };
  const module = await jit.define({
    name: "Loop",
    source: `
def forward(self, x: Tensor, times: int = 3, skip: int = -1) -> Tensor:
    for i in range(times):
        if i != skip:
            x = self.step.forward(x)
        x = x + 1
    return x
`,
    modules: { step },
  });
  const taps = await module.taps(["step"]);
  const run = async (named: Record<string, Value>) =>
    (await taps.forwardNamed<Tensor | null>([ones([1])], named)).step?.item() ?? null;
  // 1 → 2, 3 → 6, 7 → 14
  expect(await run({})).toBe(14);
  expect(await run({ times: 2 })).toBe(6);
  expect(await run({ times: 0 })).toBeNull();
  expect(await run({ skip: 2 })).toBe(6);
  expect(await run({ times: 1, skip: 0 })).toBeNull();
});

test("a wrong path lists the right ones, closest first", async () => {
  const module = await load("taps-scripted.pt");
  const refused = (path: string) => expect(module.taps([path])).rejects;
  await refused("blocks.1.bm").toMatchObject({
    code: "INVALID_ARGUMENT",
    message: expect.stringMatching(
      /'blocks\.1\.bm'.*did you mean 'blocks\.1\.bn'\?.*closest first: blocks\.1\.bn, /,
    ),
  });
  await refused("fv:input").toThrow(/did you mean 'fc:input'/);
  await refused("blocks").toThrow(/'blocks': that submodule's forward is not called/);
  await refused("fc.weight").toThrow(/no such call in forward/);
  await expect(module.taps(["fc"], { method: "nosuch" })).rejects.toThrow(/a method of the module.*'nosuch'/);
  await expect(module.taps([])).rejects.toThrow(/at least one path/);
});

test("taps of another method, of a wrapped module, and of one that was disposed", async () => {
  const module = await load("taps-scripted.pt");
  const taps = await module.taps(["stem", ""], { method: "features" });
  module.eval().dispose();
  const { stem, "": result } = await noGrad(() => taps.forward(image()));
  expectClose(stem, "taps-scripted.pt|eval|stem");
  expectClose(result, "taps-scripted.pt|eval|blocks.1");
  taps.dispose();
  expect(taps.disposed).toBe(true);
  await expect(taps.forward(image())).rejects.toMatchObject({ code: "DISPOSED" });
});

test("a pending job of taps declares the module, its tensors and the arguments", async () => {
  const module = await load("taps-scripted.pt");
  const taps = await module.taps(["fc"]);
  const x = image();
  const busy = expect.objectContaining({ code: "TENSOR_BUSY" });
  const pending = taps.forward(x);
  expect(() => x.zero_()).toThrow(busy);
  expect(() => module.eval()).toThrow(busy);
  expect(() => noGrad(() => module.parameters()[0]!.zero_())).toThrow(busy);
  await pending;
  module.eval();
  x.zero_();
});

test("taps free what they hold", async () => {
  const module = await load("taps-scripted.pt");
  const before = await settled();
  for (let i = 0; i < 20; ++i) {
    const taps = await module.taps(["fc:input", "stem"]);
    for (const value of Object.values(await noGrad(() => taps.forward(image())))) value.dispose();
    taps.dispose();
    await expect(module.taps(["nosuch"])).rejects.toThrow();
  }
  expect(memory().objects).toBe(before.objects);
});

test("the wrapper's features are the tap of the classifier's input", async () => {
  const { preflight } = await DINOWrapper.create((await load("taps-scripted.pt")).train(), {
    globalCropSize: 8,
    localCropSize: 6,
  });
  expect(preflight.join("\n")).toMatch(/the input of the classifier 'fc', 6 wide/);
});
