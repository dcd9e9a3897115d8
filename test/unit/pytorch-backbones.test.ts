/** Backbones that PyTorch scripted and traced (test/fixtures/make-backbones.py): loaded, trained, saved. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DINOWrapper,
  fromTypedArray,
  jit,
  losses,
  manualSeed,
  noGrad,
  optim,
  type ScriptModule,
  type Tensor,
  tensor,
} from "../../lib";
import { runPython, testWithPython } from "../python/python";

interface Backbone {
  readonly file: string;
  readonly about: string;
  readonly cases: readonly { readonly shape: number[]; readonly output: number[][] }[];
}

const FIXTURES = join(__dirname, "..", "fixtures");
const { input, classes, backbones } = JSON.parse(readFileSync(join(FIXTURES, "backbones.json"), "utf8")) as {
  readonly input: { readonly step: number; readonly modulus: number };
  readonly classes: number;
  readonly backbones: readonly Backbone[];
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dino-backbones-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => manualSeed(0));

/** The input that the fixtures' outputs belong to. */
function image(shape: readonly number[]): Float32Array {
  const count = shape.reduce((product, size) => product * size, 1);
  return Float32Array.from({ length: count }, (_, i) => ((i * input.step) % input.modulus) / input.modulus);
}

function evaluate(module: ScriptModule, shape: readonly number[]): Promise<Tensor> {
  return noGrad(() => module.eval().forward(fromTypedArray(image(shape), shape)));
}

const SIZE = 24;
const CROPS = { globalCropSize: 16, localCropSize: 12, localCropsNumber: 2 };

/** Horizontal stripes, vertical stripes or checks, mostly red, green or blue, at a place of their own, with noise. */
function pattern(label: number, random: () => number): Uint8Array {
  const pixels = new Uint8Array(3 * SIZE * SIZE);
  const colour = [0, 1, 2].map((channel) => (channel === label ? 200 : 100 * random()));
  const [down, right] = [Math.floor(8 * random()), Math.floor(8 * random())];
  for (let i = 0; i < pixels.length; ++i) {
    const channel = Math.floor(i / SIZE ** 2);
    const row = ((Math.floor(i / SIZE) % SIZE) + down) % 8 < 4;
    const column = ((i % SIZE) + right) % 8 < 4;
    const on = [row, column, row !== column][label];
    pixels[i] = 50 * random() + (on ? colour[channel]! : 0);
  }
  return pixels;
}

/** Uniform on [0, 1), the same on every machine. */
function randomNumbers(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Batches of uint8 images whose classes take turns. */
function* batches(count: number, batchSize: number): Generator<{ images: Tensor; labels: Tensor<"int64"> }> {
  const random = randomNumbers();
  const labels = Array.from({ length: batchSize }, (_, i) => i % classes);
  for (let batch = 0; batch < count; ++batch) {
    const pixels = labels.flatMap((label) => Array.from(pattern(label, random)));
    yield {
      images: fromTypedArray(Uint8Array.from(pixels), [batchSize, 3, SIZE, SIZE]),
      labels: tensor(labels.map(BigInt), { dtype: "int64" }),
    };
  }
}

/** The loop of the README; gives class loss and DINO loss of each step. */
async function train(module: ScriptModule, steps: number): Promise<[number, number][]> {
  const dino = await DINOWrapper.create(module, CROPS);
  const adam = new optim.AdamW(dino.parameterGroups(), { lr: 1e-2 });
  const seen: [number, number][] = [];
  for (const { images, labels } of batches(steps, 24)) {
    adam.zeroGrad();
    const [originalOutput, dinoLoss] = await dino.forward(images);
    const classLoss = losses.crossEntropy(originalOutput, labels);
    await classLoss.add(dinoLoss).backward();
    await adam.step();
    await dino.emaUpdate();
    seen.push([Number(classLoss.item()), Number(dinoLoss.item())]);
  }
  return seen;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(backbones.map((backbone) => [backbone.file, backbone] as const))("%s", (file, { cases }) => {
  const load = () => jit.load(join(FIXTURES, file));

  test.each(cases)("gives PyTorch's outputs for $shape", async ({ shape, output }) => {
    const found = await evaluate(await load(), shape);
    const expected = tensor(output);
    expect(found.shape).toEqual(expected.shape);
    expect(found.allclose(expected, { rtol: 1e-4, atol: 1e-6 })).toBe(true);
  });

  test("gradients of DINO's loss reach every parameter before the classifier, the user's loss that too", async () => {
    const module = await load();
    const dino = await DINOWrapper.create(module, CROPS);
    const [{ images, labels }] = [...batches(1, 12)] as [{ images: Tensor; labels: Tensor<"int64"> }];
    const reached = () =>
      module
        .namedParameters()
        .filter(([, { grad }]) => grad !== null && Number(grad.abs().amax().item()) > 0)
        .map(([name]) => name);
    const names = module.namedParameters().map(([name]) => name);

    const [output, dinoLoss] = await dino.forward(images);
    await dinoLoss.backward();
    expect(reached()).toEqual(names.filter((name) => !/^(fc|classifier)\./.test(name)));
    await losses.crossEntropy(output, labels).backward();
    expect(reached()).toEqual(names);
  });

  test("trains with DINO beside labels, and is saved as it was trained", async () => {
    const module = await load();
    const { shape } = cases[0]!;
    const before = await evaluate(module, shape);
    const seen = await train(module, 12);
    expect(seen.map(([a, b]) => Number.isFinite(a + b))).toEqual(seen.map(() => true));
    const classLoss = seen.map(([a]) => a);
    expect(mean(classLoss.slice(-3))).toBeLessThan(0.9 * mean(classLoss.slice(0, 3)));

    const path = join(folder, file);
    await module.save(path);
    const trained = await evaluate(module, shape);
    expect(trained.allclose(before, { rtol: 1e-2 })).toBe(false);
    expect((await evaluate(await jit.load(path), shape)).equal(trained)).toBe(true);
    expect((await evaluate(await jit.load(await module.toBytes()), shape)).equal(trained)).toBe(true);
  });

  testWithPython("PyTorch loads what was saved after training", async (python) => {
    const module = await load();
    await train(module, 2);
    const path = join(folder, `python-${file}`);
    await module.save(path);
    const { shape } = cases[1]!;
    const program = join(__dirname, "..", "python", "forward.py");
    const input = JSON.stringify({ shape, values: Array.from(image(shape)) });
    const output = JSON.parse(await runPython(python, [program, path], { input })) as number[];
    const expected = (await evaluate(module, shape)).toTypedArray() as Float32Array;
    expect(output).toHaveLength(expected.length);
    for (const [i, value] of expected.entries()) expect(output[i]).toBeCloseTo(value, 5);
  });
});

test.each([
  ["scripted-resnet.pt", /the input of the classifier 'fc', 32 wide/],
  ["traced-convnet.pt", /the input of the classifier 'classifier', 32 wide/],
  ["traced-convnet.pt", /traced in train mode: BatchNorm uses the batch's statistics in evaluation too/],
])("the preflight of %s says %s", async (file, message) => {
  const { preflight } = await DINOWrapper.create(await jit.load(join(FIXTURES, file)), CROPS);
  expect(preflight.join("\n")).toMatch(message);
});
