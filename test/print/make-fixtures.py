"""PyTorch's own texts of tensors, as fixtures.json.

    $(node scripts/python-env.mjs) test/print/make-fixtures.py test/print/fixtures.json

A case gives float64 values (text for what JSON has no number for, [real, imaginary] for complex ones), or the formula
((i * factor) % modulus + shift) * scale for element i, which are converted to `dtype`. dtypes are printed without
"torch.", which would break lines elsewhere, so the prefix is taken away before PyTorch lays out the line.
"""

import json
import math
import random
import sys

import torch

INF, NAN = "inf", "nan"


def values_of(case):
    if "values" in case:
        return [complex(*map(float, v)) if isinstance(v, list) else float(v) for v in case["values"]]
    formula = case["formula"]
    return [
        float((i * formula["factor"]) % formula["modulus"] + formula["shift"]) * formula["scale"]
        for i in range(math.prod(case["shape"]))
    ]


def tensor_of(case):
    values = values_of(case)
    is_complex = any(isinstance(v, complex) for v in values)
    made = torch.tensor(values, dtype=torch.complex128 if is_complex else torch.float64)
    made = made.reshape(case["shape"]).to(getattr(torch, case["dtype"]))
    if case.get("then") == "transpose":
        made = made.t()
    if case.get("then") == "conj":
        made = made.conj()
    if case.get("grad"):
        made.requires_grad_()
    if case.get("grad") == "add":
        made = made + made
    if case.get("grad") == "select":
        made = made[0]
    return made


def value(dtype, values, shape=None, **more):
    return {"dtype": dtype, "shape": [len(values)] if shape is None else shape, "values": values, **more}


def formula(dtype, shape, factor=37, modulus=23, shift=-11, scale=0.125, **more):
    of = {"factor": factor, "modulus": modulus, "shift": shift, "scale": scale}
    return {"dtype": dtype, "shape": shape, "formula": of, **more}


def handwritten():
    yield value("float32", [1, 2.5])
    yield value("float64", [1, 2.5, -3.25, 4], [2, 2])
    yield value("float32", [1, 2, 3])
    yield value("float32", [0, -1, 2, "-0.0"])
    yield value("float32", [0, 0])
    yield value("float32", ["-0.0"])
    yield value("float32", [1.5], [])
    yield value("float32", [3], [])
    yield value("float64", [3], [])
    yield value("float32", [NAN], [])
    yield value("float32", [INF, "-inf", NAN])
    yield value("float32", [INF, "-inf", NAN, 1.5])
    yield value("float32", [INF, NAN, 100])
    yield value("float32", [NAN, 1e10])
    # Where the notation changes: 1e-4, 1e8, a ratio of 1000.
    yield value("float32", [1e-4, 0.1])
    yield value("float32", [9.9e-5, 0.1])
    yield value("float64", [1e-4])
    yield value("float64", [9.99e-5])
    yield value("float64", [1e8])
    yield value("float64", [1e8 + 1])
    yield value("float64", [1, 1000])
    yield value("float64", [1, 1001])
    yield value("float64", [1, 1001, NAN, INF, 0, "-0.0"])
    yield value("float64", [1e100, -1e-100, 1e300])
    yield value("float32", [1e10, 2e10])
    yield value("float32", [12345678, 1])
    yield value("float32", [123456.789, 9876.5])
    # Halves go to the even digit.
    yield value("float64", [0.03125, 0.09375, 0.15625, -0.03125])
    yield value("float64", [1234450, 1234550, 1])
    yield value("float64", [1.00005, 2.00015, 0.00005 * 3])
    for dtype in ("float16", "bfloat16"):
        yield value(dtype, [1, 2.5, 1e-3, 300])
        yield value(dtype, [1, 2])
        yield value(dtype, [6e4, 1e-7])
    for dtype in ("uint8", "int8", "int16", "int32", "int64"):
        yield value(dtype, [0, 1, 100, 7])
    yield value("int64", [-5, 1e15, 0, 3], [2, 2])
    yield value("int64", [7], [])
    yield value("int32", [7], [])
    yield value("bool", [1, 0, 1])
    yield value("bool", [1, 0, 1, 1], [2, 2])
    yield value("bool", [0], [])
    for dtype in ("complex64", "complex128"):
        yield value(dtype, [[1, 2], [3.5, -4]])
        yield value(dtype, [[1, 0], [2, -3]])
        yield value(dtype, [[1e-6, 2], [3, 1e6]])
    yield value("complex64", [[1.5, -2.5]], [])
    yield value("complex64", [[NAN, INF], [0, "-0.0"]])
    yield value("complex64", [[1, 2], [3, 4], [5, 6], [7, 8]], [2, 2], then="conj")
    for shape in ([0], [0, 3], [2, 0, 3]):
        for dtype in ("float32", "int64", "bool", "float64"):
            yield value(dtype, [], shape)
    yield value("float32", [1, 2], grad="leaf")
    yield value("float32", [1, 2], grad="add")
    yield value("float32", [1, 2, 3, 4], [2, 2], grad="select")
    yield value("float64", [1, 2], grad="leaf")
    yield value("float32", [], [0], grad="leaf")


def laid_out():
    # Lines break at 80 columns.
    for size in (7, 8, 9, 20, 100):
        yield formula("float32", [size])
    yield formula("int64", [30], scale=1)
    yield formula("int64", [100], modulus=100003, shift=-5000, scale=1)
    yield formula("float64", [2, 13])
    yield formula("float32", [3, 2, 4])
    yield formula("float32", [2, 2, 2, 2, 2])
    yield formula("float32", [1, 1, 1, 1])
    yield formula("float32", [12], grad="leaf")
    yield formula("float64", [9], grad="add")
    yield formula("float64", [4, 3], then="transpose")
    yield formula("bool", [40], modulus=2, shift=0, scale=1)
    # 1000 elements are whole, 1001 are not.
    yield formula("float32", [1000])
    yield formula("float32", [1001])
    yield formula("float64", [1001])
    yield formula("float32", [40, 40])
    yield formula("float32", [4, 500])
    yield formula("float32", [500, 4])
    yield formula("int64", [7, 7, 30], scale=1)
    yield formula("float32", [10, 3, 8, 9])
    yield formula("float32", [6, 6, 6, 6])
    yield formula("bfloat16", [33, 33])
    yield formula("bool", [50, 50], modulus=2, shift=0, scale=1)
    yield formula("float32", [2000, 40], grad="add")
    # What is not printed does not count for the notation.
    yield formula("float64", [3001], factor=1, modulus=1500, shift=0, scale=1)


def drawn():
    draw = random.Random(0)
    for i in range(40):
        shape = [draw.randint(1, 5) for _ in range(draw.randint(0, 3))]
        spread = draw.choice((0.1, 1, 1, 2, 6))
        dtype = draw.choice(("float32", "float32", "float64", "float16", "bfloat16", "complex64", "int32"))
        number = lambda: round(draw.gauss(0, 1) * 10 ** draw.uniform(-spread, spread), draw.choice((1, 3, 8)))
        count = math.prod(shape)
        yield value(dtype, [[number(), number()] if dtype == "complex64" else number() for _ in range(count)], shape)


def main():
    with_prefix = torch._tensor_str._add_suffixes

    def without_prefix(text, suffixes, indent, force_newline):
        return with_prefix(text, [suffix.replace("torch.", "") for suffix in suffixes], indent, force_newline)

    torch._tensor_str._add_suffixes = without_prefix
    cases = [*handwritten(), *laid_out(), *drawn()]
    with open(sys.argv[1], "w") as file:
        lines = ",\n".join(json.dumps({**case, "text": str(tensor_of(case))}) for case in cases)
        file.write(f"[\n{lines}\n]\n")
    print(len(cases), "tensors")


main()
