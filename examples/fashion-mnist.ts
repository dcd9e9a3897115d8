/**
 * The main job: trains a small ResNet with DINO on 8,000 images of Fashion-MNIST, without labels, and measures by
 * k-NN on 2,000 held-out images what it learned.
 *
 *   npm start [-- --epochs N] [--seconds N] [--seed N] [--json FILE]
 *
 * --seconds shortens the run to about that time, k-NN included; the schedules are laid out for what fits. Ctrl-C ends
 * training after the running step and measures what was learned so far.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import {
  backbones,
  cat,
  DataLoader,
  DINOWrapper,
  IdxDataset,
  knn,
  manualSeed,
  noGrad,
  optim,
  type ScriptModule,
  schedules,
  scope,
  setNumThreads,
  type Tensor,
} from "dino-wrapper";

/** Everything that was chosen for this data set; docs/decisions/006-main-job.md says how. */
const SETTINGS = {
  trainImages: 8000,
  epochs: 16,
  batchSize: 32,
  network: { channels: 1, stem: "strided", depths: [2, 2, 2], width: 16, classes: 10 },
  learningRate: 1e-3,
  finalLearningRate: 1e-5,
  warmupEpochs: 1,
  weightDecay: 0.04,
  conf: {
    globalCropSize: 24,
    localCropsNumber: 0,
    globalCropsScale: [0.4, 1],
    brightness: 0.4,
    contrast: 0.4,
    teacherMomentum: 0.99,
    finalTeacherMomentum: 0.998,
    teacherTemp: 0.04,
    head: { prototypes: 1024, hiddenDim: 512, bottleneckDim: 256 },
    originalOutput: "none",
  },
  neighbours: 20,
  temperature: 0.07,
} as const;

const { values: flags } = parseArgs({
  options: {
    json: { type: "string" },
    epochs: { type: "string" },
    seconds: { type: "string" },
    seed: { type: "string", default: "0" },
  },
});

async function main(): Promise<void> {
  const begin = performance.now();
  const seed = wholeNumber("--seed", flags.seed);
  manualSeed(seed);
  // Operators this small lose more to sharing their work out than they gain.
  setNumThreads(1);
  const data = (name: string) => join(__dirname, "..", "..", "examples", "data", name);
  const all = await IdxDataset.open(data("fashion-mnist-images.idx.gz"), data("fashion-mnist-labels.idx.gz"));
  const [train, heldOut] = [all.slice(0, SETTINGS.trainImages), all.slice(SETTINGS.trainImages)];
  const loader = new DataLoader(train, {
    batchSize: SETTINGS.batchSize,
    shuffle: true,
    dropLast: true,
    seed,
  });
  const backbone = await backbones.resnet(SETTINGS.network);
  const randomStart = await backbone.clone();

  const whole = wholeNumber("--epochs", flags.epochs ?? String(SETTINGS.epochs)) * loader.length;
  const plan =
    flags.seconds === undefined
      ? { steps: whole, seconds: Number.POSITIVE_INFINITY }
      : await planWithin(Number(flags.seconds), train, begin);
  const steps = Math.min(whole, plan.steps);
  const { depths, width } = SETTINGS.network;
  console.log(
    `ResNet of ${depths.join("+")} blocks from width ${width}, ${train.length} images, ${steps} steps of ${SETTINGS.batchSize} ` +
      `(${(steps / loader.length).toFixed(1)} epochs); no labels`,
  );
  const { loss, dino, interrupted } = await trainBackbone(backbone, loader, { ...plan, steps, seed });

  console.log("k-NN on the held-out images …");
  const labels = {
    train: train.batch(range(train.length)).labels,
    test: heldOut.batch(range(heldOut.length)).labels,
  };
  const accuracy = async (features: (part: IdxDataset) => Tensor): Promise<number> => {
    const { top1 } = await knn({
      trainFeatures: features(train),
      trainLabels: labels.train,
      testFeatures: features(heldOut),
      testLabels: labels.test,
      k: SETTINGS.neighbours,
      temperature: SETTINGS.temperature,
    });
    return top1;
  };
  const of = async (module: ScriptModule) => {
    const features = new Map<IdxDataset, Features>();
    for (const part of [train, heldOut]) features.set(part, await featuresOf(module, part));
    return {
      pooled: await accuracy((part) => features.get(part)!.pooled),
      map4x4: await accuracy((part) => features.get(part)!.map4x4),
    };
  };
  const teacher = await of(dino.teacher);
  const random = await of(randomStart);
  const rawPixels = await accuracy((part) => pixels(part).flatten(1));
  const report = {
    seconds: (performance.now() - begin) / 1000,
    steps: loss.length,
    loss,
    knn: {
      pooled: { teacher: teacher.pooled, randomInit: random.pooled },
      map4x4: { teacher: teacher.map4x4, randomInit: random.map4x4 },
      rawPixels,
      k: SETTINGS.neighbours,
      temperature: SETTINGS.temperature,
    },
  };
  print(report);
  if (flags.json !== undefined) await writeFile(flags.json, `${JSON.stringify(report, null, 2)}\n`);
  if (interrupted) process.exitCode = 130;
}

interface Trained {
  readonly loss: number[];
  readonly dino: DINOWrapper;
  readonly interrupted: boolean;
}

async function trainBackbone(
  backbone: ScriptModule,
  loader: DataLoader<Tensor<"uint8">>,
  { steps, seconds: budget, seed }: Plan & { readonly seed: number },
): Promise<Trained> {
  // The schedules run over epochs * stepsPerEpoch steps; a run of parts of an epoch is one short epoch to them.
  const epochs = Math.max(1, Math.floor(steps / loader.length));
  const dino = await DINOWrapper.create(backbone, {
    ...SETTINGS.conf,
    epochs,
    stepsPerEpoch: Math.ceil(steps / epochs),
    seed,
  });
  for (const line of dino.preflight) console.log(`  ${line}`);
  const adam = new optim.AdamW(dino.parameterGroups(), {
    lr: SETTINGS.learningRate,
    weightDecay: SETTINGS.weightDecay,
  });
  const learningRate = schedules.cosine({
    base: SETTINGS.learningRate,
    final: SETTINGS.finalLearningRate,
    steps,
    warmupSteps: Math.floor(Math.min(SETTINGS.warmupEpochs * loader.length, steps / 2)),
  });

  // The first signal ends training after the running step; a second one is Node's own and ends the process.
  let interrupted = false;
  process.once("SIGINT", () => {
    interrupted = true;
  });
  const progress = progressOf(steps);
  const begin = performance.now();
  const loss: number[] = [];
  const ended = () => interrupted || loss.length === steps || (performance.now() - begin) / 1000 > budget;
  while (!ended()) {
    for await (const { images, ids, labels } of loader) {
      if (ended()) break;
      await scope(async () => {
        adam.lr = learningRate.at(loss.length);
        adam.zeroGrad();
        const [, dinoLoss] = await dino.forward(images, { ids });
        await dinoLoss.backward();
        await adam.step();
        await dino.emaUpdate();
        loss.push(Number(dinoLoss.item()));
      });
      for (const each of [images, ids, labels]) each.dispose();
      const seconds = (performance.now() - begin) / 1000;
      progress.update(loss.length, loss.at(-1)!, (loss.length * loader.batchSize) / seconds);
    }
  }
  progress.stop();
  if (interrupted) console.log(`interrupted after ${loss.length} steps; measuring what was learned so far`);
  return { loss, dino: dino as DINOWrapper, interrupted };
}

/** One vector an image: the mean of the feature map, [N, D], and the map itself in 4×4 cells, [N, 16 · D]. */
interface Features {
  readonly pooled: Tensor;
  readonly map4x4: Tensor;
}

/** The features of the network in evaluation mode: BatchNorm uses its running statistics, which start as 0 and 1. */
async function featuresOf(module: ScriptModule, part: IdxDataset): Promise<Features> {
  const training = module.training;
  module.eval();
  const pooled: Tensor[] = [];
  const map4x4: Tensor[] = [];
  for (let i = 0; i < part.length; i += 250) {
    await scope(async (keep) => {
      const images = pixels(part.slice(i, Math.min(i + 250, part.length)));
      const map = await noGrad(() => module.call("forward_features", images.sub(0.5).div(0.25)));
      pooled.push(keep(map.mean([2, 3])));
      map4x4.push(keep(map.adaptiveAvgPool2d(4).flatten(1)));
    });
  }
  module.train(training);
  return { pooled: cat(pooled), map4x4: cat(map4x4) };
}

/** float32 in [0, 1]. */
function pixels(part: IdxDataset): Tensor {
  return part.batch(range(part.length)).images.to("float32").div(255);
}

interface Plan {
  readonly steps: number;
  /** Time for them. */
  readonly seconds: number;
}

/** What fits when `limit` seconds after `begin` all shall be done, by the time of a few steps. */
async function planWithin(limit: number, train: IdxDataset, begin: number): Promise<Plan> {
  if (!(limit > 0)) throw new Error(`--seconds: expected a number above 0, got ${flags.seconds}`);
  const trial = await backbones.resnet(SETTINGS.network);
  const dino = await DINOWrapper.create(trial, { ...SETTINGS.conf, ema: "manual" });
  const images = train.slice(0, SETTINGS.batchSize);
  const times: number[] = [];
  for (let i = 0; i < 5; ++i) {
    const start = performance.now();
    const [, loss] = await dino.forward(images.batch(range(images.length)).images);
    await loss.backward();
    times.push((performance.now() - start) / 1000);
  }
  dino.dispose();
  // The optimiser and the teacher's update take a tenth of a step; k-NN in the end takes as long as 30.
  const step = times.sort((a, b) => a - b)[2]! * 1.1;
  const seconds = limit - (performance.now() - begin) / 1000 - 30 * step;
  return { steps: Math.max(1, Math.floor(seconds / step)), seconds: Math.max(seconds, step) };
}

interface Progress {
  update(step: number, loss: number, imagesPerSecond: number): void;
  stop(): void;
}

/** A bar on a terminal, a line each tenth of the way elsewhere. */
function progressOf(steps: number): Progress {
  if (process.stderr.isTTY) {
    const bar = new SingleBar({
      format: "{bar} {value}/{total}  loss {loss}  {rate} images/s  {eta_formatted} left",
      etaBuffer: 50,
    });
    bar.start(steps, 0, { loss: "–", rate: "–" });
    return {
      update: (step, loss, rate) => bar.update(step, { loss: loss.toFixed(4), rate: rate.toFixed(0) }),
      stop: () => bar.stop(),
    };
  }
  let tenth = 0;
  return {
    update: (step, loss, rate) => {
      const reached = Math.floor((10 * step) / steps);
      if (reached === tenth) return;
      tenth = reached;
      const left = ((steps - step) * SETTINGS.batchSize) / rate;
      console.log(
        `${10 * tenth} %  step ${step}/${steps}  loss ${loss.toFixed(4)}  ${rate.toFixed(0)} images/s  ${left.toFixed(0)} s left`,
      );
    },
    stop: () => {},
  };
}

function print(report: {
  seconds: number;
  knn: { pooled: Pair; map4x4: Pair; rawPixels: number; k: number; temperature: number };
}): void {
  const { pooled, map4x4, rawPixels, k, temperature } = report.knn;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(9);
  console.log(`\nk-NN accuracy (k ${k}, T ${temperature}, running statistics of each network)`);
  console.log(`                     teacher   random start`);
  console.log(`  pooled features  ${percent(pooled.teacher)}     ${percent(pooled.randomInit)}`);
  console.log(`  4×4 feature map  ${percent(map4x4.teacher)}     ${percent(map4x4.randomInit)}`);
  console.log(`  raw pixels       ${percent(rawPixels)}`);
  console.log(`\n${report.seconds.toFixed(0)} seconds in all`);
}

interface Pair {
  readonly teacher: number;
  readonly randomInit: number;
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

function wholeNumber(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new Error(`${flag}: expected a whole number, got ${text}`);
  return value;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
