// Where the CUDA toolkit is. nvcc is the one that is asked: on PATH there may be a wrapper that runs another.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * The compiler and the folders of its toolkit, or undefined where there is none: CUDACXX, then CUDA_PATH and
 * CUDA_HOME, then PATH.
 */
export function findToolkit() {
  const { CUDACXX, CUDA_PATH, CUDA_HOME } = process.env;
  const folders = [CUDA_PATH, CUDA_HOME].filter(Boolean).map((folder) => join(folder, "bin", "nvcc"));
  for (const nvcc of [CUDACXX, ...folders, "nvcc"].filter(Boolean)) {
    const { stderr, status } = spawnSync(nvcc, ["--dryrun", "-x", "cu", "-c", "/dev/null"], {
      encoding: "utf8",
    });
    const top = status === 0 ? /^#\$ TOP=(.+)$/m.exec(stderr)?.[1] : undefined;
    if (top === undefined) continue;
    const root = resolve(top.trim());
    const [include, lib] = ["include", "lib64"].map((name) =>
      [join(root, name), join(root, "targets", "x86_64-linux", name.replace("64", ""))].find(existsSync),
    );
    if (include === undefined) continue;
    const version = /release ([\d.]+)/.exec(spawnSync(nvcc, ["--version"], { encoding: "utf8" }).stdout)?.[1];
    return { nvcc, root, include, lib, version };
  }
  return undefined;
}

/** What to print where there is no toolkit: left out, and why, in one line that cannot be overlooked. */
export function withoutToolkit(what) {
  return `LEFT OUT: ${what}: no CUDA toolkit (nvcc is neither CUDACXX, below CUDA_PATH or CUDA_HOME, nor on PATH)`;
}
