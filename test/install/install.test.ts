import { existsSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import type { SetupError } from "../../lib/errors";
import { setupLibTorch } from "../../lib/libtorch/install";
import { locateLibTorch } from "../../lib/libtorch/locate";
import { MANIFEST } from "../../lib/libtorch/manifest";
import type { Progress } from "../../lib/libtorch/progress";
import {
  fakeLibTorch,
  fakePython,
  manifestOf,
  useSandbox,
  VERSION,
  WHEEL,
  withServer,
  writeZip,
} from "./fixtures";

const UNREACHABLE = "http://127.0.0.1:65535/torch.whl";
const NO_PIP = `echo "/usr/bin/python3: No module named pip" >&2; exit 1`;

const sandbox = useSandbox();

function wheel(files = WHEEL): string {
  return writeZip(join(sandbox.directory, "served.whl"), files);
}

async function failure(promise: Promise<unknown>): Promise<SetupError> {
  return promise.then(
    () => {
      throw new Error("it should have failed");
    },
    (error: SetupError) => error,
  );
}

function cacheContents(): string[] {
  return readdirSync(join(sandbox.cache, "libtorch"));
}

test("downloads, checks and unpacks what is wanted, once", async () => {
  const file = wheel();
  const progress: Progress[] = [];
  let requests = 0;
  await withServer(
    (_, response) => {
      requests++;
      response.end(readFileSync(file));
    },
    async (url) => {
      const manifest = manifestOf(file, [`${url}/torch.whl`]);
      const torch = await setupLibTorch({ manifest, onProgress: (step) => progress.push(step) });
      expect(torch).toMatchObject({ version: VERSION, variant: "cpu", source: "cache" });
      expect(locateLibTorch()).toEqual(torch);
      expect(readdirSync(torch.directory).sort()).toEqual([
        "include",
        "installed.json",
        "lib",
        "share",
        "version.py",
      ]);
      expect(readFileSync(join(torch.libDirectory, "libtorch_cpu.so"))).toHaveLength(3 << 20);
      expect(statSync(join(torch.libDirectory, "libtorch.so")).mode & 0o777).toBe(0o755);
      expect(JSON.parse(readFileSync(join(torch.directory, "installed.json"), "utf8"))).toMatchObject({
        version: VERSION,
        variant: "cpu",
        sha256: manifest.variants.cpu.sha256,
        source: `${url}/torch.whl`,
      });
      expect(cacheContents()).toEqual([`${MANIFEST.version}-cpu`]);

      await expect(setupLibTorch({ manifest })).resolves.toEqual(torch);
      expect(requests).toBe(1);
      await expect(setupLibTorch({ manifest, force: true })).resolves.toEqual(torch);
      expect(requests).toBe(2);
    },
  );
  for (const stage of ["download", "unpack"]) {
    const last = progress.filter((step) => step.stage === stage).at(-1);
    expect(last).toMatchObject({ done: last?.total });
  }
});

test("an interrupted download goes on where it stopped", async () => {
  const file = wheel();
  const bytes = readFileSync(file);
  const half = bytes.length >> 1;
  const ranges: (string | undefined)[] = [];
  await withServer(
    ({ headers: { range } }, response) => {
      ranges.push(range);
      if (range === undefined) {
        response.writeHead(200, { "content-length": bytes.length });
        response.write(bytes.subarray(0, half), () => setTimeout(() => response.destroy(), 100));
      } else {
        response.writeHead(206).end(bytes.subarray(Number(/\d+/.exec(range)?.[0])));
      }
    },
    (url) => setupLibTorch({ manifest: manifestOf(file, [url]) }),
  );
  expect(ranges).toEqual([undefined, `bytes=${half}-`]);
});

test("goes through the proxy that the environment names", async () => {
  const file = wheel();
  const tunnels: (string | undefined)[] = [];
  await withServer(
    (_, response) => response.end(readFileSync(file)),
    (origin) =>
      withServer(
        () => {},
        async (proxy) => {
          process.env.http_proxy = proxy;
          await setupLibTorch({ manifest: manifestOf(file, [`${origin}/torch.whl`]) });
        },
        (request, socket) => {
          tunnels.push(request.url);
          const target = connect(Number(request.url?.split(":")[1]), "127.0.0.1", () => {
            socket.write("HTTP/1.1 200 OK\r\n\r\n");
            socket.pipe(target).pipe(socket);
          });
        },
      ),
  );
  expect(tunnels).toHaveLength(1);
});

test("a file that is not the released one is refused, and leaves nothing behind", async () => {
  const file = wheel();
  fakePython(sandbox.directory, NO_PIP);
  const damaged = Buffer.from(readFileSync(file));
  damaged[100]! ^= 1;
  await withServer(
    (_, response) => response.end(damaged),
    async (url) => {
      const error = await failure(setupLibTorch({ manifest: manifestOf(file, [url]) }));
      expect(error.code).toBe("CHECKSUM_MISMATCH");
      expect(error.message).toMatch(/its sha256 is [0-9a-f]{64} instead of [0-9a-f]{64}/);
    },
  );
  expect(cacheContents()).toEqual([]);
});

test.each(["../escaped", "torch/lib/../../../escaped", "/tmp/dino-escaped"])(
  "refuses the name %s",
  async (name) => {
    const file = wheel([...WHEEL, { name, content: "!" }]);
    const error = await failure(setupLibTorch({ manifest: manifestOf(file), from: file }));
    expect(error.code).toBe("SETUP_FAILED");
    expect(error.message).toMatch(/does not unpack: (invalid relative|absolute) path/);
    expect(cacheContents()).toEqual([]);
    expect(existsSync(join(sandbox.cache, "escaped"))).toBe(false);
  },
);

test("where the URL is out of reach, the user's pip brings the file", async () => {
  const file = wheel();
  const manifest = manifestOf(file, [UNREACHABLE]);
  // The last argument but one is the folder: pip download ... --dest <folder> <requirement>
  fakePython(
    sandbox.directory,
    `for last; do folder=$dest; dest=$last; done; cp "${file}" "$folder/torch-cpu.whl"; echo "$@" > "${sandbox.directory}/args"`,
  );
  const log: string[] = [];
  await setupLibTorch({ manifest, log: (line) => log.push(line) });
  expect(readFileSync(join(sandbox.directory, "args"), "utf8")).toMatch(
    /^-m pip download --no-input --no-deps --only-binary=:all: .*--abi=cp311 .* torch==2[.0-9]+\+cpu$/m,
  );
  expect(log.join("\n")).toContain("ECONNREFUSED");
  expect(cacheContents()).toEqual([`${MANIFEST.version}-cpu`]);
});

test("with no source left the error lists every attempt and what to do", async () => {
  const manifest = manifestOf(wheel(), [UNREACHABLE]);
  fakePython(
    sandbox.directory,
    `echo "ERROR: Could not find a version (from versions: 2.9.0, ${MANIFEST.version})" >&2; exit 1`,
  );
  const error = await failure(setupLibTorch({ manifest }));
  expect(error.code).toBe("DOWNLOAD_FAILED");
  expect(error.message).toMatch(/65535\/torch.whl: fetch failed: .*ECONNREFUSED/);
  expect(error.message).toContain("python3 -m pip download torch==");
  expect(error.message).toContain("the CUDA 13 build (526.6 MB");
  expect(error.message).toContain("npx dino-wrapper setup --from torch-cpu.whl");
  expect(error.details.attempts).toHaveLength(2);
  expect(cacheContents()).toEqual([]);
});

test("two set-ups at once do the work once", async () => {
  const file = wheel();
  let requests = 0;
  await withServer(
    (_, response) => {
      requests++;
      setTimeout(() => response.end(readFileSync(file)), 300);
    },
    async (url) => {
      const manifest = manifestOf(file, [url]);
      const log: string[] = [];
      const options = { manifest, log: (line: string) => log.push(line) };
      const [first, second] = await Promise.all([setupLibTorch(options), setupLibTorch(options)]);
      expect(second).toEqual(first);
      expect(log.filter((line) => line.startsWith("Waiting for another set-up"))).toHaveLength(1);
    },
  );
  expect(requests).toBe(1);
});

describe("from", () => {
  test("a directory", async () => {
    const from = fakeLibTorch(join(sandbox.directory, "mine"));
    await expect(setupLibTorch({ from })).resolves.toMatchObject({ version: VERSION, source: "cache" });
  });

  test("an official zip, known by the version in it", async () => {
    const files = WHEEL.filter(({ name }) => name.startsWith("torch/lib")).map((file) => ({
      ...file,
      name: `lib${file.name}`,
    }));
    const from = wheel([...files, { name: "libtorch/build-version", content: `${VERSION}\n` }]);
    await expect(setupLibTorch({ from })).resolves.toMatchObject({ version: VERSION });
  });

  test("another version is refused", async () => {
    const from = fakeLibTorch(join(sandbox.directory, "mine"), "2.1.0+cpu");
    const error = await failure(setupLibTorch({ from }));
    expect(error.code).toBe("SETUP_FAILED");
    expect(error.message).toContain("2.1.0+cpu");
    expect(cacheContents()).toEqual([]);
  });

  test("the released file's name with other contents is refused", async () => {
    const manifest = manifestOf(wheel());
    const from = join(sandbox.directory, manifest.variants.cpu.file);
    renameSync(wheel([...WHEEL, { name: "torch/lib/extra.so", content: "" }]), from);
    expect((await failure(setupLibTorch({ manifest, from }))).code).toBe("CHECKSUM_MISMATCH");
  });
});

test("LIBTORCH needs no set-up", async () => {
  process.env.LIBTORCH = fakeLibTorch(join(sandbox.directory, "mine"));
  await expect(setupLibTorch()).resolves.toMatchObject({ source: "LIBTORCH" });
  expect(existsSync(sandbox.cache)).toBe(false);
});
