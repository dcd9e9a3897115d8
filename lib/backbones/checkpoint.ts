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
    const read = await readStateDict(source, given === undefined ? rest : { ...rest, key: given });
    const inferred = ["teacher", "student"].find((name) =>
      Object.keys(read).some((entry) => entry.startsWith(`${name}.`)),
    );
    const below = given === undefined && inferred !== undefined ? `${inferred}.` : "";
    const known = new Set(Object.keys(module.stateDict()));
    const entries = Object.entries(read)
      .filter(([name]) => name.startsWith(below))
      .map(([whole, tensor]) => {
        const name = whole.slice(below.length);
        return { name, bare: name.replace(/^(module\.)+/, ""), tensor };
      });
    // A module of the user's own may have a part of that name.
    const prefix = entries.some(({ bare }) => bare.startsWith(BACKBONE) && !known.has(bare)) ? BACKBONE : "";
    const wanted = entries.filter(({ bare }) => bare.startsWith(prefix));
    const ignored = entries.filter(({ bare }) => !bare.startsWith(prefix)).map(({ name }) => name);
    const state = Object.fromEntries(
      wanted.map(({ bare, tensor }) => [nameIn(known, bare.slice(prefix.length)), tensor]),
    );
    const loaded = Object.keys(state);
    if (loaded.length < wanted.length)
      throw new DataError(
        "INVALID_DATA",
        `${nameOf(source)} names an entry twice, with and without a prefix`,
      );
    await module.loadStateDict(state);
    return { key: given ?? inferred ?? null, loaded, ignored };
  });
}

const BACKBONE = "backbone.";

/** DINOv2 trains in chunks of blocks, which keep their numbers. */
function nameIn(known: ReadonlySet<string>, name: string): string {
  const flat = name.replace(/^blocks\.\d+\.(?=\d+\.)/, "blocks.");
  return known.has(flat) && !known.has(name) ? flat : name;
}
