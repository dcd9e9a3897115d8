/** Runs of a second: images made of their numbers, and networks with everything that a checkpoint must hold. */
import { createHash } from "node:crypto";
import {
  backbones,
  type Dataset,
  type DINOConfInput,
  type DINOWrapper,
  fromTypedArray,
  manualSeed,
  type ScriptModule,
  type StepRecord,
  type Trainer,
} from "../../lib";

/** `count` images [1, 12, 12]: blobs at places that the number decides. */
export function tinyImages(count = 16): Dataset & { asked: number } {
  const side = 12;
  const dataset = {
    length: count,
    /** Calls of `batch`. */
    asked: 0,
    batch(indices: ArrayLike<number>) {
      dataset.asked += 1;
      const pixels = new Uint8Array(indices.length * side * side);
      const numbers = Array.from(indices);
      for (const [i, n] of numbers.entries())
        for (let y = 0; y < side; ++y)
          for (let x = 0; x < side; ++x) {
            const distance = Math.hypot(x - ((n * 5) % side), y - ((n * 7) % side));
            pixels[(i * side + y) * side + x] = Math.round(255 * Math.exp(-distance / (1 + (n % 4))));
          }
      return {
        images: fromTypedArray(pixels, [numbers.length, 1, side, side]),
        labels: fromTypedArray(
          BigInt64Array.from(numbers, (n) => BigInt(n % 4)),
          [numbers.length],
        ),
        ids: fromTypedArray(BigInt64Array.from(numbers, BigInt), [numbers.length]),
      };
    },
  };
  return dataset;
}

/** Drop path draws random numbers in every step; the head's BatchNorm has buffers. */
export const TINY = {
  globalCropSize: 8,
  localCropSize: 8,
  localCropsNumber: 1,
  epochs: 3,
  teacherMomentum: 0.9,
  warmupTeacherTempEpochs: 2,
  teacherTemp: 0.07,
  head: { prototypes: 16, hiddenDim: 16, bottleneckDim: 8, batchNorm: true },
  training: { batchSize: 4, lr: 0.01, warmupEpochs: 1 },
} as const satisfies DINOConfInput;

/** The same weights each time. */
export async function tinyViT(): Promise<ScriptModule> {
  manualSeed(3);
  return backbones.vit({
    imageSize: 8,
    patchSize: 4,
    channels: 1,
    width: 8,
    depth: 2,
    heads: 2,
    dropPath: 0.5,
  });
}

/** With BatchNorm. */
export async function tinyResNet(): Promise<ScriptModule> {
  manualSeed(3);
  return backbones.resnet({ channels: 1, stem: "small", depths: [1], width: 4, classes: 4 });
}

/** Every bit of a run's state. */
export function bitsOf(dino: DINOWrapper | Trainer["dino"]): string {
  const hash = createHash("sha256");
  for (const [name, tensor] of Object.entries(dino.stateDict()).sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(name).update(tensor.detach().toTypedArray());
    tensor.dispose();
  }
  return hash.digest("hex");
}

/** The steps that are left, and at most `count` of them. */
export async function stepsOf(trainer: Trainer, count = Number.POSITIVE_INFINITY): Promise<StepRecord[]> {
  const steps: StepRecord[] = [];
  if (count === 0) return steps;
  for await (const step of trainer) if (steps.push(step) >= count) break;
  return steps;
}
