"""DINO's loss, forward and backward, with the teacher's mean for the centre."""

from collections.abc import Iterator

import torch
from measure import Case, computed, registered
from torch import Tensor
from torch.nn import functional as F

OPERATOR = "multi_crop_loss"
STUDENT_TEMPERATURE, TEACHER_TEMPERATURE = 0.1, 0.04
GLOBALS, CROPS = 2, 10


def cases(device: str, quick: bool) -> Iterator[Case]:
    sizes = [(4, 4096)] if quick else [(64 if device == "cuda" else 16, 65536), (64, 4096)]
    for batch, prototypes in sizes:
        for dtype in (torch.float32, torch.bfloat16):
            yield case(device, dtype, batch, prototypes, overwrite=False)
        yield case(device, torch.float32, batch, prototypes, overwrite=True)


def pair_weights(globals_: int = GLOBALS, crops: int = CROPS) -> list[float]:
    """All pairs of a teacher's and another crop alike, as DINO has them."""
    pairs = globals_ * (crops - 1)
    return [0.0 if crop == target else 1 / pairs for target in range(globals_) for crop in range(crops)]


def case(device: str, dtype: torch.dtype, batch: int, prototypes: int, overwrite: bool) -> Case:
    student = torch.randn(CROPS * batch, prototypes, device=device).to(dtype)
    teacher = torch.randn(GLOBALS * batch, prototypes, device=device).to(dtype)
    center = torch.randn(1, prototypes, device=device)
    # Its memory is written over in each call; what is in it does not change what there is to do.
    scratch = student.clone() if overwrite else student
    weights = pair_weights()

    def fused() -> None:
        loss, *_ = torch.ops.dino.multi_crop_loss(
            computed(scratch),
            teacher,
            center,
            batch,
            weights,
            STUDENT_TEMPERATURE,
            TEACHER_TEMPERATURE,
            overwrite_student=overwrite,
        )
        loss.backward()

    def eager(loss: "type[pair_loop]") -> None:
        logits = teacher.float()
        targets = F.softmax((logits - center) / TEACHER_TEMPERATURE, dim=-1)
        logits.mean(0, keepdim=True)
        loss(computed(student).float(), targets).backward()

    baselines = {"eager, pair loop": lambda: eager(pair_loop), "eager, einsum": lambda: eager(einsum)}
    if registered("_multi_crop_loss_reference"):
        gradient = torch.empty_like(student)
        baselines["composed reference"] = lambda: torch.ops.dino._multi_crop_loss_reference(
            student, teacher, center, batch, weights, STUDENT_TEMPERATURE, TEACHER_TEMPERATURE, False, False, gradient
        )
    # Teacher and student are read, the gradient is written; rows stay in the cache between their passes.
    moved = teacher.nbytes + 2 * student.nbytes
    return Case(
        "multi_crop_loss, in place" if overwrite else "multi_crop_loss",
        f"B={batch}, {GLOBALS}+{CROPS - GLOBALS} crops, K={prototypes}",
        str(dtype).removeprefix("torch."),
        fused,
        baselines,
        moved,
        moved,
    )


def pair_loop(student: Tensor, targets: Tensor) -> Tensor:
    """As DINO's code has it: a softmax of the student's for each pair."""
    crops = (student / STUDENT_TEMPERATURE).chunk(CROPS)
    total, terms = 0, 0
    for i, target in enumerate(targets.chunk(GLOBALS)):
        for v, crop in enumerate(crops):
            if v != i:
                total = total + torch.sum(-target * F.log_softmax(crop, dim=-1), dim=-1).mean()
                terms += 1
    return total / terms


def einsum(student: Tensor, targets: Tensor) -> Tensor:
    """All pairs in one contraction, less those of a crop with itself."""
    log_shares = F.log_softmax(student / STUDENT_TEMPERATURE, dim=-1).unflatten(0, (CROPS, -1))
    targets = targets.unflatten(0, (GLOBALS, -1))
    pairs = torch.einsum("tbk,vbk->tv", targets, log_shares)
    terms = GLOBALS * (CROPS - 1)
    return -(pairs.sum() - pairs.diagonal().sum()) / (terms * targets.shape[1])
