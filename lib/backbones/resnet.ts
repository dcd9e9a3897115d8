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
  /** Outputs of the classifier. Default 1000. */
  readonly classes?: number;
  /** Residual blocks of each stage, 1 to 8 stages. */
  readonly depths?: readonly number[];
}

/** ResNet-18 (He et al. 2016): {@link resnet} with four stages of two blocks. */
export async function resnet18(options: Omit<ResNetOptions, "depths"> = {}): Promise<ScriptModule> {
  checkOptions(options, "resnet18", ["channels", "stem", "width", "classes"]);
  return build("resnet18", { ...options, depths: [2, 2, 2, 2] });
}

/**
 * A residual network of basic blocks as TorchScript, with torchvision's names and initialisation: [B, channels, H, W]
 * to [B, classes]. `forward_features` gives the last feature map, [B, width · 2^(stages - 1), h, w]. Weights are drawn
 * from LibTorch's generator (`manualSeed`).
 * @throws ArgumentError
 */
export async function resnet(
  options: ResNetOptions & { readonly depths: readonly number[] },
): Promise<ScriptModule> {
  checkOptions(options, "resnet", ["channels", "stem", "width", "classes", "depths"]);
  return build("resnet", options);
}

async function build(what: string, options: ResNetOptions): Promise<ScriptModule> {
  const { channels = 3, stem = "imagenet", width = 64, classes = 1000, depths } = options;
  for (const [name, value] of Object.entries({ channels, width, classes }))
    checkInteger(value, `${what}: ${name}`);
  checkChoice(stem, `${what}: stem`, Object.keys(STEMS));
  if (!Array.isArray(depths))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: depths: expected an array, got ${describe(depths)}`,
    );
  checkInteger(depths.length, `${what}: stages`, 8);
  // Array.from sees holes, which forEach passes over.
  const stages = Array.from(depths, (depth: number, i) => {
    checkInteger(depth, `${what}: depths[${i}]`, 256);
    return depth;
  });
  const complete = { channels, stem, width, classes, depths: stages };
  return await scope(() => noGrad(() => define(definition(complete))));
}

const STEMS = {
  imagenet: { kernel: 7, stride: 2, pool: true },
  small: { kernel: 3, stride: 1, pool: false },
  strided: { kernel: 3, stride: 2, pool: false },
} as const;

function definition({ channels, stem, width, classes, depths }: Required<ResNetOptions>): ModuleDefinition {
  const { kernel, stride, pool } = STEMS[stem];
  const modules: Record<string, ModuleDefinition> = {
    conv1: convolution(channels, width, kernel, stride),
    bn1: batchNorm(width),
  };
  let planes = width;
  depths.forEach((depth, i) => {
    const out = width * 2 ** i;
    const blocks = Array.from({ length: depth }, (_, j) =>
      j === 0 ? basicBlock(planes, out, i === 0 ? 1 : 2) : basicBlock(out, out, 1),
    );
    modules[`layer${i + 1}`] = sequential(blocks);
    planes = out;
  });
  modules.fc = linear(planes, classes);
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
    return self.fc.forward(torch.flatten(x, 1))
`,
  };
}

function basicBlock(input: number, output: number, stride: number): ModuleDefinition {
  const projects = stride !== 1 || input !== output;
  return {
    name: projects ? "ProjectingBlock" : "BasicBlock",
    modules: {
      conv1: convolution(input, output, 3, stride),
      bn1: batchNorm(output),
      conv2: convolution(output, output, 3, 1),
      bn2: batchNorm(output),
      ...(projects && { downsample: sequential([convolution(input, output, 1, stride), batchNorm(output)]) }),
    },
    source: `${FORWARD}    y = torch.relu_(self.bn1.forward(self.conv1.forward(x)))
    y = self.bn2.forward(self.conv2.forward(y))
    return torch.relu_(y.add_(${projects ? "self.downsample.forward(x)" : "x"}))
`,
  };
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
