import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Command } from "commander";
import { NativeNotFoundError } from "../errors";

const SCRIPT = join(__dirname, "../../scripts/build-native.mjs");

/** `dino-wrapper build`. */
export function buildCommand(): Command {
  return new Command("build")
    .description(
      "Compile the addon against the LibTorch that is set up; needs CMake and a C++ compiler, does nothing when it is compiled",
    )
    .action(async () => {
      const [code] = (await once(spawn(process.execPath, [SCRIPT], { stdio: "inherit" }), "close")) as [
        number | null,
      ];
      if (code !== 0)
        throw new NativeNotFoundError("NATIVE_NOT_FOUND", "The addon was not compiled; see above");
    });
}
