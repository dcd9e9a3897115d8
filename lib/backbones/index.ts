export { type ResNetOptions, resnet18 } from "./resnet";
