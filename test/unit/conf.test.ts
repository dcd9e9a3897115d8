/** The configuration: DINO v1's defaults, every mistake at once, and no state shared between two of them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  backbones,
  DINOConf,
  type DINOConfChanges,
  type DINOConfInput,
  DINOWrapper,
  type Tensor,
} from "../../lib";

/** What a wrong configuration complains about. */
function issuesOf(input: unknown): string[] {
  try {
    new DINOConf(input as DINOConfInput);
  } catch (error) {
    expect(error).toMatchObject({ name: "ConfigError", code: "INVALID_CONFIG" });
    return (error as { details: { issues: string[] } }).details.issues;
  }
  throw new Error("expected a ConfigError");
}

test("defaults are DINO v1's", () => {
  expect(new DINOConf()).toMatchObject({
    version: "v1",
    globalCropSize: 224,
    localCropSize: 96,
    globalCropsNumber: 2,
    localCropsNumber: 8,
    globalCropsScale: [0.4, 1],
    localCropsScale: [0.05, 0.4],
    flipProbability: 0.5,
    jitterProbability: 0.8,
    brightness: 0.4,
    contrast: 0.4,
    teacherMomentum: 0.996,
    finalTeacherMomentum: 1,
    warmupTeacherTemp: 0.04,
    teacherTemp: 0.04,
    warmupTeacherTempEpochs: 0,
    studentTemp: 0.1,
    centerMomentum: 0.9,
    epochs: 100,
    stepsPerEpoch: null,
    head: null,
  });
});

describe("the seed wrapper's defaults are ours, by its own names", () => {
  const golden = JSON.parse(readFileSync(join(__dirname, "../golden/dino_wrapper_conf.json"), "utf8"));
  const defaults = Object.entries<{ values: Record<string, unknown> }>(golden.defaults);

  test.each(defaults)("%s", (name, { values }) => {
    const version = values.version as "v1" | "v2";
    // In the seed wrapper a second object has keys of the first: here both orders end in the same.
    if (name === "v1_after_v2") new DINOConf({ version: "v2" });
    if (name === "v2_after_v1") new DINOConf({ version: "v1" });
    const ours = new DINOConf(name === "None" ? { version: null as unknown as "v1" } : { version });
    const asGiven = new DINOConf({ version, ...values } as DINOConfInput);
    for (const key of Object.keys(values)) {
      // The seed's DINOv2 has no warm-up of its own (0 comes from an earlier object): ours is DINOv2's.
      if (name === "v2_after_v1" && key === "warmup_teacher_temp_epochs") continue;
      const own = OURS[key] ?? key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      const read = (conf: DINOConf) => (conf as unknown as Record<string, unknown>)[own] ?? null;
      expect([key, read(ours)]).toEqual([key, values[key]]);
      expect([key, read(asGiven)]).toEqual([key, values[key]]);
    }
  });

  test("what it overrides is overridden; what it does not know is an error, not a warning", () => {
    const { arguments: given, result } = golden.override_example;
    const { not_a_key, ...known } = given;
    expect(not_a_key).toBe(1);
    expect(new DINOConf(known)).toMatchObject({
      epochs: result.epochs,
      localCropsNumber: result.local_crops_number,
    });
    expect(issuesOf(given)).toEqual(["notAKey: there is no such key"]);
    expect(issuesOf({ version: "v3" })).toEqual([expect.stringMatching(/^version: .*"v1"\|"v2", got 'v3'$/)]);
  });

  const OURS: Readonly<Record<string, string>> = {
    momentum_teacher: "teacherMomentum",
    len_train_loader: "stepsPerEpoch",
    out_dim: "head",
  };
});

test("augmentation and training have DINO's defaults", () => {
  expect(new DINOConf()).toMatchObject({
    saturation: 0.2,
    hue: 0.1,
    grayscaleProbability: 0.2,
    globalBlurProbability: [1, 0.1],
    localBlurProbability: 0.5,
    blurSigma: [0.1, 2],
    blur: "pil",
    blurProbabilityMode: "paper",
    globalSolarizeProbability: [0, 0.2],
    localSolarizeProbability: 0,
    solarizeThreshold: 128,
    freezeLastLayerEpochs: 1,
    training: {
      optimizer: "adamw",
      lr: 5e-4,
      lrReferenceBatch: 256,
      minLr: 1e-6,
      warmupEpochs: 10,
      weightDecay: 0.04,
      finalWeightDecay: 0.4,
      clipGrad: 3,
      clipPer: "parameter",
    },
  });
});

test("a head has the reference's defaults", () => {
  expect(new DINOConf({ head: { prototypes: 1024 } }).head).toEqual({
    prototypes: 1024,
    hiddenDim: 2048,
    bottleneckDim: 256,
    layers: 3,
    batchNorm: false,
    normLastLayer: true,
  });
});

test("the reference's names and snake_case are the same keys", () => {
  const reference = {
    momentum_teacher: 0.99,
    len_train_loader: 25,
    global_crop_size: [32, 48],
    local_crops_number: 3,
    warmup_teacher_temp_epochs: 4,
    head: { out_dim: 64, hidden_dim: 32 },
  };
  expect(new DINOConf(reference as unknown as DINOConfInput).toJSON()).toEqual(
    new DINOConf({
      teacherMomentum: 0.99,
      stepsPerEpoch: 25,
      globalCropSize: [32, 48],
      localCropsNumber: 3,
      warmupTeacherTempEpochs: 4,
      head: { prototypes: 64, hiddenDim: 32 },
    }).toJSON(),
  );
});

test("a flat out_dim makes a head of that many prototypes", () => {
  const flat = (input: object) => new DINOConf(input as DINOConfInput).head?.prototypes;
  expect(flat({ out_dim: 64 })).toBe(64);
  expect(flat({ outDim: 64, head: { hiddenDim: 8 } })).toBe(64);
  expect(flat({ outDim: 64, head: { prototypes: 64 } })).toBe(64);
  expect(flat({ out_dim: null })).toBeUndefined();
  for (const head of [null, { prototypes: 32 }])
    expect(issuesOf({ out_dim: 64, head })).toEqual([expect.stringMatching(/^outDim: .*got both$/)]);
  expect(issuesOf({ outDim: 0 })).toEqual([expect.stringMatching(/^head.prototypes: /)]);
});

test("all mistakes are reported at once, each by its key", () => {
  const issues = issuesOf({
    globalCropSize: 0,
    localCropSize: [1, 2, 3],
    globalCropsScale: [0.9, 0.2],
    localCropsScale: [0, 0.5],
    studentTemp: -1,
    teacherMomentum: 1.5,
    epochs: 1.5,
    seed: Number.NaN,
    normalize: { mean: [0], std: [1, 1] },
    head: { prototypes: 0, layers: 99 },
  });
  for (const key of [
    "globalCropSize",
    "localCropSize",
    "globalCropsScale",
    "localCropsScale.0",
    "studentTemp",
    "teacherMomentum",
    "epochs",
    "seed",
    "normalize",
    "head.prototypes",
    "head.layers",
  ])
    expect(issues).toContainEqual(expect.stringMatching(new RegExp(`^${key.replace(".", "\\.")}: `)));
  expect(issues).toHaveLength(11);
});

test.each([
  ["teachTemp", "teacherTemp"],
  ["epoch", "epochs"],
  ["local_crop_number", "localCropsNumber"],
  ["globalCropsSize", "globalCropSize"],
])("an unknown key is an error with a suggestion: %s", (key, suggestion) => {
  const [issue] = issuesOf({ [key]: 1 });
  expect(issue).toMatch(new RegExp(`there is no such key; did you mean ${suggestion}\\?$`));
});

test.each([
  ["lr", "training.lr"],
  ["weight_decay", "training.weightDecay"],
  ["normLastLayer", "head.normLastLayer"],
  ["dropPath", "backbone.dropPath"],
])("a key of a group that stands outside of it: %s", (key, suggestion) => {
  expect(issuesOf({ [key]: 1 })).toEqual([
    `${key.replace("_d", "D")}: there is no such key; did you mean ${suggestion}?`,
  ]);
});

test("mistakes inside of the groups are found with the others", () => {
  expect(
    issuesOf({
      training: { optimiser: "adamw", lr: -1, clip_grad: 0, weight_decay_end: 1, finalWeightDecay: 2 },
      backbone: { name: "vit", drop_path: 1, patch_sise: 4 },
      head: { prototypes: 4, hidden_dims: 8 },
      normalize: { means: [0], std: [1] },
    }),
  ).toEqual([
    "training.finalWeightDecay: expected one of weight_decay_end and finalWeightDecay, got both",
    expect.stringMatching(/^head\.hiddenDims: .*did you mean hiddenDim\?$/),
    expect.stringMatching(/^normalize\.mean: expected/),
    expect.stringMatching(/^normalize\.means: .*did you mean mean\?$/),
    expect.stringMatching(/^training\.lr: /),
    expect.stringMatching(/^training\.clipGrad: /),
    expect.stringMatching(/^training\.optimiser: .*did you mean optimizer\?$/),
    expect.stringMatching(/^backbone\.dropPath: /),
    expect.stringMatching(/^backbone\.patchSise: .*did you mean patchSize\?$/),
  ]);
  expect(issuesOf({ backbone: { name: "vgg" } })).toEqual([
    expect.stringMatching(/^backbone\.name: expected .*vit, resnet18, resnet50, resnet/),
  ]);
});

test.each<[string, unknown]>([
  ["saturation", -0.1],
  ["hue", 0.6],
  ["grayscaleProbability", 2],
  ["globalBlurProbability", []],
  ["globalBlurProbability", [0.5, 2]],
  ["localBlurProbability", "often"],
  ["blurSigma", [2, 0.1]],
  ["blurSigma", [0, 1]],
  ["blur", "box"],
  ["blurProbabilityMode", "inverted"],
  ["globalSolarizeProbability", -1],
  ["localSolarizeProbability", null],
  ["solarizeThreshold", 257],
  ["inputRange", "bytes"],
  ["returnLayer", []],
  ["returnLayer", "layer 4"],
  ["returnLayer", ["layer4", ""]],
  ["preprocessFunc", "mean"],
  ["stripHead", "fc."],
  ["freezeLastLayerEpochs", -1],
  ["originalOutput", "mean"],
  ["training", null],
  ["backbone", "vit"],
])("%s is not %p", (key, value) => {
  const issues = issuesOf({ [key]: value });
  expect(issues).toEqual([expect.stringMatching(new RegExp(`^${key}[.0-9]*: expected`))]);
});

test("one probability is that of every global crop", () => {
  expect(
    new DINOConf({ globalBlurProbability: 0.3, globalSolarizeProbability: [0.1, 0.2, 0.3] }),
  ).toMatchObject({ globalBlurProbability: [0.3], globalSolarizeProbability: [0.1, 0.2, 0.3] });
});

test("terms that v1 does not have are refused in it", () => {
  const terms = {
    centering: "sinkhorn",
    ibotWeight: 1,
    ibotHead: { prototypes: 8 },
    koleoWeight: 0.1,
    maskProbability: 0.5,
  } as const;
  expect(new DINOConf({ version: "v2", ...terms })).toMatchObject(terms);
  expect(issuesOf(terms)).toEqual(
    Object.keys(terms).map((key) =>
      expect.stringMatching(new RegExp(`^${key}: expected .* with version "v1"`)),
    ),
  );
});

test("a key that resembles none gets no suggestion", () => {
  expect(issuesOf({ colourSpace: 1 })).toEqual(["colourSpace: there is no such key"]);
});

test("a mistake says what was expected and what came", () => {
  expect(
    issuesOf({ globalCropSize: 0, localCropSize: [1, 2, 3], studentTemp: "x", seed: 1.5, head: {} }),
  ).toEqual([
    "globalCropSize: expected number to be >=1, got 0",
    "localCropSize: expected pixels, one number or [height, width], integers from 1 to 65536, got [ 1, 2, 3 ]",
    "studentTemp: expected number, got 'x'",
    "head.prototypes: expected number, got undefined",
    "seed: expected int, got 1.5",
  ]);
});

test("a key given by two of its names is a mistake, beside the others", () => {
  expect(issuesOf({ momentum_teacher: 0.9, teacherMomentum: 0.5, epochs: 0 })).toEqual([
    "teacherMomentum: expected one of momentum_teacher and teacherMomentum, got both",
    "epochs: expected number to be >=1, got 0",
  ]);
});

test("a single crop is a mistake: there is nothing to compare it with", () => {
  expect(issuesOf({ globalCropsNumber: 1, localCropsNumber: 0 })).toEqual([
    expect.stringMatching(/^localCropsNumber: expected two crops or more/),
  ]);
});

test("version v2 has its own defaults, also after v1, and leaks none of them", () => {
  const first = new DINOConf();
  const second = new DINOConf({ version: "v2" });
  const own = { teacherMomentum: 0.992, teacherTemp: 0.07, globalCropsScale: [0.32, 1], blur: "gaussian" };
  expect(second).toMatchObject({
    version: "v2",
    ...own,
    training: { lrScaling: "sqrt", optimizer: "adamw" },
  });
  expect(first.merge({ version: "v2" }).toJSON()).toEqual(second.toJSON());
  expect(second.merge({ version: "v1" }).toJSON()).toEqual(first.toJSON());
  expect(new DINOConf().toJSON()).toEqual(first.toJSON());
});

test.each([null, 5, "v1", [[]]])("what is no object is refused: %p", (input) => {
  expect(issuesOf(input)).toHaveLength(1);
});

test("it never changes", () => {
  const conf = new DINOConf({ head: { prototypes: 8 }, globalCropSize: [32, 32] });
  const loose = conf as unknown as { epochs: number; head: { prototypes: number }; globalCropSize: number[] };
  expect(() => {
    loose.epochs = 1;
  }).toThrow(TypeError);
  expect(() => {
    loose.head.prototypes = 1;
  }).toThrow(TypeError);
  expect(() => loose.globalCropSize.push(1)).toThrow(TypeError);
});

test("two configurations share nothing, neither with each other nor with what they were made from", () => {
  const defaults = new DINOConf().toJSON();
  const input = { globalCropsScale: [0.5, 0.9] as [number, number], head: { prototypes: 8 } };
  const first = new DINOConf(input);
  input.globalCropsScale[0] = 0.1;
  input.head.prototypes = 9;
  expect(first.globalCropsScale).toEqual([0.5, 0.9]);
  expect(first.head?.prototypes).toBe(8);
  expect(Object.isFrozen(input.globalCropsScale)).toBe(false);
  first.toJSON().globalCropsScale[1] = 0.6;
  expect(first.globalCropsScale).toEqual([0.5, 0.9]);
  expect(new DINOConf().toJSON()).toEqual(defaults);
});

test("merge replaces what it names and leaves the original alone", () => {
  const first = new DINOConf({ epochs: 5, localCropsNumber: 2 });
  const second = first.merge({ momentum_teacher: 0.9, epochs: 6 } as DINOConfInput);
  expect(second).toMatchObject({ epochs: 6, localCropsNumber: 2, teacherMomentum: 0.9 });
  expect(first).toMatchObject({ epochs: 5, teacherMomentum: 0.996 });
  expect(() => first.merge({ epoch: 1 } as unknown as DINOConfInput)).toThrow(
    expect.objectContaining({ code: "INVALID_CONFIG" }),
  );
});

test("merge goes into head and training, and leaves the rest of them", () => {
  const first = new DINOConf({ head: { prototypes: 8, hiddenDim: 16 }, training: { lr: 1 } });
  const second = first.merge({ head: { bottleneckDim: 4 }, training: { clip_grad: null } as object });
  expect(second.head).toMatchObject({ prototypes: 8, hiddenDim: 16, bottleneckDim: 4 });
  expect(second.training).toMatchObject({ lr: 1, clipGrad: null });
  expect(second.merge({ head: null }).head).toBeNull();
  expect(first.merge({ epochs: undefined } as unknown as DINOConfChanges)).toMatchObject({ epochs: 100 });
  expect(() => new DINOConf().merge({ head: { bottleneckDim: 4 } })).toThrow(/head\.prototypes: expected/);
});

test("merge holds values, not the arrays that they came in", () => {
  const scale: [number, number] = [0.5, 0.9];
  const first = new DINOConf({ globalCropsScale: scale });
  scale[0] = 0.1;
  expect(first.merge({ epochs: 2 }).globalCropsScale).toEqual([0.5, 0.9]);
});

test("a function in preprocessFunc stays one, and is asked for again where it was written down", () => {
  const preprocessFunc = (features: Tensor) => features.mean([2, 3]);
  const conf = new DINOConf({ preprocessFunc });
  expect(conf.preprocessFunc).toBe(preprocessFunc);
  expect(conf.merge({ epochs: 3 }).preprocessFunc).toBe(preprocessFunc);
  expect(new DINOConf(conf).preprocessFunc).toBe(preprocessFunc);
  const written = JSON.parse(JSON.stringify(conf));
  expect(issuesOf(written)).toEqual([
    expect.stringMatching(/^preprocessFunc: expected the function that stood/),
  ]);
  expect(new DINOConf({ ...written, preprocessFunc }).toJSON()).toEqual(conf.toJSON());
});

test("input that means harm is a mistake or a setting, and changes nothing else", () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.head = cyclic;
  expect(issuesOf(cyclic).length).toBeGreaterThan(0);
  expect(issuesOf(JSON.parse('{ "__proto__": { "epochs": 3 } }'))).toHaveLength(1);
  expect(issuesOf(JSON.parse('{ "head": { "prototypes": 2, "__proto__": { "layers": 1 } } }'))).toHaveLength(
    1,
  );
  expect(issuesOf({ constructor: 1 })).toHaveLength(1);
  let reads = 0;
  const counted = {
    get epochs() {
      return ++reads;
    },
  };
  expect(new DINOConf(counted).epochs).toBe(1);
  expect(reads).toBe(1);
  class Settings {
    epochs = 3;
  }
  expect(issuesOf(new Settings())).toEqual([
    expect.stringMatching(/expected an object, got an object Settings/),
  ]);
});

test("a proxy of a configuration, and what only looks like one, are read like plain settings", async () => {
  const module = await backbones.resnet({ channels: 1, stem: "small", depths: [1], width: 4 });
  const conf = new DINOConf({ globalCropSize: 8, localCropsNumber: 0, teacherTemp: 0.05 });
  const alike = Object.setPrototypeOf({ ...conf.toJSON() }, DINOConf.prototype) as DINOConf;
  for (const each of [new Proxy(conf, {}), alike]) {
    const dino = await DINOWrapper.create(module, each);
    expect(dino.conf.teacherTemp).toBe(0.05);
    dino.dispose();
  }
});

test("arrays with room for millions, and runs that nobody can count, are mistakes", () => {
  for (const key of ["mean", "std"])
    expect(() => new DINOConf({ normalize: { mean: [0], std: [1], [key]: new Array(2 ** 27) } })).toThrow(
      expect.objectContaining({ code: "INVALID_CONFIG", message: expect.stringMatching(`normalize.${key}`) }),
    );
  const most = Number.MAX_SAFE_INTEGER;
  expect(new DINOConf({ epochs: 1, stepsPerEpoch: most }).stepsPerEpoch).toBe(most);
  expect(() => new DINOConf({ epochs: most, stepsPerEpoch: 2 })).toThrow(
    expect.objectContaining({
      code: "INVALID_CONFIG",
      message: expect.stringMatching(/stepsPerEpoch.*got 2/),
    }),
  );
});

test("toJSON makes the same configuration again", () => {
  const conf = new DINOConf({ head: { prototypes: 8 }, stepsPerEpoch: 3, globalCropSize: [32, 16] });
  expect(new DINOConf(JSON.parse(JSON.stringify(conf)) as DINOConfInput).toJSON()).toEqual(conf.toJSON());
});
