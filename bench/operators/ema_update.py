"""The teacher's moving average of all parameters."""

from collections.abc import Iterator

import networks
import torch
from measure import Case
from torch import Tensor

OPERATOR = "ema_update_"
MOMENTUM = 0.996


def cases(device: str, quick: bool) -> Iterator[Case]:
    shapes = networks.small() if quick else networks.vit_small()
    teacher = networks.tensors(shapes, device)
    student = networks.tensors(shapes, device)
    for value in student:
        value.requires_grad_()

    @torch.no_grad()
    def lerp() -> None:
        torch._foreach_lerp_(teacher, student, 1 - MOMENTUM)

    @torch.no_grad()
    def multiply_add() -> None:
        torch._foreach_mul_(teacher, MOMENTUM)
        torch._foreach_add_(teacher, student, alpha=1 - MOMENTUM)

    bytes_ = networks.size(shapes)
    yield Case(
        "ema_update_",
        "small" if quick else f"ViT-S/16, {bytes_ / 4e6:.1f} M",
        "float32",
        lambda: torch.ops.dino.ema_update_(teacher, student, MOMENTUM),
        {
            "eager, loop over parameters": lambda: loop(teacher, student),
            "foreach lerp": lerp,
            "foreach mul and add": multiply_add,
            "composed reference": lambda: torch.ops.dino.ema_update_reference_(teacher, student, MOMENTUM),
        },
        3 * bytes_,
        3 * bytes_,
    )


@torch.no_grad()
def loop(teacher: list[Tensor], student: list[Tensor]) -> None:
    """As DINO's code has it."""
    for average, value in zip(teacher, student):
        average.mul_(MOMENTUM).add_((1 - MOMENTUM) * value.detach())
