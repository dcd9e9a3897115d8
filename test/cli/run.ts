/** The command as users start it: a process of the compiled package. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { noise, write } from "../data/pictures";
import { ROOT } from "../support/children";

const MAIN = join(ROOT, "dist", "cli", "main.js");

export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param watch sees all of stderr so far, whenever there is more of it */
export function start(
  args: readonly string[],
  watch: (child: ChildProcess, stderr: string) => void = () => {},
): Promise<Said> {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
    watch(child, stderr);
  });
  return Promise.all([once(child, "close"), text(child.stdout)]).then(([[code], stdout]) => ({
    code: code as number | null,
    stdout,
    stderr,
  }));
}

/** The lines of `--json`. */
export function events({ stdout }: Said): Record<string, unknown>[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Two classes of small JPEGs of different sizes, and a broken file. */
export async function writePhotos(folder: string, each = 8): Promise<string> {
  for (const [number, name] of ["cats", "dogs"].entries()) {
    mkdirSync(join(folder, name), { recursive: true });
    for (let i = 0; i < each; ++i)
      await write(join(folder, name, `${i}.jpg`), noise(20 + (i % 3), 18 + (i % 4), 100 * number + i).jpeg());
  }
  await write(join(folder, "cats", "broken.jpg"), Buffer.from("no image"));
  return folder;
}
