"""iBOT's loss, forward and backward, with the teacher's mean for the centre."""

from collections.abc import Iterator

import torch
from measure import Case, computed, registered
from torch.nn import functional as F

OPERATOR = "masked_patch_loss"
STUDENT_TEMPERATURE, TEACHER_TEMPERATURE = 0.1, 0.07
CROPS, PATCHES_OF_A_CROP = 32, 32


def cases(device: str, quick: bool) -> Iterator[Case]:
    patches, prototypes = (64, 4096) if quick else (CROPS * PATCHES_OF_A_CROP, 65536)
    for dtype in (torch.float32, torch.bfloat16):
        yield case(device, dtype, patches, prototypes, overwrite=False)
    yield case(device, torch.float32, patches, prototypes, overwrite=True)


def case(device: str, dtype: torch.dtype, patches: int, prototypes: int, overwrite: bool) -> Case:
    student = torch.randn(patches, prototypes, device=device).to(dtype)
    teacher = torch.randn(patches, prototypes, device=device).to(dtype)
    center = torch.randn(1, prototypes, device=device)
    scratch = student.clone() if overwrite else student
    of_patch = torch.full((patches,), 1 / PATCHES_OF_A_CROP, device=device)
    weights = of_patch / CROPS

    def fused() -> None:
        loss, *_ = torch.ops.dino.masked_patch_loss(
            computed(scratch),
            teacher,
            center,
            weights,
            STUDENT_TEMPERATURE,
            TEACHER_TEMPERATURE,
            overwrite_student=overwrite,
        )
        loss.backward()

    def eager() -> None:
        logits = teacher.float()
        targets = F.softmax((logits - center) / TEACHER_TEMPERATURE, dim=-1)
        logits.mean(0, keepdim=True)
        log_shares = F.log_softmax(computed(student).float() / STUDENT_TEMPERATURE, dim=-1)
        loss = torch.sum(targets * log_shares, dim=-1)
        (-(loss * of_patch).sum() / CROPS).backward()

    baselines = {"eager, as DINOv2": eager}
    if registered("_masked_patch_loss_reference"):
        gradient = torch.empty_like(student)
        baselines["composed reference"] = lambda: torch.ops.dino._masked_patch_loss_reference(
            student, teacher, center, weights, STUDENT_TEMPERATURE, TEACHER_TEMPERATURE, False, False, gradient
        )
    moved = teacher.nbytes + 2 * student.nbytes
    return Case(
        "masked_patch_loss, in place" if overwrite else "masked_patch_loss",
        f"M={patches}, K={prototypes}",
        str(dtype).removeprefix("torch."),
        fused,
        baselines,
        moved,
        moved,
    )
