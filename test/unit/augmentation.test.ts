/** Crops as users look at them: what is drawn, how often, and what becomes of images. */
import {
  type ColorAdjustment,
  type CropParameters,
  cat,
  DINOConf,
  type DINOConfInput,
  DINOWrapper,
  fromTypedArray,
  jit,
  manualSeed,
  ops,
  rand,
  randint,
  renderCrops,
  type SampledCrops,
  sampleCropParameters,
  setNumThreads,
  stack,
  type Tensor,
  tensor,
  torchInfo,
} from "../../lib";
import { loadCase, numbers } from "../golden/golden";

beforeEach(() => manualSeed(0));

/** Views of as many images as it takes to see `count` of them. */
function draws(
  conf: DINOConfInput,
  height: number,
  width: number,
  count: number,
): Required<CropParameters>[] {
  const checked = new DINOConf({ ...conf, globalCropsNumber: 64, localCropsNumber: 0 });
  return Array.from({ length: Math.ceil(count / 64) }, (_, imagesSeen) =>
    sampleCropParameters(checked, { height, width, imagesSeen }),
  ).flatMap(({ globalCrops }) => globalCrops);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const share = (values: readonly unknown[]) => values.filter(Boolean).length / values.length;

function expectNear(what: string, actual: number, expected: number, tolerance: number): void {
  if (!(Math.abs(actual - expected) <= tolerance))
    throw new Error(`${what}: expected ${expected} ± ${tolerance}, got ${actual}`);
}

describe("what is drawn", () => {
  test("100,000 views: shares within one in a hundred, factors in their ranges and evenly spread", () => {
    const views = draws({ globalBlurProbability: [1, 0.1], globalSolarizeProbability: 0.2 }, 60, 80, 100_000);
    // The first of an image's 64 views has a share of its own.
    const others = views.filter((_, i) => i % 64 > 0);
    expect(views.filter((_, i) => i % 64 === 0).every(({ blur }) => blur)).toBe(true);
    for (const [what, values, expected] of [
      ["flip", views.map(({ flip }) => flip), 0.5],
      ["jitter", views.map(({ jitter }) => jitter.length > 0), 0.8],
      ["grayscale", views.map(({ grayscale }) => grayscale), 0.2],
      ["blur", others.map(({ blur }) => blur !== null), 0.1],
      ["solarize", views.map(({ solarize }) => solarize === 128), 0.2],
    ] as const)
      expectNear(what, share(values), expected, 0.01);
    const steps = views.flatMap(({ jitter }) => jitter);
    for (const [adjust, low, high] of [
      ["brightness", 0.6, 1.4],
      ["contrast", 0.6, 1.4],
      ["saturation", 0.8, 1.2],
      ["hue", -0.1, 0.1],
    ] as const)
      expectUniform(
        adjust,
        steps.filter((step) => step.adjust === adjust).map(({ factor }) => factor),
        low,
        high,
      );
    expectUniform(
      "sigma",
      views.flatMap(({ blur }) => (blur ? [blur.sigma] : [])),
      0.1,
      2,
    );
    // Each of the 24 orders as often as the others.
    const orders = new Map<string, number>();
    for (const { jitter } of views)
      if (jitter.length > 0) {
        const order = jitter.map((step) => step.adjust).join();
        orders.set(order, (orders.get(order) ?? 0) + 1 / views.length);
      }
    expect(orders.size).toBe(24);
    for (const [order, found] of orders) expectNear(order, found, 0.8 / 24, 0.003);
  });

  function expectUniform(what: string, values: readonly number[], low: number, high: number): void {
    expect(values.length).toBeGreaterThan(5000);
    expect(values.every((value) => value >= low && value < high)).toBe(true);
    const tenths = Array.from({ length: 10 }, (_, i) => low + ((high - low) * i) / 10);
    for (const edge of tenths) {
      const within = values.filter((value) => value >= edge && value < edge + (high - low) / 10);
      expectNear(`${what} from ${edge}`, within.length / values.length, 0.1, 0.015);
    }
  }

  test("boxes are those of torchvision's random resized crop, the fallback included", async () => {
    const { json, params } = await loadCase("rrc_stats");
    const levels: number[] = params.quantile_levels;
    expect(json.statistics).toHaveLength(8);
    for (const reference of json.statistics) {
      const { key, height, width, scale, n } = reference;
      const boxes = draws({ globalCropsScale: scale }, height, width, 12_800).map(({ box }) => box);
      const m = boxes.length;
      const compare = (
        what: string,
        values: number[],
        want: { mean: number; std: number; quantiles: number[] },
        error: number,
      ) => {
        expectNear(
          `${key}: ${what}`,
          mean(values),
          want.mean,
          5 * Math.sqrt(error ** 2 + want.std ** 2 / m) + 1e-12,
        );
        const sorted = values.toSorted((a, b) => a - b);
        for (const [i, level] of levels.entries())
          expectNear(
            `${key}: ${what} at ${level}`,
            sorted[Math.floor(level * m)]!,
            want.quantiles[i]!,
            0.01 + 0.01 * want.quantiles[i]!,
          );
      };
      const areas = boxes.map((box) => (box.height * box.width) / (height * width));
      compare("area", areas, reference.area_ratio, reference.standard_errors.area_mean);
      compare(
        "aspect",
        boxes.map((box) => box.width / box.height),
        reference.aspect_w_over_h,
        reference.standard_errors.aspect_mean,
      );
      expect(
        boxes.every(
          ({ top, left, ...box }) =>
            top >= 0 && left >= 0 && top + box.height <= height && left + box.width <= width,
        ),
      ).toBe(true);
      if (reference.fallback_box_tlhw === null) continue;
      const [top, left, h, w] = reference.fallback_box_tlhw;
      const fallbacks = share(
        boxes.map((box) => box.top === top && box.left === left && box.height === h && box.width === w),
      );
      const p: number = reference.fallback_frequency;
      // Of a square enough image the fallback is the whole, which a try may find as well.
      const chance = key.startsWith("100x1000") ? 0 : 0.002;
      expectNear(
        `${key}: fallback`,
        fallbacks,
        p,
        5 * Math.sqrt(p * (1 - p) * (1 / n + 1 / m)) + 1e-4 + chance,
      );
    }
  });

  test("DINOv2's inverted probability of a blur is an option", async () => {
    const { tensors } = await loadCase("dinov2_blur_frequency");
    const conf = new DINOConf({ blurProbabilityMode: "reference", localCropsNumber: 2 });
    const images = Array.from({ length: 4000 }, (_, id) =>
      sampleCropParameters(conf, { height: 9, width: 9, id }),
    );
    const blurred = (view: (image: SampledCrops) => Required<CropParameters>) =>
      share(images.map((image) => view(image).blur));
    const [never, mostly, half] = ["global1_p1.0", "global2_p0.1", "local_p0.5"].map(
      (name) => numbers(tensors[name]!)[0]!,
    );
    expect(blurred(({ globalCrops }) => globalCrops[0]!)).toBe(never);
    expectNear(
      "second",
      blurred(({ globalCrops }) => globalCrops[1]!),
      mostly!,
      5 * Math.sqrt((2 * 0.09) / 4000),
    );
    expectNear(
      "local",
      blurred(({ localCrops }) => localCrops[1]!),
      half!,
      5 * Math.sqrt((2 * 0.25) / 4000),
    );
  });

  test("the same key gives the same views, and any other one others", () => {
    const at = (options: object, conf: DINOConfInput = {}) =>
      sampleCropParameters(conf, { height: 50, width: 70, ...options });
    const first = at({ id: 3, epoch: 2 });
    expect(at({ id: 3n, epoch: 2, seed: 0n })).toEqual(first);
    expect(first.globalCrops).toHaveLength(2);
    expect(first.localCrops).toHaveLength(8);
    const views = [
      first,
      at({ id: 4, epoch: 2 }),
      at({ id: -3, epoch: 2 }),
      at({ id: 3 }),
      at({ imagesSeen: 3 }),
      at({ id: 3, epoch: 2, seed: 1 }),
      at({ id: 3, epoch: 2 }, { seed: 2 }),
    ];
    const boxes = views.flatMap(({ globalCrops, localCrops }) =>
      [...globalCrops, ...localCrops].map(({ box }) => JSON.stringify(box)),
    );
    expect(new Set(boxes).size).toBe(70);
  });

  test("probabilities and ranges of one thing leave the numbers of the others alone", () => {
    const options = { height: 50, width: 70, id: 3 };
    const plain = sampleCropParameters({}, options);
    const other = sampleCropParameters(
      {
        flipProbability: 1,
        jitterProbability: 0,
        globalBlurProbability: 0,
        localBlurProbability: 0,
        grayscaleProbability: 1,
        globalSolarizeProbability: 1,
      },
      options,
    );
    expect(other.globalCrops.map(({ box }) => box)).toEqual(plain.globalCrops.map(({ box }) => box));
    expect(
      other.globalCrops.every(
        ({ flip, jitter, grayscale, blur, solarize }) =>
          flip && jitter.length === 0 && grayscale && blur === null && solarize === 128,
      ),
    ).toBe(true);
    // What has no range is no step: even a shift of 0 changes colours on its way through HSV.
    const still = sampleCropParameters({ hue: 0, brightness: 0, jitterProbability: 1 }, options);
    const kinds = still.localCrops.map(({ jitter }) => jitter.map(({ adjust }) => adjust).sort());
    expect(kinds).toEqual(Array(8).fill(["contrast", "saturation"]));
  });
});

describe("what becomes of images", () => {
  const whole = (height: number, width: number) => ({
    box: { top: 0, left: 0, height, width },
    size: [height, width] as const,
  });
  const bytes = (...shape: number[]) => randint(0, 256, shape).to("uint8");
  const everything = {
    ...whole(20, 30),
    box: { top: 2, left: 3, height: 15, width: 20 },
    flip: true,
    jitter: [
      { adjust: "hue", factor: 0.1 },
      { adjust: "contrast", factor: 1.3 },
      { adjust: "saturation", factor: 0.5 },
      { adjust: "brightness", factor: 0.9 },
    ],
    grayscale: false,
    blur: { kind: "pil", sigma: 1.3 },
    solarize: 100,
  } as const satisfies CropParameters;

  test("training renders what these two functions show", async () => {
    const weight = rand([8, 3, 3, 3]);
    const net = await jit.define({
      name: "Net",
      source:
        "def forward(self, x: Tensor) -> Tensor:\n    return torch.conv2d(x, self.weight).mean([2, 3])\n",
      parameters: { weight },
    });
    const conf = new DINOConf({
      globalCropSize: [12, 16],
      localCropSize: 9,
      localCropsNumber: 3,
      originalOutput: "none",
      seed: 5,
    });
    const images = bytes(2, 3, 24, 20);
    const sampled = [7n, 9n].map((id) => sampleCropParameters(conf, { height: 24, width: 20, id, epoch: 0 }));
    const rendered = async (view: (image: SampledCrops) => CropParameters) => {
      const crops = await renderCrops(
        images,
        sampled.map((image, i) => ({ ...view(image), image: i })),
      );
      const [mean, std] = [
        [0.485, 0.456, 0.406],
        [0.229, 0.224, 0.225],
      ].map((values) => tensor(values).reshape([1, 3, 1, 1]));
      return crops.sub(mean!).div(std!);
    };
    const globalCrops = [
      await rendered((image) => image.globalCrops[0]!),
      await rendered((image) => image.globalCrops[1]!),
    ];
    const localCrops = [0, 1, 2].map((i) => rendered((image) => image.localCrops[i]!));
    const [, expected] = await (await DINOWrapper.create(net, conf)).forwardCrops({
      globalCrops,
      localCrops: await Promise.all(localCrops),
    });
    const [, loss] = await (await DINOWrapper.create(net, conf)).forward(images, {
      ids: BigInt64Array.of(7n, 9n),
    });
    expect(loss.item()).toBe(expected.item());
  });

  test.each(["pil", "torchvision"] as const)(
    "the same bits on one thread and on four: %s",
    async (arithmetic) => {
      const { threads } = torchInfo();
      const images = [bytes(3, 40, 50), bytes(3, 31, 22)];
      const sampled = [0, 1].flatMap((image) => {
        const [, height, width] = images[image]!.shape as [number, number, number];
        return sampleCropParameters({ globalCropsNumber: 6 }, { height, width, id: image }).globalCrops.map(
          (view) => ({ ...view, image }),
        );
      });
      try {
        for (const list of [images, images.map((image) => image.div(255))]) {
          setNumThreads(1);
          const one = await renderCrops(list, sampled, { arithmetic });
          setNumThreads(4);
          expect((await renderCrops(list, sampled, { arithmetic })).equal(one)).toBe(true);
          expect((await renderCrops(list, [sampled[8]!], { arithmetic })).equal(one.narrow(0, 8, 1))).toBe(
            true,
          );
        }
      } finally {
        setNumThreads(threads);
      }
    },
  );

  test("a list of sizes, a batch and single images give the same", async () => {
    const images = [bytes(3, 20, 30), bytes(3, 25, 41)];
    const both = await renderCrops(
      images,
      [0, 1].map((image) => ({ ...everything, image })),
    );
    for (const [i, image] of images.entries())
      expect((await renderCrops(image, [everything])).equal(both.narrow(0, i, 1))).toBe(true);
    const batch = stack([images[0]!, images[0]!.flip([1])]);
    const rows = await renderCrops(batch, [{ ...everything, image: 1 }, everything]);
    expect(
      rows.equal(
        cat([
          await renderCrops(batch.select(0, 1), [everything]),
          await renderCrops(batch.select(0, 0), [everything]),
        ]),
      ),
    ).toBe(true);
    // What memory looks like makes no difference.
    expect(
      (await renderCrops(images[0]!.permute([1, 2, 0]).contiguous().permute([2, 0, 1]), [everything])).equal(
        both.narrow(0, 0, 1),
      ),
    ).toBe(true);
  });

  test.each(["uint8", "float32"])(
    "channels that are no colours: each is rendered alone, colour is left out, %s",
    async (dtype) => {
      const make = (...shape: number[]) => (dtype === "uint8" ? bytes(...shape) : rand(shape));
      const image = make(5, 20, 30);
      const plain = { ...everything, jitter: [{ adjust: "brightness", factor: 1.2 }] as const };
      const together = await renderCrops(image, [plain]);
      for (let channel = 0; channel < 5; ++channel)
        expect(
          (await renderCrops(image.narrow(0, channel, 1), [plain])).equal(together.narrow(1, channel, 1)),
        ).toBe(true);
      const coloured = {
        ...plain,
        grayscale: true,
        jitter: [
          ...plain.jitter,
          { adjust: "hue", factor: 0.3 },
          { adjust: "saturation", factor: 0 },
        ] as const,
      };
      expect((await renderCrops(image, [coloured])).equal(together)).toBe(true);
      expect(
        (await renderCrops(make(3, 20, 30), [{ ...coloured, solarize: null }])).select(1, 0).shape,
      ).toEqual([1, 20, 30]);
    },
  );

  test("contrast 0 leaves the mean: of one channel its own, of five that of all, of three that of the luma", async () => {
    const gone = (image: Tensor, arithmetic: "pil" | "torchvision" = "pil") =>
      renderCrops(image, [{ ...whole(6, 7), jitter: [{ adjust: "contrast", factor: 0 }] }], { arithmetic });
    for (const channels of [1, 5]) {
      const image = bytes(channels, 6, 7);
      const average = mean(numbers(image));
      const found = new Set(numbers(await gone(image)).map((value) => Math.round(value * 255)));
      expect([...found]).toEqual([Math.floor(average + 0.5)]);
      for (const value of numbers(await gone(image.div(255)))) expect(value * 255).toBeCloseTo(average, 3);
    }
    const colour = tensor([255, 0, 0]).to("uint8").reshape([3, 1, 1]).expand([3, 6, 7]);
    expect(new Set(numbers(await gone(colour)).map((value) => Math.round(value * 255)))).toEqual(
      new Set([76]),
    );
  });

  test("crops stay in [0, 1], whatever bicubic overshoots", async () => {
    const board = fromTypedArray(
      Uint8Array.from({ length: 3 * 64 }, (_, i) => (((i >> 3) ^ i) & 1) * 255),
      [3, 8, 8],
    );
    const larger = { ...whole(8, 8), size: [21, 30] as const };
    for (const image of [board, board.div(255)])
      for (const blur of [null, { kind: "pil", sigma: 0.7 }, { kind: "gaussian", sigma: 0.7 }] as const) {
        const values = numbers(await renderCrops(image, [{ ...larger, blur }]));
        expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...values)).toBeLessThanOrEqual(1);
      }
    const found = numbers(await renderCrops(board, [larger]));
    expect([Math.min(...found), Math.max(...found)]).toEqual([0, 1]);
  });

  test("images smaller than a crop, down to one pixel, are made larger", async () => {
    for (const blur of ["pil", "gaussian"] as const)
      for (const image of [bytes(3, 1, 1), bytes(3, 2, 1), rand([3, 1, 3])]) {
        const [, height, width] = image.shape as [number, number, number];
        const { localCrops } = sampleCropParameters(
          { localCropSize: 10, blur, localBlurProbability: 1 },
          { height, width },
        );
        expect((await renderCrops(image, localCrops)).shape).toEqual([8, 3, 10, 10]);
        const tiny = { ...whole(height, width), size: [1, 2] as const, blur: { kind: blur, sigma: 2 } };
        expect((await renderCrops(image, [tiny])).shape).toEqual([1, 3, 1, 2]);
      }
  });

  const HUE: ColorAdjustment = { adjust: "hue", factor: 0.6 };
  test.each<[string, object, string]>([
    [
      "a box beyond the image",
      { box: { top: 0, left: 11, height: 20, width: 20 } },
      "parameters[0]: width: expected an integer from 1 to 19, got 20",
    ],
    [
      "a box below it",
      { box: { top: 20, left: 0, height: 1, width: 1 } },
      "parameters[0]: top: expected an integer from 0 to 19, got 20",
    ],
    [
      "an empty box",
      { box: { top: 0, left: 0, height: 0, width: 1 } },
      "parameters[0].box.height: expected number to be >=1, got number 0",
    ],
    [
      "half pixels",
      { box: { top: 0.5, left: 0, height: 1, width: 1 } },
      "parameters[0].box.top: expected int, got number 0.5",
    ],
    ["another image", { image: 1 }, "parameters[0]: image: expected an integer from 0 to 0, got 1"],
    [
      "too much of a hue",
      { jitter: [HUE] },
      "parameters[0].jitter[0].factor: expected number to be <=0.5, got number 0.6",
    ],
    [
      "a factor without end",
      { jitter: [{ adjust: "contrast", factor: Number.POSITIVE_INFINITY }] },
      "parameters[0].jitter[0].factor: expected number, got number Infinity",
    ],
    [
      "five steps",
      { jitter: Array(5).fill({ adjust: "contrast", factor: 1 }) },
      "parameters[0].jitter: expected array to have <=4 items, got an array of 5",
    ],
    ["an unknown step", { jitter: [{ adjust: "gamma", factor: 1 }] }, "parameters[0].jitter[0].adjust"],
    ["an unknown entry", { mirror: true }, "parameters[0].mirror: there is no such entry"],
    [
      "a size beyond reason",
      { size: [70000, 1] },
      "parameters[0].size[0]: expected number to be <=65536, got number 70000",
    ],
    [
      "a negative sigma",
      { blur: { kind: "pil", sigma: -1 } },
      "parameters[0].blur.sigma: expected number to be >=0, got number -1",
    ],
  ])("%s is refused by name", async (_, wrong, message) => {
    await expect(renderCrops(bytes(3, 20, 30), [{ ...everything, ...wrong }])).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringContaining(message),
    });
  });

  test("so are other sizes in one call, images out of range and of several kinds", async () => {
    const refused = (images: Tensor | Tensor[], parameters: CropParameters[], message: string) =>
      expect(renderCrops(images, parameters)).rejects.toMatchObject({
        code: "INVALID_ARGUMENT",
        message: expect.stringContaining(message),
      });
    const image = bytes(3, 20, 30);
    await refused(
      image,
      [everything, { ...everything, size: [3, 3] }],
      "parameters[1].size: expected [20, 30] as before it, got [3, 3]",
    );
    await refused(image.to("float32"), [everything], "floating point images are expected in [0, 1]");
    await refused([image, bytes(1, 20, 30)], [everything], "images[1]: expected Byte with 3 channels");
    await refused([image, image.div(255)], [everything], "images[1]: expected Byte with 3 channels");
    await refused([], [everything], "images: expected at least one");
    await refused(image.to("int64"), [everything], "images[0]: expected uint8 or float32, got Long");
    expect((await renderCrops(image, [])).shape).toEqual([0, 3, 1, 1]);
  });

  test("the operator refuses tables that it cannot follow", () => {
    const good = [0, 0, 0, 20, 30, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 256];
    const image = bytes(3, 20, 30);
    const render = (table: number[][], height = 4) =>
      ops.dino.render_crops([image], tensor(table, { dtype: "float64" }), height, 5);
    expect(render([good]).shape).toEqual([1, 3, 4, 5]);
    const names = [
      "image",
      "top",
      "left",
      "height",
      "width",
      "flip",
      "adjustment",
      "factor",
      "adjustment",
      "factor",
      "adjustment",
      "factor",
      "adjustment",
      "factor",
      "gray",
      "blur",
      "sigma",
      "threshold",
    ];
    for (const wrong of [Number.NaN, -1, 1e300, Number.NEGATIVE_INFINITY])
      for (const [column, name] of names.entries())
        expect(() => render([good, good.with(column, wrong)])).toThrow(
          `dino::render_crops: parameters[1]: ${name}: expected`,
        );
    expect(() => render([good.slice(1)])).toThrow(
      "parameters: expected float64 [rows, 18], got Double [1, 17]",
    );
    expect(() => render([good], 0)).toThrow("height: expected 1 to 65536, got 0");
  });
});
