/** Files that were made to harm: each is an error with the file's name, and none costs more than its own size. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 as zlibCrc32 } from "node:zlib";
import { readPickle, readStateDict } from "../../lib";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dino-hostile-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(bytes: Uint8Array): string {
  const path = join(folder, "file");
  writeFileSync(path, bytes);
  return path;
}

async function refused(bytes: Uint8Array, message: RegExp): Promise<void> {
  const path = written(bytes);
  await expect(readPickle(path)).rejects.toMatchObject({ code: "INVALID_DATA", details: { path } });
  await expect(readPickle(path)).rejects.toThrow(message);
  await expect(readPickle(path, { mmap: true })).rejects.toThrow(message);
  await expect(readStateDict(bytes)).rejects.toMatchObject({ code: "INVALID_DATA" });
}

interface Record {
  name: string;
  data: Uint8Array;
  /** What the directory says of it, where that is not the truth. */
  size?: number;
  header?: number;
  method?: number;
  flags?: number;
  /** What only the directory has: the sizes of zip64. */
  extra?: Buffer;
  /** The name before its data, where it is another one. */
  localName?: string;
}

/** A zip archive that says what it is told to say. */
function zip(records: Record[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const record of records) {
    const { name, data, size = data.length, header = offset, method = 0, flags = 0 } = record;
    const { extra = Buffer.alloc(0), localName = name } = record;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(size, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(localName), data]);
    const central = Buffer.concat([
      Buffer.from("PK\x01\x02\0\0"),
      common,
      Buffer.alloc(14),
      Buffer.from(name),
      extra,
    ]);
    central.writeUInt16LE(extra.length, 30);
    central.writeUInt32LE(header, 42);
    parts.push(local);
    directory.push(central);
    offset += local.length;
  }
  const all = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(records.length, 8);
  end.writeUInt16LE(records.length, 10);
  end.writeUInt32LE(all.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, all, end]);
}

const pickled = (...parts: (string | Uint8Array)[]) =>
  Buffer.concat([
    Buffer.from([0x80, 2]),
    ...parts.map((part) => Buffer.from(part as string, "latin1")),
    Buffer.from("."),
  ]);
/** The same with an end record of zip64, which says what it is told to say. */
function zip64(bytes: Buffer, entries: bigint, size: bigint, offset: bigint, at?: bigint): Buffer {
  const end = Buffer.alloc(56);
  end.write("PK\x06\x06");
  for (const [place, value] of [entries, entries, size, offset].entries())
    end.writeBigUInt64LE(value, 24 + 8 * place);
  const locator = Buffer.alloc(20);
  locator.write("PK\x06\x07");
  locator.writeBigUInt64LE(at ?? BigInt(bytes.length - 22), 8);
  return Buffer.concat([bytes.subarray(0, -22), end, locator, bytes.subarray(-22)]);
}

const archive = (pickle: Uint8Array, ...others: Record[]) =>
  zip([{ name: "a/data.pkl", data: pickle }, ...others]);

const text = (value: string) => Buffer.concat([Buffer.from("X"), u32(value.length), Buffer.from(value)]);
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const long = (value: bigint) => {
  const bytes = Buffer.alloc(10);
  bytes.writeUInt16LE(0x088a);
  bytes.writeBigInt64LE(value, 2);
  return bytes;
};
const u64s = (...values: bigint[]) => {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [i, value] of values.entries()) bytes.writeBigUInt64LE(value, 8 * i);
  return bytes;
};
/** Sizes and offset of a record as zip64 has them. */
const extra64 = (...values: bigint[]) =>
  Buffer.concat([Buffer.from([1, 0, 8 * values.length, 0]), u64s(...values)]);
const tuple = (values: bigint[]) => Buffer.concat([Buffer.from("("), ...values.map(long), Buffer.from("t")]);

/** A tensor over storage "0" of `elements` floats. */
function tensorPickle(given: {
  elements?: bigint;
  offset?: bigint;
  sizes?: bigint[];
  strides?: bigint[];
  type?: string;
  key?: string;
  metadata?: string;
}) {
  const { elements = 4n, offset = 0n, sizes = [4n], strides = [1n], type = "FloatStorage" } = given;
  const { key = "0", metadata = "" } = given;
  return pickled(
    "ctorch._utils\n_rebuild_tensor_v2\n((",
    text("storage"),
    `ctorch\n${type}\n`,
    text(key),
    text("cpu"),
    long(elements),
    "tQ",
    long(offset),
    tuple(sizes),
    tuple(strides),
    `\x89)${metadata}tR`,
  );
}

describe("tensors", () => {
  const data = { name: "a/data/0", data: Buffer.alloc(16) };
  test("one that fits is read", async () => {
    const { value } = await readPickle(written(archive(tensorPickle({}), data)));
    expect(value).toMatchObject({ shape: [4] });
  });

  test.each([
    ["an offset beyond the storage", { offset: 1n }, /reaches beyond its storage of 16 bytes/],
    ["a negative offset", { offset: -1n }, /at offset -1/],
    ["a huge offset", { offset: 2n ** 62n }, /at offset/],
    ["more elements than the storage", { sizes: [5n] }, /reaches beyond/],
    ["a stride beyond the storage", { strides: [2n] }, /reaches beyond/],
    ["a negative stride", { strides: [-1n], offset: 3n }, /strides are not integers of 0 to 2\^53/],
    ["a negative size", { sizes: [-4n] }, /sizes are not integers/],
    [
      "sizes that overflow",
      { sizes: [2n ** 32n, 2n ** 32n], strides: [0n, 0n] },
      /more elements than memory can hold/,
    ],
    ["strides that overflow", { sizes: [2n ** 40n], strides: [2n ** 40n] }, /more elements than memory/],
    [
      "an empty one that overflows",
      { sizes: [0n, 2n ** 52n, 2n ** 52n], strides: [0n, 0n, 0n] },
      /more elements than/,
    ],
    ["other dimensions than strides", { sizes: [2n, 2n] }, /2 sizes and 1 strides/],
    ["a storage larger than its record", { elements: 5n }, /storage '0' of 16 bytes; expected 20/],
    ["a storage whose bytes overflow", { elements: 2n ** 62n }, /storage of 4611686018427387904 elements/],
    ["a negative storage", { elements: -1n }, /storage of -1 elements/],
    ["a storage whose key is no name", { key: "0".repeat(5000) }, /reference that is to no storage/],
    ["metadata without end", { metadata: `}(${"NN".repeat(50)}u` }, /a tensor with 50 entries of metadata/],
    ["an unknown storage", { type: "EvilStorage" }, /unknown type 'torch.EvilStorage'/],
  ])("%s", (_, given, message) => refused(archive(tensorPickle(given), data), message));

  test("a storage that is not there", () => refused(archive(tensorPickle({})), /no record 'data\/0'/));

  test("bools that are none become true", async () => {
    const bools = { name: "a/data/0", data: Buffer.from([0, 1, 2, 255]) };
    const { value } = await readPickle(written(archive(tensorPickle({ type: "BoolStorage" }), bools)));
    expect(Array.from((value as { toTypedArray(): Uint8Array }).toTypedArray())).toEqual([0, 1, 1, 1]);
  });
});

describe("pickles", () => {
  test.each([
    ["nothing to pop", pickled("0"), /a value is missing on its stack/],
    ["nothing to append to", pickled("a"), /a value is missing/],
    ["nothing to remember", pickled("q\0"), /a value is missing/],
    ["nothing to build", pickled("Nb"), /a value is missing/],
    ["no mark", pickled("t"), /a mark is missing/],
    ["a value below the mark", pickled("]N(a"), /a value is missing/],
    ["a value that was never remembered", pickled("h\x05"), /value 5 was never remembered/],
    ["a key without a value", pickled("}(Nu"), /a key without a value/],
    ["items for a number", pickled("NNa"), /items for something that is no list/],
    ["a call of a number", pickled("N)R"), /a call of something that is no function/],
    ["a call without a tuple", pickled("cos\nsystem\nNR"), /arguments are no tuple/],
    ["a string beyond the end", pickled("X\xff\xff\xff\x7f"), /is cut short/],
    ["a string of 2^64 bytes", pickled("\x8d\xff\xff\xff\xff\xff\xff\xff\xff"), /is cut short/],
    ["an integer of 2^31 bytes", pickled("\x8b\xff\xff\xff\x7f"), /an integer of 2147483647 bytes/],
    ["an unknown opcode", pickled("\xff"), /opcode 255/],
    ["an extension", pickled("\x82\x01"), /opcode 130/],
    ["another protocol", Buffer.from([0x80, 9, 0x4e, 0x2e]), /protocol 9; expected 2 to 5/],
    ["no end", Buffer.from([0x80, 2, 0x4e]), /is cut short/],
    ["marks without end", pickled("(".repeat(70_000)), /nested more than 65536 deep/],
    ["a name without end", pickled(`c${"a".repeat(5000)}`), /a name of more than 4096 characters/],
    ["a reference that is none", pickled("NQ"), /reference that is to no storage/],
  ])("%s", (_, pickle, message) => refused(archive(pickle), message));

  test("a value that holds itself is one value", async () => {
    const { value } = await readPickle(written(archive(pickled("]q\0h\0a"))));
    expect((value as unknown[])[0]).toBe(value);
    await expect(readStateDict(written(archive(pickled("]q\0h\0a"))))).rejects.toThrow(/holds no tensors/);
  });

  test("100,000 lists in each other", async () => {
    const { value } = await readPickle(written(archive(pickled("]".repeat(100_000), "a".repeat(99_999)))));
    let depth = 0;
    for (let list = value as unknown[]; list !== undefined; list = list[0] as unknown[]) ++depth;
    expect(depth).toBe(100_000);
  });

  test("lists that hold each other twice, 60 deep, are 60 lists", async () => {
    const pickle = pickled("]", "2\x86".repeat(60));
    const { value } = await readPickle(written(archive(pickle)));
    const [a, b] = value as [unknown, unknown];
    expect(a).toBe(b);
    await expect(readStateDict(written(archive(pickle)))).rejects.toThrow(
      /names more than 67108864 characters/,
    );
  });

  test("a list that is shared 2,000 times is no 10,000,000 names", async () => {
    const pickle = pickled(`](${"N".repeat(5000)}eq\x010`, `(${"h\x01".repeat(2000)}t`);
    await expect(readStateDict(written(archive(pickle)))).rejects.toMatchObject({
      code: "INVALID_DATA",
      message: expect.stringContaining("names more than 4194304 values"),
    });
  });

  test("a key of 3 million characters in each other 200 times is no name", async () => {
    const tensor = tensorPickle({}).subarray(2, -1);
    const key = Buffer.concat([text("k".repeat(3_000_000)), Buffer.from("q\x010")]);
    const pickle = pickled(key, "}h\x01".repeat(200), tensor, "s".repeat(200));
    const bytes = archive(pickle, { name: "a/data/0", data: Buffer.alloc(16) });
    await expect(readStateDict(written(bytes))).rejects.toMatchObject({
      code: "INVALID_DATA",
      message: expect.stringContaining("names more than 67108864 characters"),
    });
  });

  const long = text("n".repeat(4096));
  test.each([
    ["classes of long names", pickled(long, "q\x010", "h\x01h\x01\x930".repeat(10_000), "N")],
    ["calls of one long name", pickled(long, "q\x01h\x01\x93q\x020", "h\x02)R0".repeat(10_000), "N")],
  ])("%s do not fill memory", (_, pickle) =>
    refused(archive(pickle), /names of more than 67108864 characters/),
  );

  // Each of these calls copied the million arguments once: 5 bytes of the file for 4 MB.
  test("400,000 calls with the same million arguments cost no more than the file", async () => {
    const list = `(${"N".repeat(1_000_000)}tq\x010`;
    const calls = `cbuiltins\nset\nq\x02${"h\x01R0h\x02".repeat(400_000)}`;
    const { value } = await readPickle(written(archive(pickled(list, calls))));
    expect(value).toMatchObject({ className: "builtins.set", args: null });
  });

  test("copies of a long list do not fill memory", () =>
    refused(
      archive(pickled("](", "N".repeat(10_000), "eq\x01", "c__builtin__\nlist\n(h\x01tR0".repeat(1000))),
      /copies of more than/,
    ));
});

describe("zip archives", () => {
  const pickle = pickled("N");
  test.each([
    ["cut short", archive(pickle).subarray(0, 60), /is cut short/],
    ["without a pickle", zip([{ name: "a/b", data: pickle }]), /without PyTorch's record 'data.pkl'/],
    [
      "a record that is larger than the file",
      zip([{ name: "a/data.pkl", data: pickle, size: 1 << 30 }]),
      /reaches beyond its end/,
    ],
    ["a compressed record", zip([{ name: "a/data.pkl", data: pickle, method: 8 }]), /compressed record/],
    ["an encrypted record", zip([{ name: "a/data.pkl", data: pickle, flags: 1 }]), /encrypted record/],
    ["a record twice", archive(pickle, { name: "a/data.pkl", data: pickle }), /two records 'a\/data.pkl'/],
    [
      "records over each other",
      archive(pickle, { name: "a/data/0", data: pickle, header: 0 }),
      /overlaps what follows it/,
    ],
    [
      "another name before the data",
      zip([{ name: "a/data.pkl", data: pickle, localName: "a/data.pkk" }]),
      /in two ways/,
    ],
    ["a name that goes on", zip([{ name: "a/data.pkl\0", data: pickle }]), /without PyTorch's record/],
    [
      "a name that goes up",
      zip([{ name: "../data.pkl/data.pkl", data: pickle }]),
      /without PyTorch's record/,
    ],
    [
      "a record of 2^64 bytes",
      zip([
        {
          name: "a/data.pkl",
          data: pickle,
          size: 0xffffffff,
          extra: extra64(2n ** 64n - 1n, 2n ** 64n - 1n),
        },
      ]),
      /reaches beyond its end/,
    ],
    [
      "a record at 2^64",
      zip([{ name: "a/data.pkl", data: pickle, header: 0xffffffff, extra: extra64(2n ** 64n - 1n) }]),
      /reaches beyond its end/,
    ],
    [
      "a record of zip64 without its sizes",
      zip([{ name: "a/data.pkl", data: pickle, size: 0xffffffff, extra: extra64() }]),
      /broken zip directory/,
    ],
    [
      "a zip64 directory of 2^60 records",
      zip64(archive(pickle), 2n ** 60n, 56n, 44n),
      /directory of 1152921504606846976 records/,
    ],
    ["a zip64 directory at 2^64", zip64(archive(pickle), 1n, 56n, 2n ** 64n - 1n), /reaches beyond its end/],
    [
      "a zip64 directory of 2^64 bytes",
      zip64(archive(pickle), 1n, 2n ** 64n - 1n, 0n),
      /reaches beyond its end/,
    ],
    [
      "a zip64 end that is elsewhere",
      zip64(archive(pickle), 1n, 56n, 0n, 2n ** 64n - 8n),
      /broken zip directory/,
    ],
    [
      "an unknown byte order",
      archive(pickle, { name: "a/byteorder", data: Buffer.from("mixed") }),
      /unknown byte order 'mixed'/,
    ],
  ])("%s", (_, bytes, message) => refused(bytes, message));

  test("a damaged record", () => {
    const bytes = readFileSync(join(__dirname, "fixtures/adamw.pt"));
    const at = bytes.indexOf("momentum") >= 0 ? bytes.indexOf("momentum") : bytes.indexOf("exp_avg");
    bytes[at] = bytes[at]! ^ 1;
    return refused(bytes, /is damaged: the checksum of its record 'data.pkl' is wrong/);
  });

  test("checksums are those of zip", () => {
    if (zlibCrc32 !== undefined) expect(zlibCrc32("123456789")).toBe(0xcbf43926);
  });
});

describe("safetensors", () => {
  const file = (header: unknown, data: Uint8Array = Buffer.alloc(0), length?: bigint) => {
    const json = Buffer.from(typeof header === "string" ? header : JSON.stringify(header), "latin1");
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(length ?? BigInt(json.length));
    return Buffer.concat([size, json, data]);
  };
  const entry = (begin: number, end: number, more: object = {}) => ({
    dtype: "U8",
    shape: [end - begin],
    data_offsets: [begin, end],
    ...more,
  });
  const four = Buffer.alloc(4);
  test.each([
    ["a hole", file({ a: entry(0, 1), b: entry(2, 4) }, four), /without a tensor before tensor 'b'/],
    ["an overlap", file({ a: entry(0, 3), b: entry(2, 4) }, four), /overlap before tensor 'b'/],
    ["bytes at the end", file({ a: entry(0, 3) }, four), /4 bytes of tensors; its header names 3/],
    ["bytes beyond the end", file({ a: entry(0, 5) }, four), /4 bytes of tensors; its header names 5/],
    [
      "a shape that does not fit",
      file({ a: entry(0, 4, { shape: [3] }) }, four),
      /shape does not fit its bytes 0 to 4/,
    ],
    ["a shape that overflows", file({ a: entry(0, 4, { shape: [2 ** 40, 2 ** 40] }) }, four), /does not fit/],
    [
      "an empty shape that overflows",
      file({ a: entry(0, 0, { shape: [0, 2 ** 40, 2 ** 40] }) }),
      /does not fit/,
    ],
    [
      "offsets that go back",
      file('{"a":{"dtype":"U8","shape":[0],"data_offsets":[4,3]}}', four),
      /does not fit/,
    ],
    [
      "a negative offset",
      file('{"a":{"dtype":"U8","shape":[0],"data_offsets":[-1,3]}}', four),
      /an integer of 0 or more/,
    ],
    ["a number beyond 2^63", file('{"a":{"dtype":"U8","shape":[99999999999999999999]}}'), /below 2\^63/],
    ["an unknown dtype", file({ a: entry(0, 4, { dtype: "Q4" }) }, four), /'a' of unknown dtype 'Q4'/],
    [
      "a tensor twice",
      file('{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{}}'),
      /two tensors 'a'/,
    ],
    ["an entry too many", file({ a: { ...entry(0, 4), more: 1 } }, four), /with an entry 'more' too many/],
    [
      "an entry missing",
      file({ a: { dtype: "U8", shape: [4] } }, four),
      /without dtype, shape and data_offsets/,
    ],
    ["metadata that is no string", file({ __metadata__: { a: 1 } }), /expected '"' at its byte/],
    ["no JSON", file("{]"), /broken header: expected/],
    ["text after the JSON", file("{} x"), /expected the end/],
    ["half a character", file('{"\\ud800":{}}'), /second half of a character/],
    ["no UTF-8", file('{"\xff":{}}'), /no UTF-8/],
    [
      "a bool that is none",
      file({ a: entry(0, 4, { dtype: "BOOL" }) }, Buffer.from([0, 1, 2, 3])),
      /neither 0 nor 1/,
    ],
    ["a header beyond the end", file("{}", four, 1000n), /no file of PyTorch or safetensors/],
    ["a header of 2^64 bytes", file("{}", four, 2n ** 64n - 1n), /no file of PyTorch or safetensors/],
    ["a dtype twice", file('{"a":{"dtype":"U8","dtype":"U8"}}'), /with an entry 'dtype' too many/],
    ["three offsets", file('{"a":{"data_offsets":[0,1,2]}}'), /more than two offsets/],
    ["a fraction", file('{"a":{"dtype":"U8","shape":[1.0]}}'), /broken header/],
    ["a power of ten", file('{"a":{"dtype":"U8","shape":[1e3]}}'), /broken header/],
    ["lists in each other", file(`{"a":{"shape":${"[".repeat(100_000)}`), /broken header/],
    ["objects in each other", file('{"a":'.repeat(100_000)), /with an entry 'a' too many/],
    ["metadata twice", file('{"__metadata__":{"a":"1","a":"2"}}'), /two values of metadata 'a'/],
    [
      "dimensions without end",
      file({ a: entry(0, 0, { shape: new Array(100).fill(0) }) }),
      /more than 64 dimensions/,
    ],
  ])("%s", (_, bytes, message) => refused(bytes, message));
});

test("tensors that lie at no multiple of their size, and names that every object has", async () => {
  const json = JSON.stringify({
    ["__proto__"]: { dtype: "U8", shape: [1], data_offsets: [0, 1] },
    constructor: { dtype: "F32", shape: [1], data_offsets: [1, 5] },
  });
  const path = written(
    Buffer.concat([u64s(BigInt(json.length)), Buffer.from(json), Buffer.from([7, 0, 0, 128, 63])]),
  );
  for (const mmap of [false, true]) {
    const state = await readStateDict(path, { mmap });
    expect(Object.keys(state).sort()).toEqual(["__proto__", "constructor"]);
    expect(Object.getOwnPropertyDescriptor(state, "__proto__")?.value.toArray()).toEqual([7]);
    expect(state.constructor as unknown).toMatchObject({ shape: [1] });
  }
});

test("a pipe does not block the engine", async () => {
  const { execFileSync } = await import("node:child_process");
  const path = join(folder, "pipe");
  execFileSync("mkfifo", [path]);
  await expect(readStateDict(path)).rejects.toThrow(/is no regular file/);
  await expect(readStateDict(`${folder}\0/x`)).rejects.toThrow(/holds a zero byte/);
});
