import { z } from "zod";
import { describe } from "../describe";
import { ArgumentError } from "../errors";
import type { CropSpec } from "../native/binding";
import { check, job } from "../native/call";
import { native } from "../native/load";
import { checkOptions } from "../options";
import { seedOf } from "../tensor/seed";
import { handleOf, isTensor, type Tensor, tensorOf } from "../tensor/tensor";
import { DINOConf, type DINOConfInput } from "./conf";
import { expectationOf } from "./conf-errors";

/** One step of a view's colour jitter. */
export interface ColorAdjustment {
  /** Saturation and hue change images with 3 channels only. */
  readonly adjust: "brightness" | "contrast" | "saturation" | "hue";
  /** 0 to 1000, where 1 changes nothing; of hue a shift of -0.5 to 0.5 turns. */
  readonly factor: number;
}

/** How one view is made of one image. Without its optional entries it is a crop alone. */
export interface CropParameters {
  /** Which of the images, by its place in the list or batch. Default 0. */
  readonly image?: number;
  /** What is cut out, in pixels of the image. */
  readonly box: {
    readonly top: number;
    readonly left: number;
    readonly height: number;
    readonly width: number;
  };
  /** What the box is resized to, bicubic and antialiased: 1 to 65536 each. */
  readonly size: readonly [height: number, width: number];
  /** Mirrored left to right. Default false. */
  readonly flip?: boolean;
  /** At most four steps, in the order in which they are done. Default none. */
  readonly jitter?: readonly ColorAdjustment[];
  /** Made grey, if it has 3 channels. Default false. */
  readonly grayscale?: boolean;
  /** sigma in pixels of the view, 0 to 1000; "pil": three box passes, "gaussian": nine taps. Default null: none. */
  readonly blur?: { readonly kind: "pil" | "gaussian"; readonly sigma: number } | null;
  /** Values from here on are inverted, in steps of 1/255, 0 to 256. Default null: none. */
  readonly solarize?: number | null;
}

/** The views that were drawn for one image. */
export interface SampledCrops {
  /** Those that teacher and student see. */
  readonly globalCrops: readonly Required<CropParameters>[];
  /** Those that the student alone sees. */
  readonly localCrops: readonly Required<CropParameters>[];
}

/** What `sampleCropParameters` takes beside the configuration. */
export interface SampleCropsOptions {
  /** Of the image in pixels, 1 to 2^31 - 1. */
  readonly height: number;
  /** The same. */
  readonly width: number;
  /** 0 to 2^64 - 1. Default: the configuration's. */
  readonly seed?: number | bigint;
  /** The image's id, int64, as a batch brings it: the crops are those of `forward(images, { ids })`. */
  readonly id?: number | bigint;
  /** With `id`: the epoch, an integer of 0 or more. Default 0. */
  readonly epoch?: number;
  /** In the place of `id`: how many images the wrapper has seen before this one. Default 0. */
  readonly imagesSeen?: number | bigint;
}

/** Options of `renderCrops`. */
export interface RenderCropsOptions {
  /**
   * How uint8 images are computed: "pil", in bytes as PIL does, or "torchvision", as torchvision's functions do on uint8
   * tensors; they differ by a level here and there. Float images are always computed as those functions do on floats.
   * Default "pil".
   */
  readonly arithmetic?: "pil" | "torchvision";
}

const SAMPLE = [
  "height",
  "width",
  "seed",
  "id",
  "epoch",
  "imagesSeen",
] as const satisfies (keyof SampleCropsOptions)[];
const RENDER = ["arithmetic"] as const satisfies (keyof RenderCropsOptions)[];

/**
 * Draws the views of one image as training does: random resized crops, flips, colour jitter, greying, blur and
 * solarising (DINO's `DataAugmentationDINO`), by a generator that counts: the same configuration, seed and image give
 * the same views, in any order of calls.
 * @throws ConfigError for mistakes in `conf`, ArgumentError
 */
export function sampleCropParameters(
  conf: DINOConf | DINOConfInput,
  options: SampleCropsOptions,
): SampledCrops {
  checkOptions(options, "sampleCropParameters: options", SAMPLE);
  const { height, width, seed, id, epoch = 0, imagesSeen } = options;
  const checked = conf instanceof DINOConf ? conf : new DINOConf(conf);
  const rows = integerOf(height, "height", 1, 2 ** 31 - 1);
  const columns = integerOf(width, "width", 1, 2 ** 31 - 1);
  const bits = seedOf(seed === undefined ? checked.seed : seed, "sampleCropParameters: seed");
  const ownEpoch = integerOf(epoch, "epoch", 0, Number.MAX_SAFE_INTEGER - 1);
  const seen = seedOf(imagesSeen === undefined ? 0 : imagesSeen, "sampleCropParameters: imagesSeen");
  if (id !== undefined && imagesSeen !== undefined)
    throw new ArgumentError("INVALID_ARGUMENT", "sampleCropParameters: expected id or imagesSeen, got both");
  const key = id === undefined ? ([0n, seen] as const) : ([BigInt(ownEpoch + 1), idOf(id)] as const);
  const sample = (kind: "global" | "local") => {
    const spec = cropSpecOf(checked, kind);
    const firstView = kind === "global" ? 0 : checked.globalCropsNumber;
    const table = check(native().sampleCrops(spec, rows, columns, bits, ...key, firstView));
    return Object.freeze(
      Array.from({ length: spec.count }, (_, i) =>
        parametersOf(table.subarray(i * COLUMNS, (i + 1) * COLUMNS), [spec.height, spec.width]),
      ),
    );
  };
  return { globalCrops: sample("global"), localCrops: sample("local") };
}

/**
 * Makes views of images: box, resize, flip, colour jitter, greying, blur and solarising, in this order, as PIL and
 * torchvision compute them. For looking at what training sees, and for own augmentations
 * (`forwardCrops` takes the views once they are normalised).
 * @param images uint8 or floating point in [0, 1]: [C, H, W], [B, C, H, W], or a list of [C, H, W] of any sizes
 * @param parameters one entry a view, all of one `size`; of `sampleCropParameters` or your own
 * @returns [views, C, height, width] in [0, 1], not normalised; no gradient reaches the images
 * @throws ArgumentError naming the entry that does not fit
 */
export async function renderCrops(
  images: Tensor | readonly Tensor[],
  parameters: readonly CropParameters[],
  options: RenderCropsOptions = {},
): Promise<Tensor<"float32">> {
  checkOptions(options, "renderCrops: options", RENDER);
  const { arithmetic = "pil" } = options;
  if (arithmetic !== "pil" && arithmetic !== "torchvision")
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `renderCrops: arithmetic: expected "pil" or "torchvision", got ${describe(arithmetic)}`,
    );
  const handles = isTensor(images)
    ? [handleOf(images, "renderCrops: images")]
    : arrayOf(images, "images").map((image, i) => handleOf(image, `renderCrops: images[${i}]`));
  const rows = checkedParameters(parameters);
  const [height, width] = rows[0]?.size ?? [1, 1];
  const other = rows.findIndex(({ size }) => size[0] !== height || size[1] !== width);
  if (other >= 0)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `renderCrops: parameters[${other}].size: expected [${height}, ${width}] as before it, got [${rows[other]!.size.join(", ")}]`,
    );
  const table = new Float64Array(rows.length * COLUMNS);
  rows.forEach((row, i) => {
    table.set(rowOf(row), i * COLUMNS);
  });
  const crops = await job<number>((done) =>
    native().renderCrops(handles, table, height, width, arithmetic, done),
  );
  return tensorOf(crops) as Tensor<"float32">;
}

/** What a configuration says about one class of its crops, as the addon takes it. */
export function cropSpecOf(conf: DINOConf, kind: "global" | "local"): CropSpec {
  const global = kind === "global";
  const size = global ? conf.globalCropSize : conf.localCropSize;
  const [height, width] = typeof size === "number" ? [size, size] : size;
  const blurProbability = list(global ? conf.globalBlurProbability : conf.localBlurProbability);
  return {
    count: global ? conf.globalCropsNumber : conf.localCropsNumber,
    height,
    width,
    scale: global ? conf.globalCropsScale : conf.localCropsScale,
    ratio: conf.cropRatio,
    flipProbability: conf.flipProbability,
    jitterProbability: conf.jitterProbability,
    brightness: conf.brightness,
    contrast: conf.contrast,
    saturation: conf.saturation,
    hue: conf.hue,
    grayscaleProbability: conf.grayscaleProbability,
    blur: conf.blur,
    // DINOv2's published code hands its blur the probability of leaving an image alone.
    blurProbability:
      conf.blurProbabilityMode === "reference" ? blurProbability.map((p) => 1 - p) : blurProbability,
    blurSigma: conf.blurSigma,
    solarizeProbability: list(global ? conf.globalSolarizeProbability : conf.localSolarizeProbability),
    solarizeThreshold: conf.solarizeThreshold,
  };
}

const list = (values: number | readonly number[]): readonly number[] =>
  typeof values === "number" ? [values] : values;

// Columns of the operator's table, as native/ops/render_crops.h has them.
const COLUMNS = 18;
const ADJUSTMENTS = [null, "brightness", "contrast", "saturation", "hue"] as const;
const BLURS = ["pil", "gaussian"] as const;
const NO_SOLARIZE = 256;

function parametersOf(row: Float64Array, size: readonly [number, number]): Required<CropParameters> {
  const [image, top, left, height, width, flip, ...rest] = row as unknown as [number, ...number[]];
  const [grayscale, blur, sigma, threshold] = rest.slice(8);
  const jitter = [0, 2, 4, 6].flatMap((at) => {
    const adjust = ADJUSTMENTS[rest[at]!];
    return adjust ? [Object.freeze({ adjust, factor: rest[at + 1]! })] : [];
  });
  return Object.freeze({
    image,
    box: Object.freeze({ top: top!, left: left!, height: height!, width: width! }),
    size,
    flip: flip === 1,
    jitter: Object.freeze(jitter),
    grayscale: grayscale === 1,
    blur: sigma! > 0 ? Object.freeze({ kind: BLURS[blur!]!, sigma: sigma! }) : null,
    solarize: threshold! < NO_SOLARIZE ? threshold! : null,
  });
}

function rowOf({ image, box, flip, jitter, grayscale, blur, solarize }: CheckedParameters): number[] {
  const steps = [0, 1, 2, 3].flatMap((at) => {
    const step = jitter[at];
    return step ? [ADJUSTMENTS.indexOf(step.adjust), step.factor] : [0, 1];
  });
  return [
    image,
    box.top,
    box.left,
    box.height,
    box.width,
    Number(flip),
    ...steps,
    Number(grayscale),
    BLURS.indexOf(blur?.kind ?? "pil"),
    blur?.sigma ?? 0,
    solarize ?? NO_SOLARIZE,
  ];
}

const pixel = z.int().min(0);
const side = z.int().min(1);

// That boxes lie inside of their images is checked by the operator, which has the images.
const parametersSchema = z.array(
  z.strictObject({
    image: pixel.default(0),
    box: z.strictObject({ top: pixel, left: pixel, height: side, width: side }),
    size: z.tuple([side.max(65536), side.max(65536)]),
    flip: z.boolean().default(false),
    jitter: z
      .array(
        z.discriminatedUnion("adjust", [
          z.strictObject({
            adjust: z.enum(["brightness", "contrast", "saturation"]),
            factor: z.number().min(0).max(1000),
          }),
          z.strictObject({ adjust: z.literal("hue"), factor: z.number().min(-0.5).max(0.5) }),
        ]),
      )
      .max(4)
      .default([]),
    grayscale: z.boolean().default(false),
    blur: z
      .strictObject({ kind: z.enum(BLURS), sigma: z.number().min(0).max(1000) })
      .nullable()
      .default(null),
    solarize: z.number().min(0).max(NO_SOLARIZE).nullable().default(null),
  }),
);
type CheckedParameters = z.output<typeof parametersSchema>[number];

/** More are a mistake: an array may be 2^32 long and empty. */
const MOST_ENTRIES = 2 ** 20;

function arrayOf(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value) && value.length <= MOST_ENTRIES) return value;
  throw new ArgumentError(
    "INVALID_ARGUMENT",
    `renderCrops: ${name}: expected an array of at most ${MOST_ENTRIES}, got ${describe(value)}`,
  );
}

function checkedParameters(parameters: unknown): CheckedParameters[] {
  const rows = Array.from(arrayOf(parameters, "parameters"));
  rows.forEach((row, i) => {
    checkOptions(row, `renderCrops: parameters[${i}]`);
  });
  const parsed = parametersSchema.safeParse(rows, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const unknown = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const where = [...issue.path, ...unknown].map((key) =>
    typeof key === "number" ? `[${key}]` : `.${String(key)}`,
  );
  const mistake =
    unknown.length > 0 ? "there is no such entry" : `${expectationOf(issue)}, got ${describe(issue.input)}`;
  throw new ArgumentError("INVALID_ARGUMENT", `renderCrops: parameters${where.join("")}: ${mistake}`);
}

function integerOf(value: number, name: string, low: number, high: number): number {
  if (!(Number.isSafeInteger(value) && value >= low && value <= high))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `sampleCropParameters: ${name}: expected an integer of ${low} to ${high}, got ${describe(value)}`,
    );
  return value;
}

function idOf(id: number | bigint): bigint {
  const valid = typeof id === "bigint" || Number.isSafeInteger(id);
  const value = valid ? BigInt(id) : 2n ** 63n;
  if (value < -(2n ** 63n) || value >= 2n ** 63n)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `sampleCropParameters: id: expected an integer of 64 bits, got ${describe(id)}`,
    );
  return BigInt.asUintN(64, value);
}
