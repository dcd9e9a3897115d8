import { clipGradNorm, NonFiniteError, type Tensor, tensor, zeros } from "../../lib";

function withGrad(values: number[], dtype: "float32" | "float64" | "bfloat16" = "float32"): Tensor {
  const parameter = zeros([values.length], { dtype, requiresGrad: true });
  parameter.grad = tensor(values, { dtype });
  return parameter;
}
const grads = (parameters: readonly Tensor[]) => parameters.map(({ grad }) => grad?.toArray() ?? null);

test("sub-modules are clipped apart, each with all of its gradients", async () => {
  const backbone = [withGrad([3]), withGrad([4])];
  const head = [withGrad([0.5])];
  const norms = await clipGradNorm({ backbone, head }, 1, { per: "module" });
  expect(norms.toArray()).toEqual([5, 0.5]);
  expect(backbone[0]!.grad!.get(0).item()).toBeCloseTo(3 / 5, 5);
  expect(backbone[1]!.grad!.get(0).item()).toBeCloseTo(4 / 5, 5);
  expect(grads(head)).toEqual([[0.5]]);
});

test("gradients below the limit keep their bits, and Infinity only measures", async () => {
  const parameters = [withGrad([0.1, 0.7])];
  const before = parameters[0]!.grad!.clone();
  expect((await clipGradNorm(parameters, 1)).item()).toBeCloseTo(Math.hypot(0.1, 0.7), 6);
  expect((await clipGradNorm([withGrad([3e3])], Number.POSITIVE_INFINITY)).item()).toBe(3e3);
  expect(parameters[0]!.grad!.equal(before)).toBe(true);
});

test("parameters without a gradient have norm 0 and keep their places", async () => {
  const parameters = [withGrad([3]), zeros([2], { requiresGrad: true }), withGrad([4])];
  expect((await clipGradNorm(parameters, 10, { per: "parameter" })).toArray()).toEqual([3, 0, 4]);
  expect((await clipGradNorm(parameters, 10)).item()).toBe(5);
  expect((await clipGradNorm([], 10)).item()).toBe(0);
  expect((await clipGradNorm({}, 10, { per: "module" })).shape).toEqual([0]);
});

test("dtypes mix: half precision is summed in float32, float64 makes the norm float64", async () => {
  const half = withGrad(new Array<number>(1000).fill(1), "bfloat16");
  // Summed in bfloat16, 1 + … + 1 stops at 256.
  expect((await clipGradNorm([half], 1e9)).item()).toBeCloseTo(Math.sqrt(1000), 4);
  const norm = await clipGradNorm([withGrad([3], "float64"), withGrad([4])], 1);
  expect(norm.dtype).toBe("float64");
  expect(norm.item()).toBe(5);
});

test("a norm that is not finite leaves its gradients alone and is reported", async () => {
  const broken = [withGrad([Number.NaN, 100]), withGrad([Number.POSITIVE_INFINITY])];
  const sound = withGrad([30]);
  const norms = await clipGradNorm([...broken, sound], 3, { per: "parameter" });
  expect(norms.toArray()).toEqual([Number.NaN, Number.POSITIVE_INFINITY, 30]);
  expect(grads(broken)).toEqual([[Number.NaN, 100], [Number.POSITIVE_INFINITY]]);
  expect(sound.grad!.get(0).item()).toBeCloseTo(3, 5);
});

test("errorIfNonfinite names what is broken and clips nothing", async () => {
  const parameters: [string, Tensor][] = [
    ["fc.weight", withGrad([30])],
    ["fc.bias", withGrad([Number.NaN])],
  ];
  const clipping = clipGradNorm(parameters, 1, { per: "parameter", errorIfNonfinite: true });
  await expect(clipping).rejects.toThrow("the gradients of parameter fc.bias is NaN; nothing was clipped");
  await expect(clipping).rejects.toBeInstanceOf(NonFiniteError);
  await expect(
    clipGradNorm({ body: parameters }, 1, { per: "module", errorIfNonfinite: true }),
  ).rejects.toMatchObject({ code: "NON_FINITE", details: { parameters: "module 'body'" } });
  expect(grads([parameters[0]![1]])).toEqual([[30]]);
});

test("what cannot be clipped is named", async () => {
  const parameters = [withGrad([1])];
  const refused = async (call: Promise<unknown>, text: string) =>
    expect(call).rejects.toMatchObject({ code: "INVALID_ARGUMENT", message: expect.stringContaining(text) });
  await refused(clipGradNorm(parameters, -1), "maxNorm: expected a number of 0 or more, got number -1");
  await refused(clipGradNorm(parameters, Number.NaN), "maxNorm");
  await refused(
    clipGradNorm(parameters, 1, { per: "layer" as "all" }),
    'per: expected "all", "module" or "parameter"',
  );
  await refused(clipGradNorm(parameters as never, 1, { per: "module" }), "expected an object of sub-modules");
  await refused(
    clipGradNorm([["a", parameters[0]!], parameters[0]!] as never, 1),
    "names for all parameters or for none",
  );
  await refused(
    clipGradNorm({ head: [1 as never] }, 1, { per: "module" }),
    "module 'head': parameter 0: expected a Tensor",
  );
});
