/** Runs on real images that are healthy. */
import { join } from "node:path";
import { backbones, DINOConf, IdxDataset, manualSeed, type RecipeName, Trainer } from "../../lib";
import { stepsOf } from "../support/tiny-training";

const images = join(__dirname, "../../examples/data/fashion-mnist-images.idx.gz");

/** 192 steps of a recipe, small enough for a test. */
async function trainerOf(recipe: RecipeName, lr: number): Promise<Trainer> {
  const dataset = await IdxDataset.open(images);
  const conf = DINOConf.recipe(recipe).merge({
    globalCropSize: 16,
    channels: 1,
    epochs: 6,
    teacherMomentum: 0.97,
    head: { prototypes: 64, hiddenDim: 64, bottleneckDim: 32 },
    training: { batchSize: 32, lrReferenceBatch: null, warmupEpochs: 1, lr },
  });
  manualSeed(1);
  const network = { channels: 1, stem: "strided", depths: [1, 1], width: 8, classes: null } as const;
  return Trainer.create(await backbones.resnet(network), dataset.slice(0, 1024), {
    conf,
    health: { window: 50 },
  });
}

test.each<[RecipeName, number]>([
  ["small-images", 5e-3],
  ["cifar-resnet18", 0.2],
])("a healthy run of %s is silent", async (recipe, lr) => {
  const trainer = await trainerOf(recipe, lr);
  const steps = await stepsOf(trainer);
  expect(steps.flatMap(({ health }) => health)).toEqual([]);
  expect(steps.at(-1)!.signals!.information).toBeGreaterThan(0.2);
  expect(await trainer.report()).toMatchObject({ verdict: "healthy", stopped: "finished", skippedSteps: 0 });
  trainer.dispose();
});
