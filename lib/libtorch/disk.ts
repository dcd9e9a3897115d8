import { readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { types } from "node:util";
import { SetupError } from "../errors";
import { megabytes } from "./progress";

const ELSEWHERE = "DINO_CACHE_DIR names another place";

// Files end in blocks that are not full: LibTorch's 9,500 take 5 % more than their sizes say.
const BLOCKS = 1.1;

/** @throws SetupError `DISK_FULL` unless `directory` has room for `bytes` of files. */
export async function checkSpace(directory: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const [free, needed] = [bavail * bsize, Math.ceil(BLOCKS * bytes)];
  if (free >= needed) return;
  throw new SetupError(
    "DISK_FULL",
    `${directory} has ${megabytes(free)} free and ${megabytes(needed)} are needed; ${ELSEWHERE}`,
    { directory, needed, free },
  );
}

const FULL = ["ENOSPC", "EDQUOT"];
const REFUSED = ["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"];

/** `error` in words of what to do, when it says that the disk is full or that `directory` cannot be written. */
export function diskProblem(error: unknown, directory: string): SetupError | undefined {
  if (!types.isNativeError(error)) return undefined;
  const { code = "", path = "", message } = error as NodeJS.ErrnoException;
  if (FULL.includes(code)) {
    return new SetupError(
      "DISK_FULL",
      `the disk is full: ${message}; make room in ${directory} and set up again, which goes on from there, or ${ELSEWHERE}`,
      { directory },
      { cause: error },
    );
  }
  if (!REFUSED.includes(code) || !path.startsWith(directory)) return undefined;
  return new SetupError(
    "CACHE_NOT_WRITABLE",
    `the cache folder ${directory} cannot be written: ${message}; ${ELSEWHERE}`,
    { directory },
    { cause: error },
  );
}

/** The sizes of all files at or below `path`, together. */
export async function bytesBelow(path: string): Promise<number> {
  if (!(await stat(path)).isDirectory()) return (await stat(path)).size;
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  const sizes = files.map(async (file) => (await stat(join(file.parentPath, file.name))).size);
  return (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
}
