// Fuzzes the readers of PyTorch's and safetensors' files, built with AddressSanitizer.
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { filesBelow, inRoot, program, ROOT, run } from "./support.mjs";

const HELP = `
Usage: node scripts/fuzz-files.mjs [--seconds <n>] [--cases <n>] [--seed <n>] [<file> ...]

Builds test/fuzz/fuzz_files.cpp with AddressSanitizer and UndefinedBehaviorSanitizer over native/core/files, and
feeds it changed copies of test/files/fixtures. Fails on anything but a document or an error by name; the input
that failed is left in build/fuzz/failed. With files it reads those, and each only once:
  --seconds <n>   how long (30)
  --cases <n>     how many at most
  --seed <n>      of the random changes (1)
`;

await program(import.meta.url, HELP, async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      seconds: { type: "string", default: "30" },
      cases: { type: "string", default: "0" },
      seed: { type: "string", default: "1" },
    },
  });
  const { locateLibTorch } = createRequire(import.meta.url)(inRoot("dist/libtorch/locate.js"));
  const { directory } = locateLibTorch();
  const build = inRoot("build/fuzz");
  const defines = [`-DDINO_LIBTORCH=${directory}`, "-DDINO_NODE=OFF", "-DDINO_FUZZ=ON"];
  await run("cmake", ["-S", ROOT, "-B", build, ...defines], { stdio: ["ignore", "ignore", 2] });
  await run("cmake", ["--build", build, "--target", "fuzz_files", "--parallel", "2"]);
  const corpus = positionals.length > 0 ? positionals : defaultCorpus();
  const cases = positionals.length > 0 ? String(positionals.length) : values.cases;
  await run(
    join(build, "fuzz_files"),
    [values.seed, values.seconds, cases, join(build, "failed"), ...corpus],
    {
      stdio: "inherit",
      env: {
        ...process.env,
        LD_LIBRARY_PATH: join(directory, "lib"),
        // A reader that takes more than this for a file of 128 KiB is broken.
        ASAN_OPTIONS: "hard_rss_limit_mb=6144:detect_leaks=1:abort_on_error=0",
        UBSAN_OPTIONS: "halt_on_error=1:print_stacktrace=1",
      },
    },
  );
});

function defaultCorpus() {
  const more = readdirSync(inRoot("test/fixtures")).filter((name) => name.endsWith(".pt"));
  return [...filesBelow(["test/files/fixtures"]), ...more.map((name) => inRoot("test/fixtures", name))];
}
