import type { DINOConf } from "./conf";
import { constant, cosine, type Schedule, teacherTemperature } from "./schedules";

/** What a wrapper counts. */
export interface Counts {
  /** Updates of the teacher. */
  step: number;
  imagesSeen: bigint;
}

/** A wrapper's clock: it counts the teacher's updates, and everything that changes over a run follows it. */
export class Clock {
  #counts: Counts = { step: 0, imagesSeen: 0n };
  readonly #conf: DINOConf;
  readonly #momentum: Schedule;
  readonly #temperature: Schedule;

  constructor(conf: DINOConf) {
    this.#conf = conf;
    const { stepsPerEpoch, epochs } = conf;
    this.#momentum =
      stepsPerEpoch === null
        ? constant(conf.teacherMomentum)
        : cosine({
            base: conf.teacherMomentum,
            final: conf.finalTeacherMomentum,
            steps: epochs * stepsPerEpoch,
          });
    this.#temperature = teacherTemperature({
      warmup: conf.warmupTeacherTemp,
      final: conf.teacherTemp,
      epochs,
      warmupEpochs: conf.warmupTeacherTempEpochs,
    });
  }

  /** Updates so far. */
  get step(): number {
    return this.#counts.step;
  }

  /**
   * What is counted now. A job is counted when it is called, so that what is called next follows it, and taken back where
   * it fails: from the counts that it was added to, which a state that was loaded since has replaced.
   */
  get counts(): Counts {
    return this.#counts;
  }

  /** Goes on from other counts; gives what takes that back, and leaves what was counted since. */
  replace(counts: Partial<Counts>): () => void {
    const before = this.#counts;
    const loaded = { ...before, ...counts };
    const now = { ...loaded };
    this.#counts = now;
    return () => {
      // Another state may have been loaded since: its way back leads here.
      now.step += before.step - loaded.step;
      now.imagesSeen += before.imagesSeen - loaded.imagesSeen;
    };
  }

  /** The epoch of a step, 0 or more; 0 without `stepsPerEpoch`. */
  epochOf(step = this.step): number {
    const { stepsPerEpoch } = this.#conf;
    if (stepsPerEpoch === null) return 0;
    return Math.floor(Math.min(Math.max(step, 0), Number.MAX_SAFE_INTEGER) / stepsPerEpoch);
  }

  momentumOf(step = this.step): number {
    return this.#momentum.at(step);
  }

  temperatureOf(epoch = this.epochOf()): number {
    return this.#temperature.at(epoch);
  }

  /** Whether the head's last layer is left out of the training in an epoch. */
  freezesLastLayer(epoch: number): boolean {
    const { head, stepsPerEpoch, freezeLastLayerEpochs } = this.#conf;
    return head !== null && stepsPerEpoch !== null && epoch < freezeLastLayerEpochs;
  }

  /** What the preflight says of it. */
  lines(): string[] {
    const { head, stepsPerEpoch, freezeLastLayerEpochs } = this.#conf;
    const lines =
      stepsPerEpoch === null
        ? ["clock: stepsPerEpoch is not set, so momentum and temperature stay at their start values"]
        : [];
    if (head === null) return lines;
    const steps = freezeLastLayerEpochs * (stepsPerEpoch ?? 0);
    lines.push(
      steps > 0
        ? `last layer: frozen for the first ${steps} steps (freezeLastLayerEpochs ${freezeLastLayerEpochs})`
        : `last layer: trained from the first step${
            stepsPerEpoch === null && freezeLastLayerEpochs > 0
              ? ", since stepsPerEpoch is not set and freezeLastLayerEpochs has no epochs to count"
              : ""
          }`,
    );
    return lines;
  }
}
