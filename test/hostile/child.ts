/** A part of the calls, made in a process of its own: see hostile.test.ts. */
import { openSync, writeFileSync, writeSync } from "node:fs";
import type { DinoError } from "../../lib";
import type { Call } from "./arguments";
import { ownCalls } from "./calls";
import { DECIDED, generatedCases, overloads } from "./generated";
import { argumentsOf, type Case, casesOf, type Random, THROWN } from "./mutations";
import { operatorCalls, operators } from "./operators";
import { unusedOutcomes } from "./outcomes";
import { dino } from "./package";
import { LAST_CALL, type OwnMemory, REPORT, type Report, type Task } from "./task";

let lastCall: number;

export async function main(task: Task): Promise<void> {
  // One operator makes files, another one prints.
  process.chdir(task.directory);
  lastCall = openSync(LAST_CALL, "w");
  dino.setNumThreads(1);
  const calls = [...operatorCalls, ...(await ownCalls(task.directory))];
  const start = await settled();
  const nothing = { calls: 0, valid: 0, jobs: 0, decided: 0, taken: 0, failures: [] };
  const made = { ...nothing, bases: { runs: 0, refused: 0, unknown: 0 } };
  if (task.what === "valid") await makeValid(calls, made);
  else if (task.what === "mutated") await makeMutated(calls, task, made);
  else await makeOverloads(task, made);
  const report: Report = {
    ...made,
    memory: [start, await settled()],
    operators: operators.length,
    unusedOutcomes: unusedOutcomes(),
  };
  writeFileSync(REPORT, JSON.stringify(report));
}

interface Made {
  calls: number;
  valid: number;
  jobs: number;
  decided: number;
  taken: number;
  readonly failures: string[];
  readonly bases: { runs: number; refused: number; unknown: number };
}

async function makeValid(calls: readonly Call[], made: Made): Promise<void> {
  for (const call of calls) {
    ++made.calls;
    for (const run of [call.run, call.runAsync]) {
      if (run === undefined) continue;
      if (run === call.runAsync) ++made.jobs;
      const error = await make(call.name, run, () => argumentsOf(call));
      if (error !== undefined) made.failures.push(`${call.name}: ${describe(error)}`);
    }
  }
}

async function makeMutated(calls: readonly Call[], task: Task, made: Made): Promise<void> {
  const cases = shuffled(
    calls.flatMap((call) => [...casesOf(call)]),
    generator(task.seed),
  );
  for (let i = task.part; i < cases.length; i += task.parts)
    await makeCase(cases[i]!, generator(task.seed + i), made);
}

async function makeOverloads(task: Task, made: Made): Promise<void> {
  const all = overloads();
  const random = generator(task.seed + task.part);
  for (let i = task.part; i < all.length; i += task.parts) {
    noteCall(all[i]!.qualified);
    const { base, cases } = generatedCases(all[i]!);
    ++made.bases[base];
    for (const each of cases) await makeCase(each, random, made);
  }
}

async function makeCase(mutated: Case, random: Random, made: Made): Promise<void> {
  const { run, runAsync } = mutated.call;
  const asJob = runAsync !== undefined && random(4) === 0;
  const error = await make(mutated.name, asJob ? runAsync : run, () => mutated.arguments(random));
  const problem = problemOf(mutated, error);
  if (problem !== undefined) made.failures.push(`${mutated.name}${asJob ? " as a job" : ""}: ${problem}`);
  ++made.calls;
  if (mutated.outcome === "valid") ++made.valid;
  if (mutated.outcome === DECIDED) ++made.decided;
  if (mutated.outcome === DECIDED && error === undefined) ++made.taken;
  if (asJob) ++made.jobs;
  // Garbage is collected between turns of the event loop only.
  if (made.calls % 100 === 0) await new Promise(setImmediate);
}

function noteCall(name: string): void {
  writeSync(lastCall, name.slice(0, 200).padEnd(200), 0);
}

/** Makes the call; gives what it throws, or rejects with. */
async function make(name: string, run: Call["run"], values: () => unknown[]): Promise<unknown> {
  noteCall(name);
  try {
    await (run as (...args: unknown[]) => unknown)(...values());
    return undefined;
  } catch (error) {
    return error ?? new Error("nothing was thrown");
  }
}

/** What is wrong with how a mutated call ended. */
function problemOf({ outcome, ours, says = names, path, call }: Case, error: unknown): string | undefined {
  const expected = [outcome].flat();
  if (error === undefined)
    return expected.includes("valid") ? undefined : `expected ${expected.join(" or ")}, it succeeded`;
  if (error === THROWN) return expected.includes("thrown") ? undefined : "the caller's own error";
  if (!(error instanceof dino.DinoError)) return `an error that is not ours: ${describe(error)}`;
  if (!expected.includes(error.code)) return `expected ${expected.join(" or ")}, got ${describe(error)}`;
  if (error.constructor !== dino.errorOf(error.code, "").constructor)
    return `a ${error.constructor.name} with the code ${error.code}`;
  if (error.message.trim() === "") return "an error without a message";
  if (ours && !says(error.message, call, path))
    return `the message does not say where the mistake is: ${describe(error)}`;
  return undefined;
}

/** Whether the message has the name of the called function, or of the argument. */
function names(message: string, call: Call, path: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll("_", "");
  const words = plain(message).match(/[a-z0-9]+/g) ?? [];
  // "Tensor" is in many a message that does not mean the method's.
  const called = call.name
    .match(/^[\w.]+/)![0]
    .split(".")
    .filter((name) => name !== "Tensor");
  // An operator's name holds its method's, as linalg_vector_norm does norm.
  const has = (name: string): boolean =>
    words.some((word) => word === name || (name.length >= 4 && word.includes(name)));
  return [...called, ...path.split(".")].map(plain).some(has);
}

/** What JavaScript holds; the allocator's statistics count on. */

/** The counters after garbage collection. */
async function settled(): Promise<OwnMemory> {
  for (let i = 0; i < 8; ++i) {
    (globalThis as { gc?: () => void }).gc!();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { cpu: _, ...own } = dino.memory();
  return own;
}

function describe(error: unknown): string {
  const { code, name, message } = error as DinoError;
  return `${code ?? name} ${JSON.stringify(message?.slice(0, 200))}`;
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; --i) {
    const j = random(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** The generator splitmix32. */
function generator(seed: number): Random {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return Math.floor((((z ^ (z >>> 15)) >>> 0) / 2 ** 32) * below);
  };
}
