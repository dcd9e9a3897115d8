/** Image files for the tests of data, made by sharp in a temporary folder. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import type { Batch, Images, Tensor } from "../../lib";

/** A folder that goes when the file's tests are over. */
export function temporaryFolder(): { readonly path: (...names: string[]) => string } {
  const folder = mkdtempSync(join(tmpdir(), "dino-images-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return { path: (...names) => join(folder, ...names) };
}

/** An image of the given pixels, row by row, each an array of its channels. */
export function picture(rows: readonly (readonly (readonly number[])[])[]): Sharp {
  const [first] = rows;
  const channels = first![0]!.length as 1 | 2 | 3 | 4;
  return sharp(Buffer.from(rows.flat(2)), { raw: { width: first!.length, height: rows.length, channels } });
}

/** One colour, with channels of one number each. */
export function plain(width: number, height: number, ...colour: number[]): Sharp {
  const channels = colour.length as 1 | 2 | 3 | 4;
  const pixels = Buffer.alloc(width * height * channels, Uint8Array.from(colour));
  return sharp(pixels, { raw: { width, height, channels } });
}

/** Values that differ from pixel to pixel, so that it does not compress to nothing. */
export function noise(width: number, height: number, seed = 1): Sharp {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state >>> 24;
  };
  return sharp(Buffer.from(Array.from({ length: width * height * 3 }, next)), {
    raw: { width, height, channels: 3 },
  });
}

export async function write(path: string, image: Sharp | Uint8Array): Promise<string> {
  writeFileSync(path, "toBuffer" in image ? await image.toBuffer() : image);
  return path;
}

/** The images of a batch, each as [shape, values]. */
export function valuesOf(images: Images): [readonly number[], number[]][] {
  if (Array.isArray(images))
    return (images as Tensor<"uint8">[]).map((image) => [image.shape, Array.from(image.toTypedArray())]);
  const { shape } = images as Tensor<"uint8">;
  const all = Array.from((images as Tensor<"uint8">).toTypedArray());
  const size = shape.slice(1).reduce((product, length) => product * length, 1);
  return Array.from({ length: shape[0]! }, (_, i) => [shape.slice(1), all.slice(i * size, (i + 1) * size)]);
}

export function idsOf({ ids }: Batch): number[] {
  return Array.from(ids.toTypedArray(), Number);
}

export function free({ images, labels, ids }: Batch): void {
  for (const tensor of [images, labels, ids].flat() as Tensor[]) tensor.dispose();
}
