// A Python with PyTorch for the tests that compare with it.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { inRoot, program, run, timed } from "./support.mjs";

const HELP = `
Usage: DINO_PYTHON="$(node scripts/python-env.mjs)" npm test

Makes a virtual environment with the PyTorch of lib/libtorch/manifest.json's version, unless there is one, and
prints the path of its Python; the tests in test/python and some others then compare with PyTorch.

It lies in the user's cache folder, or below DINO_CACHE_DIR. Needs python3 with venv and pip; pip takes torch
where your own settings say (PIP_INDEX_URL, PIP_FIND_LINKS, a proxy). On PyPI that is the build for CUDA, some GB.
`;

/** Makes the environment when it is not there, and gives the path of its Python. */
export async function pythonEnvironment() {
  const { version } = JSON.parse(readFileSync(inRoot("lib/libtorch/manifest.json"), "utf8"));
  // Pillow: the benchmark of crops renders DINO's with it too.
  const packages = [`torch==${version}`, "numpy", "pillow"];
  const directory = join(cacheDirectory(), `python-${version}`);
  const python = join(directory, "bin", "python");
  const marker = join(directory, "installed.json");
  // The link to a system's Python that was removed since does not exist.
  const complete = existsSync(marker) && existsSync(python);
  const installed = complete ? readFileSync(marker, "utf8") : undefined;
  await timed("python", installed === JSON.stringify({ packages }), async () => {
    if (!complete) await makeEnvironment(directory);
    try {
      await run(python, ["-m", "pip", "install", "--disable-pip-version-check", "--quiet", ...packages]);
      expectVersion(python, version);
    } catch (error) {
      throw new Error(
        `${packages.join(" and ")} could not be installed into ${directory}; pip's own words are above.\n${error.message}\n` +
          `Give pip an index that has them (PIP_INDEX_URL, PIP_FIND_LINKS), or set DINO_PYTHON to a Python with torch ${version}.`,
      );
    }
    writeFileSync(marker, JSON.stringify({ packages }));
  });
  return python;
}

async function makeEnvironment(directory) {
  rmSync(directory, { recursive: true, force: true });
  try {
    await run("python3", ["-m", "venv", directory]);
  } catch (error) {
    throw new Error(
      `No virtual environment could be made; it needs python3 with venv and pip.\n${error.message}`,
    );
  }
}

// As lib/environment.ts has it, which is not compiled yet on a fresh clone.
function cacheDirectory() {
  const { DINO_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  if (DINO_CACHE_DIR) return resolve(DINO_CACHE_DIR);
  return join(resolve(XDG_CACHE_HOME || join(homedir(), ".cache")), "dino-wrapper");
}

function expectVersion(python, version) {
  const found = execFileSync(python, ["-c", "import torch; print(torch.__version__)"], {
    encoding: "utf8",
  }).trim();
  if (found.split("+")[0] !== version) throw new Error(`torch is ${found} instead of ${version}`);
}

await program(import.meta.url, HELP, async () => console.log(await pythonEnvironment()));
