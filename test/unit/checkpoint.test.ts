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
    expect(await backbones.loadCheckpoint(module, source)).toEqual({ key: null, loaded, ignored: [] });
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
  expect(report).toEqual({ key: "student", loaded: ["blocks.0.1.weight"], ignored: [] });
  expect(module.parameters()[0]!.toArray()).toEqual([3, 4]);
});

test("a module with a part called backbone keeps that name", async () => {
  const part = { name: "Part", parameters: { weight: ones([2]) }, source: "" };
  const module = await jit.define({ name: "Whole", modules: { backbone: part, fc: part }, source: "" });
  const path = join(folder, "whole.pth");
  await writePickle(path, { "module.backbone.weight": tensor([3, 4]), "module.fc.weight": tensor([5, 6]) });
  const report = await backbones.loadCheckpoint(module, path);
  expect(report).toEqual({ key: null, loaded: ["backbone.weight", "fc.weight"], ignored: [] });
});
