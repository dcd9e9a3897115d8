/** A step that memory runs out for: nothing is half updated, and the next step is what this one would have been. */
import { runProgram } from "../support/children";

const LIMIT_KIB = 2 * 2 ** 20;
const REFUSED = { code: "OUT_OF_MEMORY", untouched: true };

/** Two steps after a failed one, which comes after `before` others, must give what they give without it. */
async function stepped(
  kind: "AdamW" | "Adam" | "SGD" | "LARS",
  options: object,
  dtype: "float32" | "bfloat16",
  before: number,
): Promise<unknown> {
  const outcome = await runProgram(
    `const BLOCK = 16 * 2 ** 20;
     dino.setNumThreads(1);
     dino.setCpuCache(0);
     const make = (large) => {
       const parameters = ${dtype === "float32" ? "[4, large]" : "[large]"}.map((size) => dino.full([size], 3, { dtype: "${dtype}" }).requiresGrad_());
       for (const parameter of parameters) parameter.grad = dino.full(parameter.shape, 0.5, { dtype: "${dtype}" });
       // A group each: what was done to one is not undone by what happens to the other.
       const optimizer = new dino.optim.${kind}(parameters.map((each) => ({ parameters: [each] })), ${JSON.stringify(options)});
       return { parameters, optimizer };
     };
     // Less than two blocks are left.
     const fill = () => {
       const held = [];
       try {
         for (;;) held.push(dino.aten.empty([BLOCK], { dtype: "uint8" }));
       } catch (error) {
         if (error.code !== "OUT_OF_MEMORY") throw error;
       }
       held.pop().dispose();
       return held;
     };
     const values = ({ parameters }) => parameters.map((each) => each.detach().get(0).item());
     (async () => {
       const tried = make((2 * BLOCK) / ${dtype === "float32" ? 4 : 2});
       const wanted = make(8);
       for (let i = 0; i < ${before}; ++i) await Promise.all([tried.optimizer.step(), wanted.optimizer.step()]);
       await dino.aten.add.async(dino.ones([1]), 1);
       const held = fill();
       const code = await tried.optimizer.step().then(() => "none", (error) => error.code);
       for (const each of held) each.dispose();
       const untouched = values(tried).every((value, i) => value === values(wanted)[i]);
       for (const each of [tried, wanted]) await each.optimizer.step();
       for (const each of [tried, wanted]) await each.optimizer.step();
       process.stdout.write(JSON.stringify({ code, untouched, tried: values(tried), wanted: values(wanted) }));
     })();`,
    { dataKiB: LIMIT_KIB },
  );
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  const { tried, wanted, ...rest } = JSON.parse(outcome.stdout) as Record<string, unknown>;
  expect(tried).toEqual(wanted);
  return rest;
}

test.each([
  ["AdamW", {}, "float32", 0],
  ["Adam", { amsgrad: true }, "float32", 0],
  ["SGD", { momentum: 0.5, dampening: 0.5 }, "float32", 0],
  ["LARS", { lr: 0.1 }, "float32", 0],
] as const)("%s(%j) of %s", async (kind, options, dtype, before) => {
  expect(await stepped(kind, options, dtype, before)).toEqual(REFUSED);
});

test.each([
  ["AdamW", { weightDecay: 0.5, lr: 0.1 }],
  ["SGD", { momentum: 0.9, nesterov: true, lr: 1 }],
] as const)("%s(%j) of bfloat16, whose update needs memory itself", async (kind, options) => {
  expect(await stepped(kind, options, "bfloat16", 1)).toEqual(REFUSED);
});
