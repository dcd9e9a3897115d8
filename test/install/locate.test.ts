import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TorchNotFoundError } from "../../lib/errors";
import { cachedDirectory, locateLibTorch, MARKER } from "../../lib/libtorch/locate";
import { MANIFEST } from "../../lib/libtorch/manifest";
import { ROOT } from "../support/children";
import { fakeLibTorch, fakePython, useSandbox, VERSION } from "./fixtures";

const sandbox = useSandbox();

function cached(variant: "cpu" | "cu130"): string {
  const directory = fakeLibTorch(
    cachedDirectory(MANIFEST.version, variant),
    MANIFEST.variants[variant].version,
  );
  writeFileSync(join(directory, MARKER), "{}");
  return directory;
}

test("nothing anywhere: the error lists the places and the command", () => {
  expect(locateLibTorch).toThrow(TorchNotFoundError);
  expect(locateLibTorch).toThrow(
    [
      `LibTorch ${MANIFEST.version} was not found. Tried:`,
      "  - LIBTORCH: not set",
      "  - LIBTORCH_USE_PYTORCH: not set",
      `  - ${join(sandbox.cache, "libtorch", `${MANIFEST.version}-cu130`)}: not set up`,
      `  - ${join(sandbox.cache, "libtorch", `${MANIFEST.version}-cpu`)}: not set up`,
      "Run: npx dino-wrapper setup",
    ].join("\n"),
  );
  expect(locateLibTorch).toThrow(expect.objectContaining({ code: "TORCH_NOT_FOUND" }));
});

test("a cache folder without its marker does not count", () => {
  const directory = cached("cpu");
  expect(locateLibTorch()).toEqual({
    directory,
    libDirectory: join(directory, "lib"),
    includeDirectory: join(directory, "include"),
    version: VERSION,
    variant: "cpu",
    source: "cache",
  });
  rmSync(join(directory, MARKER));
  expect(locateLibTorch).toThrow("not set up");
});

test("of two variants the larger is meant, unless DINO_DEVICE says cpu", () => {
  const [cpu, cuda] = [cached("cpu"), cached("cu130")];
  expect(locateLibTorch()).toMatchObject({ directory: cuda, variant: "cu130" });
  process.env.DINO_DEVICE = "cpu";
  expect(locateLibTorch()).toMatchObject({ directory: cpu });
});

test("LIBTORCH comes first, and is an error where it holds none", () => {
  cached("cpu");
  process.env.LIBTORCH = fakeLibTorch(join(sandbox.directory, "mine"), "2.12.1+cu126");
  expect(locateLibTorch()).toMatchObject({ source: "LIBTORCH", version: "2.12.1+cu126", variant: "cu126" });

  process.env.LIBTORCH = join(sandbox.directory, "nowhere");
  expect(locateLibTorch).toThrow(`LIBTORCH=${process.env.LIBTORCH}: no such directory`);
  mkdirSync(process.env.LIBTORCH);
  expect(locateLibTorch).toThrow("it holds no lib/libtorch_cpu.so");
});

test.each([
  ["build-version", "2.13.0+cpu\n"],
  ["include/torch/csrc/api/include/torch/version.h", '#define TORCH_VERSION "2.13.0"\n'],
])("the version is read from %s too", (file, content) => {
  const directory = fakeLibTorch(join(sandbox.directory, "mine"));
  rmSync(join(directory, "version.py"));
  process.env.LIBTORCH = directory;
  expect(locateLibTorch).toThrow("its version is in neither");
  mkdirSync(join(directory, file, ".."), { recursive: true });
  writeFileSync(join(directory, file), content);
  expect(locateLibTorch()).toMatchObject({ version: content.match(/2[.\d]+(\+cpu)?/)?.[0], variant: "cpu" });
});

// The search starts python3 with the environment of the process, which jest's own process.env is not.
test.each([
  ["the torch of the active Python", "echo __TORCH__/__init__.py", /^LIBTORCH_USE_PYTORCH 2/],
  ["a Python without torch", "echo", /the python3 on the PATH has no torch package/],
  ["a broken Python", "exit 1", /python3 does not run/],
])("LIBTORCH_USE_PYTORCH=1: %s", (_, script, outcome) => {
  const torch = fakeLibTorch(join(sandbox.directory, "site-packages/torch"));
  fakePython(sandbox.directory, script.replace("__TORCH__", torch));
  const program = `
    const { locateLibTorch } = require(${JSON.stringify(join(ROOT, "dist/libtorch/locate.js"))});
    try { const { source, version } = locateLibTorch(); console.log(source, version); }
    catch (error) { console.log(error.message); }`;
  const output = execFileSync(process.execPath, ["-e", program], {
    encoding: "utf8",
    env: { ...process.env, LIBTORCH_USE_PYTORCH: "1" },
  });
  expect(output).toMatch(outcome);
});
