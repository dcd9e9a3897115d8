import { extname } from "node:path";
import { Command } from "commander";
import { ArgumentError } from "../errors";
import { writeStateDict } from "../files/state-dict";
import { NETWORK_HELP, openNetwork, weightsOption } from "./networks";
import type { Reporter } from "./report";

/** `dino-wrapper export`. */
export function exportCommand(reporter: Reporter): Command {
  return new Command("export")
    .description("Write a network as TorchScript (.pt), or its weights as a state dict (.pth, .safetensors)")
    .argument("<network>", "see below")
    .argument("<file>", "where to; its ending says how")
    .addOption(weightsOption())
    .option("--json", "write JSON lines to stdout")
    .addHelpText(
      "after",
      `${NETWORK_HELP}

In Python: torch.jit.load("file.pt"); torch.load("file.pth", weights_only=True); safetensors.torch.load_file("file.safetensors")`,
    )
    .action(async (network: string, file: string, { weights }: { weights?: string }) => {
      const ending = extname(file).toLowerCase();
      if (![".pt", ".pth", ".safetensors"].includes(ending))
        throw new ArgumentError(
          "INVALID_ARGUMENT",
          `export: expected a file that ends in .pt, .pth or .safetensors, got ${JSON.stringify(file)}`,
        );
      const module = await openNetwork(network, weights);
      module.eval();
      if (ending === ".pt") await module.save(file);
      else await writeStateDict(file, module.stateDict());
      reporter.result("exported", { file, typeName: module.typeName }, file);
    });
}
