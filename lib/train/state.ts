import { z } from "zod";
import type { Quarantined } from "../data/dataset";
import type { KnnReport } from "../evaluate/evaluate-knn";
import type { HealthEvent, HealthState } from "./health";
import type { HistoryState } from "./history";
import type { Skipped } from "./record";

/** A k-NN of the run. */
export interface RunKnn extends KnnReport {
  /** Steps that were made before. */
  readonly step: number;
  /** Number of the epoch that it follows, from 0, as in `StepRecord`. */
  readonly epoch: number;
}

/** What a run knows about itself beside tensors: the part of a checkpoint that is written as JSON. */
export interface RunState {
  /** Images that went through the network. */
  images: number;
  /** Time that steps took. */
  seconds: number;
  /** Steps in a row that were skipped, up to now. */
  invalid: number;
  /** All steps that were skipped; the first {@link MOST_SKIPPED} of them are listed. */
  skippedSteps: number;
  skipped: (Skipped & { readonly step: number })[];
  events: HealthEvent[];
  health: HealthState;
  history: HistoryState;
  knn: RunKnn[];
  quarantine: Quarantined[];
}

/** A run on images of NaN skips every step. */
export const MOST_SKIPPED = 1000;

export function emptyState(): RunState {
  return {
    images: 0,
    seconds: 0,
    invalid: 0,
    skippedSteps: 0,
    skipped: [],
    events: [],
    health: {},
    history: { stride: 1, samples: [] },
    knn: [],
    quarantine: [],
  };
}

/** As {@link RunState}; what only passes through to the report is checked for being of its kind. */
const schema = z.object({
  images: z.number(),
  seconds: z.number(),
  invalid: z.number().int(),
  skippedSteps: z.number().int(),
  skipped: z.array(z.object({ step: z.number(), reason: z.string(), culprit: z.string() })),
  events: z.array(z.looseObject({ code: z.string(), step: z.number() })),
  health: z.record(z.string(), z.object({ since: z.number(), reported: z.boolean() })),
  history: z.object({
    stride: z.number().int().min(1),
    samples: z.array(
      z.object({
        step: z.number(),
        steps: z.number(),
        sums: z.record(z.string(), z.tuple([z.number(), z.number()])),
      }),
    ),
  }),
  knn: z.array(z.looseObject({ step: z.number(), epoch: z.number() })),
  quarantine: z.array(z.object({ path: z.string(), reason: z.string() })),
});

/** The state that a checkpoint holds; undefined where its text is none. */
export function parseState(text: unknown): RunState | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const { success, data } = schema.safeParse(JSON.parse(text));
    return success ? (data as unknown as RunState) : undefined;
  } catch {
    return undefined;
  }
}
