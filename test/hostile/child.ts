/** A part of the calls, made in a process of its own: see hostile.test.ts. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DinoError, MemoryCounters } from "../../lib";
import type { Call } from "./arguments";
import { ownCalls } from "./calls";
import { argumentsOf, type Case, casesOf, type Random } from "./mutations";
import { operatorCalls, operators } from "./operators";
import { unusedOutcomes } from "./outcomes";
import { dino } from "./package";

export interface Task {
  /** Takes the files that calls read and write, and the name of the call that is being made. */
  readonly directory: string;
  readonly seed: number;
  /** Makes the mutated calls number `part`, `part + parts` and so on; all valid calls where there are no parts. */
  readonly part: number;
  readonly parts: number;
}

export interface Report {
  readonly calls: number;
  /** Mutations that leave their call valid, and are expected to. */
  readonly valid: number;
  /** How many calls were made as jobs of their operator. */
  readonly jobs: number;
  readonly failures: readonly string[];
  readonly memory: readonly [start: OwnMemory, end: OwnMemory];
  readonly operators: number;
  readonly unusedOutcomes: readonly string[];
}

/** The file in a task's directory that names the call that is being made. */
export const LAST_CALL = "last-call";

export async function main(task: Task): Promise<void> {
  dino.setNumThreads(1);
  const calls = [...operatorCalls, ...(await ownCalls(task.directory))];
  const start = await settled();
  const made = task.parts === 0 ? await makeValid(calls, task) : await makeMutated(calls, task);
  const report: Report = {
    ...made,
    memory: [start, await settled()],
    operators: operators.length,
    unusedOutcomes: unusedOutcomes(),
  };
  process.stdout.write(JSON.stringify(report));
}

type Made = Pick<Report, "calls" | "valid" | "jobs" | "failures">;

async function makeValid(calls: readonly Call[], task: Task): Promise<Made> {
  const failures: string[] = [];
  let jobs = 0;
  for (const call of calls) {
    for (const run of [call.run, call.runAsync]) {
      if (run === undefined) continue;
      if (run === call.runAsync) ++jobs;
      const error = await make(call.name, run, argumentsOf(call), task);
      if (error !== undefined) failures.push(`${call.name}: ${describe(error)}`);
    }
  }
  return { calls: calls.length, valid: calls.length, jobs, failures };
}

async function makeMutated(calls: readonly Call[], task: Task): Promise<Made> {
  const cases = shuffled(
    calls.flatMap((call) => [...casesOf(call)]),
    generator(task.seed),
  );
  const failures: string[] = [];
  const counts = { calls: 0, valid: 0, jobs: 0 };
  for (let i = task.part; i < cases.length; i += task.parts) {
    const mutated = cases[i]!;
    const random = generator(task.seed + i);
    const { run, runAsync } = mutated.call;
    const asJob = runAsync !== undefined && random(4) === 0;
    const error = await make(mutated.name, asJob ? runAsync : run, mutated.arguments(random), task);
    const problem = problemOf(mutated, error);
    if (problem !== undefined) failures.push(`${mutated.name}${asJob ? " as a job" : ""}: ${problem}`);
    ++counts.calls;
    if (mutated.outcome === "valid") ++counts.valid;
    if (asJob) ++counts.jobs;
    // Garbage is collected between turns of the event loop only.
    if (counts.calls % 100 === 0) await new Promise(setImmediate);
  }
  return { ...counts, failures };
}

/** Makes the call; gives what it throws, or rejects with. */
async function make(
  name: string,
  run: Call["run"],
  values: unknown[],
  { directory }: Task,
): Promise<unknown> {
  writeFileSync(join(directory, LAST_CALL), name);
  try {
    await (run as (...args: unknown[]) => unknown)(...values);
    return undefined;
  } catch (error) {
    return error ?? new Error("nothing was thrown");
  }
}

/** What is wrong with how a mutated call ended. */
function problemOf({ outcome, ours, path, call }: Case, error: unknown): string | undefined {
  const expected = [outcome].flat();
  if (error === undefined)
    return expected.includes("valid") ? undefined : `expected ${expected.join(" or ")}, it succeeded`;
  if (!(error instanceof dino.DinoError)) return `an error that is not ours: ${describe(error)}`;
  if (!expected.includes(error.code)) return `expected ${expected.join(" or ")}, got ${describe(error)}`;
  if (error.constructor !== dino.errorOf(error.code, "").constructor)
    return `a ${error.constructor.name} with the code ${error.code}`;
  if (error.message.trim() === "") return "an error without a message";
  if (ours && !names(error.message, call, path))
    return `the message names neither function nor argument: ${describe(error)}`;
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
type OwnMemory = Omit<MemoryCounters, "cpu">;

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
