import { writeFileSync } from "node:fs";
import type { DINOConfInput, RecipeName } from "../../lib";
import { type Argument, argument, type Call, nullable, optional, options } from "./arguments";
import { call, other } from "./call";
import type { World } from "./calls";
import { dino } from "./package";

const C = "INVALID_CONFIG";
const refused = { refusal: C } as const;

const number = (value: number): Argument => optional(argument("number", () => value, refused));
const text = (value: string): Argument => optional(argument("text", () => value, refused));
const list = (value: readonly number[], more: Partial<Argument> = {}): Argument =>
  optional(argument("list", () => [...value], { ...refused, ...more }));
const flag = (value: boolean): Argument => optional(argument("bool", () => value, refused));
const required = (inner: Argument): Argument => ({ ...inner, outcomes: {} });
const group = (fields: Readonly<Record<string, Argument>>): Argument => options(fields, refused);
/** One for all crops, or one for each. */
const shares = (): Argument => list([0.5, 0.5], { outcomes: { missing: "valid", "a number": undefined } });

const head = (): Argument =>
  group({
    prototypes: required(number(4)),
    hiddenDim: number(8),
    bottleneckDim: number(4),
    layers: number(2),
    batchNorm: flag(true),
    normLastLayer: flag(false),
  });

/** The keys that wrapper-conf.ts leaves out, since the small wrapper there has no use for them. */
function configuration(): Argument {
  return group({
    // Without it there are keys that v1 does not have.
    version: required(text("v2")),
    saturation: number(0.1),
    hue: number(0.2),
    grayscaleProbability: number(0.1),
    globalBlurProbability: shares(),
    localBlurProbability: number(0.4),
    blurSigma: list([0.2, 1]),
    blur: text("gaussian"),
    blurProbabilityMode: text("reference"),
    globalSolarizeProbability: shares(),
    localSolarizeProbability: number(0.1),
    solarizeThreshold: number(100),
    inputRange: text("unit"),
    centering: text("sinkhorn"),
    ibotWeight: number(0.5),
    ibotHead: nullable(head()),
    koleoWeight: number(0.2),
    maskProbability: number(0.4),
    maskRatio: list([0.2, 0.4]),
    freezeLastLayerEpochs: number(2),
    returnLayer: nullable(
      argument("text", () => "layer3", {
        ...refused,
        outcomes: { "an array": undefined, "an unknown name": "valid" },
      }),
    ),
    preprocessFunc: nullable(
      argument("text", () => "gap", { ...refused, outcomes: { "a function": "valid" } }),
    ),
    stripHead: { ...text("fc"), outcomes: { missing: "valid", "an unknown name": undefined } },
    training: optional(
      group({
        optimizer: text("sgd"),
        batchSize: number(8),
        accumulate: number(2),
        lr: number(0.1),
        minLr: number(0.01),
        lrReferenceBatch: nullable(number(64)),
        lrScaling: text("sqrt"),
        warmupEpochs: number(1),
        weightDecay: number(0.1),
        finalWeightDecay: number(0.1),
        betas: list([0.8, 0.9]),
        momentum: number(0.8),
        clipGrad: nullable(number(1)),
        clipPer: text("all"),
        layerDecay: number(0.5),
        patchEmbedLr: number(0.5),
      }),
    ),
    backbone: nullable(
      group({
        name: required(text("resnet")),
        stem: text("small"),
        width: number(8),
        classes: nullable(number(3)),
        channels: number(1),
        depths: required(list([1, 2])),
      }),
    ),
  });
}

/** Calls of `DINOConf` beyond those of dino-calls.ts. */
export function configurations(world: World): Call[] {
  const path = world.path("conf.yaml");
  writeFileSync(path, "epochs: 3\nhead: { out_dim: 8 }\n");
  const wrong = {
    "a number": [() => 5, C],
    missing: [() => undefined, C],
    "of a prototype": [() => "toString", C],
  } as const;
  return [
    call("wrapper", "DINOConf of all keys", { input: optional(configuration()) }, (input: DINOConfInput) =>
      new dino.DINOConf(input).toJSON(),
    ),
    call(
      "wrapper",
      "DINOConf.load",
      {
        path: argument("text", () => path, {
          outcomes: { "an unknown name": "INVALID_DATA" },
          own: {
            "a folder": [() => world.path("."), "INVALID_DATA"],
            "a module": [() => world.path("module.pt"), "INVALID_DATA"],
          },
        }),
      },
      (file: string) => dino.DINOConf.load(file),
    ),
    call("wrapper", "DINOConf.recipe", { name: other(() => "small-data", wrong) }, (name: RecipeName) =>
      dino.DINOConf.recipe(name),
    ),
    call(
      "wrapper",
      "DINOConf.jsonSchema",
      { options: optional(options({ keys: optional(argument("text", () => "snake_case")) })) },
      (given: object) => dino.DINOConf.jsonSchema(given),
    ),
  ];
}
