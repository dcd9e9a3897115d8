"""koleo: the loss, which rows are neighbours, and the gradient."""

from collections.abc import Iterator

import torch
from compare import Case, close, equal, exact, refused, same_bits, without_waiting
from inputs import KERNEL_DTYPES, LAYOUTS, named, placed, randn
from torch import Tensor

SHAPES = [(2, 1), (2, 7), (7, 37), (37, 384), (65, 33), (300, 5), (129, 256)]


def cases(device: str) -> Iterator[Case]:
    for dtype in (*KERNEL_DTYPES, torch.float64):
        yield Case("koleo", f"KoLeo, {named(dtype)}: odd shapes", lambda d=dtype: shapes(device, d))
    for dtype in KERNEL_DTYPES:
        yield Case("koleo", f"KoLeo, {named(dtype)}: layouts", lambda d=dtype: layouts(device, d))
    yield Case("koleo", "KoLeo: neighbours and groups", lambda: groups(device))
    yield Case("koleo", "KoLeo: duplicates and rows of zeros", lambda: duplicates(device))
    yield Case("koleo", "KoLeo: the same bits again", lambda: again(device))
    yield Case("koleo", "KoLeo: refused arguments", lambda: refusals(device))


def check(features: Tensor, topk: int = 1, count: int = 1) -> None:
    if features.dtype == torch.float64:
        loss, neighbours = torch.ops.dino._koleo(features, topk, count)
    else:
        with without_waiting(features.device.type):
            loss, neighbours = torch.ops.dino._koleo(features, topk, count)
    expected, nearest = torch.ops.dino._koleo(exact(features), topk, count)
    close("loss", loss, expected)
    if features.dtype in (torch.float32, torch.float64) and features.shape[1] > 5:
        equal("neighbours", neighbours.tolist(), nearest.tolist())
    leaf = features.clone().requires_grad_()
    (2 * torch.ops.dino.koleo(leaf, topk, count)).backward()
    # With the neighbours that were found: of two rows about as near either may be the one.
    two = torch.tensor(2.0, dtype=torch.float64)
    close("gradient", leaf.grad, torch.ops.dino.koleo_backward(two, exact(features), neighbours.cpu()), 2e-3, 1e-4)


def shapes(device: str, dtype: torch.dtype) -> None:
    for samples, width in SHAPES:
        # Of one dimension there are but two directions, so that all distances are zero or two.
        if width > 1:
            check(placed(randn(samples, width), device, dtype))


def layouts(device: str, dtype: torch.dtype) -> None:
    for layout in LAYOUTS:
        for width in (37, 64):
            check(placed(randn(9, width), device, dtype, layout))


def groups(device: str) -> None:
    features = placed(randn(60, 33), device, torch.float32)
    for topk, count in [(1, 2), (1, 12), (3, 1), (3, 5), (4, 12)]:
        check(features, topk, count)


def duplicates(device: str) -> None:
    features = placed(randn(9, 16), device, torch.float32)
    features[1] = features[0]
    features[2] = 0
    features.requires_grad_()
    loss = torch.ops.dino.koleo(features)
    loss.backward()
    equal("finite loss", loss.isfinite().item(), True)
    equal("finite gradient", features.grad.isfinite().all().item(), True)


def again(device: str) -> None:
    features = placed(randn(257, 65), device, torch.float32)
    gradients = []
    for _ in range(2):
        leaf = features.clone().requires_grad_()
        torch.ops.dino.koleo(leaf).backward()
        gradients.append(leaf.grad)
    same_bits("gradient", *gradients)


def refusals(device: str) -> None:
    features = placed(randn(6, 5), device, torch.float32)
    for arguments, text in [
        ((features[:1],), "features"),
        ((features, 6), "more than 6"),
        ((features, 1, 4), "groups"),
        ((features.long(),), "features"),
    ]:
        with refused("dino::koleo: ", text):
            torch.ops.dino.koleo(*arguments)
