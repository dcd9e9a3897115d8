// The same training run for every peer: networks, weights and crops in files.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { inRoot } from "../../scripts/support.mjs";

/** Crops of this many steps lie in the files; later steps begin again. */
export const STEPS = 8;

const HEAD = { hiddenDim: 512, bottleneckDim: 256, layers: 3, normLastLayer: true };

/** Networks by name: the function of `backbones` with its options, and sizes that leave nothing to interpret. */
export const NETWORKS = {
  "ViT-Ti/4": {
    kind: "vit",
    options: { size: "tiny", imageSize: 28, patchSize: 4, channels: 3 },
    batch: 16,
    conf: { globalCropSize: 28, localCropSize: 12, localCropsNumber: 6, head: { ...HEAD, prototypes: 4096 } },
  },
  ResNet: {
    kind: "resnet",
    options: { channels: 3, stem: "small", depths: [2, 2, 2, 2], width: 32, classes: 10 },
    batch: 16,
    conf: { globalCropSize: 32, localCropSize: 16, localCropsNumber: 6, head: { ...HEAD, prototypes: 4096 } },
  },
};

/** Those whose whole step is compared: what our operators do is a small part of the one and a large one of the other. */
export const STEP_NETWORKS = {
  "ViT-Ti/4, 28 px, B=64, K=4096": {
    kind: "vit",
    options: { size: "tiny", imageSize: 28, patchSize: 4, channels: 3 },
    batch: 64,
    conf: { globalCropSize: 28, localCropSize: 12, localCropsNumber: 6, head: { ...HEAD, prototypes: 4096 } },
  },
  "ViT-S/16, 64 px, B=16, K=65536": {
    kind: "vit",
    options: { size: "small", imageSize: 64, patchSize: 16, channels: 3 },
    batch: 16,
    conf: {
      globalCropSize: 64,
      localCropSize: 32,
      localCropsNumber: 8,
      head: { ...HEAD, hiddenDim: 2048, prototypes: 65536 },
    },
  },
};

/** Smaller ones, for a test. */
export const SMALL_NETWORKS = {
  ViT: {
    ...NETWORKS["ViT-Ti/4"],
    options: { ...NETWORKS["ViT-Ti/4"].options, width: 48, depth: 2, heads: 3 },
    batch: 4,
  },
  ResNet: {
    ...NETWORKS.ResNet,
    options: { ...NETWORKS.ResNet.options, depths: [1, 1], width: 8 },
    batch: 4,
  },
};

/** What every peer does with the gradients: DINO's AdamW, clipping and teacher. */
export const TRAINING = { lr: 5e-4, weightDecay: 0.04, clip: 3, momentum: 0.996 };

/** Writes into `folder` what the peers read. */
export async function writeProblem(folder, network) {
  const dino = createRequire(import.meta.url)(inRoot("dist/index.js"));
  dino.manualSeed(0);
  const module = await dino.backbones[network.kind](network.options);
  await module.save(join(folder, "backbone.pt"));
  const conf = {
    ...network.conf,
    globalCropsNumber: 2,
    originalOutput: "none",
    teacherMomentum: TRAINING.momentum,
  };
  const wrapper = await dino.DINOWrapper.create(module, conf);
  const prefixed = (prefix, entries) => entries.map(([name, value]) => [`${prefix}${name}`, value]);
  await dino.writeStateDict(
    join(folder, "weights.pt"),
    Object.fromEntries([
      ...prefixed("backbone.", Object.entries(module.stateDict())),
      // The backbone's parameters come first, under their own names.
      ...wrapper
        .namedParameters()
        .filter(([name]) => name.startsWith("head.") && !(name in module.stateDict())),
    ]),
  );
  const crops = (count, size) =>
    dino.randn([STEPS, count, network.batch, network.options.channels, size, size]);
  await dino.writeStateDict(join(folder, "crops.pt"), {
    global: crops(2, conf.globalCropSize),
    local: crops(conf.localCropsNumber, conf.localCropSize),
  });
  const problem = { kind: network.kind, options: network.options, conf, training: TRAINING, steps: STEPS };
  writeFileSync(join(folder, "problem.json"), JSON.stringify(problem));
}
