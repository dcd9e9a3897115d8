"""PyTorch's own results for the calls of cases.json, one call an operator, as fixtures.json.

    node scripts/fuzz-aten.mjs --only "^$" --cases build/aten-cases.json
    $(node scripts/python-env.mjs) test/aten/make-fixtures.py build/aten-cases.json test/aten/fixtures.json

Arguments are described as in scripts/aten/arguments.mjs and made by the same formulas. Of each overload the first
call is kept that is deterministic and whose results are dense, finite and small. Numbers have 6 significant digits.
"""

import json
import math
import sys

import torch

LONGEST = 72

# Memory as it was, or packed for a processor; the order in which threads write to one place; numbers of dtypes, which
# come out as names in Node; the logarithm of a singular matrix's determinant, which is that of a processor's rounding.
LEFT_OUT = ("empty", "resize", "max_unpool", "fbgemm_pack", "lstsq", "promote_types.", "result_type.", "slogdet")
DTYPES = {
    *("float32", "float64", "float16", "bfloat16", "uint8", "int8", "int16", "int32", "int64", "bool"),
    *("complex64", "complex128"),
}


def tensor(spec):
    name, shape, seed = spec["tensor"], spec["shape"], spec["seed"]
    via = "float32" if name in ("bfloat16", "float16") else name
    size = math.prod(shape)
    if via == "complex64":
        parts = [number("float32", i, seed, spec.get("form"), shape) for i in range(2 * size)]
        data = [complex(parts[2 * i], parts[2 * i + 1]) for i in range(size)]
    else:
        data = [number(via, i, seed, spec.get("form"), shape) for i in range(size)]
    return torch.tensor(data, dtype=getattr(torch, via)).reshape(shape).to(getattr(torch, name))


def number(dtype, i, seed, form, shape):
    if dtype == "bool":
        return bool((i + seed) % 2)
    if dtype in ("int64", "int32"):
        return (i * 5 + seed) % 3
    if dtype == "uint8":
        return (i * 7 + seed) % 5
    if form == "spd":
        n = shape[-1]
        row, column = i // n % n, i % n
        return n + 1 if row == column else (row + column) * seed % 3 / 4 - 0.25
    value = ((i * 37 + seed * 17) % 23 - 11) / 8
    if form == "positive":
        return value + 1.5
    # Within (-1, 1), within (0, 1), above 1, one after the other.
    if form == "unit":
        return value / 2
    if form == "probability":
        return (value + 2) / 4
    if form == "above":
        return value + 2.5
    return i - 1 if form == "rising" else value


FORMATS = {"contiguous_format", "preserve_format", "channels_last", "channels_last_3d"}


def argument(spec):
    if isinstance(spec, list):
        return [argument(item) for item in spec]
    if not isinstance(spec, dict):
        return spec
    if "tensor" in spec:
        if spec.get("layout"):
            raise ValueError("sparse")
        return tensor(spec)
    if "complex" in spec:
        return complex(*spec["complex"])
    if "dtype" in spec:
        return getattr(torch, spec["dtype"])
    if "name" in spec:
        name = spec["name"]
        return name if name == "cpu" else getattr(torch, name)
    raise ValueError(f"no fixture with {spec}")


def plain(value):
    """A result as JSON: tensors as [dtype, shape, numbers], complex ones interleaved."""
    if isinstance(value, torch.Tensor):
        if value.layout != torch.strided or value.is_quantized or value.numel() > LONGEST:
            raise ValueError("not small and dense")
        kind = str(value.dtype).removeprefix("torch.")
        if kind not in DTYPES:
            raise ValueError("no typed array")
        dense = value.detach().resolve_conj().resolve_neg()
        if dense.is_complex():
            dense = torch.view_as_real(dense)
        flat = dense.to(torch.float64).flatten().tolist()
        if not all(math.isfinite(x) and abs(x) < 1e6 for x in flat):
            raise ValueError("not finite")
        return {"t": kind, "s": list(value.shape), "v": [short(x) for x in flat]}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (bool, int, str)) or value is None:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return short(value)
    raise ValueError(f"no JSON for {value!r}")


def short(x):
    rounded = float(f"{x:.6g}")
    return int(rounded) if rounded == int(rounded) else rounded


def numbers(value):
    if isinstance(value, dict):
        return len(value["v"])
    return sum(map(numbers, value)) if isinstance(value, list) else int(value is not None)


def call(case):
    name, overload = case["op"].split(".")
    operator = getattr(getattr(torch.ops.aten, name), overload)
    torch.manual_seed(1)
    return plain(operator(**{key: argument(spec) for key, spec in case["args"].items()}))


def fixture(case):
    try:
        first, second = call(case), call(case)
        torch.manual_seed(2)
        name, overload = case["op"].split(".")
        operator = getattr(getattr(torch.ops.aten, name), overload)
        other = plain(operator(**{key: argument(spec) for key, spec in case["args"].items()}))
    except Exception:
        return None
    # What draws random numbers, or leaves memory as it was, differs from one call to the next.
    if json.dumps(first) != json.dumps(second) or json.dumps(first) != json.dumps(other):
        return None
    return {**case, "result": first}


def main():
    source, target = sys.argv[1:]
    torch.set_num_threads(1)
    best = {}
    with open(source) as file:
        cases = json.load(file)
    for case in cases:
        if any(word in case["op"] for word in LEFT_OUT):
            continue
        made = fixture(case)
        # A result without numbers shows little.
        if made and (case["op"] not in best or numbers(best[case["op"]]["result"]) == 0 < numbers(made["result"])):
            best[case["op"]] = made
    with open(target, "w") as file:
        lines = ",\n".join(json.dumps(made, separators=(",", ":")) for made in best.values())
        file.write(f"[\n{lines}\n]\n")
    print(f"{len(best)} overloads of {len({key.split('.')[0] for key in best})} operators")


if __name__ == "__main__":
    main()
