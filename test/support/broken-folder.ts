/** A folder such as users have: most of its files are images, and some are broken in each of ten ways. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { noise } from "../data/pictures";

/** Makes `directory` with 2,000 files, of which 200 are broken; gives their names below it, sorted. */
export async function folderWithBroken(
  directory: string,
  { width, height }: { readonly width: number; readonly height: number } = { width: 32, height: 24 },
): Promise<{ readonly whole: readonly string[]; readonly broken: readonly string[] }> {
  mkdirSync(directory);
  const jpeg = await noise(width, height).jpeg().toBuffer();
  const png = await noise(width, height).png().toBuffer();
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
  const broken = Object.keys(kinds).flatMap((kind) =>
    Array.from(
      { length: 20 },
      (_, i) => [`part-${i % 7}/${kind}-${i}.${i % 2 ? "jpg" : "png"}`, kind] as const,
    ),
  );
  for (let part = 0; part < 7; ++part) mkdirSync(`${directory}/part-${part}`);
  for (const [name, kind] of broken) kinds[kind]!(`${directory}/${name}`);
  execFileSync("mkfifo", fifos);
  const whole: string[] = [];
  for (let i = 0; i < 1800; ++i) {
    whole.push(`part-${i % 7}/image-${i}.${i % 3 ? "jpg" : "png"}`);
    writeFileSync(`${directory}/${whole.at(-1)}`, i % 3 ? jpeg : png);
  }
  return { whole: whole.sort(), broken: broken.map(([name]) => name).sort() };
}

/** A PNG whose header promises 60,000 x 60,000 pixels. */
function bomb(png: Buffer): Buffer {
  const copy = Buffer.from(png);
  copy.writeUInt32BE(60_000, 16);
  copy.writeUInt32BE(60_000, 20);
  copy.writeUInt32BE(crc32(copy.subarray(12, 29)), 29);
  return copy;
}
