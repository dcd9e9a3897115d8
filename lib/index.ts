export { type AtenOperator, aten, type Keywords, ops } from "./aten/aten";
export type { Aten } from "./aten/generated/aten";
export type { Argument, Complex } from "./aten/invoke";
export * as backbones from "./backbones";
export { type Batch, IdxDataset } from "./data/dataset";
export { type IdxFile, readIdx } from "./data/idx";
export { DataLoader, type DataLoaderOptions } from "./data/loader";
export { DINOConf, type DINOConfInput } from "./dino/conf";
export { EMA, type EMAOptions } from "./dino/ema";
export { DINOHead, type DINOHeadOptions } from "./dino/head";
export * as losses from "./dino/losses";
export * as schedules from "./dino/schedules";
export {
  type CropsInput,
  DINOWrapper,
  type ForwardOptions,
  type ForwardOutput,
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
export type { MemoryCounters } from "./native/binding";
export { setNumThreads, type TorchInfo, torchInfo } from "./native/info";
export type { Value } from "./native/plain";
export * as optim from "./optim";
export type { DType, DTypeMap, Element } from "./tensor/dtype";
export {
  arange,
  cat,
  fromTypedArray,
  full,
  manualSeed,
  ones,
  rand,
  randn,
  randperm,
  stack,
  type TensorOptions,
  tensor,
  zeros,
} from "./tensor/factories";
export { type Generator, generator } from "./tensor/generator";
export { enableGrad, memory, noGrad, scope } from "./tensor/scope";
export { type Device, type Dim, isTensor, type NestedArray, type Scalar, Tensor } from "./tensor/tensor";
