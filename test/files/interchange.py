"""The Python half of interchange.test.ts.

    interchange.py read <folder>    describes, as JSON, what torch.load(weights_only=True) and safetensors find there
    interchange.py write <folder>   writes values.py's values there and describes them
"""

import json
import sys
from pathlib import Path

import torch
from described import described
from values import SAFE_DTYPES, Net, dtypes, filled, nested, net, optimizer_state, shapes

try:
    import safetensors.torch as safetensors
except ImportError:
    safetensors = None


def load_safetensors(path: Path) -> dict:
    if safetensors is not None:
        return safetensors.load_file(path)
    # The format in a few lines, where the package is not installed.
    names = {"F": "float", "BF": "bfloat", "I": "int", "U": "uint", "C": "complex"}
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    result = {}
    for name, entry in header.items():
        if entry["dtype"].startswith("F8_"):
            suffix = entry["dtype"][3:].lower()
            dtype = getattr(torch, "float8_" + {"e4m3": "e4m3fn", "e8m0": "e8m0fnu"}.get(suffix, suffix))
        elif entry["dtype"] == "BOOL":
            dtype = torch.bool
        else:
            kind, bits = entry["dtype"].rstrip("0123456789"), entry["dtype"].lstrip("BFIUC")
            dtype = getattr(torch, f"{names[kind]}{bits}")
        begin, end = entry["data_offsets"]
        raw = torch.frombuffer(bytearray(data[8 + length :][begin:end]) or bytearray(1), dtype=torch.uint8)
        result[name] = raw[: end - begin].view(dtype).reshape(entry["shape"])
    return result


def read(folder: Path) -> dict:
    result = {}
    for path in sorted(folder.iterdir()):
        if path.suffix == ".safetensors":
            value = load_safetensors(path)
        else:
            value = torch.load(path, weights_only=True)
            assert str(described(torch.load(path, mmap=True, weights_only=True))) == str(described(value))
        result[path.name] = described(value, strides=False)
    if (folder / "shared.pt").exists():
        shared = torch.load(folder / "shared.pt", weights_only=True)
        result["shares"] = [
            shared["base"].untyped_storage().data_ptr() == shared[key].untyped_storage().data_ptr()
            for key in ("t", "row", "other")
        ]
    if (folder / "adamw.pt").exists():
        # PyTorch's optimiser and module take them as their own.
        module = net()
        groups = [{"params": module.body.parameters()}, {"params": module.head.parameters()}]
        optimizer = torch.optim.AdamW(groups)
        optimizer.load_state_dict(torch.load(folder / "adamw.pt", weights_only=True))
        result["adamw"] = described(optimizer.state_dict(), strides=False)
        Net().load_state_dict(torch.load(folder / "state-dict.pt", weights_only=True))
    return result


def write(folder: Path) -> dict:
    values = {
        "dtypes.pt": dtypes(),
        "shapes.pt": shapes(),
        "nested.pt": nested(),
        "adamw.pt": optimizer_state(),
        "state-dict.pt": net().state_dict(),
    }
    result = {}
    for name, value in values.items():
        for legacy in (False, True):
            path = folder / (f"legacy-{name}" if legacy else name)
            torch.save(value, path, _use_new_zipfile_serialization=not legacy)
            result[path.name] = described(value, strides=False)
    if safetensors is not None:
        safe = {name: filled(getattr(torch, name), 3, 2) for name in SAFE_DTYPES} | {"empty": torch.empty(0, 3)}
        safetensors.save_file(safe, folder / "a.safetensors")
        result["a.safetensors"] = described(safe, strides=False)
    return result


print(json.dumps({"read": read, "write": write}[sys.argv[1]](Path(sys.argv[2]))))
