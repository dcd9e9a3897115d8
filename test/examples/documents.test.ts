/** The programs in the documents: each compiles under `strict`, and prints what stands below it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/children";

const DOCUMENTS = ["docs/memory.md", "docs/configuration.md"];
const PROGRAM = /^```ts\n([\s\S]*?)^```\n\n```text\n([\s\S]*?)^```$/gm;

describe.each(DOCUMENTS)("%s", (document) => {
  const text = readFileSync(join(ROOT, document), "utf8");
  const programs = [...text.matchAll(PROGRAM)].map(([, source, output]) => ({ source, output }));
  // Inside of the package, where "dino-wrapper" is the package itself.
  const folder = join(ROOT, "build", "documents");

  beforeAll(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    programs.forEach(({ source }, i) => {
      writeFileSync(join(folder, `program${i}.mts`), source!);
    });
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        extends: "../../tsconfig.json",
        compilerOptions: {
          rootDir: ".",
          outDir: "out",
          incremental: false,
          tsBuildInfoFile: null,
          declaration: false,
        },
        include: ["*.mts"],
      }),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("every program says what it prints", () => {
    expect(programs.length).toBeGreaterThan(0);
    expect(text.match(/^```ts$/gm)).toHaveLength(programs.length);
  });

  test("they compile", () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", folder],
      { encoding: "utf8" },
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });

  test.each(programs.map(({ output }, i) => [i, output]))(
    "program %i prints what stands below it",
    (i, output) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(folder, "out", `program${i}.mjs`)],
        {
          encoding: "utf8",
        },
      );
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: output, stderr: "" });
    },
  );
});
