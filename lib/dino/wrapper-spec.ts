import type { ScriptModule } from "../jit/module";
import type { Handle, WrapperSpec } from "../native/binding";
import { cropSpecOf } from "./augmentation";
import type { DINOConf } from "./conf";
import { headSpec } from "./head";

/** A configuration as the addon takes it. */
export function wrapperSpec(module: Handle, conf: DINOConf): WrapperSpec {
  const { returnLayer, preprocessFunc } = conf;
  return {
    module,
    head: conf.head && headSpec({ inDim: 1, ...conf.head }),
    globalCrops: cropSpecOf(conf, "global"),
    localCrops: cropSpecOf(conf, "local"),
    originalOutput: conf.originalOutput,
    returnLayers: returnLayer === null ? [] : typeof returnLayer === "string" ? [returnLayer] : returnLayer,
    pooling: typeof preprocessFunc === "function" ? "custom" : (preprocessFunc ?? "auto"),
    stripHead: conf.stripHead,
    inputRange: conf.inputRange,
    normalize: conf.normalize,
    teacherBatchNorm: conf.teacherBatchNorm,
    operators: conf.operators,
    studentTemperature: conf.studentTemp,
    centerMomentum: conf.centerMomentum,
    channels: conf.channels ?? 3,
    seed: BigInt(conf.seed),
  };
}

/** Channels that the module's first convolution takes, as far as its parameters tell. */
export function imageChannels(module: ScriptModule): number | undefined {
  const shapes = module.parameters().map((parameter) => {
    const { shape } = parameter;
    parameter.dispose();
    return shape;
  });
  return shapes.find((shape) => shape.length === 4)?.[1];
}
