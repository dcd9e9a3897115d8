import { describe } from "../describe";
import { ArgumentError, DTypeError, ShapeError } from "../errors";
import { checkCount, checkName } from "../evaluate/options";
import { checkOptions, pairOf } from "../options";
import { full } from "../tensor/factories";
import { noGrad, scope } from "../tensor/scope";
import { handleOf, type Tensor } from "../tensor/tensor";
import { COLOR_MAPS, type ColorMapName, lookUp } from "./colours";
import { pictureBytes } from "./png";

/** Options of `colorMap`. */
export interface ColorMapOptions {
  /** Default "viridis". */
  readonly name?: ColorMapName;
  /** The values of the table's two ends. Default: each map's own least and largest. */
  readonly range?: readonly [number, number];
}

/**
 * Values as colours, to look at: [..., h, w] to [..., 3, h, w] in 0 to 1. A map that is constant gets the table's first
 * colour, and so does NaN.
 */
export function colorMap(values: Tensor, options: ColorMapOptions = {}): Tensor<"float32"> {
  checkOptions(options, "colorMap: options", ["name", "range"]);
  handleOf(values, "colorMap: values");
  const name = checkName(options.name === undefined ? "viridis" : options.name, "colorMap: name", COLOR_MAPS);
  if (values.dim < 2 || values.size === 0)
    throw new ShapeError(
      "INVALID_SHAPE",
      `colorMap: values: expected [..., h, w], none of them 0, got [${values.shape}]`,
    );
  if (/^complex/.test(values.dtype))
    throw new DTypeError("INVALID_DTYPE", `colorMap: values: expected real numbers, got ${values.dtype}`);
  const range = options.range === undefined ? undefined : checkRange(options.range);
  return noGrad(() =>
    scope(() => {
      const known = values.detach().float().nanToNum();
      const low = range === undefined ? known.amin([-2, -1], true) : full([1], range[0]);
      const high = range === undefined ? known.amax([-2, -1], true) : full([1], range[1]);
      const share = known.sub(low).div(high.sub(low).clamp(1e-30));
      return lookUp(share, name).movedim(-1, -3).contiguous() as Tensor<"float32">;
    }),
  );
}

/**
 * A map laid over a picture: the map is enlarged to the picture's pixels, each cell one square, coloured from its least
 * to its largest value, and mixed in.
 * @param image uint8, or floating point in 0 to 1, [C, H, W] with C 1 or 3
 * @param map [h, w]
 * @param options.alpha share of the map's colours, 0 to 1. Default 0.6
 * @returns [3, H, W] in 0 to 1
 */
export function overlay(
  image: Tensor,
  map: Tensor,
  options: ColorMapOptions & { readonly alpha?: number } = {},
): Tensor<"float32"> {
  checkOptions(options, "overlay: options", ["name", "range", "alpha"]);
  const { alpha = 0.6, ...colours } = options;
  if (!(typeof alpha === "number" && alpha >= 0 && alpha <= 1))
    throw new ArgumentError("INVALID_ARGUMENT", `overlay: alpha: expected 0 to 1, got ${describe(alpha)}`);
  handleOf(image, "overlay: image");
  handleOf(map, "overlay: map");
  if (/^complex/.test(map.dtype))
    throw new DTypeError("INVALID_DTYPE", `overlay: map: expected real numbers, got ${map.dtype}`);
  if (map.dim !== 2)
    throw new ShapeError("INVALID_SHAPE", `overlay: map: expected [h, w], got [${map.shape}]`);
  return noGrad(() =>
    scope(() => {
      const picture = rgb(image, "overlay: image");
      const colour = colorMap(map, colours)
        .unsqueeze(0)
        .interpolate({ size: picture.shape.slice(1) })
        .squeeze(0);
      return picture.lerp(colour, alpha) as Tensor<"float32">;
    }),
  );
}

/** Options of `imageGrid`. */
export interface ImageGridOptions {
  /** Pictures of a row. Default: as many as make the grid about square. */
  readonly columns?: number;
  /** Pixels between pictures. Default 2. */
  readonly gap?: number;
  /** Colour between pictures, grey from 0, black, to 1. Default 1. */
  readonly background?: number;
  /** Each pixel becomes a square of so many. Default 1. */
  readonly scale?: number;
}

/**
 * Pictures of one size side by side, row by row, as one.
 * @param images [B, C, H, W], or [C, H, W] each, uint8 or floating point in 0 to 1, C 1 or 3
 * @returns uint8 [3, height, width]
 */
export function imageGrid(
  images: Tensor | readonly Tensor[],
  options: ImageGridOptions = {},
): Tensor<"uint8"> {
  checkOptions(options, "imageGrid: options", ["columns", "gap", "background", "scale"]);
  const { gap = 2, background = 1, scale = 1 } = options;
  checkCount(gap, "imageGrid: gap", 0);
  checkCount(scale, "imageGrid: scale");
  if (!(typeof background === "number" && background >= 0 && background <= 1))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `imageGrid: background: expected 0 to 1, got ${describe(background)}`,
    );
  return noGrad(() =>
    scope(() => {
      const list = listOf(images).map((image, i) => rgb(image, `imageGrid: images[${i}]`));
      const [, height, width] = list[0]!.shape as [number, number, number];
      const columns = checkCount(
        options.columns === undefined ? Math.ceil(Math.sqrt(list.length)) : options.columns,
        "imageGrid: columns",
      );
      const [across, down] = [Math.min(columns, list.length), Math.ceil(list.length / columns)];
      const [h, w] = [height * scale, width * scale];
      const sheet = full([3, down * (h + gap) - gap, across * (w + gap) - gap], background);
      list.forEach((image, i) => {
        if (image.shape[1] !== height || image.shape[2] !== width)
          throw new ShapeError(
            "INVALID_SHAPE",
            `imageGrid: images[${i}]: expected [3, ${height}, ${width}] as the first, got [${image.shape}]`,
          );
        const [row, column] = [Math.floor(i / columns), i % columns];
        const cell = sheet.narrow(1, row * (h + gap), h).narrow(2, column * (w + gap), w);
        cell.copy_(
          scale === 1
            ? image
            : image
                .unsqueeze(0)
                .interpolate({ size: [h, w] })
                .squeeze(0),
        );
      });
      return pictureBytes(sheet, "imageGrid");
    }),
  );
}

function listOf(images: Tensor | readonly Tensor[]): readonly Tensor[] {
  if (!Array.isArray(images)) {
    handleOf(images, "imageGrid: images");
    const batch = images as Tensor;
    if (batch.dim !== 4 || batch.size === 0)
      throw new ShapeError(
        "INVALID_SHAPE",
        `imageGrid: images: expected [B, C, H, W], none of them 0, got [${batch.shape}]`,
      );
    return batch.unbind(0);
  }
  if (images.length === 0)
    throw new ArgumentError("INVALID_ARGUMENT", "imageGrid: images: expected one or more, got none");
  return Array.from(images, (image: unknown, i) => {
    handleOf(image, `imageGrid: images[${i}]`);
    return image as Tensor;
  });
}

/** float32 [3, H, W] in 0 to 1. */
function rgb(image: Tensor, what: string): Tensor {
  const bytes = pictureBytes(image, what);
  if (bytes.shape[0] === 4)
    throw new ShapeError("INVALID_SHAPE", `${what}: expected [C, H, W] with C 1 or 3, got [${bytes.shape}]`);
  return bytes.float().div(255).expand([3, -1, -1]);
}

function checkRange(range: unknown): readonly [number, number] {
  const ends = Array.isArray(range) ? pairOf(range) : undefined;
  if (!ends?.every(Number.isFinite) || Number(ends[0]) >= Number(ends[1]))
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `colorMap: range: expected [low, high], finite and rising, got ${describe(range)}`,
    );
  return ends as [number, number];
}
