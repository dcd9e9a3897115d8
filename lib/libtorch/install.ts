import { existsSync, renameSync } from "node:fs";
import { cp, mkdir, open, readdir, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type LockOptions, lock } from "proper-lockfile";
import { environment } from "../environment";
import { SetupError } from "../errors";
import { checksumProblem, sha256 } from "./checksum";
import { bytesBelow, checkSpace, diskProblem } from "./disk";
import { cachedDirectory, inspect, type LibTorch, locateLibTorch, MARKER } from "./locate";
import { MANIFEST, type Manifest, type Release, type Variant, type Wheel } from "./manifest";
import { checkPlatform } from "./platform";
import type { Progress } from "./progress";
import { fetchWheel, reasonOf } from "./sources";
import { unzip } from "./unzip";

export interface SetupOptions {
  /** `cpu` unless said otherwise. */
  readonly variant?: Variant;
  /**
   * A wheel, a LibTorch zip or an unpacked directory to take instead of downloading. NVIDIA's libraries, which a wheel
   * does not hold, are taken from wheels in the same folder.
   */
  readonly from?: string;
  /**
   * NVIDIA's libraries, with which the CUDA build of LibTorch is linked; `false` where the machine has them and the
   * dynamic linker finds them. `true` unless said otherwise.
   */
  readonly libraries?: boolean;
  /** Installs anew over what is there, which is replaced only when the new one is complete. */
  readonly force?: boolean;
  /** What is going on, a line at a time. */
  readonly log?: (line: string) => void;
  readonly onProgress?: (progress: Progress) => void;
  /** Other files than the ones this package was tested with. */
  readonly manifest?: Manifest;
  /** Milliseconds without a byte after which a connection counts as broken; 30,000 unless said otherwise. */
  readonly idleTimeout?: number;
}

/**
 * Makes LibTorch available in the user's cache and says where it is; does nothing when it is there already,
 * or when `LIBTORCH` or `LIBTORCH_USE_PYTORCH` names another.
 *
 * Platform, disk space and the cache folder are checked before anything is fetched. Of set-ups at the same time one
 * works and the others wait for it; one that was stopped or killed leaves a partial download, which the next goes on with.
 *
 * @throws SetupError: `DOWNLOAD_FAILED` or `CHECKSUM_MISMATCH` with every source that was tried, `DISK_FULL`,
 * `CACHE_NOT_WRITABLE`, or `SETUP_FAILED` when what was given does not hold the LibTorch that is wanted
 * @throws UnsupportedPlatformError where LibTorch cannot run
 * @throws TorchNotFoundError when a place that the user named holds none
 */
export async function setupLibTorch(options: SetupOptions = {}): Promise<LibTorch> {
  const { variant = "cpu", manifest = MANIFEST, log = () => {} } = options;
  const target = cachedDirectory(manifest.version, variant);
  const present = () => (options.force ? undefined : installedAt(target));
  const named = environment.libTorch !== undefined || environment.usePyTorch;
  const found = named ? locateLibTorch() : present();
  if (found) {
    log(`LibTorch ${found.version} is at ${found.directory} (${found.source})`);
    return found;
  }
  checkPlatform();
  try {
    await mkdir(dirname(target), { recursive: true });
    return await withLock(target, log, async () => {
      await removeLeftovers(target);
      // Another set-up may have finished while this one waited.
      const meanwhile = present();
      if (meanwhile) return meanwhile;
      const temporary = `${target}.tmp-${process.pid}`;
      try {
        await install({ ...options, variant, manifest, log, temporary, target });
      } finally {
        await rm(temporary, { recursive: true, force: true });
      }
      const installed = installedAt(target);
      if (!installed) throw new SetupError("SETUP_FAILED", `${target} was removed while it was set up`);
      log(`LibTorch ${installed.version} is at ${installed.directory}`);
      return installed;
    });
  } catch (error) {
    throw diskProblem(error, dirname(target)) ?? error;
  }
}

interface Job extends SetupOptions {
  readonly variant: Variant;
  readonly manifest: Manifest;
  readonly log: (line: string) => void;
  readonly target: string;
  readonly temporary: string;
}

/** Where the contents of a cache folder came from. */
interface Origin {
  readonly source: string;
  readonly sha256: string | null;
}

async function install(job: Job): Promise<void> {
  const release = job.manifest.variants[job.variant];
  const contents = join(job.temporary, "contents");
  await mkdir(contents, { recursive: true });
  const origin =
    job.from === undefined ? await fetched(job, contents) : await takenFrom(job, job.from, contents);

  checkVersion(contents, origin.source, release);
  const marker = {
    version: release.version,
    variant: job.variant,
    ...origin,
    date: new Date().toISOString(),
  };
  await writeFile(join(contents, MARKER), `${JSON.stringify(marker, null, 2)}\n`);
  replace(job.target, contents, join(job.temporary, OLD));
}

function checkVersion(directory: string, source: string, { version }: Release) {
  const found = inspect(directory, "cache");
  if (typeof found !== "string" && found.version === version) return;
  throw new SetupError(
    "SETUP_FAILED",
    `${source} does not hold LibTorch ${version}: ${typeof found === "string" ? found : found.version}\n` +
      "To use another LibTorch, set LIBTORCH to its directory.",
  );
}

const OLD = "old";

// No signal is handled between calls that wait for nothing. Who is killed between them has left `old`, which the next
// set-up puts back.
function replace(target: string, contents: string, old: string) {
  const exists = existsSync(target);
  if (exists) renameSync(target, old);
  try {
    renameSync(contents, target);
  } catch (error) {
    if (exists) renameSync(old, target);
    throw error;
  }
}

async function fetched(job: Job, contents: string): Promise<Origin> {
  const release = job.manifest.variants[job.variant];
  const libraries = librariesOf(job);
  const partial = partialOf(release, job);
  const there = existsSync(`${partial}.part`) ? await bytesBelow(`${partial}.part`) : 0;
  // Wheels are removed one by one, LibTorch's is the largest.
  const unpacked = [release, ...libraries].reduce((bytes, wheel) => bytes + wheel.unpacked, 0);
  await checkSpace(job.temporary, release.size - there + unpacked);
  const source = await bring(job, release, `LibTorch ${release.version}`, [
    "Without a network, bring the file from elsewhere (--print-urls says from where):",
    `  npx dino-wrapper setup --from ${release.file}`,
  ]);
  await unpack(source.path, contents, job, placeOfTorch(job.manifest));
  await rm(source.path);
  for (const wheel of libraries) {
    const { path } = await bring(job, wheel, "A library of NVIDIA, with which LibTorch is linked,", [
      "Where the machine has NVIDIA's libraries and LD_LIBRARY_PATH names them:",
      `  npx dino-wrapper setup --variant ${job.variant} --no-libraries`,
    ]);
    await unpack(path, contents, job, placeOfLibrary);
    await rm(path);
  }
  return { source: source.name, sha256: release.sha256 };
}

async function bring(job: Job, wheel: Wheel, title: string, otherwise: readonly string[]) {
  const { manifest, variant, log, onProgress, idleTimeout } = job;
  const path = join(job.temporary, wheel.file);
  const partial = partialOf(wheel, job);
  const about = { manifest, variant, wheel, title, otherwise };
  return { path, name: await fetchWheel({ ...about, path, partial, log, onProgress, idleTimeout }) };
}

function partialOf(wheel: Wheel, job: Job): string {
  return join(dirname(job.target), wheel.file);
}

function librariesOf({ manifest, variant, libraries = true }: Job): readonly Wheel[] {
  return libraries ? (manifest.variants[variant].libraries ?? []) : [];
}

async function takenFrom(job: Job, from: string, contents: string): Promise<Origin> {
  const source = resolve(from);
  try {
    await (await open(source)).close();
  } catch (error) {
    throw new SetupError(
      "SETUP_FAILED",
      `${source} cannot be read: ${reasonOf(error)}`,
      {},
      { cause: error },
    );
  }
  job.log(`Taking LibTorch from ${source}`);
  const release = job.manifest.variants[job.variant];
  if ((await stat(source)).isDirectory()) {
    checkVersion(source, source, release);
    await copyDirectory(source, contents);
    return { source, sha256: null };
  }
  // A file of another name, such as an official LibTorch zip, is judged by the version in it.
  const problem = basename(source) === release.file ? await checksumProblem(source, release) : undefined;
  if (problem !== undefined) throw new SetupError("CHECKSUM_MISMATCH", `${source}: ${problem}`);
  await unpack(source, contents, job, placeOfTorch(job.manifest));
  // A zip of LibTorch's own holds NVIDIA's libraries.
  if (basename(source) === release.file) await takeLibraries(job, dirname(source), contents);
  return { source, sha256: await sha256(source) };
}

async function takeLibraries(job: Job, folder: string, contents: string) {
  const missing: string[] = [];
  for (const wheel of librariesOf(job)) {
    const path = join(folder, wheel.file);
    const problem = existsSync(path) ? await checksumProblem(path, wheel) : "it is not there";
    if (problem !== undefined) missing.push(`  - ${wheel.file}: ${problem}`);
    else await unpack(path, contents, job, placeOfLibrary);
  }
  if (missing.length === 0) return;
  throw new SetupError(
    "SETUP_FAILED",
    [
      `NVIDIA's libraries, with which LibTorch is linked, were looked for in ${folder}:`,
      ...missing,
      "Bring these files there too (--print-urls says from where); or, where the machine has the libraries and",
      "LD_LIBRARY_PATH names them, set up with --no-libraries.",
    ].join("\n"),
  );
}

async function copyDirectory(source: string, contents: string) {
  const names = ["lib", "include", "share/cmake", "version.py", "build-version"];
  const present = names.filter((name) => existsSync(join(source, name)));
  const sizes = await Promise.all(present.map((name) => bytesBelow(join(source, name))));
  await checkSpace(
    contents,
    sizes.reduce((total, size) => total + size, 0),
  );
  for (const name of present)
    await cp(join(source, name), join(contents, name), { recursive: true, dereference: true });
}

/** The path in the cache folder of a file in an archive; undefined for one that is not wanted. */
type Place = (name: string) => string | undefined;

// A wheel has its files below torch/, LibTorch's own zip below libtorch/.
function placeOfTorch({ unpack }: Manifest): Place {
  return (name) => {
    const inTorch = name.replace(/^libtorch\//, "torch/");
    const wanted = unpack.some((prefix) => inTorch.startsWith(prefix));
    return wanted ? inTorch.slice("torch/".length) : undefined;
  };
}

// Beside LibTorch's own, where both look for them.
const placeOfLibrary: Place = (name) => {
  const library = /^nvidia\/[^/]+\/lib\/([^/]+\.so[^/]*)$/.exec(name)?.[1];
  return library === undefined ? undefined : `lib/${library}`;
};

async function unpack(archive: string, contents: string, { log, onProgress }: Job, place: Place) {
  log("Unpacking");
  try {
    await unzip(archive, contents, {
      place,
      prepare: (total) => checkSpace(contents, total),
      onProgress: (done, total) => onProgress?.({ stage: "unpack", done, total }),
    });
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const full = diskProblem(error, contents);
    if (full) throw full;
    throw new SetupError(
      "SETUP_FAILED",
      `${archive} does not unpack: ${reasonOf(error)}`,
      {},
      { cause: error },
    );
  }
}

function installedAt(target: string): LibTorch | undefined {
  const found = existsSync(join(target, MARKER)) ? inspect(target, "cache") : undefined;
  return typeof found === "string" ? undefined : found;
}

async function withLock<T>(target: string, log: (line: string) => void, work: () => Promise<T>): Promise<T> {
  let lost: Error | undefined;
  const options: LockOptions = {
    realpath: false,
    stale: 15_000,
    onCompromised: (error) => {
      lost = error;
    },
  };
  const release = await lock(target, options).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ELOCKED") throw error;
    log(`Waiting for another set-up; if there is none, remove ${target}.lock`);
    return lock(target, { ...options, retries: { forever: true, factor: 1, minTimeout: 500 } });
  });
  try {
    return await work();
  } finally {
    // A lock that was lost, after a long sleep of the machine, is no longer ours to release.
    if (!lost) await release();
  }
}

// Only a set-up that was killed leaves its folder behind, and whoever holds the lock is the only one at work.
async function removeLeftovers(target: string) {
  const prefix = `${basename(target)}.tmp-`;
  for (const name of await readdir(dirname(target))) {
    if (!name.startsWith(prefix)) continue;
    const leftover = join(dirname(target), name);
    if (!existsSync(target) && existsSync(join(leftover, OLD))) renameSync(join(leftover, OLD), target);
    await rm(leftover, { recursive: true, force: true });
  }
}
