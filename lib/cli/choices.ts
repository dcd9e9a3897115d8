import type { DINOConfInput } from "../dino/conf";

/** What `train` knows of the images before it chooses. */
export interface DataFacts {
  /** Images in all. */
  readonly images: number;
  /** Median of the shorter sides, in pixels. */
  readonly shortSide: number;
  /** Channels of each. */
  readonly channels: number;
}

/** What the user has said already; it is taken as it is. */
export interface Given {
  readonly epochs?: number | undefined;
  readonly batchSize?: number | undefined;
  /** Side of the global crops. */
  readonly imageSize?: number | undefined;
  /** Whether there is a network already. */
  readonly network?: boolean | undefined;
}

/** Everything that `train` chose, with a sentence for each. */
export interface Choices {
  readonly conf: DINOConfInput;
  readonly reasons: readonly string[];
}

/** Sides of global crops that are tried, largest first. */
const SIDES = [128, 112, 96, 80, 64, 56, 48, 40, 32, 28, 24, 20, 16];

/** Below it a resized crop of a quarter of an image is a few pixels wide and says little. */
const LEAST_FOR_LOCALS = 48;

/** Steps after which small networks hardly improve any more, by the trials of the main job. */
const ENOUGH_STEPS = 10_000;

/**
 * Settings for a folder of images when the user gives none: sizes by the images, everything else by how many there are.
 * What is chosen is what differs from DINO's published settings, which are made for a million images of 224 pixels and
 * many GPUs.
 */
export function choose({ images, shortSide, channels }: DataFacts, given: Given): Choices {
  const reasons: string[] = [];
  const because = (what: string, why: string) => reasons.push(`${what}: ${why}`);

  const side = given.imageSize ?? SIDES.find((size) => size <= shortSide) ?? Math.max(8, shortSide);
  if (given.imageSize === undefined)
    because(
      `global crops of ${side} pixels`,
      shortSide < SIDES[0]!
        ? `the images' shorter sides are ${shortSide} pixels in the median`
        : "as large as trains well on a processor; 224 is the published size (--image-size 224)",
    );
  const localSide = localSideOf(side);
  const locals = side >= LEAST_FOR_LOCALS ? 4 : 0;
  because(
    locals === 0 ? "no local crops" : `${locals} local crops of ${localSide} pixels`,
    locals === 0
      ? `a part of a crop of ${side} pixels has too few of them`
      : "half as many as published, of the same share of the global ones, for the processor's sake",
  );

  const batchSize = given.batchSize ?? batchFor(images);
  if (given.batchSize === undefined)
    because(
      `batches of ${batchSize}`,
      batchSize === 64 ? "as published, for each process" : `there are ${images} images`,
    );
  const stepsPerEpoch = Math.max(1, Math.floor(images / batchSize));
  const epochs = given.epochs ?? Math.min(300, Math.max(10, Math.ceil(ENOUGH_STEPS / stepsPerEpoch)));
  if (given.epochs === undefined)
    because(
      `${epochs} epochs`,
      epochs === 300
        ? "the most that small sets are gone through"
        : epochs === 10
          ? "the least that large sets are gone through"
          : `about ${ENOUGH_STEPS} steps, after which a small network hardly improves`,
    );

  const prototypes = images < 10_000 ? 1024 : images < 100_000 ? 4096 : images < 1_000_000 ? 16_384 : 65_536;
  because(
    `K ${prototypes}`,
    prototypes === 65_536 ? "as published" : `${images} images do not fill the published 65536 prototypes`,
  );
  const horizon = Math.min(250, Math.max(20, Math.round((epochs * stepsPerEpoch) / 40)));
  const teacherMomentum = 1 - 1 / horizon;
  because(
    `teacher's momentum ${teacherMomentum.toFixed(3)}`,
    horizon === 250
      ? "as published"
      : `it averages over ${horizon} steps, a fortieth of the run; with a slower teacher a short run learns nothing`,
  );

  const backbone = {
    name: "resnet18",
    stem: side >= 96 ? "imagenet" : side >= 40 ? "strided" : "small",
    width: side >= 96 ? 64 : 32,
    channels,
  } as const;
  if (!given.network)
    because(
      `a ResNet-18 of width ${backbone.width} with the ${backbone.stem} stem`,
      "convolutions learn more than transformers from few images; any TorchScript file does by --module",
    );

  return {
    conf: {
      ...(!given.network && { backbone }),
      channels,
      globalCropSize: side,
      localCropSize: localSide,
      localCropsNumber: locals,
      teacherMomentum,
      epochs,
      head: { prototypes, hiddenDim: prototypes < 65_536 ? 512 : 2048, bottleneckDim: 256 },
      originalOutput: "none",
      training: {
        batchSize,
        lr: 1e-3,
        lrReferenceBatch: null,
        finalWeightDecay: 0.04,
        warmupEpochs: Math.min(10, Math.ceil(epochs / 10)),
      },
    },
    reasons,
  };
}

/** Side of the local crops beside global ones of `side`, in DINO's proportion, a multiple of 8. */
export function localSideOf(side: number): number {
  return Math.max(8, 8 * Math.round((side * 96) / 224 / 8));
}

/** An eighth of the images at most, so that an epoch has steps, and 64 at most. */
function batchFor(images: number): number {
  let size = 64;
  while (size > 4 && size * 8 > images) size /= 2;
  return size;
}
