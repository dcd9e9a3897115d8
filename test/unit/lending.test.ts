/** A tensor's memory lent to a callback, and read on the engine: never freed, never changed, under whoever has it. */
import { aten, type DType, fromTypedArray, memory, ones, randn, type Tensor, tensor, zeros } from "../../lib";
import { native } from "../../lib/native/load";
import { handleOf } from "../../lib/tensor/tensor";
import { PACKAGE, runProgram } from "../support/children";
import { settled } from "../support/settled";

const busy = expect.objectContaining({ code: "TENSOR_BUSY" });
const refused = expect.objectContaining({ code: "INVALID_ARGUMENT" });

describe("withData", () => {
  test("gives the memory itself, for as long as the callback runs", () => {
    const x = tensor([1, 2, 3]);
    let kept: Float32Array | undefined;
    const sum = x.withData((data) => {
      kept = data;
      return data.reduce((a, b) => a + b);
    });
    expect(sum).toBe(6);
    expect([kept!.length, kept!.buffer.byteLength]).toEqual([0, 0]);
    x.withData(
      (outer) => {
        outer[1] = 7;
        kept = outer;
      },
      { write: true },
    );
    expect(kept!.length).toBe(0);
    expect(x.toArray()).toEqual([1, 7, 3]);
    x.withData((outer) => x.get(1).withData((inner) => expect([outer[1], inner[0]]).toEqual([7, 7])));
  });

  test.each<[DType, ArrayLike<number | bigint>]>([
    ["float64", [0, 1, 2, 3]],
    ["float16", [0, 0x3c00, 0x4000, 0x4200]],
    ["bfloat16", [0, 0x3f80, 0x4000, 0x4040]],
    ["uint8", [0, 1, 2, 3]],
    ["int8", [0, 1, 2, 3]],
    ["int16", [0, 1, 2, 3]],
    ["int32", [0, 1, 2, 3]],
    ["int64", [0n, 1n, 2n, 3n]],
    ["bool", [0, 1, 1, 1]],
    ["complex64", [0, 0, 1, 0, 2, 0, 3, 0]],
    ["complex128", [0, 0, 1, 0, 2, 0, 3, 0]],
  ])("%s in its typed array", (dtype, expected) => {
    const x = tensor([0, 1, 2, 3]).to(dtype);
    x.withData((data) => {
      expect(data).toEqual(x.toTypedArray());
      expect(Array.from(data as ArrayLike<number | bigint>)).toEqual(expected);
    });
  });

  test("a view's own part, an empty tensor, a tensor without dimensions", () => {
    const x = tensor([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(x.narrow(0, 1, 2).withData((data) => Array.from(data))).toEqual([3, 4, 5, 6]);
    expect(zeros([0, 3]).withData((data) => data.length)).toBe(0);
    expect(tensor(5).withData((data) => data[0])).toBe(5);
  });

  test("what is thrown comes through, and the array is empty then", () => {
    const x = ones([4]);
    let kept: Float32Array | undefined;
    expect(() =>
      x.withData((data) => {
        kept = data;
        throw new RangeError("mine");
      }),
    ).toThrow(new RangeError("mine"));
    expect(kept!.length).toBe(0);
    expect(x.zero_().sum().item()).toBe(0);
  });

  test("operators may read the tensor meanwhile, but neither write it nor change its memory", () => {
    const x = tensor([1, 2, 3, 4]);
    x.withData((data) => {
      expect(x.sum().item()).toBe(10);
      for (const write of [
        () => x.zero_(),
        () => x.reshape([2, 2]).t().mul_(2),
        () => aten.resize_(x, [1 << 20]),
        () => aten.set_(x, zeros([1])),
        () => aten.exp(zeros([4]), { out: x }),
        () => x.withData(() => 0, { write: true }),
      ])
        expect(write).toThrow(busy);
      expect(data[3]).toBe(4);
    });
    x.withData(() => expect(() => x.sum()).toThrow(busy), { write: true });
    aten.resize_(x, [1 << 20]);
  });

  test("no job starts meanwhile", async () => {
    const x = ones([4]);
    const jobs = x.withData(() => [x.async.exp_(), ones([1]).async.exp(), x.toTypedArrayAsync()]);
    for (const job of jobs) await expect(job).rejects.toEqual(busy);
    await x.async.exp_();
  });

  test("a pending job that writes it keeps it, one that reads it allows reading", async () => {
    const x = randn([300, 300]);
    const reading = x.async.matmul(x);
    expect(x.withData((data) => data.length)).toBe(90000);
    expect(() => x.withData(() => 0, { write: true })).toThrow(busy);
    await reading;
    const writing = x.async.exp_();
    expect(() => x.withData(() => 0)).toThrow(busy);
    await writing;
    x.withData(() => 0, { write: true });
  });

  test("a tensor may be disposed of in the callback, and its memory lives on", () => {
    const before = memory();
    const x = ones([1 << 16]);
    x.withData((data) => {
      x.dispose();
      const others = Array.from({ length: 8 }, () => zeros([1 << 16]));
      expect(data.every((value) => value === 1)).toBe(true);
      for (const other of others) other.dispose();
    });
    expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
  });

  test("a buffer that is sent away keeps its memory", () => {
    const x = ones([1 << 16]);
    const { transfer } = ArrayBuffer.prototype as { transfer?: (this: ArrayBuffer) => ArrayBuffer };
    const moves: [string, ((buffer: ArrayBuffer) => ArrayBuffer) | undefined][] = [
      ["structuredClone", (buffer) => structuredClone(buffer, { transfer: [buffer] })],
      ["ArrayBuffer.prototype.transfer", transfer && ((buffer) => transfer.call(buffer))],
    ];
    for (const [name, move] of moves) {
      if (move === undefined) {
        console.info(`${name}: left out, Node ${process.versions.node} has none`);
        continue;
      }
      let moved: ArrayBuffer | undefined;
      try {
        x.withData((data) => {
          moved = move(data.buffer as ArrayBuffer);
        });
      } catch (error) {
        // Node marks memory that is not V8's as not transferable.
        expect((error as Error).name).toBe("DataCloneError");
        continue;
      }
      aten.resize_(x, [1 << 20]);
      x.zero_();
      expect(new Float32Array(moved!).every((value) => value === 1)).toBe(true);
      aten.resize_(x, [1 << 16]).fill_(1);
    }
  });

  test("backward notices what was written", async () => {
    const w = tensor([2], { requiresGrad: true });
    const x = tensor([3]);
    const read = w.mul(x);
    x.withData((data) => data[0]);
    await read.backward();
    const written = w.mul(x);
    x.withData((data) => data.fill(4), { write: true });
    await expect(written.backward()).rejects.toMatchObject({
      code: "TORCH_ERROR",
      message: expect.stringContaining("modified by an inplace operation"),
    });
  });

  test.each<[string, () => unknown]>([
    ["no function", () => ones([1]).withData(1 as unknown as () => void)],
    ["an asynchronous function", () => ones([1]).withData(async () => 1)],
    ["an unknown option", () => ones([1]).withData(() => 1, { writable: true } as object)],
    ["a number as an option", () => ones([1]).withData(() => 1, { write: 1 as unknown as boolean })],
    ["a gradient", () => ones([1], { requiresGrad: true }).withData(() => 1)],
    [
      "columns",
      () =>
        ones([2, 3])
          .t()
          .withData(() => 1),
    ],
    [
      "a conjugate",
      () =>
        ones([2], { dtype: "complex64" })
          .conj()
          .withData(() => 1),
    ],
    ["zeros by kind", () => aten._efficientzerotensor([2]).withData(() => 1)],
    ["no memory", () => aten.empty([2], { device: "meta" as "cpu" }).withData(() => 1)],
  ])("refuses: %s", (_, call) => {
    expect(call).toThrow(refused);
  });

  test("where memory cannot be lent, a copy is, and written back", () => {
    const x = tensor([1, 2, 3]);
    const lend = (write: boolean, body: (data: Float32Array) => void): Float32Array => {
      let kept: Float32Array | undefined;
      const failure = native().withData(handleOf(x, "x"), write, false, (buffer) => {
        kept = new Float32Array(buffer);
        body(kept);
      });
      expect(failure).toBeUndefined();
      return kept!;
    };
    const stale = lend(true, (data) => data.set([4, 5, 6]));
    expect(stale.length).toBe(0);
    expect(x.toArray()).toEqual([4, 5, 6]);
    lend(false, (data) => data.fill(9));
    expect(x.toArray()).toEqual([4, 5, 6]);
    lend(true, (data) => structuredClone(data.buffer, { transfer: [data.buffer as ArrayBuffer] }));
    expect(x.toArray()).toEqual([4, 5, 6]);
  });

  test("a script that is stopped in the callback takes nothing with it", async () => {
    const outcome = await runProgram(`
      const { Worker } = require("node:worker_threads");
      const vm = require("node:vm");
      const lend = (end) => {
        const x = dino.ones([1 << 16]);
        x.withData((data) => end(data), { write: true });
      };
      const worker = \`
        const dino = require(\${JSON.stringify(require.resolve(${JSON.stringify(PACKAGE)}))});
        const x = dino.ones([1 << 16]);
        require("node:worker_threads").parentPort.postMessage("lent");
        for (;;) x.withData((data) => { for (let i = 0; i < data.length; ++i) data[i] += 1; }, { write: true });
      \`;
      (async () => {
        for (let i = 0; i < 8; ++i) {
          const running = new Worker(worker, { eval: true });
          await new Promise((resolve) => running.once("message", resolve));
          await running.terminate();
        }
        let kept;
        try {
          vm.runInNewContext("lend((data) => { keep(data); for (;;); })", {
            lend,
            keep: (data) => { kept = data; },
          }, { timeout: 50 });
        } catch (error) {
          console.log(error.code);
        }
        const others = Array.from({ length: 8 }, () => dino.zeros([1 << 16]));
        // Node 24 detaches all the same.
        console.log(kept.length === 0 || kept.every((value) => value === 1), others.length);
        lend(() => process.exit(3));
      })();
    `);
    expect(outcome).toMatchObject({
      code: 3,
      stdout: "ERR_SCRIPT_EXECUTION_TIMEOUT\ntrue 8\n",
      stderr: "",
    });
  });

  test("100,000 calls keep nothing", async () => {
    const x = ones([1024]);
    const before = await settled();
    for (let i = 0; i < 100_000; ++i) x.withData((data) => data[0]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
    aten.resize_(x, [1 << 20]);
    expect(x.narrow(0, 0, 1024).sum().item()).toBe(1024);
  });
});

describe("toTypedArrayAsync", () => {
  test("is toTypedArray as a job", async () => {
    const x = randn([4, 5]);
    expect(await x.toTypedArrayAsync()).toEqual(x.toTypedArray());
    expect(await x.t().toTypedArrayAsync()).toEqual(x.t().toTypedArray());
    expect(await tensor([1n, -1n]).toTypedArrayAsync()).toEqual(BigInt64Array.of(1n, -1n));
    expect(await zeros([0]).toTypedArrayAsync()).toEqual(new Float32Array(0));
    const z = fromTypedArray(Float32Array.of(1, 2), [1], { dtype: "complex64" });
    expect(await z.conj().toTypedArrayAsync()).toEqual(Float32Array.of(1, -2));
  });

  test("the tensor may be disposed of, but not written, before it has ended", async () => {
    const x = ones([1 << 20]);
    const pending = x.toTypedArrayAsync();
    expect(() => x.zero_()).toThrow(busy);
    x.dispose();
    expect((await pending).every((value) => value === 1)).toBe(true);
    await expect(x.toTypedArrayAsync()).rejects.toMatchObject({ code: "DISPOSED" });
  });

  test("its arrays survive garbage collection on the way", async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const x: Tensor<"float32"> = ones([1 << 14]).mul(i);
        const array = await x.toTypedArrayAsync();
        return array.every((value) => value === i);
      }),
    );
    expect(all.every(Boolean)).toBe(true);
  });

  test("what has no memory rejects", async () => {
    const meta = aten.empty([2], { device: "meta" as "cpu" }) as Tensor;
    await expect(meta.toTypedArrayAsync()).rejects.toMatchObject({ code: "NOT_IMPLEMENTED" });
  });
});
