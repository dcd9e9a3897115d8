/** The wrapper as users drive it: results, the clock, what it leaves alone, and mistakes. */
import {
  backbones,
  cat,
  DINOConf,
  type DINOConfInput,
  DINOWrapper,
  jit,
  losses,
  manualSeed,
  noGrad,
  optim,
  rand,
  type ScriptModule,
  type Tensor,
  tensor,
} from "../../lib";

const SMALL = { globalCropSize: 16, localCropSize: 8, localCropsNumber: 2 } as const satisfies DINOConfInput;

function backbone(channels = 1): Promise<ScriptModule> {
  return backbones.resnet18({ channels, stem: "small", width: 4, classes: 10 });
}

function copyOf(module: ScriptModule): Record<string, Tensor> {
  return noGrad(() =>
    Object.fromEntries(Object.entries(module.stateDict()).map(([name, value]) => [name, value.clone()])),
  );
}

const images = (count = 4, channels = 1) => rand([count, channels, 16, 16]);
const invalid = expect.objectContaining({ code: "INVALID_ARGUMENT" });

beforeEach(() => manualSeed(0));

test("one step trains the module itself, through both losses", async () => {
  const module = await backbone();
  const before = copyOf(module);
  const dino = await DINOWrapper.create(module, SMALL);
  const adam = new optim.AdamW(dino.parameterGroups(), { lr: 1e-2 });
  const [output, loss] = await dino.forward(images());
  expect(output.shape).toEqual([4, 10]);
  expect(loss.shape).toEqual([]);
  await losses
    .crossEntropy(output, tensor([0n, 1n, 2n, 3n]))
    .add(loss)
    .backward();
  await adam.step();
  for (const [name, value] of module.namedParameters())
    expect([name, value.equal(before[name]!)]).toEqual([name, false]);
  await dino.emaUpdate();
});

test("training beside labels brings both losses down", async () => {
  const dino = await DINOWrapper.create(await backbone(), { ...SMALL, teacherMomentum: 0.9 });
  const adam = new optim.AdamW(dino.parameterGroups(), { lr: 3e-3 });
  const batch = images(8);
  const labels = tensor([0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n]);
  const seen: [number, number][] = [];
  for (let step = 0; step < 25; ++step) {
    await adam.zeroGrad();
    const [output, loss] = await dino.forward(batch);
    const classLoss = losses.crossEntropy(output, labels);
    await classLoss.add(loss).backward();
    await adam.step();
    await dino.emaUpdate();
    seen.push([Number(classLoss.item()), Number(loss.item())]);
  }
  expect(seen.at(-1)![0]).toBeLessThan(seen[0]![0]);
  expect(seen.at(-1)![1]).toBeLessThan(seen[0]![1]);
});

test.each([
  ["original", [4, 10]],
  ["globalMean", [4, 32]],
] as const)("originalOutput %s", async (originalOutput, shape) => {
  const dino = await DINOWrapper.create(await backbone(), { ...SMALL, originalOutput });
  const [output] = await dino.forward(images());
  expect(output.shape).toEqual(shape);
  expect(output.requiresGrad).toBe(true);
});

test("originalOutput none is undefined, by type too", async () => {
  const dino = await DINOWrapper.create(await backbone(), { ...SMALL, originalOutput: "none" });
  const [output]: [undefined, Tensor] = await dino.forward(images());
  expect(output).toBeUndefined();
});

test("the original output is the module's own, in train mode, on the normalised images", async () => {
  const module = await backbone();
  const twin = await module.clone();
  const dino = await DINOWrapper.create(module, SMALL);
  const batch = images();
  const [output] = await dino.forward(batch);
  // In train mode the output depends on this batch alone, not on the statistics that the crops left.
  const expected = await twin.train().forward(batch.sub(0.5).div(0.25));
  expect(output.allclose(expected, { rtol: 1e-4, atol: 1e-5 })).toBe(true);
});

test("uint8 images are the same images", async () => {
  const bytes = images().mul(255).round().to("uint8");
  // Whole images, mirrored or not: bytes are resized and coloured in bytes, floats in floats.
  const conf: DINOConfInput = {
    ...{ globalCropSize: 16, localCropsNumber: 0, globalCropsScale: [1, 1], cropRatio: [1, 1] },
    ...{ jitterProbability: 0, globalBlurProbability: 0, globalSolarizeProbability: 0, seed: 3 },
  };
  const one = await DINOWrapper.create(await backbone(), conf);
  const twin = await DINOWrapper.create(await one.student.clone(), conf);
  const [, a] = await one.forward(bytes);
  const [, b] = await twin.forward(bytes.to("float32").div(255));
  expect(Number(a.item())).toBeCloseTo(Number(b.item()), 4);
});

test("the module's mode is its owner's: forward restores it, embed leaves the statistics", async () => {
  const module = await backbone();
  const dino = await DINOWrapper.create(module, SMALL);
  module.eval();
  await dino.forward(images());
  expect(module.training).toBe(false);
  module.train();
  const before = copyOf(module);
  await dino.embed(images(), { network: "student" });
  expect(module.training).toBe(true);
  const after = module.stateDict();
  for (const [name, value] of Object.entries(before))
    expect([name, after[name]!.equal(value)]).toEqual([name, true]);
});

test.each([true, false])(
  "the teacher normalises by the batch whatever mode its owner sets: train(%s)",
  async (mode) => {
    const dino = await DINOWrapper.create(await backbone(), SMALL);
    dino.teacher.train(mode);
    const mean = new Map(dino.teacher.namedBuffers()).get("bn1.running_mean")!;
    const before = mean.clone();
    await dino.forward(images());
    expect(mean.equal(before)).toBe(false);
    expect(dino.teacher.training).toBe(mode);
  },
);

test("creating changes nothing of the module", async () => {
  const module = await backbone();
  const before = copyOf(module);
  await DINOWrapper.create(module, SMALL);
  const after = module.stateDict();
  expect(Object.keys(after)).toEqual(Object.keys(before));
  for (const [name, value] of Object.entries(before))
    expect([name, after[name]!.equal(value)]).toEqual([name, true]);
});

test("the teacher starts as the student, never requires gradients, and follows by its momentum", async () => {
  const module = await backbone();
  const dino = await DINOWrapper.create(module, { ...SMALL, teacherMomentum: 0.75 });
  const start = copyOf(dino.teacher);
  for (const [name, value] of module.namedParameters()) expect(start[name]!.equal(value)).toBe(true);
  for (const value of dino.teacher.parameters()) expect(value.requiresGrad).toBe(false);
  noGrad(() => {
    for (const value of module.parameters()) value.add_(1);
  });
  await dino.emaUpdate();
  for (const [name, value] of dino.teacher.namedParameters())
    expect(value.sub(start[name]!).sub(0.25).abs().amax().item()).toBeLessThan(1e-5);
});

test("embed gives features without gradients, of the teacher unless the student is asked for", async () => {
  const module = await backbone();
  const dino = await DINOWrapper.create(module, SMALL);
  noGrad(() => {
    for (const value of module.parameters()) value.mul_(1.5);
  });
  const batch = images();
  const teacher = await dino.embed(batch);
  const student = await dino.embed(batch, { network: "student" });
  expect(teacher.shape).toEqual([4, dino.featureDim]);
  expect(teacher.requiresGrad).toBe(false);
  expect(teacher.equal(await dino.embed(batch, { network: "teacher" }))).toBe(true);
  expect(teacher.allclose(student)).toBe(false);
});

test("forwardCrops computes the loss of the crops that it is given", async () => {
  const module = await backbone();
  const teacher = (await module.clone()).train();
  const student = (await module.clone()).train();
  const dino = await DINOWrapper.create(module, { ...SMALL, originalOutput: "none", stripHead: "none" });
  const [a, b, c] = [images(), images(), rand([4, 1, 8, 8])];
  const [, loss] = await dino.forwardCrops({ globalCrops: [a, b], localCrops: [c] });
  const both = cat([a, b]);
  const targets = await noGrad(() => teacher.forward(both));
  const locals = await student.forward(c);
  const { loss: expected } = await losses.dino({
    student: cat([await student.forward(both), locals]),
    teacher: targets,
    center: tensor([new Array<number>(10).fill(0)]),
    teacherTemperature: 0.04,
  });
  expect(Number(loss.item())).toBeCloseTo(Number(expected.item()), 3);
  expect(dino.center.shape).toEqual([1, 10]);
  expect(dino.center.allclose(targets.mean(0, true).mul(0.1), { rtol: 1e-3, atol: 1e-5 })).toBe(true);
});

test("crops depend on the seed and the images seen, or on seed, epoch and id", async () => {
  const module = await backbone();
  const conf = { ...SMALL, originalOutput: "none" } as const;
  // A pair of equal wrappers; train-mode statistics do not enter the loss.
  const make = async (seed: number) => DINOWrapper.create(await module.clone(), { ...conf, seed });
  const lossOf = async (dino: DINOWrapper<typeof conf>, options?: { ids?: BigInt64Array; epoch?: number }) =>
    Number((await dino.forward(batch, options))[1].item());
  const batch = images();
  const ids = BigInt64Array.of(7n, 8n, 9n, 10n);
  const first = await lossOf(await make(1));
  expect(await lossOf(await make(1))).toBe(first);
  expect(await lossOf(await make(2))).not.toBe(first);
  const keyed = await lossOf(await make(1), { ids });
  const later = await make(1);
  later.center.dispose();
  expect(await lossOf(later, { ids })).toBe(keyed);
  expect(await lossOf(await make(1), { ids, epoch: 1 })).not.toBe(keyed);
});

test("the clock counts updates; epochs, momentum and temperature follow it", async () => {
  const dino = await DINOWrapper.create(await backbone(), {
    ...SMALL,
    epochs: 3,
    stepsPerEpoch: 2,
    teacherMomentum: 0.9,
    warmupTeacherTemp: 0.02,
    teacherTemp: 0.06,
    warmupTeacherTempEpochs: 3,
  });
  const seen: number[][] = [];
  for (let i = 0; i < 8; ++i) {
    seen.push([dino.step, dino.epoch, dino.teacherTemperature]);
    await dino.emaUpdate();
  }
  expect(seen.map(([step, epoch]) => [step, epoch])).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7].map((i) => [i, Math.floor(i / 2)]),
  );
  // Past the end of the schedule the last value stays.
  for (const [i, expected] of [0.02, 0.02, 0.04, 0.04, 0.06, 0.06, 0.06, 0.06].entries())
    expect(seen[i]![2]).toBeCloseTo(expected, 12);
  expect(dino.teacherMomentum).toBeCloseTo(1 - 0.1 * 0.5 * (1 + Math.cos((Math.PI * 5) / 6)), 12);
  expect(dino.preflight.join()).not.toMatch(/clock/);
});

test("without stepsPerEpoch the start values stay, and the preflight says so", async () => {
  const dino = await DINOWrapper.create(await backbone(), SMALL);
  for (let i = 0; i < 3; ++i) await dino.emaUpdate();
  expect([dino.step, dino.epoch, dino.teacherMomentum, dino.teacherTemperature]).toEqual([3, 0, 0.996, 0.04]);
  expect(dino.preflight.join("\n")).toMatch(/stepsPerEpoch is not set/);
});

test("parameter groups are DINO's: no decay for biases and one-dimensional parameters, nothing frozen", async () => {
  const dino = await DINOWrapper.create(await backbone(), {
    ...SMALL,
    head: { prototypes: 24, hiddenDim: 16, bottleneckDim: 8 },
  });
  const named = dino.namedParameters();
  const names = named.map(([name]) => name);
  expect(names).toEqual(
    expect.arrayContaining(["conv1.weight", "fc.bias", "head.mlp.0.weight", "head.last_layer.weight_v"]),
  );
  expect(names).not.toContain("head.last_layer.weight_g");
  const [decayed, plain] = dino.parameterGroups();
  expect(plain.weightDecay).toBe(0);
  expect(decayed.parameters.every((value) => value.dim > 1)).toBe(true);
  expect(plain.parameters.every((value) => value.dim === 1)).toBe(true);
  expect(decayed.parameters.length + plain.parameters.length).toBe(named.length);
  expect(dino.prototypes).toBe(24);
  const [, loss] = await dino.forward(images());
  await loss.backward();
  for (const [name, value] of dino.namedParameters())
    if (!name.startsWith("fc.")) expect([name, value.grad !== null]).toEqual([name, true]);
});

const HEAD = { prototypes: 16, hiddenDim: 16, bottleneckDim: 8 };

describe("the teacher that is never updated", () => {
  // jest's `process` is a copy: what the real one emits as an event does not reach a listener here.
  let emitted: jest.SpyInstance;
  beforeEach(() => {
    emitted = jest.spyOn(process, "emitWarning").mockImplementation(() => {});
  });
  afterEach(() => emitted.mockRestore());

  const train = async (dino: DINOWrapper, update: boolean): Promise<void> => {
    const sgd = new optim.SGD(dino.parameterGroups(), { lr: 1e-3 });
    for (let i = 0; i < 3; ++i) {
      const [, loss] = await dino.forward(images());
      await loss.backward();
      await sgd.step();
      if (update) await dino.emaUpdate();
    }
  };
  const stale = () => emitted.mock.calls.filter(([, { code }]) => code === "EMA_NOT_UPDATED").length;

  test("warns once", async () => {
    await train(await DINOWrapper.create(await backbone(), SMALL), false);
    expect(stale()).toBe(1);
  });
  test("warns where the head alone is trained", async () => {
    const module = await backbone();
    module.requiresGrad_(false);
    await train(await DINOWrapper.create(module, { ...SMALL, head: HEAD }), false);
    expect(stale()).toBe(1);
  });
  test("is what ema: manual asks for", async () => {
    await train(await DINOWrapper.create(await backbone(), { ...SMALL, ema: "manual" }), false);
    expect(stale()).toBe(0);
  });
  test("does not warn when it is updated", async () => {
    await train(await DINOWrapper.create(await backbone(), SMALL), true);
    expect(stale()).toBe(0);
  });
});

test("jobs run in the order of the calls, awaited or not", async () => {
  const run = async (wait: boolean): Promise<number[]> => {
    manualSeed(5);
    const dino = await DINOWrapper.create(await backbone(), { ...SMALL, originalOutput: "none" });
    const adam = new optim.AdamW(dino.parameterGroups(), { lr: 1e-2 });
    const batch = images();
    const result: Tensor[] = [];
    for (let i = 0; i < 3; ++i) {
      const zeroed = adam.zeroGrad();
      if (wait) await zeroed;
      const [, loss] = await dino.forward(batch);
      result.push(loss);
      const jobs = [loss.backward(), adam.step(), dino.emaUpdate()];
      if (wait) for (const each of jobs) await each;
    }
    await dino.emaUpdate();
    return result.map((loss) => Number(loss.item()));
  };
  expect(await run(false)).toEqual(await run(true));
});

describe("images of any kind", () => {
  test("colour images, rectangular crops, a batch of one crop size each", async () => {
    const dino = await DINOWrapper.create(await backbone(3), { ...SMALL, globalCropSize: [16, 24] });
    const [output, loss] = await dino.forward(rand([2, 3, 20, 30]));
    expect(output.shape).toEqual([2, 10]);
    expect(Number.isFinite(Number(loss.item()))).toBe(true);
  });

  test("a DINOConf finds the module's channels as a plain object does", async () => {
    const dino = await DINOWrapper.create(await backbone(1), new DINOConf(SMALL));
    const [output] = await dino.forward(images());
    expect(output!.shape).toEqual([4, 10]);
  });

  test("a module whose output is its features", async () => {
    const module = await jit.define({
      name: "Features",
      parameters: { weight: rand([6, 1, 3, 3]) },
      source:
        "def forward(self, x: Tensor) -> Tensor:\n    return torch.conv2d(x, self.weight).mean([2, 3])\n",
    });
    const dino = await DINOWrapper.create(module, SMALL);
    expect(dino.featureDim).toBe(6);
    expect((await dino.forward(images()))[0].shape).toEqual([4, 6]);
  });
});

describe("mistakes are named", () => {
  let dino: DINOWrapper;
  beforeAll(async () => {
    dino = await DINOWrapper.create(await backbone(), SMALL);
  });
  const calls: [string, () => Promise<unknown>, RegExp][] = [
    ["no module", () => DINOWrapper.create({} as ScriptModule), /module: expected a ScriptModule/],
    ["no tensor", () => dino.forward(1 as unknown as Tensor), /images: expected a Tensor/],
    ["a list of others", () => dino.forward([1] as unknown as Tensor), /images\[0\]: expected a Tensor/],
    [
      "other channels",
      () => dino.forward(rand([2, 3, 16, 16])),
      /expected \[B, 1, H, W\].*got \[2, 3, 16, 16\]/,
    ],
    ["no batch", () => dino.forward(rand([1, 16, 16])), /expected \[B, 1, H, W\]/],
    ["an empty batch", () => dino.forward(rand([0, 1, 16, 16])), /at least one image/],
    ["integers", () => dino.forward(images().to("int64")), /uint8 or floating point/],
    ["too few ids", () => dino.forward(images(), { ids: BigInt64Array.of(1n) }), /ids/],
    [
      "ids that are numbers",
      () => dino.forward(images(), { ids: [1, 2] as unknown as BigInt64Array }),
      /ids: expected int64/,
    ],
    [
      "a negative epoch",
      () => dino.forward(images(), { epoch: -1 }),
      /epoch: expected a number of 0 or more/,
    ],
    ["an iteration that is no number", () => dino.emaUpdate(Number.NaN), /expected a number, got number NaN/],
    ["no crops", () => dino.forwardCrops({ globalCrops: [] }), /at least one global crop/],
    [
      "crops without images",
      () => dino.forwardCrops({ globalCrops: [images(), images()] }),
      /images: expected them/,
    ],
    [
      "crops of two sizes",
      () => dino.forwardCrops({ globalCrops: [images(), rand([4, 1, 8, 8])] }),
      /all of one size/,
    ],
    [
      "another network",
      () => dino.embed(images(), { network: "x" as "teacher" }),
      /expected "teacher" or "student"/,
    ],
  ];
  test.each(calls)("%s", async (_, call, message) => {
    const step = dino.step;
    await expect(call()).rejects.toEqual(invalid);
    await expect(call()).rejects.toMatchObject({ message: expect.stringMatching(message) });
    expect(dino.step).toBe(step);
  });

  test("floating point images that were normalised before", async () => {
    const fresh = await DINOWrapper.create(await backbone(), SMALL);
    await expect(fresh.forward(images().mul(300))).rejects.toMatchObject({
      message: expect.stringMatching(/in \[0, 1\]/),
    });
  });

  test("a crop size that the module does not accept", async () => {
    const module = await jit.define({
      name: "Fixed",
      parameters: { weight: rand([4, 256]) },
      source:
        "def forward(self, x: Tensor) -> Tensor:\n    return torch.linear(torch.flatten(x, 1), self.weight)\n",
    });
    await expect(DINOWrapper.create(module, { ...SMALL, channels: 1 })).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(/does not accept images of \[1, 8, 8\].*localCropSize/s),
    });
  });

  test("settings that do not exist", async () => {
    const module = await backbone();
    await expect(
      DINOWrapper.create(module, { globalCropsSize: 16 } as unknown as DINOConfInput),
    ).rejects.toMatchObject({ code: "INVALID_CONFIG" });
  });
});

test("a disposed wrapper says so, the module lives on, and disposing twice is allowed", async () => {
  const module = await backbone();
  const dino = await DINOWrapper.create(module, SMALL);
  const pending = dino.forward(images());
  dino.dispose();
  dino.dispose();
  await pending;
  await expect(dino.forward(images())).rejects.toMatchObject({ code: "DISPOSED" });
  expect((await module.forward(images())).shape).toEqual([4, 10]);
});
