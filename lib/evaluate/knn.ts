import { describe } from "../describe";
import { ArgumentError } from "../errors";
import type { KnnFacts } from "../native/binding";
import { job } from "../native/call";
import { native } from "../native/load";
import { checkOptions } from "../options";
import { handleOf, type Tensor, tensorOf } from "../tensor/tensor";

/** What `knn` takes. */
export interface KnnOptions<K extends number | readonly number[]> {
  /** Floating point [N, D]; need not be normalised. */
  readonly trainFeatures: Tensor;
  /** int64 [N], 0 to classes - 1. */
  readonly trainLabels: Tensor;
  /** [M, D]. */
  readonly testFeatures: Tensor;
  /** int64 [M]; without them there are predictions but no accuracies. */
  readonly testLabels?: Tensor;
  /** Number of neighbours, or several. Default 20. Clipped to N. */
  readonly k?: K;
  /** Above 0. Default 0.07. */
  readonly temperature?: number;
  /** Default: one more than the largest training label. */
  readonly classes?: number;
}

/** What `knn` finds for one k. */
export interface KnnResult {
  /** Number of neighbours. */
  readonly k: number;
  /** Share of test features whose class has the most votes, 0 to 1. NaN without test labels. */
  readonly top1: number;
  /** Share whose class is among the five with the most votes. */
  readonly top5: number;
  /** float32 [M, classes]; of a row in which they would overflow, all by the same factor less. */
  readonly votes: Tensor;
  /** int64 [M]. */
  readonly predictions: Tensor;
}

const OPTIONS = [
  "trainFeatures",
  "trainLabels",
  "testFeatures",
  "testLabels",
  "k",
  "temperature",
  "classes",
] as const satisfies (keyof KnnOptions<number>)[];

/**
 * Weighted k-nearest-neighbour classification, DINO's own measure of frozen features (`eval_knn.py`; Wu et al. 2018):
 * features are L2-normalised, and each of the k training features with the largest cosine votes
 * exp(cosine / temperature) for its class. Runs on the engine in bounded memory.
 */
export async function knn<K extends number | readonly number[] = number>(
  options: KnnOptions<K>,
): Promise<K extends number ? KnnResult : KnnResult[]> {
  checkOptions(options, "knn", OPTIONS);
  const { trainFeatures, trainLabels, testFeatures, testLabels, temperature = 0.07 } = options;
  const k: number | readonly number[] = options.k ?? 20;
  const ks = readCounts(k);
  if (!Number.isFinite(temperature))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `knn: temperature: expected a number above 0, got ${describe(temperature)}`,
    );
  const labels = handleOf(trainLabels, "knn: trainLabels");
  const spec = {
    trainFeatures: handleOf(trainFeatures, "knn: trainFeatures"),
    trainLabels: labels,
    testFeatures: handleOf(testFeatures, "knn: testFeatures"),
    testLabels: testLabels === undefined ? null : handleOf(testLabels, "knn: testLabels"),
    k: ks,
    temperature,
    classes: options.classes ?? classesOf(trainLabels),
  };
  const results = (await job<KnnFacts[]>((done) => native().knn(spec, done))).map((facts) => ({
    k: facts.k,
    top1: facts.top1 ?? Number.NaN,
    top5: facts.top5 ?? Number.NaN,
    votes: tensorOf(facts.votes),
    predictions: tensorOf(facts.predictions),
  }));
  return (typeof k === "number" ? results[0] : results) as K extends number ? KnnResult : KnnResult[];
}

function readCounts(k: unknown): number[] {
  const refuse = (): never => {
    throw new ArgumentError("INVALID_ARGUMENT", `knn: k: expected integers of 1 or more, got ${describe(k)}`);
  };
  const list: readonly unknown[] = Array.isArray(k) ? k : [k];
  if (list.length === 0) refuse();
  // Not `every`, which passes by the places of an array that hold nothing.
  return Array.from(list, (value) =>
    Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : refuse(),
  );
}

function classesOf(labels: Tensor): number {
  if (labels.dtype !== "int64" || labels.size === 0)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `knn: trainLabels: expected int64 [N], got ${labels.dtype} [${labels.shape}]`,
    );
  const largest = labels.amax();
  const classes = Number(largest.item()) + 1;
  largest.dispose();
  return classes;
}
