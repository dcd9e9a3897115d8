"""Cases of dino::koleo; koleo.test.ts runs them.

    python koleo.py LIBRARY
"""

from collections.abc import Iterator

import torch
from torch import Tensor

from cases import Golden, close, equal, peak, refusal, run, threads

DTYPES = [torch.float32, torch.bfloat16, torch.float16]
# (samples, features, topk, groups): around the lengths of vectors and of blocks.
SHAPES = [
    (2, 1, 1, 1),
    (2, 5, 1, 1),
    (6, 15, 1, 3),
    (9, 16, 8, 1),
    (16, 17, 3, 2),
    (17, 33, 2, 1),
    (65, 48, 1, 1),
    (130, 20, 4, 2),
    (300, 7, 5, 3),
]  # fmt: skip


def formula() -> None:
    for samples, features, topk, groups, dtype in problems():
        if features == 1:
            continue
        values = torch.randn(samples, features).to(dtype)
        loss, gradient = with_gradient(values, topk, groups)
        expected, expected_gradient = by_formula(values, topk, groups)
        equal((loss.dtype, loss.shape, gradient.dtype), (torch.float32, (), dtype))
        close(loss, expected, 1e-5, 1e-6)
        rtol = {torch.float32: 1e-4, torch.bfloat16: 1e-2, torch.float16: 2e-3}[dtype]
        close(gradient, expected_gradient, rtol, rtol * expected_gradient.abs().max().item())


def golden() -> None:
    """What DINOv2 and DINOv3 computed."""
    case = Golden("dinov2_koleo")
    for name in ("k0", "k1", "k2", "k3", "dup", "collinear"):
        loss, gradient = with_gradient(case[f"{name}.x"], 1, 1)
        case.close(f"{name}.loss", loss)
        case.close(f"{name}.grad", gradient)
        if name != "collinear":  # There rounding decides.
            neighbours = torch.ops.dino._koleo(case[f"{name}.x"], 1, 1)[1]
            equal(neighbours[:, 0].tolist(), case[f"{name}.nn_index"].tolist())
    # A sample alone was its own neighbour.
    with refusal(ValueError, "expected groups of more than 1 samples, for so many neighbours, got 1"):
        torch.ops.dino.koleo(case["k4.x"])
    case = Golden("dinov3_koleo_topk")
    for name in ("x0", "x1"):
        for topk in case.params["topk"]:
            loss, gradient = with_gradient(case[name], topk, 1)
            case.close(f"{name}.topk{topk}.loss", loss)
            case.close(f"{name}.topk{topk}.grad", gradient)
            loss = torch.ops.dino.koleo(case[name].double(), topk)
            case.close(f"{name}.topk{topk}.loss_f64", loss)
        case.close(f"{name}.plain.loss", torch.ops.dino.koleo(case[name]))


def reference() -> None:
    for samples, features, topk, groups, dtype in problems():
        values = torch.randn(samples, features).to(dtype)
        loss, neighbours = torch.ops.dino._koleo(values, topk, groups)
        expected, expected_neighbours = torch.ops.dino.koleo_reference(values, topk, groups)
        close(loss, expected, 1e-4, 1e-4)
        scale = torch.tensor(3.0)
        # With one feature all rows lie at 1 or -1, and what is nearest is a matter of order.
        equal(torch.equal(neighbours, expected_neighbours), True)
        gradient = torch.ops.dino.koleo_backward(scale, values, neighbours)
        other = torch.ops.dino.koleo_backward_reference(scale, values, neighbours)
        rtol = 1e-4 if dtype == torch.float32 else 1e-2
        close(gradient, other, rtol, rtol * max(1.0, other.abs().max().item()))


def autocast() -> None:
    """Near rows, whose order products of bfloat16 would not tell."""
    values = torch.randn(384) + 0.01 * torch.randn(64, 384)
    for operator in (torch.ops.dino._koleo, torch.ops.dino.koleo_reference):
        expected, expected_neighbours = operator(values, 1, 1)
        with torch.autocast("cpu"):
            loss, neighbours = operator(values, 1, 1)
        equal((loss.item(), torch.equal(neighbours, expected_neighbours)), (expected.item(), True))


def gradients() -> None:
    for samples, features, topk, groups in [(2, 4, 1, 1), (9, 5, 1, 1), (12, 6, 3, 2), (10, 3, 4, 1)]:
        values = torch.randn(samples, features, dtype=torch.float64, requires_grad=True)
        torch.autograd.gradcheck(lambda x: torch.ops.dino.koleo(x, topk, groups), values)
        # A short row, whose length is taken as 1e-8.
        short = values.detach().clone()
        short[0] = short[0] / short[0].norm() * 1e-9
        wanted = by_formula(short, topk, groups)[1]
        short.requires_grad_()
        torch.ops.dino.koleo(short, topk, groups).backward()
        close(short.grad, wanted, 1e-9, 1e-12)


def scaled_gradient() -> None:
    values = torch.randn(8, 5, requires_grad=True)
    loss = torch.ops.dino.koleo(values)
    (gradient,) = torch.autograd.grad(loss, values, retain_graph=True)
    (again,) = torch.autograd.grad(loss, values, torch.tensor(-2.5))
    close(again, -2.5 * gradient, 1e-6, 1e-7)


def duplicates() -> None:
    for dtype in (*DTYPES, torch.float64):
        values = torch.randn(40, 24).to(dtype)
        values[7] = values[31] = values[3]
        values[20:24] = 0
        loss, neighbours = torch.ops.dino._koleo(values, 2, 1)
        # Equally near rows by their order.
        equal(neighbours[[3, 7, 31]].tolist(), [[7, 31], [3, 31], [3, 7]])
        equal(loss.isfinite().item(), True)
        gradient = with_gradient(values, 2, 1)[1]
        # Rows of zeros have a length of 1e-8, and gradients by its inverse, which float16 does not hold.
        kept = slice(0, 20) if dtype == torch.float16 else slice(None)
        equal(gradient[kept].isfinite().all().item(), True)
    same = torch.ones(33, 9)
    loss, neighbours = torch.ops.dino._koleo(same, 1, 1)
    equal(neighbours[:, 0].tolist(), [1] + [0] * 32)
    close(loss, by_formula(same.double(), 1, 1)[0], 1e-4, 0)
    equal(with_gradient(same, 1, 1)[1].isfinite().all().item(), True)


def groups_apart() -> None:
    values = torch.randn(24, 10)
    loss, neighbours = torch.ops.dino._koleo(values, 2, 4)
    equal(torch.equal(neighbours // 6, torch.arange(24)[:, None] // 6 + torch.zeros(2, dtype=torch.int64)), True)
    parts = [torch.ops.dino.koleo(part, 2) for part in values.split(6)]
    close(loss, torch.stack(parts).mean(), 1e-6, 1e-7)


def same_bits() -> None:
    values = torch.randn(150, 70)
    values[100:140] = values[20:60]
    results = []
    for count in (1, 2, 3):
        with threads(count):
            results.append((*torch.ops.dino._koleo(values, 3, 2), with_gradient(values, 3, 2)[1]))
    for other in results[1:]:
        equal([torch.equal(one, two) for one, two in zip(results[0], other)], [True] * 3)


def memory() -> None:
    """The matrix of cosines is never there as a whole, in the reference neither."""
    for values in (torch.randn(4096, 4), torch.randn(4096, 4, dtype=torch.float64)):
        found = peak(lambda: torch.ops.dino.koleo(values.requires_grad_()).backward())
        if found > 4096 * 4096 * values.element_size() // 4:
            raise AssertionError(f"expected a fraction of the matrix, got {found} bytes")


def layouts() -> None:
    values = torch.randn(20, 12)
    loss, gradient = with_gradient(values, 2, 1)
    for same in (values.t().contiguous().t(), torch.cat([values, values], 1)[:, :12]):
        found, other = with_gradient(same, 2, 1)
        equal((torch.equal(found, loss), torch.equal(other, gradient)), (True, True))


def not_finite() -> None:
    for dtype in (*DTYPES, torch.float64):
        for value in (torch.nan, torch.inf):
            values = torch.randn(20, 12).to(dtype)
            values[4, 3] = value
            loss, neighbours = torch.ops.dino._koleo(values, 3, 1)
            equal((loss.isnan().item(), neighbours.min().item() >= 0, neighbours.max().item() < 20), (True,) * 3)
            with_gradient(values, 3, 1)
        nothing = torch.full((5, 3), torch.nan, dtype=dtype)
        equal(with_gradient(nothing, 4, 1)[0].isnan().item(), True)


def differentiated_twice() -> None:
    values = torch.randn(6, 4, requires_grad=True)
    (gradient,) = torch.autograd.grad(torch.ops.dino.koleo(values), values, create_graph=True)
    with refusal(NotImplementedError, "dino::koleo_backward: the gradient of dino::koleo cannot be differentiated again"):
        gradient.sum().backward()
    # Somebody else's second derivative beside it is none of its business.
    loss = torch.ops.dino.koleo(values) + values.pow(3).sum()
    torch.autograd.grad(loss, values, create_graph=True)


def refused() -> None:
    good = torch.zeros(6, 3)
    for features, topk, groups, message in [
        (good.int(), 1, 1, "dino::koleo: features: expected floating point, got Int"),
        (good[0], 1, 1, "dino::koleo: features: expected [samples, features] with at least one feature, got [3]"),
        (good[:, :0], 1, 1, "with at least one feature, got [6, 0]"),
        (good[:1], 1, 1, "dino::koleo: features: expected groups of more than 1 samples"),
        (good[:0], 1, 1, "dino::koleo: features: expected groups of more than 1 samples"),
        (good, 6, 1, "expected groups of more than 6 samples, for so many neighbours, got 6"),
        (good, 1, 6, "expected groups of more than 1 samples, for so many neighbours, got 1"),
        (good, 0, 1, "dino::koleo: topk: expected 1 to 100, got 0"),
        (good, 2**40, 1, "dino::koleo: topk: expected 1 to 100, got 1099511627776"),
        (torch.zeros(200, 3), 101, 1, "dino::koleo: topk: expected 1 to 100, got 101"),
        (good, 1, 4, "dino::koleo: groups: expected a divisor of the 6 samples, got 4"),
        (good, 1, 0, "dino::koleo: groups: expected a divisor of the 6 samples, got 0"),
    ]:
        for device in ("cpu", "meta"):
            with refusal(ValueError, message):
                torch.ops.dino.koleo(features.to(device), topk, groups)
    with refusal(ValueError, "dino::koleo: features: expected a strided tensor, got Sparse"):
        torch.ops.dino.koleo(good.to_sparse())
    one, near = torch.ones(()), torch.zeros(6, 1, dtype=torch.int64)
    for grad_loss, features, neighbours, message in [
        (one, good, near.int(), "neighbours: expected int64 [6, topk], got Int [6, 1]"),
        (one, good, near[:3], "neighbours: expected int64 [6, topk], got Long [3, 1]"),
        (one, good, near + 6, "neighbours: expected 0 to 5, got 6"),
        (one, good, near - 1, "neighbours: expected 0 to 5, got -1"),
        (torch.ones(2), good, near, "grad_loss: expected one floating point number, got Float [2]"),
        (one, good.long(), near, "features: expected floating point, got Long"),
        (one, good[0], near, "features: expected [samples, features] with at least one feature, got [3]"),
        (one, good, near.to("meta"), "neighbours: expected on cpu, got on meta"),
        (one, good, near.to_sparse(), "neighbours: expected a strided tensor, got Sparse"),
    ]:
        with refusal(ValueError, f"dino::koleo_backward: {message}"):
            torch.ops.dino.koleo_backward(grad_loss, features, neighbours)


def meta() -> None:
    values = torch.empty(6, 3, device="meta", dtype=torch.bfloat16, requires_grad=True)
    loss, neighbours = torch.ops.dino._koleo(values, 2, 1)
    equal((loss.shape, loss.dtype, neighbours.shape, neighbours.dtype), ((), torch.float32, (6, 2), torch.int64))
    torch.ops.dino.koleo(values, 2).backward()
    equal((values.grad.shape, values.grad.dtype, values.grad.device.type), ((6, 3), torch.bfloat16, "meta"))


def problems() -> Iterator[tuple[int, int, int, int, torch.dtype]]:
    for shape in SHAPES:
        for dtype in DTYPES:
            yield *shape, dtype


def with_gradient(values: Tensor, topk: int, groups: int) -> tuple[Tensor, Tensor]:
    recorded = values.detach().requires_grad_()
    loss = torch.ops.dino.koleo(recorded, topk, groups)
    return loss.detach(), torch.autograd.grad(loss, recorded)[0]


def by_formula(values: Tensor, topk: int, groups: int) -> tuple[Tensor, Tensor]:
    """The loss as DINOv2 and DINOv3 define it, in double, and its gradient by autograd."""
    recorded = values.detach().double().requires_grad_()
    rows = torch.nn.functional.normalize(recorded, eps=1e-8)
    with torch.no_grad():
        cosines = rows @ rows.t()
        group = torch.arange(len(values)) // (len(values) // groups)
        cosines[group[:, None] != group] = -torch.inf
        cosines.fill_diagonal_(-torch.inf)
        neighbours = cosines.topk(topk).indices
    near = rows[neighbours.flatten()]
    distances = torch.nn.functional.pairwise_distance(rows.repeat_interleave(topk, 0), near, 2, 1e-8)
    loss = -(distances + 1e-8).log().mean()
    return loss.detach(), torch.autograd.grad(loss, recorded)[0]


if __name__ == "__main__":
    run([
        formula,
        golden,
        reference,
    autocast,
        gradients,
        scaled_gradient,
        duplicates,
        groups_apart,
        same_bits,
        memory,
        layouts,
        not_finite,
        differentiated_twice,
        refused,
        meta,
    ])  # fmt: skip
