import type { Dataset } from "../data/dataset";
import { DataLoader } from "../data/loader";
import type { ImageStream } from "../data/stream";
import { DINOConf, type DINOConfInput, isConf, isGiven } from "../dino/conf";
import { ArgumentError, ConfigError, DataError, OperatorError } from "../errors";
import { isPlainObject } from "../options";
import type { Checkpoint } from "./checkpoint";
import type { CheckedOptions } from "./options";
import { prototypesFor } from "./prototypes";

/** Images to train on. */
export type TrainingData = Dataset | ImageStream;

/** What data and settings make of each other. */
export interface Setup {
  readonly conf: DINOConf;
  readonly loader: DataLoader;
  /** What was chosen, in plain words. */
  readonly notes: readonly string[];
}

/** Completes the settings by what the data decide: batch, steps of an epoch, and K where no head is given or refused. */
export function setUp(
  dataset: TrainingData,
  input: DINOConfInput | DINOConf | undefined,
  options: CheckedOptions,
): Setup {
  const notes: string[] = [];
  // Nobody would see the backbone's own output.
  let conf = (isConf(input) ? input : new DINOConf(input)).merge({ originalOutput: "none" });
  if (conf.version !== "v1")
    throw new OperatorError(
      "NOT_IMPLEMENTED",
      `Trainer: conf: version: expected "v1", got "${conf.version}", whose losses are not built yet`,
    );
  // Says what is wrong with what is no data set.
  new DataLoader(dataset, { batchSize: 1 });
  const images = imagesOf(dataset);
  if (images === 0)
    throw new ArgumentError("INVALID_ARGUMENT", "Trainer: dataset: expected at least one image, got none");
  if (!isGiven(conf, "head")) {
    const prototypes = prototypesFor(images);
    conf = conf.merge({ head: { prototypes } });
    notes.push(`head: K ${prototypes} for ${inWords(images)}; head: null trains without one`);
  }
  if (conf.training.batchSize > images) {
    conf = conf.merge({ training: { batchSize: images } });
    notes.push(`batch: ${images}, all images there are`);
  }
  const { batchSize, accumulate } = conf.training;
  const loader = new DataLoader(dataset, {
    batchSize,
    shuffle: options.shuffle && Number.isFinite(images),
    seed: conf.seed,
    dropLast: true,
    prefetch: options.prefetch,
  });
  const steps = Math.ceil(loader.length / accumulate);
  if (conf.stepsPerEpoch === null) {
    if (!Number.isFinite(steps))
      throw new ConfigError(
        "INVALID_CONFIG",
        "Trainer: conf: stepsPerEpoch: expected a number of steps for a stream, whose end nobody knows, got null",
      );
    conf = conf.merge({ stepsPerEpoch: steps });
  } else if (conf.stepsPerEpoch > steps)
    throw new ConfigError(
      "INVALID_CONFIG",
      `Trainer: conf: stepsPerEpoch: expected at most ${steps}, which ${inWords(images)} give in batches of ${batchSize}, got ${conf.stepsPerEpoch}`,
    );
  notes.push(
    `clock: ${conf.epochs} epochs of ${conf.stepsPerEpoch} steps, each of ${batchSize * accumulate} images` +
      `${accumulate > 1 ? ` in ${accumulate} batches` : ""}`,
  );
  return { conf, loader, notes };
}

/** The settings that a checkpoint was written with. @throws DataError where there are none */
export function savedConf({ path, contents }: Checkpoint): DINOConf {
  if (!isPlainObject(contents.conf))
    throw new DataError("INVALID_DATA", `${path}: holds no settings`, { path });
  return new DINOConf(contents.conf as DINOConfInput);
}

/** Infinity for a stream. */
export function imagesOf(dataset: TrainingData): number {
  return "length" in dataset ? dataset.length : Number.POSITIVE_INFINITY;
}

function inWords(images: number): string {
  return Number.isFinite(images) ? `${images} images` : "a stream of images";
}
