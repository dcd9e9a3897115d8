"""DINOv2's KoLeo regulariser, forward and backward."""

from collections.abc import Iterator

import torch
from measure import Case, registered
from torch import Tensor
from torch.nn import functional as F

OPERATOR = "koleo"


def cases(device: str, quick: bool) -> Iterator[Case]:
    for samples, width in [(64, 384)] if quick else [(64, 384), (4096, 384)]:
        features = torch.randn(samples, width, device=device, requires_grad=True)
        baselines = {"eager, as DINOv2": lambda features=features: backward(eager(features), features)}
        if registered("koleo_reference"):
            baselines["composed reference"] = lambda features=features: reference(features)
        yield Case(
            "koleo",
            f"N={samples}, D={width}",
            "float32",
            lambda features=features: backward(torch.ops.dino.koleo(features), features),
            baselines,
            # Products and both gradients read the features, one gradient is written.
            4 * features.nbytes,
            2 * features.nbytes,
        )


def backward(loss: Tensor, features: Tensor) -> None:
    features.grad = None
    loss.backward()


def reference(features: Tensor) -> None:
    with torch.no_grad():
        _, neighbours = torch.ops.dino.koleo_reference(features, 1, 1)
        torch.ops.dino.koleo_backward_reference(torch.ones((), device=features.device), features, neighbours)


def eager(features: Tensor) -> Tensor:
    with torch.autocast(features.device.type, enabled=False):
        rows = F.normalize(features, eps=1e-8, p=2, dim=-1)
        with torch.no_grad():
            products = rows @ rows.t()
            products.fill_diagonal_(-1)
            nearest = products.argmax(dim=1)
        distances = F.pairwise_distance(rows, rows[nearest], eps=1e-8)
        return -torch.log(distances + 1e-8).mean()
