import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { environment } from "../environment";
import { TorchNotFoundError } from "../errors";
import { MANIFEST, VARIANTS, type Variant } from "./manifest";

/** A LibTorch on this machine. */
export interface LibTorch {
  readonly directory: string;
  readonly libDirectory: string;
  readonly includeDirectory: string;
  /** As torch itself reports it: `2.13.0+cpu`. */
  readonly version: string;
  /** `cpu`, or the CUDA version it was built for: `cu130`. */
  readonly variant: string;
  /** Which of the places it was found in. */
  readonly source: "LIBTORCH" | "LIBTORCH_USE_PYTORCH" | "cache";
}

/**
 * Finds LibTorch: `LIBTORCH`, then `LIBTORCH_USE_PYTORCH=1`, then what `dino-wrapper setup` put into the cache.
 *
 * Quick, silent and synchronous; never downloads. A place that the user named and that does not hold LibTorch
 * is an error rather than skipped.
 *
 * @throws TorchNotFoundError which lists every place that was tried.
 */
export function locateLibTorch(): LibTorch {
  const attempts: string[] = [];
  const found = namedByUser(attempts) ?? (attempts.length === 0 ? inCache(attempts) : undefined);
  if (found) return found;
  throw new TorchNotFoundError(
    "TORCH_NOT_FOUND",
    `LibTorch ${MANIFEST.version} was not found. Tried:\n` +
      `${attempts.map((attempt) => `  - ${attempt}`).join("\n")}\n` +
      "Run: npx dino-wrapper setup",
    { attempts },
  );
}

/** Where `setup` puts a variant. */
export function cachedDirectory(version: string, variant: string): string {
  return join(environment.cacheDirectory, "libtorch", `${version}-${variant}`);
}

/** The file that `setup` writes last: what it installed, and from where. Without it a folder does not count. */
export const MARKER = "installed.json";

/** The LibTorch in `directory`, or why there is none. */
export function inspect(directory: string, source: LibTorch["source"]): LibTorch | string {
  const libDirectory = join(directory, "lib");
  if (!existsSync(directory)) return "no such directory";
  if (!existsSync(join(libDirectory, "libtorch_cpu.so"))) return "it holds no lib/libtorch_cpu.so";
  const version = readVersion(directory);
  if (version === undefined) return "its version is in neither version.py, build-version nor version.h";
  const variant =
    version.split("+")[1] ?? (existsSync(join(libDirectory, "libtorch_cuda.so")) ? "cuda" : "cpu");
  return { directory, libDirectory, includeDirectory: join(directory, "include"), version, variant, source };
}

function namedByUser(attempts: string[]): LibTorch | undefined {
  const directory = environment.libTorch;
  if (directory !== undefined) {
    const found = inspect(directory, "LIBTORCH");
    if (typeof found !== "string") return found;
    attempts.push(`LIBTORCH=${directory}: ${found}`);
  } else if (environment.usePyTorch) {
    const torch = pythonTorch();
    const found = "reason" in torch ? torch.reason : inspect(torch.directory, "LIBTORCH_USE_PYTORCH");
    if (typeof found !== "string") return found;
    attempts.push(`LIBTORCH_USE_PYTORCH=1: ${found}`);
  }
  return undefined;
}

function inCache(attempts: string[]): LibTorch | undefined {
  attempts.push("LIBTORCH: not set", "LIBTORCH_USE_PYTORCH: not set");
  for (const variant of cachePreference()) {
    const directory = cachedDirectory(MANIFEST.version, variant);
    const found = existsSync(join(directory, MARKER)) ? inspect(directory, "cache") : "not set up";
    if (typeof found !== "string") return found;
    attempts.push(`${directory}: ${found}`);
  }
  return undefined;
}

// Whoever set the larger build up wants it, unless this process is told to do without CUDA.
function cachePreference(): readonly Variant[] {
  return environment.device === "cpu" ? VARIANTS : VARIANTS.toReversed();
}

// Newer releases moved the header and broke the line.
const VERSION_MACRO = /^#define TORCH_VERSION[\s\\]+"([^"]+)"/m;

const VERSION_FILES = [
  ["version.py", /^__version__ = '([^']+)'/m],
  ["build-version", /^(\S+)/],
  ["include/torch/headeronly/version.h", VERSION_MACRO],
  ["include/torch/csrc/api/include/torch/version.h", VERSION_MACRO],
] as const;

function readVersion(directory: string): string | undefined {
  for (const [file, pattern] of VERSION_FILES) {
    const path = join(directory, file);
    const version = existsSync(path) ? pattern.exec(readFileSync(path, "utf8"))?.[1] : undefined;
    if (version !== undefined) return version;
  }
  return undefined;
}

// find_spec looks the package up without importing it, which would take seconds.
const FIND_TORCH = "import importlib.util as u; print(getattr(u.find_spec('torch'), 'origin', '') or '')";

function pythonTorch(): { directory: string } | { reason: string } {
  try {
    const origin = execFileSync("python3", ["-c", FIND_TORCH], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    return origin
      ? { directory: dirname(origin) }
      : { reason: "the python3 on the PATH has no torch package" };
  } catch {
    return { reason: "python3 does not run" };
  }
}
