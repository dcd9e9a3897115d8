import type { KnnReport } from "../evaluate/evaluate-knn";

/** What the last word on a run may be. */
export type Verdict = "healthy" | "collapsed" | "unstable" | "too short";

/** A step of a run; what is missing is left out of the curves. */
export interface ReportStep {
  /** Number of the step, from 0. */
  readonly step: number;
  readonly epoch?: number;
  readonly loss?: number;
  readonly learningRate?: number;
  readonly weightDecay?: number;
  readonly teacherMomentum?: number;
  readonly teacherTemperature?: number;
  readonly gradNorm?: number | null;
  /** Of the teacher's targets q, in nats: H(q), H(mean q) and their difference, the information about the image. */
  readonly signals?: {
    readonly entropy?: number;
    readonly meanEntropy?: number;
    readonly information?: number;
    readonly prototypesInUse?: number;
    readonly effectiveRank?: number;
  } | null;
  readonly images?: number;
  readonly imagesPerSecond?: number;
  /** Seconds of the step by what they went to. */
  readonly seconds?: Readonly<Record<string, number>>;
  /** Why the step was not taken. */
  readonly skipped?: { readonly reason: string; readonly culprit: string } | null;
}

/** k-NN at some point of a run. */
export interface ReportKnn extends KnnReport {
  readonly step?: number;
  readonly epoch?: number;
}

/** One picture of a sheet. */
export interface ReportTile {
  /** A PNG file's bytes. */
  readonly png: Uint8Array;
  /** What is on it; shown while the pointer is over it. */
  readonly title: string;
  /** A word below it. */
  readonly label?: string;
  /** A frame: of the same class as the row's first, or of another. */
  readonly frame?: "same" | "other";
}

/** Pictures in rows, with what they show. */
export interface ReportSheet {
  readonly title: string;
  readonly text: string;
  /** Names of the columns. */
  readonly columns?: readonly string[];
  readonly rows: readonly { readonly name?: string; readonly tiles: readonly ReportTile[] }[];
  /** Pictures of few pixels, which are shown as squares. */
  readonly fine?: boolean;
}

/** What `writeReport` takes; everything is optional. */
export interface ReportInput {
  /** What the page is called. Default "DINO run". */
  readonly title?: string;
  /** When the run ended. */
  readonly date?: Date;
  readonly verdict?: Verdict;
  /** Whether the features were still getting better; null when it cannot be told. */
  readonly improving?: boolean | null;
  /** Sentences that say why. */
  readonly reasons?: readonly string[];
  readonly history?: readonly ReportStep[];
  /** Number of prototypes K: ln K is the largest entropy. */
  readonly prototypes?: number;
  /** Width of the features: the largest effective rank. */
  readonly featureDim?: number;
  /** In the order of the run; the last one counts. */
  readonly knn?: readonly ReportKnn[];
  /** Pictures, as `reportSheets` makes them. */
  readonly sheets?: readonly ReportSheet[];
  /** Files that were left out. */
  readonly quarantine?: readonly { readonly path: string; readonly reason: string }[];
  readonly checkpoints?: readonly string[];
  /** Any plain data: the configuration. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Any plain data: versions and the machine. */
  readonly environment?: Readonly<Record<string, unknown>>;
}

/** Names of `ReportInput`. */
export const REPORT_INPUT = [
  "title",
  "date",
  "verdict",
  "improving",
  "reasons",
  "history",
  "prototypes",
  "featureDim",
  "knn",
  "sheets",
  "quarantine",
  "checkpoints",
  "settings",
  "environment",
] as const satisfies (keyof ReportInput)[];
