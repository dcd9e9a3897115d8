export { type AtenOperator, aten, ops } from "./aten/aten";
export type { Aten } from "./aten/generated/aten";
export type { Argument, Complex, Keywords } from "./aten/invoke";
export * as autograd from "./autograd";
export * as backbones from "./backbones";
export type { Batch, Dataset, Images, Quarantined } from "./data/dataset";
export { ImageFiles, type ImageFilesOptions } from "./data/files";
export { ImageFolder, type ImageFolderOptions } from "./data/folder";
export { type IdxFile, readIdx } from "./data/idx";
export { IdxDataset } from "./data/idx-dataset";
export type { ImageList } from "./data/image-list";
export type { FileOptions, ImageOptions, ImagesOf } from "./data/image-options";
export { type BatchesOptions, DataLoader, type DataLoaderOptions, type LoadedBatch } from "./data/loader";
export {
  type ImageSource,
  ImageStream,
  type ImageStreamOptions,
  type RawImage,
  type StreamedImage,
} from "./data/stream";
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
  type OptimizerStepOptions,
  type OptimizerStepResult,
  type PassOptions,
  type WrapperParameters,
} from "./dino/wrapper";
export * from "./errors";
export { type AttentionMaps, type AttentionOptions, attentionMaps } from "./evaluate/attention";
export { type DatasetSplit, splitDataset } from "./evaluate/data";
export { type EmbedDatasetOptions, type Embedding, embedDataset } from "./evaluate/embed";
export {
  type EvaluateKnnOptions,
  evaluateKnn,
  formatKnn,
  type KnnAccuracy,
  type KnnReport,
} from "./evaluate/evaluate-knn";
export { type FeatureMap, type PatchFeaturesOptions, type Pooling, patchFeatures } from "./evaluate/features";
export type { InputRange, Normalization } from "./evaluate/images";
export { type KnnOptions, type KnnResult, knn } from "./evaluate/knn";
export { type NearestNeighboursOptions, type Neighbours, nearestNeighbours } from "./evaluate/neighbours";
export type { Network } from "./evaluate/network";
export { type PatchColours, type PcaOptions, pcaOfPatches } from "./evaluate/pca";
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
export type { DinoOperators, TargetLoss, TargetLossOptions } from "./ops/dino";
export * as optim from "./optim";
export { type ClipGradNormOptions, clipGradNorm } from "./optim/clip";
export type { ColorMapName } from "./report/colours";
export type {
  ReportInput,
  ReportKnn,
  ReportSheet,
  ReportSignals,
  ReportStep,
  ReportTile,
  Verdict,
} from "./report/input";
export { type ColorMapOptions, colorMap, type ImageGridOptions, imageGrid, overlay } from "./report/pictures";
export { encodePng } from "./report/png";
export { reportHtml, writeReport } from "./report/report";
export { type ReportSheetsOptions, reportSheets } from "./report/sheets";
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
export type { RefusedCheckpoint } from "./train/checkpoint";
export type { HealthCode, HealthEvent, HealthOptions } from "./train/health";
export type { HistorySample } from "./train/history";
export type { CheckpointOptions, TrainerKnnOptions, TrainerOptions } from "./train/options";
export type { Skipped, StepRecord, StepSeconds } from "./train/record";
export type { RunReport } from "./train/report";
export type { TrainingData } from "./train/setup";
export type { RunKnn } from "./train/state";
export { Trainer } from "./train/trainer";
