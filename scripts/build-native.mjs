// Builds the addon with cmake-js. binding.gyp runs this file too, so that there is one build definition.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { dependency, filesBelow, hashOf, inRoot, program, ROOT, run, step } from "./support.mjs";

const HELP = `
Usage: node scripts/build-native.mjs [-D<NAME>=<VALUE> ...]

Builds build/Release/*.node and libdino_ops.so against the LibTorch that \`dino-wrapper setup\` put there, or
that LIBTORCH names; does nothing when no input changed. Options go to CMake:
  -DDINO_UNITY=OFF   one object a file, with a precompiled header: quicker after small changes
`;

// A file that includes LibTorch's headers takes the compiler 1 to 2 GB.
const BYTES_PER_JOB = 2 ** 31;

/** The native build; `options` are further `-D` options of CMake. */
export async function buildNative(options = []) {
  if (!existsSync(inRoot("CMakeLists.txt"))) return;
  const { locateLibTorch } = createRequire(import.meta.url)(inRoot("dist/libtorch/locate.js"));
  const { directory, version } = locateLibTorch();
  const modules = ["node-api-headers", "node-addon-api"].map(dependency);
  const hash = hashOf(
    [
      ...filesBelow(["native", "CMakeLists.txt", "package.json"]),
      ...modules.map((path) => join(path, "package.json")),
    ],
    directory,
    version,
    options,
  );
  const outputs = ["dino.node", "dino_loader.node", "libdino_ops.so"].map((name) => `build/Release/${name}`);
  await step("native", { hash, outputs }, async () => {
    forgetMovedBuild();
    const defines = [
      `-DDINO_LIBTORCH=${directory}`,
      `-DDINO_NODE_MODULES=${dirname(modules[0])}`,
      `-DCMAKE_LIBRARY_OUTPUT_DIRECTORY=${inRoot("build/Release")}`,
      ...options,
    ];
    // Not `compile`, which answers a compiler's error by doing everything again.
    await cmakeJs("configure", ...defines.map((define) => `--CD${define.slice(2)}`));
    await cmakeJs("build", "--parallel", String(jobs()));
  });
}

// cmake-js empties its folder when asked to clean, so it gets one of its own.
async function cmakeJs(command, ...args) {
  const cli = join(dependency("cmake-js"), "bin/cmake-js");
  await run(process.execPath, [
    cli,
    command,
    "--directory",
    ROOT,
    "--out",
    inRoot("build/cmake"),
    "--log-level",
    "warn",
    ...args,
  ]);
}

// CMake refuses a build folder whose sources lay elsewhere when it was made.
function forgetMovedBuild() {
  const cache = inRoot("build/cmake/CMakeCache.txt");
  if (existsSync(cache) && !readFileSync(cache, "utf8").includes(`CMAKE_HOME_DIRECTORY:INTERNAL=${ROOT}\n`)) {
    rmSync(dirname(cache), { recursive: true });
  }
}

function jobs() {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / BYTES_PER_JOB)));
}

await program(import.meta.url, HELP, buildNative);
