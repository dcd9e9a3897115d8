import { invokeTensor } from "../aten/invoke";
import { describe } from "../describe";
import { ArgumentError, DTypeError, ShapeError } from "../errors";
import { job } from "../native/call";
import { currentFlags } from "../native/context";
import { native } from "../native/load";
import { checkOptions } from "../options";
import type { DType } from "../tensor/dtype";
import { handleOf, type Tensor, tensorOf } from "../tensor/tensor";

/** What `losses.dino` takes. */
export interface DinoLossOptions {
  /** Student logits [crops · B, K], crop 0 of every image first; the first `globalCrops` crops are the teacher's. */
  readonly student: Tensor;
  /** Teacher logits [globalCrops · B, K] in the same order. No gradient reaches it. */
  readonly teacher: Tensor;
  /** [1, K]; zeros at the start. */
  readonly center: Tensor;
  /** Number of the teacher's crops. Default 2. */
  readonly globalCrops?: number;
  /** Above 0. */
  readonly teacherTemperature: number;
  /** Above 0. Default 0.1. */
  readonly studentTemperature?: number;
  /** 0 to 1. Default 0.9. */
  readonly centerMomentum?: number;
}

const DINO_LOSS = [
  "student",
  "teacher",
  "center",
  "globalCrops",
  "teacherTemperature",
  "studentTemperature",
  "centerMomentum",
] as const satisfies (keyof DinoLossOptions)[];

/** What `losses.dino` gives. */
export interface DinoLoss {
  /** Scalar. Its gradient reaches the student's logits. */
  readonly loss: Tensor;
  /** The centre for the next step, [1, K]. */
  readonly center: Tensor;
}

/**
 * DINO v1's loss (Caron et al. 2021, `DINOLoss`): cross-entropy of the centred and sharpened teacher of each global
 * crop with the student of every other crop, averaged over pairs and batch. Gives the scalar loss and the centre
 * moved towards this batch's teacher, [1, K]. Float64 in gives float64 out, other dtypes are computed in float32.
 * @throws ShapeError, DTypeError, ArgumentError
 */
export async function dino(options: DinoLossOptions): Promise<DinoLoss> {
  checkOptions(options, "losses.dino", DINO_LOSS);
  const { student, teacher, center, globalCrops = 2 } = options;
  const handles = [
    handleOf(student, "losses.dino: student"),
    handleOf(teacher, "losses.dino: teacher"),
    handleOf(center, "losses.dino: center"),
  ] as const;
  const rows = teacher.shape[0] ?? 0;
  if (!(Number.isSafeInteger(globalCrops) && globalCrops > 0))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `losses.dino: globalCrops: expected an integer of 1 or more, got ${describe(globalCrops)}`,
    );
  if (rows === 0 || rows % globalCrops !== 0)
    throw new ShapeError(
      "INVALID_SHAPE",
      `losses.dino: expected teacher logits [${globalCrops} · B, K], got [${teacher.shape.join(", ")}]`,
    );
  const { teacherTemperature, studentTemperature = 0.1, centerMomentum = 0.9 } = options;
  for (const [name, value] of Object.entries({ teacherTemperature, studentTemperature }))
    if (!(Number.isFinite(value) && value > 0))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `losses.dino: ${name}: expected a finite number above 0, got ${describe(value)}`,
      );
  if (!(typeof centerMomentum === "number" && centerMomentum >= 0 && centerMomentum <= 1))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `losses.dino: centerMomentum: expected 0 to 1, got ${describe(centerMomentum)}`,
    );
  for (const [name, { dtype }] of Object.entries({ student, teacher, center }))
    if (!/^b?float/.test(dtype))
      throw new DTypeError(
        "INVALID_DTYPE",
        `losses.dino: ${name}: expected a floating point tensor, got ${dtype}`,
      );
  const numbers = [teacherTemperature, studentTemperature, centerMomentum] as const;
  const flags = currentFlags();
  const result = await job<{ loss: number; center: number }>((done) =>
    native().dinoLoss(...handles, rows / globalCrops, ...numbers, flags, done),
  );
  return { loss: tensorOf(result.loss), center: tensorOf(result.center) };
}

/**
 * Mean cross-entropy of logits [B, classes] with class labels, int64 [B]; a scalar.
 * PyTorch's `cross_entropy_loss` with its defaults.
 */
export function crossEntropy<D extends DType>(logits: Tensor<D>, labels: Tensor): Tensor<D> {
  handleOf(logits, "losses.crossEntropy: logits");
  handleOf(labels, "losses.crossEntropy: labels");
  return invokeTensor("aten::cross_entropy_loss", [logits as Tensor, labels]) as Tensor<D>;
}
