/** TorchScript modules by themselves: values in and out, definition, state, modes. */
import { jit, noGrad, ones, type ScriptModule, type Tensor, tensor, type Value, zeros } from "../../lib";

const linear = (
  source = "def forward(self, x: Tensor) -> Tensor:\n    return torch.linear(x, self.weight)\n",
) => ({
  name: "Linear",
  source,
  parameters: { weight: tensor([[1, 2]]) },
  buffers: { calls: zeros([], { dtype: "int64" }) },
});

const defined = (source: string): Promise<ScriptModule> => jit.define({ name: "Small", source });

test("integers stay exact: a number up to 2^53 either way, a bigint beyond", async () => {
  const module = await defined("def forward(self, x: int, y: int) -> int:\n    return x + y\n");
  expect(await module.forward(2 ** 53 - 1, 1)).toBe(2 ** 53);
  expect(await module.forward(2 ** 53, 1)).toBe(2n ** 53n + 1n);
  expect(await module.forward(-(2 ** 53), -1)).toBe(-(2n ** 53n) - 1n);
  expect(await module.forward(2n ** 63n - 2n, 1)).toBe(2n ** 63n - 1n);
});

test("lists, tuples, dictionaries, optionals and strings go in and come out", async () => {
  const module = await defined(`
def forward(self, xs: List[Tensor], d: Dict[str, int], o: Optional[str], t: Tuple[float, bool]) -> Tuple[Tensor, Dict[str, int], Optional[str], Tuple[float, bool]]:
    return torch.stack(xs).sum(0), d, o, t
`);
  const result = await module.forward<[Tensor, ...Value[]]>([ones([2]), ones([2])], { a: 1 }, null, [
    0.5,
    true,
  ]);
  expect(result[0].toArray()).toEqual([2, 2]);
  expect(result.slice(1)).toEqual([{ a: 1 }, null, [0.5, true]]);
});

test("a failed definition names its module and place, and leaves nothing behind", async () => {
  const nested = (body: string) => ({
    name: "Outer",
    source: "def forward(self, x: Tensor) -> Tensor:\n    return self.inner.forward(x)\n",
    modules: { inner: linear(`def forward(self, x: Tensor) -> Tensor:\n    return ${body}\n`) },
  });
  await expect(jit.define(nested("torch.nosuch(x)"))).rejects.toThrow(/Outer\.inner.*torch\.nosuch/s);
  const module = await jit.define(nested("torch.linear(x, self.weight)"));
  expect((await module.forward(ones([1, 2]))).toArray()).toEqual([[3]]);
});

test("a copy and a saved module are apart from the first", async () => {
  const module = await jit.define(linear());
  const [copy, loaded] = [await module.clone(), await jit.load(await module.toBytes())];
  noGrad(() => module.parameters()[0]!.zero_());
  for (const each of [copy, loaded]) expect((await each.forward(ones([1, 2]))).toArray()).toEqual([[3]]);
  expect((await module.forward(ones([1, 2]))).toArray()).toEqual([[0]]);
});

test("train and eval reach every submodule", async () => {
  const inner: jit.ModuleDefinition = {
    name: "Inner",
    source: "def forward(self) -> bool:\n    return self.training\n",
  };
  const module = await jit.define({
    name: "Outer",
    source: "def forward(self) -> bool:\n    return self.inner.forward()\n",
    modules: { inner },
  });
  expect(await module.eval().forward()).toBe(false);
  expect(await module.train().forward()).toBe(true);
});
