// A DINO step with dino-wrapper on the problem of a folder.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { inRoot } from "../../scripts/support.mjs";

const dino = createRequire(import.meta.url)(inRoot("dist/index.js"));

/** Gives `step(index)`, which resolves to the loss; `changed` goes over the problem's DINOConf. */
export async function training(folder, changed = {}) {
  const { conf, training, steps } = JSON.parse(readFileSync(join(folder, "problem.json"), "utf8"));
  const module = await dino.jit.load(join(folder, "backbone.pt"));
  const wrapper = await dino.DINOWrapper.create(module, { ...conf, ...changed });
  const { lr, weightDecay, clip } = training;
  const adam = new dino.optim.AdamW(wrapper.parameterGroups(), { lr, weightDecay });
  const crops = await dino.readStateDict(join(folder, "crops.pt"));
  const globals = crops.global.unbind(0).map((step) => step.unbind(0));
  const locals = crops.local.unbind(0).map((step) => step.unbind(0));
  return async (index) => {
    const [globalCrops, localCrops] = [globals[index % steps], locals[index % steps]];
    await adam.zeroGrad();
    const [, loss] = await wrapper.forwardCrops({ globalCrops, localCrops });
    await loss.backward();
    await wrapper.optimizerStep(adam, { maxNorm: clip, per: "parameter" });
    return loss.item();
  };
}
