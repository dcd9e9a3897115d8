/** The head of DINO and DINOv2 written with `aten` and as TorchScript, beside the references' numbers. */
import { aten, jit, noGrad, type ScriptModule, type Tensor } from "../../lib";
import { type GoldenCase, loadCase } from "./golden";

interface Variant {
  readonly nlayers: number;
  readonly use_bn: boolean;
  readonly frozen: readonly string[];
}

/** A head however written: its forward, its mode and its own parameters and buffers by the reference's names. */
interface Head {
  readonly tensors: Readonly<Record<string, Tensor>>;
  forward(x: Tensor, training: boolean): Promise<Tensor>;
}

/** Places of the linear layers in the reference's Sequential, whose names they carry. */
function layersOf({ nlayers, use_bn }: Variant): string[] {
  if (nlayers === 1) return ["mlp"];
  return Array.from({ length: nlayers }, (_, i) => `mlp.${i * (use_bn ? 3 : 2)}`);
}

function normOf(layer: string): string {
  return `mlp.${Number(layer.slice("mlp.".length)) + 1}`;
}

const isBuffer = (name: string) => /running|batches/.test(name);

function withAten(variant: Variant, state: Readonly<Record<string, Tensor>>): Head {
  const tensors = Object.fromEntries(Object.entries(state).map(([name, tensor]) => [name, tensor.clone()]));
  for (const [name, tensor] of Object.entries(tensors))
    if (!isBuffer(name) && !variant.frozen.includes(name)) tensor.requiresGrad = true;
  const layers = layersOf(variant);
  return {
    tensors,
    async forward(x, training) {
      let y = x;
      for (const [i, layer] of layers.entries()) {
        y = aten.linear(y, tensors[`${layer}.weight`]!, tensors[`${layer}.bias`] ?? null);
        if (i === layers.length - 1) break;
        if (variant.use_bn) {
          const of = (name: string) => tensors[`${normOf(layer)}.${name}`]!;
          if (training) of("num_batches_tracked").add_(1);
          const [weight, bias, mean, variance] = ["weight", "bias", "running_mean", "running_var"].map(of);
          y = aten.batch_norm(y, weight!, bias!, mean!, variance!, training, 0.1, 1e-5, false);
        }
        y = aten.gelu(y);
      }
      y = aten.div(y, aten.clamp_min(aten.linalg_vector_norm(y, 2, [1], true), 1e-12));
      const v = tensors["last_layer.weight_v"]!;
      const scale = aten.div(tensors["last_layer.weight_g"]!, aten.linalg_vector_norm(v, 2, [1], true));
      return aten.linear(y, aten.mul(v, scale));
    },
  };
}

async function withTorchScript(variant: Variant, state: Readonly<Record<string, Tensor>>): Promise<Head> {
  const below = (prefix: string, wanted: (name: string) => boolean) =>
    Object.fromEntries(
      Object.entries(state)
        .filter(([name]) => name.startsWith(`${prefix}.`) && wanted(name))
        .map(([name, tensor]) => [name.slice(prefix.length + 1), tensor]),
    );
  const begin = "def forward(self, x: Tensor) -> Tensor:\n";
  const linear = (name: string): jit.ModuleDefinition => ({
    name: `${name}.bias` in state ? "Linear" : "LinearWithoutBias",
    parameters: below(name, () => true),
    source: `${begin}    return torch.linear(x, self.weight${`${name}.bias` in state ? ", self.bias" : ""})\n`,
  });
  const batchNorm = (name: string): jit.ModuleDefinition => ({
    name: "BatchNorm1d",
    parameters: below(name, (key) => !isBuffer(key)),
    buffers: below(name, isBuffer),
    source: `${begin}    if self.training:
        self.num_batches_tracked.add_(1)
    return torch.batch_norm(x, self.weight, self.bias, self.running_mean, self.running_var, self.training, 0.1, 1e-05, False)
`,
  });
  const layers = layersOf(variant);
  const modules: Record<string, jit.ModuleDefinition> = {};
  let source = begin;
  for (const [i, layer] of layers.entries()) {
    const call = (name: string) => `    x = getattr(self, "${name.slice("mlp.".length)}").forward(x)\n`;
    const add = (name: string, made: jit.ModuleDefinition) => {
      modules[name.slice("mlp.".length)] = made;
      source += call(name);
    };
    if (layers.length > 1) add(layer, linear(layer));
    if (i === layers.length - 1) break;
    if (variant.use_bn) add(normOf(layer), batchNorm(normOf(layer)));
    source += "    x = torch.gelu(x)\n";
  }
  const module: ScriptModule = await jit.define({
    name: "DINOHead",
    modules: {
      mlp: layers.length === 1 ? linear("mlp") : { name: "Mlp", modules, source: `${source}    return x\n` },
      last_layer: {
        name: "WeightNormLinear",
        parameters: below("last_layer", () => true),
        source: `${begin}    return torch.linear(x, torch._weight_norm(self.weight_v, self.weight_g, 0))\n`,
      },
    },
    source: `${begin}    x = self.mlp.forward(x)
    return self.last_layer.forward(x / torch.linalg_vector_norm(x, 2, [1], True).clamp_min(1e-12))
`,
  });
  const tensors = module.stateDict();
  for (const name of variant.frozen) tensors[name]!.requiresGrad = false;
  return { tensors, forward: (x, training) => module.train(training).forward(x) };
}

async function compare(golden: GoldenCase, name: string, variant: Variant, make: typeof withTorchScript): Promise<void> {
  const { tensors, expectClose } = golden;
  const below = (kind: string): [string, Tensor][] =>
    Object.entries(tensors)
      .filter(([key]) => key.startsWith(`${name}.${kind}.`))
      .map(([key, tensor]) => [key.slice(`${name}.${kind}.`.length), tensor]);
  const state = Object.fromEntries(below("param"));
  const head = await make(variant, state);
  expect(Object.keys(head.tensors).sort()).toEqual(Object.keys(state).sort());

  const x = tensors[`${name}.x`]!.clone();
  x.requiresGrad = true;
  const output = await head.forward(x, true);
  expect(output.shape).toEqual([golden.params.batch, golden.params.out_dim]);
  expectClose(output, `${name}.output`);
  const loss = output.mul(tensors[`${name}.r`]!).sum();
  expectClose(loss, `${name}.loss`);
  await loss.backward();
  expectClose(x.grad!, `${name}.grad_input`);
  const trained = Object.entries(head.tensors).filter(([, tensor]) => tensor.requiresGrad);
  expect(trained.map(([key]) => key).sort()).toEqual(below("grad").map(([key]) => key).sort());
  for (const [key, tensor] of trained) expectClose(tensor.grad!, `${name}.grad.${key}`);
  for (const [key] of below("buffer_after")) expectClose(head.tensors[key]!, `${name}.buffer_after.${key}`);
  expectClose(await noGrad(() => head.forward(x, false)), `${name}.output_eval`);
}

describe.each(["dino_head_v1", "dino_head_v2"])("%s", (name) => {
  test.each([
    ["aten", async (variant: Variant, state: Readonly<Record<string, Tensor>>) => withAten(variant, state)],
    ["TorchScript", withTorchScript],
  ] as const)("with %s: outputs, gradients and buffers of every variant", async (_, make) => {
    const golden = await loadCase(name);
    const variants = Object.entries(golden.params.variants as Record<string, Variant>);
    expect(variants.length).toBeGreaterThanOrEqual(4);
    for (const [key, variant] of variants) await compare(golden, key, variant, make);
  });
});
