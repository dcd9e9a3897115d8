/** Operators against PyTorch's own results (make-fixtures.py says how they were computed). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Argument, ops, scope } from "../../lib";
import { difference, type Fixture, realize } from "./fixtures";

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
