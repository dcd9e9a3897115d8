import { types } from "node:util";
import { describe } from "../describe";
import { ArgumentError } from "../errors";
import type { ValueOutline } from "../native/binding";
import type { Inspection } from "./inspect";

/**
 * The report of `DINOWrapper.inspect` as a text for a terminal: one subject a line, then what stands in the way and what
 * to paste. It may have been JSON in between.
 * @throws ArgumentError for what is no such report
 */
export function formatInspection(report: Inspection): string {
  try {
    return text(report);
  } catch (error) {
    // Of a part that is missing or something else; what a getter throws is the caller's.
    if (!types.isNativeError(error) || error.name !== "TypeError") throw error;
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `formatInspection: report: expected what DINOWrapper.inspect gives, got ${describe(report)}`,
    );
  }
}

function text(report: Inspection): string {
  const rows: (readonly [string, string])[] = [
    ["module", report.typeName.replace(/^__torch__\.|___torch_mangle_\d+\./g, "")],
    ["forward", report.forward],
    ["images", images(report.input)],
    ["output", report.output === null ? "unknown: it did not run" : outline(report.output)],
    ["features", features(report)],
    ["parameters", parameters(report.parameters)],
    ["BatchNorm", layers(report.batchNorm)],
    ["returnLayer", returnLayers(report.returnLayers)],
  ];
  const lines = rows.filter(([, text]) => text !== "").map(([name, text]) => `${name.padEnd(11)}  ${text}`);
  const obstacles = report.obstacles.map(({ severity, message }) => `  ${severity.padEnd(9)}  ${message}`);
  return [
    ...lines,
    "",
    ...(obstacles.length === 0 ? ["Nothing stands in the way."] : ["In the way:", ...obstacles]),
    "",
    ...conf(report),
  ].join("\n");
}

function images({ channels, sizes, fixedSize, multipleOf, patchSize }: Inspection["input"]): string {
  if (channels.length === 0) return sizes.length === 0 ? "" : "none of those that were tried";
  const named = (accepted: boolean) =>
    sizes.filter((trial) => trial.accepted === accepted).map(({ size }) => size.join("x"));
  const refused = named(false);
  return [
    `${channels.join(" or ")} ${channels.length === 1 && channels[0] === 1 ? "channel" : "channels"}`,
    fixedSize === null ? `takes ${named(true).join(", ")}` : `takes ${fixedSize.join("x")} alone`,
    ...(refused.length > 0 ? [`refuses ${refused.join(", ")}`] : []),
    ...(multipleOf > 1 ? [`sides are multiples of ${multipleOf}`] : []),
    ...(patchSize === null ? [] : [`patches of ${patchSize}`]),
  ].join("; ");
}

const MOST_PARTS = 4;

/** "rows [B, 10] float32", "map [B, 512, 7, 7] float32", "tuple (rows [B, 10] float32, …)". */
function outline({ kind, type, shape, channelsLast, parts }: ValueOutline): string {
  if (kind === "other") return type;
  if (kind === "dictionary" || kind === "tuple" || kind === "list") {
    const shown = parts
      .slice(0, MOST_PARTS)
      .map(([name, part]) => (kind === "dictionary" ? `${name}: ${outline(part)}` : outline(part)));
    return `${kind} (${[...shown, ...(parts.length > MOST_PARTS ? ["…"] : [])].join(", ")})`;
  }
  const sizes = kind === "tensor" ? shape : ["B", ...shape.slice(1)];
  return `${kind} [${sizes.join(", ")}]${channelsLast ? " (channels last)" : ""} ${type}`;
}

function features({ features: { classifier, width }, output, conf }: Inspection): string {
  if (output === null) return "";
  if (classifier !== null) return `the input of the classifier '${classifier}', ${width} wide`;
  if (conf.returnLayer !== undefined) return `what '${String(conf.returnLayer)}' gives, when it is named`;
  return width === null ? "none" : `the output, ${width} wide (no classifier was found)`;
}

function parameters({ count, frozen, dtypes, devices }: Inspection["parameters"]): string {
  const where = devices.filter((device) => device !== "cpu");
  return [
    count.toLocaleString("en"),
    ...(frozen > 0 ? [`${frozen.toLocaleString("en")} frozen`] : []),
    ...dtypes,
    ...where,
  ].join(", ");
}

function layers({ layers: count, baked }: Inspection["batchNorm"]): string {
  if (count === 0) return "";
  return `${count} ${count === 1 ? "layer" : "layers"}${baked === null ? "" : `, fixed to ${baked} mode`}`;
}

const MOST_LAYERS = 12;

/** The outermost ones: of a deep network that is what one wants to see first. */
function returnLayers(all: Inspection["returnLayers"]): string {
  const depth = (path: string) => path.split(".").length;
  let shown = all.filter(({ path }) => depth(path) === 1);
  const second = all.filter(({ path }) => depth(path) <= 2);
  if (second.length <= MOST_LAYERS) shown = second;
  shown = shown.slice(-MOST_LAYERS);
  const hidden = all.length - shown.length;
  return [
    ...shown.map(({ path, output }) => `${path}  ${outline(output)}`),
    ...(hidden > 0 ? [`and ${hidden} more`] : []),
  ].join(`\n${" ".repeat(13)}`);
}

function conf({ conf: found, obstacles }: Inspection): string[] {
  if (obstacles.some(({ severity }) => severity === "stops")) return ["It cannot be trained as it is."];
  const entries = Object.entries(found).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return [
    entries.length === 0
      ? "DINOWrapper.create(module) takes it as it is."
      : `DINOWrapper.create(module, { ${entries.join(", ")} })`,
  ];
}
