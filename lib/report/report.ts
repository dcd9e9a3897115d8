import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { writeText } from "../files/text-file";
import type { ReportInput } from "./input";
import { html, Markup } from "./markup";
import { checkedReport } from "./schema";
import { curves, facts, head, knnSection, sheetSection, verdictWords } from "./sections";
import { STYLE } from "./style";

/**
 * A run as one HTML page that needs nothing else: styles, curves (SVG) and pictures (PNG) are in it, it has no scripts
 * and may load nothing, by its own Content-Security-Policy. Light and dark by the reader's system. All text is escaped,
 * characters that do not show are spelt out; the page is well-formed XML but for its doctype.
 * @throws ArgumentError
 */
export function reportHtml(input: ReportInput): string {
  return pageOf(checkedReport(input, "reportHtml: input"));
}

/**
 * Writes {@link reportHtml} to a file. It is written beside the target first and then renamed, so that there is never
 * half a report.
 * @throws ArgumentError; the file system's own error
 */
export async function writeReport(path: string, input: ReportInput): Promise<void> {
  if (typeof path !== "string" || path === "" || path.includes("\0"))
    throw new ArgumentError("INVALID_ARGUMENT", `writeReport: path: expected a path, got ${describe(path)}`);
  await writeText(path, pageOf(checkedReport(input, "writeReport: input")));
}

function pageOf(report: ReportInput): string {
  const { title = "DINO run", verdict, improving, knn = [], sheets = [] } = report;
  const page = html`<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'" />
<title>${`${title}: ${verdictWords(verdict, improving)}`}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body><main>
${head(report)}${knnSection(knn)}${sheets.map(sheetSection)}${curves(report)}${facts(report)}
</main></body>
</html>
`;
  return `<!doctype html>\n${page.text}`;
}
