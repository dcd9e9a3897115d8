/** Modules from TorchScript source: submodules, lists of them, and what an error says. */
import { jit, memory, ones, tensor, type Value } from "../../lib";
import { settled } from "../support/settled";

const scaled = (by: number): jit.ModuleDefinition => ({
  name: "Scaled",
  source: "def forward(self, x: Tensor, plus: float = 0.0) -> Tensor:\n    return x * self.by + plus\n",
  buffers: { by: tensor([by]) },
});
const shifted: jit.ModuleDefinition = {
  name: "Shifted",
  source: "def forward(self, x: Tensor) -> Tensor:\n    return x + 1\n",
};

async function run(body: string, modules: jit.ModuleDefinition["modules"] = {}): Promise<Value> {
  const source = `def forward(self, x: Tensor) -> Tensor:\n${body.replace(/^/gm, "    ")}\n    return x\n`;
  const module = await jit.define({ name: "Outer", source, modules });
  const loaded = await jit.load(await module.toBytes());
  const [found, again] = [await module.forward(ones([1])), await loaded.forward(ones([1]))];
  expect(again.equal(found)).toBe(true);
  return found.item() as Value;
}

test("methods come in any order", async () => {
  const module = await jit.define({
    name: "Order",
    source:
      "def forward(self, x: int) -> int:\n    return self.twice(x) + 1\n\ndef twice(self, x: int) -> int:\n    return 2 * x\n",
  });
  expect(await module.forward<number>(3)).toBe(7);
});

test("submodules are called by themselves, with arguments by name, and below one another", async () => {
  const inner = { name: "Inner", source: "", modules: { deep: scaled(5) } };
  expect(await run("x = self.inner.deep(x, plus=0.5)\nx = self.inner.deep.forward(x)", { inner })).toBe(27.5);
});

describe("lists of modules", () => {
  const blocks = [scaled(2), shifted, scaled(3)];

  test.each([
    ["a loop", "for block in self.blocks:\n    x = block(x)", 9],
    [
      "enumerate",
      "for i, block in enumerate(self.blocks):\n    if i != 1:\n        x = block(x) + i",
      3 * 2 + 2,
    ],
    ["indices", "x = self.blocks[1](x)\nx = self.blocks[-1].forward(x)", 6],
    ["len", "x = x * len(self.blocks)", 3],
    ["a loop inside of an If", "if self.training:\n    for block in self.blocks:\n        x = block(x)", 9],
    ["a loop in a loop", "for i in range(2):\n    for block in self.blocks:\n        x = block(x)", 57],
  ])("%s", async (_, body, expected) => {
    expect(await run(body, { blocks })).toBe(expected);
  });

  test("lists within lists, and within modules", async () => {
    const stage = { name: "Stage", source: "", modules: { blocks } };
    const body = "for stage in self.stages:\n    for block in stage.blocks:\n        x = block(x)";
    expect(await run(body, { stages: [stage, stage] })).toBe(57);
  });

  test("names are those of nn.ModuleList, and blocks of one source share their class", async () => {
    const module = await jit.define({ name: "Outer", source: "", modules: { blocks } });
    expect(module.namedBuffers().map(([name]) => name)).toEqual(["blocks.0.by", "blocks.2.by"]);
    const types = Object.fromEntries(module.namedModules());
    expect(types["blocks.0"]).toBe(types["blocks.2"]);
    expect(types["blocks.0"]).not.toBe(types["blocks.1"]);
  });

  test("an empty list is no loop", async () => {
    expect(await run("for block in self.blocks:\n    x = block(x)", { blocks: [] })).toBe(1);
  });

  test.each([
    ["an index that is no constant", "i = 1\nx = self.blocks[i](x)"],
    ["an index beyond the end", "x = self.blocks[3](x)"],
    ["break", "for block in self.blocks:\n    break"],
    ["too many targets", "for a, b in self.blocks:\n    x = a(x)"],
  ])("%s is the compiler's error", async (_, body) => {
    await expect(run(body, { blocks })).rejects.toMatchObject({ code: "TORCH_ERROR" });
  });
});

describe("an error", () => {
  const define = (source: string, more: Partial<jit.ModuleDefinition> = {}) =>
    jit.define({ name: "Outer", source, ...more });
  const refused = async (source: string, ...parts: RegExp[]): Promise<void> => {
    const error = await define(source).catch((reason: Error) => reason);
    expect(error).toMatchObject({ code: "TORCH_ERROR" });
    for (const part of parts) expect((error as Error).message).toMatch(part);
  };

  test("names the line of the source and marks the place", async () => {
    await refused(
      "\ndef forward(self, x: Tensor) -> Tensor:\n    y = x + 1\n    return torch.nosuch(y)\n",
      /^Outer: Unknown builtin op: aten::nosuch/,
      /File "Outer", line 4\n/,
      /return torch\.nosuch\(y\)\n\s+~+ <--- HERE/,
    );
    await refused(
      "def forward(self, x: Tensor -> Tensor:\n    return x\n",
      /expected \)/,
      /line 1\n/,
      /<--- HERE/,
    );
    await refused("def forward(self, x: Tensor):\n    return F.gelu(x)\n", /undefined value F/, /line 2\n/);
    await refused(
      "def forward(self):\n    return self.nope\n",
      /'__torch__.dino_wrapper.Outer' object has no attribute or method 'nope'/,
    );
    await refused(
      "def forward(self) -> int:\n    return 'x'\n",
      /Return value was annotated as having type int but is actually of type str/,
    );
    await refused("def f(self):\n    pass\n\ndef f(self):\n    pass\n", /Can't redefine method: f/);
  });

  test("in a submodule of a list names its path", async () => {
    const broken = {
      name: "Block",
      source: "def forward(self, x: Tensor) -> Tensor:\n    return x.nosuch()\n",
    };
    const outer = define("def forward(self, x: Tensor):\n    return x\n", {
      modules: { blocks: [shifted, broken] },
    });
    await expect(outer).rejects.toThrow(/^Outer\.blocks\.1: [\s\S]*File "Outer\.blocks\.1", line 2/);
  });

  test("in an unrolled loop marks the loop's body", async () => {
    const outer = define(
      "def forward(self, x: Tensor):\n    for b in self.blocks:\n        x = b(x, 1, 2)\n    return x\n",
      {
        modules: { blocks: [shifted] },
      },
    );
    await expect(outer).rejects.toThrow(
      /Expected at most 2 arguments[\s\S]*line 3\n[\s\S]*x = b\(x, 1, 2\)\n\s+~+ <--- HERE/,
    );
  });
});

test("1,000 failed definitions leave nothing behind, the same name compiles afterwards", async () => {
  const weight = ones([1000]);
  const define = (body: string) =>
    jit.define({
      name: "Retried",
      source: `def forward(self, x: Tensor) -> Tensor:\n    return ${body}\n`,
      parameters: { weight },
      modules: { inner: scaled(2) },
    });
  const before = await settled();
  const rss = async (count: number) => {
    for (let i = 0; i < count; ++i) await define("x * self.nope").catch(() => undefined);
    return process.memoryUsage().rss;
  };
  const first = await rss(200);
  const grown = (await rss(800)) - first;
  expect(memory().objects).toBeLessThanOrEqual(before.objects);
  // About 1 MB where it was measured: what the allocator keeps.
  expect(grown).toBeLessThan(32 * 2 ** 20);
  const module = await define("x * self.weight");
  expect((await module.forward(ones([1000]))).sum().item()).toBe(1000);
  expect(module.typeName).toBe("__torch__.dino_wrapper.Retried");
});
