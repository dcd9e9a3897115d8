import type { TeacherSignals } from "../native/binding";
import type { HealthEvent } from "./health";
import type { RunKnn } from "./state";

/** Where a step's time went, in seconds. */
export interface StepSeconds {
  /** Waiting for images. */
  readonly data: number;
  /** Cutting the crops. */
  readonly augment: number;
  /** The teacher's networks. */
  readonly teacher: number;
  /** The student's. */
  readonly student: number;
  /** Loss, centre and signals. */
  readonly loss: number;
  /** Gradients. */
  readonly backward: number;
  /** Clipping and the optimiser's step, and the teacher's update where one pass makes both. */
  readonly optimizer: number;
  /** What is left of the teacher's update. */
  readonly ema: number;
}

/** Why a step changed nothing. */
export interface Skipped {
  /** In plain words. */
  readonly reason: string;
  /** The first value that is not finite: a parameter by its name, where it or its gradient is, a crop, features, the loss. */
  readonly culprit: string;
}

/** One step of the optimiser, as `Trainer` gives it. */
export interface StepRecord {
  /** Number of the step, from 1. */
  readonly step: number;
  /** Number of the epoch, from 0. */
  readonly epoch: number;
  /** DINO's loss, the mean over the step's batches. */
  readonly loss: number;
  /** The schedule's, before a ViT's factors by depth. */
  readonly learningRate: number;
  /** Of the parameters that decay. */
  readonly weightDecay: number;
  /** Share of the teacher that the step's update kept. */
  readonly teacherMomentum: number;
  /** Of the step's epoch. */
  readonly teacherTemperature: number;
  /** Norm of all gradients before clipping; null when the step was skipped for its loss. */
  readonly gradNorm: number | null;
  /** null on steps that are not measured (`signalsEvery`). */
  readonly signals: TeacherSignals | null;
  /** Images of the step. */
  readonly images: number;
  /** `images` over the step's whole time. */
  readonly imagesPerSecond: number;
  /** Where the time went. */
  readonly seconds: StepSeconds;
  /** Why the step changed nothing; null when it was made. */
  readonly skipped: Skipped | null;
  /** What was noticed at this step. */
  readonly health: readonly HealthEvent[];
  /** k-NN after this step, where it was due; `formatKnn` prints it. */
  readonly knn: RunKnn | null;
  /** Path of the checkpoint that was written after this step. */
  readonly checkpoint: string | null;
}
