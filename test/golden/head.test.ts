import { DINOHead, noGrad, type Tensor } from "../../lib";
import { loadCase } from "./golden";

interface Variant {
  readonly use_bn: boolean;
  /** DINOv2 has no such option: its weight_g is always trained. */
  readonly norm_last_layer?: boolean;
  readonly mlp_bias?: boolean;
  readonly nlayers: number;
  readonly frozen: readonly string[];
}

test.each(["dino_head_v1", "dino_head_v2"])("%s: outputs, gradients and buffers of every variant", async (file) => {
  const { params, tensors, expectClose } = await loadCase(file);
  for (const [name, variant] of Object.entries(params.variants as Record<string, Variant>)) {
    const head = new DINOHead({
      inDim: params.in_dim,
      hiddenDim: params.hidden_dim,
      bottleneckDim: params.bottleneck_dim,
      prototypes: params.out_dim,
      layers: variant.nlayers,
      batchNorm: variant.use_bn,
      normLastLayer: variant.norm_last_layer ?? false,
      mlpBias: variant.mlp_bias ?? true,
    });
    const given = Object.entries(tensors).filter(([key]) => key.startsWith(`${name}.param.`));
    const state = head.stateDict();
    const names = given.map(([key]) => key.slice(`${name}.param.`.length));
    expect(Object.keys(state).filter((key) => !/running|batches/.test(key)).sort()).toEqual(
      names.filter((key) => !/running|batches/.test(key)).sort(),
    );
    noGrad(() => {
      for (const [i, [, tensor]] of given.entries()) state[names[i]!]!.copy_(tensor);
    });
    const frozen = head.namedParameters().filter(([, tensor]) => !tensor.requiresGrad);
    expect(frozen.map(([key]) => key)).toEqual(variant.frozen);

    const x = tensors[`${name}.x`]!.clone();
    x.requiresGrad = true;
    const output = await head.forward(x);
    expectClose(output, `${name}.output`);
    const loss = output.mul(tensors[`${name}.r`]!).sum();
    expectClose(loss, `${name}.loss`);
    await loss.backward();
    expectClose(x.grad!, `${name}.grad_input`);
    for (const [key, tensor] of head.namedParameters())
      if (tensor.requiresGrad) expectClose(tensor.grad!, `${name}.grad.${key}`);
    for (const key of Object.keys(tensors).filter((k) => k.startsWith(`${name}.buffer_after.`)))
      expectClose(head.stateDict()[key.slice(`${name}.buffer_after.`.length)]!, key);
    expectClose(await noGrad((): Promise<Tensor> => head.eval().forward(x)), `${name}.output_eval`);
    head.dispose();
  }
});

test("a fresh head has the reference's initial weights", () => {
  const head = new DINOHead({ inDim: 64, prototypes: 512, hiddenDim: 256, bottleneckDim: 64, seed: 7 });
  const state = head.stateDict();
  expect(state["mlp.0.weight"]!.std().item()).toBeCloseTo(0.02, 3);
  expect(state["mlp.2.bias"]!.abs().amax().item()).toBe(0);
  expect(state["last_layer.weight_g"]!.sub(1).abs().amax().item()).toBe(0);
  expect(state["last_layer.weight_v"]!.abs().amax().item()).toBeLessThanOrEqual(1 / 8);
  expect(state["last_layer.weight_v"]!.std().item()).toBeCloseTo(1 / 8 / Math.sqrt(3), 3);
  const again = new DINOHead({ inDim: 64, prototypes: 512, hiddenDim: 256, bottleneckDim: 64, seed: 7 }).stateDict();
  expect(again["mlp.4.weight"]!.equal(state["mlp.4.weight"]!)).toBe(true);
});
