import { open, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Dataset } from "../data/dataset";
import { tensorsOf } from "../data/dataset";
import { loadSharp } from "../data/decode";
import { ImageFiles } from "../data/files";
import { ImageFolder } from "../data/folder";
import { IdxDataset } from "../data/idx-dataset";
import { DataError } from "../errors";
import type { DataFacts } from "./choices";

/** Data that a command was given, and what it says of itself. */
export interface OpenedData {
  readonly dataset: Dataset;
  readonly name: string;
  readonly facts: DataFacts;
}

const EXPECTED = "a folder of images, a text file with a path on each line, or an IDX file";

/** A folder of images, a text file with a path a line, or an IDX file; the content decides. */
export async function openData(
  path: string,
  options: {
    readonly channels?: 1 | 3 | undefined;
    readonly labels?: boolean;
    readonly idxLabels?: string | undefined;
  },
): Promise<OpenedData> {
  const name = basename(resolve(path)).replace(/(\.idx)?(\.gz)?$/, "") || "data";
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === "ENOENT" ? "there is no such file or folder" : cause.message;
    throw new DataError("INVALID_DATA", `${path}: expected ${EXPECTED}; ${reason}`, { path }, { cause });
  });
  if (!found.isDirectory() && (await isIdx(path))) {
    const dataset = await IdxDataset.open(path, options.idxLabels);
    const [channels, height, width] = dataset.imageShape;
    return { dataset, name, facts: { images: dataset.length, channels, shortSide: Math.min(height, width) } };
  }
  if (!found.isDirectory() && (await isBinary(path)))
    throw new DataError(
      "INVALID_DATA",
      `${path}: expected ${EXPECTED}, got a file that is neither; for one image make a folder of it`,
      { path },
    );
  const channels = options.channels ?? 3;
  const dataset = found.isDirectory()
    ? await ImageFolder.open(path, { channels, labels: options.labels ? "folders" : "none" })
    : await ImageFiles.open(path, { channels });
  const shortSide = await medianShortSide(dataset);
  return { dataset, name, facts: { images: dataset.length, channels, shortSide } };
}

async function isIdx(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    const gzip = buffer[0] === 0x1f && buffer[1] === 0x8b;
    return bytesRead === 4 && (gzip || (buffer[0] === 0 && buffer[1] === 0 && buffer[2] === 8));
  } finally {
    await file.close();
  }
}

/** No text has a zero byte, nor an image's signature. */
async function isBinary(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead).includes(0);
  } finally {
    await file.close();
  }
}

/** Enough files to know a folder by. */
const SAMPLE = 64;

/**
 * Of files evenly spaced over the data set; 224 when none of them is an image.
 * @throws DataError when these are all files and none is an image
 */
async function medianShortSide(dataset: ImageFolder | ImageFiles): Promise<number> {
  const sharp = loadSharp();
  const count = Math.min(SAMPLE, dataset.length);
  const sides: number[] = [];
  for (let i = 0; i < count; ++i) {
    const path = dataset.path(Math.floor((i * dataset.length) / count));
    const size = await sharp(path)
      .metadata()
      .catch(() => undefined);
    if (size !== undefined) sides.push(Math.min(size.width, size.height));
  }
  if (sides.length === 0 && count === dataset.length) {
    const reasons = await brokenOf(dataset);
    throw new DataError("INVALID_DATA", `none of the files (${count}) is an image: ${reasons}`);
  }
  sides.sort((a, b) => a - b);
  return sides[Math.floor(sides.length / 2)] ?? 224;
}

/** The first files that are no images, with their reasons. */
async function brokenOf(dataset: ImageFolder | ImageFiles): Promise<string> {
  const few = Array.from({ length: Math.min(3, dataset.length) }, (_, i) => i);
  for (const tensor of tensorsOf(await dataset.batch(few))) tensor.dispose();
  const named = dataset.quarantine.slice(0, few.length).map(({ path, reason }) => `${path} (${reason})`);
  return `${named.join(", ")}${dataset.length > few.length ? ", ..." : ""}`;
}
