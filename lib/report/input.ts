import type { KnnReport } from "../evaluate/evaluate-knn";

/** What the last word on a run may be. */
export type Verdict = "healthy" | "collapsed" | "unstable" | "too short";

/** Of the teacher's targets q, in nats where they are entropies. */
export interface ReportSignals {
  /** H(q): the mean entropy of an image's targets. */
  readonly entropy?: number | null;
  /** H(mean q). */
  readonly meanEntropy?: number | null;
  /** `meanEntropy - entropy`: what a target tells about its image. */
  readonly information?: number | null;
  /** Prototypes that are some image's largest. */
  readonly prototypesInUse?: number | null;
  /** Directions that the teacher's features use. */
  readonly effectiveRank?: number | null;
}

/** A step of a run, or means over some; what is missing is left out of the curves. */
export interface ReportStep extends ReportSignals {
  /** Number of the step. */
  readonly step: number;
  /** DINO's loss. */
  readonly loss?: number | null;
  /** Of the optimiser. */
  readonly learningRate?: number | null;
  /** Of the optimiser. */
  readonly weightDecay?: number | null;
  /** Share of the teacher that the update kept. */
  readonly teacherMomentum?: number | null;
  /** Of the targets. */
  readonly teacherTemperature?: number | null;
  /** Of all gradients, before clipping. */
  readonly gradNorm?: number | null;
  /** Of the student from the teacher's targets, in nats. */
  readonly divergence?: number | null;
  /** Of the whole step. */
  readonly imagesPerSecond?: number | null;
  /** The signals, where they come as an object of their own. */
  readonly signals?: ReportSignals | null;
  /** Seconds of the step by what they went to. */
  readonly seconds?: { readonly [part: string]: number | null } | null;
}

/** k-NN at some point of a run. */
export interface ReportKnn extends Omit<KnnReport, "network"> {
  /** Whose features `teacher` stands for. */
  readonly network: string;
  /** Steps that were made before. */
  readonly step?: number;
  /** Epochs that were made before. */
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
  /** What the pictures are. */
  readonly title: string;
  /** What the pictures show, in a sentence or two. */
  readonly text: string;
  /** Names of the columns. */
  readonly columns?: readonly string[];
  /** From the top; `name` stands before a row. */
  readonly rows: readonly { readonly name?: string; readonly tiles: readonly ReportTile[] }[];
  /** Pictures of few pixels, which are shown as squares. */
  readonly fine?: boolean;
}

/** What `writeReport` takes: a `RunReport` as it is, and what to show beside it. Everything is optional. */
export interface ReportInput {
  /** What the page is called. Default "DINO run". */
  readonly title?: string;
  /** When the run ended. */
  readonly date?: Date;
  /** The last word on the run. */
  readonly verdict?: Verdict;
  /** Whether the features were still getting better; null when it cannot be told. */
  readonly improving?: boolean | null;
  /** Sentences that say why. */
  readonly reasons?: readonly string[];
  /** In the order of the run. */
  readonly history?: readonly ReportStep[];
  /** Steps that were made. */
  readonly steps?: number;
  /** Steps of the whole run. */
  readonly plannedSteps?: number;
  /** Epochs that were made, with fractions. */
  readonly epochs?: number;
  /** Images that went through the network. */
  readonly images?: number;
  /** Time that steps took. */
  readonly seconds?: number;
  /** Why the run is where it is: "finished", for example. */
  readonly stopped?: string;
  /** How many steps changed nothing. */
  readonly skippedSteps?: number;
  /** Some of them. */
  readonly skipped?: readonly { readonly step: number; readonly reason: string; readonly culprit: string }[];
  /** What was noticed on the way. */
  readonly health?: readonly { readonly step: number; readonly message: string }[];
  /** Number of prototypes K: ln K is the largest entropy. */
  readonly prototypes?: number;
  /** Width of the features: the largest effective rank. */
  readonly featureDim?: number;
  /** In the order of the run; the last one counts. */
  readonly knn?: readonly ReportKnn[];
  /** Pictures, as `reportSheets` makes them. */
  readonly sheets?: readonly ReportSheet[];
  /** Files that gave no image. */
  readonly quarantine?: readonly { readonly path: string; readonly reason: string }[];
  /** Paths. */
  readonly checkpoints?: readonly string[];
  /** Checkpoints that could not be read when the run went on. */
  readonly refusedCheckpoints?: readonly { readonly path: string; readonly reason: string }[];
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
  "steps",
  "plannedSteps",
  "epochs",
  "images",
  "seconds",
  "stopped",
  "skippedSteps",
  "skipped",
  "health",
  "prototypes",
  "featureDim",
  "knn",
  "sheets",
  "quarantine",
  "checkpoints",
  "refusedCheckpoints",
  "settings",
  "environment",
] as const satisfies (keyof ReportInput)[];
