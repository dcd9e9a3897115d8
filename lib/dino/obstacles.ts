import type { InspectFacts } from "../native/binding";
import type { Inspection } from "./inspect";

/** Something about a module that stands in DINO's way. */
export interface Obstacle {
  /** Stays the same when the words of the message change. */
  readonly code: ObstacleCode;
  /**
   * "stops": nothing can be trained; "configure": `Inspection.conf` says how to go on; "harms": it trains, but worse than
   * it could; "note": good to know.
   */
  readonly severity: "stops" | "configure" | "harms" | "note";
  /** What it is and what to do about it. */
  readonly message: string;
}

/** What can stand in the way. */
export type ObstacleCode =
  | "FORWARD"
  | "IMAGES"
  | "SIZE"
  | "OUTPUT"
  | "BATCH"
  | "TRAIN_MODE"
  | "GRADIENT"
  | "PARAMETERS"
  | "FROZEN"
  | "NON_FINITE"
  | "DTYPE"
  | "TRACED"
  | "PRINTS";

const ORDER = ["stops", "configure", "harms", "note"] as const;

/** In plain words, the worst first. */
export function obstaclesOf(facts: InspectFacts, report: Omit<Inspection, "obstacles">): Obstacle[] {
  const found = [
    running(facts),
    size(facts, report),
    output(facts, report),
    batch(facts),
    ...parameters(report, facts.trainable),
    ...baked(report),
    printing(facts),
  ];
  return found
    .filter((obstacle) => obstacle !== undefined)
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

function running({ refusal, arguments: given, sizes, trainRefusal }: InspectFacts): Obstacle | undefined {
  if (refusal === "")
    return trainRefusal === ""
      ? undefined
      : {
          code: "TRAIN_MODE",
          severity: "stops",
          message: `it fails in train mode. It says: ${trainRefusal}`,
        };
  if (sizes.trials.length === 0)
    return {
      code: "FORWARD",
      severity: "stops",
      message: `${refusal}${given === "" ? "" : ` ${given}`}: DINO calls it with a Tensor [B, C, H, W] of images alone; put the network into a module that takes that`,
    };
  return {
    code: "IMAGES",
    severity: "stops",
    message: `it takes no images of the sizes that were tried (${sizes.trials.map(({ size }) => size.join("x")).join(", ")}); name others with the option sizes. It says: ${refusal}`,
  };
}

function size({ sizes }: InspectFacts, { conf }: Omit<Inspection, "obstacles">): Obstacle | undefined {
  if (conf.globalCropSize === undefined) return undefined;
  const set = `set globalCropSize: ${JSON.stringify(conf.globalCropSize)}, localCropSize: ${JSON.stringify(conf.localCropSize)}`;
  const message =
    sizes.fixed !== null
      ? `accepts only ${sizes.fixed.join("x")}: ${set}`
      : sizes.multipleOf > 1
        ? `accepts only sides that are multiples of ${sizes.multipleOf}: ${set}`
        : `is made for other images than DINO's crops of 224 and 96: ${set}`;
  return { code: "SIZE", severity: "configure", message };
}

const OUTPUTS = {
  rows: "rows",
  map: "a map",
  tokens: "tokens",
  tensor: "a tensor of another shape than [B, D], [B, N, D] or [B, D, h, w]",
  dictionary: "a dictionary",
  tuple: "a tuple",
  list: "a list",
  other: "no tensor",
} as const;

function output(
  facts: InspectFacts,
  { output: given, features, conf }: Omit<Inspection, "obstacles">,
): Obstacle | undefined {
  if (given === null || features.classifier !== null) return undefined;
  const what = `its output is ${OUTPUTS[given.kind]}`;
  if (conf.returnLayer !== undefined)
    return {
      code: "OUTPUT",
      severity: "configure",
      message: `${what}: set returnLayer: "${conf.returnLayer}"`,
    };
  if (features.width === null)
    return {
      code: "OUTPUT",
      severity: "stops",
      message: `${what}, and no submodule gives features; give the module an output of one vector an image`,
    };
  if (conf.preprocessFunc !== undefined)
    return {
      code: "OUTPUT",
      severity: "configure",
      message: `${what}: set preprocessFunc: "${String(conf.preprocessFunc)}"`,
    };
  const several = facts.output?.kind === "tuple" || facts.output?.kind === "list";
  return several
    ? {
        code: "OUTPUT",
        severity: "note",
        message: `${what}: DINO takes its first tensor; returnLayer names another`,
      }
    : undefined;
}

function batch({ anyBatch }: InspectFacts): Obstacle | undefined {
  if (anyBatch) return undefined;
  return {
    code: "BATCH",
    severity: "stops",
    message: "takes batches of two alone, not of three: the trace fixed its batch size; script it",
  };
}

function parameters({ parameters: given }: Omit<Inspection, "obstacles">, trainable: boolean): Obstacle[] {
  const { count, frozen, dtypes, withoutGradient, nonFinite } = given;
  const found: Obstacle[] = [];
  const add = (code: ObstacleCode, severity: Obstacle["severity"], message: string): void => {
    found.push({ code, severity, message });
  };
  if (count === 0)
    add("PARAMETERS", "stops", "has no parameters: nothing to train (a frozen module has constants instead)");
  else if (frozen === count)
    add("FROZEN", "stops", "frozen: nothing to train; module.requiresGrad_() makes its parameters trainable");
  else if (frozen > 0)
    add("FROZEN", "note", `${frozen} of ${count} parameters are frozen and stay as they are`);
  if (nonFinite.length > 0) add("NON_FINITE", "stops", `NaN or infinity in ${some(nonFinite)}`);
  if (withoutGradient.length > 0 && !trainable)
    add(
      "GRADIENT",
      "stops",
      "no gradient of the features reaches a parameter: it detaches them, or runs without gradients",
    );
  else if (withoutGradient.length > 0)
    add("GRADIENT", "note", `no gradient of the features reaches ${some(withoutGradient)}`);
  const [dtype] = dtypes;
  if (dtypes.length > 1) add("DTYPE", "harms", `parameters of several dtypes (${dtypes.join(", ")})`);
  else if (dtype === "float16" || dtype === "bfloat16")
    add(
      "DTYPE",
      "harms",
      `its parameters are ${dtype}, in which small updates are lost; await module.float() before it is wrapped`,
    );
  return found;
}

function baked({ batchNorm, dropout }: Omit<Inspection, "obstacles">): Obstacle[] {
  const parts = (mode: "eval" | "train") => [
    ...(batchNorm.baked === mode ? ["BatchNorm"] : []),
    ...(dropout.baked === mode ? ["dropout"] : []),
  ];
  const [off, on] = [parts("eval"), parts("train")];
  const found: Obstacle[] = [];
  if (off.length > 0)
    found.push({
      code: "TRACED",
      severity: "harms",
      message: `traced in eval: ${off.join(" and ")} ${off.length > 1 ? "are" : "is"} baked off; trace in train mode or script it`,
    });
  if (on.length > 0)
    found.push({
      code: "TRACED",
      severity: "harms",
      message: `traced in train mode: ${on.join(" and ")} ${on.length > 1 ? "act" : "acts"} in evaluation too; script it`,
    });
  return found;
}

function printing({ prints }: InspectFacts): Obstacle | undefined {
  return prints ? { code: "PRINTS", severity: "note", message: "prints while it runs" } : undefined;
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
