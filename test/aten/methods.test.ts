/** Methods of Tensor against PyTorch's own results (make-methods.py), at once and as jobs; random ones by statistics. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  aten,
  generator,
  isTensor,
  ones,
  randn,
  scope,
  type Tensor,
  tensor,
  torchInfo,
  zeros,
} from "../../lib";
import { SyncOperators } from "../../lib/tensor/operators";
import { difference, type Expected, realize, type Spec } from "./fixtures";

interface Fixture {
  readonly method: string;
  readonly self: Spec;
  readonly args: readonly Spec[];
  readonly options: Readonly<Record<string, Spec>>;
  readonly result: Expected;
}
type Methods = Readonly<Record<string, (...args: unknown[]) => unknown>>;

const fixtures = JSON.parse(readFileSync(join(__dirname, "methods.json"), "utf8")) as Fixture[];
const names = Object.getOwnPropertyNames(SyncOperators.prototype).filter((name) => name !== "constructor");

const RANDOM = "bernoulli multinomial normal_ uniform_ bernoulli_ exponential_ geometric_ random_".split(" ");
/** Needs a GPU; tested with autograd. */
const ELSEWHERE = ["cuda", "detach_"];

test("every method is called with a result that is checked", () => {
  const called = new Set([...fixtures.map(({ method }) => method), ...RANDOM, ...ELSEWHERE, "normalize"]);
  expect(names.filter((name) => !called.has(name))).toEqual([]);
  expect(names.length).toBeGreaterThan(250);
});

function argumentsOf({ self, args, options }: Fixture): [Tensor, unknown[]] {
  const keywords = Object.entries(options).map(([name, spec]) => [name, realize(spec)] as const);
  const given = args.map(realize);
  return [realize(self) as Tensor, keywords.length === 0 ? given : [...given, Object.fromEntries(keywords)]];
}

function mistakes(fixture: Fixture, [self, found]: [Tensor, unknown]): string[] {
  const { method, args, result } = fixture;
  const what = `${method}(${JSON.stringify(args)})`;
  const inPlace = method.endsWith("_") && found !== self ? [`${what}: not the tensor itself`] : [];
  return [...inPlace, ...difference(result, found).map((text) => `${what}: ${text}`)];
}

test("at once", () => {
  const wrong = fixtures.flatMap((fixture) =>
    scope(() => {
      const [self, args] = argumentsOf(fixture);
      return mistakes(fixture, [self, (self as unknown as Methods)[fixture.method]!(...args)]);
    }),
  );
  expect(wrong).toEqual([]);
});

test("as jobs", async () => {
  const wrong: string[] = [];
  for (const fixture of fixtures) {
    if (fixture.method === "normalize") continue;
    await scope(async () => {
      const [self, args] = argumentsOf(fixture);
      const job = (self.async as unknown as Methods)[fixture.method]!(...args);
      expect(job).toBeInstanceOf(Promise);
      wrong.push(...mistakes(fixture, [self, await job]));
    });
  }
  expect(wrong).toEqual([]);
});

describe("random numbers", () => {
  const N = 100_000;
  const drawn = (draw: (x: Tensor<"float32">) => Tensor) => draw(zeros([N])).double();
  const moments = (x: Tensor<"float64">) => [x.mean().item(), x.std().item()] as const;

  test.each<[string, (x: Tensor<"float32">) => Tensor, mean: number, std: number]>([
    ["normal_", (x) => x.normal_(2, 3), 2, 3],
    ["uniform_", (x) => x.uniform_(1, 5), 3, 4 / Math.sqrt(12)],
    ["bernoulli_", (x) => x.bernoulli_(0.25), 0.25, Math.sqrt(0.25 * 0.75)],
    ["bernoulli_ of tensors", (x) => x.bernoulli_(ones([N]).mul(0.5)), 0.5, 0.5],
    ["bernoulli", (x) => x.bernoulli(0.25), 0.25, Math.sqrt(0.25 * 0.75)],
    ["bernoulli of itself", (x) => x.add(0.75).bernoulli(), 0.75, Math.sqrt(0.25 * 0.75)],
    ["exponential_", (x) => x.exponential_(2), 0.5, 0.5],
    ["geometric_", (x) => x.geometric_(0.5), 2, Math.sqrt(2)],
    ["random_", (x) => x.random_(10), 4.5, Math.sqrt(99 / 12)],
    ["random_ from", (x) => x.random_(10, 20), 14.5, Math.sqrt(99 / 12)],
    ["dropout", (x) => x.add(1).dropout({ p: 0.2 }), 1, 0.5],
    ["multinomial", () => tensor([1, 3]).multinomial(N, { replacement: true }), 0.75, Math.sqrt(0.75 * 0.25)],
  ])("%s", (_, draw, mean, std) => {
    const [foundMean, foundStd] = moments(drawn(draw));
    // Six standard errors.
    expect(Math.abs(foundMean - mean)).toBeLessThan((6 * std) / Math.sqrt(N));
    expect(foundStd / std).toBeGreaterThan(0.97);
    expect(foundStd / std).toBeLessThan(1.03);
  });

  test("a generator decides alone", () => {
    const draw = (seed: number) => {
      const own = { generator: generator({ seed }) };
      const x = zeros([3]);
      return [
        x.normal_(0, 1, own).toArray(),
        x.uniform_(0, 1, own).toArray(),
        x.exponential_(1, own).toArray(),
        x.random_(0, 100, own).toArray(),
        x.bernoulli_(0.5, own).toArray(),
        tensor([1, 2, 3]).multinomial(2, own).toArray(),
      ];
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
});

test("a LibTorch for GPUs has cuda(), another says that it has not", () => {
  const x = ones([1]);
  if (/USE_CUDA=(1|ON)\b/.test(torchInfo().torchConfig)) expect(x.cuda().device).toBe("cuda:0");
  else expect(() => x.cuda()).toThrow(expect.objectContaining({ code: "TORCH_ERROR" }));
});

describe("numbers", () => {
  test("where a schema wants a float, an integral number is one", () => {
    const x = tensor([1, 2, 4]);
    expect(x.leakyRelu(1).toArray()).toEqual([1, 2, 4]);
    expect(x.layerNorm([3], { eps: 1 }).shape).toEqual([3]);
    expect(x.nanToNum({ nan: 0 }).toArray()).toEqual([1, 2, 4]);
    expect(aten.dropout(x, 0, true).toArray()).toEqual([1, 2, 4]);
    expect(x.allclose(x.add(1), { atol: 1, rtol: 0 })).toBe(true);
    expect(x.quantile(1).item()).toBe(4);
    expect(() => x.leakyRelu(1n as unknown as number).dtype).not.toThrow();
    expect(() => aten.dropout(x, true as unknown as number, true)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringContaining("float") }),
    );
  });

  test("where it wants a scalar, an integral number is an integer and leaves integers what they are", () => {
    const n = tensor([1n, 2n]);
    expect(n.add(2).dtype).toBe("int64");
    expect(n.add(2.5).dtype).toBe("float32");
    expect(n.add_(2).toArray()).toEqual([3n, 4n]);
    expect(() => n.add_(2.5)).toThrow(expect.objectContaining({ code: "TORCH_ERROR" }));
    expect(tensor([true]).add(1).dtype).toBe("int64");
    expect(tensor([1]).add(2).dtype).toBe("float32");
    expect(n.mul(-0).dtype).toBe("float32");
  });

  test("where it wants an integer, a fraction is refused", () => {
    expect(() => tensor([1, 2]).topk(1.5)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  });
});

describe("out", () => {
  const a = tensor([1, 2, 3]);

  test("is written and returned; a tensor of no elements takes the result's shape", () => {
    const out = zeros([3]);
    expect(aten.add(a, a, { out })).toBe(out);
    expect(out.toArray()).toEqual([2, 4, 6]);
    const none = zeros([0]);
    aten.add(a, a, { out: none });
    expect(none.toArray()).toEqual([2, 4, 6]);
    const values = zeros([0]);
    const indices = zeros([0], { dtype: "int64" });
    aten.sort(a, 0, true, { values, indices });
    expect([values.toArray(), indices.toArray()]).toEqual([
      [3, 2, 1],
      [2n, 1n, 0n],
    ]);
  });

  test("of another dtype it is converted to, unless that loses the kind of number", () => {
    const out = zeros([3], { dtype: "float64" });
    expect(aten.add(a, a, { out }).toArray()).toEqual([2, 4, 6]);
    expect(() => aten.add(a, a, { out: zeros([3], { dtype: "int64" }) })).toThrow(
      expect.objectContaining({ code: "TORCH_ERROR", message: expect.stringContaining("can't be cast") }),
    );
  });

  test("a tensor that a job is at work on is refused", async () => {
    const out = randn([200, 200]);
    const pending = out.async.matmul(out);
    expect(() => aten.exp(zeros([200, 200]), { out })).toThrow(
      expect.objectContaining({ code: "TENSOR_BUSY" }),
    );
    await pending;
    expect(isTensor(await aten.exp.async(zeros([200, 200]), { out }))).toBe(true);
    expect(out.sum().item()).toBe(40000);
  });
});
