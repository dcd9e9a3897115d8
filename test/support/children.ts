import { spawn } from "node:child_process";
import { join } from "node:path";

export const ROOT = join(__dirname, "..", "..");
/** The package as users load it: tests that need processes of their own run the compiled one. */
export const PACKAGE = join(ROOT, "dist", "index.js");

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** Runs `source` as a CommonJS program with `dino` bound to the package. */
export function runProgram(
  source: string,
  options: {
    nodeArgs?: string[];
    kill?: { signal: NodeJS.Signals; after: number };
    timeout?: number;
    /** What the program may allocate. */
    dataKiB?: number;
  } = {},
): Promise<Outcome> {
  const program = `const dino = require(${JSON.stringify(PACKAGE)});\n${source}`;
  const begin = Date.now();
  return new Promise((resolve) => {
    const node = [process.execPath, ...(options.nodeArgs ?? []), "-e", program];
    const limited = ["sh", "-c", `ulimit -d ${options.dataKiB}; exec "$0" "$@"`, ...node];
    const [command, ...args] = options.dataKiB === undefined ? node : limited;
    const child = spawn(command!, args, { cwd: ROOT });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk;
      // The program says when it is ready to be killed.
      if (options.kill && stdout.includes("ready")) {
        const { signal, after } = options.kill;
        setTimeout(() => child.kill(signal), after);
      }
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk;
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), options.timeout ?? 60_000);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, stdout, stderr, milliseconds: Date.now() - begin });
    });
  });
}
