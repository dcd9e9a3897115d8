// Compiles the tests of test/cuda with the kernels that they include, and runs them in all three builds.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "../support.mjs";

/** The builds, each of which finds what the others do not (docs/cuda.md). */
export const BUILDS = {
  plain: { flags: ["-O2"], emulator: [], seeds: [0, 1, 2, 3] },
  address: {
    flags: ["-O1", "-g1", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"],
    emulator: ["-DCUEMU_ADDRESS"],
    seeds: [2],
  },
  thread: { flags: ["-O1", "-g1", "-fsanitize=thread"], emulator: ["-DCUEMU_THREAD"], seeds: [2] },
};

const CCACHE = spawnSync("ccache", ["--version"]).status === 0 ? ["ccache"] : [];
const COMPILER = process.env.CXX ?? "g++";
const LIMIT = 600_000;
const JOBS = 2;

/** The names of the tests: `x` for test/cuda/x_test.cc. */
export function tests() {
  return readdirSync(inRoot("test/cuda"))
    .filter((name) => name.endsWith("_test.cc"))
    .map((name) => name.slice(0, -"_test.cc".length))
    .sort();
}

/**
 * Runs each test in each build, two at a time, and calls `report` with what became of it: its name, build,
 * `failure` (undefined when it passed), whether it `compiles`, the last line it printed, seconds to compile and to run.
 * `kernels` is the folder that holds ops/cuda (native/, or a changed copy of it).
 */
export async function emulate(toolkit, { names, builds, kernels = inRoot("native"), output, report }) {
  mkdirSync(output, { recursive: true });
  for (const build of builds) emulators[build] ??= emulator(toolkit, build);
  const work = names.flatMap((name) => builds.map((build) => ({ name, build })));
  await eachOf(work, async ({ name, build }) => {
    const result = await one(toolkit, { name, build, kernels, output, emulator: await emulators[build] });
    report({ name, build, ...result });
  });
}

/** Does `action` for each item in order, two at a time. */
export async function eachOf(items, action) {
  const waiting = [...items];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await action(next);
  };
  await Promise.all(Array.from({ length: JOBS }, worker));
}

const emulators = {};

/** The emulator itself, which no sanitizer looks at: it tells them what it does. */
async function emulator(toolkit, build) {
  const output = inRoot("build/cuda/emulator");
  mkdirSync(output, { recursive: true });
  const object = join(output, `emulator-${build}.o`);
  const flags = ["-O2", ...BUILDS[build].emulator];
  const { failed, text } = await capture(compilation(toolkit, flags, inRoot("test/cuda/cuemu.cc"), object));
  if (failed) throw new Error(`test/cuda/cuemu.cc does not compile:\n${text}`);
  return object;
}

function compilation(toolkit, flags, source, object) {
  return [
    ...[...CCACHE, COMPILER, "-std=c++20", "-Wall", "-Wextra", "-Werror", "-Wno-unknown-pragmas", ...flags],
    ...["-I", inRoot("test/cuda"), "-isystem", toolkit.include, "-c", source, "-o", object],
  ];
}

async function one(toolkit, { name, build, kernels, output, emulator }) {
  const { flags, seeds } = BUILDS[build];
  const program = join(output, `${name}-${build}`);
  // Few blocks, so that every loop over the grid runs more than once.
  const defines = ["-DCUEMU", "-DDINO_CUDA_MAX_BLOCKS=3", "-I", kernels];
  const source = inRoot(`test/cuda/${name}_test.cc`);
  const start = performance.now();
  let result = await capture(compilation(toolkit, [...flags, ...defines], source, `${program}.o`));
  if (!result.failed) result = await capture([COMPILER, ...flags, `${program}.o`, emulator, "-o", program]);
  const compiled = performance.now();
  const seconds = () => ({
    compileSeconds: (compiled - start) / 1000,
    runSeconds: (performance.now() - compiled) / 1000,
  });
  if (result.failed) {
    return { compiles: false, failure: `does not compile:\n${result.text}`, line: "", ...seconds() };
  }
  for (const seed of seeds) {
    result = await capture([program], {
      CUEMU_SEED: String(seed),
      ASAN_OPTIONS: "detect_leaks=1",
      UBSAN_OPTIONS: "print_stacktrace=1",
    });
    if (result.failed) {
      return { compiles: true, failure: `CUEMU_SEED=${seed}:\n${result.text}`, line: "", ...seconds() };
    }
  }
  return { compiles: true, failure: undefined, line: result.text.trim().split("\n").at(-1), ...seconds() };
}

/** Runs a command to its end, or to the limit; keeps the last of what it printed. */
function capture([command, ...args], env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
      timeout: LIMIT,
    });
    let text = "";
    const take = (chunk) => {
      text = (text + chunk).slice(-20_000);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      resolve({ failed: code !== 0, text: signal === null ? text : `${text}\nended by ${signal}` });
    });
  });
}
