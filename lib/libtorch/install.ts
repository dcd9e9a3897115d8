import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rename, rm, stat, statfs, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type LockOptions, lock } from "proper-lockfile";
import { environment } from "../environment";
import { SetupError, UnsupportedPlatformError } from "../errors";
import { checksumProblem, sha256 } from "./checksum";
import { cachedDirectory, inspect, type LibTorch, locateLibTorch, MARKER } from "./locate";
import { MANIFEST, type Manifest, type Variant } from "./manifest";
import { megabytes, type Progress } from "./progress";
import { fetchRelease, reasonOf } from "./sources";
import { unzip } from "./unzip";

export interface SetupOptions {
  /** `cpu` unless said otherwise. */
  readonly variant?: Variant;
  /** A wheel, a LibTorch zip or an unpacked directory to take instead of downloading. */
  readonly from?: string;
  /** Installs anew over what is there. */
  readonly force?: boolean;
  /** What is going on, a line at a time. */
  readonly log?: (line: string) => void;
  readonly onProgress?: (progress: Progress) => void;
  /** Other files than the ones this package was tested with. */
  readonly manifest?: Manifest;
}

/**
 * Makes LibTorch available in the user's cache and says where it is; does nothing when it is there already,
 * or when `LIBTORCH` or `LIBTORCH_USE_PYTORCH` names another.
 *
 * @throws SetupError with every source that was tried, `UnsupportedPlatformError` where LibTorch cannot run.
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
  await mkdir(dirname(target), { recursive: true });
  return withLock(target, log, async () => {
    // Another set-up may have finished while this one waited.
    const meanwhile = present();
    if (meanwhile) return meanwhile;
    await removeLeftovers(target);
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

  const unpacked = inspect(contents, "cache");
  const version = typeof unpacked === "string" ? unpacked : unpacked.version;
  if (version !== release.version) {
    throw new SetupError(
      "SETUP_FAILED",
      `${origin.source} does not hold LibTorch ${release.version}: ${version}\n` +
        "To use another LibTorch, set LIBTORCH to its directory.",
    );
  }
  const marker = { version, variant: job.variant, ...origin, date: new Date().toISOString() };
  await writeFile(join(contents, MARKER), `${JSON.stringify(marker, null, 2)}\n`);
  await rm(job.target, { recursive: true, force: true });
  await rename(contents, job.target);
}

async function fetched(job: Job, contents: string): Promise<Origin> {
  const { variant, manifest, log, onProgress } = job;
  const release = manifest.variants[variant];
  await checkSpace(job.temporary, release.size);
  const path = join(job.temporary, release.file);
  const partial = join(dirname(job.target), release.file);
  const source = await fetchRelease({ manifest, variant, path, partial, log, onProgress });
  // What a URL left half-done is of no use once another source has brought the file.
  await rm(`${partial}.part`, { force: true });
  await unpack(path, contents, job);
  return { source, sha256: release.sha256 };
}

async function takenFrom(job: Job, from: string, contents: string): Promise<Origin> {
  const source = resolve(from);
  if (!existsSync(source)) throw new SetupError("SETUP_FAILED", `${source} does not exist`);
  job.log(`Taking LibTorch from ${source}`);
  if ((await stat(source)).isDirectory()) {
    await copyDirectory(source, contents);
    return { source, sha256: null };
  }
  const release = job.manifest.variants[job.variant];
  // A file of another name, such as an official LibTorch zip, is judged by the version in it.
  const problem = basename(source) === release.file ? await checksumProblem(source, release) : undefined;
  if (problem !== undefined) throw new SetupError("CHECKSUM_MISMATCH", `${source}: ${problem}`);
  await unpack(source, contents, job);
  return { source, sha256: await sha256(source) };
}

async function copyDirectory(source: string, contents: string) {
  for (const name of ["lib", "include", "share/cmake", "version.py", "build-version"]) {
    const path = join(source, name);
    if (existsSync(path)) await cp(path, join(contents, name), { recursive: true, dereference: true });
  }
}

async function unpack(archive: string, contents: string, { manifest, log, onProgress }: Job) {
  // A wheel has its files below torch/, LibTorch's own zip below libtorch/.
  const place = (name: string) => {
    const inTorch = name.replace(/^libtorch\//, "torch/");
    const wanted = manifest.unpack.some((prefix) => inTorch.startsWith(prefix));
    return wanted ? inTorch.slice("torch/".length) : undefined;
  };
  log("Unpacking");
  try {
    await unzip(archive, contents, place, (done, total) => onProgress?.({ stage: "unpack", done, total }));
  } catch (error) {
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
    if (name.startsWith(prefix)) await rm(join(dirname(target), name), { recursive: true, force: true });
  }
}

// The file itself and what is unpacked from it, which is below three times its size.
async function checkSpace(directory: string, size: number) {
  const { bavail, bsize } = await statfs(directory);
  const [free, needed] = [bavail * bsize, 4 * size];
  if (free < needed) {
    throw new SetupError(
      "SETUP_FAILED",
      `${directory} has ${megabytes(free)} free and ${megabytes(needed)} are needed; DINO_CACHE_DIR names another place`,
    );
  }
}

const GLIBC = [2, 28] as const;

function checkPlatform() {
  const place = `${process.platform}-${process.arch}`;
  if (place !== "linux-x64") {
    throw new UnsupportedPlatformError(
      "UNSUPPORTED_PLATFORM",
      `dino-wrapper runs on linux-x64, this is ${place}`,
    );
  }
  const version = glibcVersion();
  const [major = 0, minor = 0] = version?.split(".").map(Number) ?? [];
  if (major < GLIBC[0] || (major === GLIBC[0] && minor < GLIBC[1])) {
    throw new UnsupportedPlatformError(
      "UNSUPPORTED_PLATFORM",
      `LibTorch needs glibc ${GLIBC.join(".")} or newer, this system has ${version ?? "another C library"}; a Debian-based image will do`,
    );
  }
}

function glibcVersion(): string | undefined {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime;
}
