import { check } from "../native/call";
import { native } from "../native/load";
import { fromTypedArray } from "../tensor/data";
import { newTypedArray } from "../tensor/dtype";
import { type Tensor, tensorOf } from "../tensor/tensor";
import type { Batch, Images } from "./dataset";

/** Bytes of a decoded image, 1 or 3 channels of a pixel side by side, rows from the top. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly height: number;
  readonly width: number;
}

/** A decoded image and what belongs to it. */
export interface Decoded {
  readonly id: number;
  readonly label: number | undefined;
  /** Undefined when it is broken. */
  readonly pixels: Pixels | undefined;
}

/** The batch of those that are not broken. */
export function assemble<I extends Images>(
  decoded: readonly Decoded[],
  { channels, size }: { readonly channels: number; readonly size: Size | undefined },
): Batch<I> {
  const whole: (Decoded & { readonly pixels: Pixels })[] = [];
  for (const each of decoded) if (each.pixels !== undefined) whole.push({ ...each, pixels: each.pixels });
  const labels = whole.map(({ label }) => label).filter((label) => label !== undefined);
  return {
    images: imagesOf(
      whole.map(({ pixels }) => pixels),
      channels,
      size,
    ) as I,
    labels: integers(labels),
    ids: integers(whole.map(({ id }) => id)),
  };
}

interface Size {
  readonly height: number;
  readonly width: number;
}

/** One tensor when all are of one size; of no images, in the size that is given. */
function imagesOf(pixels: readonly Pixels[], channels: number, size: Size = { height: 0, width: 0 }): Images {
  const { height, width } = pixels[0] ?? size;
  if (pixels.every((each) => each.height === height && each.width === width))
    return planes(pixels, channels, { height, width });
  return pixels.map((each) => {
    const batch = planes([each], channels, each);
    const image = batch.select(0, 0);
    batch.dispose();
    return image;
  });
}

function planes(pixels: readonly Pixels[], channels: number, { height, width }: Size): Tensor<"uint8"> {
  const data = pixels.map((each) => each.data);
  return tensorOf(check(native().fromPixels(data, [channels, height, width]))) as Tensor<"uint8">;
}

function integers(values: readonly number[]): Tensor<"int64"> {
  const data = newTypedArray("int64", values.length);
  for (const [i, value] of values.entries()) data[i] = BigInt(value);
  return fromTypedArray(data, [values.length]);
}
