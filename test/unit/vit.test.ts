/** The vision transformers that need no Python: sizes, initialisation, stochastic depth, and what they refuse. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  backbones,
  DINOWrapper,
  manualSeed,
  noGrad,
  rand,
  type ScriptModule,
  type Tensor,
  tensor,
} from "../../lib";
import { runPython, testWithPython } from "../python/python";

const SMALL = { imageSize: 16, patchSize: 4, width: 32, depth: 2, heads: 2 } as const;

test.each([
  // The numbers of parameters that the authors' models have.
  [{ size: "small" }, 21_665_664],
  [{ version: "v2", size: "small", imageSize: 518 }, 22_056_576],
] as const)("%j is as large as the published one", async (options, expected) => {
  const module = await backbones.vit(options);
  const parameters = module.parameters();
  expect(parameters.reduce((sum, tensor) => sum + tensor.size, 0)).toBe(expected);
  module.dispose();
  for (const tensor of parameters) tensor.dispose();
});

test("the giant one's gated layer is as wide as the published one", async () => {
  const module = await backbones.vit({ version: "v2", size: "giant", depth: 1 });
  expect(module.stateDict()["blocks.0.mlp.w12.weight"]!.shape).toEqual([8192, 1536]);
  module.dispose();
});

test("weights are the references', and manualSeed repeats them", async () => {
  const make = async (version: "v1" | "v2") => {
    manualSeed(3);
    const options = { ...SMALL, width: 128, registers: 8, layerScale: 0.25 } as const;
    return (await backbones.vit({ ...options, version })).stateDict();
  };
  const [v1, v2, again] = [await make("v1"), await make("v2"), await make("v2")];
  const deviation = (tensor: Tensor) => Number(tensor.std().item());
  for (const state of [v1, v2]) {
    expect(deviation(state["blocks.1.mlp.fc1.weight"]!)).toBeCloseTo(0.02, 3);
    expect(deviation(state.pos_embed!)).toBeCloseTo(0.02, 2);
    expect(state["blocks.0.attn.qkv.bias"]!.any().item()).toBe(false);
    expect(state["blocks.0.norm2.weight"]!.eq(1).all().item()).toBe(true);
    expect(state["blocks.0.ls1.gamma"]!.eq(0.25).all().item()).toBe(true);
    const bound = 1 / Math.sqrt(3 * 4 * 4);
    expect(deviation(state["patch_embed.proj.weight"]!)).toBeCloseTo(bound / Math.sqrt(3), 2);
    expect(state["patch_embed.proj.bias"]!.abs().amax().item()).toBeLessThanOrEqual(bound);
  }
  expect(deviation(v1.register_tokens!)).toBeCloseTo(0.02, 2);
  expect(deviation(v2.register_tokens!) * 1e6).toBeCloseTo(1, 0);
  expect(v2.mask_token!.any().item()).toBe(false);
  expect(v1.mask_token).toBeUndefined();
  for (const [name, tensor] of Object.entries(again))
    expect([name, tensor.equal(v2[name]!)]).toEqual([name, true]);
});

/** What the first branch of the only block adds to its input, the second adding nothing. */
async function added(module: ScriptModule, images: Tensor): Promise<Tensor> {
  const state = module.stateDict();
  noGrad(() => {
    state["blocks.0.attn.proj.bias"]!.fill_(1);
    state["blocks.0.mlp.fc2.weight"]!.zero_();
  });
  return noGrad(async () => {
    const tokens = await module.call("prepare_tokens", images);
    const [output] = await module.call<[Tensor]>("get_intermediate_layers", images, 1n, false);
    return output.sub(tokens);
  });
}

describe("stochastic depth", () => {
  const one = { ...SMALL, depth: 1, dropPathUniform: true, layerScale: null } as const;
  const images = rand([64, 3, 16, 16]);

  /** How many samples got the branch; each of them got `factor` times of what evaluation mode gives. */
  async function kept(module: ScriptModule, factor: number): Promise<number> {
    const whole = await added(module.eval(), images);
    const some = await added(module.train(), images);
    const has = some.abs().amax([1, 2]).gt(0);
    const expected = whole.mul(factor).mul(has.reshape([64, 1, 1]));
    expect(some.allclose(expected, { rtol: 1e-4, atol: 1e-5 })).toBe(true);
    return Number(has.sum().item());
  }

  test("v1: each sample keeps a branch by its own chance", async () => {
    manualSeed(4);
    const module = await backbones.vit({ ...one, dropPath: 0.25 });
    const counts = [await kept(module, 1 / 0.75), await kept(module, 1 / 0.75), await kept(module, 1 / 0.75)];
    expect(new Set(counts).size).toBeGreaterThan(1);
    for (const count of counts) expect(Math.abs(count - 48)).toBeLessThan(5 * Math.sqrt(64 * 0.25 * 0.75));
  });

  test("v2: above a rate of 0.1 a fixed share of the batch keeps it", async () => {
    const module = await backbones.vit({ ...one, version: "v2", dropPath: 0.3 });
    expect(await kept(module, 64 / 44)).toBe(44);
  });

  test("the rate grows with depth from 0, and evaluation mode keeps everything", async () => {
    const module = await backbones.vit({ ...SMALL, dropPath: 0.9 });
    const first = async () =>
      (await noGrad(() => module.call<Tensor[]>("get_intermediate_layers", images, 2n, false))) as Tensor[];
    const [one, two] = [await first(), await first()];
    expect(one[0]!.equal(two[0]!)).toBe(true);
    expect(one[1]!.equal(two[1]!)).toBe(false);
    module.eval();
    expect((await first())[1]!.equal((await first())[1]!)).toBe(true);
  });

  test("gradients reach every parameter", async () => {
    manualSeed(5);
    for (const version of ["v1", "v2"] as const) {
      const module = await backbones.vit({ ...SMALL, version, dropPath: 0.5, dropPathUniform: true });
      await (await module.forward(images)).square().sum().backward();
      for (const [name, { grad }] of module.namedParameters())
        if (name !== "mask_token") expect([name, grad?.isfinite().all().item()]).toEqual([name, true]);
    }
  });
});

test("images of any size: v1 leaves out a rest, v2 refuses it", async () => {
  const v1 = (await backbones.vit({ ...SMALL, channels: 1 })).eval();
  const images = rand([2, 1, 21, 30]);
  await noGrad(async () => {
    const whole = images.slice(2, 0, 20).slice(3, 0, 28);
    expect((await v1.forward(images)).equal(await v1.forward(whole))).toBe(true);
  });
  const v2 = await backbones.vit({ ...SMALL, version: "v2", channels: 1 });
  expect((await v2.forward(rand([2, 1, 20, 28]))).shape).toEqual([2, 32]);
  await expect(v2.forward(images)).rejects.toThrow(
    /expected sides that are multiples of the patch's 4 pixels/,
  );
});

test("with classes DINO's features are what enters the head", async () => {
  const module = await backbones.vit({ ...SMALL, version: "v2", classes: 10, registers: 2 });
  expect((await module.forward(rand([2, 3, 16, 16]))).shape).toEqual([2, 10]);
  const conf = {
    globalCropSize: 16,
    localCropSize: 8,
    head: { prototypes: 8, hiddenDim: 8, bottleneckDim: 4 },
  };
  const dino = await DINOWrapper.create(module, conf);
  expect(dino.preflight[0]).toBe("features: the input of the classifier 'head', 32 wide");
  const [output, loss] = await dino.forward(rand([2, 3, 16, 16]));
  expect(output.shape).toEqual([2, 10]);
  await loss.backward();
  expect(
    module
      .namedParameters()
      .find(([name]) => name === "cls_token")?.[1]
      .grad?.any()
      .item(),
  ).toBe(true);
});

testWithPython("PyTorch loads a saved one and computes the same", async (python) => {
  const folder = mkdtempSync(join(tmpdir(), "dino-vit-"));
  try {
    for (const options of [SMALL, { ...SMALL, version: "v2", mlp: "swiglu", registers: 3 }] as const) {
      const module = await backbones.vit({ ...options, dropPath: 0.2 });
      const path = join(folder, "vit.pt");
      await module.save(path);
      const images = rand([2, 3, 24, 20]);
      const input = JSON.stringify({ shape: images.shape, values: [...images.toTypedArray()] });
      const printed = await runPython(python, [join(__dirname, "..", "python", "forward.py"), path], {
        input,
      });
      const ours = await noGrad(() => module.eval().forward(images));
      const theirs = tensor(JSON.parse(printed) as number[]).reshape([2, 32]);
      expect(ours.allclose(theirs, { rtol: 1e-5, atol: 1e-6 })).toBe(true);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  [{ version: "v3" as never }, /vit: version: expected "v1" or "v2", got string "v3"/],
  [{ size: "toString" as never }, /vit: size: expected "tiny", "small", "base", "large" or "giant"/],
  [{ imageSize: 100 }, /vit: imageSize: expected a multiple of patchSize, 16, got 100/],
  [{ heads: 5 }, /vit: width: expected a multiple of heads, 5, got 384/],
  [{ depth: 0 }, /vit: depth: expected an integer of 1 to 256, got number 0/],
  [{ mlpRatio: 0 }, /vit: mlpRatio: expected a number of 0.0026\d+ up to but without 64, got number 0/],
  [{ dropPath: 1 }, /vit: dropPath: expected a number of 0 up to but without 1, got number 1/],
  [
    { layerScale: "1" as never },
    /vit: layerScale: expected a number of 0 up to but without 1000000, got string "1"/,
  ],
  [{ registers: -1 }, /vit: registers: expected an integer of 0 to 1024, got number -1/],
  [{ dropPathUniform: 1 as never }, /vit: dropPathUniform: expected a boolean, got number 1/],
  [{ patch: 8 } as never, /vit: there is no option 'patch'; expected version, size, imageSize/],
])("vit %j is refused", async (options, message) => {
  await expect(backbones.vit(options)).rejects.toThrow(message);
});
