import { describe } from "../describe";
import { ArgumentError, DataError } from "../errors";
import { type FileSource, nameOf } from "../files/source";
import { type ReadStateDictOptions, readStateDict } from "../files/state-dict";
import { moduleHandleOf, type ScriptModule } from "../jit/module";
import type { LoadStateDictReport } from "../native/binding";
import { checkOptions } from "../options";
import { scope } from "../tensor/scope";
import type { Tensor } from "../tensor/tensor";

/** Options of `loadCheckpoint`. */
export interface LoadCheckpointOptions extends ReadStateDictOptions {
  /**
   * Parts that file and module need not share, by the beginnings of their names: `["fc"]` leaves the module's classifier
   * `fc` as it is, and one in the file alone. Default none.
   */
  readonly ignore?: readonly string[];
}

/** What `loadCheckpoint` did. */
export interface CheckpointReport {
  /** The entry of the file that the weights are below; null for the whole file. */
  readonly key: string | null;
  /** The module's names; each of them got its values. */
  readonly loaded: readonly string[];
  /** Names below `key` in the file of what belongs to no backbone, projection heads, or was to be ignored. */
  readonly ignored: readonly string[];
  /** The module's names that were to be ignored: these stay as they were. */
  readonly kept: readonly string[];
}

/**
 * Loads a backbone's weights from a file as DINO and DINOv2 publish or write them in training: the network's own
 * state dict, or one below `teacher` (preferred) or `student`, each of them also below `model` or `state_dict`, with
 * `module.` (DataParallel) and `backbone.` (beside heads, which are ignored) before its names, and DINOv2's
 * `blocks.CHUNK.N.` for `blocks.N.`. What else the file holds (optimiser, epoch, arguments) is left alone; nothing in it
 * is executed.
 * @param source a path or the file's bytes
 * @param options.key takes another entry of the file: `"student"`, `"model.student"`
 * @throws ArgumentError listing every missing, unexpected or misshapen entry; the module is unchanged then
 * @throws DataError (`INVALID_DATA`) when the file cannot be read, or holds no tensors (below `key`)
 */
export async function loadCheckpoint(
  module: ScriptModule,
  source: FileSource,
  options: LoadCheckpointOptions = {},
): Promise<CheckpointReport> {
  moduleHandleOf(module, "loadCheckpoint: module");
  checkOptions(options, "loadCheckpoint: options", ["key", "mmap", "ignore"]);
  const { key: given, ignore, ...rest } = options;
  const isIgnored = within(ignore);
  return scope(async () => {
    const read = await readStateDict(source, given === undefined ? rest : { ...rest, key: given });
    const own = module.stateDict();
    const known = new Set(Object.keys(own));
    const inferred = given === undefined ? networkIn(Object.keys(read), known) : "";
    const below = inferred === "" ? "" : `${inferred}.`;
    const entries = Object.entries(read)
      .filter(([name]) => name.startsWith(below))
      .map(([whole, tensor]) => {
        const name = whole.slice(below.length);
        return { name, bare: name.replace(/^(module\.)+/, ""), tensor };
      });
    // A module of the user's own may have a part of that name.
    const prefix = entries.some(({ bare }) => bare.startsWith(BACKBONE) && !known.has(bare)) ? BACKBONE : "";
    const isWanted = ({ bare }: { readonly bare: string }): boolean =>
      bare.startsWith(prefix) && !isIgnored(bare.slice(prefix.length));
    const wanted = entries.filter(isWanted);
    const state: Record<string, Tensor> = Object.fromEntries(
      wanted.map(({ bare, tensor }) => [nameIn(known, bare.slice(prefix.length)), tensor]),
    );
    const loaded = Object.keys(state);
    if (loaded.length < wanted.length)
      throw new DataError(
        "INVALID_DATA",
        `${nameOf(source)} names an entry twice, with and without a prefix`,
      );
    const kept = [...known].filter(isIgnored);
    for (const name of kept) state[name] = own[name]!;
    await load(module, state);
    const ignored = entries.filter((entry) => !isWanted(entry)).map(({ name }) => name);
    return { key: given ?? (inferred === "" ? null : inferred), loaded, ignored, kept };
  });
}

const BACKBONE = "backbone.";

/** The path in the file that the network lies below; "" when it is the whole file. */
function networkIn(entries: readonly string[], known: ReadonlySet<string>): string {
  const parts = ["teacher", "student", "model", "state_dict"].filter(
    // A module of the user's own may have a part of that name.
    (part) => ![...known].some((name) => name.startsWith(`${part}.`)),
  );
  let path = "";
  for (let depth = 0; depth < 2; ++depth) {
    const below = path === "" ? "" : `${path}.`;
    const part = parts.find((each) => entries.some((entry) => entry.startsWith(`${below}${each}.`)));
    if (part === undefined) break;
    path = below + part;
  }
  return path;
}

/** Whether a name is one of these or lies below one. */
function within(paths: unknown): (name: string) => boolean {
  if (paths === undefined) return () => false;
  const refuse = (found: unknown): never => {
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `loadCheckpoint: ignore: expected an array of names, got ${describe(found)}`,
    );
  };
  const list: string[] = Array.isArray(paths)
    ? Array.from(paths, (path: unknown) => (typeof path === "string" && path !== "" ? path : refuse(path)))
    : refuse(paths);
  return (name) => list.some((path) => name === path || name.startsWith(`${path}.`));
}

/** Strictly; where all mistakes lie in one part, says how to leave it out. */
async function load(module: ScriptModule, state: Readonly<Record<string, Tensor>>): Promise<void> {
  try {
    await module.loadStateDict(state);
  } catch (error) {
    const { code, message, details } = error as ArgumentError;
    const { missing, unexpected, mismatched } = details as Partial<LoadStateDictReport>;
    if (missing === undefined) throw error;
    const names = [...missing, ...(unexpected ?? []), ...(mismatched ?? []).map(({ name }) => name)];
    const parts = new Set(names.map((name) => name.split(".")[0]!));
    if (parts.size !== 1) throw error;
    const [part] = parts;
    throw new ArgumentError(code, `${message}\nignore: ["${part}"] leaves that part out.`, details);
  }
}

/** DINOv2 trains in chunks of blocks, which keep their numbers. */
function nameIn(known: ReadonlySet<string>, name: string): string {
  const flat = name.replace(/^blocks\.\d+\.(?=\d+\.)/, "blocks.");
  return known.has(flat) && !known.has(name) ? flat : name;
}
