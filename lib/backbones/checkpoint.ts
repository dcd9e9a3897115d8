import { DataError } from "../errors";
import { type FileSource, nameOf } from "../files/source";
import { type ReadStateDictOptions, readStateDict } from "../files/state-dict";
import { moduleHandleOf, type ScriptModule } from "../jit/module";
import { checkOptions } from "../options";
import { scope } from "../tensor/scope";

/** What `loadCheckpoint` did. */
export interface CheckpointReport {
  /** The entry of the file that the weights are below; null for the whole file. */
  readonly key: string | null;
  /** The module's names; each of them got its values. */
  readonly loaded: readonly string[];
  /** Names below `key` in the file of what belongs to no backbone: projection heads. */
  readonly ignored: readonly string[];
}

/**
 * Loads a backbone's weights from a file as DINO and DINOv2 publish or write them in training: the network's own
 * state dict, or one below `teacher` (preferred) or `student`, with `module.` (DataParallel) and `backbone.` (beside heads,
 * which are ignored) before its names, and DINOv2's `blocks.CHUNK.N.` for `blocks.N.`. What else the file holds
 * (optimiser, epoch, arguments) is left alone; nothing in it is executed.
 * @param source a path or the file's bytes
 * @param options.key takes another entry of the file: `"student"`, `"model.teacher"`
 * @throws ArgumentError listing every missing, unexpected or misshapen entry; the module is unchanged then
 * @throws DataError (`INVALID_DATA`) when the file cannot be read, or holds no tensors (below `key`)
 */
export async function loadCheckpoint(
  module: ScriptModule,
  source: FileSource,
  options: ReadStateDictOptions = {},
): Promise<CheckpointReport> {
  moduleHandleOf(module, "loadCheckpoint: module");
  checkOptions(options, "loadCheckpoint: options", ["key", "mmap"]);
  return scope(async () => {
    const { key: given, ...rest } = options;
    let found = Object.entries(
      await readStateDict(source, given === undefined ? rest : { ...rest, key: given }),
    );
    const key =
      given ?? ["teacher", "student"].find((name) => withPrefix(found, `${name}.`).length > 0) ?? null;
    if (key !== given && key !== null) found = withPrefix(found, `${key}.`);
    const bare = found.map(([name, tensor]) => [name.replace(/^(module\.)+/, ""), tensor] as const);
    const backbone = withPrefix(bare, "backbone.");
    const known = new Set(Object.keys(module.stateDict()));
    const renamed = (backbone.length > 0 ? backbone : bare).map(([name, tensor]) => {
      const flat = name.replace(/^blocks\.\d+\.(?=\d+\.)/, "blocks.");
      return [known.has(flat) && !known.has(name) ? flat : name, tensor] as const;
    });
    const state = Object.fromEntries(renamed);
    const loaded = Object.keys(state);
    if (loaded.length < renamed.length)
      throw new DataError(
        "INVALID_DATA",
        `${nameOf(source)} names an entry twice, with and without a prefix`,
      );
    await module.loadStateDict(state);
    const ignored =
      backbone.length === 0
        ? []
        : found.map(([name]) => name).filter((_, i) => !bare[i]![0].startsWith("backbone."));
    return { key, loaded, ignored };
  });
}

/** The entries whose names begin with `prefix`, without it. */
function withPrefix<T>(entries: readonly (readonly [string, T])[], prefix: string): [string, T][] {
  return entries
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value]);
}
