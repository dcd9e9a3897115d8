"""Cases of dino::sinkhorn_knopp and dino::sinkhorn_probabilities; sinkhorn.test.ts runs them.

    python sinkhorn.py LIBRARY
"""

from collections.abc import Iterator

import torch
from torch import Tensor

from cases import Golden, close, equal, peak, refusal, run, threads

# Lengths around those of vectors and of groups of rows.
SHAPES = [(1, 1), (1, 7), (2, 31), (3, 32), (4, 33), (5, 64), (7, 127), (9, 513), (64, 10), (130, 65)]
DTYPES = [torch.float32, torch.bfloat16, torch.float16]
INFINITY = torch.inf


def formula() -> None:
    for shape, dtype, iterations in problems():
        logits = torch.randn(shape).to(dtype)
        compare(logits, 0.07, iterations)


def any_range() -> None:
    """Where exponentials in float32 lose everything, and where they lose nothing that matters."""
    for shape, dtype, iterations in problems(3):
        for logits in (torch.randn(shape) * 20, torch.rand(shape) * 100 - 50, torch.randn(shape).sign() * 50):
            compare(logits.clamp(-50, 50).to(dtype), 0.04, iterations)
    # Samples and prototypes far apart from each other, all of which the factors take back.
    logits = torch.randn(20, 40) + torch.arange(20).mul(5)[:, None]
    compare(logits, 0.04, 3)
    compare(logits - torch.arange(40).mul(2.5), 0.04, 3)


def against_peers() -> None:
    """The published loop over exp(logits / temperature), in double, where it does not overflow."""
    for shape in SHAPES:
        for iterations in range(1, 11):
            logits = torch.randn(shape)
            expected = by_loop(logits, 0.06, iterations)
            close(probabilities(logits, 0.06, iterations), expected, 1e-5, 1e-6)


def guesses() -> None:
    """Logits behind the first 512 of a row, of which its largest is guessed."""
    for rows, dtype in [(rows, dtype) for rows in (2, 3, 8, 21) for dtype in DTYPES]:
        logits = torch.randn(rows, 1100).mul(0.3).to(dtype)
        for largest in (1.5, 2.5, 5.0, 400.0):
            peaked = logits.clone()
            peaked[rows // 2, 1050] = largest
            compare(peaked, 0.04, 3)
        for value, column in [(value, column) for value in (torch.nan, INFINITY) for column in (600, 1099)]:
            broken = logits.clone()
            broken[rows - 1, column] = value
            equal(probabilities(broken, 0.1).isnan().all().item(), True)
        if dtype == torch.float32:
            # Bits of NaN that adding to them as to an integer could make a number of.
            broken = logits.clone()
            broken.view(torch.int32)[0, 900] = 0x7FC00001
            equal(probabilities(broken, 0.1).isnan().all().item(), True)
        logits[0, :600] = -INFINITY
        logits[:, 700:] -= 4
        compare(logits, 0.04, 3)


def golden() -> None:
    """What DINOv2 and DINOv3 computed."""
    case = Golden("dinov2_dino_loss_sinkhorn")
    for i in range(4):
        for iterations in (1, 3, 10):
            q = probabilities(case[f"sk{i}.logits"], case["teacher_temps"][1].item(), iterations)
            case.close(f"sk{i}.iters{iterations}", q)
    for i, temperature in enumerate(case["teacher_temps"].tolist()):
        case.close(f"temp{i}.teacher_probs", probabilities(case["teacher_cls_swapped"], temperature))
    case = Golden("dinov2_ibot_loss_sinkhorn")
    masked = case["teacher_buffer"][: case["n_masked_patches"].item()]
    for i, temperature in enumerate(case["teacher_temps"].tolist()):
        case.close(f"temp{i}.teacher_probs", probabilities(masked, temperature))
    case = Golden("dinov3_dino_sk")
    temperature = case.params["teacher_temp"]
    case.close("sk_probs", probabilities(case["teacher_logits"], temperature))
    case.close("ibot_sk_probs", probabilities(case["ibot_logits"], temperature))


def scalings() -> None:
    """Q from the factors, and as the targets of a loss that takes a centre."""
    for shape, dtype, iterations in problems():
        logits = torch.randn(shape).to(dtype)
        prototypes, samples = knopp(logits, 0.05, iterations)
        equal((prototypes.shape, samples.shape), (shape[1:], shape[:1]))
        equal((prototypes.dtype, samples.dtype), (torch.float32, torch.float32))
        q = probabilities(logits, 0.05, iterations).double()
        close((logits.double() / 0.05 + prototypes + samples[:, None].double()).exp(), q, 1e-5, 1e-6)
        center = -0.05 * prototypes.double()
        close(((logits.double() - center) / 0.05).softmax(1), q, 1e-5, 1e-6)
        close(q.sum(1), torch.ones(shape[0]), 1e-5, 0)


def reference() -> None:
    for shape in SHAPES:
        for dtype in (*DTYPES, torch.float64):
            logits = torch.randn(shape).to(dtype)
            expected = torch.ops.dino.sinkhorn_probabilities_reference(logits, 0.07, 3)
            close(expected, by_logarithms(logits, 0.07, 3), 1e-5, 1e-5)
            close(probabilities(logits, 0.07, 3), expected, 1e-5, 1e-5)
            prototypes, samples = torch.ops.dino.sinkhorn_knopp_reference(logits, 0.07, 3)
            q = (logits.double() / 0.07 + prototypes + samples[:, None].double()).exp()
            close(q, expected, 1e-5, 1e-5)


def double() -> None:
    logits = torch.randn(9, 37, dtype=torch.float64) * 10
    q = probabilities(logits, 0.04, 5)
    equal((q.dtype, knopp(logits, 0.04, 5)[0].dtype), (torch.float64, torch.float64))
    close(q, by_logarithms(logits, 0.04, 5), 1e-9, 1e-12)


def empty_prototypes() -> None:
    for dtype in (*DTYPES, torch.float64):
        logits = torch.randn(7, 41).to(dtype)
        logits[:, 5] = -INFINITY
        logits[:, 40] = -INFINITY
        logits[3] = -INFINITY
        logits[0, 0] = -INFINITY
        prototypes, samples = knopp(logits, 0.05)
        equal(prototypes.isfinite().all().item() and samples.isfinite().all().item(), True)
        q = probabilities(logits, 0.05)
        expected = torch.zeros(7, 41, dtype=torch.float64)
        rows = torch.tensor([0, 1, 2, 4, 5, 6])
        columns = torch.tensor([k for k in range(41) if k not in (5, 40)])
        expected[rows[:, None], columns] = by_logarithms(logits[rows][:, columns], 0.05, 3)
        close(q, expected, 1e-5, 1e-6)
        equal((q[logits == -INFINITY] == 0).all().item(), True)
        nothing = torch.full((3, 5), -INFINITY, dtype=dtype)
        equal(probabilities(nothing, 0.05).tolist(), torch.zeros(3, 5).tolist())
    # So far below that its exponential vanishes, a prototype still gets its share.
    logits = torch.randn(7, 41)
    logits[:, 5] -= 200
    compare(logits, 0.05, 3)


def not_finite() -> None:
    for dtype in (*DTYPES, torch.float64):
        for value in (torch.nan, INFINITY):
            for place in ((0, 0), (36, 0), (20, 64), (36, 100)):
                logits = torch.randn(37, 101).to(dtype)
                logits[place] = value
                equal(probabilities(logits, 0.1).isnan().all().item(), True)
                equal(all(part.isnan().all().item() for part in knopp(logits, 0.1)), True)


def no_samples() -> None:
    prototypes, samples = knopp(torch.empty(0, 5), 0.1)
    equal((prototypes.tolist(), samples.shape), ([0.0] * 5, (0,)))
    equal(probabilities(torch.empty(0, 5), 0.1).shape, (0, 5))


def layouts() -> None:
    logits = torch.randn(30, 50)
    expected = probabilities(logits, 0.1)
    wide = torch.randn(30, 120)
    wide[:, 60:110] = logits
    for same in (logits.t().contiguous().t(), wide[:, 60:110]):
        close(probabilities(same, 0.1), expected, 1e-6, 1e-9)
        close(knopp(same, 0.1)[0], knopp(logits, 0.1)[0], 1e-6, 1e-6)
    one = torch.randn(1, 50)
    close(probabilities(one.expand(6, 50), 0.1), by_logarithms(one.expand(6, 50), 0.1, 3), 1e-5, 1e-6)


def same_bits() -> None:
    for scale in (1, 50):
        logits = torch.randn(53, 1030) * scale
        results = []
        for count in (1, 2, 3):
            with threads(count):
                found = [probabilities(logits, 0.04), *knopp(logits, 0.04)]
                again = [probabilities(logits, 0.04), *knopp(logits, 0.04)]
            equal(all(torch.equal(one, other) for one, other in zip(found, again)), True)
            results.append(found[0])
        for other in results[1:]:
            close(other, results[0], 1e-5, 1e-6)


def memory() -> None:
    """Vectors, but nothing of the size of the logits."""
    for scale in (1, 100):
        logits = torch.randn(512, 1024, dtype=torch.bfloat16) * scale
        found = peak(lambda: knopp(logits, 0.05))
        if found > logits.numel() * 2 // 8:
            raise AssertionError(f"expected an eighth of the logits, got {found} bytes")


def refused() -> None:
    good = torch.zeros(2, 3)
    for name, call in (("sinkhorn_knopp", knopp), ("sinkhorn_probabilities", probabilities)):
        for logits, temperature, iterations, message in [
            (good.int(), 0.1, 3, "logits: expected floating point, got Int"),
            (good[0], 0.1, 3, "logits: expected [samples, prototypes] with at least one prototype, got [3]"),
            (good[:, :0], 0.1, 3, "with at least one prototype, got [2, 0]"),
            (good.to_sparse(), 0.1, 3, "logits: expected a strided tensor, got Sparse"),
            (good, 0.0, 3, "temperature: expected 1e-30 to 1e30, got 0"),
            (good, -0.1, 3, "temperature: expected 1e-30 to 1e30, got -0.1"),
            (good, torch.nan, 3, "temperature: expected 1e-30 to 1e30, got nan"),
            (good, torch.inf, 3, "temperature: expected 1e-30 to 1e30, got inf"),
            (good, 0.1, 0, "iterations: expected 1 to 1000, got 0"),
            (good, 0.1, 1001, "iterations: expected 1 to 1000, got 1001"),
            (good, 0.1, 2**40, "iterations: expected 1 to 1000, got 1099511627776"),
        ]:
            for device in ("cpu", "meta"):
                if logits.is_sparse and device == "meta":
                    continue
                with refusal(ValueError, message):
                    call(logits.to(device), temperature, iterations)
        with refusal(ValueError, f"dino::{name}: temperature"):
            call(good, 0.0)
        recorded = torch.zeros(2, 3, requires_grad=True)
        with refusal(RuntimeError, f"dino::{name}: logits requires a gradient; this operator has none"):
            call(recorded, 0.1)
        with torch.no_grad():
            call(recorded, 0.1)


def meta() -> None:
    logits = torch.empty(5, 7, device="meta", dtype=torch.bfloat16)
    prototypes, samples = knopp(logits, 0.1)
    equal((prototypes.shape, samples.shape, samples.device.type), ((7,), (5,), "meta"))
    equal((prototypes.dtype, samples.dtype), (torch.float32, torch.float32))
    q = probabilities(logits.double(), 0.1)
    equal((q.shape, q.dtype, q.device.type), ((5, 7), torch.float64, "meta"))


def problems(*numbers: int) -> Iterator[tuple[tuple[int, int], torch.dtype, int]]:
    for shape in SHAPES:
        for dtype in DTYPES:
            for iterations in numbers or (1, 3, 10):
                yield shape, dtype, iterations


def knopp(logits: Tensor, temperature: float, *iterations: int) -> tuple[Tensor, Tensor]:
    return torch.ops.dino.sinkhorn_knopp(logits, temperature, *iterations)


def probabilities(logits: Tensor, temperature: float, *iterations: int) -> Tensor:
    return torch.ops.dino.sinkhorn_probabilities(logits, temperature, *iterations)


def compare(logits: Tensor, temperature: float, iterations: int) -> None:
    found, expected = probabilities(logits, temperature, iterations), by_logarithms(logits, temperature, iterations)
    equal(found.dtype, torch.float32)
    close(found, expected, 1e-5, 2e-6)
    # Factors in float32: an exponent of 2500 has errors of 1e-4 in it.
    prototypes, samples = (part.double() for part in knopp(logits, temperature, iterations))
    exponents = logits.double() / temperature
    largest = max(exponents.abs().max().item(), prototypes.abs().max().item(), 1)
    close((exponents + prototypes + samples[:, None]).exp(), expected, 4e-7 * largest, 2e-6)


def by_logarithms(logits: Tensor, temperature: float, iterations: int) -> Tensor:
    exponents = logits.double() / temperature
    samples = torch.zeros(logits.shape[0], 1, dtype=torch.float64)
    for _ in range(iterations):
        prototypes = -(exponents + samples).logsumexp(0)
        samples = -(exponents + prototypes).logsumexp(1, keepdim=True)
    return (exponents + prototypes + samples).exp()


def by_loop(logits: Tensor, temperature: float, iterations: int) -> Tensor:
    """As in SwAV and DINOv2: exponentials, divided in turns."""
    q = (logits.double() / temperature).exp().t()
    q /= q.sum()
    for _ in range(iterations):
        q /= q.sum(1, keepdim=True) * q.shape[0]
        q /= q.sum(0, keepdim=True) * q.shape[1]
    return q.t() * q.shape[1]


if __name__ == "__main__":
    run([
        formula,
        any_range,
        against_peers,
        guesses,
        golden,
        scalings,
        reference,
        double,
        empty_prototypes,
        not_finite,
        no_samples,
        layouts,
        same_bits,
        memory,
        refused,
        meta,
    ])  # fmt: skip
