import { createWriteStream, existsSync } from "node:fs";
import { rename, stat } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { EnvHttpProxyAgent, fetch } from "undici";

const CONNECT_TIMEOUT = 5_000;
const IDLE_TIMEOUT = 30_000;

/**
 * Downloads `url` to `path`, through the proxy that the environment names.
 *
 * The bytes go to `path.part`, which is left behind when the connection breaks: the next call goes on from there.
 * A machine that is offline is told so within seconds; a transfer is given up only when an attempt brings nothing.
 */
export async function download(
  url: string,
  path: string,
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  const part = `${path}.part`;
  const dispatcher = new EnvHttpProxyAgent({
    connect: { timeout: CONNECT_TIMEOUT },
    headersTimeout: IDLE_TIMEOUT,
    bodyTimeout: IDLE_TIMEOUT,
  });
  try {
    for (;;) {
      const before = await sizeOf(part);
      try {
        await attempt(url, part, before, dispatcher, onProgress);
        return await rename(part, path);
      } catch (error) {
        if ((await sizeOf(part)) <= before) throw error;
      }
    }
  } finally {
    await dispatcher.close();
  }
}

async function attempt(
  url: string,
  part: string,
  start: number,
  dispatcher: EnvHttpProxyAgent,
  onProgress: (done: number) => void,
) {
  const headers = start > 0 ? { range: `bytes=${start}-` } : {};
  const response = await fetch(url, { dispatcher, headers });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    // 416: everything is here already. The checksum decides whether it is right.
    if (response.status === 416 && start > 0) return;
    throw new Error(`HTTP ${response.status} ${response.statusText}`);
  }
  const resumed = response.status === 206;
  let done = resumed ? start : 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      done += chunk.length;
      onProgress(done);
      pass(null, chunk);
    },
  });
  await pipeline(
    Readable.fromWeb(response.body),
    counter,
    createWriteStream(part, { flags: resumed ? "a" : "w" }),
  );
}

async function sizeOf(path: string): Promise<number> {
  return existsSync(path) ? (await stat(path)).size : 0;
}
