import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "../support/children";

/** A project of its own that has the packed package installed. */
let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "dino-consumer-"));
  const modules = join(project, "node_modules");
  mkdirSync(join(modules, "dino-wrapper"), { recursive: true });
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", project], { cwd: ROOT });
  const [tarball] = readdirSync(project).filter((name) => name.endsWith(".tgz"));
  execFileSync("tar", ["xf", tarball!, "-C", join(modules, "dino-wrapper"), "--strip-components=1"], {
    cwd: project,
  });
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  writeFileSync(join(project, "package.json"), '{ "name": "consumer", "private": true }');
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

function node(args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(process.execPath, args, {
    cwd: project,
    encoding: "utf8",
    stdio: "pipe",
    env: { ...process.env, ...env },
  });
}

test("import and require give the same instance, with the same names", () => {
  writeFileSync(
    join(project, "same.mjs"),
    `import { createRequire } from "node:module";
     import * as imported from "dino-wrapper";
     const required = createRequire(import.meta.url)("dino-wrapper");
     const names = Object.keys(required);
     console.log(names.length > 0, names.every((name) => imported[name] === required[name]), Object.keys(imported).length === names.length);`,
  );
  expect(node(["same.mjs"]).trim()).toBe("true true true");
});

test("a project with jest's default settings can require it, without LibTorch", () => {
  writeFileSync(
    join(project, "consumer.test.js"),
    `const dino = require("dino-wrapper");
     test("loads", () => expect(Object.keys(dino)).not.toHaveLength(0));`,
  );
  const jest = join(ROOT, "node_modules/jest/bin/jest.js");
  expect(() => node([jest, "--ci"], { DINO_CACHE_DIR: join(project, "cache"), LIBTORCH: "" })).not.toThrow();
});

test("TypeScript finds the types of both faces", () => {
  writeFileSync(
    join(project, "tsconfig.json"),
    '{ "compilerOptions": { "module": "nodenext", "target": "es2022", "strict": true, "noEmit": true, "types": [], "skipLibCheck": true, "lib": ["es2023", "esnext.disposable", "dom"] } }',
  );
  const source =
    'import { DinoError } from "dino-wrapper";\nexport const code: string = new DinoError("INTERNAL", "").code;\n';
  writeFileSync(join(project, "esm.mts"), source);
  writeFileSync(join(project, "cjs.cts"), source);
  expect(() => node([join(ROOT, "node_modules/typescript/bin/tsc"), "-p", project])).not.toThrow();
});

test("the command prints its help and a short error", () => {
  const cli = join(project, "node_modules/dino-wrapper/dist/cli/main.js");
  expect(node([cli, "--help"])).toContain("setup [options]");
  const setup = () => node([cli, "setup"], { LIBTORCH: "/nonexistent" });
  expect(setup).toThrow(expect.objectContaining({ status: 1 }));
  expect(setup).toThrow(/LIBTORCH=\/nonexistent: no such directory\nRun: npx dino-wrapper setup\s*$/);
});

test("the package holds what a build from source needs, and nothing else", () => {
  const files = readdirSync(join(project, "node_modules/dino-wrapper"), { recursive: true }) as string[];
  expect(files).toEqual(
    expect.arrayContaining([
      "dist/index.mjs",
      "dist/libtorch/manifest.json",
      "CMakeLists.txt",
      "binding.gyp",
      "scripts/build-native.mjs",
      "scripts/support.mjs",
    ]),
  );
  const parts = /^(dist|native)(\/|$)|^scripts(\/(build-native|support)\.mjs)?$|^[^/]+$/;
  expect(
    files.filter((file) => !parts.test(file) || /\.test\.|node_modules|build\/Release/.test(file)),
  ).toEqual([]);
});

test("a source map holds its source, which is not in the package", () => {
  const map = join(project, "node_modules/dino-wrapper/dist/index.js.map");
  const { sourcesContent } = JSON.parse(readFileSync(map, "utf8")) as { sourcesContent?: string[] };
  expect(sourcesContent?.[0]).toContain('export * from "./errors"');
});

test("build compiles nothing in a project without LibTorch, and says why", () => {
  const cli = join(project, "node_modules/dino-wrapper/dist/cli/main.js");
  const build = () => node([cli, "build"], { DINO_CACHE_DIR: join(project, "cache"), LIBTORCH: "" });
  expect(build).toThrow(expect.objectContaining({ status: 1 }));
  expect(build).toThrow(/was not found. Tried:.*Run: npx dino-wrapper setup\n.*The addon was not compiled/s);
});
