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

/** The side of the crops that a folder's run trained with; undefined for another network. */
export async function trainedSize(name: string): Promise<number | readonly [number, number] | undefined> {
  try {
    const report: unknown = JSON.parse(await readFile(join(name, "report.json"), "utf8"));
    const { settings } = report as { settings: Partial<DINOConf> };
    return settings.globalCropSize;
  } catch {
    return undefined;
  }
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
