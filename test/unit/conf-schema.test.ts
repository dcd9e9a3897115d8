/** Recipes, and what the JSON Schema and the page say of the keys. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { DINOConf, type DINOConfInput, type RecipeName } from "../../lib";
import { ROOT } from "../support/children";

test("the JSON Schema and docs/configuration.md are what the checks and comments of the keys say", () => {
  execFileSync(process.execPath, [join(ROOT, "scripts/gen-configuration.mjs"), "--check"], { stdio: "pipe" });
});

describe("recipes", () => {
  test("each is a configuration of its own, by its name", () => {
    expect(DINOConf.recipes).toEqual(
      expect.arrayContaining(["dino-vits16", "dino-resnet50", "dinov2-vitl16-short", "small-data"]),
    );
    const all = DINOConf.recipes.map((name) => JSON.stringify(DINOConf.recipe(name)));
    expect(new Set(all).size).toBe(all.length);
  });

  test("they are the published settings", () => {
    expect(DINOConf.recipe("dino-vits16")).toMatchObject({
      ...published(0.04, 0.4, 10, 5e-4, 256),
      head: { prototypes: 65536, hiddenDim: 2048, bottleneckDim: 256, normLastLayer: true },
      teacherMomentum: 0.996,
      globalCropsScale: [0.4, 1],
      backbone: { name: "vit", size: "small", patchSize: 16, dropPath: 0.1 },
    });
    expect(DINOConf.recipe("dino-vits16-boosted")).toMatchObject({
      epochs: 300,
      head: { normLastLayer: false },
      teacherTemp: 0.07,
      warmupTeacherTempEpochs: 30,
    });
    expect(DINOConf.recipe("dino-resnet50")).toMatchObject({
      ...published(1e-4, 1e-4, 10, 0.03, 256),
      globalCropsScale: [0.14, 1],
      localCropsScale: [0.05, 0.14],
      training: { optimizer: "sgd", momentum: 0.9 },
    });
    expect(DINOConf.recipe("dinov2-vitl16-short")).toMatchObject({
      ...published(0.04, 0.4, 10, 4e-3, 1024),
      version: "v2",
      stepsPerEpoch: 1250,
      teacherTemp: 0.07,
      training: { batchSize: 2048, layerDecay: 0.9, lrScaling: "sqrt" },
    });
    expect(DINOConf.recipe("dinov2-vitl14")).toMatchObject({
      ...published(0.04, 0.2, 80, 2e-4, 1024),
      head: { prototypes: 131072, bottleneckDim: 384 },
      ibotHead: { prototypes: 131072, bottleneckDim: 256 },
      centering: "sinkhorn",
      localCropSize: 98,
      backbone: { patchSize: 14, mlp: "swiglu", dropPath: 0.4, dropPathUniform: true },
    });
  });

  function published(
    weightDecay: number,
    finalWeightDecay: number,
    warmupEpochs: number,
    lr: number,
    lrReferenceBatch: number,
  ) {
    return {
      training: expect.objectContaining({
        weightDecay,
        finalWeightDecay,
        warmupEpochs,
        lr,
        lrReferenceBatch,
        minLr: 1e-6,
        clipGrad: 3,
      }),
    };
  }

  test.each(["dino-vits", "toString", "__proto__", 5, undefined])("there is none called %p", (name) => {
    expect(() => DINOConf.recipe(name as RecipeName)).toThrow(
      expect.objectContaining({
        code: "INVALID_CONFIG",
        message: expect.stringMatching(/expected dino-vits16, /),
      }),
    );
  });
});

describe("the JSON Schema agrees with the constructor", () => {
  type Json = Parameters<typeof z.fromJSONSchema>[0];
  const schemas = (["camelCase", "snake_case"] as const).map(
    (keys) => [keys, z.fromJSONSchema(DINOConf.jsonSchema({ keys }) as Json)] as const,
  );
  const good: DINOConfInput[] = [
    {},
    { epochs: 3, stepsPerEpoch: null },
    { globalCropSize: [32, 48], globalBlurProbability: 0.5, globalSolarizeProbability: [0, 1] },
    { head: { prototypes: 4 }, preprocessFunc: "gap", returnLayer: ["layer3", "layer4"] },
    { training: { clipGrad: null, optimizer: "lars" }, normalize: { mean: [0.5], std: [0.5] } },
    { backbone: { name: "vit", size: "tiny", classes: null } },
    ...DINOConf.recipes.map((name) => DINOConf.recipe(name).toJSON()),
  ];
  const bad: object[] = [
    { epoch: 3 },
    { epochs: 0 },
    { epochs: 1.5 },
    { epochs: "3" },
    { version: "v3" },
    { globalCropSize: [1, 2, 3] },
    { globalBlurProbability: [] },
    { hue: 0.7 },
    { head: {} },
    { head: { prototypes: 4, width: 3 } },
    { studentTemp: 0 },
    { preprocessFunc: "mean" },
    { preprocessFunc: "function" },
    { returnLayer: "layer 4" },
    { training: { lr: 0 } },
    { training: { momentum: 1 } },
    { backbone: { name: "vgg" } },
    { backbone: { name: "resnet" } },
    { backbone: { name: "resnet18", depths: [1] } },
    { normalize: { mean: [0.5] } },
  ];

  test.each(schemas)("in %s", (keys, schema) => {
    const spelt = (value: unknown) => (keys === "camelCase" ? value : snakeCased(value));
    for (const input of good) {
      expect([input, schema.safeParse(spelt(input)).success]).toEqual([input, true]);
      expect(new DINOConf(spelt(input) as DINOConfInput)).toBeInstanceOf(DINOConf);
    }
    for (const input of bad) {
      expect([input, schema.safeParse(spelt(input)).success]).toEqual([input, false]);
      expect(() => new DINOConf(spelt(input) as DINOConfInput)).toThrow(/expected|no such key/);
    }
  });

  test("it describes every key, and gives its default", () => {
    const { properties } = DINOConf.jsonSchema() as {
      properties: Record<string, { description: string; default: unknown }>;
    };
    const defaults = { ...new DINOConf().toJSON(), training: {} };
    expect(Object.keys(properties)).toEqual(Object.keys(defaults));
    for (const [key, standard] of Object.entries(defaults)) {
      expect([key, properties[key]!.default]).toEqual([key, standard]);
      expect(properties[key]!.description).toMatch(/\.$/);
    }
  });

  test("a caller's changes to it are the caller's own", () => {
    (DINOConf.jsonSchema() as { type: string }).type = "string";
    expect(DINOConf.jsonSchema().type).toBe("object");
  });

  test("spellings that do not exist are refused", () => {
    for (const options of [{ keys: "kebab-case" }, { key: "camelCase" }, 5])
      expect(() => DINOConf.jsonSchema(options as object)).toThrow(
        expect.objectContaining({ code: "INVALID_ARGUMENT" }),
      );
  });
});

function snakeCased(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCased(inner),
    ]),
  );
}
