// The whole DINO step: with our operators beside LibTorch's in this process, and beside PyTorch's in Python.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { training } from "../peers/ours.mjs";
import { runPeers, STYLES } from "../peers/peers.mjs";
import { SMALL_NETWORKS, STEP_NETWORKS, writeProblem } from "../peers/problem.mjs";
import { measure } from "./measure.mjs";

/** Steps of which the first ones do not count: allocators and caches fill. */
const FULL = { rounds: 10, warmUp: 3 };
const QUICK = { rounds: 4, warmUp: 1 };

const networksOf = (quick) => Object.entries(quick ? { "small ViT": SMALL_NETWORKS.ViT } : STEP_NETWORKS);

/** The switch `operators` of DINOConf, both ways in one process. */
export async function stepsInNode(options) {
  const { dino, quick } = options;
  if (!("operators" in new dino.DINOConf()))
    return { results: [], leftOut: ["the step in Node: DINOConf has no `operators` yet"] };
  const results = [];
  for (const [shape, network] of networksOf(quick)) {
    const folder = mkdtempSync(join(tmpdir(), "dino-steps-"));
    try {
      await writeProblem(folder, network);
      const [ours, theirs] = [await take(folder, "fused"), await take(folder, "composed")];
      const baselines = { "LibTorch's operators, in Node": theirs };
      results.push(
        ...(await measure(options, { name: "DINO step", shape, dtype: "float32", ours, baselines })),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return { results, leftOut: [] };
}

async function take(folder, operators) {
  const step = await training(folder, { operators });
  let index = 0;
  return () => step(index++);
}

/** Peers of processes of their own: their memory at its peak is not measured. */
export async function stepsBesidePython({ python, median, quick, threads }) {
  const { rounds, warmUp } = quick ? QUICK : FULL;
  const results = [];
  for (const [shape, network] of networksOf(quick)) {
    console.error(`DINO step, ${shape}`);
    const peers = await runPeers({ python, styles: STYLES, network, rounds, threads });
    const [ours, ...others] = peers.map(({ name, steps }) => ({ name, steps: steps.slice(warmUp) }));
    for (const { name, steps } of others) {
      const share = median(steps.map(({ replaced, clock }) => replaced / clock));
      results.push({
        name: "DINO step",
        shape,
        dtype: "float32",
        baseline: `${name}, of which ours replace ${(100 * share).toFixed(1)} %`,
        medianMs: median(ours.steps.map(({ clock }) => clock)),
        baselineMs: median(steps.map(({ clock }) => clock)),
        ratio: median(steps.map(({ clock }, i) => clock / ours.steps[i].clock)),
        bytesMoved: null,
        bytesLeast: null,
        shareOfCopy: null,
        peakExtraBytes: null,
        baselinePeakExtraBytes: null,
      });
    }
  }
  return { results, leftOut: [] };
}
