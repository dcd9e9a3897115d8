import { type FileHandle, mkdir, open } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

let files = 0;

/**
 * A file of TensorBoard's events: records of TFRecord (length, its checksum, data, the data's checksum) that hold
 * protocol buffers of `tensorflow.Event`. Both are written here: scalars need four fields of them.
 */
export class EventFile {
  readonly #file: FileHandle;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /**
   * A new file in `directory`, which TensorBoard reads with those that are there.
   * @param purgeStep events of earlier files from this step on are not shown any more: the run goes on before it
   */
  static async create(directory: string, purgeStep?: number): Promise<EventFile> {
    await mkdir(directory, { recursive: true });
    const seconds = Math.floor(Date.now() / 1000);
    // By time, as TensorBoard wants it; by process and number, so that no two are the same.
    const name = `events.out.tfevents.${String(seconds).padStart(10, "0")}.${hostname()}.${process.pid}.${files++}`;
    const events = new EventFile(await open(join(directory, name), "wx"));
    await events.#write(event(0, text(FILE_VERSION, "brain.Event:2")));
    if (purgeStep !== undefined)
      await events.#write(event(purgeStep, message(SESSION_LOG, varint(STATUS, SESSION_START))));
    return events;
  }

  /** Appends values by their tags. */
  async scalars(step: number, values: Readonly<Record<string, number>>): Promise<void> {
    const summary = Object.entries(values).map(([tag, value]) =>
      message(VALUE, text(TAG, tag), float(SIMPLE_VALUE, value)),
    );
    if (summary.length > 0) await this.#write(event(step, message(SUMMARY, ...summary)));
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #write(data: Buffer): Promise<void> {
    await this.#file.appendFile(record(data));
  }
}

// Fields of tensorflow.Event, SessionLog, Summary and Summary.Value.
const WALL_TIME = 1;
const STEP = 2;
const FILE_VERSION = 3;
const SUMMARY = 5;
const SESSION_LOG = 7;
const STATUS = 1;
const SESSION_START = 1;
const VALUE = 1;
const TAG = 1;
const SIMPLE_VALUE = 2;

function event(step: number, what: Buffer): Buffer {
  return Buffer.concat([double(WALL_TIME, Date.now() / 1000), varint(STEP, step), what]);
}

function key(field: number, type: number): Buffer {
  return Buffer.from([(field << 3) | type]);
}

function varint(field: number, value: number): Buffer {
  return Buffer.concat([key(field, 0), digits(value)]);
}

/** Seven bits a byte, lowest first; a whole number of 0 or more. */
function digits(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}

function double(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([key(field, 1), bytes]);
}

function float(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([key(field, 5), bytes]);
}

function text(field: number, value: string): Buffer {
  return message(field, Buffer.from(value));
}

function message(field: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([key(field, 2), digits(content.length), content]);
}

function record(data: Buffer): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(data.length));
  return Buffer.concat([length, checksum(length), data, checksum(data)]);
}

/** TFRecord's: CRC-32C, rotated and with a constant added, so that a checksum of checksums is none of the data's. */
function checksum(data: Buffer): Buffer {
  let crc = 0xffffffff;
  for (const byte of data) crc = CRC[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  crc = ~crc >>> 0;
  const masked = Buffer.alloc(4);
  masked.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
  return masked;
}

/** CRC-32C of each byte: Castagnoli's polynomial, reflected. */
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; ++bit) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc;
});
