/** The configuration of the small wrapper that the calls are made on. */
import type { DINOConfInput } from "../../lib";
import { type Argument, argument, nullable, optional, options } from "./arguments";

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

export function configuration(): Argument {
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
