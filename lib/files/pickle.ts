import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { job } from "../native/call";
import { native } from "../native/load";
import { checkFlag, checkOptions } from "../options";
import { liftTable, lowerTable, type PickleValue } from "./pickle-value";
import { type FileSource, readTable } from "./source";

/** What `readPickle` found. */
export interface PickleFile {
  /** What was pickled. */
  readonly value: PickleValue;
  /** What kind of file it is. */
  readonly format: "pytorch" | "pytorch-legacy" | "torchscript" | "safetensors";
  /**
   * Classes and functions that the file names and that are no part of PyTorch's own format, sorted. None of them
   * was imported or called: what they would have made is a `PickleObject`.
   */
  readonly foreign: readonly string[];
  /** The metadata of a safetensors file. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Reads everything that a file of `torch.save` (zip or legacy format, pickle protocols 2 to 5), a TorchScript
 * archive's `data.pkl` or a safetensors file holds. Nothing in it is executed; every size and offset is checked
 * before memory is touched. Tensors that share a storage in the file share it here; sparse and quantised tensors
 * are `PickleObject`s.
 * @param source a path or the file's bytes
 * @param options.mmap tensors lie in a private mapping of the file instead of copies (not from bytes, nor from the
 * legacy format): pages are read at first use, writing changes the tensor and not the file, and the mapping lives
 * as long as a tensor over it. The file must not be shortened meanwhile (the system ends the process then; replacing it by another is
 * fine), and checksums of tensors are not verified. Default: false
 * @throws DataError (`INVALID_DATA`) when the file cannot be read, is damaged, big-endian or of no known format
 */
export async function readPickle(source: FileSource, options: { mmap?: boolean } = {}): Promise<PickleFile> {
  checkOptions(options, "readPickle: options", ["mmap"]);
  const map = checkFlag(options.mmap ?? false, "readPickle: mmap");
  const table = await readTable(source, map, "readPickle");
  return {
    value: liftTable(table),
    format: table.format,
    foreign: table.foreign,
    metadata: Object.fromEntries(table.metadata),
  };
}

/**
 * Writes a file that `torch.load` reads, with `weights_only=True` too: tensors, dictionaries (objects and Maps),
 * lists, tuples (`pickleTuple`), sets, strings, bytes, booleans, null, and numbers: integers where they are
 * integral, floats else.
 *
 * Tensors that share a storage still do where they use all of it; of a larger storage only their own elements are
 * written. The file appears whole or not at all: it is written beside the target, flushed to the disk and renamed.
 * @throws ArgumentError for a value that a pickle cannot hold, or that contains itself
 * @throws DataError (`INVALID_DATA`) when the file cannot be written
 */
export async function writePickle(path: string, value: PickleValue): Promise<void> {
  if (typeof path !== "string")
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `writePickle: path: expected a string, got ${describe(path)}`,
    );
  const table = lowerTable(value, "writePickle");
  await job<null>((done) => native().fileWrite(path, "pytorch", table, false, [], done));
}
