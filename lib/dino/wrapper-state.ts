import { extname } from "node:path";
import { types } from "node:util";
import { describe } from "../describe";
import { ArgumentError, DataError } from "../errors";
import { readPickle } from "../files/pickle";
import { lowerTable, type PickleValue } from "../files/pickle-value";
import { writeStateDict } from "../files/state-dict";
import type { ScriptModule } from "../jit/module";
import { job } from "../native/call";
import { torchInfo } from "../native/info";
import { native } from "../native/load";
import { isPlainObject } from "../options";
import { isTensor, type Tensor } from "../tensor/tensor";
import type { Counts } from "./clock";
import type { DINOConf } from "./conf";

/** The entry of a file, or of safetensors' metadata, that says what wrote it. */
const MARK = "dino_wrapper";

/** Writes a wrapper's state, its settings and this package's version. */
export async function writeWrapper(
  path: string,
  state: Readonly<Record<string, Tensor>>,
  conf: DINOConf,
): Promise<void> {
  const ending = endingOf(path, "save", [".pt", ".pth", ".safetensors"]);
  const mark = JSON.stringify({ version: torchInfo().addonVersion, conf: conf.toJSON() });
  if (ending === ".safetensors") {
    await writeStateDict(path, state, { metadata: { format: "pt", [MARK]: mark } });
  } else {
    const table = lowerTable({ ...state, [MARK]: mark }, "save");
    await job<null>((done) => native().fileWrite(path, "pytorch", table, true, [], done));
  }
}

/** The tensors of a file of `writeWrapper`. @throws DataError (`INVALID_DATA`) for any other file */
export async function readWrapper(path: unknown): Promise<Record<string, Tensor>> {
  if (typeof path !== "string")
    throw new ArgumentError("INVALID_ARGUMENT", `load: path: expected a string, got ${describe(path)}`);
  const { value, metadata } = await readPickle(path);
  const entries = entriesOf(value);
  const state = Object.fromEntries(entries.filter((entry): entry is [string, Tensor] => isTensor(entry[1])));
  const mark = metadata[MARK] ?? entries.find(([name]) => name === MARK)?.[1];
  if (isMark(mark)) return state;
  for (const tensor of Object.values(state)) tensor.dispose();
  throw new DataError(
    "INVALID_DATA",
    `load: ${path} was not written by DINOWrapper.save: it has no entry '${MARK}'. Weights of a backbone alone are for backbones.loadCheckpoint or student.loadStateDict`,
    { path },
  );
}

function entriesOf(value: PickleValue): [string, PickleValue][] {
  if (types.isMap(value)) return [...value].map(([name, entry]) => [String(name), entry as PickleValue]);
  return isPlainObject(value) ? Object.entries(value as Record<string, PickleValue>) : [];
}

function isMark(mark: unknown): boolean {
  if (typeof mark !== "string") return false;
  try {
    const parsed: unknown = JSON.parse(mark);
    return isPlainObject(parsed) && typeof parsed.version === "string" && "conf" in parsed;
  } catch {
    return false;
  }
}

/**
 * Writes a backbone for use without its wrapper: in evaluation mode, and with nothing of the wrapper in it.
 * @param thaw its parameters were frozen for its wrapper's sake alone
 */
export async function exportModule(path: string, module: ScriptModule, thaw = false): Promise<void> {
  if (endingOf(path, "exportBackbone", [".pt", ".pth", ".bin", ".safetensors"]) === ".pt") {
    const copy = await module.clone();
    try {
      if (thaw) copy.requiresGrad_();
      await copy.eval().save(path);
    } finally {
      copy.dispose();
    }
    return;
  }
  const state = module.stateDict();
  const written = writeStateDict(path, state);
  for (const tensor of Object.values(state)) tensor.dispose();
  await written;
}

function endingOf(path: unknown, what: string, endings: readonly string[]): string {
  if (typeof path !== "string")
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: path: expected a string, got ${describe(path)}`);
  const ending = extname(path).toLowerCase();
  if (!endings.includes(ending))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected a path that ends in ${endings.join(", ")}, got ${JSON.stringify(path)}`,
    );
  return ending;
}

/** The counters in a state, where they are what they should be. */
export function readCounters(state: Readonly<Record<string, Tensor>>): Partial<Counts> {
  const count = (name: string): bigint | undefined => {
    const value = state[name];
    if (value === undefined || value.dim !== 0) return undefined;
    const number = value.dtype === "int64" ? (value.item() as bigint) : -1n;
    if (number < 0n || number > BigInt(Number.MAX_SAFE_INTEGER))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `loadStateDict: ${name}: expected an int64 of 0 or more, got ${value.dtype} ${value.item()}`,
      );
    return number;
  };
  const [step, imagesSeen] = [count("step"), count("imagesSeen")];
  return {
    ...(step !== undefined && { step: Number(step) }),
    ...(imagesSeen !== undefined && { imagesSeen }),
  };
}
