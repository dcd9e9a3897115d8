"""Loads the operator library where it sees another LibTorch; prints its own words and whether it registered.

    LD_PRELOAD=OTHER_TORCH python other_version.py LIBRARY
"""

import ctypes
import json
import sys

import torch

torch.ops.load_library(sys.argv[1])
error = ctypes.CDLL(sys.argv[1]).dino_ops_error
error.restype = ctypes.c_char_p
print(json.dumps({"error": error().decode(), "registered": hasattr(torch.ops.dino, "ema_update_")}))
