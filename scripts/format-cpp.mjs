// Formats the C++ sources by .clang-format.
import { join } from "node:path";
import { dependency, filesBelow, program, run } from "./support.mjs";

const HELP = `
Usage: node scripts/format-cpp.mjs [--check]

Formats native/ and the tests' C++ with the clang-format that npm brought (one version everywhere: each formats a
little differently); with --check it only says what is not formatted, and fails.
`;

await program(import.meta.url, HELP, async (args) => {
  const sources = filesBelow(["native", "test"], (path) => /\.(h|cpp|cc|cu|cuh)$/.test(path));
  const mode = args.includes("--check") ? ["--dry-run", "--Werror"] : ["-i"];
  await run(process.execPath, [join(dependency("clang-format"), "index.js"), ...mode, ...sources]);
});
