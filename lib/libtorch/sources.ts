import { rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { SetupError } from "../errors";
import { checksumProblem } from "./checksum";
import { diskProblem } from "./disk";
import { download, removePart } from "./download";
import type { Manifest, Release, Variant } from "./manifest";
import { pipDownload } from "./pip";
import { megabytes, type Progress } from "./progress";

export interface FetchJob {
  readonly manifest: Manifest;
  readonly variant: Variant;
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

/** The commands and addresses that bring a variant's file, in the order in which they are tried. */
export function sourceNames({ urls, requirement }: Release, { pip }: Manifest): readonly string[] {
  return [...urls, ["python3 -m pip download", ...pip, requirement].join(" ")];
}

/**
 * Tries the variant's URLs, then pip, until one brings a file with the right checksum; resolves to its name.
 *
 * @throws SetupError that lists every attempt.
 */
export async function fetchRelease(job: FetchJob): Promise<string> {
  const release = job.manifest.variants[job.variant];
  const attempts: string[] = [];
  let damaged = false;
  for (const source of sourcesOf(release, job)) {
    const { name } = source;
    job.log(`Getting ${release.file} (${megabytes(release.size)}): ${name}`);
    try {
      const problem = await bring(source, job, release);
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
      `LibTorch ${release.version} (${release.file}, ${megabytes(release.size)}) could not be fetched. Tried:`,
      ...attempts.map((attempt) => `  - ${attempt.replaceAll("\n", "\n    ")}`),
      ...offerOtherBuild(attempts, job),
      "A proxy is named by HTTPS_PROXY, a certificate of your own by NODE_EXTRA_CA_CERTS.",
      "Without a network, bring the file from elsewhere (--print-urls says from where):",
      `  npx dino-wrapper setup --from ${release.file}`,
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
async function bring(source: Source, job: FetchJob, release: Release): Promise<string | undefined> {
  const resumed = await source.fetch();
  const problem = await checksumProblem(job.path, release);
  if (problem === undefined || !resumed) return problem;
  // The bytes of another day, or of another server, may be the wrong ones.
  job.log(`What an earlier set-up left is damaged (${problem}); once more from the beginning`);
  await rm(job.path, { force: true });
  await source.fetch();
  return checksumProblem(job.path, release);
}

function sourcesOf(release: Release, job: FetchJob): Source[] {
  const report = (done: number) =>
    job.onProgress?.({ stage: "download", done: Math.min(done, release.size), total: release.size });
  const urls = release.urls.map((url) => ({
    name: url,
    fetch: async () => {
      const { idleTimeout } = job;
      const resumed = await download(url, job.partial, {
        size: release.size,
        onProgress: report,
        idleTimeout,
      });
      await rename(job.partial, job.path);
      return resumed;
    },
  }));
  const pip = {
    name: `python3 -m pip download ${release.requirement}`,
    fetch: async () => {
      await pipDownload(release.requirement, job.manifest.pip, dirname(job.path), report);
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
