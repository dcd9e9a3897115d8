/** Valid calls of evaluation, pictures and reports. */
import type { Dataset, ReportInput, Tensor } from "../../lib";
import {
  type Argument,
  argument,
  bool,
  type Call,
  f,
  integer,
  nullable,
  number,
  type Outcome,
  optional,
  options,
  text,
} from "./arguments";
import { A, call, type Own, other } from "./call";
import type { World } from "./calls";
import { throwing } from "./mutations";
import { dino } from "./package";

const S = "INVALID_SHAPE";
const D = "INVALID_DTYPE";
/** Tensors that are refused for what is wrong with them. */
const NAMED = { dtype: D, "a complex dtype": D, shape: S, "no dimensions": S } as const;

export async function evaluations(world: World): Promise<Call[]> {
  const network = await dino.backbones.vit({
    imageSize: 8,
    patchSize: 4,
    channels: 1,
    width: 8,
    depth: 1,
    heads: 2,
  });
  const gone = await network.clone();
  gone.dispose();
  const module = (needed = true): Argument =>
    other(() => network, {
      disposed: [() => gone, "DISPOSED"],
      missing: [() => undefined, needed ? A : "valid"],
      null: [() => null, A],
      "a tensor": [() => dino.ones([1]), A],
      "a disposed wrapper": [() => world.disposed.wrapper, needed ? "DISPOSED" : A],
      "an impostor": [() => Object.create(dino.DINOWrapper.prototype), A],
    });
  const batch = (more: Partial<Awaited<ReturnType<Dataset["batch"]>>> = {}) => ({
    images: dino.zeros([2, 1, 8, 8], { dtype: "uint8" }),
    labels: dino.tensor([0n, 1n]),
    ids: dino.tensor([0n, 1n]),
    ...more,
  });
  const dataset = (reads = true, missing: Outcome = A): Argument => {
    const broken = (more: () => object): Own[string] => [
      () => ({ length: 2, batch: () => batch(more()) }),
      [A, S, D, "DISPOSED"],
    ];
    const disposed = dino.ones([2, 1, 8, 8]);
    disposed.dispose();
    return other(() => ({ length: 2, batch: () => batch() }), {
      missing: [() => undefined, missing],
      null: [() => null, A],
      "an array": [() => [1, 2], A],
      "a string": [() => "images", A],
      "no length": [() => ({ batch }), A],
      "a negative length": [() => ({ length: -1, batch }), A],
      "no images": [() => ({ length: 0, batch }), A],
      ...(reads &&
        ({
          "images of text": broken(() => ({ images: "x" })),
          "disposed images": broken(() => ({ images: disposed })),
          "images without dimensions": broken(() => ({ images: dino.ones([]) })),
          "ids of another number": broken(() => ({ ids: dino.tensor([0n]) })),
          "labels of another dtype": broken(() => ({ labels: dino.ones([2]) })),
          "a batch that is nothing": [() => ({ length: 2, batch: () => null }), [A]],
        } satisfies Own)),
    });
  };
  const images = (): Argument => ({
    ...f([2, 1, 8, 8], NAMED),
    outcomes: { ...NAMED, "an array": A, "an empty array": A },
    own: {
      "no images": [() => dino.ones([0, 1, 8, 8]), S],
      "smaller than a patch": [() => dino.rand([1, 1, 2, 2]), "valid"],
      "other channels": [() => dino.rand([1, 3, 8, 8]), A],
      "NaN in them": [() => dino.full([1, 1, 8, 8], Number.NaN), A],
      "out of range": [() => dino.full([1, 1, 8, 8], 255), A],
      "a list of two sizes": [() => [dino.rand([1, 8, 8]), dino.rand([1, 8, 4])], "valid"],
    },
  });
  const size = (): Argument =>
    argument("integer", () => 8, {
      outcomes: { missing: "valid", null: "valid", huge: ["OUT_OF_MEMORY", "TORCH_ERROR", A], "an array": A },
    });
  const signal = (): Argument =>
    other(() => new AbortController().signal, {
      null: [() => null, A],
      "a string": [() => "abort", A],
      "an object": [() => ({}), A],
      missing: [() => undefined, "valid"],
    });
  const layer = (): Argument => optional({ ...text("blocks.0"), outcomes: { "an unknown name": [A] } });
  const normalize = (): Argument =>
    nullable(
      other(() => ({ mean: [0.5], std: [0.25] }), {
        "a string": [() => "x", A],
        "no std": [() => ({ mean: [0.5] }), A],
        "std of 0": [() => ({ mean: [0.5], std: [0] }), A],
        "too many": [() => ({ mean: [0.5, 0.5], std: [0.25, 0.25] }), A],
      }),
    );
  const patches = {
    network: optional(text("student")),
    layer: layer(),
    size: size(),
    normalize: normalize(),
    inputRange: optional(text("auto")),
  };
  const { layer: _, ...attention } = patches;
  const map = (shape: readonly number[]) => f(shape, { ...NAMED, dtype: "valid", shape: "valid" });
  const picture = () => f([3, 4, 4], NAMED);
  const knn = () => ({
    k: 1,
    temperature: 0.07,
    network: "teacher",
    teacher: { top1: 0.5, top5: 1 },
    images: { train: 2, test: 2 },
    classes: 2,
    size: null,
  });
  const png = () => Uint8Array.of(1, 2, 3);
  const report = (): Argument => {
    const valid: ReportInput = { title: "x", verdict: "healthy", history: [{ step: 1, loss: 1 }] };
    const wrong = (input: unknown): Own[string] => [() => input, A];
    return other(() => valid, {
      missing: wrong(undefined),
      null: wrong(null),
      "an array": wrong([]),
      "an unknown entry": wrong({ foreign: 1 }),
      "a title of another type": wrong({ title: 5 }),
      "an unknown verdict": wrong({ verdict: "fine" }),
      "steps of another type": wrong({ history: ["x"] }),
      "a picture of another type": wrong({
        sheets: [{ title: "", text: "", rows: [{ tiles: [{ png: [1], title: "" }] }] }],
      }),
      "an invalid date": wrong({ date: new Date(Number.NaN) }),
      "pictures that are none": [
        () => ({ sheets: [{ title: "", text: "", rows: [{ tiles: [{ png: png(), title: "" }] }] }] }),
        "valid",
      ],
      "settings that hold themselves": [
        () => {
          const settings: Record<string, unknown> = {};
          settings.self = settings;
          return { settings };
        },
        "valid",
      ],
      "settings that throw": [
        () => ({ settings: Object.defineProperty({}, "x", { enumerable: true, get: throwing }) }),
        "thrown",
      ],
    });
  };
  return [
    call(
      "wrapper",
      "embedDataset",
      {
        network: module(),
        dataset: dataset(),
        options: optional(
          options({
            network: optional(text("teacher")),
            size: size(),
            batchSize: optional(integer(2, { huge: "valid" })),
            layer: layer(),
            pool: optional(
              other(() => 1, {
                "a string": [() => "x", A],
                null: [() => null, A],
                zero: [() => 0, A],
                NaN: [() => Number.NaN, A],
                huge: [() => 2 ** 40, ["OUT_OF_MEMORY", "TORCH_ERROR"]],
              }),
            ),
            normalize: normalize(),
            onProgress: optional(other(() => () => {}, { "a number": [() => 5, A], null: [() => null, A] })),
            signal: signal(),
          }),
        ),
      },
      dino.embedDataset,
    ),
    call(
      "wrapper",
      "evaluateKnn",
      {
        options: options({
          dino: module(),
          train: dataset(),
          // Without it one of the two images would have to be held out.
          test: dataset(true, [A]),
          k: optional(integer(1, { huge: "valid" })),
          temperature: optional(number(0.07)),
          student: optional(bool(false)),
          randomInit: module(false),
          rawPixels: optional(bool(true)),
          batchSize: optional(integer(2, { huge: "valid" })),
          size: size(),
          signal: signal(),
        }),
      },
      dino.evaluateKnn,
    ),
    call(
      "wrapper",
      "splitDataset",
      {
        dataset: dataset(false),
        options: options(
          { share: number(0.5), seed: integer(1, { huge: "valid" }) },
          { outcomes: { missing: A } },
        ),
      },
      dino.splitDataset,
    ),
    call(
      "wrapper",
      "attentionMaps",
      {
        network: module(),
        images: images(),
        options: optional(
          options({ ...attention, threshold: optional(number(0.6)), upsample: optional(bool(true)) }),
        ),
      },
      dino.attentionMaps,
    ),
    call(
      "wrapper",
      "patchFeatures",
      { network: module(), images: images(), options: optional(options(patches)) },
      dino.patchFeatures,
    ),
    call(
      "wrapper",
      "pcaOfPatches",
      {
        patches: {
          ...f([2, 4, 3], { dtype: D, "a complex dtype": D, "no dimensions": S, shape: S }),
          own: { NaN: [() => dino.full([1, 4, 3], Number.NaN), A] },
        },
        options: optional(options({ foreground: optional(bool(true)) })),
      },
      (patchesOf: Tensor, ...rest: never[]) => dino.pcaOfPatches(patchesOf, ...rest),
    ),
    call(
      "wrapper",
      "nearestNeighbours",
      {
        features: f([4, 3], NAMED),
        k: integer(2, { huge: "valid" }),
        options: optional(options({ queries: optional(f([2, 3], NAMED)), signal: signal() })),
      },
      (...given: Parameters<typeof dino.nearestNeighbours>) => dino.nearestNeighbours(...given),
    ),
    call(
      "wrapper",
      "colorMap",
      {
        values: map([3, 4]),
        options: optional(
          options({
            name: optional(text("inferno")),
            range: optional(
              other(() => [0, 1], {
                "one end": [() => [0], A],
                falling: [() => [1, 0], A],
                null: [() => null, A],
              }),
            ),
          }),
        ),
      },
      dino.colorMap,
    ),
    call(
      "wrapper",
      "overlay",
      {
        image: picture(),
        map: f([2, 2], { ...NAMED, dtype: "valid" }),
        options: optional(options({ name: optional(text("viridis")), alpha: optional(number(0.5)) })),
      },
      dino.overlay,
    ),
    call(
      "wrapper",
      "imageGrid",
      {
        images: f([2, 3, 4, 4], { ...NAMED, "an array": A, "an empty array": A }),
        options: optional(
          options({
            columns: optional(integer(2, { huge: "valid" })),
            gap: optional(integer(1, { huge: ["OUT_OF_MEMORY", S, "TORCH_ERROR"] })),
            background: optional(number(0.5)),
            scale: optional(integer(1, { huge: ["OUT_OF_MEMORY", S, "TORCH_ERROR"] })),
          }),
        ),
      },
      dino.imageGrid,
    ),
    call("wrapper", "encodePng", { image: picture() }, dino.encodePng),
    call(
      "wrapper",
      "formatKnn",
      {
        report: other(() => knn(), {
          missing: [() => undefined, A],
          null: [() => null, A],
          "an array": [() => [1], A],
          "an empty object": [() => ({}), A],
          "no images": [() => ({ ...knn(), images: null }), A],
          "a k of another type": [() => ({ ...knn(), k: Symbol("x") }), A],
          "an accuracy that is null": [() => ({ ...knn(), student: null }), A],
          "an accuracy of text": [() => ({ ...knn(), teacher: { top1: "1", top5: 1 } }), A],
        }),
      },
      dino.formatKnn,
    ),
    call("wrapper", "reportHtml", { input: report() }, dino.reportHtml),
    call(
      "wrapper",
      "writeReport",
      {
        path: other(() => world.path("report.html"), {
          missing: [() => undefined, A],
          "a number": [() => 5, A],
          empty: [() => "", A],
          "a zero byte": [() => "x\0y", A],
        }),
        input: report(),
      },
      dino.writeReport,
    ),
    call(
      "wrapper",
      "reportSheets",
      {
        network: module(),
        dataset: dataset(),
        options: optional(
          options({
            network: optional(text("teacher")),
            images: optional(integer(1, { huge: "valid" })),
            queries: optional(integer(1, { huge: "valid" })),
            neighbours: optional(integer(1, { huge: "valid" })),
            pool: optional(integer(2, { huge: "valid" })),
            seed: optional(integer(1, { huge: "valid" })),
            size: size(),
            signal: signal(),
          }),
        ),
      },
      dino.reportSheets,
    ),
  ];
}
