import { describe } from "../describe";
import { ArgumentError } from "../errors";
import type { ModuleSpec, Plain } from "../native/binding";
import { job } from "../native/call";
import { native } from "../native/load";
import { lower, type Value } from "../native/plain";
import { checkOptions } from "../options";
import { handleOf, type Tensor } from "../tensor/tensor";
import { ScriptModule } from "./module";

/** A module written in TorchScript, with everything that its source refers to. */
export interface ModuleDefinition {
  /** Name of the module's class. */
  readonly name: string;
  /**
   * TorchScript: the module's methods, in any order. `self.training` is always there. Submodules are called as
   * `self.conv(x)`; lists of them are looped over (`for block in self.blocks`, `enumerate` too), indexed by constants and
   * have a `len`: all of this is written out when the source is compiled, so `break` and `continue` do not belong there.
   */
  readonly source: string;
  /** Copied; trained unless the tensor is of an integer dtype. */
  readonly parameters?: Readonly<Record<string, Tensor>>;
  /** Copied; saved with the module, not trained. */
  readonly buffers?: Readonly<Record<string, Tensor>>;
  /** Values by name with their TorchScript type, tensors copied: `{ heads: { type: "int", value: 6 } }`. */
  readonly attributes?: Readonly<Record<string, { readonly type: string; readonly value: Value }>>;
  /** Submodules by name, and lists of them, as `nn.ModuleList`: their parameters are `blocks.0.weight` … */
  readonly modules?: Readonly<Record<string, ModuleDefinition | readonly ModuleDefinition[]>>;
}

/**
 * Compiles a module from TorchScript source: no Python is needed. A failed definition leaves nothing behind.
 * @throws TorchError with the path of the module, the compiler's message, the line in the module's source and a mark
 */
export async function define(definition: ModuleDefinition): Promise<ScriptModule> {
  const spec = specOf(definition, "jit.define");
  return new ScriptModule(await job((done) => native().moduleDefine(spec, done)));
}

function specOf(definition: ModuleDefinition, what: string, depth = 0): ModuleSpec {
  checkOptions(definition, what, ["name", "source", "parameters", "buffers", "attributes", "modules"]);
  const { name, source, parameters = {}, buffers = {}, attributes = {}, modules = {} } = definition;
  if (typeof name !== "string" || !/^[A-Za-z_]\w*$/.test(name))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: name: expected an identifier, got ${describe(name)}`,
    );
  if (typeof source !== "string")
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: source: expected a string, got ${describe(source)}`,
    );
  for (const [key, entries] of Object.entries({ parameters, buffers, attributes, modules }))
    checkOptions(entries, `${what}: ${key}`);
  for (const [key, attribute] of Object.entries(attributes))
    checkOptions(attribute, `${what}: ${key}`, ["type", "value"]);
  if (depth > 64)
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: more than 64 modules inside each other`);
  return {
    name,
    source,
    parameters: Object.entries(parameters).map(([key, tensor]) => ({
      name: key,
      handle: handleOf(tensor, `${what}: ${key}`),
      requiresGrad: /^(float|bfloat|complex)/.test(tensor.dtype),
    })),
    buffers: Object.entries(buffers).map(([key, tensor]) => ({
      name: key,
      handle: handleOf(tensor, `${what}: ${key}`),
    })),
    attributes: Object.entries(attributes).map(([key, { type, value }]) => ({
      name: key,
      type,
      value: lower(value, `${what}: ${key}`) as Plain,
    })),
    modules: Object.entries(modules).map(([key, child]) => ({
      name: key,
      module: Array.isArray(child)
        ? listOf(child as readonly ModuleDefinition[], `${what}.${key}`, depth + 1)
        : specOf(child as ModuleDefinition, `${what}.${key}`, depth + 1),
    })),
    list: false,
  };
}

function listOf(modules: readonly ModuleDefinition[], what: string, depth: number): ModuleSpec {
  const children = Array.from(modules, (module, i) => ({
    name: String(i),
    module: specOf(module, `${what}.${i}`, depth + 1),
  }));
  return {
    name: "ModuleList",
    source: "",
    parameters: [],
    buffers: [],
    attributes: [],
    modules: children,
    list: true,
  };
}
