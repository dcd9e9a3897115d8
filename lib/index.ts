export { type AtenOperator, aten, ops } from "./aten/aten";
export type { Aten } from "./aten/generated/aten";
export type { Argument, Complex, Keywords } from "./aten/invoke";
export * as autograd from "./autograd";
export * as backbones from "./backbones";
export { type Batch, IdxDataset } from "./data/dataset";
export { type IdxFile, readIdx } from "./data/idx";
export { DataLoader, type DataLoaderOptions } from "./data/loader";
export {
  type ColorAdjustment,
  type CropParameters,
  type RenderCropsOptions,
  renderCrops,
  type SampleCropsOptions,
  type SampledCrops,
  sampleCropParameters,
} from "./dino/augmentation";
export {
  DINOConf,
  type DINOConfChanges,
  type DINOConfInput,
  type JsonSchema,
  type JsonSchemaOptions,
  type PreprocessFunction,
  type RecipeName,
} from "./dino/conf";
export { EMA, type EMAOptions } from "./dino/ema";
export { DINOHead, type DINOHeadOptions } from "./dino/head";
export type { Inspection, InspectOptions } from "./dino/inspect";
export { formatInspection } from "./dino/inspection-text";
export * as losses from "./dino/losses";
export type { Obstacle, ObstacleCode } from "./dino/obstacles";
export * as schedules from "./dino/schedules";
export {
  type CropsInput,
  DINOWrapper,
  type EmbedOptions,
  type ForwardOptions,
  type ForwardOutput,
  type ImageInput,
  type PassOptions,
  type WrapperParameters,
} from "./dino/wrapper";
export * from "./errors";
export { type KnnOptions, type KnnResult, knn } from "./evaluate/knn";
export { type PickleFile, readPickle, writePickle } from "./files/pickle";
export { PickleObject, type PickleValue, pickleTuple } from "./files/pickle-value";
export type { FileSource } from "./files/source";
export {
  type ReadStateDictOptions,
  readStateDict,
  type WriteStateDictOptions,
  writeStateDict,
} from "./files/state-dict";
export * as jit from "./jit";
export { ScriptModule } from "./jit/module";
export type {
  CpuMemory,
  ForwardTimings,
  ImageSize,
  MemoryCounters,
  TeacherSignals,
  ValueOutline,
} from "./native/binding";
export { setNumThreads, type TorchInfo, torchInfo } from "./native/info";
export type { Value } from "./native/plain";
export * as optim from "./optim";
export { type ClipGradNormOptions, clipGradNorm } from "./optim/clip";
export { fromTypedArray, type TensorData, tensor } from "./tensor/data";
export type { DType, DTypeMap, Element } from "./tensor/dtype";
export {
  arange,
  cat,
  complex,
  einsum,
  empty,
  emptyLike,
  eye,
  full,
  fullLike,
  linspace,
  logspace,
  manualSeed,
  meshgrid,
  normal,
  ones,
  onesLike,
  polar,
  rand,
  randint,
  randLike,
  randn,
  randnLike,
  randperm,
  stack,
  trilIndices,
  triuIndices,
  zeros,
  zerosLike,
} from "./tensor/factories";
export { type Generator, generator } from "./tensor/generator";
export { memory, setCpuCache, trim } from "./tensor/memory";
export type { Operators } from "./tensor/operators";
export type { LikeOptions, RandomOptions, TensorOptions } from "./tensor/options";
export { enableGrad, noGrad, scope } from "./tensor/scope";
export { type Device, type Dim, isTensor, type NestedArray, type Scalar, Tensor } from "./tensor/tensor";
