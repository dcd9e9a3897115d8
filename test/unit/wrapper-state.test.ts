/** A wrapper's state: dictionaries, files, exports, and forwards that are ended. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  backbones,
  CancelledError,
  type DINOConfInput,
  DINOWrapper,
  jit,
  manualSeed,
  noGrad,
  optim,
  rand,
  readStateDict,
  type ScriptModule,
  type Tensor,
  tensor,
  writeStateDict,
} from "../../lib";

const CONF = {
  globalCropSize: 16,
  localCropSize: 8,
  localCropsNumber: 2,
  originalOutput: "none",
  teacherMomentum: 0.9,
  head: { prototypes: 24, hiddenDim: 16, bottleneckDim: 8, batchNorm: true },
} as const satisfies DINOConfInput;

const backbone = (): Promise<ScriptModule> =>
  backbones.resnet({ depths: [1, 1], channels: 1, stem: "small", width: 4, classes: 10 });
const images = (count = 4): Tensor => rand([count, 1, 20, 16]);
const item = (value: Tensor): number => Number(value.item());

/** Copies of everything in a state. */
const copied = (dino: DINOWrapper): Record<string, Tensor> =>
  noGrad(() =>
    Object.fromEntries(Object.entries(dino.stateDict()).map(([name, value]) => [name, value.clone()])),
  );

function expectSame(found: Readonly<Record<string, Tensor>>, wanted: Readonly<Record<string, Tensor>>): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
  for (const [name, value] of Object.entries(wanted))
    expect([name, found[name]!.equal(value)]).toEqual([name, true]);
}

/** Some steps, so that nothing is at its start. */
async function train(dino: DINOWrapper, adam: optim.AdamW, steps: number): Promise<number[]> {
  const losses: number[] = [];
  for (let i = 0; i < steps; ++i) {
    await adam.zeroGrad();
    const [, loss] = await dino.forward(images());
    await loss.backward();
    await adam.step();
    await dino.emaUpdate();
    losses.push(item(loss));
  }
  return losses;
}

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "dino-wrapper-"));
});
afterAll(() => rmSync(directory, { recursive: true }));
beforeEach(() => manualSeed(0));

let dino: DINOWrapper;
let adam: optim.AdamW;
beforeEach(async () => {
  dino = await DINOWrapper.create(await backbone(), CONF);
  adam = new optim.AdamW(dino.parameterGroups(), { lr: 1e-2 });
  await train(dino, adam, 2);
});

test("names and counters", () => {
  const names = Object.keys(dino.stateDict());
  expect(names).toEqual(
    expect.arrayContaining([
      "student.conv1.weight",
      "student.bn1.running_mean",
      "student.head.last_layer.weight_v",
      "teacher.fc.bias",
      "teacher.head.mlp.1.running_var",
    ]),
  );
  expect(names.slice(-3)).toEqual(["center", "step", "imagesSeen"]);
  const { step, imagesSeen, center } = dino.stateDict();
  expect([step!.item(), imagesSeen!.item(), center!.shape]).toEqual([2n, 8n, [1, 24]]);
  expect(dino.imagesSeen).toBe(8);
});

test.each(["state", "wrapper.pt", "wrapper.pth", "wrapper.safetensors"])(
  "through %s the next steps have the same losses, bit for bit",
  async (way) => {
    const other = await DINOWrapper.create(await backbone(), CONF);
    const path = join(directory, way);
    if (way === "state") {
      expect(await other.loadStateDict(dino.stateDict())).toEqual({
        missing: [],
        unexpected: [],
        mismatched: [],
      });
    } else {
      await dino.save(path);
      await other.load(path);
    }
    const theirs = new optim.AdamW(other.parameterGroups(), { lr: 1e-2 });
    await theirs.loadStateDict(await adam.stateDict());
    expectSame(other.stateDict(), dino.stateDict());
    manualSeed(5);
    const wanted = await train(dino, adam, 2);
    manualSeed(5);
    expect(await train(other, theirs, 2)).toEqual(wanted);
    expect(other.step).toBe(4);
  },
);

test("loading is not taken for a teacher that was never updated", async () => {
  const emitted = jest.spyOn(process, "emitWarning").mockImplementation(() => {});
  const other = await DINOWrapper.create(await backbone(), CONF);
  await other.loadStateDict(dino.stateDict());
  await other.forward(images());
  expect(emitted).not.toHaveBeenCalled();
  emitted.mockRestore();
});

test("a forward that is called right after it sees the counters of the state", async () => {
  const state = dino.stateDict();
  const other = await DINOWrapper.create(await backbone(), CONF);
  manualSeed(1);
  const batch = images();
  const loaded = other.loadStateDict(state);
  const forward = other.forward(batch);
  await loaded;
  expect(item((await forward)[1])).toBe(item((await dino.forward(batch))[1]));
});

test("buffers that a module assigns are in its state dict, and in exports", async () => {
  const module = await jit.define({
    name: "Assigning",
    source:
      "def forward(self, x: Tensor) -> Tensor:\n    self.count = self.count + 1\n    return x.flatten(1)[:, :8] * self.weight\n",
    parameters: { weight: rand([8]) },
    buffers: { count: tensor(0) },
  });
  const other = await DINOWrapper.create(module, {
    globalCropSize: 8,
    localCropsNumber: 0,
    channels: 1,
    originalOutput: "none",
  });
  for (let i = 0; i < 3; ++i) await other.forward(images());
  expect(module.stateDict().count!.item()).toBe(3);
  const path = join(directory, "counted.pth");
  await other.exportBackbone(path);
  expect((await readStateDict(path)).count!.item()).toBe(3);
  await module.loadStateDict({ ...module.stateDict(), count: tensor(9) });
  expect(other.stateDict()["student.count"]!.item()).toBe(9);
  other.dispose();
});

describe("a state that does not fit", () => {
  test("changes nothing when strict, and names every difference", async () => {
    const before = copied(dino);
    const { "student.conv1.weight": _, ...rest } = dino.stateDict();
    const state = { ...rest, center: rand([1, 5]), nonesuch: rand([1]), imagesSeen: rand([2]) };
    await expect(dino.loadStateDict(state)).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      details: {
        missing: ["student.conv1.weight"],
        unexpected: ["nonesuch"],
        mismatched: [
          { name: "center", expected: [1, 24], found: [1, 5] },
          { name: "imagesSeen", expected: [], found: [2] },
        ],
      },
    });
    expectSame(dino.stateDict(), before);
    expect([dino.step, dino.imagesSeen]).toEqual([2, 8]);
  });

  test("takes its counters back, and not what was counted since", async () => {
    const other = await DINOWrapper.create(await backbone(), CONF);
    const state = { ...other.stateDict(), step: tensor(40n), imagesSeen: tensor(100n), nonesuch: rand([1]) };
    const load = other.loadStateDict(state);
    const after = [other.emaUpdate(), other.forward(images(3))];
    expect([other.step, other.imagesSeen]).toEqual([41, 103]);
    await expect(load).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    await Promise.all(after);
    expect([other.step, other.imagesSeen]).toEqual([1, 3]);
    const loads = [other.loadStateDict(state), other.loadStateDict(state)];
    await Promise.allSettled(loads);
    expect([other.step, other.imagesSeen]).toEqual([1, 3]);
    other.dispose();
  });

  test("loads what fits when it is not strict", async () => {
    const center = rand([1, 24]);
    const report = await dino.loadStateDict({ center }, { strict: false });
    expect(report.missing).toContain("step");
    expect(dino.center.equal(center)).toBe(true);
    expect(dino.step).toBe(2);
  });

  test.each([-1n, 2n ** 60n])("a counter of %s is refused", async (value) => {
    const step = dino.stateDict().step!.fill_(value);
    await expect(dino.loadStateDict({ ...dino.stateDict(), step })).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(/step: expected an int64 of 0 or more/),
    });
    expect(dino.step).toBe(2);
  });
});

describe("files", () => {
  test("tensors of a saved wrapper are a state dict for everyone else", async () => {
    const path = join(directory, "plain.pt");
    await dino.save(path);
    expectSame(await readStateDict(path), dino.stateDict());
    const teacher = await readStateDict(path, { key: "teacher" });
    expect(Object.keys(teacher)).toContain("conv1.weight");
  });

  test.each([
    ["a foreign file", "foreign.pt", (path: string) => writeStateDict(path, { weight: rand([2]) })],
    [
      "a foreign safetensors file",
      "foreign.safetensors",
      (path: string) => writeStateDict(path, { w: rand([2]) }),
    ],
    ["a TorchScript file", "module.pt", (path: string) => dino.student.save(path)],
    [
      "a file that is cut short",
      "short.pt",
      async (path: string) => {
        await dino.save(path);
        writeFileSync(path, readFileSync(path).subarray(0, 5000));
      },
    ],
    ["no file", "nonesuch.pt", async () => {}],
  ])("%s is refused by name, and nothing changes", async (_, name, write) => {
    const path = join(directory, name);
    await write(path);
    const before = copied(dino);
    await expect(dino.load(path)).rejects.toMatchObject({
      code: "INVALID_DATA",
      message: expect.stringContaining(path),
    });
    expectSame(dino.stateDict(), before);
  });

  test("another wrapper's file names what differs", async () => {
    const path = join(directory, "headless.pt");
    await (await DINOWrapper.create(await backbone(), { ...CONF, head: null })).save(path);
    await expect(dino.load(path)).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(/missing: student\.head\.mlp\.0\.weight/),
    });
  });

  test("other endings are refused", async () => {
    await expect(dino.save(join(directory, "wrapper.bin"))).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
    });
    await expect(dino.exportBackbone(join(directory, "net.txt"))).rejects.toMatchObject({
      message: expect.stringMatching(/ends in \.pt, \.pth, \.bin, \.safetensors/),
    });
  });

  test.each(["teacher", "student"] as const)("the %s's backbone is exported by itself", async (network) => {
    const module = network === "teacher" ? dino.teacher : dino.student;
    await dino.exportBackbone(join(directory, "net.pt"), { network });
    const loaded = await jit.load(join(directory, "net.pt"));
    expect(loaded.training).toBe(false);
    expectSame(loaded.stateDict(), module.stateDict());
    for (const ending of ["pth", "safetensors"]) {
      const path = join(directory, `net.${ending}`);
      await dino.exportBackbone(path, { network });
      expectSame(await readStateDict(path), module.stateDict());
    }
  });
});

describe("a forward that is ended", () => {
  test("before it begins it rejects with the reason as its cause", async () => {
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    const ended = dino.forward(images(), { signal });
    await expect(ended).rejects.toBeInstanceOf(CancelledError);
    await expect(ended).rejects.toMatchObject({ code: "CANCELLED", cause: reason });
  });

  test("at any moment it changes nothing, and the same batch gives the same loss afterwards", async () => {
    const before = copied(dino);
    const batch = images(16);
    let ended = 0;
    for (let milliseconds = -1; ended < 4 && milliseconds < 60; ++milliseconds) {
      const controller = new AbortController();
      const forward = dino.forward(batch, { signal: controller.signal });
      if (milliseconds < 0) controller.abort();
      else setTimeout(() => controller.abort(), milliseconds);
      const result = await forward.then(
        () => "done",
        (error: { code: string }) => error.code,
      );
      if (result === "CANCELLED") {
        ++ended;
        expectSame(dino.stateDict(), before);
        expect(dino.imagesSeen).toBe(8);
      } else {
        expect(result).toBe("done");
        await dino.loadStateDict(before);
      }
    }
    expect(ended).toBeGreaterThan(0);
    const twin = await DINOWrapper.create(await backbone(), CONF);
    await twin.loadStateDict(before);
    expect(item((await dino.forward(batch))[1])).toBe(item((await twin.forward(batch))[1]));
  });

  test("a queued one does not run, and those behind it keep their crops", async () => {
    const controller = new AbortController();
    const batch = images();
    const first = dino.forward(batch);
    const second = dino.forward(batch, { signal: controller.signal });
    const third = dino.forward(batch);
    controller.abort();
    await first;
    await expect(second).rejects.toMatchObject({ code: "CANCELLED" });
    await third;
    // The images of the one in the middle are counted: the third had been keyed behind them.
    expect(dino.imagesSeen).toBe(8 + 12);
  });

  test("one that is refused does not count its images", async () => {
    await expect(dino.forward(rand([3, 2, 16, 16]))).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    expect(dino.imagesSeen).toBe(8);
  });

  test("what is no signal is refused", async () => {
    await expect(dino.forward(images(), { signal: {} as AbortSignal })).rejects.toMatchObject({
      message: expect.stringMatching(/signal: expected an AbortSignal/),
    });
  });
});
