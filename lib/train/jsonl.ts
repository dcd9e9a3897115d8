import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Lines of JSON, one a step, each beginning with `{"step":`. A run that goes on from a checkpoint writes the steps after it again,
 * so that lines of later steps, and one that was cut short, are taken away first.
 */
export class JsonLines {
  readonly #file: FileHandle;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** @param lastStep the last step whose line is kept */
  static async open(path: string, lastStep: number): Promise<JsonLines> {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, "a+");
    try {
      await file.truncate(await endOfStep(file, lastStep));
      return new JsonLines(file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async append(line: { readonly step: number } & Readonly<Record<string, unknown>>): Promise<void> {
    await this.#file.appendFile(`${JSON.stringify(line)}\n`);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

const CHUNK = 1 << 16;
const NEWLINE = 10;

/** Where the line of the last step up to `lastStep` ends. */
async function endOfStep(file: FileHandle, lastStep: number): Promise<number> {
  const chunk = Buffer.alloc(CHUNK);
  let line = Buffer.alloc(0);
  let offset = 0;
  let end = 0;
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK, offset);
    if (bytesRead === 0) return end;
    let begin = 0;
    for (let i = chunk.indexOf(NEWLINE); i >= 0 && i < bytesRead; i = chunk.indexOf(NEWLINE, begin)) {
      const step = /^\{"step":(\d+)/.exec(`${line}${chunk.toString("latin1", begin, i)}`)?.[1];
      begin = i + 1;
      line = Buffer.alloc(0);
      if (step === undefined) continue;
      if (Number(step) > lastStep) return end;
      end = offset + begin;
    }
    // The beginning of a line is all that is looked at.
    line = Buffer.concat([line, chunk.subarray(begin, bytesRead)]).subarray(0, 64);
    offset += bytesRead;
  }
}
