// Stand-ins for NVIDIA's libraries of gigabytes, so that a CUDA LibTorch loads where there is no GPU to use them.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// libcaffe2_nvrtc.so alone wants the driver, and is opened when a GPU compiles something.
const LIBRARIES = /^lib(torch|c10).*\.so$/;
const FOREIGN = /^(cu|nccl|nv)/;

/**
 * Writes to `output` a library for each one that LibTorch in `torch` names and that is neither there nor in the
 * toolkit. A stub that is called says its name and ends the process.
 */
export function makeStubs(torch, toolkit, output) {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const own = readdirSync(torch)
    .filter((name) => LIBRARIES.test(name))
    .map((name) => join(torch, name));
  const there = (name) => existsSync(join(torch, name)) || existsSync(join(toolkit.lib, name));
  const needed = [...new Set(own.flatMap(neededBy))].filter((name) => /^lib(cu|nccl|nv)/.test(name));
  const missing = needed.filter((name) => !there(name) && !name.startsWith("libcuda.so"));
  const real = needed
    .filter((name) => existsSync(join(toolkit.lib, name)))
    .map((name) => join(toolkit.lib, name));
  const defined = new Set([...own, ...real].flatMap((path) => symbols(path, "--defined-only")));
  const wanted = new Set(own.flatMap((path) => symbols(path, "--undefined-only")));
  const names = [...wanted].filter((name) => FOREIGN.test(name) && !defined.has(name)).sort();

  const source = join(output, "stubs.c");
  writeFileSync(
    source,
    `#include <stdio.h>\n#include <stdlib.h>\n#define STUB(name) void name(void) { fputs("stub " #name "\\n", stderr); abort(); }\n${names.map((name) => `STUB(${name})\n`).join("")}`,
  );
  link([source, "-w"], output, "libdino_stubs.so");
  writeFileSync(source, "");
  for (const name of missing) {
    link([source, "-Wl,--no-as-needed", `-L${output}`, "-ldino_stubs"], output, name);
  }
  rmSync(source);
  return { libraries: missing, symbols: names.length };
}

function link(args, output, name) {
  const flags = ["-shared", "-fPIC", `-Wl,-soname,${name}`, "-Wl,-rpath,$ORIGIN"];
  execFileSync(process.env.CC ?? "gcc", [...flags, ...args, "-o", join(output, name)], { stdio: "inherit" });
}

function neededBy(library) {
  const { stdout } = spawnSync("readelf", ["-d", library], { encoding: "utf8" });
  return [...stdout.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map((match) => match[1]);
}

// Without their versions. Weak symbols may stay undefined.
function symbols(library, which) {
  const output = execFileSync("nm", ["-D", which, library], { encoding: "utf8", maxBuffer: 2 ** 30 });
  return [...output.matchAll(/ [A-Zi] ([^\s@]+)/g)].map((match) => match[1]);
}
