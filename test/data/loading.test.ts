/** How a loader reads ahead, stops and goes on; what it does with a program's own data set, and with a stream. */
import sharp from "sharp";
import {
  type Batch,
  DataLoader,
  type Dataset,
  type ErrorCode,
  fromTypedArray,
  ImageFiles,
  ImageFolder,
  ImageStream,
  type Images,
  type LoadedBatch,
  memory,
  type StreamedImage,
  scope,
} from "../../lib";
import { runProgram } from "../support/children";
import { settled } from "../support/settled";
import { free, idsOf, noise, plain, temporaryFolder, valuesOf, write } from "./pictures";

const { path } = temporaryFolder();
const COUNT = 23;
let folder: ImageFolder;
beforeAll(async () => {
  for (let i = 0; i < COUNT; ++i)
    await write(path(`${String(i).padStart(2, "0")}.png`), plain(4, 4, i, i, i).png());
  folder = await ImageFolder.open(path());
});

const turn = () => new Promise((resolve) => setImmediate(resolve));
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; ++i) await turn();
}
const failure = (code: ErrorCode, message = /./) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });

function batchOf(indices: ArrayLike<number>): Batch {
  const ids = BigInt64Array.from({ length: indices.length }, (_, i) => BigInt(indices[i]!));
  return {
    images: fromTypedArray(new Uint8Array(indices.length), [indices.length, 1, 1, 1]),
    labels: fromTypedArray(new BigInt64Array(0), [0]),
    ids: fromTypedArray(ids, [ids.length]),
  };
}

/** A data set whose batches come when the test lets them. */
function slow(length: number) {
  const asked: { readonly ids: number[]; give(): void; fail(error: Error): void; signal: AbortSignal }[] = [];
  const dataset: Dataset = {
    length,
    batch: (indices, signal) =>
      new Promise((resolve, reject) => {
        const ids = Array.from(indices);
        let given = false;
        const give = (): void => {
          if (!given) resolve(batchOf(ids));
          given = true;
        };
        asked.push({ ids, give, fail: reject, signal: signal! });
      }),
  };
  return { asked, dataset };
}

describe("reading ahead", () => {
  test("a slow program bounds what is decoded: its own batch and those ahead", async () => {
    const before = (await settled()).tensors;
    const batches = new DataLoader(folder, { batchSize: 2, prefetch: 3 })[Symbol.asyncIterator]();
    const first = (await batches.next()).value as LoadedBatch;
    await until(() => memory().tensors === before + 4 * 3);
    await turns(200);
    expect(memory().tensors).toBe(before + 4 * 3);
    free(first);
    free((await batches.next()).value as LoadedBatch);
    await until(() => memory().tensors === before + 3 * 3);
    await turns(200);
    expect(memory().tensors).toBe(before + 3 * 3);
    await batches.return();
    expect(memory().tensors).toBe(before);
  });

  test.each([0, 1, 4])("no more than %d batches are asked for ahead", async (prefetch) => {
    const { asked, dataset } = slow(100);
    const batches = new DataLoader(dataset, { batchSize: 2, prefetch })[Symbol.asyncIterator]();
    const first = batches.next();
    await turns(5);
    expect(asked.length).toBe(1 + prefetch);
    asked[0]!.give();
    free((await first).value as LoadedBatch);
    await turns(5);
    expect(asked.length).toBe(1 + prefetch);
    const second = batches.next();
    await turns(5);
    expect(asked.length).toBe(2 + prefetch);
    for (const each of asked) each.give();
    free((await second).value as LoadedBatch);
    await batches.return();
  });

  test("batches come in their order, whichever is ready first", async () => {
    const { asked, dataset } = slow(6);
    const batches = new DataLoader(dataset, { batchSize: 2 })[Symbol.asyncIterator]();
    const first = batches.next();
    await turns(2);
    for (const each of [...asked].reverse()) each.give();
    expect([
      idsOf((await first).value as LoadedBatch),
      idsOf((await batches.next()).value as LoadedBatch),
    ]).toEqual([
      [0, 1],
      [2, 3],
    ]);
    await batches.return();
  });

  test("a data set that answers at once is not asked ahead", async () => {
    let asked = 0;
    const dataset: Dataset = {
      length: 10,
      batch: (indices) => {
        asked += 1;
        return batchOf(indices);
      },
    };
    for await (const batch of new DataLoader(dataset, { batchSize: 2 })) {
      expect(asked).toBe(batch.index + 1);
      free(batch);
    }
    expect(asked).toBe(5);
  });

  test("no more images are decoded at a time than `concurrency` says", async () => {
    const files = await Promise.all(
      Array.from({ length: 12 }, (_, i) => write(path(`noise-${i}`), noise(200, 150, i).png())),
    );
    let most = 0;
    let done = false;
    const watch = (async () => {
      for (; !done; await turn()) {
        const { queue, process } = sharp.counters();
        most = Math.max(most, queue + process);
      }
    })();
    const images = await ImageFiles.open(files, { concurrency: 2 });
    for await (const batch of new DataLoader(images, { batchSize: 6 })) free(batch);
    done = true;
    await watch;
    expect(most).toBe(2);
  });
});

describe("leaving early", () => {
  test("frees what was decoded ahead and begins nothing more", async () => {
    const before = await settled();
    for await (const batch of new DataLoader(folder, { batchSize: 2, prefetch: 4 })) {
      free(batch);
      break;
    }
    expect(memory()).toMatchObject({
      tensors: before.tensors,
      bytes: before.bytes,
      storages: before.storages,
    });
    const { asked, dataset } = slow(100);
    const batches = new DataLoader(dataset, { batchSize: 2 })[Symbol.asyncIterator]();
    const first = batches.next();
    await turns(2);
    asked[0]!.give();
    free((await first).value as LoadedBatch);
    const left = batches.return();
    await turns(2);
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
    for (const each of asked) each.give();
    await left;
    expect(memory().tensors).toBe(before.tensors);
    expect(asked.length).toBe(3);
  });

  test("by an error too, and by a signal while waiting", async () => {
    const before = (await settled()).tensors;
    const fault = new Error("the program's own");
    await expect(
      (async () => {
        for await (const batch of new DataLoader(folder, { batchSize: 2 })) {
          free(batch);
          throw fault;
        }
      })(),
    ).rejects.toBe(fault);
    const { asked, dataset } = slow(100);
    const stop = new AbortController();
    const waiting = new DataLoader(dataset, { batchSize: 2 }).batches({ signal: stop.signal }).next();
    await turns(2);
    stop.abort(fault);
    for (const each of asked) each.give();
    await expect(waiting).rejects.toBe(fault);
    await expect(new DataLoader(folder).batches({ signal: stop.signal }).next()).rejects.toBe(fault);
    expect(memory().tensors).toBe(before);
  });

  test("a failure ahead is thrown in its turn, and nowhere when nobody comes to it", async () => {
    // A process of its own: jest would keep an unhandled rejection from the test.
    const { code, stdout, stderr } = await runProgram(`
      const turns = async () => { for (let i = 0; i < 20; ++i) await new Promise((go) => setImmediate(go)); };
      const batch = (ids) => ({
        images: dino.zeros([ids.length, 1, 1, 1], { dtype: "uint8" }),
        labels: dino.zeros([0], { dtype: "int64" }),
        ids: dino.zeros([ids.length], { dtype: "int64" }),
      });
      const dataset = {
        length: 6,
        batch: async (ids) => {
          if (ids[0] === 2) throw new Error("no disk");
          return batch(ids);
        },
      };
      (async () => {
        for (const goOn of [true, false]) {
          const batches = new dino.DataLoader(dataset, { batchSize: 2 })[Symbol.asyncIterator]();
          await batches.next();
          await turns();
          if (goOn) await batches.next().catch((error) => console.log(error.message));
          else await batches.return();
          await turns();
        }
        console.log("done");
      })();`);
    expect([code, stdout.trim().split("\n"), stderr]).toEqual([0, ["no disk", "done"], ""]);
  });

  test("a batch belongs to the scope that asked for it, and those ahead to none", async () => {
    const before = (await settled()).tensors;
    const batches = new DataLoader(folder, { batchSize: 8, prefetch: 1 })[Symbol.asyncIterator]();
    const first = await scope(async () => {
      const batch = (await batches.next()).value as LoadedBatch;
      await until(() => memory().tensors === before + 6);
      return idsOf(batch);
    });
    expect(memory().tensors).toBe(before + 3);
    const second = await scope(async (keep) => keep((await batches.next()).value as LoadedBatch));
    expect([first.length, idsOf(second).length]).toEqual([8, 8]);
    await batches.return();
    free(second);
    expect(memory().tensors).toBe(before);
  });
});

describe("going on", () => {
  const read = async (batches: AsyncIterable<LoadedBatch>) => {
    const all: [number, number[], unknown][] = [];
    for await (const batch of batches) {
      all.push([batch.index, idsOf(batch), valuesOf(batch.images)]);
      free(batch);
    }
    return all;
  };

  test("from any batch of any epoch the same batches come, and those before cost nothing", async () => {
    const options = { batchSize: 5, shuffle: true, seed: 7 };
    const whole = await read(new DataLoader(folder, options).batches({ epoch: 3 }));
    expect(whole.map(([index]) => index)).toEqual([0, 1, 2, 3, 4]);
    for (const from of [1, 4, 5, 100]) {
      const asked: number[] = [];
      const counted: Dataset = {
        length: folder.length,
        batch: (indices, signal) => {
          asked.push(...Array.from(indices));
          return folder.batch(indices, signal);
        },
      };
      expect(await read(new DataLoader(counted, options).batches({ epoch: 3, from }))).toEqual(
        whole.slice(from),
      );
      expect(asked).toEqual(whole.slice(from).flatMap(([, ids]) => ids));
    }
    const other = await read(new DataLoader(folder, options).batches({ epoch: 4 }));
    expect(other).not.toEqual(whole);
  });

  test("iterating the loader counts its epochs, asking for one does not", async () => {
    const loader = new DataLoader(folder, { batchSize: 5, shuffle: true });
    const first = await read(loader);
    expect(await read(loader.batches())).toEqual(first);
    expect(loader.epoch).toBe(1);
    expect(await read(loader)).toEqual(await read(loader.batches({ epoch: 1 })));
  });

  test("images that are kept in memory are the same, and stay within the limit", async () => {
    const file = await write(path("kept"), plain(4, 4, 1, 1, 1).png());
    const other = await write(path("other"), plain(4, 4, 2, 2, 2).png());
    const kept = await ImageFiles.open([file, other], { cacheBytes: 48 });
    const first = valuesOf((await kept.batch([0])).images);
    await kept.batch([1]);
    for (const name of [file, other]) await write(name, plain(4, 4, 9, 9, 9).png());
    expect(valuesOf((await kept.batch([0])).images)).toEqual(first);
    expect(valuesOf((await kept.batch([1])).images)[0]![1][0]).toBe(9);
  });
});

describe("refusals", () => {
  test("dropLast that leaves nothing", () => {
    expect(() => new DataLoader(folder, { dropLast: true })).toThrow(
      failure("INVALID_ARGUMENT", new RegExp(`${COUNT} images in batches of 64`)),
    );
  });

  test.each<[string, () => unknown]>([
    ["prefetch", () => new DataLoader(folder, { prefetch: -1 })],
    ["epoch", () => new DataLoader(folder).batches({ epoch: 0.5 })],
    ["from", () => new DataLoader(folder).batches({ from: -1 })],
    ["signal", () => new DataLoader(folder).batches({ signal: { aborted: false } as AbortSignal })],
    ["shuffle", () => new DataLoader(ImageStream.of([]), { shuffle: true })],
    ["dataset", () => new DataLoader({ length: 3 } as unknown as Dataset)],
    ["source", () => ImageStream.of(new Uint8Array(3) as never)],
    ["shuffleBuffer", () => ImageStream.of([], { shuffleBuffer: -1 })],
    ["cacheBytes", () => ImageStream.of([], { cacheBytes: 1 } as never)],
  ])("%s", (name, call) => {
    expect(call).toThrow(failure("INVALID_ARGUMENT", new RegExp(name)));
  });

  test.each<[string, unknown, RegExp]>([
    ["nothing", null, /images/],
    ["images that are none", { ...batchOf([0]), images: [1] }, /images/],
    ["no ids", { ...batchOf([0]), ids: undefined }, /ids/],
  ])("a data set that gives %s", async (_, batch, message) => {
    const dataset = { length: 1, batch: () => batch } as unknown as Dataset;
    const batches = new DataLoader(dataset)[Symbol.asyncIterator]();
    await expect(batches.next()).rejects.toEqual(failure("INVALID_ARGUMENT", message));
  });
});

describe("streams", () => {
  const raw = (value: number, width = 2, channels = 3): StreamedImage => ({
    data: new Uint8Array(width * channels).fill(value),
    width,
    height: 1,
    channels,
  });
  async function* source(count: number): AsyncGenerator<StreamedImage> {
    for (let i = 0; i < count; ++i) yield raw(i);
  }
  const read = async <I extends Images>(
    stream: ImageStream<I>,
    options = {},
    from: Parameters<DataLoader["batches"]>[0] = {},
  ): Promise<number[][]> => {
    const ids: number[][] = [];
    for await (const batch of new DataLoader(stream, { batchSize: 3, ...options }).batches(from)) {
      ids.push(idsOf(batch));
      if (!Array.isArray(batch.images))
        expect(valuesOf(batch.images).map(([, values]) => values[0])).toEqual(idsOf(batch));
      free(batch);
    }
    return ids;
  };

  test("encoded bytes and pixels of any channels, in batches as they come", async () => {
    const png = await plain(2, 1, 5, 6, 7).png().toBuffer();
    const images = [png, raw(9), raw(8, 2, 1), raw(7, 2, 2), raw(6, 2, 4)];
    const loader = new DataLoader(ImageStream.of(images), { batchSize: 5 });
    expect(loader.length).toBe(Infinity);
    for await (const batch of loader) {
      expect(valuesOf(batch.images)).toEqual([
        [
          [3, 1, 2],
          [5, 5, 6, 6, 7, 7],
        ],
        [[3, 1, 2], Array(6).fill(9)],
        [[3, 1, 2], Array(6).fill(8)],
        // On white, which shows through: 255 - alpha of it.
        [[3, 1, 2], Array(6).fill(248)],
        [[3, 1, 2], Array(6).fill(249)],
      ]);
      free(batch);
    }
    expect(await read(ImageStream.of(source(7)))).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
    expect(await read(ImageStream.of(source(7)), { dropLast: true })).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });

  test("what is no image is left out, and the others keep their numbers", async () => {
    const stream = ImageStream.of([
      raw(0),
      Buffer.from("text"),
      raw(2),
      5 as never,
      { ...(raw(4) as object), width: 3 } as never,
      new Uint8Array(0),
      { ...(raw(6) as object), channels: 5 } as never,
      raw(7),
    ]);
    expect(await read(stream)).toEqual([[0, 2], [7]]);
    expect(stream.quarantine.map((each) => each.path)).toEqual([1, 3, 4, 5, 6].map((i) => `image ${i}`));
    expect(stream.quarantine[1]!.reason).toMatch(/is number 5/);
  });

  test("a function opens it for each epoch, a generator lasts for one, an array for many", async () => {
    const epochs: number[] = [];
    const loader = new DataLoader(
      ImageStream.of((epoch) => {
        epochs.push(epoch);
        return source(2);
      }),
    );
    for (let i = 0; i < 3; ++i) for await (const batch of loader) free(batch);
    expect(epochs).toEqual([0, 1, 2]);
    const once = ImageStream.of(source(2));
    await read(once);
    await expect(read(once)).rejects.toEqual(failure("INVALID_DATA", /cannot be read again/));
    const array = ImageStream.of([raw(0), raw(1)]);
    expect(await read(array)).toEqual(await read(array));
    await expect(read(ImageStream.of([]))).rejects.toEqual(failure("INVALID_DATA", /no image/));
  });

  test("the buffer mixes, the same way each time, and a run goes on in the midst of it", async () => {
    const stream = ImageStream.of(() => source(40), { shuffleBuffer: 10 });
    const first = await read(stream, { seed: 1 });
    expect(first.flat()).not.toEqual([...first.flat()].sort((a, b) => a - b));
    expect([...first.flat()].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
    // No image is drawn before the buffer is full of those after it.
    for (const [place, id] of first.flat().entries()) expect(id).toBeLessThanOrEqual(place + 10);
    expect(await read(stream, { seed: 1 })).toEqual(first);
    expect(await read(stream, { seed: 1 }, { from: 4 })).toEqual(first.slice(4));
    expect(await read(stream, { seed: 2 })).not.toEqual(first);
    expect(await read(stream, { seed: 1 }, { epoch: 1 })).not.toEqual(first);
  });

  test("no more is drawn from the source than may be held, and its end is told when the loop is left", async () => {
    let drawn = 0;
    let ended = false;
    async function* counted(): AsyncGenerator<StreamedImage> {
      try {
        for (;;) yield raw(drawn++ % 250);
      } finally {
        ended = true;
      }
    }
    const before = (await settled()).tensors;
    for await (const batch of new DataLoader(ImageStream.of(counted()), { batchSize: 4, prefetch: 2 })) {
      await turns(50);
      expect(drawn).toBe(12);
      free(batch);
      break;
    }
    await until(() => ended);
    expect(memory().tensors).toBe(before);
  });

  test("a source that never answers lets the loop go", async () => {
    async function* silent(): AsyncGenerator<StreamedImage> {
      yield raw(0);
      await new Promise(() => {});
    }
    for await (const batch of new DataLoader(ImageStream.of(silent()), { batchSize: 1 })) {
      free(batch);
      break;
    }
  });

  test("its own failure is the loop's, and memory that it uses again is not the images'", async () => {
    const fault = new Error("cable");
    async function* broken(): AsyncGenerator<StreamedImage> {
      const data = new Uint8Array(6);
      for (let i = 0; i < 3; ++i) yield { data: data.fill(i), width: 2, height: 1, channels: 3 };
      throw fault;
    }
    const ids: number[][] = [];
    await expect(
      (async () => {
        for await (const batch of new DataLoader(ImageStream.of(broken()), { batchSize: 3 })) {
          ids.push(idsOf(batch));
          expect(valuesOf(batch.images).map(([, [value]]) => value)).toEqual([0, 1, 2]);
          free(batch);
        }
      })(),
    ).rejects.toBe(fault);
    expect(ids).toEqual([[0, 1, 2]]);
  });
});

test("sharp is loaded with the first folder, and its absence is an error that names it", async () => {
  let loads = 0;
  jest.doMock("sharp", () => {
    loads += 1;
    throw new Error("Could not load the module of this machine");
  });
  try {
    await jest.isolateModulesAsync(async () => {
      const alone = require("../../lib") as typeof import("../../lib");
      expect(alone.ImageFolder).not.toBe(ImageFolder);
      for await (const batch of new alone.DataLoader(
        alone.ImageStream.of([{ data: new Uint8Array(3), width: 1, height: 1, channels: 3 }]),
      ))
        free(batch as never);
      expect(loads).toBe(0);
      await expect(alone.ImageFolder.open(path())).rejects.toMatchObject({
        name: "NativeNotFoundError",
        code: "NATIVE_NOT_FOUND",
        message: expect.stringMatching(/sharp.*Could not load the module of this machine/),
      });
      expect(loads).toBeGreaterThan(0);
    });
  } finally {
    jest.dontMock("sharp");
  }
});
