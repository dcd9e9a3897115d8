import { types } from "node:util";
import { describe } from "../describe";
import { ArgumentError, OperatorError } from "../errors";
import { moduleHandleOf, ScriptModule } from "../jit/module";
import type { CropSpec, Handle, WrapperFacts, WrapperOutput } from "../native/binding";
import { check, job } from "../native/call";
import { currentFlags } from "../native/context";
import { native } from "../native/load";
import { NativeObject } from "../native/object";
import { checkOptions } from "../options";
import { handleOf, isTensor, type Tensor, tensorOf, writableHandleOf } from "../tensor/tensor";
import { DINOConf, type DINOConfInput } from "./conf";
import { headSpec } from "./head";
import { type Inspection, type InspectOptions, inspectModule } from "./inspect";
import { constant, cosine, type Schedule, teacherTemperature } from "./schedules";

/** Options of `DINOWrapper.forward`. */
export interface ForwardOptions {
  /** Overrides the clock's epoch, for the teacher's temperature. */
  readonly epoch?: number;
  /** Keys of the images (int64 [B] or their values): the crops of an image then depend on seed, epoch and id alone. */
  readonly ids?: Tensor<"int64"> | BigInt64Array;
}

/** What `DINOWrapper.forwardCrops` takes. */
export interface CropsInput {
  /** The teacher's crops, each [B, C, h, w], normalised, all of one size. */
  readonly globalCrops: readonly Tensor[];
  /** The crops that the student alone sees, all of one size. Default: none. */
  readonly localCrops?: readonly Tensor[];
  /** The uncropped images, needed when `originalOutput` is "original". */
  readonly images?: Tensor;
  /** Overrides the clock's epoch, for the teacher's temperature. */
  readonly epoch?: number;
}

/** Parameters of the student and its head, as an optimiser takes them. */
export interface WrapperParameters {
  /** Of the backbone and of the head. */
  readonly parameters: Tensor[];
}

/** What `forward` gives; with `originalOutput: "none"` the first is undefined. */
export type ForwardOutput<C> = [
  originalOutput: C extends { originalOutput: "none" } ? undefined : Tensor<"float32">,
  dinoLoss: Tensor<"float32">,
];

/**
 * A backbone with DINO around it (Caron et al. 2021). Training the wrapper trains the backbone: the student is the
 * module itself, with its parameters and buffers; the teacher is a copy that follows it.
 *
 * Everything that computes is a job on the engine, in the order of the calls.
 */
export class DINOWrapper<C extends DINOConfInput = DINOConfInput> {
  /** The settings, defaults filled in. */
  readonly conf: DINOConf;
  /** The module that was wrapped. */
  readonly student: ScriptModule;
  /** The teacher's copy. It never requires gradients. */
  readonly teacher: ScriptModule;
  /** Width of the features. */
  readonly featureDim: number;
  /** K: the head's prototypes, or the features' width without one. */
  readonly prototypes: number;
  /** What the dry run found, in plain words. */
  readonly preflight: readonly string[];

  readonly #object: NativeObject;
  readonly #momentum: Schedule;
  readonly #temperature: Schedule;
  #step = 0;
  #imagesSeen = 0n;
  #warned = false;

  private constructor(module: ScriptModule, conf: DINOConf, facts: WrapperFacts) {
    this.student = module;
    this.conf = conf;
    this.featureDim = facts.featureDim;
    this.prototypes = facts.prototypes;
    this.#object = new NativeObject(facts.wrapper, "the DINOWrapper");
    this.teacher = new ScriptModule(check(native().wrapperTeacher(facts.wrapper)));
    const { stepsPerEpoch, epochs } = conf;
    this.preflight = Object.freeze([
      ...facts.preflight,
      ...(stepsPerEpoch === null
        ? ["clock: stepsPerEpoch is not set, so momentum and temperature stay at their start values"]
        : []),
    ]);
    this.#momentum =
      stepsPerEpoch === null
        ? constant(conf.teacherMomentum)
        : cosine({
            base: conf.teacherMomentum,
            final: conf.finalTeacherMomentum,
            steps: epochs * stepsPerEpoch,
          });
    this.#temperature = teacherTemperature({
      warmup: conf.warmupTeacherTemp,
      final: conf.teacherTemp,
      epochs,
      warmupEpochs: conf.warmupTeacherTempEpochs,
    });
  }

  /**
   * Wraps `module`. Runs it once on an empty image of each crop size, in evaluation mode, to learn the width of its
   * features; module, modes and outputs stay as they are.
   * @throws ConfigError for mistakes in `conf`, ArgumentError for a crop size that the module does not accept
   */
  static async create<C extends DINOConfInput>(
    module: ScriptModule,
    conf?: C | DINOConf,
  ): Promise<DINOWrapper<C>> {
    const handle = moduleHandleOf(module, "DINOWrapper.create: module");
    const given = isConf(conf) ? conf : new DINOConf(conf);
    if (given.version !== "v1")
      throw new OperatorError(
        "NOT_IMPLEMENTED",
        `DINOWrapper.create: version: expected "v1", got "${given.version}", which is not supported yet`,
      );
    const channels = given.channels ?? imageChannels(module) ?? 3;
    const checked = given.merge({ channels });
    const spec = {
      module: handle,
      head: checked.head && headSpec({ inDim: 1, ...checked.head }),
      globalCrops: cropSpec(
        checked,
        checked.globalCropsNumber,
        checked.globalCropSize,
        checked.globalCropsScale,
      ),
      localCrops: cropSpec(checked, checked.localCropsNumber, checked.localCropSize, checked.localCropsScale),
      originalOutput: checked.originalOutput,
      stripHead: checked.stripHead,
      normalize: checked.normalize,
      teacherBatchNorm: checked.teacherBatchNorm,
      studentTemperature: checked.studentTemp,
      centerMomentum: checked.centerMomentum,
      channels,
      seed: BigInt(checked.seed),
    };
    const flags = currentFlags();
    const facts = await job<WrapperFacts>((done) => native().wrapperCreate(spec, flags, done));
    return new DINOWrapper<C>(module, checked, facts);
  }

  /**
   * Finds out what a module is to DINO, and what stands in the way, without changing it: images that it takes, what it
   * gives, submodules for `returnLayer`, and the configuration to paste. `formatInspection` makes a text of it.
   * @throws ArgumentError, OutOfMemoryError, TorchError when the module cannot be copied
   */
  static inspect(module: ScriptModule, options?: InspectOptions): Promise<Inspection> {
    return inspectModule(module, options);
  }

  /** Number of `emaUpdate` calls: the wrapper's one clock. */
  get step(): number {
    return this.#step;
  }

  /** `floor(step / stepsPerEpoch)`, 0 without `stepsPerEpoch`. */
  get epoch(): number {
    return this.conf.stepsPerEpoch === null ? 0 : Math.floor(this.#step / this.conf.stepsPerEpoch);
  }

  /** The teacher's temperature of the clock's epoch. */
  get teacherTemperature(): number {
    return this.#temperature.at(this.epoch);
  }

  /** The teacher's momentum of the clock's step. */
  get teacherMomentum(): number {
    return this.#momentum.at(this.#step);
  }

  /** A copy of the centre, [1, K]. @throws TensorBusyError while a forward is pending */
  get center(): Tensor {
    return tensorOf(check(native().wrapperCenter(this.#object.handle))!);
  }

  /**
   * Cuts multi-crop views out of `images`, runs student and teacher, and gives the user's own output beside DINO's
   * loss, a scalar. Gradients of both reach the backbone's parameters.
   * @param images uint8 [B, C, H, W], or floating point in [0, 1], before any normalisation
   */
  async forward(images: Tensor, options: ForwardOptions = {}): Promise<ForwardOutput<C>> {
    checkOptions(options, "forward: options", ["epoch", "ids"]);
    const wrapper = this.#object.handle;
    const handle = writableHandleOf(images, "forward: images");
    const batch = BigInt(images.shape[0] ?? 0);
    const epoch = checkEpoch(options.epoch ?? this.epoch);
    const native_ = {
      teacherTemperature: this.#temperature.at(epoch),
      seed: BigInt(this.conf.seed),
      firstImage: this.#imagesSeen,
      ids: idsOf(options.ids),
      epoch: Math.floor(epoch),
    };
    this.#imagesSeen += batch;
    const flags = currentFlags();
    return this.#output(
      await job<WrapperOutput>((done) => native().wrapperForward(wrapper, handle, native_, flags, done)),
    );
  }

  /** The same on ready-made crops. */
  async forwardCrops(input: CropsInput): Promise<ForwardOutput<C>> {
    checkOptions(input, "forwardCrops: input", ["globalCrops", "localCrops", "images", "epoch"]);
    const wrapper = this.#object.handle;
    const handles = (crops: readonly Tensor[], what: string): Handle[] => {
      if (!Array.isArray(crops))
        throw new ArgumentError(
          "INVALID_ARGUMENT",
          `${what}: expected an array of tensors, got ${describe(crops)}`,
        );
      return crops.map((crop: Tensor, i) => writableHandleOf(crop, `${what}[${i}]`));
    };
    const globals = handles(input.globalCrops, "forwardCrops: globalCrops");
    const locals = handles(input.localCrops ?? [], "forwardCrops: localCrops");
    const images = input.images === undefined ? null : writableHandleOf(input.images, "forwardCrops: images");
    const temperature = this.#temperature.at(checkEpoch(input.epoch ?? this.epoch));
    const flags = currentFlags();
    return this.#output(
      await job<WrapperOutput>((done) =>
        native().wrapperForwardCrops(wrapper, globals, locals, images, temperature, flags, done),
      ),
    );
  }

  /**
   * Features [B, D] of whole images, in evaluation mode and without gradients: what a trained backbone is used for.
   * @param images as for `forward`; normalised, not resized
   */
  async embed(images: Tensor, options: { network?: "teacher" | "student" } = {}): Promise<Tensor<"float32">> {
    const wrapper = this.#object.handle;
    const handle = handleOf(images, "embed: images");
    checkOptions(options, "embed: options", ["network"]);
    const network = options.network ?? "teacher";
    if (network !== "teacher" && network !== "student")
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `embed: network: expected "teacher" or "student", got ${describe(network)}`,
      );
    const features = tensorOf(
      await job<Handle>((done) => native().wrapperEmbed(wrapper, handle, network, done)),
    );
    return features as Tensor<"float32">;
  }

  /**
   * Moves the teacher towards the student; call it once after each optimiser step.
   * @param iteration overrides the clock's step, for the momentum
   */
  async emaUpdate(iteration?: number): Promise<void> {
    const wrapper = this.#object.handle;
    const step = iteration ?? this.#step;
    if (typeof step !== "number" || Number.isNaN(step))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `emaUpdate: iteration: expected a number, got ${describe(step)}`,
      );
    const momentum = this.#momentum.at(step);
    this.#step += 1;
    await job<null>((done) => native().wrapperEmaUpdate(wrapper, momentum, done));
  }

  /** What is trained, by name: the backbone's parameters, and the head's after `head.`. */
  namedParameters(): [string, Tensor][] {
    const result: [string, Tensor][] = [];
    for (const { name, handle, buffer } of check(native().wrapperTensors(this.#object.handle, "student"))) {
      const tensor = tensorOf(handle);
      if (!buffer && tensor.requiresGrad) result.push([name, tensor]);
      else tensor.dispose();
    }
    return result;
  }

  /** The student's parameters, those of the head included, in the order of `namedParameters`. */
  parameters(): Tensor[] {
    return this.namedParameters().map(([, tensor]) => tensor);
  }

  /**
   * Parameters for an optimiser in two groups, as DINO trains them: weights with the optimiser's weight decay, biases
   * and one-dimensional parameters without.
   */
  parameterGroups(): [decayed: WrapperParameters, plain: WrapperParameters & { readonly weightDecay: 0 }] {
    const decayed: Tensor[] = [];
    const plain: Tensor[] = [];
    for (const [name, tensor] of this.namedParameters())
      (name.endsWith(".bias") || tensor.dim === 1 ? plain : decayed).push(tensor);
    return [{ parameters: decayed }, { parameters: plain, weightDecay: 0 }];
  }

  /** Frees the wrapper, its teacher and its head. The module that was wrapped stays. Disposing twice is allowed. */
  dispose(): void {
    this.#object.dispose();
    this.teacher.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #output([original, loss, teacherWasStale]: WrapperOutput): ForwardOutput<C> {
    if (teacherWasStale && !this.#warned && this.conf.ema === "auto") {
      this.#warned = true;
      process.emitWarning(
        "The student's parameters changed since the last emaUpdate(). With a frozen teacher the loss falls a little and " +
          'nothing is learned. Call emaUpdate() after each optimiser step, or set ema: "manual".',
        { type: "DinoWarning", code: "EMA_NOT_UPDATED" },
      );
    }
    return [original === null ? undefined : tensorOf(original), tensorOf(loss)] as ForwardOutput<C>;
  }
}

function isConf(value: unknown): value is DINOConf {
  return value instanceof DINOConf;
}

function cropSpec(
  conf: DINOConf,
  count: number,
  size: number | readonly [number, number],
  scale: readonly [number, number],
): CropSpec {
  const [height, width] = typeof size === "number" ? [size, size] : size;
  const { cropRatio: ratio, flipProbability, jitterProbability, brightness, contrast } = conf;
  return { count, height, width, scale, ratio, flipProbability, jitterProbability, brightness, contrast };
}

/** Channels that the module's first convolution takes, as far as its parameters tell. */
function imageChannels(module: ScriptModule): number | undefined {
  const shapes = module.parameters().map((parameter) => {
    const { shape } = parameter;
    parameter.dispose();
    return shape;
  });
  return shapes.find((shape) => shape.length === 4)?.[1];
}

function checkEpoch(epoch: number): number {
  if (!(Number.isFinite(epoch) && epoch >= 0))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `epoch: expected a number of 0 or more, got ${describe(epoch)}`,
    );
  return epoch;
}

function idsOf(ids: ForwardOptions["ids"]): BigInt64Array | null {
  if (ids === undefined) return null;
  if (isTensor(ids)) handleOf(ids, "forward: ids");
  const values: unknown = isTensor(ids) ? ids.toTypedArray() : ids;
  if (!types.isBigInt64Array(values))
    throw new ArgumentError("INVALID_ARGUMENT", `ids: expected int64 values, got ${describe(ids)}`);
  return values;
}
