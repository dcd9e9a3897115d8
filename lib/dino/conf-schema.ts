import { z } from "zod";
import type { Tensor } from "../tensor/tensor";

/**
 * Makes the features [B, D] out of what the backbone gives: its output, or one tensor for each name in `returnLayer`, in
 * that order.
 */
export type PreprocessFunction = (features: Tensor, ...more: Tensor[]) => Tensor | Promise<Tensor>;

const MOST_CHANNELS = 4096;
const positiveInteger = z.number().int().min(1).max(65536);
const share = z.number().min(0).max(1);
const factor = z.number().min(0).max(10);
const temperature = z.number().positive().max(100);
const epochs = z.number().int().min(0);
const size = z.union([positiveInteger, z.tuple([positiveInteger, positiveInteger])], {
  error: "expected pixels, one number or [height, width], integers from 1 to 65536",
});
const scale = range(z.number().positive().max(1), "share");
const shares = z
  .union([share, z.array(share).min(1).max(64)], {
    error: "expected a share from 0 to 1, or an array of one for each global crop",
  })
  .transform((value) => (typeof value === "number" ? [value] : value));
const path = z.string().regex(/^[A-Za-z_]\w*(\.\w+)*$/, {
  error: 'expected the path of a submodule, names with dots between them, such as "layer4"',
});

function range(item: z.ZodNumber, noun: string) {
  return z.tuple([item, item]).refine(([low, high]) => low <= high, `expected the smaller ${noun} first`);
}

const HEAD = {
  /** K, the width of the output, 1 to 2^24. */
  prototypes: z
    .number()
    .int()
    .min(1)
    .max(1 << 24),
  /** Width of the hidden layers. Default 2048. */
  hiddenDim: positiveInteger.default(2048),
  /** Width before the last layer. Default 256. */
  bottleneckDim: positiveInteger.default(256),
  /** Linear layers before the normalisation, 1 to 16. Default 3. */
  layers: z.number().int().min(1).max(16).default(3),
  /** BatchNorm after every hidden layer. Default false. */
  batchNorm: z.boolean().default(false),
  /** Keep the norms of the last layer's rows at 1. Default true. */
  normLastLayer: z.boolean().default(true),
};
const head = z.strictObject(HEAD);

const NORMALIZE = {
  /** Of each channel, in the units of images from 0 to 1. */
  mean: z.array(z.number()).min(1).max(MOST_CHANNELS),
  /** Of each channel, above 0. */
  std: z.array(z.number().positive()).min(1).max(MOST_CHANNELS),
};

const TRAINING = {
  /** Which optimiser: `optim.AdamW`, `optim.SGD` or `optim.LARS`. Default "adamw". */
  optimizer: z.enum(["adamw", "sgd", "lars"]).default("adamw"),
  /** Images of a batch; a step of the optimiser takes `accumulate` batches. Default 64. */
  batchSize: positiveInteger.default(64),
  /** Batches whose gradients make one step of the optimiser. Default 1. */
  accumulate: positiveInteger.default(1),
  /** Learning rate after the warm-up, for `lrReferenceBatch` images a step. Default 0.0005. */
  lr: z.number().positive().max(1000).default(5e-4),
  /** Learning rate at the end of the run. It is not scaled. Default 0.000001. */
  minLr: z.number().min(0).max(1000).default(1e-6),
  /** Images of a step that `lr` is meant for; null: `lr` is taken as it is. Default 256. */
  lrReferenceBatch: positiveInteger.nullable().default(256),
  /** How `lr` grows with the images of a step over `lrReferenceBatch`. Default "linear". */
  lrScaling: z.enum(["linear", "sqrt"]).default("linear"),
  /** Epochs in which the learning rate grows from 0 to `lr`. Default 10. */
  warmupEpochs: epochs.default(10),
  /** Weight decay at the start of the run, of parameters that are neither biases nor one-dimensional. Default 0.04. */
  weightDecay: z.number().min(0).max(100).default(0.04),
  /** The same at its end; a cosine lies between the two. Default 0.4. */
  finalWeightDecay: z.number().min(0).max(100).default(0.4),
  /** AdamW's shares of the running gradient and of its square that a step keeps. Default 0.9 and 0.999. */
  betas: z.tuple([z.number().min(0).lt(1), z.number().min(0).lt(1)]).default([0.9, 0.999]),
  /** The share of the running gradient that a step of SGD and LARS keeps. Default 0.9. */
  momentum: z.number().min(0).lt(1).default(0.9),
  /** Largest norm of a gradient, above 0; null: gradients are not clipped. Default 3. */
  clipGrad: z.number().positive().max(1e9).nullable().default(3),
  /** What has one norm: each parameter as in DINO, backbone and head as in DINOv2, or all together. Default "parameter". */
  clipPer: z.enum(["parameter", "module", "all"]).default("parameter"),
  /** The learning rate of a ViT's block is this share of the next one's, above 0; 1: all learn alike. Default 1. */
  layerDecay: z.number().positive().max(1).default(1),
  /** Factor of the learning rate of a ViT's patch embedding, above 0. Default 1. */
  patchEmbedLr: z.number().positive().max(10).default(1),
};
const training = z.strictObject(TRAINING);

const RESNET = {
  /** Channels of the images. Default 3. */
  channels: z.number().int().min(1).max(MOST_CHANNELS).exactOptional(),
  /** First convolution, by the size of the images: "imagenet", "small" or "strided". Default "imagenet". */
  stem: z.enum(["imagenet", "small", "strided"]).exactOptional(),
  /** Channels of the first stage. Default 64. */
  width: positiveInteger.exactOptional(),
  /** Outputs of the classifier; null for none. Default 1000. */
  classes: positiveInteger.nullable().exactOptional(),
};

const VIT = {
  /** Whose network: "v1" or "v2". Default "v1". */
  version: z.enum(["v1", "v2"]).exactOptional(),
  /** Width, depth and heads by the authors' names. Default "small". */
  size: z.enum(["tiny", "small", "base", "large", "giant"]).exactOptional(),
  /** Side of the images that the position embedding is made for. Default 224. */
  imageSize: positiveInteger.exactOptional(),
  /** Side of a patch; divides `imageSize`. Default 16 (v1), 14 (v2). */
  patchSize: positiveInteger.exactOptional(),
  /** Channels of the images. Default 3. */
  channels: z.number().int().min(1).max(MOST_CHANNELS).exactOptional(),
  /** Width of a token, a multiple of `heads`. */
  width: positiveInteger.exactOptional(),
  /** Blocks, up to 256. */
  depth: z.number().int().min(1).max(256).exactOptional(),
  /** Heads of the attention. */
  heads: positiveInteger.exactOptional(),
  /** Width of the hidden layer of a block over that of a token. Default 4. */
  mlpRatio: z.number().positive().lt(64).exactOptional(),
  /** What a block's second half is. Default "swiglu" for "giant", else "mlp". */
  mlp: z.enum(["mlp", "swiglu"]).exactOptional(),
  /** Outputs of a linear classifier; null for none. Default null. */
  classes: positiveInteger.nullable().exactOptional(),
  /** Register tokens, 0 or more. Default 0. */
  registers: z.number().int().min(0).max(1024).exactOptional(),
  /** Initial factor of each residual branch; null for none. Default null (v1), 1e-5 (v2). */
  layerScale: z.number().min(0).lt(1e6).nullable().exactOptional(),
  /** Share of samples that skip a residual branch in training, below 1. Default 0. */
  dropPath: z.number().min(0).lt(1).exactOptional(),
  /** `dropPath` for every block, instead of growing from 0 to it. Default false. */
  dropPathUniform: z.boolean().exactOptional(),
  /** Added to a side's patches before the position embedding is resized. Default 0 with registers, else 0.1. */
  interpolateOffset: z.number().min(0).lt(1).exactOptional(),
  /** Whether shrinking the position embedding averages. Default true with registers, else false. */
  interpolateAntialias: z.boolean().exactOptional(),
};

/** The networks that a configuration can name, by the functions of `backbones` and their options. */
const BACKBONES = {
  vit: VIT,
  resnet18: RESNET,
  resnet50: RESNET,
  resnet: {
    ...RESNET,
    /** Residual blocks of each stage, 1 to 8 stages. */
    depths: z.array(z.number().int().min(1).max(256)).min(1).max(8),
    /** Two 3×3 convolutions, or a 3×3 between two 1×1. Default "basic". */
    block: z.enum(["basic", "bottleneck"]).exactOptional(),
  },
};
const backbone = z.discriminatedUnion(
  "name",
  [
    z.strictObject({ name: z.literal("vit"), ...BACKBONES.vit }),
    z.strictObject({ name: z.literal("resnet18"), ...BACKBONES.resnet18 }),
    z.strictObject({ name: z.literal("resnet50"), ...BACKBONES.resnet50 }),
    z.strictObject({ name: z.literal("resnet"), ...BACKBONES.resnet }),
  ],
  { error: `expected null or an object with name ${Object.keys(BACKBONES).join(", ")}` },
);

/** Every key with its check and its default: those of DINO v1. {@link V2_DEFAULTS} has those that differ in v2. */
const KEYS = {
  /** Which DINO, and so which defaults: "v1" (Caron et al. 2021) or "v2" (Oquab et al. 2024). Default "v1". */
  version: z.enum(["v1", "v2"]).default("v1"),
  /** Pixels of the global crops, one number or [height, width], 1 to 65536. Default 224. */
  globalCropSize: size.default(224),
  /** The same of the local crops. Default 96. */
  localCropSize: size.default(96),
  /** Crops of an image that teacher and student see, 1 to 64. Default 2. */
  globalCropsNumber: z.number().int().min(1).max(64).default(2),
  /** Crops of an image that the student alone sees, 0 to 64. Default 8. */
  localCropsNumber: z.number().int().min(0).max(64).default(8),
  /** Least and largest share of the image's area that a global crop covers. Default 0.4 to 1 (v2: 0.32 to 1). */
  globalCropsScale: scale.default([0.4, 1]),
  /** The same of the local crops. Default 0.05 to 0.4 (v2: 0.05 to 0.32). */
  localCropsScale: scale.default([0.05, 0.4]),
  /** Least and largest ratio of width to height, of the area that is cut out. Default 3/4 to 4/3. */
  cropRatio: range(z.number().positive().max(1e6), "ratio").default([3 / 4, 4 / 3]),
  /** Share of crops that are mirrored left to right. Default 0.5. */
  flipProbability: share.default(0.5),
  /** Share of crops whose colours are changed: brightness, contrast, saturation and hue in a random order. Default 0.8. */
  jitterProbability: share.default(0.8),
  /** Factors of brightness are drawn from 1 - x to 1 + x, but not below 0; 0 to 10. Default 0.4. */
  brightness: factor.default(0.4),
  /** The same for contrast. Default 0.4. */
  contrast: factor.default(0.4),
  /** The same for saturation, of images with 3 channels. Default 0.2. */
  saturation: factor.default(0.2),
  /** Shifts of the hue are drawn from -x to x turns, 0 to 0.5; of images with 3 channels. Default 0.1. */
  hue: z.number().min(0).max(0.5).default(0.1),
  /** Share of crops that lose their colours, of images with 3 channels. Default 0.2. */
  grayscaleProbability: share.default(0.2),
  /** Share of global crops that are blurred: one number, or one for each global crop, the last of which repeats. Default [1, 0.1]. */
  globalBlurProbability: shares.prefault([1, 0.1]),
  /** Share of local crops that are blurred. Default 0.5. */
  localBlurProbability: share.default(0.5),
  /** Least and largest standard deviation of the blur in pixels of the crop, above 0. Default 0.1 to 2. */
  blurSigma: range(z.number().positive().max(100), "standard deviation").default([0.1, 2]),
  /** PIL's three box passes, as in DINO, or a Gaussian of 9 taps, as in DINOv2. Default "pil" (v2: "gaussian"). */
  blur: z.enum(["pil", "gaussian"]).default("pil"),
  /** "reference" blurs with one minus the probability, as DINOv2's published code does by mistake. Default "paper". */
  blurProbabilityMode: z.enum(["paper", "reference"]).default("paper"),
  /** Share of global crops that are solarised: one number, or one for each global crop, the last of which repeats. Default [0, 0.2]. */
  globalSolarizeProbability: shares.prefault([0, 0.2]),
  /** Share of local crops that are solarised. Default 0. */
  localSolarizeProbability: share.default(0),
  /** Solarising inverts values from here on, in steps of 1/255; 0 to 256. Default 128. */
  solarizeThreshold: z.number().min(0).max(256).default(128),
  /**
   * What the images' values are: bytes ("uint8"), 0 to 1 ("unit"), or normalised already ("normalized"). "auto": bytes for
   * uint8, 0 to 1 for floating point. Normalised images are brought back by `normalize` to be augmented. The first batch is
   * checked. Default "auto".
   */
  inputRange: z.enum(["auto", "uint8", "unit", "normalized"]).default("auto"),
  /** Share of the teacher that an update keeps, at the start of the run. Default 0.996 (v2: 0.992). */
  teacherMomentum: share.default(0.996),
  /** The same at its end; a cosine lies between the two. Default 1. */
  finalTeacherMomentum: share.default(1),
  /** Teacher's temperature in the first epoch, above 0. Default 0.04. */
  warmupTeacherTemp: temperature.default(0.04),
  /** Teacher's temperature after the warm-up. Default 0.04 (v2: 0.07). */
  teacherTemp: temperature.default(0.04),
  /** Epochs of linear warm-up between the two. Default 0 (v2: 30). */
  warmupTeacherTempEpochs: epochs.default(0),
  /** Student's temperature, above 0. Default 0.1. */
  studentTemp: temperature.default(0.1),
  /** Share of the centre that a step keeps. Default 0.9. */
  centerMomentum: share.default(0.9),
  /** How the teacher's targets are kept from collapsing: a running centre, or Sinkhorn-Knopp (v2 only). Default "mean". */
  centering: z.enum(["mean", "sinkhorn"]).default("mean"),
  /** Weight of iBOT's loss on masked patches (v2 only). Default 0 (v2: 1). */
  ibotWeight: z.number().min(0).max(1000).default(0),
  /** A head of its own for the patches (v2 only); null: the same head. Default null. */
  ibotHead: head.nullable().default(null),
  /** Weight of KoLeo's loss on the global crops' features (v2 only). Default 0 (v2: 0.1). */
  koleoWeight: z.number().min(0).max(1000).default(0),
  /** Share of global crops that the student sees masked (v2 only). Default 0 (v2: 0.5). */
  maskProbability: share.default(0),
  /** Least and largest share of the patches that a mask covers (v2 only). Default 0.1 to 0.5. */
  maskRatio: range(share, "share").default([0.1, 0.5]),
  /** Epochs of the run: the length of the schedules. Default 100. */
  epochs: z.number().int().min(1).default(100),
  /** Steps of an epoch; null: momentum and temperature stay at their start values. Default null. */
  stepsPerEpoch: z.number().int().min(1).nullable().default(null),
  /** Epochs at the start in which the head's last layer is not trained; it acts with `stepsPerEpoch` and a head. Default 1. */
  freezeLastLayerEpochs: epochs.default(1),
  /** DINO's projection head; null: the features are the logits, K is their width. Default null. */
  head: head.nullable().default(null),
  /** First result of `forward`: the module's own output on the uncropped images, the mean of the student's features of the global crops, or none. Default "original". */
  originalOutput: z.enum(["original", "globalMean", "none"]).default("original"),
  /** Submodules whose outputs are the features, one or several, by their dotted paths; null: the module's own. Default null. */
  returnLayer: z
    .union([path, z.array(path).min(1).max(64)], {
      error: 'expected the path of a submodule such as "layer4", or an array of paths',
    })
    .nullable()
    .default(null),
  /**
   * What makes the features [B, D] out of the backbone's output: the first token ("cls"), the mean over the positions of
   * a feature map ("gap"), all values in a row ("flatten"), or a function. Default null: rows as they are, a map's mean, the
   * first of tokens.
   */
  preprocessFunc: z
    .union(
      [
        z.enum(["cls", "gap", "flatten"]),
        z.custom<PreprocessFunction>((value) => typeof value === "function"),
      ],
      {
        error: ({ input }) =>
          input === "function"
            ? "expected the function that stood here before these settings were written down"
            : 'expected null, "cls", "gap", "flatten" or a function',
      },
    )
    .nullable()
    .default(null),
  /** "auto": the features are the input of the classifier, where one is found; "none": the module's output; else the classifier's path. Default "auto". */
  stripHead: path.default("auto"),
  /** Mean and standard deviation of the images; null: ImageNet's for 3 channels, 0.5 and 0.25 otherwise. Default null. */
  normalize: z
    .strictObject(NORMALIZE)
    .refine(({ mean, std }) => mean.length === std.length, "expected as many std as mean")
    .nullable()
    .default(null),
  /** What the teacher's BatchNorm normalises by: the batch's statistics, or its own running ones. Default "batch". */
  teacherBatchNorm: z.enum(["batch", "ema"]).default("batch"),
  /** "manual": no warning when the teacher is not updated. Default "auto". */
  ema: z.enum(["auto", "manual"]).default("auto"),
  /** What computes loss, optimiser's step and teacher's update: passes of our own ("fused"), or LibTorch's operators one after the other, to compare with ("composed"). Default "fused". */
  operators: z.enum(["fused", "composed"]).default("fused"),
  /** Channels of the images; null: as many as the module's first convolution takes, 3 without one. Default null. */
  channels: z.number().int().min(1).max(MOST_CHANNELS).nullable().default(null),
  /** Of the crops and the head's weights, 0 to 2^53 - 1. Default 0. */
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  /** How `Trainer` and the command line train; `DINOWrapper` does not read it. */
  training: training.prefault({}),
  /** What the command line builds where it is given no module: a function of `backbones` and its options. Default null. */
  backbone: backbone.nullable().default(null),
};

/** Keys that mean nothing in v1. */
const V2_ONLY = ["centering", "ibotWeight", "ibotHead", "koleoWeight", "maskProbability"] as const;

/** The defaults of version "v2" that differ: the seed wrapper's, and for the rest DINOv2's own (`ssl_default_config.yaml`). */
export const V2_DEFAULTS = {
  globalCropsScale: [0.32, 1],
  localCropsScale: [0.05, 0.32],
  blur: "gaussian",
  teacherMomentum: 0.992,
  teacherTemp: 0.07,
  warmupTeacherTempEpochs: 30,
  ibotWeight: 1,
  koleoWeight: 0.1,
  maskProbability: 0.5,
  training: {
    lr: 4e-3,
    lrReferenceBatch: 1024,
    lrScaling: "sqrt",
    clipPer: "module",
    layerDecay: 0.9,
    patchEmbedLr: 0.2,
  },
} as const satisfies Loose<z.input<typeof keys>>;

/** The groups of keys by their names: the object itself, and the objects in it. */
export const GROUPS = { "": KEYS, head: HEAD, ibotHead: HEAD, normalize: NORMALIZE, training: TRAINING };

/** The options of each network that `backbone` can name. */
export const BACKBONE_OPTIONS: Readonly<Record<string, object>> = BACKBONES;

const keys = z.strictObject(KEYS);

/** Checks a configuration as a whole. */
export const schema = keys.check(({ value, issues }) => {
  const refuse = (key: keyof typeof KEYS, message: string) =>
    issues.push({ code: "custom", path: [key], input: value[key], message });
  if (value.globalCropsNumber + value.localCropsNumber < 2)
    refuse(
      "localCropsNumber",
      `expected two crops or more with globalCropsNumber ${value.globalCropsNumber}, since DINO compares crops`,
    );
  if (value.epochs * (value.stepsPerEpoch ?? 1) > Number.MAX_SAFE_INTEGER)
    refuse("stepsPerEpoch", `expected at most 2^53 - 1 steps in all with epochs ${value.epochs}`);
  for (const key of value.version === "v1" ? V2_ONLY : []) {
    const none = KEYS[key].parse(undefined);
    if (value[key] !== none)
      refuse(key, `expected ${JSON.stringify(none)} with version "v1", which has no such term`);
  }
});

/** The same type with everything in it read-only, which lets constants in. */
export type Loose<T> = T extends (...args: never[]) => unknown
  ? T
  : T extends readonly [infer A, infer B]
    ? readonly [Loose<A>, Loose<B>]
    : T extends readonly (infer E)[]
      ? readonly Loose<E>[]
      : T extends object
        ? { readonly [K in keyof T]: Loose<T[K]> }
        : T;

/** What may be given: every key may be left out, and may be written in snake_case. */
export type DINOConfInput = Loose<z.input<typeof schema>>;

/** A configuration's values, every key filled in. */
export type Values = Readonly<z.output<typeof schema>>;
