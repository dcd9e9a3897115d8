/** dtypes and shapes through the types of Tensor and its factories: what is promised here also holds at run time. */
import {
  arange,
  cat,
  complex,
  type DType,
  einsum,
  emptyLike,
  eye,
  fromTypedArray,
  full,
  linspace,
  ones,
  onesLike,
  randint,
  randLike,
  randperm,
  stack,
  type Tensor,
  tensor,
  trilIndices,
  zeros,
} from "../../lib";

/** Compiles only when both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<A, B>(_: Same<A, B>): void {}
/** Compiles only for a tensor of just this dtype; at run time it checks it. */
function has<D extends DType, E extends DType>(dtype: D, made: Tensor<E>, _: Same<D, E>): void {
  expect(made.dtype).toBe(dtype);
}

const x = tensor([
  [1, 2],
  [3, 4],
]);
const n = tensor([1n, 2n]);
const flags = tensor([true, false]);
const z = tensor({ complex: [1, 2] });
/** As it comes from a module or a file. */
const unknown: Tensor = x;

test("values decide the dtype, by their kind", () => {
  has("float32", x, true);
  has("int64", n, true);
  has("bool", flags, true);
  has("complex64", z, true);
  has("float32", tensor(3), true);
  has("int64", tensor([[[1n]]]), true);
  has("float32", tensor([]), true);
  has("float64", tensor([1], { dtype: "float64" }), true);
  has("float64", tensor(Float64Array.of(1)), true);
  has("uint8", tensor(new Uint8ClampedArray(1)), true);
  has("int64", fromTypedArray(BigInt64Array.of(1n), [1]), true);
  has("float16", fromTypedArray(Uint16Array.of(1), [1]), true);
  has("bfloat16", fromTypedArray(Uint16Array.of(1), [1], { dtype: "bfloat16" }), true);
  has("float32", tensor(x.toArray()), true);
});

test("factories", () => {
  has("float32", zeros([2]), true);
  has("int32", ones([2], { dtype: "int32" }), true);
  has("int64", full([2], 1n), true);
  has("bool", full([2], true), true);
  has("complex64", full([2], { complex: [0, 1] }), true);
  has("int64", arange(3n), true);
  has("float32", arange(3), true);
  has("int32", arange(3, { dtype: "int32", start: 1 }), true);
  has("float64", linspace(0, 1, 3, { dtype: "float64" }), true);
  has("float32", eye(2), true);
  has("int64", randint(0, 5, [2]), true);
  has("uint8", randint(0, 5, [2], { dtype: "uint8" }), true);
  has("int64", randperm(3), true);
  has("int64", trilIndices(2, 2), true);
  has("int64", onesLike(n), true);
  has("float64", onesLike(n, { dtype: "float64" }), true);
  has("bool", emptyLike(flags), true);
  has("float32", randLike(x), true);
  has("complex128", complex(zeros([1], { dtype: "float64" }), zeros([1], { dtype: "float64" })), true);
  has("float32", stack([x, x]), true);
  has("int64", cat([n, n]), true);
  has("float32", einsum("ij->ji", [x]), true);
});

test("shapes are any list of numbers, tuples and constants too", () => {
  const shape = [2, 3] as const;
  const pair: readonly [number, number] = [3, 2];
  expect(zeros(shape).reshape(pair).shape).toEqual([3, 2]);
  expect(
    zeros(shape)
      .expand([...shape])
      .permute([1, 0] as const)
      .sum([0, 1] as const).shape,
  ).toEqual([]);
  is<typeof x.shape, number[]>(true);
});

test("elements by dtype", () => {
  is<ReturnType<typeof x.item>, number>(true);
  is<ReturnType<typeof n.item>, bigint>(true);
  is<ReturnType<typeof flags.item>, boolean>(true);
  is<ReturnType<typeof x.toTypedArray>, Float32Array>(true);
  is<ReturnType<typeof n.toTypedArray>, BigInt64Array>(true);
  is<ReturnType<typeof n.toTypedArrayAsync>, Promise<BigInt64Array>>(true);
  const parts: { readonly complex: readonly [number, number] } = z.item();
  expect(parts).toEqual({ complex: [1, 2] });
  const first: bigint | undefined = n.withData((data) => data[0]);
  expect([x.sum().item(), first]).toEqual([10, 1n]);
});

test("what compares is bool, what counts int64", () => {
  has("bool", x.gt(1), true);
  has("bool", x.eq(x), true);
  has("bool", x.isnan(), true);
  has("bool", flags.logicalAnd(flags), true);
  has("bool", x.any(), true);
  has("uint8", tensor([1], { dtype: "uint8" }).all(), true);
  has("int64", x.argmax(), true);
  has("int64", x.nonzero(), true);
  const [values, indices] = x.topk(1);
  has("float32", values, true);
  has("int64", indices, true);
  const [unique, inverse, counts] = flags.unique();
  has("bool", unique, true);
  has("int64", inverse, true);
  has("int64", counts, true);
  has("float32", x.max(), true);
  has("int64", x.max(0)[1], true);
  is<ReturnType<typeof x.equal>, boolean>(true);
});

test("arithmetic of one dtype keeps it, of two is any", () => {
  has("float32", x.add(x), true);
  has("int64", n.mul(n), true);
  has("float32", n.div(n), true);
  is<ReturnType<() => typeof sum>, Tensor>(true);
  const sum = x.add(n);
  has("float32", x.mul(2), true);
  has("float32", x.mul(2n), true);
  has("int64", n.add(2), true);
  has("float32", n.add(0.5), true);
  has("int64", n.add(2n), true);
  has("int64", flags.add(1), true);
  has("complex64", z.mul(2), true);
  const count: number = 2;
  is<ReturnType<() => typeof scaled>, Tensor<"int64" | "float32">>(true);
  const scaled = n.add(count);
  expect([sum.dtype, scaled.dtype]).toEqual(["float32", "int64"]);
});

test("functions of integers, sums and parts", () => {
  has("float32", n.exp(), true);
  has("float32", flags.sqrt(), true);
  has("complex64", z.exp(), true);
  has("int64", flags.sum(), true);
  has("int64", tensor([1], { dtype: "uint8" }).cumsum(0), true);
  has("float64", n.sum(0, false, { dtype: "float64" }), true);
  has("float32", z.abs(), true);
  has("float32", z.real(), true);
  has("complex64", z.viewAsReal().viewAsComplex(), true);
  has("int64", n.add_(1), true);
});

test("conversions", () => {
  has("bool", x.to("bool"), true);
  has("float64", x.to({ dtype: "float64", copy: true }), true);
  has("float32", x.to("cpu"), true);
  has("float32", x.to({ device: "cpu" }), true);
  has("float16", x.half(), true);
  has("bfloat16", x.bfloat16(), true);
  has("int64", x.long(), true);
  has("int32", x.int(), true);
  has("float64", n.double(), true);
});

test("jobs have the types of their methods", async () => {
  const job = x.async.topk(1);
  is<typeof job, Promise<[values: Tensor<"float32">, indices: Tensor<"int64">]>>(true);
  await job;
  has("float32", await x.async.matmul(x), true);
  has("int64", await n.async.add(2), true);
  has("bool", await x.async.gt(1), true);
  const parts = await x.async.chunk(2);
  is<typeof parts, Tensor<"float32">[]>(true);
  const same = await x.async.equal(x);
  is<typeof same, boolean>(true);
});

test("a tensor of a known dtype is a tensor; one of unknown dtype is narrowed", () => {
  const all: readonly Tensor[] = [x, n, flags, z];
  expect(all.map((each) => each.dtype)).toEqual(["float32", "int64", "bool", "complex64"]);
  if (unknown.is("float32")) has("float32", unknown, true);
  // @ts-expect-error it may be of any dtype
  const float: Tensor<"float32"> = unknown;
  // @ts-expect-error int64 is not float32
  const integers: Tensor<"float32"> = n;
  expect([float.dtype, integers.dtype]).toEqual(["float32", "int64"]);
});

test("mistakes are errors of types", () => {
  const wrong = [
    // @ts-expect-error no such dtype
    () => x.to("float"),
    // @ts-expect-error no such dtype
    () => zeros([1], { dtype: "int" }),
    // @ts-expect-error no such option
    () => zeros([1], { dtypes: "int32" }),
    // @ts-expect-error text in a shape
    () => zeros(["2"]),
    // @ts-expect-error a number where a shape belongs
    () => x.reshape(4),
    // @ts-expect-error text as an operand
    () => x.add("1"),
    // @ts-expect-error a number where a tensor belongs
    () => x.matmul(2),
    // @ts-expect-error no such option
    () => x.add(x, { beta: 1 }),
    // @ts-expect-error no such rounding
    () => x.div(2, { roundingMode: "ceil" }),
    // @ts-expect-error k is missing
    () => x.topk(),
    // @ts-expect-error values of two kinds are no data
    () => tensor([1, "2"]),
    // @ts-expect-error no such method
    () => x.matmull(x),
  ];
  for (const call of wrong) expect(call).toThrow();
  // @ts-expect-error a job is a promise
  expect(() => x.async.exp().item()).toThrow(TypeError);
});
