import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { define, type ModuleDefinition } from "../jit/define";
import type { ScriptModule } from "../jit/module";
import { checkOptions } from "../options";
import { ones, rand, randn, zeros } from "../tensor/factories";
import { noGrad, scope } from "../tensor/scope";
import type { Tensor } from "../tensor/tensor";
import { checkChoice, checkInteger, FORWARD } from "./parts";

/** Options of `backbones.resnet`. */
export interface ResNetOptions {
  /** Channels of the images. Default 3. */
  readonly channels?: number;
  /**
   * "imagenet": 7×7 convolution of stride 2 and a pool. For images up to 64 pixels "small", 3×3 of stride 1, or
   * "strided", 3×3 of stride 2, a quarter of the work. Default "imagenet".
   */
  readonly stem?: "imagenet" | "small" | "strided";
  /** Channels of the first stage; each later one has twice as many. Default 64. */
  readonly width?: number;
  /** Outputs of the classifier `fc`; null for none. Default 1000. */
  readonly classes?: number | null;
  /** Residual blocks of each stage, 1 to 8 stages. */
  readonly depths?: readonly number[];
  /** "basic": two 3×3 convolutions; "bottleneck": a 3×3 between two 1×1 with four times the channels. Default "basic". */
  readonly block?: "basic" | "bottleneck";
}

const SHARED = ["channels", "stem", "width", "classes"];

/**
 * ResNet-18 (He et al. 2016): {@link resnet} with four stages of two basic blocks. For images of up to 64 pixels:
 * `resnet18({ stem: "small", width: 16 })`.
 */
export async function resnet18(options: Omit<ResNetOptions, "depths" | "block"> = {}): Promise<ScriptModule> {
  checkOptions(options, "resnet18", SHARED);
  return build("resnet18", { ...options, depths: [2, 2, 2, 2] });
}

/**
 * ResNet-50 (He et al. 2016, with the stride in the 3×3 convolution as torchvision's): {@link resnet} with bottlenecks.
 * DINO's published ResNet-50 loads into `resnet50({ classes: null })`.
 */
export async function resnet50(options: Omit<ResNetOptions, "depths" | "block"> = {}): Promise<ScriptModule> {
  checkOptions(options, "resnet50", SHARED);
  return build("resnet50", { ...options, depths: [3, 4, 6, 3], block: "bottleneck" });
}

/**
 * A residual network as TorchScript, with torchvision's names and initialisation: [B, channels, H, W] to [B, classes],
 * or to the features [B, D] with `classes: null`. `forward_features` gives the last feature map, [B, D, h, w]; D is
 * width · 2^(stages - 1), four times that for bottlenecks. Weights are drawn from LibTorch's generator (`manualSeed`).
 * @throws ArgumentError
 */
export async function resnet(
  options: ResNetOptions & { readonly depths: readonly number[] },
): Promise<ScriptModule> {
  checkOptions(options, "resnet", [...SHARED, "depths", "block"]);
  return build("resnet", options);
}

async function build(what: string, options: ResNetOptions): Promise<ScriptModule> {
  const { channels = 3, stem = "imagenet", width = 64, classes = 1000, depths, block = "basic" } = options;
  for (const [name, value] of Object.entries({ channels, width })) checkInteger(value, `${what}: ${name}`);
  if (classes !== null) checkInteger(classes, `${what}: classes`);
  checkChoice(stem, `${what}: stem`, Object.keys(STEMS));
  checkChoice(block, `${what}: block`, Object.keys(BLOCKS));
  if (!Array.isArray(depths))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: depths: expected an array, got ${describe(depths)}`,
    );
  checkInteger(depths.length, `${what}: stages`, 8);
  const stages: unknown[] = Array.from(depths);
  stages.forEach((depth, i) => {
    checkInteger(depth, `${what}: depths[${i}]`, 256);
  });
  const complete = { channels, stem, width, classes, depths: stages as number[], block };
  return await scope(() => noGrad(() => define(definition(complete))));
}

const STEMS = {
  imagenet: { kernel: 7, stride: 2, pool: true },
  small: { kernel: 3, stride: 1, pool: false },
  strided: { kernel: 3, stride: 2, pool: false },
} as const;

function definition(options: Required<ResNetOptions>): ModuleDefinition {
  const { channels, stem, width, classes, depths, block } = options;
  const { expansion, make } = BLOCKS[block];
  const { kernel, stride, pool } = STEMS[stem];
  const modules: Record<string, ModuleDefinition> = {
    conv1: convolution(channels, width, kernel, stride),
    bn1: batchNorm(width),
  };
  let planes = width;
  depths.forEach((depth, i) => {
    const inner = width * 2 ** i;
    const blocks = Array.from({ length: depth }, (_, j) => {
      const made = make(planes, inner, i > 0 && j === 0 ? 2 : 1);
      planes = inner * expansion;
      return made;
    });
    modules[`layer${i + 1}`] = sequential(blocks);
  });
  if (classes !== null) modules.fc = linear(planes, classes);
  const stages = depths.map((_, i) => `    x = self.layer${i + 1}.forward(x)\n`).join("");
  const pooling = pool ? "    x = torch.max_pool2d(x, [3, 3], [2, 2], [1, 1])\n" : "";
  return {
    name: "ResNet",
    modules,
    source: `
def forward_features(self, x: Tensor) -> Tensor:
    x = torch.relu_(self.bn1.forward(self.conv1.forward(x)))
${pooling}${stages}    return x

${FORWARD}    x = torch.adaptive_avg_pool2d(self.forward_features(x), [1, 1])
    return ${classes === null ? "torch.flatten(x, 1)" : "self.fc.forward(torch.flatten(x, 1))"}
`,
  };
}

const BLOCKS = {
  basic: { expansion: 1, make: basicBlock },
  bottleneck: { expansion: 4, make: bottleneck },
} as const;

function basicBlock(input: number, output: number, stride: number): ModuleDefinition {
  const shortcut = shortcutOf(input, output, stride);
  return {
    name: "downsample" in shortcut.modules ? "ProjectingBlock" : "BasicBlock",
    modules: {
      conv1: convolution(input, output, 3, stride),
      bn1: batchNorm(output),
      conv2: convolution(output, output, 3, 1),
      bn2: batchNorm(output),
      ...shortcut.modules,
    },
    source: `${FORWARD}    y = torch.relu_(self.bn1.forward(self.conv1.forward(x)))
    y = self.bn2.forward(self.conv2.forward(y))
    return torch.relu_(y.add_(${shortcut.source}))
`,
  };
}

function bottleneck(input: number, inner: number, stride: number): ModuleDefinition {
  const output = 4 * inner;
  const shortcut = shortcutOf(input, output, stride);
  return {
    name: "downsample" in shortcut.modules ? "ProjectingBottleneck" : "Bottleneck",
    modules: {
      conv1: convolution(input, inner, 1, 1),
      bn1: batchNorm(inner),
      conv2: convolution(inner, inner, 3, stride),
      bn2: batchNorm(inner),
      conv3: convolution(inner, output, 1, 1),
      bn3: batchNorm(output),
      ...shortcut.modules,
    },
    source: `${FORWARD}    y = torch.relu_(self.bn1.forward(self.conv1.forward(x)))
    y = torch.relu_(self.bn2.forward(self.conv2.forward(y)))
    y = self.bn3.forward(self.conv3.forward(y))
    return torch.relu_(y.add_(${shortcut.source}))
`,
  };
}

/** What a block adds its result to: x, by a 1×1 convolution where the shape changes. */
function shortcutOf(input: number, output: number, stride: number) {
  if (stride === 1 && input === output) return { modules: {}, source: "x" };
  const downsample = sequential([convolution(input, output, 1, stride), batchNorm(output)]);
  return { modules: { downsample }, source: "self.downsample.forward(x)" };
}

/** As PyTorch's `nn.Sequential`: children "0", "1" …, one after another. */
function sequential(children: readonly ModuleDefinition[]): ModuleDefinition {
  const calls = children.map((_, i) => `    x = getattr(self, "${i}").forward(x)\n`);
  return {
    name: "Sequential",
    modules: Object.fromEntries(children.map((child, i) => [String(i), child])),
    source: `${FORWARD}${calls.join("")}    return x\n`,
  };
}

function convolution(input: number, output: number, kernel: number, stride: number): ModuleDefinition {
  const padding = (kernel - 1) / 2;
  // He initialisation by fan-out, as torchvision's.
  const weight = randn([output, input, kernel, kernel]).mul(Math.sqrt(2 / (output * kernel * kernel)));
  return {
    name: "Conv2d",
    parameters: { weight },
    source: `${FORWARD}    return torch.conv2d(x, self.weight, None, [${stride}, ${stride}], [${padding}, ${padding}])\n`,
  };
}

function batchNorm(features: number): ModuleDefinition {
  const buffers: Record<string, Tensor> = {
    running_mean: zeros([features]),
    running_var: ones([features]),
    num_batches_tracked: zeros([], { dtype: "int64" }),
  };
  return {
    name: "BatchNorm2d",
    parameters: { weight: ones([features]), bias: zeros([features]) },
    buffers,
    source: `${FORWARD}    if self.training:
        self.num_batches_tracked.add_(1)
    return torch.batch_norm(x, self.weight, self.bias, self.running_mean, self.running_var, self.training, 0.1, 1e-05, True)
`,
  };
}

function linear(input: number, output: number): ModuleDefinition {
  const bound = 1 / Math.sqrt(input);
  const uniform = (shape: number[]): Tensor => rand(shape).mul(2).sub(1).mul(bound);
  return {
    name: "Linear",
    parameters: { weight: uniform([output, input]), bias: uniform([output]) },
    source: `${FORWARD}    return torch.linear(x, self.weight, self.bias)\n`,
  };
}
