"""Builds the operators with this Python's torch, runs every operator's cases and the benchmark, and writes one report.

    python3 run.py [--build FOLDER] [--report FILE] [--quick] [--jobs N] [--threads N] [--all-architectures]

For machines without Node and without a network: wants python3 with a torch, CMake, a C++ compiler, and ninja or
make; on a CUDA device also nvcc, and a torch for CUDA. What a machine has not is left out, and the report says so.
The report is JSON in FILE (gpu-report.json), with what a person wants to know in FILE.txt, which is printed too.
Ends with 0 unless something that ran has failed.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

PROBE = """
import json, torch
cuda = torch.cuda.is_available()
print(json.dumps({
    "torch": torch.__version__, "folder": torch.__path__[0], "cuda": torch.version.cuda,
    "device": torch.cuda.get_device_name() if cuda else None, "devices": torch.cuda.device_count() if cuda else 0,
    "architecture": "".join(map(str, torch.cuda.get_device_capability())) if cuda else None,
    "capability": torch.backends.cpu.get_cpu_capability(), "threads": torch.get_num_threads(),
}))
"""
LOAD = """
import sys, torch
for library in sys.argv[1:]:
    torch.ops.load_library(library)
print(torch.ops.dino.cpu_capability())
"""
# From the least to the most; the kernels of each are run by force where the processor has them.
CAPABILITIES = ("DEFAULT", "AVX2", "AVX512")


@dataclass
class Report:
    machine: dict = field(default_factory=dict)
    steps: list[dict] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    cases: dict[str, dict] = field(default_factory=dict)
    benchmarks: dict[str, dict] = field(default_factory=dict)

    @property
    def failures(self) -> list[str]:
        steps = [f"{step['name']}: ended with {step['code']}" for step in self.steps if step["code"] != 0]
        return steps + [
            f"{where}: {name}"
            for where, operators in self.cases.items()
            for cases in operators.values()
            for name, outcome in cases.items()
            if not (outcome == "passed" or outcome.startswith("left out: "))
        ]

    def leave_out(self, what: str) -> None:
        self.left_out.append(what)
        print(f"left out: {what}", flush=True)


class Runner:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.report = Report()
        self.build = Path(options.build).resolve()
        self.build.mkdir(parents=True, exist_ok=True)

    def run(self) -> int:
        if not self.probe():
            return self.write()
        if self.compile():
            self.load()
        return self.write()

    def probe(self) -> bool:
        found = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True)
        machine = {"processor": processor(), "cores": os.cpu_count(), "python": platform.python_version()}
        self.report.machine = machine
        if found.returncode != 0:
            self.report.steps.append({"name": "import torch", "code": found.returncode, "output": found.stderr[-4000:]})
            return False
        machine |= json.loads(found.stdout)
        self.threads = self.options.threads or machine["threads"]
        print(json.dumps(machine), flush=True)
        return True

    def compile(self) -> bool:
        machine = self.report.machine
        torch_folder = Path(machine["folder"])
        configure = [
            "cmake",
            "-S",
            str(ROOT),
            "-B",
            str(self.build),
            "-DDINO_NODE=OFF",
            # Compilers and versions of torch that nobody tried may warn of more.
            "-DDINO_WERROR=OFF",
            f"-DDINO_LIBTORCH={torch_folder}",
        ]
        if shutil.which("ninja"):
            configure += ["-G", "Ninja"]
        configure += self.cuda_options(torch_folder)
        compile_ = ["cmake", "--build", str(self.build), "--parallel", str(self.options.jobs)]
        return self.step("configure", configure) and self.step("build", compile_)

    def cuda_options(self, torch_folder: Path) -> list[str]:
        """CMake's, or none with the reason in the report."""
        machine, nvcc = self.report.machine, find_nvcc()
        toolkit = nvcc and version_of(nvcc)
        machine["nvcc"] = toolkit
        reason = None
        if not (ROOT / "native/ops/cuda/CMakeLists.txt").exists():
            reason = "this checkout has no CUDA kernels"
        elif not (torch_folder / "lib/libtorch_cuda.so").exists():
            reason = f"torch {machine['torch']} is not one for CUDA"
        elif nvcc is None:
            reason = "there is no nvcc: not on PATH, not in CUDA_HOME, not in /usr/local/cuda"
        elif toolkit.split(".")[0] != machine["cuda"].split(".")[0]:
            reason = f"nvcc is of CUDA {toolkit}, torch of {machine['cuda']}"
        self.with_cuda = reason is None
        if reason is not None:
            self.report.leave_out(f"libdino_cuda: {reason}")
            return ["-DDINO_CUDA=OFF"]
        options = ["-DDINO_CUDA=ON", f"-DCMAKE_CUDA_COMPILER={nvcc}"]
        if machine["architecture"] and not self.options.all_architectures:
            options.append(f"-DDINO_CUDA_ARCHITECTURES={machine['architecture']}-real")
        return options

    def load(self) -> None:
        names = ["libdino_ops.so", *(["libdino_cuda.so"] if self.with_cuda else [])]
        libraries = [str(self.build / "Release" / name) for name in names]
        if not self.step("load", [sys.executable, "-c", LOAD, *libraries]):
            return
        self.on_cpu(libraries)
        if self.report.machine["device"] is None:
            self.report.leave_out("everything on a CUDA device: torch sees none")
            # Small shapes: whether it runs. What it takes on a CPU is measured by npm run bench.
            self.benchmark("cpu", libraries[:1], quick=True)
        elif not self.with_cuda:
            self.report.leave_out("everything on the CUDA device: there is no libdino_cuda")
        else:
            if self.report.machine["devices"] < 2:
                self.report.leave_out("tensors on another device than the current one: torch sees one")
            self.run_cases("cuda", libraries)
            self.benchmark("cuda", libraries, quick=self.options.quick)

    def on_cpu(self, libraries: list[str]) -> None:
        best = CAPABILITIES.index(self.report.machine["capability"])
        for i, capability in enumerate(CAPABILITIES):
            if i > best:
                self.report.leave_out(f"kernels for {capability}: the processor has {CAPABILITIES[best]} at most")
                continue
            self.run_cases("cpu", libraries[:1], capability)

    def run_cases(self, device: str, libraries: list[str], capability: str | None = None) -> None:
        where = f"{device}, {capability} by force" if capability else device
        file = self.build / "cases.json"
        file.unlink(missing_ok=True)
        command = [sys.executable, str(HERE / "cases.py"), *libraries, "--device", device]
        command += ["--threads", str(min(self.threads, 4)), "--json", str(file)]
        # Many small calls: on a busy machine threads that spin for each other take minutes.
        env = {"OMP_WAIT_POLICY": "passive"} | ({"ATEN_CPU_CAPABILITY": capability.lower()} if capability else {})
        if self.step(f"cases on {where}", command, env):
            self.report.cases[where] = json.loads(file.read_text())

    def benchmark(self, device: str, libraries: list[str], quick: bool) -> None:
        file = self.build / "benchmark.json"
        file.unlink(missing_ok=True)
        command = [sys.executable, str(ROOT / "bench/operators/run.py"), *libraries, "--device", device]
        command += ["--threads", str(self.threads), "--json", str(file), *(["--quick"] if quick else [])]
        # As the package has it; the runtime's own number makes threads of a busy machine wait for each other.
        spin = os.environ.get("GOMP_SPINCOUNT", "10000")
        self.step(f"benchmark on {device}", command, {"GOMP_SPINCOUNT": spin})
        if file.exists():
            self.report.benchmarks[device] = json.loads(file.read_text()) | {"quick": quick}
            self.report.left_out += [
                f"benchmark on {device}: {what}" for what in self.report.benchmarks[device]["leftOut"]
            ]

    def step(self, name: str, command: list[str], env: dict[str, str] | None = None) -> bool:
        print(f"{name} ...", flush=True)
        begin = time.monotonic()
        try:
            child = subprocess.run(
                command, env=os.environ | (env or {}), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            code, output = child.returncode, child.stdout
        except OSError as error:
            code, output = 127, str(error)
        seconds = time.monotonic() - begin
        done = {"name": name, "code": code, "seconds": round(seconds, 1), "command": command, "output": output[-20000:]}
        self.report.steps.append(done)
        print(f"{name}: {'done' if code == 0 else f'ended with {code}'} in {seconds:.1f} s", flush=True)
        if code != 0:
            print(output[-4000:], flush=True)
        return code == 0

    def write(self) -> int:
        report, file = self.report, Path(self.options.report)
        text = summary(report)
        file.write_text(json.dumps(vars(report) | {"failures": report.failures}, indent=2) + "\n")
        Path(f"{file}.txt").write_text(text)
        print(f"\n{text}\nwritten: {file}, {file}.txt", flush=True)
        return 1 if report.failures else 0


def summary(report: Report) -> str:
    lines = [
        "machine: " + ", ".join(f"{name} {value}" for name, value in report.machine.items() if name != "folder"),
        "",
    ]
    for where, operators in report.cases.items():
        counts = [
            f"{name} {sum(one == 'passed' for one in cases.values())}/{len(cases)}" for name, cases in operators.items()
        ]
        lines.append(f"cases on {where}, passed: {', '.join(counts)}")
    for found in report.benchmarks.values():
        quick = ", small shapes" if found["quick"] else ""
        lines += ["", f"benchmark on {found['device']}{quick}: a copy moves {found['copyGBs']:.1f} GB/s"]
        lines += table(found["results"])
    lines += ["", *(f"left out: {what}" for what in report.left_out)]
    lines += [f"FAILED: {what}" for what in report.failures] or ["nothing failed"]
    return "\n".join(lines) + "\n"


def table(results: list[dict]) -> list[str]:
    def number(value: float | None, form: str, scale: float = 1) -> str:
        return "" if value is None else format(value / scale, form)

    heads = ("what", "baseline", "ms", "baseline ms", "ratio", "of copy", "peak MB", "baseline's")
    rows = [
        (
            f"{one['name']}; {one['shape']}; {one['dtype']}",
            one["baseline"],
            number(one["medianMs"], ".3f"),
            number(one["baselineMs"], ".3f"),
            number(one["ratio"], ".2f"),
            number(one["shareOfCopy"], ".0%"),
            number(one["peakExtraBytes"], ".1f", 1e6),
            number(one["baselinePeakExtraBytes"], ".1f", 1e6),
        )
        for one in results
    ]
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in (heads, *rows)]


def find_nvcc() -> str | None:
    folders = [Path(os.environ[name]) for name in ("CUDA_HOME", "CUDA_PATH") if os.environ.get(name)]
    candidates = [folder / "bin/nvcc" for folder in (*folders, Path("/usr/local/cuda"))]
    return shutil.which("nvcc") or next((str(path) for path in candidates if path.exists()), None)


def version_of(nvcc: str) -> str:
    text = subprocess.run([nvcc, "--version"], capture_output=True, text=True).stdout
    found = re.search(r"release (\d+\.\d+)", text)
    return found[1] if found else "unknown"


def processor() -> str:
    try:
        found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        found = None
    return found[1] if found else platform.machine()


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=str(ROOT / "build/gpu"), metavar="FOLDER")
    parser.add_argument("--report", default="gpu-report.json", metavar="FILE")
    parser.add_argument("--quick", action="store_true", help="small shapes and few rounds on the device, too")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="of the build")
    parser.add_argument("--threads", type=int, default=0, help="of torch; its own number unless given")
    parser.add_argument("--all-architectures", action="store_true", help="not only the device's")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(Runner(read_options()).run())
