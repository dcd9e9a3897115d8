/** Tests whose cases are Python: a file with a function for each, which cases.py runs. */
import { join } from "node:path";
import { ROOT } from "../support/children";
import { runPython, testWithPython } from "./python";

const LIBRARY = join(ROOT, "build", "Release", "libdino_ops.so");

/** A test for each case of `file`, whose function is the key, under each instruction set that kernels exist for. */
export function testPythonCases(file: string, cases: Readonly<Record<string, string>>): void {
  // A processor with less than AVX-512 runs its best twice.
  describe.each(["default", "avx2", "avx512"])("with ATEN_CPU_CAPABILITY=%s", (capability) => {
    let outcomes: Promise<Record<string, string>> | undefined;

    /** What became of each case; one process runs them all, since importing torch takes seconds. */
    const run = (python: string) => {
      const env = { ATEN_CPU_CAPABILITY: capability };
      outcomes ??= runPython(python, [join(__dirname, file), LIBRARY], { env }).then(JSON.parse);
      return outcomes;
    };

    for (const [name, what] of Object.entries(cases)) {
      testWithPython(what, async (python) => {
        expect((await run(python))[name]).toBe("passed");
      });
    }

    testWithPython("every case is one of these tests", async (python) => {
      expect(Object.keys(await run(python))).toEqual(Object.keys(cases));
    });
  });
}
