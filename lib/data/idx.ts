import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { describe } from "../describe";
import { ArgumentError, DataError } from "../errors";

/** An IDX file's contents: elements of one byte in row-major order. */
export interface IdxFile {
  /** Sizes of the dimensions, images first. */
  readonly shape: readonly number[];
  /** As many bytes as `shape` has elements. */
  readonly data: Uint8Array;
}

/** No IDX data set comes near it, and a small hostile gzip file cannot fill memory. */
const LARGEST_FILE = 2 ** 31;

const UNSIGNED_BYTE = 0x08;

/**
 * Reads an IDX file of unsigned bytes, the format of MNIST, plain or gzipped: two zero bytes, the type (8), the number
 * of dimensions, their sizes as big-endian 32-bit numbers, the elements.
 * @throws DataError when the file cannot be read, is no such file or is cut short
 */
export async function readIdx(path: string): Promise<IdxFile> {
  if (typeof path !== "string")
    throw new ArgumentError("INVALID_ARGUMENT", `readIdx: expected a path, got ${describe(path)}`);
  const bytes = await decompressed(path, await contents(path));
  const fail = (reason: string): never => {
    throw new DataError("INVALID_DATA", `${path}: ${reason}`, { path });
  };
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0)
    fail("expected an IDX file, which begins with two zero bytes");
  if (bytes[2] !== UNSIGNED_BYTE)
    fail(`expected IDX elements of type 8 (unsigned byte), got type ${bytes[2]}`);
  const dims = bytes[3]!;
  const header = 4 + 4 * dims;
  if (dims === 0 || bytes.length < header)
    fail(`expected the sizes of ${dims} dimensions, the file ends before them`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dims }, (_, i) => view.getUint32(4 + 4 * i));
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== bytes.length - header)
    fail(`expected ${size} elements for a shape of [${shape.join(", ")}], got ${bytes.length - header}`);
  return { shape, data: bytes.subarray(header) };
}

async function contents(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new DataError("INVALID_DATA", `readIdx: ${(cause as Error).message}`, { path }, { cause });
  }
}

async function decompressed(path: string, bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: LARGEST_FILE });
  } catch (cause) {
    throw new DataError(
      "INVALID_DATA",
      `${path}: does not decompress: ${(cause as Error).message}`,
      { path },
      { cause },
    );
  }
}
