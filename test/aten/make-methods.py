"""PyTorch's own results for calls of Tensor's methods, as methods.json.

    $(node scripts/python-env.mjs) test/aten/make-methods.py test/aten/methods.json

Every method stands here at least once, under its name in JavaScript; those that draw random numbers are tested by
their statistics. Arguments are described, and results written, as in make-fixtures.py.
"""

import importlib.util
import json
import os
import re
import sys

import torch
import torch.nn.functional as functional

_spec = importlib.util.spec_from_file_location("make_fixtures", os.path.join(os.path.dirname(__file__), "make-fixtures.py"))
make_fixtures = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(make_fixtures)

cases = []
_seed = 0


def t(dtype, *shape, **more):
    global _seed
    _seed = _seed % 19 + 1
    return {"tensor": dtype, "shape": list(shape), "seed": _seed, **more}


def f(*shape, **more):
    return t("float32", *shape, **more)


def positive(*shape):
    return f(*shape, form="positive")


def i(*shape):
    return t("int64", *shape)


def b(*shape):
    return t("bool", *shape)


def z(*shape):
    return t("complex64", *shape)


def named(name):
    return {"name": name}


def dtype(name):
    return {"dtype": name}


def case(names, self, *args, **options):
    for name in names.split():
        cases.append({"method": name, "self": self, "args": list(args), "options": options})


def list_cases():
    x = f(2, 3)
    # Element by element.
    both = "exp exp2 expm1 sin cos tan atan sinh cosh tanh asinh erf erfc sigmoid sinc neg sign sgn square floor ceil trunc frac relu relu6 gelu silu mish selu hardswish hardsigmoid abs"
    case(both, x)
    case(" ".join(f"{name}_" for name in both.split()), x)
    only_positive = "sqrt rsqrt reciprocal log log2 log10 log1p lgamma digamma"
    case(only_positive, positive(2, 3))
    case(" ".join(f"{name}_" for name in only_positive.split()), positive(2, 3))
    unit = t("float64", 2, 3, form="unit")
    case("asin acos atanh erfinv asin_ acos_ atanh_ erfinv_", unit)
    case("logit logit_", t("float64", 2, 3, form="probability"))
    case("acosh acosh_", t("float64", 2, 3, form="above"))
    case("exp sin", i(4))
    case("abs square", z(3))
    case("bitwiseNot bitwiseNot_", i(3))
    case("bitwiseNot", b(3))
    case("isnan isinf isfinite logicalNot", x)
    case("eq ne lt le gt ge eq_ ne_ lt_ le_ gt_ ge_", i(5), i(5))
    case("eq lt ge eq_ ge_", x, 0.25)
    case("add sub mul remainder fmod floorDivide add_ sub_ mul_ remainder_ fmod_ floorDivide_ div div_", x, positive(3))
    case("pow pow_", positive(2, 3), f(3))
    case("pow pow_", x, 2)
    case("add sub mul", i(3), 2)
    case("add sub mul", i(3), 2.5)
    case("add add_ sub sub_", x, f(2, 3), alpha=0.5)
    case("div div_", x, 2, roundingMode="floor")
    case("div", i(4), 2)
    case("div", i(4), 2, roundingMode="trunc")
    case("bitwiseAnd bitwiseOr bitwiseXor bitwiseAnd_ bitwiseOr_ bitwiseXor_", i(4), i(4))
    case("bitwiseAnd", i(4), 1)
    case("maximum minimum fmax fmin hypot hypot_ atan2 atan2_", x, f(2, 3))
    case("logicalAnd logicalOr logicalXor logicalAnd_ logicalOr_ logicalXor_", b(4), b(4))
    case("round round_", x)
    case("round round_", x, decimals=1)
    case("clamp clamp_", x, -0.5, 0.5)
    case("clamp", x, None, f(3))
    case("lerp lerp_", x, f(2, 3), 0.25)
    case("lerp", x, f(2, 3), f(2, 3))
    case("addcmul addcmul_", x, f(2, 3), f(3), value=0.5)
    case("addcdiv addcdiv_", x, f(2, 3), positive(3), value=0.5)
    case("nanToNum nanToNum_", x, nan=1.0, posinf=2.0)
    case("isclose", x, f(2, 3), atol=1.0)
    case("equal allclose", x, x)
    case("equal allclose", x, f(2, 3))
    # Complex numbers.
    case("real imag angle conj viewAsReal", z(2, 2))
    case("viewAsComplex", f(3, 2))
    # Activations.
    case("leakyRelu leakyRelu_", x, 0.2)
    case("elu elu_", x, 0.5)
    case("hardtanh hardtanh_", x, -0.5, 0.75)
    case("softplus", x, 2)
    case("softplus logsigmoid", x)
    case("prelu", x, f(3))
    case("softmax logSoftmax", x, 1)
    case("softmax logSoftmax", x, 0, dtype=dtype("float64"))
    # Reductions.
    y = f(2, 3, 4)
    case("sum mean nansum prod amax amin max min median std var norm argmax argmin all any countNonzero", y)
    case("sum mean nansum amax amin std var norm logsumexp", y, [0, 2])
    case("sum mean nansum prod amax amin norm max min median argmax argmin all any", y, 1, True)
    case("sum", i(3))
    case("sum mean", i(3), None, False, dtype=dtype("float64"))
    case("std var", y, 1, correction=0, keepdim=True)
    case("norm", y, 1, False, p=1)
    case("all any", t("uint8", 3))
    case("all any", y, [0, 1])
    case("countNonzero", y, [0, 1])
    case("mode cummax cummin", i(2, 5), 1)
    case("kthvalue", y, 2, 1, True)
    case("quantile", t("float64", 5), 0.3)
    case("quantile", y, 0.5, 1, True)
    case("cumsum cumsum_ cumprod cumprod_ logcumsumexp", y, 1)
    case("cumsum", i(3), 0)
    case("diff", f(6))
    case("diff", y, 2, 2)
    # Order and counts.
    distinct = f(2, 11)
    case("topk", distinct, 3)
    case("topk", distinct, 2, 0, largest=False)
    case("sort argsort", distinct)
    case("sort argsort", distinct, 1, True)
    case("unique", i(9))
    case("unique", i(4, 2), dim=0)
    case("bincount", i(9))
    case("bincount", i(9), minlength=5)
    case("histc", f(20), bins=4, min=-1, max=1)
    case("bucketize", f(4), {"tensor": "float32", "shape": [3], "seed": 0, "form": "rising"})
    case("bucketize", i(4), {"tensor": "float32", "shape": [3], "seed": 0, "form": "rising"}, right=True)
    # Products.
    case("matmul mm", f(2, 3), f(3, 2))
    case("matmul bmm", f(2, 2, 3), f(2, 3, 2))
    case("mv", f(2, 3), f(3))
    case("dot outer inner", f(3), f(3))
    case("kron", f(2, 2), f(2, 2))
    case("cross", f(2, 3), f(2, 3), 1)
    case("addmm addmm_", f(2, 2), f(2, 3), f(3, 2), beta=0.5, alpha=2)
    case("addmv addmv_", f(2), f(2, 3), f(3), beta=0.5)
    case("baddbmm baddbmm_", f(2, 2, 2), f(2, 2, 3), f(2, 3, 2), alpha=2)
    case("cdist", f(3, 2), f(2, 2))
    case("cdist", f(3, 2), f(2, 2), 1)
    case("cosineSimilarity", y, f(2, 3, 4), dim=2)
    case("normalize", y, dim=1)
    case("normalize", y, dim=2, p=1, eps=0.1)
    # Shape.
    case("reshape view", y, [4, 6])
    case("reshapeAs viewAs", y, f(6, 4))
    case("flatten", y)
    case("flatten", y, 1)
    case("unflatten", f(6, 2), 0, [2, 3])
    case("transpose swapaxes movedim", y, 0, 2)
    case("movedim", y, [0, 1], [1, 2])
    case("t", x)
    case("permute", y, [2, 0, 1])
    case("squeeze", f(1, 2, 1))
    case("squeeze", f(1, 2, 1), 0)
    case("squeeze", f(1, 2, 1), [0, 2])
    case("unsqueeze", x, 1)
    case("expand broadcastTo", f(1, 3), [2, 3])
    case("expandAs", f(1, 3), f(2, 3))
    case("repeat tile", x, [2, 2])
    case("repeatInterleave", x, 2, 1)
    case("repeatInterleave", i(3), i(3))
    case("flip", y, [0, 2])
    case("roll", x, 1)
    case("roll", x, [1, 1], [0, 1])
    case("rot90", x)
    case("unfold", f(7), 0, 3, 2)
    case("pad", x, [1, 2])
    case("pad", f(1, 2, 3), [1, 1], mode="reflect")
    case("pad", x, [1, 0, 0, 1], value=2.5)
    case("diag", f(3), 1)
    case("diag", f(3, 3))
    case("diagonal", y, 1, 1, 2)
    case("diagEmbed", x)
    case("trace triu tril triu_ tril_", f(3, 3))
    case("triu tril", f(3, 3), -1)
    case("split", y, 2, 2)
    case("split", y, [1, 3], 2)
    case("tensorSplit", y, 3, 2)
    case("tensorSplit", y, [1, 2], 2)
    case("chunk", y, 2, 1)
    case("unbind", y, 1)
    # Indexing.
    zeros_and_ones = i(2, 3)
    case("select", y, 1, 2)
    case("narrow", y, 2, 1, 2)
    case("slice", y, 2, 1, 4, 2)
    case("indexSelect", y, 1, i(4))
    case("index", f(3, 3, 4), [i(3), None, i(3)])
    case("indexPut indexPut_", f(3, 3, 4), [i(3), i(3)], f(3, 4), accumulate=True)
    case("indexAdd indexAdd_", f(3, 2), 0, i(2), f(2, 2), alpha=2)
    case("indexCopy indexCopy_", f(3, 2), 0, {"tensor": "int64", "shape": [2], "seed": 0}, f(2, 2))
    case("indexFill indexFill_", f(3, 2), 0, i(2), 7)
    case("gather", x, 1, zeros_and_ones)
    case("scatter scatter_ scatterAdd scatterAdd_", f(3, 3), 0, {"tensor": "int64", "shape": [1, 3], "seed": 1}, f(1, 3))
    case("scatter scatter_", f(3, 3), 0, zeros_and_ones, 5)
    case("scatterReduce scatterReduce_", f(3, 3), 0, zeros_and_ones, f(2, 3), "amax", includeSelf=False)
    case("take", x, i(4))
    case("takeAlongDim", x, zeros_and_ones, 1)
    case("where", x, b(2, 3), f(2, 3))
    case("where", x, b(2, 3), 1.5)
    case("maskedFill maskedFill_", x, b(2, 3), 9)
    case("maskedScatter maskedScatter_", x, b(2, 3), f(2, 3))
    case("maskedSelect", x, b(2, 3))
    case("nonzero", i(2, 3))
    # Networks.
    image = f(1, 2, 4, 4)
    case("linear", x, f(2, 3), f(2))
    case("linear", x, f(2, 3))
    case("conv1d", f(1, 2, 6), f(3, 2, 3), padding=1, stride=2)
    case("conv2d", image, f(2, 1, 3, 3), bias=f(2), padding=1, groups=2)
    case("conv2d", image, f(1, 2, 3, 3), padding="same")
    case("maxPool2d", image, 2)
    case("maxPool2d", image, [3, 3], stride=1, padding=1)
    case("avgPool2d", image, 2)
    case("avgPool2d", image, 3, stride=1, padding=1, countIncludePad=False)
    case("adaptiveAvgPool2d", image, [2, 1])
    case("layerNorm", y, [4])
    case("layerNorm", y, [3, 4], weight=f(3, 4), bias=f(3, 4), eps=0.1)
    case("groupNorm", image, 2, weight=f(2), bias=f(2))
    case("batchNorm", image, training=True)
    case("batchNorm", image, runningMean=f(2), runningVar=positive(2), weight=f(2), bias=f(2), eps=0.1)
    case("interpolate", f(1, 1, 4, 4), scaleFactor=2)
    case("interpolate", f(1, 1, 4, 4), size=[3, 5], mode="bilinear")
    case("interpolate", f(1, 1, 4, 4), size=[3, 5], mode="bicubic", alignCorners=True)
    case("interpolate", f(1, 2, 4), size=6, mode="linear")
    case("interpolate", f(1, 1, 2, 2, 2), size=3, mode="trilinear")
    case("dropout", x, training=False)
    case("oneHot", i(3), 4)
    # Copies and conversions.
    case("clone detach contiguous isContiguous float double half bfloat16 long int bool cpu", x)
    case("clone contiguous isContiguous", image, memoryFormat=named("channels_last"))
    case("to", x, dtype("float64"))
    case("to", x, named("cpu"))
    case("to", image, dtype=dtype("float64"), memoryFormat=named("channels_last"), copy=True)
    case("zero_", x)
    case("fill_", x, 3)
    case("fillDiagonal_", f(3, 3), 3)
    case("copy_", x, i(2, 3))


def snake(name):
    return re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", name)


OWN = {
    "norm": lambda x, dim=None, keepdim=False, p=2: torch.linalg.vector_norm(x, p, dim, keepdim),
    "unique": lambda x, dim=None: torch.unique(x, return_inverse=True, return_counts=True, dim=dim),
    "where": lambda x, condition, other: torch.where(condition, x, other),
    "batch_norm": lambda x, running_mean=None, running_var=None, **more: functional.batch_norm(x, running_mean, running_var, **more),
    "slice": torch.ops.aten.slice.Tensor,
    "index": lambda x, indices: x[tuple(slice(None) if index is None else index for index in indices)],
    "index_put": lambda x, indices, values, accumulate: torch.index_put(x, tuple(indices), values, accumulate),
    "index_put_": lambda x, indices, values, accumulate: x.index_put_(tuple(indices), values, accumulate),
}


def operator(name):
    for owner in (torch.Tensor, functional, torch, torch.ops.aten):
        if callable(getattr(owner, name, None)):
            return getattr(owner, name)
    raise AttributeError(name)


def result(one):
    argument = make_fixtures.argument
    options = {snake(name): argument(spec) for name, spec in one["options"].items()}
    args = [argument(spec) for spec in one["args"]]
    name = snake(one["method"])
    return make_fixtures.plain((OWN.get(name) or operator(name))(argument(one["self"]), *args, **options))


def main():
    torch.set_num_threads(1)
    list_cases()
    with open(sys.argv[1], "w") as file:
        lines = []
        for one in cases:
            try:
                lines.append(json.dumps({**one, "result": result(one)}, separators=(",", ":")))
            except Exception as error:
                raise RuntimeError(f"{one['method']}: {error}") from error
        file.write("[\n" + ",\n".join(lines) + "\n]\n")
    print(len(cases), "calls of", len({one["method"] for one in cases}), "methods")


main()
