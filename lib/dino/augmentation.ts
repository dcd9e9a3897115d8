import type { CropSpec } from "../native/binding";
import type { DINOConf } from "./conf";

/** The views of a configuration as the addon takes them. */
export function cropSpecOf(conf: DINOConf, which: "global" | "local"): CropSpec {
  const global = which === "global";
  const size = global ? conf.globalCropSize : conf.localCropSize;
  const [height, width] = typeof size === "number" ? [size, size] : size;
  const blurProbability = global ? conf.globalBlurProbability : [conf.localBlurProbability];
  return {
    count: global ? conf.globalCropsNumber : conf.localCropsNumber,
    height,
    width,
    scale: global ? conf.globalCropsScale : conf.localCropsScale,
    ratio: conf.cropRatio,
    flipProbability: conf.flipProbability,
    jitterProbability: conf.jitterProbability,
    brightness: conf.brightness,
    contrast: conf.contrast,
    saturation: conf.saturation,
    hue: conf.hue,
    grayscaleProbability: conf.grayscaleProbability,
    blur: conf.blur,
    blurProbability: conf.blurProbabilityMode === "paper" ? blurProbability : blurProbability.map((p) => 1 - p),
    blurSigma: conf.blurSigma,
    solarizeProbability: global ? conf.globalSolarizeProbability : [conf.localSolarizeProbability],
    solarizeThreshold: conf.solarizeThreshold,
  };
}
