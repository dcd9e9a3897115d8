import { existsSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";
import bindings from "bindings";
import unsafeOperators from "../aten/unsafe.json";
import { environment } from "../environment";
import { NativeNotFoundError, TorchNotFoundError, TorchVersionMismatchError } from "../errors";
import { type LibTorch, locateLibTorch } from "../libtorch/locate";
import type { Binding } from "./binding";
import { check } from "./call";

/** The addon, loaded at the first call: importing the package neither loads nor needs LibTorch. */
export function native(): Binding {
  loaded ??= load();
  return loaded;
}

let loaded: Binding | undefined;

interface Loader {
  readonly builtWithTorch: string;
  openLibTorch(library: string): { version: string } | { error: string };
  /** Nothing when it opened; why the file does not open, or why the operators in it refuse this process. */
  openOperators(library: string, errorText: string): { error?: string; refused?: string };
  setEnvironment(name: string, value: string): void;
}

/** The package's folder: this file lies two folders below it, compiled or not. */
const ROOT = join(__dirname, "..", "..");
const BUILD = "build/Release";
const CUDA_LIBRARY = "libdino_cuda.so";

/** How long GCC's OpenMP threads spin before they sleep, in loop counts; see docs/decisions/003-threads.md. */
const SPIN_COUNT = "10000";

/** Tensors that one turn of the event loop may pile up; the addon's own default. */
const MAX_TENSORS_PER_TURN = 1_000_000;

/** Bytes of free CPU memory that are kept for reuse; see docs/decisions/014-cpu-memory.md. */
const CPU_CACHE = Math.floor(
  Math.min(2 ** 32, totalmem() / 8, (process.constrainedMemory() || Infinity) / 8),
);

/** How long leaving the process waits for the running job, in milliseconds. */
const EXIT_WAIT = 100;

function load(): Binding {
  const torch = locateLibTorch();
  const loader = open<Loader>("dino_loader");
  if (!environment.openMpWaitIsTuned) loader.setEnvironment("GOMP_SPINCOUNT", SPIN_COUNT);

  const usesCuda = environment.device !== "cpu" && existsSync(join(torch.libDirectory, "libtorch_cuda.so"));
  // libtorch.so brings libtorch_cuda.so, if there is one, before the first operator: later LibTorch would not notice.
  const library = join(torch.libDirectory, environment.device === "cpu" ? "libtorch_cpu.so" : "libtorch.so");
  const opened = loader.openLibTorch(library);
  if ("error" in opened) {
    throw new TorchNotFoundError(
      "TORCH_NOT_FOUND",
      `LibTorch at ${torch.directory} (from ${torch.source}) does not load: ${opened.error}\nRun: npx dino-wrapper setup ${variantOf(torch)}--force`,
      { directory: torch.directory, source: torch.source, reason: opened.error },
    );
  }
  // "2.13.0+cpu" and "2.13.0" are one version: the variants share their headers.
  if (opened.version.split("+")[0] !== loader.builtWithTorch) {
    throw new TorchVersionMismatchError(
      "TORCH_VERSION_MISMATCH",
      `LibTorch at ${torch.directory} is ${opened.version}, but this build of dino-wrapper was made with ${loader.builtWithTorch}.\n` +
        "Run: npx dino-wrapper setup (for the LibTorch that belongs to it), or npx dino-wrapper build (to build for yours)",
      { found: opened.version, expected: loader.builtWithTorch, directory: torch.directory },
    );
  }
  openOperators(loader, "libdino_ops.so", "dino_ops_error");
  // Without its kernels the operators run on CUDA all the same, composed of LibTorch's.
  if (usesCuda && existsSync(join(ROOT, BUILD, CUDA_LIBRARY))) {
    openOperators(loader, CUDA_LIBRARY, "dino_cuda_error");
  }

  const binding = open<Binding>("dino");
  check(binding.guardOperators(unsafeOperators));
  const limit = environment.memoryLimit;
  if (limit !== undefined) check(binding.setGuard(limit, MAX_TENSORS_PER_TURN));
  check(binding.setCpuCache(environment.cpuCache ?? CPU_CACHE, true));
  stopAtExit(binding);
  return binding;
}

/** The option that sets this LibTorch up again. */
function variantOf({ source, variant }: LibTorch): string {
  return source === "cache" && variant !== "cpu" ? `--variant ${variant} ` : "";
}

function openOperators(loader: Loader, name: string, errorText: string): void {
  const { error, refused } = loader.openOperators(join(ROOT, BUILD, name), errorText);
  if (error !== undefined) throw notFound(name, `does not load: ${error}\n${REBUILD}`, error);
  // Built for another LibTorch, or there twice: the file is sound, so that building it again is no remedy.
  if (refused !== undefined) throw notFound(name, `refuses to register its operators: ${refused}`, refused);
}

function open<T>(name: string): T {
  try {
    return bindings({ bindings: name, module_root: ROOT }) as T;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0]! : String(error);
    const built = existsSync(join(ROOT, BUILD, `${name}.node`));
    throw notFound(
      `${name}.node`,
      `${built ? "does not load" : "is not built"}: ${reason}\n${REBUILD}`,
      reason,
      error,
    );
  }
}

const REBUILD = "Run: npx dino-wrapper build";

function notFound(name: string, text: string, reason: string, cause?: unknown): NativeNotFoundError {
  return new NativeNotFoundError("NATIVE_NOT_FOUND", `${name} ${text}`, { name, reason }, { cause });
}

/**
 * C's exit() runs LibTorch's static destructors; a job that is still computing then crashes. Node tells of a
 * normal exit by an event and of `process.reallyExit` not at all, hence the wrapper, once per process.
 */
function stopAtExit(binding: Binding): void {
  const stop = (): void => binding.shutdown(EXIT_WAIT);
  process.once("exit", stop);
  if (!isMainThread) return;
  const really = process as unknown as { reallyExit: ((code?: number) => never) & { [STOPS]?: true } };
  const leave = really.reallyExit;
  if (leave[STOPS]) return;
  const wrapped = (code?: number): never => {
    stop();
    return leave.call(process, code);
  };
  really.reallyExit = Object.assign(wrapped, { [STOPS]: true as const });
}

const STOPS: unique symbol = Symbol.for("dino-wrapper.stopsAtExit") as never;
