import { currentContext, runInContext } from "../native/context";
import { checkFunction } from "../options";

/**
 * Runs `body` so that a failing `backward` or `grad` says more; follows it through `await`.
 *
 * A backward pass that runs in it ends with `NonFiniteError` at the first node that gives NaN, and every failure of a
 * node names it (`MulBackward0`; `details.operator`). Where the forward call that made the node ran in it as well, the
 * message shows the caller's stack at that call (`details.forwardStack`). Only nodes of one graph are watched: other
 * code, workers too, runs as ever. Costs a look at every gradient and a stack for every call: for finding faults.
 */
export function detectAnomaly<T>(body: () => T): T {
  checkFunction(body, "detectAnomaly");
  return runInContext({ ...currentContext(), anomaly: true }, body);
}
