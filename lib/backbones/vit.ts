import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { define, type ModuleDefinition } from "../jit/define";
import type { ScriptModule } from "../jit/module";
import { checkFlag, checkOptions } from "../options";
import { full, ones, rand, randn, zeros } from "../tensor/factories";
import { noGrad, scope } from "../tensor/scope";
import type { Tensor } from "../tensor/tensor";
import { checkChoice, checkInteger, FORWARD } from "./parts";

/** Options of `backbones.vit`. */
export interface ViTOptions {
  /** Whose network: parameter names, initialisation and the defaults below. Default "v1". */
  readonly version?: "v1" | "v2";
  /** Width, depth and heads by the authors' names; each may still be given. Default "small". */
  readonly size?: "tiny" | "small" | "base" | "large" | "giant";
  /** Side of the square images that the position embedding has a place for each patch of; images may have any size. Default 224. */
  readonly imageSize?: number;
  /** Side of a patch; divides `imageSize`. Default 16 (v1), 14 (v2). */
  readonly patchSize?: number;
  /** Channels of the images. Default 3. */
  readonly channels?: number;
  /** Width of a token, D; a multiple of `heads`. */
  readonly width?: number;
  /** Blocks. */
  readonly depth?: number;
  /** Heads of the attention. */
  readonly heads?: number;
  /** Width of the hidden layer of each block's MLP over D. Default 4. */
  readonly mlpRatio?: number;
  /** "swiglu" has two thirds of that width, rounded up to a multiple of 8. Default "swiglu" for "giant", else "mlp". */
  readonly mlp?: "mlp" | "swiglu";
  /** Outputs of a linear classifier `head`; null for none. Default null. */
  readonly classes?: number | null;
  /** Register tokens (Darcet et al. 2024). Default 0. */
  readonly registers?: number;
  /** Initial factor of each residual branch (LayerScale, Touvron et al. 2021); null for none. Default null (v1), 1e-5 (v2). */
  readonly layerScale?: number | null;
  /** Share of samples that skip a residual branch in train mode (stochastic depth), 0 up to but without 1. Default 0. */
  readonly dropPath?: number;
  /** `dropPath` for every block, instead of growing linearly from 0 in the first to it in the last. Default false. */
  readonly dropPathUniform?: boolean;
  /**
   * Added to the number of patches of a side before the position embedding's scale is taken from it, 0 up to but
   * without 1. Default 0 with registers, else 0.1, as the published networks have it.
   */
  readonly interpolateOffset?: number;
  /** Whether shrinking the position embedding averages over what falls away. Default true with registers, else false. */
  readonly interpolateAntialias?: boolean;
}

/**
 * The vision transformer of DINO (Caron et al. 2021, `vision_transformer.py`) or DINOv2 (Oquab et al. 2024,
 * `dinov2/models/vision_transformer.py`) as TorchScript, with their parameter names: their published checkpoints load
 * (`backbones.loadCheckpoint`). Weights are drawn from LibTorch's generator (`manualSeed`), as there.
 * For images of 32 pixels: `vit({ size: "tiny", imageSize: 32, patchSize: 4 })`.
 *
 * `forward` takes [B, channels, H, W] to the normalised class token [B, D], or to [B, classes]. The position embedding
 * is resized bicubically for images that are not `imageSize` on both sides. Version "v1" leaves out what remains of a
 * side after the last whole patch, "v2" refuses it. N patches, R registers; other methods (`module.call`):
 *
 * * `forward_features(x)`, in "v2" `(x, masks?)` with `masks` bool [B, N], true where the mask token replaces a patch:
 *   an object of `x_norm_clstoken` [B, D], `x_norm_regtokens` [B, R, D], `x_norm_patchtokens` [B, N, D], and `x_prenorm`
 *   [B, 1 + R + N, D], which is the last block's output.
 * * `get_intermediate_layers(x, n = 1, norm = true)`: the outputs of the last n blocks, each [B, 1 + R + N, D].
 * * `get_last_selfattention(x)`: the last block's attention [B, heads, 1 + R + N, 1 + R + N].
 * * `interpolate_pos_encoding(height, width)`: the position embedding of such an image, [1, 1 + N, D].
 *
 * @throws ArgumentError for an option outside its range
 * @throws OutOfMemoryError for sizes that do not fit into memory
 */
export async function vit(options: ViTOptions = {}): Promise<ScriptModule> {
  const complete = completed(options);
  return await scope(() => noGrad(() => define(definition(complete))));
}

type Complete = Required<ViTOptions>;

const SIZES = {
  tiny: { width: 192, depth: 12, heads: 3 },
  small: { width: 384, depth: 12, heads: 6 },
  base: { width: 768, depth: 12, heads: 12 },
  large: { width: 1024, depth: 24, heads: 16 },
  giant: { width: 1536, depth: 40, heads: 24 },
} as const;

function completed(options: ViTOptions): Complete {
  checkOptions(options, "vit");
  // Read once: what was checked is what is built.
  const given: ViTOptions = Object.fromEntries(Object.entries(options).filter(([, v]) => v !== undefined));
  const { version = "v1", size = "small", registers = 0 } = given;
  checkChoice(version, "vit: version", ["v1", "v2"]);
  checkChoice(size, "vit: size", Object.keys(SIZES));
  const second = version === "v2";
  const defaults: Complete = {
    version,
    size,
    imageSize: 224,
    patchSize: second ? 14 : 16,
    channels: 3,
    ...SIZES[size],
    mlpRatio: 4,
    mlp: size === "giant" ? "swiglu" : "mlp",
    classes: null,
    registers,
    layerScale: second ? 1e-5 : null,
    dropPath: 0,
    dropPathUniform: false,
    interpolateOffset: registers === 0 ? 0.1 : 0,
    interpolateAntialias: registers !== 0,
  };
  checkOptions(given, "vit", Object.keys(defaults));
  const complete = { ...defaults, ...given };
  for (const name of ["imageSize", "patchSize", "channels", "width", "heads"] as const)
    checkInteger(complete[name], `vit: ${name}`);
  checkInteger(complete.depth, "vit: depth", 256);
  checkInteger(registers, "vit: registers", 1024, 0);
  if (complete.classes !== null) checkInteger(complete.classes, "vit: classes");
  checkMultiple(complete, "imageSize", "patchSize");
  checkMultiple(complete, "width", "heads");
  checkNumber(complete, "mlpRatio", 1 / complete.width, 64);
  checkChoice(complete.mlp, "vit: mlp", ["mlp", "swiglu"]);
  if (complete.layerScale !== null) checkNumber(complete, "layerScale", 0, 1e6);
  checkNumber(complete, "dropPath", 0, 1);
  checkNumber(complete, "interpolateOffset", 0, 1);
  for (const name of ["dropPathUniform", "interpolateAntialias"] as const)
    checkFlag(complete[name], `vit: ${name}`);
  return complete;
}

function checkMultiple(options: Complete, name: "imageSize" | "width", of: "patchSize" | "heads"): void {
  if (options[name] % options[of] !== 0)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `vit: ${name}: expected a multiple of ${of}, ${options[of]}, got ${options[name]}`,
    );
}

function checkNumber(options: Complete, name: keyof Complete, least: number, below: number): void {
  const value = options[name];
  if (!(typeof value === "number" && value >= least && value < below))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `vit: ${name}: expected a number of ${least} up to but without ${below}, got ${describe(value)}`,
    );
}

function definition(options: Complete): ModuleDefinition {
  const { version, imageSize, patchSize, width, classes, registers, interpolateOffset: offset } = options;
  const second = version === "v2";
  const grid = imageSize / patchSize;
  const first = (tokens: number): Tensor => normal([1, tokens, width], second ? 1e-6 : 0.02);
  const scale = (side: string): string => (offset === 0 ? "None" : `(${side} + ${offset}) / ${grid}`);
  const upsample = options.interpolateAntialias ? "_upsample_bicubic2d_aa" : "upsample_bicubic2d";
  const masks = second ? ", masks: Optional[Tensor]=None" : "";
  return {
    name: second ? "DinoVisionTransformer" : "VisionTransformer",
    parameters: {
      cls_token: first(1),
      pos_embed: normal([1, 1 + grid * grid, width]),
      ...(registers > 0 && { register_tokens: first(registers) }),
      ...(second && { mask_token: zeros([1, width]) }),
    },
    modules: {
      patch_embed: patchEmbed(options),
      blocks: blocks(options),
      norm: layerNorm(width),
      ...(classes !== null && { head: linear(width, classes) }),
    },
    source: `
def interpolate_pos_encoding(self, height: int, width: int) -> Tensor:
    h = height // ${patchSize}
    w = width // ${patchSize}
    if height == width and h * w == ${grid * grid}:
        return self.pos_embed
    places = self.pos_embed[:, 1:].transpose(1, 2).reshape(1, ${width}, ${grid}, ${grid})
    places = torch.${upsample}(places, [h, w], False, ${scale("h")}, ${scale("w")})
    return torch.cat([self.pos_embed[:, :1], places.flatten(2).transpose(1, 2)], 1)

def prepare_tokens(self, x: Tensor${masks}) -> Tensor:
    height, width = x.size(2), x.size(3)
    x = self.patch_embed.forward(x)
    places = self.interpolate_pos_encoding(height, width)
${
  second
    ? `    if masks is not None:
        x = torch.where(masks.unsqueeze(-1), self.mask_token.unsqueeze(0), x)
`
    : ""
}    first = self.cls_token + places[:, :1]
${registers > 0 ? "    first = torch.cat([first, self.register_tokens], 1)\n" : ""}\
    return torch.cat([first.expand(x.size(0), -1, -1), x + places[:, 1:]], 1)

def forward_features(self, x: Tensor${masks}) -> Dict[str, Tensor]:
    x = self.prepare_tokens(x${second ? ", masks" : ""})
    for block in self.blocks:
        x = block(x)
    y = self.norm.forward(x)
    return {
        "x_norm_clstoken": y[:, 0],
        "x_norm_regtokens": y[:, 1:${1 + registers}],
        "x_norm_patchtokens": y[:, ${1 + registers}:],
        "x_prenorm": x
    }

def get_intermediate_layers(self, x: Tensor, n: int = 1, norm: bool = True) -> List[Tensor]:
    x = self.prepare_tokens(x)
    outputs: List[Tensor] = []
    for i, block in enumerate(self.blocks):
        x = block(x)
        if i >= len(self.blocks) - n:
            outputs.append(x)
    if norm:
        outputs = [self.norm.forward(output) for output in outputs]
    return outputs

def get_last_selfattention(self, x: Tensor) -> Tensor:
    x = self.prepare_tokens(x)
    for i, block in enumerate(self.blocks):
        if i < len(self.blocks) - 1:
            x = block(x)
    return self.blocks[-1].attention_weights(x)

${FORWARD}    x = self.prepare_tokens(x)
    for block in self.blocks:
        x = block(x)
    x = self.norm.forward(x[:, 0])
    return ${classes === null ? "x" : "self.head.forward(x)"}
`,
  };
}

function patchEmbed({ version, channels, patchSize: p, width }: Complete): ModuleDefinition {
  const bound = 1 / Math.sqrt(channels * p * p);
  const uniform = (shape: number[]): Tensor => rand(shape).mul_(2).sub_(1).mul_(bound);
  const proj = {
    name: "Conv2d",
    // As Conv2d has them by default: the references do not initialise this layer.
    parameters: { weight: uniform([width, channels, p, p]), bias: uniform([width]) },
    source: `${FORWARD}    return torch.conv2d(x, self.weight, self.bias, [${p}, ${p}])\n`,
  };
  const check = `    assert x.size(2) % ${p} == 0 and x.size(3) % ${p} == 0, "images: expected sides that are multiples of the patch's ${p} pixels"\n`;
  return {
    name: "PatchEmbed",
    modules: { proj },
    source: `${FORWARD}${version === "v2" ? check : ""}    return self.proj.forward(x).flatten(2).transpose(1, 2)\n`,
  };
}

function blocks(options: Complete): ModuleDefinition[] {
  const { depth, dropPath, dropPathUniform } = options;
  const rate = (i: number): number =>
    dropPathUniform || depth === 1 ? dropPath : (dropPath * i) / (depth - 1);
  return Array.from({ length: depth }, (_, i) => block(options, rate(i)));
}

function block(options: Complete, dropPath: number): ModuleDefinition {
  const { version, width, heads, layerScale } = options;
  const scaled = (name: string, branch: string): string =>
    layerScale === null ? branch : `self.${name}.forward(${branch})`;
  const scales = (name: string) => layerScale !== null && { [name]: gamma(width, layerScale) };
  return {
    name: "Block",
    attributes: { drop: { type: "float", value: dropPath } },
    modules: {
      norm1: layerNorm(width),
      attn: attention(width, heads),
      ...scales("ls1"),
      norm2: layerNorm(width),
      mlp: mlp(options),
      ...scales("ls2"),
    },
    source: `
def attention(self, x: Tensor) -> Tensor:
    return ${scaled("ls1", "self.attn.forward(self.norm1.forward(x))")}

def feed_forward(self, x: Tensor) -> Tensor:
    return ${scaled("ls2", "self.mlp.forward(self.norm2.forward(x))")}

def attention_weights(self, x: Tensor) -> Tensor:
    return self.attn.weights(self.norm1.forward(x))

def drop_path(self, x: Tensor) -> Tensor:
    if self.drop == 0.0 or not self.training:
        return x
    keep = 1.0 - self.drop
    return x * torch.empty([x.size(0), 1, 1], dtype=x.dtype, device=x.device).bernoulli_(keep).div_(keep)

${FORWARD}${["attention", "feed_forward"].map((branch) => addBranch(branch, version === "v2")).join("")}    return x
`,
  };
}

/** Adds a residual branch to x. Above a rate of 0.1 DINOv2 computes it for the samples alone that keep it. */
function addBranch(branch: string, skips: boolean): string {
  const added = `x = x + self.drop_path(self.${branch}(x))\n`;
  if (!skips) return `    ${added}`;
  return `    if self.training and self.drop > 0.1:
        count = max(int(x.size(0) * (1.0 - self.drop)), 1)
        kept = torch.randperm(x.size(0), device=x.device)[:count]
        x = torch.index_add(x, 0, kept, self.${branch}(torch.index_select(x, 0, kept)), alpha=x.size(0) / count)
    else:
        ${added}`;
}

function attention(width: number, heads: number): ModuleDefinition {
  const size = width / heads;
  return {
    name: "Attention",
    modules: { qkv: linear(width, 3 * width), proj: linear(width, width) },
    source: `
def heads(self, x: Tensor) -> List[Tensor]:
    return self.qkv.forward(x).reshape(x.size(0), x.size(1), 3, ${heads}, ${size}).permute(2, 0, 3, 1, 4).unbind(0)

def weights(self, x: Tensor) -> Tensor:
    q, k, v = self.heads(x)
    return torch.softmax(torch.matmul(q * ${size ** -0.5}, k.transpose(-2, -1)), -1)

${FORWARD}    q, k, v = self.heads(x)
    return self.proj.forward(torch.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2))
`,
  };
}

function mlp({ mlp, width, mlpRatio }: Complete): ModuleDefinition {
  const hidden = Math.trunc(width * mlpRatio);
  if (mlp === "mlp")
    return {
      name: "Mlp",
      modules: { fc1: linear(width, hidden), fc2: linear(hidden, width) },
      source: `${FORWARD}    return self.fc2.forward(torch.gelu(self.fc1.forward(x)))\n`,
    };
  const gated = Math.ceil(Math.trunc((hidden * 2) / 3) / 8) * 8;
  return {
    name: "SwiGLUFFN",
    modules: { w12: linear(width, 2 * gated), w3: linear(gated, width) },
    source: `${FORWARD}    a, b = self.w12.forward(x).chunk(2, -1)
    return self.w3.forward(torch.silu(a) * b)
`,
  };
}

function layerNorm(width: number): ModuleDefinition {
  return {
    name: "LayerNorm",
    parameters: { weight: ones([width]), bias: zeros([width]) },
    source: `${FORWARD}    return torch.layer_norm(x, [${width}], self.weight, self.bias, 1e-06)\n`,
  };
}

function gamma(width: number, value: number): ModuleDefinition {
  return {
    name: "LayerScale",
    parameters: { gamma: full([width], value) },
    source: `${FORWARD}    return x * self.gamma\n`,
  };
}

function linear(input: number, output: number): ModuleDefinition {
  return {
    name: "Linear",
    parameters: { weight: normal([output, input]), bias: zeros([output]) },
    source: `${FORWARD}    return torch.linear(x, self.weight, self.bias)\n`,
  };
}

/** The references cut their normal distribution at ±2, a hundred standard deviations away: it is a plain one. */
function normal(shape: number[], deviation = 0.02): Tensor {
  return randn(shape).mul_(deviation);
}
