import { rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { SetupError } from "../errors";
import { checksumProblem } from "./checksum";
import { diskProblem } from "./disk";
import { download, removePart } from "./download";
import type { Manifest, Variant, Wheel } from "./manifest";
import { pipDownload } from "./pip";
import { megabytes, type Progress } from "./progress";

export interface FetchJob {
  readonly manifest: Manifest;
  readonly variant: Variant;
  readonly wheel: Wheel;
  /** The wheel's contents, in an error. */
  readonly title: string;
  /** How to do without fetching it, in an error. */
  readonly otherwise: readonly string[];
  /** Where the file goes; its folder is a temporary one. */
  readonly path: string;
  /** Where an interrupted download waits to be taken up by the next set-up. */
  readonly partial: string;
  readonly log: (line: string) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly idleTimeout: number | undefined;
}

interface Source {
  readonly name: string;
  /** Resolves to whether the file began with bytes that an earlier set-up left. */
  fetch(): Promise<boolean>;
}

/** The commands and addresses that bring a file, in the order in which they are tried. */
export function sourceNames({ urls, requirement }: Wheel, { pip }: Manifest): readonly string[] {
  return [...urls, ["python3 -m pip download", ...pip, requirement].join(" ")];
}

/**
 * Tries the wheel's URLs, then pip, until one brings a file with the right checksum; resolves to its name.
 *
 * @throws SetupError that lists every attempt.
 */
export async function fetchWheel(job: FetchJob): Promise<string> {
  const { wheel } = job;
  const attempts: string[] = [];
  let damaged = false;
  for (const source of sourcesOf(job)) {
    const { name } = source;
    job.log(`Getting ${wheel.file} (${megabytes(wheel.size)}): ${name}`);
    try {
      const problem = await bring(source, job);
      if (problem === undefined) return name;
      damaged = true;
      attempts.push(`${name}: ${problem}`);
    } catch (error) {
      const full = diskProblem(error, dirname(job.partial));
      if (full) throw full;
      attempts.push(`${name}: ${reasonOf(error)}`);
    }
    job.log(`No: ${attempts.at(-1)?.split("\n", 1)[0]}`);
    await rm(job.path, { force: true });
  }
  throw new SetupError(
    damaged ? "CHECKSUM_MISMATCH" : "DOWNLOAD_FAILED",
    [
      `${job.title} (${wheel.file}, ${megabytes(wheel.size)}) could not be fetched. Tried:`,
      ...attempts.map((attempt) => `  - ${attempt.replaceAll("\n", "\n    ")}`),
      ...offerOtherBuild(attempts, job),
      "A proxy is named by HTTPS_PROXY, a certificate of your own by NODE_EXTRA_CA_CERTS.",
      ...job.otherwise,
    ].join("\n"),
    { attempts },
  );
}

/** An error's message with those behind it: undici says "fetch failed" and keeps the reason in the cause. */
export function reasonOf(error: unknown): string {
  // Not `instanceof`: undici's are DOMExceptions in part, and inside of jest Node's own are of another realm.
  if (typeof error !== "object" || error === null || !("message" in error)) return String(error);
  const { message: text, name, cause, errors } = error as Error & { errors?: readonly unknown[] };
  const nested = errors?.[0] ?? cause;
  const message = text.trim() || name;
  return nested === undefined ? message : `${message}: ${reasonOf(nested)}`;
}

/** Why the file that `source` brought is not the released one. */
async function bring(source: Source, job: FetchJob): Promise<string | undefined> {
  const resumed = await source.fetch();
  const problem = await checksumProblem(job.path, job.wheel);
  if (problem === undefined || !resumed) return problem;
  // The bytes of another day, or of another server, may be the wrong ones.
  job.log(`What an earlier set-up left is damaged (${problem}); once more from the beginning`);
  await rm(job.path, { force: true });
  await source.fetch();
  return checksumProblem(job.path, job.wheel);
}

function sourcesOf(job: FetchJob): Source[] {
  const { wheel } = job;
  const report = (done: number) =>
    job.onProgress?.({ stage: "download", done: Math.min(done, wheel.size), total: wheel.size });
  const urls = wheel.urls.map((url) => ({
    name: url,
    fetch: async () => {
      const { idleTimeout } = job;
      const resumed = await download(url, job.partial, {
        size: wheel.size,
        onProgress: report,
        idleTimeout,
      });
      await rename(job.partial, job.path);
      return resumed;
    },
  }));
  const pip = {
    name: `python3 -m pip download ${wheel.requirement}`,
    fetch: async () => {
      await pipDownload(wheel.requirement, job.manifest.pip, dirname(job.path), report);
      // What a URL left half-done is of no use once pip has brought the file.
      await removePart(job.partial);
      return false;
    },
  };
  return [...urls, pip];
}

// PyPI and plain mirrors of it hold no +cpu build, only the CUDA one; pip then lists what there is.
function offerOtherBuild(attempts: readonly string[], { manifest, variant }: FetchJob): string[] {
  const versions = /from versions:([^)]*)/.exec(attempts.at(-1) ?? "")?.[1]?.split(",") ?? [];
  if (variant !== "cpu" || !versions.some((version) => version.trim() === manifest.version)) return [];
  const { requirement, size } = manifest.variants.cu130;
  return [
    `Your package index does have ${requirement}, the CUDA 13 build (${megabytes(size)}, with NVIDIA's libraries more):`,
    "  npx dino-wrapper setup --variant cu130",
  ];
}
