/** Training on a folder such as users have. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { backbones, ImageFolder, manualSeed, Trainer } from "../../lib";
import { temporaryFolder } from "../data/pictures";
import { folderWithBroken } from "../support/broken-folder";
import { TINY } from "../support/tiny-training";

const { path } = temporaryFolder();

test("2,000 files, 200 of them broken in ten ways, train to the end, and the report names the 200", async () => {
  const { broken } = await folderWithBroken(path("images"), { width: 20, height: 16 });
  manualSeed(3);
  const backbone = await backbones.resnet({ stem: "small", depths: [1], width: 4, classes: 4 });
  const trainer = await Trainer.create(backbone, await ImageFolder.open(path("images")), {
    // What is no file at all is not listed, and 20 batches of 97 are the 1,940 that are.
    conf: { ...TINY, epochs: 2, training: { ...TINY.training, batchSize: 97 } },
    directory: path("run"),
  });
  const report = await trainer.run();
  trainer.dispose();
  expect(report).toMatchObject({ steps: 40, plannedSteps: 40, stopped: "finished", skippedSteps: 0 });
  expect(report.images).toBe(2 * 1800);
  expect(report.quarantine.map((each) => each.path).sort()).toEqual(broken);
  const written = JSON.parse(readFileSync(join(path("run"), "report.json"), "utf8")) as typeof report;
  expect(written.quarantine).toEqual(report.quarantine);
});
