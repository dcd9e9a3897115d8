import { Clock } from "../dino/clock";
import type { DINOConf } from "../dino/conf";
import { isDecayed } from "../dino/decay";
import { cosine } from "../dino/schedules";
import { AdamW } from "../optim/adam";
import { LARS } from "../optim/lars";
import type { Optimizer } from "../optim/optimizer";
import { SGD } from "../optim/sgd";
import type { Tensor } from "../tensor/tensor";
import type { StepRecord } from "./record";

/** What the trainer needs of `AdamW`, `SGD` and `LARS`. */
export type AnyOptimizer = Optimizer<{ lr: number; weightDecay: number }>;

/** What is set at a step. */
export type StepValues = Pick<
  StepRecord,
  "learningRate" | "weightDecay" | "teacherMomentum" | "teacherTemperature"
>;

/** An optimiser with the values that its options have at each step. */
export interface Plan {
  readonly optimizer: AnyOptimizer;
  /** Sets the optimiser's options for step `index`, from 0; the teacher's follow the wrapper's clock. */
  apply(index: number): StepValues;
  /** Makes the other options the configuration's again, which a state that was loaded has replaced by its own. */
  restore(): void;
}

interface Group {
  readonly parameters: [string, Tensor][];
  /** Factor of the learning rate. */
  readonly rate: number;
  readonly decayed: boolean;
}

/**
 * DINO's optimiser (`main_dino.py`): no weight decay for biases and one-dimensional parameters, the learning rate scaled
 * to the images of a step, cosines for learning rate and weight decay. With `layerDecay`, DINOv2's rates by depth
 * (`utils/param_groups.py`).
 * @param parameters the wrapper's, by name
 */
export function planOf(conf: DINOConf, parameters: readonly [string, Tensor][]): Plan {
  const { training, epochs } = conf;
  const stepsPerEpoch = conf.stepsPerEpoch ?? 1;
  const steps = epochs * stepsPerEpoch;
  const learningRate = cosine({
    base: scaledRate(training),
    final: training.minLr,
    steps,
    warmupSteps: Math.min(training.warmupEpochs * stepsPerEpoch, steps),
  });
  const weightDecay = cosine({ base: training.weightDecay, final: training.finalWeightDecay, steps });
  const groups = groupsOf(parameters, training);
  const optimizer = optimizerOf(training, groups);
  const options = optimizer.groups.map((group) => ({ ...group }));
  const clock = new Clock(conf);
  return {
    optimizer,
    restore: () => {
      optimizer.groups.forEach((group, i) => {
        const { names: _, ...own } = options[i]!;
        Object.assign(group, own);
      });
    },
    apply: (index) => {
      const values = { learningRate: learningRate.at(index), weightDecay: weightDecay.at(index) };
      optimizer.groups.forEach((group, i) => {
        group.lr = values.learningRate * groups[i]!.rate;
        if (groups[i]!.decayed) group.weightDecay = values.weightDecay;
      });
      return {
        ...values,
        teacherMomentum: clock.momentumOf(index),
        teacherTemperature: clock.temperatureOf(clock.epochOf(index)),
      };
    },
  };
}

type Training = DINOConf["training"];

function scaledRate({ lr, lrReferenceBatch, lrScaling, batchSize, accumulate }: Training): number {
  if (lrReferenceBatch === null) return lr;
  const ratio = (batchSize * accumulate) / lrReferenceBatch;
  return lr * (lrScaling === "sqrt" ? Math.sqrt(ratio) : ratio);
}

function optimizerOf(training: Training, groups: readonly Group[]): AnyOptimizer {
  const given = groups.map(({ parameters }) => ({ parameters, weightDecay: 0 }));
  const { optimizer, betas, momentum, lr } = training;
  // What differs between the three are options that are set here once.
  if (optimizer === "sgd") return new SGD(given, { lr, momentum }) as unknown as AnyOptimizer;
  if (optimizer === "lars") return new LARS(given, { lr, momentum }) as unknown as AnyOptimizer;
  return new AdamW(given, { lr, beta1: betas[0], beta2: betas[1] }) as unknown as AnyOptimizer;
}

function groupsOf(parameters: readonly [string, Tensor][], training: Training): Group[] {
  const depth = 1 + Math.max(-1, ...parameters.map(([name]) => blockOf(name) ?? -1));
  const groups = new Map<string, Group>();
  for (const [name, tensor] of parameters) {
    const rate = rateOf(name, depth, training);
    const decayed = isDecayed(name, tensor);
    const key = `${decayed ? 0 : 1} ${rate}`;
    const group = groups.get(key) ?? { parameters: [], rate, decayed };
    groups.set(key, group);
    group.parameters.push([name, tensor]);
  }
  // Those that decay first, as the reference has them.
  return [...groups.values()].sort((a, b) => Number(b.decayed) - Number(a.decayed));
}

/** 1 but for the parts of a ViT: `layerDecay` to the number of layers that follow. */
function rateOf(name: string, depth: number, { layerDecay, patchEmbedLr }: Training): number {
  if (name.startsWith("head.") || depth === 0) return 1;
  const block = blockOf(name);
  const isInput = /(^|\.)(pos_embed|patch_embed|cls_token|mask_token|register_tokens)(\.|$)/.test(name);
  const layer = block !== undefined ? block + 1 : isInput ? 0 : depth + 1;
  return layerDecay ** (depth + 1 - layer) * (/(^|\.)patch_embed\./.test(name) ? patchEmbedLr : 1);
}

/** Number of the block that a parameter of a ViT belongs to. */
function blockOf(name: string): number | undefined {
  const number = /(?:^|\.)blocks\.(\d+)\./.exec(name)?.[1];
  return number === undefined ? undefined : Number(number);
}
