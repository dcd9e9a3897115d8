"""What a case is, and its results compared with those in float64 on the CPU."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor

# Of what is computed in float32 with exponentials in it, relative to an element, and to the largest one.
RELATIVE, OF_LARGEST = 2e-4, 2e-6


@dataclass(frozen=True)
class Case:
    operator: str
    name: str
    run: Callable[[], None]


def exact(tensor: Tensor) -> Tensor:
    """The same numbers, rounded as they are, in float64 on the CPU."""
    return tensor.detach().cpu().double()


def close(
    what: str,
    found: Tensor,
    expected: Tensor,
    relative: float = RELATIVE,
    largest: float = OF_LARGEST,
    absolute: float = 0.0,
) -> None:
    """`found` has the rounding of its dtype beside that of the computation; NaN and infinities are in their places."""
    if found.shape != expected.shape:
        raise AssertionError(f"{what}: expected shape {tuple(expected.shape)}, got {tuple(found.shape)}")
    if found.numel() == 0:
        return
    rounding = torch.finfo(found.dtype)
    finite = expected[expected.isfinite()]
    top = finite.abs().max().item() if finite.numel() else 0.0
    torch.testing.assert_close(
        exact(found),
        expected.double().cpu(),
        rtol=relative + rounding.eps,
        # Of float16, what is smaller than its smallest number vanishes.
        atol=absolute
        + largest * top
        + (rounding.smallest_normal * rounding.eps if found.dtype == torch.float16 else 0),
        equal_nan=True,
        msg=lambda message: f"{what}: {message}",
    )


def equal(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise AssertionError(f"{what}: expected {expected}, got {found}")


def same_bits(what: str, found: Tensor, expected: Tensor) -> None:
    same = torch.equal(found.isnan(), expected.isnan()) and torch.equal(found.nan_to_num(), expected.nan_to_num())
    equal(f"{what}: the same bits", same, True)


@contextmanager
def refused(*texts: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        for text in texts:
            if text not in str(error):
                raise AssertionError(f"expected {text!r} in {error}") from error
        return
    raise AssertionError(f"expected a ValueError with {texts}, but nothing was raised")


@contextmanager
def without_waiting(device: str) -> Iterator[None]:
    """On a CUDA device, what waits for it is an error; and the work is on a stream of its own."""
    if device != "cuda":
        yield
        return
    torch.cuda.synchronize()
    stream = torch.cuda.Stream()
    torch.cuda.set_sync_debug_mode("error")
    try:
        with torch.cuda.stream(stream):
            yield
    finally:
        torch.cuda.set_sync_debug_mode("default")
        stream.synchronize()


def doubles(values: Sequence[Tensor]) -> list[Tensor]:
    return [exact(value) for value in values]
