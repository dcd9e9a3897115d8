/** What a wrapper leaves behind when something goes wrong: buffers, modes, states, memory. */
import { totalmem } from "node:os";
import {
  aten,
  backbones,
  DINOWrapper,
  full,
  jit,
  manualSeed,
  memory,
  noGrad,
  rand,
  renderCrops,
  type ScriptModule,
  type Tensor,
  zeros,
} from "../../lib";
import { runProgram } from "../support/children";
import { settled } from "../support/settled";

const SMALL = { globalCropSize: 16, localCropSize: 8, localCropsNumber: 2, head: null } as const;
const PLAIN = { ...SMALL, originalOutput: "none" } as const;
const images = (count = 2): Tensor => rand([count, 3, 16, 16]);

const network = (source: string, more: object = {}): Promise<ScriptModule> =>
  jit.define({
    name: "Network",
    source: `def forward(self, x: Tensor) -> Tensor:\n${source}`,
    parameters: { weight: rand([3, 5]) },
    ...more,
  });
const linear = (): Promise<ScriptModule> => network("    return x.mean([2, 3]).matmul(self.weight)\n");

beforeEach(() => manualSeed(0));

test("a loss that is not finite leaves BatchNorm's statistics alone, and the graph whole", async () => {
  const module = await backbones.resnet18({ channels: 3, stem: "small", width: 4, classes: 10 });
  const dino = await DINOWrapper.create(module, {
    ...PLAIN,
    head: { batchNorm: true, prototypes: 8, hiddenDim: 8, bottleneckDim: 4 },
  });
  await dino.forward(images(4));
  const before = noGrad(() =>
    Object.entries(dino.stateDict()).map(([name, value]) => [name, value.clone()] as const),
  );
  const [, loss] = await dino.forward(full([4, 3, 16, 16], Number.NaN));
  expect(dino.nonFinite).toBe("global crop 0");
  const after = dino.stateDict();
  for (const [name, value] of before)
    if (name !== "imagesSeen") expect([name, after[name]!.equal(value)]).toEqual([name, true]);
  await loss.backward();
});

test("buffers that the module assigns are what they were after the dry run, an embedding and a failure", async () => {
  const module = await network(
    "    self.count = self.count + 1\n    if x.size(0) == 3:\n        return x\n    return x.mean([2, 3]).matmul(self.weight) + 0 * self.count\n",
    { buffers: { count: zeros([1]) } },
  );
  const count = async () => (await module.clone()).stateDict().count!.item();
  const dino = await DINOWrapper.create(module, { ...PLAIN, originalOutput: "original" });
  expect(await count()).toBe(0);
  await dino.embed(images(), { network: "student" });
  expect(await count()).toBe(0);
  // Three images are a map of their own to it: the last step of the forward fails.
  await expect(dino.forward(images(3).select(1, 0).unsqueeze(1))).rejects.toThrow();
  await expect(
    dino.forwardCrops({
      globalCrops: [rand([3, 3, 16, 16])],
      localCrops: [rand([3, 3, 8, 8])],
      images: images(3),
    }),
  ).rejects.toThrow();
  expect(await count()).toBe(0);
});

test("a module that fails after it resized a buffer is answered with its own error, and has its buffers again", async () => {
  const module = await network(
    "    self.count.add_(1)\n    if x.size(0) == 6:\n        self.odd.resize_([7])\n        assert x.size(0) != 6, 'refused'\n    return x.mean([2, 3]).matmul(self.weight)\n",
    { buffers: { odd: zeros([4]), count: zeros([1]) } },
  );
  const dino = await DINOWrapper.create(module, PLAIN);
  await expect(dino.forward(images(3))).rejects.toThrow("refused");
  for (const { odd, count } of [dino.teacher.stateDict(), module.stateDict()])
    expect([odd!.shape, count!.item()]).toEqual([[4], 0]);
});

test("what a forward gave out of a module's attribute is busy while the next one is pending", async () => {
  const module = await network(
    "    y = x.mean([2, 3]).matmul(self.weight)\n    self.state.add_(1)\n    return self.state if y.size(0) == 3 else y\n",
    { attributes: { state: { type: "Tensor", value: zeros([3, 5]) } } },
  );
  const dino = await DINOWrapper.create(module, { ...SMALL, originalOutput: "original" });
  const [original] = await dino.forward(images(3));
  const pending = dino.forward(images(3));
  expect(() => original.toTypedArray()).toThrow(expect.objectContaining({ code: "TENSOR_BUSY" }));
  await pending;
  expect(original.toTypedArray()).toHaveLength(15);
});

test.each([
  ["without data", "teacher.weight", () => aten.empty([3, 5], { device: "meta" as "cpu" })],
  ["of a centre without data", "center", () => aten.empty([1, 5], { device: "meta" as "cpu" })],
  ["that is sparse", "teacher.weight", () => aten.to_sparse(rand([3, 5]))],
  ["that is complex", "teacher.weight", () => rand([3, 5]).to("complex64")],
] as const)("a state with an entry %s changes nothing", async (_, name, make) => {
  const dino = await DINOWrapper.create(await linear(), PLAIN);
  const before = noGrad(() => dino.stateDict()["student.weight"]!.clone());
  const state = { ...dino.stateDict(), "student.weight": rand([3, 5]), [name]: make() };
  for (const strict of [true, false])
    await expect(dino.loadStateDict(state, { strict })).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(
        new RegExp(`^loadStateDict: argument '${name}': expected a dense, real tensor with data, got `),
      ),
    });
  expect(dino.stateDict()["student.weight"]!.equal(before)).toBe(true);
  await dino.forward(images());
});

test("a preprocessFunc that throws leaves no tensors behind", async () => {
  let broken = false;
  const preprocessFunc = (features: Tensor): Tensor => {
    if (broken) throw new Error("broken");
    return features.mul(1);
  };
  const module = await linear();
  const dino = await DINOWrapper.create(module, { ...PLAIN, preprocessFunc });
  broken = true;
  const batch = images();
  const before = (await settled()).tensors;
  await expect(dino.forward(batch)).rejects.toThrow("broken");
  await expect(DINOWrapper.create(module, { ...PLAIN, preprocessFunc })).rejects.toThrow("broken");
  expect(memory().tensors).toBe(before);
});

test.each(["pil", "gaussian"] as const)("a blur too small for a float is none: %s", async (kind) => {
  const box = { top: 0, left: 0, height: 8, width: 8 };
  const view = { box, size: [8, 8] as const };
  const image = rand([3, 8, 8]);
  const [plain, blurred] = await Promise.all([
    renderCrops(image, [{ ...view }]),
    renderCrops(image, [{ ...view, blur: { kind, sigma: 1e-50 } }]),
  ]);
  expect(blurred.equal(plain)).toBe(true);
});

test("more images than there is memory for what is kept of each are refused", async () => {
  const outcome = await runProgram(
    `(async () => {
       const module = await dino.backbones.vit({ imageSize: 16, patchSize: 8, width: 8, depth: 1, heads: 1 });
       const wrapper = await dino.DINOWrapper.create(module, { globalCropSize: 16, localCropSize: 8 });
       // Expanded, they take no memory themselves.
       const images = dino.zeros([1, 3, 1, 1], { dtype: "uint8" }).expand([${Math.floor(totalmem() / 200)}, 3, 1, 1]);
       const { code, message } = await wrapper.forward(images).catch((error) => error);
       process.stdout.write(JSON.stringify({ code, message }));
     })();`,
    { dataKiB: 2 * 2 ** 20 },
  );
  expect(outcome).toMatchObject({ code: 0, signal: null });
  expect(JSON.parse(outcome.stdout)).toMatchObject({
    code: "OUT_OF_MEMORY",
    message: expect.stringMatching(/^forward: not enough memory for a batch of/),
  });
});

test("modes are what they were after an embedding that memory runs out for", async () => {
  const outcome = await runProgram(
    `const MiB = 2 ** 20;
     dino.setNumThreads(1);
     dino.setCpuCache(0);
     (async () => {
       const module = await dino.jit.define({
         name: "Large",
         source: "def forward(self, x: Tensor) -> Tensor:\\n    return x.mean([2, 3]).matmul(self.weight)\\n",
         parameters: { weight: dino.rand([3, 5]) },
         buffers: { large: dino.zeros([64 * MiB]) },
       });
       const wrapper = await dino.DINOWrapper.create(module, { globalCropSize: 16, localCropsNumber: 0, head: null });
       const held = [];
       try {
         for (;;) held.push(dino.aten.empty([128 * MiB], { dtype: "uint8" }));
       } catch {}
       const images = dino.rand([2, 3, 16, 16]);
       const code = await wrapper.embed(images, { network: "student" }).then(() => "none", (error) => error.code);
       process.stdout.write(JSON.stringify({ code, training: module.training }));
     })();`,
    { dataKiB: 2 * 2 ** 20 },
  );
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(outcome.stdout)).toEqual({ code: "OUT_OF_MEMORY", training: true });
});
