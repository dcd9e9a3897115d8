/** The configuration: DINO v1's defaults, every mistake at once, and no state shared between two of them. */
import { DINOConf, type DINOConfInput } from "../../lib";

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

test("toJSON makes the same configuration again", () => {
  const conf = new DINOConf({ head: { prototypes: 8 }, stepsPerEpoch: 3, globalCropSize: [32, 16] });
  expect(new DINOConf(JSON.parse(JSON.stringify(conf)) as DINOConfInput).toJSON()).toEqual(conf.toJSON());
});
