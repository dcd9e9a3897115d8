import { extname } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { exportModule } from "../dino/wrapper-state";
import { NETWORK_HELP, openNetwork, weightsOption } from "./networks";
import type { Reporter } from "./report";

/** `dino-wrapper export`. */
export function exportCommand(reporter: Reporter): Command {
  return new Command("export")
    .description("Write a network as TorchScript (.pt), or its weights as a state dict (.pth, .safetensors)")
    .argument("<network>", "see below")
    .argument("<file>", "where to; its ending says how", target)
    .addOption(weightsOption())
    .option("--json", "write JSON lines to stdout")
    .addHelpText(
      "after",
      `${NETWORK_HELP}

In Python: torch.jit.load("file.pt"); torch.load("file.pth", weights_only=True); safetensors.torch.load_file("file.safetensors")`,
    )
    .action(async (network: string, file: string, { weights }: { weights?: string }) => {
      const module = await openNetwork(network, weights);
      await exportModule(file, module);
      reporter.result("exported", { file, typeName: module.typeName }, file);
    });
}

const ENDINGS = [".pt", ".pth", ".safetensors"];

/** A parser of arguments. */
function target(file: string): string {
  if (!ENDINGS.includes(extname(file).toLowerCase()))
    throw new InvalidArgumentError("expected a file that ends in .pt, .pth or .safetensors.");
  return file;
}
