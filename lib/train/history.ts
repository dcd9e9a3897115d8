import type { StepRecord, StepSeconds } from "./record";

/** Means over some steps of a run; null where nothing was measured. */
export interface HistorySample {
  /** The last of the steps. */
  readonly step: number;
  /** How many steps. */
  readonly steps: number;
  /** DINO's loss. */
  readonly loss: number | null;
  /** The schedule's, before a ViT's factors by depth. */
  readonly learningRate: number | null;
  /** Of the parameters that decay. */
  readonly weightDecay: number | null;
  /** Share of the teacher that an update kept. */
  readonly teacherMomentum: number | null;
  /** Of the teacher's targets. */
  readonly teacherTemperature: number | null;
  /** Norm of all gradients before clipping. */
  readonly gradNorm: number | null;
  /** Mean H(q) of the teacher's targets, in nats. */
  readonly entropy: number | null;
  /** H of the mean target, in nats. */
  readonly meanEntropy: number | null;
  /** `meanEntropy - entropy`. */
  readonly information: number | null;
  /** Prototypes that are some target's largest. */
  readonly prototypesInUse: number | null;
  /** Of the teacher's features. */
  readonly effectiveRank: number | null;
  /** Mean KL divergence of the student from the teacher's targets, in nats: the loss less H(q). 0 when they agree. */
  readonly divergence: number | null;
  /** Images of a step over its time. */
  readonly imagesPerSecond: number | null;
  /** Where the time of a step went, as in `StepRecord`. */
  readonly seconds: Readonly<Record<keyof StepSeconds, number>>;
}

type Value = Exclude<keyof HistorySample, "step" | "steps" | "seconds">;
type Measured = Value | keyof typeof SECONDS;

/** Sums of the values that were measured, and how many. */
type Sums = Record<Measured, [sum: number, count: number]>;

interface Sample {
  step: number;
  steps: number;
  readonly sums: Sums;
}

/** What a checkpoint keeps of a history. */
export interface HistoryState {
  readonly stride: number;
  readonly samples: readonly Readonly<Sample>[];
}

/** At least half as many samples as this, whatever a run's length. */
const MOST_SAMPLES = 512;

/** A run in at most 512 samples, each the mean over as many steps as it takes. */
export class History {
  #stride = 1;
  #samples: Sample[] = [];

  /** Takes a step in; steps come in order. */
  add(record: StepRecord): void {
    let last = this.#samples.at(-1);
    if (last === undefined || last.steps >= this.#stride) {
      if (this.#samples.length === MOST_SAMPLES) this.#halve();
      last = { step: record.step, steps: 0, sums: sumsOf(() => [0, 0]) };
      this.#samples.push(last);
    }
    last.step = record.step;
    last.steps += 1;
    for (const [name, sum] of Object.entries(last.sums) as [Measured, [number, number]][]) {
      const value = measured(record, name);
      if (value === null || !Number.isFinite(value)) continue;
      sum[0] += value;
      sum[1] += 1;
    }
  }

  /** The samples, in the order of the steps. */
  samples(): HistorySample[] {
    return this.#samples.map(({ step, steps, sums }) => {
      const mean = (name: Measured) => (sums[name][1] === 0 ? null : sums[name][0] / sums[name][1]);
      const named = <N extends string, V>(names: readonly N[], value: (name: N) => V) =>
        Object.fromEntries(names.map((name) => [name, value(name)])) as Record<N, V>;
      return {
        step,
        steps,
        ...named(Object.keys(VALUES) as Value[], mean),
        seconds: named(Object.values(SECONDS), (part) => mean(`${part}Seconds`) ?? 0),
      };
    });
  }

  /** For a checkpoint. */
  state(): HistoryState {
    return structuredClone({ stride: this.#stride, samples: this.#samples });
  }

  /** Goes on from `state()`. */
  restore(state: HistoryState): void {
    this.#stride = state.stride;
    // What is measured since a later version than the state's is missing in it.
    this.#samples = structuredClone(
      state.samples.map((sample) => ({ ...sample, sums: { ...sumsOf(() => [0, 0]), ...sample.sums } })),
    );
  }

  #halve(): void {
    const halves: Sample[] = [];
    for (let i = 0; i < this.#samples.length; i += 2) {
      const [a, b] = [this.#samples[i]!, this.#samples[i + 1]!];
      const sums = sumsOf((name) => [a.sums[name][0] + b.sums[name][0], a.sums[name][1] + b.sums[name][1]]);
      halves.push({ step: b.step, steps: a.steps + b.steps, sums });
    }
    this.#samples = halves;
    this.#stride *= 2;
  }
}

const VALUES: Readonly<Record<Value, (record: StepRecord) => number | null>> = {
  loss: ({ loss, skipped }) => (skipped === null ? loss : null),
  learningRate: ({ learningRate }) => learningRate,
  weightDecay: ({ weightDecay }) => weightDecay,
  teacherMomentum: ({ teacherMomentum }) => teacherMomentum,
  teacherTemperature: ({ teacherTemperature }) => teacherTemperature,
  gradNorm: ({ gradNorm }) => gradNorm,
  entropy: ({ signals }) => signals?.entropy ?? null,
  meanEntropy: ({ signals }) => signals?.meanEntropy ?? null,
  information: ({ signals }) => signals?.information ?? null,
  prototypesInUse: ({ signals }) => signals?.prototypesInUse ?? null,
  effectiveRank: ({ signals }) => signals?.effectiveRank ?? null,
  divergence: ({ loss, signals, skipped }) => (signals && skipped === null ? loss - signals.entropy : null),
  imagesPerSecond: ({ imagesPerSecond }) => imagesPerSecond,
};

/** Under which name each part of a step's time is summed up. */
const SECONDS = {
  dataSeconds: "data",
  augmentSeconds: "augment",
  teacherSeconds: "teacher",
  studentSeconds: "student",
  lossSeconds: "loss",
  backwardSeconds: "backward",
  optimizerSeconds: "optimizer",
  emaSeconds: "ema",
} as const satisfies Readonly<Record<string, keyof StepSeconds>>;

const MEASURED = [...Object.keys(VALUES), ...Object.keys(SECONDS)] as readonly Measured[];

function measured(record: StepRecord, name: Measured): number | null {
  return Object.hasOwn(SECONDS, name)
    ? record.seconds[SECONDS[name as keyof typeof SECONDS]]
    : VALUES[name as Value](record);
}

function sumsOf(make: (name: Measured) => [number, number]): Sums {
  return Object.fromEntries(MEASURED.map((name) => [name, make(name)])) as unknown as Sums;
}
