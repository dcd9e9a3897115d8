#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { environment } from "../environment";
import { setupLibTorch } from "../libtorch/install";
import { VARIANTS, type Variant } from "../libtorch/manifest";
import { progressDisplay } from "../libtorch/progress";

const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as {
  version: string;
};

const program = new Command("dino-wrapper")
  .description("Train any TorchScript backbone with DINO self-supervision, on LibTorch, without Python")
  .version(version);

program
  .command("setup")
  .description("Download LibTorch into the user's cache, once; does nothing when it is there")
  .addOption(new Option("--variant <name>", "which build of LibTorch").choices(VARIANTS).default("cpu"))
  .option("--from <path>", "take a wheel, a LibTorch zip or a directory instead of downloading")
  .option("--force", "install anew over what is there")
  .action(async (options: { variant: Variant; from?: string; force?: boolean }) => {
    const display = progressDisplay();
    const log = (line: string) => {
      display.stop();
      console.error(line);
    };
    try {
      const torch = await setupLibTorch({ ...options, log, onProgress: display.show });
      console.log(torch.directory);
    } finally {
      display.stop();
    }
  });

program.parseAsync().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  console.error(environment.debug && error instanceof Error ? error.stack : message);
  process.exitCode = 1;
});
