import { rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { SetupError } from "../errors";
import { checksumProblem } from "./checksum";
import { download } from "./download";
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
}

interface Source {
  readonly name: string;
  fetch(): Promise<void>;
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
  for (const { name, fetch } of sourcesOf(release, job)) {
    job.log(`Getting ${release.file} (${megabytes(release.size)}): ${name}`);
    try {
      await fetch();
      const problem = await checksumProblem(job.path, release);
      if (problem === undefined) return name;
      damaged = true;
      attempts.push(`${name}: ${problem}`);
    } catch (error) {
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
      "Without a network, bring the file from elsewhere:",
      `  npx dino-wrapper setup --from ${release.file}`,
    ].join("\n"),
    { attempts },
  );
}

/** An error's message with those behind it: undici says "fetch failed" and keeps the reason in the cause. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const nested = error instanceof AggregateError ? error.errors[0] : error.cause;
  const message = error.message.trim() || error.name;
  return nested === undefined ? message : `${message}: ${reasonOf(nested)}`;
}

function sourcesOf(release: Release, job: FetchJob): Source[] {
  const report = (done: number) =>
    job.onProgress?.({ stage: "download", done: Math.min(done, release.size), total: release.size });
  const urls = release.urls.map((url) => ({
    name: url,
    fetch: async () => {
      await download(url, job.partial, report);
      await rename(job.partial, job.path);
    },
  }));
  const pip = {
    name: `python3 -m pip download ${release.requirement}`,
    fetch: () => pipDownload(release.requirement, job.manifest.pip, dirname(job.path), report),
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
