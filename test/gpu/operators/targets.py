"""sinkhorn_knopp and sinkhorn_probabilities."""

from collections.abc import Iterator

import torch
from compare import Case, close, equal, exact, refused, same_bits, without_waiting
from inputs import KERNEL_DTYPES, LAYOUTS, named, placed, randn
from torch import Tensor

OPERATORS = ("sinkhorn_knopp", "sinkhorn_probabilities")
SHAPES = [(1, 1), (1, 7), (7, 1), (7, 37), (37, 7), (5, 4099), (300, 257), (64, 256), (65, 1024)]


def cases(device: str) -> Iterator[Case]:
    for dtype in (*KERNEL_DTYPES, torch.float64):
        yield Case("sinkhorn_knopp", f"Sinkhorn, {named(dtype)}: odd shapes", lambda d=dtype: shapes(device, d))
    for dtype in KERNEL_DTYPES:
        yield Case("sinkhorn_knopp", f"Sinkhorn, {named(dtype)}: layouts", lambda d=dtype: layouts(device, d))
    yield Case("sinkhorn_knopp", "Sinkhorn: iterations and temperatures", lambda: iterations(device))
    yield Case("sinkhorn_knopp", "Sinkhorn: far logits", lambda: far(device))
    yield Case("sinkhorn_knopp", "Sinkhorn: an empty prototype and an empty sample", lambda: empty_rows(device))
    yield Case("sinkhorn_knopp", "Sinkhorn: NaN", lambda: broken(device))
    yield Case("sinkhorn_knopp", "Sinkhorn: nothing to do", lambda: nothing(device))
    yield Case("sinkhorn_knopp", "Sinkhorn: the same bits again", lambda: again(device))
    yield Case("sinkhorn_knopp", "Sinkhorn: refused arguments", lambda: refusals(device))


def check(logits: Tensor, temperature: float = 0.07, count: int = 3, relative: float = 1e-3) -> None:
    """Factors are right up to a constant, so that what they give is compared."""
    expected = torch.ops.dino.sinkhorn_probabilities(exact(logits), temperature, count)
    if logits.dtype == torch.float64:
        written = torch.ops.dino.sinkhorn_probabilities(logits, temperature, count)
        factors = torch.ops.dino.sinkhorn_knopp(logits, temperature, count)
    else:
        with without_waiting(logits.device.type):
            written = torch.ops.dino.sinkhorn_probabilities(logits, temperature, count)
            factors = torch.ops.dino.sinkhorn_knopp(logits, temperature, count)
    close("probabilities", written, expected, relative)
    prototypes, samples = doubles_of(factors)
    close(
        "probabilities of the factors",
        (exact(logits) / temperature + prototypes + samples[:, None]).exp(),
        expected,
        relative,
    )
    close("sums over prototypes", exact(written).sum(1), torch.ones(logits.shape[0], dtype=torch.float64), 1e-4)


def doubles_of(factors: tuple[Tensor, Tensor]) -> list[Tensor]:
    return [exact(one) for one in factors]


def shapes(device: str, dtype: torch.dtype) -> None:
    for samples, prototypes in SHAPES:
        check(placed(randn(samples, prototypes, scale=0.5), device, dtype))


def layouts(device: str, dtype: torch.dtype) -> None:
    for layout in LAYOUTS:
        for prototypes in (37, 64):
            check(placed(randn(9, prototypes, scale=0.5), device, dtype, layout))


def iterations(device: str) -> None:
    logits = placed(randn(33, 65, scale=0.5), device, torch.float32)
    for count in (1, 2, 3, 7):
        check(logits, count=count)
    for temperature in (0.02, 1.0, 20.0):
        check(logits, temperature)


def far(device: str) -> None:
    """Exponents of thousands, of which float32 keeps four digits behind the point."""
    logits = torch.empty(40, 301, dtype=torch.float64).uniform_(-50, 50)
    logits[0, 0], logits[1, 1] = 50, -50
    check(placed(logits, device, torch.float32), 0.04, relative=5e-3)


def empty_rows(device: str) -> None:
    logits = randn(12, 37)
    logits[:, 5] = -torch.inf
    found = torch.ops.dino.sinkhorn_probabilities(placed(logits, device, torch.float32), 0.1)
    close("probabilities", found, torch.ops.dino.sinkhorn_probabilities(logits, 0.1), 1e-3)
    logits = randn(12, 37)
    logits[4] = -torch.inf
    for factor in torch.ops.dino.sinkhorn_knopp(placed(logits, device, torch.float32), 0.1):
        equal("finite factors", factor.isfinite().all().item(), True)


def broken(device: str) -> None:
    logits = placed(randn(12, 37), device, torch.float32)
    logits[3, 3] = torch.nan
    for factor in torch.ops.dino.sinkhorn_knopp(logits, 0.1):
        equal("NaN everywhere", factor.isnan().all().item(), True)


def nothing(device: str) -> None:
    prototypes, samples = torch.ops.dino.sinkhorn_knopp(torch.empty(0, 7, device=device), 0.1)
    equal("shapes", (tuple(prototypes.shape), tuple(samples.shape)), ((7,), (0,)))
    equal("zeros", prototypes.count_nonzero().item(), 0)


def again(device: str) -> None:
    logits = placed(randn(300, 1025), device, torch.float32)
    for one, other in zip(*(torch.ops.dino.sinkhorn_knopp(logits, 0.07) for _ in range(2))):
        same_bits("factors", one, other)


def refusals(device: str) -> None:
    logits = placed(randn(4, 5), device, torch.float32)
    for name in OPERATORS:
        operator = getattr(torch.ops.dino, name)
        for arguments, text in [
            ((logits, 0.0), "temperature"),
            ((logits, 0.1, 0), "iterations"),
            ((logits[0], 0.1), "logits"),
            ((logits.long(), 0.1), "logits"),
        ]:
            with refused(f"dino::{name}", text):
                operator(*arguments)
