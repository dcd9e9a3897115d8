"""render_crops: every adjustment, on bytes and floats, against the CPU's crops, which have no form in float64."""

import random
from collections.abc import Iterator

import torch
from compare import Case, equal, same_bits
from torch import Tensor

HEIGHT, WIDTH = 37, 53


def cases(device: str) -> Iterator[Case]:
    for kind in ("pil", "torchvision", "float32"):
        yield Case("render_crops", f"render_crops, {kind}", lambda k=kind: crops(device, k))
    yield Case("render_crops", "render_crops: grey images, one pixel, many views", lambda: edges(device))
    yield Case("render_crops", "render_crops: the same bits again", lambda: again(device))


def crops(device: str, kind: str) -> None:
    drawn = random.Random(0)
    images = [image(kind, 3, HEIGHT, WIDTH), image(kind, 3, WIDTH, HEIGHT), image(kind, 3, 200, 150)]
    rows = [row(drawn, images) for _ in range(64)]
    for height, width in [(24, 24), (7, 37), (96, 96)]:
        check(device, images, rows, height, width, kind)


def edges(device: str) -> None:
    drawn = random.Random(1)
    for channels in (1, 2, 4):
        images = [image("pil", channels, HEIGHT, WIDTH)]
        check(device, images, [row(drawn, images) for _ in range(8)], 16, 16, "pil")
    images = [image("pil", 3, 1, 1)]
    check(device, images, [row(drawn, images) for _ in range(4)], 5, 3, "pil")
    images = [image("pil", 3, HEIGHT, WIDTH)]
    check(device, images, [row(drawn, images) for _ in range(4)], 1, 1, "pil")
    check(device, images, [row(drawn, images) for _ in range(700)], 8, 8, "pil")


def check(device: str, images: list[Tensor], rows: list[list[float]], height: int, width: int, kind: str) -> None:
    table = torch.tensor(rows, dtype=torch.float64)
    arithmetic = [] if kind == "float32" else [kind]
    expected = torch.ops.dino.render_crops(images, table, height, width, *arithmetic)
    if device == "cpu":
        # Nothing else to compare with than other numbers of threads.
        threads = torch.get_num_threads()
        torch.set_num_threads(1 if threads > 1 else 2)
        same_bits("crops", torch.ops.dino.render_crops(images, table, height, width, *arithmetic), expected)
        torch.set_num_threads(threads)
        return
    found = torch.ops.dino.render_crops([one.to(device) for one in images], table, height, width, *arithmetic).cpu()
    equal("shape", found.shape, expected.shape)
    if kind == "pil":
        return same_bits("crops", found, expected)
    difference = (found - expected).abs()
    # Floats round otherwise where products and sums are fused; bytes then fall to the neighbour, rarely.
    step = 1e-4 if kind == "float32" else 1.001 / 255
    worst, share = difference.max().item(), (difference > 1e-4).double().mean().item()
    if worst > 3 * step or share > 0.01:
        raise AssertionError(f"{height}x{width}: {worst} at most, {100 * share} % of the pixels differ")


def again(device: str) -> None:
    drawn = random.Random(2)
    images = [image("pil", 3, HEIGHT, WIDTH).to(device)]
    table = torch.tensor([row(drawn, images) for _ in range(32)], dtype=torch.float64)
    same_bits("crops", *(torch.ops.dino.render_crops(images, table, 24, 24) for _ in range(2)))


def image(kind: str, channels: int, height: int, width: int) -> Tensor:
    bytes_ = torch.randint(0, 256, (channels, height, width), dtype=torch.uint8)
    return bytes_.float() / 255 if kind == "float32" else bytes_


def row(drawn: random.Random, images: list[Tensor]) -> list[float]:
    index = drawn.randrange(len(images))
    _, height, width = images[index].shape
    top, left = drawn.randrange(height), drawn.randrange(width)
    box = [top, left, drawn.randint(1, height - top), drawn.randint(1, width - left)]
    steps = [
        [1, drawn.uniform(0.6, 1.4)],
        [2, drawn.uniform(0.6, 1.4)],
        [3, drawn.uniform(0.6, 1.4)],
        [4, drawn.uniform(-0.5, 0.5)],
    ]
    drawn.shuffle(steps)
    steps = [step if drawn.random() < 0.7 else [0, 1] for step in steps]
    flip, gray, blur = drawn.random() < 0.5, drawn.random() < 0.2, drawn.random() < 0.5
    sigma = drawn.uniform(0.1, 2) if drawn.random() < 0.5 else 0
    threshold = drawn.randrange(256) if drawn.random() < 0.3 else 256
    return [
        float(one)
        for one in (index, *box, flip, *(one for step in steps for one in step), gray, blur, sigma, threshold)
    ]
