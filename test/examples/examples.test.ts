/** The examples as a user starts them; `npm test` compiles them first. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../support/children";

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs an example; with `interruptAt`, sends SIGINT once its output has that text. */
function run(name: string, args: readonly string[], interruptAt?: string): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, "build", "examples", `${name}.js`), ...args]);
    let stdout = "";
    let stderr = "";
    let sent = false;
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk;
      if (interruptAt === undefined || sent || !stdout.includes(interruptAt)) return;
      sent = true;
      child.kill("SIGINT");
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk;
    });
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dino-examples-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The report's shape, whatever its numbers. */
function expectReport(path: string): { steps: number } {
  const report = JSON.parse(readFileSync(path, "utf8"));
  const share = expect.any(Number);
  expect(report).toEqual({
    seconds: expect.any(Number),
    steps: report.loss.length,
    loss: expect.any(Array),
    knn: {
      pooled: { teacher: share, randomInit: share },
      map4x4: { teacher: share, randomInit: share },
      rawPixels: share,
      k: 20,
      temperature: 0.07,
    },
  });
  const { pooled, map4x4, rawPixels } = report.knn;
  for (const value of [...Object.values(pooled), ...Object.values(map4x4), rawPixels]) {
    expect(value).toBeGreaterThan(0.1);
    expect(value).toBeLessThan(1);
  }
  for (const value of report.loss) expect(Number.isFinite(value)).toBe(true);
  return report;
}

test("first: trains and ends", async () => {
  const { code, stdout, stderr } = await run("first", ["--width", "4", "--batches", "3"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.match(/^batch \d: class loss \d+\.\d+, DINO loss \d+\.\d+$/gm)).toHaveLength(3);
});

test("fashion-mnist: a time too short for more is one step, measured and reported", async () => {
  const json = join(folder, "short.json");
  const { code, stdout, stderr } = await run("fashion-mnist", ["--seconds", "1", "--json", json]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/raw pixels +79\.2 %/);
  expect(expectReport(json).steps).toBe(1);
});

test("fashion-mnist: an interrupted run measures what it learned and exits with 130", async () => {
  const json = join(folder, "interrupted.json");
  const { code, stdout, stderr } = await run("fashion-mnist", ["--epochs", "1", "--json", json], "10 %");
  expect({ code, stderr }).toEqual({ code: 130, stderr: "" });
  expect(stdout).toMatch(/interrupted after \d+ steps/);
  expect(expectReport(json).steps).toBeLessThan(125);
});

test.each([
  ["--seconds", "x"],
  ["--epochs", "1.5"],
  ["--bogus", ""],
])("fashion-mnist: %s %s is refused", async (...args) => {
  const { code, stderr } = await run("fashion-mnist", args);
  expect(code).toBe(1);
  expect(stderr).toContain(args[0]);
});
