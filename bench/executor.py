"""The graph executor's settings on TorchScript files; bench/executor.mjs starts one process for each.

    python executor.py SETTING BATCH THREADS FILE...

Then reads lines `<file's index> <image size>` and prints the processor's milliseconds for one forward and backward:
the machine's other load counts for less in them than in the clock's.
"""

import sys
import time

import torch


def default() -> None:
    pass


def profiling_off() -> None:
    torch._C._jit_set_profiling_mode(False)
    torch._C._jit_set_profiling_executor(False)


def optimize_off() -> None:
    torch._C._set_graph_executor_optimize(False)


def profiled_twice() -> None:
    torch._C._jit_set_num_profiled_runs(2)


def fusion_off() -> None:
    torch._C._jit_set_texpr_fuser_enabled(False)


def fusion_dynamic() -> None:
    torch.jit.set_fusion_strategy([("DYNAMIC", 10)])


def main(setting: str, batch: str, threads: str, *files: str) -> None:
    torch.set_num_threads(int(threads))
    {
        "default": default,
        "profiling off": profiling_off,
        "optimize off": optimize_off,
        "2 profiled runs": profiled_twice,
        "fusion off": fusion_off,
        "dynamic fusion": fusion_dynamic,
    }[setting]()
    modules = [torch.jit.load(file).train() for file in files]
    torch.manual_seed(0)
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        index, size = (int(part) for part in line.split())
        images = torch.rand(int(batch), 3, size, size)
        begin = time.process_time()
        modules[index](images).square().mean().backward()
        print((time.process_time() - begin) * 1000, flush=True)
        modules[index].zero_grad()


main(*sys.argv[1:])
