/** Weights from files in the layouts of DINO and DINOv2 (test/fixtures/make-checkpoints.py). */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  backbones,
  jit,
  noGrad,
  ones,
  rand,
  readStateDict,
  type ScriptModule,
  tensor,
  writePickle,
} from "../../lib";

const TINY = { imageSize: 8, patchSize: 4, width: 8, depth: 2, heads: 2, mlpRatio: 1 } as const;
const V1 = { ...TINY, version: "v1" } as const;
const V2 = { ...TINY, version: "v2", registers: 4 } as const;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dino-checkpoint-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const fixture = (name: string): string => join(__dirname, "..", "fixtures", name);

/** Every tensor of the module is the file's entry of that name after `prefix`, and was another one before. */
async function expectFrom(
  module: ScriptModule,
  file: string,
  nameIn: (name: string) => string,
): Promise<void> {
  const entries = await readStateDict(fixture(file));
  for (const [name, tensor] of Object.entries(module.stateDict()))
    expect([name, tensor.equal(entries[nameIn(name)]!)]).toEqual([name, true]);
}

test("dino-full: the teacher without its head; the student, wrapped in DataParallel, by name", async () => {
  const module = await backbones.vit(V1);
  const names = Object.keys(module.stateDict());
  const report = await backbones.loadCheckpoint(module, fixture("dino-full.pth"));
  expect(report).toEqual({
    key: "teacher",
    loaded: names,
    ignored: [
      "head.mlp.0.weight",
      "head.mlp.0.bias",
      "head.mlp.2.weight",
      "head.mlp.2.bias",
      "head.last_layer.weight_g",
      "head.last_layer.weight_v",
    ],
    kept: [],
  });
  await expectFrom(module, "dino-full.pth", (name) => `teacher.backbone.${name}`);

  const student = await backbones.loadCheckpoint(module, fixture("dino-full.pth"), {
    key: "student",
    mmap: true,
  });
  expect(student).toMatchObject({ key: "student", loaded: names });
  expect(student.ignored).toHaveLength(6);
  await expectFrom(module, "dino-full.pth", (name) => `student.module.backbone.${name}`);
  expect((await noGrad(() => module.eval().forward(rand([1, 3, 8, 8])))).isfinite().all().item()).toBe(true);
});

test.each([
  ["dino-backbone.pth", V1],
  ["dinov2-backbone.pth", V2],
])("%s: a network's own state dict, from a path or bytes", async (file, options) => {
  for (const source of [fixture(file), readFileSync(fixture(file))]) {
    const module = await backbones.vit(options);
    const loaded = module.namedParameters().map(([name]) => name);
    expect(await backbones.loadCheckpoint(module, source)).toEqual({
      key: null,
      loaded,
      ignored: [],
      kept: [],
    });
    await expectFrom(module, file, (name) => name);
  }
});

test("dinov2-teacher: blocks in chunks, two heads", async () => {
  const module = await backbones.vit(V2);
  const { key, loaded, ignored } = await backbones.loadCheckpoint(module, fixture("dinov2-teacher.pth"));
  expect([key, loaded]).toEqual(["teacher", module.namedParameters().map(([name]) => name)]);
  expect(new Set(ignored.map((name) => name.split(".")[0]))).toEqual(new Set(["dino_head", "ibot_head"]));
  await expectFrom(
    module,
    "dinov2-teacher.pth",
    (name) => `teacher.backbone.${name.replace(/^blocks\.(\d+)/, "blocks.$1.$1")}`,
  );
});

test("what does not fit is named and changes nothing", async () => {
  const load = async (options: backbones.ViTOptions, file: string, message: RegExp, key?: string) => {
    const module = await backbones.vit(options);
    const before = module.stateDict().cls_token!.clone();
    const loading = backbones.loadCheckpoint(module, fixture(file), key === undefined ? {} : { key });
    await expect(loading).rejects.toThrow(message);
    expect(module.stateDict().cls_token!.equal(before)).toBe(true);
  };
  await load({ ...V1, depth: 3 }, "dino-full.pth", /missing.*blocks\.2\.norm1\.weight/s);
  await load({ ...V1, depth: 1 }, "dino-full.pth", /unexpected.*blocks\.1\.norm1\.weight/s);
  await load({ ...V1, imageSize: 16 }, "dino-full.pth", /pos_embed.*1, 17, 8.*1, 5, 8/s);
  await load(V1, "dinov2-backbone.pth", /unexpected.*mask_token/s);
  await load(
    V1,
    "dino-full.pth",
    /no tensors below "nonesuch"; there are student, teacher, optimizer/,
    "nonesuch",
  );
});

test("a name that is there with and without a prefix is refused", async () => {
  const path = join(folder, "twice.pth");
  await writePickle(path, { "module.cls_token": ones([1, 1, 8]), cls_token: ones([1, 1, 8]) });
  await expect(backbones.loadCheckpoint(await backbones.vit(V1), path)).rejects.toMatchObject({
    code: "INVALID_DATA",
    message: expect.stringContaining("names an entry twice"),
  });
});

test("a module that has numbers within numbers itself keeps its names", async () => {
  const inner = { name: "Inner", parameters: { weight: ones([2]) }, source: "" };
  const chunk = { name: "Chunk", modules: { 1: inner }, source: "" };
  const all = { name: "Blocks", modules: { 0: chunk }, source: "" };
  const module = await jit.define({ name: "Chunked", modules: { blocks: all }, source: "" });
  const path = join(folder, "chunked.pth");
  await writePickle(path, { student: { "module.backbone.blocks.0.1.weight": tensor([3, 4]) } });
  const report = await backbones.loadCheckpoint(module, path);
  expect(report).toEqual({ key: "student", loaded: ["blocks.0.1.weight"], ignored: [], kept: [] });
  expect(module.parameters()[0]!.toArray()).toEqual([3, 4]);
});

test("a module with a part called backbone keeps that name", async () => {
  const part = { name: "Part", parameters: { weight: ones([2]) }, source: "" };
  const module = await jit.define({ name: "Whole", modules: { backbone: part, fc: part }, source: "" });
  const path = join(folder, "whole.pth");
  await writePickle(path, { "module.backbone.weight": tensor([3, 4]), "module.fc.weight": tensor([5, 6]) });
  const report = await backbones.loadCheckpoint(module, path);
  expect(report).toEqual({ key: null, loaded: ["backbone.weight", "fc.weight"], ignored: [], kept: [] });
});

describe("a ResNet of DINO's, which has no classifier", () => {
  const SMALL = { width: 2, stem: "small", depths: [1, 1], block: "bottleneck" } as const;
  /** As DINO's training writes it: BatchNorm makes teacher and student DistributedDataParallel. */
  const write = async (name: string, prefix: string, heads = true): Promise<string> => {
    const state = (await backbones.resnet({ ...SMALL, classes: null })).stateDict();
    const path = join(folder, name);
    const named = Object.fromEntries(Object.entries(state).map(([key, value]) => [prefix + key, value]));
    const head = {
      "module.head.mlp.0.weight": ones([2, 2]),
      "module.head.last_layer.weight_g": ones([2, 1]),
    };
    const network = { ...named, ...(heads && head) };
    await writePickle(path, heads ? { student: network, teacher: network, epoch: 3 } : network);
    return path;
  };

  test("loads into one without, whole or from a training's file, statistics included", async () => {
    for (const [heads, prefix] of [
      [false, ""],
      [true, "module.backbone."],
    ] as const) {
      const path = await write("resnet.pth", prefix, heads);
      const module = await backbones.resnet({ ...SMALL, classes: null });
      const report = await backbones.loadCheckpoint(module, path);
      expect(report.loaded).toEqual(Object.keys(module.stateDict()));
      expect(report.loaded).toContain("layer2.0.downsample.1.num_batches_tracked");
      expect(report.ignored).toHaveLength(heads ? 2 : 0);
    }
  });

  test("into one with a classifier: refused with the way out, which keeps the classifier", async () => {
    const path = await write("features.pth", "", false);
    const module = await backbones.resnet({ ...SMALL, classes: 5 });
    const before = module.stateDict()["fc.weight"]!.clone();
    const conv = module.stateDict()["conv1.weight"]!.clone();
    await expect(backbones.loadCheckpoint(module, path)).rejects.toThrow(
      /missing: fc\.weight[\s\S]*ignore: \["fc"\] leaves that part out/,
    );
    expect(module.stateDict()["conv1.weight"]!.equal(conv)).toBe(true);
    const report = await backbones.loadCheckpoint(module, path, { ignore: ["fc"] });
    expect(report.kept).toEqual(["fc.weight", "fc.bias"]);
    expect(report.loaded).not.toContain("fc.weight");
    expect(module.stateDict()["fc.weight"]!.equal(before)).toBe(true);
    expect(module.stateDict()["conv1.weight"]!.equal(conv)).toBe(false);
  });

  test("a classifier of the file alone, or of another width, is left out the same way", async () => {
    const other = await backbones.resnet({ ...SMALL, classes: 7 });
    const path = join(folder, "supervised.pth");
    await writePickle(path, { state_dict: other.stateDict() });
    for (const classes of [null, 5]) {
      const module = await backbones.resnet({ ...SMALL, classes });
      await expect(backbones.loadCheckpoint(module, path)).rejects.toThrow(/ignore: \["fc"\]/);
      const report = await backbones.loadCheckpoint(module, path, { ignore: ["fc"] });
      expect(report).toMatchObject({ key: "state_dict", ignored: ["fc.weight", "fc.bias"] });
      expect(module.stateDict()["bn1.weight"]!.equal(other.stateDict()["bn1.weight"]!)).toBe(true);
    }
  });

  test("DINOv2's training keeps both networks below model", async () => {
    const module = await backbones.resnet({ ...SMALL, classes: null });
    const own = module.stateDict();
    const below = (prefix: string) =>
      Object.fromEntries(Object.entries(own).map(([name, value]) => [`${prefix}.backbone.${name}`, value]));
    const path = join(folder, "fsdp.pth");
    await writePickle(path, {
      model: { ...below("student"), ...below("teacher"), "dino_loss.center": ones([1, 2]) },
      iteration: 5,
    });
    const report = await backbones.loadCheckpoint(module, path);
    expect(report).toMatchObject({ key: "model.teacher", loaded: Object.keys(own), ignored: [] });
  });

  test.each([
    [{ ignore: "fc" as never }, /ignore: expected an array of names, got string "fc"/],
    [{ ignore: [""] }, /ignore: expected an array of names, got string ""/],
    [{ ignored: [] } as never, /there is no option 'ignored'; expected key, mmap, ignore/],
  ])("%j is refused", async (options, message) => {
    const module = await backbones.resnet({ ...SMALL, classes: null });
    await expect(backbones.loadCheckpoint(module, "resnet.pth", options)).rejects.toThrow(message);
  });
});

test("names of XCiT's, a network that the user brings", async () => {
  const leaf = (name: string) => ({ name, parameters: { weight: rand([2]) }, source: "" });
  const module = await jit.define({
    name: "XCiT",
    parameters: { cls_token: rand([1, 1, 2]) },
    modules: {
      pos_embeder: { name: "Positions", modules: { token_projection: leaf("Projection") }, source: "" },
      cls_attn_blocks: [
        {
          name: "ClassAttention",
          parameters: { gamma1: rand([2]) },
          modules: { norm1: leaf("Norm") },
          source: "",
        },
      ],
    },
    source: "",
  });
  const names = Object.keys(module.stateDict());
  expect(names).toContain("cls_attn_blocks.0.gamma1");
  const path = join(folder, "xcit.pth");
  const state = Object.fromEntries(
    names.map((name) => [`module.backbone.${name}`, module.stateDict()[name]!.mul(2)]),
  );
  await writePickle(path, { teacher: state });
  const before = noGrad(() => module.stateDict().cls_token!.clone());
  expect(await backbones.loadCheckpoint(module, path)).toMatchObject({ key: "teacher", loaded: names });
  expect(module.stateDict().cls_token!.equal(before.mul(2))).toBe(true);
});
