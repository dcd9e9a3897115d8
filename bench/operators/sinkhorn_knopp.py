"""Sinkhorn-Knopp's targets of DINOv2: as factors, which losses take as a centre, and written out."""

from collections.abc import Iterator

import torch
from measure import Case, registered
from torch import Tensor

OPERATOR = "sinkhorn_knopp"
TEMPERATURE, ITERATIONS = 0.07, 3


def cases(device: str, quick: bool) -> Iterator[Case]:
    samples, prototypes = (64, 4096) if quick else (1024, 65536)
    for dtype in (torch.float32, torch.bfloat16):
        logits = torch.empty(samples, prototypes, device=device).uniform_(-1, 1).to(dtype)
        for name in ("sinkhorn_knopp", "sinkhorn_probabilities"):
            yield case(name, logits)


def case(name: str, logits: Tensor) -> Case:
    operator = getattr(torch.ops.dino, name)
    baselines = {"eager, as DINOv2": lambda: eager(logits)}
    if registered(f"{name}_reference"):
        reference = getattr(torch.ops.dino, f"{name}_reference")
        baselines["composed reference"] = lambda: reference(logits, TEMPERATURE, ITERATIONS)
    targets = logits.numel() * 4 if name == "sinkhorn_probabilities" else 0
    # The maximum and each iteration's two sums take one pass each; the last one's sums over samples go with Q.
    moved = (ITERATIONS + 1) * logits.nbytes + (logits.nbytes + targets if targets else 0)
    samples, prototypes = logits.shape
    return Case(
        name,
        f"N={samples}, K={prototypes}, {ITERATIONS} iterations",
        str(logits.dtype).removeprefix("torch."),
        lambda: operator(logits, TEMPERATURE, ITERATIONS),
        baselines,
        moved,
        logits.nbytes + targets,
    )


@torch.no_grad()
def eager(logits: Tensor, temperature: float = TEMPERATURE) -> Tensor:
    """DINOv2's order of steps, on one process."""
    shares = torch.exp(logits.float() / temperature).t()
    prototypes, samples = shares.shape
    shares /= shares.sum()
    for _ in range(ITERATIONS):
        shares /= shares.sum(dim=1, keepdim=True)
        shares /= prototypes
        shares /= shares.sum(dim=0, keepdim=True)
        shares /= samples
    shares *= samples
    return shares.t()
