import { refused } from "../optim/parameters";
import { checkOptions } from "../options";
import type { StepRecord } from "./record";

/** What can be wrong with a run. */
export type HealthCode =
  | "UNIFORM_COLLAPSE"
  | "ONE_POINT_COLLAPSE"
  | "CONSTANT_TARGETS"
  | "RANK_COLLAPSE"
  | "LOSS_AT_LN_K"
  | "LOSS_ABOVE_LN_K"
  | "TEACHER_FROZEN"
  | "NON_FINITE";

/** Something that was noticed about a run, without labels. */
export interface HealthEvent {
  /** Which state it is; the words of `message` may change. */
  readonly code: HealthCode;
  /** "error": nothing useful is learned while it lasts; "warning": it may be so. */
  readonly severity: "warning" | "error";
  /** The step at which it was noticed. */
  readonly step: number;
  /** What was seen. */
  readonly message: string;
  /** What to do about it. */
  readonly advice: string;
}

/** When `HealthMonitor` speaks. The defaults separate collapsed runs from healthy ones, which pass all of these states early and briefly. */
export interface HealthOptions {
  /** Steps for which a state must last. Default 200. */
  readonly window?: number;
  /** Uniform collapse, constant targets: the information of the teacher's targets is below this, in nats. Default 0.02. */
  readonly leastInformation?: number;
  /** Uniform collapse: and their entropy above this share of ln K. Default 0.98. */
  readonly uniformShare?: number;
  /** One-point collapse: the entropy of the mean target is below this, in nats. Default 0.1. */
  readonly leastMeanEntropy?: number;
  /** Rank collapse: the effective rank of the teacher's features is below this. Default 1.1. */
  readonly leastRank?: number;
}

const DEFAULTS = {
  window: 200,
  leastInformation: 0.02,
  uniformShare: 0.98,
  leastMeanEntropy: 0.1,
  leastRank: 1.1,
} as const satisfies Required<HealthOptions>;

/** What of a step is looked at. */
export type Observed = Pick<
  StepRecord,
  "step" | "loss" | "images" | "teacherMomentum" | "signals" | "skipped"
>;

/** What is known about the run. */
export interface RunFacts {
  /** K. */
  readonly prototypes: number;
  /** Steps of the learning rate's warm-up, in which a loss near ln K means nothing. */
  readonly warmupSteps: number;
}

/** For each state that lasts, since which step, and whether it was reported. */
export type HealthState = Readonly<Record<string, { readonly since: number; readonly reported: boolean }>>;

/**
 * Watches the signals of a run. Each state is reported once, when it has lasted for `window` steps, and again when it
 * ended and came back.
 */
export class HealthMonitor {
  readonly #facts: RunFacts;
  readonly #limits: Required<HealthOptions>;
  readonly #lasting = new Map<HealthCode, { since: number; reported: boolean }>();

  /** @throws ArgumentError for a window that is no integer of 1 or more, and limits that are no numbers of 0 or more */
  constructor(facts: RunFacts, options: HealthOptions = {}) {
    checkOptions(options, "health", Object.keys(DEFAULTS));
    const limits: Record<string, number> = { ...DEFAULTS };
    for (const [name, value] of Object.entries(options)) {
      if (value === undefined) continue;
      if (name === "window" && !(Number.isSafeInteger(value) && value >= 1))
        throw refused(`health: ${name}`, "an integer of 1 or more", value);
      if (!(Number.isFinite(value) && value >= 0))
        throw refused(`health: ${name}`, "a finite number of 0 or more", value);
      limits[name] = value;
    }
    this.#limits = limits as unknown as Required<HealthOptions>;
    this.#facts = facts;
  }

  /** Steps for which a state must last. */
  get window(): number {
    return this.#limits.window;
  }

  /** The states that were reported and last. */
  get active(): HealthCode[] {
    return [...this.#lasting].filter(([, { reported }]) => reported).map(([code]) => code);
  }

  /** Looks at a step; steps come in order. */
  observe(made: Observed): HealthEvent[] {
    const { window } = this.#limits;
    // What is not finite is below no limit, and does not end a state either.
    const observed = made.skipped === null ? made : { ...made, signals: null };
    const events: HealthEvent[] = [];
    for (const { code, severity, advice, holds, message, atOnce } of STATES) {
      const held = holds(observed, this.#facts, this.#limits);
      // Nothing was measured at this step.
      if (held === null) continue;
      if (!held) {
        this.#lasting.delete(code);
        continue;
      }
      const state = this.#lasting.get(code) ?? { since: observed.step, reported: false };
      this.#lasting.set(code, state);
      if (state.reported || !(atOnce || observed.step - state.since + 1 >= window)) continue;
      state.reported = true;
      const lasted = observed.step - state.since + 1;
      events.push({
        code,
        severity,
        step: observed.step,
        message: message(observed, this.#facts, lasted),
        advice,
      });
    }
    return events;
  }

  /** For a checkpoint. */
  state(): HealthState {
    return Object.fromEntries([...this.#lasting].map(([code, state]) => [code, { ...state }]));
  }

  /** Goes on from `state()`. */
  restore(state: HealthState): void {
    this.#lasting.clear();
    for (const { code } of STATES) {
      const saved = state[code];
      if (saved !== undefined) this.#lasting.set(code, { since: saved.since, reported: saved.reported });
    }
  }
}

interface State {
  readonly code: HealthCode;
  readonly severity: HealthEvent["severity"];
  /** Reported at the first step, not after a window of them. */
  readonly atOnce?: boolean;
  /** null: this step does not tell. */
  holds(observed: Observed, facts: RunFacts, limits: Required<HealthOptions>): boolean | null;
  message(observed: Observed, facts: RunFacts, steps: number): string;
  readonly advice: string;
}

/** Of the loss's distance to ln K, as a share of it. */
const NEAR = 0.002;

/** Two or three images may well have one target, and their centred features have little rank to lose. */
const FEWEST_IMAGES = 4;

const STATES: readonly State[] = [
  {
    code: "UNIFORM_COLLAPSE",
    severity: "error",
    holds: ({ signals }, { prototypes }, { leastInformation, uniformShare }) =>
      signals &&
      signals.information < leastInformation &&
      signals.entropy > uniformShare * Math.log(prototypes),
    message: ({ signals }, { prototypes }, steps) =>
      `for ${steps} steps the teacher has given every image the same, uniform target: H(q) ${number(signals?.entropy)} of ln K ` +
      `${number(Math.log(prototypes))}, information ${number(signals?.information)} nats`,
    advice:
      "the targets are too soft to teach anything: lower teacherTemp (0.04) and warmupTeacherTemp, lower the learning rate or lengthen its warm-up, " +
      "check that the images differ and are in the expected range",
  },
  {
    code: "ONE_POINT_COLLAPSE",
    severity: "error",
    holds: ({ signals }, _, { leastMeanEntropy }) => signals && signals.meanEntropy < leastMeanEntropy,
    message: ({ signals }, _, steps) =>
      `for ${steps} steps the teacher has chosen the same prototype for every image: H(mean q) ${number(signals?.meanEntropy)} nats, ` +
      `${signals?.prototypesInUse} in use`,
    advice:
      "the centre does not hold one prototype back: use centerMomentum 0.9, a higher teacherTemp, a lower learning rate, and more images a step",
  },
  {
    code: "CONSTANT_TARGETS",
    severity: "error",
    // The warm-up's first targets hardly differ in healthy runs either.
    holds: ({ signals, images, step }, { warmupSteps }, { leastInformation }) =>
      signals &&
      step > warmupSteps &&
      images >= FEWEST_IMAGES &&
      signals.prototypesInUse === 1 &&
      signals.information < leastInformation,
    message: ({ signals }, _, steps) =>
      `for ${steps} steps the teacher has given every image the same target: information ${number(signals?.information)} nats, ` +
      `H(q) ${number(signals?.entropy)}, one prototype in use at a time`,
    advice:
      "the network no longer sees the images: lower the learning rate or lengthen its warm-up, clip gradients (training.clipGrad), " +
      "check that the images differ and are in the expected range",
  },
  {
    code: "RANK_COLLAPSE",
    severity: "error",
    holds: ({ signals, images }, _, { leastRank }) =>
      signals && images >= FEWEST_IMAGES && signals.effectiveRank < leastRank,
    message: ({ signals }, _, steps) =>
      `for ${steps} steps the teacher's features have lain on a line: effective rank ${number(signals?.effectiveRank)}`,
    advice:
      "all images look the same to the network: lower the learning rate, check the images and the crops (sampleCropParameters, renderCrops), " +
      "and start from weights that are not collapsed",
  },
  {
    code: "LOSS_AT_LN_K",
    severity: "warning",
    holds: ({ loss, step, skipped }, { prototypes, warmupSteps }) =>
      skipped ? null : step > warmupSteps && Math.abs(loss / Math.log(prototypes) - 1) < NEAR,
    message: ({ loss }, { prototypes }, steps) =>
      `for ${steps} steps the loss has been ln K, ${number(Math.log(prototypes))} (${number(loss)}): the student knows nothing about the targets`,
    advice:
      "with few images or a small batch use a smaller head (prototypes 1024 to 8192), teacherMomentum 0.99 to 0.9995 so that its horizon is well below the run's " +
      "length, a lower teacherTemp, or a higher learning rate",
  },
  {
    code: "LOSS_ABOVE_LN_K",
    severity: "warning",
    holds: ({ loss, step, skipped }, { prototypes, warmupSteps }) =>
      skipped ? null : step > warmupSteps && loss > 1.05 * Math.log(prototypes),
    message: ({ loss }, { prototypes }, steps) =>
      `for ${steps} steps the loss, ${number(loss)}, has been above ln K, ${number(Math.log(prototypes))}: a student that guesses evenly would do better`,
    advice:
      "student and teacher move apart: lower the learning rate, lengthen its warm-up, clip gradients (training.clipGrad)",
  },
  {
    code: "TEACHER_FROZEN",
    severity: "error",
    holds: ({ teacherMomentum }) => teacherMomentum === 1,
    message: (_, __, steps) => `for ${steps} steps the teacher has not moved: its momentum is 1`,
    advice:
      "with a frozen teacher the loss falls a little and nothing is learned: set teacherMomentum below 1 (0.996; 0.99 for short runs)",
  },
  {
    code: "NON_FINITE",
    severity: "warning",
    atOnce: true,
    holds: ({ skipped }) => skipped !== null,
    message: ({ skipped }) => skipped?.reason ?? "",
    advice:
      "the step changed nothing; if it comes back, lower the learning rate, clip gradients (training.clipGrad), and check the images for NaN",
  },
];

function number(value: number | undefined): string {
  return value === undefined ? "unknown" : value.toPrecision(3);
}
