"""The cases' inputs: dtypes, and tensors with awkward layouts."""

from collections.abc import Callable

import torch
from torch import Tensor

KERNEL_DTYPES = (torch.float32, torch.bfloat16, torch.float16)


def named(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


def randn(*shape: int, scale: float = 1.0) -> Tensor:
    """In float64 on the CPU, where every case's numbers come from."""
    return torch.randn(shape, dtype=torch.float64) * scale


# How a tensor may lie in memory; kernels with wide accesses take other ways for some of them.
LAYOUTS: dict[str, Callable[[Tensor], Tensor]] = {
    "contiguous": lambda tensor: tensor.clone(memory_format=torch.contiguous_format),
    "misaligned": lambda tensor: torch.cat([tensor.new_zeros(1), tensor.flatten()])[1:].view(tensor.shape),
    "transposed": lambda tensor: tensor.t().contiguous().t() if tensor.ndim == 2 else tensor.clone(),
    "strided": lambda tensor: torch.stack([tensor, tensor], dim=-1)[..., 0],
}


def placed(tensor: Tensor, device: str, dtype: torch.dtype | None = None, layout: str = "contiguous") -> Tensor:
    return LAYOUTS[layout](tensor.to(device=device, dtype=dtype or tensor.dtype))
