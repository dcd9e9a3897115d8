"""Where and when operators run on a CUDA device: in a graph, not on the current device, far behind the host."""

import random
from collections.abc import Callable, Iterator

import torch
from compare import Case, equal, same_bits
from inputs import placed, randn
from torch import Tensor

from operators import crops, losses, updates

Run = Callable[[], tuple[Tensor, ...]]
# Cycles of a device's clock: some tenths of a second.
LONG = 500_000_000


def cases(device: str) -> Iterator[Case]:
    if device != "cuda":
        return
    for operator, prepare in PREPARED.items():
        yield Case(operator, f"{operator}: in a graph", lambda p=prepare: in_graph(p))
        if torch.cuda.device_count() > 1:
            yield Case(operator, f"{operator}: not on the current device", lambda p=prepare: elsewhere(p))
    yield Case("render_crops", "render_crops: many tables while the device is busy", behind)


def loss(make: losses.Make, device: str) -> Run:
    rows = make(device, torch.bfloat16, 1024)
    gradient = torch.empty_like(rows.student)
    return lambda: (*rows.kernel(gradient), gradient)


def sinkhorn(device: str) -> Run:
    logits = placed(randn(65, 1024), device, torch.bfloat16)
    return lambda: torch.ops.dino.sinkhorn_knopp(logits, 0.07)


def koleo(device: str) -> Run:
    features = placed(randn(65, 384), device, torch.bfloat16)
    share = torch.ones((), device=device)

    def run() -> tuple[Tensor, ...]:
        value, neighbours = torch.ops.dino._koleo(features, 1, 1)
        return value, neighbours, torch.ops.dino.koleo_backward(share, features, neighbours)

    return run


def average(device: str) -> Run:
    ema, online = ([placed(randn(777), device, torch.float32) for _ in range(3)] for _ in range(2))

    def run() -> tuple[Tensor, ...]:
        # The same result every time: a graph's values change nothing while it is captured.
        written = [one.clone() for one in ema]
        torch.ops.dino.ema_update_(written, online, 0.9)
        return tuple(written)

    return run


def adamw(device: str) -> Run:
    start = updates.Parameters([(777,), (37, 3)], device, torch.float32, scale=3.0)

    def run() -> tuple[Tensor, ...]:
        all_ = start.copy()
        return (all_.take(), *(one for values in all_.written().values() for one in values))

    return run


PREPARED: dict[str, Callable[[str], Run]] = {
    "multi_crop_loss": lambda device: loss(losses.crops, device),
    "masked_patch_loss": lambda device: loss(losses.patches, device),
    "sinkhorn_knopp": sinkhorn,
    "koleo": koleo,
    "ema_update_": average,
    "adamw_ema_": adamw,
}


def in_graph(prepare: Callable[[str], Run]) -> None:
    run = prepare("cuda")
    # Whatever a first call brings about must not be in the graph.
    expected = [one.clone() for one in run()]
    torch.cuda.synchronize()
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        found = run()
    for one in found:
        one.zero_()
    graph.replay()
    torch.cuda.synchronize()
    for i, (one, other) in enumerate(zip(found, expected)):
        same_bits(f"result {i}", one, other)


def elsewhere(prepare: Callable[[str], Run]) -> None:
    results = []
    for device in ("cuda:0", "cuda:1"):
        torch.manual_seed(0)
        run = prepare(device)
        torch.cuda.synchronize(device)
        with torch.cuda.device(0):
            found = run()
            equal("the current device afterwards", torch.cuda.current_device(), 0)
        torch.cuda.synchronize(device)
        equal("devices of the results", {str(one.device) for one in found}, {device})
        results.append([one.cpu() for one in found])
    for i, (one, other) in enumerate(zip(*results)):
        same_bits(f"result {i}", one, other)


def behind() -> None:
    """Tables are copied from the host's memory when the device gets there; by then others have long been made."""
    drawn = random.Random(3)
    images = [crops.image("pil", 3, crops.HEIGHT, crops.WIDTH).cuda()]
    tables = [torch.tensor([crops.row(drawn, images) for _ in range(20)], dtype=torch.float64) for _ in range(32)]
    expected = [torch.ops.dino.render_crops(images, table, 24, 24) for table in tables]
    torch.cuda.synchronize()
    # A new block of the host's memory may wait for the device: there are enough old ones of the tables' size.
    blocks = [torch.empty(8192, dtype=torch.uint8, pin_memory=True) for _ in tables]
    del blocks
    torch.cuda._sleep(LONG)
    found = [torch.ops.dino.render_crops(images, table, 24, 24) for table in tables]
    for i, (one, other) in enumerate(zip(found, expected)):
        same_bits(f"crops {i}", one, other)
