"""The values that fixtures and live tests are made of; small, and different in every byte that matters."""

from collections import OrderedDict, defaultdict

import torch
from torch import nn

DTYPES = """float32 float64 float16 bfloat16 uint8 int8 int16 int32 int64 bool complex64 complex128 complex32 uint16
uint32 uint64 float8_e4m3fn float8_e5m2 float8_e4m3fnuz float8_e5m2fnuz float8_e8m0fnu""".split()
# Those that the safetensors package writes.
SAFE_DTYPES = """float32 float64 float16 bfloat16 uint8 int8 int16 int32 int64 bool complex64 uint16 uint32 uint64
float8_e4m3fn float8_e5m2 float8_e4m3fnuz float8_e5m2fnuz""".split()


def filled(dtype: torch.dtype, *shape: int) -> torch.Tensor:
    """A tensor whose bytes are 3, 10, 17, …: NaNs and denormals are welcome, bools are bools."""
    count = torch.Size(shape).numel()
    if dtype == torch.bool:
        return (torch.arange(count) % 3 == 1).reshape(shape)
    raw = (torch.arange(count * dtype.itemsize) * 7 + 3).remainder(251).to(torch.uint8)
    return raw.view(dtype).reshape(shape)


def dtypes() -> dict:
    return {name: filled(getattr(torch, name), 2, 3) for name in DTYPES}


def shapes() -> dict:
    base = filled(torch.float32, 4, 6)
    return {
        "base": base,
        "transposed": base.t(),
        "row": base[2],
        "column": base[:, 1],
        "strided": base[::2, 1::3],
        "slice": filled(torch.int16, 1000)[500:504],
        "expanded": filled(torch.float64, 3, 1).expand(3, 4),
        "channels_last": filled(torch.float32, 2, 3, 2, 2).to(memory_format=torch.channels_last),
        "scalar": torch.tensor(1.5),
        "scalar_int": torch.tensor(-(2**40)),
        "empty": torch.empty(0),
        "empty_3d": torch.empty(2, 0, 3, dtype=torch.int32),
        "empty_slice": base[4:, 2:],
        "grad": filled(torch.float16, 3).requires_grad_(),
        "parameter": nn.Parameter(filled(torch.bfloat16, 2, 2)),
        "frozen": nn.Parameter(torch.zeros(2), requires_grad=False),
        "conjugate": filled(torch.complex64, 2).nan_to_num().conj(),
        "negative": filled(torch.complex64, 2).nan_to_num().conj().imag,
    }


def nested() -> dict:
    shared = [1, 2]
    return {
        "epoch": 3,
        "lr": 0.1,
        "integral": 2.0,
        "zero": -0.0,
        "infinite": [float("inf"), float("-inf"), float("nan")],
        "large": [2**31, -(2**31) - 1, 2**53, 2**53 + 1, 2**63 - 1, -(2**63), 2**64, -(2**100), 255, 256, 65536],
        "text": "é \u4e2d \U0001f600 \x00",
        "empty": ["", b"", [], {}, (), set()],
        "bytes": bytes(range(256)),
        "array": bytearray(b"abc"),
        "none": None,
        "flags": (True, False),
        "set": {1, 2, 3},
        "pair": (1, "a", (2.5, None)),
        "complex": 1.5 - 2j,
        "shared": [shared, shared],
        "keys": {1: "one", "1": "text", (1, 2): "tuple", None: "none"},
        "dtype": torch.float32,
        "device": torch.device("cuda", 1),
        "size": torch.Size([2, 3]),
        "ordered": OrderedDict(b=1, a=2),
        "default": defaultdict(list, {"x": [1]}),
        "model": {"weight": filled(torch.float32, 2, 2)},
        "list": [filled(torch.int8, 3), {"deep": (filled(torch.uint8, 2),)}],
        "__proto__": "a key as any other",
    }


class Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2))
        self.head = nn.Linear(2, 3, bias=False)
        self.register_buffer("kept", torch.arange(3.0))
        self.register_buffer("left_out", torch.ones(2), persistent=False)


def net() -> Net:
    torch.manual_seed(4)
    return Net()


def optimizer_state(kind=torch.optim.AdamW) -> dict:
    module = net()
    optimizer = kind([{"params": module.body.parameters()}, {"params": module.head.parameters(), "lr": 0.01}])
    for _ in range(2):
        optimizer.zero_grad()
        sum((p * p).sum() for p in module.parameters()).backward()
        optimizer.step()
    return optimizer.state_dict()
