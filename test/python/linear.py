"""Cases of dino::linear_multi_crop_loss; linear.test.ts runs them.

    python linear.py LIBRARY
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from cases import close, equal, peak, refusal, run

STUDENT_TEMPERATURE, TEACHER_TEMPERATURE = 0.1, 0.06


@dataclass
class Problem:
    student: Tensor
    teacher: Tensor
    v: Tensor
    g: Tensor | None
    teacher_v: Tensor
    teacher_g: Tensor | None
    center: Tensor | None
    batch: int
    weights: list[float]

    def inputs(self) -> list[Tensor]:
        return [self.student, self.v] + ([] if self.g is None else [self.g])


def make(
    dtype: torch.dtype = torch.float32, crops: int = 4, batch: int = 5, features: int = 9, prototypes: int = 37
) -> Problem:
    def random(*shape: int) -> Tensor:
        return torch.randn(shape, dtype=torch.float64).to(dtype)

    weights = [0.0 if t == v else 0.1 + 0.05 * v for t in range(2) for v in range(crops)]
    problem = Problem(
        random(crops * batch, features),
        random(2 * batch, features),
        random(prototypes, features),
        random(prototypes, 1),
        random(prototypes, features),
        random(prototypes, 1),
        torch.randn(1, prototypes),
        batch,
        weights,
    )
    for tensor in problem.inputs():
        tensor.requires_grad_()
    return problem


def formula() -> None:
    for dtype, rtol in [(torch.float64, 1e-9), (torch.float32, 1e-4), (torch.bfloat16, 5e-2)]:
        for g, teacher_g, center in [(True, True, True), (False, True, False), (True, False, True)]:
            problem = make(dtype)
            problem = replace(
                problem,
                g=problem.g if g else None,
                teacher_g=problem.teacher_g if teacher_g else None,
                center=problem.center if center else None,
            )
            for images in (1, 2, 3, 5, 100):
                compare(problem, images * bytes_of_image(problem), rtol)


def one_gradient() -> None:
    problem = make()
    _, everything = ours(problem, 1 << 20)
    for index in range(3):
        part = replace(problem)
        for place, name in enumerate(("student", "v", "g")):
            tensor = getattr(problem, name).detach().clone()
            setattr(part, name, tensor.requires_grad_(place == index))
        _, gradients = ours(part, 2 * bytes_of_image(problem))
        close(gradients[index], everything[index], 1e-4, 1e-6)
        equal([gradient is None for gradient in gradients], [place != index for place in range(3)])
    with torch.no_grad():
        found = operator(problem, 1 << 20)
    equal(found[0].requires_grad, False)
    close(found[0], by_formula(problem)[0].detach(), 1e-5, 1e-6)


def gradients() -> None:
    problem = make(torch.float64, batch=3, prototypes=7, features=4)

    def loss(student: Tensor, v: Tensor, g: Tensor) -> Tensor:
        return operator(replace(problem, student=student, v=v, g=g), 2 * bytes_of_image(problem))[0]

    torch.autograd.gradcheck(loss, problem.inputs())


def backward_twice() -> None:
    problem = make()
    loss = operator(problem, 1 << 20)[0]
    first = torch.autograd.grad(loss, problem.inputs(), torch.tensor(3.0), retain_graph=True)
    second = torch.autograd.grad(loss, problem.inputs(), torch.tensor(3.0))
    for one, other in zip(first, second):
        equal(torch.equal(one, other), True)
    close(first[0], 3 * ours(problem, 1 << 20)[1][0], 1e-5, 1e-8)


def differentiated_twice() -> None:
    problem = make()
    loss = operator(problem, 1 << 20)[0] + sum(tensor.pow(3).sum() for tensor in problem.inputs())
    gradients = torch.autograd.grad(loss, problem.inputs(), create_graph=True)
    for gradient, tensor in zip(gradients, problem.inputs()):
        with refusal(NotImplementedError, "dino::linear_multi_crop_loss: has no second derivative"):
            torch.autograd.grad(gradient.sum(), tensor, retain_graph=True)


def memory() -> None:
    """As much as the argument allows, and little beside it."""
    problem = make(features=16, prototypes=4096, batch=12)
    image = bytes_of_image(problem)
    results = sum(tensor.numel() * 4 for tensor in problem.inputs())
    # Lengths, scales, means and the centre, and the inputs of the rows at hand.
    beside = 40 * 4096 * 4 + 2 * problem.student.numel() * 4
    eager = peak(lambda: by_formula(problem)[0].backward())
    for images in (1, 3, 12):
        found = peak(lambda: operator(problem, images * image)[0].backward())
        if found > images * image + results + beside:
            raise AssertionError(f"expected at most {images * image + results + beside} bytes, got {found}")
    if 4 * peak(lambda: operator(problem, image)[0].backward()) > eager:
        raise AssertionError(f"expected a fraction of {eager} bytes")


def refused() -> None:
    good = make()
    for changed, message in [
        ({"batch": 0}, "linear_multi_crop_loss: batch: expected 1 or more, got 0"),
        ({"batch": 3}, "linear_multi_crop_loss: student_input: expected [crops * 3, features], got [20, 9]"),
        ({"student": good.student.int()}, "student_input: expected float32, bfloat16, float16 or float64, got Int"),
        ({"student": good.student.to(torch.float8_e5m2)}, "student_input: expected float32, bfloat16, float16 or"),
        ({"student": good.student[:, :8]}, "weight_v: expected [prototypes, 8], got [37, 9]"),
        ({"teacher": good.teacher.double()}, "teacher_input: expected a strided tensor of Float on cpu"),
        ({"v": good.v.to("meta")}, "weight_v: expected a strided tensor of Float on cpu as student_input"),
        ({"v": good.v[:36], "g": good.g[:36]}, "teacher_weight_v: expected 36 prototypes as weight_v, got 37"),
        ({"g": good.g[:36]}, "weight_g: expected [37, 1] or [37], got [36, 1]"),
        ({"teacher_g": good.g.t()}, "teacher_weight_g: expected [37, 1] or [37], got [1, 37]"),
        ({"center": good.center[:, 1:]}, "linear_multi_crop_loss: center: expected [37] or [1, 37], got [1, 36]"),
        ({"center": good.center.to("meta")}, "linear_multi_crop_loss: center: expected it on cpu, got meta"),
        ({"weights": good.weights[1:]}, "dino::linear_multi_crop_loss: weights: expected 2 * 4 numbers, got 7"),
        ({"weights": [*good.weights[1:], torch.inf]}, "dino::linear_multi_crop_loss: weights[7]: expected -1e30 to 1e30"),
    ]:
        with refusal(ValueError, message):
            operator(replace(good, **changed), 1 << 20)
    with refusal(ValueError, "memory: expected at least the 24 * 37 bytes of one image's logits, got 887"):
        operator(good, bytes_of_image(good) - 1)


def overlaps() -> None:
    good = make()
    inputs = (good.student, good.teacher, good.v, good.g, good.teacher_v, good.teacher_g, good.center)
    inputs = tuple(tensor.detach() for tensor in inputs)
    tail = (good.batch, good.weights, STUDENT_TEMPERATURE, TEACHER_TEMPERATURE, 1 << 20, False)
    fresh = torch.empty_like
    for buffers, message in [
        ((inputs[0], None, None), "grad_input: expected memory apart from that of student_input, got the same"),
        ((None, inputs[2], None), "grad_v: expected memory apart from that of weight_v, got the same"),
        ((None, None, inputs[3]), "grad_g: expected memory apart from that of weight_g, got the same"),
        ((None, inputs[4], None), "grad_v: expected memory apart from that of teacher_weight_v, got the same"),
    ]:
        before = [tensor.clone() for tensor in inputs]
        with refusal(ValueError, f"dino::linear_multi_crop_loss: {message}"):
            torch.ops.dino._linear_multi_crop_loss(*inputs, *tail, *buffers)
        equal(all(torch.equal(tensor, was) for tensor, was in zip(inputs, before)), True)
    torch.ops.dino._linear_multi_crop_loss(*inputs, *tail, fresh(inputs[0]), fresh(inputs[2]), fresh(inputs[3]))


def meta() -> None:
    problem = make()
    moved = {
        name: None if tensor is None else tensor.detach().to("meta")
        for name, tensor in vars(problem).items()
        if name not in ("batch", "weights")
    }
    problem = replace(problem, **moved)
    for tensor in problem.inputs():
        tensor.requires_grad_()
    loss, teacher_mean, target_mean, entropy = operator(problem, 1 << 20)
    equal((loss.shape, teacher_mean.shape, target_mean.shape, entropy.shape), ((), (37,), (37,), ()))
    loss.backward()
    equal([tensor.grad.shape for tensor in problem.inputs()], [tensor.shape for tensor in problem.inputs()])


def bytes_of_image(problem: Problem) -> int:
    rows = (len(problem.student) + len(problem.teacher)) // problem.batch
    return rows * len(problem.v) * problem.v.element_size()


def operator(problem: Problem, memory: int) -> Sequence[Tensor]:
    return torch.ops.dino.linear_multi_crop_loss(
        problem.student,
        problem.teacher,
        problem.v,
        problem.g,
        problem.teacher_v,
        problem.teacher_g,
        problem.center,
        problem.batch,
        problem.weights,
        STUDENT_TEMPERATURE,
        TEACHER_TEMPERATURE,
        memory,
        True,
    )


def ours(problem: Problem, memory: int) -> tuple[list[Tensor], list[Tensor | None]]:
    results = operator(problem, memory)
    inputs = [tensor for tensor in problem.inputs() if tensor.requires_grad]
    found = iter(torch.autograd.grad(results[0], inputs))
    gradients = [next(found) if tensor.requires_grad else None for tensor in problem.inputs()]
    return [result.detach() for result in results], gradients


def by_formula(problem: Problem) -> list[Tensor]:
    """The same in the inputs' own precision, of PyTorch's operators."""

    def layer(rows: Tensor, v: Tensor, g: Tensor | None) -> Tensor:
        return rows @ (v if g is None else torch._weight_norm(v, g, 0)).t()

    student = layer(problem.student, problem.v, problem.g).unflatten(0, (-1, problem.batch))
    with torch.no_grad():
        teacher = layer(problem.teacher, problem.teacher_v, problem.teacher_g)
        center = 0 if problem.center is None else problem.center.to(teacher.dtype)
        q = ((teacher - center) / TEACHER_TEMPERATURE).softmax(1)
        entropy = -(q * q.clamp_min(1e-300 if q.dtype == torch.float64 else 1e-38).log()).sum(1).mean()
    log_p = (student / STUDENT_TEMPERATURE).log_softmax(-1)
    losses = -torch.einsum("tbk,vbk->tv", q.unflatten(0, (-1, problem.batch)), log_p) / problem.batch
    weights = torch.tensor(problem.weights, dtype=losses.dtype).view_as(losses)
    return [(losses * weights).sum(), teacher.mean(0), q.mean(0), entropy]


def compare(problem: Problem, memory: int, rtol: float) -> None:
    found, gradients = ours(problem, memory)
    double = replace(
        problem,
        **{
            name: None if tensor is None else tensor.detach().double().requires_grad_(tensor.requires_grad)
            for name, tensor in vars(problem).items()
            if name not in ("batch", "weights")
        },
    )
    expected = by_formula(double)
    for one, other in zip(found, expected):
        close(one, other.detach(), rtol, rtol)
    wanted = torch.autograd.grad(expected[0], double.inputs())
    for tensor, one, other in zip(problem.inputs(), gradients, wanted):
        equal((one.shape, one.dtype), (tensor.shape, tensor.dtype))
        close(one, other, rtol, rtol * other.abs().max().item())


if __name__ == "__main__":
    run([
        formula,
        one_gradient,
        gradients,
        backward_twice,
        differentiated_twice,
        memory,
        refused,
    overlaps,
        meta,
    ])  # fmt: skip
