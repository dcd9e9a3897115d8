import { Command } from "commander";
import { inspectModule } from "../dino/inspect";
import { formatInspection } from "../dino/inspection-text";
import { integer } from "./arguments";
import { NETWORK_HELP, openNetwork, weightsOption } from "./networks";
import type { Reporter } from "./report";

interface Options {
  readonly size?: readonly number[];
  readonly channels?: number;
  readonly weights?: string;
}

/** `dino-wrapper inspect`. */
export function inspectCommand(reporter: Reporter): Command {
  return new Command("inspect")
    .description("Say what a network takes and gives, and what stands in the way of training it")
    .argument("<network>", "see below")
    .option(
      "--size <pixels>",
      "try this side too; may be given several times",
      (text, before?: readonly number[]) => [...(before ?? []), integer(1)(text)],
    )
    .option("--channels <n>", "of the images; default: as the first convolution says", integer(1))
    .addOption(weightsOption())
    .option("--json", "write JSON lines to stdout")
    .addHelpText("after", NETWORK_HELP)
    .action(async (network: string, { channels, size, weights }: Options) => {
      const module = await openNetwork(network, weights);
      const report = await inspectModule(module, {
        ...(channels !== undefined && { channels }),
        ...(size !== undefined && { sizes: size }),
      });
      reporter.result("inspection", report, formatInspection(report));
    });
}
