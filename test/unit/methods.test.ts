/** What goes into methods of modules and comes out, by TorchScript type. */
import { jit, ones, type ScriptModule, type Tensor, tensor, type Value } from "../../lib";

/** Types, values that are of them, and values that are not. */
const KINDS: readonly [type: string, good: readonly Value[], bad: readonly Value[]][] = [
  ["int", [0, -7, 2 ** 53, 2n ** 60n], [0.5, "1", true, null, Number.NaN, 2 ** 60, [1], { a: 1 }]],
  ["float", [0.5, 3, Number.NaN, Number.NEGATIVE_INFINITY], ["0.5", true, null, 1n, [1]]],
  ["bool", [true, false], [0, 1, "true", null]],
  ["str", ["", "häß\u0000é"], [1, true, null, ["a"]]],
  ["complex", [{ complex: [1, -2] }], ["1", true, null, { complex: [1] }, { complex: ["1", 2] }, { re: 1 }]],
  ["Optional[int]", [null, 5], ["x", 0.5]],
  ["Optional[str]", [null, "x"], [5]],
  ["List[int]", [[], [1, 2, 3]], [[0.5], ["x"], [1, null], null, { a: 1 }, "12"]],
  ["List[float]", [[0.25, 1]], [["x"], [true]]],
  ["List[bool]", [[true, false]], [[1], [null]]],
  ["List[str]", [["a", ""]], [[1], "a"]],
  ["List[List[int]]", [[[1], [], [2, 3]]], [[1], [[0.5]]]],
  ["List[Optional[int]]", [[1, null]], [["x"]]],
  ["Tuple[int, str]", [[1, "a"]], [[1], ["a", 1], [1, "a", 2], null, { a: 1 }]],
  [
    "Tuple[int, Tuple[bool, List[str]]]",
    [[1, [true, ["x"]]]],
    [
      [1, [true, [1]]],
      [1, [true]],
    ],
  ],
  ["Dict[str, int]", [{}, { a: 1, b: 2 }, { complex: 3 }], [{ a: "x" }, [1], null, "a", new Map([[1, 2]])]],
  ["Dict[str, List[int]]", [{ complex: [1, 2] }, { a: [] }], [{ a: 1 }, { complex: [0.5, 1] }]],
  ["Dict[str, Dict[str, float]]", [{ a: { b: 0.5 } }], [{ a: { b: "x" } }]],
  ["Dict[int, str]", [new Map([[1, "a"]]), new Map<number, string>()], [{ a: "x" }, new Map([["a", "b"]])]],
  ["Dict[float, bool]", [new Map([[0.5, true]])], [{ a: true }]],
];

const echo = (type: string): Promise<ScriptModule> =>
  jit.define({ name: "Echo", source: `def forward(self, x: ${type}) -> ${type}:\n    return x\n` });

test.each(KINDS)("%s", async (type, good, bad) => {
  const module = await echo(type);
  for (const value of good) expect(await module.forward<Value>(value)).toEqual(value);
  for (const value of bad)
    await expect(module.forward<Value>(value)).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      details: { operator: "forward", argument: "x", expected: type },
    });
});

test("integers of 2^60 come back as bigint, numbers are complex without an imaginary part", async () => {
  expect(await (await echo("int")).forward(2n ** 60n)).toBe(2n ** 60n);
  expect(await (await echo("complex")).forward<Value>(2)).toEqual({ complex: [2, 0] });
});

test("tensors alone, optional, in lists, tuples and dictionaries", async () => {
  const x = tensor([1, 2]);
  const of = async (type: string, value: Value) => (await echo(type)).forward<Value>(value);
  const same = (found: Value) => expect((found as Tensor).toArray()).toEqual([1, 2]);
  same(await of("Tensor", x));
  same(await of("Optional[Tensor]", x));
  expect(await of("Optional[Tensor]", null)).toBeNull();
  expect(await of("Optional[Tensor]", undefined)).toBeNull();
  await expect((await echo("Optional[Tensor]")).forward()).rejects.toThrow(
    /'x': expected Optional\[Tensor\], got nothing/,
  );
  for (const each of (await of("List[Tensor]", [x, x])) as Value[]) same(each);
  for (const each of (await of("Tuple[Tensor, Tensor]", [x, x])) as Value[]) same(each);
  same(((await of("Dict[str, Tensor]", { x })) as { x: Tensor }).x);
  same(((await of("Dict[int, Tensor]", new Map([[3, x]]))) as Map<number, Tensor>).get(3)!);
  const bad = { code: "INVALID_ARGUMENT", message: expect.stringMatching(/'x': expected/) };
  await expect(of("Tensor", [1, 2])).rejects.toMatchObject({
    ...bad,
    details: { expected: "Tensor", found: "an array of 2" },
  });
  await expect(of("Tensor", { x })).rejects.toMatchObject({ ...bad, details: { found: "a dictionary" } });
  await expect(of("int", x)).rejects.toMatchObject({ ...bad, details: { found: "a Tensor" } });
  await expect(of("List[Tensor]", [x, 1])).rejects.toMatchObject(bad);
});

test("devices are strings", async () => {
  const module = await jit.define({
    name: "Devices",
    source: `
def forward(self, x: Tensor) -> Device:
    return x.device

def known(self, d: Device) -> str:
    return d.type
`,
  });
  expect(await module.forward<string>(ones([1]))).toBe("cpu");
  expect(await module.call<string>("known", "cuda:1")).toBe("cuda");
  await expect(module.call("known", "nonesuch")).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
});

describe("arguments", () => {
  const SOURCE = `
def forward(self, x: int, scale: int = 10, offset: Optional[int] = None, label: str = "n") -> str:
    if offset is None:
        offset = 0
    return label + str(x * scale + offset)

def nothing(self) -> None:
    pass
`;
  let module: ScriptModule;
  beforeAll(async () => {
    module = await jit.define({ name: "Arguments", source: SOURCE });
  });
  const run = (args: Value[], named: Record<string, Value> = {}) =>
    module.callNamed<string>("forward", args, named);

  test.each<[Value[], Record<string, Value>, string]>([
    [[1], {}, "n10"],
    [[1, 2], {}, "n2"],
    [[1, undefined, 5], {}, "n15"],
    [[1, 2, null, "m"], {}, "m2"],
    [[1], { offset: 3 }, "n13"],
    [[], { x: 2, label: "k" }, "k20"],
    [[1], { scale: undefined }, "n10"],
  ])("%j and %j give %s", async (args, named, expected) => {
    expect(await run(args, named)).toBe(expected);
  });

  test.each<[Value[], Record<string, Value>, RegExp]>([
    [[], {}, /'x': expected int, got nothing/],
    [[1, 2, 3, "a", 5], {}, /at most 4 arguments, got 5/],
    [[1], { nosuch: 1 }, /'nosuch': expected the name of an argument/],
    [[1], { x: 2 }, /'x': expected one value, got one by position and one by name/],
    [[1], { scale: "x" }, /'scale': expected int, got string 'x'/],
    [[1], { offset: "x" }, /'offset': expected Optional\[int\], got string 'x'/],
  ])("%j and %j are refused", async (args, named, message) => {
    await expect(run(args, named)).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(message),
    });
  });

  test("methods tells them", async () => {
    expect(module.methods()).toContainEqual({
      name: "forward",
      arguments: [
        { name: "x", type: "int", optional: false },
        { name: "scale", type: "int", optional: true },
        { name: "offset", type: "Optional[int]", optional: true },
        { name: "label", type: "str", optional: true },
      ],
      returns: "str",
    });
    expect(module.hasMethod("nothing")).toBe(true);
    expect(module.hasMethod("nosuch")).toBe(false);
    expect(await module.call<Value>("nothing")).toBeNull();
    await expect(module.call("nosuch")).rejects.toThrow(/a method of the module.*'nosuch'/);
  });
});
