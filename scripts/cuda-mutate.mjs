// Shows that the emulator's tests find mistakes: makes one at a time, and fails when a test still passes.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { eachOf, emulate } from "./cuda/emulation.mjs";
import { MUTATIONS } from "./cuda/mutations.mjs";
import { findToolkit, withoutToolkit } from "./cuda/toolkit.mjs";
import { inRoot, program } from "./support.mjs";

const HELP = `
Usage: node scripts/cuda-mutate.mjs [--only <text>] [--list]

For each mistake of scripts/cuda/mutations.mjs: changes a copy of native/ops/cuda in that one place and runs the test
that has to find it, in the build that does. Fails when one is not found, does not compile, or its place is not there.
  --only <text>   the mistakes whose name holds the text
  --list          prints them and ends
`;

await program(import.meta.url, HELP, async (args) => {
  const { values } = parseArgs({
    args,
    options: { only: { type: "string", default: "" }, list: { type: "boolean", default: false } },
  });
  const mutations = MUTATIONS.filter(({ name }) => name.includes(values.only));
  if (mutations.length === 0) throw new Error(`no mistake's name holds "${values.only}"`);
  if (values.list) {
    for (const { name, test, build } of mutations) console.log(`${name} (${test}, ${build})`);
    return;
  }
  const toolkit = findToolkit();
  if (toolkit === undefined) {
    console.log(withoutToolkit("mistakes in CUDA kernels are not tried"));
    return;
  }
  // All places first: they are looked up in a moment.
  const mutants = mutations.map(write);
  const missed = [];
  await eachOf(mutants, async ({ name, test, build, folder }) => {
    await emulate(toolkit, {
      ...{ names: [test], builds: [build], kernels: folder, output: folder },
      report: ({ failure, compiles, line }) => {
        if (!compiles) throw new Error(`"${name}" ${failure}`);
        console.log(`${failure === undefined ? "MISSED" : "found "} ${name} (${test}, ${build})`);
        if (failure === undefined) missed.push(`${name}: ${line}`);
      },
    });
    rmSync(folder, { recursive: true });
  });
  if (missed.length > 0) throw new Error(`not found:\n${missed.join("\n")}`);
  console.log(`mistakes in CUDA kernels: ${mutations.length} made, all found`);
});

/** A copy of the kernels with the mistake. */
function write(mutation, number) {
  const folder = inRoot("build/cuda/mutants", String(number));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "ops"), { recursive: true });
  cpSync(inRoot("native/ops/cuda"), join(folder, "ops/cuda"), { recursive: true });
  cpSync(inRoot("native/ops/blur_shape.h"), join(folder, "ops/blur_shape.h"));
  const path = join(folder, "ops/cuda", mutation.file);
  const parts = readFileSync(path, "utf8").split(mutation.from);
  if (parts.length !== 2) {
    throw new Error(
      `"${mutation.name}": its place is ${parts.length - 1} times in native/ops/cuda/${mutation.file}`,
    );
  }
  writeFileSync(path, parts.join(mutation.to));
  return { ...mutation, folder };
}
