/** The programs of the README run as they stand, on small data of the names that they use. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import sharp from "sharp";
import { ROOT } from "../support/children";

// Inside of the package, where "dino-wrapper" is the package itself.
const folder = join(ROOT, "build", "readme");
const programs = [...readFileSync(join(ROOT, "README.md"), "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(
  ([, source]) => source!,
);

/** The first images or labels of an embedded file. */
function firstOf(name: string, count: number, sizes: readonly number[]): Buffer {
  const bytes = gunzipSync(readFileSync(join(ROOT, "examples", "data", name)));
  const header = 8 + 4 * sizes.length;
  const part = Buffer.from(bytes.subarray(0, header + count * sizes.reduce((a, b) => a * b, 1)));
  part.writeUInt32BE(count, 4);
  return gzipSync(part);
}

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "photos"), { recursive: true });
  writeFileSync(join(folder, "images.idx.gz"), firstOf("fashion-mnist-images.idx.gz", 16, [28, 28]));
  writeFileSync(join(folder, "labels.idx.gz"), firstOf("fashion-mnist-labels.idx.gz", 16, []));
  for (let i = 0; i < 8; ++i) {
    const noise = { type: "gaussian", mean: 100 + 5 * i, sigma: 40 } as const;
    const image = sharp({ create: { width: 150, height: 140, channels: 3, background: "black", noise } });
    await image.jpeg().toFile(join(folder, "photos", `${i}.jpg`));
  }
  programs.forEach((source, i) => {
    writeFileSync(join(folder, `program${i}.mts`), source);
  });
  const compilerOptions = {
    rootDir: ".",
    outDir: "out",
    incremental: false,
    tsBuildInfoFile: null,
    declaration: false,
    // A line of a document may show a value without using it.
    noUnusedLocals: false,
  };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: "../../tsconfig.json", compilerOptions, include: ["*.mts"] }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("they compile under strict", () => {
  expect(programs.length).toBeGreaterThanOrEqual(3);
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});

test.each(programs.map((source, i) => [i, source.split("\n")[0]!]))("program %i runs: %s", (i) => {
  const { status, stderr } = spawnSync(process.execPath, [join(folder, "out", `program${i}.mjs`)], {
    cwd: folder,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
