/** Every kind of argument and result that LibTorch's schemas have, in and out. */
import { aten, generator, ops, randn, type Tensor, tensor, zeros } from "../../lib";

const x = () =>
  tensor([
    [1, 2],
    [3, 4],
  ]);
const invalid = expect.objectContaining({ code: "INVALID_ARGUMENT" });

describe("arguments in", () => {
  test("Tensor, Tensor? and Tensor[]", () => {
    expect(aten.add(x(), x()).toArray()).toEqual([
      [2, 4],
      [6, 8],
    ]);
    const weight = tensor([2, 2]);
    expect(aten.layer_norm(x(), [2], null, null).shape).toEqual([2, 2]);
    expect(aten.layer_norm(x(), [2], weight).toArray()).toEqual(
      aten.mul(aten.layer_norm(x(), [2]), 2).toArray(),
    );
    expect(aten.cat([x(), x()], 1).shape).toEqual([2, 4]);
    expect(() => aten.cat([x(), 1 as never])).toThrow(invalid);
    expect(() => aten.abs(null as never)).toThrow(invalid);
  });

  test("Tensor?[] has null where an index is absent", () => {
    expect(aten.index(x(), [null, tensor([1n, 0n])]).toArray()).toEqual([
      [2, 1],
      [4, 3],
    ]);
    expect(aten.index(x(), [tensor([1n])]).toArray()).toEqual([[3, 4]]);
  });

  test("Scalar: integers, fractions, bigints, booleans and complex numbers", () => {
    const whole = tensor([1n, 2n]);
    expect(aten.add(whole, 1).dtype).toBe("int64");
    expect(aten.add(whole, 2n ** 62n).toArray()).toEqual([2n ** 62n + 1n, 2n ** 62n + 2n]);
    expect(aten.add(whole, 0.5).dtype).toBe("float32");
    expect(aten.add(tensor([true]), true).dtype).toBe("bool");
    const sum = aten.add(tensor([1, 2]), { complex: [1, -2] });
    expect(sum.dtype).toBe("complex64");
    expect([...sum.toTypedArray()]).toEqual([2, -2, 3, -2]);
    expect(aten.full([], { complex: [0, 1] }, { dtype: "complex128" }).item()).toEqual({ complex: [0, 1] });
    expect(() => aten.add(whole, { complex: [1] as never })).toThrow(invalid);
    expect(() => aten.add(whole, { complex: ["1", 2] as never })).toThrow(invalid);
    expect(() => aten.add(whole, 2n ** 64n)).toThrow(invalid);
  });

  test("Scalar[]", () => {
    const added = aten._foreach_add([tensor([1]), tensor([1])], [1, 0.5]);
    expect(added.map((t) => t.toArray())).toEqual([[2], [1.5]]);
    const turned = aten._foreach_mul([tensor([1]), tensor([1])], [2, { complex: [0, 1] }]);
    expect(turned.map((t) => t.dtype)).toEqual(["float32", "complex64"]);
  });

  test("int, int[], int[n] and SymInt[]", () => {
    expect(aten.unsqueeze(x(), -1).shape).toEqual([2, 2, 1]);
    expect(aten.unsqueeze(x(), 0n).shape).toEqual([1, 2, 2]);
    expect(() => aten.unsqueeze(x(), 0.5)).toThrow(invalid);
    expect(() => aten.unsqueeze(x(), Number.NaN)).toThrow(invalid);
    expect(() => aten.unsqueeze(x(), 2 ** 60)).toThrow(invalid);
    expect(aten.permute(x(), [1, 0]).toArray()).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(aten.reshape(x(), [4n, 1]).shape).toEqual([4, 1]);
    const image = zeros([1, 1, 4, 6]);
    expect(aten.max_pool2d(image, 2).shape).toEqual([1, 1, 2, 3]);
    expect(aten.max_pool2d(image, [2]).shape).toEqual([1, 1, 2, 3]);
    expect(aten.max_pool2d(image, [2, 3], []).shape).toEqual([1, 1, 2, 2]);
    expect(aten.sum(x(), 0).toArray()).toEqual([4, 6]);
    expect(aten.sum(x(), [0, 1]).item()).toBe(10);
    expect(aten.sum(x(), null).item()).toBe(10);
  });

  test("a list of fixed length has that length", () => {
    const row = zeros([1, 4]);
    expect(aten.reflection_pad1d(row, [1, 1]).shape).toEqual([1, 6]);
    for (const padding of [[], [1, 1, 1], [1, 1, 1, 1]])
      expect(() => aten.reflection_pad1d(row, padding)).toThrow(invalid);
    expect(() => aten.max_pool2d(zeros([1, 1, 4, 4]), [2, 2, 2])).toThrow(invalid);
  });

  test("float takes every number, float[] too", () => {
    expect(aten.dropout(x(), 0, false).toArray()).toEqual(x().toArray());
    expect(aten.dropout(x(), 0.5, false).toArray()).toEqual(x().toArray());
    expect(aten.upsample_nearest1d(zeros([1, 1, 2]), null, [2]).shape).toEqual([1, 1, 4]);
    expect(aten.upsample_nearest1d(zeros([1, 1, 2]), null, [1.5]).shape).toEqual([1, 1, 3]);
    expect(() => aten.dropout(x(), "0" as never, false)).toThrow(invalid);
    expect(() => aten.dropout(x(), 1n as never, false)).toThrow(invalid);
  });

  test("bool and bool[n]", () => {
    expect(aten.sum(x(), [0], true).shape).toEqual([1, 2]);
    expect(() => aten.sum(x(), [0], 1 as never)).toThrow(invalid);
    const grad = (mask: readonly boolean[]) =>
      aten.native_layer_norm_backward(x(), x(), [2], zeros([2, 1]), zeros([2, 1]), null, null, mask);
    expect(grad([true, false, false]).map((g) => g?.shape ?? null)).toEqual([[2, 2], null, null]);
    expect(() => grad([true, false])).toThrow(invalid);
  });

  test("str", () => {
    expect(aten.div(tensor([7]), 2, { rounding_mode: "floor" }).item()).toBe(3);
    expect(aten.div(tensor([7]), 2, { rounding_mode: null }).item()).toBe(3.5);
    expect(aten.einsum("ij->ji", [x()]).toArray()).toEqual(aten.t(x()).toArray());
    expect(() => aten.einsum(1 as never, [x()])).toThrow(invalid);
  });

  test("ScalarType, Device, Layout and MemoryFormat come by name", () => {
    const made = aten.zeros([2], { dtype: "int32", device: "cpu", layout: "strided" });
    expect(made.dtype).toBe("int32");
    expect(aten.zeros([2], { dtype: "uint16" }).dtype as string).toBe("uint16");
    expect(aten.zeros([2], { dtype: "float8_e5m2" }).dtype as string).toBe("float8_e5m2");
    expect(aten.contiguous(zeros([1, 2, 3, 4]), { memory_format: "channels_last" }).strides).toEqual([
      24, 1, 8, 2,
    ]);
    expect(aten.sparse_dim(aten.to_sparse(x(), { layout: "sparse_coo" }))).toBe(2);
    for (const options of [{ dtype: 6 }, { dtype: "float" }, { device: "toaster" }, { device: 0 }])
      expect(() => aten.zeros([2], options as never)).toThrow(invalid);
    for (const options of [{ layout: "dense" }, { layout: 1 }, { layout: -1 }])
      expect(() => aten.zeros([2], options as never)).toThrow(invalid);
    expect(() => aten.contiguous(x(), { memory_format: "rows" as never })).toThrow(invalid);
  });

  test("Generator: its numbers depend on its seed alone", () => {
    const draw = (g: ReturnType<typeof generator>) => aten.rand([4], { generator: g }).toArray();
    const one = generator({ seed: 1 });
    const first = draw(one);
    expect(draw(one)).not.toEqual(first);
    expect(draw(generator({ seed: 1n }))).toEqual(first);
    expect(draw(generator({ seed: 2 }))).not.toEqual(first);
    expect(draw(one.manualSeed(1))).toEqual(first);
    expect(aten.rand([4], { generator: null }).shape).toEqual([4]);
    expect(aten.bernoulli(zeros([2]), { generator: one }).toArray()).toEqual([0, 0]);
    expect(aten._sample_dirichlet(tensor([1, 1]), one).shape).toEqual([2]);
    one.dispose();
    expect(() => draw(one)).toThrow(expect.objectContaining({ code: "DISPOSED" }));
    for (const seed of [-1, 0.5, "1", 2n ** 64n])
      expect(() => generator({ seed: seed as never })).toThrow(invalid);
    expect(() => aten.rand([4], { generator: {} as never })).toThrow(invalid);
    expect(() => aten.abs(generator() as never)).toThrow(invalid);
  });

  test("what has a default may be left out, be undefined, or be named", () => {
    expect(aten.topk(x(), 1)[0].toArray()).toEqual([[2], [4]]);
    expect(aten.topk(x(), 1, undefined, false)[0].toArray()).toEqual([[1], [3]]);
    expect(aten.topk(x(), 1, { largest: false })[0].toArray()).toEqual([[1], [3]]);
    expect(aten.div(tensor([7]), 2, { roundingMode: "floor" } as never).item()).toBe(3);
    expect(() => aten.topk(x(), 1, { biggest: false } as never)).toThrow(invalid);
  });

  test("one overload by its name", () => {
    const { aten: raw } = ops;
    expect(raw!["add.Tensor"]!.schemas).toEqual([
      "aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor",
    ]);
    expect(raw!["relu.default"]!(tensor([-1, 1])).toArray()).toEqual([0, 1]);
    expect(() => raw!["add.Tensor"]!(x(), 1)).toThrow(invalid);
    expect(() => raw!["add.Complex"]).toThrow(expect.objectContaining({ code: "UNKNOWN_OPERATOR" }));
  });
});

describe("results out", () => {
  test("tuples, lists and undefined tensors", () => {
    const [values, indices] = aten.topk(x(), 1);
    expect([values.toArray(), indices.toArray()]).toEqual([
      [[2], [4]],
      [[1n], [1n]],
    ]);
    expect(aten.split(x(), 1).map((part) => part.toArray())).toEqual([[[1, 2]], [[3, 4]]]);
    expect(aten.unbind(x()).length).toBe(2);
  });

  test("numbers, booleans, complex numbers and names", () => {
    expect(aten.numel(x())).toBe(4);
    expect(aten.equal(x(), x())).toBe(true);
    expect(aten.item(tensor([2.5]))).toBe(2.5);
    expect(aten.item(aten.full([], { complex: [1, 2] }))).toEqual({ complex: [1, 2] });
    expect(aten.item(tensor([2n ** 60n]))).toBe(2n ** 60n);
    expect(aten.result_type(tensor([1n]), 0.5)).toBe("float32");
    expect(aten.promote_types("int64", "float16")).toBe("float16");
    expect(aten.can_cast("float32", "int64")).toBe(false);
    expect(aten.qscheme(aten.quantize_per_tensor(x(), 0.5, 0, "qint8"))).toBe("per_tensor_affine");
  });

  test("nothing at all is null", () => {
    expect(aten._assert_async(tensor([1]))).toBeNull();
  });

  test("what was written is the argument itself", () => {
    const a = x();
    expect(aten.add_(a, 1)).toBe(a);
    const out = zeros([2, 2]);
    expect(aten.add(x(), 1, { out } as never) as Tensor).toBe(out);
    expect(out.toArray()).toEqual(a.toArray());
  });

  test("a job gives what the call gives", async () => {
    const a = randn([3, 3]);
    expect((await aten.matmul.async(a, a)).toArray()).toEqual(aten.matmul(a, a).toArray());
    const [values, indices] = await aten.topk.async(a, 2, { dim: 0 });
    expect([values.shape, indices.dtype]).toEqual([[2, 3], "int64"]);
    expect(await aten.add_.async(a, 1)).toBe(a);
    await expect(aten.mm.async(a, randn([2, 2]))).rejects.toMatchObject({ code: "TORCH_ERROR" });
    await expect(aten.sum.async(a, "rows" as never)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
  });
});
