/** What is written is read back, whole or not at all. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ArgumentError,
  arange,
  aten,
  DataError,
  fromTypedArray,
  jit,
  ones,
  PickleObject,
  type PickleValue,
  pickleTuple,
  readPickle,
  readStateDict,
  type Tensor,
  tensor,
  writePickle,
  writeStateDict,
  zeros,
} from "../../lib";
import { described, hexed } from "./described";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dino-files-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const FIXTURES = join(__dirname, "fixtures");

test.each(["dtypes.pt", "shapes.pt", "nested.pt", "adamw.pt", "state-dict.pt"])(
  "%s, read and written, holds the same",
  async (name) => {
    const { value } = await readPickle(join(FIXTURES, name));
    await writePickle(at("copy.pt"), value);
    const copy = await readPickle(at("copy.pt"));
    expect(described(copy.value, false)).toEqual(described(value, false));
    expect(copy.foreign).toEqual([]);
  },
);

test("every dtype that safetensors has", async () => {
  const state = await readStateDict(join(FIXTURES, "dtypes.safetensors"));
  await writeStateDict(at("copy.safetensors"), state, { metadata: { a: "b", ü: '"' } });
  const { value, metadata } = await readPickle(at("copy.safetensors"));
  expect(metadata).toEqual({ a: "b", ü: '"' });
  for (const [name, found] of Object.entries(value as Record<string, Tensor>))
    expect(described(found)).toEqual(described(state[name]!));
  const { complex128 } = await readStateDict(join(FIXTURES, "dtypes.pt"));
  await expect(writeStateDict(at("no.safetensors"), { complex128: complex128! })).rejects.toThrow(
    /cannot hold tensor 'complex128': safetensors has no dtype/,
  );
});

test("equal state dicts give equal safetensors files, aligned for mapping", async () => {
  const a = { b: ones([3], { dtype: "uint8" }), a: ones([2]), c: ones([1], { dtype: "float64" }) };
  await writeStateDict(at("1.safetensors"), a);
  await writeStateDict(at("2.safetensors"), { c: a.c, a: a.a, b: a.b });
  const bytes = readFileSync(at("1.safetensors"));
  expect(readFileSync(at("2.safetensors")).equals(bytes)).toBe(true);
  const length = Number(bytes.readBigUInt64LE());
  expect(length % 8).toBe(0);
  const header = JSON.parse(bytes.toString("utf8", 8, 8 + length));
  expect(header.c.data_offsets).toEqual([0, 8]);
  expect(header.a.data_offsets).toEqual([8, 16]);
  expect(header.b.data_offsets).toEqual([16, 19]);
  expect(header.__metadata__).toEqual({ format: "pt" });
});

test("a slice does not take its storage along; whole storages stay shared", async () => {
  const large = zeros([1_000_000]);
  await writeStateDict(at("slice.pt"), { slice: large.narrow(0, 5, 10) });
  expect(statSync(at("slice.pt")).size).toBeLessThan(4000);

  const base = arange(12).reshape([3, 4]);
  await writePickle(at("shared.pt"), { base, t: base.t(), row: base.select(0, 1) });
  const shared = (await readPickle(at("shared.pt"))).value as Record<string, Tensor>;
  shared.base!.fill_(7);
  expect(shared.t!.shape).toEqual([4, 3]);
  expect(Array.from(shared.row!.toTypedArray() as Float32Array)).toEqual([7, 7, 7, 7]);
});

test("tied slices stay tied", async () => {
  const part = zeros([1000]).narrow(0, 0, 10);
  await writePickle(at("tied.pt"), { a: part, b: part.view([10]) });
  const { a, b } = (await readPickle(at("tied.pt"))).value as Record<string, Tensor>;
  a!.fill_(1);
  expect(b!.sum().item()).toBe(10);
});

test("requiresGrad is part of pickles and not of state dicts", async () => {
  const weight = ones([2], { requiresGrad: true });
  await writePickle(at("a.pt"), { weight });
  await writeStateDict(at("b.pt"), { weight });
  expect((await readStateDict(at("a.pt"))).weight!.requiresGrad).toBe(true);
  expect((await readStateDict(at("b.pt"))).weight!.requiresGrad).toBe(false);
});

test("tuples, sets, bytes, dtypes, devices and big integers", async () => {
  const value: PickleValue = {
    tuple: pickleTuple<PickleValue>(1, "a", pickleTuple()),
    set: new Set([1, "b"]),
    map: new Map<PickleValue, PickleValue>([
      [1, "x"],
      [pickleTuple(1, 2), null],
    ]),
    bytes: Uint8Array.from([0, 127, 128, 255]),
    big: [2n ** 53n + 1n, -(2n ** 63n), 2n ** 64n, -(2n ** 64n), 2n ** 1000n, -(2n ** 1000n) - 1n],
    numbers: [0, -0, 1.5, Number.NaN, Number.NEGATIVE_INFINITY, 2 ** 40, 2 ** 60],
    dtype: new PickleObject("torch.bfloat16"),
    device: new PickleObject("torch.device", ["cuda", 1]),
  };
  await writePickle(at("values.pt"), value);
  const read = await readPickle(at("values.pt"));
  expect(described(read.value)).toEqual(described(value));
  expect(read.foreign).toEqual([]);
});

test("a state dict goes into a module", async () => {
  const module = await jit.load(join(__dirname, "../fixtures/scripted-resnet.pt"));
  for (const name of ["weights.pt", "weights.safetensors"]) {
    await writeStateDict(at(name), module.stateDict());
    const other = await jit.load(join(__dirname, "../fixtures/scripted-resnet.pt"));
    for (const parameter of other.parameters()) parameter.detach().zero_();
    await other.loadStateDict(await readStateDict(at(name)));
    const wanted = module.stateDict();
    for (const [key, found] of Object.entries(other.stateDict()))
      expect(found.equal(wanted[key]!)).toBe(true);
  }
});

describe("a write that fails", () => {
  test.each(["pt", "safetensors"])(
    "leaves an old file as it was and nothing beside it (.%s)",
    async (ending) => {
      const path = at(`weights.${ending}`);
      await writeStateDict(path, { a: ones([2]) });
      const before = readFileSync(path);
      const sparse = aten.to_sparse!(ones([2, 2])) as Tensor;
      await expect(writeStateDict(path, { a: ones([1000]), sparse })).rejects.toThrow(DataError);
      expect(readFileSync(path).equals(before)).toBe(true);
      expect(readdirSync(folder)).toEqual([`weights.${ending}`]);
    },
  );

  test("says why, with the path", async () => {
    const path = at("no/such/folder.pt");
    await expect(writeStateDict(path, { a: ones([1]) })).rejects.toMatchObject({
      code: "INVALID_DATA",
      message: `${path} cannot be written: No such file or directory`,
      details: { path },
    });
    mkdirSync(at("folder.pt"));
    await expect(writeStateDict(at("folder.pt"), { a: ones([1]) })).rejects.toThrow(
      /cannot be written: Is a directory/,
    );
    expect(readdirSync(folder)).toEqual(["folder.pt"]);
  });

  test("on a full disk too", async () => {
    // Writing to this device fails as on a full disk, in the middle of LibTorch's zip writer.
    const program = `ulimit -f 8; exec ${JSON.stringify(process.execPath)} -e '
      process.on("SIGXFSZ", () => {});
      const dino = require(${JSON.stringify(join(__dirname, "../../dist/index.js"))});
      dino.writeStateDict(${JSON.stringify(at("large.pt"))}, { a: dino.zeros([100000]) }).catch((error) => console.log(error.code, error.message));
    '`;
    const { execFileSync } = await import("node:child_process");
    const out = execFileSync("bash", ["-c", program], { encoding: "utf8" });
    expect(out).toMatch(/^INVALID_DATA .*large\.pt cannot be written: File too large/);
    expect(readdirSync(folder)).toEqual([]);
  });
});

test("a file keeps its permissions, a link what it points to", async () => {
  writeFileSync(at("target.pt"), "old");
  chmodSync(at("target.pt"), 0o640);
  symlinkSync("target.pt", at("link.pt"));
  await writeStateDict(at("link.pt"), { a: ones([1]) });
  expect(statSync(at("target.pt")).mode & 0o777).toBe(0o640);
  expect(Object.keys(await readStateDict(at("target.pt")))).toEqual(["a"]);
  expect(readdirSync(folder).sort()).toEqual(["link.pt", "target.pt"]);
});

test("what is written is what it was when writing was asked for", async () => {
  const weight = ones([1000]);
  const writing = writeStateDict(at("a.pt"), { weight });
  expect(() => weight.fill_(2)).toThrow(/job/);
  await writing;
  weight.fill_(2);
  expect((await readStateDict(at("a.pt"))).weight!.sum().item()).toBe(1000);
});

describe("wrong arguments", () => {
  const cyclic: { self?: PickleValue } = {};
  cyclic.self = cyclic;
  let deep: PickleValue = 1;
  for (let i = 0; i < 300; ++i) deep = [deep];
  const wrong = (value: unknown) => writePickle(at("a.pt"), value as PickleValue);
  const disposed = ones([1]);
  disposed.dispose();
  test.each([
    ["a cycle", () => wrong(cyclic), /value\["self"\]: expected a value without cycles/],
    ["depth", () => wrong(deep), /nested at most 256 deep/],
    [
      "a function",
      () => wrong({ a: [() => 1] }),
      /value\["a"\]\[0\]: expected a value that a pickle can hold/,
    ],
    ["a class", () => wrong({ a: new Date() }), /got an object Date/],
    [
      "a foreign object",
      () => wrong(new PickleObject("os.system", ["ls"])),
      /expected a value that a pickle can hold/,
    ],
    ["a length", () => wrong(new Array(2 ** 32 - 1)), /at most 4194304 items/],
    ["a huge integer", () => wrong(2n ** 3000n), /at most 248 bytes/],
    ["an ending", () => writeStateDict(at("a.txt"), {}), /ends in \.pt, \.pth, \.bin, \.safetensors/],
    [
      "no tensor",
      () => writeStateDict(at("a.pt"), { a: 1 as unknown as Tensor }),
      /"a": expected a Tensor, got number 1/,
    ],
    ["a format", () => writeStateDict(at("a.pt"), {}, { format: "onnx" as "pytorch" }), /got string "onnx"/],
    ["an option", () => readStateDict(at("a.pt"), { keys: "a" } as object), /there is no option 'keys'/],
    [
      "a number as path",
      () => readStateDict(3 as unknown as string),
      /expected a path or a Uint8Array, got number 3/,
    ],
    [
      "metadata in a pickle",
      () => writeStateDict(at("a.pt"), {}, { metadata: {} }),
      /safetensors files only/,
    ],
  ])("%s", async (_, call, message) => {
    const error = await call().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ArgumentError);
    expect((error as Error).message).toMatch(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("a disposed tensor", async () => {
    await expect(wrong({ a: disposed })).rejects.toMatchObject({ code: "DISPOSED" });
  });

  test("a class that PyTorch would not read", async () => {
    await expect(wrong(new PickleObject("os.system"))).rejects.toThrow(
      /cannot hold the class or function 'os\.system'/,
    );
  });
});

test("an empty file of each kind", async () => {
  await writePickle(at("a.pt"), {});
  await writeStateDict(at("a.safetensors"), {});
  expect((await readPickle(at("a.pt"))).value).toEqual({});
  expect((await readPickle(at("a.safetensors"))).value).toEqual({});
  await expect(readStateDict(at("a.pt"))).rejects.toThrow(/holds no tensors/);
  writeFileSync(at("empty.pt"), "");
  await expect(readStateDict(at("empty.pt"))).rejects.toThrow(/is empty/);
});

test("bytes are copied when reading is asked for", async () => {
  await writeStateDict(at("a.pt"), { a: tensor([1, 2, 3]) });
  const bytes = readFileSync(at("a.pt"));
  const reading = readStateDict(bytes);
  bytes.fill(0);
  expect(hexed((await reading).a!)).toBe(hexed(fromTypedArray(Float32Array.of(1, 2, 3), [3])));
});
