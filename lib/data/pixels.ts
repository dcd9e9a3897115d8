import { check } from "../native/call";
import { native } from "../native/load";
import { type Tensor, tensorOf } from "../tensor/tensor";
import type { Images } from "./dataset";

/** Bytes of a decoded image, 1 or 3 channels of a pixel side by side, rows from the top. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly height: number;
  readonly width: number;
}

/**
 * uint8 [B, channels, H, W] when all are of one size, a list of [channels, H, W] otherwise; of no images the former, in
 * the size that is given. Copies once, sorting the channels apart as it goes.
 */
export function imagesOf(
  pixels: readonly Pixels[],
  channels: number,
  size = { height: 0, width: 0 },
): Images {
  const { height, width } = pixels[0] ?? size;
  if (pixels.every((each) => each.height === height && each.width === width))
    return planes(pixels, channels, height, width);
  return pixels.map((each) => {
    const batch = planes([each], channels, each.height, each.width);
    const image = batch.select(0, 0);
    batch.dispose();
    return image;
  });
}

function planes(pixels: readonly Pixels[], channels: number, height: number, width: number): Tensor<"uint8"> {
  const data = pixels.map((each) => each.data);
  return tensorOf(check(native().fromPixels(data, [channels, height, width]))) as Tensor<"uint8">;
}
