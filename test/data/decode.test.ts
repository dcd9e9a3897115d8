/** What becomes of the pixels of image files of all kinds. */
import { writeFileSync } from "node:fs";
import sharp, { type Sharp } from "sharp";
import { ImageFiles, type ImageFilesOptions, ImageFolder, type Tensor } from "../../lib";
import { noise, picture, plain, temporaryFolder, valuesOf, write } from "./pictures";

const { path } = temporaryFolder();
let files = 0;

/** [C, H, W] and values of one image. */
async function decoded(
  image: Sharp | Uint8Array,
  options: ImageFilesOptions = {},
  name = `${files++}.jpg`,
): Promise<[readonly number[], number[]]> {
  const dataset = await ImageFiles.open([await write(path(name), image)], options);
  const { images } = await dataset.batch([0]);
  expect(dataset.quarantine).toEqual([]);
  return valuesOf(images)[0]!;
}

async function shapeOf(image: Sharp, options: ImageFilesOptions = {}): Promise<readonly number[]> {
  const dataset = await ImageFiles.open([await write(path(`${files++}.jpg`), image)], options);
  return ((await dataset.batch([0])).images as Tensor).shape.slice(1);
}

const A = [10, 20, 30];
const B = [40, 50, 60];
const C = [70, 80, 90];
const D = [100, 110, 120];
const E = [130, 140, 150];
const F = [160, 170, 180];
/** Of rows of pixels: the planes, one after another. */
const planes = (rows: number[][][]): number[] =>
  [0, 1, 2].flatMap((c) => rows.flat().map((pixel) => pixel[c]!));

describe("formats", () => {
  const rows = [
    [A, B, C],
    [D, E, F],
  ];
  test.each<[string, (image: Sharp) => Sharp]>([
    ["png", (image) => image.png()],
    ["webp", (image) => image.webp({ lossless: true })],
    ["gif", (image) => image.gif()],
    ["tiff", (image) => image.tiff({ compression: "lzw" })],
    ["avif", (image) => image.avif({ lossless: true, chromaSubsampling: "4:4:4" })],
    ["interlaced png", (image) => image.png({ progressive: true })],
    ["palette png", (image) => image.png({ palette: true })],
  ])("%s gives planes in the file's rows, whatever the name says", async (_, encode) => {
    const [shape, values] = await decoded(encode(picture(rows)));
    expect(shape).toEqual([3, 2, 3]);
    for (const [i, value] of planes(rows).entries())
      expect(Math.abs(values[i]! - value)).toBeLessThanOrEqual(2);
  });

  test("JPEG, baseline and progressive", async () => {
    for (const progressive of [false, true]) {
      const [shape, values] = await decoded(plain(9, 8, 200, 100, 50).jpeg({ progressive, quality: 100 }));
      expect(shape).toEqual([3, 8, 9]);
      for (const [i, value] of values.entries())
        expect(Math.abs(value - [200, 100, 50][Math.floor(i / 72)]!)).toBeLessThanOrEqual(2);
    }
  });

  test("of an animation the first frame", async () => {
    const frames = Buffer.concat(
      await Promise.all(
        [plain(4, 3, 255, 0, 0), plain(4, 3, 0, 255, 0)].map((frame) => frame.raw().toBuffer()),
      ),
    );
    for (const format of ["gif", "webp"] as const) {
      const animation = sharp(frames, { raw: { width: 4, height: 6, channels: 3, pageHeight: 3 } });
      const [shape, values] = await decoded(animation.toFormat(format, { lossless: true }));
      expect(shape).toEqual([3, 3, 4]);
      expect(values).toEqual([...Array(12).fill(255), ...Array(24).fill(0)]);
    }
  });

  test("a drawing only when asked", async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"><rect width="2" height="1" fill="#ff0000"/></svg>',
    );
    expect(await decoded(svg, { svg: true })).toEqual([
      [3, 1, 2],
      [255, 255, 0, 0, 0, 0],
    ]);
    const refused = await ImageFiles.open([await write(path("drawing.jpg"), svg)]);
    expect((await refused.batch([0])).ids.size).toBe(0);
    expect(refused.quarantine).toEqual([{ path: path("drawing.jpg"), reason: expect.stringMatching(/svg/) }]);
  });
});

describe("orientation", () => {
  // As it lies in the file, and how it is to be looked at: EXIF 2.32, tag 274.
  const stored = [
    [A, B, C],
    [D, E, F],
  ];
  test.each<[number, number[][][]]>([
    [
      1,
      [
        [A, B, C],
        [D, E, F],
      ],
    ],
    [
      2,
      [
        [C, B, A],
        [F, E, D],
      ],
    ],
    [
      3,
      [
        [F, E, D],
        [C, B, A],
      ],
    ],
    [
      4,
      [
        [D, E, F],
        [A, B, C],
      ],
    ],
    [
      5,
      [
        [A, D],
        [B, E],
        [C, F],
      ],
    ],
    [
      6,
      [
        [D, A],
        [E, B],
        [F, C],
      ],
    ],
    [
      7,
      [
        [F, C],
        [E, B],
        [D, A],
      ],
    ],
    [
      8,
      [
        [C, F],
        [B, E],
        [A, D],
      ],
    ],
  ])("%d", async (orientation, seen) => {
    const image = picture(stored).withMetadata({ orientation }).png();
    expect((await sharp(await image.toBuffer()).metadata()).orientation).toBe(orientation);
    const [shape, values] = await decoded(image);
    expect(shape).toEqual([3, seen.length, seen[0]!.length]);
    expect(values).toEqual(planes(seen));
  });

  test("comes before the limits", async () => {
    const image = noise(40, 20).withMetadata({ orientation: 6 }).jpeg();
    expect(await shapeOf(image)).toEqual([3, 40, 20]);
    expect(await shapeOf(image, { shortSide: 10 })).toEqual([3, 20, 10]);
    expect(await shapeOf(image, { size: { height: 30, width: 6 } })).toEqual([3, 30, 6]);
  });
});

describe("colours", () => {
  const flat = (values: number[], count: number) => values.flatMap((value) => Array(count).fill(value));

  test.each<[string, () => Sharp, number[], number]>([
    ["grey", () => plain(2, 2, 77).toColourspace("b-w").png(), [77, 77, 77], 0],
    ["grey and alpha lie on white", () => plain(2, 2, 100, 51).png(), [224, 224, 224], 0],
    ["alpha lies on white", () => plain(2, 2, 200, 100, 50, 51).png(), [244, 224, 214], 0],
    ["what is transparent is white", () => plain(2, 2, 9, 9, 9, 0).png(), [255, 255, 255], 0],
    ["16 bits", () => plain(2, 2, 200, 100, 50).toColourspace("rgb16").png(), [200, 100, 50], 0],
    ["16 bits of grey", () => plain(2, 2, 77).toColourspace("grey16").png(), [77, 77, 77], 1],
    ["Lab", () => plain(2, 2, 200, 100, 50).toColourspace("lab").tiff(), [200, 100, 50], 1],
    ["10 bits", () => plain(8, 8, 200, 100, 50).avif({ bitdepth: 10, quality: 100 }), [200, 100, 50], 3],
    [
      "CMYK",
      () => plain(8, 8, 200, 100, 50).toColourspace("cmyk").jpeg({ quality: 100 }),
      [200, 100, 50],
      40,
    ],
  ])("%s", async (_, make, colour, tolerance) => {
    const [[channels, height, width], values] = await decoded(make());
    expect(channels).toBe(3);
    for (const [i, value] of flat(colour, height! * width!).entries())
      expect(Math.abs(values[i]! - value)).toBeLessThanOrEqual(tolerance);
  });

  test("an embedded profile is followed to sRGB", async () => {
    const [, values] = await decoded(plain(1, 1, 200, 100, 50).withIccProfile("p3").png());
    for (const [i, value] of [200, 100, 50].entries())
      expect(Math.abs(values[i]! - value)).toBeLessThanOrEqual(2);
  });

  test("one channel is Pillow's L of colours, and grey as it is", async () => {
    const rows = [
      [A, [255, 0, 0], [0, 255, 0]],
      [
        [0, 0, 255],
        [1, 2, 3],
        [255, 255, 255],
      ],
    ];
    // PIL.Image.fromarray(rows).convert("L")
    expect(await decoded(picture(rows).png(), { channels: 1 })).toEqual([
      [1, 2, 3],
      [18, 76, 150, 29, 2, 255],
    ]);
    expect(
      await decoded(
        picture([[[3], [250]]])
          .toColourspace("b-w")
          .png(),
        { channels: 1 },
      ),
    ).toEqual([
      [1, 1, 2],
      [3, 250],
    ]);
  });
});

describe("sizes", () => {
  test("the smallest and the longest", async () => {
    expect(await decoded(plain(1, 1, 1, 2, 3).png())).toEqual([
      [3, 1, 1],
      [1, 2, 3],
    ]);
    const long = plain(20_000, 10, 1, 2, 3).png();
    expect(await shapeOf(long)).toEqual([3, 2, 4096]);
    expect(await shapeOf(long, { maxSide: 65_536 })).toEqual([3, 10, 20_000]);
    expect(await shapeOf(long, { size: 8 })).toEqual([3, 8, 8]);
  });

  test("large images are shrunk in their proportions, small ones stay", async () => {
    expect(await shapeOf(plain(1200, 900, 1, 2, 3).jpeg())).toEqual([3, 512, 683]);
    expect(await shapeOf(noise(60, 90).jpeg(), { shortSide: 40 })).toEqual([3, 60, 40]);
    expect(await shapeOf(noise(60, 90).jpeg(), { maxSide: 45 })).toEqual([3, 45, 30]);
    expect(await shapeOf(noise(60, 90).jpeg(), { shortSide: 60, maxSide: 90 })).toEqual([3, 90, 60]);
  });

  test("a size is reached by cutting off both ends, or by squeezing", async () => {
    // Four columns: black, white, white, black.
    const striped = picture(
      Array.from({ length: 20 }, () =>
        Array.from({ length: 40 }, (_, x) => (x < 10 || x >= 30 ? [0, 0, 0] : [255, 255, 255])),
      ),
    ).png();
    const [shape, cover] = await decoded(striped, { size: 10 });
    expect(shape).toEqual([3, 10, 10]);
    expect(Math.min(...cover)).toBeGreaterThan(100);
    const [, fill] = await decoded(striped, { size: 10, fit: "fill" });
    const row = fill.slice(0, 10).map((value) => Math.round(value / 255));
    expect([row.slice(0, 2), row.slice(3, 7), row.slice(8)]).toEqual([
      [0, 0],
      [1, 1, 1, 1],
      [0, 0],
    ]);
    expect(await shapeOf(plain(2, 2, 1, 2, 3).png(), { size: { height: 6, width: 4 } })).toEqual([3, 6, 4]);
  });

  test("images of one size make one tensor, others a list", async () => {
    const list = await Promise.all(
      [plain(3, 2, 1, 1, 1), plain(3, 2, 2, 2, 2), plain(2, 3, 3, 3, 3)].map((image, i) =>
        write(path(`sized-${i}.png`), image.png()),
      ),
    );
    const own = await ImageFiles.open(list);
    expect(valuesOf((await own.batch([0, 1])).images)).toEqual(
      [1, 2].map((v) => [[3, 2, 3], Array(18).fill(v)]),
    );
    const { images } = await own.batch([2, 0]);
    expect(Array.isArray(images)).toBe(true);
    expect(valuesOf(images)).toEqual([
      [[3, 3, 2], Array(18).fill(3)],
      [[3, 2, 3], Array(18).fill(1)],
    ]);
    const same = await ImageFiles.open(list, { size: 4 });
    expect((await same.batch([0, 1, 2])).images.shape).toEqual([3, 3, 4, 4]);
    expect((await same.batch([])).images.shape).toEqual([0, 3, 4, 4]);
  });

  test("pixels beyond the limit are not decoded", async () => {
    const file = await write(path("many.png"), plain(30, 20, 1, 2, 3).png());
    const dataset = await ImageFiles.open([file], { maxPixels: 599 });
    expect((await dataset.batch([0])).ids.size).toBe(0);
    expect(dataset.quarantine[0]!.reason).toMatch(/pixel/);
    expect((await (await ImageFiles.open([file], { maxPixels: 600 })).batch([0])).ids.size).toBe(1);
  });
});

test("lists come from text files, too, relative to them", async () => {
  for (const [i, name] of ["one.png", "two words.png"].entries())
    await write(path(name), plain(1, 1, i, i, i).png());
  writeFileSync(path("list.txt"), "\uFEFFone.png\r\n\r\ntwo words.png\n");
  const dataset = await ImageFiles.open(path("list.txt"), { labels: [5, 0], classes: ["a", "b"] });
  expect([dataset.length, dataset.classes, dataset.labels]).toEqual([2, ["a", "b"], Int32Array.of(5, 0)]);
  expect(dataset.path(1)).toBe(path("two words.png"));
  const { images, labels, ids } = await dataset.batch([1, 0, 1]);
  expect(valuesOf(images).map(([, [value]]) => value)).toEqual([1, 0, 1]);
  expect(Array.from(labels.toTypedArray())).toEqual([0n, 5n, 0n]);
  expect(Array.from(ids.toTypedArray())).toEqual([1n, 0n, 1n]);
});

test("lists with room for millions, and nothing in it, are refused at their first place", async () => {
  const list = new Array(2 ** 32 - 1);
  const refused = (message: RegExp) => ({
    code: "INVALID_ARGUMENT",
    message: expect.stringMatching(message),
  });
  await expect(ImageFiles.open(list)).rejects.toMatchObject(refused(/list: expected paths.*undefined at 0/));
  await expect(ImageFiles.open(["a.png"], { classes: list })).rejects.toMatchObject(
    refused(/classes: expected a list of names/),
  );
  await expect(ImageFolder.open(path("."), { extensions: list })).rejects.toMatchObject(
    refused(/extensions: expected a list of names/),
  );
});
