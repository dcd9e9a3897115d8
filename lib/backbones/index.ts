export { type CheckpointReport, type LoadCheckpointOptions, loadCheckpoint } from "./checkpoint";
export { type ResNetOptions, resnet, resnet18, resnet50 } from "./resnet";
export { type ViTOptions, vit } from "./vit";
