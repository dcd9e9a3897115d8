import type { Dirent, Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { DataError } from "../errors";
import type { Quarantined } from "./dataset";

/** What lies in a folder, in the order of the paths' bytes. */
export interface Found {
  /** Below the folder, with "/" between names. */
  readonly files: readonly string[];
  /** Of the names that were to be taken, those that are no files; and folders that cannot be looked into. */
  readonly refused: readonly Quarantined[];
}

/** Folders that are read at a time. */
const AT_ONCE = 8;

/**
 * All files below `root` whose name is taken. Symbolic links are followed, but each folder is visited once, under its
 * own path where it has one below `root`: links may lead in circles.
 * @throws DataError when `root` itself cannot be read
 */
export async function walk(root: string, takes: (name: string) => boolean): Promise<Found> {
  const files: string[] = [];
  const refused: Quarantined[] = [];
  const folders: string[] = [];
  const visited = new Set<string>();
  const links: string[] = [];

  const visit = async (folder: string): Promise<string[]> => {
    const path = folder === "" ? root : `${root}/${folder}`;
    let entries: Dirent[];
    try {
      // Of the link's target, for a folder that was reached by a link.
      const { dev, ino } = await stat(path, { bigint: true });
      const identity = `${dev}:${ino}`;
      if (visited.has(identity)) return [];
      visited.add(identity);
      entries = await readdir(path, { withFileTypes: true });
    } catch (cause) {
      const { message } = cause as Error;
      if (folder === "")
        throw new DataError(
          "INVALID_DATA",
          `${root}: the folder cannot be read: ${message}`,
          { path: root },
          { cause },
        );
      refused.push({ path: folder, reason: `the folder cannot be read: ${reasonIn(message)}` });
      return [];
    }
    const below: string[] = [];
    for (const entry of entries) {
      if (entry.name.startsWith(".")) continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) below.push(path);
      else if (entry.isSymbolicLink()) links.push(path);
      else if (!takes(entry.name)) continue;
      else if (entry.isFile()) files.push(path);
      else refused.push({ path, reason: "is no regular file" });
    }
    folders.push(...below);
    return below;
  };

  const descend = async (start: string): Promise<void> => {
    for (let level = [start]; level.length > 0; ) {
      const below: string[] = [];
      for (let i = 0; i < level.length; i += AT_ONCE)
        for (const found of await Promise.all(level.slice(i, i + AT_ONCE).map(visit))) below.push(...found);
      level = below;
    }
  };

  await descend("");
  // In a fixed order, since the first link to a folder gives its files their paths.
  for (let batch = sortedByBytes(links.splice(0)); batch.length > 0; batch = sortedByBytes(links.splice(0)))
    for (const path of batch) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      const { target, problem } = await targetOf(`${root}/${path}`);
      if (target?.isDirectory()) {
        folders.push(path);
        await descend(path);
      } else if (takes(name)) {
        if (target?.isFile()) files.push(path);
        else
          refused.push({ path, reason: target ? "is no regular file" : `is a link to nothing: ${problem}` });
      }
    }

  const sorted = sortedByBytes(files);
  // Such a name promises an image; a folder of that name which holds some is just a folder.
  for (const path of folders)
    if (takes(path.slice(path.lastIndexOf("/") + 1)) && !holdsSome(sorted, `${path}/`))
      refused.push({ path, reason: "is a folder" });
  return { files: sorted, refused };
}

/** By the bytes of the names as the disk has them: the same order everywhere, whatever the language. */
export function sortedByBytes(paths: string[]): string[] {
  // Code units sort as bytes do but for surrogates.
  if (!paths.some((path) => /[\ud800-\udfff]/.test(path))) return paths.sort();
  const bytes = paths.map((path) => [Buffer.from(path), path] as const);
  return bytes.sort(([a], [b]) => Buffer.compare(a, b)).map(([, path]) => path);
}

async function targetOf(path: string): Promise<{ target?: Stats; problem?: string }> {
  try {
    return { target: await stat(path) };
  } catch (error) {
    return { problem: reasonIn((error as Error).message) };
  }
}

function holdsSome(files: readonly string[], prefix: string): boolean {
  return files.some((path) => path.startsWith(prefix));
}

/** "EACCES: permission denied, scandir '/photos/x'" without the path. */
function reasonIn(message: string): string {
  return message.replace(/, \w+ '.*$/s, "").slice(0, 200);
}
