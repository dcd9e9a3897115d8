/** What DINO's step is, whatever the backbone: symmetries, groups of crops, the freeze, signals, and what it leaves alone. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  autograd,
  backbones,
  cat,
  type DINOConfInput,
  DINOWrapper,
  fromTypedArray,
  full,
  jit,
  losses,
  manualSeed,
  noGrad,
  optim,
  rand,
  type ScriptModule,
  stack,
  type Tensor,
  tensor,
} from "../../lib";
import { loadCase } from "../golden/golden";

const SMALL = {
  globalCropSize: 16,
  localCropSize: 8,
  localCropsNumber: 3,
  originalOutput: "none",
} as const satisfies DINOConfInput;
const HEAD = { prototypes: 24, hiddenDim: 16, bottleneckDim: 8 } as const;

const resnet = (): Promise<ScriptModule> =>
  backbones.resnet({ depths: [1, 1, 1], channels: 3, stem: "small", width: 4, classes: 10 });
/** Without BatchNorm: each image by itself. */
const vit = (): Promise<ScriptModule> =>
  backbones.vit({ imageSize: 16, patchSize: 4, width: 12, depth: 1, heads: 2 });
const item = (value: Tensor): number => Number(value.item());
const globals = (batch = 4): Tensor[] => [rand([batch, 3, 16, 16]), rand([batch, 3, 16, 16])];
const locals = (batch = 4): Tensor[] => [0, 1, 2].map(() => rand([batch, 3, 8, 8]));

beforeEach(() => manualSeed(0));

test("the loss does not depend on the order of the images", async () => {
  const dino = await DINOWrapper.create(await vit(), { ...SMALL, head: HEAD });
  const crops = { globalCrops: globals(), localCrops: locals() };
  const order = tensor([2n, 0n, 3n, 1n]);
  const mixed = {
    globalCrops: crops.globalCrops.map((crop) => crop.indexSelect(0, order)),
    localCrops: crops.localCrops.map((crop) => crop.indexSelect(0, order)),
  };
  const twin = await DINOWrapper.create(dino.student, { ...SMALL, head: HEAD });
  const [, loss] = await dino.forwardCrops(crops);
  const [, same] = await twin.forwardCrops(mixed);
  expect(item(same)).toBeCloseTo(item(loss), 5);
  expect(twin.center.allclose(dino.center, { rtol: 1e-4, atol: 1e-6 })).toBe(true);
});

describe("operators: our own and LibTorch's", () => {
  test.each([
    ["without a head", null],
    ["with a head", HEAD],
  ])("%s give the same loss, gradients, centre and signals", async (_, head) => {
    const module = await vit();
    const crops = { globalCrops: globals(), localCrops: locals(), signals: true };
    const run = async (operators: "fused" | "composed") => {
      const twin = await module.clone();
      const dino = await DINOWrapper.create(twin, { ...SMALL, head, operators });
      const [, loss] = await dino.forwardCrops(crops);
      await loss.backward();
      const gradients = dino.namedParameters().map(([name, { grad }]) => [name, grad] as const);
      return { loss: item(loss), center: dino.center, gradients, signals: dino.signals! };
    };
    const fused = await run("fused");
    const composed = await run("composed");
    expect(fused.loss).toBeCloseTo(composed.loss, 5);
    expect(fused.center.allclose(composed.center, { rtol: 1e-5, atol: 1e-7 })).toBe(true);
    for (const [key, value] of Object.entries(composed.signals))
      expect(fused.signals[key as keyof typeof fused.signals]).toBeCloseTo(value, 4);
    expect(fused.gradients.map(([name]) => name)).toEqual(composed.gradients.map(([name]) => name));
    let compared = 0;
    for (const [i, [name, gradient]] of composed.gradients.entries()) {
      const own = fused.gradients[i]![1];
      expect([name, own === null]).toEqual([name, gradient === null]);
      if (gradient === null || own === null) continue;
      const scale = Math.max(1e-8, item(gradient.abs().max()));
      expect([name, item(own.sub(gradient).abs().max()) / scale]).toEqual([name, expect.closeTo(0, 3)]);
      compared++;
    }
    expect(compared).toBeGreaterThan(10);
  });

  test("the fused loss can be gone back through twice, and says that it has no second derivative", async () => {
    const dino = await DINOWrapper.create(await vit(), { ...SMALL, head: HEAD });
    const [, loss] = await dino.forwardCrops({ globalCrops: globals(), localCrops: locals() });
    const parameter = dino.namedParameters().find(([name]) => name === "head.last_layer.weight_v")![1];
    await loss.backward({ retainGraph: true });
    const once = parameter.grad!.clone();
    await loss.backward({ retainGraph: true });
    expect(parameter.grad!.allclose(once.mul(2))).toBe(true);
    const [first] = await autograd.grad(loss, parameter, { createGraph: true });
    await expect(autograd.grad(first!.pow(2).sum(), parameter)).rejects.toThrow(
      "dino::multi_crop_loss: has no second derivative",
    );
  });
});

test("crops of one size run together whatever stands between them: loss and gradients are those of one at a time", async () => {
  const module = await vit();
  const dino = await DINOWrapper.create(module, SMALL);
  const [a, b] = globals() as [Tensor, Tensor];
  const [c, d, e] = locals() as [Tensor, Tensor, Tensor];
  const wide = rand([4, 3, 8, 12]);
  // Locals of two sizes in turns, and one as large as the globals.
  const extra = rand([4, 3, 16, 16]);
  const localCrops = [c, wide, d, extra, e];
  const [, loss] = await dino.forwardCrops({ globalCrops: [a, b], localCrops });
  await loss.backward();
  const grads = module
    .namedParameters()
    .map(([name, { grad }]) => [name, noGrad(() => grad!.clone())] as const);
  for (const parameter of module.parameters()) parameter.grad = null;

  const rows: Tensor[] = [];
  for (const crop of [a, b, ...localCrops]) rows.push(await module.forward(crop));
  const teacher = await noGrad(() => dino.teacher.forward(cat([a, b])));
  const { loss: expected } = await losses.dino({
    student: cat(rows),
    teacher,
    center: dino.center.zero_(),
    teacherTemperature: dino.teacherTemperature,
  });
  expect(item(loss)).toBeCloseTo(item(expected), 5);
  await expected.backward();
  for (const [name, grad] of grads) {
    const wanted = new Map(module.namedParameters()).get(name)!.grad!;
    expect([name, grad.allclose(wanted, { rtol: 1e-3, atol: 1e-6 })]).toEqual([name, true]);
  }
});

test("batches may end with a smaller one, and the centre stays [1, K]", async () => {
  const dino = await DINOWrapper.create(await resnet(), { ...SMALL, head: HEAD });
  for (const batch of [4, 4, 3]) {
    const [, loss] = await dino.forward(rand([batch, 3, 20, 20]));
    expect(Number.isFinite(item(loss))).toBe(true);
    expect(dino.center.shape).toEqual([1, 24]);
  }
});

describe("parameter groups are the reference's", () => {
  const { groups } = JSON.parse(readFileSync(join(__dirname, "../golden/param_groups_v1.json"), "utf8"));
  const tags = Object.keys(groups);
  test.each(tags)("%s", async (tag) => {
    const { regularized, not_regularized: plain, frozen, named_parameters: all } = groups[tag];
    const [, normLastLayer, batchNorm] = /norm_last_layer_(\w+)_use_bn_(\w+)/.exec(tag) ?? [];
    const isVit = normLastLayer !== undefined;
    const head = { ...HEAD, normLastLayer: normLastLayer === "True", batchNorm: batchNorm === "True" };
    const module = isVit
      ? await backbones.vit({ imageSize: 16, patchSize: 8, width: 32, depth: 2, heads: 2 })
      : await backbones.resnet18({ width: 4, classes: 10, stem: "small" });
    const dino = await DINOWrapper.create(module, { ...SMALL, head: isVit ? head : null });
    // Each parameter gets its number, by which it is known in the groups.
    const named = dino.namedParameters().filter(([name]) => !name.startsWith("fc."));
    noGrad(() => {
      for (const [i, [, parameter]] of named.entries()) parameter.fill_(i);
    });
    const nameOf = (parameter: Tensor): string | undefined => {
      const first = item(parameter.detach().flatten().narrow(0, 0, 1));
      return Number.isInteger(first) ? named[first]?.[0] : undefined;
    };
    const local = (names: string[]): string[] => names.map((name) => name.replace(/^backbone\./, ""));
    const [decayed, rest] = dino
      .parameterGroups()
      .map(({ parameters }) => parameters.map(nameOf).filter((name) => name !== undefined));
    const known = (names: string[]): string[] => local(names).filter((name) => !name.startsWith("fc."));
    expect(named.map(([name]) => name)).toEqual(known(all).filter((name) => !known(frozen).includes(name)));
    expect(decayed!.filter((name) => !name!.startsWith("fc."))).toEqual(known(regularized));
    expect(rest!.filter((name) => !name!.startsWith("fc."))).toEqual(known(plain));
  });
});

describe("the last layer's freeze", () => {
  const FROZEN = { ...SMALL, head: { ...HEAD, normLastLayer: false }, epochs: 4, stepsPerEpoch: 2 } as const;
  const lastLayer = (dino: DINOWrapper) =>
    dino.namedParameters().filter(([name]) => name.startsWith("head.last_layer"));

  test("gives it no gradients in the first epochs, so that an optimiser passes it by", async () => {
    const dino = await DINOWrapper.create(await resnet(), { ...FROZEN, freezeLastLayerEpochs: 1 });
    expect(dino.preflight).toContain("last layer: frozen for the first 2 steps (freezeLastLayerEpochs 1)");
    const adam = new optim.AdamW(dino.parameterGroups(), { lr: 1e-2 });
    const before = noGrad(() => lastLayer(dino).map(([, value]) => value.clone()));
    for (let step = 0; step < 3; ++step) {
      await adam.zeroGrad();
      const [, loss] = await dino.forward(rand([4, 3, 20, 20]));
      await loss.backward();
      expect(lastLayer(dino).map(([, { grad }]) => grad === null)).toEqual([step < 2, step < 2]);
      await adam.step();
      await dino.emaUpdate();
      expect(lastLayer(dino).map(([, value], i) => value.equal(before[i]!))).toEqual([step < 2, step < 2]);
    }
  });

  test("follows iteration and epoch where they are given", async () => {
    const dino = await DINOWrapper.create(await resnet(), { ...FROZEN, freezeLastLayerEpochs: 2 });
    const frozen = async (options: { iteration?: number; epoch?: number }): Promise<boolean> => {
      const [, loss] = await dino.forward(rand([2, 3, 20, 20]), options);
      await loss.backward();
      const found = lastLayer(dino).every(([, { grad }]) => grad === null);
      for (const [, value] of lastLayer(dino)) value.grad = null;
      return found;
    };
    expect(await frozen({})).toBe(true);
    expect(await frozen({ iteration: 3 })).toBe(true);
    expect(await frozen({ iteration: 4 })).toBe(false);
    expect(await frozen({ iteration: Number.POSITIVE_INFINITY })).toBe(false);
    expect(await frozen({ iteration: -5 })).toBe(true);
    expect(await frozen({ epoch: 2 })).toBe(false);
    expect(await frozen({ epoch: 1, iteration: 7 })).toBe(true);
  });

  test.each([
    [{ stepsPerEpoch: null }, /^last layer: trained from the first step, since stepsPerEpoch is not set/],
    [{ freezeLastLayerEpochs: 0 }, /^last layer: trained from the first step$/],
    [{ head: null }, null],
  ])("the preflight says what %j means", async (change, line) => {
    const dino = await DINOWrapper.create(await resnet(), { ...FROZEN, ...change });
    expect(dino.lastLayerFrozen).toBe(false);
    const lines = dino.preflight.filter((each) => each.startsWith("last layer"));
    expect(lines).toEqual(line === null ? [] : [expect.stringMatching(line)]);
  });
});

describe("the head", () => {
  test("is the student's own", async () => {
    const dino = await DINOWrapper.create(await resnet(), { ...SMALL, head: HEAD });
    const mine = new Map(dino.head!.namedParameters()).get("mlp.0.weight")!;
    const theirs = new Map(dino.namedParameters()).get("head.mlp.0.weight")!;
    noGrad(() => mine.fill_(0.5));
    expect(item(theirs.amax())).toBe(0.5);
    expect((await dino.head!.forward(await dino.embed(rand([2, 3, 16, 16])))).shape).toEqual([2, 24]);
    const pending = dino.forward(rand([2, 3, 16, 16]));
    expect(() => noGrad(() => mine.fill_(1))).toThrow(expect.objectContaining({ code: "TENSOR_BUSY" }));
    await pending;
    dino.dispose();
    expect(() => dino.head!.namedParameters()).toThrow(expect.objectContaining({ code: "DISPOSED" }));
  });
  test("is null without one", async () => {
    expect((await DINOWrapper.create(await resnet(), SMALL)).head).toBeNull();
  });
  test("a module that uses its names is refused", async () => {
    const module = await jit.define({
      name: "Outer",
      parameters: { weight: rand([6, 3, 3, 3]) },
      source:
        "def forward(self, x: Tensor) -> Tensor:\n    return self.head(torch.conv2d(x, self.weight).mean([2, 3]))\n",
      modules: {
        head: {
          name: "Inner",
          parameters: {},
          source: "def forward(self, x: Tensor) -> Tensor:\n    return self.last_layer(x)\n",
          modules: {
            last_layer: {
              name: "Innermost",
              parameters: { weight_v: rand([6, 6]) },
              source: "def forward(self, x: Tensor) -> Tensor:\n    return torch.linear(x, self.weight_v)\n",
            },
          },
        },
      },
    });
    await expect(DINOWrapper.create(module, { ...SMALL, head: HEAD })).rejects.toMatchObject({
      message: expect.stringMatching(/'head\.last_layer\.weight_v'.*DINO's head/),
    });
    await DINOWrapper.create(module, SMALL);
  });
});

describe("signals of the teacher's targets", () => {
  test("features whose mean overflows have no rank, and the forward is none the worse", async () => {
    const module = await jit.define({
      name: "Huge",
      source:
        "def forward(self, x: Tensor) -> Tensor:\n    return self.weight * x.flatten(1)[:, :8].sign()\n",
      parameters: { weight: full([8], 3e38) },
    });
    const dino = await DINOWrapper.create(module, {
      globalCropSize: 8,
      localCropsNumber: 0,
      channels: 1,
      head: { prototypes: 16, hiddenDim: 16, bottleneckDim: 8 },
      originalOutput: "none",
    });
    await dino.forward(rand([4, 1, 8, 8]), { signals: true });
    expect(dino.signals!.effectiveRank).toBeNaN();
    dino.dispose();
  });

  /** The teacher's logits are the crops' own pixels. */
  const identity = () =>
    jit.define({
      name: "Pixels",
      parameters: { scale: tensor([1]) },
      source:
        "def forward(self, x: Tensor) -> Tensor:\n    return torch.flatten(x, 1)[:, 0:4] * self.scale\n",
    });
  const conf = {
    globalCropSize: 2,
    localCropsNumber: 0,
    channels: 1,
    originalOutput: "none",
    warmupTeacherTemp: 1,
    teacherTemp: 1,
  } as const;
  const crop = (logits: number[][]): Tensor => tensor(logits).reshape([logits.length, 1, 2, 2]);
  const entropy = (shares: number[]): number =>
    shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
  const softmax = (logits: number[]): number[] => {
    const all = logits.map(Math.exp);
    const sum = all.reduce((total, each) => total + each, 0);
    return all.map((each) => each / sum);
  };

  test("are those of their definitions", async () => {
    const dino = await DINOWrapper.create(await identity(), conf);
    const logits = [
      [3, 0, 0, 1],
      [0, 2, 0, 0],
      [4, 1, 0, 0],
      [0, 3, 1, 0],
    ];
    const crops = { globalCrops: [crop(logits.slice(0, 2)), crop(logits.slice(2))] };
    await dino.forwardCrops(crops);
    expect(dino.signals).toBeNull();
    const fresh = await DINOWrapper.create(await identity(), conf);
    await fresh.forwardCrops({ ...crops, signals: true });
    const targets = logits.map(softmax);
    const mean = [0, 1, 2, 3].map((k) => targets.reduce((sum, row) => sum + row[k]! / 4, 0));
    const signals = fresh.signals!;
    expect(signals.entropy).toBeCloseTo(
      targets.reduce((sum, row) => sum + entropy(row) / 4, 0),
      5,
    );
    expect(signals.meanEntropy).toBeCloseTo(entropy(mean), 5);
    expect(signals.information).toBeCloseTo(signals.meanEntropy - signals.entropy, 10);
    expect(signals.prototypesInUse).toBe(2);
  });

  test("the effective rank is 1 on a line and the dimensions where they are filled alike", async () => {
    const rank = async (logits: number[][]): Promise<number> => {
      const dino = await DINOWrapper.create(await identity(), conf);
      const half = logits.length / 2;
      await dino.forwardCrops({
        globalCrops: [crop(logits.slice(0, half)), crop(logits.slice(half))],
        signals: true,
      });
      return dino.signals!.effectiveRank;
    };
    expect(await rank([0, 1, 2, 3].map((i) => [i, 2 * i, -i, 0]))).toBeCloseTo(1, 4);
    const axes = [0, 1, 2].flatMap((k) =>
      [1, -1].map((sign) => [0, 1, 2, 3].map((i) => (i === k ? sign : 0))),
    );
    expect(await rank(axes)).toBeCloseTo(3, 4);
    expect(await rank(axes.map(() => [1, 1, 1, 1]))).toBe(1);
  });
});

test("timings have a number for every part that ran", async () => {
  const dino = await DINOWrapper.create(await resnet(), { ...SMALL, originalOutput: "original" });
  expect(dino.timings).toBeNull();
  await dino.forward(rand([2, 3, 16, 16]));
  for (const [part, seconds] of Object.entries(dino.timings!))
    expect([part, seconds > 0]).toEqual([part, true]);
  expect(Object.keys(dino.timings!).sort()).toEqual(["augment", "loss", "original", "student", "teacher"]);
});

describe("a loss that is not finite names its culprit", () => {
  const broken = async (dino: DINOWrapper, crops: Parameters<DINOWrapper["forwardCrops"]>[0]) => {
    const before = dino.center;
    const [, loss] = await dino.forwardCrops(crops);
    expect(Number.isFinite(item(loss))).toBe(false);
    return { culprit: dino.nonFinite, moved: !dino.center.equal(before) };
  };
  test("a parameter, a crop", async () => {
    const dino = await DINOWrapper.create(await vit(), { ...SMALL, head: HEAD });
    const crops = { globalCrops: globals(), localCrops: locals() };
    await dino.forwardCrops(crops);
    expect(dino.nonFinite).toBeNull();
    const odd = locals();
    odd[1]!.select(0, 0).fill_(Number.NaN);
    expect(await broken(dino, { ...crops, localCrops: odd })).toEqual({
      culprit: "local crop 1",
      moved: true,
    });
    const [first, second] = globals() as [Tensor, Tensor];
    second.select(0, 0).fill_(Number.POSITIVE_INFINITY);
    expect(await broken(dino, { globalCrops: [first, second] })).toEqual({
      culprit: "global crop 1",
      moved: false,
    });
    noGrad(() => new Map(dino.namedParameters()).get("norm.bias")!.fill_(Number.NaN));
    expect((await broken(dino, crops)).culprit).toBe("the student's parameter norm.bias");
  });
});

describe("the user's module", () => {
  test("is the same after it was wrapped, run and let go", async () => {
    const module = await resnet();
    module.train();
    const [first, second] = module.parameters();
    first!.requiresGrad = false;
    const inner = module.namedModules().map(([path]) => path);
    const twin = await module.clone();
    const batch = rand([2, 3, 16, 16]);
    const dino = await DINOWrapper.create(module, { ...SMALL, head: HEAD, returnLayer: "layer3" });
    const modes = () => inner.map((path) => path && module.getAttribute(`${path}.training`));
    const before = modes();
    expect(first!.requiresGrad).toBe(false);
    expect(second!.requiresGrad).toBe(true);
    await dino.embed(batch, { network: "student" });
    const output = await noGrad(async () => (await module.clone()).eval().forward(batch));
    expect(output.equal(await noGrad(() => twin.eval().forward(batch)))).toBe(true);
    const [, loss] = await dino.forward(batch);
    await loss.backward();
    expect(modes()).toEqual(before);
    expect(first!.requiresGrad).toBe(false);
    expect(first!.grad).toBeNull();
    dino.dispose();
    expect((await module.forward(batch)).shape).toEqual([2, 10]);
    expect(module.namedModules().map(([path]) => path)).toEqual(inner);
    expect(module.training).toBe(true);
  });

  test("a tensor that its owner shares with it by attribute is busy while a forward runs", async () => {
    const module = await jit.define({
      name: "Shared",
      parameters: { weight: rand([6, 3, 3, 3]) },
      attributes: { table: { value: rand([1, 6]), type: "Tensor" } },
      source:
        "def forward(self, x: Tensor) -> Tensor:\n    return torch.conv2d(x, self.weight).mean([2, 3]) + self.table\n",
    });
    const table = rand([1, 6]);
    module.setAttribute("table", table);
    const dino = await DINOWrapper.create(module, SMALL);
    const pending = dino.forward(rand([2, 3, 16, 16]));
    expect(() => table.zero_()).toThrow(expect.objectContaining({ code: "TENSOR_BUSY" }));
    await pending;
    table.zero_();
  });
});

test("what a forward or an update is at work on is busy until it has ended", async () => {
  const dino = await DINOWrapper.create(await resnet(), SMALL);
  const busy = expect.objectContaining({ code: "TENSOR_BUSY" });
  const buffers = new Map(dino.student.namedBuffers());
  const mean = new Map(dino.teacher.namedBuffers()).get("bn1.running_mean")!;
  const [parameter] = dino.student.parameters();
  const [average] = dino.teacher.parameters();
  const forward = dino.forward(rand([2, 3, 16, 16]));
  expect(() => noGrad(() => parameter!.zero_())).toThrow(busy);
  expect(() => buffers.get("bn1.running_var")!.sum()).toThrow(busy);
  expect(() => mean.sum()).toThrow(busy);
  expect(() => dino.student.eval()).toThrow(busy);
  expect(() => dino.center).toThrow(busy);
  expect(() => dino.stateDict()).toThrow(busy);
  expect(average!.sum().shape).toEqual([]);
  await forward;
  const update = dino.emaUpdate();
  expect(() => average!.sum()).toThrow(busy);
  expect(() => noGrad(() => parameter!.zero_())).toThrow(busy);
  await update;
  average!.sum();
});

test("images smaller than the global crops are enlarged, of which it warns once", async () => {
  const emitted: jest.SpyInstance = jest.spyOn(process, "emitWarning").mockImplementation(() => {});
  const dino = await DINOWrapper.create(await resnet(), SMALL);
  const warnings = () => emitted.mock.calls.map(([text, { code }]) => [code, text]);
  await dino.forward([rand([3, 16, 8]), rand([3, 20, 20])]);
  expect(warnings()).toEqual([]);
  await dino.forward(rand([2, 3, 8, 12]));
  await dino.forward(rand([2, 3, 8, 12]));
  expect(warnings()).toEqual([
    ["IMAGES_ENLARGED", expect.stringMatching(/^Images of 8x12 are enlarged to global crops of 16\./)],
  ]);
  emitted.mockRestore();
});

test('version "v2" is refused by name', async () => {
  await expect(DINOWrapper.create(await resnet(), { ...SMALL, version: "v2" })).rejects.toMatchObject({
    code: "NOT_IMPLEMENTED",
    message: expect.stringMatching(/version: expected "v1", got "v2"/),
  });
});

describe("images", () => {
  test("of several sizes, as a list", async () => {
    const dino = await DINOWrapper.create(await resnet(), SMALL);
    const list = [rand([3, 20, 30]), rand([3, 17, 17]), rand([3, 40, 12])];
    const [, loss] = await dino.forward(list);
    await loss.backward();
    expect(dino.imagesSeen).toBe(3);
    // An image's crops are its own, whatever stands beside it.
    const one = await DINOWrapper.create(await vit(), SMALL);
    const square = list.map(() => rand([3, 20, 20]));
    const other = await DINOWrapper.create(one.student, SMALL);
    const [, asList] = await one.forward(square);
    const [, asBatch] = await other.forward(stack(square));
    expect(item(asList)).toBe(item(asBatch));
  });

  test("of several sizes are refused where the module runs on the images themselves", async () => {
    const dino = await DINOWrapper.create(await resnet(), { ...SMALL, originalOutput: "original" });
    await expect(dino.forward([rand([3, 20, 20]), rand([3, 20, 21])])).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(/all of one size.*got \[3, 20, 20\] and \[3, 20, 21\].*globalMean/),
    });
    const [output] = await dino.forward([rand([3, 20, 20]), rand([3, 20, 20])]);
    expect(output!.shape).toEqual([2, 10]);
  });

  test.each([
    ["bytes and floats", () => [rand([3, 9, 9]), rand([3, 9, 9]).mul(255).to("uint8")], /all of one dtype/],
    ["none", () => [], /at least one image/],
    ["a batch in a list", () => [rand([2, 3, 9, 9])], /image 0: expected \[3, H, W\]/],
  ])("%s", async (_, list, message) => {
    const dino = await DINOWrapper.create(await resnet(), SMALL);
    await expect(dino.forward(list())).rejects.toMatchObject({ message: expect.stringMatching(message) });
  });

  const BYTES = () => rand([2, 3, 16, 16]).mul(255).round().to("uint8");
  const UNIT = () => rand([2, 3, 16, 16]);
  const NORMALISED = () => UNIT().sub(0.45).div(0.225);
  const normalize = { mean: [0.45, 0.45, 0.45], std: [0.225, 0.225, 0.225] };
  test.each([
    ["uint8", BYTES, UNIT, /inputRange is "uint8"/],
    ["unit", UNIT, BYTES, /floating point/],
    ["unit", UNIT, NORMALISED, /expected in \[0, 1\].*inputRange: "normalized"/],
    ["auto", BYTES, NORMALISED, /inputRange: "normalized"/],
    ["normalized", NORMALISED, () => UNIT().mul(255), /mean and std were undone first: set normalize/],
    ["normalized", NORMALISED, BYTES, /floating point/],
  ] as const)("inputRange %s is held to", async (inputRange, right, wrong, message) => {
    const dino = await DINOWrapper.create(await resnet(), { ...SMALL, inputRange, normalize });
    await expect(dino.forward(wrong())).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(message),
    });
    await dino.forward(right());
  });

  test("normalised images are the images they were made of", async () => {
    const own = { mean: [0.4, 0.5, 0.6], std: [0.2, 0.25, 0.3] };
    const of = (values: number[]) => tensor(values).view([3, 1, 1]);
    const module = await vit();
    const unit = await DINOWrapper.create(module, { ...SMALL, normalize: own, originalOutput: "original" });
    const conf = { ...SMALL, normalize: own, originalOutput: "original", inputRange: "normalized" } as const;
    const normalised = await DINOWrapper.create(module, conf);
    const batch = UNIT();
    const given = batch.sub(of(own.mean)).div(of(own.std));
    const [output, loss] = await unit.forward(batch);
    const [same, sameLoss] = await normalised.forward(given);
    expect(same!.allclose(output!, { rtol: 1e-4, atol: 1e-5 })).toBe(true);
    expect(item(sameLoss)).toBeCloseTo(item(loss), 3);
    expect(
      (await normalised.embed(given)).allclose(await unit.embed(batch), { rtol: 1e-3, atol: 1e-4 }),
    ).toBe(true);
  });
});

describe("embed", () => {
  test("resizes, cuts and normalises as the reference evaluates", async () => {
    const { tensors } = await loadCase("augment_pil");
    // Pictures are packed eight bytes to an integer, rows of pixels.
    const picture = (name: string, shape: number[]): Tensor => {
      const words = tensors[name]!.toTypedArray() as BigInt64Array;
      const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
      return fromTypedArray(bytes, shape).permute([2, 0, 1]);
    };
    const photo = picture("photo", [160, 200, 3]);
    // 63 · 256 / 224 is 72: the case's resize_shorter_72 and then the middle 63.
    const dino = await DINOWrapper.create(
      await jit.define({
        name: "Pixels",
        parameters: { scale: tensor([1]) },
        source: "def forward(self, x: Tensor) -> Tensor:\n    return torch.flatten(x, 1) * self.scale\n",
      }),
      { ...SMALL, localCropSize: 16, channels: 3, normalize: { mean: [0, 0, 0], std: [1, 1, 1] } },
    );
    const found = (await dino.embed(photo.unsqueeze(0), { size: 63 })).view([3, 63, 63]).mul(255).round();
    const resized = picture("resize_shorter_72", [72, 90, 3]).to("float32");
    // Halves are rounded to even, as Python does.
    const middle = resized.narrow(1, 4, 63).narrow(2, 14, 63);
    expect(item(found.sub(middle).abs().amax())).toBeLessThanOrEqual(1);
  });

  test("by default as large as a global crop, of any images", async () => {
    const dino = await DINOWrapper.create(await vit(), SMALL);
    const list = [rand([3, 50, 30]), rand([3, 9, 9])];
    const both = await dino.embed(list);
    expect(both.shape).toEqual([2, 12]);
    expect(both.allclose(await dino.embed(list, { size: 16 }))).toBe(true);
    expect((await dino.embed(list, { size: [8, 24] })).shape).toEqual([2, 12]);
    const first = await dino.embed([list[0]!]);
    expect(both.narrow(0, 0, 1).allclose(first, { rtol: 1e-4, atol: 1e-5 })).toBe(true);
  });

  test("with size null images of several sizes come back in their order", async () => {
    const dino = await DINOWrapper.create(await resnet(), SMALL);
    const list = [rand([3, 16, 16]), rand([3, 8, 12]), rand([3, 16, 16]), rand([3, 8, 12])];
    const all = await dino.embed(list, { size: null });
    for (const [i, image] of list.entries()) {
      const one = await dino.embed(image.unsqueeze(0), { size: null });
      expect(all.narrow(0, i, 1).allclose(one, { rtol: 1e-4, atol: 1e-5 })).toBe(true);
    }
  });

  test.each([0, 1.5, [8], [8, 0], "16"])("a size of %j is refused", async (size) => {
    const dino = await DINOWrapper.create(await resnet(), SMALL);
    await expect(dino.embed(rand([1, 3, 16, 16]), { size: size as number })).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(/embed: size: expected pixels/),
    });
  });
});
