import { Command } from "commander";
import { ArgumentError } from "../errors";
import { evaluateKnn, formatKnn } from "../evaluate/evaluate-knn";
import { integer, positive, share } from "./arguments";
import { openData } from "./images";
import { NETWORK_HELP, openNetwork, weightsOption } from "./networks";
import type { Reporter } from "./report";
import type { Signals } from "./signals";

interface Options {
  readonly weights?: string;
  readonly test?: string;
  readonly heldOut: number;
  readonly k: number;
  readonly temperature: number;
  readonly size?: number;
  readonly channels?: number;
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
      "side of the square that the network gets; default: as the data are, or 224",
      integer(1),
    )
    .option("--channels <n>", "1 or 3, of images that are decoded", integer(1))
    .option("--labels <file>", "IDX file of labels for <data>")
    .option("--test-labels <file>", "IDX file of labels for --test")
    .option("--batch-size <n>", "images of a batch", integer(1), 64)
    .addOption(weightsOption())
    .option("--json", "write JSON lines to stdout")
    .addHelpText("after", NETWORK_HELP)
    .action(async (network: string, data: string, options: Options) => {
      const { k, temperature, batchSize, heldOut, size } = options;
      const channels = channelsOf(options.channels);
      const train = await openData(data, { channels, labels: true, idxLabels: options.labels });
      const test =
        options.test &&
        (await openData(options.test, { channels, labels: true, idxLabels: options.testLabels }));
      const module = await openNetwork(network, options.weights);
      const report = await signals.graceful((signal) =>
        evaluateKnn({
          dino: module,
          train: train.dataset,
          ...(test ? { test: test.dataset } : { heldOut: { share: heldOut } }),
          ...(size !== undefined && { size }),
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

/** The channels that images can be decoded to. */
export function channelsOf(channels: number | undefined): 1 | 3 | undefined {
  if (channels === undefined || channels === 1 || channels === 3) return channels;
  throw new ArgumentError("INVALID_ARGUMENT", `--channels: expected 1 or 3, got ${channels}`);
}
