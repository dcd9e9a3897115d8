"""Times and memory of an operator and of what does the same without it, in turns in one process."""

import ctypes
import gc
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch

Run = Callable[[], object]


@dataclass(frozen=True)
class Case:
    """One row for each baseline. `moved`: bytes that the operator reads and writes in memory by count, every array as
    often as the operator goes over it; `least`: what cannot be avoided, every argument and result once."""

    name: str
    shape: str
    dtype: str
    ours: Run
    baselines: dict[str, Run]
    # None: of a whole step nobody counted them.
    moved: int | None
    least: int | None
    # How often the work is done in one call; times and bytes are of one.
    repeats: int = 1
    # None: those of the run.
    threads: int | None = None


@dataclass(frozen=True)
class Effort:
    """How long to measure."""

    rounds: int
    # A case gets no more rounds after this time, but always three.
    seconds: float
    # Short calls are repeated until a measurement takes so long.
    least_ms: float


FULL = Effort(rounds=25, seconds=15, least_ms=5)
QUICK = Effort(rounds=5, seconds=3, least_ms=0.5)


class Bench:
    def __init__(self, device: str, threads: int, effort: Effort, memory: str) -> None:
        self.device, self.threads, self.effort, self.memory = device, threads, effort, memory
        self.clock = CudaClock() if device == "cuda" else CpuClock()
        self.peak = cuda_peak if device == "cuda" else resident_peak
        quick = effort is QUICK
        # Beyond every cache, the machine's third level of some hundred MB included.
        bytes_ = 2**25 if quick else 2**29
        self.source = torch.ones(bytes_ // 4, device=device)
        self.target = torch.zeros_like(self.source)
        self.copies: list[float] = []

    def copy_speed(self) -> float:
        """Bytes read and written in a second by a plain copy, the median of the run so far."""
        return statistics.median(self.copies)

    def measure(self, case: Case) -> list[dict]:
        torch.set_num_threads(case.threads or self.threads)
        runs = [case.ours, *case.baselines.values()]
        counts = [self._warm_up(run) for run in runs]
        times: list[list[float]] = [[] for _ in runs]
        self._copy()
        begin = time.perf_counter()
        for round_ in range(self.effort.rounds):
            if round_ >= 3 and time.perf_counter() - begin > self.effort.seconds:
                break
            for i in range(len(runs)):
                # Each comes first as often as any other.
                turn = (i + round_) % len(runs)
                times[turn].append(self.clock.time(runs[turn], counts[turn]) / case.repeats)
        self._copy()
        peaks = [self._peak(run, statistics.median(each)) for run, each in zip(runs, times)]
        torch.set_num_threads(self.threads)
        own = statistics.median(times[0])
        return [
            {
                "name": case.name,
                "shape": case.shape,
                "dtype": case.dtype,
                "baseline": f"{name}{self.memory}",
                "medianMs": own,
                "baselineMs": statistics.median(theirs),
                "ratio": statistics.median(their / our for their, our in zip(theirs, times[0])),
                "bytesMoved": case.moved,
                "bytesLeast": case.least,
                # Set when all copies of the run are known.
                "shareOfCopy": None,
                "peakExtraBytes": peaks[0],
                "baselinePeakExtraBytes": peak,
            }
            for name, theirs, peak in zip(case.baselines, times[1:], peaks[1:])
        ]

    def finish(self, rows: list[dict]) -> list[dict]:
        speed = self.copy_speed()
        return [
            row | {"shareOfCopy": row["bytesMoved"] / (row["medianMs"] / 1000) / speed}
            if row["bytesMoved"] is not None
            else row
            for row in rows
        ]

    def _warm_up(self, run: Run) -> int:
        """How many calls fill the least time; the first call is not counted, it makes what is made once."""
        run()
        least = self.effort.least_ms
        return max(1, min(1000, round(least / max(self.clock.time(run, 1), 1e-3))))

    def _copy(self) -> None:
        self.target.copy_(self.source)
        bytes_ = 2 * self.source.nbytes
        for _ in range(3):
            self.copies.append(bytes_ / (self.clock.time(lambda: self.target.copy_(self.source), 1) / 1000))

    def _peak(self, run: Run, ms: float) -> int | None:
        peaks = [self.peak(run) for _ in range(3 if ms < 1000 else 1)]
        return None if None in peaks else statistics.median(peaks)


class CpuClock:
    def time(self, run: Run, count: int) -> float:
        """Milliseconds of one call, the mean of `count`."""
        begin = time.perf_counter()
        for _ in range(count):
            run()
        return (time.perf_counter() - begin) * 1000 / count


class CudaClock:
    def time(self, run: Run, count: int) -> float:
        begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        torch.cuda.synchronize()
        begin.record()
        for _ in range(count):
            run()
        end.record()
        end.synchronize()
        return begin.elapsed_time(end) / count


def resident_peak(run: Run) -> int | None:
    """Bytes of memory that `run` needed beyond what the process had, whoever took them; None where Linux does not tell.

    Freed memory goes to the system first, so that malloc cannot serve `run` from what it kept, and the mark of the most
    memory that was resident is set back."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    try:
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
    except OSError:
        return None
    before = status("VmRSS")
    run()
    return max(status("VmHWM") - before, 0)


def status(name: str) -> int:
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith(f"{name}:"))


def cuda_peak(run: Run) -> int:
    torch.cuda.synchronize()
    torch.cuda.reset_peak_memory_stats()
    before = torch.cuda.memory_allocated()
    run()
    torch.cuda.synchronize()
    return torch.cuda.max_memory_allocated() - before


def registered(operator: str) -> bool:
    return hasattr(torch.ops.dino, operator)


def note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class _Logits(torch.autograd.Function):
    @staticmethod
    def forward(ctx, anchor: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
        return values.detach()

    @staticmethod
    def backward(ctx, gradient: torch.Tensor) -> tuple[torch.Tensor, None]:
        return gradient.new_zeros(()), None


def computed(values: torch.Tensor) -> torch.Tensor:
    """`values` as if a network had computed them: backward reaches them and ends there, so that nothing but the
    loss is measured; and they are no leaf, so that a loss may write over them."""
    return _Logits.apply(torch.zeros((), device=values.device, dtype=values.dtype, requires_grad=True), values)
