// Makes a checkout ready to run, with Node's built-in modules alone: it comes before `npm ci`.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { buildNative } from "./build-native.mjs";
import { dependency, filesBelow, hashOf, inRoot, program, run, step, timed } from "./support.mjs";

const HELP = `
Usage: npm run build

Makes this checkout ready, each step only when its inputs changed:
  install   npm ci
  compile   TypeScript to dist/, and the face for import
  libtorch  dino-wrapper setup: LibTorch into the user's cache
  examples  examples/ to build/examples/
  native    the addon to build/Release/ (CMake and a C++ compiler)
`;

/** All steps, in order. */
export async function bootstrap() {
  await install();
  await compile();
  await libTorch();
  await examples();
  await buildNative();
}

/** `npm ci`, unless node_modules holds what the lockfile names. */
export async function install() {
  await timed("install", isInstalled(), () =>
    run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--prefer-offline"]),
  );
}

/** tsc and the face for `import`. */
export async function compile() {
  const sources = filesBelow(["lib"]);
  const hash = hashOf([
    ...sources,
    ...filesBelow(["tsconfig.json", "package-lock.json", "scripts/esm-face.mjs"]),
  ]);
  await step("compile", { hash, outputs: ["dist/cli/main.js"] }, async () => {
    removeOrphans();
    await tsc("tsconfig.json");
    if (existsSync(inRoot("dist/index.js"))) await run(process.execPath, [inRoot("scripts/esm-face.mjs")]);
  });
}

/** LibTorch in the cache, or where the user says. */
export async function libTorch() {
  await timed("libtorch", isLocated(), () => run(process.execPath, [inRoot("dist/cli/main.js"), "setup"]));
}

/** The examples, compiled against dist/. */
export async function examples() {
  const sources = filesBelow(["examples"], (path) => path.endsWith(".ts") || path.endsWith(".json"));
  const programs = sources.filter((path) => path.endsWith(".ts"));
  if (programs.length === 0) return;
  const hash = hashOf([...sources, ...filesBelow(["dist"], (path) => path.endsWith(".d.ts"))]);
  await step("examples", { hash, outputs: ["build/examples"] }, () => tsc("examples"));
}

// npm leaves its own copy of the lockfile behind, without the optional packages that do not fit this machine.
function isInstalled() {
  const left = inRoot("node_modules/.package-lock.json");
  if (!existsSync(left)) return false;
  const wanted = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(left, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { optional, version, integrity }]) =>
      path === "" ||
      (present[path] ? present[path].version === version && present[path].integrity === integrity : optional),
  );
}

function isLocated() {
  try {
    createRequire(import.meta.url)(inRoot("dist/libtorch/locate.js")).locateLibTorch();
    return true;
  } catch {
    return false;
  }
}

async function tsc(project) {
  await run(process.execPath, [join(dependency("typescript"), "bin/tsc"), "-p", inRoot(project)]);
}

// tsc never removes what it made from a file that is gone; dist/ is what gets published.
function removeOrphans() {
  if (!existsSync(inRoot("dist"))) {
    // Without its outputs, tsc's memory of having made them is wrong.
    rmSync(inRoot("build/lib.tsbuildinfo"), { force: true });
  }
  const source = (path) =>
    path.replace(inRoot("dist"), inRoot("lib")).replace(/(\.d\.ts|\.js|\.js\.map|\.d\.mts|\.mjs)$/, ".ts");
  for (const path of filesBelow(["dist"])) {
    if (!existsSync(source(path))) rmSync(path);
  }
}

await program(import.meta.url, HELP, bootstrap);
