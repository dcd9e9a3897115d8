import type { DINOConfInput } from "./conf-schema";

/** Settings and where they come from. */
export interface Recipe {
  /** What they are for and who published them. */
  readonly source: string;
  /** Only what differs from the defaults of their version, and what a reader looks for. */
  readonly settings: DINOConfInput;
}

const DINO_HEAD = { prototypes: 65536, hiddenDim: 2048, bottleneckDim: 256, layers: 3 } as const;
const DINOV2_HEAD = { ...DINO_HEAD, prototypes: 131072, bottleneckDim: 384, normLastLayer: false } as const;

/** DINO's own training arguments (`main_dino.py`), 8 GPUs with 64 images each. */
const DINO = {
  version: "v1",
  epochs: 100,
  teacherMomentum: 0.996,
  teacherTemp: 0.04,
  head: { ...DINO_HEAD, normLastLayer: true },
  freezeLastLayerEpochs: 1,
  backbone: { name: "vit", version: "v1", size: "small", patchSize: 16, dropPath: 0.1 },
  training: {
    optimizer: "adamw",
    batchSize: 512,
    lr: 5e-4,
    lrReferenceBatch: 256,
    minLr: 1e-6,
    warmupEpochs: 10,
    weightDecay: 0.04,
    finalWeightDecay: 0.4,
    clipGrad: 3,
  },
} as const satisfies DINOConfInput;

/** DINOv2's own defaults (`ssl_default_config.yaml`), 32 GPUs with 64 images each. */
const DINOV2 = {
  version: "v2",
  epochs: 100,
  stepsPerEpoch: 1250,
  teacherMomentum: 0.992,
  teacherTemp: 0.07,
  warmupTeacherTempEpochs: 30,
  head: { ...DINO_HEAD, normLastLayer: false },
  freezeLastLayerEpochs: 1,
  centering: "mean",
  ibotWeight: 1,
  koleoWeight: 0.1,
  maskProbability: 0.5,
  backbone: {
    name: "vit",
    version: "v2",
    size: "large",
    patchSize: 16,
    dropPath: 0.3,
    dropPathUniform: true,
    layerScale: 1e-5,
    mlp: "mlp",
  },
  training: {
    optimizer: "adamw",
    batchSize: 2048,
    lr: 4e-3,
    lrReferenceBatch: 1024,
    lrScaling: "sqrt",
    minLr: 1e-6,
    warmupEpochs: 10,
    weightDecay: 0.04,
    finalWeightDecay: 0.4,
    clipGrad: 3,
    layerDecay: 0.9,
    patchEmbedLr: 0.2,
  },
} as const satisfies DINOConfInput;

/** What DINOv2's runs on ImageNet-22k have in common, 3072 images a step. */
const DINOV2_22K = {
  ...DINOV2,
  epochs: 500,
  teacherMomentum: 0.994,
  localCropSize: 98,
  head: DINOV2_HEAD,
  ibotHead: { ...DINOV2_HEAD, bottleneckDim: 256 },
  centering: "sinkhorn",
  training: {
    ...DINOV2.training,
    batchSize: 3072,
    lr: 2e-4,
    warmupEpochs: 80,
    finalWeightDecay: 0.2,
    layerDecay: 1,
  },
} as const satisfies DINOConfInput;

const VIT_14 = { ...DINOV2.backbone, patchSize: 14, dropPath: 0.4, mlp: "swiglu" } as const;

/** `DINOConf.recipe` by name. */
export const RECIPES = {
  "dino-vits16": {
    source:
      "DINO, ViT-S/16 on ImageNet-1k in 100 epochs: facebookresearch/dino, README, vanilla training (k-NN 69.3 %).",
    settings: DINO,
  },
  "dino-vits16-boosted": {
    source:
      "DINO, the same in 300 epochs of 1024 images a step: facebookresearch/dino, README, boosting (k-NN 73.3 %). " +
      "The last layer's norms are trained, which its authors call safe for ViT-S alone.",
    settings: {
      ...DINO,
      epochs: 300,
      teacherTemp: 0.07,
      warmupTeacherTempEpochs: 30,
      head: { ...DINO_HEAD, normLastLayer: false },
      training: { ...DINO.training, batchSize: 1024 },
    },
  },
  "dino-resnet50": {
    source:
      "DINO, ResNet-50 on ImageNet-1k in 100 epochs with SGD and its own crops: facebookresearch/dino, README, convnets.",
    settings: {
      ...DINO,
      globalCropsScale: [0.14, 1],
      localCropsScale: [0.05, 0.14],
      backbone: { name: "resnet50" },
      training: {
        ...DINO.training,
        optimizer: "sgd",
        momentum: 0.9,
        lr: 0.03,
        weightDecay: 1e-4,
        finalWeightDecay: 1e-4,
      },
    },
  },
  "dinov2-vitl16-short": {
    source:
      "DINOv2, ViT-L/16 on ImageNet-1k in 100 epochs: facebookresearch/dinov2, ssl_default_config.yaml and vitl16_short.yaml (k-NN 81.6 %).",
    settings: DINOV2,
  },
  "dinov2-vitl14": {
    source:
      "DINOv2, ViT-L/14 on ImageNet-22k in 500 epochs: facebookresearch/dinov2, vitl14.yaml (k-NN 82.0 %).",
    settings: { ...DINOV2_22K, backbone: VIT_14 },
  },
  "dinov2-vitg14": {
    source: "DINOv2, ViT-g/14 on 256 GPUs, otherwise as dinov2-vitl14: facebookresearch/dinov2, vitg14.yaml.",
    settings: { ...DINOV2_22K, backbone: { ...VIT_14, size: "giant" } },
  },
  "small-data": {
    source:
      "For some thousand photos on one machine: DINO with 2048 prototypes, 128-pixel crops and a teacher that follows within " +
      "hundreds of steps, as in lightly's Imagenette benchmark; optimiser and temperatures are DINO's.",
    settings: {
      version: "v1",
      epochs: 200,
      globalCropSize: 128,
      localCropSize: 64,
      localCropsNumber: 6,
      teacherMomentum: 0.99,
      finalTeacherMomentum: 0.999,
      teacherTemp: 0.04,
      head: { ...DINO_HEAD, prototypes: 2048, normLastLayer: true },
      backbone: { name: "resnet18" },
      training: { ...DINO.training, batchSize: 64 },
    },
  },
  "small-images": {
    source:
      "For some thousand images of about 28 pixels: what `npm start` trains, found by trials " +
      "(docs/decisions/006-main-job.md).",
    settings: {
      version: "v1",
      epochs: 16,
      globalCropSize: 24,
      localCropsNumber: 0,
      teacherMomentum: 0.99,
      finalTeacherMomentum: 0.998,
      teacherTemp: 0.04,
      freezeLastLayerEpochs: 0,
      head: { prototypes: 1024, hiddenDim: 512, bottleneckDim: 256 },
      backbone: { name: "resnet", stem: "strided", depths: [2, 2, 2], width: 16 },
      training: {
        optimizer: "adamw",
        batchSize: 32,
        lr: 1e-3,
        lrReferenceBatch: null,
        minLr: 1e-5,
        warmupEpochs: 1,
        weightDecay: 0.04,
        finalWeightDecay: 0.04,
        clipGrad: null,
      },
    },
  },
  "cifar-resnet18": {
    source:
      "DINO, ResNet-18 on CIFAR-10 in 200 epochs, two crops and no blur: lightly's CIFAR-10 benchmark (k-NN 84.0 % to 86.8 % " +
      "in its tables). There, biases are decayed too.",
    settings: {
      version: "v1",
      epochs: 200,
      globalCropSize: 32,
      localCropsNumber: 0,
      globalBlurProbability: 0,
      teacherMomentum: 0.99,
      finalTeacherMomentum: 0.99,
      teacherTemp: 0.04,
      freezeLastLayerEpochs: 0,
      head: {
        prototypes: 2048,
        hiddenDim: 2048,
        bottleneckDim: 256,
        layers: 2,
        batchNorm: true,
        normLastLayer: true,
      },
      backbone: { name: "resnet18", stem: "small" },
      training: {
        optimizer: "sgd",
        momentum: 0.9,
        batchSize: 128,
        lr: 0.06,
        lrReferenceBatch: 128,
        minLr: 0,
        warmupEpochs: 0,
        weightDecay: 5e-4,
        finalWeightDecay: 5e-4,
        clipGrad: null,
      },
    },
  },
} as const satisfies Readonly<Record<string, Recipe>>;

/** Names of `DINOConf.recipe`. */
export type RecipeName = keyof typeof RECIPES;
