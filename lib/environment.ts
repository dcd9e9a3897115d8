import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { ArgumentError } from "./errors";

/**
 * Every environment variable that this package reads, at the moment of use.
 *
 * Read by others on our behalf: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY` and `NODE_EXTRA_CA_CERTS` by the
 * download, pip's own settings (`PIP_INDEX_URL`, `PIP_FIND_LINKS` and so on) by pip, `OMP_NUM_THREADS` by LibTorch.
 */
export const environment = {
  /** `LIBTORCH`: a directory with LibTorch's lib/ and include/. Nothing else is tried when it is set. */
  get libTorch(): string | undefined {
    return path("LIBTORCH");
  },

  /** `LIBTORCH_USE_PYTORCH=1`: the torch package of the `python3` on the PATH. */
  get usePyTorch(): boolean {
    return flag("LIBTORCH_USE_PYTORCH");
  },

  /** `DINO_CACHE_DIR`: where downloads are kept; by default the user's cache folder. */
  get cacheDirectory(): string {
    return (
      path("DINO_CACHE_DIR") ?? join(path("XDG_CACHE_HOME") ?? join(homedir(), ".cache"), "dino-wrapper")
    );
  },

  /** `DINO_DEVICE=cpu`: the CUDA part of LibTorch stays unloaded in this process. */
  get device(): "cpu" | "auto" {
    const value = text("DINO_DEVICE") ?? "auto";
    if (value !== "cpu" && value !== "auto") {
      throw new ArgumentError("INVALID_ARGUMENT", `DINO_DEVICE="${value}" is neither "cpu" nor "auto"`);
    }
    return value;
  },

  /** `DINO_MEMORY_LIMIT`: bytes of tensors that one turn of the event loop may pile up before it is stopped. */
  get memoryLimit(): number | undefined {
    return bytes("DINO_MEMORY_LIMIT", 1);
  },

  /** `DINO_CPU_CACHE_BYTES`: bytes of free CPU memory that are kept for reuse, as `setCpuCache` sets; 0 for none. */
  get cpuCache(): number | undefined {
    return bytes("DINO_CPU_CACHE_BYTES", 0);
  },

  /** `GOMP_SPINCOUNT` or `OMP_WAIT_POLICY`: the user tunes OpenMP's waiting, so that we leave it alone. */
  get openMpWaitIsTuned(): boolean {
    return text("GOMP_SPINCOUNT") !== undefined || text("OMP_WAIT_POLICY") !== undefined;
  },

  /** `UV_THREADPOOL_SIZE`: libuv's threads, which read files and decode images; 4 unless it is set. */
  get libuvThreads(): number {
    const threads = Number(text("UV_THREADPOOL_SIZE") ?? 4);
    return Number.isSafeInteger(threads) && threads >= 1 ? Math.min(threads, 1024) : 4;
  },

  /** `DINO_DEBUG=1`: commands print the stack of an error, not its message alone. */
  get debug(): boolean {
    return flag("DINO_DEBUG");
  },
};

function text(name: string): string | undefined {
  return process.env[name] || undefined;
}

function bytes(name: string, least: 0 | 1): number | undefined {
  const value = text(name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < least) {
    const expected = least === 0 ? "a whole number" : "a positive whole number";
    throw new ArgumentError("INVALID_ARGUMENT", `${name}="${value}" is not ${expected} of bytes`);
  }
  return number;
}

function flag(name: string): boolean {
  const value = text(name);
  return value !== undefined && value !== "0" && value.toLowerCase() !== "false";
}

function path(name: string): string | undefined {
  const value = text(name);
  return value && resolve(value);
}
