/**
 * Supervised training with DINO beside it, and the same training without it: what the second line of the loop adds when
 * few of the images have labels. Fashion-MNIST, accuracy on 2,000 held-out images, several seeds.
 *
 *   node build/examples/supervised.js [--labelled 200] [--steps 1500] [--seeds 3] [--json FILE]
 *
 * Each step takes 16 images with labels and 48 without. The class loss sees the first 16, DINO's sees all.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  type Batch,
  backbones,
  cat,
  DataLoader,
  DINOWrapper,
  IdxDataset,
  losses,
  manualSeed,
  noGrad,
  optim,
  type ScriptModule,
  schedules,
  scope,
  setNumThreads,
  type Tensor,
} from "dino-wrapper";

const { values: flags } = parseArgs({
  options: {
    labelled: { type: "string", default: "200" },
    steps: { type: "string", default: "1500" },
    seeds: { type: "string", default: "3" },
    json: { type: "string" },
  },
});

const LABELLED_OF_A_BATCH = 16;
const UNLABELLED_OF_A_BATCH = 48;
const POOL = 8000;

const CONF = {
  globalCropSize: 24,
  localCropsNumber: 0,
  globalCropsScale: [0.4, 1],
  teacherMomentum: 0.99,
  head: { prototypes: 1024, hiddenDim: 256, bottleneckDim: 128 },
} as const;

async function main(): Promise<void> {
  setNumThreads(1);
  const data = (name: string) => join(__dirname, "..", "..", "examples", "data", name);
  const all = await IdxDataset.open(data("fashion-mnist-images.idx.gz"), data("fashion-mnist-labels.idx.gz"));
  const rows: { seed: number; without: number; with: number }[] = [];
  for (let seed = 0; seed < Number(flags.seeds); ++seed) {
    const without = await accuracyOf(all, { seed, dino: false });
    const withDino = await accuracyOf(all, { seed, dino: true });
    rows.push({ seed, without, with: withDino });
    console.log(`seed ${seed}: ${percent(without)} without DINO, ${percent(withDino)} with it`);
  }
  const mean = (key: "without" | "with") => rows.reduce((sum, row) => sum + row[key], 0) / rows.length;
  console.log(`mean:   ${percent(mean("without"))} without DINO, ${percent(mean("with"))} with it`);
  if (flags.json !== undefined) await writeFile(flags.json, `${JSON.stringify({ flags, rows }, null, 2)}\n`);
}

/** Trains one network and gives its accuracy on the held-out images. Both ways see the same images in the same order. */
async function accuracyOf(
  all: IdxDataset,
  { seed, dino: withDino }: { readonly seed: number; readonly dino: boolean },
): Promise<number> {
  manualSeed(seed);
  const backbone = await backbones.resnet({
    channels: 1,
    stem: "strided",
    depths: [2, 2, 2],
    width: 16,
    classes: 10,
  });
  const steps = Number(flags.steps);
  const dino = await DINOWrapper.create(backbone, { ...CONF, epochs: 1, stepsPerEpoch: steps, seed });
  const adam = new optim.AdamW(withDino ? dino.parameterGroups() : backbone.parameters(), {
    lr: 1e-3,
    weightDecay: 0.04,
  });
  const learningRate = schedules.cosine({ base: 1e-3, final: 1e-5, steps, warmupSteps: 50 });
  const labelled = endless(all.slice(0, Number(flags.labelled)), LABELLED_OF_A_BATCH, seed);
  const unlabelled = endless(all.slice(0, POOL), UNLABELLED_OF_A_BATCH, seed);
  for (let step = 0; step < steps; ++step) {
    const [known, unknown] = [await labelled(), await unlabelled()];
    await scope(async () => {
      adam.lr = learningRate.at(step);
      adam.zeroGrad();
      const images = cat([known.images, unknown.images]);
      const classLoss = (output: Tensor<"float32">) =>
        losses.crossEntropy(output.narrow(0, 0, LABELLED_OF_A_BATCH), known.labels);
      if (withDino) {
        const [output, dinoLoss] = await dino.forward(images);
        await classLoss(output).add(dinoLoss).backward();
        await adam.step();
        await dino.emaUpdate();
      } else {
        await classLoss(await backbone.forward(normalized(images))).backward();
        await adam.step();
      }
    });
    for (const { images, labels, ids } of [known, unknown])
      for (const tensor of [images, labels, ids]) tensor.dispose();
  }
  const accuracy = await accuracyOn(backbone, all.slice(POOL));
  dino.dispose();
  return accuracy;
}

/** As the wrapper normalises images of one channel. */
function normalized(images: Tensor): Tensor<"float32"> {
  return images.to("float32").div(255).sub(0.5).div(0.25);
}

async function accuracyOn(module: ScriptModule, dataset: IdxDataset): Promise<number> {
  module.eval();
  let right = 0;
  for await (const { images, labels } of new DataLoader(dataset, { batchSize: 250 }))
    await scope(async () => {
      const output = await noGrad(() => module.forward(normalized(images)));
      right += Number(output.argmax(1).eq(labels).sum().item());
    });
  return right / dataset.length;
}

type Images = Batch<Tensor<"uint8">>;

/** Gives the next full batch, one epoch after the other. */
function endless(dataset: IdxDataset, batchSize: number, seed: number): () => Promise<Images> {
  const loader = new DataLoader(dataset, { batchSize, shuffle: true, dropLast: true, seed });
  let epoch = loader[Symbol.asyncIterator]();
  return async () => {
    let next = await epoch.next();
    if (next.done) {
      epoch = loader[Symbol.asyncIterator]();
      next = await epoch.next();
    }
    return next.value as Images;
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
