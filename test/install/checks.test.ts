import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import fs from "node:fs/promises";
import { join } from "node:path";
import { setupLibTorch } from "../../lib/libtorch/install";
import { checkPlatform } from "../../lib/libtorch/platform";
import {
  failure,
  fakeLibTorch,
  fakePython,
  fileServer,
  manifestOf,
  useSandbox,
  WHEEL,
  withServer,
  writeZip,
} from "./fixtures";

const sandbox = useSandbox();

afterEach(() => jest.restoreAllMocks());

/** As a disk with this many bytes free. */
function haveFree(bytes: number) {
  jest.spyOn(fs, "statfs").mockResolvedValue({ bavail: bytes / 4096, bsize: 4096 } as never);
}

function wheel(): string {
  return writeZip(join(sandbox.directory, "served.whl"), WHEEL);
}

/** Runs `work` as a user who may not write everywhere, which root may. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    if (root) process.seteuid?.(0);
  }
}

describe("the platform", () => {
  const linux = { name: "linux-x64", glibc: "2.36", musl: false };

  test("fits here, and with the oldest glibc", () => {
    expect(() => checkPlatform()).not.toThrow();
    expect(() => checkPlatform({ ...linux, glibc: "2.28" })).not.toThrow();
    expect(() => checkPlatform({ ...linux, glibc: "3.0" })).not.toThrow();
  });

  test.each([
    [{ ...linux, name: "darwin-arm64" }, "runs on linux-x64, this is darwin-arm64"],
    [{ ...linux, glibc: "2.17" }, "LibTorch needs glibc 2.28 or newer, this system has glibc 2.17"],
    [{ ...linux, glibc: undefined, musl: true }, "this system has musl (Alpine); an image based on Debian"],
    [{ ...linux, glibc: undefined }, "this system has another C library"],
  ])("%j is refused", (platform, message) => {
    expect(() => checkPlatform(platform)).toThrow(message);
    expect(() => checkPlatform(platform)).toThrow(
      expect.objectContaining({ name: "UnsupportedPlatformError", code: "UNSUPPORTED_PLATFORM" }),
    );
  });

  test("is checked before anything is fetched", async () => {
    const file = wheel();
    const { requests, answer } = fileServer(readFileSync(file));
    const report = jest.spyOn(process.report, "getReport").mockReturnValue({
      header: {},
      sharedObjects: ["/lib/ld-musl-x86_64.so.1"],
    } as never);
    await withServer(answer, async (url) => {
      await expect(setupLibTorch({ manifest: manifestOf(file, [url]) })).rejects.toThrow("musl (Alpine)");
    });
    expect(report).toHaveBeenCalled();
    expect(requests).toEqual([]);
  });
});

describe("the disk", () => {
  test("must have room for the file and what comes out of it, before anything is fetched", async () => {
    const file = wheel();
    const manifest = manifestOf(file);
    const { size, unpacked } = manifest.variants.cpu;
    const needed = Math.ceil(1.1 * (size + unpacked));
    const { requests, answer } = fileServer(readFileSync(file));
    haveFree(4096 * 1000);
    await withServer(answer, async (url) => {
      const error = await failure(setupLibTorch({ manifest: manifestOf(file, [url]) }));
      expect(error.code).toBe("DISK_FULL");
      expect(error.message).toContain(
        "has 4.1 MB free and 5.8 MB are needed; DINO_CACHE_DIR names another place",
      );
      expect(error.details).toMatchObject({ needed, free: 4096 * 1000 });
      expect(requests).toEqual([]);

      // What an earlier set-up left need not be fetched again.
      writeFileSync(join(sandbox.cache, "libtorch", "torch-cpu.whl.part"), Buffer.alloc(size / 2));
      const { details } = await failure(setupLibTorch({ manifest }));
      expect(details.needed).toBeCloseTo(needed - 1.1 * (size / 2), -1);
      haveFree(4096 * Math.ceil(needed / 4096));
      await setupLibTorch({ manifest: manifestOf(file, [url]) });
    });
  });

  test.each(["an archive", "a directory"])("must have room for what comes out of %s", async (kind) => {
    const from = kind === "an archive" ? wheel() : fakeLibTorch(join(sandbox.directory, "mine"));
    haveFree(0);
    const error = await failure(setupLibTorch({ from }));
    expect(error).toMatchObject({ code: "DISK_FULL", details: { free: 0 } });
    expect(error.details.needed).toBeGreaterThan(0);
  });

  test("that is full in the middle of a download ends it there; no other source is asked", async () => {
    const file = wheel();
    const { requests, answer } = fileServer(readFileSync(file));
    mkdirSync(join(sandbox.cache, "libtorch"), { recursive: true });
    symlinkSync("/dev/full", join(sandbox.cache, "libtorch", "torch-cpu.whl.part"));
    await withServer(answer, async (url) => {
      const error = await failure(setupLibTorch({ manifest: manifestOf(file, [`${url}/1`, `${url}/2`]) }));
      expect(error.code).toBe("DISK_FULL");
      expect(error.message).toMatch(/the disk is full: ENOSPC.*DINO_CACHE_DIR/);
    });
    expect(requests).toHaveLength(1);
  });
});

describe("a cache folder that cannot be written", () => {
  beforeEach(() => {
    chmodSync(sandbox.directory, 0o755);
    fakePython(sandbox.directory, "exit 1");
  });

  test("is named with the way out, before anything is fetched", async () => {
    const file = wheel();
    const { requests, answer } = fileServer(readFileSync(file));
    mkdirSync(join(sandbox.cache, "libtorch"), { recursive: true, mode: 0o755 });
    await withServer(answer, async (url) => {
      const manifest = manifestOf(file, [url]);
      const error = await failure(asNobody(() => setupLibTorch({ manifest })));
      expect(error.code).toBe("CACHE_NOT_WRITABLE");
      expect(error.message).toMatch(
        /the cache folder .*\/cache\/libtorch cannot be written: EACCES.*; DINO_CACHE_DIR names another place/,
      );
    });
    expect(requests).toEqual([]);
  });

  test("is no hindrance when LibTorch is there", async () => {
    const from = wheel();
    const torch = await setupLibTorch({ from });
    await expect(asNobody(() => setupLibTorch())).resolves.toEqual(torch);
  });

  test("because a file is in its place", async () => {
    process.env.DINO_CACHE_DIR = join(wheel(), "cache");
    expect(await failure(setupLibTorch({ from: wheel() }))).toMatchObject({ code: "CACHE_NOT_WRITABLE" });
  });

  test("is not blamed for a file that cannot be read", async () => {
    const from = wheel();
    chmodSync(from, 0o600);
    mkdirSync(sandbox.cache);
    chmodSync(sandbox.cache, 0o777);
    const error = await failure(asNobody(() => setupLibTorch({ from })));
    expect(error.code).toBe("SETUP_FAILED");
    expect(error.message).toMatch(/served.whl cannot be read: EACCES/);
    expect(readdirSync(join(sandbox.cache, "libtorch"))).toEqual([]);
  });
});
