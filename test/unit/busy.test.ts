/** What a pending job reads or writes cannot be changed or read under it. */
import { aten, autograd, manualSeed, memory, ones, ops, optim, randn, type Tensor, zeros } from "../../lib";

const { backward } = autograd;

const busy = expect.objectContaining({ code: "TENSOR_BUSY" });

test("writing what a job reads is refused until it is awaited", async () => {
  const a = randn([300, 300]);
  const product = aten.matmul!.async(a, a);
  expect(() => a.zero_()).toThrow(busy);
  expect(() => a.select(0, 0).fill_(1)).toThrow(busy);
  expect(a.sum().shape).toEqual([]);
  await product;
  a.zero_();
});

test("reading what a job writes is refused until it is awaited", async () => {
  const a = randn([300, 300]);
  const done = aten.exp_!.async(a);
  expect(() => a.sum()).toThrow(busy);
  expect(() => a.item()).toThrow(busy);
  expect(() => a.toTypedArray()).toThrow(busy);
  await done;
  a.sum();
});

describe("what an operator writes without its schema saying so", () => {
  const teacher = randn([128, 1024]);
  const { multi_crop_loss, masked_patch_loss } = ops.dino;
  const losses = {
    multi_crop_loss: (student: Tensor, overwriteStudent: boolean) =>
      multi_crop_loss.async(student, teacher, null, 128, [1], 0.1, 0.04, { overwriteStudent }),
    masked_patch_loss: (student: Tensor, overwriteStudent: boolean) =>
      masked_patch_loss.async(student, teacher, null, ones([128]), 0.1, 0.04, { overwriteStudent }),
  };

  test.each(Object.entries(losses))("%s writes the student where it may overwrite it", async (_, loss) => {
    const student = randn([128, 1024], { requiresGrad: true }).mul(2);
    const pending = loss(student, true);
    expect(() => student.sum()).toThrow(busy);
    expect(() => student.select(0, 0).sum()).toThrow(busy);
    expect(teacher.sum().shape).toEqual([]);
    const [value] = await pending;
    // Its gradient lies there now, which a backward pass scales.
    const backward = value.mul(2).backward();
    expect(() => student.sum()).toThrow(busy);
    await backward;
    student.sum();
  });

  test.each(Object.entries(losses))("%s reads the student else", async (_, loss) => {
    const student = randn([128, 1024], { requiresGrad: true }).mul(2);
    const pending = loss(student, false);
    expect(student.sum().shape).toEqual([]);
    expect(() => student.detach().zero_()).toThrow(busy);
    const [value] = await pending;
    const backward = value.mul(2).backward();
    expect(student.sum().shape).toEqual([]);
    await backward;
  });

  test("a call that may overwrite the student waits for who reads it", async () => {
    const student = randn([128, 1024]);
    const pending = aten.matmul!.async(student, student.t());
    const call = (overwriteStudent: boolean) =>
      multi_crop_loss(student, teacher, null, 128, [1], 0.1, 0.04, { overwriteStudent });
    expect(() => call(true)).toThrow(busy);
    expect(call(false)[0].shape).toEqual([]);
    await pending;
    call(true);
  });

  test("running statistics are written by a batch normalisation that trains", async () => {
    const images = randn([16, 8, 64, 64]);
    const [mean, variance] = [zeros([8]), ones([8])];
    const normalized = (training: boolean) =>
      aten.batch_norm.async(images, null, null, mean, variance, training, 0.1, 1e-5, false);
    const evaluated = normalized(false);
    expect(mean.sum().item()).toBe(0);
    expect(() => variance.zero_()).toThrow(busy);
    await evaluated;
    const trained = normalized(true);
    expect(() => mean.sum()).toThrow(busy);
    expect(() => variance.sum()).toThrow(busy);
    expect(images.sum().shape).toEqual([]);
    await trained;
    expect(mean.sum().item()).not.toBe(0);
  });
});

test("gradients are out of reach during backward, and so is what the graph may have saved", async () => {
  const w = randn([200, 200], { requiresGrad: true });
  const x = randn([200, 200]);
  await w.sum().backward();
  const grad = w.grad!;
  const y = x.mul(w);
  const pending = y.sum().backward();
  expect(() => w.grad).toThrow(busy);
  expect(() => {
    w.grad = null;
  }).toThrow(busy);
  expect(() => grad.zero_()).toThrow(busy);
  expect(() => x.zero_()).toThrow(busy);
  expect(() => aten.resize_!(x, [1])).toThrow(busy);
  await pending;
  x.zero_();
  expect(w.grad!.shape).toEqual([200, 200]);
});

test("operators in a graph by a job, and those without a result, are parts of it", async () => {
  const w = randn([300, 300], { requiresGrad: true });
  const [a, b, c] = [randn([300, 300]), randn([300, 300]), randn([300, 300])];
  // Whether `a` requires a gradient is not known yet when the second operator is queued.
  const first = aten.mul_!.async(a, w);
  const product = aten.mul!.async(a, b);
  await first;
  const inList = [c.mul(w)];
  const factor = randn([300, 300]);
  aten._foreach_mul_(inList, [factor]);
  const loss = (await product).sum().add(inList[0]!.sum());
  const pending = loss.backward();
  expect(() => b.zero_()).toThrow(busy);
  expect(() => factor.zero_()).toThrow(busy);
  await pending;
});

test("backward and grad are refused while a job writes what they begin with", async () => {
  const w = randn([300, 300], { requiresGrad: true });
  const y = randn([300, 300]);
  const seed = ones([300, 300]);
  const written = aten.mul_!.async(y, w);
  expect(() => y.gradFunction).toThrow(busy);
  await expect(backward(y, { gradient: seed })).rejects.toEqual(busy);
  await expect(autograd.grad(y, w, { gradOutputs: seed })).rejects.toEqual(busy);
  await written;
  const seeded = aten.mul_!.async(seed, 2);
  await expect(backward(y, { gradient: seed })).rejects.toEqual(busy);
  await seeded;
  await backward(y, { gradient: seed });
});

test("a gradient that backward was given is a leaf's own where LibTorch has made it that", async () => {
  const w = randn([2, 3], { requiresGrad: true });
  const [seed, other] = [ones([6]), ones([2, 3])];
  await backward(w.view([6]), { gradient: seed });
  await backward(w.mul(2), { gradient: other });
  const zeroed = new optim.SGD([w]).zeroGrad({ setToNone: false });
  expect(() => seed.sum()).toThrow(busy);
  other.zero_();
  await zeroed;
  expect(seed.toArray()).toEqual([0, 0, 0, 0, 0, 0]);
});

test("parameters are out of reach during an optimiser's step; disposing them is allowed", async () => {
  const w = randn([500, 500], { requiresGrad: true });
  const sgd = new optim.SGD([w], { lr: 0.1 });
  await w.square().sum().backward();
  const step = sgd.step();
  expect(() => w.sum()).toThrow(busy);
  w.dispose();
  await step;
});

test("a job's failure gives its tensors back", async () => {
  const a = randn([10, 10]);
  await expect(aten.matmul!.async(a, randn([3, 3]))).rejects.toMatchObject({ code: "TORCH_ERROR" });
  a.zero_();
});

test("10,000 random interleavings end in a result or a TensorBusyError", async () => {
  manualSeed(0);
  let seed = 12345;
  const random = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * n);
  };
  const fresh = () => randn([8, 8], { requiresGrad: true });
  const leaves: Tensor[] = Array.from({ length: 6 }, fresh);
  let optimizer = new optim.AdamW(leaves);
  const plain: Tensor[] = Array.from({ length: 6 }, () => randn([8, 8]));
  const pick = (from: Tensor[]) => from[random(from.length)]!;
  const pending: Promise<unknown>[] = [];
  let refused = 0;
  let ran = 0;
  const actions: (() => unknown)[] = [
    () => pick(leaves).matmul(pick(plain)).sum().backward(),
    () => pick(leaves).mul(pick(leaves)).sum().backward(),
    () => aten.matmul!.async(pick(leaves), pick(plain)),
    () => aten.exp_!.async(pick(plain)),
    () => aten.clamp_!.async(pick(plain), -1, 1),
    () => optimizer.step(),
    () => optimizer.zeroGrad(),
    () => pick(plain).zero_(),
    () => pick(plain).add_(pick(plain)),
    () => pick(leaves).grad?.zero_(),
    () => aten.resize_!(pick(plain), [8, 8]),
    () => aten.set_!(pick(plain), randn([8, 8])),
    () => {
      pick(leaves).grad = null;
    },
    () => pick(leaves).sum().item(),
    () => pick(plain).toTypedArray(),
    () => {
      const i = random(plain.length);
      plain[i]!.dispose();
      plain[i] = randn([8, 8]);
    },
    () => {
      pick(leaves).requiresGrad = true;
    },
  ];
  for (let i = 0; i < 10_000; ++i) {
    try {
      const result = actions[random(actions.length)]!();
      if (result instanceof Promise) pending.push(result.catch(noteRefusal));
      ++ran;
    } catch (error) {
      noteRefusal(error);
    }
    if (i % 500 === 499) {
      optimizer.dispose();
      optimizer = new optim.AdamW(leaves);
    }
    if (random(40) === 0) await Promise.all(pending.splice(0));
  }
  await Promise.all(pending);
  expect(ran).toBeGreaterThan(3000);
  expect(refused).toBeGreaterThan(100);
  expect(memory().pendingJobs).toBe(0);

  function noteRefusal(error: unknown): void {
    expect(error).toMatchObject({ code: expect.stringMatching(/^(TENSOR_BUSY|TORCH_ERROR)$/) });
    if ((error as { code: string }).code === "TENSOR_BUSY") ++refused;
    else expect((error as Error).message).toMatch(/modified by an inplace operation|leaf Variable|inf|nan/);
  }
});
