/** Files that PyTorch and the safetensors package wrote (make-fixtures.py), read without Python. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  DataError,
  memory,
  PickleObject,
  type PickleValue,
  readPickle,
  readStateDict,
  scope,
  type Tensor,
} from "../../lib";
import { native } from "../../lib/native/load";
import { settled } from "../support/settled";
import { described, hexed, ordered } from "./described";

const FOLDER = join(__dirname, "fixtures");
const { files, moduleState } = JSON.parse(readFileSync(join(__dirname, "fixtures.json"), "utf8"));
const at = (name: string) => join(FOLDER, name);
type Entries = Record<string, PickleValue>;

describe.each(Object.keys(files))("%s", (name) => {
  test.each([
    ["from a path", () => readPickle(at(name))],
    ["mapped", () => readPickle(at(name), { mmap: true })],
    ["from its bytes", () => readPickle(readFileSync(at(name)))],
  ])("holds what Python put in it, %s", async (_, read) => {
    await scope(async () => {
      const { value, foreign } = await read();
      // Objects of JavaScript put names that are integers first, and safetensors have an order of their own.
      expect(ordered(described(value))).toEqual(ordered(files[name]));
      expect(foreign).toEqual([]);
    });
  });
});

test("views of one storage share it, and writing to one changes the others", async () => {
  for (const name of ["shapes.pt", "shapes-legacy.pt"]) {
    const { value } = await readPickle(at(name));
    const { base, transposed, row, column } = value as Record<string, Tensor>;
    base!.fill_(9);
    for (const view of [transposed, row, column])
      expect(Array.from(view!.toTypedArray() as Float32Array).every((x) => x === 9)).toBe(true);
  }
});

test("values that are shared in the file are shared", async () => {
  const { value } = await readPickle(at("nested.pt"));
  const { shared } = value as { shared: PickleValue[] };
  expect(shared[0]).toBe(shared[1]);
});

test("writing to mapped tensors leaves the file alone", async () => {
  for (const name of ["dtypes.pt", "dtypes.safetensors"]) {
    const before = readFileSync(at(name));
    const state = await readStateDict(at(name), { mmap: true });
    const old = hexed(state.float32!);
    state.float32!.fill_(1);
    expect(hexed(state.float32!)).not.toBe(old);
    expect(readFileSync(at(name)).equals(before)).toBe(true);
  }
});

test("a mapping ends with the last tensor over it, a file with its reading", async () => {
  const mapped = () => readFileSync("/proc/self/maps", "utf8").includes(at("shapes.pt"));
  const opened = () => readdirSync("/proc/self/fd").length;
  const files = opened();
  const before = await settled();
  const state = await readStateDict(at("shapes.pt"), { mmap: true });
  expect(mapped()).toBe(true);
  expect(opened()).toBe(files);
  const [first, ...rest] = Object.values(state);
  for (const tensor of rest) tensor.dispose();
  expect(mapped()).toBe(true);
  first!.dispose();
  expect(mapped()).toBe(false);
  expect(memory()).toMatchObject({ tensors: before.tensors, storages: before.storages, bytes: before.bytes });
});

test("the guard for synchronous loops does not count what a file brings", async () => {
  native().setGuard(100, 3);
  try {
    expect(Object.keys(await readStateDict(at("dtypes.pt"))).length).toBeGreaterThan(10);
  } finally {
    native().setGuard(2 ** 32, 1_000_000);
  }
});

test.each(["module.pt", "module-legacy.pt"])(
  "%s: a whole module's tensors have the names of its state_dict",
  async (name) => {
    const state = await readStateDict(at(name));
    const expected = Object.fromEntries(moduleState.dict as [string, Record<string, object>][]);
    expect(Object.keys(state).sort()).toEqual(Object.keys(expected).sort());
    for (const [key, tensor] of Object.entries(state)) {
      const found = (described(tensor) as { tensor: object }).tensor;
      // The module's own parameters require gradients, those of its state_dict do not.
      expect({ ...found, requiresGrad: false }).toEqual(expected[key]!.tensor);
    }
    const { value, foreign } = await readPickle(at(name));
    expect(value).toBeInstanceOf(PickleObject);
    expect(foreign).toContain("values.Net");
  },
);

test("foreign objects stay inert and are reported, the rest is read", async () => {
  const { value, foreign } = await readPickle(at("foreign.pt"));
  const { args, scalar, sparse, quantized, model } = value as Record<string, PickleObject>;
  expect(foreign).toEqual(
    expect.arrayContaining([
      "argparse.Namespace",
      "torch._utils._rebuild_sparse_tensor",
      "torch._utils._rebuild_qtensor",
    ]),
  );
  expect(args!.className).toBe("argparse.Namespace");
  expect((args!.state as Entries).lr).toBe(0.1);
  expect(hexed((args!.state as Record<string, Tensor>).weights!)).toBe("030a11181f262d34");
  expect(scalar!.className).toMatch(/^numpy\..*scalar$/);
  expect(sparse!.className).toBe("torch._utils._rebuild_sparse_tensor");
  expect(quantized!.className).toBe("torch._utils._rebuild_qtensor");
  expect(hexed((model as unknown as Record<string, Tensor>).weight!)).toBe("030a11181f262d34");
  const state = await readStateDict(at("foreign.pt"), { key: "model" });
  expect(Object.keys(state)).toEqual(["weight"]);
});

test("a pickle that wants a command run is read and runs none", async () => {
  const { value, foreign } = await readPickle(at("command.pt"));
  expect(foreign).toEqual(["posix.system"]);
  expect((value as Record<string, PickleObject>).b).toMatchObject({
    className: "posix.system",
    args: ["touch executed-by-a-pickle"],
  });
  expect(existsSync("executed-by-a-pickle")).toBe(false);
});

test("tensors of nested containers get dotted names; key selects some of them", async () => {
  const all = await readStateDict(at("nested.pt"));
  expect(Object.keys(all)).toEqual(["model.weight", "list.0", "list.1.deep.0"]);
  const before = (await settled()).tensors;
  const some = await readStateDict(at("nested.pt"), { key: "list" });
  expect(Object.keys(some)).toEqual(["0", "1.deep.0"]);
  // The others were let go of.
  expect(memory().tensors - before).toBe(2);
  const deep = await readStateDict(at("nested.pt"), { key: "list.1.deep" });
  expect(Object.keys(deep)).toEqual(["0"]);
  await expect(readStateDict(at("nested.pt"), { key: "teacher" })).rejects.toThrow(
    /holds no tensors below "teacher"; there are model, list/,
  );
});

test("a TorchScript archive gives its parameters and buffers", async () => {
  const state = await readStateDict(join(__dirname, "../fixtures/scripted-resnet.pt"));
  expect(state["fc.weight"]!.shape).toEqual([3, 32]);
  expect(state["stem.1.running_mean"]!.shape).toEqual([8]);
  expect((await readPickle(join(__dirname, "../fixtures/scripted-resnet.pt"))).format).toBe("torchscript");
});

test("safetensors' metadata", async () => {
  const { metadata, format } = await readPickle(at("dtypes.safetensors"));
  expect(metadata).toEqual({ format: "pt", é: 'a "word"' });
  expect(format).toBe("safetensors");
});

test.each([
  ["big-endian.pt", /big-endian machine/],
  ["plain.pkl", /is a pickle, but none that torch\.save wrote/],
  ["no-such-file.pt", /cannot be opened: No such file/],
  [".", /is no regular file/],
])("%s is refused by name", async (name, message) => {
  const error = await readStateDict(at(name)).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(DataError);
  expect(error).toMatchObject({ code: "INVALID_DATA", details: { path: at(name) } });
  expect((error as Error).message).toMatch(message);
  expect((error as Error).message).toContain(at(name));
});
