import { inspect } from "node:util";
import { z } from "zod";
import { describe } from "../describe";
import { ConfigError } from "../errors";
import { isPlainObject } from "../options";

const positiveInteger = z.number().int().min(1).max(65536);
const share = z.number().min(0).max(1);
const temperature = z.number().positive().max(100);
const size = z.union([positiveInteger, z.tuple([positiveInteger, positiveInteger])], {
  error: "expected pixels, one number or [height, width], integers from 1 to 65536",
});
const scale = z
  .tuple([z.number().positive().max(1), z.number().positive().max(1)])
  .refine(([low, high]) => low <= high, "expected the smaller share first");
const ratio = z
  .tuple([z.number().positive(), z.number().positive()])
  .refine(([low, high]) => low <= high, "expected the smaller ratio first");

const head = z.strictObject({
  /** K, the width of the output. */
  prototypes: z
    .number()
    .int()
    .min(1)
    .max(1 << 24),
  /** Width of the hidden layers. Default 2048. */
  hiddenDim: positiveInteger.default(2048),
  /** Width before the last layer. Default 256. */
  bottleneckDim: positiveInteger.default(256),
  /** Linear layers before the normalisation, 1 to 16. Default 3. */
  layers: z.number().int().min(1).max(16).default(3),
  /** BatchNorm after every hidden layer. Default false. */
  batchNorm: z.boolean().default(false),
  /** Keep the norms of the last layer's rows at 1. Default true. */
  normLastLayer: z.boolean().default(true),
});

const NORMALIZE = {
  /** Of each channel, in the units of images from 0 to 1. */
  mean: z.array(z.number()).min(1),
  /** Of each channel, above 0. */
  std: z.array(z.number().positive()).min(1),
};

/** Every key with its check and its default: those of DINO v1. */
const keys = z.strictObject({
  /** Which DINO: "v1". */
  version: z.literal("v1", { error: 'expected "v1"; "v2" is not supported yet' }).default("v1"),
  /** Pixels of the global crops, one number or [height, width], 1 to 65536. Default 224. */
  globalCropSize: size.default(224),
  /** The same of the local crops. Default 96. */
  localCropSize: size.default(96),
  /** Crops of an image that teacher and student see, 1 to 64. Default 2. */
  globalCropsNumber: z.number().int().min(1).max(64).default(2),
  /** Crops of an image that the student alone sees, 0 to 64. Default 8. */
  localCropsNumber: z.number().int().min(0).max(64).default(8),
  /** Least and largest share of the image's area that a global crop covers. Default 0.4 to 1. */
  globalCropsScale: scale.default([0.4, 1]),
  /** The same of the local crops. Default 0.05 to 0.4. */
  localCropsScale: scale.default([0.05, 0.4]),
  /** Least and largest ratio of width to height, of the area that is cut out. Default 3/4 to 4/3. */
  cropRatio: ratio.default([3 / 4, 4 / 3]),
  /** Share of crops that are mirrored left to right. Default 0.5. */
  flipProbability: share.default(0.5),
  /** Share of crops whose brightness and contrast are changed. Default 0.8. */
  jitterProbability: share.default(0.8),
  /** Factors of brightness are drawn from 1 - x to 1 + x, but not below 0. Default 0.4. */
  brightness: z.number().min(0).max(10).default(0.4),
  /** The same for contrast. Default 0.4. */
  contrast: z.number().min(0).max(10).default(0.4),
  /** Share of the teacher that an update keeps, at the start of the run. Default 0.996. */
  teacherMomentum: share.default(0.996),
  /** The same at its end. Default 1. */
  finalTeacherMomentum: share.default(1),
  /** Teacher's temperature in the first epoch, above 0. Default 0.04. */
  warmupTeacherTemp: temperature.default(0.04),
  /** Teacher's temperature after the warm-up. Default 0.04. */
  teacherTemp: temperature.default(0.04),
  /** Epochs of linear warm-up between the two. Default 0. */
  warmupTeacherTempEpochs: z.number().int().min(0).default(0),
  /** Student's temperature, above 0. Default 0.1. */
  studentTemp: temperature.default(0.1),
  /** Share of the centre that a step keeps. Default 0.9. */
  centerMomentum: share.default(0.9),
  /** Epochs of the run: the length of the schedules. Default 100. */
  epochs: z.number().int().min(1).default(100),
  /** Steps of an epoch; without it momentum and temperature stay at their start values. */
  stepsPerEpoch: z.number().int().min(1).nullable().default(null),
  /** null: the features are the logits, K is their width. */
  head: head.nullable().default(null),
  /** First result of `forward`: the module's own output on the uncropped images, the mean of the student's features of the global crops, or none. Default "original". */
  originalOutput: z.enum(["original", "globalMean", "none"]).default("original"),
  /** "auto": the features are the input of the classifier, where one is found; "none": the module's output. Default "auto". */
  stripHead: z.enum(["auto", "none"]).default("auto"),
  /** null: ImageNet's for 3 channels, 0.5 and 0.25 otherwise. */
  normalize: z
    .strictObject(NORMALIZE)
    .refine(({ mean, std }) => mean.length === std.length, "expected as many std as mean")
    .nullable()
    .default(null),
  /** What the teacher's BatchNorm normalises by: the batch's statistics, or its own running ones. Default "batch". */
  teacherBatchNorm: z.enum(["batch", "ema"]).default("batch"),
  /** "manual": no warning when the teacher is not updated. */
  ema: z.enum(["auto", "manual"]).default("auto"),
  /** Channels of the images; null: as many as the module's first convolution takes, 3 without one. */
  channels: z.number().int().min(1).max(4096).nullable().default(null),
  /** Of the crops and the head's weights, 0 to 2^53 - 1. Default 0. */
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
});

const schema = keys.check(({ value, issues }) => {
  if (value.globalCropsNumber + value.localCropsNumber < 2)
    issues.push({
      code: "custom",
      path: ["localCropsNumber"],
      input: value.localCropsNumber,
      message: `expected two crops or more with globalCropsNumber ${value.globalCropsNumber}, since DINO compares crops`,
    });
});

/** The reference's names for keys that are called otherwise here. */
const ALIASES: Readonly<Record<string, string>> = {
  momentumTeacher: "teacherMomentum",
  lenTrainLoader: "stepsPerEpoch",
  outDim: "prototypes",
};

/** What may be given: every key may be left out, and may be written in snake_case. */
export type DINOConfInput = Loose<z.input<typeof schema>>;
type Values = Readonly<z.output<typeof schema>>;

/** The same type with everything in it read-only, which lets constants in. */
type Loose<T> = T extends readonly [infer A, infer B]
  ? readonly [Loose<A>, Loose<B>]
  : T extends readonly (infer E)[]
    ? readonly Loose<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Loose<T[K]> }
      : T;

/** Has every key of the schema as a property, which a class cannot declare of a type that is computed. */
const ConfValues = class {
  constructor(values: Values) {
    Object.assign(this, values);
  }
} as unknown as new (
  values: Values,
) => Values;

/**
 * The settings of a `DINOWrapper`: checked as a whole, filled in with DINO v1's defaults, and never changed.
 *
 * Keys may be written in camelCase or snake_case, and by the reference's names (`momentum_teacher`,
 * `len_train_loader`, `out_dim`).
 */
export class DINOConf extends ConfValues {
  /** @throws ConfigError listing every mistake, with a suggestion for keys that do not exist */
  constructor(input: DINOConfInput = {}) {
    super(validated(input));
    deepFreeze(this);
  }

  /** These settings with some of them replaced. */
  merge(input: DINOConfInput): DINOConf {
    return new DINOConf({ ...this.toJSON(), ...(camelCased(entriesOf(input)) as DINOConfInput) });
  }

  /** Plain data that makes the same settings again. */
  toJSON(): Values {
    return structuredClone({ ...(this as unknown as Values) });
  }
}

function validated(input: unknown): Values {
  const twice: string[] = [];
  const parsed = schema.safeParse(camelCased(entriesOf(input), twice), { reportInput: true });
  if (parsed.success && twice.length === 0) return parsed.data;
  throw configError([...twice, ...(parsed.error?.issues.flatMap(describeIssue) ?? [])]);
}

/** A `DINOConf` is one of another copy of this package too, as jest makes them. */
function entriesOf(input: unknown): Readonly<Record<string, unknown>> {
  const { toJSON } = (input ?? {}) as { toJSON?: unknown };
  const entries: unknown = typeof toJSON === "function" ? toJSON.call(input) : input;
  if (!isPlainObject(entries)) throw configError([`DINOConf: expected an object, got ${describe(input)}`]);
  return entries;
}

function configError(issues: readonly string[]): ConfigError {
  const list = issues.map((issue) => `  - ${issue}`).join("\n");
  return new ConfigError("INVALID_CONFIG", `DINOConf:\n${list}`, { issues });
}

/** `input` with our names for its keys; a key that was given by two names is noted in `twice`. */
function camelCased(input: unknown, twice: string[] = []): unknown {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return input;
  const written = new Map<string, string>();
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => {
      const camel = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      const name = ALIASES[camel] ?? camel;
      const before = written.get(name);
      if (before !== undefined) twice.push(`${name}: expected one of ${before} and ${key}, got both`);
      written.set(name, key);
      return [name, camelCased(value, twice)];
    }),
  );
}

const PLAIN = { breakLength: Number.POSITIVE_INFINITY, customInspect: false } as const;

function describeIssue(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const known =
      path === "head"
        ? [...Object.keys(head.shape), "outDim"]
        : path === ""
          ? Object.keys(keys.shape)
          : Object.keys(NORMALIZE);
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      return `${[...issue.path, key].join(".")}: there is no such key${near ? `; did you mean ${near}?` : ""}`;
    });
  }
  // zod's own messages begin with a class of mistake and may end with a type; the value itself says more.
  const expected = issue.message.replace(/^[A-Z][a-z ]+: /, "").replace(/, received [^,]*$/, "");
  const found = inspect(issue.input, { ...PLAIN, depth: 1 }).slice(0, 80);
  return [`${path || "DINOConf"}: ${expected}, got ${found}`];
}

function nearest(key: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((name) => ({ name, distance: editDistance(key.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= Math.max(2, key.length / 3) ? best.name : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; ++i) {
    const next = [i];
    for (let j = 1; j <= b.length; ++j)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const item of Object.values(value)) deepFreeze(item);
}
