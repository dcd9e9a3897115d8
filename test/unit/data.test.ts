/** IDX files, honest and hostile, and the batches that a loader makes of them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Batch, DataLoader, IdxDataset, readIdx } from "../../lib";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dino-data-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function idx(shape: readonly number[], data: Uint8Array, type = 8): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header[2] = type;
  header[3] = shape.length;
  for (const [i, length] of shape.entries()) header.writeUInt32BE(length, 4 + 4 * i);
  return Buffer.concat([header, data]);
}

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => i % 251);

/** `count` images of 2×2 pixels, image i's first pixel being i, and labels i mod 3. */
async function dataset(count: number): Promise<IdxDataset> {
  const pixels = new Uint8Array(4 * count).map((_, i) => (i % 4 === 0 ? i / 4 : 0));
  const images = write(`images-${count}`, idx([count, 2, 2], pixels));
  const labels = write(
    `labels-${count}`,
    idx(
      [count],
      new Uint8Array(count).map((_, i) => i % 3),
    ),
  );
  return IdxDataset.open(images, labels);
}

describe("files", () => {
  test("plain and gzipped files give the same elements", async () => {
    const file = idx([2, 3, 4], bytes(24));
    for (const path of [write("plain", file), write("zipped", gzipSync(file))]) {
      const { shape, data } = await readIdx(path);
      expect(shape).toEqual([2, 3, 4]);
      expect(Array.from(data)).toEqual(Array.from(bytes(24)));
    }
  });

  test.each<[string, Uint8Array, RegExp]>([
    ["empty", new Uint8Array(), /two zero bytes/],
    ["another magic number", Uint8Array.of(1, 2, 3, 4), /two zero bytes/],
    ["another element type", idx([1], bytes(1), 13), /type 13/],
    ["no dimensions", idx([], bytes(0)), /0 dimensions/],
    ["sizes cut off", idx([2, 2], bytes(4)).subarray(0, 10), /ends before/],
    ["elements cut off", idx([2, 2, 2], bytes(7)), /expected 8 elements .* got 7/],
    ["elements left over", idx([2, 2, 2], bytes(9)), /expected 8 elements .* got 9/],
    ["sizes that overflow", idx([0xffffffff, 0xffffffff, 0xffffffff], bytes(0)), /got 0/],
    ["as many dimensions as fit a byte", idx(new Array(255).fill(0xffffffff), bytes(0)), /got 0/],
    ["a broken gzip stream", Uint8Array.of(0x1f, 0x8b, 9, 9, 9), /does not decompress/],
    ["a gzip stream cut off", gzipSync(idx([2, 2, 2], bytes(8))).subarray(0, 20), /does not decompress/],
  ])("%s is refused, by name", async (name, file, message) => {
    const path = write(name, file);
    await expect(readIdx(path)).rejects.toMatchObject({
      name: "DataError",
      code: "INVALID_DATA",
      message: expect.stringMatching(message),
      details: { path },
    });
  });

  test("files that do not belong together are refused", async () => {
    const images = write("two", idx([2, 2, 2], bytes(8)));
    const invalid = expect.objectContaining({ code: "INVALID_DATA" });
    await expect(IdxDataset.open(images, write("three", idx([3], bytes(3))))).rejects.toEqual(invalid);
    await expect(IdxDataset.open(images, images)).rejects.toEqual(invalid);
    await expect(IdxDataset.open(write("flat", idx([8], bytes(8))))).rejects.toEqual(invalid);
    await expect(IdxDataset.open(write("no height", idx([2, 0, 2], bytes(0))))).rejects.toEqual(invalid);
  });
});

describe("data sets", () => {
  test("colour images become planar", async () => {
    const colours = await IdxDataset.open(write("rgb", idx([1, 2, 2, 3], bytes(12))));
    expect(colours.imageShape).toEqual([3, 2, 2]);
    expect(Array.from(colours.batch([0]).images.toTypedArray())).toEqual([
      0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11,
    ]);
  });

  test("a slice has its images, labels and the numbers they have in the file", async () => {
    const part = (await dataset(10)).slice(4, 8).slice(1);
    expect(part.length).toBe(3);
    const { images, labels, ids } = part.batch([0, 2]);
    expect(images.dtype).toBe("uint8");
    expect(images.shape).toEqual([2, 1, 2, 2]);
    expect(Array.from(images.toTypedArray()).filter((_, i) => i % 4 === 0)).toEqual([5, 7]);
    expect(Array.from(labels.toTypedArray())).toEqual([2n, 1n]);
    expect(Array.from(ids.toTypedArray())).toEqual([5n, 7n]);
  });

  test("without labels a batch has none", async () => {
    const images = await IdxDataset.open(write("unlabelled", idx([2, 2, 2], bytes(8))));
    expect(images.batch([1]).labels.shape).toEqual([0]);
  });

  test.each([[[-1]], [[10]], [[0.5]]])("an index outside is refused: %p", async (indices) => {
    const data = await dataset(10);
    expect(() => data.batch(indices)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  });

  test.each([
    [-1, 2],
    [3, 2],
    [0, 11],
    [0.5, 2],
  ])("a slice from %p to %p is refused", async (start, end) => {
    const data = await dataset(10);
    expect(() => data.slice(start, end)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  });
});

describe("loaders", () => {
  const idsOf = (batch: Batch) => Array.from(batch.ids.toTypedArray(), Number);
  const epochOf = async (loader: DataLoader): Promise<number[][]> => {
    const batches: number[][] = [];
    for await (const batch of loader) batches.push(idsOf(batch));
    return batches;
  };

  test("every image comes once an epoch, in order, the last batch being smaller", async () => {
    const loader = new DataLoader(await dataset(10), { batchSize: 4 });
    expect(loader.length).toBe(3);
    expect(await epochOf(loader)).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ]);
  });

  test("dropLast leaves it out", async () => {
    const loader = new DataLoader(await dataset(10), { batchSize: 4, dropLast: true });
    expect(loader.length).toBe(2);
    expect((await epochOf(loader)).map((batch) => batch.length)).toEqual([4, 4]);
  });

  test("shuffling is a permutation, another one each epoch and seed, and repeats exactly", async () => {
    const data = await dataset(100);
    const make = (seed: number) => new DataLoader(data, { batchSize: 7, shuffle: true, seed });
    const [a, again, other] = [make(1), make(1), make(2)];
    const first = (await epochOf(a)).flat();
    const second = (await epochOf(a)).flat();
    expect([...first].sort((x, y) => x - y)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(second).not.toEqual(first);
    expect((await epochOf(again)).flat()).toEqual(first);
    expect((await epochOf(again)).flat()).toEqual(second);
    expect((await epochOf(other)).flat()).not.toEqual(first);
    expect(a.epoch).toBe(2);
  });

  test("shuffling puts every image everywhere", async () => {
    const loader = new DataLoader(await dataset(10), { batchSize: 10, shuffle: true });
    const counts = Array.from({ length: 10 }, () => new Array<number>(10).fill(0));
    for (let epoch = 0; epoch < 2000; ++epoch)
      for await (const batch of loader)
        for (const [place, id] of idsOf(batch).entries()) counts[id]![place]! += 1;
    // 200 expected; six standard deviations are 80.
    for (const count of counts.flat()) expect(Math.abs(count - 200)).toBeLessThan(80);
  });

  test("labels and pixels stay with their image", async () => {
    for await (const { images, labels, ids } of new DataLoader(await dataset(20), {
      batchSize: 6,
      shuffle: true,
    })) {
      const numbers = Array.from(ids.toTypedArray(), Number);
      expect(Array.from(labels.toTypedArray(), Number)).toEqual(numbers.map((id) => id % 3));
      expect(Array.from(images.toTypedArray()).filter((_, i) => i % 4 === 0)).toEqual(numbers);
    }
  });

  test("the event loop turns between batches, and batches outlive the loop", async () => {
    let turns = 0;
    const timer = setInterval(() => ++turns, 0);
    const kept: Batch[] = [];
    for await (const batch of new DataLoader(await dataset(200), { batchSize: 1 })) kept.push(batch);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
    expect(kept.map((batch) => idsOf(batch)[0])).toEqual(Array.from({ length: 200 }, (_, i) => i));
  });

  test.each([{ batchSize: 0 }, { batchSize: 1.5 }, { seed: -1 }, { seed: Number.NaN }])(
    "%p is refused",
    async (options) => {
      const data = await dataset(10);
      expect(() => new DataLoader(data, options)).toThrow(
        expect.objectContaining({
          code: "INVALID_ARGUMENT",
          message: expect.stringMatching(Object.keys(options)[0]!),
        }),
      );
    },
  );
});
