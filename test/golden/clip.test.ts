import { clipGradNorm, type Tensor, zeros } from "../../lib";
import { type GoldenCase, loadCase } from "./golden";

let golden: GoldenCase;
let parameters: [string, Tensor][];
beforeEach(async () => {
  golden = await loadCase("grad_clip");
  parameters = (golden.params.order as string[]).map((name) => {
    const grad = golden.tensors[`grad.${name}`]!;
    const parameter = zeros(grad.shape, { requiresGrad: true });
    parameter.grad = grad.clone();
    return [name, parameter];
  });
});

function expectClipped(kind: string): void {
  for (const [name, { grad }] of parameters) golden.expectClose(grad!, `${kind}.clipped.${name}`);
}

test("DINO clips each parameter by itself", async () => {
  const norms = await clipGradNorm(parameters, golden.params.max_norm, { per: "parameter" });
  golden.expectClose(norms, "v1.norms");
  expectClipped("v1");
});

test("one norm for all parameters", async () => {
  const norm = await clipGradNorm(parameters, golden.params.max_norm);
  expect(norm.shape).toEqual([]);
  golden.expectClose(norm, "global.total_norm");
  expectClipped("global");
});

test("DINOv2 clips each sub-module with the formula of the one norm", async () => {
  const whole = await clipGradNorm({ student: parameters }, golden.params.max_norm, { per: "module" });
  golden.expectClose(whole, "global.total_norm");
  expectClipped("global");
});
