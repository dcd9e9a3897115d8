import type { Dataset } from "../data/dataset";
import { describe } from "../describe";
import { DINOWrapper } from "../dino/wrapper";
import { ArgumentError } from "../errors";
import type { ScriptModule } from "../jit/module";
import { checkFlag, checkFunction, checkOptions, checkSignal } from "../options";
import { scope } from "../tensor/scope";
import { checkDataset, imageShapeOf, splitDataset } from "./data";
import { checkPooling, collect, type Embedder, type Embedding, embedderOf, sizeFor } from "./embed";
import { checkLayer, type Pooling } from "./features";
import { fitImages, unitImages } from "./images";
import { knn } from "./knn";
import { live, type Network, type Subject, subjectOf } from "./network";
import { checkBetween, checkCount, checkSize } from "./options";

/** What `evaluateKnn` takes. */
export interface EvaluateKnnOptions {
  /** Its features are measured; a module's are what it returns. */
  readonly dino: Network;
  /** Images whose labels vote. */
  readonly train: Dataset;
  /** Images that are classified. Default: a part of `train` is held out. */
  readonly test?: Dataset;
  /** The part: share above 0 and below 1, and the seed that alone decides which images. Default 0.2 and 0. */
  readonly heldOut?: { readonly share?: number; readonly seed?: number };
  /** Neighbours. Default 20, clipped to the training images. */
  readonly k?: number;
  /** Above 0. Default 0.07. */
  readonly temperature?: number;
  /** Whether the student is measured beside the teacher. Default false. */
  readonly student?: boolean;
  /** The control of the same network untrained: a clone of the backbone taken before training. */
  readonly randomInit?: ScriptModule;
  /** Whether the control of pixels as features is measured. Default true. */
  readonly rawPixels?: boolean;
  /** A report of earlier in the run, whose controls are taken over: they do not change. */
  readonly controls?: Pick<KnnReport, "randomInit" | "rawPixels">;
  /** As for `embedDataset`: which features are measured; `pool: 4` those of the last map in 4 × 4 cells. */
  readonly layer?: string;
  /** As for `embedDataset`. */
  readonly pool?: Pooling;
  /** As for `embedDataset`. */
  readonly size?: number | readonly [number, number] | null;
  /** Images of a batch. Default 64. */
  readonly batchSize?: number;
  /** Called after each batch; `total` counts every image once for each set of features. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Ends the work between two batches, with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Shares of the test images, 0 to 1. */
export interface KnnAccuracy {
  /** Whose class has the most votes. */
  readonly top1: number;
  /** Whose class is among the five with the most. */
  readonly top5: number;
}

/** What `evaluateKnn` finds. */
export interface KnnReport {
  /** Neighbours that voted. */
  readonly k: number;
  /** Of their votes, exp(cosine / temperature). */
  readonly temperature: number;
  /** Whose features `teacher` stands for: the wrapper's teacher, or a module that was given alone. */
  readonly network: "teacher" | "module";
  /** Accuracy of the network. */
  readonly teacher: KnnAccuracy;
  /** Of the student, where it was asked for. */
  readonly student?: KnnAccuracy;
  /** Control: the same network before training. */
  readonly randomInit?: KnnAccuracy;
  /** Control: pixels as features. */
  readonly rawPixels?: KnnAccuracy;
  /** Images that voted, and that were classified. */
  readonly images: { readonly train: number; readonly test: number };
  /** Number of classes, by the largest label. */
  readonly classes: number;
  /** Sides in pixels of the images that the network got; null: as they are in the data set. */
  readonly size: readonly [number, number] | null;
}

const OPTIONS = [
  "dino",
  "train",
  "test",
  "heldOut",
  "k",
  "temperature",
  "student",
  "randomInit",
  "rawPixels",
  "controls",
  "layer",
  "pool",
  "size",
  "batchSize",
  "onProgress",
  "signal",
] as const satisfies (keyof EvaluateKnnOptions)[];

/** Images of more than twice as many pixels a side are made this small before their pixels are compared. */
const PIXELS = 32;

/**
 * What features are worth, without training on them: DINO's k-NN (`knn`) on labelled images, of the teacher and beside
 * it of two controls, since a random network and pixels alone classify small images well. Networks are in evaluation
 * mode, BatchNorm uses each network's own running statistics.
 * @throws ArgumentError where the data set has no labels; the signal's reason
 */
export async function evaluateKnn(options: EvaluateKnnOptions): Promise<KnnReport> {
  const what = "evaluateKnn";
  checkOptions(options, what, OPTIONS);
  const { dino, randomInit, controls = {}, onProgress, layer, pool = "mean" } = options;
  const subject = subjectOf(dino, "teacher", `${what}: dino`);
  const { k, temperature, student, rawPixels, batchSize, train, test, size: asked } = checkKnn(options, what);
  checkOptions(controls, `${what}: controls`);
  checkLayer(layer, `${what}: layer`);
  checkPooling(pool, `${what}: pool`);
  if (randomInit !== undefined) live(randomInit, `${what}: randomInit`);
  if (onProgress !== undefined) checkFunction(onProgress, `${what}: onProgress`);
  if (student && subject.wrapper === undefined)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: student: expected a DINOWrapper as dino, got a module`,
    );
  const size = asked === undefined ? sizeFor(subject) : asked;
  const common = { batchSize, signal: checkSignal(options.signal, `${what}: signal`) };
  const measuresRandom = randomInit !== undefined && controls.randomInit === undefined;
  const measuresPixels = rawPixels && controls.rawPixels === undefined;
  const passes = 1 + Number(student) + Number(measuresRandom) + Number(measuresPixels);
  const total = passes * (train.length + test.length);
  let before = 0;
  let counts = { train: 0, test: 0 };
  let classes = 0;

  const taken = { layer, pool, size };
  const measure = (embed: Embedder): Promise<KnnAccuracy> =>
    scope(async () => {
      const embedded = async (part: Dataset, name: string): Promise<Embedding> => {
        const begin = before;
        const progress = (done: number): void => onProgress?.(begin + done, total);
        const result = await collect(
          part,
          { ...common, what: `${what}: ${name}`, onProgress: progress, labelled: true },
          embed,
        );
        before += part.length;
        return result;
      };
      const [known, asked] = [await embedded(train, "train"), await embedded(test, "test")];
      counts = { train: known.features.shape[0]!, test: asked.features.shape[0]! };
      const last = (labels: Embedding["labels"]): number => Number(labels!.amax().item());
      classes = Math.max(last(known.labels), last(asked.labels)) + 1;
      const { top1, top5 } = await knn({
        trainFeatures: known.features,
        trainLabels: known.labels!,
        testFeatures: asked.features,
        testLabels: asked.labels!,
        k,
        temperature,
        classes,
      });
      return { top1, top5 };
    });

  const teacher = await measure(embedderOf(subject, taken));
  const ofStudent = student ? await measure(embedderOf(subjectOf(dino, "student", what), taken)) : undefined;
  const random =
    controls.randomInit ??
    (randomInit === undefined
      ? undefined
      : await untrained(dino, randomInit, (control) => measure(embedderOf(control, taken))));
  const pixels =
    controls.rawPixels ??
    (rawPixels
      ? await measure(async (images) =>
          unitImages(await fitImages(images, pixelSize(train, size))).flatten(1),
        )
      : undefined);
  return {
    k: Math.min(k, counts.train),
    temperature,
    network: subject.wrapper === undefined ? "module" : "teacher",
    teacher,
    ...(ofStudent !== undefined && { student: ofStudent }),
    ...(random !== undefined && { randomInit: random }),
    ...(pixels !== undefined && { rawPixels: pixels }),
    images: counts,
    classes,
    size,
  };
}

/** The control goes through a wrapper of its own with the same settings, so that the same features are taken. */
async function untrained(
  dino: Network,
  module: ScriptModule,
  measure: (control: Subject) => Promise<KnnAccuracy>,
): Promise<KnnAccuracy> {
  if (!(dino instanceof DINOWrapper)) return await measure(subjectOf(module, "teacher", "randomInit"));
  const wrapped = await DINOWrapper.create(module, dino.conf.merge({ head: null, ema: "manual" }));
  try {
    return await measure(subjectOf(wrapped, "student", "randomInit"));
  } finally {
    wrapped.dispose();
  }
}

/** What can be checked of the options before there is a network, defaults filled in; `what` begins the errors. */
export function checkKnn(options: Omit<EvaluateKnnOptions, "dino">, what: string) {
  const { k = 20, temperature = 0.07, student = false, rawPixels = true, batchSize = 64, size } = options;
  const [train, test] = partsOf(options, what);
  return {
    k: checkCount(k, `${what}: k`),
    temperature: checkBetween(temperature, `${what}: temperature`, 0, Number.POSITIVE_INFINITY),
    student: checkFlag(student, `${what}: student`),
    rawPixels: checkFlag(rawPixels, `${what}: rawPixels`),
    batchSize: checkCount(batchSize, `${what}: batchSize`),
    size: size === undefined ? undefined : checkSize(size, `${what}: size`),
    train,
    test,
  };
}

function partsOf(
  { train, test, heldOut = {} }: Omit<EvaluateKnnOptions, "dino">,
  what: string,
): [Dataset, Dataset] {
  checkDataset(train, `${what}: train`);
  checkOptions(heldOut, `${what}: heldOut`, ["share", "seed"]);
  if (test !== undefined) {
    checkDataset(test, `${what}: test`);
    return [train, test];
  }
  const parts = splitDataset(train, { share: heldOut.share ?? 0.2, seed: heldOut.seed ?? 0 });
  return [parts.train, parts.test];
}

/** Pixels are compared as the network gets them where they are few. */
function pixelSize(
  dataset: Dataset,
  size: readonly [number, number] | null,
): readonly [number, number] | null {
  const [height, width] = size ??
    imageShapeOf(dataset)?.slice(1) ?? [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (height! <= 2 * PIXELS && width! <= 2 * PIXELS) return size;
  const [h, w] = Number.isFinite(height) ? [height!, width!] : [1, 1];
  const scale = PIXELS / Math.max(h, w);
  return [Math.max(1, Math.round(h * scale)), Math.max(1, Math.round(w * scale))];
}

/**
 * A report as a small table, lines without a newline at the end.
 * @throws ArgumentError for what is no report
 */
export function formatKnn(report: KnnReport): string {
  checkOptions(report, "formatKnn: report");
  const { k, temperature, network, images, classes, teacher, student, randomInit, rawPixels } = report;
  const rows = [
    [network, teacher],
    ["student", student],
    ["random start (control)", randomInit],
    ["raw pixels (control)", rawPixels],
  ] as const;
  const given = rows.flatMap(([name, accuracy]) =>
    accuracy === undefined ? [] : [[name, accuracy?.top1, accuracy?.top5] as const],
  );
  const numbers = [
    k,
    temperature,
    classes,
    images?.train,
    images?.test,
    ...given.flatMap(([, ...top]) => top),
  ];
  if (
    typeof network !== "string" ||
    teacher === undefined ||
    numbers.some((each) => typeof each !== "number")
  )
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `formatKnn: report: expected what evaluateKnn gives, got ${describe(report)}`,
    );
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(9);
  return [
    `k-NN accuracy (k ${k}, T ${temperature}): ${images.test} images of ${classes} classes by ${images.train} others`,
    `${"".padEnd(26)}${"top-1".padStart(9)}${"top-5".padStart(9)}`,
    ...given.map(([name, top1, top5]) => `  ${name.padEnd(24)}${percent(top1)}${percent(top5)}`),
  ].join("\n");
}
