import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { DataError } from "../errors";
import { checkSignal } from "../options";
import type { Batch, Dataset, Images, Quarantined } from "./dataset";
import { BrokenImage, decode, loadSharp } from "./decode";
import { Decoder } from "./decoder";
import type { FileLimits } from "./image-options";
import { checkIndex, readIndices } from "./indices";
import { assemble, type Pixels } from "./pixels";

/** What an `ImageList` is made of. */
export interface ImageListParts {
  readonly limits: FileLimits;
  /** Where to open each file. */
  readonly paths: readonly string[];
  /** What precedes each in `paths` and is no part of its name in `quarantine`. */
  readonly root: string;
  readonly classes?: readonly string[] | undefined;
  readonly labels?: Int32Array | undefined;
  /** What is known to be no image before any is opened. */
  readonly refused: readonly Quarantined[];
}

/** Files of images by number, decoded when they are asked for. What does not decode is in quarantine from then on. */
export abstract class ImageList<I extends Images = Images> implements Dataset<I> {
  /** Number of files, the broken ones among them. */
  readonly length: number;
  readonly classes: readonly string[] | undefined;
  readonly #parts: ImageListParts;
  readonly #decoder: Decoder;
  readonly #cache = new Map<number, Pixels>();
  #cached = 0;

  protected constructor(parts: ImageListParts) {
    loadSharp();
    this.#parts = parts;
    this.#decoder = new Decoder(parts.limits.concurrency);
    this.length = parts.paths.length;
    this.classes = parts.classes;
  }

  /** The class of each image; undefined without labels. */
  get labels(): Int32Array | undefined {
    return this.#parts.labels?.slice();
  }

  /** The path of an image, by its number. */
  path(index: number): string {
    checkIndex(index, this.length, "path: index");
    return this.#parts.paths[index]!;
  }

  /** The files that gave no image so far, each with its reason, in the order of the paths. They are not tried again. */
  get quarantine(): readonly Quarantined[] {
    const { paths, root, refused } = this.#parts;
    const broken = [...this.#decoder.broken].map(([index, reason]) => ({
      path: paths[index]!.slice(root.length),
      reason,
    }));
    return [...refused, ...broken].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /**
   * The images of these numbers, in this order, decoded on libuv's threads; broken ones are left out.
   * @throws ArgumentError for a number that is none of the images'
   */
  async batch(indices: ArrayLike<number>, signal?: AbortSignal): Promise<Batch<I>> {
    const wanted = readIndices(indices, this.length);
    checkSignal(signal, "batch: signal");
    const pixels = await Promise.all(wanted.map((index) => this.#pixels(index, signal)));
    signal?.throwIfAborted();
    const { labels, limits } = this.#parts;
    return assemble(
      wanted.map((id, i) => ({ id, label: labels?.[id], pixels: pixels[i] })),
      limits,
    );
  }

  /** Undefined for a broken one. */
  async #pixels(index: number, signal: AbortSignal | undefined): Promise<Pixels | undefined> {
    const cached = this.#cache.get(index);
    if (cached !== undefined || this.#decoder.broken.has(index)) return cached;
    const { paths, limits } = this.#parts;
    const pixels = await this.#decoder.run(
      index,
      async () => decode(await contents(paths[index]!), limits),
      signal,
    );
    if (pixels !== undefined) this.#remember(index, pixels);
    return pixels;
  }

  #remember(index: number, pixels: Pixels): void {
    const bytes = pixels.data.byteLength;
    if (this.#cache.has(index) || this.#cached + bytes > this.#parts.limits.cacheBytes) return;
    this.#cached += bytes;
    this.#cache.set(index, pixels);
  }
}

/** No image is larger, and one that is would have to be in memory as a whole. */
const LARGEST_FILE = 2 ** 30;

/** The whole process is short of something: no property of the file, which must not be blamed for it. */
const SHORTAGES: readonly (string | undefined)[] = ["EMFILE", "ENFILE", "ENOMEM", "EAGAIN"];
const TRIES = 20;
const PAUSE = 50;

async function contents(path: string): Promise<Uint8Array> {
  for (let tries = 1; ; ++tries) {
    try {
      return await read(path);
    } catch (error) {
      if (error instanceof BrokenImage) throw error;
      const { code, message } = error as NodeJS.ErrnoException;
      if (!SHORTAGES.includes(code)) throw new BrokenImage(reasonOf(code, message, path));
      if (tries === TRIES)
        throw new DataError("INVALID_DATA", `${path}: ${message}`, { path }, { cause: error });
      await wait(PAUSE);
    }
  }
}

async function read(path: string): Promise<Uint8Array> {
  // Opening a pipe would otherwise wait for somebody who writes to it, for ever.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new BrokenImage(stat.isDirectory() ? "is a folder" : "is no regular file");
    if (stat.size === 0) throw new BrokenImage("is empty");
    if (stat.size > LARGEST_FILE)
      throw new BrokenImage(`has ${stat.size} bytes, more than the ${LARGEST_FILE} of the largest image`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function reasonOf(code: string | undefined, message: string, path: string): string {
  if (code === "ENOENT")
    return path.includes("\uFFFD") ? "its name is not valid UTF-8" : "is not there (any more)";
  if (code === "EACCES" || code === "EPERM") return "may not be read (permissions)";
  if (code === "ELOOP") return "is a link that leads to itself";
  return message.slice(0, 200);
}
