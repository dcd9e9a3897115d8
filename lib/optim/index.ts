export { AdamW, type AdamWOptions } from "./adamw";
export type { ParameterGroup } from "./optimizer";
export { SGD, type SGDOptions } from "./sgd";
