import { mkdir, readdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { DataError } from "../errors";
import { readPickle, writePickle } from "../files/pickle";
import type { PickleValue } from "../files/pickle-value";
import { isPlainObject } from "../options";

/** What a checkpoint's file holds, beside the three entries that say what it is: plain values, and tensors by name. */
export type CheckpointContents = Readonly<Record<string, PickleValue>>;

/** A checkpoint that was read. */
export interface Checkpoint {
  readonly path: string;
  /** Steps that were made. */
  readonly step: number;
  readonly contents: CheckpointContents;
}

/** A file that was passed over, and why. */
export interface RefusedCheckpoint {
  /** Its path. */
  readonly path: string;
  /** Why it cannot be read, with its path. */
  readonly reason: string;
}

const FORMAT = "dino-wrapper training checkpoint";
const VERSION = 1;

/**
 * The checkpoints of a run: `checkpoint-00001200.pt` after 1200 steps, each a file that `torch.load` reads
 * (`weights_only=True` too), which appears whole or not at all. The newest ones are kept.
 */
export class CheckpointFolder {
  readonly directory: string;
  readonly #keep: number;

  constructor(directory: string, keep: number) {
    this.directory = directory;
    this.#keep = keep;
  }

  /** Makes the folder, and takes away what processes that were killed while they wrote left behind. */
  async prepare(): Promise<void> {
    try {
      await mkdir(this.directory, { recursive: true });
      for (const name of await readdir(this.directory)) {
        const writer = TEMPORARY.exec(name)?.[1];
        if (writer !== undefined && !isRunning(Number(writer))) await removed(join(this.directory, name));
      }
    } catch (cause) {
      throw this.#unusable(cause);
    }
  }

  /** Paths by step, oldest first. */
  async list(): Promise<{ path: string; step: number }[]> {
    try {
      const names = await readdir(this.directory);
      return names
        .map((name) => ({
          path: join(this.directory, name),
          step: Number(NAME.exec(name)?.[1] ?? Number.NaN),
        }))
        .filter(({ step }) => Number.isSafeInteger(step))
        .sort((a, b) => a.step - b.step);
    } catch (cause) {
      throw this.#unusable(cause);
    }
  }

  /**
   * Writes the state after `step` steps and removes the checkpoints before it that are too many.
   * @throws DataError when the file cannot be written; those that are there stay then
   */
  async write(step: number, contents: CheckpointContents): Promise<string> {
    const path = join(this.directory, `checkpoint-${String(step).padStart(8, "0")}.pt`);
    await writePickle(path, { format: FORMAT, version: VERSION, step, ...contents });
    const before = (await this.list()).filter((other) => other.step <= step);
    for (const { path: old } of before.slice(0, -this.#keep)) await removed(old);
    return path;
  }

  /**
   * The newest checkpoint that can be read, and those that were refused before it; undefined when there is none.
   * @throws DataError that names every file, when there are some and none can be read
   */
  async newest(): Promise<{ checkpoint: Checkpoint; refused: RefusedCheckpoint[] } | undefined> {
    const all = await this.list();
    const refused: RefusedCheckpoint[] = [];
    for (const { path } of all.reverse()) {
      try {
        return { checkpoint: await readCheckpoint(path), refused };
      } catch (error) {
        if (!isDataError(error)) throw error;
        refused.push({ path, reason: error.message });
      }
    }
    if (refused.length === 0) return undefined;
    const list = refused.map(({ reason }) => `  - ${reason}`).join("\n");
    throw new DataError("INVALID_DATA", `no checkpoint in ${this.directory} can be read:\n${list}`, {
      refused,
    });
  }

  #unusable(cause: unknown): DataError {
    const { message } = cause as Error;
    return new DataError(
      "INVALID_DATA",
      `${this.directory}: cannot be used for checkpoints: ${message}`,
      { path: this.directory },
      { cause },
    );
  }
}

/**
 * Reads a checkpoint's file whole; its checksums are verified.
 * @throws DataError when it cannot be read, is damaged, or is something else
 */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  const { value } = await readPickle(path);
  const fail = (reason: string): never => {
    throw new DataError("INVALID_DATA", `${path}: ${reason}`, { path });
  };
  if (!isPlainObject(value) || value.format !== FORMAT) return fail("is no checkpoint of a Trainer");
  const { format, version, step, ...contents } = value;
  if (version !== VERSION)
    return fail(`is a checkpoint of version ${String(version)}; this package reads ${VERSION}`);
  if (!(typeof step === "number" && Number.isSafeInteger(step) && step >= 0))
    return fail("does not say its step");
  return { path, step, contents: contents as CheckpointContents };
}

const NAME = /^checkpoint-(\d{8,})\.pt$/;
/** Of native/core/files/atomic_file.cpp. */
const TEMPORARY = /^\.dino-(\d+)-\d+\.tmp$/;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function removed(path: string): Promise<void> {
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
}

/** Of any copy of this package. */
function isDataError(error: unknown): error is DataError {
  return (error as { code?: unknown } | null)?.code === "INVALID_DATA";
}
