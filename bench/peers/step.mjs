// One DINO step with dino-wrapper, the peer of step.py: node step.mjs FOLDER THREADS, then a line for each step to take.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inRoot } from "../../scripts/support.mjs";

const dino = createRequire(import.meta.url)(inRoot("dist/index.js"));
const [folder, threads] = process.argv.slice(2);
const { conf, training, steps } = JSON.parse(readFileSync(join(folder, "problem.json"), "utf8"));

dino.setNumThreads(Number(threads));
const module = await dino.jit.load(join(folder, "backbone.pt"));
const wrapper = await dino.DINOWrapper.create(module, conf);
const { lr, weightDecay, clip } = training;
const adam = new dino.optim.AdamW(wrapper.parameterGroups(), { lr, weightDecay });
const crops = await dino.readStateDict(join(folder, "crops.pt"));
const globals = crops.global.unbind(0).map((step) => step.unbind(0));
const locals = crops.local.unbind(0).map((step) => step.unbind(0));
const parameters = wrapper.parameters();

async function step(index) {
  await adam.zeroGrad();
  const [, loss] = await wrapper.forwardCrops({ globalCrops: globals[index], localCrops: locals[index] });
  await loss.backward();
  await dino.clipGradNorm(parameters, clip, { per: "parameter" });
  await adam.step();
  await wrapper.emaUpdate();
  return loss.item();
}

console.log(`dino-wrapper, LibTorch ${dino.torchInfo().torchVersion}`);
let index = 0;
for await (const _ of createInterface({ input: process.stdin })) {
  const [begin, processor] = [performance.now(), process.cpuUsage()];
  const loss = await step(index++ % steps);
  const used = process.cpuUsage(processor);
  console.log(`${performance.now() - begin} ${(used.user + used.system) / 1000} ${loss}`);
}
