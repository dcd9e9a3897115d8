import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../support/children";

/** The version that the library of fixtures/other_torch.cpp tells of. */
export const OTHER_VERSION = "2.14.0";

/** Compiles a library whose `at::show_config` tells of another version, and gives its path. */
export function compileOtherTorch(folder: string): string {
  const library = join(folder, "libother_torch.so");
  const source = join(ROOT, "test", "fixtures", "other_torch.cpp");
  const compiler = process.env.CXX || "c++";
  execFileSync(compiler, ["-std=c++20", "-shared", "-fPIC", "-o", library, source], { stdio: "pipe" });
  return library;
}
