import { CancelledError } from "../errors";
import { checkSignal } from "../options";
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
  checkSignal(signal, `${what}: signal`);
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
