import { AsyncLocalStorage } from "node:async_hooks";
import { dirname, sep } from "node:path";
import type { Collector } from "../tensor/collector";
import { FLAG_ANOMALY, FLAG_GRAD } from "./binding";
import { check, stackBelow } from "./call";
import { native } from "./load";

/** What belongs to the running piece of asynchronous code and follows it through every `await`. */
export interface Context {
  readonly grad: boolean;
  /** See `detectAnomaly`. */
  readonly anomaly: boolean;
  /** Collects the tensors that are made; absent outside of any scope. */
  readonly created: Collector | undefined;
}

const storage = new AsyncLocalStorage<Context>();
const OUTSIDE: Context = { grad: true, anomaly: false, created: undefined };

// Programs that use neither noGrad nor scope do not pay for the look-up.
let used = false;

export function currentContext(): Context {
  return used ? (storage.getStore() ?? OUTSIDE) : OUTSIDE;
}

export function runInContext<T>(context: Context, body: () => T): T {
  used = true;
  return storage.run(context, body);
}

/** Runs `body` as if outside of any scope: what it makes outlives the caller's. */
export function runOutside<T>(body: () => T): T {
  return used ? storage.run(OUTSIDE, body) : body();
}

/** The `flags` of a call or job that starts here and now. */
export function currentFlags(): number {
  return flagsIn(currentContext());
}

/** The same for a context that is at hand. */
export function flagsIn({ grad, anomaly }: Context): number {
  const flags = grad ? FLAG_GRAD : 0;
  if (!anomaly) return flags;
  check(native().setOrigin(callersStack()));
  return flags | FLAG_ANOMALY;
}

/** The frames of the program that called this package. */
function callersStack(): string {
  const frames = stackBelow(callersStack).stack?.split("\n").slice(1) ?? [];
  return frames.filter((frame) => !frame.includes(PACKAGE) && !frame.includes("node:internal")).join("\n");
}

/** lib/ or dist/, whichever runs. */
const PACKAGE = `${dirname(__dirname)}${sep}`;
