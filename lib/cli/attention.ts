import { mkdir, stat, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { Command } from "commander";
import type { Dataset } from "../data/dataset";
import { tensorsOf } from "../data/dataset";
import { ImageFiles } from "../data/files";
import { ImageFolder } from "../data/folder";
import { DataError } from "../errors";
import { attentionMaps } from "../evaluate/attention";
import { patchFeatures } from "../evaluate/features";
import { pcaOfPatches } from "../evaluate/pca";
import type { ScriptModule } from "../jit/module";
import { imageGrid, overlay } from "../report/pictures";
import { encodePng } from "../report/png";
import { stack } from "../tensor/factories";
import { scope } from "../tensor/scope";
import type { Tensor } from "../tensor/tensor";
import { channelsOf, integer, share } from "./arguments";
import { channelsFor, NETWORK_HELP, openNetwork, weightsOption } from "./networks";
import type { Reporter } from "./report";
import type { Signals } from "./signals";

interface Options {
  readonly output: string;
  readonly size: number;
  readonly threshold?: number;
  readonly layer?: string;
  readonly channels?: 1 | 3;
  readonly weights?: string;
}

/** `dino-wrapper attention`. */
export function attentionCommand(reporter: Reporter, signals: Signals): Command {
  return new Command("attention")
    .description(
      "Draw what a network looks at: self-attention maps, or feature maps, and a PCA of patch features, as PNG",
    )
    .argument("<network>", "see below")
    .argument("<images...>", "image files or folders of them")
    .option("-o, --output <dir>", "where the pictures go", "attention")
    .option(
      "--size <pixels>",
      "side of the square that is cut from the middle of each image",
      integer(8),
      480,
    )
    .option("--threshold <share>", "show only the places that hold this share of each map's mass", share)
    .option("--layer <path>", "take the features of this submodule")
    .option(
      "--channels <n>",
      "1 or 3, of images that are decoded; default: what the network takes",
      channelsOf,
    )
    .addOption(weightsOption())
    .option("--json", "write JSON lines to stdout")
    .addHelpText("after", NETWORK_HELP)
    .action(async (network: string, images: string[], options: Options) => {
      const module = await openNetwork(network, options.weights);
      const given = { channels: options.channels ?? channelsFor(module), size: options.size };
      const sets = await Promise.all(images.map((path) => openImages(path, given)));
      const total = sets.reduce((sum, { length }) => sum + length, 0);
      await mkdir(options.output, { recursive: true });
      const written: string[] = [];
      const names = new Map<string, number>();
      let done = 0;
      await signals.graceful(async (signal) => {
        for (const set of sets)
          for (let i = 0; i < set.length && !signal.aborted; ++i) {
            const name = uniqueName(basename(set.path(i), extname(set.path(i))), names);
            written.push(...(await drawImage(module, set, i, join(options.output, name), options)));
            reporter.progress({ stage: "pictures", done: ++done, total, unit: "images" });
          }
      });
      reporter.stop();
      const broken = sets.flatMap(({ quarantine }) => quarantine);
      for (const { path, reason } of broken) reporter.log(`${path} ${reason}`);
      if (written.length === 0 && signals.code === 0)
        throw new DataError("INVALID_DATA", "none of the images could be read", { quarantine: broken });
      reporter.result("pictures", { files: written, quarantine: broken }, written.join("\n"));
    });
}

async function openImages(
  path: string,
  { channels, size }: { channels: 1 | 3; size: number },
): Promise<ImageFolder | ImageFiles> {
  const options = { channels, size } as const;
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory()
    ? await ImageFolder.open(path, options)
    : await ImageFiles.open([path], options);
}

/** Two photographs of one name in two folders are two pictures. */
function uniqueName(name: string, names: Map<string, number>): string {
  const count = (names.get(name) ?? 0) + 1;
  names.set(name, count);
  return count === 1 ? name : `${name}-${count}`;
}

/** Draws image `index`; no picture of one that is broken. */
async function drawImage(
  module: ScriptModule,
  set: Dataset,
  index: number,
  stem: string,
  { threshold, layer }: Options,
): Promise<string[]> {
  const batch = await set.batch([index]);
  try {
    if (batch.ids.shape[0] === 0) return [];
    const given = { ...(layer !== undefined && { layer }) };
    return await scope(async () => {
      const images = batch.images as Tensor<"uint8">;
      const { kind, maps, masks } = await attentionMaps(module, images, {
        ...given,
        ...(threshold !== undefined && { threshold }),
      });
      const shown = masks === null ? maps : maps.mul(masks.to("float32"));
      const [, heads] = shown.shape as [number, number];
      const image = images.select(0, 0);
      const each = Array.from({ length: heads }, (_, head) =>
        overlay(image, shown.select(0, 0).select(0, head)),
      );
      const mean = overlay(image, shown.mean(1).select(0, 0));
      const patches = await patchFeatures(module, images, given);
      const colours = (await pcaOfPatches(patches.map)).colours.interpolate({ size: image.shape.slice(1) });
      const files: [string, Tensor][] = [
        [`${stem}-${kind}.png`, heads === 1 ? mean : imageGrid(stack([mean, ...each]))],
        [`${stem}-pca.png`, colours.select(0, 0)],
      ];
      for (const [path, picture] of files) await writeFile(path, await encodePng(picture));
      return files.map(([path]) => path);
    });
  } finally {
    for (const tensor of tensorsOf(batch)) tensor.dispose();
  }
}
