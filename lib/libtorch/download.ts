import { createWriteStream, existsSync } from "node:fs";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { EnvHttpProxyAgent, fetch, type Response } from "undici";
import { megabytes } from "./progress";

const CONNECT_TIMEOUT = 5_000;
const IDLE_TIMEOUT = 30_000;

export interface DownloadOptions {
  /** Bytes of the whole file: an answer of another length is refused before it is read. */
  readonly size: number;
  readonly onProgress: (done: number) => void;
  /** Milliseconds without a byte after which the connection counts as broken. */
  readonly idleTimeout?: number | undefined;
}

/**
 * Downloads `url` to `path`, through the proxy that the environment names.
 *
 * The bytes go to `path.part`, which is left behind when the connection breaks or the process ends: the next call
 * goes on from there, unless the server's ETag says that the file is another one by now. A machine that is offline is
 * told so within seconds; a transfer is given up only when an attempt brings nothing.
 *
 * Resolves to whether the file began with bytes from an earlier call.
 */
export async function download(url: string, path: string, options: DownloadOptions): Promise<boolean> {
  const { idleTimeout = IDLE_TIMEOUT, size } = options;
  const part = `${path}.part`;
  const dispatcher = new EnvHttpProxyAgent({
    connect: { timeout: CONNECT_TIMEOUT },
    headersTimeout: idleTimeout,
    bodyTimeout: idleTimeout,
  });
  if ((await sizeOf(part)) > size) await removePart(path);
  let inherited = await sizeOf(part);
  try {
    for (let before = inherited; before < size; before = await sizeOf(part)) {
      try {
        if (!(await attempt(url, part, before, dispatcher, options))) inherited = 0;
      } catch (error) {
        if ((await sizeOf(part)) <= before) throw error;
      }
    }
    await rename(part, path);
    await removePart(path);
    return inherited > 0;
  } finally {
    await dispatcher.destroy();
  }
}

/** Removes what an interrupted download to `path` left behind. */
export async function removePart(path: string): Promise<void> {
  for (const name of [`${path}.part`, `${path}.part.etag`]) await rm(name, { force: true });
}

/** Resolves to whether the server went on at `start` rather than from the beginning. */
async function attempt(
  url: string,
  part: string,
  start: number,
  dispatcher: EnvHttpProxyAgent,
  { size, onProgress }: DownloadOptions,
): Promise<boolean> {
  const etag = `${part}.etag`;
  const headers: Record<string, string> = { "accept-encoding": "identity" };
  if (start > 0) {
    headers.range = `bytes=${start}-`;
    if (existsSync(etag)) headers["if-range"] = await readFile(etag, "utf8");
  }
  const response = await fetch(url, { dispatcher, headers });
  const problem = problemOf(response, start, size);
  if (problem !== undefined || !response.body) {
    await response.body?.cancel();
    throw new Error(problem ?? "an answer without a body");
  }
  const resumed = response.status === 206;
  if (!resumed) await keepETag(response, etag);
  let done = resumed ? start : 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      done += chunk.length;
      if (done > size) return pass(new Error(`more than the ${size} bytes of the file`));
      onProgress(done);
      pass(null, chunk);
    },
  });
  await pipeline(
    Readable.fromWeb(response.body),
    counter,
    createWriteStream(part, { flags: resumed ? "a" : "w" }),
  );
  if (done < size) throw new Error(`the answer ended after ${done} of ${size} bytes`);
  return resumed;
}

/** Why an answer does not hold the rest of a file of `size` bytes from `start` on, or all of it. */
function problemOf({ ok, status, statusText, headers }: Response, start: number, size: number) {
  if (!ok) return `HTTP ${status} ${statusText}`.trim();
  if (status === 206) {
    const range = headers.get("content-range") ?? "";
    const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range) ?? [];
    if (Number(from) !== start || (total !== "*" && Number(total) !== size))
      return `asked for the bytes from ${start} of ${size}, got "${range}"`;
  } else {
    const length = headers.get("content-length");
    if (length !== null && Number(length) !== size)
      return `a file of ${length} bytes (${megabytes(Number(length))}) instead of ${size}`;
  }
  return undefined;
}

// Only a strong ETag promises that the bytes are the same ones.
async function keepETag({ headers }: Response, path: string) {
  const value = headers.get("etag");
  if (value?.startsWith('"')) await writeFile(path, value);
  else await rm(path, { force: true });
}

async function sizeOf(part: string): Promise<number> {
  return existsSync(part) ? (await stat(part)).size : 0;
}
