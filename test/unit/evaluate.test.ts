/** Embedding data sets, k-NN with its controls, maps and neighbours. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  attentionMaps,
  backbones,
  type Dataset,
  DINOWrapper,
  embedDataset,
  encodePng,
  evaluateKnn,
  formatKnn,
  fromTypedArray,
  IdxDataset,
  ImageFolder,
  ImageStream,
  jit,
  knn,
  manualSeed,
  nearestNeighbours,
  noGrad,
  patchFeatures,
  pcaOfPatches,
  rand,
  randint,
  randn,
  type ScriptModule,
  splitDataset,
  stack,
  type Tensor,
  tensor,
  zeros,
} from "../../lib";

const data = (name: string) => join(__dirname, "../../examples/data", name);
const numbers = (tensor_: Tensor) => Array.from(tensor_.toTypedArray() as ArrayLike<number | bigint>, Number);
const CONF = { globalCropSize: 20, localCropsNumber: 0, originalOutput: "none" } as const;

let fashion: IdxDataset;
let network: ScriptModule;
let dino: DINOWrapper<typeof CONF>;

beforeAll(async () => {
  fashion = await IdxDataset.open(data("fashion-mnist-images.idx.gz"), data("fashion-mnist-labels.idx.gz"));
  manualSeed(0);
  network = await backbones.resnet({ channels: 1, stem: "strided", depths: [1, 1], width: 4, classes: 10 });
  dino = await DINOWrapper.create(network, CONF);
});
beforeEach(() => manualSeed(0));

describe("embedDataset", () => {
  test("gives the wrapper's features of every image, in order, whatever the batches", async () => {
    const part = fashion.slice(100, 123);
    const { features, labels, ids } = await embedDataset(dino, part, { batchSize: 10, size: null });
    const all = part.batch(Array.from({ length: 23 }, (_, i) => i));
    expect(features.allclose(await dino.embed(all.images, { size: null }), { atol: 1e-5 })).toBe(true);
    const resized = await embedDataset(dino, part);
    expect(resized.features.allclose(await dino.embed(all.images), { atol: 1e-5 })).toBe(true);
    expect(labels!.equal(all.labels)).toBe(true);
    expect(numbers(ids)).toEqual(Array.from({ length: 23 }, (_, i) => 100 + i));
    const student = await embedDataset(dino, part, { network: "student", size: null });
    expect(student.features.equal(features)).toBe(true);
  });

  test("leaves out images that cannot be read, resizes where sizes differ, and takes data without labels", async () => {
    const unread = 3;
    const uneven: Dataset = {
      length: 10,
      batch: async (indices) => {
        const readable = Array.from(indices).filter((index) => index !== unread);
        return {
          images: readable.map((index) => randint(0, 256, [1, 20 + index, 31 - index], { dtype: "uint8" })),
          labels: zeros([0], { dtype: "int64" }),
          ids: fromTypedArray(BigInt64Array.from(readable, BigInt), [readable.length]),
        };
      },
    };
    const { features, labels, ids } = await embedDataset(dino, uneven, { batchSize: 4 });
    expect(features.shape).toEqual([9, dino.featureDim]);
    expect(labels).toBeNull();
    expect(numbers(ids)).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9]);
    await expect(embedDataset(network, uneven)).rejects.toThrow(/of different sizes .* give size/);
  });

  test("of a module: its output, a layer's mean, first token or cells; modes of its parts stay", async () => {
    const part = fashion.slice(0, 6);
    const module = await network.clone();
    module.train();
    module.setAttribute("layer1.0.training", false);
    const output = await embedDataset(module, part);
    expect(output.features.shape).toEqual([6, 10]);
    const mean = await embedDataset(module, part, { layer: "layer2" });
    expect(
      mean.features.allclose((await embedDataset(dino, part, { size: null })).features, { atol: 1e-5 }),
    ).toBe(true);
    const cells = await embedDataset(module, part, { pool: 2 });
    expect(cells.features.shape).toEqual([6, 4 * dino.featureDim]);
    expect(module.getAttribute("layer1.0.training")).toBe(false);
    expect([module.training, module.getAttribute("layer2.training")]).toEqual([true, true]);
    const vit = await backbones.vit({
      imageSize: 28,
      patchSize: 7,
      width: 8,
      depth: 1,
      heads: 2,
      channels: 1,
    });
    const cls = await embedDataset(vit, part, { pool: "cls" });
    expect(cls.features.allclose((await embedDataset(vit, part)).features, { atol: 1e-6 })).toBe(true);
  });

  test("of a folder with broken files, and of a stream", async () => {
    const directory = mkdtempSync(join(tmpdir(), "dino-embed-"));
    try {
      const images = randint(0, 256, [5, 3, 30, 40], { dtype: "uint8" });
      for (let i = 0; i < 5; ++i) {
        mkdirSync(join(directory, i < 3 ? "a" : "b"), { recursive: true });
        writeFileSync(join(directory, i < 3 ? "a" : "b", `${i}.png`), await encodePng(images.get(i)));
      }
      writeFileSync(join(directory, "a", "1.png"), "no image");
      const colour = await backbones.resnet({
        channels: 3,
        stem: "strided",
        depths: [1],
        width: 4,
        classes: 2,
      });
      const wrapper = await DINOWrapper.create(colour, CONF);
      const folder = await ImageFolder.open(directory, { labels: "folders" });
      const seen: number[] = [];
      const { features, labels, ids } = await embedDataset(wrapper, folder, {
        batchSize: 2,
        onProgress: (done) => seen.push(done),
      });
      expect([numbers(labels!), numbers(ids), folder.quarantine.length]).toEqual([
        [0, 0, 1, 1],
        [0, 2, 3, 4],
        1,
      ]);
      expect(seen.at(-1)).toBe(5);
      const kept = images.indexSelect(0, ids);
      expect(features.allclose(await wrapper.embed(kept), { atol: 1e-4 })).toBe(true);
      const raw = (i: number) => ({
        data: images.get(i).permute([1, 2, 0]).contiguous().toTypedArray() as Uint8Array,
        width: 40,
        height: 30,
        channels: 3,
      });
      let total = 0;
      const stream = ImageStream.of([0, 2, 3, 4].map(raw));
      const streamed = await embedDataset(wrapper, stream, {
        batchSize: 3,
        onProgress: (_, all) => {
          total = all;
        },
      });
      expect(streamed.features.allclose(features, { atol: 1e-5 })).toBe(true);
      expect([streamed.labels, total]).toEqual([null, Number.POSITIVE_INFINITY]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test("tells how far it is and ends where its signal says", async () => {
    const seen: [number, number][] = [];
    const controller = new AbortController();
    const reason = new Error("enough");
    const onProgress = (done: number, total: number) => {
      seen.push([done, total]);
      if (done === 20) controller.abort(reason);
    };
    await expect(
      embedDataset(dino, fashion.slice(0, 50), { batchSize: 10, onProgress, signal: controller.signal }),
    ).rejects.toBe(reason);
    expect(seen).toEqual([
      [10, 50],
      [20, 50],
    ]);
  });

  test("a failure of the data set is the caller's own", async () => {
    const broken = {
      length: 20,
      batch: (indices: ArrayLike<number>) =>
        indices[0]! > 0 ? Promise.reject(new Error("disk")) : fashion.batch(indices),
    };
    await expect(embedDataset(dino, broken, { batchSize: 5, size: null })).rejects.toThrow("disk");
    const odd = {
      length: 2,
      batch: () => ({
        images: zeros([2, 1, 28, 28], { dtype: "uint8" }),
        labels: tensor([1n]),
        ids: tensor([0n, 1n]),
      }),
    };
    await expect(embedDataset(dino, odd)).rejects.toThrow(/batch: expected images with an int64 id each/);
  });
});

test("splitDataset holds out a share that seed alone decides", async () => {
  const { train, test: held } = splitDataset(fashion.slice(0, 1000), { share: 0.2, seed: 7 });
  expect([train.length, held.length]).toEqual([800, 200]);
  const idsOf = async (part: Dataset) =>
    numbers((await part.batch(Array.from({ length: part.length }, (_, i) => i))).ids);
  const [a, b] = [await idsOf(train), await idsOf(held)];
  expect([...a, ...b].sort((x, y) => x - y)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  expect(await idsOf(splitDataset(fashion.slice(0, 1000), { share: 0.2, seed: 7 }).test)).toEqual(b);
  expect(await idsOf(splitDataset(fashion.slice(0, 1000), { share: 0.2, seed: 8 }).test)).not.toEqual(b);
  expect(() => splitDataset(fashion.slice(0, 2), { share: 0.1, seed: 0 })).toThrow(/images on both sides/);
});

test("counts of neighbours with nothing in their places are refused", async () => {
  const one = { trainFeatures: rand([2, 3]), trainLabels: tensor([0n, 1n]), testFeatures: rand([1, 3]) };
  for (const k of [new Array(2), new Array(2 ** 32 - 1), []] as number[][])
    await expect(knn({ ...one, k })).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(/knn: k: expected integers of 1 or more, got an array/),
    });
});

test.each([0.01, 1e-3, 1e-38, Number.MIN_VALUE])(
  "votes do not overflow at a temperature of %p",
  async (temperature) => {
    // The nearest is of class 1; overflowing votes are all alike, and class 0 would be the first of them.
    const [result] = await knn({
      trainFeatures: tensor([
        [1, 0.1],
        [1, 0.2],
        [1, 0],
      ]),
      trainLabels: tensor([0n, 0n, 1n]),
      testFeatures: tensor([
        [1, 0],
        [0.1, -1],
      ]),
      testLabels: tensor([1n, 1n]),
      k: [3],
      temperature,
    });
    expect(result!.predictions.toArray()).toEqual([1n, 1n]);
    expect(result!.votes.isfinite().all().item()).toBe(true);
  },
);

describe("evaluateKnn", () => {
  test("measures the teacher beside its controls, on the same images", async () => {
    const randomInit = await network.clone();
    const [train, held] = [fashion.slice(0, 300), fashion.slice(300, 400)];
    let last: [number, number] | undefined;
    const report = await evaluateKnn({
      dino,
      train,
      test: held,
      student: true,
      randomInit,
      k: 10,
      size: null,
      onProgress: (done, total) => {
        last = [done, total];
      },
    });
    expect(last).toEqual([1600, 1600]);
    // Nothing was trained: teacher, student and the random start are one network.
    expect(report.student).toEqual(report.teacher);
    expect(report.randomInit).toEqual(report.teacher);
    expect(report).toMatchObject({
      k: 10,
      temperature: 0.07,
      network: "teacher",
      images: { train: 300, test: 100 },
      classes: 10,
      size: null,
    });
    const pixels = (part: IdxDataset) => part.batch(Array.from({ length: part.length }, (_, i) => i));
    const [known, asked] = [pixels(train), pixels(held)];
    const { top1, top5 } = await knn({
      trainFeatures: known.images.float().flatten(1),
      trainLabels: known.labels,
      testFeatures: asked.images.float().flatten(1),
      testLabels: asked.labels,
      k: 10,
    });
    expect(report.rawPixels).toEqual({ top1, top5 });
    expect(report.rawPixels!.top1).toBeGreaterThan(0.5);
    const cells = await evaluateKnn({
      dino,
      train,
      test: held,
      randomInit,
      pool: 4,
      size: null,
      rawPixels: false,
    });
    expect(cells.randomInit).toEqual(cells.teacher);
    expect(cells.teacher).not.toEqual(report.teacher);
    expect(cells.rawPixels).toBeUndefined();
    const text = formatKnn(report);
    expect(text).toContain("k-NN accuracy (k 10, T 0.07): 100 images of 10 classes by 300 others");
    expect(text).toContain(`  raw pixels (control)       ${(100 * top1).toFixed(1)} %`);
  });

  test("takes controls over from an earlier report, and holds out a part of the training images", async () => {
    const controls = { randomInit: { top1: 0.5, top5: 0.75 }, rawPixels: { top1: 0.25, top5: 0.5 } };
    let total = 0;
    const report = await evaluateKnn({
      dino: network,
      train: fashion.slice(0, 50),
      heldOut: { share: 0.4, seed: 1 },
      randomInit: network,
      controls,
      onProgress: (_, all) => {
        total = all;
      },
    });
    expect(report).toMatchObject({ ...controls, network: "module", images: { train: 30, test: 20 } });
    expect(total).toBe(50);
  });

  test("says what is missing", async () => {
    const unlabelled = await IdxDataset.open(data("fashion-mnist-images.idx.gz"));
    await expect(evaluateKnn({ dino, train: unlabelled.slice(0, 10) })).rejects.toThrow(
      /expected one with labels, got one without/,
    );
    await expect(evaluateKnn({ dino: network, train: fashion, student: true })).rejects.toThrow(
      /student: expected a DINOWrapper/,
    );
  });
});

describe("nearestNeighbours", () => {
  const brute = (features: number[][], queries: number[][], k: number, itself: boolean) =>
    queries.map((query, q) =>
      features
        .map((row, i) => ({
          i,
          cosine:
            row.reduce((sum, x, j) => sum + x * query[j]!, 0) / (Math.hypot(...row) * Math.hypot(...query)),
        }))
        .filter(({ i }) => !(itself && i === q))
        .sort((a, b) => b.cosine - a.cosine)
        .slice(0, k),
    );

  test.each([true, false])("finds what a plain search finds; itself left out: %s", async (itself) => {
    const [features, queries] = [randn([60, 5]), randn([7, 5])];
    const asked = itself ? features : queries;
    const { indices, cosines } = await nearestNeighbours(features, 4, itself ? {} : { queries });
    const want = brute(features.toArray() as number[][], asked.toArray() as number[][], 4, itself);
    expect(indices.toArray()).toEqual(want.map((row) => row.map(({ i }) => BigInt(i))));
    const expected = tensor(want.map((row) => row.map(({ cosine }) => cosine)));
    expect(cosines.allclose(expected, { atol: 1e-6 })).toBe(true);
  });

  test("no row is its own neighbour in any block of queries", async () => {
    // More than 2^24 similarities: two blocks.
    const features = randn([4500, 4]);
    const { indices, cosines } = await nearestNeighbours(features, 1);
    const rows = numbers(indices);
    expect(rows.filter((row, i) => row === i)).toEqual([]);
    const near = features.indexSelect(0, indices.squeeze(1));
    expect(cosines.squeeze(1).allclose(features.cosineSimilarity(near, { dim: 1 }), { atol: 1e-5 })).toBe(
      true,
    );
    const alone = await nearestNeighbours(features, 2, { queries: features.slice(0, 4400) });
    // With itself among the candidates, the second is the one that comes first without.
    expect(numbers(alone.indices.select(1, 1))).toEqual(rows.slice(4400));
  });

  test("k is clipped; duplicates are each other's neighbours; one row has none", async () => {
    const row = [1, 2, 3];
    const { indices, cosines } = await nearestNeighbours(tensor([row, row, [-1, 0, 0]]), 100);
    expect(indices.shape).toEqual([3, 2]);
    expect(Number(indices.get(0, 0).item())).toBe(1);
    expect(Number(cosines.get(0, 0).item())).toBeCloseTo(1, 6);
    await expect(nearestNeighbours(tensor([row]), 1)).rejects.toThrow(/two rows or more/);
  });
});

describe("attentionMaps", () => {
  test("of a vision transformer are the class token's shares of the patches, registers left out", async () => {
    const vit = await backbones.vit({
      version: "v2",
      imageSize: 28,
      patchSize: 7,
      width: 8,
      depth: 2,
      heads: 2,
      registers: 3,
      channels: 1,
    });
    const images = rand([2, 1, 30, 37]);
    const { kind, maps, masks } = await attentionMaps(vit, images, { threshold: 0.6 });
    expect([kind, maps.shape, masks!.shape]).toEqual(["attention", [2, 2, 4, 5], [2, 2, 4, 5]]);
    const input = images.slice(2, 0, 28).slice(3, 0, 35).sub(0.5).div(0.25);
    const whole = await noGrad(() => vit.call("get_last_selfattention", input));
    const want = whole.select(2, 0).slice(2, 4).reshape([2, 2, 4, 5]);
    expect(maps.allclose(want, { atol: 1e-6 })).toBe(true);
    const larger = await attentionMaps(vit, images, { threshold: 0.6, upsample: true });
    expect(larger.maps.shape).toEqual([2, 2, 28, 35]);
    expect(larger.maps.equal(maps.repeatInterleave(7, 2).repeatInterleave(7, 3))).toBe(true);
    expect(larger.masks!.equal(masks!.repeatInterleave(7, 2).repeatInterleave(7, 3))).toBe(true);
  });

  test("masks keep the largest values that make up the share", async () => {
    const weights = (values: number[]) =>
      jit.define({
        name: "Fixed",
        source: `
def get_last_selfattention(self, x: Tensor) -> Tensor:
    return self.row.expand(1, 1, 5, 5)

def forward(self, x: Tensor) -> Tensor:
    return x
`,
        buffers: { row: tensor([[0, ...values]]) },
        modules: {
          patch_embed: {
            name: "Embed",
            source: "def forward(self, x: Tensor) -> Tensor:\n    return x\n",
            modules: {
              proj: {
                name: "P",
                source: "def forward(self, x: Tensor) -> Tensor:\n    return x\n",
                parameters: { weight: zeros([1, 1, 2, 2]) },
              },
            },
          },
        },
      });
    const maskOf = async (values: number[], threshold: number) =>
      (await attentionMaps(await weights(values), rand([1, 1, 4, 4]), { threshold }))
        .masks!.flatten()
        .toArray();
    expect(await maskOf([0.1, 0.4, 0.2, 0.3], 0.5)).toEqual([false, true, false, true]);
    expect(await maskOf([0.1, 0.4, 0.2, 0.3], 0.95)).toEqual([true, true, true, true]);
    expect(await maskOf([0.1, 0.4, 0.2, 0.3], 0.35)).toEqual([false, true, false, false]);
  });

  test("of other networks are the energy of the last map, scripted or by name", async () => {
    const images = rand([2, 1, 28, 28]);
    const energy = await attentionMaps(dino, images);
    expect([energy.kind, energy.maps.shape]).toEqual(["energy", [2, 1, 7, 7]]);
    expect(energy.source).toContain("forward_features");
    const { map } = await patchFeatures(dino, images);
    expect(energy.maps.allclose(map.square().sum(1, true).sqrt(), { atol: 1e-5 })).toBe(true);
    const early = await attentionMaps(network, images, { layer: "layer1" });
    expect(early.maps.shape).toEqual([2, 1, 14, 14]);
    await expect(attentionMaps(network, images, { layer: "fc" })).rejects.toThrow(/layer fc: expected a map/);
  });

  test("a traced network's last map is found", async () => {
    const traced = await jit.load(join(__dirname, "../fixtures/traced-convnet.pt"));
    const channels = traced
      .parameters()
      .map(({ shape }) => shape)
      .find((shape) => shape.length === 4)![1]!;
    const { map, source } = await patchFeatures(traced, rand([1, channels, 32, 32]));
    expect(map.shape[2]! * map.shape[3]!).toBeGreaterThan(1);
    expect(traced.namedCalls().map(({ path }) => path)).toContain(source);
  });
});

test("patchFeatures of a transformer without forward_features are the last tokens that stand for patches", async () => {
  const vit = await backbones.vit({ imageSize: 16, patchSize: 4, width: 8, depth: 2, heads: 2, channels: 1 });
  const images = rand([2, 1, 16, 16]);
  const usual = await patchFeatures(vit, images);
  const named = await patchFeatures(vit, images, { layer: "blocks.1" });
  expect([usual.map.shape, named.map.shape]).toEqual([
    [2, 8, 4, 4],
    [2, 8, 4, 4],
  ]);
  expect(usual.tokens!.shape).toEqual([2, 8]);
  expect(named.map.allclose(usual.map)).toBe(false);
});

describe("pcaOfPatches", () => {
  /** Components of rows by the SVD of LibTorch, each with its largest entry positive. */
  const components = (rows: Tensor): Tensor => {
    const centred = rows.sub(rows.mean(0, true)).double();
    const { aten } = jest.requireActual("../../lib") as typeof import("../../lib");
    const [, , v] = aten.linalg_svd(centred, false) as [Tensor, Tensor, Tensor];
    const signs = v.gather(1, v.abs().argmax(1, true)).sign();
    return centred.matmul(v.mul(signs).t()).slice(1, 0, 3);
  };
  const spread = (scores: Tensor) =>
    scores.sub(scores.amin(0, true)).div(scores.amax(0, true).sub(scores.amin(0, true)));

  test.each([
    ["more places than features", [2, 6, 5, 4] as const],
    ["more features than places", [1, 50, 3, 3] as const],
  ])("colours are the components of a plain SVD: %s", async (_, [b, d, h, w]) => {
    const map = randn([b, d, h, w]).mul(randn([1, d, 1, 1]));
    const { colours, foreground } = await pcaOfPatches(map, { foreground: false });
    expect([colours.shape, foreground.all().item()]).toEqual([[b, 3, h, w], true]);
    const rows = map.permute([0, 2, 3, 1]).reshape([b * h * w, d]);
    const want = spread(components(rows)).reshape([b, h, w, 3]).permute([0, 3, 1, 2]);
    expect(colours.allclose(want.float(), { atol: 1e-4 })).toBe(true);
    // Tokens are the same places in the same order.
    const tokens = await pcaOfPatches(map.flatten(2).transpose(1, 2), { foreground: false, grid: [h, w] });
    expect(tokens.colours.allclose(colours, { atol: 1e-5 })).toBe(true);
  });

  test("an object in the middle is the foreground, whichever way the features point", async () => {
    const object = zeros([8, 8]);
    object.narrow(0, 2, 4).narrow(1, 2, 4).fill_(1);
    const direction = randn([1, 10, 1, 1]);
    for (const sign of [1, -1]) {
      const map = object
        .reshape([1, 1, 8, 8])
        .mul(direction)
        .mul(5 * sign)
        .add(randn([1, 10, 8, 8]).mul(0.05));
      const { colours, foreground, explained } = await pcaOfPatches(map);
      expect(foreground.reshape([8, 8]).equal(object.bool())).toBe(true);
      expect(colours.amax([0, 1]).reshape([8, 8]).gt(0).logicalAnd(object.logicalNot()).any().item()).toBe(
        false,
      );
      const inside = map.permute([0, 2, 3, 1]).reshape([64, 10]).index([object.flatten().bool()]);
      const shown = colours.permute([0, 2, 3, 1]).reshape([64, 3]).index([object.flatten().bool()]);
      expect(shown.allclose(spread(components(inside)).float(), { atol: 1e-4 })).toBe(true);
      expect(explained[0]).toBeGreaterThanOrEqual(explained[1]);
      expect(explained.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1);
    }
  });

  test("constant features, fewer than three dimensions and a single place are no failure", async () => {
    const grey = await pcaOfPatches(zeros([1, 5, 4, 4]).add(3));
    expect(grey.colours.eq(0.5).all().item()).toBe(true);
    expect(grey.explained).toEqual([0, 0, 0]);
    const flat = await pcaOfPatches(randn([1, 2, 4, 4]), { foreground: false });
    expect(flat.colours.select(1, 2).eq(0.5).all().item()).toBe(true);
    expect(flat.explained[2]).toBe(0);
    const one = await pcaOfPatches(randn([1, 3, 1, 1]));
    expect(one.colours.flatten().toArray()).toEqual([0.5, 0.5, 0.5]);
    await expect(pcaOfPatches(tensor([[[Number.NaN], [1], [2], [3]]]))).rejects.toThrow(/finite/);
    await expect(pcaOfPatches(randn([1, 5, 2]))).rejects.toThrow(/expected \[h, w\] for 5 places/);
  });
});

test("images are stacked only when they have one size", async () => {
  const images = [rand([1, 28, 28]), rand([1, 28, 28])];
  const both = await attentionMaps(network, images);
  expect(both.maps.allclose((await attentionMaps(network, stack(images))).maps)).toBe(true);
});
