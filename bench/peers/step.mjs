// One DINO step with dino-wrapper, the peer of step.py: node step.mjs FOLDER THREADS, then a line for each step to take.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { inRoot } from "../../scripts/support.mjs";
import { training } from "./ours.mjs";

const dino = createRequire(import.meta.url)(inRoot("dist/index.js"));
const [folder, threads] = process.argv.slice(2);

dino.setNumThreads(Number(threads));
const step = await training(folder);

console.log(`dino-wrapper, LibTorch ${dino.torchInfo().torchVersion}`);
let index = 0;
for await (const _ of createInterface({ input: process.stdin })) {
  const [begin, processor] = [performance.now(), process.cpuUsage()];
  const loss = await step(index++);
  const used = process.cpuUsage(processor);
  console.log(`${performance.now() - begin} ${(used.user + used.system) / 1000} ${loss}`);
}
