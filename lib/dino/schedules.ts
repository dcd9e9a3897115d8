import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { checkOptions } from "../options";
import { newTypedArray } from "../tensor/dtype";

/** A value for each step of a run, clamped at both ends: before the first and after the last it stays what it is there. */
export interface Schedule {
  /** Number of steps. */
  readonly length: number;
  /** The value of step `index`, an integer from 0; any other number is clamped or rounded down. */
  at(index: number): number;
  /** The values of all steps. */
  toArray(): Float64Array;
}

/** Options of `schedules.cosine`. */
export interface CosineOptions {
  /** Value after the warm-up. */
  readonly base: number;
  /** Value that the cosine approaches; in the reference it is never quite reached. */
  readonly final: number;
  /** Steps in all: epochs times steps of an epoch. */
  readonly steps: number;
  /** Steps of linear warm-up, the last of which has the value `base`. Default 0. */
  readonly warmupSteps?: number;
  /** Value of the first warm-up step. Default 0. */
  readonly start?: number;
}

/**
 * DINO v1's cosine schedule (`utils.cosine_scheduler`): linear from `start` to `base`, both included, then
 * `final + (base - final) (1 + cos(pi i / n)) / 2` for i = 0 to n - 1. Used for the learning rate, weight decay
 * and the teacher's momentum.
 * @throws ArgumentError for steps that are no integers of 0 or more, or values that are not finite
 */
export function cosine(options: CosineOptions): Schedule {
  checkOptions(options, "cosine", ["base", "final", "steps", "warmupSteps", "start"]);
  const { base, final, steps, warmupSteps = 0, start = 0 } = options;
  checkFinite({ base, final, start });
  checkSteps({ steps, warmupSteps });
  const warm = Math.min(warmupSteps, steps);
  const rest = steps - warm;
  return schedule(steps, base, (i) =>
    i < warm
      ? linear(start, base, i, warm)
      : final + 0.5 * (base - final) * (1 + Math.cos((Math.PI * (i - warm)) / rest)),
  );
}

/** Options of `schedules.teacherTemperature`. */
export interface TeacherTemperatureOptions {
  /** Value of the first warm-up epoch. */
  readonly warmup: number;
  /** Value after the warm-up. */
  readonly final: number;
  /** Epochs in all. */
  readonly epochs: number;
  /** Epochs of linear warm-up, the last of which has the value `final`. Default 0. */
  readonly warmupEpochs?: number;
}

/**
 * DINO v1's teacher temperature, one value an epoch (`DINOLoss.__init__`): linear from `warmup` to `final`, both
 * included, then constant.
 * @throws ArgumentError as {@link cosine}
 */
export function teacherTemperature(options: TeacherTemperatureOptions): Schedule {
  checkOptions(options, "teacherTemperature", ["warmup", "final", "epochs", "warmupEpochs"]);
  const { warmup, final, epochs, warmupEpochs = 0 } = options;
  checkFinite({ warmup, final });
  checkSteps({ epochs, warmupEpochs });
  const warm = Math.min(warmupEpochs, epochs);
  // A single warm-up epoch has the first value, as numpy's linspace gives it.
  return schedule(epochs, final, (i) => (i < warm ? linear(warmup, final, i, warmupEpochs) : final));
}

/** The same value for every step. */
export function constant(value: number): Schedule {
  checkFinite({ value });
  return schedule(1, value, () => value);
}

function schedule(length: number, empty: number, value: (index: number) => number): Schedule {
  const at = (index: number): number => {
    if (typeof index !== "number" || Number.isNaN(index))
      throw new ArgumentError("INVALID_ARGUMENT", `index: expected a number, got ${describe(index)}`);
    return length === 0 ? empty : value(Math.min(Math.max(Math.floor(index), 0), length - 1));
  };
  const toArray = (): Float64Array => newTypedArray("float64", length).map((_, i) => at(i));
  return Object.freeze({ length, at, toArray });
}

/** Point `i` of `count` evenly spaced ones from `start` to `end`, both included; `start` alone when there is one. */
function linear(start: number, end: number, i: number, count: number): number {
  if (count === 1) return start;
  return i === count - 1 ? end : start + i * ((end - start) / (count - 1));
}

function checkFinite(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!Number.isFinite(value))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${name}: expected a finite number, got ${describe(value)}`,
      );
  }
}

function checkSteps(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(Number.isSafeInteger(value) && (value as number) >= 0))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${name}: expected an integer of 0 or more, got ${describe(value)}`,
      );
  }
}
