/** Operators against PyTorch's own results (make-fixtures.py says how they were computed). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Argument, isTensor, ops, scope, type Tensor } from "../../lib";
import { type Expected, type Fixture, realize } from "./fixtures";

const fixtures = JSON.parse(readFileSync(join(__dirname, "fixtures.json"), "utf8")) as Fixture[];

test("at least 300 operators have fixtures, in place and out variants included", () => {
  const names = fixtures.map(({ op }) => op.split(".")[0]!);
  expect(new Set(names).size).toBeGreaterThanOrEqual(300);
  expect(names.filter((name) => name.endsWith("_") && !name.endsWith("__")).length).toBeGreaterThan(100);
  expect(fixtures.filter(({ op }) => op.endsWith("out")).length).toBeGreaterThan(100);
});

// One test a letter: a name for each of so many would bury the other tests' output.
const letters = [...new Set(fixtures.map(({ op }) => initial(op)))];
test.each(letters)("operators beginning with %s", (letter) => {
  const wrong = fixtures.filter(({ op }) => initial(op) === letter).flatMap((fixture) => mistakes(fixture));
  expect(wrong).toEqual([]);
});

function initial(op: string): string {
  return op.replace(/^_+/, "")[0]!;
}

function mistakes({ op, args, result }: Fixture): string[] {
  return scope(() => {
    const named = Object.entries(args).map(([name, spec]) => [name, realize(spec) as Argument] as const);
    const found: unknown = ops.aten![op]!(Object.fromEntries(named));
    return difference(result, found).map((text) => `${op}: ${text}`);
  });
}

function difference(expected: Expected, found: unknown): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length)
      return [`not a list of ${expected.length}`];
    return expected.flatMap((item: Expected, i) =>
      difference(item, found[i]).map((text) => `[${i}] ${text}`),
    );
  }
  if (typeof expected !== "object" || expected === null || !("t" in expected)) {
    const same =
      typeof expected === "number" && typeof found === "number"
        ? close(expected, found, 1e-4)
        : Object.is(expected, found);
    return same ? [] : [`${String(found)} instead of ${String(expected)}`];
  }
  if (!isTensor(found)) return ["not a tensor"];
  if ((found.dtype as string) !== expected.t) return [`dtype ${found.dtype} instead of ${expected.t}`];
  if (found.shape.join() !== expected.s.join()) return [`shape ${found.shape} instead of ${expected.s}`];
  const numbers = numbersOf(found);
  const tolerance = expected.t === "float16" || expected.t === "bfloat16" ? 1e-2 : 1e-4;
  const at = expected.v.findIndex((value, i) => !close(value, numbers[i]!, tolerance));
  return at < 0 ? [] : [`element ${at} is ${numbers[at]} instead of ${expected.v[at]}`];
}

function numbersOf(tensor: Tensor): number[] {
  const bits = tensor.dtype === "float16" || tensor.dtype === "bfloat16";
  return Array.from(
    (bits ? tensor.to("float32") : tensor).toTypedArray() as ArrayLike<number | bigint>,
    Number,
  );
}

function close(expected: number, found: number, tolerance: number): boolean {
  return Math.abs(expected - found) <= tolerance * Math.max(1, Math.abs(expected));
}
