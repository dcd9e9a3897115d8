"""linear_multi_crop_loss: with memory for few images at a time, and gradients of input, direction and gain."""

from collections.abc import Iterator

import torch
from compare import Case, close, exact, refused
from inputs import placed, randn
from torch import Tensor

TEMPERATURES = (0.1, 0.05)


def cases(device: str) -> Iterator[Case]:
    for gain in (True, False):
        name = "weight norm" if gain else "a plain weight"
        yield Case("linear_multi_crop_loss", f"linear_multi_crop_loss with {name}", lambda g=gain: layer(device, g))


def layer(device: str, gain: bool) -> None:
    batch, crops, globals_, width, prototypes = 5, 4, 2, 16, 37
    weights = torch.rand(globals_ * crops).tolist()
    inputs = [randn(crops * batch, width), randn(globals_ * batch, width)]
    layers = [randn(prototypes, width), randn(prototypes, 1), randn(prototypes, width), randn(prototypes, 1)]
    values = [placed(one, device, torch.float32) for one in (*inputs, *layers, randn(prototypes))]
    # The least memory, two images', and all of it at once.
    image = 4 * prototypes * (crops + globals_)
    for memory in (image, 2 * image, 1 << 26):
        found = run(values, gain, batch, weights, memory)
        expected = run([exact(one) for one in values], gain, batch, weights, 1 << 26)
        for name, one, wanted in zip(("loss", "input", "direction", "gain"), found, expected):
            close(f"{name} with memory of {memory}", one, wanted, 1e-3, 1e-5)
    with refused("dino::linear_multi_crop_loss: memory"):
        run(values, gain, batch, weights, 1)


def run(values: list[Tensor], gain: bool, batch: int, weights: list[float], memory: int) -> list[Tensor]:
    student, teacher, direction, scale, teacher_direction, teacher_scale, center = (one.clone() for one in values)
    learned = [student, direction, *([scale] if gain else [])]
    for one in learned:
        one.requires_grad_()
    loss, *_ = torch.ops.dino.linear_multi_crop_loss(
        student,
        teacher,
        direction,
        scale if gain else None,
        teacher_direction,
        teacher_scale if gain else None,
        center,
        batch,
        weights,
        *TEMPERATURES,
        memory,
    )
    loss.backward()
    return [loss.detach(), *(one.grad for one in learned)]
