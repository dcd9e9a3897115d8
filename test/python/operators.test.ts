/** The operator library loaded by PyTorch itself: operators.py holds the cases. */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MANIFEST } from "../../lib/libtorch/manifest";
import { compileOtherTorch, OTHER_VERSION } from "../native/other-torch";
import { ROOT } from "../support/children";
import { runPython, testWithPython } from "./python";

const CASES = {
  formula: "the update is the formula in every precision, and online tensors stay as they are",
  layouts: "views and transposed tensors are averaged in place",
  nothing_to_do: "empty lists and empty tensors",
  reference: "kernel and reference agree",
  refused_arguments: "wrong counts, shapes, types and momenta are ValueErrors that name the operator",
  recorded_average: "an average that requires a gradient is refused in grad mode",
  saved_for_backward: "backward notices that an average it needs was written",
  saved_for_backward_in_one_memory: "backward notices an average that shares memory with others, too",
  all_or_nothing: "averages that cannot be written are refused before any is",
  lazy_copies: "lazy copies get memory of their own and are no overlap",
  meta: "tensors without data",
  compiled: "operators are what torch.compile wants, with sizes that are symbols too",
  tangents: "forward-mode derivatives are refused, not left out",
  crops: "crops of bytes and floats",
  crops_of_tensors_without_data: "shapes of crops of tensors without data",
  refused_crops: "crops that cannot be made are ValueErrors that name the operator; there is no gradient",
  instruction_set: "the kernels are those of the instruction set that LibTorch uses",
  exponential: "exp of the kernels is exact to two units in the last place, at its ends too",
  second_copy: "a second copy of the library says so, and the first one goes on working",
} as const;

const LIBRARY = join(ROOT, "build", "Release", "libdino_ops.so");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dino-operators-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What became of each case; one process runs them all, since importing torch takes seconds. */
function run(python: string, capability: string): Promise<Record<string, string>> {
  const copy = join(folder, "libdino_ops.so");
  copyFileSync(LIBRARY, copy);
  return runPython(python, [join(__dirname, "operators.py"), LIBRARY, copy], {
    env: { ATEN_CPU_CAPABILITY: capability },
  }).then(JSON.parse);
}

// Kernels are compiled for three instruction sets; a processor with less than AVX-512 runs its best twice.
describe.each(["default", "avx2", "avx512"])("with ATEN_CPU_CAPABILITY=%s", (capability) => {
  let outcomes: Promise<Record<string, string>> | undefined;

  for (const [name, what] of Object.entries(CASES)) {
    testWithPython(what, async (python) => {
      outcomes ??= run(python, capability);
      expect((await outcomes)[name]).toBe("passed");
    });
  }

  testWithPython("every case is one of these tests", async (python) => {
    outcomes ??= run(python, capability);
    expect(Object.keys(await outcomes)).toEqual(Object.keys(CASES));
  });
});

testWithPython(
  "beside another version of LibTorch nothing is registered, and the library says why",
  async (python) => {
    const output = await runPython(python, [join(__dirname, "other_version.py"), LIBRARY], {
      env: { LD_PRELOAD: compileOtherTorch(folder) },
    });
    expect(JSON.parse(output)).toEqual({
      error: `libdino_ops was built with LibTorch ${MANIFEST.version} and is loaded beside ${OTHER_VERSION}`,
      registered: false,
    });
  },
);
