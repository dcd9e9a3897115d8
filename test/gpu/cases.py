"""The operators' cases on a device, against the CPU's operators in float64. Prints {operator: {case: its outcome}}.

    python cases.py LIBRARY... [--device cpu|cuda] [--threads N] [--json FILE]

LIBRARY is libdino_ops.so, and libdino_cuda.so after it. A case is "passed", "left out: why", or a traceback. Without an
accelerator the cases compare float32, bfloat16 and float16 with float64 on the CPU.
"""

import argparse
import json
import sys
import traceback

import torch
from compare import Case
from operators import crops, koleo, layer, losses, placement, targets, updates

SUBJECTS = (losses, targets, koleo, layer, updates, crops, placement)


def main() -> None:
    options = read_options()
    for library in options.libraries:
        torch.ops.load_library(library)
    torch.set_num_threads(options.threads)
    found: dict[str, dict[str, str]] = {}
    for subject in SUBJECTS:
        for case in subject.cases(options.device):
            found.setdefault(case.operator, {})[case.name] = outcome(case)
    with open(options.json, "w") if options.json else sys.stdout as file:
        json.dump(found, file, indent=2)


def outcome(case: Case) -> str:
    if not hasattr(torch.ops.dino, case.operator):
        return f"left out: the library has no dino::{case.operator}"
    # The same numbers whichever cases came before.
    torch.manual_seed(0)
    try:
        case.run()
    except Exception:
        return traceback.format_exc()
    return "passed"


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("libraries", nargs="+", metavar="LIBRARY")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", metavar="FILE")
    return parser.parse_args()


if __name__ == "__main__":
    main()
