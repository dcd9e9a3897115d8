/** What `train` chooses when a user says nothing but where the images are. */

import { choose, cropsOfSide } from "../../lib/cli/choices";
import { DINOConf } from "../../lib/dino/conf";

const conf = (facts: Parameters<typeof choose>[0], given: Parameters<typeof choose>[1] = {}) =>
  new DINOConf(choose(facts, given).conf);

test.each([
  { images: 1, shortSide: 1, channels: 3 },
  { images: 10, shortSide: 28, channels: 1 },
  { images: 2000, shortSide: 375, channels: 3 },
  { images: 60_000, shortSide: 32, channels: 3 },
  { images: 1_300_000, shortSide: 375, channels: 3 },
])("settings for $images images of $shortSide pixels are whole", (facts) => {
  const { training, backbone, ...rest } = conf(facts);
  expect(rest.channels).toBe(facts.channels);
  expect(backbone).toMatchObject({ name: "resnet18", channels: facts.channels });
  expect(training.batchSize).toBeLessThanOrEqual(64);
  // A crop is never larger than the images, but for those too small for any network.
  expect(rest.globalCropSize).toBeLessThanOrEqual(Math.max(8, facts.shortSide));
  expect(rest.localCropSize).toBeLessThanOrEqual(rest.globalCropSize as number);
});

test("the more images, the more prototypes and the fewer epochs", () => {
  const sizes = [100, 5000, 50_000, 500_000, 5_000_000].map((images) =>
    conf({ images, shortSide: 256, channels: 3 }),
  );
  expect(sizes.map(({ head }) => head?.prototypes)).toEqual([1024, 1024, 8192, 65_536, 65_536]);
  const epochs = sizes.map((each) => each.epochs);
  expect(epochs).toEqual([...epochs].sort((a, b) => b - a));
  expect([epochs[0], epochs.at(-1)]).toEqual([300, 10]);
});

test("the teacher's horizon is well below the length of a run", () => {
  for (const epochs of [1, 10, 100, 1000]) {
    const { teacherMomentum, training } = conf({ images: 640, shortSide: 64, channels: 3 }, { epochs });
    const steps = epochs * Math.floor(640 / training.batchSize);
    const horizon = 1 / (1 - teacherMomentum);
    expect(horizon).toBeLessThanOrEqual(Math.max(20.001, steps / 40 + 1));
    expect(horizon).toBeLessThan(250.001);
  }
});

test("what the user says is taken, and not explained", () => {
  const facts = { images: 2000, shortSide: 375, channels: 3 };
  const given = {
    epochs: 7,
    batchSize: 12,
    imageSize: 224,
    module: { multipleOf: 1, fixedSize: null },
  } as const;
  const { conf: chosen, reasons } = choose(facts, given);
  expect(chosen).toMatchObject({
    epochs: 7,
    globalCropSize: 224,
    localCropSize: 96,
    training: { batchSize: 12 },
  });
  expect(chosen.backbone).toBeUndefined();
  expect(reasons.join("\n")).not.toMatch(/epochs:|batches of|global crops of|ResNet/);
  expect(choose(facts, {}).reasons.join("\n")).toMatch(
    /global crops of 128 pixels: .*\n4 local crops of 56 pixels: .*\nbatches of 64: .*\n300 epochs: /,
  );
});

describe("crops by the network", () => {
  const facts = { images: 2000, shortSide: 100, channels: 3 };

  test("sides are multiples of a patch", () => {
    for (const patchSize of [8, 14, 16]) {
      const { globalCropSize, localCropSize, backbone } = conf(facts, {
        backbone: { name: "vit", size: "tiny", patchSize },
      });
      expect([(globalCropSize as number) % patchSize, (localCropSize as number) % patchSize]).toEqual([0, 0]);
      expect(localCropSize).toBeLessThan(globalCropSize as number);
      expect(backbone).toMatchObject({ size: "tiny", patchSize, imageSize: globalCropSize });
    }
  });

  test("so are those beside a side that the user names", () => {
    const vit = { name: "vit", patchSize: 16 } as const;
    expect(cropsOfSide(160, { backbone: vit })).toEqual({ globalCropSize: 160, localCropSize: 64 });
    expect(cropsOfSide(224, { module: { multipleOf: 14, fixedSize: null } }).localCropSize).toBe(98);
    expect(cropsOfSide(160, { backbone: { name: "resnet18" } }).localCropSize).toBe(72);
  });

  test.each([
    [[224, 224], 224],
    [
      [64, 32],
      [64, 32],
    ],
  ] as const)("a module that takes %j alone gets nothing else", (fixedSize, expected) => {
    expect(conf(facts, { module: { multipleOf: 1, fixedSize } })).toMatchObject({
      globalCropSize: expected,
      localCropSize: expected,
      localCropsNumber: 2,
      backbone: null,
    });
  });

  test("a named ResNet gets the stem that leaves something of the crops", () => {
    const stems = [224, 64, 32].map(
      (imageSize) => conf(facts, { imageSize, backbone: { name: "resnet50" } }).backbone,
    );
    expect(stems).toMatchObject([{ stem: "imagenet" }, { stem: "strided" }, { stem: "small" }]);
  });
});
