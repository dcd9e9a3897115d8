"""Goes on with the optimisers that optim-pytorch.test.ts saved, and writes their parameters.

    python optimizers.py FIXTURE '{"case": "file", …}' OUTPUT
"""

import json
import sys
from pathlib import Path

import torch

fixture = torch.load(sys.argv[1], weights_only=True)
initial = fixture["initial"]


def unpack(row):
    at = 0
    groups = []
    for group in initial:
        groups.append([])
        for like in group:
            real = torch.view_as_real(like) if like.is_complex() else like
            part = row[at : at + real.numel()].reshape(real.shape).to(real.dtype)
            groups[-1].append(torch.view_as_complex(part) if like.is_complex() else part)
            at += real.numel()
    return groups


def go_on(case, file):
    saved = torch.load(file, weights_only=True)
    for index, tensors in saved["bytes"].items():
        for name, expected in tensors.items():
            tensor = saved["state"]["state"][index][name].contiguous().reshape(-1).view(torch.uint8)
            assert tensor.tolist() == expected, (file, index, name)
    parameters = [[p.clone().requires_grad_() for p in group] for group in saved["parameters"]]
    optimizer = getattr(torch.optim, case["kind"])([{"params": group} for group in parameters])
    optimizer.load_state_dict(saved["state"])
    for step in range(fixture["checkpoint"], len(fixture["present"])):
        gradients = unpack(fixture["gradients"][step])
        for g, group in enumerate(optimizer.param_groups):
            group["lr"], group["weight_decay"] = case["rates"][step][g]
            for i, p in enumerate(group["params"]):
                p.grad = gradients[g][i] if fixture["present"][step][g][i] else None
        optimizer.step()
    return [p.detach() for group in parameters for p in group]


files = json.loads(sys.argv[2])
results = {name: go_on(fixture["cases"][name], Path(file)) for name, file in files.items()}
torch.save(results, sys.argv[3])
