/** Overloads in which LibTorch itself crashes are refused unless they are asked for by name. */
import { aten, ops, UnsafeOperatorError } from "../../lib";
import table from "../../lib/aten/unsafe.json";
import { runProgram } from "../support/children";

const overloads = Object.keys(table);

test("the table names overloads of this LibTorch, and what happened", () => {
  expect(overloads.length).toBeGreaterThan(20);
  for (const [overload, reason] of Object.entries(table)) {
    const [name, variant = "default"] = overload.slice("aten::".length).split(".");
    expect(ops.aten![`${name}.${variant}`]!.schemas).toHaveLength(1);
    expect(reason).toMatch(/^(SIG[A-Z]+|no end|skips)\b.*/);
  }
});

test("a call, a job, and one overload by name throw", async () => {
  expect(() => aten._stack([])).toThrow(UnsafeOperatorError);
  expect(() => aten._stack([])).toThrow(
    expect.objectContaining({
      code: "UNSAFE_OPERATOR",
      message: expect.stringContaining("{ unsafe: true }"),
      details: expect.objectContaining({ operator: "aten::_stack", overload: "aten::_stack" }),
    }),
  );
  expect(() => aten._stack([], { unsafe: false })).toThrow(UnsafeOperatorError);
  await expect(aten._stack.async([])).rejects.toThrow(UnsafeOperatorError);
  expect(() => ops.aten!["_stack.default"]!([])).toThrow(UnsafeOperatorError);
});

test("unsafe: true calls it; the arguments are checked all the same", async () => {
  const x = aten.ones([2]);
  expect(aten._stack([x, x], { unsafe: true }).shape).toEqual([2, 2]);
  expect((await aten._stack.async([x, x], 1, { unsafe: true })).shape).toEqual([2, 2]);
  const invalid = expect.objectContaining({ code: "INVALID_ARGUMENT" });
  expect(() => aten._stack([x, 1 as never], { unsafe: true })).toThrow(invalid);
  expect(() => aten._stack([x, x], { unsafe: 1 as never })).toThrow(invalid);
});

test("a safe operator takes the option too", () => {
  expect(aten.abs(aten.ones([2]), { unsafe: true } as never).toArray()).toEqual([1, 1]);
});

test("what the table says is so: without the guard the process ends", async () => {
  const outcome = await runProgram("dino.aten._stack([], { unsafe: true })");
  expect(outcome.signal).toBe("SIGSEGV");
});
