import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setupLibTorch } from "../../lib/libtorch/install";
import {
  failure,
  fakeLibTorch,
  manifestOf,
  useSandbox,
  VERSION,
  WHEEL,
  writeZip,
  type ZipFile,
} from "./fixtures";

const sandbox = useSandbox();

function archive(files: readonly ZipFile[] = WHEEL, name = "mine.zip"): string {
  return writeZip(join(sandbox.directory, name), files);
}

/** Refused with this message, and nothing of it left in the cache. */
async function expectRefused(from: string, code: string, message: string | RegExp) {
  const error = await failure(setupLibTorch({ from }));
  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
  expect(error.message).toContain(from);
  expect(readdirSync(join(sandbox.cache, "libtorch"))).toEqual([]);
}

describe("a directory", () => {
  test("is copied", async () => {
    const from = fakeLibTorch(join(sandbox.directory, "mine"));
    const torch = await setupLibTorch({ from });
    expect(torch).toMatchObject({ version: VERSION, source: "cache" });
    expect(readFileSync(join(torch.libDirectory, "libtorch_cpu.so"), "utf8")).toBe("so");
  });

  test("of another version is refused", async () => {
    const from = fakeLibTorch(join(sandbox.directory, "mine"), "2.1.0+cpu");
    await expectRefused(from, "SETUP_FAILED", `does not hold LibTorch ${VERSION}: 2.1.0+cpu`);
  });

  test("with something else in it is refused", async () => {
    const from = join(sandbox.directory, "mine");
    mkdirSync(from);
    await expectRefused(from, "SETUP_FAILED", "it holds no lib/libtorch_cpu.so");
  });
});

describe("an archive", () => {
  test("of the official zip's layout is known by the version in it", async () => {
    const files = WHEEL.filter(({ name }) => name.startsWith("torch/lib")).map((file) => ({
      ...file,
      name: `lib${file.name}`,
    }));
    const from = archive([...files, { name: "libtorch/build-version", content: `${VERSION}\n` }]);
    const torch = await setupLibTorch({ from });
    expect(torch).toMatchObject({ version: VERSION });
    expect(readdirSync(torch.libDirectory).sort()).toEqual(["libc10.so", "libtorch.so", "libtorch_cpu.so"]);
  });

  test("that is a wheel of another name is known by the version in it", async () => {
    await expect(setupLibTorch({ from: archive(WHEEL, "mine.whl") })).resolves.toMatchObject({
      version: VERSION,
    });
  });

  test("of another version is refused", async () => {
    const files = WHEEL.map((file) =>
      file.name === "torch/version.py" ? { ...file, content: "__version__ = '2.1.0+cpu'\n" } : file,
    );
    await expectRefused(archive(files), "SETUP_FAILED", `does not hold LibTorch ${VERSION}: 2.1.0+cpu`);
  });

  test("without LibTorch is refused", async () => {
    const from = archive([{ name: "readme.txt", content: "hello" }]);
    await expectRefused(from, "SETUP_FAILED", "it holds no lib/libtorch_cpu.so");
  });

  test("with the released file's name and other contents is refused, cut short or not", async () => {
    const manifest = manifestOf(archive());
    const from = join(sandbox.directory, manifest.variants.cpu.file);
    renameSync(archive([...WHEEL, { name: "torch/lib/extra.so", content: "" }]), from);
    expect(await failure(setupLibTorch({ manifest, from }))).toMatchObject({ code: "CHECKSUM_MISMATCH" });
    const whole = readFileSync(archive());
    writeFileSync(from, whole.subarray(0, 1000));
    const error = await failure(setupLibTorch({ manifest, from }));
    expect(error).toMatchObject({ code: "CHECKSUM_MISMATCH" });
    expect(error.message).toContain(`${from}: it has 1000 bytes instead of ${whole.length}`);
  });

  test.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    ["cut short", (bytes) => bytes.subarray(0, bytes.length >> 1), /does not unpack: .*central directory/i],
    ["no archive", () => Buffer.from("<html>Please log in</html>"), /does not unpack: .*central directory/i],
    [
      "damaged inside",
      (bytes) => {
        const damaged = Buffer.from(bytes);
        damaged.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 4096);
        return damaged;
      },
      /does not unpack: /,
    ],
  ])("%s is refused", async (_, damage, message) => {
    const from = archive();
    writeFileSync(from, damage(readFileSync(from)));
    await expectRefused(from, "SETUP_FAILED", message);
  });

  test.each(["../escaped", "torch/lib/../../../escaped", "/tmp/dino-escaped", "torch\\..\\..\\..\\escaped"])(
    "with the name %s is refused",
    async (name) => {
      const from = archive([...WHEEL, { name, content: "!" }]);
      await expectRefused(from, "SETUP_FAILED", /does not unpack: (invalid relative|absolute) path/);
      expect(existsSync(join(sandbox.cache, "escaped"))).toBe(false);
    },
  );

  test("that unpacks to many times its size is refused before anything is written", async () => {
    const from = archive([...WHEEL, { name: "torch/lib/bomb.so", content: Buffer.alloc(120 << 20) }]);
    await expectRefused(
      from,
      "SETUP_FAILED",
      /its 1.\d MB would unpack to 130.\d MB, which no LibTorch does/,
    );
  });

  test("with an entry that is longer than it says is refused", async () => {
    const content = Buffer.alloc(2 << 20);
    const from = archive([...WHEEL, { name: "torch/lib/liar.so", content, claimed: 10 }]);
    await expectRefused(from, "SETUP_FAILED", /does not unpack: too many bytes in the stream/);
  });

  test("with two entries of one name is refused", async () => {
    const from = archive([...WHEEL, { name: "torch/lib/libtorch.so", content: "another" }]);
    await expectRefused(from, "SETUP_FAILED", "it holds lib/libtorch.so twice");
  });
});

test("what does not exist is refused", async () => {
  await expectRefused(join(sandbox.directory, "nowhere"), "SETUP_FAILED", "cannot be read: ENOENT");
});
