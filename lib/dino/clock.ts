import type { DINOConf } from "./conf";
import { constant, cosine, type Schedule, teacherTemperature } from "./schedules";

/** A wrapper's clock: it counts the teacher's updates, and everything that changes over a run follows it. */
export class Clock {
  /** Updates so far. */
  step = 0;
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
