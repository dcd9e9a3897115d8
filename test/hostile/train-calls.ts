/** Valid calls of the trainer. */
import { mkdtempSync } from "node:fs";
import type { ScriptModule, Trainer } from "../../lib";
import { type Argument, bool, type Call, integer, number, optional, options } from "./arguments";
import { A, call, other } from "./call";
import type { World } from "./calls";
import { THROWN } from "./mutations";
import { dino } from "./package";
import { CONF } from "./wrapper-conf";

/** One step of two small images. */
const SETTINGS = {
  ...CONF,
  originalOutput: "none",
  channels: 1,
  epochs: 1,
  stepsPerEpoch: 1,
  training: { batchSize: 2 },
} as const;

export async function trainers(world: World): Promise<Call[]> {
  const backbone = await dino.jit.define({
    name: "Trained",
    source: "def forward(self, x: Tensor) -> Tensor:\n    return torch.conv2d(x, self.weight).mean([2, 3])\n",
    parameters: { weight: dino.rand([3, 1, 2, 2]) },
  });
  const dataset = world.dataset.slice(0, 2);
  const run = world.path("run");
  const first = await dino.Trainer.create(backbone, dataset, { conf: SETTINGS, directory: run });
  await first.run();
  first.dispose();

  const module = (): Argument =>
    other(() => backbone, {
      missing: [() => undefined, A],
      null: [() => null, A],
      "a wrapper": [() => world.wrapper, A],
      disposed: [() => world.disposed.module, "DISPOSED"],
    });
  const images = (): Argument =>
    other(() => dataset, {
      missing: [() => undefined, A],
      null: [() => null, A],
      "an array": [() => [1, 2], A],
      "without images": [() => world.dataset.slice(0, 0), A],
    });
  const shared = {
    checkpoints: optional(
      options({
        everySteps: optional(integer(1, { huge: "valid" })),
        everyEpochs: optional(integer(1, { huge: "valid" })),
        everyMinutes: optional(number(5, { Infinity: "valid" })),
        keep: optional(integer(2, { huge: "valid" })),
      }),
    ),
    logs: optional(options({ jsonl: optional(bool(true)), tensorboard: optional(bool(false)) })),
    prefetch: optional(integer(0)),
    maxInvalidSteps: optional(integer(3, { huge: "valid" })),
    signalsEvery: optional(integer(1, { huge: "valid" })),
    signal: optional(
      other(() => new AbortController().signal, {
        null: [() => null, A],
        "an object": [() => ({ aborted: false }), A],
        aborted: [() => AbortSignal.abort(THROWN), "valid"],
      }),
    ),
    health: optional(
      options({ window: optional(integer(5, { huge: "valid" })), leastRank: optional(number(1)) }),
    ),
  };
  const used = async (made: Promise<Trainer>) => {
    const trainer = await made;
    try {
      return (await trainer.run()).steps;
    } finally {
      trainer.dispose();
    }
  };
  return [
    call(
      "wrapper",
      "Trainer.create",
      {
        backbone: module(),
        dataset: images(),
        options: options(
          {
            conf: other(() => SETTINGS, {
              "a number": [() => 5, "INVALID_CONFIG"],
              "an unknown key": [() => ({ ...SETTINGS, epoch: 1 }), "INVALID_CONFIG"],
              "version 2": [() => ({ ...SETTINGS, version: "v2" }), "NOT_IMPLEMENTED"],
              "larger batches than images": [
                () => ({ ...SETTINGS, training: { batchSize: 64 } }),
                [A, "valid"],
              ],
            }),
            directory: optional(
              other(() => mkdtempSync(world.path("run-")), {
                "a number": [() => 5, A],
                empty: [() => "", A],
                "a run's": [() => run, A],
                "a file": [() => world.path("labels.idx"), "INVALID_DATA"],
                "a path with a zero byte": [() => "x\0y", "INVALID_DATA"],
              }),
            ),
            resume: optional(bool(false)),
            allowChanges: optional(bool(false)),
            shuffle: optional(bool(true)),
            ...shared,
            // Left out it is a run of 100 epochs.
          },
          { outcomes: { missing: undefined } },
        ),
      },
      (module_: ScriptModule, images_: typeof dataset, given: object) =>
        used(dino.Trainer.create(module_, images_, given)),
    ),
    call(
      "wrapper",
      "Trainer.resume",
      {
        directory: other(() => run, {
          missing: [() => undefined, A],
          "a number": [() => 5, A],
          "without checkpoints": [() => mkdtempSync(world.path("no-run-")), "INVALID_DATA"],
          "a file": [() => world.path("labels.idx"), "INVALID_DATA"],
        }),
        backbone: module(),
        dataset: images(),
        options: optional(options({ allowChanges: optional(bool(true)), ...shared })),
      },
      (directory: string, module_: ScriptModule, images_: typeof dataset, given: object) =>
        used(dino.Trainer.resume(directory, module_, images_, given)),
    ),
  ];
}
