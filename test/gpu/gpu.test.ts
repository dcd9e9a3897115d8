/**
 * The operators' cases of cases.py: on a CUDA device where a Python with torch sees one and libdino_cuda.so is built, and
 * as float32, bfloat16 and float16 against float64 on the CPU everywhere. On machines without Node: run.py.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runPython, testWithPython } from "../python/python";
import { ROOT } from "../support/children";

const RELEASE = join(ROOT, "build", "Release");
const OPERATORS = join(RELEASE, "libdino_ops.so");
const CUDA = join(RELEASE, "libdino_cuda.so");

testWithPython("every operator's cases on the CPU", (python) => expectPassed(python, [OPERATORS], "cpu"));

const missing = missingForCuda();
if (missing === undefined)
  testWithPython("every operator's cases on a CUDA device", (python) =>
    expectPassed(python, [OPERATORS, CUDA], "cuda"),
  );
else {
  test.skip(`every operator's cases on a CUDA device (skipped: ${missing})`, () => {});
  process.stderr.write(`Tests on a CUDA device are skipped: ${missing}\n`);
}

async function expectPassed(python: string, libraries: readonly string[], device: string): Promise<void> {
  const args = [join(__dirname, "cases.py"), ...libraries, "--device", device];
  const found: Record<string, Record<string, string>> = JSON.parse(
    // Many small calls: on a busy machine threads that spin for each other take minutes.
    await runPython(python, args, { env: { OMP_WAIT_POLICY: "passive" } }),
  );
  const outcomes = Object.values(found).flatMap((cases) => Object.entries(cases));
  expect(outcomes.length).toBeGreaterThan(0);
  expect(outcomes.filter(([, outcome]) => outcome !== "passed")).toEqual([]);
}

/** Why there is nothing to run on, or undefined. */
function missingForCuda(): string | undefined {
  const python = process.env.DINO_PYTHON || "python3";
  try {
    const program = "import torch; print(torch.cuda.is_available())";
    const answer = execFileSync(python, ["-c", program], { encoding: "utf8", stdio: "pipe" });
    if (answer.trim() !== "True") return `${python}'s torch sees no CUDA device`;
  } catch {
    return `${python} does not import torch`;
  }
  return existsSync(CUDA) ? undefined : "libdino_cuda.so is not built";
}
