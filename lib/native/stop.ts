import { describe } from "../describe";
import { ArgumentError, CancelledError } from "../errors";
import type { Handle } from "./binding";
import { check } from "./call";
import { native } from "./load";
import { NativeObject } from "./object";

/**
 * Runs jobs that `signal` can end between their steps; without one there is nothing to stop them by. What was ended
 * rejects with a CancelledError whose `cause` is the signal's reason.
 */
export async function stoppable<T>(
  signal: AbortSignal | undefined,
  what: string,
  body: (stop: Handle | null) => Promise<T>,
): Promise<T> {
  if (signal === undefined) return body(null);
  if (!isAbortSignal(signal))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: signal: expected an AbortSignal, got ${describe(signal)}`,
    );
  throwIfAborted(signal, what);
  const stop = new NativeObject(native().stopCreate(), "the signal");
  const request = (): void => {
    if (!stop.disposed) check(native().stopRequest(stop.handle));
  };
  signal.addEventListener("abort", request, { once: true });
  try {
    return await body(stop.handle);
  } catch (error) {
    if (error instanceof CancelledError) throwIfAborted(signal, what);
    throw error;
  } finally {
    signal.removeEventListener("abort", request);
    stop.dispose();
  }
}

/** @throws CancelledError */
export function throwIfAborted(signal: AbortSignal | undefined, what: string): void {
  if (signal?.aborted)
    throw new CancelledError("CANCELLED", `${what} was aborted`, {}, { cause: signal.reason });
}

/** By what it does: each realm has a class of its own. */
function isAbortSignal(value: unknown): value is AbortSignal {
  if (typeof value !== "object" || value === null) return false;
  const { aborted, addEventListener, removeEventListener } = value as Partial<AbortSignal>;
  return (
    typeof aborted === "boolean" &&
    typeof addEventListener === "function" &&
    typeof removeEventListener === "function"
  );
}
