import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import { loadCheckpoint } from "../backbones/checkpoint";
import { resnet, resnet18, resnet50 } from "../backbones/resnet";
import { vit } from "../backbones/vit";
import type { DINOConf } from "../dino/conf";
import { ArgumentError, DataError, DinoError } from "../errors";
import { load } from "../jit/load";
import type { ScriptModule } from "../jit/module";
import { manualSeed } from "../tensor/factories";
import { CheckpointFolder } from "../train/checkpoint";

/** What `train` leaves in its folder for the other commands: the teacher as TorchScript. */
export const TEACHER = "teacher.pt";

export const NETWORK_HELP = `
A network is one of
  a TorchScript file      what torch.jit.save, module.save or export wrote
  a folder of train's     its teacher
  a name                  resnet18, resnet50, vit-small/16: one of ours, with --weights (vit-SIZE/PATCH; tiny, small, base, large)`;

/** `--weights`, for networks by name. */
export function weightsOption(): Option {
  return new Option(
    "--weights <file>",
    "state dict for a network by name: DINO's published files, .pth or .safetensors",
  );
}

/** The network that an argument names. */
export async function openNetwork(name: string, weights?: string): Promise<ScriptModule> {
  const named = backboneOf(name);
  const found = await stat(name).catch(() => undefined);
  if (found === undefined) {
    if (named === undefined)
      throw new DataError(
        "INVALID_DATA",
        `${name}: expected a TorchScript file, a folder that train wrote, or a name such as resnet18 or vit-small/16; there is no such file`,
        { path: name },
      );
    const module = await buildBackbone(named);
    if (weights !== undefined) await loadCheckpoint(module, weights);
    return module;
  }
  if (weights !== undefined)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `--weights: expected a network by name with it, got the file ${name}, which has weights of its own`,
    );
  return await (found.isDirectory() ? openTeacher(name) : openModule(name));
}

/**
 * A TorchScript file.
 * @throws DataError for another file
 */
export async function openModule(path: string): Promise<ScriptModule> {
  try {
    return await load(path);
  } catch (cause) {
    if (!(cause instanceof DinoError && cause.code === "TORCH_ERROR")) throw cause;
    const exists = await stat(path).catch(() => undefined);
    const reason = exists === undefined ? "there is no such file" : "this is none";
    throw new DataError(
      "INVALID_DATA",
      `${path}: expected a TorchScript file, as torch.jit.save writes it; ${reason}. A state dict goes beside a name: vit-small/16 --weights <file>`,
      { path },
      { cause },
    );
  }
}

async function openTeacher(directory: string): Promise<ScriptModule> {
  const path = join(directory, TEACHER);
  if ((await stat(path).catch(() => undefined)) !== undefined) return await openModule(path);
  const checkpoints = await new CheckpointFolder(directory, 1).list();
  throw new DataError(
    "INVALID_DATA",
    checkpoints.length > 0
      ? `${directory}: its run was cut off and left no ${TEACHER}; go on with it: dino-wrapper train <data> -o ${directory} --resume`
      : `${directory}: expected a folder that train wrote, got one without ${TEACHER}`,
    { path: directory },
  );
}

/** The channels that images are decoded to for a network: those of its first convolution, else 3. */
export function channelsFor(module: ScriptModule): 1 | 3 {
  const state = module.stateDict();
  const first = Object.values(state).find(({ shape }) => shape.length === 4);
  const channels = first?.shape[1];
  for (const tensor of Object.values(state)) tensor.dispose();
  return channels === 1 ? 1 : 3;
}

/** The settings of a folder's run; undefined for another network. */
export async function trainedWith(
  name: string,
): Promise<Partial<Pick<DINOConf, "globalCropSize" | "backbone" | "seed">> | undefined> {
  try {
    const report: unknown = JSON.parse(await readFile(join(name, "report.json"), "utf8"));
    return (report as { settings?: Partial<DINOConf> }).settings;
  } catch {
    return undefined;
  }
}

/** The network as it was before training, where that can be told: the control of an evaluation. */
export async function untrainedOf(name: string, weights?: string): Promise<ScriptModule | undefined> {
  const trained = await trainedWith(name);
  const backbone = trained?.backbone ?? (weights === undefined ? undefined : backboneOf(name));
  if (!backbone) return undefined;
  manualSeed(trained?.seed ?? 0);
  return await buildBackbone(backbone);
}

type Backbone = NonNullable<DINOConf["backbone"]>;

/** A network by the configuration's `backbone`. */
export async function buildBackbone(backbone: Backbone): Promise<ScriptModule> {
  switch (backbone.name) {
    case "vit": {
      const { name: _, ...options } = backbone;
      return await vit(options);
    }
    case "resnet": {
      const { name: _, ...options } = backbone;
      return await resnet(options);
    }
    case "resnet18": {
      const { name: _, ...options } = backbone;
      return await resnet18(options);
    }
    case "resnet50": {
      const { name: _, ...options } = backbone;
      return await resnet50(options);
    }
  }
}

/** `vit-small/16` and the like; undefined for another text. */
export function backboneOf(text: string): Backbone | undefined {
  if (text === "resnet18" || text === "resnet50") return { name: text };
  const [, size, patch = "16"] = /^vit-(tiny|small|base|large)(?:\/(\d+))?$/.exec(text) ?? [];
  if (size === undefined) return undefined;
  return { name: "vit", size: size as "tiny" | "small" | "base" | "large", patchSize: Number(patch) };
}

/** A parser of options. */
export function backbone(text: string): Backbone {
  const found = backboneOf(text);
  if (found === undefined)
    throw new InvalidArgumentError("expected resnet18, resnet50 or vit-SIZE/PATCH, such as vit-tiny/8.");
  return found;
}
