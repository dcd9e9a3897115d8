"""multi_crop_loss and masked_patch_loss: losses, gradients and statistics."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import torch
from compare import RELATIVE, Case, close, equal, exact, refused, same_bits, without_waiting
from inputs import KERNEL_DTYPES, LAYOUTS, named, placed, randn
from torch import Tensor

TEMPERATURES = (0.1, 0.05)


@dataclass
class Rows:
    """Arguments of one of the losses; `weighting` is what stands between the centre and the temperatures."""

    operator: str
    student: Tensor
    teacher: Tensor
    center: Tensor | None
    weighting: tuple
    probabilities: bool = False

    def arguments(self) -> tuple:
        return self.student, self.teacher, self.center, *self.weighting, *TEMPERATURES

    def kernel(self, gradient: Tensor | None, statistics: bool = True) -> tuple[Tensor, ...]:
        operator = getattr(torch.ops.dino, f"_{self.operator}")
        return operator(*self.arguments(), self.probabilities, statistics, gradient)

    def exact(self) -> "Rows":
        weighting = tuple(exact(one).float() if isinstance(one, Tensor) else one for one in self.weighting)
        center = None if self.center is None else exact(self.center)
        return replace(
            self, student=exact(self.student), teacher=exact(self.teacher), center=center, weighting=weighting
        )


Make = Callable[..., Rows]
NAMES = ("loss", "teacher_mean", "target_mean", "target_entropy")


def crops(
    device: str,
    dtype: torch.dtype,
    prototypes: int,
    batch: int = 3,
    globals_: int = 2,
    count: int = 5,
    layout: str = "contiguous",
    center: bool = True,
    probabilities: bool = False,
    scale: float = 1.0,
) -> Rows:
    weights = torch.rand(globals_, count, dtype=torch.float64)
    weights[torch.arange(globals_), torch.arange(globals_) % count] = 0
    return Rows(
        "multi_crop_loss",
        placed(randn(count * batch, prototypes, scale=scale), device, dtype, layout),
        placed(targets(globals_ * batch, prototypes, probabilities, scale), device, dtype, layout),
        placed(randn(1, prototypes), device, torch.float32) if center and not probabilities else None,
        (batch, weights.flatten().tolist()),
        probabilities,
    )


def patches(
    device: str,
    dtype: torch.dtype,
    prototypes: int,
    batch: int = 3,
    layout: str = "contiguous",
    center: bool = True,
    probabilities: bool = False,
    scale: float = 1.0,
) -> Rows:
    # As many rows as the other loss has in its students' crops.
    rows = 5 * batch
    return Rows(
        "masked_patch_loss",
        placed(randn(rows, prototypes, scale=scale), device, dtype, layout),
        placed(targets(rows, prototypes, probabilities, scale), device, dtype, layout),
        placed(randn(prototypes), device, torch.float32) if center and not probabilities else None,
        (placed(torch.rand(rows, dtype=torch.float64), device, torch.float32),),
        probabilities,
    )


def targets(rows: int, prototypes: int, probabilities: bool, scale: float) -> Tensor:
    values = randn(rows, prototypes, scale=scale)
    return values.softmax(-1) if probabilities else values


def cases(device: str) -> Iterator[Case]:
    for operator, make in (("multi_crop_loss", crops), ("masked_patch_loss", patches)):
        for dtype in (*KERNEL_DTYPES, torch.float64):
            yield Case(
                operator,
                f"{operator}, {named(dtype)}: odd numbers of prototypes",
                lambda m=make, d=dtype: sizes(m, device, d),
            )
        for dtype in KERNEL_DTYPES:
            yield Case(operator, f"{operator}, {named(dtype)}: layouts", lambda m=make, d=dtype: layouts(m, device, d))
            yield Case(
                operator,
                f"{operator}, {named(dtype)}: probabilities, no centre",
                lambda m=make, d=dtype: kinds(m, device, d),
            )
            yield Case(
                operator, f"{operator}, {named(dtype)}: in place", lambda m=make, d=dtype: in_place(m, device, d)
            )
            yield Case(
                operator, f"{operator}, {named(dtype)}: broken rows", lambda m=make, d=dtype: broken_rows(m, device, d)
            )
        yield Case(operator, f"{operator}: large logits", lambda m=make: large(m, device))
        yield Case(operator, f"{operator}: many rows", lambda m=make: many_rows(m, device))
        yield Case(operator, f"{operator}: teacher of another dtype", lambda m=make: mixed(m, device))
        yield Case(operator, f"{operator}: backward, once and again", lambda m=make: backward(m, device))
        yield Case(operator, f"{operator}: the same bits again", lambda m=make: again(m, device))
        yield Case(operator, f"{operator}: refused arguments", lambda m=make: refusals(m, device))
    yield Case("multi_crop_loss", "multi_crop_loss: numbers of crops", lambda: numbers_of_crops(device))
    yield Case("masked_patch_loss", "masked_patch_loss: no patches", lambda: no_patches(device))


def check(rows: Rows, waits: bool = False, relative: float = RELATIVE) -> None:
    """Loss, statistics and gradient. float64 goes through ATen, which may wait for the device."""
    gradient = torch.empty_like(rows.student)
    if waits:
        found = rows.kernel(gradient)
    else:
        with without_waiting(rows.student.device.type):
            found = rows.kernel(gradient)
    close("loss without gradient", rows.kernel(None)[0], found[0], 1e-6)
    reference = rows.exact()
    wanted = torch.empty_like(reference.student)
    for name, one, expected in zip(NAMES, found, reference.kernel(wanted)):
        # Both are logarithms that cancel where a share is next to one: exponents of 80, rounded by 5e-6.
        close(name, one, expected, relative, absolute=5e-6 if name in ("loss", "target_entropy") else 0.0)
    # Of one prototype it is nothing but the rounding of what cancels.
    close("gradient", gradient, wanted, relative, absolute=1e-6 if wanted.shape[1] == 1 else 0.0)


def sizes(make: Make, device: str, dtype: torch.dtype) -> None:
    for prototypes in (1, 2, 7, 8, 9, 37, 255, 256, 257, 1023, 4099):
        check(make(device, dtype, prototypes), waits=dtype == torch.float64)


def layouts(make: Make, device: str, dtype: torch.dtype) -> None:
    for layout in LAYOUTS:
        for prototypes in (37, 64):
            check(make(device, dtype, prototypes, layout=layout))


def kinds(make: Make, device: str, dtype: torch.dtype) -> None:
    check(make(device, dtype, 257, probabilities=True))
    check(make(device, dtype, 257, center=False))
    short = make(device, dtype, 37).kernel(None, statistics=False)
    equal("shapes without statistics", [tuple(one.shape) for one in short], [(), (37,), (0,), (0,)])


def in_place(make: Make, device: str, dtype: torch.dtype) -> None:
    for prototypes in (1, 37, 256, 4099):
        rows = make(device, dtype, prototypes)
        apart = torch.empty_like(rows.student)
        separate = rows.kernel(apart)
        over = replace(rows, student=rows.student.clone())
        found = over.kernel(over.student)
        for name, one, other in zip(NAMES, found, separate):
            same_bits(name, one, other)
        same_bits("gradient", over.student, apart)


def broken_rows(make: Make, device: str, dtype: torch.dtype) -> None:
    """NaN and infinities stay in their rows' gradients."""
    for value in (torch.nan, torch.inf, -torch.inf):
        rows = make(device, dtype, 37)
        whole = torch.empty_like(rows.student)
        rows.kernel(whole)
        rows.student[-1, 5] = value
        gradient = torch.empty_like(rows.student)
        loss = rows.kernel(gradient)[0]
        close_or_neither_finite(f"loss with {value}", loss, rows.exact().kernel(None)[0])
        close(f"other rows' gradients with {value}", gradient[:-1], exact(whole[:-1]))
        rows = make(device, dtype, 37)
        rows.teacher[-1, 5] = value
        loss, mean, *_ = rows.kernel(torch.empty_like(rows.student))
        expected, expected_mean, *_ = rows.exact().kernel(None)
        close_or_neither_finite(f"loss with a teacher's {value}", loss, expected)
        close(f"mean with a teacher's {value}", mean, expected_mean)


def close_or_neither_finite(what: str, found: Tensor, expected: Tensor) -> None:
    """A share that float32 has as zero makes NaN of an infinite logarithm."""
    if expected.isfinite().item():
        close(what, found, expected)
    else:
        equal(f"{what} is finite", found.isfinite().item(), False)


def large(make: Make, device: str) -> None:
    # Exponents of thousands, of which float32 keeps four digits behind the point.
    check(make(device, torch.float32, 257, scale=50.0), relative=5e-3)
    rows = make(device, torch.float32, 37, scale=1e6)
    gradient = torch.empty_like(rows.student)
    rows.kernel(gradient)
    equal("finite gradients of logits of a million", gradient.isfinite().all().item(), True)


def many_rows(make: Make, device: str) -> None:
    """More than there are blocks or threads."""
    check(make(device, torch.float32, 33, batch=401))
    check(make(device, torch.bfloat16, 8, batch=401))


def mixed(make: Make, device: str) -> None:
    for student, teacher in [
        (torch.bfloat16, torch.float32),
        (torch.float32, torch.float16),
        (torch.float16, torch.bfloat16),
    ]:
        rows = make(device, student, 129)
        check(replace(rows, teacher=rows.teacher.to(teacher)))


def public(rows: Rows, student: Tensor, overwrite: bool = False) -> tuple[Tensor, ...]:
    operator = getattr(torch.ops.dino, rows.operator)
    _, *others = rows.arguments()
    return operator(student, *others, rows.probabilities, overwrite, False)


def backward(make: Make, device: str) -> None:
    for dtype in KERNEL_DTYPES:
        rows = make(device, dtype, 65)
        wanted = torch.empty_like(rows.student)
        rows.kernel(wanted)
        leaf = rows.student.clone().requires_grad_()
        loss = public(rows, leaf)[0]
        (first,) = torch.autograd.grad(loss, leaf, retain_graph=True)
        (second,) = torch.autograd.grad(3 * loss, leaf)
        close("gradient", first, exact(wanted))
        close("gradient of three losses", second, 3 * exact(wanted))
        leaf = rows.student.clone().requires_grad_()
        public(rows, leaf * 1, overwrite=True)[0].backward()
        close("gradient over the logits", leaf.grad, exact(wanted))


def again(make: Make, device: str) -> None:
    rows = make(device, torch.float32, 4099, batch=7)
    gradients = [torch.empty_like(rows.student) for _ in range(2)]
    first, second = (rows.kernel(gradient) for gradient in gradients)
    for name, one, other in zip(NAMES, first, second):
        same_bits(name, one, other)
    same_bits("gradient", *gradients)


def refusals(make: Make, device: str) -> None:
    rows = make(device, torch.float32, 37)
    with refused(f"dino::{rows.operator}: teacher"):
        replace(rows, teacher=rows.teacher[:, :-1]).kernel(None)
    with refused("dino::", "grad_student"):
        rows.kernel(torch.empty_like(rows.student)[:, :-1])
    with refused(f"dino::{rows.operator}: student"):
        replace(rows, student=rows.student.long()).kernel(None)


def numbers_of_crops(device: str) -> None:
    for batch, globals_, count in [(1, 1, 1), (1, 1, 2), (2, 3, 3), (5, 2, 10), (1, 2, 14)]:
        check(crops(device, torch.float32, 41, batch=batch, globals_=globals_, count=count))
    rows = crops(device, torch.float32, 41)
    batch, weights = rows.weighting
    check(replace(rows, weighting=(batch, [0.0] * len(weights))))


def no_patches(device: str) -> None:
    rows = patches(device, torch.float32, 37)
    rows = replace(rows, student=rows.student[:0], teacher=rows.teacher[:0], weighting=(rows.weighting[0][:0],))
    loss, mean, *_ = rows.kernel(torch.empty_like(rows.student))
    equal("loss", loss.item(), 0.0)
    equal("mean", mean.count_nonzero().item(), 0)
