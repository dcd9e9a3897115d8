import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { DinoError, type ErrorCode } from "../errors";
import { MANIFEST, type Manifest } from "../libtorch/manifest";
import { attentionCommand } from "./attention";
import { buildCommand } from "./build";
import { exportCommand } from "./export";
import { infoCommand } from "./info";
import { inspectCommand } from "./inspect";
import { knnCommand } from "./knn";
import { jsonReporter, type Reporter, textReporter } from "./report";
import { setupCommand } from "./setup";
import { endOnSignals, type Signals } from "./signals";
import { trainCommand } from "./train";
import { reportWarnings } from "./warnings";

const USAGE_ERROR = 2;

const EXIT_CODES: Partial<Record<ErrorCode, number>> = {
  UNSUPPORTED_PLATFORM: 3,
  DOWNLOAD_FAILED: 4,
  CHECKSUM_MISMATCH: 5,
  DISK_FULL: 6,
  CACHE_NOT_WRITABLE: 7,
};

const EPILOGUE = `
Exit codes: 0 done, 1 failed, 2 the command line is wrong, 3 the platform cannot run LibTorch, 4 no source could be
reached, 5 a file is not the released one, 6 the disk is full, 7 the cache folder cannot be written, 130 and 143 stopped
by SIGINT and SIGTERM. With --json stdout gets one JSON object a line, each with an "event"; the last one is the result,
or "error" with "code" and "message"; a run of train that a signal has ended has a result too. DINO_DEBUG=1 adds the
stack to an error.`;

/** Runs a command line, without the names of node and the program; resolves to the exit code and never rejects. */
export async function run(args: readonly string[], manifest: Manifest = MANIFEST): Promise<number> {
  const json = args.includes("--json");
  const reporter = json ? jsonReporter() : textReporter();
  const signals = endOnSignals(reporter);
  const endWarnings = reportWarnings(reporter);
  try {
    await programOf(reporter, signals, manifest).parseAsync(args, { from: "user" });
    return signals.code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      // commander itself has written the text.
      if (json) reporter.error(new DinoError("INVALID_ARGUMENT", error.message));
      return USAGE_ERROR;
    }
    // Work that a signal has ended did not fail.
    if (signals.code !== 0 && error instanceof DinoError && error.code === "CANCELLED") {
      if (json) reporter.error(error);
      return signals.code;
    }
    reporter.error(error);
    return (error instanceof DinoError && EXIT_CODES[error.code]) || 1;
  } finally {
    signals.stop();
    endWarnings();
    reporter.stop();
  }
}

function programOf(reporter: Reporter, signals: Signals, manifest: Manifest): Command {
  const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as {
    version: string;
  };
  const program = new Command("dino-wrapper")
    .description("Train any TorchScript backbone with DINO self-supervision, on LibTorch, without Python")
    .version(version)
    .exitOverride()
    .addHelpText("after", EPILOGUE);
  // A command inherits settings only when it is made by `command`, not when it is added.
  const commands = [
    trainCommand(reporter, signals),
    knnCommand(reporter, signals),
    inspectCommand(reporter),
    attentionCommand(reporter, signals),
    exportCommand(reporter),
    setupCommand(reporter, signals, manifest),
    buildCommand(),
    infoCommand(reporter),
  ];
  for (const command of commands)
    program.addCommand(command.copyInheritedSettings(program).addHelpText("after", EPILOGUE));
  return program;
}
