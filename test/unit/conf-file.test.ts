/** Configurations in files: YAML and JSON, both spellings, and every mistake with its line. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { DINOConf } from "../../lib";

const folder = mkdtempSync(join(tmpdir(), "dino-conf-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string | Uint8Array, name = "conf.yaml"): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What `DINOConf.load` complains about in this text. */
async function issuesOf(text: string): Promise<string[]> {
  const path = file(text);
  const error = await DINOConf.load(path).then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toMatchObject({
    name: "ConfigError",
    code: "INVALID_CONFIG",
    message: expect.stringContaining(path),
  });
  return error.details.issues;
}

const YAML = `
# The seed wrapper's names, and ours in both spellings.
momentum_teacher: 0.99
globalCropSize: [32, 48]
local_crops_number: 3
teacher_temp: 4e-2
return_layer: layer3
head:
  out_dim: 64
  hidden_dim: 32
training: { lr: 1.0e-3, clip_grad: null }
backbone: { name: resnet, depths: [1, 1], width: 8 }
`;

const SAME = new DINOConf({
  teacherMomentum: 0.99,
  globalCropSize: [32, 48],
  localCropsNumber: 3,
  teacherTemp: 0.04,
  returnLayer: "layer3",
  head: { prototypes: 64, hiddenDim: 32 },
  training: { lr: 1e-3, clipGrad: null },
  backbone: { name: "resnet", depths: [1, 1], width: 8 },
}).toJSON();

test("YAML", async () => {
  expect((await DINOConf.load(file(YAML))).toJSON()).toEqual(SAME);
});

test("JSON, tabs and all", async () => {
  const json = JSON.stringify(parse(YAML), null, "\t");
  expect((await DINOConf.load(file(json, "conf.json"))).toJSON()).toEqual(SAME);
});

test.each(DINOConf.recipes)("what is written is what is read: %s", async (name) => {
  const conf = DINOConf.recipe(name).toJSON();
  expect((await DINOConf.load(file(stringify(conf)))).toJSON()).toEqual(conf);
  expect((await DINOConf.load(file(JSON.stringify(conf)))).toJSON()).toEqual(conf);
});

test("what a file does not say follows its version, also when that is changed later", async () => {
  const conf = await DINOConf.load(file("epochs: 7"));
  expect(conf.merge({ version: "v2" })).toMatchObject({ epochs: 7, teacherMomentum: 0.992 });
});

test.each(["", "# nothing yet\n", "---\n", "{}"])("no settings are the defaults: %p", async (text) => {
  expect((await DINOConf.load(file(text))).toJSON()).toEqual(new DINOConf().toJSON());
});

test("every mistake has its line", async () => {
  expect(
    await issuesOf(`epochs: 0
teach_temp: 0.04
momentum_teacher: 2

head:
  out_dim: 8
  hidden_dimm: 4
training:
  clip_grad: -1
  betas: [0.9, 2]
globalCropsScale: [1, 0.5]
`),
  ).toEqual([
    "line 1: epochs: expected number to be >=1, got 0",
    "line 2: teachTemp: there is no such key; did you mean teacherTemp?",
    "line 3: teacherMomentum: expected number to be <=1, got 2",
    "line 7: head.hiddenDimm: there is no such key; did you mean hiddenDim?",
    "line 9: training.clipGrad: expected number to be >0, got -1",
    "line 10: training.betas.1: expected number to be <1, got 2",
    "line 11: globalCropsScale: expected the smaller share first, got [ 1, 0.5 ]",
  ]);
});

test.each<[string, string, RegExp]>([
  ["a key twice", "epochs: 1\nseed: 2\nepochs: 3\n", /^line 3: .*unique/],
  [
    "a key twice by two names",
    "epochs: 1\nteacher_temp: 0.1\nteacherTemp: 0.2\n",
    /^line \d: teacherTemp: .*both/,
  ],
  ["no YAML", "epochs: [1, 2\nseed: 3", /^line \d: /],
  ["two documents", "epochs: 1\n---\nepochs: 2\n", /^line 2: .*multiple documents/],
  ["a tag of its own", "epochs: !twice 2\n", /^line 1: .*!twice/],
  ["a tag of YAML 1.1", "seed: 1\nhead: !!binary aGk=\n", /^line 2: .*binary/],
  ["an alias without an anchor", "epochs: *nothing\n", /alias/],
  ["a map of maps of maps", `a: ${"[".repeat(20000)}`, /./],
  ["aliases that grow", bomb(), /alias/i],
  ["a list", "- epochs\n", /expected an object, got an array of 1/],
  ["a word", "epochs\n", /expected an object, got string "epochs"/],
  ["a key that is no text", "1: 2\n", /./],
  ["no number", "teacherTemp: .nan\n", /^line 1: teacherTemp/],
  [
    "the yes of YAML 1.1",
    "head: { prototypes: 2, batchNorm: yes }",
    /^line 1: head.batchNorm: expected boolean/,
  ],
])("%s is refused", async (_, text, issue) => {
  const issues = await issuesOf(text);
  expect(issues[0]).toMatch(issue);
});

function bomb(): string {
  const lines = ["a0: &a0 [1,1,1,1,1,1,1,1,1]"];
  for (let i = 1; i < 9; ++i)
    lines.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join()}]`,
    );
  return `${lines.join("\n")}\n`;
}

test.each<[string, () => string, RegExp]>([
  ["that is not there", () => join(folder, "none.yaml"), /no such file/],
  ["that is a folder", () => folder, /directory/],
  ["of more than a megabyte", () => file(`#${" ".repeat(1 << 20)}`), /at most 1048576 bytes/],
  ["that is no text", () => file(Uint8Array.of(0xff, 0xfe, 0)), /UTF-8/],
])("a file %s is named", async (_, path, reason) => {
  await expect(DINOConf.load(path())).rejects.toMatchObject({
    code: "INVALID_DATA",
    message: expect.stringMatching(reason),
    details: { path: path() },
  });
});

test("a path is a string", async () => {
  await expect(DINOConf.load(5 as unknown as string)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
});
