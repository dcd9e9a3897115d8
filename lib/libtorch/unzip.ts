import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { type Entry, openPromise, type ZipFile } from "yauzl";

const SMALL = 1 << 20;
const AT_ONCE = 16;

/**
 * Unpacks the entries that `place` gives a path to, relative to `directory`; resolves to their number.
 *
 * A name that is absolute or climbs with `..` is an error even for an entry that is not wanted: no honest
 * archive holds one.
 */
export async function unzip(
  archive: string,
  directory: string,
  place: (name: string) => string | undefined,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<number> {
  const zip = await openPromise(archive, { autoClose: false });
  try {
    const wanted: [Entry, string][] = [];
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName.endsWith("/") ? undefined : place(entry.fileName);
      if (path !== undefined) wanted.push([entry, join(directory, path)]);
    }
    const total = wanted.reduce((bytes, [entry]) => bytes + entry.uncompressedSize, 0);
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
    return wanted.length;
  } finally {
    zip.close();
  }
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
