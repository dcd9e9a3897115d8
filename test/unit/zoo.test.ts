/** Networks of torchvision and timm, scripted and traced (test/fixtures/make-zoo.py): inspected, wrapped, trained. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  backbones,
  DINOWrapper,
  type Inspection,
  jit,
  manualSeed,
  noGrad,
  optim,
  rand,
  type ScriptModule,
} from "../../lib";
import { runPython, testWithPython } from "../python/python";

/** An entry of the list that make-zoo.py writes. */
interface Network {
  readonly name: string;
  readonly file: string;
  readonly how: "scripted" | "traced";
  readonly size: number;
  readonly classifier: string;
  readonly width: number;
  readonly inner: string;
}

const FIXTURES = join(__dirname, "..", "fixtures");
const kept = JSON.parse(readFileSync(join(FIXTURES, "zoo.json"), "utf8")) as Network[];

beforeEach(() => manualSeed(0));

/** What holds of every one of them; trains it for `steps` at its features, at a layer of its middle, or both in turn. */
async function check(
  network: Network,
  path: string,
  { at = ["features", "inner"], steps = 2 }: { at?: readonly ("features" | "inner")[]; steps?: number } = {},
): Promise<void> {
  const { file, classifier, width, inner, size } = network;
  const module = await jit.load(path);
  const report = await DINOWrapper.inspect(module);
  expect([file, report.features]).toEqual([file, { classifier, width }]);
  expect([file, report.output?.kind, report.output?.shape]).toEqual([file, "rows", [2, 10]]);
  expect([file, report.input.channels]).toEqual([file, [3]]);
  expect([file, report.parameters.withoutGradient]).toEqual([file, []]);
  expect([file, report.obstacles.filter(({ severity }) => severity === "stops")]).toEqual([file, []]);
  expect([file, report.returnLayers.map(({ path: each }) => each)]).toEqual([
    file,
    expect.arrayContaining([inner]),
  ]);
  const batchNorm = /resnet|mobilenet/.test(file);
  expect([file, report.batchNorm.layers > 0]).toEqual([file, batchNorm]);
  expect([file, report.batchNorm.baked]).toEqual([
    file,
    batchNorm && network.how === "traced" ? "eval" : null,
  ]);
  for (const each of at) await train(module, report, size, each === "inner" ? inner : undefined, steps);
}

/** Steps with small crops: the loss stays finite, gradients reach what lies before the tap and nothing else. */
async function train(
  module: ScriptModule,
  { conf, input, features, returnLayers }: Inspection,
  size: number,
  returnLayer: string | undefined,
  steps: number,
): Promise<void> {
  const small = { globalCropSize: size, localCropSize: size / 2 };
  const crops = input.fixedSize === null && conf.globalCropSize === undefined ? small : {};
  const dino = await DINOWrapper.create(module, {
    ...conf,
    ...crops,
    localCropsNumber: 1,
    originalOutput: "none",
    ...(returnLayer !== undefined && { returnLayer, preprocessFunc: "gap" }),
  });
  // Swin's maps have their channels last.
  const layer = returnLayers.find(({ path }) => path === returnLayer);
  expect(dino.featureDim).toBe(layer === undefined ? features.width : layer.output.width);
  const adam = new optim.AdamW(dino.parameterGroups(), { lr: 1e-3 });
  await adam.zeroGrad();
  for (let step = 0; step < steps; ++step) {
    const [, loss] = await dino.forward(rand([2, 3, size, size]));
    expect(Number.isFinite(loss.item())).toBe(true);
    await loss.backward();
    const reached = module.namedParameters().filter(([, { grad }]) => grad !== null);
    const names = module.namedParameters().map(([name]) => name);
    const before = (name: string) => returnLayer !== undefined || !name.startsWith(`${features.classifier}.`);
    if (returnLayer === undefined) expect(reached.map(([name]) => name)).toEqual(names.filter(before));
    else expect(reached.length).toBeLessThan(names.length);
    expect(reached.length).toBeGreaterThan(0);
    await adam.step();
    await dino.emaUpdate();
    await adam.zeroGrad();
  }
}

test.each(kept.map((network) => [network.file, network] as const))(
  "%s: inspected, wrapped, trained",
  (file, network) => check(network, join(FIXTURES, file)),
);

testWithPython(
  "all of torchvision and timm, scripted and traced; ours computes what torchvision's ResNet-50 does",
  async (python) => {
    const folder = mkdtempSync(join(tmpdir(), "dino-zoo-"));
    try {
      await runPython(python, [join(FIXTURES, "make-zoo.py"), folder]);
      const zoo = JSON.parse(readFileSync(join(folder, "zoo.json"), "utf8")) as Network[];
      expect(zoo).toHaveLength(24);
      for (const network of zoo) {
        const at = network.how === "scripted" ? "features" : "inner";
        await check(network, join(folder, network.file), { at: [at], steps: 1 });
      }

      const theirs = (await jit.load(join(folder, "torchvision-resnet50-scripted.pt"))).eval();
      const ours = await backbones.resnet({ depths: [1, 1, 1, 1], block: "bottleneck", classes: 10 });
      await ours.eval().loadStateDict(theirs.stateDict());
      const images = rand([2, 3, 64, 64]);
      const [a, b] = await noGrad(() => Promise.all([ours.forward(images), theirs.forward(images)]));
      expect(a.allclose(b, { rtol: 1e-5, atol: 1e-6 })).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  ["torchvision", "timm"],
);
