/**
 * The main job: trains a small ResNet with DINO on 8,000 images of Fashion-MNIST, without labels, measures by k-NN on
 * 2,000 held-out images what it learned, and writes a page with curves and pictures.
 *
 *   npm start [-- --epochs N] [--seconds N] [--seed N] [--json FILE] [--report FILE]
 *
 * --seconds shortens the run to about that time, k-NN included; the schedules are laid out for what fits. Ctrl-C ends
 * training after the running step and measures what was learned so far.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import {
  backbones,
  cat,
  DINOConf,
  IdxDataset,
  type KnnAccuracy,
  type KnnReport,
  knn,
  manualSeed,
  noGrad,
  reportSheets,
  type ScriptModule,
  scope,
  setNumThreads,
  type Tensor,
  Trainer,
  torchInfo,
  writeReport,
} from "dino-wrapper";

/** Chosen for this data set by trials; docs/decisions/006-main-job.md tells of them. */
const CONF = DINOConf.recipe("small-images");
const NETWORK = { channels: 1, stem: "strided", depths: [2, 2, 2], width: 16, classes: 10 } as const;
const TRAIN_IMAGES = 8000;
const STEPS_PER_EPOCH = Math.floor(TRAIN_IMAGES / CONF.training.batchSize);
const NEIGHBOURS = 20;
const TEMPERATURE = 0.07;

const { values: flags } = parseArgs({
  options: {
    json: { type: "string" },
    report: { type: "string", default: join("runs", "fashion-mnist", "report.html") },
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
  const [train, heldOut] = [all.slice(0, TRAIN_IMAGES), all.slice(TRAIN_IMAGES)];
  const backbone = await backbones.resnet(NETWORK);
  const randomStart = await backbone.clone();

  const whole = wholeNumber("--epochs", flags.epochs ?? String(CONF.epochs)) * STEPS_PER_EPOCH;
  const steps = Math.min(
    whole,
    flags.seconds === undefined ? whole : await stepsWithin(Number(flags.seconds), train, begin),
  );
  const { trainer, loss, interrupted } = await trainBackbone(backbone, train, steps, seed);

  console.log("k-NN on the held-out images …");
  const labels = {
    train: train.batch(range(train.length)).labels,
    test: heldOut.batch(range(heldOut.length)).labels,
  };
  const accuracy = async (features: (part: IdxDataset) => Tensor): Promise<KnnAccuracy> => {
    const { top1, top5 } = await knn({
      trainFeatures: features(train),
      trainLabels: labels.train,
      testFeatures: features(heldOut),
      testLabels: labels.test,
      k: NEIGHBOURS,
      temperature: TEMPERATURE,
    });
    return { top1, top5 };
  };
  const of = async (module: ScriptModule) => {
    const features = new Map<IdxDataset, Features>();
    for (const part of [train, heldOut]) features.set(part, await featuresOf(module, part));
    return {
      pooled: await accuracy((part) => features.get(part)!.pooled),
      map4x4: await accuracy((part) => features.get(part)!.map4x4),
    };
  };
  const teacher = await of(trainer.dino.teacher);
  const random = await of(randomStart);
  const rawPixels = await accuracy((part) => pixels(part).flatten(1));
  const report = {
    seconds: (performance.now() - begin) / 1000,
    steps: loss.length,
    loss,
    knn: {
      pooled: { teacher: teacher.pooled.top1, randomInit: random.pooled.top1 },
      map4x4: { teacher: teacher.map4x4.top1, randomInit: random.map4x4.top1 },
      rawPixels: rawPixels.top1,
      k: NEIGHBOURS,
      temperature: TEMPERATURE,
    },
  };
  print(report);
  if (flags.json !== undefined) await writeFile(flags.json, `${JSON.stringify(report, null, 2)}\n`);
  await writePage(flags.report, trainer, heldOut, {
    k: NEIGHBOURS,
    temperature: TEMPERATURE,
    network: "teacher",
    teacher: teacher.pooled,
    randomInit: random.pooled,
    rawPixels,
    images: { train: train.length, test: heldOut.length },
    classes: NETWORK.classes,
    size: null,
  });
  if (interrupted) process.exitCode = 130;
}

async function trainBackbone(backbone: ScriptModule, train: IdxDataset, steps: number, seed: number) {
  // The first signal ends training after the running step; a second one is Node's own and ends the process.
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  // A run of part of an epoch is one short epoch to the schedules.
  const epochs = Math.max(1, Math.floor(steps / STEPS_PER_EPOCH));
  const part = steps < STEPS_PER_EPOCH ? train.slice(0, steps * CONF.training.batchSize) : train;
  const trainer = await Trainer.create(backbone, part, {
    conf: CONF.merge({ epochs, seed }),
    signal: stop.signal,
  });
  const { totalSteps, dino } = trainer;
  console.log(
    `ResNet of ${NETWORK.depths.join("+")} blocks from width ${NETWORK.width}, ${part.length} images, ` +
      `${totalSteps} steps of ${CONF.training.batchSize} (${epochs} epochs); no labels`,
  );
  for (const line of dino.preflight) console.log(`  ${line}`);
  const progress = progressOf(totalSteps);
  const begin = performance.now();
  const loss: number[] = [];
  for await (const record of trainer) {
    loss.push(record.loss);
    const seconds = (performance.now() - begin) / 1000;
    progress.update(loss.length, record.loss, (loss.length * CONF.training.batchSize) / seconds);
    for (const { message } of record.health) console.log(message);
  }
  progress.stop();
  const interrupted = stop.signal.aborted;
  if (interrupted) console.log(`interrupted after ${loss.length} steps; measuring what was learned so far`);
  return { trainer, loss, interrupted };
}

/** The run as a page that opens from the disk. */
async function writePage(
  path: string,
  trainer: Trainer,
  heldOut: IdxDataset,
  pooled: KnnReport,
): Promise<void> {
  const run = await trainer.report();
  await mkdir(dirname(path), { recursive: true });
  await writeReport(path, {
    ...run,
    title: "Fashion-MNIST",
    date: new Date(),
    prototypes: trainer.dino.prototypes,
    featureDim: trainer.dino.featureDim,
    knn: [{ ...pooled, step: run.steps, epoch: run.epochs }],
    sheets: await reportSheets(trainer.dino, heldOut),
    environment: { ...torchInfo() },
  });
  const improving =
    run.improving === null ? "" : run.improving ? ", still improving" : ", no longer improving";
  console.log(`\n${run.verdict}${improving}`);
  for (const reason of run.reasons) console.log(`  ${reason}`);
  console.log(`report: ${path}`);
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

/** Steps that fit when `limit` seconds after `begin` all shall be done, by the time of a few of them. */
async function stepsWithin(limit: number, train: IdxDataset, begin: number): Promise<number> {
  if (!(limit > 0)) throw new Error(`--seconds: expected a number above 0, got ${flags.seconds}`);
  const trial = await Trainer.create(await backbones.resnet(NETWORK), train, { conf: CONF });
  const times: number[] = [];
  let start = performance.now();
  for await (const { step } of trial) {
    times.push((performance.now() - start) / 1000);
    start = performance.now();
    if (step === 8) break;
  }
  trial.dispose();
  // k-NN and the report take as long as 60 steps.
  const step = times.sort((a, b) => a - b)[4]!;
  return Math.max(1, Math.floor((limit - (performance.now() - begin) / 1000) / step) - 60);
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
      const left = ((steps - step) * CONF.training.batchSize) / rate;
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
