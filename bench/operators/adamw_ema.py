"""Clipping by the global norm, AdamW and the teacher's average: one step of ViT-S with its head."""

from collections.abc import Callable, Iterator

import networks
import torch
from measure import Case, Run, registered
from torch import Tensor

OPERATOR = "adamw_ema_"
LR, DECAY, BETAS, EPS, MOST, MOMENTUM = 5e-4, 0.04, (0.9, 0.999), 1e-8, 3.0, 0.996


def cases(device: str, quick: bool) -> Iterator[Case]:
    shapes = networks.small() if quick else [*networks.vit_small(), *networks.head()]
    # Shared by all ways, which have moments of their own: what is in them does not change what there is to do.
    parameters = networks.tensors(shapes, device)
    for value in parameters:
        value.grad = torch.randn_like(value)
        value.requires_grad_()
    teacher = networks.tensors(shapes, device)
    bytes_ = networks.size(shapes)
    baselines = {
        "clip, torch's AdamW (default), foreach EMA": step(parameters, teacher),
        "clip, torch's AdamW (foreach), foreach EMA": step(parameters, teacher, foreach=True),
        "clip, torch's AdamW (fused), foreach EMA": step(parameters, teacher, fused=True),
    }
    if registered("adamw_ema_reference_"):
        baselines["composed reference"] = operator(torch.ops.dino.adamw_ema_reference_, parameters, teacher)
    yield Case(
        "adamw_ema_",
        "small" if quick else f"ViT-S/16 and head, {bytes_ / 4e6:.1f} M",
        "float32",
        operator(torch.ops.dino.adamw_ema_, parameters, teacher),
        baselines,
        # The norm needs the gradients before the first of them can be used.
        10 * bytes_,
        10 * bytes_,
    )


def operator(update: Callable, parameters: list[Tensor], teacher: list[Tensor]) -> Run:
    means = [torch.zeros_like(value) for value in parameters]
    squares = [torch.zeros_like(value) for value in parameters]
    count = len(parameters)
    decays = [DECAY if value.ndim > 1 else 0.0 for value in parameters]
    taken = 0

    @torch.no_grad()
    def run() -> None:
        nonlocal taken
        taken += 1
        gradients = [value.grad for value in parameters]
        update(
            parameters,
            gradients,
            means,
            squares,
            teacher,
            list(range(count)),
            [LR] * count,
            decays,
            [float(taken)] * count,
            *BETAS,
            EPS,
            [0] * count,
            MOST,
            MOMENTUM,
        )

    return run


def move(teacher: list[Tensor], parameters: list[Tensor]) -> None:
    torch._foreach_lerp_(teacher, parameters, 1 - MOMENTUM)


def step(
    parameters: list[Tensor],
    teacher: list[Tensor],
    average: Callable[[list[Tensor], list[Tensor]], None] = move,
    **way: bool,
) -> Run:
    groups = [
        {"params": [value for value in parameters if value.ndim > 1]},
        {"params": [value for value in parameters if value.ndim <= 1], "weight_decay": 0.0},
    ]
    adam = torch.optim.AdamW(groups, lr=LR, betas=BETAS, eps=EPS, weight_decay=DECAY, **way)

    def run() -> None:
        torch.nn.utils.clip_grad_norm_(parameters, MOST)
        adam.step()
        with torch.no_grad():
            average(teacher, parameters)

    return run
