/** Valid calls of DINO's parts: losses, head, average, k-NN, schedules. */
import type { DINOHead, EMA, Tensor } from "../../lib";
import {
  type Argument,
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
} from "./arguments";
import { A, ANY, BIGINT, call, object, REFUSED, X } from "./call";
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
  ];
}
