import { ArgumentError } from "../errors";
import { define, type ModuleDefinition } from "../jit/define";
import type { ScriptModule } from "../jit/module";
import { ones, rand, randn, zeros } from "../tensor/factories";
import { noGrad, scope } from "../tensor/scope";
import type { Tensor } from "../tensor/tensor";

export interface ResNetOptions {
  /** Channels of the images. Default 3. */
  readonly channels?: number;
  /** "imagenet": 7×7 convolution of stride 2 and a pool; "small": 3×3 of stride 1, for images up to 64 pixels. Default "imagenet". */
  readonly stem?: "imagenet" | "small";
  /** Channels of the first stage; the last has eight times as many. Default 64. */
  readonly width?: number;
  /** Outputs of the classifier. Default 1000. */
  readonly classes?: number;
}

/**
 * ResNet-18 (He et al. 2016) as TorchScript, with torchvision's names and initialisation: [B, channels, H, W] to
 * [B, classes]. `forward_features` gives the last feature map, [B, 8 · width, h, w]. Weights are drawn from LibTorch's
 * generator (`manualSeed`).
 */
export async function resnet18(options: ResNetOptions = {}): Promise<ScriptModule> {
  const { channels = 3, stem = "imagenet", width = 64, classes = 1000 } = options;
  for (const [name, value] of Object.entries({ channels, width, classes }))
    if (!(Number.isSafeInteger(value) && value >= 1 && value <= 65536))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `resnet18: ${name}: expected an integer of 1 or more, got ${String(value)}`,
      );
  if (stem !== "imagenet" && stem !== "small")
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `resnet18: stem: expected "imagenet" or "small", got ${String(stem)}`,
    );
  return await scope(() => noGrad(() => define(resnet([2, 2, 2, 2], { channels, stem, width, classes }))));
}

const FORWARD = "def forward(self, x: Tensor) -> Tensor:\n";

function resnet(depths: readonly number[], options: Required<ResNetOptions>): ModuleDefinition {
  const { channels, stem, width, classes } = options;
  const small = stem === "small";
  const modules: Record<string, ModuleDefinition> = {
    conv1: small ? convolution(channels, width, 3, 1) : convolution(channels, width, 7, 2),
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
  const pool = small ? "" : "    x = torch.max_pool2d(x, [3, 3], [2, 2], [1, 1])\n";
  return {
    name: "ResNet",
    modules,
    source: `
def forward_features(self, x: Tensor) -> Tensor:
    x = torch.relu(self.bn1.forward(self.conv1.forward(x)))
${pool}${stages}    return x

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
    source: `${FORWARD}    y = torch.relu(self.bn1.forward(self.conv1.forward(x)))
    y = self.bn2.forward(self.conv2.forward(y))
    return torch.relu(y + ${projects ? "self.downsample.forward(x)" : "x"})
`,
  };
}

function sequential(children: readonly ModuleDefinition[]): ModuleDefinition {
  const calls = children.map((_, i) => `    x = getattr(self, "${i}").forward(x)\n`).join("");
  return {
    name: "Sequential",
    modules: Object.fromEntries(children.map((child, i) => [String(i), child])),
    source: `${FORWARD}${calls}    return x\n`,
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
