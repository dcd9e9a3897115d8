import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import type { Quarantined } from "../data/dataset";
import type { DataLoader } from "../data/loader";
import type { DINOConf } from "../dino/conf";
import { DINOWrapper } from "../dino/wrapper";
import { ArgumentError, DataError, NonFiniteError, TensorBusyError } from "../errors";
import { evaluateKnn } from "../evaluate/evaluate-knn";
import { writeText } from "../files/text-file";
import { moduleHandleOf, type ScriptModule } from "../jit/module";
import { checkOptions } from "../options";
import { type Generator, generator } from "../tensor/generator";
import { scope } from "../tensor/scope";
import type { Tensor } from "../tensor/tensor";
import { RunBatches } from "./batches";
import { CheckpointFolder, type RefusedCheckpoint } from "./checkpoint";
import { HealthMonitor } from "./health";
import { History } from "./history";
import { Logs } from "./logs";
import { type CheckedOptions, checkTrainerOptions, type TrainerOptions } from "./options";
import { Pause } from "./pause";
import { type Plan, planOf } from "./plan";
import type { Skipped, StepRecord } from "./record";
import { judge, type RunReport } from "./report";
import { packed, unpack } from "./saving";
import { type Settings, settingsOf } from "./settings";
import { imagesOf, type Setup, savedConf, setUp, type TrainingData } from "./setup";
import { emptyState, MOST_SKIPPED, type RunKnn, type RunState } from "./state";
import { type MadeStep, StepRunner } from "./step";

/**
 * Trains a backbone with DINO on images without labels: an async iterator of steps.
 *
 * ```ts
 * const trainer = await Trainer.create(backbone, await ImageFolder.open("photos"), { directory: "run" });
 * for await (const { step, loss } of trainer) console.log(step, loss);
 * ```
 *
 * A step is made in the order of DINO's own program (`main_dino.py`): learning rate and weight decay by their schedules,
 * teacher, student, loss and centre, gradients, clipping, the optimiser, which passes a frozen last layer by, the
 * teacher's update. With `training.accumulate` a step averages the gradients of so many batches; BatchNorm then sees each
 * batch by itself, and the centre moves with each batch, not once a step.
 *
 * A step whose loss or gradients are not finite changes nothing, and says so in `skipped`. The loop may be left early:
 * another one goes on after the last step. Dropout and drop path draw from a generator of the run's own, seeded by
 * `conf.seed`, so that a run that is repeated, or resumed, gives the same numbers; what a function in `preprocessFunc` draws
 * itself is the program's.
 */
export class Trainer implements AsyncIterable<StepRecord> {
  /** The wrapper that is trained; its `teacher` is what training makes. */
  readonly dino: DINOWrapper<{ originalOutput: "none" }>;
  /** The wrapper's settings, completed by what the data decide. */
  readonly conf: DINOConf;
  /** Steps of an epoch. */
  readonly stepsPerEpoch: number;
  /** Steps of the whole run. */
  readonly totalSteps: number;
  /** What was chosen, and found out about the backbone, in plain words. */
  readonly notes: readonly string[];

  readonly #options: CheckedOptions;
  readonly #dataset: TrainingData;
  readonly #loader: DataLoader;
  readonly #untrained: ScriptModule | undefined;
  readonly #parameters: readonly [string, Tensor][];
  readonly #plan: Plan;
  readonly #draws: Generator;
  readonly #runner: StepRunner;
  readonly #settings: Settings;
  readonly #monitor: HealthMonitor;
  readonly #history = new History();
  readonly #folder: CheckpointFolder | undefined;
  readonly #pause = new Pause();
  #state: RunState = emptyState();
  #refused: readonly RefusedCheckpoint[] = [];
  #step = 0;
  #stopped: RunReport["stopped"] = "running";
  #iterating = false;
  #last: Promise<void> = Promise.resolve();
  #checkpoint = { step: 0, time: performance.now() };

  private constructor(
    dino: DINOWrapper<{ originalOutput: "none" }>,
    dataset: TrainingData,
    { loader, notes }: Setup,
    options: CheckedOptions,
    untrained: ScriptModule | undefined,
  ) {
    const { conf } = dino;
    this.dino = dino;
    this.conf = conf;
    this.stepsPerEpoch = conf.stepsPerEpoch!;
    this.totalSteps = conf.epochs * this.stepsPerEpoch;
    this.notes = Object.freeze([...notes, ...dino.preflight]);
    this.#options = options;
    this.#dataset = dataset;
    this.#loader = loader;
    this.#untrained = untrained;
    this.#parameters = dino.namedParameters();
    this.#plan = planOf(conf, this.#parameters);
    this.#draws = generator({ seed: conf.seed });
    this.#runner = new StepRunner({
      dino,
      plan: this.#plan,
      draws: this.#draws,
      batchesPerEpoch: loader.length,
      signalsEvery: options.signalsEvery,
    });
    this.#settings = settingsOf(conf, { images: imagesOf(dataset), shuffle: options.shuffle });
    this.#monitor = new HealthMonitor(
      { prototypes: dino.prototypes, warmupSteps: conf.training.warmupEpochs * this.stepsPerEpoch },
      options.health,
    );
    this.#folder = folderOf(options);
  }

  /**
   * Wraps `backbone`, whose parameters are trained in place, and makes everything ready for the first step or, with
   * `resume`, for the one after the newest checkpoint's.
   * @throws ConfigError for mistakes in `conf`, and for settings other than the checkpoint's; ArgumentError for mistakes in
   * the other options; DataError when there are checkpoints and none can be read
   */
  static async create(
    backbone: ScriptModule,
    dataset: TrainingData,
    options: TrainerOptions = {},
  ): Promise<Trainer> {
    moduleHandleOf(backbone, "Trainer: backbone");
    const checked = checkTrainerOptions(options);
    const setup = setUp(dataset, options.conf, checked);
    const folder = folderOf(checked);
    await folder?.prepare();
    if (folder !== undefined && !checked.resume && (await folder.list()).length > 0)
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `Trainer: directory: ${folder.directory} holds checkpoints of a run; expected resume: true, to go on with it, or another directory`,
      );
    // k-NN's control, before anything is trained.
    const untrained = checked.knn === undefined ? undefined : await backbone.clone();
    let dino: Trainer["dino"] | undefined;
    let trainer: Trainer | undefined;
    try {
      dino = await DINOWrapper.create<{ originalOutput: "none" }>(backbone, setup.conf);
      trainer = new Trainer(dino, dataset, setup, checked, untrained);
      if (checked.resume) await trainer.#goOn();
      return trainer;
    } catch (error) {
      (trainer ?? dino)?.dispose();
      untrained?.dispose();
      throw error;
    }
  }

  /**
   * Goes on with the run in `directory` after the newest checkpoint that can be read, with its settings unless `conf` is
   * given. Unlike `create` with `resume` it wants a checkpoint.
   * @throws as `create`; DataError when there is no checkpoint
   */
  static async resume(
    directory: string,
    backbone: ScriptModule,
    dataset: TrainingData,
    options: Omit<TrainerOptions, "directory" | "resume"> = {},
  ): Promise<Trainer> {
    checkOptions(options, "Trainer.resume: options");
    const given = { ...options, directory, resume: true };
    const folder = folderOf(checkTrainerOptions(given))!;
    const conf = await scope(async () => {
      const found = await folder.newest();
      if (found === undefined)
        throw new DataError("INVALID_DATA", `${directory}: holds no checkpoint to resume from`, {
          path: directory,
        });
      return options.conf ?? savedConf(found.checkpoint);
    });
    return Trainer.create(backbone, dataset, { ...given, conf });
  }

  /** Steps that were made; skipped ones count. */
  get step(): number {
    return this.#step;
  }

  /** Whether all steps were made. */
  get finished(): boolean {
    return this.#step >= this.totalSteps;
  }

  /** Whether `pause` holds the steps back. */
  get paused(): boolean {
    return this.#pause.active;
  }

  /** Lets the running step end; no other is made until `resume`. */
  pause(): void {
    this.#pause.begin();
  }

  /** Ends a pause. */
  resume(): void {
    this.#pause.end();
  }

  /**
   * The steps that are left. When the signal aborts it ends after the running batch, without an error and with a checkpoint; the step
   * that the batch belongs to is made again by the run that goes on.
   * @throws NonFiniteError after `maxInvalidSteps` skipped steps in a row; ArgumentError while another loop has the steps
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<StepRecord, void, void> {
    if (this.#iterating)
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        "Trainer: another loop has its steps; expected one loop at a time",
      );
    this.#iterating = true;
    const { directory, signal, maxInvalidSteps } = this.#options;
    const batches = new RunBatches(this.#loader, this.conf, this.#step, signal);
    let logs: Logs | undefined;
    try {
      this.#stopped = "running";
      this.#checkpoint.time = performance.now();
      if (directory !== undefined) logs = await Logs.open(directory, this.#step, this.#options);
      for (;;) {
        await this.#pause.over(signal);
        const record = await this.#alone(async () => {
          const made = signal?.aborted ? undefined : await this.#runner.next(batches, signal);
          return made && (await this.#record(made));
        });
        if (record === undefined) break;
        await logs?.write(record);
        yield { ...record, checkpoint: this.#isCheckpointDue() ? await this.checkpoint() : null };
        if (this.#state.invalid >= maxInvalidSteps) {
          this.#stopped = "failed";
          await this.#writeReport();
          throw givenUp(record.step, maxInvalidSteps, record.skipped);
        }
      }
      // The last epoch of a stream may have fewer steps than were planned.
      if (!signal?.aborted) this.#step = this.totalSteps;
      this.#stopped = this.finished ? "finished" : "aborted";
      if (this.#folder !== undefined && this.#checkpoint.step < this.#step) await this.checkpoint();
      await this.#writeReport();
    } finally {
      this.#iterating = false;
      try {
        await batches.close();
      } finally {
        await logs?.close();
      }
    }
  }

  /** Makes the steps that are left, for those who want none of them. */
  async run(): Promise<RunReport> {
    for await (const _ of this);
    return this.report();
  }

  /**
   * Writes a checkpoint between two steps, and gives its path: a step that is being made ends first, and the next one
   * waits.
   * @throws ArgumentError without a directory; DataError when it cannot be written; TensorBusyError from a function that a
   * step calls, such as `preprocessFunc`
   */
  async checkpoint(): Promise<string> {
    const folder = this.#folder;
    if (folder === undefined)
      throw new ArgumentError("INVALID_ARGUMENT", "Trainer: checkpoint: expected a directory, got none");
    if (insideOf.getStore() === this)
      throw new TensorBusyError(
        "TENSOR_BUSY",
        "Trainer: checkpoint: a step waits for the function that asks for one; ask between two steps",
      );
    return await this.#alone(async () => {
      const state = {
        ...this.#state,
        health: this.#monitor.state(),
        history: this.#history.state(),
        quarantine: this.#quarantine(),
      };
      const path = await scope(async () =>
        folder.write(this.#step, await packed(this.#trained, this.#settings, state)),
      );
      this.#checkpoint = { step: this.#step, time: performance.now() };
      return path;
    });
  }

  /** What the run has come to so far. */
  async report(): Promise<RunReport> {
    const { images, seconds, skippedSteps, skipped, events, knn } = this.#state;
    const history = this.#history.samples();
    return {
      steps: this.#step,
      plannedSteps: this.totalSteps,
      epochs: this.#step / this.stepsPerEpoch,
      images,
      seconds,
      stopped: this.#stopped,
      ...judge({
        prototypes: this.dino.prototypes,
        steps: this.#step,
        window: this.#monitor.window,
        active: this.#monitor.active,
        skipped: skippedSteps,
        failed: this.#stopped === "failed",
        history,
      }),
      health: [...events],
      history,
      knn: [...knn],
      skippedSteps,
      skipped: [...skipped],
      quarantine: this.#quarantine(),
      checkpoints: ((await this.#folder?.list()) ?? []).map(({ path }) => path),
      refusedCheckpoints: this.#refused,
      settings: this.#settings,
    };
  }

  /** Frees the wrapper, the optimiser and what belongs to them. The backbone stays. Disposing twice is allowed. */
  dispose(): void {
    this.#runner.dispose();
    this.#plan.optimizer.dispose();
    this.#draws.dispose();
    this.#untrained?.dispose();
    for (const [, parameter] of this.#parameters) parameter.dispose();
    this.dino.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Runs `body` when those before it have ended: what a step changes and a checkpoint holds is of one moment. */
  #alone<T>(body: () => Promise<T>): Promise<T> {
    const run = this.#last.then(() => insideOf.run(this, body));
    this.#last = run.then(
      () => {},
      () => {},
    );
    return run;
  }

  get #trained() {
    return { dino: this.dino, optimizer: this.#plan.optimizer, draws: this.#draws };
  }

  /** Takes the newest checkpoint over, if there is one. */
  async #goOn(): Promise<void> {
    const { allowChanges } = this.#options;
    await scope(async () => {
      const found = await this.#folder?.newest();
      if (found === undefined) return;
      const { checkpoint, refused } = found;
      this.#state = await unpack(checkpoint, this.#trained, this.#settings, allowChanges);
      this.#plan.restore();
      this.#monitor.restore(this.#state.health);
      this.#history.restore(this.#state.history);
      this.#step = checkpoint.step;
      this.#checkpoint.step = checkpoint.step;
      this.#refused = refused;
      if (refused.length > 0)
        process.emitWarning(
          `${refused.map(({ reason }) => reason).join("; ")}. The run goes on after step ${checkpoint.step} of ${checkpoint.path}.`,
          { type: "DinoWarning", code: "CHECKPOINT_REFUSED" },
        );
    });
  }

  /** Keeps what a step says, and looks at what it means. */
  async #record(made: MadeStep): Promise<StepRecord> {
    const state = this.#state;
    this.#step = made.step;
    state.images += made.images;
    state.seconds += made.images / made.imagesPerSecond;
    state.invalid = made.skipped === null ? 0 : state.invalid + 1;
    if (made.skipped !== null) {
      state.skippedSteps += 1;
      if (state.skipped.length < MOST_SKIPPED) state.skipped.push({ step: made.step, ...made.skipped });
    }
    const health = this.#monitor.observe(made);
    state.events.push(...health);
    const record = { ...made, health, knn: await this.#knnIfDue(), checkpoint: null };
    this.#history.add(record);
    return record;
  }

  async #knnIfDue(): Promise<RunKnn | null> {
    const { knn, signal } = this.#options;
    if (knn === undefined || this.#step % this.stepsPerEpoch !== 0) return null;
    const epoch = this.#step / this.stepsPerEpoch;
    if (epoch % knn.everyEpochs !== 0 && !this.finished) return null;
    const { everyEpochs: _, ...options } = knn;
    const before = this.#state.knn.at(-1);
    try {
      const measured = await evaluateKnn({
        ...options,
        dino: this.dino as unknown as DINOWrapper,
        ...(this.#untrained !== undefined && { randomInit: this.#untrained }),
        ...(before !== undefined && { controls: before }),
        ...(signal !== undefined && { signal }),
      });
      const result = { step: this.#step, epoch: epoch - 1, ...measured };
      this.#state.knn.push(result);
      return result;
    } catch (error) {
      // The run ends here; k-NN is no part of its numbers.
      if (signal?.aborted) return null;
      throw error;
    }
  }

  #isCheckpointDue(): boolean {
    if (this.#folder === undefined) return false;
    const { everySteps, everyEpochs, everyMinutes } = this.#options;
    return (
      this.#step % everySteps === 0 ||
      this.#step % (everyEpochs * this.stepsPerEpoch) === 0 ||
      performance.now() - this.#checkpoint.time >= 60_000 * everyMinutes
    );
  }

  /** Of this process and those before it. */
  #quarantine(): Quarantined[] {
    const all = new Map<string, Quarantined>();
    for (const { path, reason } of [...this.#state.quarantine, ...(this.#dataset.quarantine ?? [])])
      all.set(path, { path, reason });
    return [...all.values()];
  }

  async #writeReport(): Promise<void> {
    const { directory } = this.#options;
    if (directory === undefined) return;
    const text = JSON.stringify(await this.report(), null, 2);
    await writeText(join(directory, "report.json"), `${text}\n`);
  }
}

/** Whose step called the running function. */
const insideOf = new AsyncLocalStorage<Trainer>();

function folderOf({ directory, keep }: CheckedOptions): CheckpointFolder | undefined {
  return directory === undefined ? undefined : new CheckpointFolder(directory, keep);
}

function givenUp(step: number, count: number, skipped: Skipped | null): NonFiniteError {
  return new NonFiniteError(
    "NON_FINITE",
    `Trainer: step ${step} was the last of ${count} in a row that had to be skipped: ${skipped?.reason}`,
    { step, count, culprit: skipped?.culprit },
  );
}
