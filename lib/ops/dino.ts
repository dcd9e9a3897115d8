import type { Operator } from "../aten/types";
import type { Tensor } from "../tensor/tensor";

type Call<Args extends readonly unknown[], Result> = Operator<
  (...args: Args) => Result,
  (...args: Args) => Promise<Result>
>;

/** What a loss with a teacher's targets gives. */
export type TargetLoss = [
  /** Scalar. Its gradient reaches the student's logits. */
  loss: Tensor,
  /** Mean of the teacher's rows, [K]: what the centre moves towards. */
  teacherMean: Tensor,
  /** With `statistics` the mean of the targets, [K], else empty. */
  targetMean: Tensor,
  /** With `statistics` the mean entropy of the targets, a scalar, else empty. */
  targetEntropy: Tensor,
];

/** How a loss with a teacher's targets is computed. */
export interface TargetLossOptions {
  /** The teacher's rows are probabilities, not logits; there is no centre then. Default false. */
  readonly teacherIsProbabilities?: boolean;
  /**
   * Where a gradient is made, it takes the place of the student's logits, which nothing may need any more and which
   * must not be a leaf's: no memory of their size is needed. Default false.
   */
  readonly overwriteStudent?: boolean;
  /** Whether targetMean and targetEntropy are wanted. Default false. */
  readonly statistics?: boolean;
}

/**
 * The library's own operators as `ops.dino` has them. Loss operators compute in float32 from float32, bfloat16 and
 * float16, in float64 where an input is float64. Mistakes in arguments are a TorchError with the operator's and the
 * argument's name.
 */
export interface DinoOperators {
  /**
   * DINO's loss between crops (Caron et al. 2021): the sum over pairs of a teacher's and a student's crop of
   * weights[t, v] times the mean cross-entropy of softmax((teacher - center) / teacherTemperature) with
   * softmax(student / studentTemperature). student [V · batch, K], teacher [G · batch, K], crop 0 of every image
   * first; center [K] or [1, K]; weights: G · V numbers, the teacher's first crop's first, 0 leaves a pair out.
   * The gradient is made in the same pass; there is no second derivative.
   */
  readonly multi_crop_loss: Call<
    [
      student: Tensor,
      teacher: Tensor,
      center: Tensor | null,
      batch: number,
      weights: readonly number[],
      studentTemperature: number,
      teacherTemperature: number,
      options?: TargetLossOptions,
    ],
    TargetLoss
  >;
  /**
   * iBOT's loss of masked patches (Zhou et al. 2022): the sum over rows of weights[m] times the cross-entropy of the
   * teacher's row with the student's, as in multi_crop_loss. student, teacher [M, K]; weights float32 [M].
   */
  readonly masked_patch_loss: Call<
    [
      student: Tensor,
      teacher: Tensor,
      center: Tensor | null,
      weights: Tensor,
      studentTemperature: number,
      teacherTemperature: number,
      options?: TargetLossOptions,
    ],
    TargetLoss
  >;
  /**
   * Sinkhorn and Knopp's scaling of exp(logits / temperature), logits [N, K], as logarithms: Q[n, k] =
   * exp(logits[n, k] / temperature + logPrototypes[k] + logSamples[n]), whose rows sum to 1. `iterations` is 3 by
   * default. -temperature · logPrototypes serves as the centre of the losses above.
   */
  readonly sinkhorn_knopp: Call<
    [logits: Tensor, temperature: number, iterations?: number],
    [logPrototypes: Tensor, logSamples: Tensor]
  >;
  /** Q of sinkhorn_knopp itself, [N, K]. */
  readonly sinkhorn_probabilities: Call<[logits: Tensor, temperature: number, iterations?: number], Tensor>;
  /**
   * KoLeo (Sablayrolles et al. 2019): minus the mean logarithm of the distances of features [N, D], normalised, to
   * their `topk` nearest neighbours within each of `groups` groups of consecutive rows. Both are 1 by default.
   */
  readonly koleo: Call<[features: Tensor, topk?: number, groups?: number], Tensor>;
  /**
   * multi_crop_loss of the logits of a last layer, input · (g · v / ‖v‖)ᵀ with v [K, D] and g [K, 1] (null: the weight
   * is v as it is), in chunks of images: memory beyond `memory` bytes is not needed, and the logits never exist at once.
   */
  readonly linear_multi_crop_loss: Call<
    [
      studentInput: Tensor,
      teacherInput: Tensor,
      weightV: Tensor,
      weightG: Tensor | null,
      teacherWeightV: Tensor,
      teacherWeightG: Tensor | null,
      center: Tensor | null,
      batch: number,
      weights: readonly number[],
      studentTemperature: number,
      teacherTemperature: number,
      options?: { readonly memory?: number; readonly statistics?: boolean },
    ],
    TargetLoss
  >;
  /** ema = momentum · ema + (1 - momentum) · online for all tensors of two lists, in place. */
  readonly ema_update_: Call<
    [ema: readonly Tensor[], online: readonly Tensor[], momentum: number],
    undefined
  >;
  /**
   * Clipping, AdamW's step and the teacher's average in one pass over the parameters. Of each parameter: its gradient,
   * AdamW's two states, its average's index in `ema` (-1: none), lr, weight decay, the step's number (1 first) and the
   * group whose norm is clipped to maxNorm (an empty list: no clipping). Returns the groups' norms, [0] without groups.
   */
  readonly adamw_ema_: Call<
    [
      parameters: readonly Tensor[],
      gradients: readonly Tensor[],
      expAvg: readonly Tensor[],
      expAvgSq: readonly Tensor[],
      ema: readonly Tensor[],
      emaOf: readonly number[],
      lr: readonly number[],
      weightDecay: readonly number[],
      step: readonly number[],
      beta1: number,
      beta2: number,
      eps: number,
      clipGroup: readonly number[],
      maxNorm: number,
      momentum: number,
      skipNonFinite?: boolean,
    ],
    Tensor
  >;
  /**
   * Euclidean norms, float64 [groups], of the gradients with the same number in `groups` (0 to gradients - 1) together;
   * their squares are summed in float64.
   */
  readonly gradient_norms: Call<[gradients: readonly Tensor[], groups: readonly number[]], Tensor>;
  /**
   * Views of images [C, H, W] (uint8 or float32) by a float64 table of 18 numbers a view: [views, C, height, width] in
   * float32. `renderCrops` makes the table from named parameters. `arithmetic` is "pil" by default.
   */
  readonly render_crops: Call<
    [
      images: readonly Tensor[],
      parameters: Tensor,
      height: number,
      width: number,
      arithmetic?: "pil" | "torchvision",
    ],
    Tensor
  >;
  /** The instruction set that the kernels run with: DEFAULT, AVX2 or AVX512. */
  readonly cpu_capability: Call<[], string>;
}
