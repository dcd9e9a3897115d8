"""The head's last layer and DINO's loss, forward and backward, without the logits in memory."""

from collections.abc import Iterator

import torch
from measure import Case, registered
from multi_crop_loss import CROPS, GLOBALS, STUDENT_TEMPERATURE, TEACHER_TEMPERATURE, einsum, pair_loop, pair_weights
from torch import Tensor
from torch.nn import functional as F

OPERATOR = "linear_multi_crop_loss"
WIDTH = 256


def cases(device: str, quick: bool) -> Iterator[Case]:
    batch, prototypes = (4, 4096) if quick else (16, 65536)
    student = rows(CROPS * batch, device).requires_grad_()
    teacher = rows(GLOBALS * batch, device)
    direction, teacher_direction = (torch.randn(prototypes, WIDTH, device=device) for _ in range(2))
    gain, teacher_gain = (torch.ones(prototypes, 1, device=device) for _ in range(2))
    center = torch.randn(1, prototypes, device=device)
    learned = [student, direction.requires_grad_(), gain.requires_grad_()]
    weights = pair_weights()

    def backward(loss: Tensor) -> None:
        for value in learned:
            value.grad = None
        loss.backward()

    def fused() -> None:
        loss, *_ = torch.ops.dino.linear_multi_crop_loss(
            student,
            teacher,
            direction,
            gain,
            teacher_direction,
            teacher_gain,
            center,
            batch,
            weights,
            STUDENT_TEMPERATURE,
            TEACHER_TEMPERATURE,
        )
        backward(loss)

    def eager(loss: "type[pair_loop]") -> None:
        with torch.no_grad():
            logits = F.linear(teacher, torch._weight_norm(teacher_direction, teacher_gain, 0))
            targets = F.softmax((logits - center) / TEACHER_TEMPERATURE, dim=-1)
            logits.mean(0, keepdim=True)
        backward(loss(F.linear(student, torch._weight_norm(direction, gain, 0)), targets))

    def layer_then_operator() -> None:
        with torch.no_grad():
            logits = F.linear(teacher, torch._weight_norm(teacher_direction, teacher_gain, 0))
        loss, *_ = torch.ops.dino.multi_crop_loss(
            F.linear(student, torch._weight_norm(direction, gain, 0)),
            logits,
            center,
            batch,
            weights,
            STUDENT_TEMPERATURE,
            TEACHER_TEMPERATURE,
            overwrite_student=True,
        )
        backward(loss)

    baselines = {
        "eager, layer and pair loop": lambda: eager(pair_loop),
        "eager, layer and einsum": lambda: eager(einsum),
    }
    if registered("multi_crop_loss"):
        baselines["eager layer, multi_crop_loss in place"] = layer_then_operator
    # Weights of both networks are read for the logits, the student's again for the input's gradient; its gradient is
    # written. Logits are written once and read in turn, and their gradient likewise.
    logits = 4 * (CROPS + GLOBALS) * batch * prototypes
    moved = 4 * direction.nbytes + 2 * logits + 2 * 4 * CROPS * batch * prototypes
    yield Case(
        "linear_multi_crop_loss",
        f"B={batch}, {GLOBALS}+{CROPS - GLOBALS} crops, D={WIDTH}, K={prototypes}",
        "float32",
        fused,
        baselines,
        moved,
        4 * direction.nbytes,
    )


def rows(count: int, device: str) -> Tensor:
    return F.normalize(torch.randn(count, WIDTH, device=device), dim=-1)
