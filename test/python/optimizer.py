"""The operators of a training step's end in PyTorch: gradient_norms, adamw_ema_, ema_update_ beside what operators.py
has of it. Prints {case: "passed" or a traceback} as JSON.

    python optimizer.py LIBRARY

LIBRARY is libdino_ops.so. test/python/optimizer.test.ts runs it with every instruction set.
"""

import json
import math
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import cases
import torch
from cases import equal
from torch import Tensor

MOMENTUM = 0.996
# Longer than a piece of work of the kernels, and no multiple of a vector.
LONG = 2 * (1 << 15) + 17
SHAPES: list[tuple[int, ...]] = [(64, 48), (3,), (), (LONG,), (7, 5, 3), (0, 4), (1 << 15,), (33,)]


def main() -> None:
    torch.ops.load_library(sys.argv[1])
    print(json.dumps({name: outcome(case) for name, case in CASES.items()}))


def outcome(case: Callable[[], None]) -> str:
    torch.set_num_threads(2)
    return cases.outcome(case)


@dataclass(frozen=True)
class Step:
    """The arguments of adamw_ema_ by their names."""

    parameters: list[Tensor]
    gradients: list[Tensor]
    exp_avg: list[Tensor]
    exp_avg_sq: list[Tensor]
    ema: list[Tensor]
    ema_of: list[int]
    lr: list[float]
    weight_decay: list[float]
    step: list[float]
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8
    clip_group: Sequence[int] = ()
    max_norm: float = 1.0
    momentum: float = MOMENTUM
    skip_non_finite: bool = False

    def run(self, operator: str = "adamw_ema_") -> Tensor:
        return getattr(torch.ops.dino, operator)(**vars(self))

    def copy(self) -> "Step":
        lists = {name: [tensor.clone() for tensor in tensors] for name, tensors in self.tensors().items()}
        return replace(self, **lists)

    def tensors(self) -> dict[str, list[Tensor]]:
        names = ("parameters", "gradients", "exp_avg", "exp_avg_sq", "ema")
        return {name: getattr(self, name) for name in names}

    def written(self) -> list[Tensor]:
        return [*self.parameters, *self.exp_avg, *self.exp_avg_sq, *self.ema]


def some(
    shapes: Sequence[tuple[int, ...]] = SHAPES,
    parameter: torch.dtype = torch.float32,
    moment: torch.dtype = torch.float32,
    average: torch.dtype = torch.float32,
    **changed: object,
) -> Step:
    count = len(shapes)
    step = Step(
        parameters=[torch.randn(shape).to(parameter) for shape in shapes],
        gradients=[(0.1 * torch.randn(shape)).to(parameter) for shape in shapes],
        exp_avg=[(0.01 * torch.randn(shape)).to(moment) for shape in shapes],
        exp_avg_sq=[(1e-3 * torch.rand(shape)).to(moment) for shape in shapes],
        ema=[torch.randn(shape).to(average) for shape in shapes],
        ema_of=list(range(count)),
        lr=[1e-3 * (i + 1) for i in range(count)],
        weight_decay=[0.1 * (i % 2) for i in range(count)],
        step=[1.0 + i for i in range(count)],
        clip_group=[i % 3 for i in range(count)],
    )
    return replace(step, **changed)


def separate_steps() -> None:
    # Many elements that fill no vector.
    shapes = [*SHAPES, *([(7,)] * 100), *([(13,)] * 100), *([(31,)] * 100)]
    for clip_group, max_norm in (
        ([0] * len(shapes), 1.0),
        (list(range(len(shapes))), 0.5),
        ([i % 3 for i in range(len(shapes))], 3.0),
        ((), 1.0),
    ):
        for beta1 in (0.9, 0.3):
            found = some(shapes, clip_group=clip_group, max_norm=max_norm, beta1=beta1)
            expected = found.copy()
            norms = found.run()
            equal(len(norms), max(clip_group, default=-1) + 1)
            by_libtorch(expected, norms)
            for one, other in zip(found.written(), expected.written()):
                equal(torch.equal(one, other), True)


def by_libtorch(step: Step, norms: Tensor) -> None:
    """Clipping, AdamW and average by LibTorch's own fused operators, one after the other."""
    for i, parameter in enumerate(step.parameters):
        if step.clip_group:
            norm = norms[step.clip_group[i]]
            torch._foreach_mul_([step.gradients[i]], ((norm + 1e-6).reciprocal() * step.max_norm).clamp_max(1))
        torch._fused_adamw_(
            [parameter],
            [step.gradients[i]],
            [step.exp_avg[i]],
            [step.exp_avg_sq[i]],
            [],
            [torch.tensor(step.step[i])],
            lr=step.lr[i],
            beta1=step.beta1,
            beta2=step.beta2,
            weight_decay=step.weight_decay[i],
            eps=step.eps,
            amsgrad=False,
            maximize=False,
        )
        torch._foreach_lerp_([step.ema[step.ema_of[i]]], [parameter], 1 - step.momentum)


def a_run() -> None:
    parameters = [torch.randn(shape).requires_grad_() for shape in SHAPES]
    twins = [parameter.detach().clone() for parameter in parameters]
    optimizer = torch.optim.AdamW(parameters, lr=1e-2, weight_decay=0.05)
    averages = [twin.clone() for twin in twins]
    expected_averages = [twin.clone() for twin in twins]
    moments = [[torch.zeros_like(twin) for twin in twins] for _ in range(2)]
    count = len(twins)
    for step in range(1, 6):
        gradients = [torch.randn(shape) for shape in SHAPES]
        for parameter, gradient in zip(parameters, gradients):
            parameter.grad = gradient.clone()
        norm = torch.nn.utils.clip_grad_norm_(parameters, 2.0)
        optimizer.step()
        with torch.no_grad():
            for average, parameter in zip(expected_averages, parameters):
                average.mul_(MOMENTUM).add_(parameter, alpha=1 - MOMENTUM)
        found = Step(
            twins,
            gradients,
            *moments,
            averages,
            list(range(count)),
            [1e-2] * count,
            [0.05] * count,
            [float(step)] * count,
            clip_group=[0] * count,
            max_norm=2.0,
        ).run()
        close(found, norm.reshape(1), 1e-5)
    for one, other in zip([*twins, *averages], [*parameters, *expected_averages]):
        close(one, other.detach(), 1e-5)


def precisions() -> None:
    half, brain, single, double = torch.float16, torch.bfloat16, torch.float32, torch.float64
    for parameter, moment, average, rtol in [
        (single, single, single, 1e-6),
        (double, double, double, 1e-13),
        (brain, single, single, 1e-2),
        (half, single, single, 1e-3),
        (single, single, double, 1e-6),
        (single, double, single, 1e-6),
        (brain, brain, brain, 3e-2),
        (brain, single, brain, 3e-2),
    ]:
        for shapes in ([(LONG,), (5, 3)], [(7,)]):
            found = some(shapes, parameter, moment, average, clip_group=[0] * len(shapes))
            before = found.copy()
            norms = found.run()
            equal(norms.dtype, single)
            wide = {name: [tensor.double() for tensor in tensors] for name, tensors in before.tensors().items()}
            expected = replace(before, **wide)
            expected.run("adamw_ema_reference_")
            for one, other in zip(found.written(), expected.written()):
                close(one, other, rtol)
            for name, tensors in found.tensors().items():
                for one, other in zip(tensors, before.tensors()[name]):
                    equal((one.dtype, name != "gradients" or torch.equal(one, other)), (other.dtype, True))


def gradients_of_another_type() -> None:
    found = some([(64, 48)], torch.bfloat16, clip_group=())
    found = replace(found, gradients=[torch.randn(64, 48)])
    expected = found.copy()
    found.run()
    expected.run("adamw_ema_reference_")
    for one, other in zip(found.written(), expected.written()):
        close(one, other, 1e-2)


def formula() -> None:
    found = some([(11,)], torch.float64, torch.float64, torch.float64, step=[3.0], clip_group=[0], max_norm=0.1)
    found = replace(found, weight_decay=[0.1])
    p, g, m, v, e = (tensors[0].clone() for tensors in found.tensors().values())
    norms = found.run()
    close(norms, g.norm().reshape(1), 1e-6)
    g = g * min(1, 0.1 / (norms.item() + 1e-6))
    p = p * (1 - 1e-3 * 0.1)
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g * g
    p = p - 1e-3 / (1 - 0.9**3) * m / ((v / (1 - 0.999**3)).sqrt() + 1e-8)
    e = MOMENTUM * e + (1 - MOMENTUM) * p
    # The factor of clipping is a float32's.
    for one, other in zip(found.written(), (p, m, v, e)):
        close(one, other, 1e-7)


def reference() -> None:
    found = some(max_norm=0.3)
    expected = found.copy()
    norms = found.run()
    close(norms, expected.run("adamw_ema_reference_"), 1e-7)
    for one, other in zip(found.written(), expected.written()):
        close(one, other, 1e-6)


def layouts() -> None:
    def last(tensor: Tensor) -> Tensor:
        return tensor.contiguous(memory_format=torch.channels_last)

    def spaced(tensor: Tensor) -> Tensor:
        room = torch.zeros(*tensor.shape[:-1], 2 * tensor.shape[-1])
        room[..., ::2] = tensor
        return room[..., ::2]

    shape = (6, 5, 3, 3)
    for changed, make in [
        (("parameters", "gradients", "exp_avg", "exp_avg_sq", "ema"), last),
        (("gradients",), last),
        (("ema",), last),
        (("parameters", "exp_avg"), spaced),
        (("gradients",), spaced),
        (("gradients",), lambda tensor: torch.ones(()).expand(tensor.shape)),
        (("exp_avg_sq", "ema"), lambda tensor: tensor.transpose(0, 1).contiguous().transpose(0, 1)),
    ]:
        # Beside one that is walked as a row.
        found = some([shape, (LONG,)], clip_group=[0, 1])
        for name in changed:
            tensors = getattr(found, name)
            tensors[0] = make(tensors[0])
        expected = found.copy()
        strides = [tensor.stride() for tensor in found.written()]
        norms = found.run()
        close(norms, expected.run("adamw_ema_reference_"), 1e-6)
        for one, other in zip(found.written(), expected.written()):
            close(one, other, 1e-6)
        equal([tensor.stride() for tensor in found.written()], strides)
    # What lies between the elements of a view is not the view's.
    base = torch.zeros(10)
    found = some([(5,)], parameters=[base[::2]], clip_group=())
    found.run()
    equal((base[1::2].tolist(), (base[::2] != 0).all().item()), ([0.0] * 5, True))


def clipping() -> None:
    def moved(**changed: object) -> Step:
        torch.manual_seed(1)
        found = some([(40,), (50,), (60,)], **changed)
        found.run()
        return found

    plain = moved(clip_group=())
    # No norm is above it; infinity only measures.
    for max_norm in (1e6, math.inf, 1e300):
        for one, other in zip(moved(clip_group=[0, 1, 1], max_norm=max_norm).written(), plain.written()):
            equal(torch.equal(one, other), True)
    # All of the gradients are gone.
    none = moved(clip_group=[0, 1, 1], max_norm=0.0)
    without = moved(clip_group=(), gradients=[torch.zeros(40), torch.zeros(50), torch.zeros(60)])
    # Drawn after parameters and gradients, so that it stays the same.
    for one, other in zip(none.written(), without.written()):
        equal(torch.equal(one, other), True)
    # A group that is named by nobody has norm 0.
    torch.manual_seed(1)
    equal(some([(40,), (50,), (60,)], clip_group=[2, 0, 2]).run()[1].item(), 0.0)


def not_finite() -> None:
    for bad in (math.nan, math.inf, -math.inf):
        for operator in ("adamw_ema_", "adamw_ema_reference_"):
            found = some([(40,), (50,)], clip_group=[0, 1], max_norm=0.1)
            found.gradients[0][7] = bad
            before = found.copy()
            norms = replace(found, skip_non_finite=True).run(operator)
            equal(norms.isfinite().tolist(), [False, True])
            for one, other in zip(found.written(), before.written()):
                equal(torch.equal(one, other), True)
            # A group whose norm is not finite is not scaled, and spoils no other.
            found.run(operator)
            equal(found.parameters[0].isnan().sum().item(), 1)
            alone = Step(
                *([tensors[1].clone()] for tensors in before.tensors().values()),
                [0],
                before.lr[1:],
                before.weight_decay[1:],
                before.step[1:],
                clip_group=[0],
                max_norm=0.1,
            )
            alone.run(operator)
            equal(torch.equal(found.parameters[1], alone.parameters[0]), True)
    # Squares of these are beyond float32.
    found = some([(40,)], clip_group=[0], gradients=[torch.full((40,), 1e30)])
    close(found.run() / 1e30, torch.tensor([math.sqrt(40)]), 1e-6)
    equal(found.parameters[0].isfinite().all().item(), True)


def averages() -> None:
    # Not in the order of the parameters, and none for one of them.
    found = some([(40,), (50,), (60,)], clip_group=())
    ema = [torch.randn(60), torch.randn(40)]
    found = replace(found, ema=ema, ema_of=[1, -1, 0])
    before = [tensor.clone() for tensor in ema]
    found.run()
    for average, start, parameter in zip(ema, before, (found.parameters[2], found.parameters[0])):
        close(average, MOMENTUM * start + (1 - MOMENTUM) * parameter, 1e-6)
    for momentum, expected in ((0.0, lambda start, parameter: parameter), (1.0, lambda start, parameter: start)):
        found = some([(40,), (3, 5)], clip_group=(), momentum=momentum)
        before = [tensor.clone() for tensor in found.ema]
        found.run()
        for average, start, parameter in zip(found.ema, before, found.parameters):
            equal(torch.equal(average, expected(start, parameter)), True)


def threads() -> None:
    def bits(count: int) -> list[Tensor]:
        torch.set_num_threads(count)
        torch.manual_seed(2)
        found = some([(LONG,), (5,), (3 * LONG,), (1 << 15,)], clip_group=[0, 0, 0, 0], max_norm=0.1)
        norms = found.run()
        update(found.ema, found.parameters, 0.3)
        return [norms, *found.written()]

    one = bits(1)
    for count in (1, 2, 3):
        for found, expected in zip(bits(count), one):
            equal(torch.equal(found, expected), True)


def nothing_to_do() -> None:
    for operator in ("adamw_ema_", "adamw_ema_reference_"):
        nothing = Step([], [], [], [], [], [], [], [], [])
        equal((nothing.run(operator).shape, nothing.run(operator).dtype), ((0,), torch.float32))
        found = some([(0, 4)], clip_group=[0])
        equal(found.run(operator).tolist(), [0.0])


def refused_arguments() -> None:
    def two(**changed: object) -> Step:
        return some([(2,), (3,)], **({"clip_group": [0, 1]} | changed))

    one, pair = torch.ones(2), [torch.ones(2), torch.ones(3)]
    for operator in ("adamw_ema_", "adamw_ema_reference_"):
        for changed, message in [
            ({"gradients": [one]}, "gradients: expected one for each of 2 parameters, got 1"),
            ({"exp_avg": []}, "exp_avg: expected one for each of 2 parameters, got 0"),
            ({"exp_avg_sq": [one] * 3}, "exp_avg_sq: expected one for each of 2 parameters, got 3"),
            ({"ema_of": [0]}, "ema_of: expected one for each of 2 parameters, got 1"),
            ({"lr": [0.1]}, "lr: expected one for each of 2 parameters, got 1"),
            ({"weight_decay": []}, "weight_decay: expected one for each of 2 parameters, got 0"),
            ({"step": [1.0]}, "step: expected one for each of 2 parameters, got 1"),
            ({"clip_group": [0]}, "clip_group: expected one for each of 2 gradients, got 1"),
            ({"clip_group": [0, 2]}, "clip_group[1]: expected 0 to 1, got 2"),
            ({"clip_group": [-1, 0]}, "clip_group[0]: expected 0 to 1, got -1"),
            ({"ema_of": [0, 2]}, "ema_of[1]: expected -1 to 1, got 2"),
            ({"ema_of": [-2, 1]}, "ema_of[0]: expected -1 to 1, got -2"),
            ({"ema_of": [1, 0]}, "ema[1]: expected shape [2], got [3]"),
            ({"lr": [0.1, math.nan]}, "lr[1]: expected 0 to 1e12, got nan"),
            ({"lr": [-0.1, 0.1]}, "lr[0]: expected 0 to 1e12, got -0.1"),
            ({"weight_decay": [0.0, math.inf]}, "weight_decay[1]: expected 0 to 1e12, got inf"),
            ({"step": [1.0, 0.0]}, "step[1]: expected a finite number of 1 or more, got 0"),
            ({"beta1": 1.0}, "beta1: expected 0 to less than 1, got 1"),
            ({"beta2": -0.1}, "beta2: expected 0 to less than 1, got -0.1"),
            ({"eps": math.nan}, "eps: expected 0 to 1e12, got nan"),
            ({"max_norm": -1.0}, "max_norm: expected 0 or more, got -1"),
            ({"max_norm": math.nan}, "max_norm: expected 0 or more, got nan"),
            ({"momentum": 1.5}, "momentum: expected 0 to 1, got 1.5"),
            ({"parameters": [one, torch.ones(3).int()]}, "parameters[1]: expected floating point, got Int"),
            ({"parameters": [one, torch.ones(3).cfloat()]}, "parameters[1]: expected floating point, got Complex"),
            ({"gradients": [torch.ones(2).long(), pair[1]]}, "gradients[0]: expected floating point, got Long"),
            ({"gradients": [torch.ones(2).to_sparse(), pair[1]]}, "gradients[0]: expected a dense tensor, got layout"),
            ({"gradients": [torch.ones(2, 1), pair[1]]}, "gradients[0]: expected shape [2], got [2, 1]"),
            ({"exp_avg": [one, one]}, "exp_avg[1]: expected shape [3], got [2]"),
            ({"exp_avg_sq": [one.double(), pair[1]]}, "exp_avg_sq[0]: expected Float as exp_avg's, got Double"),
            ({"exp_avg": [torch.ones(()).expand(2), pair[1]]}, "exp_avg[0]: expected memory for each element"),
        ]:
            found = two(**changed)
            before = found.copy()
            with refusal(ValueError, message):
                found.run(operator)
            for left, was in zip(found.written(), before.written()):
                equal(torch.equal(left.to_dense(), was.to_dense()), True)
        same = some([(2,), (2,)], clip_group=(), ema_of=[1, 1])
        with refusal(ValueError, "ema_of[1]: expected another average than 1"):
            same.run(operator)


def shared_memory() -> None:
    base = torch.zeros(100)
    for operator in ("adamw_ema_", "adamw_ema_reference_"):
        for changed, message in [
            ({"parameters": [base[:40], base[30:70]]}, "parameters[1]: expected memory apart from that of parameters[0]"),
            ({"parameters": [base[:40]] * 2}, "parameters[1]: expected memory apart from that of parameters[0]"),
            ({"gradients": [base[:40], base[:40]], "exp_avg": [base[39:79], base[:40].clone()]}, "exp_avg[0]"),
            ({"exp_avg": [base[:40], base[40:80]], "exp_avg_sq": [base[50:90], base[:40].clone()]}, "exp_avg_sq[0]"),
            ({"ema": [base[:40], base[10:50]]}, "ema[1]: expected memory apart from that of ema[0]"),
            ({"parameters": [base[:80:2], base[:80:2]]}, "expected memory apart from that of"),
        ]:
            found = some([(40,), (40,)], clip_group=(), **changed)
            with refusal(ValueError, message):
                found.run(operator)
        equal(base.any().item(), False)
        # Views of one tensor that lie apart, and gradients that are read twice.
        room = torch.zeros(80)
        gradient = torch.ones(40)
        found = some([(40,), (40,)], clip_group=(), gradients=[gradient] * 2, parameters=[room[:40], room[40:]])
        found.run(operator)
        equal((room != 0).all().item(), True)
        found = some([(40,), (40,)], clip_group=(), parameters=[room[::2], room[1::2]])
        found.run(operator)


def lazy_copies() -> None:
    """They lie where their original does until they are written; which threads may not start."""
    found = some([(LONG,)], clip_group=[0])
    twin = found.copy()
    zeros = torch.zeros(LONG)
    for one in (found, twin):
        one.exp_avg[0].zero_()
        one.exp_avg_sq[0].zero_()
        one.ema[0].copy_(one.parameters[0])
    lazy = replace(
        found,
        parameters=[torch._lazy_clone(found.ema[0])],
        exp_avg=[torch._lazy_clone(zeros)],
        exp_avg_sq=[torch._lazy_clone(zeros)],
    )
    lazy.run()
    twin.run()
    for left, right in zip(lazy.written(), twin.written()):
        equal(torch.equal(left, right), True)


def all_or_nothing() -> None:
    """What cannot be written is found before anything is."""
    with torch.inference_mode():
        constant = torch.zeros(3)
    small = torch.zeros(3).to(torch.float8_e4m3fn)
    for name, tensor, message in [
        ("ema", constant, "ema[1]: expected a tensor that may be written, got one of inference mode outside of it"),
        ("exp_avg", constant, "exp_avg[1]: expected a tensor that may be written"),
        ("ema", small, "ema[1]: expected float32, float64, bfloat16 or float16, got Float8_e4m3fn"),
    ]:
        for operator in ("adamw_ema_", "adamw_ema_reference_"):
            found = some([(2,), (3,)], clip_group=())
            getattr(found, name)[1] = tensor
            before = [value.float() for value in found.copy().written()]
            with refusal(ValueError, message):
                found.run(operator)
            equal(all(torch.equal(left.float(), was) for left, was in zip(found.written(), before)), True)
    # What no parameter has is nobody's.
    found = some([(2,)], clip_group=())
    found.ema.append(torch.ones(3).to_sparse())
    found.run()


def recorded() -> None:
    for name in ("parameters", "exp_avg", "exp_avg_sq", "ema"):
        found = some([(4,), (5,)], clip_group=[0, 0])
        getattr(found, name)[1].requires_grad_()
        with refusal(RuntimeError, f"{name}[1] requires a gradient and is written"):
            found.run()
        with torch.no_grad():
            found.run()
    # A gradient with a graph of its own is read as a value.
    found = some([(4,)], clip_group=[0])
    found.gradients[0].requires_grad_()
    equal(found.run().requires_grad, False)
    equal(any(tensor.requires_grad for tensor in found.written()), False)
    with refusal(RuntimeError, "gradients[0] requires a gradient", "dino::gradient_norms:"):
        torch.ops.dino.gradient_norms(found.gradients, [0])


def saved_for_backward() -> None:
    for name in ("parameters", "exp_avg", "exp_avg_sq", "ema"):
        found = some([(4,)], clip_group=())
        leaf = torch.ones(4, requires_grad=True)
        loss = (leaf * getattr(found, name)[0]).sum()
        with torch.no_grad():
            found.run()
        with refusal(RuntimeError, "modified by an inplace operation", operator=None):
            loss.backward()
    # A step that was not made has written nothing.
    found = some([(4,)], clip_group=[0], skip_non_finite=True, gradients=[torch.full((4,), math.nan)])
    versions = [tensor._version for tensor in found.written()]
    found.run()
    equal([tensor._version for tensor in found.written()], versions)


def meta() -> None:
    found = some(clip_group=[i % 3 for i in range(len(SHAPES))])
    empty = {name: [tensor.to("meta") for tensor in tensors] for name, tensors in found.tensors().items()}
    norms = replace(found, **empty).run()
    equal((norms.shape, norms.dtype, norms.device.type), ((3,), torch.float32, "meta"))
    with refusal(ValueError, "gradients[0]: expected meta, got cpu"):
        replace(found, **(empty | {"gradients": found.gradients})).run()
    equal(torch.ops.dino.gradient_norms(empty["gradients"], [0] * len(SHAPES)).device.type, "meta")


def norms() -> None:
    operator, composed = torch.ops.dino.gradient_norms, torch.ops.dino.gradient_norms_reference
    for dtype in (torch.float32, torch.bfloat16, torch.float16, torch.float64):
        values = [torch.randn(shape).to(dtype) for shape in SHAPES]
        groups = [i % 2 for i in range(len(SHAPES))]
        for found in (operator(values, groups), composed(values, groups)):
            equal((found.dtype, found.shape), (torch.float64, (2,)))
            for group in (0, 1):
                all_values = torch.cat([values[i].double().flatten() for i in range(group, len(values), 2)])
                close(found[group], all_values.norm(), 1e-14)
    turned = torch.randn(30, 40).t()
    close(operator([turned, turned[:, ::2]], [0, 1])[0], turned.double().norm(), 1e-14)
    close(operator([turned, turned[:, ::2]], [0, 1])[1], turned[:, ::2].double().norm(), 1e-14)
    equal(operator([], []).shape, (0,))
    for bad in (math.nan, math.inf):
        equal(operator([torch.tensor([1.0, bad, 2.0])], [0]).isfinite().tolist(), [False])
    for call in (operator, composed):
        for values, groups, message in [
            ([turned], [], "groups: expected one for each of 1 gradients, got 0"),
            ([turned], [1], "groups[0]: expected 0 to 0, got 1"),
            ([turned.int()], [0], "gradients[0]: expected floating point, got Int"),
            ([turned.to_sparse()], [0], "gradients[0]: expected a dense tensor, got layout"),
        ]:
            with refusal(ValueError, message, "dino::gradient_norms:"):
                call(values, groups)


def averages_of_equal_values() -> None:
    # 0.1 * m + 0.1 * (1 - m) is not 0.1 in float32, and infinity less infinity no number.
    values = torch.tensor([0.1, math.inf, -math.inf, 1e38, -3e38] * 9)
    for operator in (update, torch.ops.dino.ema_update_reference_):
        for momentum in (0.0, 0.3, 0.7, MOMENTUM, 1.0):
            ema = values.clone()
            operator([ema], [values], momentum)
            equal(torch.equal(ema, values), True)
        ema = torch.zeros(4)
        operator([ema], [torch.full((4,), math.inf)], 1.0)
        equal(ema.tolist(), [0.0] * 4)
        ema = torch.full((4,), math.inf)
        operator([ema], [torch.ones(4)], 0.0)
        equal(ema.tolist(), [1.0] * 4)


def averages_as_lerp() -> None:
    for momentum in (0.3, 0.5, 0.7, MOMENTUM):
        for dtype in (torch.float32, torch.float64):
            ema = [torch.randn(shape, dtype=dtype) for shape in SHAPES]
            online = [torch.randn(shape, dtype=dtype) for shape in SHAPES]
            expected = [tensor.clone() for tensor in ema]
            torch._foreach_lerp_(expected, online, 1 - momentum)
            update(ema, online, momentum)
            for one, other in zip(ema, expected):
                equal(torch.equal(one, other), True)


def averages_that_share_memory() -> None:
    # One after the other, as the lists say.
    for first, second in ((slice(0, 70), slice(0, 70)), (slice(0, 70), slice(30, 100)), (slice(0, 70, 2),) * 2):
        base = torch.randn(100)
        twin = base.clone()
        online = [torch.randn(twin[first].shape), torch.randn(twin[second].shape)]
        update([base[first], base[second]], online, MOMENTUM)
        for part, values in zip((first, second), online):
            twin[part].lerp_(values, 1 - MOMENTUM)
        close(base, twin, 1e-6)
    # A tensor without gaps, then a column of it, which no row of memory is.
    whole, column = torch.zeros(4, 4), torch.zeros(4)
    update([whole, column], [torch.ones(4, 4), whole[:, 0]], 0.5)
    equal(column.tolist(), [0.25] * 4)
    # A pair that overlaps itself, at the momentum that only copies.
    values = torch.arange(6.0)
    update([torch.ones(2), values[:-1]], [torch.zeros(2), values[1:]], 0.0)
    equal(values.tolist(), [1.0, 2.0, 3.0, 4.0, 5.0, 5.0])
    with refusal(ValueError, "tensor 0: expected an average with memory for each element", "dino::ema_update_:"):
        update([torch.zeros(()).expand(3)], [torch.ones(3)], MOMENTUM)
    with refusal(ValueError, "expected floating point online values, got Sparse Float", "dino::ema_update_:"):
        update([torch.zeros(3)], [torch.ones(3).to_sparse()], MOMENTUM)


CASES = {
    case.__name__: case
    for case in (
        separate_steps,
        a_run,
        formula,
        precisions,
        gradients_of_another_type,
        reference,
        layouts,
        clipping,
        not_finite,
        averages,
        threads,
        nothing_to_do,
        refused_arguments,
        shared_memory,
        lazy_copies,
        all_or_nothing,
        recorded,
        saved_for_backward,
        meta,
        norms,
        averages_of_equal_values,
        averages_as_lerp,
        averages_that_share_memory,
    )
}


def update(ema: Sequence[Tensor], online: Sequence[Tensor], momentum: float) -> None:
    torch.ops.dino.ema_update_(ema, online, momentum)


def close(found: Tensor, expected: Tensor, rtol: float) -> None:
    # What is small is compared with what it was made of, which is about 1.
    torch.testing.assert_close(found.double(), expected.double(), rtol=rtol, atol=rtol)


def refusal(
    kind: type[Exception], message: str, operator: str | None = "dino::adamw_ema_:"
) -> AbstractContextManager[None]:
    return cases.refusal(kind, message, operator or "")


if __name__ == "__main__":
    main()
