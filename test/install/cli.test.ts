import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { MANIFEST } from "../../lib/libtorch/manifest";
import {
  fakeLibTorch,
  fakePython,
  fileServer,
  manifestOf,
  type Outcome,
  startCommand,
  UNREACHABLE,
  until,
  useSandbox,
  VERSION,
  WHEEL,
  withServer,
  writeZip,
} from "./fixtures";

const sandbox = useSandbox();

let file: string;
let bytes: Buffer;

beforeEach(() => {
  file = writeZip(join(sandbox.directory, "served.whl"), WHEEL);
  bytes = readFileSync(file);
  fakePython(sandbox.directory, `echo ran > "${sandbox.directory}/python-ran"; exit 1`);
});

const folder = () => join(sandbox.cache, "libtorch");
const lock = () => join(folder(), `${MANIFEST.version}-cpu.lock`);
const part = () => join(folder(), "torch-cpu.whl.part");

function events({ stdout }: Outcome): Record<string, unknown>[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("setup prints the directory to stdout and the rest to stderr", async () => {
  await withServer(fileServer(bytes).answer, async (url) => {
    const { code, stdout, stderr } = await startCommand(["setup"], manifestOf(file, [url])).outcome;
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${join(folder(), `${MANIFEST.version}-cpu`)}\n` });
    expect(stderr).toContain("download 100 %");
  });
});

test.each(["LIBTORCH", "LIBTORCH_USE_PYTORCH"])("with %s there is nothing to set up", async (source) => {
  const torch = fakeLibTorch(join(sandbox.directory, "site-packages/torch"), "2.12.0+cu126");
  fakePython(sandbox.directory, `echo ${torch}/__init__.py`);
  process.env[source] = source === "LIBTORCH" ? torch : "1";
  const outcome = await startCommand(["setup", "--json"], manifestOf(file)).outcome;
  expect(events(outcome).at(-1)).toMatchObject({
    event: "done",
    directory: torch,
    version: "2.12.0+cu126",
    source,
  });
  expect(existsSync(sandbox.cache)).toBe(false);
});

describe("--json", () => {
  test("writes progress and the result as lines", async () => {
    await withServer(fileServer(bytes).answer, async (url) => {
      const outcome = await startCommand(["setup", "--json"], manifestOf(file, [url])).outcome;
      expect(outcome).toMatchObject({ code: 0, stderr: "" });
      const lines = events(outcome);
      for (const stage of ["download", "unpack"]) {
        const last = lines.filter((line) => line.event === "progress" && line.stage === stage).at(-1);
        expect(last?.done).toBe(last?.total);
      }
      expect(lines.at(-1)).toEqual({
        event: "done",
        directory: join(folder(), `${MANIFEST.version}-cpu`),
        libDirectory: join(folder(), `${MANIFEST.version}-cpu/lib`),
        includeDirectory: join(folder(), `${MANIFEST.version}-cpu/include`),
        version: VERSION,
        variant: "cpu",
        source: "cache",
      });
    });
  });

  test.each([
    [[], 4, { code: "DOWNLOAD_FAILED", details: { attempts: [expect.any(String), expect.any(String)] } }],
    [
      ["--from", "/nonexistent"],
      1,
      { code: "SETUP_FAILED", message: expect.stringContaining("/nonexistent cannot be read: ENOENT") },
    ],
    [["--variant", "rocm"], 2, { code: "INVALID_ARGUMENT", message: expect.stringContaining("cpu, cu130") }],
    [["--print-urls", "--force"], 2, { code: "INVALID_ARGUMENT" }],
  ])("setup %j ends with code %i and an error that a program can read", async (args, code, error) => {
    const outcome = await startCommand(["setup", "--json", ...args], manifestOf(file, [UNREACHABLE])).outcome;
    expect(outcome.code).toBe(code);
    expect(events(outcome).at(-1)).toMatchObject({ event: "error", ...error });
  });

  test.each<[number, string, () => void]>([
    [5, "CHECKSUM_MISMATCH", () => writeFileSync(join(sandbox.directory, "torch-cpu.whl"), "x")],
    [7, "CACHE_NOT_WRITABLE", () => writeFileSync(sandbox.cache, "a file")],
  ])("code %i is for %s", async (code, name, prepare) => {
    prepare();
    const from = join(sandbox.directory, "torch-cpu.whl");
    const outcome = await startCommand(["setup", "--json", "--from", from], manifestOf(file)).outcome;
    expect(outcome.code).toBe(code);
    expect(events(outcome).at(-1)).toMatchObject({ event: "error", code: name });
  });
});

test("info says what is loaded", async () => {
  delete process.env.DINO_CACHE_DIR;
  const outcome = await startCommand(["info", "--json"]).outcome;
  expect(events(outcome)).toMatchObject([
    { event: "info", torchVersion: MANIFEST.version, source: expect.any(String) },
  ]);
  expect(outcome.code).toBe(0);
});

test.each([[[]], [["--json"]]])(
  "--print-urls %j touches no network, no cache and no Python",
  async (args) => {
    const { requests, answer } = fileServer(bytes);
    await withServer(answer, async (url) => {
      const manifest = manifestOf(file, [`${url}/a.whl`, `${url}/b.whl`]);
      const { file: name, size, sha256, requirement } = manifest.variants.cpu;
      const outcome = await startCommand(["setup", "--print-urls", ...args], manifest).outcome;
      const sources = [
        `${url}/a.whl`,
        `${url}/b.whl`,
        `python3 -m pip download ${MANIFEST.pip.join(" ")} ${requirement}`,
      ];
      expect(outcome).toMatchObject({ code: 0, stderr: "" });
      if (args.length > 0) {
        expect(events(outcome)).toMatchObject([{ event: "release", file: name, size, sha256, sources }]);
      } else {
        for (const text of [name, `${size} bytes`, sha256, ...sources, `setup --variant cpu --from ${name}`])
          expect(outcome.stdout).toContain(text);
      }
    });
    expect(requests).toEqual([]);
    expect(existsSync(sandbox.cache)).toBe(false);
    expect(existsSync(join(sandbox.directory, "python-ran"))).toBe(false);
  },
);

test("two set-ups at once do the work once", async () => {
  let answer = () => {};
  const held: RequestListener = (_, response) => {
    requests++;
    answer = () => response.end(bytes);
  };
  let requests = 0;
  await withServer(held, async (url) => {
    const manifest = manifestOf(file, [url]);
    const first = startCommand(["setup"], manifest);
    await until(() => requests === 1);
    const second = startCommand(["setup"], manifest);
    let heard = "";
    second.child.stderr?.on("data", (chunk: Buffer) => {
      heard += String(chunk);
    });
    await until(() => heard.includes(`Waiting for another set-up; if there is none, remove ${lock()}`));
    answer();
    const [done, waited] = [await first.outcome, await second.outcome];
    expect([done.code, waited.code]).toEqual([0, 0]);
    expect(waited.stdout).toBe(done.stdout);
  });
  expect(requests).toBe(1);
});

describe("a set-up that is stopped in the middle of a download", () => {
  const half = () => bytes.length >> 1;
  /** Sends half of the file and no more, unless the request is for the rest. */
  const stalling = (server: ReturnType<typeof fileServer>): RequestListener => {
    return (request, response) => {
      if (request.headers.range !== undefined) return server.answer(request, response);
      response
        .writeHead(200, { etag: '"1"', "content-length": bytes.length })
        .write(bytes.subarray(0, half()));
    };
  };

  test.each([
    ["SIGINT", { code: 130, signal: null }],
    ["SIGTERM", { code: 143, signal: null }],
    ["SIGKILL", { code: null, signal: "SIGKILL" }],
  ] as const)("by %s leaves what it has; the next one goes on", async (signal, expected) => {
    const server = fileServer(bytes);
    await withServer(stalling(server), async (url) => {
      const manifest = manifestOf(file, [url]);
      const { child, outcome } = startCommand(["setup"], manifest);
      await until(() => existsSync(part()) && readFileSync(part()).length === half());
      child.kill(signal);
      expect(await outcome).toMatchObject(expected);
      expect(existsSync(part())).toBe(true);
      expect(existsSync(lock())).toBe(signal === "SIGKILL");
      if (signal === "SIGKILL") {
        // A killed process renews its lock no more: as a quarter of a minute later.
        const past = new Date(Date.now() - 16_000);
        utimesSync(lock(), past, past);
      } else {
        expect((await outcome).stderr).toContain(`Stopped by ${signal}; the same command goes on from here`);
      }
      expect(await startCommand(["setup"], manifest).outcome).toMatchObject({ code: 0 });
    });
    expect(server.requests).toMatchObject([{ range: `bytes=${half()}-`, "if-range": '"1"' }]);
    expect(readdirSync(folder())).toEqual([`${MANIFEST.version}-cpu`]);
  });

  test("while it installs anew leaves the old LibTorch", async () => {
    const directory = join(folder(), `${MANIFEST.version}-cpu`);
    await withServer(stalling(fileServer(bytes)), async (url) => {
      const manifest = manifestOf(file, [url]);
      expect(await startCommand(["setup", "--from", file], manifest).outcome).toMatchObject({ code: 0 });
      const marker = readFileSync(join(directory, "installed.json"), "utf8");
      const { child, outcome } = startCommand(["setup", "--force"], manifest);
      await until(() => existsSync(part()));
      child.kill("SIGINT");
      expect(await outcome).toMatchObject({ code: 130 });
      expect(readFileSync(join(directory, "installed.json"), "utf8")).toBe(marker);
    });
  });
});
