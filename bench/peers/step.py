"""One DINO v1 step in PyTorch, the peer of step.mjs, written from the paper's formulas.

    python step.py FOLDER THREADS STYLE

Then takes a step for each line that it reads, and prints the clock's and the processor's milliseconds, the loss, and
the clock's milliseconds of what operators of our own do in the peer: loss and its gradient, clipping, AdamW, teacher.
STYLE "loops" does what DINO's published code does: a Python loop over pairs of crops, over the teacher's parameters and
over the gradients to clip. "fused" takes PyTorch's fastest ways to the same numbers.
"""

import copy
import json
import sys
import time
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Attention(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:
        batch, tokens, width = x.shape
        qkv = self.qkv(x).reshape(batch, tokens, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        return self.proj(F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2))


class Mlp(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.fc1 = nn.Linear(width, 4 * width)
        self.fc2 = nn.Linear(4 * width, width)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc2(F.gelu(self.fc1(x)))


class Block(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(width, eps=1e-6)
        self.attn = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width, eps=1e-6)
        self.mlp = Mlp(width)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class PatchEmbed(nn.Module):
    def __init__(self, channels: int, width: int, patch: int) -> None:
        super().__init__()
        self.proj = nn.Conv2d(channels, width, patch, patch)

    def forward(self, x: Tensor) -> Tensor:
        return self.proj(x).flatten(2).transpose(1, 2)


# Width, depth, heads.
SIZES = {"tiny": (192, 12, 3), "small": (384, 12, 6)}


class ViT(nn.Module):
    def __init__(self, imageSize: int, patchSize: int, channels: int, size: str, **changed: int) -> None:
        super().__init__()
        usual = dict(zip(("width", "depth", "heads"), SIZES[size]))
        width, depth, heads = (usual | changed).values()
        self.patch, self.grid = patchSize, imageSize // patchSize
        self.cls_token = nn.Parameter(torch.zeros(1, 1, width))
        self.pos_embed = nn.Parameter(torch.zeros(1, 1 + self.grid**2, width))
        self.patch_embed = PatchEmbed(channels, width, patchSize)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width, eps=1e-6)

    def places(self, height: int, width: int) -> Tensor:
        h, w = height // self.patch, width // self.patch
        if h == w == self.grid:
            return self.pos_embed
        grid = self.pos_embed[:, 1:].transpose(1, 2).unflatten(2, (self.grid, self.grid))
        scale = ((h + 0.1) / self.grid, (w + 0.1) / self.grid)
        grid = F.interpolate(grid, scale_factor=scale, mode="bicubic")
        return torch.cat([self.pos_embed[:, :1], grid.flatten(2).transpose(1, 2)], 1)

    def blocks_of(self, images: Tensor, patches: Tensor) -> Tensor:
        places = self.places(images.shape[2], images.shape[3])
        x = torch.cat([self.cls_token.expand(images.shape[0], -1, -1), patches], 1) + places
        for block in self.blocks:
            x = block(x)
        return x

    def tokens(self, images: Tensor, masks: Tensor | None = None, mask_token: Tensor | None = None) -> Tensor:
        """[B, 1 + patches, width]; patches under a mask are the mask token's."""
        patches = self.patch_embed(images)
        if masks is not None:
            patches = torch.where(masks.unsqueeze(-1), mask_token, patches)
        return self.norm(self.blocks_of(images, patches))

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(self.blocks_of(x, self.patch_embed(x))[:, 0])


class BasicBlock(nn.Module):
    def __init__(self, channels: int, out: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, out, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(out)
        self.conv2 = nn.Conv2d(out, out, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(out)
        self.downsample = None
        if stride != 1 or channels != out:
            self.downsample = nn.Sequential(nn.Conv2d(channels, out, 1, stride, bias=False), nn.BatchNorm2d(out))

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        y = self.bn2(self.conv2(y))
        y += x if self.downsample is None else self.downsample(x)
        return F.relu(y, inplace=True)


class ResNet(nn.Module):
    def __init__(self, channels: int, stem: str, depths: list[int], width: int, classes: int) -> None:
        super().__init__()
        assert stem == "small"
        self.conv1 = nn.Conv2d(channels, width, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.stages = []
        last = width
        for i, depth in enumerate(depths):
            out = width * 2**i
            strides = [1 if i == 0 else 2] + [1] * (depth - 1)
            blocks = [BasicBlock(last if j == 0 else out, out, stride) for j, stride in enumerate(strides)]
            self.add_module(f"layer{i + 1}", nn.Sequential(*blocks))
            self.stages.append(f"layer{i + 1}")
            last = out
        # Not used, as a classifier is not in DINO; its weights are in the file.
        self.fc = nn.Linear(last, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.bn1(self.conv1(x)), inplace=True)
        for stage in self.stages:
            x = getattr(self, stage)(x)
        return x.mean([2, 3])


class WeightNormLinear(nn.Module):
    """Rows of norm 1, which is weight normalisation with a gain that is not trained."""

    def __init__(self, width: int, prototypes: int) -> None:
        super().__init__()
        self.weight_v = nn.Parameter(torch.zeros(prototypes, width))
        self.register_buffer("gain", torch.ones(prototypes, 1), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, torch._weight_norm(self.weight_v, self.gain, 0))


class Head(nn.Module):
    def __init__(self, width: int, prototypes: int, hiddenDim: int, bottleneckDim: int, layers: int, normLastLayer: bool) -> None:
        super().__init__()
        assert layers == 3 and normLastLayer
        self.mlp = nn.Sequential(
            nn.Linear(width, hiddenDim),
            nn.GELU(),
            nn.Linear(hiddenDim, hiddenDim),
            nn.GELU(),
            nn.Linear(hiddenDim, bottleneckDim),
        )
        self.last_layer = WeightNormLinear(bottleneckDim, prototypes)

    def forward(self, x: Tensor) -> Tensor:
        return self.last_layer(F.normalize(self.mlp(x), dim=-1, eps=1e-12))


class Network(nn.Module):
    """Backbone and head; crops of one size run together, the head once on everything."""

    def __init__(self, backbone: nn.Module, head: nn.Module) -> None:
        super().__init__()
        self.backbone = backbone
        self.head = head

    def forward(self, *groups: list[Tensor]) -> Tensor:
        return self.head(torch.cat([self.backbone(torch.cat(crops)) for crops in groups if crops]))


def loss_in_loops(student: Tensor, teacher: Tensor, crops: int) -> Tensor:
    total, terms = torch.zeros(()), 0
    for i, target in enumerate(teacher.chunk(2)):
        for v, log_share in enumerate(student.chunk(crops)):
            if v != i:
                total = total - (target * log_share).sum(-1).mean()
                terms += 1
    return total / terms


def loss_at_once(student: Tensor, teacher: Tensor, crops: int) -> Tensor:
    targets, log_shares = teacher.unflatten(0, (2, -1)), student.unflatten(0, (crops, -1))
    pairs = torch.einsum("ibk,vbk->", targets, log_shares) - torch.einsum("ibk,ibk->", targets, log_shares[:2])
    return -pairs / (2 * (crops - 1) * targets.shape[1])


class Watch:
    """Adds up the clock's milliseconds of parts of a step."""

    def __init__(self) -> None:
        self.ms = 0.0

    def __enter__(self) -> None:
        self.begin = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.ms += (time.perf_counter() - self.begin) * 1000

    def until_gradient_of(self, logits: Tensor) -> None:
        """Counts from here, the start of backward, until it has reached the logits."""
        self.__enter__()
        logits.register_hook(lambda _: self.__exit__())


class Training:
    def __init__(self, problem: dict, weights: dict[str, Tensor], style: str) -> None:
        conf, self.training = problem["conf"], problem["training"]
        self.watch = Watch()
        self.fused = style == "fused"
        backbone = {"vit": ViT, "resnet": ResNet}[problem["kind"]](**problem["options"])
        width = weights["head.mlp.0.weight"].shape[1]
        self.student = Network(backbone, Head(width, **conf["head"]))
        self.student.load_state_dict(weights)
        self.teacher = copy.deepcopy(self.student).requires_grad_(False)
        # A teacher without dropout whose BatchNorm takes the batch's statistics.
        self.teacher.eval()
        for module in self.teacher.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.train()
        self.center = torch.zeros(1, conf["head"]["prototypes"])
        self.crops = 2 + conf["localCropsNumber"]
        self.parameters = [value for name, value in self.student.named_parameters() if ".fc." not in name]
        self.averages = [value for name, value in self.teacher.named_parameters() if ".fc." not in name]
        decayed = [value for value in self.parameters if value.ndim > 1]
        plain = [value for value in self.parameters if value.ndim <= 1]
        self.optimizer = torch.optim.AdamW(
            [{"params": decayed}, {"params": plain, "weight_decay": 0.0}],
            lr=self.training["lr"],
            weight_decay=self.training["weightDecay"],
            fused=True if self.fused else None,
        )

    def step(self, globals_: list[Tensor], locals_: list[Tensor]) -> float:
        self.optimizer.zero_grad()
        with torch.no_grad():
            logits = self.teacher(globals_)
        student = self.student(globals_, locals_)
        with self.watch:
            with torch.no_grad():
                targets = F.softmax((logits - self.center) / 0.04, dim=-1)
            log_shares = F.log_softmax(student / 0.1, dim=-1)
            loss = (loss_at_once if self.fused else loss_in_loops)(log_shares, targets, self.crops)
            self.center = 0.9 * self.center + 0.1 * logits.mean(0, keepdim=True)
        self.watch.until_gradient_of(student)
        loss.backward()
        with self.watch:
            self.clip()
            self.optimizer.step()
            self.average()
        return loss.item()

    @torch.no_grad()
    def clip(self) -> None:
        grads = [value.grad for value in self.parameters]
        most = self.training["clip"]
        if self.fused:
            factors = [(most / (norm + 1e-6)).clamp(max=1) for norm in torch._foreach_norm(grads)]
            torch._foreach_mul_(grads, factors)
            return
        for grad in grads:
            factor = most / (grad.norm(2) + 1e-6)
            if factor < 1:
                grad.mul_(factor)

    @torch.no_grad()
    def average(self) -> None:
        momentum = self.training["momentum"]
        if self.fused:
            torch._foreach_lerp_(self.averages, self.parameters, 1 - momentum)
            return
        for average, value in zip(self.averages, self.parameters):
            average.mul_(momentum).add_(value.detach(), alpha=1 - momentum)


def main(folder: str, threads: str, style: str) -> None:
    torch.set_num_threads(int(threads))
    path = Path(folder)
    problem = json.loads((path / "problem.json").read_text())
    crops = torch.load(path / "crops.pt")
    training = Training(problem, torch.load(path / "weights.pt"), style)
    steps = [(list(g.unbind(0)), list(l.unbind(0))) for g, l in zip(crops["global"], crops["local"])]
    print(f"PyTorch {torch.__version__}, {style}", flush=True)
    for index, _ in enumerate(sys.stdin):
        begin, processor = time.perf_counter(), time.process_time()
        training.watch.ms = 0.0
        loss = training.step(*steps[index % problem["steps"]])
        used = time.process_time() - processor
        print((time.perf_counter() - begin) * 1000, used * 1000, loss, training.watch.ms, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
