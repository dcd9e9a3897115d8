/**
 * Kernels for one instruction set stay among themselves: a function of a header that was compiled for AVX-512 on the
 * way could be the one that everybody calls, and end the process on a processor without it.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../support/children";

const LIBRARIES = ["libdino_ops.so", "dino.node", "dino_loader.node"];

/** The functions of a library, demangled, that use registers of AVX or of AVX-512. */
function wideFunctions(library: string): { avx: Set<string>; avx512: Set<string> } {
  const path = join(ROOT, "build", "Release", library);
  const { status, stdout, stderr } = spawnSync("objdump", ["-d", "-C", "--no-show-raw-insn", path], {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const found = { avx: new Set<string>(), avx512: new Set<string>() };
  let name = "";
  for (const line of stdout.split("\n")) {
    name = /^[0-9a-f]+ <(.*)>:$/.exec(line)?.[1] ?? name;
    // Mask registers and numbers from 16 up exist in AVX-512 alone, whatever the width.
    if (/%zmm|%k[0-7]\b|%[xy]mm(?:1[6-9]|2\d|3[01])\b/.test(line)) found.avx512.add(name);
    else if (/%ymm/.test(line)) found.avx.add(name);
  }
  return found;
}

test.each(LIBRARIES)("%s: wide registers only in kernels for them", (library) => {
  const { avx, avx512 } = wideFunctions(library);
  expect([...avx512].filter((name) => !name.includes("::AVX512::"))).toEqual([]);
  expect([...avx].filter((name) => !/::AVX(?:2|512)::/.test(name))).toEqual([]);
  // Else nothing was looked at.
  if (library === "libdino_ops.so") expect(avx512.size * avx.size).toBeGreaterThan(0);
});
