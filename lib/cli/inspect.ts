import { Command } from "commander";
import { inspectModule } from "../dino/inspect";
import { formatInspection } from "../dino/inspection-text";
import { integer } from "./arguments";
import { NETWORK_HELP, openNetwork, weightsOption } from "./networks";
import type { Reporter } from "./report";

/** `dino-wrapper inspect`. */
export function inspectCommand(reporter: Reporter): Command {
  return new Command("inspect")
    .description("Say what a network takes and gives, and what stands in the way of training it")
    .argument("<network>", "see below")
    .option("--channels <n>", "of the images; default: as the first convolution says", integer(1))
    .addOption(weightsOption())
    .option("--json", "write JSON lines to stdout")
    .addHelpText("after", NETWORK_HELP)
    .action(async (network: string, { channels, weights }: { channels?: number; weights?: string }) => {
      const module = await openNetwork(network, weights);
      const report = await inspectModule(module, channels === undefined ? {} : { channels });
      reporter.result("inspection", report, formatInspection(report));
    });
}
