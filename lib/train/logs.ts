import { join } from "node:path";
import { JsonLines } from "./jsonl";
import type { StepRecord } from "./record";
import { EventFile } from "./tensorboard";

/** What is written of each step: `log.jsonl`, and TensorBoard's events in `tensorboard/`. */
export class Logs {
  readonly #lines: JsonLines | undefined;
  readonly #events: EventFile | undefined;

  private constructor(lines: JsonLines | undefined, events: EventFile | undefined) {
    this.#lines = lines;
    this.#events = events;
  }

  /** @param lastStep the step that the run goes on after; later lines and events of earlier processes are void */
  static async open(
    directory: string,
    lastStep: number,
    which: { readonly jsonl: boolean; readonly tensorboard: boolean },
  ): Promise<Logs> {
    const lines = which.jsonl ? await JsonLines.open(join(directory, "log.jsonl"), lastStep) : undefined;
    try {
      const purge = lastStep > 0 ? lastStep + 1 : undefined;
      const events = which.tensorboard
        ? await EventFile.create(join(directory, "tensorboard"), purge)
        : undefined;
      return new Logs(lines, events);
    } catch (error) {
      await lines?.close();
      throw error;
    }
  }

  async write(record: StepRecord): Promise<void> {
    await this.#lines?.append({ ...record });
    await this.#events?.scalars(record.step, scalarsOf(record));
  }

  async close(): Promise<void> {
    await this.#lines?.close();
    await this.#events?.close();
  }
}

function scalarsOf(record: StepRecord): Record<string, number> {
  const { signals, seconds, gradNorm, knn } = record;
  return {
    loss: record.loss,
    "schedule/learning_rate": record.learningRate,
    "schedule/weight_decay": record.weightDecay,
    "schedule/teacher_momentum": record.teacherMomentum,
    "schedule/teacher_temperature": record.teacherTemperature,
    ...(gradNorm !== null && { grad_norm: gradNorm }),
    ...prefixed("signals", signals ?? {}),
    ...(signals && { "signals/divergence": record.loss - signals.entropy }),
    ...prefixed("seconds", seconds),
    images_per_second: record.imagesPerSecond,
    ...prefixed("knn", {
      teacher: knn?.teacher.top1,
      student: knn?.student?.top1,
      randomInit: knn?.randomInit?.top1,
      rawPixels: knn?.rawPixels?.top1,
    }),
  };
}

function prefixed(group: string, values: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => typeof value === "number")
      .map(([name, value]) => [
        `${group}/${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
        value,
      ]),
  );
}
