import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Writes a text file that appears whole or not at all: it is written beside the target, flushed to the disk and renamed.
 * @throws the file system's own error
 */
export async function writeText(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.text-${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
