export { detectAnomaly } from "./anomaly";
export { type BackwardOptions, backward, type GradOptions, grad } from "./backward";
