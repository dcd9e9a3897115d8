/** What DINOWrapper.inspect finds out about modules, what it leaves alone, and the obstacles that it names. */
import { join } from "node:path";
import {
  backbones,
  DINOWrapper,
  formatInspection,
  full,
  type Inspection,
  jit,
  manualSeed,
  noGrad,
  ones,
  rand,
  type ScriptModule,
  type Tensor,
  zeros,
} from "../../lib";
import { runProgram } from "../support/children";

const FIXTURES = join(__dirname, "..", "fixtures");

beforeEach(() => manualSeed(0));

type Definition = Parameters<typeof jit.define>[0];

/** A module with a 3×3 convolution `conv` of 4 channels; `body` makes the result of its output `y`. */
function define(
  body: string,
  more: Partial<Definition> = {},
  head = "self, x: Tensor",
): Promise<ScriptModule> {
  const conv = {
    name: "Conv2d",
    parameters: { weight: rand([4, 3, 3, 3]) },
    source: "def forward(self, x: Tensor) -> Tensor:\n    return torch.conv2d(x, self.weight)\n",
  };
  return jit.define({
    name: "Net",
    ...more,
    modules: { conv, ...more.modules },
    source: `def forward(${head}):\n${body.replace(/^/gm, "    ")}\n`,
  });
}

const FEATURES = "return self.conv(x).mean([2, 3])";

const codes = ({ obstacles }: Inspection) => obstacles.map(({ severity, code }) => `${severity} ${code}`);
const message = ({ obstacles }: Inspection, code: string) =>
  obstacles.find((obstacle) => obstacle.code === code)?.message ?? "";

describe("our own networks", () => {
  test("a ResNet: classifier, layers, any size", async () => {
    const module = await backbones.resnet18({ channels: 1, stem: "small", width: 4, classes: 10 });
    const report = await DINOWrapper.inspect(module);
    expect(report).toMatchObject({
      forward: "(x: Tensor)",
      input: { channels: [1], fixedSize: null, multipleOf: 1, patchSize: null },
      output: { kind: "rows", type: "float32", shape: [2, 10], width: 10 },
      features: { classifier: "fc", width: 32 },
      parameters: { frozen: 0, dtypes: ["float32"], devices: ["cpu"], withoutGradient: [], nonFinite: [] },
      batchNorm: { layers: 20, baked: null },
      dropout: { baked: null },
      conf: { channels: 1 },
      obstacles: [],
    });
    expect(report.parameters.count).toBe(module.parameters().reduce((sum, { size }) => sum + size, 0));
    expect(report.input.sizes.map(({ size, accepted }) => [...size, accepted])).toEqual([
      [224, 224, true],
      [96, 96, true],
      [64, 64, true],
      [32, 32, true],
      [224, 160, true],
    ]);
    const layer = (path: string) => report.returnLayers.find((each) => each.path === path)?.output;
    expect(layer("layer2")).toMatchObject({
      kind: "map",
      shape: [2, 8, 112, 112],
      width: 8,
      channelsLast: false,
    });
    expect(layer("fc")).toMatchObject({ kind: "rows", shape: [2, 10] });
    expect(report.returnLayers.map(({ path }) => path)).toEqual(module.namedCalls().map(({ path }) => path));
  });

  test("a ViT for small images: its patch, its size, crops in proportion", async () => {
    const module = await backbones.vit({ imageSize: 32, patchSize: 4, width: 24, depth: 2, heads: 2 });
    const report = await DINOWrapper.inspect(module);
    expect(report).toMatchObject({
      input: { channels: [3], fixedSize: null, multipleOf: 1, patchSize: 4 },
      features: { classifier: null, width: 24 },
      conf: { globalCropSize: 32, localCropSize: 12 },
    });
    expect(codes(report)).toEqual(["configure SIZE"]);
    expect(report.returnLayers.find(({ path }) => path === "blocks.1")?.output).toMatchObject({
      kind: "tokens",
      shape: [2, 65, 24],
      width: 24,
    });
  });

  test("DINOv2's: sides must be multiples of the patch", async () => {
    const module = await backbones.vit({ version: "v2", width: 12, depth: 1, heads: 1 });
    const report = await DINOWrapper.inspect(module, { sizes: [[28, 42]] });
    expect(report.input).toMatchObject({ multipleOf: 14, patchSize: 14 });
    expect(report.input.sizes[0]).toEqual({ size: [28, 42], accepted: true, reason: "" });
    expect(report.input.sizes.find(({ accepted }) => !accepted)).toEqual({
      size: [96, 96],
      accepted: false,
      reason: "images: expected sides that are multiples of the patch's 14 pixels",
    });
    expect(report.conf).toEqual({ globalCropSize: 224, localCropSize: 98 });
    expect(message(report, "SIZE")).toBe(
      "accepts only sides that are multiples of 14: set globalCropSize: 224, localCropSize: 98",
    );
    expect(message(report, "GRADIENT")).toBe("no gradient of the features reaches mask_token");
  });
});

test.each([
  ["scripted-resnet.pt", { classifier: "fc", width: 32 }, null, []],
  ["traced-convnet.pt", { classifier: "classifier", width: 32 }, "train", ["harms TRACED"]],
] as const)("%s, of PyTorch's", async (file, features, baked, obstacles) => {
  const report = await DINOWrapper.inspect(await jit.load(join(FIXTURES, file)));
  expect(report.features).toEqual(features);
  expect(report.batchNorm.baked).toBe(baked);
  expect(codes(report)).toEqual(obstacles);
});

test("traced in eval: BatchNorm is baked off, in the words that say what to do", async () => {
  const report = await DINOWrapper.inspect(await jit.load(join(FIXTURES, "taps-traced.pt")), { sizes: [6] });
  expect(message(report, "TRACED")).toBe(
    "traced in eval: BatchNorm is baked off; trace in train mode or script it",
  );
});

describe("nothing of the module changes", () => {
  test("weights, buffers, modes, attributes and LibTorch's random numbers, whatever it writes in evaluation", async () => {
    const module = await define(
      `self.calls += 1
self.seen.add_(x.mean())
self.zero.neg_()
self.scale.mul_(0.5)
noise = torch.rand_like(x)
self.list.append(1)
return self.conv(x + noise).mean([2, 3]) * self.scale.sum()`,
      {
        parameters: { scale: ones([2]) },
        buffers: { seen: full([1], Number.NaN), zero: full([2], -0) },
        attributes: { calls: { type: "int", value: 5n }, list: { type: "List[int]", value: [1n] } },
      },
    );
    module.train();
    module.namedParameters()[1]![1].requiresGrad = false;
    noGrad(() => module.stateDict().scale!.fill_(2));
    const bits = () =>
      Object.entries(module.stateDict()).map(([name, value]) => [
        name,
        Buffer.from(value.toTypedArray().buffer).toString("hex"),
      ]);
    const flags = () => module.parameters().map(({ requiresGrad }) => requiresGrad);
    const [before, required] = [bits(), flags()];
    manualSeed(7);
    const expected = rand([4]).toArray();
    manualSeed(7);
    const report = await DINOWrapper.inspect(module);
    expect(rand([4]).toArray()).toEqual(expected);
    expect(report.output).toMatchObject({ kind: "rows", width: 4 });
    expect(bits()).toEqual(before);
    expect(flags()).toEqual(required);
    expect(new Set(required)).toEqual(new Set([true, false]));
    expect([module.training, module.getAttribute("calls"), module.getAttribute("list")]).toEqual([
      true,
      5,
      [1],
    ]);
    for (const parameter of module.parameters()) expect(parameter.grad).toBeNull();
  });

  test("while it runs, the module is in use", async () => {
    const module = await define(FEATURES);
    const pending = DINOWrapper.inspect(module, { sizes: [512] });
    expect(() => module.eval()).toThrow(expect.objectContaining({ code: "TENSOR_BUSY" }));
    await pending;
    module.eval();
  });
});

describe("what stands in the way", () => {
  const inspect = async (body: string, more: Partial<Definition> = {}, head?: string) =>
    DINOWrapper.inspect(await define(body, more, head));

  test("nothing, of a plain network", async () => {
    const report = await inspect(FEATURES);
    expect(report.obstacles).toEqual([]);
    expect(report.conf).toEqual({});
  });

  test.each([
    [
      "self, x: Tensor, mask: Tensor",
      "forward needs 'mask' beside the images (x: Tensor, mask: Tensor): DINO calls it",
    ],
    [
      "self, x: List[Tensor]",
      "forward takes List[Tensor] 'x' instead of a Tensor (x: List[Tensor]): DINO calls it",
    ],
    ["self", "forward takes no argument (): DINO calls it"],
  ])("forward(%s)", async (head, expected) => {
    const report = await inspect("return self.conv.weight", {}, head);
    expect(codes(report)).toEqual(["stops FORWARD"]);
    expect(message(report, "FORWARD")).toContain(expected);
    expect(report.output).toBeNull();
    expect(report.input.channels).toEqual([]);
  });

  test("no forward at all", async () => {
    const module = await jit.define({ name: "Bare", parameters: { weight: ones([2]) }, source: "" });
    expect(message(await DINOWrapper.inspect(module), "FORWARD")).toMatch(
      /^the module has no method forward: DINO/,
    );
  });

  test("an argument with a default is none", async () => {
    const report = await inspect(FEATURES, {}, "self, x: Tensor, masks: Optional[Tensor] = None");
    expect(report.forward).toBe("(x: Tensor, masks: Optional[Tensor] = …)");
    expect(report.obstacles).toEqual([]);
  });

  test("one size alone, found in what the module says", async () => {
    const report = await inspect(
      `assert x.size(2) == 120 and x.size(3) == 120, "expected 120 pixels"\n${FEATURES}`,
    );
    expect(report.input.fixedSize).toEqual([120, 120]);
    expect(report.conf).toEqual({ globalCropSize: 120, localCropSize: 120 });
    expect(message(report, "SIZE")).toBe("accepts only 120x120: set globalCropSize: 120, localCropSize: 120");
  });

  test("one that is not square, named by the caller", async () => {
    const module = await define(`assert x.size(2) == 40 and x.size(3) == 90\n${FEATURES}`);
    const report = await DINOWrapper.inspect(module, { sizes: [[40, 90]] });
    expect(report.conf).toEqual({ globalCropSize: [40, 90], localCropSize: [40, 90] });
    await expect(DINOWrapper.create(module, report.conf)).resolves.toBeDefined();
  });

  test("no size at all: the module's own words", async () => {
    const report = await inspect('assert False, "not today"\nreturn x');
    expect(codes(report)).toEqual(["stops IMAGES"]);
    expect(message(report, "IMAGES")).toMatch(
      /sizes that were tried \(224x224, 96x96, .*\).*It says: not today$/,
    );
    expect(formatInspection(report)).toContain("It cannot be trained as it is.");
  });

  test.each([
    ["return [self.conv(x), x]", "a list", "conv"],
    ['return {"a": self.conv(x).mean([2, 3])}', "a dictionary", "conv"],
  ])("%s", async (body, kind, layer) => {
    const report = await inspect(body);
    const { output } = report;
    if (output?.kind === "list") {
      expect(output.parts.map(([name, { kind: each }]) => [name, each])).toEqual([
        ["0", "map"],
        ["1", "map"],
      ]);
      expect(message(report, "OUTPUT")).toBe(
        "its output is a list: DINO takes its first tensor; returnLayer names another",
      );
      return;
    }
    expect(report.conf).toEqual({ returnLayer: layer });
    expect(message(report, "OUTPUT")).toBe(`its output is ${kind}: set returnLayer: "${layer}"`);
  });

  test("an output that is no features, and no layer that could be", async () => {
    const module = await jit.define({
      name: "Sum",
      parameters: { weight: ones([1]) },
      source: "def forward(self, x: Tensor) -> Tensor:\n    return (x * self.weight).sum()\n",
    });
    const report = await DINOWrapper.inspect(module);
    expect(report.output).toMatchObject({ kind: "tensor", shape: [] });
    expect(codes(report)).toEqual(["stops OUTPUT"]);
  });

  test("a batch that the trace fixed", async () => {
    const report = await inspect("return self.conv(x).mean([2, 3]).view([2, 4])");
    expect(codes(report)).toEqual(["stops BATCH"]);
  });

  test("train mode fails", async () => {
    const report = await inspect(`assert not self.training, "aux"\n${FEATURES}`);
    expect(codes(report)).toEqual(["stops TRAIN_MODE"]);
    expect(message(report, "TRAIN_MODE")).toBe("it fails in train mode. It says: aux");
  });

  test("frozen, partly frozen, none, unreached, NaN, half precision, several dtypes", async () => {
    const frozen = await define(FEATURES);
    frozen.requiresGrad_(false);
    expect(codes(await DINOWrapper.inspect(frozen))).toEqual(["stops FROZEN"]);

    const more = await define(FEATURES, { parameters: { unused: ones([3]), still: full([2], Number.NaN) } });
    for (const [name, parameter] of more.namedParameters())
      if (name === "still") parameter.requiresGrad = false;
    const report = await DINOWrapper.inspect(more);
    expect(report.parameters).toMatchObject({
      count: 113,
      frozen: 2,
      withoutGradient: ["unused"],
      nonFinite: ["still"],
    });
    expect(codes(report)).toEqual(["stops NON_FINITE", "note FROZEN", "note GRADIENT"]);

    const none = await jit.define({
      name: "Mean",
      source: "def forward(self, x: Tensor) -> Tensor:\n    return x.mean([2, 3])\n",
    });
    expect(codes(await DINOWrapper.inspect(none))).toEqual(["stops PARAMETERS"]);

    const gain = (dtype: "float16" | "float32") =>
      jit.define({
        name: "Gain",
        parameters: { gain: ones([3], { dtype }) },
        source: "def forward(self, x: Tensor) -> Tensor:\n    return x.mean([2, 3]) * self.gain\n",
      });
    expect(codes(await DINOWrapper.inspect(await gain("float16")))).toEqual(["harms DTYPE"]);
    expect(codes(await DINOWrapper.inspect(await gain("float32")))).toEqual([]);
    const two = await define("return self.conv(x).mean([2, 3]) * self.gain", {
      parameters: { gain: ones([1], { dtype: "float64" }) },
    });
    expect(message(await DINOWrapper.inspect(two), "DTYPE")).toMatch(/\(float64, float32\)/);
  });

  test("the way out is named where no gradient reaches anything", async () => {
    const report = await inspect("return self.conv(x).mean([2, 3]).detach()");
    expect(codes(report)).toEqual(["stops GRADIENT"]);
  });

  test("more memory than there is: one of the module's words, not the end of the process", async () => {
    const report = await inspect("return torch.zeros([1 << 40, 1 << 12])");
    expect(codes(report)).toEqual(["stops IMAGES"]);
    expect(message(report, "IMAGES")).toMatch(/memory/);
  });
});

test.each([
  [0, { globalCropSize: 48, localCropSize: 24, preprocessFunc: "gap" }],
  [1, { globalCropSize: 48, localCropSize: 24 }],
])("tokens, %s of them for the class: averaged where there is none", async (extra, conf) => {
  const module = await jit.define({
    name: "Tokens",
    parameters: { pos_embed: zeros([1, 36 + extra, 4]), weight: rand([4, 3, 8, 8]) },
    source: `def forward(self, x: Tensor) -> Tensor:
    y = torch.conv2d(x, self.weight, None, [8, 8]).flatten(2).transpose(1, 2)
    return torch.cat([y[:, :${extra}], y], 1) + self.pos_embed.mean(1, True)
`,
  });
  const report = await DINOWrapper.inspect(module);
  expect(report.output).toMatchObject({ kind: "tokens", shape: [2, 36 + extra, 4], width: 4 });
  expect(report.conf).toEqual(conf);
});

test("a map whose channels are last, as Swin's, is seen as one", async () => {
  const last = {
    name: "Last",
    source: "def forward(self, x: Tensor) -> Tensor:\n    return x.permute(0, 2, 3, 1)\n",
  };
  const report = await DINOWrapper.inspect(
    await define("return self.last(self.conv(x)).mean([1, 2])", { modules: { last } }),
  );
  expect(report.returnLayers.at(-1)).toMatchObject({
    path: "last",
    output: { kind: "map", shape: [2, 222, 222, 4], channelsLast: true, width: 4 },
  });
});

test("no further run is started after the time, and nothing is concluded from what was not tried", async () => {
  const report = await DINOWrapper.inspect(await define(FEATURES), { seconds: 0 });
  expect(report.input.sizes).toHaveLength(1);
  expect(report.input.fixedSize).toBeNull();
  expect(report.output).toMatchObject({ kind: "rows" });
});

test("what a module prints does not reach stdout", async () => {
  const source = `def forward(self, x: Tensor):\\n    print('hello', x.size())\\n    return x.mean([2, 3]) * self.gain\\n`;
  const { stdout, stderr } = await runProgram(`(async () => {
    const module = await dino.jit.define({ name: "Loud", parameters: { gain: dino.ones([1]) }, source: "${source}" });
    const { obstacles } = await dino.DINOWrapper.inspect(module);
    console.log(obstacles.map(({ code }) => code).join());
    await module.forward(dino.ones([1, 1, 1, 1]));
  })()`);
  // Afterwards it prints as before.
  expect([stdout, stderr]).toEqual(["PRINTS\nhello [1, 1, 1, 1]\n", ""]);
});

test("the text for a terminal", async () => {
  const module = await backbones.resnet({ depths: [1, 1], width: 2, classes: 3, stem: "strided" });
  module.namedParameters()[0]![1].requiresGrad = false;
  expect(formatInspection(await DINOWrapper.inspect(module))).toBe(`\
module       dino_wrapper.ResNet
forward      (x: Tensor)
images       3 channels; takes 224x224, 96x96, 64x64, 32x32, 224x160
output       rows [B, 3] float32
features     the input of the classifier 'fc', 4 wide
parameters   401, 54 frozen, float32
BatchNorm    6 layers
returnLayer  conv1  map [B, 2, 112, 112] float32
             bn1  map [B, 2, 112, 112] float32
             layer1.0  map [B, 2, 112, 112] float32
             layer1  map [B, 2, 112, 112] float32
             layer2.0  map [B, 4, 56, 56] float32
             layer2  map [B, 4, 56, 56] float32
             fc  rows [B, 3] float32
             and 11 more

In the way:
  note       54 of 401 parameters are frozen and stay as they are

DINOWrapper.create(module) takes it as it is.`);
});

test("what it says to paste is accepted and trains", async () => {
  const modules = [
    await backbones.vit({ version: "v2", patchSize: 7, imageSize: 28, width: 12, depth: 1, heads: 1 }),
    await define(`assert x.size(2) == 48\n${FEATURES}`),
  ];
  for (const module of modules) {
    const { conf } = await DINOWrapper.inspect(module);
    const dino = await DINOWrapper.create(module, { ...conf, localCropsNumber: 1, originalOutput: "none" });
    const [, loss]: [undefined, Tensor] = await dino.forward(rand([2, 3, 60, 60]));
    await loss.backward();
    expect(module.parameters().some(({ grad }) => grad !== null)).toBe(true);
  }
});

test.each([
  [
    () => backbones.vit({ version: "v2", width: 12, depth: 1, heads: 1 }),
    /^the module does not accept images of \[3, 96, 96\]\. It takes sides that are multiples of 14; set globalCropSize: 224, localCropSize: 98\. It says: images: expected sides that are multiples of the patch's 14 pixels$/,
  ],
  [
    () => define(`assert x.size(2) == 48, "48 pixels"\n${FEATURES}`),
    /\[3, 224, 224\]\. It takes images of 48 alone; set globalCropSize: 48, localCropSize: 48\. It says: 48 pixels$/,
  ],
  [
    () => define(`assert x.size(2) == 7, "no"\n${FEATURES}`),
    /\[3, 224, 224\]\. DINOWrapper\.inspect tells which it does\. It says: no$/,
  ],
])("create refuses crops that do not fit with the configuration to paste: %#", async (make, expected) => {
  await expect(DINOWrapper.create(await make())).rejects.toMatchObject({
    code: "INVALID_ARGUMENT",
    message: expect.stringMatching(expected),
  });
});

test.each([
  [{ channels: 0 }, /DINOWrapper\.inspect: channels: expected an integer of 1 to 4096, got number 0/],
  [{ sizes: 224 as never }, /sizes: expected an array of sizes, got number 224/],
  [{ sizes: Array(65).fill(8) }, /sizes: expected at most 64 of them, got an array of 65/],
  [
    { sizes: [[224]] as never },
    /sizes\[0\]: expected pixels, one number or \[height, width\].*got an array of 1/,
  ],
  [{ sizes: [0.5] }, /sizes\[0\]: expected pixels/],
  [{ seconds: Number.NaN }, /seconds: expected a number of 0 to 86400, got number NaN/],
  [{ size: 1 } as never, /there is no option 'size'; expected channels, sizes, seconds/],
])("%j is refused", async (options, expected) => {
  await expect(DINOWrapper.inspect(await define(FEATURES), options)).rejects.toThrow(expected);
});

test("what is no module is refused", async () => {
  await expect(DINOWrapper.inspect({} as never)).rejects.toThrow(
    /DINOWrapper\.inspect: module: expected a ScriptModule, got an object Object/,
  );
});

test("the text names a class as its source does, and takes a report that was JSON", async () => {
  const report = await DINOWrapper.inspect(await define(FEATURES));
  const mangled = { ...report, typeName: "__torch__.models.___torch_mangle_12.Net" };
  expect(formatInspection(JSON.parse(JSON.stringify(mangled)) as Inspection)).toMatch(
    /^module {7}models\.Net\n/,
  );
});
