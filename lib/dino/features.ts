import { describe } from "../describe";
import { ArgumentError, ShapeError } from "../errors";
import type { Handle, WrapperOutput, WrapperPass } from "../native/binding";
import { job } from "../native/call";
import { native } from "../native/load";
import { NativeObject } from "../native/object";
import { throwIfAborted } from "../native/stop";
import { noGrad } from "../tensor/scope";
import { handleOf, isTensor, type Tensor, tensorOf } from "../tensor/tensor";
import type { PreprocessFunction } from "./conf";

/** What the user's function makes of a network's values, one a layer, which are disposed of. */
export async function featuresOf(make: PreprocessFunction, values: readonly Tensor[]): Promise<Tensor> {
  const [first, ...more] = values as readonly [Tensor, ...Tensor[]];
  let features: unknown;
  try {
    features = await make(first, ...more);
    if (!isTensor(features))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `preprocessFunc: expected it to return a Tensor [B, D], got ${describe(features)}`,
      );
    handleOf(features, "preprocessFunc: what it returned");
    return features;
  } finally {
    for (const value of values) if (value !== features) value.dispose();
  }
}

/** The width D of the features that the function makes of the dry run's values, two images of each crop size. */
export async function featureWidth(
  make: PreprocessFunction,
  dryValues: readonly (readonly Handle[])[],
): Promise<number> {
  const widths: number[] = [];
  const sets = dryValues.map(tensorsOf);
  try {
    for (const values of sets) {
      const features = await noGrad(() => featuresOf(make, values));
      const { shape } = features;
      features.dispose();
      if (shape.length !== 2 || shape[0] !== 2)
        throw new ShapeError(
          "INVALID_SHAPE",
          `preprocessFunc: expected it to return [2, D] for two images, got [${shape.join(", ")}]`,
        );
      widths.push(shape[1]!);
    }
  } finally {
    // Those that the function was not called for, since it had thrown.
    for (const value of sets.flat()) value.dispose();
  }
  const [width, local = width] = widths;
  if (width !== local)
    throw new ShapeError(
      "INVALID_SHAPE",
      `preprocessFunc: its features are ${width} wide for global crops and ${local} for local crops`,
    );
  return width!;
}

/** Tensors of handles that are new: whoever has them disposes of them. */
export function tensorsOf(handles: readonly Handle[]): Tensor[] {
  return handles.map((handle) => tensorOf(handle));
}

/** The second half of a forward, between whose halves the user's function makes the features. */
export async function finishPass(
  wrapper: Handle,
  { pass: handle, teacher, student }: WrapperPass,
  make: PreprocessFunction,
  { flags, signal }: { flags: number; signal: AbortSignal | undefined },
): Promise<WrapperOutput> {
  const pass = new NativeObject(handle, "the forward");
  const [targetValues, ...rowValues] = [teacher, ...student].map(tensorsOf);
  const made: Tensor[] = [];
  const seconds = async (body: () => Promise<Tensor>): Promise<number> => {
    const start = performance.now();
    made.push(await body());
    return (performance.now() - start) / 1000;
  };
  try {
    const teacherSeconds = await seconds(() => noGrad(() => featuresOf(make, targetValues!)));
    let studentSeconds = 0;
    for (const values of rowValues) studentSeconds += await seconds(() => featuresOf(make, values));
    throwIfAborted(signal, "forward");
    const [targets, ...rows] = made.map((tensor) => handleOf(tensor, "preprocessFunc: what it returned"));
    const output = await job<WrapperOutput>((done) =>
      native().wrapperFinish(wrapper, pass.handle, targets!, rows, flags, done),
    );
    const { timings } = output;
    const own = {
      teacher: timings.teacher + teacherSeconds,
      student: timings.student + studentSeconds,
    };
    return { ...output, timings: { ...timings, ...own } };
  } catch (error) {
    // Whose wrapper was disposed of in between has nothing to take back, and the first error is the one to tell.
    await job<null>((done) => native().wrapperUndo(wrapper, pass.handle, done)).catch(() => {});
    throw error;
  } finally {
    for (const tensor of [...made, ...targetValues!, ...rowValues.flat()]) tensor.dispose();
    pass.dispose();
  }
}
