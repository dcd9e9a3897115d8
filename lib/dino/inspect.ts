import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { moduleHandleOf, type ScriptModule } from "../jit/module";
import type { ImageSize, InspectFacts, ValueOutline } from "../native/binding";
import { job } from "../native/call";
import { native } from "../native/load";
import { checkOptions, pairOf } from "../options";
import type { DINOConfInput } from "./conf";
import { type Obstacle, obstaclesOf } from "./obstacles";

/** Options of `DINOWrapper.inspect`. */
export interface InspectOptions {
  /** Channels of the images. Default: those of the first convolution, else 3 or 1. */
  readonly channels?: number;
  /** Sizes to try beside the usual ones, up to 64, sides of 1 to 4096 pixels. Default none. */
  readonly sizes?: readonly (number | readonly [height: number, width: number])[];
  /** No further run is started after so long. Default 60. */
  readonly seconds?: number;
}

/** What `DINOWrapper.inspect` found. */
export interface Inspection {
  /** TorchScript's name of the module's class. */
  readonly typeName: string;
  /** The arguments of `forward`, as TorchScript writes them. */
  readonly forward: string;
  /** What goes in. */
  readonly input: {
    /** Channels of images that it takes; none when it takes no images. */
    readonly channels: readonly number[];
    /** The sizes that were tried, in their order, with the module's own words where it refused. */
    readonly sizes: readonly {
      readonly size: ImageSize;
      readonly accepted: boolean;
      readonly reason: string;
    }[];
    /** The one size that it takes; null when it takes several. */
    readonly fixedSize: ImageSize | null;
    /** What the sides must be multiples of, as far as it is known. */
    readonly multipleOf: number;
    /** Side of a patch, of a vision transformer; null elsewhere. */
    readonly patchSize: number | null;
  };
  /** What comes out, of two images of `conf`'s global crop; null when it did not run. */
  readonly output: ValueOutline | null;
  /** What DINO trains by default: the classifier's input, or the output where none was found. */
  readonly features: { readonly classifier: string | null; readonly width: number | null };
  /** What is trained. */
  readonly parameters: {
    /** Elements of all of them. */
    readonly count: number;
    /** Elements of those that do not require gradients. */
    readonly frozen: number;
    readonly dtypes: readonly string[];
    readonly devices: readonly string[];
    /** Names of those that require gradients and get none. */
    readonly withoutGradient: readonly string[];
    /** Names of those that hold NaN or infinity. */
    readonly nonFinite: readonly string[];
  };
  /** Layers, and the mode that tracing fixed them to. */
  readonly batchNorm: { readonly layers: number; readonly baked: "eval" | "train" | null };
  /** The mode that tracing fixed dropout to. */
  readonly dropout: { readonly baked: "eval" | "train" | null };
  /** Submodules that `returnLayer` may name, in the order of their calls, with what each gives. */
  readonly returnLayers: readonly { readonly path: string; readonly output: ValueOutline }[];
  /** What to set beside the defaults: to paste into a `DINOConf`. */
  readonly conf: DINOConfInput;
  /** What stands in the way, the worst first. */
  readonly obstacles: readonly Obstacle[];
}

/**
 * Finds out what a module is to DINO: the images that it takes, what it gives, which of its submodules can be features,
 * and what stands in the way, in plain words. A copy of the module is run on a few images at a time, so the module stays
 * as it is, and LibTorch's generator of random numbers is put back to where it was.
 * @throws ArgumentError for options outside their ranges
 * @throws OutOfMemoryError when a copy of the module does not fit into memory
 * @throws TorchError when the module cannot be copied
 */
export async function inspectModule(module: ScriptModule, options: InspectOptions = {}): Promise<Inspection> {
  const handle = moduleHandleOf(module, "DINOWrapper.inspect: module");
  const spec = specOf(options);
  const { typeName } = module;
  const facts = await job<InspectFacts>((done) => native().moduleInspect(handle, spec, done));
  return reportOf(typeName, facts);
}

const MOST_SIZES = 64;
const LARGEST_SIDE = 4096;

function specOf(options: InspectOptions) {
  const what = "DINOWrapper.inspect";
  checkOptions(options, `${what}: options`, ["channels", "sizes", "seconds"]);
  const { channels, sizes = [], seconds = 60 } = options;
  const refuse = (name: string, expected: string, found: unknown): never => {
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: ${name}: expected ${expected}, got ${describe(found)}`,
    );
  };
  if (channels !== undefined && !isInteger(channels, LARGEST_SIDE))
    refuse("channels", `an integer of 1 to ${LARGEST_SIDE}`, channels);
  if (!(typeof seconds === "number" && seconds >= 0 && seconds <= 86_400))
    refuse("seconds", "a number of 0 to 86400", seconds);
  if (!Array.isArray(sizes)) refuse("sizes", "an array of sizes", sizes);
  if (sizes.length > MOST_SIZES) refuse("sizes", `at most ${MOST_SIZES} of them`, sizes);
  const pairs = Array.from(sizes, (size: unknown, i): [number, number] => {
    const pair = pairOf(size);
    if (!pair?.every((side) => isInteger(side, LARGEST_SIDE)))
      refuse(`sizes[${i}]`, `pixels, one number or [height, width], integers of 1 to ${LARGEST_SIDE}`, size);
    return pair as [number, number];
  });
  return { channels: channels ?? 0, sizes: pairs, seconds };
}

function isInteger(value: unknown, largest: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= largest;
}

function reportOf(typeName: string, facts: InspectFacts): Inspection {
  const classifier = facts.classifier === "" ? null : facts.classifier;
  const returnLayers = facts.layers.flatMap(({ path, output }) =>
    output !== null && firstWidth(output) !== null ? [{ path, output }] : [],
  );
  const features = classifier === null ? facts.output : facts.classifierInput;
  const conf = confOf(facts, classifier, returnLayers);
  const report = {
    typeName,
    forward: facts.arguments,
    input: {
      channels: facts.channels,
      sizes: facts.sizes.trials,
      fixedSize: facts.sizes.fixed,
      multipleOf: facts.sizes.multipleOf,
      patchSize: facts.patch,
    },
    output: facts.output,
    features: { classifier, width: features === null ? null : firstWidth(features) },
    parameters: {
      count: facts.parameters,
      frozen: facts.frozen,
      dtypes: facts.dtypes,
      devices: facts.devices,
      withoutGradient: facts.unreached,
      nonFinite: facts.nonFinite,
    },
    batchNorm: { layers: facts.batchNorms, baked: facts.batchNorm },
    dropout: { baked: facts.dropout },
    returnLayers,
    conf,
  };
  return { ...report, obstacles: obstaclesOf(facts, report) };
}

/** Of what DINO takes of a value: the first of a tuple or list, DINOv2's class token of a dictionary. */
function firstWidth(outline: ValueOutline): number | null {
  const taken =
    outline.kind === "dictionary"
      ? outline.parts.find(([name]) => name === "x_norm_clstoken")
      : outline.kind === "tuple" || outline.kind === "list"
        ? outline.parts[0]
        : undefined;
  return taken === undefined ? outline.width : firstWidth(taken[1]);
}

/** DINO's own, which need not be set. */
const DEFAULTS = { globalCropSize: 224, localCropSize: 96, channels: 3 } as const;

function confOf(
  facts: InspectFacts,
  classifier: string | null,
  layers: Inspection["returnLayers"],
): DINOConfInput {
  const { globalCrop, localCrop } = facts.sizes;
  const crops = globalCrop !== null &&
    localCrop !== null && {
      globalCropSize: cropSize(globalCrop),
      localCropSize: cropSize(localCrop),
    };
  const usual =
    crops &&
    crops.globalCropSize === DEFAULTS.globalCropSize &&
    crops.localCropSize === DEFAULTS.localCropSize;
  const [channels] = facts.channels;
  const layer = classifier === null && facts.output !== null ? layerFor(facts.output, layers) : undefined;
  const taken = layer?.output ?? (classifier === null ? facts.output : facts.classifierInput);
  return {
    ...(usual ? {} : crops),
    ...(channels !== undefined && !facts.channels.includes(DEFAULTS.channels) ? { channels } : {}),
    ...(layer && { returnLayer: layer.path }),
    ...(taken?.kind === "tokens" && !hasClassToken(taken, facts) ? { preprocessFunc: "gap" } : {}),
  };
}

function cropSize([height, width]: ImageSize): number | [number, number] {
  return height === width ? height : [height, width];
}

/** Where the output itself is no features: the last submodule that gives rows, else tokens or a map. */
function layerFor(
  output: ValueOutline,
  layers: Inspection["returnLayers"],
): Inspection["returnLayers"][number] | undefined {
  if (firstWidth(output) !== null) return undefined;
  return layers.findLast((layer) => layer.output.kind === "rows") ?? layers.at(-1);
}

function hasClassToken({ shape }: ValueOutline, { patch, seenAt }: InspectFacts): boolean {
  if (patch === null || seenAt === null) return false;
  const patches = Math.floor(seenAt[0] / patch) * Math.floor(seenAt[1] / patch);
  return (shape[1] ?? 0) > patches;
}
