import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { bytesBelow } from "./disk";

const POLL = 500;

/**
 * Has the user's own pip fetch `requirement` into `directory`: its mirrors, proxies and credentials are the ones
 * that work here. Rejects with what pip said when it failed.
 */
export async function pipDownload(
  requirement: string,
  options: readonly string[],
  directory: string,
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  // pip shows its progress to terminals only; its temporary folder shows it to us, and is ours to remove.
  const temporary = join(directory, "pip");
  await mkdir(temporary, { recursive: true });
  const poll = setInterval(() => void bytesBelow(temporary).then(onProgress, () => {}), POLL);
  try {
    await run(
      ["-m", "pip", "download", "--no-input", ...options, "--dest", directory, requirement],
      temporary,
    );
  } finally {
    clearInterval(poll);
  }
}

async function run(args: readonly string[], temporary: string) {
  const child = spawn("python3", args, {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, TMPDIR: temporary, PIP_DISABLE_PIP_VERSION_CHECK: "1" },
  });
  const stop = () => child.kill();
  process.once("exit", stop);
  const [code, errors] = await Promise.all([
    new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve)),
    text(child.stderr),
  ]);
  process.removeListener("exit", stop);
  if (code !== 0) throw new Error(errors.trim() || `python3 -m pip ended with code ${code}`);
}
