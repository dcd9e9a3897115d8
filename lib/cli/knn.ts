import { Command } from "commander";
import { IdxDataset } from "../data/idx-dataset";
import { evaluateKnn, formatKnn } from "../evaluate/evaluate-knn";
import { channelsOf, integer, positive, share } from "./arguments";
import { type OpenedData, openData } from "./images";
import { channelsFor, NETWORK_HELP, openNetwork, trainedWith, untrainedOf, weightsOption } from "./networks";
import type { Reporter } from "./report";
import type { Signals } from "./signals";

interface Options {
  readonly weights?: string;
  readonly test?: string;
  readonly heldOut: number;
  readonly k: number;
  readonly temperature: number;
  readonly size?: number;
  readonly channels?: 1 | 3;
  readonly labels?: string;
  readonly testLabels?: string;
  readonly batchSize: number;
}

/** `dino-wrapper knn`. */
export function knnCommand(reporter: Reporter, signals: Signals): Command {
  return new Command("knn")
    .description("Measure by k-nearest neighbours what a network's features say about labelled images")
    .argument("<network>", "whose features; see below")
    .argument("<data>", "a folder with one folder of images for each class, or an IDX file with --labels")
    .option("--test <data>", "images that are classified; default: a part of <data> is held out")
    .option("--held-out <share>", "that part", share, 0.2)
    .option("-k <n>", "neighbours", integer(1), 20)
    .option("--temperature <t>", "of the votes, above 0", positive, 0.07)
    .option(
      "--size <pixels>",
      "side of the square that the network gets; default: as the run's crops, else as the data are",
      integer(1),
    )
    .option(
      "--channels <n>",
      "1 or 3, of images that are decoded; default: what the network takes",
      channelsOf,
    )
    .option("--labels <file>", "IDX file of labels for <data>")
    .option("--test-labels <file>", "IDX file of labels for --test")
    .option("--batch-size <n>", "images of a batch", integer(1), 64)
    .addOption(weightsOption())
    .option("--json", "write JSON lines to stdout")
    .addHelpText("after", NETWORK_HELP)
    .action(async (network: string, data: string, options: Options) => {
      const { k, temperature, batchSize, heldOut, size } = options;
      const module = await openNetwork(network, options.weights);
      const channels = options.channels ?? channelsFor(module);
      const train = await openData(data, {
        channels,
        labels: true,
        idxLabels: options.labels,
      });
      const test =
        options.test &&
        (await openData(options.test, {
          channels,
          labels: true,
          idxLabels: options.testLabels,
        }));
      const side = size ?? (await sizeOf(network, train, reporter));
      const randomInit = await untrainedOf(network, options.weights);
      const report = await signals.graceful((signal) =>
        evaluateKnn({
          dino: module,
          ...(randomInit !== undefined && { randomInit }),
          train: train.dataset,
          ...(test ? { test: test.dataset } : { heldOut: { share: heldOut } }),
          ...(side !== undefined && { size: side }),
          k,
          temperature,
          batchSize,
          signal,
          onProgress: (done, total) => reporter.progress({ stage: "k-NN", done, total, unit: "images" }),
        }),
      );
      reporter.stop();
      reporter.result("knn", report, formatKnn(report));
    });
}

/** The size that a run's teacher has learned from, else the images' own, up to the published one. */
async function sizeOf(network: string, { dataset, facts }: OpenedData, reporter: Reporter) {
  if (dataset instanceof IdxDataset) return undefined;
  const trained = (await trainedWith(network))?.globalCropSize;
  const side = trained ?? Math.min(PUBLISHED, facts.shortSide);
  reporter.log(
    `images of ${side} pixels: ${trained === undefined ? `the data's shorter sides are ${facts.shortSide} in the median` : "as in training"}`,
  );
  return side;
}

/** Of DINO's own evaluation. */
const PUBLISHED = 224;
