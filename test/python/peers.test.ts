/** A DINO step is PyTorch's: with the same weights and crops the losses are the same, step after step. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, runProgram } from "../support/children";
import { testWithPython } from "./python";

const inBench = (name: string) => JSON.stringify(pathToFileURL(join(ROOT, "bench", "peers", name)).href);

for (const name of ["ViT", "ResNet"])
  testWithPython(`8 steps of a small ${name} with AdamW, clipping and the teacher's EMA`, async (python) => {
    const { code, stdout, stderr } = await runProgram(
      `(async () => {
        const { runPeers } = await import(${inBench("peers.mjs")});
        const { SMALL_NETWORKS, STEPS } = await import(${inBench("problem.mjs")});
        const options = { python: ${JSON.stringify(python)}, styles: ["loops"], threads: 1, rounds: STEPS };
        const peers = await runPeers({ ...options, network: SMALL_NETWORKS.${name} });
        console.log(JSON.stringify(peers.map(({ steps }) => steps.map(({ loss }) => loss))));
      })();`,
      { timeout: 200_000 },
    );
    expect([code, stderr]).toEqual([0, ""]);
    const [ours, theirs] = JSON.parse(stdout) as [number[], number[]];
    expect(ours).toHaveLength(8);
    // The steps change the loss by far more than the tolerance: an optimiser that does nothing would be noticed.
    expect(Math.abs(ours[7]! / ours[0]! - 1)).toBeGreaterThan(1e-2);
    for (const [i, loss] of ours.entries())
      expect(Math.abs(loss - theirs[i]!)).toBeLessThan(1e-4 * theirs[i]!);
  });
