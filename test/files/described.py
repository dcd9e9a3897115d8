"""Values of pickles in words that Python and TypeScript write in the same way: see test/files/described.ts."""

import struct
import sys

import torch


def hexed(tensor: torch.Tensor) -> str:
    """The elements' bytes in row-major order, conjugation and negation done."""
    dense = tensor.detach().resolve_conj().resolve_neg().contiguous().reshape(-1)
    return dense.view(torch.uint8).numpy().tobytes().hex() if dense.numel() > 0 else ""


def described(value, strides: bool = True):
    again = lambda item: described(item, strides)
    if isinstance(value, torch.Tensor):
        result = {
            "dtype": str(value.dtype).removeprefix("torch."),
            "shape": list(value.shape),
            "requiresGrad": value.requires_grad,
            "bytes": hexed(value),
        }
        # Where an empty tensor's or a single element's neighbours would lie says nothing.
        if strides and value.numel() > 1:
            result["strides"] = list(value.stride())
        return {"tensor": result}
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int) and abs(value) > 2**53:
        return {"integer": str(value)}
    if isinstance(value, (int, float)):
        return {"number": struct.pack(">d", value).hex()}
    if isinstance(value, complex):
        return {"complex": [again(value.real), again(value.imag)]}
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": bytes(value).hex()}
    if isinstance(value, (torch.dtype, torch.device)):
        return {"name": str(value)}
    if isinstance(value, dict):
        return {"dict": [[again(key), again(item)] for key, item in value.items()]}
    if isinstance(value, (set, frozenset)):
        return {"set": sorted((again(item) for item in value), key=repr)}
    if isinstance(value, (tuple, list)):
        return {"tuple" if isinstance(value, tuple) else "list": [again(item) for item in value]}
    sys.exit(f"no words for {type(value)}")
