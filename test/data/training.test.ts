/** Training on files as they are found: what is broken is left out and named, and nothing ends. */
import { mkdirSync, readFileSync } from "node:fs";
import { ImageFolder, Trainer } from "../../lib";
import { TINY, tinyResNet } from "../support/tiny-training";
import { brokenFolder } from "./broken-folder";
import { temporaryFolder } from "./pictures";

const { path } = temporaryFolder();

test("a folder of 2,000 files with 200 broken ones trains to the end, and the report names all 200", async () => {
  const { broken } = await brokenFolder(path("photos"));
  const dataset = await ImageFolder.open(path("photos"), { channels: 1 });
  mkdirSync(path("run"));
  const trainer = await Trainer.create(await tinyResNet(), dataset, {
    conf: { ...TINY, channels: 1, epochs: 2, training: { ...TINY.training, batchSize: 32 } },
    directory: path("run"),
    checkpoints: { everySteps: 25 },
  });
  const report = await trainer.run();
  expect(report).toMatchObject({ stopped: "finished", steps: trainer.totalSteps, skippedSteps: 0 });
  expect(report.quarantine.map((file) => file.path).sort()).toEqual(broken);
  // Each epoch leaves them out anew, and every image is seen but for those of the last, smaller batch.
  expect(report.images).toBeGreaterThan(2 * (1800 - 32));
  expect(report.images).toBeLessThanOrEqual(2 * 1800);
  const written = JSON.parse(readFileSync(path("run", "report.json"), "utf8")) as typeof report;
  expect(written.quarantine).toEqual(report.quarantine);
  trainer.dispose();
});
