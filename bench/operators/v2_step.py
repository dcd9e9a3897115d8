"""A step of DINOv2 with Sinkhorn's targets: crops' loss, masked patches' loss, KoLeo, clipping, AdamW and teacher.

Both networks run in PyTorch on both sides; what differs is the operators: those of the library, or PyTorch's.
"""

import copy
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import adamw_ema
import koleo
import sinkhorn_knopp
import torch
from measure import Case, Run
from multi_crop_loss import pair_weights
from torch import Tensor, nn
from torch.nn import functional as F

sys.path.append(str(Path(__file__).parents[1] / "peers"))
from step import Head, ViT, Watch  # noqa: E402

OPERATOR = ("multi_crop_loss", "masked_patch_loss", "sinkhorn_knopp", "koleo", "adamw_ema_")
STUDENT_TEMPERATURE, TEACHER_TEMPERATURE, KOLEO_WEIGHT = 0.1, 0.07, 0.1
GLOBALS, LOCALS = 2, 8


@dataclass(frozen=True)
class Size:
    """Half of the patches of each global crop are masked."""

    network: str
    image: int
    patch: int
    batch: int
    prototypes: int
    hidden: int
    changed: dict[str, int]

    @property
    def patches(self) -> int:
        return (self.image // self.patch) ** 2

    @property
    def masked(self) -> int:
        return GLOBALS * self.batch * (self.patches // 2)


# 32 global crops of 64 patches each: 1024 masked ones.
FULL = Size("tiny", image=64, patch=8, batch=16, prototypes=65536, hidden=2048, changed={})
QUICK = Size("tiny", image=32, patch=8, batch=4, prototypes=4096, hidden=256, changed={"width": 48, "depth": 2})


def cases(device: str, quick: bool) -> Iterator[Case]:
    size = QUICK if quick else FULL
    data = Data(size, device)
    sides = {
        "eager, as DINOv2": Step(data, Eager()),
        "PyTorch's fastest: fused AdamW, foreach": Step(data, Eager(fused=True)),
    }
    ours = Step(data, Library())
    named = {}
    for name, side in sides.items():
        side.take()
        # A device works while the clock of the CPU stands elsewhere.
        share = f", of which ours replace {100 * side.share():.1f} %" if device == "cpu" else ""
        named[f"{name}{share}"] = side.take
    yield Case(
        "DINOv2 step",
        f"ViT-{size.network}/{size.patch}, {size.image} px, B={size.batch}, {GLOBALS}+{LOCALS} crops, "
        f"{size.masked} masked patches, K={size.prototypes}",
        "float32",
        ours.take,
        named,
        None,
        None,
    )


class Data:
    def __init__(self, size: Size, device: str) -> None:
        torch.manual_seed(0)
        crops, half = GLOBALS * size.batch, size.image // 2
        self.size = size
        self.globals = torch.randn(crops, 3, size.image, size.image, device=device)
        self.locals = torch.randn(LOCALS * size.batch, 3, half, half, device=device)
        order = torch.rand(crops, size.patches, device=device).argsort(dim=1)
        self.masks = order < size.patches // 2
        self.masked = self.masks.flatten().nonzero().flatten()
        # 1 / masked patches of the crop, over all crops.
        self.weights = torch.full((size.masked,), 1 / (size.patches // 2) / crops, device=device)
        backbone = ViT(size.image, size.patch, 3, size.network, **size.changed)
        width = backbone.norm.weight.shape[0]
        head = Head(width, size.prototypes, size.hidden, 256, 3, True)
        self.student = nn.ModuleDict({"backbone": backbone, "head": head})
        for value in self.student.parameters():
            nn.init.trunc_normal_(value, std=0.02)
        for norm in self.student.modules():
            if isinstance(norm, nn.LayerNorm):
                nn.init.ones_(norm.weight)
        self.student.mask_token = nn.Parameter(torch.zeros(1, 1, width))
        self.student.to(device)


class Step:
    """Networks of its own; `operators` are what the sides differ in."""

    def __init__(self, data: Data, operators: "Eager | Library") -> None:
        self.data, self.operators = data, operators
        self.student = copy.deepcopy(data.student)
        self.teacher = copy.deepcopy(data.student).requires_grad_(False)
        self.update = operators.update(list(self.student.parameters()), list(self.teacher.parameters()))
        self.watch = Watch()

    def take(self) -> float:
        data, student, teacher = self.data, self.student, self.teacher
        for value in student.parameters():
            value.grad = None
        with torch.no_grad():
            tokens = teacher["backbone"].tokens(data.globals)
            targets = [logits_of(teacher, rows) for rows in rows_of(tokens, data.masked)]
        tokens = student["backbone"].tokens(data.globals, data.masks, student.mask_token)
        classes, patches = rows_of(tokens, data.masked)
        features = torch.cat([classes, student["backbone"](data.locals)])
        logits = [logits_of(student, rows) for rows in (features, patches)]
        with self.watch:
            loss = self.operators.loss(*logits, *targets, classes, data)
        # Gradients come in the reverse order of the terms: that of the crops' logits is the loss's last.
        self.watch.until_gradient_of(logits[0])
        loss.backward()
        with self.watch:
            self.update()
        return loss.detach()

    def share(self) -> float:
        """Of a step's time, what the sides differ in."""
        self.watch.ms = 0.0
        begin = time.perf_counter()
        self.take()
        return self.watch.ms / ((time.perf_counter() - begin) * 1000)


def rows_of(tokens: Tensor, masked: Tensor) -> tuple[Tensor, Tensor]:
    """Class tokens and masked patches."""
    return tokens[:, 0], tokens[:, 1:].flatten(0, 1).index_select(0, masked)


def logits_of(network: nn.Module, rows: Tensor) -> Tensor:
    return network["head"](rows)


class Library:
    """The library's operators: Sinkhorn's factors go into the losses as centres, gradients lie over the logits."""

    def loss(
        self, crops: Tensor, patches: Tensor, teacher: Tensor, teacher_patches: Tensor, classes: Tensor, data: Data
    ) -> Tensor:
        operators = torch.ops.dino
        temperatures = STUDENT_TEMPERATURE, TEACHER_TEMPERATURE
        weights = pair_weights(GLOBALS, GLOBALS + LOCALS)
        total, *_ = operators.multi_crop_loss(
            crops, teacher, self.center(teacher), data.size.batch, weights, *temperatures, overwrite_student=True
        )
        masked, *_ = operators.masked_patch_loss(
            patches, teacher_patches, self.center(teacher_patches), data.weights, *temperatures, overwrite_student=True
        )
        # A mean over both crops' groups; DINOv2 adds the crops up.
        return total + masked + KOLEO_WEIGHT * GLOBALS * operators.koleo(classes, 1, GLOBALS)

    def center(self, logits: Tensor) -> Tensor:
        return -TEACHER_TEMPERATURE * torch.ops.dino.sinkhorn_knopp(logits, TEACHER_TEMPERATURE)[0]

    def update(self, parameters: list[Tensor], averages: list[Tensor]) -> Run:
        return adamw_ema.operator(torch.ops.dino.adamw_ema_, parameters, averages)


class Eager:
    """PyTorch's operators in the order of DINOv2's code."""

    def __init__(self, fused: bool = False) -> None:
        self.fused = fused

    def loss(
        self, crops: Tensor, patches: Tensor, teacher: Tensor, teacher_patches: Tensor, classes: Tensor, data: Data
    ) -> Tensor:
        targets = targets_of(teacher)
        total = self.crops_at_once(crops, targets) if self.fused else self.crops_in_loops(crops, targets)
        log_shares = F.log_softmax(patches / STUDENT_TEMPERATURE, dim=-1)
        masked = -(torch.sum(targets_of(teacher_patches) * log_shares, dim=-1) * data.weights).sum()
        return total + masked + KOLEO_WEIGHT * sum(koleo.eager(rows) for rows in classes.chunk(GLOBALS))

    def crops_in_loops(self, crops: Tensor, targets: Tensor) -> Tensor:
        chunks, pairs = crops.chunk(GLOBALS + LOCALS), GLOBALS * (GLOBALS + LOCALS - 1)
        total = 0
        for chunk in chunks[GLOBALS:]:
            log_shares = F.log_softmax(chunk / STUDENT_TEMPERATURE, dim=-1)
            for target in targets.chunk(GLOBALS):
                total = total - torch.sum(target * log_shares, dim=-1).mean()
        # Each global crop has the other one's targets.
        log_shares = F.log_softmax(torch.cat(chunks[:GLOBALS]) / STUDENT_TEMPERATURE, dim=-1)
        swapped = torch.cat(targets.chunk(GLOBALS)[::-1])
        return (total - GLOBALS * torch.sum(swapped * log_shares, dim=-1).mean()) / pairs

    def crops_at_once(self, crops: Tensor, targets: Tensor) -> Tensor:
        log_shares = F.log_softmax(crops / STUDENT_TEMPERATURE, dim=-1).unflatten(0, (GLOBALS + LOCALS, -1))
        targets = targets.unflatten(0, (GLOBALS, -1))
        sums = torch.einsum("tbk,vbk->tv", targets, log_shares)
        pairs = GLOBALS * (GLOBALS + LOCALS - 1)
        return -(sums.sum() - sums.diagonal().sum()) / (pairs * targets.shape[1])

    def update(self, parameters: list[Tensor], averages: list[Tensor]) -> Run:
        if self.fused:
            return adamw_ema.step(parameters, averages, fused=True)
        return adamw_ema.step(parameters, averages, scale_and_add)


def scale_and_add(averages: list[Tensor], parameters: list[Tensor]) -> None:
    torch._foreach_mul_(averages, adamw_ema.MOMENTUM)
    torch._foreach_add_(averages, parameters, alpha=1 - adamw_ema.MOMENTUM)


def targets_of(logits: Tensor) -> Tensor:
    return sinkhorn_knopp.eager(logits, TEACHER_TEMPERATURE)
