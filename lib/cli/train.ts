import { join } from "node:path";
import { Command, Option } from "commander";
import { DINOConf, type DINOConfChanges, type RecipeName } from "../dino/conf";
import { ConfigError } from "../errors";
import { formatKnn } from "../evaluate/evaluate-knn";
import { load } from "../jit/load";
import { setNumThreads, torchInfo } from "../native/info";
import { writeReport } from "../report/report";
import { reportSheets } from "../report/sheets";
import { manualSeed } from "../tensor/factories";
import type { StepRecord } from "../train/record";
import { Trainer } from "../train/trainer";
import { integer, positive } from "./arguments";
import { choose, localSideOf } from "./choices";
import { type OpenedData, openData } from "./images";
import { channelsOf } from "./knn";
import { backbone, buildBackbone, TEACHER } from "./networks";
import type { Reporter } from "./report";
import type { Signals } from "./signals";

const HELP = `
Without --config and --recipe the settings are chosen by the images; every choice is printed with its reason. What the
options below say goes before all of them.

The folder gets checkpoints, log.jsonl (a line each step), TensorBoard's events, report.json and report.html, and
${TEACHER}: the trained network for the other commands, jit.load and torch.jit.load. SIGINT ends training after the
running step with a checkpoint; --resume goes on from there, with the same numbers as if nothing had happened.`;

type Backbone = NonNullable<DINOConf["backbone"]>;

interface Options {
  readonly output?: string;
  readonly config?: string;
  readonly recipe?: string;
  readonly module?: string;
  readonly backbone?: Backbone;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly imageSize?: number;
  readonly lr?: number;
  readonly seed: number;
  readonly channels?: number;
  readonly labels?: string | true;
  readonly knnEvery: number;
  readonly threads?: number;
  readonly resume?: boolean;
}

/** `dino-wrapper train`. */
export function trainCommand(reporter: Reporter, signals: Signals): Command {
  return new Command("train")
    .description("Train a network with DINO on images without labels, and report how it went")
    .argument("<data>", "a folder of images, a text file with a path on each line, or an IDX file")
    .option("-o, --output <dir>", "the run's folder; default: runs/ and the data's name")
    .option("--resume", "go on with the run that is in the folder")
    .option("-c, --config <file>", "settings of DINOConf, YAML or JSON")
    .addOption(
      new Option("--recipe <name>", "published settings").choices(DINOConf.recipes).conflicts("config"),
    )
    .option("--module <file>", "TorchScript file of the network to train")
    .addOption(
      new Option("--backbone <name>", "resnet18, resnet50 or vit-SIZE/PATCH")
        .argParser(backbone)
        .conflicts("module"),
    )
    .option("--epochs <n>", "times that every image is seen", integer(1))
    .option("--batch-size <n>", "images of a step", integer(1))
    .option("--image-size <pixels>", "side of the global crops", integer(8))
    .option("--lr <rate>", "learning rate after the warm-up", positive)
    .option("--seed <n>", "of weights, order and crops", integer(0), 0)
    .option("--channels <n>", "1 or 3, of images that are decoded", integer(1))
    .option("--labels [file]", "the data's folders are classes, or an IDX file of labels: k-NN on the way")
    .option("--knn-every <n>", "epochs between two k-NN", integer(1), 10)
    .option("--threads <n>", "of LibTorch; default: one for each processor", integer(1))
    .option("--json", "write JSON lines to stdout, a `step` for each step")
    .addHelpText("after", HELP)
    .action(async (path: string, options: Options) => {
      const data = await openData(path, {
        channels: channelsOf(options.channels),
        labels: options.labels === true,
        idxLabels: typeof options.labels === "string" ? options.labels : undefined,
      });
      const conf = await settings(data, options, reporter);
      const directory = options.output ?? join("runs", data.name);
      if (options.threads !== undefined) setNumThreads(options.threads);
      manualSeed(options.seed);
      const module =
        options.module === undefined ? await buildBackbone(conf.backbone!) : await load(options.module);
      const trainer = await signals.graceful(async (signal) => {
        const made = await Trainer.create(module, data.dataset, {
          conf,
          directory,
          resume: options.resume ?? false,
          signal,
          ...(options.labels !== undefined && {
            knn: { train: data.dataset, everyEpochs: options.knnEvery },
          }),
        });
        for (const line of [...made.dino.preflight, ...made.notes]) reporter.log(`  ${line}`);
        for await (const step of made) show(step, made.totalSteps, reporter);
        return made;
      });
      reporter.stop();
      await finish(trainer, data, directory, reporter);
    });
}

/** Those that were asked for; without any, those that the images suggest. */
async function settings(data: OpenedData, options: Options, reporter: Reporter): Promise<DINOConf> {
  const { epochs, batchSize, imageSize, lr, seed, backbone: named, module } = options;
  const own: DINOConfChanges = {
    seed,
    ...(epochs !== undefined && { epochs }),
    ...(imageSize !== undefined && { globalCropSize: imageSize, localCropSize: localSideOf(imageSize) }),
    ...(named !== undefined && { backbone: named }),
    training: {
      ...(batchSize !== undefined && { batchSize }),
      ...(lr !== undefined && { lr, lrReferenceBatch: null }),
    },
  };
  const { channels } = data.facts;
  if (options.config !== undefined || options.recipe !== undefined) {
    const given =
      options.config !== undefined
        ? await DINOConf.load(options.config)
        : DINOConf.recipe(options.recipe as RecipeName);
    const conf = given.merge({ channels: given.channels ?? channels, ...own });
    if (conf.backbone === null && module === undefined)
      throw new ConfigError(
        "INVALID_CONFIG",
        `${options.config}: backbone: expected one, or --module or --backbone beside it, got null`,
      );
    return conf.backbone === null ? conf : conf.merge({ backbone: { ...conf.backbone, channels } });
  }
  const { conf, reasons } = choose(data.facts, {
    epochs,
    batchSize,
    imageSize,
    network: module !== undefined || named !== undefined,
  });
  reporter.log(`${data.name}: ${data.facts.images} images, shorter side ${data.facts.shortSide} pixels`);
  for (const reason of reasons) reporter.log(`  ${reason}`);
  return new DINOConf({ ...conf, ...(named && { backbone: { ...named, channels } }) }).merge(own);
}

function show(record: StepRecord, totalSteps: number, reporter: Reporter): void {
  const { step, epoch, loss, imagesPerSecond, skipped, health, learningRate } = record;
  reporter.event("step", { step, epoch, loss, learningRate, imagesPerSecond, skipped });
  if (skipped !== null) reporter.log(`step ${step} changed nothing: ${skipped.reason}`);
  for (const { message } of health) reporter.log(`step ${step}: ${message}`);
  reporter.progress({
    stage: "train",
    done: step,
    total: totalSteps,
    unit: "steps",
    note: `epoch ${epoch}  loss ${loss.toFixed(4)}  ${imagesPerSecond.toFixed(0)} images/s`,
  });
}

/** Writes what the run leaves for others, and says where. */
async function finish(
  trainer: Trainer,
  { name, dataset }: OpenedData,
  directory: string,
  reporter: Reporter,
): Promise<void> {
  const report = await trainer.report();
  const teacher = join(directory, TEACHER);
  await trainer.dino.exportBackbone(teacher);
  const page = join(directory, "report.html");
  await writeReport(page, {
    ...report,
    title: name,
    date: new Date(),
    prototypes: trainer.dino.prototypes,
    featureDim: trainer.dino.featureDim,
    sheets: await reportSheets(trainer.dino, dataset),
    environment: { ...torchInfo() },
  });
  const knn = report.knn.at(-1);
  const improving = { true: ", still improving", false: ", no longer improving", null: "" }[
    `${report.improving}`
  ];
  const text = [
    ...(knn === undefined ? [] : [formatKnn(knn), ""]),
    `${report.verdict}${improving}`,
    ...report.reasons.map((reason) => `  ${reason}`),
    ...(report.quarantine.length === 0
      ? []
      : [`${report.quarantine.length} files gave no image; the report names them`]),
    `report   ${page}`,
    `teacher  ${teacher}`,
  ];
  const { history: _, ...brief } = report;
  reporter.result("trained", { ...brief, report: page, teacher }, text.join("\n"));
}
