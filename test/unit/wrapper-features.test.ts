/** Which features a wrapper takes: layers, pooling, a function of the user's, the classifier; scripted and traced. */
import { join } from "node:path";
import {
  backbones,
  DINOWrapper,
  jit,
  manualSeed,
  noGrad,
  rand,
  type ScriptModule,
  type Tensor,
  tensor,
} from "../../lib";

const SMALL = { globalCropSize: 16, localCropSize: 8, localCropsNumber: 2, originalOutput: "none" } as const;
const FIXTURES = join(__dirname, "..", "fixtures");
const invalid = expect.objectContaining({ code: "INVALID_ARGUMENT" });

const resnet = (): Promise<ScriptModule> =>
  backbones.resnet18({ channels: 3, stem: "small", width: 4, classes: 10 });
const images = (): Tensor => rand([4, 3, 16, 16]);
const item = (value: Tensor): number => Number(value.item());

/** What hooks of a submodule see in evaluation mode. */
async function tapped(module: ScriptModule, path: string, batch: Tensor): Promise<Tensor> {
  const copy = (await module.clone()).eval();
  const taps = await copy.taps([path]);
  return noGrad(async () => (await taps.forward(batch))[path]!);
}

/** The batch as `embed` hands it to the network. */
function normalised(batch: Tensor): Tensor {
  const [mean, std] = [
    [0.485, 0.456, 0.406],
    [0.229, 0.224, 0.225],
  ].map((values) => tensor(values).view([3, 1, 1])) as [Tensor, Tensor];
  return batch.sub(mean).div(std);
}

beforeEach(() => manualSeed(0));

describe("returnLayer", () => {
  test("is the mean over the positions of a submodule's map, and gradients reach what made it", async () => {
    const module = await resnet();
    const dino = await DINOWrapper.create(module, { ...SMALL, returnLayer: "layer2" });
    expect(dino.featureDim).toBe(8);
    expect(dino.preflight[0]).toBe("features: the output of 'layer2', 8 wide");
    const batch = images();
    const found = await dino.embed(batch, { network: "student", size: null });
    const map = await tapped(module, "layer2", normalised(batch));
    expect(found.allclose(map.mean([2, 3]), { rtol: 1e-4, atol: 1e-5 })).toBe(true);
    const [, loss] = await dino.forward(batch);
    await loss.backward();
    const reached = module.namedParameters().map(([name, { grad }]) => [name, grad !== null]);
    expect(reached).toEqual(
      module.namedParameters().map(([name]) => [name, /^(conv1|bn1|layer[12])\b/.test(name)]),
    );
  });

  test("several layers stand beside each other", async () => {
    const module = await resnet();
    const dino = await DINOWrapper.create(module, { ...SMALL, returnLayer: ["layer4", "layer1"] });
    expect(dino.featureDim).toBe(32 + 4);
    const batch = images();
    const found = await dino.embed(batch, { network: "student", size: null });
    const first = (await tapped(module, "layer4", normalised(batch))).mean([2, 3]);
    const second = (await tapped(module, "layer1", normalised(batch))).mean([2, 3]);
    expect(found.narrow(1, 0, 32).allclose(first, { rtol: 1e-4, atol: 1e-5 })).toBe(true);
    expect(found.narrow(1, 32, 4).allclose(second, { rtol: 1e-4, atol: 1e-5 })).toBe(true);
    const [, loss] = await dino.forward(batch);
    await loss.backward();
  });

  test.each([
    ["scripted-resnet.pt", "blocks.1"],
    ["traced-convnet.pt", null],
  ] as const)("%s, scripted or traced by PyTorch", async (file, known) => {
    const module = await jit.load(join(FIXTURES, file));
    const calls = module.namedCalls().filter(({ output }) => output === "Tensor");
    const path = known ?? calls.find(({ path: each }) => each !== "")!.path;
    const channels = module.parameters().find(({ dim }) => dim === 4)!.shape[1]!;
    const dino = await DINOWrapper.create(module, { ...SMALL, returnLayer: path });
    const [, loss] = await dino.forward(rand([2, channels, 20, 20]));
    await loss.backward();
    const reached = module.namedParameters().filter(([, { grad }]) => grad !== null);
    expect(reached.length).toBeGreaterThan(0);
    expect(Number.isFinite(item(loss))).toBe(true);
  });

  test("a name that the module does not call is answered with those that it calls", async () => {
    await expect(
      DINOWrapper.create(await resnet(), { ...SMALL, returnLayer: "layr4" }),
    ).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(/^returnLayer: 'layr4'.*did you mean 'layer4'/),
    });
  });
});

describe("stripHead", () => {
  test("a path names the classifier", async () => {
    const auto = await DINOWrapper.create(await resnet(), SMALL);
    const named = await DINOWrapper.create(auto.student, { ...SMALL, stripHead: "fc" });
    const batch = images();
    expect((await named.embed(batch)).equal(await auto.embed(batch))).toBe(true);
    expect(named.preflight[0]).toBe("features: the input of the classifier 'fc', 32 wide");
  });
  test("none takes the module's output", async () => {
    const dino = await DINOWrapper.create(await resnet(), { ...SMALL, stripHead: "none" });
    expect(dino.featureDim).toBe(10);
  });
  test("a wrong path is answered with those that there are", async () => {
    await expect(
      DINOWrapper.create(await resnet(), { ...SMALL, stripHead: "classifier" }),
    ).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(/^stripHead: 'classifier:input'.*fc/),
    });
  });
});

describe("preprocessFunc", () => {
  const vit = (): Promise<ScriptModule> =>
    backbones.vit({ imageSize: 16, patchSize: 4, width: 12, depth: 2, heads: 2 });

  test.each([
    ["cls", (tokens: Tensor) => tokens.select(1, 0), 12],
    ["gap", (tokens: Tensor) => tokens.mean(1), 12],
  ] as const)("%s of a ViT's tokens is the function that says the same", async (name, make, width) => {
    const module = await vit();
    const conf = { ...SMALL, returnLayer: "blocks.1", seed: 3 };
    const builtIn = await DINOWrapper.create(module, { ...conf, preprocessFunc: name });
    const own = await DINOWrapper.create(await module.clone(), { ...conf, preprocessFunc: make });
    expect([builtIn.featureDim, own.featureDim]).toEqual([width, width]);
    const batch = images();
    const options = { signals: true };
    const [, loss] = await builtIn.forward(batch, options);
    const [, same] = await own.forward(batch, options);
    expect(item(same)).toBe(item(loss));
    await loss.backward();
    await same.backward();
    const grads = own.student.namedParameters().map(([key, { grad }]) => [key, grad] as const);
    for (const [key, grad] of grads) {
      const wanted = new Map(module.namedParameters()).get(key)!.grad;
      expect([key, grad === null]).toEqual([key, wanted === null]);
      if (grad !== null)
        expect([key, grad.allclose(wanted!, { rtol: 1e-4, atol: 1e-6 })]).toEqual([key, true]);
    }
    expect(own.center.equal(builtIn.center)).toBe(true);
    expect(own.signals).toEqual(builtIn.signals);
    expect((await own.embed(batch)).equal(await builtIn.embed(batch))).toBe(true);
  });

  test("flatten is every value of an image in a row, of one size of crops alone", async () => {
    const conf = { ...SMALL, returnLayer: "layer4", preprocessFunc: "flatten" } as const;
    const module = await resnet();
    await expect(DINOWrapper.create(module, conf)).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(/128 wide for global crops and 32 for local crops/),
    });
    const dino = await DINOWrapper.create(module, { ...conf, localCropSize: 16 });
    expect(dino.featureDim).toBe(128);
  });

  test("may be asynchronous, take several layers, and return what it was given", async () => {
    const seen: number[][][] = [];
    const dino = await DINOWrapper.create(await resnet(), {
      ...SMALL,
      returnLayer: ["layer1", "layer4"],
      preprocessFunc: async (low: Tensor, high?: Tensor) => {
        seen.push([low.shape, high!.shape]);
        const pooled = await high!.async.mean([2, 3]);
        return pooled;
      },
    });
    expect(dino.featureDim).toBe(32);
    seen.length = 0;
    const [, loss] = await dino.forward(images());
    // The teacher on two global crops, the student on both sizes.
    expect(seen.map(([low]) => low![0])).toEqual([8, 8, 8]);
    await loss.backward();
    const same = await DINOWrapper.create(await vit(), {
      ...SMALL,
      preprocessFunc: (features: Tensor) => features,
    });
    await (await same.forward(images()))[1].backward();
  });

  test("the teacher's features carry no gradient, the student's do", async () => {
    const flags: boolean[] = [];
    const dino = await DINOWrapper.create(await vit(), {
      ...SMALL,
      preprocessFunc: (features: Tensor) => {
        flags.push(features.mul(2).requiresGrad);
        return features.mul(1);
      },
    });
    flags.length = 0;
    await dino.forward(images());
    expect(flags).toEqual([false, true, true]);
    flags.length = 0;
    await noGrad(() => dino.forward(images()));
    expect(flags).toEqual([false, false, false]);
  });

  test.each([
    ["no tensor", () => 5 as unknown as Tensor, /expected it to return a Tensor/],
    ["a map", (features: Tensor) => features.unsqueeze(2), /expected it to return \[2, D\]/],
    ["another number of rows", (features: Tensor) => features.narrow(0, 0, 1), /\[2, D\] for two images/],
  ])("%s is refused when the wrapper is made", async (_, make, message) => {
    await expect(DINOWrapper.create(await vit(), { ...SMALL, preprocessFunc: make })).rejects.toMatchObject({
      message: expect.stringMatching(message),
    });
  });

  test("one that fails later leaves everything as it was, and updates between its halves are refused", async () => {
    let fail = false;
    const module = await resnet();
    const dino: DINOWrapper = await DINOWrapper.create(module, {
      ...SMALL,
      returnLayer: "layer4",
      preprocessFunc: (features: Tensor) => {
        if (fail) {
          expect(() => dino.stateDict()).toThrow(expect.objectContaining({ code: "TENSOR_BUSY" }));
          throw new RangeError("of the user's");
        }
        return features.mean([2, 3]);
      },
    });
    await dino.forward(images());
    const state = dino.stateDict();
    const before = noGrad(() => Object.entries(state).map(([name, value]) => [name, value.clone()] as const));
    fail = true;
    const failing = dino.forward(images());
    await expect(dino.emaUpdate()).rejects.toMatchObject({ code: "TENSOR_BUSY" });
    await expect(failing).rejects.toThrow("of the user's");
    const after = dino.stateDict();
    for (const [name, value] of before) expect([name, after[name]!.equal(value)]).toEqual([name, true]);
    fail = false;
    await dino.forward(images());
    await dino.emaUpdate();
  });
});

test("the first error is told where the wrapper is disposed of between the halves", async () => {
  let made = false;
  const dino: DINOWrapper = await DINOWrapper.create(await resnet(), {
    ...SMALL,
    preprocessFunc: (features: Tensor) => {
      if (!made) return features.mul(1);
      dino.dispose();
      throw new RangeError("of the user's");
    },
  });
  made = true;
  await expect(dino.forward(images())).rejects.toThrow("of the user's");
});

describe("outputs of other kinds", () => {
  const define = (body: string): Promise<ScriptModule> =>
    jit.define({
      name: "Outputs",
      parameters: { weight: rand([6, 3, 3, 3]) },
      source: `def forward(self, x: Tensor)${body}`,
    });

  test.each([
    ["a map", " -> Tensor:\n    return torch.conv2d(x, self.weight)\n"],
    ["tokens", " -> Tensor:\n    return torch.conv2d(x, self.weight).flatten(2).transpose(1, 2)\n"],
    [
      "a tuple that begins with features",
      " -> Tuple[Tensor, Tensor]:\n    y = torch.conv2d(x, self.weight)\n    return y.mean([2, 3]), y\n",
    ],
    [
      "DINOv2's dictionary",
      ' -> Dict[str, Tensor]:\n    y = torch.conv2d(x, self.weight)\n    return {"x_norm_patchtokens": y.flatten(2).transpose(1, 2), "x_norm_clstoken": y.mean([2, 3])}\n',
    ],
  ])("%s", async (_, body) => {
    const dino = await DINOWrapper.create(await define(body), SMALL);
    expect(dino.featureDim).toBe(6);
    const [, loss] = await dino.forward(images());
    await loss.backward();
    expect(dino.student.parameters()[0]!.grad).not.toBeNull();
  });

  test("another dictionary is refused by name", async () => {
    const module = await define(
      ' -> Dict[str, Tensor]:\n    return {"features": torch.conv2d(x, self.weight)}\n',
    );
    await expect(DINOWrapper.create(module, SMALL)).rejects.toEqual(invalid);
    await expect(DINOWrapper.create(module, SMALL)).rejects.toMatchObject({
      message: expect.stringMatching(/x_norm_clstoken/),
    });
  });
});

describe("maps", () => {
  /** A map of 5 channels of 8 × 8 places; `inner` hands it on as [B, h, w, D], `head` is a 1×1 convolution. */
  const network = (): Promise<ScriptModule> =>
    jit.define({
      name: "Maps",
      modules: {
        conv: {
          name: "Conv2d",
          parameters: { weight: rand([5, 3, 2, 2]) },
          source:
            "def forward(self, x: Tensor) -> Tensor:\n    return torch.conv2d(x, self.weight, None, [2, 2])\n",
        },
        inner: {
          name: "Last",
          source: "def forward(self, x: Tensor) -> Tensor:\n    return x.permute(0, 2, 3, 1)\n",
        },
        head: {
          name: "Conv2d",
          parameters: { weight: rand([7, 5, 1, 1]) },
          source: "def forward(self, x: Tensor) -> Tensor:\n    return torch.conv2d(x, self.weight)\n",
        },
      },
      source: `def forward(self, x: Tensor) -> Tensor:
    x = self.inner(self.conv(x))
    return self.head(x.permute(0, 3, 1, 2)).mean([2, 3])
`,
    });
  const options = { ...SMALL, globalCropSize: [16, 24], localCropSize: 8 } as const;
  const batch = (): Tensor => rand([2, 3, 16, 24]);

  test.each([
    ["whose channels are last", { returnLayer: "inner" }],
    ["that enter a classifier of 1×1 convolutions", { stripHead: "head" }],
    ["whose channels are first", { returnLayer: "conv" }],
  ])("%s are averaged over their places, of oblong images too", async (_, more) => {
    const dino = await DINOWrapper.create(await network(), { ...options, ...more });
    expect(dino.featureDim).toBe(5);
    const x = batch();
    const expected = (await tapped(dino.student, "conv", normalised(x))).mean([2, 3]);
    const found = await dino.embed(x, { network: "student", size: null });
    expect(found.allclose(expected, { rtol: 1e-4, atol: 1e-5 })).toBe(true);
  });

  test("a function of the user's gets them with their channels first", async () => {
    const seen: number[][] = [];
    await DINOWrapper.create(await network(), {
      ...options,
      returnLayer: "inner",
      preprocessFunc: (map: Tensor) => {
        seen.push([...map.shape]);
        return map.mean([2, 3]);
      },
    });
    expect(seen).toEqual([
      [2, 5, 8, 12],
      [2, 5, 4, 4],
    ]);
  });
});
