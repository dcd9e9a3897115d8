import { ArgumentError } from "../errors";
import { locateLibTorch } from "../libtorch/locate";
import { check } from "./call";
import { native } from "./load";

/** What `torchInfo` gives. */
export interface TorchInfo {
  /** Version of this package that the addon was compiled for. */
  readonly addonVersion: string;
  /** The LibTorch that the addon was built with; the loaded one has the same version. */
  readonly torchVersion: string;
  /** LibTorch's own description of its build. */
  readonly torchConfig: string;
  /** Where LibTorch lies. */
  readonly directory: string;
  /** How LibTorch was found. */
  readonly source: string;
  /** Threads that one operator may use. */
  readonly threads: number;
  /** `GOMP_SPINCOUNT` as LibTorch found it. */
  readonly spinCount: string | null;
}

/** Versions, places and settings of what is loaded. */
export function torchInfo(): TorchInfo {
  const { builtWithTorch, ...info } = native().info();
  const { directory, source } = locateLibTorch();
  return { ...info, torchVersion: builtWithTorch, directory, source };
}

/** Threads that one operator may use, in this environment: 1 to 1024. Jobs take the number at their call. */
export function setNumThreads(count: number): void {
  if (typeof count !== "number")
    throw new ArgumentError("INVALID_ARGUMENT", "setNumThreads: expected a number");
  check(native().setNumThreads(count));
}
