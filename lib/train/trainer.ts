import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Dataset, Quarantined } from "../data/dataset";
import { DataLoader } from "../data/loader";
import type { ImageStream } from "../data/stream";
import { DINOConf, type DINOConfInput } from "../dino/conf";
import { DINOWrapper } from "../dino/wrapper";
import { ArgumentError, ConfigError, DataError, NonFiniteError } from "../errors";
import { evaluateKnn } from "../evaluate/evaluate-knn";
import { isPickleObject, type PickleValue } from "../files/pickle-value";
import { moduleHandleOf, type ScriptModule } from "../jit/module";
import { torchInfo } from "../native/info";
import { checkOptions, isPlainObject } from "../options";
import { clipGradNorm } from "../optim/clip";
import { drawingFrom, type Generator, generator } from "../tensor/generator";
import { scope } from "../tensor/scope";
import { isTensor, type Tensor } from "../tensor/tensor";
import { type PlacedBatch, RunBatches, release } from "./batches";
import { type CheckpointContents, CheckpointFolder, type Refused } from "./checkpoint";
import { StepGuard } from "./guard";
import { HealthMonitor } from "./health";
import { History } from "./history";
import { Logs } from "./logs";
import { type CheckedOptions, checkTrainerOptions, type TrainerOptions } from "./options";
import { type Plan, planOf } from "./plan";
import type { Skipped, StepRecord, TeacherSignals } from "./record";
import { judge, type RunReport } from "./report";
import { differences, type Settings, settingsOf } from "./settings";
import { emptyState, MOST_SKIPPED, parseState, type RunKnn, type RunState } from "./state";

type Wrapper = DINOWrapper<{ originalOutput: "none" }>;

/** What a trainer is made of. */
interface Parts {
  readonly options: CheckedOptions;
  readonly dataset: Dataset | ImageStream;
  readonly loader: DataLoader;
  readonly dino: Wrapper;
  readonly untrained: ScriptModule | undefined;
  readonly notes: readonly string[];
}

/**
 * Trains a backbone with DINO on images without labels: an async iterator of steps.
 *
 * ```ts
 * const trainer = await Trainer.create(backbone, await ImageFolder.open("photos"), { directory: "run" });
 * for await (const { step, loss } of trainer) console.log(step, loss);
 * ```
 *
 * Each step is made in the order of DINO's own program: learning rate and weight decay by their schedules, teacher,
 * student, loss and centre, gradients, clipping, the last layer's freeze, the optimiser, the teacher's update. With
 * `training.accumulate` a step averages the gradients of so many batches; BatchNorm sees each batch by itself, and the centre
 * moves once a batch, not once a step.
 *
 * A step whose loss or gradient is not finite changes nothing, and is given with `skipped`. Leaving the loop
 * early is allowed: the next one goes on after the last step.
 */
export class Trainer implements AsyncIterable<StepRecord> {
  /** The wrapper that is trained; its `teacher` is what training makes. */
  readonly dino: Wrapper;
  /** Its settings, completed by those of the data. */
  readonly conf: DINOConf;
  /** Steps of an epoch. */
  readonly stepsPerEpoch: number;
  /** Steps of the whole run. */
  readonly totalSteps: number;
  /** What was chosen and found when the trainer was made, in plain words. */
  readonly notes: readonly string[];

  readonly #options: CheckedOptions;
  readonly #dataset: Dataset | ImageStream;
  readonly #loader: DataLoader;
  readonly #untrained: ScriptModule | undefined;
  readonly #parameters: readonly [string, Tensor][];
  readonly #plan: Plan;
  readonly #settings: Settings;
  readonly #draws: Generator;
  readonly #guard: StepGuard;
  readonly #monitor: HealthMonitor;
  readonly #history = new History();
  readonly #folder: CheckpointFolder | undefined;
  #state: RunState = emptyState();
  #refused: readonly Refused[] = [];
  #step = 0;
  #stopped: RunReport["stopped"] = "running";
  #iterating = false;
  #paused: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;
  #lastCheckpoint: { readonly step: number; readonly time: number };

  private constructor({ options, dataset, loader, dino, untrained, notes }: Parts) {
    this.dino = dino;
    this.conf = dino.conf;
    this.#options = options;
    this.#dataset = dataset;
    this.#loader = loader;
    this.#untrained = untrained;
    this.stepsPerEpoch = dino.conf.stepsPerEpoch!;
    this.totalSteps = dino.conf.epochs * this.stepsPerEpoch;
    this.notes = Object.freeze([...notes, ...dino.preflight]);
    this.#parameters = dino.namedParameters();
    this.#plan = planOf(dino.conf, this.#parameters);
    this.#settings = settingsOf(dino.conf, { images: dataset.length, shuffle: options.shuffle });
    this.#draws = generator({ seed: dino.conf.seed });
    this.#guard = new StepGuard(dino, this.#draws);
    this.#monitor = new HealthMonitor(
      {
        prototypes: dino.prototypes,
        warmupSteps: dino.conf.training.warmupEpochs * this.stepsPerEpoch,
      },
      options.health,
    );
    this.#folder =
      options.directory === undefined ? undefined : new CheckpointFolder(options.directory, options.keep);
    this.#lastCheckpoint = { step: 0, time: performance.now() };
  }

  /**
   * Wraps `backbone`, whose parameters are trained in place, and makes everything ready for the first step, or, with
   * `resume`, for the step after the newest checkpoint's.
   * @throws ConfigError for mistakes in `conf`, or settings other than the checkpoint's; ArgumentError for other options;
   * DataError when no checkpoint can be read
   */
  static async create(
    backbone: ScriptModule,
    dataset: Dataset | ImageStream,
    options: TrainerOptions = {},
  ): Promise<Trainer> {
    moduleHandleOf(backbone, "Trainer: backbone");
    const checked = checkTrainerOptions(options);
    const folder =
      checked.directory === undefined ? undefined : new CheckpointFolder(checked.directory, checked.keep);
    await folder?.prepare();
    if (folder !== undefined && !checked.resume && (await folder.list()).length > 0)
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `Trainer: directory: ${checked.directory} holds the checkpoints of a run; expected resume: true, which goes on with it, or another directory`,
      );
    const { conf, loader, notes } = readyFor(dataset, options.conf, checked);
    // Before training: the control of k-NN.
    const untrained = checked.knn === undefined ? undefined : await backbone.clone();
    const dino = (await DINOWrapper.create(backbone, conf)) as Wrapper;
    let trainer: Trainer | undefined;
    try {
      trainer = new Trainer({ options: checked, dataset, loader, dino, untrained, notes });
      if (checked.resume) await trainer.#goOn();
      return trainer;
    } catch (error) {
      (trainer ?? dino).dispose();
      untrained?.dispose();
      throw error;
    }
  }

  /**
   * Goes on with the run of `directory` after its newest checkpoint that can be read, with its settings where `conf`
   * does not give others. The same as `create` with `resume`, but that there must be a checkpoint.
   */
  static async resume(
    directory: string,
    backbone: ScriptModule,
    dataset: Dataset | ImageStream,
    options: Omit<TrainerOptions, "directory" | "resume"> = {},
  ): Promise<Trainer> {
    checkOptions(options, "Trainer.resume: options");
    const checked = checkTrainerOptions({ ...options, directory, resume: true });
    const found = await scope(() => new CheckpointFolder(directory, checked.keep).newest());
    if (found === undefined)
      throw new DataError("INVALID_DATA", `Trainer.resume: ${directory} holds no checkpoint`, {
        path: directory,
      });
    const conf = options.conf ?? confOf(found.checkpoint.path, found.checkpoint.contents.conf);
    return Trainer.create(backbone, dataset, { ...options, conf, directory, resume: true });
  }

  /** Steps that were made, skipped ones too. */
  get step(): number {
    return this.#step;
  }

  /** Whether all steps were made. */
  get finished(): boolean {
    return this.#step >= this.totalSteps;
  }

  /** Whether the next step waits for `resume`. */
  get paused(): boolean {
    return this.#paused !== undefined;
  }

  /** Lets the running step end and makes no other until `resume`. */
  pause(): void {
    if (this.#paused !== undefined) return;
    let resolve = (): void => {};
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    this.#paused = { promise, resolve };
  }

  /** Ends a pause. */
  resume(): void {
    this.#paused?.resolve();
    this.#paused = undefined;
  }

  /**
   * The steps that are left. Ends early, without an error, once the signal aborts.
   * @throws NonFiniteError after `maxInvalidSteps` steps in a row that were skipped, ArgumentError when it is iterated already
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<StepRecord, void, void> {
    if (this.#iterating)
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        "Trainer: its steps are iterated already; one loop at a time can have them",
      );
    this.#iterating = true;
    const { directory, signal } = this.#options;
    const { epochs, training } = this.conf;
    const layout = { epochs, stepsPerEpoch: this.stepsPerEpoch, accumulate: training.accumulate };
    const batches = new RunBatches(this.#loader, layout, this.#step, signal);
    let logs: Logs | undefined;
    try {
      if (directory !== undefined) logs = await Logs.open(directory, this.#step, this.#options);
      this.#stopped = "running";
      this.#lastCheckpoint = { step: this.#lastCheckpoint.step, time: performance.now() };
      for (;;) {
        const record = await this.#nextStep(batches);
        if (record === undefined) break;
        await logs?.write(record);
        yield { ...record, checkpoint: await this.#checkpointIfDue() };
        if (this.#state.invalid >= this.#options.maxInvalidSteps) throw this.#givenUp(record.skipped);
      }
      if (!signal?.aborted) this.#step = this.totalSteps;
      this.#stopped = this.finished ? "finished" : "aborted";
      if (directory !== undefined) {
        if (this.#lastCheckpoint.step < this.#step) await this.checkpoint();
        await writeFile(
          join(directory, "report.json"),
          `${JSON.stringify(await this.report(), null, 2)}\n`,
        );
      }
    } finally {
      this.#iterating = false;
      await batches.close();
      await logs?.close();
    }
  }

  /** Makes all steps that are left. */
  async run(): Promise<RunReport> {
    for await (const _ of this);
    return this.report();
  }

  /**
   * Writes a checkpoint now, between two steps, and gives its path.
   * @throws ArgumentError without a directory
   */
  async checkpoint(): Promise<string> {
    if (this.#folder === undefined)
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        "Trainer: checkpoint: expected a trainer with a directory, got one without",
      );
    const path = await scope(async () => this.#folder!.write(this.#step, await this.#contents()));
    this.#lastCheckpoint = { step: this.#step, time: performance.now() };
    return path;
  }

  /** What the run has come to so far. */
  async report(): Promise<RunReport> {
    const { images, seconds, skippedSteps, skipped, events, knn } = this.#state;
    const history = this.#history.samples();
    const evidence = {
      prototypes: this.dino.prototypes,
      steps: this.#step,
      window: this.#monitor.window,
      active: this.#monitor.active,
      skipped: skippedSteps,
      failed: this.#stopped === "failed",
      history,
    };
    return {
      steps: this.#step,
      plannedSteps: this.totalSteps,
      epochs: this.#step / this.stepsPerEpoch,
      images,
      seconds,
      stopped: this.#stopped,
      ...judge(evidence),
      health: events,
      history,
      knn,
      skippedSteps,
      skipped,
      quarantine: this.#quarantine(),
      refusedCheckpoints: this.#refused,
      checkpoints: (await this.#folder?.list())?.map(({ path }) => path) ?? [],
      settings: this.#settings,
    };
  }

  /** Frees the wrapper, the optimiser and what belongs to them; the backbone stays. */
  dispose(): void {
    this.#guard.dispose();
    this.#plan.optimizer.dispose();
    this.#draws.dispose();
    this.#untrained?.dispose();
    for (const [, tensor] of this.#parameters) tensor.dispose();
    this.dino.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** The next step that is due; undefined at the end of the run, and once the signal has aborted. */
  async #nextStep(batches: RunBatches): Promise<StepRecord | undefined> {
    const begin = performance.now();
    const first = await this.#peek(batches);
    if (first === undefined) return undefined;
    const waited = (performance.now() - begin) / 1000;
    const { step: index } = first;
    const epoch = Math.floor(index / this.stepsPerEpoch);
    const values = this.#plan.apply(index);
    await this.#plan.optimizer.zeroGrad();
    this.#guard.save();
    const measured = await this.#gradients(batches, first, index, epoch);
    if (measured === undefined) {
      await this.#guard.rewind();
      return undefined;
    }
    measured.seconds.data += waited;
    const clock = stopwatch();
    const { gradNorm, skipped } = measured.skipped
      ? { gradNorm: null, skipped: measured.skipped }
      : await this.#clip();
    if (skipped === null) {
      await this.#plan.optimizer.step();
      measured.seconds.optimizer += clock();
      await this.dino.emaUpdate(index);
      measured.seconds.ema += clock();
    } else {
      await this.#plan.optimizer.zeroGrad();
      await this.#guard.undo();
    }
    const seconds = (performance.now() - begin) / 1000;
    return this.#recorded(epoch, {
      step: index + 1,
      epoch,
      loss: measured.loss,
      ...values,
      gradNorm,
      signals: measured.signals,
      images: measured.images,
      imagesPerSecond: measured.images / seconds,
      seconds: measured.seconds,
      skipped,
    }, seconds);
  }
}
