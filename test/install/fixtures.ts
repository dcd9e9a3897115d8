import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Duplex } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { crc32, deflateRawSync } from "node:zlib";
import { SetupError } from "../../lib/errors";
import { MANIFEST, type Manifest, type Release } from "../../lib/libtorch/manifest";
import { ROOT } from "../support/children";

export const VERSION = `${MANIFEST.version}+cpu`;

export interface ZipFile {
  readonly name: string;
  readonly content: string | Buffer;
  readonly mode?: number;
  /** Unpacked size that the archive claims, when it lies. */
  readonly claimed?: number;
}

/** What a wheel of torch holds, in small. */
export const WHEEL: readonly ZipFile[] = [
  { name: "torch/version.py", content: `__version__ = '${VERSION}'\n` },
  { name: "torch/lib/libtorch_cpu.so", content: Buffer.alloc(3 << 20, "tensor") },
  { name: "torch/lib/libtorch.so", content: "so", mode: 0o755 },
  { name: "torch/lib/libc10.so", content: randomBytes(1 << 20) },
  { name: "torch/include/torch/torch.h", content: "#pragma once\n" },
  { name: "torch/share/cmake/Torch/TorchConfig.cmake", content: "# cmake\n" },
  { name: "torch/nn/functional.py", content: "import torch\n" },
  { name: "torchgen/model.py", content: "import torch\n" },
];

/** A temporary folder with a cache in it, and an environment that knows of no other LibTorch; both end with the test. */
export function useSandbox(): { readonly directory: string; readonly cache: string } {
  const sandbox = { directory: "", cache: "" };
  const environment = { ...process.env };
  beforeEach(() => {
    sandbox.directory = mkdtempSync(join(tmpdir(), "dino-install-"));
    sandbox.cache = join(sandbox.directory, "cache");
    for (const name of Object.keys(process.env)) {
      if (/^(LIBTORCH.*|DINO_.*|(https?|no)_proxy)$/i.test(name)) delete process.env[name];
    }
    process.env.DINO_CACHE_DIR = sandbox.cache;
  });
  afterEach(() => {
    process.env = { ...environment };
    rmSync(sandbox.directory, { recursive: true, force: true });
  });
  return sandbox;
}

/** Writes a zip archive, its contents deflated. */
export function writeZip(path: string, files: readonly ZipFile[]): string {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode = 0o644, claimed } of files) {
    const raw = Buffer.from(content);
    const data = deflateRawSync(raw);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(claimed ?? raw.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((0o100000 | mode) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    const header = [Buffer.from("PK\x03\x04"), common, Buffer.from(name)];
    local.push(...header, data);
    central.push(Buffer.from("PK\x01\x02\x14\x03"), common, rest, Buffer.from(name));
    offset += 4 + common.length + Buffer.byteLength(name) + data.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(Buffer.concat(central).length, 8);
  end.writeUInt32LE(offset, 12);
  writeFileSync(path, Buffer.concat([...local, ...central, Buffer.from("PK\x05\x06"), end]));
  return path;
}

/** A manifest whose cpu variant is the given wheel, served from `urls`. */
export function manifestOf(wheel: string, urls: readonly string[] = []): Manifest {
  const bytes = readFileSync(wheel);
  const cpu: Release = {
    version: VERSION,
    file: "torch-cpu.whl",
    size: bytes.length,
    unpacked: 4 << 20,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    urls,
    requirement: `torch==${VERSION}`,
  };
  return { ...MANIFEST, variants: { ...MANIFEST.variants, cpu } };
}

/** A manifest whose cu130 variant is the given wheel and libraries; pip is the only source of all of them. */
export function cudaManifestOf(wheel: string, libraries: readonly string[]): Manifest {
  const manifest = manifestOf(wheel);
  const { cpu } = manifest.variants;
  const cu130: Release = {
    ...cpu,
    file: basename(wheel),
    requirement: basename(wheel),
    libraries: libraries.map((path) => {
      const { size, sha256, urls } = manifestOf(path).variants.cpu;
      return { file: basename(path), size, unpacked: 1 << 20, sha256, urls, requirement: basename(path) };
    }),
  };
  return { ...manifest, variants: { cpu, cu130 } };
}

/** Lets a loopback server answer while `use` runs; `tunnel` makes a proxy of it. */
export async function withServer<T>(
  answer: RequestListener,
  use: (url: string) => Promise<T>,
  tunnel?: (request: IncomingMessage, socket: Duplex) => void,
): Promise<T> {
  const server = createServer(answer);
  if (tunnel) server.on("connect", tunnel);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Puts a `python3` first on the PATH that runs this shell script. */
export function fakePython(directory: string, script: string): void {
  const bin = join(directory, "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "python3"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, "python3"), 0o755);
  process.env.PATH = `${bin}:${process.env.PATH}`;
}

/** A directory that looks like LibTorch. */
export function fakeLibTorch(directory: string, version = VERSION): string {
  for (const [name, content] of [
    ["lib/libtorch_cpu.so", "so"],
    ["include/torch/torch.h", ""],
    ["version.py", `__version__ = '${version}'\n`],
  ] as const) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  return directory;
}

/** An address where nobody listens. */
export const UNREACHABLE = "http://127.0.0.1:65535/torch.whl";

/** The error that a set-up ends with. */
export async function failure(promise: Promise<unknown>): Promise<SetupError> {
  const error: unknown = await promise.then(
    () => new Error("it should have failed"),
    (reason: unknown) => reason,
  );
  if (error instanceof SetupError) return error;
  throw error;
}

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `dino-wrapper` as a process of its own, with another manifest than the package's. */
export function startCommand(
  args: readonly string[],
  manifest: Manifest = MANIFEST,
): { readonly child: ChildProcess; readonly outcome: Promise<Outcome> } {
  const program = `
    const { run } = require(${JSON.stringify(join(ROOT, "dist/cli/run.js"))});
    run(${JSON.stringify(args)}, ${JSON.stringify(manifest)}).then((code) => { process.exitCode = code; });`;
  const child = spawn(process.execPath, ["-e", program], {
    env: { ...process.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const outcome = Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]).then(
    ([[code, signal], stdout, stderr]) => ({ code, signal, stdout, stderr }),
  );
  return { child, outcome };
}

/** Serves `bytes` as a well-kept server does: with an ETag, and from where a request asks; keeps the requests' headers. */
export function fileServer(bytes: Buffer, etag = '"1"') {
  const requests: IncomingMessage["headers"][] = [];
  const answer: RequestListener = ({ headers }, response) => {
    requests.push(headers);
    const start = startOf(headers.range);
    const fits = headers["if-range"] === undefined || headers["if-range"] === etag;
    if (start > 0 && fits)
      response.writeHead(206, { etag, ...rangeOf(start, bytes) }).end(bytes.subarray(start));
    else response.writeHead(200, { etag, "content-length": bytes.length }).end(bytes);
  };
  return { requests, answer };
}

/** The first byte that a Range header asks for. */
export function startOf(range: string | undefined): number {
  return Number(/\d+/.exec(range ?? "")?.[0] ?? 0);
}

/** The headers of an answer with all of `bytes` from `start` on. */
export function rangeOf(start: number, bytes: Buffer) {
  return {
    "content-range": `bytes ${start}-${bytes.length - 1}/${bytes.length}`,
    "content-length": bytes.length - start,
  };
}

/** Waits for what another process or a server brings about; jest's own time limit ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}
