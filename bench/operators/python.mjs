// run.py with a Python's torch: once as its users have it, and once with malloc told to keep what is freed.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRoot } from "../../scripts/support.mjs";
import { sameThreads } from "../peers/peers.mjs";

const WAYS = {
  // PyTorch's users rarely have it, but it is the harder comparison: no page is asked of the system twice.
  ", memory kept": { MALLOC_MMAP_MAX_: "0", MALLOC_TRIM_THRESHOLD_: String(2 ** 40), MALLOC_TOP_PAD_: "0" },
  "": {},
};

/** What run.py writes, for each way: `{ torch, threads, copyGBs, leftOut, results }`. */
export async function inPython({ python, quick, threads }) {
  const folder = mkdtempSync(join(tmpdir(), "dino-operators-"));
  const file = join(folder, "found.json");
  try {
    return Object.entries(WAYS).map(([memory, env]) => {
      const args = [inRoot("bench/operators/run.py"), inRoot("build/Release/libdino_ops.so")];
      args.push("--threads", String(threads), "--memory", memory, "--json", file);
      if (quick) args.push("--quick");
      const { status, signal } = spawnSync(python, args, {
        env: { ...sameThreads(), ...env },
        stdio: ["ignore", 2, 2],
      });
      if (status !== 0)
        throw new Error(`${python} ${args.join(" ")}: ended with ${signal ?? `code ${status}`}`);
      return JSON.parse(readFileSync(file, "utf8"));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
