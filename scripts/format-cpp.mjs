// Formats the C++ sources by .clang-format.
import { spawnSync } from "node:child_process";
import { filesBelow, program, run } from "./support.mjs";

const HELP = `
Usage: node scripts/format-cpp.mjs [--check]

Formats native/ with clang-format; with --check it only says what is not formatted, and fails.
Where clang-format is not installed (pip install clang-format, or the system's package) the C++ part is skipped.
`;

await program(import.meta.url, HELP, async (args) => {
  if (spawnSync("clang-format", ["--version"]).error) {
    console.error("clang-format is not on the PATH: C++ formatting was skipped");
    return;
  }
  const sources = filesBelow(
    ["native"],
    (path) => /\.(h|cpp|cc)$/.test(path) && !path.includes("/fixtures/"),
  );
  await run("clang-format", [...(args.includes("--check") ? ["--dry-run", "--Werror"] : ["-i"]), ...sources]);
});
