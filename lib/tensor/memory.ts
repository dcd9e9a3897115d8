import { describe } from "../describe";
import { ArgumentError } from "../errors";
import type { MemoryCounters } from "../native/binding";
import { check } from "../native/call";
import { native } from "../native/load";

/**
 * What JavaScript holds of native memory, counted exactly: handles (`tensors`), the storages behind them, the
 * storages' bytes, and other native objects. Memory that only native code holds (a module's parameters without
 * a handle, a graph's saved tensors) is not in `bytes`; the graph's is in `externalBytes`, as V8 was told. `cpu` is
 * LibTorch's memory on the CPU, of all threads, whoever holds it.
 */
export function memory(): MemoryCounters {
  return native().memory();
}

/**
 * Keeps up to `bytes` of freed CPU memory for reuse, in the whole process; 0 gives all freed memory to the system.
 * Only blocks of 1 MiB and more are kept, the longest unused ones go first. `DINO_CPU_CACHE_BYTES` sets it at the start.
 */
export function setCpuCache(bytes: number): void {
  if (typeof bytes !== "number" || !Number.isSafeInteger(bytes) || bytes < 0)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `setCpuCache: bytes: expected a whole number from 0, got ${describe(bytes)}`,
    );
  check(native().setCpuCache(bytes, false));
}

/**
 * Gives freed CPU memory that is kept for reuse to the system, as between two phases of a program, and asks malloc to do
 * the same; returns the bytes that the cache gave. Tensors are not touched.
 */
export function trim(): number {
  return native().trim();
}
