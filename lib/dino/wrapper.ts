import { DisposedError, OperatorError, TensorBusyError } from "../errors";
import { checkReport } from "../jit/load-report";
import { moduleHandleOf, ScriptModule } from "../jit/module";
import type {
  Done,
  ForwardTimings,
  Handle,
  Images,
  LoadStateDictReport,
  OptimizerStepResult,
  Queued,
  TeacherSignals,
  WrapperFacts,
  WrapperOutput,
  WrapperPass,
} from "../native/binding";
import { check, job } from "../native/call";
import { currentFlags } from "../native/context";
import { native } from "../native/load";
import { NativeObject } from "../native/object";
import { stoppable } from "../native/stop";
import { type Optimizer, optimizerHandleOf } from "../optim/optimizer";
import { checkFlag, checkOptions } from "../options";
import { tensor } from "../tensor/data";
import { cat } from "../tensor/factories";
import { noGrad } from "../tensor/scope";
import { handleOf, type Tensor, tensorOf } from "../tensor/tensor";
import { Clock } from "./clock";
import { DINOConf, type DINOConfInput, isConf } from "./conf";
import { isDecayed } from "./decay";
import { featuresOf, featureWidth, finishPass, tensorsOf } from "./features";
import { type DINOHead, headOf } from "./head";
import { type Inspection, type InspectOptions, inspectModule } from "./inspect";
import { type OptimizerStepOptions, readStepOptions } from "./optimizer-step";
import {
  bySize,
  type CropsInput,
  checkIteration,
  checkNetwork,
  type EmbedOptions,
  embedSize,
  type ForwardOptions,
  type ForwardOutput,
  type ImageInput,
  idsOf,
  imagesOf,
  PASS_OPTIONS,
  passOptions,
  smallerThan,
  tensorHandles,
  type WrapperParameters,
} from "./wrapper-options";
import { imageChannels, wrapperSpec } from "./wrapper-spec";
import { exportModule, readCounters, readWrapper, writeWrapper } from "./wrapper-state";

export type { OptimizerStepResult } from "../native/binding";
export type { OptimizerStepOptions } from "./optimizer-step";
export type {
  CropsInput,
  EmbedOptions,
  ForwardOptions,
  ForwardOutput,
  ImageInput,
  PassOptions,
  WrapperParameters,
} from "./wrapper-options";

/**
 * A backbone with DINO around it (Caron et al. 2021). Training the wrapper trains the backbone: the student is the
 * module itself, with its parameters and buffers; the teacher is a copy that follows it.
 *
 * Everything that computes is a job on the engine, in the order of the calls, so that `forward`, `backward`, an
 * optimiser's `step` and `emaUpdate` need no `await` between each other. With a function in `preprocessFunc` a forward
 * is two jobs with the function between them: `await` it before the next call.
 */
export class DINOWrapper<C extends DINOConfInput = DINOConfInput> {
  /** The settings, defaults filled in. */
  readonly conf: DINOConf;
  /** The module that was wrapped. */
  readonly student: ScriptModule;
  /** The teacher's copy. It never requires gradients. */
  readonly teacher: ScriptModule;
  /** The student's projection head, its tensors shared; null with `head: null`. The wrapper runs it in train mode always. */
  readonly head: DINOHead | null;
  /** Width of the features. */
  readonly featureDim: number;
  /** K: the head's prototypes, or the features' width without one. */
  readonly prototypes: number;
  /** What the dry run found, in plain words. */
  readonly preflight: readonly string[];

  readonly #object: NativeObject;
  readonly #clock: Clock;
  #warned = false;
  #warnedOfSize = false;
  /** Forwards between whose halves the user's function is at work. */
  #split = 0;
  #timings: ForwardTimings | null = null;
  #signals: TeacherSignals | null = null;
  #nonFinite: string | null = null;

  private constructor(module: ScriptModule, conf: DINOConf, facts: WrapperFacts) {
    this.student = module;
    this.conf = conf;
    this.featureDim = facts.featureDim;
    this.prototypes = facts.prototypes;
    this.#object = new NativeObject(facts.wrapper, "the DINOWrapper");
    this.teacher = new ScriptModule(check(native().wrapperTeacher(facts.wrapper)));
    const head = check(native().wrapperHead(facts.wrapper));
    this.head = head === null ? null : headOf(head);
    this.#clock = new Clock(conf);
    this.preflight = Object.freeze([...facts.preflight, ...this.#clock.lines()]);
  }

  /**
   * Wraps `module`. Runs it once on an empty image of each crop size, in evaluation mode, to learn the width of its
   * features; module, modes and outputs stay as they are.
   * @throws ConfigError for mistakes in `conf`; ArgumentError for a crop size that the module does not accept, or a
   * `returnLayer` or `stripHead` that it does not call, with those that it calls; OperatorError (`NOT_IMPLEMENTED`) for
   * version "v2"
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
        `DINOWrapper.create: version: expected "v1", got "${given.version}", whose losses are not built yet`,
      );
    const checked = given.merge({ channels: given.channels ?? imageChannels(module) ?? 3 });
    const flags = currentFlags();
    const spec = wrapperSpec(handle, checked);
    let facts = await job<WrapperFacts>((done) => native().wrapperCreate(spec, flags, done));
    const make = checked.preprocessFunc;
    if (typeof make === "function") {
      const unfinished = new NativeObject(facts.wrapper, "the DINOWrapper");
      try {
        const width = await featureWidth(make, facts.dryValues);
        facts = await job<WrapperFacts>((done) => native().wrapperComplete(unfinished.handle, width, done));
      } finally {
        unfinished.dispose();
      }
    }
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
    return this.#clock.step;
  }

  /** `floor(step / stepsPerEpoch)`, 0 without `stepsPerEpoch`. */
  get epoch(): number {
    return this.#clock.epochOf();
  }

  /** Images that forwards have seen: without `ids`, what the crops of the next ones are drawn by. */
  get imagesSeen(): number {
    return Number(this.#clock.counts.imagesSeen);
  }

  /** The teacher's temperature of the clock's epoch. */
  get teacherTemperature(): number {
    return this.#clock.temperatureOf();
  }

  /** The teacher's momentum of the clock's step. */
  get teacherMomentum(): number {
    return this.#clock.momentumOf();
  }

  /** Whether the head's last layer is left out of the training in the clock's epoch. */
  get lastLayerFrozen(): boolean {
    return this.#clock.freezesLastLayer(this.epoch);
  }

  /** A copy of the centre, [1, K]. @throws TensorBusyError while a forward is pending */
  get center(): Tensor {
    return tensorOf(check(native().wrapperCenter(this.#object.handle))!);
  }

  /** Seconds that the parts of the last forward took; null before the first. */
  get timings(): ForwardTimings | null {
    return this.#timings;
  }

  /** What the last forward's targets say about the run; null where they were not asked for. */
  get signals(): TeacherSignals | null {
    return this.#signals;
  }

  /**
   * null while the last forward's loss is finite; else the first value on the way to it that is not, in words: a
   * parameter by its name, a crop, features. Skip the step then: `backward` would make all gradients NaN. The buffers of
   * student and teacher (BatchNorm's statistics) are what they were, and so is the centre where the teacher's output is
   * not finite.
   */
  get nonFinite(): string | null {
    return this.#nonFinite;
  }

  /**
   * Cuts multi-crop views out of `images`, runs student and teacher, and gives the user's own output beside DINO's
   * loss, a scalar. Gradients of both reach the backbone's parameters. While the last layer is frozen
   * (`freezeLastLayerEpochs`) its parameters get no gradients, so that optimisers pass them by.
   * @param images uint8, floating point in [0, 1], or normalised, as `inputRange` says; of several sizes only with an
   * `originalOutput` other than "original"
   * @throws ArgumentError for images that do not fit; CancelledError when `signal` ends it
   */
  async forward(images: ImageInput, options: ForwardOptions = {}): Promise<ForwardOutput<C>> {
    checkOptions(options, "forward: options", [...PASS_OPTIONS, "ids"]);
    const { handles, count, tensors } = imagesOf(images, "forward: images");
    const pass = passOptions(options, this.#clock, "forward");
    const keys = {
      ...pass,
      seed: BigInt(this.conf.seed),
      firstImage: this.#clock.counts.imagesSeen,
      ids: idsOf(options.ids),
    };
    const { counts } = this.#clock;
    const after = keys.firstImage + BigInt(count);
    counts.imagesSeen = after;
    try {
      const small = this.#warnedOfSize ? undefined : smallerThan(tensors, this.conf.globalCropSize);
      const output = await this.#run(options.signal, "forward", (stop, flags, done) =>
        native().wrapperForward(this.#object.handle, handles, { ...keys, stop }, flags, done),
      );
      this.#warnOfSize(small);
      return output;
    } catch (error) {
      // The next forward sees these images in the place of this one, unless others are under way.
      if (counts.imagesSeen === after) counts.imagesSeen = keys.firstImage;
      throw error;
    }
  }

  /** The same on ready-made crops. */
  async forwardCrops(input: CropsInput): Promise<ForwardOutput<C>> {
    checkOptions(input, "forwardCrops: input", ["globalCrops", "localCrops", "images", ...PASS_OPTIONS]);
    const globals = tensorHandles(input.globalCrops, "forwardCrops: globalCrops");
    const locals = tensorHandles(input.localCrops ?? [], "forwardCrops: localCrops");
    const images = input.images === undefined ? null : imagesOf(input.images, "forwardCrops: images").handles;
    const pass = passOptions(input, this.#clock, "forwardCrops");
    return this.#run(input.signal, "forwardCrops", (stop, flags, done) =>
      native().wrapperForwardCrops(
        this.#object.handle,
        globals,
        locals,
        images,
        { ...pass, stop },
        flags,
        done,
      ),
    );
  }

  /**
   * Features [B, D] of whole images, in evaluation mode and without gradients: what a trained backbone is used for.
   * Images are resized, cut and normalised as DINO evaluates (`eval_knn.py`), see `size`.
   * @param images as for `forward`; with `size: null` too they may be of several sizes
   */
  async embed(images: ImageInput, options: EmbedOptions = {}): Promise<Tensor<"float32">> {
    checkOptions(options, "embed: options", ["network", "size"]);
    const { network: asked, size = this.conf.globalCropSize } = options;
    const network = checkNetwork(asked ?? "teacher", "embed");
    const sides = embedSize(size);
    const wrapper = this.#object.handle;
    const { handles, tensors } = imagesOf(images, "embed: images");
    const make = this.conf.preprocessFunc;
    const embed = async (some: Images): Promise<Tensor> => {
      const values = await job<readonly Handle[]>((done) =>
        native().wrapperEmbed(wrapper, some, network, sides, done),
      );
      return typeof make === "function"
        ? noGrad(() => featuresOf(make, tensorsOf(values)))
        : tensorOf(values[0]!);
    };
    const list = typeof handles === "number" ? [] : handles;
    const groups = sides === null ? bySize(tensors) : [];
    if (groups.length < 2) return (await embed(handles)) as Tensor<"float32">;
    const parts = await Promise.all(groups.map((rows) => embed(rows.map((i) => list[i]!))));
    const rows = cat(parts);
    const places = new BigInt64Array(list.length);
    for (const [row, place] of groups.flat().entries()) places[place] = BigInt(row);
    const order = tensor(places);
    const features = rows.indexSelect(0, order);
    for (const each of [...parts, rows, order]) each.dispose();
    return features as Tensor<"float32">;
  }

  /**
   * Moves the teacher towards the student; call it once after each optimiser step.
   * @param iteration overrides the clock's step, for the momentum; beyond the run's ends it is the first or last one
   */
  async emaUpdate(iteration?: number): Promise<void> {
    const wrapper = this.#object.handle;
    const momentum = this.#clock.momentumOf(checkIteration(iteration ?? this.#clock.step, "emaUpdate"));
    this.#checkWhole("emaUpdate");
    await this.#update(
      () => job<null>((done) => native().wrapperEmaUpdate(wrapper, momentum, done)),
      () => true,
    );
  }

  /**
   * What follows `backward`, in one job: clips the gradients, makes the optimiser's step and moves the teacher, instead of
   * `clipGradNorm`, `optimizer.step()` and `emaUpdate()`, with their results. For `optim.AdamW` and parameters of float32 it
   * is one pass over the memory (without `amsgrad` and `maximize`, and with the same betas and `eps` in all groups); what
   * other optimisers do, and everything with `operators: "composed"`, is done step by step.
   *
   * A step whose gradients are not finite is not made: nothing changes, the clock included, and the result says which
   * parameter it was. Gradients are used up: whether they are clipped afterwards is not defined, so call `zeroGrad`.
   * @throws ArgumentError, DisposedError for what is no optimiser, or was disposed
   */
  async optimizerStep<O extends { lr: number }>(
    optimizer: Optimizer<O>,
    options: OptimizerStepOptions = {},
  ): Promise<OptimizerStepResult> {
    const wrapper = this.#object.handle;
    const handle = optimizerHandleOf(optimizer, "optimizerStep: optimizer");
    const { maxNorm, per, iteration } = readStepOptions(options, this.#clock.step);
    this.#checkWhole("optimizerStep");
    const momentum = this.#clock.momentumOf(iteration);
    const fused = this.conf.operators === "fused";
    return await this.#update(
      () =>
        job<OptimizerStepResult>((done) =>
          native().wrapperOptimizerStep(wrapper, handle, { maxNorm, per, momentum, fused }, done),
        ),
      ({ nonFinite }) => nonFinite === null,
    );
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
      (isDecayed(name, tensor) ? decayed : plain).push(tensor);
    return [{ parameters: decayed }, { parameters: plain, weightDecay: 0 }];
  }

  /**
   * Everything that a run changes: parameters and buffers of both networks ("student.x", "teacher.x", the heads'
   * "student.head.x" and "teacher.head.x"), "center" [1, K], and the counters "step" and "imagesSeen". The networks'
   * tensors are their own, the others copies.
   * @throws TensorBusyError while a forward is pending
   */
  stateDict(): Record<string, Tensor> {
    const wrapper = this.#object.handle;
    this.#checkWhole("stateDict");
    const center = this.center;
    const state: Record<string, Tensor> = {};
    for (const network of ["student", "teacher"] as const)
      for (const { name, handle } of check(native().wrapperTensors(wrapper, network)))
        state[`${network}.${name}`] = tensorOf(handle);
    const counter = (value: bigint): Tensor => tensor(value);
    return {
      ...state,
      center,
      step: counter(BigInt(this.#clock.step)),
      imagesSeen: counter(this.#clock.counts.imagesSeen),
    };
  }

  /**
   * Copies a state into both networks, the heads, the centre and the counters, and reports what did not fit. The next
   * step then has the loss that it had in the wrapper that gave the state, bit for bit.
   * @param options.strict default true; false loads the entries that fit
   * @throws ArgumentError when strict and anything does not fit: nothing is changed, `details` is the report
   */
  async loadStateDict(
    state: Readonly<Record<string, Tensor>>,
    options: { readonly strict?: boolean } = {},
  ): Promise<LoadStateDictReport> {
    const wrapper = this.#object.handle;
    checkOptions(state, "loadStateDict: state");
    checkOptions(options, "loadStateDict: options", ["strict"]);
    const strict = checkFlag(options.strict ?? true, "loadStateDict: strict");
    this.#checkWhole("loadStateDict");
    const entries = Object.entries(state);
    const tensors = entries.map(([name, value]) => ({
      name,
      handle: handleOf(value, `loadStateDict: ${name}`),
    }));
    const takeBack = this.#clock.replace(readCounters(Object.fromEntries(entries)));
    try {
      const report = await job<LoadStateDictReport>((done) =>
        native().wrapperLoad(wrapper, tensors, strict, done),
      );
      return checkReport(report, strict, "the wrapper");
    } catch (error) {
      takeBack();
      throw error;
    }
  }

  /**
   * Writes `stateDict()`, the settings and this package's version to one file, whole or not at all: .pt and .pth as
   * `torch.save` writes them (`torch.load` reads them with `weights_only=True`), or .safetensors.
   * @throws DataError (`INVALID_DATA`) when it cannot be written; TensorBusyError while a forward is pending
   */
  async save(path: string): Promise<void> {
    const state = this.stateDict();
    try {
      await writeWrapper(path, state, this.conf);
    } finally {
      for (const value of Object.values(state)) value.dispose();
    }
  }

  /**
   * Takes over the state of a file of `save`, strictly.
   * @throws DataError (`INVALID_DATA`) for a file that cannot be read, is cut short, or was not written by `save`;
   * ArgumentError, naming each difference, for the state of another backbone or head
   */
  async load(path: string): Promise<void> {
    const state = await readWrapper(path);
    try {
      await this.loadStateDict(state);
    } finally {
      for (const value of Object.values(state)) value.dispose();
    }
  }

  /**
   * Writes the backbone without its wrapper: .pt as TorchScript, in evaluation mode (`torch.jit.load`), or its state dict
   * as .pth, .bin (`torch.load`) or .safetensors.
   * @param options.network default "teacher"
   */
  async exportBackbone(path: string, options: { network?: "teacher" | "student" } = {}): Promise<void> {
    checkOptions(options, "exportBackbone: options", ["network"]);
    const network = checkNetwork(options.network ?? "teacher", "exportBackbone");
    if (this.#object.disposed) throw new DisposedError("DISPOSED", "the DINOWrapper was disposed");
    await exportModule(path, network === "teacher" ? this.teacher : this.student, network === "teacher");
  }

  /** Frees the wrapper, its teacher and its head. The module that was wrapped stays. Disposing twice is allowed. */
  dispose(): void {
    this.#object.dispose();
    this.teacher.dispose();
    this.head?.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Runs both halves of a forward. */
  async #run(
    signal: AbortSignal | undefined,
    what: string,
    start: (stop: Handle | null, flags: number, done: Done<WrapperOutput | WrapperPass>) => Queued,
  ): Promise<ForwardOutput<C>> {
    const make = this.conf.preprocessFunc;
    const flags = currentFlags();
    const wrapper = this.#object.handle;
    const output = await stoppable(signal, what, async (stop) => {
      if (typeof make !== "function")
        return job<WrapperOutput>((done) => start(stop, flags, done as Done<WrapperOutput | WrapperPass>));
      this.#split += 1;
      try {
        const pass = await job<WrapperPass>((done) =>
          start(stop, flags, done as Done<WrapperOutput | WrapperPass>),
        );
        return await finishPass(wrapper, pass, make, { flags, signal });
      } finally {
        this.#split -= 1;
      }
    });
    return this.#output(output);
  }

  #output({ original, loss, teacherWasStale, timings, signals, nonFinite }: WrapperOutput): ForwardOutput<C> {
    this.#timings = timings;
    this.#signals = signals;
    this.#nonFinite = nonFinite;
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

  /** Runs a job that moves the teacher, and counts it; not one that fails, or has left everything as it was. */
  async #update<T>(run: () => Promise<T>, moved: (result: T) => boolean): Promise<T> {
    const { counts } = this.#clock;
    counts.step += 1;
    let made = false;
    try {
      const result = await run();
      made = moved(result);
      return result;
    } finally {
      if (!made) counts.step -= 1;
    }
  }

  /** Crops larger than the images show nothing more of them and cost as much as if they did. */
  #warnOfSize(small: string | undefined): void {
    if (small === undefined || this.#warnedOfSize) return;
    this.#warnedOfSize = true;
    process.emitWarning(
      `Images of ${small} are enlarged to global crops of ${this.conf.globalCropSize}. Set globalCropSize to the images' ` +
        "size or less, and localCropSize to about half of it.",
      { type: "DinoWarning", code: "IMAGES_ENLARGED" },
    );
  }

  #checkWhole(what: string): void {
    if (this.#split > 0)
      throw new TensorBusyError(
        "TENSOR_BUSY",
        `${what}: preprocessFunc is at work on a forward; await that forward first`,
      );
  }
}
