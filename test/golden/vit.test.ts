/** `backbones.vit`, and the same with `aten`, beside DINO's and DINOv2's own: outputs, position embeddings, gradients. */
import { backbones, DINOWrapper, jit, manualSeed, noGrad, optim, rand, type ScriptModule, type Tensor } from "../../lib";
import { atenViT, type Network } from "./aten-vit";
import { type GoldenCase, loadCase } from "./golden";

const CASES = ["vit_v1", "vit_v2_mlp", "vit_v2_swiglu", "vit_v2_antialias"] as const;

function optionsOf({ params }: GoldenCase, version: "v1" | "v2"): backbones.ViTOptions {
  const { options = {} } = params;
  return {
    version,
    imageSize: params.img_size,
    patchSize: params.patch_size,
    width: params.embed_dim,
    depth: params.depth,
    heads: params.num_heads,
    mlpRatio: params.mlp_ratio,
    mlp: options.ffn_layer === "swiglufused" ? "swiglu" : "mlp",
    registers: options.num_register_tokens ?? 0,
    layerScale: options.init_values ?? null,
    interpolateOffset: options.interpolate_offset ?? 0.1,
    interpolateAntialias: options.interpolate_antialias ?? false,
  };
}

function stateOf({ tensors }: GoldenCase): Record<string, Tensor> {
  const given = Object.entries(tensors).filter(([name]) => name.startsWith("param."));
  return Object.fromEntries(given.map(([name, tensor]) => [name.slice("param.".length), tensor]));
}

/** The network of a case with its weights; its names and their order are the reference's. */
async function build(golden: GoldenCase, version: "v1" | "v2"): Promise<ScriptModule> {
  const module = await backbones.vit(optionsOf(golden, version));
  expect(module.namedParameters().map(([name]) => name)).toEqual(golden.params.grad_norms_order);
  expect(module.namedBuffers()).toEqual([]);
  await module.loadStateDict(stateOf(golden));
  return module.eval();
}

const versionOf = (name: string) => (name === "vit_v1" ? "v1" : "v2");

/** Every tensor of the case that `compare` has an answer for; gives the names of the others. */
async function compareEach(
  golden: GoldenCase,
  compare: (size: string, name: string) => Promise<Tensor | undefined>,
): Promise<string[]> {
  const others: string[] = [];
  for (const key of Object.keys(golden.tensors)) {
    const [, size, name] = /^(\d+x\d+)\.(.+)$/.exec(key) ?? [];
    const actual = size && name ? await compare(size, name) : undefined;
    if (actual === undefined) {
      others.push(key);
      continue;
    }
    expect([key, actual.shape]).toEqual([key, golden.tensors[key]!.shape]);
    golden.expectClose(actual, key);
  }
  return others;
}

const isInput = (key: string) => /^(param|grad_case)\.|^\d+x\d+\.(x|masks)$/.test(key);

type Make = (golden: GoldenCase, version: "v1" | "v2") => Promise<Network>;

const withTorchScript: Make = async (golden, version) => {
  const module = (await build(golden, version)).train();
  return {
    parameters: new Map(module.namedParameters()),
    forward: (x) => module.forward(x),
    features: (x, masks) => module.call("forward_features", x, ...(version === "v2" ? [masks] : [])),
    layers: (x, n, norm) => module.call("get_intermediate_layers", x, BigInt(n), norm),
    lastAttention: (x) => module.call("get_last_selfattention", x),
    places: (height, width) => module.call("interpolate_pos_encoding", BigInt(height), BigInt(width)),
  };
};

const withAten: Make = async (golden) => atenViT(golden.params, stateOf(golden));

describe.each([
  ["TorchScript", withTorchScript],
  ["aten", withAten],
])("with %s", (_, make) => {
  test("vit_v1: class tokens, position embeddings, intermediate layers and attention of every size", async () => {
    const golden = await loadCase("vit_v1");
    const network = await make(golden, "v1");
    const others = await noGrad(() =>
      compareEach(golden, async (size, name) => {
        const x = golden.tensors[`${size}.x`]!;
        const [height, width] = size.split("x").map(Number) as [number, number];
        if (name === "output") return network.forward(x);
        if (name === "pos_embed") return network.places(height, width);
        if (name === "last_selfattention") return network.lastAttention(x);
        const layer = /^intermediate(\d)$/.exec(name)?.[1];
        return layer === undefined ? undefined : (await network.layers(x, 2, true))[Number(layer)];
      }),
    );
    expect(others.every(isInput)).toBe(true);
  });

  test.each(CASES.slice(1))("%s: features with and without masks, and intermediate layers, of every size", async (name) => {
    const golden = await loadCase(name);
    const network = await make(golden, "v2");
    const { params } = golden;
    const begin = 1 + params.options.num_register_tokens;
    const others = await noGrad(() =>
      compareEach(golden, async (size, key) => {
        const x = golden.tensors[`${size}.x`]!;
        if (key === "forward") return network.forward(x);
        const [, masked, entry] = /^(mask|nomask)\.(\w+)$/.exec(key) ?? [];
        if (entry) {
          const masks = masked === "mask" ? golden.tensors[`${size}.masks`]! : null;
          return (await network.features(x, masks))[entry as "x_prenorm"];
        }
        const [, kind, layer] = /^inter_(reshape|cls|list_nonorm)(\d)$/.exec(key) ?? [];
        if (!kind) return undefined;
        if (kind === "list_nonorm") {
          const all = await network.layers(x, params.depth, false);
          return all.at(layer === "0" ? 0 : -1)!.slice(1, begin);
        }
        const tokens = (await network.layers(x, 2, true))[Number(layer)]!;
        if (kind === "cls") return tokens.select(1, 0);
        const [h, w] = size.split("x").map((side) => Number(side) / params.patch_size);
        return tokens.slice(1, begin).transpose(1, 2).reshape([x.shape[0]!, params.embed_dim, h!, w!]);
      }),
    );
    expect(others.every(isInput)).toBe(true);
  });

  test.each(CASES)("%s: gradients of every parameter", async (name) => {
    const golden = await loadCase(name);
    const { tensors, params, expectClose } = golden;
    const network = await make(golden, versionOf(name));
    const x = tensors[`${params.grad_case_input}.x`]!.clone();
    x.requiresGrad = true;
    let loss: Tensor;
    if (name === "vit_v1") loss = (await network.forward(x)).mul(tensors["grad_case.r"]!).sum();
    else {
      const features = await network.features(x, tensors[`${params.grad_case_input}.masks`]!);
      const cls = features.x_norm_clstoken.mul(tensors["grad_case.r_cls"]!).sum();
      loss = features.x_norm_patchtokens.mul(tensors["grad_case.r_patch"]!).sum().add(cls);
    }
    expectClose(loss, "grad_case.loss");
    await loss.backward();
    const gradients = new Map([...network.parameters].map(([key, tensor]) => [`grad_case.grad.${key}`, tensor.grad!]));
    const norms = (params.grad_norms_order as string[]).map((key) =>
      Number(gradients.get(`grad_case.grad.${key}`)!.norm().item()),
    );
    expect(norms.every((norm) => Number.isFinite(norm) && norm > 0)).toBe(true);
    expectClose(norms, "grad_case.grad_norms");
    gradients.set("grad_case.grad_input", x.grad!);
    const given = Object.keys(tensors).filter((key) => /^grad_case\.grad[._](?!norms)/.test(key));
    expect(given.length).toBeGreaterThanOrEqual(8);
    for (const key of given) expectClose(gradients.get(key)!, key);
  });
});

test.each(CASES)("%s: saved and loaded it computes the same", async (name) => {
  const golden = await loadCase(name);
  const module = await build(golden, versionOf(name));
  const loaded = (await jit.load(await module.toBytes())).eval();
  const x = golden.tensors[`${golden.params.grad_case_input}.x`]!;
  expect(loaded.namedParameters().map(([key]) => key)).toEqual(golden.params.grad_norms_order);
  await noGrad(async () => {
    expect((await loaded.forward(x)).equal(await module.forward(x))).toBe(true);
    const [one, two] = await Promise.all(
      [loaded, module].map((each) => each.call<Tensor[]>("get_intermediate_layers", x, 1n)),
    );
    expect(one![0]!.equal(two![0]!)).toBe(true);
  });
});

test.each(CASES)("%s: a DINO step trains it and its teacher follows", async (name) => {
  manualSeed(1);
  const golden = await loadCase(name);
  const module = (await build(golden, versionOf(name))).train();
  const side = golden.params.img_size;
  const dino = await DINOWrapper.create(module, {
    globalCropSize: side,
    localCropSize: side / 2,
    localCropsNumber: 2,
    teacherMomentum: 0.5,
    head: { prototypes: 32, hiddenDim: 16, bottleneckDim: 8 },
  });
  expect(dino.featureDim).toBe(golden.params.embed_dim);
  const before = module.stateDict()["blocks.0.attn.qkv.weight"]!.clone();
  const adam = new optim.AdamW(dino.parameterGroups(), { lr: 1e-3 });
  const [output, loss] = await dino.forward(rand([4, 3, side, side]));
  expect(output.shape).toEqual([4, golden.params.embed_dim]);
  await loss.add(output.square().mean()).backward();
  // Images are not masked here, so the mask token takes no part.
  for (const [key, tensor] of module.namedParameters())
    expect([key, tensor.grad?.isfinite().all().item() ?? null]).toEqual([key, key === "mask_token" ? null : true]);
  await adam.step();
  await dino.emaUpdate();
  const [student, teacher] = [module, dino.teacher].map((m) => m.stateDict()["blocks.0.attn.qkv.weight"]!);
  expect(student!.equal(before)).toBe(false);
  expect(teacher!.allclose(noGrad(() => student!.add(before).mul(0.5)), { atol: 1e-6 })).toBe(true);
});
