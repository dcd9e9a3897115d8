/** Pictures: files, colours, grids and overlays. */
import sharp from "sharp";
import {
  colorMap,
  encodePng,
  full,
  imageGrid,
  manualSeed,
  overlay,
  rand,
  randint,
  type Tensor,
  tensor,
  zeros,
} from "../../lib";

beforeEach(() => manualSeed(0));

/** What any reader of PNG sees. */
async function decoded(png: Uint8Array): Promise<{ shape: number[]; pixels: number[] }> {
  const { channels } = await sharp(png).metadata();
  // Without it sharp makes RGB of grey.
  const { data, info } = await sharp(png)
    .toColourspace(channels === 1 ? "b-w" : "srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { shape: [info.channels, info.height, info.width], pixels: [...data] };
}
const interleaved = (image: Tensor) =>
  Array.from(image.permute([1, 2, 0]).contiguous().toTypedArray() as Uint8Array);

describe("encodePng", () => {
  test.each([1, 3, 4])("%i channels of bytes come back as they were", async (channels) => {
    const image = randint(0, 256, [channels, 7, 5], { dtype: "uint8" });
    expect(await decoded(await encodePng(image))).toEqual({
      shape: [channels, 7, 5],
      pixels: interleaved(image),
    });
  });

  test("numbers from 0 to 1 are rounded to bytes; what is beyond is clamped, NaN is black", async () => {
    const image = tensor([[[0, 1, 0.5, 2, -1, Number.NaN, 0.2]]]);
    expect((await decoded(await encodePng(image))).pixels).toEqual([0, 255, 128, 255, 0, 0, 51]);
  });

  test("views and images that are not contiguous too", async () => {
    const image = randint(0, 256, [3, 6, 9], { dtype: "uint8" }).transpose(1, 2).flip(1).slice(2, 0, null, 2);
    expect(await decoded(await encodePng(image))).toEqual({ shape: [3, 9, 3], pixels: interleaved(image) });
  });

  test("refuses what is no picture", async () => {
    await expect(encodePng(zeros([2, 4, 4]))).rejects.toMatchObject({ code: "INVALID_SHAPE" });
    await expect(encodePng(zeros([1, 0, 4]))).rejects.toMatchObject({ code: "INVALID_SHAPE" });
    await expect(encodePng(zeros([1, 4, 4], { dtype: "int64" }))).rejects.toMatchObject({
      code: "INVALID_DTYPE",
    });
    await expect(encodePng(zeros([1, 1, 40_000]))).rejects.toThrow(/sides of 1 to 32768/);
  });
});

test("colorMap goes through the published points of its table, between them linearly", () => {
  const hex = (values: number[], name?: "viridis" | "inferno") => {
    const colours = colorMap(tensor([values]), { range: [0, 1], ...(name && { name }) })
      .mul(255)
      .round();
    return values.map((_, i) =>
      [0, 1, 2]
        .map((c) =>
          Number(colours.get(c, 0, i).item())
            .toString(16)
            .padStart(2, "0"),
        )
        .join(""),
    );
  };
  expect(hex([0, 1 / 9, 8 / 9, 1])).toEqual(["440154", "482878", "b4de2c", "fde725"]);
  expect(hex([0, 1, 7, -3], "inferno")).toEqual(["000004", "fcffa4", "fcffa4", "000004"]);
  // A quarter of the way from 0x44 to 0x48, from 0x01 to 0x28, from 0x54 to 0x78.
  expect(hex([1 / 36])).toEqual(["450b5d"]);
});

test("each map of a batch is spread over the table by itself; constant maps and NaN get its first colour", () => {
  const maps = rand([2, 3, 4]);
  const scaled = colorMap(maps.mul(tensor([[[5]], [[0.1]]])).add(2));
  expect(scaled.shape).toEqual([2, 3, 3, 4]);
  expect(scaled.allclose(colorMap(maps), { atol: 1e-4 })).toBe(true);
  const first = [0x44, 0x01, 0x54].map((byte) => byte / 255);
  const expected = tensor(first).reshape([3, 1, 1]).expand([3, 2, 2]);
  expect(colorMap(full([2, 2], 3)).allclose(expected, { atol: 1e-6 })).toBe(true);
  expect(colorMap(full([2, 2], Number.NaN)).allclose(expected, { atol: 1e-6 })).toBe(true);
});

test("overlay mixes a map in, each of its cells one square of the picture", () => {
  const image = randint(0, 256, [1, 6, 8], { dtype: "uint8" });
  const map = rand([3, 4]);
  const grey = image.float().div(255).expand([3, 6, 8]);
  const colours = colorMap(map).repeatInterleave(2, 1).repeatInterleave(2, 2);
  expect(
    overlay(image, map, { alpha: 0.25 }).allclose(grey.mul(0.75).add(colours.mul(0.25)), { atol: 1e-6 }),
  ).toBe(true);
  expect(overlay(image, map, { alpha: 0 }).allclose(grey, { atol: 1e-6 })).toBe(true);
});

test("imageGrid puts pictures in rows with a gap", () => {
  const images = randint(0, 256, [3, 1, 2, 3], { dtype: "uint8" });
  const sheet = imageGrid(images, { columns: 2, gap: 1, background: 1 });
  expect([sheet.dtype, sheet.shape]).toEqual(["uint8", [3, 5, 7]]);
  const cell = (row: number, column: number) => sheet.narrow(1, row * 3, 2).narrow(2, column * 4, 3);
  for (const [i, [row, column]] of (
    [
      [0, 0],
      [0, 1],
      [1, 0],
    ] as const
  ).entries())
    expect(cell(row, column).equal(images.select(0, i).expand([3, 2, 3]))).toBe(true);
  expect(cell(1, 1).eq(255).all().item()).toBe(true);
  expect(sheet.narrow(1, 2, 1).eq(255).all().item()).toBe(true);
  const large = imageGrid([images.select(0, 0)], { scale: 3 });
  expect(
    large.equal(images.select(0, 0).repeatInterleave(3, 1).repeatInterleave(3, 2).expand([3, 6, 9])),
  ).toBe(true);
  expect(() => imageGrid([zeros([1, 2, 3]), zeros([1, 3, 3])])).toThrow(
    /images\[1\]: expected \[3, 2, 3\] as the first/,
  );
});
