// `npm run bench`: the benchmarks of bench/, each beside its alternative in one run.
import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { bootstrap } from "./bootstrap.mjs";
import { inRoot, program } from "./support.mjs";

const HELP = `
Usage: npm run bench [-- [name ...] [--quick] [--json FILE]]

Runs all of bench/, or the named ones, and prints tables of medians. Python's figures stand beside ours where DINO_PYTHON
names a Python with torch, or python3 has it: DINO_PYTHON="$(node scripts/python-env.mjs)" npm run bench

  --quick       small shapes and few rounds: whether all of it runs, in minutes; its figures say little
  --json FILE   writes the operators' results as { machine, torch, threads, copyGBs, results }, and the other benchmarks
                under their names beside them
`;

await program(import.meta.url, HELP, async (args) => {
  await bootstrap();
  const at = args.indexOf("--json");
  const file = at < 0 ? undefined : args.splice(at, 2)[1];
  const quick = args.includes("--quick");
  const names = args.filter((name) => name !== "--quick");
  const all = readdirSync(inRoot("bench"))
    .filter((name) => name.endsWith(".mjs"))
    .map((name) => name.slice(0, -4));
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Error(`there is no benchmark ${unknown}; there are ${all.join(", ")}`);
  const python = findPython();
  if (python === undefined) console.error("no Python with torch (DINO_PYTHON, python3): without its figures");
  const found = {};
  for (const name of names.length > 0 ? names : all) {
    const { bench } = await import(inRoot(`bench/${name}.mjs`));
    found[name] = await bench({ python, median, quick });
    const { rows, results, ...facts } = found[name];
    console.log(`\n${name}: ${JSON.stringify(facts)}`);
    console.table(
      rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, rounded(value)]))),
    );
  }
  const machine = { cpu: cpus()[0]?.model, cores: availableParallelism(), node: process.version };
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(document(machine, found), null, 2)}\n`);
});

function document(machine, { operators, ...others }) {
  if (operators === undefined) return { machine, ...others };
  const { torch, threads, copyGBs, results, leftOut } = operators;
  return { machine, torch, threads, copyGBs, results, leftOut, ...others };
}

function findPython() {
  return [process.env.DINO_PYTHON, "python3"].find(
    (name) => name && spawnSync(name, ["-c", "import torch"], { stdio: "ignore" }).status === 0,
  );
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function rounded(value) {
  return typeof value === "number" ? Number(value.toPrecision(3)) : value;
}
