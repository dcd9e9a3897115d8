import { types } from "node:util";
import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { job } from "../native/call";
import { native } from "../native/load";
import { ScriptModule } from "./module";

/**
 * Loads a TorchScript module that PyTorch (`torch.jit.save`) or `ScriptModule.save` wrote, onto the CPU.
 * @param source a file's path or its bytes
 */
export async function load(source: string | Uint8Array): Promise<ScriptModule> {
  if (typeof source !== "string" && !types.isUint8Array(source))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `jit.load: expected a path or a Uint8Array, got ${describe(source)}`,
    );
  return new ScriptModule(await job((done) => native().moduleLoad(source, done)));
}
