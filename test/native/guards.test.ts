/** What stands between the package and a LibTorch or a build that does not fit: an error, never a crash. */
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { locateLibTorch } from "../../lib/libtorch/locate";
import { MANIFEST } from "../../lib/libtorch/manifest";
import { ROOT } from "../support/children";
import { compileOtherTorch, OTHER_VERSION } from "./other-torch";

const BUILD = join("build", "Release");

let folder: string;
let otherTorch: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dino-guards-"));
  otherTorch = compileOtherTorch(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Failure {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Runs a program with `dino` bound to the package in `root`, and gives what it printed, which is JSON. */
function run(source: string, env: Readonly<Record<string, string | undefined>>, root = ROOT): unknown {
  const program = `const dino = require(${JSON.stringify(join(root, "dist", "index.js"))});\n${source}`;
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ["-e", program], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: "" });
  return JSON.parse(stdout);
}

/** The error of the first native call; the second call, a promise, has to fail in the same way. */
function firstCall(env: Readonly<Record<string, string | undefined>>, root = ROOT): Failure {
  const [first, second] = run(
    `const plain = ({ name, code, message, details }) => ({ name, code, message, details });
     const failures = [];
     try { dino.zeros([1]); } catch (error) { failures.push(plain(error)); }
     dino.jit.load("none.pt").catch((error) => {
       failures.push(plain(error));
       console.log(JSON.stringify(failures));
     });`,
    env,
    root,
  ) as [Failure, Failure];
  expect(second).toEqual(first);
  return first;
}

test("a LibTorch of another version is refused before anything of ours is loaded", () => {
  const directory = join(folder, "libtorch");
  const real = locateLibTorch();
  mkdirSync(join(directory, "lib"), { recursive: true });
  symlinkSync(real.includeDirectory, join(directory, "include"));
  symlinkSync(join(real.libDirectory, "libtorch_cpu.so"), join(directory, "lib", "libtorch_cpu.so"));
  symlinkSync(otherTorch, join(directory, "lib", "libtorch.so"));

  const { name, code, message, details } = firstCall({ LIBTORCH: directory });
  expect([name, code]).toEqual(["TorchVersionMismatchError", "TORCH_VERSION_MISMATCH"]);
  expect(message).toBe(
    `LibTorch at ${directory} is ${OTHER_VERSION}, but this build of dino-wrapper was made with ${MANIFEST.version}.\n` +
      "Run: npx dino-wrapper setup (for the LibTorch that belongs to it), or npx dino-wrapper build (to build for yours)",
  );
  expect(details).toEqual({ found: OTHER_VERSION, expected: MANIFEST.version, directory });
});

test("operators that see another LibTorch than the loader did register nothing and say so", () => {
  const { name, code, message } = firstCall({ LD_PRELOAD: otherTorch });
  expect([name, code]).toEqual(["NativeNotFoundError", "NATIVE_NOT_FOUND"]);
  expect(message).toContain(
    `libdino_ops was built with LibTorch ${MANIFEST.version} and is loaded beside ${OTHER_VERSION}`,
  );
});

test("a second copy of the operators says so, and the process goes on working", () => {
  const copy = join(folder, "libdino_ops.so");
  copyFileSync(join(ROOT, BUILD, "libdino_ops.so"), copy);
  const outcome = run(
    `const average = dino.ones([2]);
     const loader = require(${JSON.stringify(join(ROOT, BUILD, "dino_loader.node"))});
     const opened = loader.openOperators(${JSON.stringify(copy)}, "dino_ops_error");
     dino.ops.dino.ema_update_([average], [dino.zeros([2])], 0.25);
     const weight = dino.ones([2], { requiresGrad: true });
     weight.mul(3).sum().backward().then(() =>
       console.log(JSON.stringify({ opened, average: [...average.toTypedArray()], grad: [...weight.grad.toTypedArray()] })));`,
    {},
  );
  expect(outcome).toEqual({
    opened: { refused: "the operator library dino is loaded already, from another file" },
    average: [0.25, 0.25],
    grad: [3, 3],
  });
});

describe("a build that is not whole", () => {
  /** A copy of the package whose build lacks `file`, or has `content` in its place. */
  function packageWithout(file: string, content?: string): string {
    const root = mkdtempSync(join(folder, "package-"));
    cpSync(join(ROOT, "dist"), join(root, "dist"), { recursive: true });
    copyFileSync(join(ROOT, "package.json"), join(root, "package.json"));
    symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
    mkdirSync(join(root, BUILD), { recursive: true });
    for (const name of readdirSync(join(ROOT, BUILD)))
      if (name !== file) symlinkSync(join(ROOT, BUILD, name), join(root, BUILD, name));
    if (content !== undefined) writeFileSync(join(root, BUILD, file), content);
    return root;
  }

  test.each([
    ["dino.node", undefined, "is not built"],
    ["dino.node", "no library", "does not load"],
    ["dino_loader.node", undefined, "is not built"],
    ["dino_loader.node", "no library", "does not load"],
  ])("%s, with %j in its place", (file, content, what) => {
    const root = packageWithout(file, content);
    const { name, code, message } = firstCall({}, root);
    expect([name, code]).toEqual(["NativeNotFoundError", "NATIVE_NOT_FOUND"]);
    expect(message).toContain(`${file} ${what}: `);
    expect(message).toContain("Run: npx dino-wrapper build");
  });

  test.each([
    [undefined, "No such file"],
    ["no library", "file too short"],
  ])("libdino_ops.so, with %j in its place", (content, reason) => {
    const { name, code, message } = firstCall({}, packageWithout("libdino_ops.so", content));
    expect([name, code]).toEqual(["NativeNotFoundError", "NATIVE_NOT_FOUND"]);
    expect(message).toMatch(new RegExp(`^libdino_ops.so does not load: .*${reason}`));
  });
});

test("no LibTorch anywhere: what was tried, the command, and importing alone is fine", () => {
  const cache = mkdtempSync(join(folder, "cache-"));
  const env = { LIBTORCH: undefined, LIBTORCH_USE_PYTORCH: undefined, DINO_CACHE_DIR: cache };
  expect(run("console.log(JSON.stringify(typeof dino.zeros));", env)).toBe("function");

  const { name, code, message, details } = firstCall(env);
  expect([name, code]).toEqual(["TorchNotFoundError", "TORCH_NOT_FOUND"]);
  expect(message).toMatch(/Run: npx dino-wrapper setup$/);
  const attempts = ["LIBTORCH: not set", "LIBTORCH_USE_PYTORCH: not set"].concat(
    Object.keys(MANIFEST.variants)
      .reverse()
      .map((variant) => `${join(cache, "libtorch", `${MANIFEST.version}-${variant}`)}: not set up`),
  );
  expect(details.attempts).toEqual(attempts);
  for (const attempt of attempts) expect(message).toContain(attempt);
});
