import { type DinoError, type ErrorCode, errorOf } from "../errors";
import type { Done, Failure, Queued } from "./binding";

/** The value of a native call, or its failure thrown as the error that belongs to its code. */
export function check<T>(value: T | Failure): T {
  if (isFailure(value)) throw toError(value, check);
  return value;
}

/**
 * Starts a native job and gives its promise. A failure, at the start or later, rejects with the error that
 * belongs to its code; the error's stack is that of the caller.
 */
export function job<T>(start: (done: Done<T>) => Queued): Promise<T> {
  // Taken now: when the job fails, the caller's frames are gone.
  const caller = stackBelow(job);
  return new Promise<T>((resolve, reject) => {
    const queued = start((failure, value) => {
      if (failure === null) resolve(value);
      else reject(withStack(failure, caller.stack));
    });
    if (queued !== undefined) reject(withStack(queued, caller.stack));
  });
}

function isFailure(value: unknown): value is Failure {
  return typeof value === "object" && value !== null && (value as { failure?: unknown }).failure === true;
}

/** The error for a failure, its stack beginning at the caller of `below`. */
function toError(failure: Failure, below: (...args: never[]) => unknown): DinoError {
  const error = errorOf(failure.code as ErrorCode, failure.message, failure.details);
  Error.captureStackTrace(error, below);
  return error;
}

/** Frames of the program that a stack is to show, beneath those of this package. V8's default of 10 ends within a library. */
const FRAMES = 50;

/** The stack from the caller of `below` on; as text only where `stack` is read. */
export function stackBelow(below: (...args: never[]) => unknown): { readonly stack?: string } {
  const { stackTraceLimit } = Error;
  // Reflect does not throw where Error is frozen.
  Reflect.set(Error, "stackTraceLimit", Math.max(FRAMES, Number(stackTraceLimit) || 0));
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, below);
  Reflect.set(Error, "stackTraceLimit", stackTraceLimit);
  return holder;
}

function withStack(failure: Failure, stack = ""): DinoError {
  const error = errorOf(failure.code as ErrorCode, failure.message, failure.details);
  const frames = stack.split("\n").slice(1).join("\n");
  error.stack = `${error.name}: ${error.message}\n${frames}`;
  return error;
}
