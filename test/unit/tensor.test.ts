import type { DType } from "../../lib";
import {
  arange,
  aten,
  cat,
  complex,
  einsum,
  empty,
  emptyLike,
  eye,
  fromTypedArray,
  full,
  fullLike,
  generator,
  isTensor,
  linspace,
  logspace,
  manualSeed,
  memory,
  meshgrid,
  noGrad,
  normal,
  ones,
  onesLike,
  polar,
  rand,
  randint,
  randLike,
  randn,
  randnLike,
  randperm,
  scope,
  stack,
  Tensor,
  tensor,
  trilIndices,
  triuIndices,
  zeros,
  zerosLike,
} from "../../lib";

describe("factories", () => {
  test("numbers make float32, bigints int64, booleans bool, whatever the values", () => {
    expect(tensor([1, 2]).dtype).toBe("float32");
    expect(tensor(3).dtype).toBe("float32");
    expect(tensor([1n]).dtype).toBe("int64");
    expect(tensor([true]).dtype).toBe("bool");
    expect(full([2], 1).dtype).toBe("float32");
    expect(full([2], 1n).dtype).toBe("int64");
    expect(arange(3).dtype).toBe("float32");
    expect(arange(3n).dtype).toBe("int64");
  });

  test("nested arrays give their shape", () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(x.shape).toEqual([2, 3]);
    expect(x.strides).toEqual([3, 1]);
    expect(x.toArray()).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  test.each<[DType, ArrayBufferView & { length: number }]>([
    ["float32", new Float32Array([1.5, -2])],
    ["float64", new Float64Array([1.5, -2])],
    ["uint8", new Uint8Array([0, 255])],
    ["int8", new Int8Array([-128, 127])],
    ["int16", new Int16Array([-32768, 32767])],
    ["int32", new Int32Array([-(2 ** 31), 2 ** 31 - 1])],
    ["int64", new BigInt64Array([-(2n ** 63n), 2n ** 63n - 1n])],
    ["float16", new Uint16Array([0x3c00, 0xc000])],
    ["bfloat16", new Uint16Array([0x3f80, 0xc000])],
    ["bool", new Uint8Array([0, 1])],
    ["complex64", new Float32Array([1, 2, 3, 4])],
    ["complex128", new Float64Array([1, 2, 3, 4])],
  ])("%s goes in and out bit for bit", (dtype, data) => {
    const size = dtype.startsWith("complex") ? data.length / 2 : data.length;
    const x = fromTypedArray(data as Float32Array, [size], { dtype });
    expect(x.dtype).toBe(dtype);
    expect(x.toTypedArray()).toEqual(data);
  });

  test("complex values", () => {
    const z = tensor([{ complex: [1, -2] }, { complex: [3, 4] }]);
    expect(z.toArray()).toEqual([{ complex: [1, -2] }, { complex: [3, 4] }]);
    expect(z.reshape([2, 1]).toArray()).toEqual([[{ complex: [1, -2] }], [{ complex: [3, 4] }]]);
    expect(z.get(1).item()).toEqual({ complex: [3, 4] });
    expect(tensor([1, 2], { dtype: "complex128" }).toTypedArray()).toEqual(Float64Array.of(1, 0, 2, 0));
    expect(full([1], { complex: [0, 1] }).toArray()).toEqual([{ complex: [0, 1] }]);
    const length = tensor([2]);
    expect(complex(length, tensor([1])).toTypedArray()).toEqual(Float32Array.of(2, 1));
    expect(polar(length, tensor([0])).toTypedArray()).toEqual(Float32Array.of(2, 0));
  });

  test("half precision from numbers", () => {
    for (const dtype of ["float16", "bfloat16"] as const) {
      const x = tensor([1, -2.5, 65504], { dtype });
      expect(x.dtype).toBe(dtype);
      expect(x.get(1).item()).toBe(-2.5);
      expect(x.toTypedArray().constructor.name).toBe("Uint16Array");
    }
    expect(tensor([1], { dtype: "float16" }).toTypedArray()).toEqual(Uint16Array.of(0x3c00));
  });

  const { Float16Array } = globalThis as unknown as {
    Float16Array?: { of(...values: number[]): ArrayBufferView & { length: number } };
  };
  if (Float16Array === undefined)
    test.skip(`Float16Array (skipped: Node ${process.versions.node} has none)`, () => {});
  else
    test("Float16Array", () => {
      const data = Float16Array.of(1, -2.5) as Uint16Array;
      expect(tensor(data).toArray()).toEqual([1, -2.5]);
      expect(tensor(data).dtype).toBe("float16");
      expect(fromTypedArray(data, [2, 1], { dtype: "bfloat16" }).toArray()).toEqual([[1], [-2.5]]);
      expect(fromTypedArray(data, [2], { dtype: "float32" }).toArray()).toEqual([1, -2.5]);
    });

  test("sequences and matrices", () => {
    expect(arange(5, { start: 1, step: 2 }).toArray()).toEqual([1, 3]);
    expect(linspace(0, 1, 5).toArray()).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(logspace(0, 3, 4, { base: 2, dtype: "float64" }).toArray()).toEqual([1, 2, 4, 8]);
    expect(eye(2, { m: 3 }).toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    expect(trilIndices(2, 2).toArray()).toEqual([
      [0n, 1n, 1n],
      [0n, 0n, 1n],
    ]);
    expect(triuIndices(2, 3, { offset: 1 }).toArray()).toEqual([
      [0n, 0n, 1n],
      [1n, 2n, 2n],
    ]);
    expect(meshgrid([arange(2), arange(3)]).map((grid) => grid.shape)).toEqual([
      [2, 3],
      [2, 3],
    ]);
    expect(meshgrid([arange(2), arange(3)], { indexing: "xy" })[0]!.shape).toEqual([3, 2]);
    expect(einsum("ij,j->i", [eye(2).mul(3), tensor([1, 2])]).toArray()).toEqual([3, 6]);
  });

  test("like another tensor", () => {
    const image = zeros([1, 2, 3, 4], { dtype: "float64" }).contiguous({ memoryFormat: "channels_last" });
    for (const made of [
      emptyLike(image),
      zerosLike(image),
      onesLike(image),
      randLike(image),
      randnLike(image),
    ]) {
      expect([made.shape, made.dtype]).toEqual([[1, 2, 3, 4], "float64"]);
      expect(made.isContiguous({ memoryFormat: "channels_last" })).toBe(true);
    }
    const x = tensor([[1n, 2n]]);
    expect(fullLike(x, 7).toArray()).toEqual([[7n, 7n]]);
    expect(onesLike(x, { dtype: "float16", memoryFormat: "contiguous_format" }).toArray()).toEqual([[1, 1]]);
    expect(randnLike(zeros([2]), { requiresGrad: true }).isLeaf).toBe(true);
  });

  test("options: device, requiresGrad, generator", () => {
    expect(empty([2], { device: "cpu", requiresGrad: true }).requiresGrad).toBe(true);
    expect(zeros([2], { device: "meta" as "cpu" }).device).toBe("meta");
    expect(() => zeros([2], { device: "gpu" as "cpu" })).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringContaining("device") }),
    );
    const draw = (seed: number) => {
      const own = { generator: generator({ seed }) };
      const made = [
        rand([2], own),
        randn([2], own),
        normal(5, 2, [2], own),
        randint(0, 1000, [2], own),
        randperm(9, own),
        randLike(zeros([2]), own),
        randnLike(zeros([2]), own),
      ];
      return made.map((each) => Array.from(each.toTypedArray() as Float32Array, Number));
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  test("random factories draw from what they say", () => {
    const N = 100_000;
    const within = (x: Tensor, mean: number, std: number) => {
      const y = x.double();
      expect(Math.abs(y.mean().item() - mean)).toBeLessThan((6 * std) / Math.sqrt(N));
      expect(Math.abs(y.std().item() / std - 1)).toBeLessThan(0.03);
    };
    within(rand([N]), 0.5, Math.sqrt(1 / 12));
    within(randLike(zeros([N])), 0.5, Math.sqrt(1 / 12));
    within(randn([N]), 0, 1);
    within(randnLike(zeros([N])), 0, 1);
    within(normal(5, 2, [N]), 5, 2);
    within(randint(10, 20, [N]), 14.5, Math.sqrt(99 / 12));
    const order = randperm(100).sort()[0];
    expect(order.equal(arange(100n))).toBe(true);
  });

  test("a part of a buffer is taken from its own offset", () => {
    const whole = new Float32Array([0, 1, 2, 3]);
    expect(Array.from(tensor(whole.subarray(1, 3)).toTypedArray())).toEqual([1, 2]);
  });

  test("a typed array is as long as it is, whatever its properties say", () => {
    const data = new Float32Array(2);
    Object.defineProperty(data, "byteLength", { value: 2 ** 40 });
    Object.defineProperty(data, "length", { value: 2 ** 38 });
    expect(fromTypedArray(data, [2]).shape).toEqual([2]);
    expect(() => fromTypedArray(data, [2 ** 38])).toThrow(/1099511627776 bytes does not fit data of 8 bytes/);
  });

  test("a shape whose getter detaches the data reads nothing", () => {
    const data = new Float32Array(1 << 20);
    const shape = Object.defineProperty([0], 0, {
      get: () => {
        if (data.length > 0) structuredClone(data.buffer, { transfer: [data.buffer] });
        return 1 << 20;
      },
    });
    expect(() => fromTypedArray(data, shape)).toThrow(/detached/);
  });

  test("the data are copied both ways", () => {
    const data = new Float32Array([1, 2]);
    const x = tensor(data);
    data[0] = 9;
    const out = x.toTypedArray();
    out[1] = 9;
    expect(Array.from(x.toTypedArray())).toEqual([1, 2]);
  });

  test("random numbers repeat with the seed", () => {
    const draw = () => {
      manualSeed(5);
      return [rand([3]), randn([3]), randperm(5)].map((t) =>
        Array.from(t.toTypedArray() as Float32Array, Number),
      );
    };
    expect(draw()).toEqual(draw());
  });

  test.each<[string, () => unknown, string]>([
    ["ragged", () => tensor([[1, 2], [3]]), "INVALID_SHAPE"],
    ["mixed", () => tensor([1, true] as number[]), "INVALID_DTYPE"],
    ["too few", () => fromTypedArray(new Float32Array(3), [2, 2]), "INVALID_SHAPE"],
    ["overflow", () => fromTypedArray(new Float32Array(0), [0, 2 ** 52, 2 ** 52]), "INVALID_SHAPE"],
    ["negative", () => zeros([-1]), "INVALID_SHAPE"],
    ["fraction", () => zeros([1.5]), "INVALID_SHAPE"],
    ["NaN", () => ones([Number.NaN]), "INVALID_SHAPE"],
    ["dtype", () => zeros([1], { dtype: "float" as DType }), "INVALID_DTYPE"],
    ["too large", () => zeros([2 ** 40]), "OUT_OF_MEMORY"],
    ["too large for 64 bits", () => empty([2 ** 40, 2 ** 40]), "TORCH_ERROR"],
    ["too large a matrix", () => eye(2 ** 40), "TORCH_ERROR"],
    ["too many steps", () => linspace(0, 1, 2 ** 40), "OUT_OF_MEMORY"],
    ["too many powers", () => logspace(0, 1, 2 ** 40), "OUT_OF_MEMORY"],
    ["too long an order", () => randperm(2 ** 40), "OUT_OF_MEMORY"],
    ["too many integers", () => randint(0, 2, [2 ** 40]), "OUT_OF_MEMORY"],
    ["too large a triangle", () => trilIndices(2 ** 27, 2 ** 27), "INVALID_SHAPE"],
    ["a large triangle", () => triuIndices(2 ** 25, 2 ** 25), "OUT_OF_MEMORY"],
    ["a negative triangle", () => trilIndices(-1, 2), "INVALID_ARGUMENT"],
    [
      "a memory format",
      () => zerosLike(zeros([1]), { memoryFormat: "nhwc" as "channels_last" }),
      "INVALID_ARGUMENT",
    ],
    ["an impossible format", () => zeros([1]).contiguous({ memoryFormat: "channels_last" }), "TORCH_ERROR"],
    ["one part", () => tensor([{ complex: [1] }] as never), "INVALID_ARGUMENT"],
    ["a complex real number", () => tensor([{ complex: [1, 2] }], { dtype: "float32" }), "INVALID_ARGUMENT"],
    ["no shape", () => zeros(undefined as unknown as number[]), "INVALID_ARGUMENT"],
    ["seed", () => manualSeed(-1), "INVALID_ARGUMENT"],
  ])("refuses: %s", (_, call, code) => {
    expect(call).toThrow(expect.objectContaining({ code }));
  });
});

describe("operators", () => {
  test("arithmetic broadcasts and keeps dtypes", () => {
    const x = tensor([1, 2, 3]);
    expect(x.add(1).toArray()).toEqual([2, 3, 4]);
    expect(x.add(x, { alpha: 2 }).toArray()).toEqual([3, 6, 9]);
    expect(x.div(2, { roundingMode: "floor" }).toArray()).toEqual([0, 1, 1]);
    expect(tensor([1n, 2n]).add(1).dtype).toBe("int64");
    expect(x.gt(1.5).toArray()).toEqual([false, true, true]);
    expect(x.matmul(x).item()).toBe(14);
  });

  test("reductions, shapes and indices", () => {
    const x = arange(12).reshape([3, 4]);
    expect(x.sum().item()).toBe(66);
    expect(x.mean(0).toArray()).toEqual([4, 5, 6, 7]);
    expect(x.sum([0, 1], true).shape).toEqual([1, 1]);
    expect(x.argmax(1).toArray()).toEqual([3n, 3n, 3n]);
    expect(x.t().shape).toEqual([4, 3]);
    expect(x.get(1, 2).item()).toBe(6);
    expect(x.slice(1, 1, 3).toArray()).toEqual([
      [1, 2],
      [5, 6],
      [9, 10],
    ]);
    expect(
      x
        .indexSelect(0, tensor([2n, 0n]))
        .select(1, 0)
        .toArray(),
    ).toEqual([8, 0]);
    expect(x.topk(2, 1)[0].toArray()).toEqual([
      [3, 2],
      [7, 6],
      [11, 10],
    ]);
    expect(x.split(2, 1).map((part) => part.shape)).toEqual([
      [3, 2],
      [3, 2],
    ]);
    expect(cat([x, x], 1).shape).toEqual([3, 8]);
    expect(stack([x, x]).shape).toEqual([2, 3, 4]);
    expect(x.std(0).toArray()).toEqual([4, 4, 4, 4]);
  });

  test.each(["bfloat16", "float16"] as const)(
    "a number keeps its precision beside %s, in place too",
    (dtype) => {
      const x = rand([1000]).to(dtype);
      const rounded = x.float().mul(0.9).to(dtype);
      expect(x.mul(0.9).equal(rounded)).toBe(true);
      expect(x.clone().mul_(0.9).equal(rounded)).toBe(true);
    },
  );

  test("in place returns the tensor itself", () => {
    const x = zeros([2]);
    expect(x.add_(3)).toBe(x);
    expect(x.toArray()).toEqual([3, 3]);
    const view = x.select(0, 1);
    view.fill_(7);
    expect(x.toArray()).toEqual([3, 7]);
  });

  test.each<[string, () => unknown, string, RegExp]>([
    [
      "a string",
      () => tensor([1]).add("x" as unknown as number),
      "INVALID_ARGUMENT",
      /aten::add: argument 'other'/,
    ],
    ["an object", () => tensor([1]).add({} as unknown as number), "INVALID_ARGUMENT", /aten::add/],
    ["shapes", () => tensor([1, 2]).matmul(tensor([1, 2, 3])), "TORCH_ERROR", /size/],
    ["an index", () => tensor([1, 2]).select(0, 5), "INDEX_OUT_OF_RANGE", /range/],
    ["a fraction", () => tensor([1, 2]).select(0, 0.5), "INVALID_ARGUMENT", /argument 'index'/],
    [
      "disposed",
      () => {
        const x = tensor([1]);
        x.dispose();
        return x.add(1);
      },
      "DISPOSED",
      /disposed/,
    ],
    ["several elements", () => tensor([1, 2]).item(), "INVALID_SHAPE", /one element/],
  ])("names what is wrong: %s", (_, call, code, message) => {
    expect(call).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });

  test("the error's stack begins at the caller", () => {
    const caller = () => tensor([1, 2]).select(0, 5);
    try {
      caller();
      throw new Error("did not throw");
    } catch (error) {
      expect((error as Error).stack).toContain("caller");
    }
  });
});

describe("memory", () => {
  test("counts handles, storages and bytes exactly", () => {
    const before = memory();
    const x = zeros([256]);
    const view = x.narrow(0, 0, 4);
    expect(memory().tensors - before.tensors).toBe(2);
    expect(memory().storages - before.storages).toBe(1);
    expect(memory().bytes - before.bytes).toBe(1024);
    x.dispose();
    x.dispose();
    expect(memory().bytes - before.bytes).toBe(1024);
    view[Symbol.dispose]();
    expect(memory()).toMatchObject({
      tensors: before.tensors,
      storages: before.storages,
      bytes: before.bytes,
    });
  });

  test("follows what an operator makes of a list that it writes", () => {
    const before = memory().bytes;
    scope(() => {
      const out = [zeros([0]), zeros([0])];
      aten.unbind_copy(zeros([2, 256]), 0, { out });
      expect(memory().bytes - before).toBe(2 * 2048);
    });
    expect(memory().bytes).toBe(before);
  });

  test("scope frees what it does not return, across await", async () => {
    // Not by the counters: what earlier tests left may be collected while this one waits.
    const made: Record<string, { readonly disposed: boolean }> = {};
    const { sum } = await scope(async (keep) => {
      const x = ones([4]);
      await new Promise((resolve) => setImmediate(resolve));
      const sum = x.add(1).sum();
      Object.assign(made, { x, kept: keep(x.mul(2)), late: x.neg(), sum });
      return { sum };
    });
    expect(Object.entries(made).filter(([, tensor]) => !tensor.disposed)).toEqual([
      ["kept", made.kept],
      ["sum", made.sum],
    ]);
    expect(sum.item()).toBe(8);
    sum.dispose();
  });

  test("scopes nest: what leaves the inner one belongs to the outer one", () => {
    const before = memory().tensors;
    scope(() => {
      const inner = scope(() => ones([1]).add(1));
      expect(inner.disposed).toBe(false);
    });
    expect(memory().tensors).toBe(before);
  });

  test("a scope that throws frees everything", () => {
    const before = memory().tensors;
    expect(() =>
      scope(() => {
        ones([1]);
        throw new Error("mine");
      }),
    ).toThrow("mine");
    expect(memory().tensors).toBe(before);
  });

  test("interleaved asynchronous scopes do not mix", async () => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 1));
    const results = await Promise.all(
      [1, 2, 3].map((n) =>
        scope(async () => {
          const x = full([1], n);
          await pause();
          const y = x.mul(10);
          await pause();
          return y;
        }),
      ),
    );
    expect(results.map((t) => t.item())).toEqual([10, 20, 30]);
  });
});

describe("autograd", () => {
  test("backward reaches the leaves", async () => {
    const w = tensor([1, 2, 3], { requiresGrad: true });
    await w.mul(w).sum().backward();
    expect(w.grad?.toArray()).toEqual([2, 4, 6]);
    await w.sum().backward();
    expect(w.grad?.toArray()).toEqual([3, 5, 7]);
    w.grad = null;
    expect(w.grad).toBeNull();
  });

  test("a gradient argument and a retained graph", async () => {
    const w = tensor([1, 2], { requiresGrad: true });
    const y = w.mul(3);
    await y.backward({ gradient: tensor([1, 10]), retainGraph: true });
    await y.backward({ gradient: tensor([1, 10]) });
    expect(w.grad?.toArray()).toEqual([6, 60]);
  });

  test("noGrad follows await and does not leak into other code", async () => {
    const w = tensor([1], { requiresGrad: true });
    const inside = noGrad(async () => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      return w.mul(2).requiresGrad;
    });
    expect(w.mul(2).requiresGrad).toBe(true);
    expect(await inside).toBe(false);
  });

  test("backward without a graph rejects with the caller's stack", async () => {
    const callingBackward = () => tensor([1]).backward();
    await expect(callingBackward()).rejects.toMatchObject({
      code: "TORCH_ERROR",
      stack: expect.stringContaining("callingBackward"),
    });
  });

  test("a job's failure shows deep callers, whatever V8's limit is, which stays as it was", async () => {
    const { stackTraceLimit } = Error;
    const deep = (depth: number): Promise<void> => (depth === 0 ? tensor([1]).backward() : deep(depth - 1));
    const outermost = () => deep(30);
    await expect(outermost()).rejects.toMatchObject({ stack: expect.stringContaining("outermost") });
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });
});

test("isTensor knows tensors and nothing else", () => {
  expect(isTensor(tensor([1]))).toBe(true);
  expect([null, 1, {}, Tensor].map(isTensor)).toEqual([false, false, false, false]);
});

test("memory that a getter in the shape takes away is not read", () => {
  const data = new Float32Array(1 << 20);
  let reads = 0;
  const shape = Object.defineProperty([0], 0, {
    get: () => {
      // The first time is this package's check, the second one the addon's.
      if (++reads === 2) structuredClone(data.buffer, { transfer: [data.buffer] });
      return 1 << 20;
    },
  });
  expect(() => fromTypedArray(data, shape)).toThrow(
    expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringContaining("detached") }),
  );
  expect(reads).toBe(2);
});

test("a typed array is as large as its memory, whatever it says", () => {
  const lying = Object.defineProperties(new Float32Array([1, 2]), {
    length: { value: 2 ** 40 },
    byteLength: { value: 2 ** 42 },
  });
  expect(fromTypedArray(lying, [2]).toArray()).toEqual([1, 2]);
  expect(() => fromTypedArray(lying, [2 ** 20])).toThrow(expect.objectContaining({ code: "INVALID_SHAPE" }));
});
