/** A run that is killed again and again ends with the bits of one that was left alone. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPickle } from "../../lib";
import { runProgram } from "../support/children";

const KILLS = 20;
const STEPS = 400;

/** Trains a network with BatchNorm and drop path in `directory`, a checkpoint every other step, and prints its final weights' hash. */
const program = (directory: string) => `
  const { createHash } = require("node:crypto");
  (async () => {
    dino.setNumThreads(1);
    dino.manualSeed(3);
    const images = {
      length: 32,
      batch(indices) {
        const numbers = Array.from(indices);
        const pixels = Uint8Array.from({ length: numbers.length * 64 }, (_, i) => (numbers[i >> 6] * 37 + (i & 63) * 11) & 255);
        const int64 = (values) => dino.fromTypedArray(BigInt64Array.from(values, BigInt), [values.length]);
        return { images: dino.fromTypedArray(pixels, [numbers.length, 1, 8, 8]), labels: int64([]), ids: int64(numbers) };
      },
    };
    const net = await dino.backbones.vit({ imageSize: 8, patchSize: 4, channels: 1, width: 8, depth: 1, heads: 2, dropPath: 0.3 });
    const conf = {
      globalCropSize: 8, localCropsNumber: 0, epochs: ${STEPS / 8}, teacherMomentum: 0.9,
      head: { prototypes: 16, hiddenDim: 8, bottleneckDim: 4, batchNorm: true },
      training: { batchSize: 4, warmupEpochs: 1 },
    };
    const trainer = await dino.Trainer.create(net, images, {
      conf, directory: ${JSON.stringify(directory)}, resume: true, checkpoints: { everySteps: 2 }, logs: { tensorboard: false },
    });
    console.log("from " + trainer.step);
    console.log("ready");
    await trainer.run();
    const hash = createHash("sha256");
    for (const [name, tensor] of Object.entries(trainer.dino.stateDict())) hash.update(name).update(tensor.detach().toTypedArray());
    console.log("ended " + hash.digest("hex"));
  })().catch((error) => { console.error(error); process.exitCode = 1; });
`;

test(`killed at ${KILLS} random moments, a run ends with the same weights, and no checkpoint is ever unreadable`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "dino-kills-"));
  const [alone, killed] = [join(folder, "alone"), join(folder, "killed")];
  const ended = (stdout: string) => /^ended (\w+)$/m.exec(stdout)?.[1];
  const whole = await runProgram(program(alone));
  expect(whole.stderr).toBe("");
  const expected = ended(whole.stdout);
  expect(expected).toMatch(/^[0-9a-f]{64}$/);

  const starts: number[] = [];
  let kills = 0;
  for (let last = ""; ended(last) === undefined; ) {
    // Once it was killed often enough it may end.
    const kill = kills < KILLS ? { signal: "SIGKILL" as const, after: Math.random() * 150 } : undefined;
    const { stdout, stderr, signal } = await runProgram(program(killed), kill ? { kill } : {});
    // No warning of a checkpoint that was refused either.
    expect(stderr).toBe("");
    if (signal === "SIGKILL") kills += 1;
    starts.push(Number(/^from (\d+)$/m.exec(stdout)?.[1]));
    last = stdout;
    for (const name of readdirSync(killed).filter((file) => file.endsWith(".pt")))
      await readPickle(join(killed, name));
    if (ended(last) !== undefined) expect(ended(last)).toBe(expected);
  }
  expect(kills).toBe(KILLS);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  const steps = (directory: string) =>
    readFileSync(join(directory, "log.jsonl"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => (({ step, loss }) => ({ step, loss }))(JSON.parse(line)));
  expect(steps(killed)).toEqual(steps(alone));
  rmSync(folder, { recursive: true });
});
