import { AsyncLocalStorage } from "node:async_hooks";
import type { Collector } from "../tensor/collector";
import { FLAG_GRAD } from "./binding";

/** What belongs to the running piece of asynchronous code and follows it through every `await`. */
export interface Context {
  readonly grad: boolean;
  /** Collects the tensors that are made; absent outside of any scope. */
  readonly created: Collector | undefined;
}

const storage = new AsyncLocalStorage<Context>();
const OUTSIDE: Context = { grad: true, created: undefined };

// Programs that use neither noGrad nor scope do not pay for the look-up.
let used = false;

export function currentContext(): Context {
  return used ? (storage.getStore() ?? OUTSIDE) : OUTSIDE;
}

export function runInContext<T>(context: Context, body: () => T): T {
  used = true;
  return storage.run(context, body);
}

/** The `flags` of a call or job that starts here and now. */
export function currentFlags(): number {
  return currentContext().grad ? FLAG_GRAD : 0;
}
