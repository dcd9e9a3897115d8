import { createWriteStream } from "node:fs";
import { mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { megabytes } from "./progress";

const SMALL = 1 << 20;
const AT_ONCE = 16;

// LibTorch unpacks to three times the size of its archives; a bomb to a thousand times and more.
const MOST_TIMES = 10;
const MOST_BESIDES = 64 << 20;

export interface UnzipOptions {
  /** The path that an entry is unpacked to, relative to the directory; undefined for one that is not wanted. */
  readonly place: (name: string) => string | undefined;
  /** Told the bytes of all wanted entries before the first is written. */
  readonly prepare: (total: number) => Promise<void>;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Unpacks the wanted entries of `archive` into `directory`.
 *
 * An honest archive holds no name that is absolute or climbs with `..`, not even one that is not wanted, no two entries
 * of the same name, and no entries that unpack to many times its own size: such a one is an error before anything is written.
 */
export async function unzip(
  archive: string,
  directory: string,
  { place, prepare, onProgress }: UnzipOptions,
): Promise<void> {
  const zip = await openPromise(archive, { autoClose: false });
  try {
    const wanted: [Entry, string][] = [];
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName.endsWith("/") ? undefined : place(entry.fileName);
      if (path !== undefined) wanted.push([entry, join(directory, path)]);
    }
    const twice = duplicate(wanted.map(([, path]) => path));
    if (twice !== undefined) throw new Error(`it holds ${twice.slice(directory.length + 1)} twice`);
    const total = wanted.reduce((bytes, [entry]) => bytes + entry.uncompressedSize, 0);
    const { size } = await stat(archive);
    if (total > MOST_TIMES * size + MOST_BESIDES)
      throw new Error(`its ${megabytes(size)} would unpack to ${megabytes(total)}, which no LibTorch does`);
    await prepare(total);
    await makeDirectories(wanted.map(([, path]) => path));

    // The largest file takes about as long as all the others together, so it goes first, beside them.
    wanted.sort(([a], [b]) => b.uncompressedSize - a.uncompressedSize);
    let done = 0;
    let next = 0;
    const worker = async () => {
      for (let job = wanted[next++]; job; job = wanted[next++]) {
        await unpackEntry(zip, ...job, (bytes) => {
          done += bytes;
          onProgress(done, total);
        });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  } finally {
    zip.close();
  }
}

function duplicate(paths: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return paths.find((path) => seen.size === seen.add(path).size);
}

async function unpackEntry(zip: ZipFile, entry: Entry, path: string, onBytes: (bytes: number) => void) {
  const stream = await zip.openReadStreamPromise(entry);
  const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
  if (entry.uncompressedSize < SMALL) {
    await writeFile(path, await buffer(stream), { mode });
    onBytes(entry.uncompressedSize);
  } else {
    stream.on("data", (chunk: Buffer) => onBytes(chunk.length));
    await pipeline(stream, createWriteStream(path, { mode, highWaterMark: SMALL }));
  }
}

async function makeDirectories(paths: readonly string[]) {
  for (const directory of new Set(paths.map((path) => dirname(path)))) {
    await mkdir(directory, { recursive: true });
  }
}
