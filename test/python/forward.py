"""Prints the outputs of a TorchScript file in evaluation mode, as JSON.

    python forward.py FILE < input.json     {"shape": [...], "values": [...]}, float32
"""

import json
import sys

import torch

request = json.load(sys.stdin)
images = torch.tensor(request["values"], dtype=torch.float32).reshape(request["shape"])
module = torch.jit.load(sys.argv[1]).eval()
with torch.no_grad():
    print(json.dumps(module(images).flatten().tolist()))
