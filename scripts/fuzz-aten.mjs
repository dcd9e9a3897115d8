// Finds the operators in which LibTorch itself crashes, and writes the table that guards them.
import { spawn } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inWords, sampleArguments } from "./aten/arguments.mjs";
import { valueMutations } from "./aten/mutations.mjs";
import { atenSchemas, parseSchema } from "./aten/schema.mjs";
import { inRoot, program } from "./support.mjs";

const HELP = `
Usage: node scripts/fuzz-aten.mjs [options]

Calls every overload of every ATen operator with small arguments of the right types, in child processes, then a call
that ran with each of its arguments made hostile in turn (scripts/aten/mutations.mjs), and says which ran, which
LibTorch refused by an error, and in which it crashed, aborted or hung. What it has found so far stands in
build/fuzz-aten.jsonl; a run that was interrupted goes on from there.
  --samples <n>   sets of arguments an overload (default 160); with more than before, those that are new are tried
  --only <regex>  overloads whose name matches ("add.Tensor")
  --fresh         forget what was found before
  --table         write lib/aten/unsafe.json from what was found; then run scripts/gen-aten.mjs
  --failures      print the overloads that no sample made run, with LibTorch's words
  --cases <file>  write arguments with which each overload ran, for test/aten/make-fixtures.py
`;

// What no call of its own shows: these make tensors without a look at what they are made of, and a later operator
// reads or writes beyond the memory.
const UNCHECKED = {
  "aten::_sparse_coo_tensor_unsafe": "skips the check of its indices",
  "aten::_sparse_coo_tensor_with_dims_and_tensors": "skips the check of its indices",
  "aten::_sparse_coo_tensor_with_dims_and_tensors.out": "skips the check of its indices",
  "aten::_sparse_compressed_tensor_unsafe": "skips the check of its indices",
  "aten::_sparse_csr_tensor_unsafe": "skips the check of its indices",
  "aten::_sparse_csc_tensor_unsafe": "skips the check of its indices",
  "aten::_sparse_bsr_tensor_unsafe": "skips the check of its indices",
  "aten::_sparse_bsc_tensor_unsafe": "skips the check of its indices",
  "aten::_embedding_bag": "skips the check that its offsets are in order",
  "aten::_embedding_bag.out": "skips the check that its offsets are in order",
  "aten::_embedding_bag_forward_only": "skips the check that its offsets are in order",
  "aten::_embedding_bag_forward_only.out": "skips the check that its offsets are in order",
  "aten::embedding_bag": "skips the check that its offsets are in order",
  "aten::embedding_bag.padding_idx": "skips the check that its offsets are in order",
  "aten::_reshape_alias": "skips the check of its sizes and strides",
  "aten::_nested_view_from_buffer": "skips the check of its sizes and strides",
  "aten::_nested_view_from_buffer_copy": "skips the check of its sizes and strides",
  "aten::_nested_view_from_buffer_copy.out": "skips the check of its sizes and strides",
};

const STATE = "build/fuzz-aten.jsonl";
/** Longer than this without an answer is a hang; a loaded machine needs some patience. */
const PATIENCE = 12_000;
/** glibc then looks at each block as it is freed: an operator that wrote beyond its memory is caught at once. */
const MEMORY_CHECKS = { LD_PRELOAD: "libc_malloc_debug.so.0", MALLOC_CHECK_: "3" };
/** What a child may take: a size that is too large for it is an error, and does not fill the machine. */
const MEMORY_KIB = 4 * 2 ** 20;
/** After so many crashes an overload is not tried any further: one is enough to guard it. */
const ENOUGH = 1;

await program(import.meta.url, HELP, async (args) => {
  const value = (name, standard) => (args.includes(name) ? args[args.indexOf(name) + 1] : standard);
  const samples = Number(value("--samples", 160));
  const only = value("--only") === undefined ? undefined : new RegExp(value("--only"));
  if (args.includes("--fresh")) rmSync(inRoot(STATE), { force: true });
  const schemas = [...atenSchemas().values()].flat();
  const state = readState();
  const tried = (key) => (state.get(key)?.failures.length > 0 ? Infinity : (state.get(key)?.samples ?? 0));
  const mutated = (key) => state.get(key)?.mutated !== undefined || tried(key) === Infinity;
  const open = schemas.filter(
    ({ key }) => (tried(key) < samples || !mutated(key)) && (only === undefined || only.test(key)),
  );
  await fuzz(open, samples, { tried, mutated }, (result) => {
    const all = { ...sum(state.get(result.key), result), samples };
    appendFileSync(inRoot(STATE), `${JSON.stringify(all)}\n`);
    state.set(result.key, all);
  });
  report(
    schemas.filter(({ key }) => state.has(key)),
    state,
    args.includes("--failures"),
  );
  if (args.includes("--table")) writeTable(schemas, state);
  if (args.includes("--cases")) writeCases(value("--cases"), schemas, state);
});

function readState() {
  if (!existsSync(inRoot(STATE))) return new Map();
  const lines = readFileSync(inRoot(STATE), "utf8").split("\n").filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line)).map((result) => [result.key, result]));
}

/** What was found of an operator in an earlier run with fewer samples, and what in this one. */
function sum(before, now) {
  if (before === undefined) return now;
  const refused = { ...before.refused };
  for (const [code, { count, message }] of Object.entries(now.refused))
    refused[code] = { count: count + (refused[code]?.count ?? 0), message };
  return {
    ...now,
    ran: before.ran + now.ran,
    refused,
    mutated: before.mutated ?? now.mutated,
    wrongDType: [...before.wrongDType, ...now.wrongDType],
    slow: before.slow + now.slow,
    cases: [...before.cases, ...now.cases].slice(0, 4),
  };
}

async function fuzz(schemas, samples, { tried, mutated }, keep) {
  const failures = new Map();
  let next = 0;
  while (next < schemas.length) {
    const work = schemas.slice(next).map((schema, i) => ({
      at: next + i,
      schema: schema.text,
      from: tried(schema.key),
      skip: (failures.get(schema.key) ?? []).map(({ sample }) => sample),
      mutate: !mutated(schema.key),
    }));
    const ended = await child({ operators: work, samples }, (result) => {
      keep({ ...result, failures: failures.get(result.key) ?? [] });
      ++next;
      if (next % 200 === 0) console.error(`${next} of ${schemas.length}`);
    });
    if (ended.what === "done") continue;
    // What was broken before may only show here: it counts when it happens alone, too.
    const schema = schemas[ended.at];
    const again = await child(
      {
        operators: [{ at: 0, schema: schema.text, from: 0, skip: [], mutate: true }],
        samples,
        only: ended.sample,
      },
      () => {},
    );
    const found = failures.get(schema.key) ?? [];
    found.push({
      sample: ended.sample,
      args: ended.args ?? sampleArguments(schema, ended.sample),
      what: again.what === "done" ? `${ended.what}, not when called alone` : again.what,
    });
    failures.set(schema.key, found);
    console.error(`${schema.qualified}: ${found.at(-1).what}`);
    if (found.length >= ENOUGH) {
      keep({ key: schema.key, ran: 0, refused: {}, wrongDType: [], slow: 0, cases: [], failures: found });
      next = ended.at + 1;
    }
  }
}

/** Runs operators in a process of their own; says how it ended and, where it did not end by itself, at which call. */
async function child(work, keep) {
  const folder = mkdtempSync(join(tmpdir(), "fuzz-aten-"));
  try {
    writeFileSync(join(folder, "work.json"), JSON.stringify(work));
    // In a folder of its own, since one operator makes files.
    const limited = ["-c", `ulimit -d ${MEMORY_KIB}; exec "$0" "$@"`, process.execPath];
    const process_ = spawn("sh", [...limited, inRoot("scripts/aten/child.mjs"), folder], {
      cwd: folder,
      env: { ...process.env, ...MEMORY_CHECKS },
      stdio: ["ignore", "pipe", "pipe"],
    });
    createInterface({ input: process_.stdout }).on("line", (line) => {
      // One operator prints what it is given.
      if (line.startsWith('{"key":')) keep(JSON.parse(line));
    });
    let words = "";
    process_.stderr.on("data", (data) => {
      words = (words + data).slice(-2000);
    });
    let hung = false;
    let last = "";
    let since = Date.now();
    const watch = setInterval(() => {
      const now = where(folder).join(" ");
      // What loads slowly hangs in no operator.
      if (now !== last || now === "") since = Date.now();
      last = now;
      hung = Date.now() - since > PATIENCE;
      if (hung) process_.kill("SIGKILL");
    }, 250);
    const { code, signal } = await new Promise((resolve) =>
      process_.once("close", (code, signal) => resolve({ code, signal })),
    );
    clearInterval(watch);
    if (code === 0) return { what: "done" };
    const [at, sample] = where(folder);
    if (at === undefined || code !== null)
      throw new Error(`A child process ended with ${signal ?? code}:\n${words}`);
    const abort = /terminate called|what\(\): .*|free\(\).*|malloc.*|corrupt.*|double free.*/.exec(
      words,
    )?.[0];
    const what = hung ? "no end" : abort ? `${signal}, ${abort.slice(0, 60)}` : signal;
    return { what, at, sample, args: sample < 0 ? mutatedArguments(folder, work, at, sample) : undefined };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With which arguments a mutation was called, which began with a call that only the child knows. */
function mutatedArguments(folder, { operators }, at, sample) {
  const { schema } = operators.find((operator) => operator.at === at);
  const base = JSON.parse(readFileSync(join(folder, "base.json"), "utf8"));
  return valueMutations(parseSchema(schema), base)[-1 - sample].args;
}

function where(folder) {
  const path = join(folder, "place");
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  return bytes.length < 8 ? [] : [bytes.readInt32LE(0), bytes.readInt32LE(4)];
}

function report(schemas, state, failures) {
  const results = schemas.map(({ key }) => state.get(key));
  const crashed = results.filter((r) => r.failures.some(({ what }) => what !== "no end"));
  const hung = results.filter((r) => r.failures.length > 0 && !crashed.includes(r));
  const slow = results.filter((r) => r.slow > 0 && r.failures.length === 0);
  const safe = results.filter((r) => r.failures.length === 0);
  const ran = safe.filter((r) => r.ran > 0);
  const never = safe.filter((r) => r.ran === 0);
  const why = (...codes) => never.filter((r) => codes.includes(mostOften(r)[0])).length;
  console.log(
    `${results.length} overloads called: ${ran.length} ran, ${never.length} refused every call by an error ` +
      `(${why("NOT_IMPLEMENTED")} have no kernel for the CPU), ${crashed.length} crashed, ${hung.length} did not end, ` +
      `${slow.length} took more than 2 s once`,
  );
  const sum = (count) => results.reduce((total, r) => total + count(r), 0);
  console.log(`${sum((r) => r.ran)} calls ran, ${sum((r) => r.mutated ?? 0)} were made with one mutation`);
  for (const r of [...crashed, ...hung])
    console.log(`${r.key}: ${r.failures.map(({ what }) => what).join("; ")}`);
  for (const r of results.filter((r) => r.wrongDType.length > 0))
    console.log(`${r.key}: result dtype ${JSON.stringify(r.wrongDType)}`);
  if (!failures) return;
  for (const r of never) {
    const [code, { message }] = mostOften(r);
    console.log(`${r.key}: ${code} ${message}`);
  }
}

/** The error that an overload ended in most often. */
function mostOften({ refused }) {
  return Object.entries(refused).sort((a, b) => b[1].count - a[1].count)[0];
}

function writeTable(schemas, state) {
  const table = {};
  for (const schema of schemas) {
    const [first] = state.get(schema.key)?.failures ?? [];
    if (first === undefined) {
      if (schema.qualified in UNCHECKED) table[schema.qualified] = UNCHECKED[schema.qualified];
      continue;
    }
    const args = Object.entries(first.args);
    table[schema.qualified] =
      `${first.what} with ${args.map(([name, spec]) => `${name}: ${inWords(spec)}`).join(", ")}`;
  }
  mkdirSync(inRoot("lib/aten"), { recursive: true });
  writeFileSync(inRoot("lib/aten/unsafe.json"), `${JSON.stringify(table, null, 2)}\n`);
}

function writeCases(file, schemas, state) {
  const safe = schemas.filter(
    ({ key, qualified }) => !(qualified in UNCHECKED) && (state.get(key)?.failures ?? []).length === 0,
  );
  const cases = safe.flatMap((schema) =>
    (state.get(schema.key)?.cases ?? []).map((args) => ({ op: schema.key, args })),
  );
  writeFileSync(file, `[\n${cases.map((entry) => JSON.stringify(entry)).join(",\n")}\n]\n`);
}
