"""Shapes of the parameters of DINO's networks: a model's update takes time by their number and sizes."""

import torch
from torch import Tensor


def vit_small(patch: int = 16, image: int = 224) -> list[tuple[int, ...]]:
    width, hidden = 384, 1536
    block = [(width,), (width,), (3 * width, width), (3 * width,), (width, width), (width,)]
    block += [(width,), (width,), (hidden, width), (hidden,), (width, hidden), (width,)]
    tokens = 1 + (image // patch) ** 2
    return [(1, 1, width), (1, tokens, width), (width, 3, patch, patch), (width,), *(12 * block), (width,), (width,)]


def head(prototypes: int = 65536) -> list[tuple[int, ...]]:
    layers = [(2048, 384), (2048,), (2048, 2048), (2048,), (256, 2048), (256,)]
    return [*layers, (prototypes, 1), (prototypes, 256)]


def small() -> list[tuple[int, ...]]:
    """For a quick look."""
    return [(64, 48), (64,), (48, 3, 4, 4), (1, 1, 48)] * 4


def tensors(shapes: list[tuple[int, ...]], device: str, scale: float = 1.0) -> list[Tensor]:
    return [torch.randn(shape, device=device) * scale for shape in shapes]


def size(shapes: list[tuple[int, ...]]) -> int:
    """Bytes in float32."""
    return 4 * sum(torch.Size(shape).numel() for shape in shapes)
