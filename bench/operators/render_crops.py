"""DINO's augmentation of one photo to 2 crops of 224 pixels and 8 of 96, beside PIL and torchvision's ways with it."""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from measure import Case, Run
from torch import Tensor
from torch.nn import functional as F

OPERATOR = "render_crops"
WANTED = "PIL and numpy"
HEIGHT, WIDTH = 375, 500
ADJUSTMENTS = ("brightness", "contrast", "saturation", "hue")


@dataclass(frozen=True)
class View:
    """What was drawn for a crop; the box in pixels of the image."""

    top: int
    left: int
    height: int
    width: int
    flip: bool
    steps: list[tuple[str, float]]
    gray: bool
    sigma: float
    solarize: bool

    def row(self, image: int) -> list[float]:
        """A row of the operator's table."""
        steps = [(ADJUSTMENTS.index(name) + 1, factor) for name, factor in self.steps]
        steps += [(0, 1)] * (4 - len(steps))
        box = [self.top, self.left, self.height, self.width]
        numbers = [image, *box, self.flip, *(number for step in steps for number in step), self.gray, 0]
        return [float(number) for number in (*numbers, self.sigma, 128 if self.solarize else 256)]


Views = dict[int, list[View]]


def cases(device: str, quick: bool) -> Iterator[Case]:
    # Crops differ in what they take, so that several photos' are measured together.
    photos = 2 if quick else 16
    sizes = {32: 2, 16: 2} if quick else {224: 2, 96: 8}
    drawn = random.Random(0)
    sets = [
        {size: [draw(drawn, i, size) for i in range(count)] for size, count in sizes.items()} for _ in range(photos)
    ]
    torch.manual_seed(0)
    image = photo().to(device)
    pixels = sum(view.height * view.width * 3 for views in sets for rows in views.values() for view in rows) / photos
    crops = sum(count * size * size * 3 * 4 for size, count in sizes.items())
    threads = None if device == "cuda" else 1
    yield Case(
        "render_crops" + (", 1 thread" if threads else ""),
        f"1 photo of {WIDTH}x{HEIGHT} to " + " + ".join(f"{count}x{size}" for size, count in sizes.items()),
        "uint8",
        fused(image, sets, together=device == "cuda"),
        by_pil(image, sets),
        round(pixels + crops),
        round(pixels + crops),
        repeats=photos,
        threads=threads,
    )


def fused(image: Tensor, sets: list[Views], together: bool) -> Run:
    """A batch's views in one call on the GPU; on the CPU photo by photo, as the baseline."""
    batches = [range(len(sets))] if together else [[i] for i in range(len(sets))]
    calls = [
        (size, torch.tensor([view.row(0) for i in batch for view in sets[i][size]], dtype=torch.float64))
        for batch in batches
        for size in sets[0]
    ]

    def run() -> None:
        for size, table in calls:
            torch.ops.dino.render_crops([image], table, size, size)

    return run


def by_pil(image: Tensor, sets: list[Views]) -> dict[str, Run]:
    try:
        import numpy
        from PIL import Image, ImageEnhance, ImageFilter, ImageOps
    except ImportError:
        return {}

    def shift_hue(picture: Image.Image, factor: float) -> Image.Image:
        hue, saturation, value = picture.convert("HSV").split()
        turned = numpy.array(hue, dtype=numpy.uint8) + numpy.int64(factor * 255).astype(numpy.uint8)
        return Image.merge("HSV", (Image.fromarray(turned), saturation, value)).convert("RGB")

    adjust: dict[str, Callable] = {
        "brightness": lambda picture, factor: ImageEnhance.Brightness(picture).enhance(factor),
        "contrast": lambda picture, factor: ImageEnhance.Contrast(picture).enhance(factor),
        "saturation": lambda picture, factor: ImageEnhance.Color(picture).enhance(factor),
        "hue": shift_hue,
    }

    def render(picture: Image.Image, view: View, size: int) -> Tensor:
        box = (view.left, view.top, view.left + view.width, view.top + view.height)
        crop = picture.crop(box).resize((size, size), Image.Resampling.BICUBIC)
        if view.flip:
            crop = crop.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        for name, factor in view.steps:
            crop = adjust[name](crop, factor)
        if view.gray:
            gray = numpy.array(crop.convert("L"), dtype=numpy.uint8)
            crop = Image.fromarray(numpy.dstack([gray, gray, gray]))
        if view.sigma > 0:
            crop = crop.filter(ImageFilter.GaussianBlur(radius=view.sigma))
        if view.solarize:
            crop = ImageOps.solarize(crop)
        bytes_ = torch.from_numpy(numpy.array(crop, copy=True)).permute(2, 0, 1).contiguous()
        return bytes_.to(torch.float32).div(255)

    picture = Image.fromarray(image.cpu().permute(1, 2, 0).numpy())

    def run() -> None:
        for views in sets:
            for size, rows in views.items():
                torch.stack([render(picture, view, size) for view in rows])

    return {"PIL, as torchvision calls it": run}


def draw(drawn: random.Random, index: int, size: int) -> View:
    """DINO's probabilities: both global crops differ in blur and solarisation."""
    globals_ = size in (224, 32)
    low, high, blur, solarize = ((0.4, 1, 1, 0), (0.4, 1, 0.1, 0.2))[index] if globals_ else (0.05, 0.4, 0.5, 0)
    area = HEIGHT * WIDTH * drawn.uniform(low, high)
    ratio = math.exp(drawn.uniform(math.log(3 / 4), math.log(4 / 3)))
    width = min(WIDTH, round(math.sqrt(area * ratio)))
    height = min(HEIGHT, round(math.sqrt(area / ratio)))
    flip = drawn.random() < 0.5
    steps = [(name, drawn.uniform(0.6, 1.4)) for name in ("brightness", "contrast")]
    steps += [("saturation", drawn.uniform(0.8, 1.2)), ("hue", drawn.uniform(-0.1, 0.1))]
    drawn.shuffle(steps)
    return View(
        top=drawn.randint(0, HEIGHT - height),
        left=drawn.randint(0, WIDTH - width),
        height=height,
        width=width,
        flip=flip,
        steps=steps if drawn.random() < 0.8 else [],
        gray=drawn.random() < 0.2,
        sigma=drawn.uniform(0.1, 2) if drawn.random() < blur else 0,
        solarize=drawn.random() < solarize,
    )


def photo() -> Tensor:
    """Smooth and coloured, as photos are."""
    coarse = torch.rand(1, 3, 12, 16)
    return (F.interpolate(coarse, size=(HEIGHT, WIDTH), mode="bicubic")[0].clamp(0, 1) * 255).byte()
