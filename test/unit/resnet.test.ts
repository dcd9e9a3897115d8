/** The ResNet that needs no Python: torchvision's names, sizes and initialisation. */
import { backbones, manualSeed, noGrad, rand } from "../../lib";

const SMALL = { channels: 1, stem: "small", width: 4, classes: 10 } as const;

test("names, order and sizes are torchvision's resnet18", async () => {
  const module = await backbones.resnet18();
  const names = module.namedParameters().map(([name]) => name);
  expect(names).toHaveLength(62);
  expect(names.slice(0, 6)).toEqual([
    "conv1.weight",
    "bn1.weight",
    "bn1.bias",
    "layer1.0.conv1.weight",
    "layer1.0.bn1.weight",
    "layer1.0.bn1.bias",
  ]);
  expect(names).toEqual(
    expect.arrayContaining(["layer2.0.downsample.0.weight", "layer2.0.downsample.1.bias"]),
  );
  expect(names.slice(-2)).toEqual(["fc.weight", "fc.bias"]);
  const buffers = module.namedBuffers().map(([name]) => name);
  expect(buffers).toHaveLength(60);
  expect(buffers).toContain("layer4.1.bn2.num_batches_tracked");
  // torchvision's documented number of parameters.
  expect(module.parameters().reduce((sum, tensor) => sum + tensor.size, 0)).toBe(11_689_512);
  const images = rand([1, 3, 64, 64]);
  expect((await noGrad(() => module.eval().forward(images))).shape).toEqual([1, 1000]);
  expect((await noGrad(() => module.call("forward_features", images))).shape).toEqual([1, 512, 2, 2]);
});

test("the small stem keeps the resolution for three stages' strides", async () => {
  const module = await backbones.resnet18(SMALL);
  const images = rand([2, 1, 28, 28]);
  expect((await module.forward(images)).shape).toEqual([2, 10]);
  expect((await module.call("forward_features", images)).shape).toEqual([2, 32, 4, 4]);
});

test("weights are He-normal by fan-out, BatchNorm is the identity, manualSeed repeats them", async () => {
  const make = () => {
    manualSeed(3);
    return backbones.resnet18({ width: 16 });
  };
  const [one, two] = [await make(), await make()];
  const state = one.stateDict();
  const conv = state["layer4.1.conv2.weight"]!;
  expect(conv.shape).toEqual([128, 128, 3, 3]);
  expect(Number(conv.std().item())).toBeCloseTo(Math.sqrt(2 / (128 * 9)), 3);
  expect(Number(conv.mean().item())).toBeCloseTo(0, 3);
  expect(state["bn1.weight"]!.toArray()).toEqual(new Array(16).fill(1));
  expect(state["bn1.bias"]!.toArray()).toEqual(new Array(16).fill(0));
  for (const [name, value] of two.namedParameters())
    expect([name, value.equal(state[name]!)]).toEqual([name, true]);
});

test("BatchNorm follows the mode: statistics move in train mode alone", async () => {
  const module = await backbones.resnet18(SMALL);
  const batches = () => module.stateDict()["bn1.num_batches_tracked"]!.item();
  const images = rand([4, 1, 16, 16]);
  await module.train().forward(images);
  await module.forward(images);
  expect(batches()).toBe(2n);
  expect(module.stateDict()["bn1.running_mean"]!.abs().amax().item()).toBeGreaterThan(0);
  await module.eval().forward(images);
  expect(batches()).toBe(2n);
});

test("every parameter gets a gradient", async () => {
  const module = await backbones.resnet18(SMALL);
  await (await module.forward(rand([2, 1, 16, 16]))).square().sum().backward();
  for (const [name, value] of module.namedParameters())
    expect([name, value.grad !== null]).toEqual([name, true]);
});

test("names, order and sizes are torchvision's resnet50; without classes it gives the features", async () => {
  const module = await backbones.resnet50({ classes: null });
  const names = module.namedParameters().map(([name]) => name);
  expect(names).toHaveLength(159);
  expect(names.slice(3, 15)).toEqual([
    "layer1.0.conv1.weight",
    "layer1.0.bn1.weight",
    "layer1.0.bn1.bias",
    "layer1.0.conv2.weight",
    "layer1.0.bn2.weight",
    "layer1.0.bn2.bias",
    "layer1.0.conv3.weight",
    "layer1.0.bn3.weight",
    "layer1.0.bn3.bias",
    "layer1.0.downsample.0.weight",
    "layer1.0.downsample.1.weight",
    "layer1.0.downsample.1.bias",
  ]);
  const state = module.stateDict();
  expect(state["layer2.0.conv2.weight"]!.shape).toEqual([128, 128, 3, 3]);
  expect(state["layer4.2.conv3.weight"]!.shape).toEqual([2048, 512, 1, 1]);
  // torchvision's documented number of parameters, without those of fc.
  const count = module.parameters().reduce((sum, tensor) => sum + tensor.size, 0);
  expect(count).toBe(25_557_032 - 2049 * 1000);
  const images = rand([1, 3, 64, 64]);
  module.eval();
  expect((await noGrad(() => module.call("forward_features", images))).shape).toEqual([1, 2048, 2, 2]);
  expect((await noGrad(() => module.forward(images))).shape).toEqual([1, 2048]);
});

test("bottlenecks: every parameter gets a gradient, and the 3×3 has the stride", async () => {
  const module = await backbones.resnet({ ...SMALL, depths: [1, 2], block: "bottleneck" });
  const images = rand([2, 1, 16, 16]);
  expect((await noGrad(() => module.call("forward_features", images))).shape).toEqual([2, 32, 8, 8]);
  await (await module.forward(images)).square().sum().backward();
  for (const [name, value] of module.namedParameters())
    expect([name, value.grad !== null]).toEqual([name, true]);
});

test("any stages of any depth; the strided stem halves the resolution", async () => {
  const module = await backbones.resnet({ ...SMALL, stem: "strided", depths: [1, 2, 1] });
  const names = module.namedParameters().map(([name]) => name);
  expect(names.filter((name) => /conv\d\.weight$/.test(name))).toHaveLength(1 + 2 * 4);
  expect((await module.forward(rand([2, 1, 28, 28]))).shape).toEqual([2, 10]);
  expect((await module.call("forward_features", rand([2, 1, 28, 28]))).shape).toEqual([2, 16, 4, 4]);
});

test.each([
  [{ depths: [] }, /resnet: stages: expected an integer of 1 to 8, got number 0/],
  [{ depths: [2, 0] }, /resnet: depths\[1\]: expected an integer of 1 to 256, got number 0/],
  [{ depths: Array(2) }, /resnet: depths\[0\]: expected an integer of 1 to 256, got undefined/],
  [{ depths: 2 as never }, /resnet: depths: expected an array, got number 2/],
  [
    { depths: [1], block: "wide" as never },
    /resnet: block: expected "basic" or "bottleneck", got string "wide"/,
  ],
  [{ depths: [1], classes: 0 }, /resnet: classes: expected an integer of 1 to 65536, got number 0/],
  [{ depths: [1], stem: "toString" as never }, /resnet: stem: expected "imagenet", "small" or "strided"/],
])("resnet %j is refused", async (options, message) => {
  await expect(backbones.resnet(options)).rejects.toThrow(message);
});
