/** The Python with PyTorch that some tests compare with: `DINO_PYTHON`, else the python3 on the PATH. */
import { execFile, execFileSync } from "node:child_process";
import { MANIFEST } from "../../lib/libtorch/manifest";

/**
 * A test that gets the path of a Python with torch and these `packages`; skipped, with the reason in its name, where
 * there is none.
 */
export function testWithPython(
  name: string,
  body: (python: string) => Promise<void>,
  packages: readonly string[] = [],
): void {
  const missing = "path" in found ? lacking(found.path, packages) : found.missing;
  if ("path" in found && missing === undefined) test(name, () => body(found.path));
  else test.skip(`${name} (skipped: ${missing})`, () => {});
}

/** Runs a Python program to its end and gives what it printed; rejects with its stderr when it fails. */
export function runPython(
  python: string,
  args: readonly string[],
  options: { input?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...options.env };
    const child = execFile(python, args, { env }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
    child.stdin?.end(options.input);
  });
}

type Found = { readonly path: string } | { readonly missing: string };

const VERSION = "import torch; print(torch.__version__)";

function find(): Found {
  const named = process.env.DINO_PYTHON || undefined;
  const path = named ?? "python3";
  const reason = unfit(path);
  if (reason === undefined) return { path };
  // Whoever names a Python wants these tests to run; skipping them would hide a mistake.
  if (named !== undefined) throw new Error(`DINO_PYTHON=${named}: ${reason}`);
  return { missing: `${reason}; DINO_PYTHON names another, node scripts/python-env.mjs makes one` };
}

function unfit(python: string): string | undefined {
  let version: string;
  try {
    version = execFileSync(python, ["-c", VERSION], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch (error) {
    const stderr = String((error as { stderr?: unknown }).stderr ?? "").trim();
    return `${python} does not import torch: ${stderr.split("\n").at(-1) || (error as Error).message}`;
  }
  return version.split("+")[0] === MANIFEST.version
    ? undefined
    : `${python} has torch ${version} instead of ${MANIFEST.version}`;
}

function lacking(python: string, packages: readonly string[]): string | undefined {
  if (packages.length === 0) return undefined;
  try {
    execFileSync(python, ["-c", packages.map((name) => `import ${name}`).join("\n")], { stdio: "pipe" });
    return undefined;
  } catch {
    return `${python} does not import ${packages.join(" and ")}`;
  }
}

const found = find();
// Not console.log, which jest drops where every test of a file is skipped.
if ("missing" in found) process.stderr.write(`Tests that need PyTorch are skipped: ${found.missing}\n`);
