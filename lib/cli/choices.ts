import type { DINOConf, DINOConfInput } from "../dino/conf";
import { prototypesFor } from "../train/prototypes";

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
  /** A network by name; what its options leave open is chosen. */
  readonly backbone?: DINOConf["backbone"] | undefined;
  /** A network of the user's own, and the crops that it takes. */
  readonly module?: CropLimits | undefined;
}

/** Which crops a network takes. */
export interface CropLimits {
  /** What their sides must be multiples of. */
  readonly multipleOf: number;
  /** The one size that it takes, if it is so. */
  readonly fixedSize: readonly [height: number, width: number] | null;
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

  const limits = given.module ?? { multipleOf: patchOf(given.backbone), fixedSize: null };
  const { side, crops } = cropsFor(shortSide, given.imageSize, limits, because);

  const batchSize = given.batchSize ?? batchFor(images);
  if (given.batchSize === undefined)
    because(
      `batches of ${batchSize}`,
      batchSize === 64
        ? "as published, for each process"
        : `an eighth of the ${counted(images)} or less, so that an epoch has steps`,
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

  const prototypes = prototypesFor(images);
  because(
    `K ${prototypes}`,
    prototypes === 65_536 ? "as published" : `${counted(images)} cannot fill the published 65536 prototypes`,
  );
  const horizon = Math.min(250, Math.max(20, Math.round((epochs * stepsPerEpoch) / 40)));
  const teacherMomentum = 1 - 1 / horizon;
  because(
    `teacher's momentum ${teacherMomentum.toFixed(3)}`,
    horizon === 250
      ? "as published"
      : `it averages over ${horizon} steps, ${horizon === 20 ? "the least that steadies it" : "a fortieth of the run"}; with a slower teacher a short run learns nothing`,
  );

  const backbone = given.module === undefined ? backboneFor(given.backbone, side, channels, because) : null;

  return {
    conf: {
      ...(backbone !== null && { backbone }),
      channels,
      ...crops,
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

/** Crops of a side that the user names, for a network that may be known. */
export function cropsOfSide(
  side: number,
  { backbone, module }: Pick<Given, "backbone" | "module">,
): { readonly globalCropSize: number; readonly localCropSize: number } {
  return { globalCropSize: side, localCropSize: localSideOf(side, module?.multipleOf ?? patchOf(backbone)) };
}

/** Side of the local crops beside global ones of `side`, in DINO's proportion, a multiple of what the network wants or of 8. */
function localSideOf(side: number, multipleOf: number): number {
  const unit = multipleOf > 1 ? multipleOf : 8;
  return Math.max(unit, unit * Math.round((side * 96) / 224 / unit));
}

type Because = (what: string, why: string) => void;

/** Sizes and numbers of crops; the side that a network is chosen by. */
function cropsFor(
  shortSide: number,
  asked: number | undefined,
  { multipleOf, fixedSize }: CropLimits,
  because: Because,
): { side: number; crops: DINOConfInput } {
  const [height, width] = fixedSize ?? [0, 0];
  if (fixedSize !== null && (asked === undefined || (asked === height && asked === width))) {
    const size = height === width ? height : fixedSize;
    because(
      `global crops and 2 local ones, all of ${height === width ? height : `${height}x${width}`} pixels`,
      "the module takes this size alone; few local ones, for they cost as much as the global ones",
    );
    return {
      side: Math.min(height, width),
      crops: { globalCropSize: size, localCropSize: size, localCropsNumber: 2 },
    };
  }
  const largest = SIDES.find((size) => size <= shortSide) ?? Math.max(8, shortSide);
  const side = asked ?? Math.max(multipleOf, multipleOf * Math.floor(largest / multipleOf));
  if (asked === undefined)
    because(
      `global crops of ${side} pixels`,
      shortSide < SIDES[0]!
        ? `the images' shorter sides are ${shortSide} pixels in the median`
        : "as large as trains well on a processor; 224 is the published size (--image-size 224)",
    );
  const localSide = localSideOf(side, multipleOf);
  const locals = side >= LEAST_FOR_LOCALS && localSide < side ? 4 : 0;
  because(
    locals === 0 ? "no local crops" : `${locals} local crops of ${localSide} pixels`,
    locals === 0
      ? `a part of a crop of ${side} pixels has too few of them`
      : "half as many as published, of the same share of the global ones, for the processor's sake",
  );
  return { side, crops: { globalCropSize: side, localCropSize: localSide, localCropsNumber: locals } };
}

/** The network that was named, or a ResNet-18, fitted to crops of `side`. */
function backboneFor(
  named: DINOConf["backbone"] | undefined,
  side: number,
  channels: number,
  because: Because,
): NonNullable<DINOConfInput["backbone"]> {
  if (named?.name === "vit") return { ...named, imageSize: side, channels };
  const stem = side >= 96 ? "imagenet" : side >= 40 ? "strided" : "small";
  if (named) {
    if (stem !== "imagenet") because(`the ${stem} stem`, `the published one leaves little of ${side} pixels`);
    return { ...named, stem, channels };
  }
  const width = side >= 96 ? 64 : 32;
  because(
    `a ResNet-18 of width ${width} with the ${stem} stem`,
    "convolutions learn more than transformers from few images; any TorchScript file does by --module",
  );
  return { name: "resnet18", stem, width, channels };
}

function patchOf(backbone: DINOConf["backbone"] | undefined): number {
  return backbone?.name === "vit" ? (backbone.patchSize ?? 16) : 1;
}

function counted(images: number): string {
  return images === 1 ? "one image" : `${images} images`;
}

/** An eighth of the images at most, so that an epoch has steps, and 64 at most. */
function batchFor(images: number): number {
  let size = 64;
  while (size > 4 && size * 8 > images) size /= 2;
  return size;
}
