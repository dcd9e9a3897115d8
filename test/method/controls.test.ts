/** Controls of the method on real images, small and seeded: what must hold whenever it is right. */
import { join } from "node:path";
import {
  backbones,
  DataLoader,
  type DINOConfInput,
  DINOWrapper,
  IdxDataset,
  losses,
  manualSeed,
  optim,
  type ScriptModule,
  scope,
  type Tensor,
} from "../../lib";

const CONF = {
  globalCropSize: 20,
  localCropSize: 12,
  localCropsNumber: 2,
  globalCropsScale: [0.4, 1],
  localCropsScale: [0.1, 0.4],
  teacherMomentum: 0.98,
} as const satisfies DINOConfInput;

const data = (name: string) => join(__dirname, "../../examples/data", name);
let dataset: IdxDataset;

beforeAll(async () => {
  dataset = await IdxDataset.open(data("fashion-mnist-images.idx.gz"), data("fashion-mnist-labels.idx.gz"));
});
beforeEach(() => manualSeed(0));

const backbone = () => backbones.resnet18({ channels: 1, stem: "small", width: 4, classes: 10 });

/** Shannon entropy in nats of each row. */
const entropy = (q: Tensor) => q.mul(q.add(1e-12).log()).sum(-1).neg();

/** H(mean q) and the mean of H(q) of the teacher's targets on held-out images. */
async function spread(dino: DINOWrapper): Promise<{ ofMean: number; ofEach: number }> {
  const { images } = dataset.slice(4000, 4256).batch(Array.from({ length: 256 }, (_, i) => i));
  const logits = await dino.embed(images, { size: null });
  const q = logits.sub(dino.center).div(dino.teacherTemperature).softmax(-1);
  return { ofMean: entropy(q.mean(0)).item() as number, ofEach: entropy(q).mean().item() as number };
}

describe.each(["batch", "ema"] as const)(
  "a backbone with BatchNorm, teacherBatchNorm %s",
  (teacherBatchNorm) => {
    test("does not collapse, neither to the uniform distribution nor to one prototype", async () => {
      const dino = await DINOWrapper.create(await backbone(), { ...CONF, teacherBatchNorm });
      const adam = new optim.AdamW(dino.parameterGroups(), { lr: 2e-3 });
      const loader = new DataLoader(dataset.slice(0, 4000), { batchSize: 32, shuffle: true });
      let first = 0;
      let last = 0;
      for await (const { images, ids } of loader) {
        await scope(async () => {
          adam.zeroGrad();
          const [, loss] = await dino.forward(images, { ids });
          await loss.backward();
          await adam.step();
          await dino.emaUpdate();
          if (dino.step <= 10) first += loss.item() / 10;
          if (dino.step > loader.length - 10) last += loss.item() / 10;
        });
      }
      const { ofMean, ofEach } = await spread(dino);
      // The information that targets carry about their image: 0 in both collapses.
      expect(ofMean - ofEach).toBeGreaterThan(0.3);
      expect(ofMean).toBeGreaterThan(1);
      expect(ofEach).toBeLessThan(0.9 * Math.log(dino.prototypes));
      expect(last).toBeLessThan(0.9 * first);
    });
  },
);

test("gradients of the module's own loss and of DINO's add up in the parameters", async () => {
  const { images, labels } = dataset.batch([0, 1, 2, 3, 4, 5, 6, 7]);
  const start = await backbone();
  const gradients = async (combine: (own: Tensor, dino: Tensor) => Tensor): Promise<Map<string, Tensor>> => {
    // The centre moves with each forward, so each sum gets a wrapper of its own.
    const module: ScriptModule = await start.clone();
    const dino = await DINOWrapper.create(module, { ...CONF, ema: "manual" });
    const [output, loss] = await dino.forward(images);
    await combine(losses.crossEntropy(output, labels), loss).backward();
    return new Map(
      module.namedParameters().flatMap(([name, { grad }]) => (grad === null ? [] : [[name, grad] as const])),
    );
  };
  const own = await gradients((a, b) => a.add(b.mul(0)));
  const dino = await gradients((a, b) => a.mul(0).add(b));
  const both = await gradients((a, b) => a.add(b));
  expect(both.size).toBe(start.namedParameters().length);
  for (const [name, gradient] of both) {
    const [a, b] = [own.get(name)!, dino.get(name)!];
    expect([name, gradient.allclose(a.add(b), { rtol: 1e-3, atol: 1e-5 })]).toEqual([name, true]);
    // Only the classifier is out of DINO's reach.
    expect([name, (b.norm().item() as number) > 0]).toEqual([name, !name.startsWith("fc.")]);
    expect([name, (a.norm().item() as number) > 0]).toEqual([name, true]);
  }
});
