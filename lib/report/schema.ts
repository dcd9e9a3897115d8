import { types } from "node:util";
import { z } from "zod";
import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { checkOptions } from "../options";
import { REPORT_INPUT, type ReportInput } from "./input";

// The shape of what a report shows. It is data of somebody's program, checked as a whole before any of it is used; what
// is not shown may be there all the same. input.ts says what each entry is.

// Also NaN and the infinities: a run that went wrong has them, and a report of it is wanted all the more.
const number = z.custom<number>((value) => typeof value === "number", { error: "expected a number" });
const optional = number.nullish();

const signals = {
  entropy: optional,
  meanEntropy: optional,
  information: optional,
  prototypesInUse: optional,
  effectiveRank: optional,
};

const step = z.object({
  step: number,
  loss: optional,
  learningRate: optional,
  weightDecay: optional,
  teacherMomentum: optional,
  teacherTemperature: optional,
  gradNorm: optional,
  divergence: optional,
  imagesPerSecond: optional,
  ...signals,
  signals: z.object(signals).nullish(),
  seconds: z.record(z.string(), optional).nullish(),
});

const accuracy = z.object({ top1: number, top5: number });

const knn = z.object({
  k: number,
  temperature: number,
  network: z.string(),
  teacher: accuracy,
  student: accuracy.optional(),
  randomInit: accuracy.optional(),
  rawPixels: accuracy.optional(),
  images: z.object({ train: number, test: number }),
  classes: number,
  size: z.tuple([number, number]).nullable(),
  step: number.optional(),
  epoch: number.optional(),
});

const tile = z.object({
  png: z.custom<Uint8Array>((value) => types.isUint8Array(value), { error: "expected a PNG file's bytes" }),
  title: z.string(),
  label: z.string().optional(),
  frame: z.enum(["same", "other"]).optional(),
});

const sheet = z.object({
  title: z.string(),
  text: z.string(),
  columns: z.array(z.string()).optional(),
  rows: z.array(z.object({ name: z.string().optional(), tiles: z.array(tile) })),
  fine: z.boolean().optional(),
});

const plain = z.record(z.string(), z.unknown());

const schema = z.object({
  title: z.string().optional(),
  date: z.date().optional(),
  verdict: z.enum(["healthy", "collapsed", "unstable", "too short"]).optional(),
  improving: z.boolean().nullish(),
  reasons: z.array(z.string()).optional(),
  history: z.array(step).optional(),
  steps: number.optional(),
  plannedSteps: number.optional(),
  epochs: number.optional(),
  images: number.optional(),
  seconds: number.optional(),
  stopped: z.string().optional(),
  skippedSteps: number.optional(),
  skipped: z.array(z.object({ step: number, reason: z.string(), culprit: z.string() })).optional(),
  health: z.array(z.object({ step: number, message: z.string() })).optional(),
  prototypes: number.optional(),
  featureDim: number.optional(),
  knn: z.array(knn).optional(),
  sheets: z.array(sheet).optional(),
  quarantine: z.array(z.object({ path: z.string(), reason: z.string() })).optional(),
  checkpoints: z.array(z.string()).optional(),
  refusedCheckpoints: z.array(z.object({ path: z.string(), reason: z.string() })).optional(),
  settings: plain.optional(),
  environment: plain.optional(),
});

/** @throws ArgumentError that names the first entry that is wrong */
export function checkedReport(input: unknown, what: string): ReportInput {
  checkOptions(input, what, REPORT_INPUT);
  const { data, error } = schema.safeParse(input, { reportInput: true });
  if (error === undefined) return data as ReportInput;
  const [issue] = error.issues;
  const path = issue!.path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("");
  const expected = issue!.message.replace(/^[A-Z][a-z ]+: /, "").replace(/, received [^,]*$/, "");
  throw new ArgumentError(
    "INVALID_ARGUMENT",
    `${what}: ${path.slice(1)}: ${expected}, got ${describe(issue!.input)}`,
  );
}
