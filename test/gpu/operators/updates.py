"""ema_update_ and adamw_ema_: lists of parameters, written in place."""

from collections.abc import Callable, Iterator

import torch
from compare import Case, close, doubles, equal, same_bits, without_waiting
from inputs import LAYOUTS, named, placed, randn
from torch import Tensor

# The longest is more than one block's, and no multiple of a vector's.
SHAPES = [(), (1,), (7,), (37, 3), (8, 4, 3, 3), (1 << 16,), ((1 << 17) + 17,), (0,)]
PAIRS = [
    (torch.float32, torch.float32),
    (torch.float32, torch.bfloat16),
    (torch.float32, torch.float16),
    (torch.float64, torch.float32),
    (torch.bfloat16, torch.bfloat16),
]
ADAMW = (0.9, 0.999, 1e-8)


def cases(device: str) -> Iterator[Case]:
    for average, online in PAIRS:
        yield Case(
            "ema_update_",
            f"ema_update_, {named(average)} of {named(online)}",
            lambda a=average, o=online: averages(device, a, o),
        )
    yield Case("ema_update_", "ema_update_: layouts", lambda: layouts(device))
    yield Case("ema_update_", "ema_update_: more tensors than one launch takes", lambda: many(device))
    yield Case("ema_update_", "ema_update_: NaN and infinities", lambda: broken(device))
    for dtype in (torch.float32, torch.bfloat16, torch.float16):
        yield Case("adamw_ema_", f"adamw_ema_, {named(dtype)} parameters", lambda d=dtype: steps(device, d))
    yield Case("adamw_ema_", "adamw_ema_: without clipping, without averages", lambda: plain(device))
    yield Case("adamw_ema_", "adamw_ema_: clipping by groups", lambda: clipping(device))
    yield Case("adamw_ema_", "adamw_ema_: more tensors than one launch takes", lambda: many_steps(device))
    yield Case("adamw_ema_", "adamw_ema_: gradients that are not finite", lambda: broken_steps(device))
    yield Case("adamw_ema_", "adamw_ema_: the same bits again", lambda: again(device))


def of_rounding(dtype: torch.dtype) -> float:
    """What a few operations in it may lose; what is in float64 is computed so."""
    return 4 * torch.finfo(dtype).eps


def update(ema: list[Tensor], online: list[Tensor], momentum: float, waits: bool = False) -> None:
    expected = doubles(ema)
    torch.ops.dino.ema_update_(expected, doubles(online), momentum)
    dtype = ema[0].dtype
    if waits:
        torch.ops.dino.ema_update_(ema, online, momentum)
    else:
        with without_waiting(ema[0].device.type):
            torch.ops.dino.ema_update_(ema, online, momentum)
    for i, (one, wanted) in enumerate(zip(ema, expected)):
        # Summands of about one may cancel.
        close(f"average {i}", one, wanted, of_rounding(dtype), of_rounding(dtype))


def averages(device: str, average: torch.dtype, online: torch.dtype) -> None:
    for momentum in (0.0, 0.5, 0.996, 1.0):
        update(
            [placed(randn(*shape), device, average) for shape in SHAPES],
            [placed(randn(*shape), device, online) for shape in SHAPES],
            momentum,
            waits=average != torch.float32,
        )
    torch.ops.dino.ema_update_([], [], 0.5)


def layouts(device: str) -> None:
    for first in LAYOUTS:
        for second in LAYOUTS:
            shapes = [(37, 8), (5, 3)]
            ema = [placed(randn(*shape), device, torch.float32, first) for shape in shapes]
            update(ema, [placed(randn(*shape), device, torch.float32, second) for shape in shapes], 0.9)


def many(device: str) -> None:
    lists = [[placed(randn(1 + i % 13), device, torch.float32) for i in range(700)] for _ in range(2)]
    update(*lists, 0.9)


def broken(device: str) -> None:
    values = torch.tensor([torch.nan, torch.inf, -torch.inf, 1.0] * 5, dtype=torch.float64)
    update([placed(values, device, torch.float32)], [placed(randn(20), device, torch.float32)], 0.9)


class Parameters:
    def __init__(self, shapes: list[tuple[int, ...]], device: str, dtype: torch.dtype, scale: float = 1.0) -> None:
        def make(kind: torch.dtype, factor: float = 1.0) -> list[Tensor]:
            return [placed(randn(*shape, scale=factor), device, kind) for shape in shapes]

        self.parameters, self.gradients = make(dtype), make(dtype, scale)
        self.means = make(torch.float32, 0.1)
        self.squares = [value.abs() for value in make(torch.float32, 0.1)]
        self.ema = make(torch.float32)
        count = len(shapes)
        self.ema_of = list(range(count))
        self.lr = [1e-2 / (1 + i % 3) for i in range(count)]
        self.decay = [0.04 * (i % 2) for i in range(count)]
        self.step = [float(1 + i % 5) for i in range(count)]
        self.groups = [0] * count

    def exact(self) -> "Parameters":
        return self.changed(doubles)

    def copy(self) -> "Parameters":
        return self.changed(lambda values: [value.clone() for value in values])

    def changed(self, change: Callable[[list[Tensor]], list[Tensor]]) -> "Parameters":
        other = object.__new__(Parameters)
        other.__dict__ = {
            name: change(value) if value and isinstance(value[0], Tensor) else value
            for name, value in vars(self).items()
        }
        return other

    def written(self) -> dict[str, list[Tensor]]:
        return {"parameter": self.parameters, "mean": self.means, "square": self.squares, "average": self.ema}

    def take(self, max_norm: float = 1.0, momentum: float = 0.9) -> Tensor:
        return torch.ops.dino.adamw_ema_(
            self.parameters,
            self.gradients,
            self.means,
            self.squares,
            self.ema,
            self.ema_of,
            self.lr,
            self.decay,
            self.step,
            *ADAMW,
            self.groups,
            max_norm,
            momentum,
        )


def check(all_: Parameters, max_norm: float = 1.0) -> None:
    reference = all_.exact()
    before = [value.clone() for value in all_.gradients]
    expected = reference.take(max_norm)
    with without_waiting(all_.parameters[0].device.type):
        norms = all_.take(max_norm)
    close("norms", norms, expected, 1e-5)
    wanted = reference.written()
    # An average may be that of the rounded parameter.
    rounding = of_rounding(all_.parameters[0].dtype)
    for name, values in all_.written().items():
        for i, value in enumerate(values):
            more = rounding if name in ("parameter", "average") else of_rounding(value.dtype)
            close(f"{name} {i}", value, wanted[name][i], 2e-5 + more, 2e-6 + more)
    for value, kept in zip(all_.gradients, before):
        same_bits("gradients are read", value, kept)


def steps(device: str, dtype: torch.dtype) -> None:
    all_ = Parameters(SHAPES, device, dtype)
    for _ in range(3):
        # Each step's start is exact, so that rounding of the last one is not counted again.
        check(all_)


def plain(device: str) -> None:
    all_ = Parameters(SHAPES, device, torch.float32)
    all_.groups, all_.ema, all_.ema_of = [], [], [-1] * len(SHAPES)
    check(all_)
    all_ = Parameters(SHAPES, device, torch.float32)
    all_.ema_of = [-1, *range(len(SHAPES) - 1)]
    all_.ema = [placed(randn(*shape), device, torch.float32) for shape in SHAPES[1:]]
    check(all_)


def clipping(device: str) -> None:
    for max_norm in (0.0, 0.5, 1e9):
        all_ = Parameters(SHAPES, device, torch.float32, scale=3.0)
        all_.groups = [i % 3 for i in range(len(SHAPES))]
        check(all_, max_norm)
    all_ = Parameters(SHAPES, device, torch.float32)
    all_.groups = list(range(len(SHAPES)))
    check(all_)


def many_steps(device: str) -> None:
    check(Parameters([(1 + i % 11, 1 + i % 3) for i in range(500)], device, torch.float32))


def broken_steps(device: str) -> None:
    """A norm that is not finite scales nothing, so that other tensors take their step."""
    all_ = Parameters([(7,), (9,)], device, torch.float32)
    all_.gradients[1][3] = torch.nan
    check(all_)
    equal("the other parameter is finite", all_.parameters[0].isfinite().all().item(), True)


def again(device: str) -> None:
    torch.manual_seed(1)
    one = Parameters(SHAPES, device, torch.float32)
    torch.manual_seed(1)
    other = Parameters(SHAPES, device, torch.float32)
    same_bits("norms", one.take(), other.take())
    for name, values in one.written().items():
        for value, second in zip(values, other.written()[name]):
            same_bits(name, value, second)
