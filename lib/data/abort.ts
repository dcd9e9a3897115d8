import { describe } from "../describe";
import { ArgumentError } from "../errors";

/** @throws ArgumentError */
export function checkSignal(value: unknown, what: string): void {
  const signal = (value ?? {}) as Partial<AbortSignal>;
  const methods = [signal.addEventListener, signal.removeEventListener, signal.throwIfAborted];
  // By what it can do: each realm has a class of its own.
  if (typeof signal.aborted !== "boolean" || !methods.every((method) => typeof method === "function"))
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected an AbortSignal, got ${describe(value)}`);
}

/** What `promise` gives, or the signal's reason as an error if that comes first. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  // Whoever does not wait any more need not hear of its failure.
  promise.catch(() => {});
  signal.throwIfAborted();
  let stop: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
