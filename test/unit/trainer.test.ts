/** The trainer's steps: DINO's own order, what is skipped, accumulated, paused and aborted, and what a run writes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  backbones,
  clipGradNorm,
  DataLoader,
  type Dataset,
  DINOConf,
  type DINOConfInput,
  DINOWrapper,
  manualSeed,
  optim,
  rand,
  readPickle,
  schedules,
  type Tensor,
  Trainer,
  type TrainerOptions,
} from "../../lib";
import { choose } from "../../lib/cli/choices";
import { bitsOf, stepsOf, TINY, tinyImages, tinyResNet, tinyViT } from "../support/tiny-training";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dino-train-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const invalid = (message: RegExp) =>
  expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringMatching(message) });

/** No random numbers but those of the crops. */
const STILL = { ...TINY, head: { ...TINY.head, batchNorm: false } } as const;

test("steps are those of DINO's program, bit for bit", async () => {
  const trainer = await Trainer.create(await tinyResNet(), tinyImages(), { conf: TINY });
  expect(trainer.totalSteps).toBe(12);
  const steps = await stepsOf(trainer);

  const dino = await DINOWrapper.create(await tinyResNet(), {
    ...TINY,
    originalOutput: "none",
    stepsPerEpoch: 4,
  });
  const named = dino.namedParameters();
  const isPlain = ([name, tensor]: [string, Tensor]) => name.endsWith(".bias") || tensor.dim === 1;
  const adam = new optim.AdamW([
    { parameters: named.filter((entry) => !isPlain(entry)) },
    { parameters: named.filter(isPlain), weightDecay: 0 },
  ]);
  const rate = schedules.cosine({ base: (0.01 * 4) / 256, final: 1e-6, steps: 12, warmupSteps: 4 });
  const decay = schedules.cosine({ base: 0.04, final: 0.4, steps: 12 });
  const loader = new DataLoader(tinyImages(), { batchSize: 4, shuffle: true, dropLast: true });
  const losses: number[] = [];
  for (let epoch = 0; epoch < 3; ++epoch)
    for await (const { images, ids } of loader) {
      const it = losses.length;
      adam.lr = rate.at(it);
      adam.groups[0]!.weightDecay = decay.at(it);
      const [, loss] = await dino.forward(images, { ids, epoch });
      losses.push(loss.item());
      adam.zeroGrad();
      await loss.backward();
      await clipGradNorm(named, 3, { per: "parameter" });
      // The reference keeps the last layer's gradients back in the first epoch; here the wrapper does.
      await adam.step();
      await dino.emaUpdate();
    }
  expect(steps.map(({ loss }) => loss)).toEqual(losses);
  expect(bitsOf(trainer.dino)).toBe(bitsOf(dino));
  expect(steps.map(({ learningRate }) => learningRate)).toEqual([...rate.toArray()]);
  expect(steps.map(({ weightDecay }) => weightDecay)).toEqual([...decay.toArray()]);
  expect(steps.map(({ step }) => step)).toEqual(losses.map((_, i) => i + 1));
  expect(steps.map(({ epoch }) => epoch)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
  expect(steps.map(({ teacherTemperature }) => teacherTemperature)).toEqual(
    [0.04, 0.07, 0.07].flatMap((value) => Array(4).fill(value)),
  );
  for (const owner of [trainer, dino, adam]) owner.dispose();
});

test("a step says what it measured", async () => {
  const trainer = await Trainer.create(await tinyResNet(), tinyImages(), { conf: TINY, signalsEvery: 2 });
  const steps = await stepsOf(trainer, 2);
  for (const { images, imagesPerSecond, gradNorm, seconds, skipped, health, knn, checkpoint } of steps) {
    expect({ images, skipped, health, knn, checkpoint }).toEqual({
      images: 4,
      skipped: null,
      health: [],
      knn: null,
      checkpoint: null,
    });
    expect(imagesPerSecond).toBeGreaterThan(0);
    expect(gradNorm).toBeGreaterThan(0);
    for (const name of [
      "data",
      "augment",
      "teacher",
      "student",
      "loss",
      "backward",
      "optimizer",
      "ema",
    ] as const)
      expect([name, seconds[name] > 0]).toEqual([name, true]);
  }
  expect(steps[0]!.signals).toBeNull();
  expect(steps[1]!.signals).toMatchObject({ entropy: expect.any(Number), effectiveRank: expect.any(Number) });
  trainer.dispose();
});

describe("values that are not finite", () => {
  /** Images as floating point, NaN in the batches of these numbers, counted from 1. */
  function spoilt(batches: readonly number[]): Dataset {
    const dataset = tinyImages();
    let count = 0;
    return {
      length: dataset.length,
      batch(indices) {
        count += 1;
        const batch = dataset.batch(indices) as { images: Tensor; labels: Tensor; ids: Tensor };
        const images = batch.images.to("float32").div(255);
        if (batches.includes(count)) images.select(0, 1).fill_(Number.NaN);
        return { ...batch, images } as unknown as ReturnType<Dataset["batch"]>;
      },
    };
  }

  test("a step with a loss that is not finite changes nothing, and the run goes on", async () => {
    const trainer = await Trainer.create(await tinyResNet(), spoilt([3, 4]), { conf: TINY });
    const bits: string[] = [];
    const skipped: (string | undefined)[] = [];
    for await (const step of trainer) {
      const { step: _, ...state } = trainer.dino.stateDict();
      bits.push(
        Object.values(state)
          .map((value) => value.detach().toTypedArray().join())
          .join(),
      );
      skipped.push(step.skipped?.culprit);
      if (step.step === 3) {
        expect(step.loss).toBeNaN();
        expect(step.gradNorm).toBeNull();
        expect(step.skipped?.reason).toMatch(/the loss is NaN; .*global crop 0/);
        expect(step.health).toMatchObject([{ code: "NON_FINITE", step: 3 }]);
      }
      if (step.step === 5) break;
    }
    expect(skipped).toEqual([undefined, undefined, "global crop 0", "global crop 0", undefined]);
    expect(withoutSeen(bits[3]!)).toBe(withoutSeen(bits[1]!));
    expect(bits[4]).not.toContain("NaN");
    expect(bits[4]).not.toBe(bits[3]);
    const report = await trainer.report();
    expect(report).toMatchObject({ skippedSteps: 2, skipped: [{ step: 3 }, { step: 4 }] });
    trainer.dispose();
  });

  /** The wrapper counts the images that it saw, last in its state. */
  const withoutSeen = (bits: string) => bits.slice(0, bits.lastIndexOf(","));

  test("several in a row end training", async () => {
    const trainer = await Trainer.create(await tinyResNet(), spoilt([1, 2, 3, 4]), {
      conf: TINY,
      maxInvalidSteps: 3,
      directory: folder,
    });
    const seen: number[] = [];
    const run = async () => {
      for await (const { step } of trainer) seen.push(step);
    };
    await expect(run()).rejects.toMatchObject({
      code: "NON_FINITE",
      message: expect.stringMatching(/step 3 was the last of 3 in a row .* loss is NaN/),
      details: { culprit: "global crop 0" },
    });
    expect(seen).toEqual([1, 2, 3]);
    expect(await trainer.report()).toMatchObject({ stopped: "failed", verdict: "unstable" });
    trainer.dispose();
  });

  test("a gradient that is not finite is named and skipped before the optimiser sees it", async () => {
    // Its value is its input's, its derivative infinite.
    const poison = (features: Tensor) => features.add(features.sub(features.detach()).sqrt());
    const trainer = await Trainer.create(await tinyResNet(), tinyImages(), {
      conf: { ...TINY, preprocessFunc: poison as never },
    });
    const before = trainer.dino.namedParameters().map(([, tensor]) => tensor.detach().toTypedArray().join());
    const [step] = await stepsOf(trainer, 1);
    expect(step!.loss).toEqual(expect.any(Number));
    expect(step!.skipped).toMatchObject({
      culprit: "conv1.weight",
      reason: expect.stringMatching(/norm of the gradient/),
    });
    expect(trainer.dino.namedParameters().map(([, tensor]) => tensor.detach().toTypedArray().join())).toEqual(
      before,
    );
    expect(trainer.dino.namedParameters().every(([, tensor]) => tensor.grad === null)).toBe(true);
    trainer.dispose();
  });
});

test("accumulated batches give the step of one large batch, without BatchNorm and with the centre held still", async () => {
  const weights = async (batchSize: number, accumulate: number) => {
    const conf = {
      ...STILL,
      centerMomentum: 1,
      training: { ...TINY.training, optimizer: "sgd", lrReferenceBatch: null, batchSize, accumulate },
    } as const;
    const net = await tinyViT();
    net.eval();
    const trainer = await Trainer.create(await withoutDropPath(), tinyImages(), { conf });
    const steps = await stepsOf(trainer);
    const values = trainer.dino
      .namedParameters()
      .flatMap(([, tensor]) => [...tensor.detach().toTypedArray()]);
    trainer.dispose();
    return { values: values.map(Number), steps };
  };
  const [large, small] = [await weights(8, 1), await weights(2, 4)];
  expect(small.steps.map(({ step, images }) => [step, images])).toEqual(
    [1, 2, 3, 4, 5, 6].map((step) => [step, 8]),
  );
  const worst = (a: number[], b: number[]) => Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
  expect(worst(small.values, large.values)).toBeLessThan(1e-6);
  expect(
    worst(
      small.steps.map(({ loss }) => loss),
      large.steps.map(({ loss }) => loss),
    ),
  ).toBeLessThan(1e-5);
  // The comparison is one: another number of images gives other weights.
  expect(worst((await weights(4, 1)).values, large.values)).toBeGreaterThan(1e-4);
});

test("a step that lacks a batch averages those that there are", async () => {
  const trained = async (count: number, accumulate: number) => {
    const images = tinyImages(8);
    const conf = {
      ...STILL,
      epochs: 1,
      training: {
        ...TINY.training,
        optimizer: "sgd",
        momentum: 0,
        clipGrad: null,
        lrReferenceBatch: null,
        accumulate,
      },
    } as const;
    const broken: Dataset = {
      length: count,
      batch: (indices) => images.batch(Array.from(indices).filter((index) => index < 4)),
    };
    const trainer = await Trainer.create(await withoutDropPath(), broken, { conf, shuffle: false });
    const steps = await stepsOf(trainer);
    const bits = bitsOf(trainer.dino);
    trainer.dispose();
    return { bits, losses: steps.map(({ loss }) => loss), norms: steps.map(({ gradNorm }) => gradNorm) };
  };
  expect(await trained(8, 2)).toEqual(await trained(4, 1));
});

async function withoutDropPath() {
  manualSeed(3);
  return backbones.vit({ imageSize: 8, patchSize: 4, channels: 1, width: 8, depth: 2, heads: 2 });
}

describe("interruptions", () => {
  const options: TrainerOptions = { conf: TINY };

  async function uninterrupted(others: TrainerOptions = {}): Promise<string> {
    const trainer = await Trainer.create(await tinyViT(), tinyImages(), { ...options, ...others });
    await trainer.run();
    const bits = bitsOf(trainer.dino);
    trainer.dispose();
    return bits;
  }

  test("loops that are left early give the same run", async () => {
    const trainer = await Trainer.create(await tinyViT(), tinyImages(), options);
    const steps: number[] = [];
    for (const count of [1, 2, 3, 100])
      steps.push(...(await stepsOf(trainer, count)).map(({ step }) => step));
    expect(steps).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    expect(trainer.finished).toBe(true);
    expect(await stepsOf(trainer)).toEqual([]);
    expect(bitsOf(trainer.dino)).toBe(await uninterrupted());
    trainer.dispose();
  });

  test("the draws of others neither change a run nor are changed by it", async () => {
    const trainer = await Trainer.create(await tinyViT(), tinyImages(), options);
    manualSeed(5);
    const expected = [rand([1]).item(), rand([1]).item()];
    manualSeed(5);
    const drawn: number[] = [];
    for await (const { step } of trainer) if (step <= 2) drawn.push(rand([1]).item());
    expect(drawn).toEqual(expected);
    expect(bitsOf(trainer.dino)).toBe(await uninterrupted());
    trainer.dispose();
  });

  test("pause holds the next step back", async () => {
    const trainer = await Trainer.create(await tinyViT(), tinyImages(), options);
    const steps = trainer[Symbol.asyncIterator]();
    await steps.next();
    trainer.pause();
    expect(trainer.paused).toBe(true);
    let arrived = false;
    const next = steps.next().then((result) => {
      arrived = true;
      return result;
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect([arrived, trainer.step]).toEqual([false, 1]);
    trainer.resume();
    expect((await next).value).toMatchObject({ step: 2 });
    await steps.return();
    trainer.dispose();
  });

  test("an abort ends a pause", async () => {
    const stop = new AbortController();
    const trainer = await Trainer.create(await tinyViT(), tinyImages(), { ...options, signal: stop.signal });
    trainer.pause();
    const report = trainer.run();
    stop.abort();
    expect(await report).toMatchObject({ steps: 0, stopped: "aborted" });
    trainer.dispose();
  });

  test.each([
    ["between two batches of a step", 4, 3],
    ["while it waits for a batch", 5, 5],
  ])(
    "an abort %s ends with a checkpoint, and the run goes on from there bit for bit",
    async (_, accumulate, at) => {
      const conf = { ...TINY, training: { ...TINY.training, batchSize: 1, accumulate } };
      const stop = new AbortController();
      const images = tinyImages();
      const slow: Dataset = {
        length: images.length,
        batch: async (indices) => {
          if (images.asked === at + 8) stop.abort();
          return images.batch(indices);
        },
      };
      const trainer = await Trainer.create(await tinyViT(), slow, {
        conf,
        directory: folder,
        signal: stop.signal,
        prefetch: 0,
      });
      const report = await trainer.run();
      expect(report).toMatchObject({ steps: Math.floor((at + 8) / accumulate), stopped: "aborted" });
      expect(report.checkpoints).toHaveLength(1);
      trainer.dispose();
      const second = await Trainer.resume(folder, await tinyViT(), tinyImages());
      await second.run();
      expect(bitsOf(second.dino)).toBe(await uninterrupted({ conf }));
      second.dispose();
    },
  );

  test.each([
    [
      "a batch that cannot be had",
      (dataset: Dataset, fail: () => boolean): Dataset => ({
        length: dataset.length,
        batch: (indices) => {
          if (fail()) throw new RangeError("the cable");
          return dataset.batch(indices);
        },
      }),
      {},
    ],
    ["a forward that fails", (dataset: Dataset): Dataset => dataset, "preprocessFunc"],
  ] as const)(
    "a step that fails for %s is taken back, and made again by another loop",
    async (_, wrap, where) => {
      let calls = 0;
      let failing = 0;
      const fail = (): boolean => ++calls === failing;
      const preprocessFunc = (features: Tensor): Tensor => {
        if (where === "preprocessFunc" && fail()) throw new RangeError("the cable");
        return features.mul(1);
      };
      const conf = { ...TINY, preprocessFunc, training: { ...TINY.training, batchSize: 2, accumulate: 2 } };
      const backbone = tinyResNet;
      const made = async (): Promise<Trainer> =>
        Trainer.create(
          await backbone(),
          where === "preprocessFunc" ? tinyImages() : wrap(tinyImages(), fail),
          {
            conf,
            prefetch: 0,
          },
        );
      const whole = await made();
      calls = 0;
      await whole.run();
      const total = calls;
      const trainer = await made();
      calls = 0;
      // In the second batch of a step in the midst of the run.
      failing = where === "preprocessFunc" ? total / 2 : 8;
      await expect(trainer.run()).rejects.toThrow("the cable");
      await trainer.run();
      expect(bitsOf(trainer.dino)).toBe(bitsOf(whole.dino));
      trainer.dispose();
      whole.dispose();
    },
  );

  test("checkpoints that are asked for at any time hold the state between two steps", async () => {
    const conf = { ...TINY, training: { ...TINY.training, batchSize: 2, accumulate: 2 } };
    const others = { directory: folder, checkpoints: { everyEpochs: 100, keep: 100 } };
    const trainer = await Trainer.create(await tinyResNet(), tinyImages(), { conf, ...others });
    let running = true;
    const run = trainer.run().finally(() => {
      running = false;
    });
    const written = new Set<string>();
    while (running) {
      written.add(await trainer.checkpoint());
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await run;
    expect(written.size).toBeGreaterThan(3);
    const expected = bitsOf(trainer.dino);
    trainer.dispose();
    for (const path of [...written].sort().reverse().slice(1, 4)) {
      for (const name of readdirSync(folder))
        if (name.endsWith(".pt") && join(folder, name) > path) rmSync(join(folder, name));
      const second = await Trainer.create(await tinyResNet(), tinyImages(), {
        conf,
        ...others,
        resume: true,
      });
      expect((await stepsOf(second)).length).toBeGreaterThan(0);
      expect(bitsOf(second.dino)).toBe(expected);
      second.dispose();
    }
  });

  test("a loop may write checkpoints between its steps", async () => {
    const trainer = await Trainer.create(await tinyResNet(), tinyImages(), { conf: TINY, directory: folder });
    const written: string[] = [];
    for await (const { step } of trainer) {
      written.push(await trainer.checkpoint());
      if (step === 2) break;
    }
    expect(written).toEqual([1, 2].map((step) => join(folder, `checkpoint-0000000${step}.pt`)));
    trainer.dispose();
  });

  test("a checkpoint that a step would have to wait for itself is refused", async () => {
    let asked: Promise<unknown> | undefined;
    let trainer: Trainer | undefined;
    trainer = await Trainer.create(await tinyResNet(), tinyImages(), {
      directory: folder,
      conf: {
        ...TINY,
        preprocessFunc: async (features: Tensor) => {
          if (trainer !== undefined && asked === undefined) {
            asked = trainer.checkpoint().catch((error: { code: string }) => error.code);
            await asked;
          }
          return features.mul(1);
        },
      },
    });
    await stepsOf(trainer, 1);
    expect(await asked).toBe("TENSOR_BUSY");
    trainer.dispose();
  });

  test("one loop at a time", async () => {
    const trainer = await Trainer.create(await tinyViT(), tinyImages(), options);
    const steps = trainer[Symbol.asyncIterator]();
    await steps.next();
    await expect(trainer.run()).rejects.toEqual(invalid(/one loop at a time/));
    await steps.return();
    expect(await stepsOf(trainer, 1)).toMatchObject([{ step: 2 }]);
    trainer.dispose();
  });
});

test("k-NN is measured every so many epochs, with its controls", async () => {
  const images = tinyImages();
  const trainer = await Trainer.create(await tinyResNet(), images, {
    conf: TINY,
    knn: { train: images, everyEpochs: 2, k: 3, temperature: 0.1, heldOut: { share: 0.5, seed: 1 } },
    directory: folder,
  });
  const measured = (await stepsOf(trainer)).filter(({ knn }) => knn !== null);
  expect(measured.map(({ step }) => step)).toEqual([8, 12]);
  expect(measured[1]!.knn).toMatchObject({ k: 3, temperature: 0.1, network: "teacher", epoch: 2, step: 12 });
  for (const name of ["teacher", "randomInit", "rawPixels"] as const)
    expect([name, measured[0]!.knn![name]!.top1 >= 0]).toEqual([name, true]);
  expect(measured[1]!.knn!.randomInit).toEqual(measured[0]!.knn!.randomInit);
  const report = await trainer.report();
  expect(report.knn).toEqual(measured.map(({ knn }) => knn));
  expect(JSON.parse(readFileSync(join(folder, "report.json"), "utf8"))).toMatchObject({
    verdict: "too short",
    knn: report.knn.map(({ step }) => ({ step })),
  });
  trainer.dispose();
});

test("without a head and without settings a trainer chooses, and says so", async () => {
  const trainer = await Trainer.create(await tinyResNet(), tinyImages(), {
    conf: { globalCropSize: 8, localCropsNumber: 0 },
  });
  expect(trainer.notes.join("\n")).toMatch(
    /head: K 1024 for 16 images.*\nbatch: 16.*\nclock: 100 epochs of 1 steps/,
  );
  expect(trainer.dino.prototypes).toBe(1024);
  trainer.dispose();
  const headless = await Trainer.create(await tinyResNet(), tinyImages(), {
    conf: { globalCropSize: 8, localCropsNumber: 0, head: null },
  });
  expect(headless.dino.head).toBeNull();
  headless.dispose();
});

describe("K, where nothing is said of a head", () => {
  test.each([
    ["plain settings", {}],
    ["an undefined head", { head: undefined }],
    ["a DINOConf", new DINOConf({ globalCropSize: 8, localCropsNumber: 0 })],
  ])("%s: an eighth of the images", async (_, conf) => {
    const images = tinyImages(16_000);
    const trainer = await Trainer.create(await tinyResNet(), images, {
      conf: conf instanceof DINOConf ? conf : { ...conf, globalCropSize: 8, localCropsNumber: 0 },
    });
    expect(trainer.dino.prototypes).toBe(2048);
    expect(choose({ images: 16_000, shortSide: 8, channels: 1 }, {}).conf.head?.prototypes).toBe(2048);
    trainer.dispose();
  });

  test("the reference's out_dim is a head", async () => {
    const conf = { globalCropSize: 8, localCropsNumber: 0, out_dim: 77 } as DINOConfInput;
    const trainer = await Trainer.create(await tinyResNet(), tinyImages(), { conf });
    expect(trainer.dino.prototypes).toBe(77);
    trainer.dispose();
  });
});

test("other optimisers, clipping by module, and rates by depth", async () => {
  for (const training of [
    { optimizer: "sgd", clipPer: "module" },
    { optimizer: "lars", clipPer: "all", clipGrad: 1 },
    { optimizer: "adamw", layerDecay: 0.5, patchEmbedLr: 0.2, clipGrad: null },
  ] as const) {
    const trainer = await Trainer.create(await tinyViT(), tinyImages(), {
      conf: { ...STILL, training: { ...TINY.training, ...training } },
      directory: join(folder, training.optimizer),
    });
    const steps = await stepsOf(trainer);
    expect(steps).toHaveLength(12);
    const path = (await trainer.report()).checkpoints.at(-1)!;
    const { value } = await readPickle(path);
    const groups = (
      value as { optimizer: { param_groups: { lr: number; weight_decay: number; param_names: string[] }[] } }
    ).optimizer.param_groups;
    const rate = steps.at(-1)!.learningRate;
    const of = (name: string) => groups.find(({ param_names }) => param_names.includes(name))!;
    const factor = (name: string) => of(name).lr / rate;
    const decayed = training.optimizer === "adamw" ? 0.5 : 1;
    expect(factor("blocks.1.mlp.fc1.weight")).toBeCloseTo(decayed);
    expect(factor("blocks.0.mlp.fc1.weight")).toBeCloseTo(decayed ** 2);
    expect(factor("pos_embed")).toBeCloseTo(decayed ** 3);
    expect(factor("patch_embed.proj.weight")).toBeCloseTo(decayed === 1 ? 1 : 0.2 * decayed ** 3);
    expect(factor("head.mlp.0.weight")).toBeCloseTo(1);
    expect(of("norm.bias").weight_decay).toBe(0);
    expect(of("blocks.0.mlp.fc1.weight").weight_decay).toBeCloseTo(steps.at(-1)!.weightDecay);
    trainer.dispose();
  }
});

test("the logs of a run that goes on have every step once", async () => {
  const start = () => tinyImages();
  const first = await Trainer.create(await tinyViT(), start(), {
    conf: TINY,
    directory: folder,
    checkpoints: { everySteps: 3 },
  });
  await stepsOf(first, 5);
  first.dispose();
  const second = await Trainer.resume(folder, await tinyViT(), start());
  expect(second.step).toBe(3);
  await second.run();
  second.dispose();
  const lines = readFileSync(join(folder, "log.jsonl"), "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).step)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  expect(JSON.parse(lines[7]!)).toMatchObject({ step: 8, epoch: 1, loss: expect.any(Number), skipped: null });
  expect(readdirSync(join(folder, "tensorboard"))).toHaveLength(2);
});

test.each<[string, TrainerOptions, RegExp]>([
  ["an option that does not exist", { directroy: "x" } as TrainerOptions, /no option 'directroy'/],
  ["a directory of another type", { directory: 5 as never }, /directory: expected a path, got number 5/],
  ["resume without a directory", { resume: true }, /resume: expected a directory/],
  ["no interval", { checkpoints: { everySteps: 0 } }, /everySteps: expected an integer of 1 or more/],
  ["minutes that are none", { checkpoints: { everyMinutes: Number.NaN } }, /everyMinutes/],
  ["nothing kept", { checkpoints: { keep: 0 } }, /keep/],
  ["a signal that is none", { signal: {} as AbortSignal }, /signal: expected an AbortSignal/],
  ["a health option that does not exist", { health: { windows: 3 } as never }, /no option 'windows'/],
  ["a k-NN without images", { knn: { train: [] as never } }, /train: expected a data set/],
  ["a k-NN of no neighbours", { knn: { train: tinyImages(), k: 0 } }, /knn: k: expected an integer of 1/],
  ["a k-NN of no size", { knn: { train: tinyImages(), size: -1 } }, /knn: size: expected pixels/],
  ["a k-NN that holds all out", { knn: { train: tinyImages(), heldOut: { share: 1 } } }, /share: expected/],
])("mistakes are refused: %s", async (_, options, message) => {
  await expect(Trainer.create(await tinyResNet(), tinyImages(), { conf: TINY, ...options })).rejects.toEqual(
    invalid(message),
  );
});

test("what is no backbone, no data set, or of version 2 is refused", async () => {
  await expect(Trainer.create({} as never, tinyImages())).rejects.toEqual(
    invalid(/backbone: expected a ScriptModule/),
  );
  await expect(Trainer.create(await tinyResNet(), [] as never)).rejects.toEqual(
    invalid(/expected a data set/),
  );
  await expect(
    Trainer.create(await tinyResNet(), tinyImages(), { conf: { version: "v2" } }),
  ).rejects.toMatchObject({
    code: "NOT_IMPLEMENTED",
  });
  await expect(
    Trainer.create(await tinyResNet(), tinyImages(), { conf: { ...TINY, stepsPerEpoch: 5 } }),
  ).rejects.toMatchObject({
    code: "INVALID_CONFIG",
    message: expect.stringMatching(/stepsPerEpoch: expected at most 4/),
  });
});
