/** `train` on a folder of photographs, and what the other commands make of its run. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { backbones, jit, ones, randn, readStateDict } from "../../lib";
import { temporaryFolder } from "../data/pictures";
import { events, type Said, start, writePhotos } from "./run";

const { path } = temporaryFolder();
const photos = path("photos");
const run = path("run");
const config = path("conf.yaml");

/** A network and a head of which a step takes milliseconds. */
const CONF = `
global_crop_size: 16
local_crop_size: 8
local_crops_number: 1
epochs: 3
head: { prototypes: 16, hidden_dim: 16, bottleneck_dim: 8 }
backbone: { name: resnet, depths: [1, 1], width: 4, stem: small }
training: { batch_size: 8, warmup_epochs: 1 }
`;

const tiny = ["--config", config, "--threads", "1"];
let trained: Said;

beforeAll(async () => {
  await writePhotos(photos);
  writeFileSync(config, CONF);
  trained = await start(["train", photos, "-o", run, "--labels", "--knn-every", "2", ...tiny]);
});

test("a run leaves the teacher, a report, logs and checkpoints, and says how it went", () => {
  expect(trained.code).toBe(0);
  expect(trained.stdout).toContain(`teacher  ${join(run, "teacher.pt")}\n`);
  expect(trained.stdout).toContain("1 file gave no image");
  expect(trained.stderr).toMatch(
    /epoch 2: k-NN accuracy[\s\S]*random start \(control\)[\s\S]*raw pixels \(control\)/,
  );
  // Nothing is said twice.
  expect(trained.stderr.match(/ clock: /g)).toHaveLength(1);
  expect(trained.stderr.match(/ parameters: /g)).toHaveLength(1);
  expect(readdirSync(run)).toEqual(
    expect.arrayContaining(["log.jsonl", "report.html", "report.json", "tensorboard", "teacher.pt"]),
  );
  expect(readFileSync(join(run, "report.html"), "utf8")).toMatch(/What it finds alike/);
  const report = JSON.parse(readFileSync(join(run, "report.json"), "utf8"));
  expect(report).toMatchObject({ stopped: "finished", steps: 6, quarantine: [{ path: "cats/broken.jpg" }] });
});

test("the teacher is ready for more training", async () => {
  const module = await jit.load(join(run, "teacher.pt"));
  expect(module.parameters().every(({ requiresGrad }) => requiresGrad)).toBe(true);
});

test("a folder that holds a run is not written over", async () => {
  const { code, stdout, stderr } = await start(["train", photos, "-o", run, ...tiny]);
  expect({ code, stdout, lines: stderr.trimEnd().split("\n") }).toEqual({
    code: 1,
    stdout: "",
    lines: [
      `${run} holds a run of 6 steps; expected --resume, to go on with it, or another folder by --output`,
    ],
  });
});

test("knn measures it with the run's size, beside both controls", async () => {
  const said = await start(["knn", run, photos, "-k", "3", "--json"]);
  expect(said).toMatchObject({ code: 0, stderr: "" });
  expect(events(said).at(-1)).toMatchObject({
    event: "knn",
    k: 3,
    size: [16, 16],
    teacher: { top1: expect.any(Number) },
    randomInit: { top1: expect.any(Number) },
    rawPixels: { top1: expect.any(Number) },
  });
});

test("inspect finds nothing in its way", async () => {
  const said = await start(["inspect", run, "--json"]);
  expect(said.code).toBe(0);
  expect(events(said)).toEqual([
    expect.objectContaining({
      event: "inspection",
      input: expect.objectContaining({ channels: [3] }),
      obstacles: [],
    }),
  ]);
});

test("attention draws pictures that decode; the broken file is named", async () => {
  const output = path("pictures");
  const said = await start(["attention", run, join(photos, "cats"), "-o", output, "--size", "32", "--json"]);
  expect(said.code).toBe(0);
  const { files, quarantine } = events(said).at(-1) as { files: string[]; quarantine: unknown };
  expect(quarantine).toMatchObject([{ path: "broken.jpg" }]);
  expect(files).toHaveLength(16);
  for (const file of files.slice(0, 2)) {
    const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
    expect([info.width % 32, info.height % 32]).toEqual([0, 0]);
    // A picture, not one colour.
    expect(new Set(data).size).toBeGreaterThan(8);
  }
});

test("export gives back the same weights in every form", async () => {
  const [script, tensors] = [path("out.pt"), path("out.safetensors")];
  for (const file of [script, tensors])
    expect(await start(["export", run, file])).toEqual({ code: 0, stdout: `${file}\n`, stderr: "" });
  const module = await jit.load(script);
  const state = await readStateDict(tensors);
  const own = module.stateDict();
  expect(Object.keys(own).length).toBeGreaterThan(5);
  for (const [name, value] of Object.entries(own)) expect(state[name]!.equal(value)).toBe(true);
  expect(await start(["export", run, path("out.txt")])).toMatchObject({ code: 2, stdout: "" });
});

describe("a run that is interrupted", () => {
  const cut = path("cut");
  const long = path("long.yaml");
  let said: Said;

  beforeAll(async () => {
    writeFileSync(long, CONF.replace("epochs: 3", "epochs: 200"));
    // As npx does it, which passes on the signal that the terminal sends to both.
    said = await start(["train", photos, "-o", cut, "-c", long, "--threads", "1"], (child, stderr) => {
      if (stderr.includes("train 0 %") && !stderr.includes("SIGINT")) {
        child.kill("SIGINT");
        child.kill("SIGINT");
      }
    });
  });

  test("leaves a checkpoint, the teacher and a report, and the code of the signal", () => {
    expect(said.code).toBe(130);
    expect(said.stdout).toMatch(/^ended after step \d+ of 400; --resume goes on from there\n/);
    expect(readdirSync(cut).join()).toMatch(/checkpoint-.*report\.html.*teacher\.pt/);
  });

  test("goes on with its own settings", async () => {
    const { steps } = JSON.parse(readFileSync(join(cut, "report.json"), "utf8"));
    const resumed = await start(
      ["train", photos, "-o", cut, "--resume", "--threads", "1"],
      (child, stderr) => {
        if (stderr.includes("train ")) child.kill("SIGTERM");
      },
    );
    expect(resumed.code).toBe(143);
    expect(resumed.stderr).toContain(`goes on after step ${steps} of 400\n`);
  });

  test("has other settings than those of the command line, and says which", async () => {
    const other = await start(["train", photos, "-o", cut, "--resume", "--epochs", "2"]);
    expect(other).toMatchObject({
      code: 1,
      stderr:
        "the run has other settings: epochs: was 200, is 2. Expected the same, or --allow-changes, or another folder by --output\n",
    });
  });

  test("without a teacher says how to get one", async () => {
    rmSync(join(cut, "teacher.pt"));
    const { code, stderr } = await start(["inspect", cut]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `${cut}: its run was cut off and left no teacher.pt; go on with it: dino-wrapper train <data> -o ${cut} --resume\n`,
    });
  });
});

describe("a module of the user's own", () => {
  test("gets the channels and the one size that it takes; its report has what it can have", async () => {
    const file = path("fixed.pt");
    const module = await jit.define({
      name: "Fixed",
      parameters: { weight: randn([32 * 32, 8]) },
      source:
        "def forward(self, x: Tensor) -> Tensor:\n    return torch.matmul(torch.reshape(x, [x.size(0), 1024]), self.weight)\n",
    });
    await module.save(file);
    const output = path("fixed");
    const said = await start([
      ...["train", photos, "--module", file, "--channels", "1", "-o", output],
      ...["--epochs", "1", "--threads", "1", "--json"],
    ]);
    const lines = events(said);
    expect(lines.at(-1)).toMatchObject({
      event: "trained",
      settings: { globalCropSize: 32, localCropSize: 32, channels: 1, backbone: null },
    });
    expect(lines).toContainEqual({
      event: "log",
      message: expect.stringMatching(/^warning: Images of 18x20 are enlarged to global crops of 32/),
    });
    expect(lines.filter(({ event }) => event === "step").length).toBeGreaterThan(3);
    expect(said).toMatchObject({ code: 0, stderr: "" });
    expect(await start(["train", photos, "-o", output, "--resume"])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^--resume: the run trains a module of your own; expected --module/),
    });
  });

  test("a grey network gets grey images", async () => {
    const file = path("grey.pt");
    const module = await backbones.resnet({ depths: [1, 1], channels: 1, stem: "small", width: 4 });
    expect((await module.forward(ones([1, 1, 16, 16]))).shape[0]).toBe(1);
    await module.save(file);
    const said = await start(["train", photos, "--module", file, "-o", path("grey"), "-c", config, "--json"]);
    expect(events(said).at(-1)).toMatchObject({ event: "trained", settings: { channels: 1 } });
    expect(await start(["knn", path("grey"), photos, "-k", "1"])).toMatchObject({ code: 0 });
  });
});

describe("mistakes are one message", () => {
  test("both of a configuration, with their lines", async () => {
    const file = path("wrong.yaml");
    writeFileSync(file, "epoch: 3\nteacher_momentum: 2\n");
    const { code, stderr } = await start(["train", photos, "-c", file, "-o", path("none")]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/line 1: epoch: .*did you mean epochs\?\n.*line 2: teacherMomentum: .*got 2\n$/);
    expect(existsSync(path("none"))).toBe(false);
  });

  test.each([
    [["train", photos, "--recipe", "dino"], 2, /--recipe <name>.*small-images/],
    [["train", photos, "--channels", "2"], 2, /expected 1 or 3/],
    [
      ["train", photos, "--module", "a.pt", "--weights", "b.pth"],
      2,
      /--weights.* cannot be used with .*--module/,
    ],
    [
      ["train", path("nowhere")],
      1,
      /nowhere: expected a folder of images, .*; there is no such file or folder\n$/,
    ],
    [
      ["train", path("photos/dogs/1.jpg")],
      1,
      /1\.jpg: expected a folder of images, .*make a folder of it\n$/,
    ],
    [["train", path("broken")], 1, /none of the files \(1\) is an image: a\.jpg \(/],
    [
      ["inspect", path("photos")],
      1,
      /photos: expected a folder that train wrote, got one without teacher\.pt\n$/,
    ],
    [["inspect", config], 1, /conf\.yaml: expected a TorchScript file, .*--weights <file>\n$/],
    [["knn", "resnet81", photos], 1, /^resnet81: expected a TorchScript file, .*; there is no such file\n$/],
    [["attention", run, path("broken/a.jpg")], 1, /none of the images could be read\n$/],
  ])("%j", async (args, code, message) => {
    mkdirSync(path("broken"), { recursive: true });
    writeFileSync(path("broken/a.jpg"), "no image");
    expect(await start(args)).toMatchObject({ code, stdout: "", stderr: expect.stringMatching(message) });
    const said = await start([...args, "--json"]);
    expect(events(said).at(-1)).toMatchObject({ event: "error", code: expect.any(String) });
  });
});
