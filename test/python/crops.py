"""Cases of dino::render_crops, whose results are compared bit for bit; crops.test.ts runs them.

    python crops.py LIBRARY

The steps are written here a second time, plainly, as PIL and torchvision define them.
"""

import math
import random
from collections.abc import Iterator

import torch
from torch import Tensor
from torch.nn.functional import pad

from cases import equal, run, threads

# (height, width): around the widths of registers, and what is resized along its columns first.
IMAGES = [(1, 1), (1, 37), (37, 1), (7, 37), (16, 16), (17, 15), (33, 64), (65, 129), (120, 90), (700, 5)]
VIEWS = [(1, 1), (1, 9), (9, 1), (7, 37), (16, 16), (64, 65), (31, 33), (96, 96), (130, 2)]

Row = dict[str, float]


def whole_views() -> None:
    for image, row, height, width in problems(150):
        found = render([image], [row], height, width)[0]
        expect_same(found * 255, pil_view(image, row, height, width), (image.shape, row, height, width))


def wide_blurs() -> None:
    image = torch.randint(0, 256, (1, 65, 33), dtype=torch.uint8)
    # Around 64 the kernel's sums outgrow 16 bits.
    for sigma in [1e-3, 0.3, 7.3, 62.9, 63.4, 64.5, 300.0]:
        row = view(image, sigma=sigma)
        expect_same(render([image], [row], 65, 33)[0] * 255, pil_view(image, row, 65, 33), sigma)


def every_hue() -> None:
    green, blue = (levels.expand(256, 256) for levels in (torch.arange(256)[:, None], torch.arange(256)))
    with threads(1):
        for red in range(256):
            image = torch.stack([torch.full_like(green, red), green, blue]).to(torch.uint8)
            found = render([image], [view(image, adjustment0=4, factor0=0.1)], 256, 256)[0]
            expect_same(found * 255, pil_hue(image, 0.1), red)


def float_colours() -> None:
    for image, row in colour_problems():
        found = render([image], [row], *image.shape[1:])[0]
        expect_same(found, torchvision_colours(image, row, bound=1), row)


def torchvision_colours_of_bytes() -> None:
    for image, row in colour_problems():
        levels = (image * 255).to(torch.uint8)
        found = render([levels], [row], *image.shape[1:], "torchvision")[0]
        expect_same(found, torchvision_colours(levels.float(), row, bound=255) / 255, row)


torchvision_colours_of_bytes.__name__ = "torchvision_colours"


def same_bits() -> None:
    bytes_ = [torch.randint(0, 256, (3, 60, 80), dtype=torch.uint8) for _ in range(3)]
    rows = [random_row(bytes_[i % 3], i % 3) for i in range(13)]
    for images, arithmetic in [(bytes_, "pil"), (bytes_, "torchvision"), ([x / 255 for x in bytes_], "pil")]:
        results = []
        for count in (1, 2, 5):
            with threads(count):
                results.append(render(images, rows, 33, 40, arithmetic))
        for other in results[1:]:
            expect_same(other, results[0], arithmetic)


def mirrored() -> None:
    for image, row, height, width in problems(10):
        row = row | {"sigma": 0}
        for pixels in (image, image / 255):
            plain, flipped = render([pixels], [row | {"flip": 0}, row | {"flip": 1}], height, width)
            # Contrast's mean is a sum of floats, whose order is turned round too.
            if pixels is image or 2 not in (row[f"adjustment{i}"] for i in range(4)):
                expect_same(flipped, plain.flip(-1), row)


def problems(count: int) -> Iterator[tuple[Tensor, Row, int, int]]:
    draw = random.Random(0)
    for _ in range(count):
        image = torch.randint(0, 256, (draw.choice([3, 3, 3, 1, 4]), *draw.choice(IMAGES)), dtype=torch.uint8)
        if draw.random() < 0.3:
            image = image // 128 * 255  # Overshoots, and colours with equal channels.
        yield image, random_row(image, draw=draw), *draw.choice(VIEWS)


def colour_problems() -> Iterator[tuple[Tensor, Row]]:
    draw = random.Random(1)
    for channels in (3, 3, 3, 3, 3, 3, 1, 4):
        image = torch.rand(channels, 37, 41)
        image[:, :5] = image[:1, :5]
        image[:, 5:9] = image[:, 5:9].round()
        row = random_row(image, draw=draw) | {"flip": 0, "sigma": 0}
        yield image, row | dict(zip(("top", "left", "height", "width"), (0, 0, 37, 41)))


def random_row(image: Tensor, index: int = 0, draw: random.Random = random.Random(2)) -> Row:
    row = view(image, image=index)
    if draw.random() < 0.7:
        row |= {side: draw.randint(1, int(row[side])) for side in ("height", "width")}
        row |= {"top": draw.randint(0, image.shape[1] - int(row["height"]))}
        row |= {"left": draw.randint(0, image.shape[2] - int(row["width"]))}
    for i in range(4):
        kind = draw.randint(0, 4)
        factor = draw.choice([0, 1, draw.uniform(0.5, 1.5), draw.uniform(0, 4), 1000])
        row |= {f"adjustment{i}": kind, f"factor{i}": draw.uniform(-0.5, 0.5) if kind == 4 else factor}
    sigma = draw.choice([0, 0.1, draw.uniform(0.1, 2), draw.uniform(0.1, 20)])
    threshold = draw.choice([256, 256, 0, 255, 128, draw.uniform(0, 256)])
    return row | {"flip": draw.randint(0, 1), "gray": draw.randint(0, 1), "sigma": sigma, "threshold": threshold}


def view(image: Tensor, /, **changed: float) -> Row:
    """A row of the table: the whole of an image, but for what is changed."""
    row: Row = {"image": 0, "top": 0, "left": 0, "height": image.shape[1], "width": image.shape[2], "flip": 0}
    row |= {f"{column}{step}": column == "factor" for step in range(4) for column in ("adjustment", "factor")}
    return row | {"gray": 0, "blur": 0, "sigma": 0, "threshold": 256} | changed


def render(images: list[Tensor], rows: list[Row], height: int, width: int, *arithmetic: str) -> Tensor:
    table = torch.tensor([list(row.values()) for row in rows], dtype=torch.float64)
    return torch.ops.dino.render_crops(images, table, height, width, *arithmetic)


def pil_view(image: Tensor, row: Row, height: int, width: int) -> Tensor:
    top, left, rows, columns = (int(row[side]) for side in ("top", "left", "height", "width"))
    box = image[:, top : top + rows, left : left + columns].long()
    across, down = pil_weights(columns, width), pil_weights(rows, height)
    if rows > 100 * columns and height < rows:
        pixels = pil_resized(pil_resized(box.mT, down).mT, across)
    else:
        pixels = pil_resized(pil_resized(box, across).mT, down).mT
    if row["flip"]:
        pixels = pixels.flip(-1)
    coloured = len(pixels) == 3
    for i in range(4):
        kind, factor = row[f"adjustment{i}"], row[f"factor{i}"]
        if kind == 1:
            pixels = pil_blended(torch.zeros(()), pixels, factor)
        elif kind == 2:
            mean = (pil_gray(pixels) if coloured else pixels).double().mean().item()
            pixels = pil_blended(torch.tensor(float(int(mean + 0.5))), pixels, factor)
        elif kind == 3 and coloured:
            pixels = pil_blended(pil_gray(pixels).float(), pixels, factor)
        elif kind == 4 and coloured:
            pixels = pil_hue(pixels, factor)
    if row["gray"] and coloured:
        pixels = pil_gray(pixels).expand(3, -1, -1)
    if row["sigma"]:
        pixels = pil_blurred(pil_blurred(pixels, row["sigma"]).mT, row["sigma"]).mT
    return torch.where(pixels >= row["threshold"], 255 - pixels, pixels)


def pil_weights(size: int, new_size: int) -> Tensor:
    """[new_size, size] in fractions of 22 bits."""
    scale = size / new_size
    filter_scale = max(scale, 1.0)
    weights = torch.zeros(new_size, size, dtype=torch.long)
    for i in range(new_size):
        center = (i + 0.5) * scale
        first = max(int(center - 2 * filter_scale + 0.5), 0)
        last = min(int(center + 2 * filter_scale + 0.5), size)
        taps = [bicubic((at - center + 0.5) * (1 / filter_scale)) for at in range(first, last)]
        total = 0.0
        for tap in taps:
            total += tap
        for at, tap in zip(range(first, last), taps):
            share = tap / total * (1 << 22)
            weights[i, at] = int(share - 0.5 if share < 0 else share + 0.5)
    return weights


def bicubic(x: float) -> float:
    x = abs(x)
    if x < 1:
        return (1.5 * x - 2.5) * x * x + 1
    return (((x - 5) * x + 8) * x - 4) * -0.5 if x < 2 else 0.0


def pil_resized(pixels: Tensor, weights: Tensor) -> Tensor:
    return ((pixels @ weights.T + (1 << 21)) >> 22).clamp(0, 255)


def pil_gray(pixels: Tensor) -> Tensor:
    red, green, blue = pixels
    return (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16


def pil_blended(gray: Tensor, pixels: Tensor, factor: float) -> Tensor:
    factor32 = torch.tensor(factor, dtype=torch.float32)
    return (gray + factor32 * (pixels.float() - gray)).clamp(0, 255).long()


def pil_hue(image: Tensor, turns: float) -> Tensor:
    red, green, blue = image.double()
    high, low = image.double().amax(0), image.double().amin(0)
    span = (high - low).clamp(min=1)
    below = [((high - channel).float() / span.float()).double() for channel in (red, green, blue)]
    sixths = torch.where(green == high, 2 + below[0] - below[2], 4 + below[1] - below[0])
    sixths = torch.where(red == high, below[2] - below[1], sixths).float().double()
    hue = ((sixths / 6 + 1) % 1).float().double()
    saturation = (((high - low).float() / high.clamp(min=1).float()).double() * 255).long()
    hue = torch.where(high == low, 0, ((hue * 255).long() + int(turns * 255)) % 256)
    sixths = hue.double() * 6 / 255
    sector = sixths.long()
    f, s = (sixths - sector).float(), (saturation.double() / 255).float()
    p = rounded(high * (1 - s.double()))
    q = rounded(high * (1 - (s * f).double()))
    t = rounded(high * (1 - s.double() * (1 - f.double())))
    sector = (sector % 6)[None]
    made = torch.stack([high, t, p])
    for k, colour in enumerate([(q, high, p), (p, high, t), (p, q, high), (t, p, high), (high, p, q)], 1):
        made = torch.where(sector == k, torch.stack(colour), made)
    return torch.where(saturation == 0, high, made).long()


def rounded(value: Tensor) -> Tensor:
    return (value + 0.5).floor()


def pil_blurred(pixels: Tensor, sigma: float) -> Tensor:
    """Three passes along the last axis."""
    radius = box_radius(sigma)
    reach = int(radius)
    inner = int(torch.tensor(float(1 << 24)) / (radius * 2 + 1))
    outer = ((1 << 24) - (reach * 2 + 1) * inner) // 2
    for _ in range(3):
        padded = pad(pixels.double(), (reach + 1, reach + 1), mode="replicate").long()
        windows = padded.unfold(-1, 2 * reach + 3, 1)
        ends = windows[..., 0] + windows[..., -1]
        pixels = (windows[..., 1:-1].sum(-1) * inner + ends * outer + (1 << 23)) >> 24
    return pixels


def box_radius(sigma: float) -> Tensor:
    """In float32, as PIL has it."""
    variance = torch.tensor(sigma, dtype=torch.float32) ** 2 / 3
    length = torch.tensor(math.sqrt(12.0 * variance.item() + 1.0), dtype=torch.float32)
    whole = torch.tensor(math.floor((length.item() - 1.0) / 2.0), dtype=torch.float32)
    rest = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance)
    return whole + rest / (6 * (variance - (whole + 1) * (whole + 1)))


def torchvision_colours(pixels: Tensor, row: Row, bound: int) -> Tensor:
    whole = torch.trunc if bound == 255 else lambda values: values
    coloured = len(pixels) == 3

    def gray() -> Tensor:
        return whole(0.2989 * pixels[0] + 0.587 * pixels[1] + 0.114 * pixels[2])

    for i in range(4):
        kind, factor = row[f"adjustment{i}"], row[f"factor{i}"]
        if kind == 4 and coloured:
            made = torchvision_hue(pixels / bound, factor)
            pixels = torch.trunc(made * 255.999) if bound == 255 else made
        elif kind in (1, 2) or kind == 3 and coloured:
            origin = torch.zeros(())
            if kind == 2:
                origin = (gray() if coloured else pixels).double().mean().float()
            elif kind == 3:
                origin = gray()
            pixels = whole((factor * pixels + (1 - factor) * origin).clamp(0, bound))
    if row["gray"] and coloured:
        pixels = gray().expand(3, -1, -1)
    threshold = torch.tensor(row["threshold"] if bound == 255 else row["threshold"] / 255, dtype=torch.float32)
    return torch.where((pixels >= threshold) & (row["threshold"] <= 255), bound - pixels, pixels)


def torchvision_hue(pixels: Tensor, turns: float) -> Tensor:
    red, green, blue = pixels
    high, low = pixels.amax(0), pixels.amin(0)
    flat = high == low
    span = torch.where(flat, 1, high - low)
    s = torch.where(flat, 0, (high - low) / torch.where(flat, 1, high))
    below = [(high - channel) / span for channel in (red, green, blue)]
    sixths = torch.where(green == high, 2 + below[0] - below[2], 4 + below[1] - below[0])
    sixths = torch.where(red == high, below[2] - below[1], sixths)
    hue = torch.fmod(sixths / 6 + 1, 1) + turns
    hue = hue - hue.floor()
    sector = (hue * 6).floor()
    f = hue * 6 - sector
    p, q = (high * (1 - s)).clamp(0, 1), (high * (1 - s * f)).clamp(0, 1)
    t = (high * (1 - s * (1 - f))).clamp(0, 1)
    made = torch.stack([high, t, p])
    for k, colour in enumerate([(q, high, p), (p, high, t), (p, q, high), (t, p, high), (high, p, q)], 1):
        made = torch.where((sector.long() % 6 == k)[None], torch.stack(colour), made)
    return made


def expect_same(found: Tensor, expected: Tensor, what: object) -> None:
    different = int((found != expected).sum())
    if different:
        most = (found.double() - expected.double()).abs().max().item()
        raise AssertionError(f"{what}: {different} of {found.numel()} values differ, by {most} at most")


if __name__ == "__main__":
    run(
        [
            whole_views,
            wide_blurs,
            every_hue,
            float_colours,
            torchvision_colours_of_bytes,
            same_bits,
            mirrored,
        ]
    )
