import type { StepRecord } from "./record";

/** Means over some steps of a run; null where nothing was measured. */
export interface HistorySample {
  /** The last of the steps. */
  readonly step: number;
  /** How many steps. */
  readonly steps: number;
  readonly loss: number | null;
  readonly learningRate: number | null;
  readonly gradNorm: number | null;
  readonly entropy: number | null;
  readonly meanEntropy: number | null;
  readonly information: number | null;
  readonly prototypesInUse: number | null;
  readonly effectiveRank: number | null;
  /** Mean KL divergence of the student from the teacher's targets, in nats: the loss less H(q). 0 when they agree. */
  readonly divergence: number | null;
  readonly imagesPerSecond: number | null;
}

type Measured = Exclude<keyof HistorySample, "step" | "steps">;

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
      const value = VALUES[name](record);
      if (value === null || !Number.isFinite(value)) continue;
      sum[0] += value;
      sum[1] += 1;
    }
  }

  /** The samples, in the order of the steps. */
  samples(): HistorySample[] {
    return this.#samples.map(({ step, steps, sums }) => ({
      step,
      steps,
      ...(Object.fromEntries(
        Object.entries(sums).map(([name, [sum, count]]) => [name, count === 0 ? null : sum / count]),
      ) as Record<Measured, number | null>),
    }));
  }

  /** For a checkpoint. */
  state(): HistoryState {
    return structuredClone({ stride: this.#stride, samples: this.#samples });
  }

  /** Goes on from `state()`. */
  restore(state: HistoryState): void {
    this.#stride = state.stride;
    this.#samples = structuredClone([...state.samples]);
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

const VALUES: Readonly<Record<Measured, (record: StepRecord) => number | null>> = {
  loss: ({ loss, skipped }) => (skipped === null ? loss : null),
  learningRate: ({ learningRate }) => learningRate,
  gradNorm: ({ gradNorm }) => gradNorm,
  entropy: ({ signals }) => signals?.entropy ?? null,
  meanEntropy: ({ signals }) => signals?.meanEntropy ?? null,
  information: ({ signals }) => signals?.information ?? null,
  prototypesInUse: ({ signals }) => signals?.prototypesInUse ?? null,
  effectiveRank: ({ signals }) => signals?.effectiveRank ?? null,
  divergence: ({ loss, signals, skipped }) => (signals && skipped === null ? loss - signals.entropy : null),
  imagesPerSecond: ({ imagesPerSecond }) => imagesPerSecond,
};

function sumsOf(make: (name: Measured) => [number, number]): Sums {
  return Object.fromEntries(
    (Object.keys(VALUES) as Measured[]).map((name) => [name, make(name)]),
  ) as unknown as Sums;
}
