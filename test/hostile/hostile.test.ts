/**
 * Calls made wrong by one mutation of a valid call: each ends in the code that belongs to the mistake, with our error
 * classes and a message that says where it is; none crashes, hangs or leaks. First all functions of this package and 200
 * operators, of which it is written down what LibTorch makes of a mistake; then every overload of LibTorch.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, runProgram } from "../support/children";
import { LAST_CALL, REPORT, type Report, type Task } from "./task";

/** The same calls in the same order; another seed makes other choices among the wrong values. */
const SEED = Number(process.env.HOSTILE_SEED ?? 1);
const PARTS = 4;
const OVERLOAD_PARTS = 8;
/** LibTorch refuses what does not fit: a wrong size fills no machine. */
const MEMORY_KIB = 4 * 2 ** 20;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "hostile-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Runs a task in a child: a crash or a hang names the call in which it happened. */
async function run(what: Task["what"], part = 0, parts = 1): Promise<Report> {
  const task: Task = { directory, seed: SEED, what, part, parts };
  const outcome = await runProgram(
    `const { transformFileSync } = require("@swc/core");
    const [, options] = require(${JSON.stringify(join(ROOT, "jest.config.js"))}).transform["^.+\\\\.ts$"];
    require.extensions[".ts"] = (module, file) =>
      module._compile(transformFileSync(file, { ...options, module: { type: "commonjs" } }).code, file);
    require(${JSON.stringify(join(__dirname, "child.ts"))}).main(${JSON.stringify(task)});`,
    { nodeArgs: ["--expose-gc"], timeout: 280_000, dataKiB: MEMORY_KIB },
  );
  if (outcome.code !== 0) {
    const last = readFileSync(join(directory, LAST_CALL), "utf8").trim();
    throw new Error(
      `seed ${SEED}: ${outcome.signal ?? `exit code ${outcome.code}`} at ${last}:\n${outcome.stderr.slice(-2000)}`,
    );
  }
  return JSON.parse(readFileSync(join(directory, REPORT), "utf8")) as Report;
}

function expectNothingWrong(report: Report): void {
  expect({ seed: SEED, failures: report.failures }).toEqual({ seed: SEED, failures: [] });
  const [start, end] = report.memory;
  expect(end).toEqual(start);
}

test("every call succeeds as long as nothing is wrong with it", async () => {
  const report = await run("valid");
  expectNothingWrong(report);
  expect(report.operators).toBe(200);
  expect(report.calls).toBeGreaterThan(400);
});

const upTo = (count: number) => Array.from({ length: count }, (_, part) => part);

describe("10,000 calls with one mistake", () => {
  const reports: Report[] = [];

  test.each(upTo(PARTS))("part %i", async (part) => {
    const report = await run("mutated", part, PARTS);
    reports.push(report);
    expectNothingWrong(report);
    expect(report.unusedOutcomes).toEqual([]);
  });

  test("are that many, and few of them stay valid", () => {
    const total = (count: (report: Report) => number) => reports.reduce((sum, each) => sum + count(each), 0);
    const calls = total((report) => report.calls);
    const valid = total((report) => report.valid);
    console.info(
      `${calls} mutated calls, ${valid} of them valid still, ${total(({ jobs }) => jobs)} as jobs`,
    );
    expect(calls - valid).toBeGreaterThanOrEqual(10_000);
  });
});

describe("every overload of aten that is not known to be unsafe, with one mistake", () => {
  const reports: Report[] = [];

  test.each(upTo(OVERLOAD_PARTS))("part %i", async (part) => {
    const report = await run("overloads", part, OVERLOAD_PARTS);
    reports.push(report);
    expectNothingWrong(report);
  });

  test("are 100,000 calls at least, most of which end in a code that is known before", () => {
    const total = (count: (report: Report) => number) => reports.reduce((sum, each) => sum + count(each), 0);
    const calls = total((report) => report.calls);
    const decided = total((report) => report.decided);
    const bases = ["runs", "refused", "unknown"] as const;
    const [runs, refused, unknown] = bases.map((base) => total((report) => report.bases[base]));
    console.info(
      `${calls} mutated calls, ${total(({ jobs }) => jobs)} as jobs, of ${runs} overloads that run, ${refused} that ` +
        `LibTorch refuses and ${unknown} with arguments that JavaScript has not; LibTorch decided ${decided} of them and ` +
        `took ${total(({ taken }) => taken)}`,
    );
    expect(calls - decided).toBeGreaterThanOrEqual(100_000);
    expect(runs).toBeGreaterThan(2_400);
  });
});
