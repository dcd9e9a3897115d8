import { fromTypedArray } from "../tensor/data";
import { newTypedArray } from "../tensor/dtype";
import type { Tensor } from "../tensor/tensor";
import type { Images } from "./dataset";
import type { Pixels } from "./decode";

/** [B, C, H, W] when all are of one size, a list of [C, H, W] otherwise. */
export function imagesOf(pixels: readonly Pixels[], empty: readonly [number, number, number]): Images {
  const [channels, height, width] =
    pixels[0] === undefined ? empty : [pixels[0].channels, pixels[0].height, pixels[0].width];
  if (pixels.every((each) => each.height === height && each.width === width))
    return planar(pixels, height, width, channels);
  return pixels.map((each) => {
    const batch = planar([each], each.height, each.width, each.channels);
    const image = batch.select(0, 0);
    batch.dispose();
    return image;
  });
}

function planar(pixels: readonly Pixels[], height: number, width: number, channels: number): Tensor<"uint8"> {
  const size = height * width * channels;
  const all = newTypedArray("uint8", pixels.length * size);
  for (const [i, { data }] of pixels.entries()) all.set(data, i * size);
  const interleaved = fromTypedArray(all, [pixels.length, height, width, channels]);
  const view = interleaved.permute([0, 3, 1, 2]);
  const planes = view.contiguous();
  for (const each of [interleaved, view]) if (each !== planes) each.dispose();
  return planes;
}
