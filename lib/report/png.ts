import { loadSharp } from "../data/decode";
import { DTypeError, ShapeError } from "../errors";
import { scope } from "../tensor/scope";
import { handleOf, type Tensor } from "../tensor/tensor";

/** PNG's own limit is 2^31 - 1; a picture to look at is far below. */
const LARGEST_SIDE = 32768;

/**
 * A picture as a PNG file, which `decode` of any library gives back bit for bit. The pixels are encoded by sharp, off
 * the main thread.
 * @param image uint8 [C, H, W], or floating point from 0 to 1, which is clamped; C is 1 (grey), 3 (RGB) or 4 (RGBA)
 * @throws DTypeError, ShapeError
 */
export async function encodePng(image: Tensor): Promise<Uint8Array> {
  handleOf(image, "encodePng: image");
  return await encode(image, "encodePng: image", false);
}

/** A picture to look at: of at most 256 colours, which makes photographs a sixth as large. */
export async function encodeThumbnail(image: Tensor): Promise<Uint8Array> {
  return await encode(image, "thumbnail", true);
}

async function encode(image: Tensor, what: string, palette: boolean): Promise<Uint8Array> {
  const bytes = pictureBytes(image, what);
  const [channels, height, width] = bytes.shape as [number, number, number];
  const interleaved = scope(() => bytes.permute([1, 2, 0]).contiguous().toTypedArray()) as Uint8Array;
  if (bytes !== image) bytes.dispose();
  const raw = { width, height, channels: channels as 1 | 3 | 4 };
  const pipeline = loadSharp()(interleaved, { raw }).toColourspace(channels === 1 ? "b-w" : "srgb");
  return await pipeline.png({ compressionLevel: 9, palette }).toBuffer();
}

/** The same picture as uint8. */
export function pictureBytes(image: Tensor, what: string): Tensor<"uint8"> {
  const { dtype, shape } = image;
  const [channels, ...sides] = shape;
  if (
    shape.length !== 3 ||
    ![1, 3, 4].includes(channels!) ||
    !sides.every((side) => side > 0 && side <= LARGEST_SIDE)
  )
    throw new ShapeError(
      "INVALID_SHAPE",
      `${what}: expected [C, H, W] with C 1, 3 or 4 and sides of 1 to ${LARGEST_SIDE}, got [${shape}]`,
    );
  if (image.is("uint8")) return image;
  if (!/^(b?float)/.test(dtype))
    throw new DTypeError("INVALID_DTYPE", `${what}: expected uint8 or floating point, got ${dtype}`);
  return scope(() => image.detach().float().nanToNum({ nan: 0 }).clamp(0, 1).mul(255).round().to("uint8"));
}
