/**
 * The shape of the addon, `dino.node`: the one place in TypeScript that knows it.
 *
 * The addon hands out plain data only. A failed call returns a `Failure` (it never throws a public
 * error), a job reports through its `Done` callback exactly once, on the thread that started it.
 * Everything that a user sees (classes, errors, promises) is made in `lib/`.
 */
import type { DType } from "../tensor/dtype";

/** A slot of the addon's table: index and generation in one number. A stale handle is `DISPOSED`. */
export type Handle = number;

export interface Failure {
  readonly failure: true;
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a started job calls when it has ended: a failure, or null and the job's value. */
export type Done<T> = (failure: Failure | null, value: T) => void;

/** What starting a job returns: undefined when it was queued, else why it was not. */
export type Queued = Failure | undefined;

/** A value as it crosses the border: tensors wrapped, everything else by itself. */
export type Plain =
  | null
  | boolean
  | number
  | bigint
  | string
  | { readonly tensor: Handle }
  | { readonly complex: readonly [number, number] }
  /** `map`: the keys are no strings. */
  | { readonly dict: readonly (readonly [Plain, Plain])[]; readonly map?: boolean }
  | readonly Plain[];

/** Bits of `flags`, carried by each call and job. */
export const FLAG_GRAD = 1;
/** The call may run an overload of `guardOperators`. */
export const FLAG_UNSAFE = 2;
/** Nodes that the call makes remember the stack of `setOrigin`; a backward pass is watched. */
export const FLAG_ANOMALY = 8;

/** How an operator's argument is passed: two bits for each, packed into one number, first argument lowest. */
export const KIND_PLAIN = 0;
export const KIND_TENSOR = 1;
/** An array of handles, null where the element is absent. */
export const KIND_TENSOR_LIST = 2;
export const KIND_GENERATOR = 3;

export interface OperatorInfo {
  /** Identifies the operator (all its overloads) in `call`. */
  readonly id: number;
  readonly name: string;
  readonly schemas: readonly string[];
  /** Names of all arguments of all overloads: what an options object may hold. */
  readonly argumentNames: readonly string[];
  /** Whether some overload writes an argument. */
  readonly writes: boolean;
}

/**
 * The handle of a new tensor, negative when it is light: little memory, no graph. `-1 - i` for what is argument `i` itself.
 * A value, for everything else and wherever the overload writes another argument than it returns.
 */
export type OperatorResult = number | { readonly value: Plain };
/** Handles are not less than this. */
export const LEAST_HANDLE = 2 ** 24;

/** What `memory` counts. */
export interface MemoryCounters {
  /** Handles that JavaScript holds: tensors that were neither disposed nor collected. */
  readonly tensors: number;
  /** Storages behind them; views share one. */
  readonly storages: number;
  /** Bytes of these storages. */
  readonly bytes: number;
  /** Modules, optimisers, wrappers and other native objects that JavaScript holds. */
  readonly objects: number;
  /** Jobs of this environment that have not completed. */
  readonly pendingJobs: number;
  /** Bytes that V8 was told of, so that it collects garbage in time. */
  readonly externalBytes: number;
  /** LibTorch's memory on the CPU, in the whole process. */
  readonly cpu: CpuMemory;
}

/** LibTorch's memory on the CPU, of the whole process. */
export interface CpuMemory {
  /** In use by tensors, whoever holds them (parameters and graphs included): now, and at most so far. */
  readonly allocatedBytes: number;
  /** The most that was in use so far. */
  readonly peakBytes: number;
  /** Free blocks kept for reuse (`setCpuCache`, `trim`), and how many bytes may be kept: 0 when none are. */
  readonly cachedBytes: number;
  /** Bytes of free blocks that may be kept; 0 when none are. */
  readonly cacheLimit: number;
  /** Requests of 1 MiB or more that a kept block served, and those that took a new one from the system. */
  readonly cacheHits: number;
  /** Requests of 1 MiB or more that took a new block from the system. */
  readonly cacheMisses: number;
}

export interface NamedTensor {
  readonly name: string;
  readonly handle: Handle;
  readonly buffer: boolean;
}

/** A method of a TorchScript module; types are TorchScript's: `Optional[Tensor]`. */
export interface MethodSchema {
  /** Its name. */
  readonly name: string;
  /** `optional`: has a default. */
  readonly arguments: readonly { readonly name: string; readonly type: string; readonly optional: boolean }[];
  /** TorchScript's name of the result's type. */
  readonly returns: string;
}

/** A submodule that a method calls, with the types of its first argument (null: it has none) and its result. */
export interface NamedCall {
  /** Dotted path of the submodule that is called. */
  readonly path: string;
  /** TorchScript's name of the first argument's type; null without one. */
  readonly input: string | null;
  /** TorchScript's name of the result's type. */
  readonly output: string;
}

/** A value of a module that is neither parameter nor buffer; constants cannot be set. */
export interface AttributeInfo {
  /** Dotted path. */
  readonly name: string;
  /** TorchScript's name of its type. */
  readonly type: string;
  /** Whether it cannot be set. */
  readonly constant: boolean;
}

/** How a state dict fits a module. */
export interface LoadStateDictReport {
  /** Names of the module that the state has not. */
  readonly missing: readonly string[];
  /** Names of the state that the module has not. */
  readonly unexpected: readonly string[];
  /** Names whose shapes differ. */
  readonly mismatched: readonly {
    readonly name: string;
    readonly expected: readonly number[];
    readonly found: readonly number[];
  }[];
}

/** A module in TorchScript source, as `jit.define` takes it; tensors are copied. */
export interface ModuleSpec {
  readonly name: string;
  readonly source: string;
  readonly parameters: readonly { name: string; handle: Handle; requiresGrad: boolean }[];
  readonly buffers: readonly { name: string; handle: Handle }[];
  readonly attributes: readonly { name: string; value: Plain; type: string }[];
  readonly modules: readonly { name: string; module: ModuleSpec }[];
  /** A list of modules, which are named 0, 1, 2 … */
  readonly list: boolean;
}

export interface GraphOptions {
  readonly retainGraph: boolean;
  readonly createGraph: boolean;
}

export type OptimizerKind = "AdamW" | "Adam" | "SGD" | "LARS";
/** By public name: `lr`, `weightDecay`, … */
export type OptimizerOptions = Readonly<Record<string, number | boolean>>;
/** What an optimiser keeps for each parameter, by PyTorch's names; null before the parameter's first step. */
export type OptimizerState = readonly (Readonly<Record<string, Handle>> | null)[];

/** One class of crops of a view list: `count` views of the same size and the same parameter ranges. */
export interface CropSpec {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** Share of the image's area, [low, high]. */
  readonly scale: readonly [number, number];
  readonly ratio: readonly [number, number];
  readonly flipProbability: number;
  readonly jitterProbability: number;
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  readonly hue: number;
  readonly grayscaleProbability: number;
  readonly blur: "pil" | "gaussian";
  /** One a view, the last one repeats; none: 0. */
  readonly blurProbability: readonly number[];
  readonly blurSigma: readonly [number, number];
  readonly solarizeProbability: readonly number[];
  /** Of 255. */
  readonly solarizeThreshold: number;
}

export interface HeadSpec {
  readonly inDim: number;
  readonly prototypes: number;
  readonly hiddenDim: number;
  readonly bottleneckDim: number;
  readonly layers: number;
  readonly batchNorm: boolean;
  readonly normLastLayer: boolean;
  readonly mlpBias: boolean;
}

export interface WrapperSpec {
  readonly module: Handle;
  /** null: the features themselves are the prototypes' logits. `inDim` is set by the dry run. */
  readonly head: HeadSpec | null;
  readonly globalCrops: CropSpec;
  readonly localCrops: CropSpec;
  readonly originalOutput: "original" | "globalMean" | "none";
  /** Paths of submodules; none: what enters the classifier. */
  readonly returnLayers: readonly string[];
  /** "custom": by a function of JavaScript's, between the two halves of a forward. */
  readonly pooling: "auto" | "cls" | "gap" | "flatten" | "custom";
  /** "auto", "none" or the classifier's path. */
  readonly stripHead: string;
  readonly inputRange: "auto" | "uint8" | "unit" | "normalized";
  /** Per-channel normalisation; null: ImageNet's for 3 channels, else 0.5 and 0.25. */
  readonly normalize: { readonly mean: readonly number[]; readonly std: readonly number[] } | null;
  readonly teacherBatchNorm: "batch" | "ema";
  readonly operators: "fused" | "composed";
  readonly studentTemperature: number;
  readonly centerMomentum: number;
  readonly channels: number;
  /** Seed of the crop sampler and of the head's weights. */
  readonly seed: bigint;
}

export interface WrapperFacts {
  readonly wrapper: Handle;
  /** 0 with custom pooling, until `wrapperComplete`. */
  readonly featureDim: number;
  readonly prototypes: number;
  /** What the dry run found, in words a user understands. */
  readonly preflight: readonly string[];
  /** With custom pooling: what the dry run gave for each crop size, one value a layer. */
  readonly dryValues: readonly (readonly Handle[])[];
}

/** A batch, or images [C, H, W] each. */
export type Images = Handle | readonly Handle[];

export interface PassOptions {
  readonly teacherTemperature: number;
  readonly freezeLastLayer: boolean;
  readonly signals: boolean;
  /** Of `stopCreate`. */
  readonly stop: Handle | null;
}

export interface CropKeys {
  readonly seed: bigint;
  /** Index of the batch's first image among all images seen so far: the sampler's counter. */
  readonly firstImage: bigint;
  /** With ids the sampler is keyed by (seed, epoch, id, view) instead. */
  readonly ids: BigInt64Array | null;
  readonly epoch: number;
}

/** Seconds that the parts of a forward took. */
export interface ForwardTimings {
  /** Sampling and rendering the crops; 0 for ready-made ones. */
  readonly augment: number;
  /** The teacher and its head. */
  readonly teacher: number;
  /** The student and its head. */
  readonly student: number;
  /** The loss, the signals and the centre. */
  readonly loss: number;
  /** The module on the uncropped images. */
  readonly original: number;
}

/** What the teacher's targets q of one batch say about the run, without labels. Entropies in nats. */
export interface TeacherSignals {
  /** Mean of H(q): ln K when every target is uniform, 0 when each names one prototype. */
  readonly entropy: number;
  /** H of the mean target: near 0 when all images have the same prototype. */
  readonly meanEntropy: number;
  /** `meanEntropy - entropy`, what a target tells of its image: near 0 in a collapse of either kind. */
  readonly information: number;
  /** Prototypes that are some target's largest. */
  readonly prototypesInUse: number;
  /** exp of the entropy of the singular values of the teacher's centred features (Roy and Vetterli 2007). */
  readonly effectiveRank: number;
}

export interface WrapperOutput {
  /** null where there is none. */
  readonly original: Handle | null;
  readonly loss: Handle;
  /** Whether the student changed since the last `emaUpdate`. */
  readonly teacherWasStale: boolean;
  readonly timings: ForwardTimings;
  readonly signals: TeacherSignals | null;
  /** Where the loss is not finite: the first value on the way to it that is not. */
  readonly nonFinite: string | null;
}

/** Options of `wrapperOptimizerStep`. */
export interface UpdateOptions {
  /** Infinity: nothing is clipped. */
  readonly maxNorm: number;
  readonly per: "all" | "module" | "parameter";
  readonly momentum: number;
  /** false: LibTorch's operators one after the other. */
  readonly fused: boolean;
}

/** What `DINOWrapper.optimizerStep` found. */
export interface OptimizerStepResult {
  /** The Euclidean norm of all gradients together, before clipping. */
  readonly norm: number;
  /**
   * Why the step was not made: the first parameter whose gradient is not finite, by its name, and the gradient's norm.
   * null when it was made.
   */
  readonly nonFinite: { readonly parameter: string; readonly norm: number } | null;
  /** Seconds of clipping and optimiser, and of what the teacher took besides: little where one pass makes both. */
  readonly seconds: { readonly optimizer: number; readonly ema: number };
}

/** With custom pooling: a forward whose features are missing. One value a layer; the student's by crop size. */
export interface WrapperPass {
  readonly pass: Handle;
  readonly teacher: readonly Handle[];
  readonly student: readonly (readonly Handle[])[];
}

/** [height, width] in pixels. */
export type ImageSize = readonly [height: number, width: number];

/** A value's kind and sizes. */
export interface ValueOutline {
  /** "rows" [B, D], "map" [B, D, h, w], "tokens" [B, N, D]; "tensor": of any other shape. */
  readonly kind: "rows" | "map" | "tokens" | "tensor" | "dictionary" | "tuple" | "list" | "other";
  /** The dtype of a tensor, TorchScript's name of any other type. */
  readonly type: string;
  /** Of a tensor; the first size of rows, maps and tokens is the batch's. */
  readonly shape: readonly number[];
  /** The map is [B, h, w, D]. */
  readonly channelsLast: boolean;
  /** D; null without one. */
  readonly width: number | null;
  /** What a dictionary holds by its keys, a tuple or list by the places. */
  readonly parts: readonly (readonly [name: string, outline: ValueOutline])[];
}

/** What `moduleInspect` found; "" where there is nothing to say. */
export interface InspectFacts {
  readonly arguments: string;
  readonly refusal: string;
  readonly channels: readonly number[];
  readonly sizes: {
    readonly trials: readonly {
      readonly size: ImageSize;
      readonly accepted: boolean;
      readonly reason: string;
    }[];
    readonly fixed: ImageSize | null;
    readonly multipleOf: number;
    readonly globalCrop: ImageSize | null;
    readonly localCrop: ImageSize | null;
  };
  readonly patch: number | null;
  readonly seenAt: ImageSize | null;
  readonly output: ValueOutline | null;
  readonly classifier: string;
  readonly classifierInput: ValueOutline | null;
  readonly layers: readonly { readonly path: string; readonly output: ValueOutline | null }[];
  readonly anyBatch: boolean;
  readonly trainRefusal: string;
  readonly parameters: number;
  readonly frozen: number;
  readonly dtypes: readonly string[];
  readonly devices: readonly string[];
  readonly nonFinite: readonly string[];
  readonly unreached: readonly string[];
  readonly trainable: boolean;
  readonly batchNorms: number;
  readonly batchNorm: "eval" | "train" | null;
  readonly dropout: "eval" | "train" | null;
  readonly prints: boolean;
}

export interface KnnSpec {
  readonly trainFeatures: Handle;
  readonly trainLabels: Handle;
  readonly testFeatures: Handle;
  readonly testLabels: Handle | null;
  readonly k: readonly number[];
  readonly temperature: number;
  readonly classes: number;
}

/** For one k: accuracies as fractions of 1 (null without test labels), votes [test, classes] and predictions [test]. */
export interface KnnFacts {
  readonly k: number;
  readonly top1: number | null;
  readonly top5: number | null;
  readonly votes: Handle;
  readonly predictions: Handle;
}

/** A value of a file; what it holds are indices into the table, so that sharing and cycles survive. */
export type FileNode =
  | null
  | boolean
  | number
  | bigint
  | string
  | { readonly tensor: Handle }
  | { readonly bytes: Uint8Array }
  | { readonly complex: readonly [number, number] }
  | { readonly tuple: readonly number[] }
  | { readonly list: readonly number[] }
  | { readonly set: readonly number[] }
  /** Keys and values in turn. */
  | { readonly dict: readonly number[] }
  | { readonly global: string }
  | {
      readonly object: string;
      readonly arguments: number;
      readonly state: number | null;
      readonly items: readonly number[];
      readonly entries: readonly number[];
    };

export interface FileTable {
  readonly format: "pytorch" | "pytorch-legacy" | "torchscript" | "safetensors";
  readonly nodes: readonly FileNode[];
  readonly root: number;
  /** Classes and functions that are none of PyTorch's format. */
  readonly foreign: readonly string[];
  readonly metadata: readonly (readonly [string, string])[];
}

export interface Binding {
  // The process and its environments
  info(): {
    torchConfig: string;
    addonVersion: string;
    builtWithTorch: string;
    threads: number;
    spinCount: string | null;
  };
  setNumThreads(count: number): Failure | undefined;
  memory(): MemoryCounters;
  /** Tells the addon that the event loop has turned, which lets the guard for synchronous loops start afresh. */
  turn(): void;
  /** Bytes and tensors that may pile up within one turn of the event loop. */
  setGuard(bytes: number, tensors: number): Failure | undefined;
  /** Bytes of free blocks that are kept, for the whole process. A default counts where nothing was set before. */
  setCpuCache(bytes: number, isDefault: boolean): Failure | undefined;
  /** Gives kept blocks to the system; returns their bytes. */
  trim(): number;
  manualSeed(seed: bigint): Failure | undefined;
  /** Stops the queue and waits at most `milliseconds` for the running job; part of leaving the process. */
  shutdown(milliseconds: number): void;

  /** Lets go of a module, optimiser, wrapper or head. */
  releaseObject(handle: Handle): void;

  // Tensors
  release(handle: Handle): void;
  /** The first `count` of them; numbers that are no handles are ignored. */
  releaseAll(handles: Float64Array, count: number): void;
  fromBytes(bytes: ArrayBufferView, shape: readonly number[], dtype: DType): Handle | Failure;
  /** uint8 [images, channels, height, width] of decoded images of one size: channels of a pixel side by side, 1 or 3. */
  fromPixels(pixels: readonly Uint8Array[], size: readonly [number, number, number]): Handle | Failure;
  toBytes(handle: Handle, target: ArrayBufferView): Failure | undefined;
  /** Keeps `target` until the job has ended; nobody else may have it. */
  toBytesAsync(handle: Handle, target: ArrayBufferView, done: Done<null>): Queued;
  /** Calls `body` with the tensor's memory, or without `external` a copy; the buffer is detached afterwards. */
  withData(
    handle: Handle,
    write: boolean,
    external: boolean,
    body: (buffer: ArrayBuffer) => void,
  ): Failure | undefined;
  item(handle: Handle): number | bigint | boolean | { complex: [number, number] } | Failure;
  shape(handle: Handle): number[] | Failure;
  strides(handle: Handle): number[] | Failure;
  dtype(handle: Handle): DType | Failure;
  device(handle: Handle): string | Failure;
  elements(handle: Handle): number | Failure;
  requiresGrad(handle: Handle): boolean | Failure;
  setRequiresGrad(handle: Handle, value: boolean): Failure | undefined;
  isLeaf(handle: Handle): boolean | Failure;
  gradFunction(handle: Handle): string | null | Failure;
  grad(handle: Handle): Handle | null | Failure;
  setGrad(handle: Handle, grad: Handle | null): Failure | undefined;
  retainGrad(handle: Handle): Failure | undefined;
  /** The caller's stack, for the next call or job with FLAG_ANOMALY. */
  setOrigin(stack: string): Failure | undefined;
  backward(
    roots: readonly Handle[],
    gradients: readonly (Handle | null)[],
    options: GraphOptions,
    flags: number,
    done: Done<null>,
  ): Queued;
  autogradGrad(
    outputs: readonly Handle[],
    gradients: readonly (Handle | null)[],
    options: GraphOptions,
    flags: number,
    inputs: readonly Handle[],
    allowUnused: boolean,
    done: Done<(Handle | null)[]>,
  ): Queued;

  // Operators
  /** `aten::add` stands for all its overloads, `aten::add.Tensor` for one, `aten::relu.default` for the nameless one. */
  operator(qualifiedName: string): OperatorInfo | Failure;
  operatorNames(namespace: string): string[];
  /** Overloads that need FLAG_UNSAFE from now on, and why; for the whole process, before the first call of them. */
  guardOperators(table: Readonly<Record<string, string>>): Failure | undefined;
  /**
   * Positional arguments and, where `names` is given, keyword arguments (the last `names.length` of `args`).
   * A number >= 0 is the handle of the one tensor that came out, a number < 0 says that argument -1 - n was
   * returned itself; everything else comes wrapped as `{ value }`.
   */
  call(
    id: number,
    flags: number,
    kinds: number,
    names: readonly string[] | undefined,
    ...args: unknown[]
  ): OperatorResult | Failure;
  callAsync(
    id: number,
    flags: number,
    kinds: number,
    names: readonly string[] | undefined,
    done: Done<OperatorResult>,
    ...args: unknown[]
  ): Queued;

  // Generators of random numbers
  generatorCreate(seed: bigint, device: string): Handle | Failure;
  generatorSeed(generator: Handle, seed: bigint): Failure | undefined;
  generatorFacts(generator: Handle): { device: string; seed: bigint } | Failure;
  generatorState(generator: Handle): Handle | Failure;
  generatorSetState(generator: Handle, state: Handle): Failure | undefined;
  /** Exchanges its state with that of LibTorch's default generator of the same device. */
  generatorSwap(generator: Handle, done: Done<null>): Queued;

  // TorchScript
  moduleLoad(source: string | Uint8Array, done: Done<Handle>): Queued;
  moduleDefine(spec: ModuleSpec, done: Done<Handle>): Queued;
  moduleClone(module: Handle, done: Done<Handle>): Queued;
  moduleSave(module: Handle, path: string | null, done: Done<Uint8Array | null>): Queued;
  /** Arguments by position and, the last `names.length`, by name; undefined stands for the default. */
  moduleForward(
    module: Handle,
    method: string,
    args: readonly (Plain | undefined)[],
    names: readonly string[],
    flags: number,
    done: Done<Plain>,
  ): Queued;
  moduleMethods(module: Handle): MethodSchema[] | Failure;
  moduleCalls(module: Handle, method: string): NamedCall[] | Failure;
  moduleTaps(module: Handle, method: string, paths: readonly string[], done: Done<Handle>): Queued;
  /** One value for each path. */
  tapsForward(
    taps: Handle,
    args: readonly (Plain | undefined)[],
    names: readonly string[],
    flags: number,
    done: Done<readonly Plain[]>,
  ): Queued;
  moduleTrain(module: Handle, training: boolean): Failure | undefined;
  moduleTraining(module: Handle): boolean | Failure;
  moduleTypeName(module: Handle): string | Failure;
  moduleTensors(module: Handle): NamedTensor[] | Failure;
  moduleLoadTensors(
    module: Handle,
    tensors: readonly { name: string; handle: Handle }[],
    strict: boolean,
    done: Done<LoadStateDictReport>,
  ): Queued;
  /** Paths and class names, the module itself first. */
  moduleModules(module: Handle): [string, string][] | Failure;
  moduleAttributes(module: Handle): AttributeInfo[] | Failure;
  moduleGetAttribute(module: Handle, name: string): Plain | Failure;
  moduleSetAttribute(module: Handle, name: string, value: Plain): Failure | undefined;
  moduleRequiresGrad(module: Handle, value: boolean): Failure | undefined;
  moduleFreeze(module: Handle, preserve: readonly string[], done: Done<Handle>): Queued;
  moduleTo(module: Handle, device: string | null, dtype: string | null, done: Done<null>): Queued;

  /** `channels` 0: found out. */
  moduleInspect(
    module: Handle,
    options: { channels: number; sizes: readonly ImageSize[]; seconds: number },
    done: Done<InspectFacts>,
  ): Queued;

  // Files
  /** By the content: PyTorch's zip and legacy formats, TorchScript archives, safetensors. */
  fileRead(source: string | Uint8Array, map: boolean, done: Done<FileTable>): Queued;
  /** Atomic. `detach`: without requires_grad. Metadata are safetensors' alone. */
  fileWrite(
    path: string,
    format: "pytorch" | "safetensors",
    table: Pick<FileTable, "nodes" | "root">,
    detach: boolean,
    metadata: readonly (readonly [string, string])[],
    done: Done<null>,
  ): Queued;

  // Optimisers
  optimizerCreate(kind: OptimizerKind): Handle | Failure;
  optimizerAddGroup(
    optimizer: Handle,
    parameters: readonly Handle[],
    options: OptimizerOptions,
  ): Failure | undefined;
  /** Sets the options that are given. */
  optimizerSetOptions(optimizer: Handle, group: number, options: OptimizerOptions): Failure | undefined;
  optimizerStep(optimizer: Handle, done: Done<null>): Queued;
  optimizerZeroGrad(optimizer: Handle, setToNone: boolean, done: Done<null>): Queued;
  /** Copies. */
  optimizerState(optimizer: Handle, done: Done<OptimizerState>): Queued;
  /** Options of each group and states of all parameters; nothing changes when one does not fit. */
  optimizerLoadState(
    optimizer: Handle,
    groups: readonly OptimizerOptions[],
    state: OptimizerState,
    done: Done<null>,
  ): Queued;
  /** The norm of each group's gradients, before they are clipped. `labels` name the groups in errors. */
  clipGradNorm(
    groups: readonly (readonly Handle[])[],
    labels: readonly string[],
    maxNorm: number,
    errorIfNonFinite: boolean,
    done: Done<Handle>,
  ): Queued;

  // Crops: tables have 18 numbers a view, as native/ops/render_crops.h says
  sampleCrops(
    spec: CropSpec,
    height: number,
    width: number,
    seed: bigint,
    epoch: bigint,
    image: bigint,
    firstView: number,
  ): Float64Array | Failure;
  /** `images`: one [B, C, H, W], or [C, H, W] each. */
  renderCrops(
    images: readonly Handle[],
    table: Float64Array,
    height: number,
    width: number,
    arithmetic: "pil" | "torchvision",
    done: Done<Handle>,
  ): Queued;

  // DINO
  wrapperCreate(spec: WrapperSpec, flags: number, done: Done<WrapperFacts>): Queued;
  /** With custom pooling, once: the width of the features that were made of `dryValues`. */
  wrapperComplete(wrapper: Handle, featureDim: number, done: Done<WrapperFacts>): Queued;
  wrapperForward(
    wrapper: Handle,
    images: Images,
    options: PassOptions & CropKeys,
    flags: number,
    done: Done<WrapperOutput | WrapperPass>,
  ): Queued;
  wrapperForwardCrops(
    wrapper: Handle,
    globalCrops: readonly Handle[],
    localCrops: readonly Handle[],
    images: Images | null,
    options: PassOptions,
    flags: number,
    done: Done<WrapperOutput | WrapperPass>,
  ): Queued;
  wrapperFinish(
    wrapper: Handle,
    pass: Handle,
    teacher: Handle,
    student: readonly Handle[],
    flags: number,
    done: Done<WrapperOutput>,
  ): Queued;
  /** Takes back what the first half of a forward has done to buffers. */
  wrapperUndo(wrapper: Handle, pass: Handle, done: Done<null>): Queued;
  /** Features, or with custom pooling one value a layer. `size`: as in evaluation; null: as they are, all of one size. */
  wrapperEmbed(
    wrapper: Handle,
    images: Images,
    network: "teacher" | "student",
    size: readonly [height: number, width: number] | null,
    done: Done<readonly Handle[]>,
  ): Queued;
  wrapperEmaUpdate(wrapper: Handle, momentum: number, done: Done<null>): Queued;
  /** Clips, steps the optimiser and moves the teacher. */
  wrapperOptimizerStep(
    wrapper: Handle,
    optimizer: Handle,
    options: UpdateOptions,
    done: Done<OptimizerStepResult>,
  ): Queued;
  /** "student.x", "teacher.x" and "center". */
  wrapperLoad(
    wrapper: Handle,
    tensors: readonly { name: string; handle: Handle }[],
    strict: boolean,
    done: Done<LoadStateDictReport>,
  ): Queued;
  /** Parameters and buffers by name; the head's begin with `head.`. */
  wrapperTensors(wrapper: Handle, network: "student" | "teacher"): NamedTensor[] | Failure;
  wrapperTeacher(wrapper: Handle): Handle | Failure;
  /** The student's, its tensors shared. */
  wrapperHead(wrapper: Handle): Handle | null | Failure;
  wrapperCenter(wrapper: Handle): Handle | Failure;
  /** What ends a job between two of its steps. */
  stopCreate(): Handle;
  stopRequest(stop: Handle): Failure | undefined;
  dinoLoss(
    student: Handle,
    teacher: Handle,
    center: Handle,
    batch: number,
    teacherTemperature: number,
    studentTemperature: number,
    centerMomentum: number,
    flags: number,
    done: Done<{ loss: Handle; center: Handle }>,
  ): Queued;
  headCreate(spec: HeadSpec, seed: bigint): Handle | Failure;
  headForward(head: Handle, input: Handle, flags: number, done: Done<Handle>): Queued;
  headTrain(head: Handle, training: boolean): Failure | undefined;
  headTensors(head: Handle): NamedTensor[] | Failure;
  emaUpdate(ema: readonly Handle[], online: readonly Handle[], momentum: number, done: Done<null>): Queued;
  knn(spec: KnnSpec, done: Done<KnnFacts[]>): Queued;
}
