import { describe } from "../describe";
import type { DINOConf, DINOConfInput } from "../dino/conf";
import { ArgumentError } from "../errors";
import { checkKnn, type EvaluateKnnOptions } from "../evaluate/evaluate-knn";
import { refused } from "../optim/parameters";
import { checkFlag, checkOptions, checkSignal } from "../options";
import type { HealthOptions } from "./health";

/** When checkpoints are written. The end of a run, and an abort, always writes one. */
export interface CheckpointOptions {
  /** After every so many steps. */
  readonly everySteps?: number;
  /** After every so many epochs. Default 1, unless another interval is given. */
  readonly everyEpochs?: number;
  /** When so many minutes have passed since the last one. Default 30, unless another interval is given. */
  readonly everyMinutes?: number;
  /** How many are kept, the newest. Default 3. */
  readonly keep?: number;
}

/** What is measured by k-NN during a run: `evaluateKnn`'s options, and when. */
export interface TrainerKnnOptions
  extends Pick<
    EvaluateKnnOptions,
    "train" | "test" | "heldOut" | "k" | "temperature" | "student" | "rawPixels" | "size" | "batchSize"
  > {
  /** After every so many epochs; the last one always. Default 10. */
  readonly everyEpochs?: number;
}

/** Options of `Trainer.create`. */
export interface TrainerOptions {
  /**
   * Settings of DINO and, in `training`, of the optimiser. Default: DINO v1's. Where they say nothing of `head` there is
   * one, with a prototype for about eight images, 1024 to 65536; `head: null` trains without. `originalOutput` is "none",
   * whatever is given.
   */
  readonly conf?: DINOConfInput | DINOConf;
  /** Where checkpoints, `log.jsonl`, TensorBoard's events and `report.json` go. Default: nowhere. */
  readonly directory?: string;
  /** Go on from the newest checkpoint of `directory`, if there is one. Default false: a directory with checkpoints is refused. */
  readonly resume?: boolean;
  /** Let a run go on with settings other than its checkpoint's. Default false. */
  readonly allowChanges?: boolean;
  /** Ends training after the running batch, with a checkpoint where there is a directory. */
  readonly signal?: AbortSignal;
  /** When checkpoints are written to `directory`, and how many are kept. */
  readonly checkpoints?: CheckpointOptions;
  /** Which logs are written to `directory`. Default: both. */
  readonly logs?: { readonly jsonl?: boolean; readonly tensorboard?: boolean };
  /** Labelled images for k-NN on the way. Default: none. */
  readonly knn?: TrainerKnnOptions;
  /** Another order of the images in every epoch. Default true. */
  readonly shuffle?: boolean;
  /** Batches that are decoded ahead. Default 2. */
  readonly prefetch?: number;
  /** So many steps in a row that are skipped for values that are not finite end training. Default 5. */
  readonly maxInvalidSteps?: number;
  /** Measure the teacher's signals at every so many steps. Default 1. */
  readonly signalsEvery?: number;
  /** When a run is called ill. */
  readonly health?: HealthOptions;
}

/** Options with every default filled in. */
export interface CheckedOptions {
  readonly directory: string | undefined;
  readonly resume: boolean;
  readonly allowChanges: boolean;
  readonly signal: AbortSignal | undefined;
  readonly everySteps: number;
  readonly everyEpochs: number;
  readonly everyMinutes: number;
  readonly keep: number;
  readonly jsonl: boolean;
  readonly tensorboard: boolean;
  readonly knn: (TrainerKnnOptions & { readonly everyEpochs: number }) | undefined;
  readonly shuffle: boolean;
  readonly prefetch: number;
  readonly maxInvalidSteps: number;
  readonly signalsEvery: number;
  readonly health: HealthOptions;
}

const OPTIONS = [
  "conf",
  "directory",
  "resume",
  "allowChanges",
  "signal",
  "checkpoints",
  "logs",
  "knn",
  "shuffle",
  "prefetch",
  "maxInvalidSteps",
  "signalsEvery",
  "health",
] as const satisfies (keyof TrainerOptions)[];

const KNN = [
  "train",
  "test",
  "heldOut",
  "k",
  "temperature",
  "student",
  "rawPixels",
  "size",
  "batchSize",
  "everyEpochs",
] as const satisfies (keyof TrainerKnnOptions)[];

/** @throws ArgumentError for options that do not exist, or are not what they must be */
export function checkTrainerOptions(options: TrainerOptions): CheckedOptions {
  checkOptions(options, WHAT, OPTIONS);
  const {
    directory,
    resume = false,
    allowChanges = false,
    signal,
    checkpoints = {},
    logs = {},
    knn,
  } = options;
  const { shuffle = true, prefetch = 2, maxInvalidSteps = 5, signalsEvery = 1, health = {} } = options;
  if (directory !== undefined && !(typeof directory === "string" && directory.length > 0))
    throw refused(`${WHAT}: directory`, "a path", directory);
  if (directory === undefined && resume)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${WHAT}: resume: expected a directory to resume from, got none`,
    );
  checkOptions(checkpoints, `${WHAT}: checkpoints`, ["everySteps", "everyEpochs", "everyMinutes", "keep"]);
  const { everySteps, everyEpochs, everyMinutes, keep = 3 } = checkpoints;
  const standard = everySteps === undefined && everyEpochs === undefined && everyMinutes === undefined;
  checkOptions(logs, `${WHAT}: logs`, ["jsonl", "tensorboard"]);
  const { jsonl = true, tensorboard = true } = logs;
  const never = Number.POSITIVE_INFINITY;
  return {
    directory,
    resume: checkFlag(resume, `${WHAT}: resume`),
    allowChanges: checkFlag(allowChanges, `${WHAT}: allowChanges`),
    signal: checkSignal(signal, `${WHAT}: signal`),
    everySteps: everySteps === undefined ? never : count(everySteps, "checkpoints: everySteps"),
    everyEpochs:
      everyEpochs === undefined ? (standard ? 1 : never) : count(everyEpochs, "checkpoints: everyEpochs"),
    everyMinutes:
      everyMinutes === undefined
        ? standard
          ? 30
          : never
        : positive(everyMinutes, "checkpoints: everyMinutes"),
    keep: count(keep, "checkpoints: keep"),
    jsonl: checkFlag(jsonl, `${WHAT}: logs: jsonl`),
    tensorboard: checkFlag(tensorboard, `${WHAT}: logs: tensorboard`),
    knn: knn === undefined ? undefined : checkTrainerKnn(knn),
    shuffle: checkFlag(shuffle, `${WHAT}: shuffle`),
    prefetch: count(prefetch, "prefetch", 0),
    maxInvalidSteps: count(maxInvalidSteps, "maxInvalidSteps"),
    signalsEvery: count(signalsEvery, "signalsEvery"),
    health,
  };
}

const WHAT = "Trainer";

/** Now, and not when the first k-NN is due, hours later. */
function checkTrainerKnn(knn: TrainerKnnOptions): TrainerKnnOptions & { readonly everyEpochs: number } {
  checkOptions(knn, `${WHAT}: knn`, KNN);
  const { everyEpochs = 10, ...others } = knn;
  checkKnn(others, `${WHAT}: knn`);
  return { ...others, everyEpochs: count(everyEpochs, "knn: everyEpochs") };
}

function count(value: unknown, name: string, least = 1): number {
  if (!(Number.isSafeInteger(value) && (value as number) >= least))
    throw refused(`${WHAT}: ${name}`, `an integer of ${least} or more`, value);
  return value as number;
}

function positive(value: unknown, name: string): number {
  if (!(typeof value === "number" && value > 0))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${WHAT}: ${name}: expected a number above 0, got ${describe(value)}`,
    );
  return value;
}
