// Executes every CUDA kernel on the CPU, by the emulator of test/cuda, against references in double.
import { parseArgs } from "node:util";
import { BUILDS, emulate, tests } from "./cuda/emulation.mjs";
import { findToolkit, withoutToolkit } from "./cuda/toolkit.mjs";
import { inRoot, program } from "./support.mjs";

const HELP = `
Usage: node scripts/cuda-emulate.mjs [--only <name> ...] [--build <build> ...]

Compiles each test/cuda/<name>_test.cc, with the kernels that it includes, for the CPU and runs it: plain under
four orders of threads, with AddressSanitizer and UndefinedBehaviorSanitizer, and with ThreadSanitizer. No GPU is
used, the types come from the CUDA toolkit's headers. docs/cuda.md says what each build finds.
  --only <name>     this test alone (may be repeated)
  --build <build>   ${Object.keys(BUILDS).join(", ")}: this build alone (may be repeated)
`;

await program(import.meta.url, HELP, async (args) => {
  const { values } = parseArgs({
    args,
    options: { only: { type: "string", multiple: true }, build: { type: "string", multiple: true } },
  });
  const names = chosen(values.only, tests());
  const builds = chosen(values.build, Object.keys(BUILDS));
  const toolkit = findToolkit();
  if (toolkit === undefined) {
    console.log(withoutToolkit("the CUDA kernels are not executed by the emulator"));
    return;
  }
  const failed = [];
  await emulate(toolkit, {
    names,
    builds,
    output: inRoot("build/cuda/emulate"),
    report: ({ name, build, failure, line, compileSeconds, runSeconds }) => {
      const times = `compiled in ${compileSeconds.toFixed(1)} s, ran ${runSeconds.toFixed(1)} s`;
      console.log(`${failure === undefined ? "ok    " : "FAILED"} ${name} (${build}): ${times}. ${line}`);
      if (failure === undefined) return;
      failed.push(`${name} (${build})`);
      console.log(failure);
    },
  });
  if (failed.length > 0) throw new Error(`failed: ${failed.join(", ")}`);
  console.log(
    `CUDA kernels executed by the emulator: ${names.length} tests in ${builds.length} builds, all right`,
  );
});

function chosen(wanted, all) {
  for (const name of wanted ?? []) {
    if (!all.includes(name)) throw new Error(`"${name}" is none of ${all.join(", ")}`);
  }
  return wanted ?? all;
}
