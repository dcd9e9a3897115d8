// Compiles and links the CUDA kernels for every architecture, and loads them beside a CUDA LibTorch without a GPU.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeStubs } from "./cuda/stubs.mjs";
import { findToolkit, withoutToolkit } from "./cuda/toolkit.mjs";
import { inRoot, program, ROOT, run, timed } from "./support.mjs";

const HELP = `
Usage: node scripts/cuda-check.mjs [--build-only]

After npm run build, on a machine with the CUDA toolkit; no GPU is needed:
  build   libdino_cuda.so for all architectures to build/Release/; spills and warnings are errors
  load    it beside libdino_ops.so and a CUDA LibTorch, in a program of its own and by the package itself: the
          operators work on the CPU, and the dispatcher has a CUDA kernel for each that has one for the CPU
The CUDA LibTorch is fetched into a folder of its own in the user's cache, unless it is set up already, so that the
package goes on using the one for the CPU. NVIDIA's other libraries are replaced by stubs. docs/cuda.md tells more.
  --build-only   without loading
`;

const BUILD = inRoot("build/cuda/check");
const OPERATORS = inRoot("build/Release/libdino_ops.so");
const KERNELS = inRoot("build/Release/libdino_cuda.so");
/** What is for the CPU alone: _exp is its own, gradient_norms by itself is composed of LibTorch's (adamw_ema_ has its own). */
const CPU_ONLY = ["_exp", "gradient_norms"];

await program(import.meta.url, HELP, async (args) => {
  const { values } = parseArgs({ args, options: { "build-only": { type: "boolean", default: false } } });
  const toolkit = findToolkit();
  if (toolkit === undefined) {
    console.log(withoutToolkit("the CUDA kernels are neither compiled nor loaded"));
    return;
  }
  if (!existsSync(OPERATORS)) throw new Error(`${OPERATORS} is missing; run npm run build first`);
  const torch = await cudaLibTorch();
  await timed("kernels", false, () => build(toolkit, torch));
  const size = `${(statSync(KERNELS).size / 1e6).toFixed(1)} MB`;
  const compiled = `libdino_cuda.so (${size}) compiled by nvcc ${toolkit.version} for ${architectures()} without spills`;
  if (values["build-only"]) {
    console.log(`CUDA: ${compiled}; not loaded`);
    return;
  }
  const stubs = inRoot("build/cuda/stubs");
  makeStubs(join(torch, "lib"), toolkit, stubs);
  const env = {
    ...process.env,
    LIBTORCH: torch,
    LD_LIBRARY_PATH: [stubs, toolkit.lib, join(torch, "lib")].join(":"),
  };
  delete env.DINO_DEVICE;
  const operators = probe(torch, env);
  load(env);
  console.log(
    `CUDA: ${compiled}; beside the CUDA LibTorch, without a GPU, ${operators.length} operators have CUDA kernels ` +
      `(${operators.join(", ")}) and work on the CPU`,
  );
});

/** Where it is set up, or else a folder of its own in the user's cache. */
async function cudaLibTorch() {
  const require = createRequire(import.meta.url);
  const { cachedDirectory, MARKER } = require(inRoot("dist/libtorch/locate.js"));
  const { MANIFEST } = require(inRoot("dist/libtorch/manifest.js"));
  const { environment } = require(inRoot("dist/environment.js"));
  const usual = cachedDirectory(MANIFEST.version, "cu130");
  if (existsSync(join(usual, MARKER))) return usual;
  const cache = join(environment.cacheDirectory, "cuda");
  const directory = join(cache, "libtorch", `${MANIFEST.version}-cu130`);
  const { LIBTORCH, LIBTORCH_USE_PYTORCH, ...env } = process.env;
  await timed("libtorch", existsSync(join(directory, MARKER)), () =>
    run(process.execPath, [inRoot("dist/cli/main.js"), "setup", "--variant", "cu130", "--no-libraries"], {
      env: { ...env, DINO_CACHE_DIR: cache },
    }),
  );
  return directory;
}

async function build(toolkit, torch) {
  const defines = [
    ...["-DDINO_NODE=OFF", "-DDINO_CUDA=ON", "-DDINO_CUDA_PROBE=ON", `-DDINO_LIBTORCH=${torch}`],
    ...[`-DDINO_OPS_LIBRARY=${OPERATORS}`, `-DCMAKE_CUDA_COMPILER=${toolkit.nvcc}`],
  ];
  await run("cmake", ["-S", ROOT, "-B", BUILD, ...defines]);
  await run("cmake", ["--build", BUILD, "--parallel", "2", "--target", "dino_cuda", "dino_cuda_probe"]);
  copyFileSync(join(BUILD, "Release", "libdino_cuda.so"), KERNELS);
}

/** As the build was told. */
function architectures() {
  const cache = execFileSync("cmake", ["-LA", "-N", BUILD], { encoding: "utf8" });
  return /^DINO_CUDA_ARCHITECTURES:\w+=(.*)$/m.exec(cache)[1].replaceAll(";", " ");
}

/** Opens the libraries one by one; resolves to the operators that have CUDA kernels. */
function probe(torch, env) {
  // Kernels may be registered once: a copy has to say so.
  const copy = join(BUILD, "copy", "libdino_cuda.so");
  mkdirSync(join(BUILD, "copy"), { recursive: true });
  copyFileSync(KERNELS, copy);
  const files = [join(torch, "lib", "libtorch.so"), OPERATORS, KERNELS, copy];
  const found = JSON.parse(output(join(BUILD, "dino_cuda_probe"), files, env));
  const errors = found.libraries.map(({ error }) => error);
  expect("errors of the libraries", errors.slice(0, 3), ["", "", ""]);
  expect("the error of a second copy", errors[3].includes("are loaded already, from another file"), true);
  expect("what ema_update_ gives on the CPU", found.average, 250);
  if (!found.available) {
    expect("a tensor on CUDA is refused", /NVIDIA driver|CUDA/.test(found.allocation), true);
  }
  const without = found.cpu.filter((name) => !CPU_ONLY.includes(name) && !found.cuda.includes(name));
  expect("operators with a kernel for the CPU and none for CUDA", without, []);
  return found.cuda;
}

/** The package itself, as a program uses it. */
function load(env) {
  const source = `
    const dino = require(${JSON.stringify(inRoot("dist/index.js"))});
    const x = dino.ones([4, 4]);
    const maps = require("node:fs").readFileSync("/proc/self/maps", "utf8");
    console.log(JSON.stringify({
      sum: x.matmul(x).sum().item(),
      loaded: ["libtorch_cuda.so", "libdino_cuda.so"].map((name) => maps.includes(name)),
    }));`;
  const outcome = (more) => JSON.parse(output(process.execPath, ["-e", source], { ...env, ...more }));
  expect("the package beside a CUDA LibTorch", outcome({}), { sum: 64, loaded: [true, true] });
  expect("the package with DINO_DEVICE=cpu", outcome({ DINO_DEVICE: "cpu" }), {
    sum: 64,
    loaded: [false, false],
  });
}

function output(command, args, env) {
  return execFileSync(command, args, {
    encoding: "utf8",
    env,
    timeout: 120_000,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function expect(what, found, wanted) {
  const [a, b] = [found, wanted].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}
