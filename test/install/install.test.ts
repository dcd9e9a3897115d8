import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { setupLibTorch } from "../../lib/libtorch/install";
import { locateLibTorch, MARKER } from "../../lib/libtorch/locate";
import { MANIFEST } from "../../lib/libtorch/manifest";
import type { Progress } from "../../lib/libtorch/progress";
import {
  failure,
  fakeLibTorch,
  fakePython,
  manifestOf,
  UNREACHABLE,
  useSandbox,
  VERSION,
  WHEEL,
  withServer,
  writeZip,
} from "./fixtures";

const NO_PIP = `echo "/usr/bin/python3: No module named pip" >&2; exit 1`;

const sandbox = useSandbox();

function wheel(files = WHEEL): string {
  return writeZip(join(sandbox.directory, "served.whl"), files);
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

describe("force", () => {
  const installed = () =>
    readFileSync(join(sandbox.cache, "libtorch", `${MANIFEST.version}-cpu`, MARKER), "utf8");

  test("a set-up that fails leaves the old LibTorch", async () => {
    fakePython(sandbox.directory, NO_PIP);
    const file = wheel();
    await setupLibTorch({ manifest: manifestOf(file), from: file });
    const before = installed();
    for (const options of [
      { manifest: manifestOf(file, [UNREACHABLE]) },
      { from: fakeLibTorch(join(sandbox.directory, "mine"), "2.1.0") },
    ]) {
      await failure(setupLibTorch({ ...options, force: true }));
      expect(installed()).toBe(before);
      expect(cacheContents()).toEqual([`${MANIFEST.version}-cpu`]);
    }
  });

  test("one that was killed while it replaced the old LibTorch: the next puts it back", async () => {
    const file = wheel();
    const { directory } = await setupLibTorch({ manifest: manifestOf(file), from: file });
    const before = installed();
    mkdirSync(`${directory}.tmp-123`);
    renameSync(directory, join(`${directory}.tmp-123`, "old"));
    await expect(setupLibTorch({ manifest: manifestOf(file, [UNREACHABLE]) })).resolves.toMatchObject({
      directory,
    });
    expect(installed()).toBe(before);
    expect(cacheContents()).toEqual([`${MANIFEST.version}-cpu`]);
  });
});

test("LIBTORCH needs no set-up", async () => {
  process.env.LIBTORCH = fakeLibTorch(join(sandbox.directory, "mine"));
  await expect(setupLibTorch()).resolves.toMatchObject({ source: "LIBTORCH" });
  expect(existsSync(sandbox.cache)).toBe(false);
});
