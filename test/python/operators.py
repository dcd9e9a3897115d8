"""The operator library `dino` in PyTorch. Prints {case: "passed" or a traceback} as JSON.

    python operators.py LIBRARY COPY

LIBRARY is libdino_ops.so, COPY the same file at another path. test/python/operators.test.ts runs it.
"""

import ctypes
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import cases
import torch
from cases import equal, outcome
from torch import Tensor
from torch.autograd import forward_ad

LIBRARY, COPY = sys.argv[1:]

MOMENTUM = 0.9
# Longer than a piece of work of the kernel, and no multiple of one.
LONG = 3 * (1 << 15) + 17


def main() -> None:
    torch.manual_seed(0)
    torch.ops.load_library(LIBRARY)
    print(json.dumps({name: outcome(case) for name, case in CASES.items()}))


def formula() -> None:
    for average, online, rtol in [
        (torch.float32, torch.float32, 1e-6),
        (torch.float32, torch.float64, 1e-6),
        (torch.float32, torch.bfloat16, 1e-6),
        (torch.float32, torch.float16, 1e-6),
        (torch.float64, torch.float64, 1e-14),
        (torch.float64, torch.float32, 1e-14),
        (torch.float64, torch.bfloat16, 1e-14),
        # Not what the kernel is for: in bfloat16's own precision, by the reference.
        (torch.bfloat16, torch.bfloat16, 2e-2),
    ]:
        for momentum in (0.0, MOMENTUM, 0.996, 1.0):
            compare(lambda shape, dtype: torch.randn(shape).to(dtype), average, online, momentum, rtol)


def layouts() -> None:
    def transposed(rows: int, columns: int) -> Tensor:
        return torch.randn(columns, rows).t()

    def spaced(rows: int, columns: int) -> Tensor:
        return torch.randn(rows, 2 * columns)[:, ::2]

    def plain(rows: int, columns: int) -> Tensor:
        return torch.randn(rows, columns)

    for make_ema in (transposed, spaced, plain):
        for make_online in (transposed, spaced, plain):
            ema, online = make_ema(37, 53), make_online(37, 53)
            expected = by_formula(ema, online, MOMENTUM)
            strides = ema.stride()
            update([ema], [online], MOMENTUM)
            close(ema, expected, 1e-6)
            equal(ema.stride(), strides)
    # What lies between the elements of a view is not the view's.
    base = torch.zeros(10)
    update([base[::2]], [torch.ones(5)], 0.5)
    equal(base.tolist(), [0.5, 0.0] * 5)


def nothing_to_do() -> None:
    update([], [], MOMENTUM)
    empty = torch.empty(0, 3)
    update([empty], [torch.empty(0, 3)], MOMENTUM)
    equal(empty.shape, (0, 3))


def reference() -> None:
    for average in (torch.float32, torch.float64):
        for online in (torch.float32, torch.float64, torch.bfloat16):
            ema = [torch.randn(LONG).to(average), torch.randn(3, 5).to(average)]
            twin = [tensor.clone() for tensor in ema]
            values = [torch.randn(LONG).to(online), torch.randn(3, 5).to(online)]
            update(ema, values, MOMENTUM)
            torch.ops.dino.ema_update_reference_(twin, values, MOMENTUM)
            for one, other in zip(ema, twin):
                close(one, other, 1e-6)


def refused_arguments() -> None:
    one = torch.ones(2)
    for call in (update, torch.ops.dino.ema_update_reference_):
        for ema, online, momentum, message in [
            ([one], [], MOMENTUM, "expected as many online tensors as ema tensors"),
            ([one], [torch.ones(3)], MOMENTUM, "tensor 0: expected online of shape [2], got [3]"),
            ([one, one], [one, torch.ones(2, 1)], MOMENTUM, "tensor 1: expected online of shape [2], got [2, 1]"),
            ([one], [one], 1.5, "momentum: expected 0 to 1, got 1.5"),
            ([one], [one], -0.1, "momentum: expected 0 to 1, got -0.1"),
            ([one], [one], float("nan"), "momentum: expected 0 to 1, got"),
            ([one.int()], [one], MOMENTUM, "expected a floating point average, got Int"),
            ([one], [one.long()], MOMENTUM, "expected floating point online values, got Long"),
        ]:
            with refusal(ValueError, message):
                call(ema, online, momentum)
    equal(one.tolist(), [1.0, 1.0])


def recorded_average() -> None:
    ema = torch.ones(2, requires_grad=True)
    with refusal(RuntimeError, "tensor 1 of the average requires a gradient"):
        update([torch.ones(2), ema], [torch.zeros(2)] * 2, MOMENTUM)
    with torch.no_grad():
        update([ema], [torch.zeros(2)], 0.5)
    equal(ema.tolist(), [0.5, 0.5])
    # The online tensors are a model's parameters.
    plain, online = torch.ones(2), torch.zeros(2, requires_grad=True)
    update([plain], [online], 0.5)
    equal((plain.tolist(), plain.requires_grad, online.grad), ([0.5, 0.5], False, None))


def saved_for_backward() -> None:
    weight, ema = torch.ones(2, requires_grad=True), torch.ones(2)
    loss = (weight * ema).sum()
    update([ema], [torch.zeros(2)], MOMENTUM)
    with refusal(RuntimeError, "modified by an inplace operation", operator=None):
        loss.backward()


def saved_for_backward_in_one_memory() -> None:
    """Lists that share memory are averaged by other operators, whose writing counts as well."""
    weight, first, second = torch.ones(2, requires_grad=True), torch.ones(2), torch.ones(2)
    loss = (weight * first * second).sum()
    update([first, second], [torch.zeros(2), first], MOMENTUM)
    with refusal(RuntimeError, "modified by an inplace operation", operator=None):
        loss.backward()


def all_or_nothing() -> None:
    """What cannot be written is found before anything is."""
    with torch.inference_mode():
        constant = torch.ones(2)
    spread = torch.ones(2, 4)[:, ::2]
    for average, message in [
        (constant, "tensor 2: expected an average that may be written, got one of inference mode outside of it"),
        (torch.ones(2).to(torch.float8_e4m3fn), "tensor 2: expected a floating point average, got Float8_e4m3fn"),
    ]:
        averages = [torch.ones(2), spread, average]
        with refusal(ValueError, message):
            update(averages, [torch.zeros(tensor.shape) for tensor in averages], MOMENTUM)
        equal([tensor.float().unique().tolist() for tensor in averages], [[1.0]] * 3)
    with torch.inference_mode():
        update([constant], [torch.zeros(2)], 0.5)
    equal(constant.tolist(), [0.5, 0.5])
    # Of numbers that can only be converted.
    ema = torch.ones(2)
    update([ema], [torch.zeros(2).to(torch.float8_e4m3fn)], 0.5)
    equal(ema.tolist(), [0.5, 0.5])


def lazy_copies() -> None:
    """They lie where their original does until they are written; which threads may not start."""
    values, online = torch.randn(LONG), torch.randn(LONG)
    expected = torch.lerp(values, online, 1 - MOMENTUM)
    first, second = torch._lazy_clone(values), torch._lazy_clone(values)
    update([first, second], [online, torch._lazy_clone(online)], MOMENTUM)
    close(first, expected, 1e-6)
    close(second, expected, 1e-6)
    update([first], [torch._lazy_clone(first)], 0.5)
    close(first, expected, 1e-6)


def meta() -> None:
    ema = torch.empty(2, 3, device="meta")
    update([ema], [torch.empty(2, 3, device="meta", dtype=torch.bfloat16)], MOMENTUM)
    equal((ema.shape, ema.device.type), ((2, 3), "meta"))
    with refusal(ValueError, "tensor 0: expected online of shape [2, 3], got [3, 2]"):
        update([ema], [torch.empty(3, 2, device="meta")], MOMENTUM)
    with refusal(ValueError, "expected both on meta, got online on cpu"):
        update([ema], [torch.empty(2, 3)], MOMENTUM)
    with refusal(ValueError, "tensor 0: expected it on meta as others are, got cpu"):
        update([torch.ones(2), ema], [torch.zeros(2), ema], MOMENTUM)


def compiled() -> None:
    """What torch.compile asks of an operator: true aliases, shapes without data and of sizes that are symbols."""
    ops, rows = torch.ops.dino, [torch.randn(6, 9) for _ in range(4)]
    student, recorded = rows[0], rows[0].clone().requires_grad_()
    pair = (3, [0.5] * 4, 0.1, 0.04)
    step = ([1e-3], [0.1], [1.0], 0.9, 0.999, 1e-8, [0], 1.0, MOMENTUM)
    table = torch.tensor([view()], dtype=torch.float64)
    for operator, arguments in [
        (ops.ema_update_, (rows[:2], rows[2:], MOMENTUM)),
        (ops.adamw_ema_, (*[[row] for row in (*rows[:3], rows[3].abs(), rows[0] * 2)], [0], *step)),
        (ops.gradient_norms, (rows, [0, 1, 0, 1])),
        (ops.multi_crop_loss, (recorded, rows[1], rows[2][0], *pair)),
        (ops.multi_crop_loss, (student, rows[1], None, *pair, False, True, True)),
        (ops._multi_crop_loss, (student, rows[1], None, *pair, False, False, rows[3])),
        (ops.masked_patch_loss, (recorded, rows[1], None, torch.ones(6), 0.1, 0.04)),
        (ops.multi_crop_loss_backward, (torch.tensor(2.0), rows[3], True)),
        (ops.multi_crop_loss_backward, (torch.tensor(2.0), rows[3], False)),
        (ops.linear_multi_crop_loss, (recorded, rows[1], rows[2], torch.ones(6), rows[3], None, None, *pair)),
        (ops.koleo, (recorded, 1, 2)),
        (ops.sinkhorn_knopp, (student, 0.1, 3)),
        (ops.sinkhorn_probabilities, (student, 0.1, 3)),
        (ops.render_crops, ([torch.rand(3, 20, 30)], table, 8, 9)),
    ]:
        torch.library.opcheck(operator, arguments)


def tangents() -> None:
    """No operator has a derivative in forward mode, and none is taken for one that is 0."""
    ops, rows = torch.ops.dino, torch.randn(6, 9)
    pair = (3, [0.5] * 4, 0.1, 0.04)
    with forward_ad.dual_level():
        dual = forward_ad.make_dual(torch.randn(6, 9), torch.ones(6, 9))
        for name, call in [
            ("multi_crop_loss", lambda: ops.multi_crop_loss(dual, rows, None, *pair)),
            ("masked_patch_loss", lambda: ops.masked_patch_loss(dual, rows, None, torch.ones(6), 0.1, 0.04)),
            ("linear_multi_crop_loss", lambda: ops.linear_multi_crop_loss(rows, rows, dual, None, rows, None, None, *pair)),
            ("koleo", lambda: ops.koleo(dual)),
        ]:
            with refusal(NotImplementedError, f"dino::{name}: has no forward-mode derivative", None):
                call()
        for call in (
            lambda: ops.sinkhorn_probabilities(dual, 0.1),
            lambda: ops.gradient_norms([dual], [0]),
            lambda: ops.render_crops([dual[None]], torch.tensor([view()], dtype=torch.float64), 8, 9),
        ):
            with refusal(RuntimeError, "requires a gradient; this operator has none", None):
                call()
        with refusal(RuntimeError, "tensor 0 of the average requires a gradient"):
            update([dual], [rows], MOMENTUM)


def crops() -> None:
    image = torch.arange(3 * 20 * 30).remainder(256).to(torch.uint8).view(3, 20, 30)
    whole, rows = view(), [view(), view(left=3, width=9), view(flip=1)]
    found = render([image], rows, 20, 30)
    close(found[0] * 255, image, 1e-6)
    close(found[2], found[0].flip(-1), 0)
    for index, row in enumerate(rows):
        equal(torch.equal(render([image], [row], 20, 30)[0], found[index]), True)
    # Bytes in torchvision's arithmetic, and floats, which are resized as LibTorch resizes.
    close(render([image], [whole], 20, 30, "torchvision")[0] * 255, image, 1e-6)
    resized = torch._C._nn._upsample_bicubic2d_aa(image[None] / 255, [7, 11], False).clamp(0, 1)
    close(render([image / 255], [whole], 7, 11), resized, 1e-6)


def crops_of_tensors_without_data() -> None:
    images = [torch.empty(5, 20, 30, device="meta", dtype=torch.uint8)]
    table = torch.empty(7, 18, device="meta", dtype=torch.float64)
    found = torch.ops.dino.render_crops(images, table, 4, 6)
    equal((found.shape, found.dtype, found.device.type), ((7, 5, 4, 6), torch.float32, "meta"))
    with refusal(ValueError, "parameters: expected float64 [rows, 18], got Double [7, 17]", CROPS):
        torch.ops.dino.render_crops(images, table[:, 1:], 4, 6)


def refused_crops() -> None:
    image = torch.zeros(3, 20, 30)
    for images, row, size, message in [
        ([image], view(width=31), 4, "parameters[0]: width: expected an integer from 1 to 30, got 31"),
        ([image], view(image=1), 4, "parameters[0]: image: expected an integer from 0 to 0, got 1"),
        ([image], view(sigma=-1), 4, "parameters[0]: sigma: expected 0 to 1000, got -1"),
        ([image], view(), 0, "height: expected 1 to 65536, got 0"),
        ([], view(), 4, "images: expected at least one"),
        ([image, image[:1]], view(), 4, "images[1]: expected Float with 3 channels on cpu as the others"),
        ([image, image.byte()], view(), 4, "images[1]: expected Float with 3 channels on cpu as the others"),
        ([image.long()], view(), 4, "images[0]: expected uint8 or float32, got Long"),
    ]:
        with refusal(ValueError, message, CROPS):
            render(images, [row], size, 4)
    with refusal(ValueError, "arithmetic: expected 'pil' or 'torchvision', got 'opencv'", CROPS):
        render([image], [view()], 4, 4, "opencv")
    recorded = image.clone().requires_grad_()
    with refusal(RuntimeError, "images[0] requires a gradient; this operator has none", CROPS):
        render([recorded], [view()], 4, 4)
    with torch.no_grad():
        equal(render([recorded], [view()], 4, 4).shape, (1, 3, 4, 4))


def instruction_set() -> None:
    # test/python/operators.test.ts forces each; LibTorch falls back where the processor has less.
    equal(torch.ops.dino.cpu_capability(), torch.backends.cpu.get_cpu_capability())


def exponential() -> None:
    """What native/ops/cpu/simd/vector.h promises of the kernels' exp."""
    values = torch.cat([torch.linspace(-87.3, 88, 1_000_003), torch.linspace(-1, 1, 100_001)])
    found, expected = torch.ops.dino._exp(values), values.double().exp()
    spacing = torch.nextafter(found, torch.tensor(torch.inf)) - found
    worst = ((found - expected) / spacing).abs().max().item()
    if worst > 2:
        raise AssertionError(f"expected at most 2 units in the last place, got {worst}")
    special = torch.tensor([0.0, -torch.inf, -88.0, torch.inf])
    found = torch.ops.dino._exp(special)
    equal(found[:3].tolist(), [1.0, 0.0, 0.0])
    close(found[3], torch.tensor(88.0).exp(), 1e-6)
    # NaN in all its forms: quiet or not, of either sign, with the lowest bits set.
    forms = torch.tensor([0x7FC00000, 0x7FC00001, 0x7F800001, 0x7FFFFFFF, -0x400000, -1], dtype=torch.int32)
    equal(torch.ops.dino._exp(forms.repeat(7).view(torch.float32)).isnan().all().item(), True)
    equal(torch.ops.dino._exp(torch.empty(0)).shape, (0,))
    for count in range(40):  # Every length of a rest that fills no vector.
        part = values[:count]
        equal(torch.equal(torch.ops.dino._exp(part), torch.ops.dino._exp(values)[:count]), True)
    with refusal(ValueError, "input: expected float32, got Double", "dino::_exp:"):
        torch.ops.dino._exp(values.double())


def second_copy() -> None:
    equal(error_of(LIBRARY), None)
    torch.ops.load_library(COPY)
    equal(error_of(COPY), "the operator library dino is loaded already, from another file")
    ema = torch.ones(2)
    update([ema], [torch.zeros(2)], 0.25)
    equal(ema.tolist(), [0.25, 0.25])


CASES = {
    case.__name__: case
    for case in (
        formula,
        layouts,
        nothing_to_do,
        reference,
        refused_arguments,
        recorded_average,
        saved_for_backward,
        saved_for_backward_in_one_memory,
        all_or_nothing,
        lazy_copies,
        meta,
        compiled,
        tangents,
        crops,
        crops_of_tensors_without_data,
        refused_crops,
        instruction_set,
        exponential,
        second_copy,
    )
}


CROPS = "dino::render_crops:"


def view(**changed: float) -> list[float]:
    """A row of render_crops' table: the whole of an image of 20 x 30 pixels, but for what is changed."""
    row = {"image": 0, "top": 0, "left": 0, "height": 20, "width": 30, "flip": 0}
    row |= {f"{column}{step}": column == "factor" for step in range(4) for column in ("adjustment", "factor")}
    row |= {"gray": 0, "blur": 0, "sigma": 0, "threshold": 256}
    return list((row | changed).values())


def render(images: list[Tensor], rows: list[list[float]], height: int, width: int, *arithmetic: str) -> Tensor:
    table = torch.tensor(rows, dtype=torch.float64)
    return torch.ops.dino.render_crops(images, table, height, width, *arithmetic)


def update(ema: Sequence[Tensor], online: Sequence[Tensor], momentum: float) -> None:
    torch.ops.dino.ema_update_(ema, online, momentum)


def by_formula(ema: Tensor, online: Tensor, momentum: float) -> Tensor:
    return momentum * ema.double() + (1 - momentum) * online.double()


def compare(make: Callable, average: torch.dtype, online: torch.dtype, momentum: float, rtol: float) -> None:
    shapes = [(4, 3, 3, 3), (), (LONG,), (7,)]
    ema = [make(shape, average) for shape in shapes]
    values = [make(shape, online) for shape in shapes]
    expected = [by_formula(one, value, momentum) for one, value in zip(ema, values)]
    kept = [value.clone() for value in values]
    update(ema, values, momentum)
    for one, want in zip(ema, expected):
        equal(one.dtype, average)
        close(one, want, rtol)
    for value, before in zip(values, kept):
        equal(torch.equal(value, before), True)


def close(found: Tensor, expected: Tensor, rtol: float) -> None:
    # Sums may cancel, so what is small is compared with the summands, which are about 1.
    torch.testing.assert_close(found.double(), expected.double(), rtol=rtol, atol=rtol)


def refusal(
    kind: type[Exception], message: str, operator: str | None = "dino::ema_update_:"
) -> AbstractContextManager[None]:
    return cases.refusal(kind, message, operator or "")


def error_of(library: str) -> str | None:
    text = ctypes.CDLL(library).dino_ops_error
    text.restype = ctypes.c_char_p
    error = text()
    return error and error.decode()


if __name__ == "__main__":
    main()
