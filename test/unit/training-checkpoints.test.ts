/** Checkpoints: complete, the newest kept, and what happens with files that are damaged, foreign or of other settings. */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type DINOConfInput,
  jit,
  manualSeed,
  rand,
  readPickle,
  type ScriptModule,
  Trainer,
  type TrainerOptions,
  writePickle,
  zeros,
} from "../../lib";
import { bitsOf, stepsOf, TINY, tinyImages, tinyResNet, tinyViT } from "../support/tiny-training";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dino-checkpoints-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const QUIET = { logs: { jsonl: false, tensorboard: false } } as const;
const files = () => readdirSync(folder).filter((name) => name.endsWith(".pt"));
const name = (step: number) => `checkpoint-${String(step).padStart(8, "0")}.pt`;

async function trainerOf(options: TrainerOptions = {}, backbone = tinyViT): Promise<Trainer> {
  return Trainer.create(await backbone(), tinyImages(), {
    conf: TINY,
    directory: folder,
    ...QUIET,
    ...options,
  });
}

/** Makes `count` steps, with a checkpoint after each. */
async function begun(count: number, options: TrainerOptions = {}): Promise<void> {
  const trainer = await trainerOf({ checkpoints: { everySteps: 1 }, ...options });
  await stepsOf(trainer, count);
  trainer.dispose();
}

async function uninterrupted(backbone = tinyViT, conf: DINOConfInput = TINY) {
  const trainer = await Trainer.create(await backbone(), tinyImages(), { conf });
  const losses = (await stepsOf(trainer)).map(({ loss }) => loss);
  const result = { losses, bits: bitsOf(trainer.dino), history: (await trainer.report()).history.length };
  trainer.dispose();
  return result;
}

/** Its output depends on how often it ran. */
async function assigning(): Promise<ScriptModule> {
  manualSeed(3);
  return jit.define({
    name: "Assigning",
    source:
      "def forward(self, x: Tensor) -> Tensor:\n    self.count = self.count + 1\n    return torch.tanh(x.flatten(1)[:, :8] * self.weight * self.count)\n",
    parameters: { weight: rand([8]) },
    buffers: { count: zeros([]) },
  });
}

const warn = jest.spyOn(process, "emitWarning").mockImplementation(() => {});
afterAll(() => warn.mockRestore());

test.each([
  ["a ViT with drop path", tinyViT, TINY],
  ["BatchNorm", tinyResNet, TINY],
  ["a buffer that forward assigns another tensor to", assigning, { ...TINY, channels: 1 }],
  [
    "several batches a step, SGD and no head",
    tinyResNet,
    { ...TINY, head: null, training: { ...TINY.training, batchSize: 2, accumulate: 2, optimizer: "sgd" } },
  ],
] as const)("a run that is interrupted at any step gives the same numbers: %s", async (_, backbone, conf) => {
  const expected = await uninterrupted(backbone, conf);
  const losses: number[] = [];
  for (const count of [1, 2, 4, 1, 100]) {
    const trainer = await trainerOf({ conf, resume: true, checkpoints: { everySteps: 1 } }, backbone);
    expect(trainer.step).toBe(losses.length);
    losses.push(...(await stepsOf(trainer, count)).map(({ loss }) => loss));
    if (trainer.finished) {
      expect(bitsOf(trainer.dino)).toBe(expected.bits);
      const { seconds, images, history } = await trainer.report();
      expect({ images, history: history.length }).toEqual({ images: 48, history: expected.history });
      expect(seconds).toBeGreaterThan(0);
    }
    trainer.dispose();
  }
  expect(losses).toEqual(expected.losses);
});

test("the last ones are kept, and a finished run stays finished", async () => {
  await begun(12, { checkpoints: { everySteps: 1, keep: 2 } });
  expect(files()).toEqual([name(11), name(12)]);
  const trainer = await trainerOf({ resume: true });
  expect(trainer.finished).toBe(true);
  expect(await trainer.run()).toMatchObject({ steps: 12, stopped: "finished" });
  trainer.dispose();
});

test("intervals: epochs by default, steps where they are asked for, and the end", async () => {
  const trainer = await trainerOf({ checkpoints: { everySteps: 5, keep: 9 } });
  const written = (await stepsOf(trainer)).filter(({ checkpoint }) => checkpoint !== null);
  expect(written.map(({ checkpoint }) => checkpoint)).toEqual(
    [5, 10].map((step) => join(folder, name(step))),
  );
  expect(files()).toEqual([5, 10, 12].map(name));
  trainer.dispose();
  rmSync(folder, { recursive: true });
  const standard = await trainerOf();
  await standard.run();
  expect(files()).toEqual([4, 8, 12].map(name));
  standard.dispose();
});

describe("files that cannot be read", () => {
  test.each<[string, (path: string) => unknown, RegExp]>([
    ["cut short", (path) => truncateSync(path, 1000), /cut short|truncated|damaged|zip|ends|directory/],
    ["empty", (path) => truncateSync(path, 0), /empty|format|zip|ends/],
    ["of another kind", (path) => writeFileSync(path, "photos"), /no file of PyTorch/],
    ["another PyTorch file", (path) => writePickle(path, { model: {} }), /is no checkpoint of a Trainer/],
    [
      "of a later version",
      (path) => writePickle(path, { format: "dino-wrapper training checkpoint", version: 2, step: 4 }),
      /version 2; this package reads 1/,
    ],
    ["with bytes changed", flipped, /checksum|damaged|CRC|overlap|record|pickle/i],
  ])("one that is %s is refused by name, and the one before is used", async (_, spoil, reason) => {
    await begun(4);
    await spoil(join(folder, name(4)));
    warn.mockClear();
    const trainer = await trainerOf({ resume: true });
    expect(trainer.step).toBe(3);
    expect(warn.mock.calls).toEqual([
      [
        expect.stringMatching(`${name(4)}.*goes on after step 3`),
        { type: "DinoWarning", code: "CHECKPOINT_REFUSED" },
      ],
    ]);
    expect(String(warn.mock.calls[0]![0])).toMatch(reason);
    await trainer.run();
    expect(bitsOf(trainer.dino)).toBe((await uninterrupted()).bits);
    expect((await trainer.report()).refusedCheckpoints).toMatchObject([{ path: join(folder, name(4)) }]);
    trainer.dispose();
  });

  /** In the midst of the tensors, where only a checksum tells. */
  function flipped(path: string): void {
    const bytes = readFileSync(path);
    // Longer than the padding between two records.
    const middle = Math.floor(bytes.length / 2);
    for (let i = middle; i < middle + 200; ++i) bytes[i]! ^= 1;
    writeFileSync(path, bytes);
  }

  test("when none can be read, all are named", async () => {
    await begun(3);
    for (const file of files()) truncateSync(join(folder, file), 100);
    await expect(trainerOf({ resume: true })).rejects.toMatchObject({
      code: "INVALID_DATA",
      message: expect.stringMatching(new RegExp([3, 2, 1].map((step) => name(step)).join("[\\s\\S]*"))),
    });
  });

  test("what a killed writer left is removed, a living one's is not", async () => {
    const [dead, living] = [".dino-999999999-0.tmp", `.dino-${process.pid}-9999.tmp`];
    for (const file of [dead, living]) writeFileSync(join(folder, file), "half");
    (await trainerOf()).dispose();
    expect([dead, living].map((file) => existsSync(join(folder, file)))).toEqual([false, true]);
  });
});

describe("other runs", () => {
  test("a directory with checkpoints is only used to go on", async () => {
    await begun(1);
    await expect(trainerOf()).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(/holds checkpoints of a run; expected resume: true/),
    });
  });

  test("without a checkpoint resume starts afresh, Trainer.resume does not", async () => {
    const trainer = await trainerOf({ resume: true });
    expect(trainer.step).toBe(0);
    trainer.dispose();
    await expect(Trainer.resume(folder, await tinyViT(), tinyImages())).rejects.toMatchObject({
      code: "INVALID_DATA",
      message: expect.stringMatching(/holds no checkpoint/),
    });
  });

  test("other settings are refused by name, unless they are allowed", async () => {
    await begun(2);
    const conf = { ...TINY, teacherMomentum: 0.8, training: { ...TINY.training, lr: 0.02 } };
    await expect(trainerOf({ resume: true, conf })).rejects.toMatchObject({
      code: "INVALID_CONFIG",
      details: { issues: ["teacherMomentum: was 0.9, is 0.8", "training.lr: was 0.01, is 0.02"] },
    });
    await expect(
      Trainer.resume(folder, await tinyViT(), tinyImages(24), {
        conf: { ...TINY, stepsPerEpoch: 4 },
        ...QUIET,
      }),
    ).rejects.toMatchObject({ details: { issues: ["images: was 16, is 24"] } });
    const trainer = await trainerOf({ resume: true, conf, allowChanges: true });
    expect(trainer.step).toBe(2);
    await trainer.run();
    trainer.dispose();
  });

  test("a key that is younger than the checkpoint had its default", async () => {
    await begun(2);
    const path = join(folder, name(2));
    const { value } = await readPickle(path);
    const { conf, ...others } = value as { conf: Record<string, unknown> };
    const { operators, head, ...older } = conf as { operators: unknown; head: object };
    expect(operators).toBe("fused");
    const { normLastLayer: _, ...olderHead } = head as { normLastLayer: boolean };
    await writePickle(path, { ...others, conf: { ...older, head: olderHead } } as never);
    await expect(trainerOf({ resume: true, conf: { ...TINY, operators: "composed" } })).rejects.toMatchObject(
      { details: { issues: ["operators: was 'fused', is 'composed'"] } },
    );
    const trainer = await trainerOf({ resume: true });
    await trainer.run();
    expect(bitsOf(trainer.dino)).toBe((await uninterrupted()).bits);
    trainer.dispose();
  });

  test("a key that this version does not know is a difference", async () => {
    await begun(1);
    const path = join(folder, name(1));
    const { value } = await readPickle(path);
    const { conf, ...others } = value as { conf: object };
    await writePickle(path, { ...others, conf: { ...conf, warpFactor: 9 } } as never);
    await expect(trainerOf({ resume: true })).rejects.toMatchObject({
      code: "INVALID_CONFIG",
      details: { issues: ["warpFactor: was 9, is undefined"] },
    });
  });

  test.each([
    ["AdamW", { betas: [0.5, 0.9] }, { betas: [0.5, 0.9] }],
    ["SGD", { optimizer: "sgd", momentum: 0.5 }, { momentum: 0.5 }],
  ] as const)("options of %s that are changed on purpose act", async (_, changes, expected) => {
    const { optimizer } = { optimizer: "adamw" as const, ...changes };
    await begun(2, { conf: { ...TINY, training: { ...TINY.training, optimizer } } });
    const conf = { ...TINY, training: { ...TINY.training, ...changes } } as DINOConfInput;
    const trainer = await trainerOf({ resume: true, allowChanges: true, conf });
    await stepsOf(trainer, 1);
    const { value } = await readPickle(await trainer.checkpoint());
    const { optimizer: saved } = value as { optimizer: { param_groups: Record<string, unknown>[] } };
    for (const group of saved.param_groups) {
      const { betas, momentum } = group as { betas?: ArrayLike<number>; momentum?: number };
      expect(betas === undefined ? { momentum } : { betas: Array.from(betas) }).toEqual(expected);
    }
    trainer.dispose();
  });

  test("Trainer.resume takes the run's settings", async () => {
    await begun(2);
    const trainer = await Trainer.resume(folder, await tinyViT(), tinyImages(), QUIET);
    expect(trainer.conf.toJSON()).toEqual((await trainerConf()).toJSON());
    await trainer.run();
    expect(bitsOf(trainer.dino)).toBe((await uninterrupted()).bits);
    trainer.dispose();
  });

  const trainerConf = async () => {
    const trainer = await Trainer.create(await tinyViT(), tinyImages(), { conf: TINY });
    trainer.dispose();
    return trainer.conf;
  };

  test("another backbone is refused by its names", async () => {
    await begun(1);
    await expect(trainerOf({ resume: true }, tinyResNet)).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(/missing: student\.conv1\.weight/),
    });
  });
});
