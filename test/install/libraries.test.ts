import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setupLibTorch } from "../../lib/libtorch/install";
import type { Manifest } from "../../lib/libtorch/manifest";
import { MANIFEST } from "../../lib/libtorch/manifest";
import { cudaManifestOf, failure, fakePython, startCommand, useSandbox, WHEEL, writeZip } from "./fixtures";

// NVIDIA's libraries, with which the CUDA build is linked, are published as wheels of their own.
const CUBLAS = "nvidia_cublas-13.whl";
const CUDNN = "nvidia_cudnn-9.whl";
const TORCH = "torch-cu130.whl";

const sandbox = useSandbox();
let manifest: Manifest;
let folder: string;

beforeEach(() => {
  folder = join(sandbox.directory, "wheels");
  mkdirSync(folder);
  const torch = writeZip(join(folder, TORCH), WHEEL);
  const libraries = [
    writeZip(join(folder, CUBLAS), [
      { name: "nvidia/cu13/lib/libcublas.so.13", content: "cublas" },
      { name: "nvidia/cu13/lib/libcublas_static.a", content: "archive" },
      { name: "nvidia/cu13/include/cublas.h", content: "#pragma once" },
      { name: "nvidia_cublas-13.dist-info/METADATA", content: "Name: nvidia-cublas" },
    ]),
    writeZip(join(folder, CUDNN), [{ name: "nvidia/cudnn/lib/libcudnn.so.9", content: "cudnn" }]),
  ];
  manifest = cudaManifestOf(torch, libraries);
});

/** A pip that has the wheels of the folder. */
function pip() {
  // pip download ... --dest <folder> <requirement>
  fakePython(
    sandbox.directory,
    `for last; do to=$dest; dest=$last; done; echo "$last" >> "${sandbox.directory}/asked"; cp "${folder}/$last" "$to/"`,
  );
}

function asked(): string[] {
  return readFileSync(join(sandbox.directory, "asked"), "utf8").trim().split("\n");
}

test("lie beside LibTorch's own, and nothing else of their wheels does", async () => {
  pip();
  const torch = await setupLibTorch({ variant: "cu130", manifest });
  expect(asked()).toEqual([TORCH, CUBLAS, CUDNN]);
  expect(readdirSync(torch.libDirectory).sort()).toEqual([
    "libc10.so",
    "libcublas.so.13",
    "libcudnn.so.9",
    "libtorch.so",
    "libtorch_cpu.so",
  ]);
  expect(readFileSync(join(torch.libDirectory, "libcudnn.so.9"), "utf8")).toBe("cudnn");
  expect(readdirSync(torch.includeDirectory)).toEqual(["torch"]);
  expect(readdirSync(join(sandbox.cache, "libtorch"))).toEqual([`${MANIFEST.version}-cu130`]);
});

test("are left out where they are not wanted, and the CPU's build has none", async () => {
  pip();
  const torch = await setupLibTorch({ variant: "cu130", manifest, libraries: false });
  expect(readdirSync(torch.libDirectory)).not.toContain("libcublas.so.13");
  const outcome = await startCommand(["setup", "--variant", "cu130", "--no-libraries", "--force"], manifest)
    .outcome;
  expect(outcome).toMatchObject({ code: 0 });
  expect(asked()).toEqual([TORCH, TORCH]);
  expect(MANIFEST.variants.cpu.libraries).toBeUndefined();
});

test("a missing one leaves nothing behind and the error says how to do without", async () => {
  rmSync(join(folder, CUDNN));
  pip();
  const error = await failure(setupLibTorch({ variant: "cu130", manifest }));
  expect(error.code).toBe("DOWNLOAD_FAILED");
  expect(error.message).toContain(CUDNN);
  expect(error.message).toContain("npx dino-wrapper setup --variant cu130 --no-libraries");
  expect(readdirSync(join(sandbox.cache, "libtorch"))).toEqual([]);
});

test("another file of the same name is refused", async () => {
  writeFileSync(join(folder, CUDNN), "another");
  pip();
  const error = await failure(setupLibTorch({ variant: "cu130", manifest }));
  expect(error.code).toBe("CHECKSUM_MISMATCH");
  expect(error.message).toContain(CUDNN);
});

test("are taken from beside the wheel that --from names", async () => {
  const from = join(folder, TORCH);
  const torch = await setupLibTorch({ variant: "cu130", manifest, from });
  expect(readdirSync(torch.libDirectory)).toEqual(
    expect.arrayContaining(["libcublas.so.13", "libcudnn.so.9"]),
  );
  rmSync(join(folder, CUDNN));
  const error = await failure(setupLibTorch({ variant: "cu130", manifest, from, force: true }));
  expect(error.code).toBe("SETUP_FAILED");
  expect(error.message).toContain(`${CUDNN}: it is not there`);
  expect(error.message).not.toContain(`${CUBLAS}:`);
  expect(error.message).toContain("--no-libraries");
  await setupLibTorch({ variant: "cu130", manifest, from, force: true, libraries: false });
});

test("the package's own list names each file once, with its checksum and the version that pip is asked for", async () => {
  const { libraries = [] } = MANIFEST.variants.cu130;
  expect(new Set(libraries.map(({ file }) => file)).size).toBe(libraries.length);
  for (const { file, size, unpacked, sha256, requirement } of libraries) {
    const [name = "", version = ""] = requirement.split("==");
    expect(file.startsWith(`${name.replaceAll("-", "_")}-${version}-py3-none-`)).toBe(true);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(Math.min(size, unpacked)).toBeGreaterThan(1e5);
  }
  const outcome = await startCommand(["setup", "--variant", "cu130", "--print-urls"]).outcome;
  for (const { file, sha256, requirement } of libraries)
    for (const text of [file, sha256, requirement]) expect(outcome.stdout).toContain(text);
});
