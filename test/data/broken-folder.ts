/** A folder of 2,000 files of which 200 are broken, in ten ways. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { noise } from "./pictures";

/** Makes the folder and gives the names below it, sorted: 1,800 images of 32 × 24 and 200 that are none. */
export async function brokenFolder(directory: string): Promise<{ whole: string[]; broken: string[] }> {
  mkdirSync(directory);
  const jpeg = await noise(32, 24).jpeg().toBuffer();
  const png = await noise(32, 24).png().toBuffer();
  const fifos: string[] = [];
  const kinds: Record<string, (file: string) => void> = {
    "cut-jpeg": (file) => writeFileSync(file, jpeg.subarray(0, jpeg.length * 0.6)),
    "cut-png": (file) => writeFileSync(file, png.subarray(0, png.length * 0.6)),
    empty: (file) => writeFileSync(file, ""),
    text: (file) => writeFileSync(file, "this is no image"),
    page: (file) =>
      writeFileSync(file, "<!doctype html><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
    "noise-after-header": (file) =>
      writeFileSync(file, Buffer.concat([png.subarray(0, 60), jpeg.subarray(60)])),
    bomb: (file) => writeFileSync(file, bomb(png)),
    folder: (file) => mkdirSync(file),
    "link-to-nothing": (file) => symlinkSync("nonesuch", file),
    pipe: (file) => fifos.push(file),
  };
  for (let part = 0; part < 7; ++part) mkdirSync(`${directory}/part-${part}`);
  const broken: string[] = [];
  for (const [kind, make] of Object.entries(kinds))
    for (let i = 0; i < 20; ++i) {
      broken.push(`part-${i % 7}/${kind}-${i}.${i % 2 ? "jpg" : "png"}`);
      make(`${directory}/${broken.at(-1)}`);
    }
  execFileSync("mkfifo", fifos);
  const whole: string[] = [];
  for (let i = 0; i < 1800; ++i) {
    whole.push(`part-${i % 7}/image-${i}.${i % 3 ? "jpg" : "png"}`);
    writeFileSync(`${directory}/${whole.at(-1)}`, i % 3 ? jpeg : png);
  }
  return { whole: whole.sort(), broken: broken.sort() };
}

/** A PNG whose header promises 60,000 x 60,000 pixels. */
function bomb(png: Buffer): Buffer {
  const copy = Buffer.from(png);
  copy.writeUInt32BE(60_000, 16);
  copy.writeUInt32BE(60_000, 20);
  copy.writeUInt32BE(crc32(copy.subarray(12, 29)), 29);
  return copy;
}
