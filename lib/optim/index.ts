export { Adam, type AdamOptions, AdamW } from "./adam";
export { LARS, type LARSOptions } from "./lars";
export type { Optimizer, OptimizerGroup, ParameterGroup } from "./optimizer";
export type { Parameters } from "./parameters";
export { SGD, type SGDOptions } from "./sgd";
export type { OptimizerStateDict } from "./state";
