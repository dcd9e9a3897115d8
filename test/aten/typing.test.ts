/** The declarations of `aten`: what they promise holds, and what they refuse `npm run types` refuses too. */
import { aten, type DType, ops, type Tensor, tensor } from "../../lib";

/** Compiles only when both types are the same; at run time it checks the dtype. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function has<D extends DType>(dtype: D, made: Tensor<D>): void {
  expect(made.dtype).toBe(dtype);
}
function is<A, B>(_: Same<A, B>): void {}

const x = tensor([
  [1, 2],
  [3, 4],
]);
const whole = tensor([1n, 2n], { dtype: "int64" });

test("the dtype of a result, where the operator fixes it", () => {
  has("bool", aten.eq(x, 1));
  has("bool", aten.isnan(x));
  has("int64", aten.argmax(x));
  const [values, indices] = aten.topk(x, 1);
  has("float32", values);
  has("int64", indices);
  has("float32", aten.transpose(x, 0, 1));
  has("int64", aten.flip(whole, [0]));
  has("float32", aten.zeros([1]));
  has("int64", aten.zeros([1], { dtype: "int64" }));
  has("float32", aten.zeros_like(x));
  has("float64", aten.zeros_like(x, { dtype: "float64" }));
  has("float64", aten.sum(x, { dtype: "float64" }));
  has("int64", aten.add_(whole, 1));
  has("float64", aten.exp(x, { out: aten.zeros([2, 2], { dtype: "float64" }) }));
  is<ReturnType<typeof aten.numel>, number | bigint>(true);
});

test("what is not fixed is any dtype", () => {
  const sum = aten.add(x, whole.select(0, 0));
  is<typeof sum, Tensor>(true);
  // @ts-expect-error the sum's dtype depends on both
  const float: Tensor<"float32"> = sum;
  expect(float.dtype).toBe("float32");
});

test("a job has the same types", async () => {
  const job = aten.topk.async(x, 1);
  is<typeof job, Promise<[Tensor<"float32">, Tensor<"int64">]>>(true);
  has("int64", (await job)[1]);
});

test("mistakes are errors of types", () => {
  const wrong = [
    // @ts-expect-error no such operator
    () => aten.matmull(x, x),
    // @ts-expect-error a number where a tensor belongs
    () => aten.matmul(x, 2),
    // @ts-expect-error no such option
    () => aten.add(x, x, { beta: 2 }),
    // @ts-expect-error an argument is missing
    () => aten.topk(x),
    // @ts-expect-error no such dtype
    () => aten.zeros([2], { dtype: "float" }),
    // @ts-expect-error text where dimensions belong
    () => aten.sum(x, "rows"),
    // @ts-expect-error a list holds tensors alone
    () => aten.cat([x, 1]),
  ];
  for (const call of wrong) expect(call).toThrow();
});

test("an operator that is not declared is reached through ops", () => {
  const name = "matmul";
  expect(ops.aten![name]!(x, x).shape).toEqual([2, 2]);
  const [values] = ops.aten!.topk!<[Tensor, Tensor]>(x, 1);
  expect(values.shape).toEqual([2, 1]);
});
