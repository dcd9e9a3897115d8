/** Valid calls of DINO's parts, of data and files, and of the wrapper. */
import { join } from "node:path";
import type { DINOConfInput, DINOHead, DINOWrapper, EMA, IdxDataset, ScriptModule, Tensor } from "../../lib";
import {
  type Argument,
  argument,
  bool,
  type Call,
  f,
  i,
  integer,
  nullable,
  number,
  optional,
  options,
  tensorOf,
  tensors,
  text,
} from "./arguments";
import { A, ANY, BIGINT, call, type Own, object, other, REFUSED, X } from "./call";
import type { World } from "./calls";
import { dino } from "./package";

export function parts(world: World): Call[] {
  const S = "INVALID_SHAPE";
  const D = "INVALID_DTYPE";
  const labels = (values: bigint[]) => () => dino.tensor(values);
  const head = (): Argument =>
    object(
      () => world.head,
      () => world.disposed.head,
    );
  const file = (name: string): Own => ({
    missing: [() => undefined, A],
    null: [() => null, A],
    "a number": [() => 5, A],
    "no such file": [() => world.path("nonesuch"), "INVALID_DATA"],
    "a directory": [() => world.path(""), "INVALID_DATA"],
    "another file": [() => world.path(name), "INVALID_DATA"],
    "a path with a zero byte": [() => "x\0y", "INVALID_DATA"],
  });
  return [
    call(
      "wrapper",
      "losses.dino",
      {
        options: options({
          student: f([8, 3], { dtype: D, "a complex dtype": D, shape: A, "no dimensions": A }),
          teacher: f([4, 3], { dtype: D, "a complex dtype": D, shape: S, "no dimensions": S }),
          center: f([1, 3], { dtype: D, "a complex dtype": D, shape: A, "no dimensions": A }),
          globalCrops: optional(integer(2, { huge: S })),
          teacherTemperature: number(0.04),
          studentTemperature: optional(number(0.1)),
          centerMomentum: optional(number(0.9)),
        }),
      },
      dino.losses.dino,
    ),
    call(
      "wrapper",
      "losses.crossEntropy",
      {
        logits: f([4, 3]),
        labels: i([4]),
      },
      dino.losses.crossEntropy,
    ),
    call(
      "wrapper",
      "DINOHead",
      {
        options: options({
          inDim: integer(3, BIGINT),
          prototypes: integer(4, BIGINT),
          hiddenDim: nullable(integer(8, BIGINT)),
          bottleneckDim: nullable(integer(4, BIGINT)),
          layers: nullable(integer(2, BIGINT)),
          batchNorm: nullable(bool(true)),
          normLastLayer: nullable(bool(true)),
          mlpBias: nullable(bool(true)),
          seed: optional(integer(0, { huge: "valid", "a bigint": "valid" })),
        }),
      },
      (given: ConstructorParameters<typeof DINOHead>[0]) => new dino.DINOHead(given),
    ),
    call(
      "wrapper",
      "DINOHead.forward",
      { head: head(), input: f([4, 3], { shape: A, "no dimensions": A }) },
      (h: DINOHead, x: Tensor) => h.forward(x),
    ),
    call(
      "wrapper",
      "DINOHead.train",
      { head: head(), mode: optional(bool(true)) },
      (h: DINOHead, ...rest: never[]) => h.train(...rest),
    ),
    ...(["eval", "namedParameters", "stateDict"] as const).map((name) =>
      call("wrapper", `DINOHead.${name}`, { head: head() }, (h: DINOHead) => h[name]()),
    ),
    call(
      "wrapper",
      "EMA",
      {
        online: options({ w: f(X, { ...ANY, dtype: A, "a complex dtype": A, missing: "valid" }) }),
        options: optional(options({ momentum: nullable(number(0.9)) })),
      },
      (online: Record<string, Tensor>, ...rest: never[]) => new dino.EMA(online, ...rest),
    ),
    call(
      "wrapper",
      "EMA.update",
      {
        ema: object(
          () => world.ema,
          () => world.disposed.ema,
        ),
        options: optional(
          options({
            momentum: nullable(number(0.9)),
            online: nullable(
              options({ w: f(X, { dtype: A, "a complex dtype": A, shape: S, "no dimensions": S }) }),
            ),
          }),
        ),
      },
      (ema: EMA, ...rest: never[]) => ema.update(...rest),
    ),
    call(
      "wrapper",
      "knn",
      {
        options: options({
          trainFeatures: f([6, 3], REFUSED),
          trainLabels: tensorOf(labels([0n, 1n, 2n, 0n, 1n, 2n]), {
            dtype: A,
            "a complex dtype": A,
            shape: A,
            "no dimensions": A,
          }),
          testFeatures: f([2, 3], REFUSED),
          testLabels: optional(tensorOf(labels([0n, 1n]), REFUSED)),
          k: nullable(integer(2, { huge: "valid" })),
          temperature: optional(number(0.07)),
          classes: nullable(integer(3, { huge: "OUT_OF_MEMORY", "2^53": "OUT_OF_MEMORY" })),
        }),
      },
      dino.knn,
    ),
    call(
      "wrapper",
      "schedules.cosine",
      {
        options: options({
          base: number(1, { negative: "valid" }),
          final: number(0, { negative: "valid" }),
          steps: integer(10, { huge: "OUT_OF_MEMORY" }),
          warmupSteps: optional(integer(2, { huge: "valid" })),
          start: optional(number(0, { negative: "valid" })),
        }),
      },
      (given: Parameters<typeof dino.schedules.cosine>[0]) => dino.schedules.cosine(given).toArray(),
    ),
    call(
      "wrapper",
      "schedules.teacherTemperature",
      {
        options: options({
          warmup: number(0.04, { negative: "valid" }),
          final: number(0.07, { negative: "valid" }),
          epochs: integer(10, { huge: "valid" }),
          warmupEpochs: optional(integer(2, { huge: "valid" })),
        }),
      },
      dino.schedules.teacherTemperature,
    ),
    call(
      "wrapper",
      "schedules.constant",
      { value: number(1, { negative: "valid" }) },
      dino.schedules.constant,
    ),
    call(
      "wrapper",
      "Schedule.at",
      { index: number(1, { negative: "valid", Infinity: "valid" }) },
      (index: number) => dino.schedules.constant(1).at(index),
    ),
    call(
      "wrapper",
      "DataLoader",
      {
        dataset: other(() => world.dataset, {
          missing: [() => undefined, A],
          null: [() => null, A],
          "an array": [() => [1], A],
          "a string": [() => "images.idx", A],
        }),
        options: optional(
          options({
            // With dropLast nothing is left.
            batchSize: integer(2),
            shuffle: optional(bool(true)),
            seed: optional(integer(1, { huge: "valid" })),
            dropLast: optional(bool(true)),
            prefetch: optional(integer(1)),
          }),
        ),
      },
      async (dataset: IdxDataset, ...rest: never[]) => {
        for await (const _ of new dino.DataLoader(dataset, ...rest)) break;
      },
    ),
    call(
      "wrapper",
      "IdxDataset.open",
      {
        images: other(() => world.path("images.idx"), file("labels.idx")),
        labels: optional(
          other(() => world.path("labels.idx"), {
            ...file("images.idx"),
            missing: [() => undefined, "valid"],
          }),
        ),
      },
      (images: string, ...rest: never[]) => dino.IdxDataset.open(images, ...rest),
    ),
    call(
      "wrapper",
      "IdxDataset.slice",
      { start: integer(1), end: optional(integer(3)) },
      (...rest: [number, number]) => world.dataset.slice(...rest),
    ),
    call(
      "wrapper",
      "IdxDataset.batch",
      {
        indices: argument("list", () => [0, 1], {
          outcomes: {
            Infinity: A,
            "a fraction": A,
            negative: A,
            huge: A,
            "2^53": A,
            empty: "valid",
            // Any list will do, and one without memory is as long as an empty one.
            "a detached array": "valid",
          },
        }),
      },
      (indices: number[]) => world.dataset.batch(indices),
    ),
    call(
      "wrapper",
      "readIdx",
      { path: other(() => world.path("images.idx"), file("module.pt")) },
      dino.readIdx,
    ),
    call(
      "wrapper",
      "readStateDict",
      { path: other(() => join(__dirname, "../golden/ema_dino.pt"), file("images.idx")) },
      dino.readStateDict,
    ),
    call(
      "wrapper",
      "backbones.resnet18",
      {
        options: optional(
          options({
            channels: optional(integer(1)),
            stem: optional(text("small")),
            width: optional(integer(1)),
            classes: nullable(integer(2)),
          }),
        ),
      },
      dino.backbones.resnet18,
    ),
    call(
      "wrapper",
      "backbones.resnet50",
      {
        // Left out it is a network of 25 million parameters.
        options: options(
          {
            channels: optional(integer(1)),
            stem: optional(text("small")),
            width: { ...integer(1), outcomes: { missing: undefined } },
            classes: nullable(integer(2)),
          },
          { outcomes: { missing: undefined } },
        ),
      },
      dino.backbones.resnet50,
    ),
    call(
      "wrapper",
      "backbones.resnet",
      {
        options: options({
          depths: other(() => [1, 1], {
            missing: [() => undefined, A],
            null: [() => null, A],
            "a number": [() => 2, A],
            empty: [() => [], A],
            sparse: [() => new Array(2), A],
            "an array of strings": [() => ["1"], A],
            negative: [() => [1, -1], A],
            huge: [() => [2 ** 40], A],
            "too many": [() => new Array(9).fill(1), A],
          }),
          block: optional(text("bottleneck")),
          width: optional(integer(1)),
          classes: nullable(integer(2)),
        }),
      },
      dino.backbones.resnet,
    ),
    call(
      "wrapper",
      "backbones.vit",
      {
        // Left out it is a network of 22 million parameters.
        options: options(
          {
            version: optional(text("v2")),
            size: optional(text("tiny")),
            imageSize: optional(integer(8)),
            patchSize: integer(4),
            channels: optional(integer(1)),
            width: optional(integer(8)),
            depth: optional(integer(1)),
            heads: integer(2),
            mlpRatio: optional(number(2)),
            mlp: optional(text("swiglu")),
            classes: nullable(integer(2)),
            registers: optional(integer(1)),
            layerScale: nullable(number(0.1)),
            dropPath: optional(number(0.1)),
            dropPathUniform: optional(bool(true)),
            interpolateOffset: optional(number(0.1)),
            interpolateAntialias: optional(bool(true)),
          },
          { outcomes: { missing: undefined } },
        ),
      },
      dino.backbones.vit,
    ),
    call(
      "wrapper",
      "backbones.loadCheckpoint",
      {
        module: object(
          () => world.module,
          () => world.disposed.module,
        ),
        source: other(() => world.path("module.pt"), file("images.idx")),
        options: optional(
          options({
            key: other(() => undefined, {
              null: [() => null, A],
              "a number": [() => 5, A],
              "an object": [() => ({}), A],
              "an unknown name": [() => "nonesuch", "INVALID_DATA"],
            }),
            mmap: nullable(bool(true)),
            ignore: optional(argument("list", () => ["nonesuch"], { outcomes: { empty: "valid" } })),
          }),
        ),
      },
      dino.backbones.loadCheckpoint,
    ),
  ];
}

/** Every key of the configuration with a valid value that is not its default. */
export const CONF = {
  globalCropSize: 16,
  localCropSize: [8, 8],
  globalCropsNumber: 2,
  localCropsNumber: 1,
  globalCropsScale: [0.5, 1],
  localCropsScale: [0.1, 0.4],
  cropRatio: [0.8, 1.2],
  flipProbability: 0.4,
  jitterProbability: 0.4,
  brightness: 0.2,
  contrast: 0.2,
  teacherMomentum: 0.9,
  finalTeacherMomentum: 0.99,
  warmupTeacherTemp: 0.03,
  teacherTemp: 0.05,
  warmupTeacherTempEpochs: 1,
  studentTemp: 0.2,
  centerMomentum: 0.8,
  epochs: 2,
  stepsPerEpoch: 3,
  channels: 1,
  seed: 4,
  version: "v1",
  originalOutput: "globalMean",
  stripHead: "none",
  teacherBatchNorm: "ema",
  ema: "manual",
} as const satisfies DINOConfInput;
const HEAD_CONF = {
  prototypes: 4,
  hiddenDim: 8,
  bottleneckDim: 4,
  layers: 2,
  batchNorm: true,
  normLastLayer: false,
} as const;
const C = "INVALID_CONFIG";

function configuration(): Argument {
  const kindOf = (value: unknown) =>
    typeof value === "number" ? "number" : typeof value === "boolean" ? "bool" : "text";
  const entry = ([name, value]: [string, unknown]) =>
    [
      name,
      optional(
        argument(Array.isArray(value) ? "list" : kindOf(value), () => structuredClone(value), { refusal: C }),
      ),
    ] as const;
  const entries = (values: object) => Object.fromEntries(Object.entries(values).map(entry));
  const { prototypes, ...head } = entries(HEAD_CONF);
  const { mean, std } = entries({ mean: [0.5], std: [0.25] });
  const required = (inner: Argument): Argument => ({ ...inner, outcomes: {} });
  const list = (inner: Argument): Argument => required({ ...inner, own: { longer: [() => [1, 1], C] } });
  const { version, localCropSize, stepsPerEpoch, stripHead, channels, ...rest } = entries(CONF);
  // A single number is a size too.
  const size = { ...localCropSize!, outcomes: { ...localCropSize!.outcomes, "a number": undefined } };
  return options(
    {
      ...rest,
      version: nullable(version!),
      // Any name may be that of a submodule.
      stripHead: { ...stripHead!, outcomes: { ...stripHead!.outcomes, "an unknown name": undefined } },
      localCropSize: size,
      stepsPerEpoch: nullable(stepsPerEpoch!),
      channels: nullable(channels!),
      head: nullable(options({ prototypes: required(prototypes!), ...head }, { refusal: C })),
      normalize: nullable(options({ mean: list(mean!), std: list(std!) }, { refusal: C })),
    },
    { refusal: C },
  );
}

export function wrappers(world: World): Call[] {
  const wrapper = (): Argument =>
    object(
      () => world.wrapper,
      () => world.disposed.wrapper,
    );
  const images = (): Argument => ({
    ...f([2, 1, 16, 16], REFUSED),
    own: {
      "2^40 images": [() => dino.ones([1, 1, 16, 16]).expand([2 ** 40, 1, 16, 16]), "OUT_OF_MEMORY"],
      "no images": [() => dino.ones([0, 1, 16, 16]), A],
      "other channels": [() => dino.ones([2, 3, 16, 16]), A],
    },
  });
  const method = (
    name: string,
    args: Readonly<Record<string, Argument>>,
    run: (...values: never[]) => unknown,
  ): Call => call("wrapper", `DINOWrapper.${name}`, { wrapper: wrapper(), ...args }, run);
  return [
    call(
      "wrapper",
      "DINOConf",
      { input: optional(configuration()) },
      (input: DINOConfInput) => new dino.DINOConf(input),
    ),
    call("wrapper", "DINOConf.merge", { input: configuration() }, (input: DINOConfInput) =>
      new dino.DINOConf().merge(input),
    ),
    call(
      "wrapper",
      "DINOWrapper.create",
      {
        module: other(() => world.backbone, {
          disposed: [() => world.disposed.module, "DISPOSED"],
          missing: [() => undefined, A],
          null: [() => null, A],
          "a tensor": [() => dino.ones([1]), A],
          "a head": [() => world.head, A],
        }),
        DINOConf: optional(configuration()),
      },
      async (module: ScriptModule, ...rest: never[]) =>
        (await dino.DINOWrapper.create(module, ...rest)).dispose(),
    ),
    method(
      "forward",
      {
        images: images(),
        options: optional(
          options({
            epoch: nullable(number(1)),
            ids: optional(
              other(() => BigInt64Array.of(1n, 2n), {
                "an array": [() => [1, 2], A],
                "too few": [() => BigInt64Array.of(1n), A],
                "a tensor of another dtype": [() => dino.ones([2]), A],
                "a tensor of another shape": [() => dino.zeros([3], { dtype: "int64" }), A],
                "a disposed tensor": [
                  () => {
                    const ids = dino.zeros([2], { dtype: "int64" });
                    ids.dispose();
                    return ids;
                  },
                  "DISPOSED",
                ],
              }),
            ),
          }),
        ),
      },
      (w: DINOWrapper, x: Tensor, ...rest: never[]) => w.forward(x, ...rest),
    ),
    method(
      "forwardCrops",
      {
        input: options({
          globalCrops: tensors(
            [
              [2, 1, 16, 16],
              [2, 1, 16, 16],
            ],
            { ...REFUSED, empty: A },
          ),
          localCrops: nullable(tensors([[2, 1, 8, 8]], { ...REFUSED, empty: "valid" })),
          images: images(),
          epoch: nullable(number(1)),
        }),
      },
      (w: DINOWrapper, input: Parameters<DINOWrapper["forwardCrops"]>[0]) => w.forwardCrops(input),
    ),
    method(
      "embed",
      { images: images(), options: optional(options({ network: nullable(text("student")) })) },
      (w: DINOWrapper, x: Tensor, ...rest: never[]) => w.embed(x, ...rest),
    ),
    method(
      "emaUpdate",
      { iteration: nullable(number(1, { negative: "valid", Infinity: "valid" })) },
      (w: DINOWrapper, ...rest: never[]) => w.emaUpdate(...rest),
    ),
    ...(["namedParameters", "parameters", "parameterGroups"] as const).map((name) =>
      method(name, {}, (w: DINOWrapper) => w[name]()),
    ),
    method("center", {}, (w: DINOWrapper) => w.center),
    call(
      "wrapper",
      "ops.dino.ema_update_",
      {
        ema: tensors([X], { ...REFUSED, empty: A }),
        online: tensors([X], { ...REFUSED, empty: A }),
        momentum: number(0.5),
      },
      dino.ops.dino.ema_update_ as (...rest: never[]) => unknown,
    ),
    call(
      "wrapper",
      "ops.dino.gradient_norms",
      {
        gradients: tensors([X], { ...REFUSED, shape: "valid", "no dimensions": "valid", empty: A }),
        groups: argument("list", () => [0]),
      },
      dino.ops.dino.gradient_norms as (...rest: never[]) => unknown,
    ),
    call(
      "wrapper",
      "ops.dino.adamw_ema_",
      {
        parameters: tensors([X], { ...REFUSED, empty: A }),
        gradients: tensors([X], { ...REFUSED, empty: A }),
        expAvg: tensors([X], { ...REFUSED, empty: A }),
        expAvgSq: tensors([X], { ...REFUSED, empty: A }),
        ema: tensors([X], { ...REFUSED, empty: A }),
        emaOf: argument("list", () => [0]),
        lr: argument("list", () => [0.1]),
        weightDecay: argument("list", () => [0.1]),
        step: argument("list", () => [1]),
        beta1: number(0.9),
        beta2: number(0.99),
        eps: number(1e-8),
        clipGroup: argument("list", () => [0], { outcomes: { empty: "valid" } }),
        maxNorm: number(1, { Infinity: "valid" }),
        momentum: number(0.5),
      },
      dino.ops.dino.adamw_ema_ as (...rest: never[]) => unknown,
    ),
    call(
      "wrapper",
      "ops",
      { name: other(() => "ema_update_", { "an unknown name": [() => "nonesuch", "UNKNOWN_OPERATOR"] }) },
      (name: string) => dino.ops.dino[name as never],
    ),
  ];
}
