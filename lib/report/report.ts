import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { checkOptions } from "../options";
import { REPORT_INPUT, type ReportInput } from "./input";
import { html } from "./markup";
import { curves, facts, head, knnSection, sheetSection, verdictWords } from "./sections";
import { STYLE } from "./style";

/**
 * A run as one HTML page that needs nothing else: styles, curves (SVG) and pictures (PNG) are in it, it has no scripts
 * and may load nothing, by its own Content-Security-Policy. Light and dark by the reader's system. All text is escaped,
 * characters that do not show are spelt out; the page is well-formed XML but for its doctype.
 * @throws ArgumentError
 */
export function reportHtml(input: ReportInput): string {
  checkReport(input);
  const { title = "DINO run", verdict, improving, knn = [], sheets = [] } = input;
  const page = html`<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'" />
<title>${`${title}: ${verdictWords(verdict, improving)}`}</title>
<style>${STYLE}</style>
</head>
<body><main>
${head(input)}${knnSection(knn)}${sheets.map(sheetSection)}${curves(input)}${facts(input)}
</main></body>
</html>
`;
  return `<!doctype html>\n${page.text}`;
}

/**
 * Writes {@link reportHtml} to a file. It is written beside the target first and then renamed, so that there is never
 * half a report.
 * @throws ArgumentError; the file system's own error
 */
export async function writeReport(path: string, input: ReportInput): Promise<void> {
  if (typeof path !== "string" || path === "" || path.includes("\0"))
    throw new ArgumentError("INVALID_ARGUMENT", `writeReport: path: expected a path, got ${describe(path)}`);
  const text = reportHtml(input);
  const temporary = join(dirname(path), `.report-${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, text, { flag: "wx" });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function checkReport(input: unknown): asserts input is ReportInput {
  checkOptions(input, "report", REPORT_INPUT);
  const given = input as Readonly<Record<keyof ReportInput, unknown>>;
  const { title, date, verdict } = given;
  const fail = (name: string, expected: string, found: unknown): never => {
    throw new ArgumentError("INVALID_ARGUMENT", `report: ${name}: expected ${expected}, got ${describe(found)}`);
  };
  if (title !== undefined && typeof title !== "string") fail("title", "a string", title);
  if (date !== undefined && !isDate(date)) fail("date", "a valid Date", date);
  const verdicts = ["healthy", "collapsed", "unstable", "too short"];
  if (verdict !== undefined && !verdicts.includes(verdict as string)) fail("verdict", verdicts.join(", "), verdict);
  for (const name of ["reasons", "checkpoints"] as const)
    each(given[name], name, (entry, where) => {
      if (typeof entry !== "string") fail(where, "a string", entry);
    });
  for (const name of ["history", "knn", "sheets", "quarantine"] as const)
    each(given[name], name, (entry, where) => {
      checkOptions(entry, `report: ${where}`);
    });
  for (const name of ["settings", "environment"] as const)
    if (given[name] !== undefined) checkOptions(given[name], `report: ${name}`);
  for (const name of ["prototypes", "featureDim"] as const)
    if (given[name] !== undefined && !Number.isFinite(given[name])) fail(name, "a number", given[name]);

  function each(list: unknown, name: string, check: (entry: unknown, where: string) => void): void {
    if (list === undefined) return;
    if (!Array.isArray(list)) fail(name, "an array", list);
    (list as unknown[]).forEach((entry, i) => {
      check(entry, `${name}[${i}]`);
    });
  }
}

/** Of any realm. */
function isDate(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object Date]" && !Number.isNaN(Number(value));
}
