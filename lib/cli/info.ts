import { Command } from "commander";
import { torchInfo } from "../native/info";
import type { Reporter } from "./report";

/** `dino-wrapper info`. */
export function infoCommand(reporter: Reporter): Command {
  return new Command("info")
    .description("Load LibTorch and the addon, and say which they are and where they were found")
    .option("--json", "write JSON lines to stdout, with LibTorch's build settings")
    .action(() => {
      const info = torchInfo();
      const { torchConfig: _, ...brief } = info;
      const text = Object.entries(brief).map(([name, value]) => `${name.padEnd(12)}  ${value}`);
      reporter.result("info", info, text.join("\n"));
    });
}
