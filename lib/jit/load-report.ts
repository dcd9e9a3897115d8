import { ArgumentError } from "../errors";
import type { LoadStateDictReport } from "../native/binding";

/** The report of a state dict that may not fit. @throws ArgumentError when `strict` and anything does not */
export function checkReport(
  report: LoadStateDictReport,
  strict: boolean,
  whose: string,
): LoadStateDictReport {
  const problems = [
    ...report.missing.map((name) => `missing: ${name}`),
    ...report.unexpected.map((name) => `unexpected: ${name}`),
    ...report.mismatched.map(
      ({ name, expected, found }) =>
        `shape of ${name}: expected [${expected.join(", ")}], got [${found.join(", ")}]`,
    ),
  ];
  if (strict && problems.length > 0)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `loadStateDict: the names or shapes do not fit ${whose}:\n  ${problems.join("\n  ")}`,
      { ...report },
    );
  return report;
}
