import type { Operator } from "../aten/types";
import type { Tensor } from "../tensor/tensor";

type Call<Args extends readonly unknown[], Result> = Operator<
  (...args: Args) => Result,
  (...args: Args) => Promise<Result>
>;

/** What a loss with a teacher's targets gives: float32, or float64 where student or teacher is float64. */
export type TargetLoss = [
  /** Scalar, the only one of the four with a gradient: for the student, never for the teacher. */
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
  /** The teacher's rows are probabilities, not logits; the centre must be null then. Default false. */
  readonly teacherIsProbabilities?: boolean;
  /**
   * Where a gradient is made, it takes the place of the student's logits, which nothing may need any more and which
   * must not be a leaf's: no memory of their size is needed. As a job it writes the student: until it has completed,
   * and while a backward pass scales the gradient, other calls that touch the student throw a TensorBusyError.
   * Default false.
   */
  readonly overwriteStudent?: boolean;
  /** Whether targetMean and targetEntropy are wanted. Default false. */
  readonly statistics?: boolean;
}

/**
 * The library's own operators as `ops.dino` has them. Loss operators compute in float32 from float32, bfloat16 and
 * float16, in float64 where their logits or features are.
 * @throws ArgumentError for mistakes in arguments, with the operator's and the argument's name
 */
export interface DinoOperators {
  /**
   * DINO's loss between crops (Caron et al. 2021): the sum over pairs of a teacher's and a student's crop of
   * weights[t, v] times the mean cross-entropy of softmax((teacher - center) / teacherTemperature) with
   * softmax(student / studentTemperature). student [V · batch, K], teacher [G · batch, K], crop 0 of every image
   * first; center [K] or [1, K], null for none; weights: G · V numbers, -1e30 to 1e30, the teacher's first crop's first, 0
   * leaves a pair out. Temperatures are 1e-30 to 1e30.
   * The gradient is made in the same pass; there is no second derivative (`NOT_IMPLEMENTED`).
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
   * teacher's row with the student's, as in multi_crop_loss. student, teacher [M, K]; weights float32 [M]. Without
   * rows the loss is 0.
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
   * exp(logits[n, k] / temperature + logPrototypes[k] + logSamples[n]), whose rows sum to 1. `iterations` is 1 to
   * 1000, 3 by default; temperature 1e-30 to 1e30. -temperature · logPrototypes serves as the centre of the losses
   * above, with the same temperature for the teacher. Logits that require a gradient are refused unless in `noGrad`
   * (`TORCH_ERROR`): there is none.
   */
  readonly sinkhorn_knopp: Call<
    [logits: Tensor, temperature: number, iterations?: number],
    [logPrototypes: Tensor, logSamples: Tensor]
  >;
  /** Q of sinkhorn_knopp itself, [N, K], with the same arguments. */
  readonly sinkhorn_probabilities: Call<[logits: Tensor, temperature: number, iterations?: number], Tensor>;
  /**
   * KoLeo (Sablayrolles et al. 2019): minus the mean logarithm of the distances of features [N, D], normalised, to
   * their `topk` nearest neighbours within each of `groups` groups of N / groups consecutive rows. Both are 1 by
   * default; topk is at most 100 and less than a group's rows. There is no second derivative (`NOT_IMPLEMENTED`).
   */
  readonly koleo: Call<[features: Tensor, topk?: number, groups?: number], Tensor>;
  /**
   * multi_crop_loss of the logits of a last layer, input · (g · v / ‖v‖)ᵀ with v [K, D] and g [K, 1] or [K] (null: the
   * weight is v as it is): studentInput [V · batch, D], teacherInput [G · batch, D], all of one dtype. Logits exist for
   * as many images at a time as `memory` bytes hold, 24 MiB by default and those of one image at least; beside them
   * their inputs, vectors of K numbers, and the gradients of studentInput, weightV and weightG where they are wanted.
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
  /** ema = momentum · ema + (1 - momentum) · online for all tensors of two lists, in place; momentum 0 to 1. */
  readonly ema_update_: Call<[ema: readonly Tensor[], online: readonly Tensor[], momentum: number], null>;
  /**
   * Clipping, AdamW's step and the teacher's average in one pass over the parameters. Of each parameter: its gradient,
   * which is only read, AdamW's two states, its average's index in `ema` (-1: none, others once each), lr, weight decay,
   * the step's number (1 first) and the group, 0 to parameters - 1, whose norm is clipped to maxNorm (an empty list: no
   * clipping). Returns the groups' norms before clipping, float32 [groups], [0] without groups. With skipNonFinite,
   * false by default, nothing is written where one of them is not finite.
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
   * their squares are summed in float64. Those that require a gradient are refused unless in `noGrad` (`TORCH_ERROR`).
   */
  readonly gradient_norms: Call<[gradients: readonly Tensor[], groups: readonly number[]], Tensor>;
  /**
   * Views of images [C, H, W] (all uint8, or all float32 of 0 to 1) by a float64 table of 18 numbers a view: [views, C,
   * height, width] in float32 of 0 to 1; sides are 1 to 65536. `renderCrops` makes the table from named parameters.
   * `arithmetic`, of uint8 images alone, is "pil" by default.
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
