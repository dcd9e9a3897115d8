import { aten } from "../aten/aten";
import type { DINOWrapper } from "../dino/wrapper";
import type { TeacherSignals } from "../native/binding";
import { drawingFrom, type Generator } from "../tensor/generator";
import { noGrad, scope } from "../tensor/scope";
import { type PlacedBatch, type RunBatches, release } from "./batches";
import { StepGuard } from "./guard";
import type { Plan } from "./plan";
import type { Skipped, StepRecord, StepSeconds } from "./record";

/** A step with all that it measured itself. */
export type MadeStep = Omit<StepRecord, "health" | "knn" | "checkpoint">;

type Seconds = { -readonly [K in keyof StepSeconds]: StepSeconds[K] };

/** What the batches of a step came to. */
interface Gathered {
  loss: number;
  images: number;
  signals: TeacherSignals | null;
  skipped: Skipped | null;
  /** A batch of the step was not made any more. */
  aborted: boolean;
}

/** Makes steps: everything from a batch to the teacher's update. */
export class StepRunner {
  readonly #dino: DINOWrapper<{ originalOutput: "none" }>;
  readonly #plan: Plan;
  readonly #draws: Generator;
  readonly #guard: StepGuard;
  readonly #stepsPerEpoch: number;
  readonly #batchesPerEpoch: number;
  readonly #signalsEvery: number;

  constructor(parts: {
    readonly dino: DINOWrapper<{ originalOutput: "none" }>;
    readonly plan: Plan;
    readonly draws: Generator;
    readonly batchesPerEpoch: number;
    readonly signalsEvery: number;
  }) {
    this.#dino = parts.dino;
    this.#plan = parts.plan;
    this.#draws = parts.draws;
    this.#stepsPerEpoch = parts.dino.conf.stepsPerEpoch!;
    this.#batchesPerEpoch = parts.batchesPerEpoch;
    this.#signalsEvery = parts.signalsEvery;
    this.#guard = new StepGuard(parts.dino, parts.draws);
  }

  /**
   * The next step; undefined after the last one. When the signal aborts between two batches of a step, those that were made are
   * taken back: the step will be made again, with the same numbers.
   */
  async next(batches: RunBatches, signal: AbortSignal | undefined): Promise<MadeStep | undefined> {
    const begin = performance.now();
    const seconds: Seconds = {
      data: 0,
      augment: 0,
      teacher: 0,
      student: 0,
      loss: 0,
      backward: 0,
      optimizer: 0,
      ema: 0,
    };
    const lap = stopwatch(seconds);
    const first = await unlessAborted(batches, signal);
    lap("data");
    if (first === undefined) return undefined;
    const index = first.step;
    const epoch = Math.floor(index / this.#stepsPerEpoch);
    const options = this.#plan.apply(index);
    await this.#plan.optimizer.zeroGrad();
    this.#guard.save();
    lap("optimizer");

    let gathered: Gathered;
    let update: { readonly norm: number | null; readonly skipped: Skipped | null };
    try {
      gathered = await this.#gather(first, batches, signal, seconds, lap);
      if (gathered.aborted) {
        await this.#takeBack();
        return undefined;
      }
      update = gathered.skipped
        ? { norm: null, skipped: gathered.skipped }
        : await this.#update(index, seconds);
    } catch (error) {
      // Another loop makes the step again. What was disposed of has nothing to take back.
      await this.#takeBack().catch(() => {});
      throw error;
    }
    const { loss, images, signals } = gathered;
    lap(null);
    if (update.skipped !== null) {
      await this.#plan.optimizer.zeroGrad();
      await this.#guard.undo();
      lap("optimizer");
    }
    return {
      step: index + 1,
      epoch,
      loss,
      ...options,
      gradNorm: update.norm,
      signals,
      images,
      imagesPerSecond: (1000 * images) / (performance.now() - begin),
      seconds,
      skipped: update.skipped,
    };
  }

  dispose(): void {
    this.#guard.dispose();
  }

  async #takeBack(): Promise<void> {
    await this.#plan.optimizer.zeroGrad();
    await this.#guard.rewind();
  }

  /** Adds the gradients of the step's batches up, and gives the means of what they measured. */
  async #gather(
    first: PlacedBatch,
    batches: RunBatches,
    signal: AbortSignal | undefined,
    seconds: Seconds,
    lap: Lap,
  ): Promise<Gathered> {
    const { accumulate } = this.#dino.conf.training;
    const before = (first.step % this.#stepsPerEpoch) * accumulate;
    const planned = Math.min(accumulate, this.#batchesPerEpoch - before);
    const share = 1 / planned;
    const measures = (first.step + 1) % this.#signalsEvery === 0;
    const gathered: Gathered = { loss: 0, images: 0, signals: null, skipped: null, aborted: false };
    const signals: TeacherSignals[] = [];
    let made = 0;
    for (let placed: PlacedBatch | undefined = first; placed?.step === first.step; ) {
      batches.take();
      const { batch, last } = placed;
      try {
        // What belongs to a step that is skipped is not seen again.
        if (gathered.skipped === null) {
          const { loss, skipped } = await this.#backward(placed, share, measures, seconds, lap);
          if (skipped) {
            gathered.loss = loss;
            gathered.skipped = skipped;
          } else gathered.loss += loss;
          if (this.#dino.signals !== null) signals.push(this.#dino.signals);
          gathered.images += batch.ids.shape[0] ?? 0;
          made += 1;
        }
      } finally {
        release(batch);
      }
      if (last) break;
      if (signal?.aborted) return { ...gathered, aborted: true };
      placed = await unlessAborted(batches, signal);
      lap("data");
      if (signal?.aborted) return { ...gathered, aborted: true };
    }
    if (gathered.skipped === null) {
      gathered.loss /= made;
      // A stream ended, or a batch had no whole image.
      if (made < planned) this.#scaleGradients(planned / made);
    }
    return { ...gathered, signals: meanOf(signals) };
  }

  async #backward(
    { batch: { images, ids }, step }: PlacedBatch,
    share: number,
    measures: boolean,
    seconds: Seconds,
    lap: Lap,
  ): Promise<{ loss: number; skipped: Skipped | null }> {
    const dino = this.#dino;
    return scope(async () => {
      const [, loss] = await drawingFrom(this.#draws, () =>
        dino.forward(images, { iteration: step, ids, signals: measures }),
      );
      const { augment, teacher, student, loss: lossSeconds } = dino.timings!;
      seconds.augment += augment;
      seconds.teacher += teacher;
      seconds.student += student;
      seconds.loss += lossSeconds;
      lap(null);
      const value = loss.item();
      if (!Number.isFinite(value)) return { loss: value, skipped: badLoss(value, dino.nonFinite) };
      await (share === 1 ? loss : loss.mul(share)).backward();
      lap("backward");
      return { loss: value, skipped: null };
    });
  }

  #scaleGradients(factor: number): void {
    scope(() => {
      const gradients = this.#dino.parameters().flatMap(({ grad }) => grad ?? []);
      noGrad(() => aten._foreach_mul_(gradients, factor));
    });
  }

  /** Clips, steps and moves the teacher; the norm is that of all gradients before they are clipped. */
  async #update(index: number, seconds: Seconds): Promise<{ norm: number; skipped: Skipped | null }> {
    const { clipGrad, clipPer } = this.#dino.conf.training;
    const {
      norm,
      nonFinite,
      seconds: taken,
    } = await this.#dino.optimizerStep(this.#plan.optimizer, {
      maxNorm: clipGrad ?? Number.POSITIVE_INFINITY,
      per: clipPer,
      iteration: index,
    });
    seconds.optimizer += taken.optimizer;
    seconds.ema += taken.ema;
    return { norm, skipped: nonFinite && badGradient(nonFinite.parameter, nonFinite.norm) };
  }
}

/** Adds the time since the last call to a part, or to none. */
type Lap = (part: keyof Seconds | null) => void;

function stopwatch(seconds: Seconds): Lap {
  let before = performance.now();
  return (part) => {
    const now = performance.now();
    if (part !== null) seconds[part] += (now - before) / 1000;
    before = now;
  };
}

/** The next batch; undefined at the end of the run, and once the signal has aborted. */
async function unlessAborted(
  batches: RunBatches,
  signal: AbortSignal | undefined,
): Promise<PlacedBatch | undefined> {
  if (signal?.aborted) return undefined;
  try {
    return await batches.peek();
  } catch (error) {
    if (signal?.aborted) return undefined;
    throw error;
  }
}

function meanOf(all: readonly TeacherSignals[]): TeacherSignals | null {
  if (all.length === 0) return null;
  const mean = (name: keyof TeacherSignals): number =>
    all.reduce((sum, signals) => sum + signals[name], 0) / all.length;
  return {
    entropy: mean("entropy"),
    meanEntropy: mean("meanEntropy"),
    information: mean("information"),
    prototypesInUse: mean("prototypesInUse"),
    effectiveRank: mean("effectiveRank"),
  };
}

function badLoss(value: number, origin: string | null): Skipped {
  const why = origin === null ? "" : `; the first on the way to it that is not finite: ${origin}`;
  return { reason: `the loss is ${inWords(value)}${why}`, culprit: origin ?? "the loss" };
}

function badGradient(name: string, norm: number): Skipped {
  return { reason: `the norm of the gradient of ${name} is ${inWords(norm)}`, culprit: name };
}

function inWords(value: number): string {
  return Number.isNaN(value) ? "NaN" : "infinite";
}
