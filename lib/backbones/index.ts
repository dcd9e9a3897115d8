export { type ResNetOptions, resnet, resnet18 } from "./resnet";
