"""Measures the operators of the library `dino` beside PyTorch's ways to the same results, and writes what it found.

    python run.py LIBRARY... [--device cpu|cuda] [--threads N] [--quick] [--memory TEXT] [--only NAME]... [--json FILE]

LIBRARY is libdino_ops.so, and libdino_cuda.so after it. Operators that it does not have are left out with a line.
Ends with 1 where a measurement failed; FILE then has the others.
"""

import argparse
import importlib
import json
import sys
import traceback

import torch
from measure import FULL, QUICK, Bench, note, registered

SUBJECTS = (
    "multi_crop_loss",
    "sinkhorn_knopp",
    "masked_patch_loss",
    "koleo",
    "linear_multi_crop_loss",
    "ema_update",
    "adamw_ema",
    "render_crops",
    "v2_step",
)


def main() -> int:
    options = read_options()
    for library in options.libraries:
        torch.ops.load_library(library)
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    bench = Bench(options.device, options.threads, QUICK if options.quick else FULL, options.memory)
    rows, left_out, failed = [], [], []
    for name in options.only or SUBJECTS:
        subject = importlib.import_module(name)
        missing = [operator for operator in operators_of(subject) if not registered(operator)]
        if missing:
            left_out.append(f"{name}: the library has no {' and no '.join(f'dino::{one}' for one in missing)}")
            note(f"left out: {left_out[-1]}")
            continue
        for case in subject.cases(options.device, options.quick):
            if not case.baselines:
                left_out.append(f"{case.name}: nothing to compare with, Python does not import {subject.WANTED}")
                note(f"left out: {left_out[-1]}")
                continue
            note(f"{case.name}, {case.shape}, {case.dtype}{options.memory}")
            try:
                rows += bench.measure(case)
            except Exception:
                # The others' figures are worth having.
                failed.append(f"{case.name}, {case.shape}, {case.dtype}: {traceback.format_exc()}")
                note(failed[-1])
    found = {
        "torch": torch.__version__,
        "device": torch.cuda.get_device_name() if options.device == "cuda" else "cpu",
        "capability": torch.backends.cpu.get_cpu_capability(),
        "threads": options.threads,
        "copyGBs": bench.copy_speed() / 1e9 if bench.copies else None,
        "leftOut": left_out,
        "failed": failed,
        "results": bench.finish(rows) if rows else [],
    }
    with open(options.json, "w") if options.json else sys.stdout as file:
        json.dump(found, file, indent=2)
    return int(bool(failed))


def operators_of(subject: object) -> tuple[str, ...]:
    named = subject.OPERATOR
    return (named,) if isinstance(named, str) else named


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("libraries", nargs="+", metavar="LIBRARY")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--quick", action="store_true", help="small shapes and few rounds")
    parser.add_argument("--memory", default="", help="what malloc was told, for the rows' names")
    parser.add_argument("--only", action="append", choices=SUBJECTS, metavar="NAME")
    parser.add_argument("--json", metavar="FILE")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
