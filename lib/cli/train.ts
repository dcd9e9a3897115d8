import { stat } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { Command, Option } from "commander";
import { loadCheckpoint } from "../backbones/checkpoint";
import { DINOConf, type DINOConfChanges, type DINOConfInput, type RecipeName } from "../dino/conf";
import { inspectModule } from "../dino/inspect";
import { ArgumentError, ConfigError } from "../errors";
import { formatKnn } from "../evaluate/evaluate-knn";
import type { ScriptModule } from "../jit/module";
import { setNumThreads, torchInfo } from "../native/info";
import { writeReport } from "../report/report";
import { reportSheets } from "../report/sheets";
import { manualSeed } from "../tensor/factories";
import { scope } from "../tensor/scope";
import { CheckpointFolder } from "../train/checkpoint";
import type { StepRecord } from "../train/record";
import { savedConf } from "../train/setup";
import { Trainer } from "../train/trainer";
import { channelsOf, integer, positive } from "./arguments";
import { type CropLimits, choose, cropsOfSide } from "./choices";
import { type OpenedData, openData } from "./images";
import { backbone, buildBackbone, openModule, TEACHER, weightsOption } from "./networks";
import type { Reporter } from "./report";
import type { Signals } from "./signals";

const HELP = `
Without --config and --recipe the settings are chosen by the images; every choice is printed with its reason. What the
options say goes before all of them.

The folder gets checkpoints, log.jsonl (a line each step), TensorBoard's events, report.json and report.html, and
${TEACHER}: the trained network for the other commands, jit.load and torch.jit.load. SIGINT ends training after the
running batch with a checkpoint and all of these, and the exit code 130; --resume goes on from there with the run's own
settings and the same numbers as if nothing had happened.`;

type Backbone = NonNullable<DINOConf["backbone"]>;

interface Options {
  readonly output?: string;
  readonly config?: string;
  readonly recipe?: RecipeName;
  readonly module?: string;
  readonly weights?: string;
  readonly backbone?: Backbone;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly imageSize?: number;
  readonly lr?: number;
  readonly seed?: number;
  readonly channels?: 1 | 3;
  readonly labels?: string | true;
  readonly knnEvery: number;
  readonly threads?: number;
  readonly resume?: boolean;
  readonly allowChanges?: boolean;
}

/** `dino-wrapper train`. */
export function trainCommand(reporter: Reporter, signals: Signals): Command {
  return new Command("train")
    .description("Train a network with DINO on images without labels, and report how it went")
    .argument("<data>", "a folder of images, a text file with a path on each line, or an IDX file")
    .option("-o, --output <dir>", "the run's folder; default: runs/ and the data's name")
    .option("--resume", "go on with the run that is in the folder")
    .option("--allow-changes", "let it go on with other settings than it began with")
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
    .addOption(weightsOption().conflicts("module"))
    .option("--epochs <n>", "times that every image is seen", integer(1))
    .option("--batch-size <n>", "images of a step", integer(1))
    .option("--image-size <pixels>", "side of the global crops", integer(8))
    .option("--lr <rate>", "learning rate after the warm-up", positive)
    .option("--seed <n>", "of weights, order and crops; default 0", integer(0))
    .option(
      "--channels <n>",
      "1 or 3, of images that are decoded; default: what the network takes, else 3",
      channelsOf,
    )
    .option("--labels [file]", "the data's folders are classes, or an IDX file of labels: k-NN on the way")
    .option("--knn-every <n>", "epochs between two k-NN", integer(1), 10)
    .option("--threads <n>", "of LibTorch; default: one for each processor", integer(1))
    .option("--json", "write JSON lines to stdout, a `step` for each step")
    .addHelpText("after", HELP)
    .action(async (path: string, options: Options) => {
      if (options.threads !== undefined) setNumThreads(options.threads);
      const own = options.module === undefined ? undefined : await openOwn(options.module, options.imageSize);
      const given = await givenSettings(options);
      const data = await openData(path, {
        channels: options.channels ?? decodable(given?.channels ?? own?.channels),
        labels: options.labels === true,
        idxLabels: typeof options.labels === "string" ? options.labels : undefined,
      });
      const directory = options.output ?? join("runs", data.name);
      const before = await settingsBefore(directory, options.resume ?? false);
      const conf =
        before === undefined || given !== undefined
          ? completed(given, data, own, options, reporter)
          : before.merge(changesTo(before, own, options));
      const trainer = await signals.graceful(async (signal) => {
        // The weights of a network by name are drawn; the head's follow `conf.seed` by themselves.
        manualSeed(conf.seed);
        const module = own?.module ?? (await openNamed(conf, options));
        const made = await Trainer.create(module, data.dataset, {
          conf,
          directory,
          resume: options.resume ?? false,
          allowChanges: options.allowChanges ?? false,
          signal,
          ...(options.labels !== undefined && {
            knn: { train: data.dataset, everyEpochs: options.knnEvery },
          }),
        }).catch(inOptions);
        for (const line of made.notes) reporter.log(`  ${line}`);
        if (made.step > 0) reporter.log(`goes on after step ${made.step} of ${made.totalSteps}`);
        for await (const step of made) show(step, made, reporter);
        return made;
      });
      reporter.stop();
      await finish(trainer, data, directory, reporter);
    });
}

/** A network of the user's, and what it says of itself. */
interface Own {
  readonly module: ScriptModule;
  readonly channels: number | undefined;
  readonly limits: CropLimits;
  /** Settings that it needs. */
  readonly conf: DINOConfInput;
}

async function openOwn(path: string, imageSize?: number): Promise<Own> {
  const module = await openModule(path);
  const { input, conf } = await inspectModule(module, imageSize === undefined ? {} : { sizes: [imageSize] });
  const sizes = input.sizes.filter(({ accepted }) => accepted);
  if (sizes.length === 0 && input.sizes.length > 0)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `--module: ${path} takes no images of the sizes that were tried (dino-wrapper inspect lists them); expected --image-size with the side that it takes`,
    );
  const { fixedSize, multipleOf } = input;
  const { returnLayer, preprocessFunc } = conf;
  return {
    module,
    channels: input.channels.length === 1 ? input.channels[0] : undefined,
    limits: { fixedSize, multipleOf },
    conf: {
      ...(returnLayer !== undefined && { returnLayer }),
      ...(preprocessFunc !== undefined && { preprocessFunc }),
    },
  };
}

async function openNamed({ backbone }: DINOConf, { weights }: Options): Promise<ScriptModule> {
  if (backbone === null)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      "--resume: the run trains a module of your own; expected --module with the file that it began with",
    );
  const module = await buildBackbone(backbone);
  if (weights !== undefined) await loadCheckpoint(module, weights);
  return module;
}

/** Those of a file or a recipe. */
async function givenSettings({ config, recipe }: Options): Promise<DINOConf | undefined> {
  if (config !== undefined) return await DINOConf.load(config);
  return recipe === undefined ? undefined : DINOConf.recipe(recipe);
}

/** Other numbers of channels come from IDX files, which have what they have. */
function decodable(channels: number | null | undefined): 1 | 3 | undefined {
  return channels === 1 || channels === 3 ? channels : undefined;
}

/** Those of the run that is gone on with; undefined for a new one. */
async function settingsBefore(directory: string, resume: boolean): Promise<DINOConf | undefined> {
  if ((await stat(directory).catch(() => undefined)) === undefined) return undefined;
  const folder = new CheckpointFolder(directory, 1);
  const last = (await folder.list()).at(-1);
  if (last === undefined) return undefined;
  if (!resume)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${directory} holds a run of ${last.step} steps; expected --resume, to go on with it, or another folder by --output`,
    );
  return await scope(async () => savedConf((await folder.newest())!.checkpoint));
}

/** What the options say themselves; `network` is the one that they leave. */
function changesOf(
  options: Options,
  own: Own | undefined,
  network: DINOConf["backbone"] = null,
): DINOConfChanges {
  const { epochs, batchSize, imageSize, lr, seed, backbone: named } = options;
  return {
    ...(seed !== undefined && { seed }),
    ...(epochs !== undefined && { epochs }),
    ...(imageSize !== undefined &&
      cropsOfSide(imageSize, { backbone: named ?? network, module: own?.limits })),
    ...(named !== undefined && { backbone: named }),
    training: {
      ...(batchSize !== undefined && { batchSize }),
      ...(lr !== undefined && { lr, lrReferenceBatch: null }),
    },
  };
}

/** Those of them that differ from the settings of the run that is gone on with: the same command again changes nothing. */
function changesTo(before: DINOConf, own: Own | undefined, options: Options): DINOConfChanges {
  const changes = changesOf(options, own, before.backbone);
  const { backbone: named, globalCropSize, localCropSize, ...others } = changes;
  const { batchSize } = options;
  const sameBackbone = isDeepStrictEqual({ ...before.backbone, ...named }, { ...before.backbone });
  return {
    ...others,
    ...(batchSize !== undefined && batchSize !== before.training.batchSize && { stepsPerEpoch: null }),
    ...(named && !sameBackbone && { backbone: named }),
    ...(globalCropSize !== undefined &&
      globalCropSize !== before.globalCropSize && { globalCropSize, localCropSize }),
  } as DINOConfChanges;
}

/** Those that were asked for; without any, those that the images suggest. */
function completed(
  given: DINOConf | undefined,
  { name, facts }: OpenedData,
  own: Own | undefined,
  options: Options,
  reporter: Reporter,
): DINOConf {
  const { backbone: named, ...changes } = changesOf(options, own, given?.backbone);
  const { channels } = facts;
  if (given !== undefined) {
    const conf = given.merge({ channels: given.channels ?? channels, ...changes });
    if (own !== undefined) {
      const { fixedSize } = own.limits;
      // Of a recipe, what the module does not take was not asked for by anybody.
      const needed = options.config === undefined && {
        ...own.conf,
        ...(fixedSize !== null && { globalCropSize: fixedSize, localCropSize: fixedSize }),
      };
      return conf.merge({ ...needed, backbone: null });
    }
    const backbone = named ?? conf.backbone;
    if (backbone === null)
      throw new ConfigError(
        "INVALID_CONFIG",
        `${options.config ?? options.recipe}: backbone: expected one, or --module or --backbone beside it, got null`,
      );
    return conf.merge({ backbone: { ...backbone, channels } });
  }
  const { epochs, batchSize, imageSize } = options;
  const { conf, reasons } = choose(facts, {
    epochs,
    batchSize,
    imageSize,
    backbone: options.backbone,
    module: own?.limits,
  });
  reporter.log(`${name}: ${facts.images} images, shorter side ${facts.shortSide} pixels`);
  for (const reason of reasons) reporter.log(`  ${reason}`);
  const { globalCropSize: _, localCropSize: __, ...others } = changes;
  return new DINOConf({ ...conf, ...own?.conf }).merge(others);
}

/** A mistake in the words of the command line. */
function inOptions(error: unknown): never {
  const issues = error instanceof ConfigError ? error.details.issues : undefined;
  if (!Array.isArray(issues) || !(error as ConfigError).message.includes("allowChanges")) throw error;
  throw new ConfigError(
    "INVALID_CONFIG",
    `the run has other settings: ${issues.join("; ")}. Expected the same, or --allow-changes, or another folder by --output`,
    (error as ConfigError).details,
    { cause: error },
  );
}

function show(record: StepRecord, { totalSteps, conf }: Trainer, reporter: Reporter): void {
  const { step, epoch, loss, imagesPerSecond, skipped, health, knn, learningRate } = record;
  reporter.event("step", { step, epoch, loss, learningRate, imagesPerSecond, skipped });
  if (skipped !== null) reporter.log(`step ${step} changed nothing: ${skipped.reason}`);
  for (const { message } of health) reporter.log(`step ${step}: ${message}`);
  if (knn !== null) {
    reporter.event("knn", knn);
    // The last one is part of the result.
    if (step < totalSteps) reporter.log(`epoch ${epoch + 1}: ${formatKnn(knn)}`);
  }
  reporter.progress({
    stage: "train",
    done: step,
    total: totalSteps,
    unit: "steps",
    note: `epoch ${epoch + 1}/${conf.epochs}  loss ${loss.toFixed(4)}  ${imagesPerSecond.toFixed(0)} images/s`,
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
    // A report without pictures is better than none.
    sheets: await reportSheets(trainer.dino, dataset).catch((error: Error) => {
      reporter.log(`the report has no pictures: ${error.message}`);
      return [];
    }),
    environment: { ...torchInfo() },
  });
  const knn = report.knn.at(-1);
  const improving = { true: ", still improving", false: ", no longer improving", null: "" }[
    `${report.improving}`
  ];
  const text = [
    ...(knn === undefined ? [] : [formatKnn(knn), ""]),
    ...(report.stopped === "aborted"
      ? [`ended after step ${report.steps} of ${report.plannedSteps}; --resume goes on from there`]
      : []),
    `${report.verdict}${improving}`,
    ...report.reasons.map((reason) => `  ${reason}`),
    ...(report.quarantine.length === 0
      ? []
      : [
          `${report.quarantine.length} ${report.quarantine.length === 1 ? "file" : "files"} gave no image; the report names them`,
        ]),
    `report   ${page}`,
    `teacher  ${teacher}`,
  ];
  const { history: _, ...brief } = report;
  reporter.result("trained", { ...brief, report: page, teacher }, text.join("\n"));
}
