// What the scripts share: paths, child processes, and steps that are skipped when their inputs did not change.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const STAMPS = join(ROOT, "build", "stamps");

/** A path below the package's folder. */
export function inRoot(...parts) {
  return join(ROOT, ...parts);
}

/** The folder of an installed dependency, wherever npm has hoisted it to. */
export function dependency(name) {
  return dirname(createRequire(inRoot("package.json")).resolve(`${name}/package.json`));
}

/** Runs a command to its end; rejects when it fails. */
export async function run(command, args, options = {}) {
  // The steps' own output goes to stderr: stdout belongs to the program that is run in the end.
  const child = spawn(command, args, { cwd: ROOT, stdio: ["ignore", 2, 2], ...options });
  const { code, signal } = await ended(child);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")}: ended with ${signal ?? `code ${code}`}`);
}

/** Runs a Node program in this one's place: its terminal, its signals, its exit code. */
export async function become(script, args) {
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, stdio: "inherit" });
  // A terminal sends Ctrl-C to both; the program ends in its own way, and this one waits for it.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  const { code, signal } = await ended(child);
  process.removeAllListeners("SIGINT").removeAllListeners("SIGTERM");
  if (signal) process.kill(process.pid, signal);
  process.exitCode = code ?? 1;
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (code, signal) => resolve({ code, signal }));
  });
}

/** All files at or below the given paths of the package, sorted; those that do not exist are left out. */
export function filesBelow(paths, keep = () => true) {
  return paths
    .map((path) => inRoot(path))
    .filter((path) => existsSync(path))
    .flatMap((path) =>
      statSync(path).isDirectory()
        ? readdirSync(path, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => join(entry.parentPath, entry.name))
        : [path],
    )
    .filter(keep)
    .sort();
}

/** One hash of files and of other values. */
export function hashOf(files, ...values) {
  const hash = createHash("sha256").update(JSON.stringify(values));
  for (const file of files) {
    hash.update(`\0${relative(ROOT, file)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Does `action` unless its outputs exist and were made from inputs with the same hash. */
export async function step(name, { hash, outputs }, action) {
  const stamp = join(STAMPS, name);
  const fresh =
    outputs.every((path) => existsSync(inRoot(path))) &&
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === hash;
  await timed(name, fresh, async () => {
    await action();
    mkdirSync(STAMPS, { recursive: true });
    writeFileSync(stamp, hash);
  });
}

/** Does `action` unless it is `fresh`, and prints one line about it. */
export async function timed(name, fresh, action) {
  const start = performance.now();
  if (!fresh) {
    console.error(`${name} ...`);
    await action();
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.error(`${name.padEnd(9)} ${fresh ? "up to date" : `done in ${seconds} s`}`);
}

/** Runs `main` when the file is the program itself rather than imported; `--help` prints `help` instead. */
export async function program(url, help, main) {
  if (process.argv[1] !== fileURLToPath(url)) return;
  const args = process.argv.slice(2);
  if (args.includes("--help")) {
    console.log(help.trim());
    return;
  }
  try {
    await main(args);
  } catch (error) {
    console.error(process.env.DINO_DEBUG ? error : error.message);
    process.exitCode = 1;
  }
}
