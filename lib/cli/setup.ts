import { Command, Option } from "commander";
import { setupLibTorch } from "../libtorch/install";
import { type Manifest, VARIANTS, type Variant } from "../libtorch/manifest";
import { megabytes } from "../libtorch/progress";
import { sourceNames } from "../libtorch/sources";
import type { Reporter } from "./report";
import type { Signals } from "./signals";

const HELP = `
Without a network: run it with --print-urls on a machine that has one, fetch the file there, and give it to --from here.

Variables:
  LIBTORCH=<dir>           a LibTorch of your own (lib/ and include/ in it); nothing is set up
  LIBTORCH_USE_PYTORCH=1   the torch package of the python3 on the PATH; nothing is set up
  DINO_CACHE_DIR=<dir>     instead of \${XDG_CACHE_HOME:-~/.cache}/dino-wrapper
  HTTPS_PROXY, HTTP_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS   for downloads; pip has settings of its own`;

interface Options {
  readonly variant: Variant;
  readonly from?: string;
  readonly libraries: boolean;
  readonly force?: boolean;
  readonly printUrls?: boolean;
}

/** `dino-wrapper setup`. */
export function setupCommand(reporter: Reporter, signals: Signals, manifest: Manifest): Command {
  return new Command("setup")
    .description("Download LibTorch into the user's cache, once; does nothing when it is there")
    .addOption(new Option("--variant <name>", "which build of LibTorch").choices(VARIANTS).default("cpu"))
    .option("--from <path>", "take a wheel, a LibTorch zip or a directory instead of downloading")
    .option("--no-libraries", "leave out NVIDIA's, of cu130: LD_LIBRARY_PATH has to name them")
    .option("--force", "install anew; what is there is replaced when the new one is complete")
    .addOption(
      new Option("--print-urls", "say which file it is and where it comes from, and do nothing").conflicts([
        "from",
        "force",
      ]),
    )
    .option("--json", "write JSON lines to stdout")
    .addHelpText("after", HELP)
    .action(async ({ printUrls, ...options }: Options) => {
      if (printUrls) return printSources(reporter, manifest, options.variant);
      const { log, progress: onProgress } = reporter;
      // What was downloaded stays for the next time.
      signals.advise("the same command goes on from here");
      const torch = await setupLibTorch({ ...options, manifest, log, onProgress });
      reporter.stop();
      reporter.result("done", torch, torch.directory);
    });
}

function printSources(reporter: Reporter, manifest: Manifest, variant: Variant) {
  const release = manifest.variants[variant];
  const { version, file, size, unpacked, sha256, libraries = [] } = release;
  const sources = sourceNames(release, manifest);
  const text = [
    `file      ${file}`,
    `size      ${size} bytes (${megabytes(size)}), unpacked ${megabytes(unpacked)}`,
    `sha256    ${sha256}`,
    ...sources.map((source, index) => `${index === 0 ? "sources " : "        "}  ${source}`),
    ...libraries.flatMap((library, index) => [
      `${index === 0 ? "and     " : "        "}  ${library.file} (${megabytes(library.size)})`,
      `            sha256 ${library.sha256}`,
      ...sourceNames(library, manifest).map((source) => `            ${source}`),
    ]),
    `then      npx dino-wrapper setup --variant ${variant} --from ${file}`,
  ].join("\n");
  reporter.result("release", { variant, version, file, size, unpacked, sha256, sources, libraries }, text);
}
