/** The counters of memory(), from which no garbage of earlier tests can go any more. */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { type MemoryCounters, memory } from "../../lib";

const QUIET_ROUNDS = 3;

/** Collects garbage until a few rounds in a row change nothing. */
export async function settled(): Promise<MemoryCounters> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  let before = memory();
  for (let quiet = 0; quiet < QUIET_ROUNDS; ) {
    collect();
    // Finalisers run in turns of their own.
    await new Promise((resolve) => setTimeout(resolve, 5));
    const after = memory();
    quiet = after.tensors === before.tensors && after.objects === before.objects ? quiet + 1 : 0;
    before = after;
  }
  return before;
}
