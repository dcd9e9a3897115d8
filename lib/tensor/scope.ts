import type { Handle } from "../native/binding";
import { type Context, currentContext, runInContext } from "../native/context";
import { checkFunction } from "../options";
import { Collector, releaseAll } from "./collector";
import { dispossess, isTensor, passTo, type Tensor } from "./tensor";

/**
 * Runs `body` and disposes of every tensor that was made in it, except those it returns (in arrays and plain
 * objects too) and those it passes to `keep`. `body` may be asynchronous: the scope follows it through `await`
 * and ends when its promise settles. Scopes nest; what leaves an inner one belongs to the outer one.
 */
export function scope<T>(body: (keep: <K>(value: K) => K) => T): T {
  checkFunction(body, "scope");
  const outer = currentContext();
  const created = new Collector(outer.created);
  const kept = new Set<Tensor>();
  const keep = <K>(value: K): K => {
    eachTensor(value, (tensor) => kept.add(tensor));
    return value;
  };
  const leave = (value: unknown): void => {
    keep(value);
    const freed: Handle[] = [];
    for (const tensor of created.end()) {
      if (kept.has(tensor)) passTo(outer.created, tensor);
      else freed.push(dispossess(tensor));
    }
    releaseAll(freed);
  };
  let result: T;
  try {
    result = runInContext({ ...outer, created }, () => body(keep));
  } catch (error) {
    leave(undefined);
    throw error;
  }
  if (!isPromise(result)) {
    leave(result);
    return result;
  }
  const settled = result.then(
    (value) => {
      leave(value);
      return value;
    },
    (error: unknown) => {
      leave(undefined);
      throw error;
    },
  );
  return settled as T;
}

/** Runs `body` without recording operators for `backward`; follows it through `await`. */
export function noGrad<T>(body: () => T): T {
  checkFunction(body, "noGrad");
  return runInContext({ ...currentContext(), grad: false }, body);
}

/** Runs `body` recording operators, inside of a `noGrad` too. */
export function enableGrad<T>(body: () => T): T {
  checkFunction(body, "enableGrad");
  const context: Context = { ...currentContext(), grad: true };
  return runInContext(context, body);
}

export function isPromise(value: unknown): value is Promise<unknown> {
  return (
    typeof value === "object" && value !== null && typeof (value as Promise<unknown>).then === "function"
  );
}

function eachTensor(value: unknown, visit: (tensor: Tensor) => void, seen = new Set<object>()): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  if (isTensor(value)) {
    visit(value);
    return;
  }
  seen.add(value);
  if (Array.isArray(value) || value instanceof Set) {
    for (const item of value) eachTensor(item, visit, seen);
  } else if (value instanceof Map) {
    for (const item of value.values()) eachTensor(item, visit, seen);
  } else if (!ArrayBuffer.isView(value)) {
    for (const item of Object.values(value)) eachTensor(item, visit, seen);
  }
}
