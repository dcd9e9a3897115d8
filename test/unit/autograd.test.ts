import { Worker } from "node:worker_threads";
import {
  aten,
  autograd,
  type DinoError,
  jit,
  memory,
  NonFiniteError,
  ones,
  scope,
  type Tensor,
  tensor,
} from "../../lib";
import { settled } from "../support/settled";

const leaf = (values: number[]): Tensor => tensor(values, { dtype: "float64" }).requiresGrad_() as Tensor;
const code = (expected: string, text: string) => ({ code: expected, message: expect.stringContaining(text) });

describe("grad", () => {
  test("gives the gradients of several outputs for several inputs and touches no leaf", async () => {
    const [a, b] = [leaf([1, 2]), leaf([3, 4])];
    const [da, db] = await autograd.grad([a.mul(b).sum(), a.sum()], [a, b]);
    expect(da!.toArray()).toEqual([4, 5]);
    expect(db!.toArray()).toEqual([1, 2]);
    expect([a.grad, b.grad]).toEqual([null, null]);
  });

  test("takes the gradients of outputs that are no scalars", async () => {
    const x = leaf([1, 2, 3]);
    const [dx] = await autograd.grad(x.square(), x, {
      gradOutputs: tensor([1, 10, 100], { dtype: "float64" }),
    });
    expect(dx!.toArray()).toEqual([2, 40, 600]);
    await expect(autograd.grad(x.square(), x)).rejects.toMatchObject(
      code("INVALID_ARGUMENT", "tensor of 3 elements"),
    );
  });

  test("of an input that is no leaf", async () => {
    const x = leaf([2]);
    const y = x.square();
    const [dy] = await autograd.grad(y.mul(y).sum(), y);
    expect(dy!.toArray()).toEqual([8]);
  });

  test("has gradients of its own with createGraph: x^3 three times", async () => {
    const x = leaf([2, -1]);
    const [first] = await autograd.grad(x.pow(3).sum(), x, { createGraph: true });
    const [second] = await autograd.grad(first!.sum(), x, { createGraph: true });
    const [third] = await autograd.grad(second!.sum(), x);
    expect([first, second, third].map((each) => each!.detach().toArray())).toEqual([
      [12, 3],
      [12, -6],
      [6, 6],
    ]);
  });

  test("agrees with finite differences", async () => {
    const f = (x: Tensor) => x.sin().mul(x.exp()).sum().add(x.pow(4).mean());
    const x = leaf([0.3, -1.2, 2]);
    const [dx] = await autograd.grad(f(x), x);
    const h = 1e-6;
    for (let i = 0; i < 3; ++i) {
      const step = tensor(
        [0, 1, 2].map((j) => (i === j ? h : 0)),
        { dtype: "float64" },
      );
      const slope = f(x.detach().add(step))
        .sub(f(x.detach().sub(step)))
        .item() as number;
      expect(dx!.get(i).item()).toBeCloseTo(slope / (2 * h), 6);
    }
  });

  test("names an input outside of the graph, or gives null for it", async () => {
    const [a, b] = [leaf([1]), leaf([2])];
    await expect(autograd.grad(a.sum(), [a, b])).rejects.toMatchObject(code("INVALID_ARGUMENT", "input 1"));
    const [da, db] = await autograd.grad(a.sum(), [a, b], { allowUnused: true });
    expect(da!.toArray()).toEqual([1]);
    expect(db).toBeNull();
    await expect(autograd.grad(a.sum(), ones([1]))).rejects.toMatchObject(
      code("INVALID_ARGUMENT", "input 0"),
    );
  });

  test("keeps the graph where it is asked to", async () => {
    const x = leaf([3]);
    const y = x.square().sum();
    await autograd.grad(y, x, { retainGraph: true });
    await autograd.grad(y, x);
    await expect(autograd.grad(y, x)).rejects.toMatchObject(code("TORCH_ERROR", "second time"));
  });

  test("results belong to the scope that asked for them", async () => {
    const x = leaf([3]);
    const before = (await settled()).tensors;
    await scope(async () => {
      await autograd.grad(x.square().sum(), x);
    });
    expect(memory().tensors).toBe(before);
  });
});

describe("backward", () => {
  test("of several tensors adds up what they all give", async () => {
    const x = leaf([1, 2]);
    const weights = tensor([1, 2], { dtype: "float64" });
    await autograd.backward([x.sum(), x.square()], { gradient: [null, weights] });
    expect(x.grad!.toArray()).toEqual([3, 9]);
  });

  test("checks the gradient's shape and dtype, and says which tensor it belongs to", async () => {
    const x = leaf([1, 2]);
    const y = x.square();
    await expect(y.backward({ gradient: ones([3], { dtype: "float64" }) })).rejects.toMatchObject(
      code("INVALID_SHAPE", "expected the tensor's shape [2], got [3]"),
    );
    await expect(y.backward({ gradient: ones([2]) })).rejects.toMatchObject(
      code("INVALID_DTYPE", "expected the tensor's dtype float64, got float32"),
    );
    await expect(autograd.backward([y.sum(), ones([1])])).rejects.toMatchObject(
      code("TORCH_ERROR", "tensor 1"),
    );
    await expect(autograd.backward([y, y], { gradient: [y] })).rejects.toMatchObject(
      code("INVALID_ARGUMENT", "an array of 2"),
    );
    expect(x.grad).toBeNull();
  });

  test("with createGraph leaves gradients that have a graph", async () => {
    const x = leaf([2]);
    await x.pow(3).sum().backward({ createGraph: true });
    const [second] = await autograd.grad(x.grad!.sum(), x);
    expect(second!.toArray()).toEqual([12]);
    x.grad = null;
  });

  test("a tensor is not taken as its own gradient", () => {
    const x = leaf([1]);
    expect(() => {
      x.grad = x;
    }).toThrow(expect.objectContaining(code("INVALID_ARGUMENT", "its own gradient")));
    expect(x.grad).toBeNull();
  });

  test("leaves the gradient of a tensor that is no leaf where retainGrad asked for it", async () => {
    const x = leaf([1, 2]);
    const y = x.mul(3).retainGrad();
    await y.square().sum().backward();
    expect(y.grad!.toArray()).toEqual([6, 12]);
    expect(() => ones([1]).retainGrad()).toThrow(expect.objectContaining({ code: "TORCH_ERROR" }));
    const written = aten.mul_.async(y, 2);
    expect(() => y.retainGrad()).toThrow(expect.objectContaining({ code: "TENSOR_BUSY" }));
    await written;
  });
});

test("detach_ makes a leaf in place, requiresGrad_ returns its tensor", () => {
  const x = leaf([1]);
  const y = x.mul(2);
  expect(y.detach_()).toBe(y);
  expect([y.isLeaf, y.requiresGrad, y.gradFunction]).toEqual([true, false, null]);
  expect(y.requiresGrad_().requiresGrad).toBe(true);
  expect(y.requiresGrad_(false).requiresGrad).toBe(false);
  expect(() => ones([1], { dtype: "int64" }).requiresGrad_()).toThrow(
    expect.objectContaining({ code: "TORCH_ERROR" }),
  );
});

describe("detectAnomaly", () => {
  // 0 * d sqrt(0) = 0 * Infinity.
  const nan = (x: Tensor): Tensor => x.sqrt().mul(0).sum();
  const failure = (call: Promise<unknown>): Promise<DinoError> =>
    call.then(
      () => {
        throw new Error("it did not fail");
      },
      (error: DinoError) => error,
    );

  test("names the operator whose gradient is NaN and shows the call that made it", async () => {
    const error = await failure(
      autograd.detectAnomaly(async () => {
        await nan(leaf([0, 1])).backward();
      }),
    );
    expect(error).toBeInstanceOf(NonFiniteError);
    expect(error.message).toContain("backward: SqrtBackward0 gave NaN in the gradient of its input 0");
    expect(error.message).toMatch(/The forward call that made it:\n\s+at .*autograd\.test\.ts:\d+:\d+\)\n/);
    expect(error.details).toMatchObject({
      operator: "SqrtBackward0",
      forwardStack: expect.stringContaining("autograd.test.ts"),
    });
    expect(error.details.forwardStack).not.toMatch(/lib\/(tensor|aten|native)/);
  });

  test("says so where the forward did not run in it", async () => {
    const loss = nan(leaf([0]));
    const error = await failure(autograd.detectAnomaly(() => loss.backward()));
    expect(error.message).toContain("SqrtBackward0");
    expect(error.message).toContain("was not under detectAnomaly");
  });

  test("names the operator that fails, whatever it fails of", async () => {
    const error = await failure(
      autograd.detectAnomaly(async () => {
        const x = leaf([1, 2]).mul(1);
        const y = x.mul(x);
        x.add_(1);
        expect(await autograd.grad(y.sum(), y.sum(), { allowUnused: true })).toEqual([null]);
        await y.sum().backward();
      }),
    );
    expect(error).toMatchObject({ code: "TORCH_ERROR", details: { operator: "MulBackward0" } });
    expect(error.message).toMatch(/^backward: MulBackward0 failed: .*modified by an inplace operation/s);
    expect(error.message).toContain("autograd.test.ts");
  });

  test("knows in-place operators, modules, and graphs of graphs", async () => {
    const module = await jit.define({
      name: "Root",
      source: "def forward(self, x: Tensor) -> Tensor:\n    return torch.sqrt(x)\n",
    });
    const stacks: string[] = [];
    await autograd.detectAnomaly(async () => {
      const inPlace = leaf([0]).mul(1);
      aten.sqrt_(inPlace);
      const inModule = (await module.forward(leaf([0]))) as Tensor;
      const asJob = (await aten.sqrt.async(leaf([0]))) as Tensor;
      const x = leaf([0]);
      const [graphOfGraph] = await autograd.grad(x.pow(1.5).sum(), x, { createGraph: true });
      for (const each of [inPlace, inModule, asJob, graphOfGraph!])
        stacks.push((await failure(each.mul(0).sum().backward())).details.forwardStack as string);
    });
    expect(stacks).toHaveLength(4);
    for (const stack of stacks) expect(stack).toContain("autograd.test.ts");
  });

  test("knows what jobs write in place, with and without a result", async () => {
    const module = await jit.define({
      name: "InPlace",
      source: "def forward(self, x: Tensor) -> int:\n    x.sqrt_()\n    return 0\n",
    });
    const stacks: string[] = [];
    await autograd.detectAnomaly(async () => {
      const [asJob, listed, inList, inModule] = [1, 1, 1, 1].map((factor) => leaf([0]).mul(factor));
      await aten.sqrt_.async(asJob!);
      await aten._foreach_sqrt_.async([listed!]);
      aten._foreach_sqrt_([inList!]);
      await module.forward<number>(inModule!);
      for (const each of [asJob, listed, inList, inModule])
        stacks.push((await failure(each!.mul(0).sum().backward())).details.forwardStack as string);
    });
    expect(stacks).toHaveLength(4);
    for (const stack of stacks) expect(stack).toContain("autograd.test.ts");
  });

  test("changes no result, and nothing outside of it", async () => {
    const x = leaf([4]);
    const y = x.sqrt().sum();
    await autograd.detectAnomaly(() => y.backward({ retainGraph: true }));
    expect(x.grad!.toArray()).toEqual([0.25]);
    await y.backward();
    expect(x.grad!.toArray()).toEqual([0.5]);
    const zero = leaf([0]);
    await nan(zero).backward();
    expect(zero.grad!.toArray()).toEqual([Number.NaN]);
  });

  test("after a failure the graph is as good as before", async () => {
    const x = leaf([0]);
    const loss = nan(x);
    await failure(autograd.detectAnomaly(() => loss.backward({ retainGraph: true })));
    await failure(autograd.detectAnomaly(() => loss.backward({ retainGraph: true })));
    await loss.backward();
    expect(x.grad!.toArray()).toEqual([Number.NaN]);
  });

  test("leaves other environments of the process alone", async () => {
    const program = `
      const dino = require(${JSON.stringify(require.resolve("../../dist"))});
      const { parentPort } = require("node:worker_threads");
      (async () => {
        const x = dino.zeros([1], { requiresGrad: true });
        await x.sqrt().mul(0).sum().backward();
        parentPort.postMessage(Number.isNaN(x.grad.item()));
      })();`;
    await autograd.detectAnomaly(async () => {
      const worker = new Worker(program, { eval: true });
      const answer = new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
      const running = nan(leaf([0])).backward();
      await expect(running).rejects.toThrow("SqrtBackward0");
      expect(await answer).toBe(true);
      await worker.terminate();
    });
  });
});
