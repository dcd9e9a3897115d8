/** Tensors in text as PyTorch writes them (make-fixtures.py), and what printing must not do. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { aten, type DType, fromTypedArray, memory, ones, randn, type Tensor, tensor, zeros } from "../../lib";

interface Formula {
  readonly factor: number;
  readonly modulus: number;
  readonly shift: number;
  readonly scale: number;
}
type Value = number | string | readonly [number | string, number | string];
interface Fixture {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly values?: readonly Value[];
  readonly formula?: Formula;
  readonly then?: "transpose" | "conj";
  readonly grad?: "leaf" | "add" | "select";
  readonly text: string;
}

const fixtures = JSON.parse(readFileSync(join(__dirname, "fixtures.json"), "utf8")) as Fixture[];

function numberOf(value: number | string): number {
  return value === "inf"
    ? Number.POSITIVE_INFINITY
    : value === "-inf"
      ? Number.NEGATIVE_INFINITY
      : Number(value);
}

function tensorOf({ dtype, shape, values, formula, then, grad }: Fixture): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  const flat = values
    ? values.flatMap((value) => (typeof value === "object" ? value.map(numberOf) : [numberOf(value)]))
    : Array.from({ length: size }, (_, i) => element(i, formula!));
  const complex = dtype.startsWith("complex");
  const wide = fromTypedArray(Float64Array.from(flat), shape, { dtype: complex ? "complex128" : "float64" });
  let made: Tensor = wide.to(dtype);
  if (then === "transpose") made = made.t();
  if (then === "conj") made = made.conj();
  if (grad !== undefined) made.requiresGrad = true;
  return grad === "add" ? made.add(made) : grad === "select" ? made.select(0, 0) : made;
}

function element(i: number, { factor, modulus, shift, scale }: Formula): number {
  return (((i * factor) % modulus) + shift) * scale;
}

test("at least 60 tensors of all dtypes", () => {
  expect(fixtures.length).toBeGreaterThanOrEqual(60);
  expect(new Set(fixtures.map(({ dtype }) => dtype)).size).toBe(12);
});

test.each(fixtures.map((fixture, i) => [i, fixture.dtype, fixture.shape.join(" "), fixture] as const))(
  "%i: %s [%s]",
  (_, __, ___, fixture) => {
    const made = tensorOf(fixture);
    expect(String(made)).toBe(fixture.text);
    expect(inspect(made)).toBe(fixture.text);
  },
);

test("of a large tensor only the edges are read", () => {
  // Four terabytes of one element.
  const large = tensor([1.5]).expand([2 ** 20, 2 ** 20]);
  expect(String(large)).toBe(
    `tensor([${Array(3).fill("[1.5000, 1.5000, 1.5000,  ..., 1.5000, 1.5000, 1.5000],").join("\n        ")}
        ...,
        ${Array(3).fill("[1.5000, 1.5000, 1.5000,  ..., 1.5000, 1.5000, 1.5000]").join(",\n        ")}])`,
  );
});

test("nothing stays behind", () => {
  const x = randn([100, 100]);
  const before = memory();
  String(x);
  expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
});

test("it does not throw", async () => {
  const x = ones([2, 3], { dtype: "float64" });
  const pending = x.async.exp_();
  expect(String(x)).toBe("tensor(..., size=(2, 3), dtype=float64)");
  await pending;
  expect(String(x)).toContain("2.7183");
  x.dispose();
  expect(String(x)).toBe("tensor(disposed)");
  expect(String(aten.to_sparse(ones([2])))).toBe("tensor(..., size=(2,), dtype=float32)");
  expect(String(aten.empty([2], { device: "meta" as "cpu" }))).toBe("tensor(..., size=(2,), dtype=float32)");
  expect(String(aten.to(tensor([1, 2]), { dtype: "float8_e4m3fn" }))).toBe(
    "tensor([1., 2.], dtype=float8_e4m3fn)",
  );
  expect(String(aten.to(tensor([1, 2]), { dtype: "uint16" }))).toBe("tensor([1, 2], dtype=uint16)");
});

test("in an object, by util.inspect", () => {
  expect(inspect({ loss: zeros([]) })).toBe("{ loss: tensor(0.) }");
});
