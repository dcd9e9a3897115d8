"""What the files of operator cases share. Each prints {case: "passed" or a traceback} as JSON."""

import json
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

import torch
from torch import Tensor


def run(cases: Sequence[Callable[[], None]]) -> None:
    """Loads the library that the first argument names, then runs every case."""
    torch.ops.load_library(sys.argv[1])
    print(json.dumps({case.__name__: outcome(case) for case in cases}))


def outcome(case: Callable[[], None]) -> str:
    torch.manual_seed(0)
    try:
        case()
    except Exception:
        return traceback.format_exc()
    return "passed"


def close(found: Tensor, expected: Tensor, rtol: float, atol: float) -> None:
    torch.testing.assert_close(found.double(), expected.double(), rtol=rtol, atol=atol)


def equal(found: object, expected: object) -> None:
    if found != expected:
        raise AssertionError(f"expected {expected}, got {found}")


class Golden:
    """A case of test/golden: numbers of a reference implementation and the tolerances that come with them."""

    def __init__(self, name: str) -> None:
        file = Path(__file__).parent.parent / "golden" / name
        case = json.loads(file.with_suffix(".json").read_text())
        self.params = case["params"]
        self._tolerance = case["tolerance"]
        self._tensors = torch.load(file.with_suffix(".pt"), weights_only=True)

    def __getitem__(self, name: str) -> Tensor:
        return self._tensors[name]

    def close(self, name: str, found: Tensor) -> None:
        rtol, atol = self._tolerance["rtol"], self._tolerance["atol"]
        excluded: list[int] = []
        for pattern, values in self._tolerance["overrides"].items():
            if fnmatchcase(name, pattern):
                # The last pattern that has numbers wins.
                rtol, atol = values.get("rtol", 0), values.get("atol", 0)
                excluded = values.get("exclude_rows", [])
        expected = self[name]
        rows = [row for row in range(len(expected)) if row not in excluded] if expected.dim() else ...
        close(found.reshape(expected.shape)[rows], expected[rows], rtol, atol)


@contextmanager
def refusal(kind: type[Exception], *texts: str) -> Iterator[None]:
    """The body has to raise exactly `kind`, with every one of `texts` in its message."""
    try:
        yield
    except Exception as error:
        equal(type(error), kind)
        for text in texts:
            if text not in str(error):
                raise AssertionError(f"expected {text!r} in {error}") from error
        return
    raise AssertionError(f"expected {kind.__name__}: {texts}, but nothing was raised")


@contextmanager
def threads(count: int) -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def peak(body: Callable[[], None]) -> int:
    """The most bytes that tensors held beyond what there was before."""
    with torch.profiler.profile(profile_memory=True, activities=[torch.profiler.ProfilerActivity.CPU]) as profile:
        body()
    events = [event for event in profile.profiler.kineto_results.events() if event.name() == "[memory]"]
    held = most = 0
    for event in sorted(events, key=lambda event: event.start_ns()):
        held += event.nbytes()
        most = max(most, held)
    return most
