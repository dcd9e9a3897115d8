import { aten } from "../aten/aten";
import type { Batch, Dataset } from "../data/dataset";
import { renderCrops, sampleCropParameters } from "../dino/augmentation";
import type { DINOConf } from "../dino/conf";
import { ArgumentError } from "../errors";
import { attentionMaps } from "../evaluate/attention";
import { checkDataset, drawn, subset } from "../evaluate/data";
import { checkBatch, embedDataset, sizeFor } from "../evaluate/embed";
import { patchFeatures } from "../evaluate/features";
import { checkImages, fitImages } from "../evaluate/images";
import { nearestNeighbours } from "../evaluate/neighbours";
import { type Network, subjectOf } from "../evaluate/network";
import { checkCount, checkSize } from "../evaluate/options";
import { pcaOfPatches } from "../evaluate/pca";
import { checkOptions, checkSignal } from "../options";
import { noGrad, scope } from "../tensor/scope";
import type { Tensor } from "../tensor/tensor";
import type { ReportSheet, ReportTile } from "./input";
import { overlay } from "./pictures";
import { encodePng, encodeThumbnail } from "./png";

/** Options of `reportSheets`. */
export interface ReportSheetsOptions {
  /** Which of a wrapper's two networks. Default "teacher". */
  readonly network?: "teacher" | "student";
  /** Images of the sheet of maps. Default 8. */
  readonly images?: number;
  /** Images whose neighbours are shown. Default 6. */
  readonly queries?: number;
  /** Images whose multi-crop views are shown, of a wrapper. Default 3. */
  readonly views?: number;
  /** Neighbours of each. Default 7. */
  readonly neighbours?: number;
  /** Images among which neighbours are looked for, drawn from the data set. Default 2000. */
  readonly pool?: number;
  /** As for `embedDataset`. */
  readonly size?: number | readonly [number, number] | null;
  /** Which images are drawn. Default 0. */
  readonly seed?: number;
  /** Ends the work early, with the signal's reason. */
  readonly signal?: AbortSignal;
}

const OPTIONS = [
  "network",
  "images",
  "queries",
  "neighbours",
  "views",
  "pool",
  "size",
  "seed",
  "signal",
] as const satisfies (keyof ReportSheetsOptions)[];

/** Pixels of a picture's longer side at most. */
const LARGEST = 144;
/** Pictures of fewer are shown as squares. */
const FINE = 64;
/** Heads that are shown. */
const MOST_HEADS = 6;

/**
 * Pictures of what a network makes of some images, for `writeReport`: where it looks (`attentionMaps`), patch features
 * as colours (`pcaOfPatches`), each image's nearest neighbours by its features (`nearestNeighbours`), and of a wrapper
 * the views that training cuts (`renderCrops`).
 * @param dataset its labels, if it has them, frame neighbours of the same class
 * @throws ArgumentError; the signal's reason
 */
export async function reportSheets(
  network: Network,
  dataset: Dataset,
  options: ReportSheetsOptions = {},
): Promise<ReportSheet[]> {
  const what = "reportSheets";
  checkOptions(options, `${what}: options`, OPTIONS);
  const { images = 8, queries = 6, neighbours = 7, views = 3, pool = 2000, seed = 0 } = options;
  for (const [name, value] of Object.entries({ images, queries, neighbours, views, pool }))
    checkCount(value, `${what}: ${name}`);
  checkCount(seed, `${what}: seed`, 0);
  const signal = checkSignal(options.signal, `${what}: signal`);
  const subject = subjectOf(network, options.network, what);
  const length = checkDataset(dataset, `${what}: dataset`);
  if (length === 0)
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: dataset: expected one image or more, got none`);
  const size = options.size === undefined ? sizeFor(subject) : checkSize(options.size, `${what}: size`);
  const order = drawn(length, seed);
  const shown: Shown = { network, which: subject.which, dataset, size, signal };
  const sheets: ReportSheet[] = [];
  await noGrad(async () => {
    const mapped = await scope(() => mapSheet(shown, order.slice(0, 2 * images), images)).catch(withoutMaps);
    if (mapped !== undefined) sheets.push(mapped);
    const alike = await scope(() => neighbourSheet(shown, order.slice(0, pool), queries, neighbours));
    if (alike !== undefined) sheets.push(alike);
    const { wrapper } = subject;
    if (wrapper !== undefined)
      sheets.push(await scope(() => viewSheet(wrapper.conf, shown, order.slice(0, views))));
  });
  return sheets;
}

/** Not every network has features of places. */
function withoutMaps(error: unknown): undefined {
  if (error instanceof ArgumentError && error.details.maps === 0) return undefined;
  throw error;
}

interface Shown {
  readonly network: Network;
  readonly which: "teacher" | "student";
  readonly dataset: Dataset;
  readonly size: readonly [number, number] | null;
  readonly signal: AbortSignal | undefined;
}

async function mapSheet(
  { network, which, dataset, size, signal }: Shown,
  members: Uint32Array,
  most: number,
): Promise<ReportSheet> {
  const batch = await dataset.batch(members, signal);
  if (checkBatch(batch, "reportSheets: dataset") === 0)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      "reportSheets: dataset: none of the images that were drawn can be read",
    );
  const images = (await fitImages(checkImages(batch.images, "reportSheets: images"), size)).slice(0, 0, most);
  const { kind, maps, source } = await attentionMaps(network, images, { network: which });
  const { map } = await patchFeatures(network, images, { network: which });
  const { colours, foreground } = await pcaOfPatches(map);
  const titles = titlesOf(batch, dataset);
  const heads = maps.shape[1]!;
  const several = heads > 1;
  const attention: (readonly [string, Tensor])[] = [
    [several ? "mean of the heads" : kind, maps.mean(1)],
    ...(several
      ? Array.from(
          { length: Math.min(heads, MOST_HEADS) },
          (_, head) => [`head ${head + 1}`, maps.select(1, head)] as const,
        )
      : []),
  ];
  const rows: { name: string; tiles: ReportTile[] }[] = [
    { name: "image", tiles: await tiles(images.unbind(0), titles) },
  ];
  for (const [name, map_] of attention) {
    signal?.throwIfAborted();
    const laid = images
      .unbind(0)
      .map((image, i) => overlay(picture(image), map_.select(0, i), { name: "inferno", alpha: 0.65 }));
    rows.push({ name, tiles: await tiles(laid, titles) });
  }
  const large = colours.interpolate({ size: images.shape.slice(2) });
  rows.push({ name: "patch features", tiles: await tiles(large.unbind(0), titles) });
  const all = Number(foreground.double().mean().item()) === 1;
  return {
    title: kind === "attention" ? "Where it looks" : "Where it responds",
    text:
      `${kind === "attention" ? "Bright is where the class token of the last block attends to." : `Bright is where the ${source} is large.`} ` +
      `Below, patch features as colours: the first three principal components over all of these images, so that like parts have like colours${all ? "" : "; the first component's lower side is left black"}.`,
    rows,
    fine: isFine(images),
  };
}

async function neighbourSheet(
  { network, which, dataset, size, signal }: Shown,
  members: Uint32Array,
  queries: number,
  neighbours: number,
): Promise<ReportSheet | undefined> {
  const part = subset(dataset, members);
  const { features, labels, ids } = await embedDataset(network, part, {
    network: which,
    size,
    ...(signal !== undefined && { signal }),
  });
  if (features.shape[0]! < 2) return undefined;
  const count = Math.min(queries, features.shape[0]!);
  // Spread over the pool, so that these are not the images of the other sheet.
  const asked = Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * features.shape[0]!) / count));
  const { indices, cosines } = await nearestNeighbours(
    features,
    neighbours,
    signal === undefined ? {} : { signal },
  );
  const numbers = ids.toTypedArray();
  const marks = labels?.toTypedArray();
  const rows: { tiles: ReportTile[] }[] = [];
  let fine = true;
  for (const row of asked) {
    signal?.throwIfAborted();
    const near = Array.from(indices.select(0, row).toTypedArray(), Number);
    const likeness = cosines.select(0, row).toTypedArray();
    const wanted = [row, ...near];
    await scope(async () => {
      const asking = membersOf(wanted, members, numbers);
      if (asking === undefined) return;
      const batch = await dataset.batch(asking, signal);
      checkBatch(batch, "reportSheets: dataset");
      const found = Array.from(batch.ids.toTypedArray());
      if (wanted.some((each, i) => numbers[each] !== found[i])) return;
      const fitted = await fitImages(batch.images, size);
      fine &&= isFine(fitted);
      const plain = await tiles(fitted.unbind(0), titlesOf(batch, dataset));
      rows.push({
        tiles: plain.map((tile, i) => ({
          ...tile,
          label: i === 0 ? "query" : likeness[i - 1]!.toFixed(2),
          ...(i > 0 &&
            marks !== undefined && {
              frame: marks[wanted[i]!] === marks[row] ? ("same" as const) : ("other" as const),
            }),
        })),
      });
    });
  }
  if (rows.length === 0) return undefined;
  return {
    title: "What it finds alike",
    text:
      `The nearest of ${features.shape[0]} images by the cosine of their features, which stands below each.` +
      (marks === undefined
        ? ""
        : " Green frames are neighbours of the query's class, orange ones of another; labels were not used in training."),
    rows,
    fine,
  };
}

/** Views of an image that are shown. */
const MOST_VIEWS = 9;

async function viewSheet(
  conf: DINOConf,
  { dataset, signal }: Shown,
  members: Uint32Array,
): Promise<ReportSheet> {
  const batch = await dataset.batch(members, signal);
  checkBatch(batch, "reportSheets: dataset");
  const images = checkImages(batch.images, "reportSheets: images");
  const ids = batch.ids.toTypedArray();
  const titles = titlesOf(batch, dataset);
  const rows: { tiles: ReportTile[] }[] = [];
  for (const [i, image] of (Array.isArray(images)
    ? (images as Tensor[])
    : (images as Tensor).unbind(0)
  ).entries()) {
    signal?.throwIfAborted();
    const [, height, width] = image.shape as [number, number, number];
    const { globalCrops, localCrops } = sampleCropParameters(conf, { height, width, id: ids[i]! });
    const cut = await scope(async (keep) => {
      const kinds = [globalCrops, localCrops].filter((crops) => crops.length > 0);
      const rendered: Tensor[] = [];
      for (const crops of kinds) rendered.push(...(await renderCrops([image], crops)).unbind(0));
      return keep(rendered.slice(0, MOST_VIEWS));
    });
    const words = cut.map((_, v) =>
      v < globalCrops.length ? `global view ${v + 1}` : `local view ${v + 1 - globalCrops.length}`,
    );
    rows.push({
      tiles: await tiles([image, ...cut], [titles[i]!, ...words.map((word) => `${titles[i]}, ${word}`)]),
    });
  }
  const shown = Math.min(MOST_VIEWS, conf.globalCropsNumber + conf.localCropsNumber);
  return {
    title: "What it trains on",
    text: "The views of some images in the first epoch, before normalisation. The teacher sees the global ones, the student all; each of the student's is compared with the teacher's of the other global views.",
    columns: [
      "image",
      ...Array.from({ length: shown }, (_, v) =>
        v < conf.globalCropsNumber ? `global ${v + 1}` : `local ${v + 1 - conf.globalCropsNumber}`,
      ),
    ],
    rows,
    fine: Math.max(...[conf.globalCropSize].flat()) <= FINE,
  };
}

/**
 * Which images of the data set rows of features are. Where some could not be read, ids tell, as far as they are the
 * images' numbers, which is checked when the images are there; undefined where they are none.
 */
function membersOf(
  rows: readonly number[],
  members: Uint32Array,
  ids: BigInt64Array,
): Uint32Array | undefined {
  if (ids.length === members.length) return Uint32Array.from(rows, (row) => members[row]!);
  const found = rows.map((row) => Number(ids[row]));
  return found.every((id) => members.includes(id)) ? Uint32Array.from(found) : undefined;
}

function titlesOf({ labels, ids }: Batch, { classes }: Dataset): string[] {
  const marks = labels.size > 0 ? labels.toTypedArray() : undefined;
  return Array.from(ids.toTypedArray(), (id, i) => {
    const label = marks?.[i];
    const name = label === undefined ? undefined : (classes?.[Number(label)] ?? `class ${label}`);
    return name === undefined ? `image ${id}` : `image ${id}: ${name}`;
  });
}

async function tiles(images: readonly Tensor[], titles: readonly string[]): Promise<ReportTile[]> {
  const made: ReportTile[] = [];
  for (const [i, image] of images.entries())
    made.push({ png: await thumbnail(picture(image)), title: titles[i] ?? "" });
  return made;
}

function thumbnail(image: Tensor): Promise<Uint8Array> {
  return isFine(image.unsqueeze(0))
    ? encodePng(image)
    : scope(async () => encodeThumbnail(await smaller(image)));
}

/** One of grey or RGB, whatever the channels are. */
function picture(image: Tensor): Tensor {
  const channels = image.shape[0]!;
  return channels === 1 || channels === 3 ? image : image.narrow(0, 0, channels < 3 ? 1 : 3);
}

async function smaller(image: Tensor): Promise<Tensor> {
  const [, height, width] = image.shape as [number, number, number];
  const scale = LARGEST / Math.max(height, width);
  if (scale >= 1) return image;
  const size = [Math.max(1, Math.round(height * scale)), Math.max(1, Math.round(width * scale))];
  return ((await aten._upsample_bicubic2d_aa.async(image.unsqueeze(0), size, false)) as Tensor).squeeze(0);
}

const isFine = (images: Tensor): boolean => Math.max(...images.shape.slice(2)) <= FINE;
