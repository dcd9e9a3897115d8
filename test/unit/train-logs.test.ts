/** What a run writes of its steps: lines of JSON, and TensorBoard's events, read back by a reader of its own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JsonLines } from "../../lib/train/jsonl";
import { EventFile } from "../../lib/train/tensorboard";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dino-logs-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("lines of JSON", () => {
  const steps = (path: string) =>
    readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line).step as number);

  test("a run that goes on cuts later steps and a line that was cut short", async () => {
    const path = join(folder, "log.jsonl");
    const first = await JsonLines.open(path, 0);
    for (let step = 1; step <= 5; ++step) await first.append({ step, loss: step / 7 });
    await first.close();
    writeFileSync(path, `${readFileSync(path, "utf8")}{"step":6,"lo`);

    const second = await JsonLines.open(path, 3);
    await second.append({ step: 4, loss: 0 });
    await second.close();
    expect(steps(path)).toEqual([1, 2, 3, 4]);

    writeFileSync(path, `${readFileSync(path, "utf8")}{"step":5`);
    await (await JsonLines.open(path, 9)).close();
    expect(steps(path)).toEqual([1, 2, 3, 4]);
    await (await JsonLines.open(path, 0)).close();
    expect(readFileSync(path, "utf8")).toBe("");
  });

  test("lines that are longer than a chunk of reading are found whole", async () => {
    const path = join(folder, "log.jsonl");
    const long = "x".repeat(100_000);
    writeFileSync(path, [1, 2, 3].map((step) => `${JSON.stringify({ step, long })}\n`).join(""));
    await (await JsonLines.open(path, 2)).close();
    expect(steps(path)).toEqual([1, 2]);
  });
});

describe("TensorBoard's events", () => {
  test("the reader's checksum is CRC-32C", () => {
    expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
  });

  test("scalars come back with tag, step and value, and the records' checksums are right", async () => {
    const events = await EventFile.create(folder);
    await events.scalars(1, { loss: 2.5, "signals/entropy": -0.25 });
    await events.scalars(2 ** 40 + 3, { loss: Number.NaN });
    await events.scalars(3, {});
    await events.close();
    const [version, first, second, ...others] = eventsOf(folder);
    expect(others).toEqual([]);
    expect(version).toMatchObject({ version: "brain.Event:2", step: 0 });
    expect(first).toMatchObject({ step: 1, scalars: { loss: 2.5, "signals/entropy": -0.25 } });
    expect(second).toMatchObject({ step: 2 ** 40 + 3, scalars: { loss: Number.NaN } });
    expect(Math.abs(first!.time - Date.now() / 1000)).toBeLessThan(600);
  });

  test("a run that goes on says from which step on the events before it are void", async () => {
    await (await EventFile.create(folder, 12)).close();
    expect(eventsOf(folder).slice(1)).toMatchObject([{ step: 12, sessionStatus: 1 }]);
    await (await EventFile.create(folder)).close();
    expect(readdirSync(folder)).toHaveLength(2);
  });
});

interface Event {
  time: number;
  step: number;
  version?: string;
  sessionStatus?: number;
  scalars: Record<string, number>;
}

/** Events of the first file in a folder. */
function eventsOf(directory: string): Event[] {
  const name = readdirSync(directory).sort()[0]!;
  expect(name).toMatch(/^events\.out\.tfevents\.\d{10}\./);
  const file = readFileSync(join(directory, name));
  const events: Event[] = [];
  for (let at = 0; at < file.length; ) {
    const length = Number(file.readBigUInt64LE(at));
    expect(file.readUInt32LE(at + 8)).toBe(masked(file.subarray(at, at + 8)));
    const data = file.subarray(at + 12, at + 12 + length);
    expect(file.readUInt32LE(at + 12 + length)).toBe(masked(data));
    events.push(eventOf(data));
    at += 16 + length;
  }
  return events;
}

function eventOf(data: Buffer): Event {
  const event: Event = { time: 0, step: 0, scalars: {} };
  for (const { field, value } of fields(data)) {
    if (field === 1) event.time = (value as Buffer).readDoubleLE();
    if (field === 2) event.step = Number(value);
    if (field === 3) event.version = String(value);
    if (field === 7) event.sessionStatus = Number(fields(value as Buffer)[0]!.value);
    if (field !== 5) continue;
    for (const { value: scalar } of fields(value as Buffer)) {
      const [tag, simple] = fields(scalar as Buffer);
      event.scalars[String(tag!.value)] = (simple!.value as Buffer).readFloatLE();
    }
  }
  return event;
}

/** Any message of protocol buffers, one level deep. */
function fields(data: Buffer): { field: number; value: bigint | Buffer }[] {
  const found: { field: number; value: bigint | Buffer }[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = data[at++]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const bytes = (count: number): Buffer => {
    at += count;
    return data.subarray(at - count, at);
  };
  while (at < data.length) {
    const key = Number(varint());
    const type = key & 7;
    const value = type === 0 ? varint() : bytes(type === 1 ? 8 : type === 5 ? 4 : Number(varint()));
    found.push({ field: key >> 3, value });
  }
  return found;
}

function crc32c(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data)
    for (let bit = 0; bit < 8; ++bit) {
      const low = (crc ^ (byte >> bit)) & 1;
      crc = (crc >>> 1) ^ (low ? 0x82f63b78 : 0);
    }
  return ~crc >>> 0;
}

function masked(data: Buffer): number {
  const crc = crc32c(data);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
