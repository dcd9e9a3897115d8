import { aten } from "../aten/aten";
import { ArgumentError, DTypeError, ShapeError } from "../errors";
import { checkFlag, checkOptions } from "../options";
import { cat, full, zeros } from "../tensor/factories";
import { noGrad, scope } from "../tensor/scope";
import { handleOf, type Tensor } from "../tensor/tensor";
import { checkSize } from "./options";

/** Options of `pcaOfPatches`. */
export interface PcaOptions {
  /** [h, w] of the places, where the features are tokens [B, N, D]. Default: square. */
  readonly grid?: readonly [number, number];
  /**
   * Whether places on the lower side of a first PCA are left black and the colours come from a second PCA of the
   * others. Default true.
   */
  readonly foreground?: boolean;
}

/** What `pcaOfPatches` gives. */
export interface PatchColours {
  /** [B, 3, h, w], 0 to 1: red, green and blue are the first three components, the background is black. */
  readonly colours: Tensor<"float32">;
  /** [B, h, w], the places that have a colour. */
  readonly foreground: Tensor<"bool">;
  /** Share of the coloured places' variance in each of the three components, 0 to 1; 0 where there is none. */
  readonly explained: readonly [number, number, number];
}

/** Fewer places than this are no foreground. */
const FEWEST = 4;

/**
 * Colours for features of places, so that like features have like colours, across all images of the call (Oquab et al.
 * 2024, figure 1): a PCA over all places, whose first component tells foreground from background, then a PCA over the
 * foreground, each of its first three components spread over 0 to 1.
 *
 * The sign of a component is free. Here the background is the side of 0 that has the larger part of the images' border;
 * the colours' components have their entry of largest size positive, as scikit-learn's. Components without variance are
 * 0.5 everywhere: constant features are one grey.
 * @param patches floating point, tokens [B, N, D] or a map [B, D, h, w]
 */
export async function pcaOfPatches(patches: Tensor, options: PcaOptions = {}): Promise<PatchColours> {
  const what = "pcaOfPatches";
  checkOptions(options, `${what}: options`, ["grid", "foreground"]);
  const { foreground: separates = true } = options;
  checkFlag(separates, `${what}: foreground`);
  handleOf(patches, `${what}: patches`);
  const { dtype, shape } = patches;
  if (!/^(b?float)/.test(dtype))
    throw new DTypeError("INVALID_DTYPE", `${what}: patches: expected floating point, got ${dtype}`);
  if (![3, 4].includes(shape.length) || shape.includes(0))
    throw new ShapeError(
      "INVALID_SHAPE",
      `${what}: patches: expected [B, N, D] or [B, D, h, w], none of them 0, got [${shape}]`,
    );
  const [h, w] = shape.length === 4 ? (shape.slice(2) as [number, number]) : gridOf(shape[1]!, options.grid);
  return await noGrad(() =>
    scope(async () => {
      const count = shape[0]!;
      const places = shape.length === 4 ? patches.flatten(2).transpose(1, 2) : patches;
      const rows = places.reshape([count * h * w, places.shape[2]!]).double();
      if (!rows.isfinite().all().item())
        throw new ArgumentError("INVALID_ARGUMENT", `${what}: patches: expected finite numbers only`);
      const mask = separates ? await foregroundOf(rows, [count, h, w]) : undefined;
      const chosen = mask === undefined ? rows : rows.index([mask]);
      const { scores, explained } = await principal(chosen, 3);
      const spread = spreadOut(scores);
      const colours =
        mask === undefined
          ? spread
          : zeros([rows.shape[0]!, 3], { dtype: "float64" }).indexPut([mask], spread);
      return {
        colours: colours.reshape([count, h, w, 3]).permute([0, 3, 1, 2]).float().contiguous(),
        foreground: (mask ?? full([count * h * w], true)).reshape([count, h, w]) as Tensor<"bool">,
        explained: explained as [number, number, number],
      };
    }),
  );
}

function gridOf(count: number, grid: readonly [number, number] | undefined): readonly [number, number] {
  const side = Math.round(Math.sqrt(count));
  const sides = grid === undefined ? ([side, side] as const) : checkSize(grid, "pcaOfPatches: grid");
  if (sides === null || sides[0] * sides[1] !== count)
    throw new ShapeError(
      "INVALID_SHAPE",
      grid === undefined
        ? `pcaOfPatches: grid: expected [h, w] for ${count} places, which are no square`
        : `pcaOfPatches: grid: expected [h, w] of ${count} places, got [${sides}]`,
    );
  return sides;
}

/** Places above 0 in the first component, its sign such that the border lies below; undefined where one side has next to none. */
async function foregroundOf(
  rows: Tensor,
  shape: readonly [number, number, number],
): Promise<Tensor | undefined> {
  const { scores } = await principal(rows, 1);
  const above = scores.select(1, 0).gt(0);
  const [, h, w] = shape;
  const grid = above.reshape(shape).double();
  const border = cat([
    grid.select(1, 0).flatten(),
    grid.select(1, h - 1).flatten(),
    grid.select(2, 0).flatten(),
    grid.select(2, w - 1).flatten(),
  ]);
  const mask = Number(border.mean().item()) > 0.5 ? scores.select(1, 0).lt(0) : above;
  const kept = Number(mask.double().sum().item());
  return kept < FEWEST || rows.shape[0]! - kept < FEWEST ? undefined : mask;
}

/** Scores [N, count] of the first principal components, zeros where there is no variance left, and their shares of it. */
async function principal(rows: Tensor, count: number): Promise<{ scores: Tensor; explained: number[] }> {
  const [places, width] = rows.shape as [number, number];
  const centred = rows.sub(rows.mean(0, true));
  // The smaller of the two Gram matrices has the same eigenvalues, but for zeros.
  const wide = width > places;
  const gram = await (wide ? centred.async.matmul(centred.t()) : centred.t().async.matmul(centred));
  const [values, vectors] = (await aten.linalg_eigh.async(gram)) as [Tensor, Tensor];
  const size = Math.min(places, width);
  const total = Math.max(0, Number(values.sum().item()));
  // Below it, eigenvalues are rounding of sums of squares.
  const least = 1e-12 * Number(rows.square().sum().item());
  const columns: Tensor[] = [];
  const explained: number[] = [];
  for (let i = 0; i < count; ++i) {
    const value = i < size ? Number(values.select(0, size - 1 - i).item()) : 0;
    if (!(value > least)) {
      columns.push(zeros([places], { dtype: "float64" }));
      explained.push(0);
      continue;
    }
    const vector = vectors.select(1, size - 1 - i);
    const axis = wide ? centred.t().mv(vector).div(Math.sqrt(value)) : vector;
    const sign = Math.sign(Number(axis.take(axis.abs().argmax()).item()));
    columns.push(centred.mv(axis).mul(sign));
    explained.push(value / total);
  }
  return {
    scores: cat(
      columns.map((column) => column.unsqueeze(1)),
      1,
    ),
    explained,
  };
}

/** Each column over 0 to 1; 0.5 where it is constant. */
function spreadOut(scores: Tensor): Tensor {
  const low = scores.amin(0, true);
  const range = scores.amax(0, true).sub(low);
  return scores.sub(low).div(range).where(range.gt(0).expandAs(scores), 0.5);
}
