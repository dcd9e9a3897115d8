import type { Quarantined } from "../data/dataset";
import type { RefusedCheckpoint } from "./checkpoint";
import type { HealthEvent } from "./health";
import type { HistorySample } from "./history";
import type { Skipped } from "./record";
import type { RunKnn } from "./state";

/** What a run came to, without labels but for `knn`. Plain data: it can be written as JSON. */
export interface RunReport {
  /** Steps that were made, those that were skipped among them. */
  readonly steps: number;
  /** Steps of the whole run. */
  readonly plannedSteps: number;
  /** Epochs that were made, with fractions. */
  readonly epochs: number;
  /** Images that went through the network. */
  readonly images: number;
  /** Time that steps took, in this and earlier processes. */
  readonly seconds: number;
  /** Why the run is where it is. */
  readonly stopped: "finished" | "aborted" | "failed" | "running";
  /**
   * "collapsed": the teacher gives all images the same targets, and nothing useful is learned; "unstable": steps are skipped for
   * values that are not finite, or the student is worse than one that guesses; "too short": it cannot be told.
   */
  readonly verdict: "healthy" | "collapsed" | "unstable" | "too short";
  /** Whether more steps like the last ones would still have helped; null: it cannot be told. */
  readonly improving: boolean | null;
  /** Why `verdict` and `improving` are what they are, in plain words. */
  readonly reasons: readonly string[];
  /** What was noticed on the way. */
  readonly health: readonly HealthEvent[];
  /** At most 512 means over steps. */
  readonly history: readonly HistorySample[];
  /** What k-NN measured on the way, with labels. */
  readonly knn: readonly RunKnn[];
  /** Steps that changed nothing: how many. */
  readonly skippedSteps: number;
  /** The first thousand of them. */
  readonly skipped: readonly ({ readonly step: number } & Skipped)[];
  /** Files that gave no image. */
  readonly quarantine: readonly Quarantined[];
  /** Paths of the checkpoints that are kept, oldest first. */
  readonly checkpoints: readonly string[];
  /** Checkpoints that could not be read when the run went on. */
  readonly refusedCheckpoints: readonly RefusedCheckpoint[];
  /** The configuration and what is set beside it. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What the judgement is made of. */
export interface Evidence {
  /** K. */
  readonly prototypes: number;
  readonly steps: number;
  /** Steps that a state must last to be one: the health monitor's. */
  readonly window: number;
  /** States that last. */
  readonly active: readonly HealthEvent["code"][];
  readonly skipped: number;
  readonly failed: boolean;
  readonly history: readonly HistorySample[];
}

export type Judgement = Pick<RunReport, "verdict" | "improving" | "reasons">;

/** Answers from the signals of a run whether it is healthy, and whether it still improves. */
export function judge(evidence: Evidence): Judgement {
  const reasons: string[] = [];
  const verdict = verdictOf(evidence, reasons);
  if (verdict === "collapsed") return { verdict, improving: false, reasons };
  return { verdict, improving: improvement(evidence, reasons), reasons };
}

const COLLAPSES: Readonly<Partial<Record<HealthEvent["code"], string>>> = {
  UNIFORM_COLLAPSE: "the teacher gives every image the same, uniform target",
  ONE_POINT_COLLAPSE: "the teacher chooses the same prototype for every image",
  CONSTANT_TARGETS: "the teacher gives every image the same target",
  RANK_COLLAPSE: "the teacher's features lie on a line",
  TEACHER_FROZEN: "the teacher does not move, so that nothing is learned",
};

function verdictOf(
  { prototypes, steps, window, active, skipped, failed, history }: Evidence,
  reasons: string[],
): RunReport["verdict"] {
  for (const code of active) if (COLLAPSES[code] !== undefined) reasons.push(COLLAPSES[code]);
  if (reasons.length > 0) return "collapsed";
  if (failed) reasons.push("training gave up after several steps in a row with values that are not finite");
  else if (skipped > Math.max(2, steps / 100))
    reasons.push(`${skipped} of ${steps} steps were skipped for values that are not finite`);
  if (active.includes("LOSS_ABOVE_LN_K"))
    reasons.push(
      `the loss is above ln K (${Math.log(prototypes).toFixed(2)}): an even guess would do better`,
    );
  if (reasons.length > 0) return "unstable";
  if (steps < window) {
    reasons.push(`${steps} steps are too few to tell; a collapse shows after ${window}`);
    return "too short";
  }
  const last = history.at(-1);
  const told = last?.information;
  reasons.push(
    told == null
      ? "no signals of the teacher were measured; the loss alone gives no reason to worry"
      : `the teacher's targets differ from image to image: they tell ${told.toFixed(2)} nats about one, of at most ${Math.log(prototypes).toFixed(2)}` +
          `${last?.effectiveRank == null ? "" : `; its features have an effective rank of ${last.effectiveRank.toFixed(1)}`}`,
  );
  if (active.includes("LOSS_AT_LN_K")) reasons.push("but the loss has stayed at ln K: little was learned");
  return "healthy";
}

/** Blocks whose means a trend is fitted to; a t-value of 2.3 is then a chance of about 5 % (8 degrees of freedom). */
const BLOCKS = 10;
const LEAST_T = 2.3;
/** A block of fewer says nothing about the noise. */
const LEAST_SAMPLES = 2 * BLOCKS;

function improvement({ history }: Evidence, reasons: string[]): boolean | null {
  // The second half: what happened at the start is no sign of what would come next.
  const recent = history.slice(Math.floor(history.length / 2));
  if (recent.length < LEAST_SAMPLES) {
    reasons.push("there are too few steps to tell a trend from noise");
    return null;
  }
  const steps = recent.at(-1)!.step - recent[0]!.step + recent[0]!.steps;
  const loss = trend(recent, ({ loss }) => loss);
  const agreement = trend(recent, ({ divergence }) => divergence);
  const rank = trend(recent, ({ effectiveRank }) => effectiveRank);
  const over = `over the last ${steps} steps`;
  reasons.push(
    ...[
      inWords(loss, over, "the loss falls", "the loss rises", "the loss is level"),
      inWords(
        agreement,
        over,
        "student and teacher agree more and more: their divergence falls",
        "student and teacher move apart: their divergence rises",
        "the divergence of student and teacher is level",
      ),
      inWords(
        rank,
        over,
        "the features narrow: their effective rank falls",
        "the features spread: their effective rank rises",
        "the features' effective rank is level",
      ),
    ].filter((reason) => reason !== undefined),
  );
  const rate = recent.at(-1)!.learningRate;
  const peak = Math.max(...history.map(({ learningRate }) => learningRate ?? 0));
  if (rate !== null && rate < 0.05 * peak)
    reasons.push(
      "the learning rate has come to its end: further progress needs a longer run, not more steps of this one",
    );
  if (loss === null) return null;
  return loss.t < -LEAST_T || (rank !== null && rank.t > LEAST_T && !(loss.t > LEAST_T));
}

interface Trend {
  /** From the first block to the last, by the fitted line. */
  readonly change: number;
  /** Scatter of the blocks about the line. */
  readonly noise: number;
  /** The slope over its standard error. */
  readonly t: number;
}

/** A line through the means of ten blocks; null where too little was measured. */
function trend(
  samples: readonly HistorySample[],
  value: (sample: HistorySample) => number | null,
): Trend | null {
  const values = samples.map(value).filter((each) => each !== null);
  if (values.length < LEAST_SAMPLES) return null;
  const means = Array.from({ length: BLOCKS }, (_, i) => {
    const block = values.slice(
      Math.floor((i * values.length) / BLOCKS),
      Math.floor(((i + 1) * values.length) / BLOCKS),
    );
    return block.reduce((sum, each) => sum + each, 0) / block.length;
  });
  const middle = (BLOCKS - 1) / 2;
  const mean = means.reduce((sum, each) => sum + each, 0) / BLOCKS;
  const spread = means.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  const slope = means.reduce((sum, each, i) => sum + (i - middle) * (each - mean), 0) / spread;
  const rest = means.reduce((sum, each, i) => sum + (each - mean - slope * (i - middle)) ** 2, 0);
  const noise = Math.sqrt(rest / (BLOCKS - 2));
  return {
    change: slope * (BLOCKS - 1),
    noise,
    t: slope === 0 ? 0 : slope / (noise / Math.sqrt(spread)),
  };
}

function inWords(
  trend: Trend | null,
  over: string,
  falls: string,
  rises: string,
  level: string,
): string | undefined {
  if (trend === null) return undefined;
  const words = trend.t < -LEAST_T ? falls : trend.t > LEAST_T ? rises : level;
  return `${words} (${trend.change < 0 ? "" : "+"}${trend.change.toPrecision(2)} ${over}, noise ${trend.noise.toPrecision(2)})`;
}
