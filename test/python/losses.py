"""Cases of dino::multi_crop_loss and dino::masked_patch_loss; losses.test.ts runs them.

    python losses.py LIBRARY
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import product

import torch
from torch import Tensor

from cases import close, equal, refusal, run, threads

DTYPES = [torch.float32, torch.bfloat16, torch.float16]
# Around the lengths of vectors and of the kernel's blocks (2048).
PROTOTYPES = [1, 2, 7, 15, 16, 17, 33, 37, 2047, 2048, 2049, 4100]
# Images, crops of the teacher, crops of the student.
COUNTS = [(1, 1, 1), (1, 2, 4), (3, 2, 5), (5, 3, 3), (2, 1, 10)]
# The gradient's largest error, as a share of its largest value.
GRADIENT = {torch.float32: 5e-6, torch.bfloat16: 4e-3, torch.float16: 1e-3}
TEMPERATURES = (0.1, 0.04)
INFINITY = torch.inf


def crops() -> None:
    for dtype, prototypes, (images, teachers, students) in product(DTYPES, PROTOTYPES, COUNTS):
        student, teacher, center = logits(images, teachers, students, prototypes, dtype)
        compare_crops(student, teacher, center, images, some_weights(teachers, students))


def weightings() -> None:
    """DINO's, DINOv2's with another weight of local crops, DINOv3's with its diagonal; and one that is all zeros."""
    off_diagonal = 1 - torch.eye(2, 6)
    local = torch.cat([torch.full((2, 2), 0.2), torch.full((2, 4), 0.5 / 8)], 1)
    exclusive = 1 - torch.eye(4, 6)
    for weights in (off_diagonal / 10, off_diagonal * local, torch.full((2, 6), 1 / 12), exclusive / 20):
        student, teacher, center = logits(3, len(weights), 6, 77, torch.float32)
        compare_crops(student, teacher, center, 3, weights)
    loss, gradient = fused(*logits(3, 2, 6, 77, torch.float32), 3, torch.zeros(2, 6))
    equal((loss.item(), gradient.abs().max().item()), (0, 0))


def left_out() -> None:
    """What a weight of 0 leaves out is not read, NaN or not."""
    student, teacher, _ = logits(3, 2, 4, 40, torch.float32)
    weights = torch.rand(2, 4)
    weights[1] = 0
    weights[:, 2] = 0
    expected, expected_gradient = fused(student, teacher, None, 3, weights)
    teacher[3:], student[6:9] = torch.nan, torch.nan
    for kernel in (fused, composed):
        loss, gradient = kernel(student, teacher, None, 3, weights)
        close(loss, expected, 1e-6, 1e-6)
        close(gradient, expected_gradient, 1e-5, 1e-7)
        equal(gradient[6:9].abs().max().item(), 0)
    weights = torch.tensor([0.5, 0, 0.25])
    expected = patches(student[:3], student[9:], None, weights)[0]
    student[1] = torch.nan
    for reference in (False, True):
        loss, gradient = patches(student[:3], student[9:], None, weights, reference=reference)
        close(loss, expected, 1e-6, 1e-6)
        equal(gradient[1].abs().max().item(), 0)


def masked_patches() -> None:
    for dtype, prototypes, count in product(DTYPES, PROTOTYPES, (1, 2, 7, 33)):
        student, teacher, center = logits(count, 1, 1, prototypes, dtype)
        weights = torch.rand(count)
        expected, expected_gradient = patches_by_formula(student, teacher, center, weights)
        for in_place in (False, True):
            loss, gradient = patches(student.clone(), teacher, center, weights, in_place=in_place)
            compare(loss, gradient, expected, expected_gradient, dtype)


def no_patches() -> None:
    for dtype in (torch.float32, torch.float64):
        student = torch.empty(0, 5, dtype=dtype, requires_grad=True)
        arguments = (torch.empty(0, 5, dtype=dtype), None, torch.empty(0), *TEMPERATURES, False, False, True)
        loss, teacher_mean, target_mean, entropy = torch.ops.dino.masked_patch_loss(student, *arguments)
        loss.backward()
        equal((loss.item(), entropy.item(), student.grad.shape), (0, 0, (0, 5)))
        equal((teacher_mean.tolist(), target_mean.tolist()), ([0] * 5, [0] * 5))


def probabilities() -> None:
    """Given targets, whose rows need not sum to 1."""
    for dtype, prototypes in product(DTYPES, PROTOTYPES):
        student, teacher, _ = logits(3, 2, 4, prototypes, dtype)
        targets = teacher.float().softmax(1).mul(torch.rand(6, 1) + 0.5).to(dtype)
        weights = torch.rand(2, 4)
        expected, expected_gradient = by_formula(student, targets, None, 3, weights, given=True)
        loss, gradient = fused(student, targets, None, 3, weights, given=True)
        compare(loss, gradient, expected, expected_gradient, dtype)
        expected, expected_gradient = patches_by_formula(student[:6], targets, None, weights[0, :1].expand(6), True)
        loss, gradient = patches(student[:6], targets, None, weights[0, :1].repeat(6), given=True)
        compare(loss, gradient, expected, expected_gradient, dtype)


def statistics() -> None:
    for dtype, prototypes, (images, teachers, students) in product(DTYPES, PROTOTYPES, COUNTS):
        student, teacher, center = logits(images, teachers, students, prototypes, dtype)
        weights = torch.rand(teachers * students).tolist()
        for given in (False, True):
            rows = teacher.double()
            q = ((rows - center.double()) / TEMPERATURES[1]).softmax(1)
            if given:
                rows = q = q.to(dtype).double()
            tail = (None if given else center, images, weights, *TEMPERATURES, given)
            results = torch.ops.dino.multi_crop_loss(student, rows.to(dtype), *tail, False, True)
            close(results[1], rows.mean(0), 1e-5, 1e-6)
            close(results[2], q.mean(0), 2e-4, 1e-6)
            close(results[3], -torch.xlogy(q, q).sum(1).mean(), 1e-4, 2e-5)
            results = torch.ops.dino.multi_crop_loss(student, rows.to(dtype), *tail)
            close(results[1], rows.mean(0), 1e-5, 1e-6)
            equal([result.shape for result in results[2:]], [(0,), (0,)])


def references() -> None:
    """The composed versions in double, against the formula and its derivative by autograd."""
    for images, teachers, students in COUNTS:
        student, teacher, center = logits(images, teachers, students, 37, torch.float64)
        weights = some_weights(teachers, students)
        for given, middle in ((False, center), (True, None)):
            targets = teacher.softmax(1) * 1.5 if given else teacher
            expected, expected_gradient = by_formula(student, targets, middle, images, weights, given)
            for kernel in (fused, composed):
                loss, gradient = kernel(student, targets, middle, images, weights, given)
                equal(loss.dtype, torch.float64)
                close(loss, expected, 1e-12, 1e-12)
                close(gradient, expected_gradient, 1e-10, 1e-12)
            rows, weight = min(len(student), len(targets)), torch.rand(min(len(student), len(targets)))
            arguments = (student[:rows], targets[:rows], middle, weight)
            expected, expected_gradient = patches_by_formula(*arguments, given)
            for reference in (False, True):
                loss, gradient = patches(*arguments, given=given, reference=reference)
                close(loss, expected, 1e-12, 1e-12)
                close(gradient, expected_gradient, 1e-10, 1e-12)


def gradients() -> None:
    for loss in losses(torch.float64):
        student = torch.randn(6, 9, dtype=torch.float64, requires_grad=True)
        equal(torch.autograd.gradcheck(loss, (student,)), True)
        # Overwritten logits have one backward pass, which gradcheck repeats: it gets fresh ones.
        equal(torch.autograd.gradcheck(lambda x: loss(x * 1, True), (student,)), True)


def backward_again() -> None:
    for loss in losses(torch.float32):
        student = torch.randn(6, 9, requires_grad=True)
        expected = torch.autograd.grad(loss(student), student)[0]
        for overwrite in (False, True):
            value = loss(student * 1, overwrite)
            for factor in (1.0, 3.0, -2.0):
                gradient = torch.autograd.grad(value * factor, student, retain_graph=True)[0]
                close(gradient, expected * factor, 1e-6, 1e-9)
            close(torch.autograd.grad(value * 5, student)[0], expected * 5, 1e-6, 1e-9)
            with refusal(RuntimeError, "backward through the graph a second time"):
                torch.autograd.grad(value, student)


def without_a_pass() -> None:
    """A graph that is not kept gives the buffer itself away, which is the logits where they may go."""
    for loss in losses(torch.float32):
        student = torch.randn(6, 9, requires_grad=True)
        given: list[Tensor] = []
        for overwrite, factor in product((False, True), (1, 2)):
            hidden = student * 1
            hidden.register_hook(given.append)
            (loss(hidden, overwrite) * factor).backward()
            equal(given.pop().data_ptr() == hidden.data_ptr(), overwrite)
    for backward in (torch.ops.dino.multi_crop_loss_backward, torch.ops.dino.masked_patch_loss_backward):
        for scale in (1.0, 2.0):
            buffer = torch.ones(6, 9)
            for in_place in (False, True):
                found = backward(torch.tensor(scale), buffer, in_place)
                equal(found.shape, (0,) if in_place else buffer.shape)
                equal((buffer if in_place else found).unique().tolist(), [scale])


def second_derivative() -> None:
    for name, loss in zip(("multi_crop_loss", "masked_patch_loss"), losses(torch.float32)):
        message = f"dino::{name}: has no second derivative"
        student = torch.randn(6, 9, requires_grad=True)
        scale = torch.ones((), requires_grad=True)
        for inner in (student, student * 1):
            gradient = torch.autograd.grad(loss(inner), inner, scale, create_graph=True)[0]
            for asked in (inner, scale):
                with refusal(NotImplementedError, message):
                    torch.autograd.grad(gradient.sum(), asked, retain_graph=True, allow_unused=True)
        # Beside a loss that has one, the first is usable.
        both = loss(student) + student.pow(3).sum()
        gradient = torch.autograd.grad(both, student, create_graph=True)[0]
        equal(gradient.requires_grad, True)
        for call in (torch.ops.dino.multi_crop_loss_backward, torch.ops.dino.masked_patch_loss_backward):
            with refusal(RuntimeError, "an argument requires a gradient; this operator has none"):
                call(torch.tensor(1.0), student, False)


def overwritten() -> None:
    for name, loss in zip(("multi_crop_loss", "masked_patch_loss"), losses(torch.float32)):
        student = torch.randn(6, 9, requires_grad=True)
        with refusal(ValueError, f"dino::{name}: overwrite_student: expected a student that an operator computed"):
            loss(student, True)
        before = student.detach().clone()
        with refusal(ValueError, f"dino::{name}: overwrite_student: expected a student that an operator computed"):
            loss(student.view(6, 9), True)
        equal(torch.equal(student, before), True)
        # An operator that needs the logits must notice; one that does not goes on.
        for make, needs in ((torch.exp, True), (lambda x: x * 2, False)):
            hidden = make(student)
            value = loss(hidden, True)
            if needs:
                with refusal(RuntimeError, "modified by an inplace operation"):
                    value.backward()
            else:
                value.backward()
                close(student.grad, 2 * torch.autograd.grad(loss(x := student * 2), x)[0], 1e-6, 1e-9)
        hidden = student * 1
        value = loss(hidden, True)
        hidden.detach().zero_()
        with refusal(RuntimeError, "modified by an inplace operation"):
            value.backward()
        # Backward scales what is left in the logits' place, which who has saved that must notice, too.
        hidden = student * 1
        value = 3 * loss(hidden, True)
        later = hidden.pow(2).sum()
        value.backward()
        with refusal(RuntimeError, "modified by an inplace operation"):
            later.backward()
        # Nothing is written where no gradient is made.
        with torch.no_grad():
            before = student.clone()
            loss(student, True)
            equal(torch.equal(student, before), True)
        with torch.inference_mode():
            close(loss(student.clone(), True), loss(student), 0, 0)


def kernel_operators() -> None:
    student, teacher, _ = logits(3, 2, 2, 9, torch.float32)
    buffer = torch.empty_like(student)
    version = buffer._version
    call = torch.ops.dino._multi_crop_loss
    call(student, teacher, None, 3, [1.0] * 4, *TEMPERATURES, False, False, buffer)
    equal(buffer._version > version, True)
    with refusal(RuntimeError, "dino::_multi_crop_loss: student requires a gradient, which only dino::multi_crop_loss"):
        call(student.requires_grad_(), teacher, None, 3, [1.0] * 4, *TEMPERATURES, False, False, None)
    with refusal(RuntimeError, "dino::_masked_patch_loss: student requires a gradient"):
        torch.ops.dino._masked_patch_loss(student, teacher, None, torch.ones(6), *TEMPERATURES, False, False, None)
    # Teacher and centre are constants.
    teacher.requires_grad_()
    torch.ops.dino.multi_crop_loss(student, teacher, None, 3, [1.0] * 4, *TEMPERATURES)[0].backward()
    equal(teacher.grad, None)


def same_bits() -> None:
    """Loss and gradient do not depend on the number of threads; means do, by rounding."""
    for images, teachers, students, prototypes in ((1, 2, 5, 4100), (2, 2, 3, 77), (3, 2, 4, 333), (7, 2, 10, 100)):
        student, teacher, center = logits(images, teachers, students, prototypes, torch.float32)
        weights = torch.rand(teachers * students).tolist()
        patch_weights = torch.rand(len(teacher))
        patches_of = student.repeat(2, 1)[: len(teacher)]

        def compute() -> list[Tensor]:
            gradient, patch_gradient = torch.empty_like(student), torch.empty_like(patches_of)
            tail = (*TEMPERATURES, False, True)
            crop = torch.ops.dino._multi_crop_loss(student, teacher, center, images, weights, *tail, gradient)
            patch = torch.ops.dino._masked_patch_loss(patches_of, teacher, center, patch_weights, *tail, patch_gradient)
            return [crop[0], crop[3], gradient, patch[0], patch[3], patch_gradient, *crop[1:3], *patch[1:3]]

        results = []
        for count in (1, 2, 3):
            with threads(count):
                results.append(compute())
                for one, other in zip(compute(), results[-1]):
                    equal(torch.equal(one, other), True)
        for found in results[1:]:
            for one, other in zip(found[:6], results[0]):
                equal(torch.equal(one, other), True)
            for one, other in zip(found[6:], results[0][6:]):
                close(one, other, 1e-5, 1e-7)


def lazy_copies() -> None:
    """They lie where their original does until they are written; which threads may not start."""
    student, teacher, center = logits(3, 2, 4, 21, torch.float32)
    weights = torch.rand(2, 4)
    expected, expected_gradient = fused(student, teacher, center, 3, weights)
    copy = torch._lazy_clone
    for count in (1, 2):
        with threads(count):
            loss, gradient = fused(copy(student), copy(teacher), copy(center), 3, weights)
            close(gradient, expected_gradient, 0, 0)
            gradient = copy(student)
            call(student, teacher, center, 3, weights, gradient)
            close(gradient, expected_gradient, 0, 0)
            # Over the student, whose copy the teacher is.
            rows = copy(student)
            expected_over = fused(student, student[:6], center, 3, weights)[1]
            call(rows, copy(rows)[:6], center, 3, weights, rows)
            close(rows, expected_over, 0, 0)
    close(loss, expected, 0, 0)


def layouts() -> None:
    student, teacher, center = logits(3, 2, 4, 21, torch.float32)
    weights = torch.rand(2, 4)
    expected, expected_gradient = fused(student, teacher, center, 3, weights)

    def spread(rows: Tensor) -> Tensor:
        return torch.full((len(rows), 50), 7.0)[:, 3:24].copy_(rows)

    def transposed(rows: Tensor) -> Tensor:
        return rows.t().contiguous().t()

    def strided(rows: Tensor) -> Tensor:
        return torch.full((len(rows), 50), 7.0)[:, 3:45:2].copy_(rows)

    for make, make_gradient in product((spread, transposed, strided), repeat=2):
        gradient = make_gradient(torch.zeros_like(student))
        rows = make(student)
        call(rows, make(teacher), make(center)[0], 3, weights, gradient)
        close(gradient, expected_gradient, 1e-6, 1e-8)
        equal(torch.equal(rows, student), True)
        call(rows, make(teacher), center, 3, weights, rows)
        close(rows, expected_gradient, 1e-6, 1e-8)
        if rows._base is not None and rows._base.shape[1] == 50:
            between = rows._base.clone()
            between.as_strided(rows.shape, rows.stride(), rows.storage_offset()).fill_(7)
            equal(between.eq(7).all().item(), True)
        recorded = make(student).requires_grad_()
        loss = call_loss(recorded, make(teacher), center, 3, weights)
        loss.backward()
        close(loss, expected, 1e-6, 1e-6)
        close(recorded.grad, expected_gradient, 1e-6, 1e-8)
    same = student[:1].expand(12, 21)
    expected, expected_gradient = fused(same.contiguous(), teacher, center, 3, weights)
    loss, gradient = fused(same, teacher, center, 3, weights)
    close(gradient, expected_gradient, 0, 0)


def not_finite() -> None:
    """As the formula: NaN and infinity give no finite loss, -infinity in the teacher is a probability of 0."""
    for prototypes, place in product((1, 7, 37, 2049), (0, -1)):
        for value in (torch.nan, INFINITY, -INFINITY):
            for of_teacher in (False, True):
                student, teacher, center = logits(2, 2, 3, prototypes, torch.float32)
                (teacher if of_teacher else student)[0, place] = value
                weights = torch.ones(2, 3)
                expected, expected_gradient = by_formula(student, teacher, center, 2, weights)
                for kernel in (fused, composed):
                    loss, gradient = kernel(student, teacher, center, 2, weights)
                    equal(loss.isfinite().item(), expected.isfinite().item())
                    equal(gradient.isnan().tolist(), expected_gradient.isnan().tolist())
                    if expected.isfinite():
                        close(loss, expected, 1e-5, 1e-6)
    # NaN with its lowest bits set.
    student, teacher, center = logits(2, 2, 3, 37, torch.float32)
    teacher.view(torch.int32)[0, 3] = 0x7FC00001
    loss, gradient = fused(student, teacher, None, 2, torch.ones(2, 3))
    equal((loss.isnan().item(), gradient.isnan().any(1).tolist()), (True, [True, False] * 3))
    # A block of nothing but -infinity beside others.
    student, teacher, center = logits(2, 1, 1, 4500, torch.float32)
    teacher[:, :2048] = -INFINITY
    student[:, 2048:4096] = -INFINITY
    teacher[:, 2048:4096] = -INFINITY
    loss, gradient = fused(student.clamp(min=-1e4), teacher, center, 2, torch.ones(1, 1))
    expected, expected_gradient = by_formula(student.clamp(min=-1e4), teacher, center, 2, torch.ones(1, 1))
    compare(loss, gradient, expected, expected_gradient, torch.float32)


def any_range() -> None:
    """Sharp, far from 0, and with one logit above all others: sums lose nothing."""
    for shift, scale in ((0, 50), (1000, 1), (-1000, 1), (300, 50)):
        student, teacher, _ = logits(2, 2, 3, 5000, torch.float32)
        student, teacher = student / 5 * scale + shift, teacher / 3 * scale - shift
        # One float32 apart, a teacher's logit of 1000 is another by 0.0015 after its temperature.
        compare_crops(student, teacher, None, 2, torch.rand(2, 3), rtol=2e-3)
    # The targets' entropy is a small difference of large numbers, which are not taken.
    for scale, temperature in ((30, 0.04), (100, 0.04), (100, 0.01)):
        teacher = torch.randn(8, 5000) * 0.1 * scale**0.5 + scale
        tail = (None, 4, [0.25] * 4, 0.1, temperature, False, False, True)
        found = torch.ops.dino.multi_crop_loss(teacher, teacher, *tail)[3]
        rows = (teacher.double() / temperature).log_softmax(1)
        close(found, -(rows.exp() * rows).sum(1).mean(), 1e-4, 1e-6)
    student, teacher, center = logits(2, 2, 3, 5000, torch.float32)
    student[:, 4444] = 3000
    compare_crops(student, teacher, center, 2, torch.rand(2, 3))
    # Kernels turn denormal numbers off for themselves alone.
    tiny = torch.full((64,), 1e-39)
    equal((tiny * 0.5).gt(0).all().item(), True)


def overlaps() -> None:
    memory = torch.randn(60, 9)
    teacher, weights = torch.randn(6, 9), [1.0] * 4
    tail = (None, 3, weights, *TEMPERATURES, False, False)
    student = memory[:6]
    for gradient, message in [
        (memory[1:7], "expected student itself or memory apart from it, got an overlap"),
        (memory.view(-1).as_strided((6, 9), (1, 6)), "expected student itself or memory apart from it"),
        (torch.empty(1, 9).expand(6, 9), "expected memory of its own for every element, got strides [0, 1]"),
    ]:
        with refusal(ValueError, f"dino::multi_crop_loss: grad_student: {message}"):
            torch.ops.dino._multi_crop_loss(student, teacher, *tail, gradient)
    message = "grad_student: expected memory apart from teacher, got an overlap"
    with refusal(ValueError, message):
        torch.ops.dino._multi_crop_loss(student, memory[6:12], *tail, memory[10:16])
    with refusal(ValueError, "grad_student: expected memory apart from center, got an overlap"):
        center = memory[12]
        torch.ops.dino._multi_crop_loss(student, teacher, center, *tail[1:], memory[10:16])
    weights = memory.view(-1)[100:106]
    with refusal(ValueError, "masked_patch_loss: grad_student: expected memory apart from weights, got an overlap"):
        torch.ops.dino._masked_patch_loss(student, teacher, None, weights, *tail[3:], memory[10:16])
    # Beside each other, and one memory seen by two storages.
    torch.ops.dino._multi_crop_loss(student, teacher, *tail, memory[6:12])
    alias = torch.from_numpy(student.numpy())
    torch.ops.dino._multi_crop_loss(student, teacher, *tail, alias)
    with refusal(ValueError, "got an overlap"):
        torch.ops.dino._multi_crop_loss(student, teacher, *tail, torch.from_numpy(memory[2:8].numpy()))


def refused() -> None:
    student, teacher, center = logits(3, 2, 4, 9, torch.float32)
    good = {
        "student": student,
        "teacher": teacher,
        "center": center,
        "batch": 3,
        "weights": [1.0] * 8,
        "student_temperature": 0.1,
        "teacher_temperature": 0.04,
    }
    patch = good | {"student": student[:6], "weights": torch.ones(6)}
    del patch["batch"]
    shared = [
        ({"student": student.int()}, "student: expected float32, bfloat16, float16 or float64, got Int"),
        ({"student": student.to_sparse()}, "student: expected a strided tensor, got Sparse"),
        ({"student": student[0]}, "student: expected [rows, prototypes] with at least one prototype, got [9]"),
        ({"student": student[0, 0]}, "student: expected [rows, prototypes] with at least one prototype, got []"),
        ({"student": student[:, :0]}, "student: expected [rows, prototypes] with at least one prototype"),
        ({"teacher": teacher.long()}, "teacher: expected float32, bfloat16, float16 or float64, got Long"),
        ({"teacher": teacher.to("meta")}, "teacher: expected it on cpu as student, got meta"),
        ({"teacher": teacher[:, :5]}, "teacher: expected [rows, 9], got [6, 5]"),
        ({"center": center[:, :5]}, "center: expected [9] or [1, 9], got [1, 5]"),
        ({"center": center.t()}, "center: expected [9] or [1, 9], got [9, 1]"),
        ({"center": center.int()}, "center: expected float32, bfloat16, float16 or float64, got Int"),
        ({"teacher_is_probabilities": True}, "center: expected none beside a teacher that holds probabilities"),
        ({"student_temperature": 0.0}, "student_temperature: expected 1e-30 to 1e30, got 0"),
        ({"student_temperature": torch.nan}, "student_temperature: expected 1e-30 to 1e30, got nan"),
        ({"teacher_temperature": -0.04}, "teacher_temperature: expected 1e-30 to 1e30, got -0.04"),
        ({"teacher_temperature": INFINITY}, "teacher_temperature: expected 1e-30 to 1e30, got inf"),
    ]
    crop = [
        ({"batch": 0}, "batch: expected 1 or more, got 0"),
        ({"batch": 5}, "student: expected [crops * 5, prototypes], got [12, 9]"),
        ({"student": student[:0]}, "student: expected [crops * 3, prototypes], got [0, 9]"),
        ({"batch": 4}, "teacher: expected [crops * 4, prototypes], got [6, 9]"),
        ({"teacher": teacher[:0]}, "teacher: expected [crops * 3, prototypes], got [0, 9]"),
        ({"weights": [1.0] * 7}, "weights: expected 2 * 4 numbers, got 7"),
        ({"weights": [1.0] * 12}, "weights: expected 2 * 4 numbers, got 12"),
        ({"weights": [1.0] * 7 + [torch.nan]}, "weights[7]: expected -1e30 to 1e30, got nan"),
        ({"weights": [1.0] * 7 + [-1e300]}, "weights[7]: expected -1e30 to 1e30, got -1e+300"),
    ]
    masked = [
        ({"teacher": teacher[:5]}, "teacher: expected [6, 9] as student, got [5, 9]"),
        ({"weights": torch.ones(5)}, "weights: expected float32 [6], got Float [5]"),
        ({"weights": torch.ones(6).double()}, "weights: expected float32 [6], got Double [6]"),
        ({"weights": torch.ones(6, 1)}, "weights: expected float32 [6], got Float [6, 1]"),
        ({"weights": torch.ones(6, device="meta")}, "weights: expected it on cpu as student, got meta"),
    ]
    for name, arguments, mistakes in (("multi_crop_loss", good, shared + crop), ("masked_patch_loss", patch, shared + masked)):
        operator, kernel = getattr(torch.ops.dino, name), getattr(torch.ops.dino, f"_{name}")
        flags = {"teacher_is_probabilities": False, "statistics": False, "grad_student": None}
        operator(**arguments)
        for changed, message in mistakes:
            with refusal(ValueError, f"dino::{name}: {message}"):
                operator(**(arguments | changed))
            with refusal(ValueError, f"dino::{name}: {message}"):
                kernel(**(flags | arguments | changed))
        for buffer, message in [
            (arguments["student"].double(), "grad_student: expected Float"),
            (arguments["student"][1:], "grad_student: expected Float"),
            (arguments["student"].to("meta"), "grad_student: expected it on cpu as student, got meta"),
        ]:
            with refusal(ValueError, f"dino::{name}: {message}"):
                kernel(**(flags | arguments | {"grad_student": buffer}))
        backward = getattr(torch.ops.dino, f"{name}_backward")
        for scale, buffer, message in [
            (torch.ones(1), student, "grad_loss: expected a floating point scalar, got Float [1]"),
            (torch.tensor(1), student, "grad_loss: expected a floating point scalar, got Long []"),
            (torch.tensor(1.0), student.int(), "grad_student: expected floating point, got Int"),
            (torch.tensor(1.0, device="meta"), student, "grad_loss: expected it on cpu as grad_student, got meta"),
        ]:
            with refusal(ValueError, f"dino::{name}_backward: {message}"):
                backward(scale, buffer, True)


def meta() -> None:
    for dtype, expected in ((torch.bfloat16, torch.float32), (torch.float64, torch.float64)):
        student = torch.empty(12, 9, dtype=dtype, device="meta", requires_grad=True)
        teacher = torch.empty(6, 9, device="meta")
        results = torch.ops.dino.multi_crop_loss(student, teacher, None, 3, [1.0] * 8, *TEMPERATURES, False, False, True)
        equal([(result.shape, result.dtype) for result in results], [(shape, expected) for shape in ((), (9,), (9,), ())])
        results[0].backward()
        equal((student.grad.shape, student.grad.dtype), ((12, 9), dtype))
        tail = (None, torch.empty(6, device="meta"), *TEMPERATURES)
        results = torch.ops.dino.masked_patch_loss(student[:6], teacher, *tail)
        equal([result.shape for result in results], [(), (9,), (0,), (0,)])
        with refusal(ValueError, "dino::multi_crop_loss: weights: expected 2 * 4 numbers, got 1"):
            torch.ops.dino.multi_crop_loss(student, teacher, None, 3, [1.0], *TEMPERATURES)


def logits(images: int, teachers: int, students: int, prototypes: int, dtype: torch.dtype) -> tuple[Tensor, Tensor, Tensor]:
    """Rows of student and teacher, and a centre."""
    student = torch.randn(students * images, prototypes) * 5
    teacher = torch.randn(teachers * images, prototypes) * 3
    center = torch.randn(1, prototypes)
    return student.to(dtype), teacher.to(dtype), center.to(torch.promote_types(dtype, torch.float32))


def some_weights(teachers: int, students: int) -> Tensor:
    """One pair left out, where there are several."""
    weights = torch.rand(teachers, students) + 0.1
    if weights.numel() > 1:
        weights[0, 0] = 0
    return weights


def losses(dtype: torch.dtype) -> Iterator[Callable[..., Tensor]]:
    """Both losses of a student [6, 9] alone."""
    teacher, center = torch.randn(6, 9).to(dtype), torch.randn(9).to(dtype)
    weights, patch_weights = torch.rand(4).tolist(), torch.rand(6)

    def crop(student: Tensor, overwrite: bool = False) -> Tensor:
        return torch.ops.dino.multi_crop_loss(student, teacher, center, 3, weights, *TEMPERATURES, False, overwrite)[0]

    def patch(student: Tensor, overwrite: bool = False) -> Tensor:
        tail = (patch_weights, *TEMPERATURES, False, overwrite)
        return torch.ops.dino.masked_patch_loss(student, teacher, center, *tail)[0]

    yield crop
    yield patch


def by_formula(
    student: Tensor, teacher: Tensor, center: Tensor | None, images: int, weights: Tensor, given: bool = False
) -> tuple[Tensor, Tensor]:
    """Loss and gradient in double, pair by pair, differentiated by autograd."""
    rows = student.detach().double().requires_grad_()
    log_p = (rows / TEMPERATURES[0]).log_softmax(1).split(images)
    q = targets_by_formula(teacher, center, given).split(images)
    pairs = [
        weight * -(q[t] * log_p[v]).sum(1).mean()
        for t, of_teacher in enumerate(weights.tolist())
        for v, weight in enumerate(of_teacher)
        if weight != 0
    ]
    loss = torch.stack(pairs).sum()
    return loss.detach(), torch.autograd.grad(loss, rows)[0]


def patches_by_formula(
    student: Tensor, teacher: Tensor, center: Tensor | None, weights: Tensor, given: bool = False
) -> tuple[Tensor, Tensor]:
    rows = student.detach().double().requires_grad_()
    log_p = (rows / TEMPERATURES[0]).log_softmax(1)
    loss = -(weights.double() * (targets_by_formula(teacher, center, given) * log_p).sum(1)).sum()
    return loss.detach(), torch.autograd.grad(loss, rows)[0]


def targets_by_formula(teacher: Tensor, center: Tensor | None, given: bool) -> Tensor:
    rows = teacher.double()
    return rows if given else ((rows - (0 if center is None else center.double())) / TEMPERATURES[1]).softmax(1)


def call(
    student: Tensor,
    teacher: Tensor,
    center: Tensor | None,
    images: int,
    weights: Tensor,
    gradient: Tensor,
    given: bool = False,
    operator: str = "_multi_crop_loss",
) -> Tensor:
    numbers = weights.flatten().tolist()
    tail = (*TEMPERATURES, given, False, gradient)
    return getattr(torch.ops.dino, operator)(student, teacher, center, images, numbers, *tail)[0]


def call_loss(student: Tensor, teacher: Tensor, center: Tensor | None, images: int, weights: Tensor) -> Tensor:
    return torch.ops.dino.multi_crop_loss(student, teacher, center, images, weights.flatten().tolist(), *TEMPERATURES)[0]


def fused(*arguments: object, given: bool = False) -> tuple[Tensor, Tensor]:
    student, teacher, center, images, weights, *flags = arguments
    gradient = torch.full(student.shape, torch.nan, dtype=student.dtype)
    given = flags[0] if flags else given
    return call(student, teacher, center, images, weights, gradient, given), gradient


def composed(*arguments: object, given: bool = False) -> tuple[Tensor, Tensor]:
    student, teacher, center, images, weights, *flags = arguments
    gradient = torch.full(student.shape, torch.nan, dtype=student.dtype)
    given = flags[0] if flags else given
    return call(student, teacher, center, images, weights, gradient, given, "_multi_crop_loss_reference"), gradient


def patches(
    student: Tensor,
    teacher: Tensor,
    center: Tensor | None,
    weights: Tensor,
    given: bool = False,
    in_place: bool = False,
    reference: bool = False,
) -> tuple[Tensor, Tensor]:
    gradient = student if in_place else torch.full(student.shape, torch.nan, dtype=student.dtype)
    operator = getattr(torch.ops.dino, "_masked_patch_loss_reference" if reference else "_masked_patch_loss")
    return operator(student, teacher, center, weights, *TEMPERATURES, given, False, gradient)[0], gradient


def compare_crops(
    student: Tensor, teacher: Tensor, center: Tensor | None, images: int, weights: Tensor, rtol: float = 2e-6
) -> None:
    """With a gradient of its own, then over the student."""
    expected, expected_gradient = by_formula(student, teacher, center, images, weights)
    rows = student.clone()
    for gradient in (torch.full_like(rows, torch.nan), rows):
        loss = call(rows, teacher, center, images, weights, gradient)
        compare(loss, gradient, expected, expected_gradient, student.dtype, rtol)
        equal(gradient is rows or torch.equal(rows, student), True)


def compare(
    loss: Tensor,
    gradient: Tensor,
    expected: Tensor,
    expected_gradient: Tensor,
    dtype: torch.dtype,
    rtol: float = 2e-6,
) -> None:
    equal((loss.dtype, loss.shape, gradient.dtype), (torch.float32, (), dtype))
    close(loss, expected, rtol, 1e-5)
    scale = expected_gradient.abs().max().item()
    # A row of one prototype has no gradient but for rounding.
    close(gradient, expected_gradient, 0, (GRADIENT[dtype] + rtol) * scale + 2e-6)


CASES: Sequence[Callable[[], None]] = (
    crops,
    weightings,
    left_out,
    masked_patches,
    no_patches,
    probabilities,
    statistics,
    references,
    gradients,
    backward_again,
    without_a_pass,
    second_derivative,
    overwritten,
    kernel_operators,
    same_bits,
    lazy_copies,
    layouts,
    not_finite,
    any_range,
    overlaps,
    refused,
    meta,
)

if __name__ == "__main__":
    # More would wait for each other on a busy machine; same_bits compares them.
    torch.set_num_threads(1)
    run(CASES)
