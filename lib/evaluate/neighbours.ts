import { DTypeError, ShapeError } from "../errors";
import { checkOptions, checkSignal } from "../options";
import { cat } from "../tensor/factories";
import { noGrad, scope } from "../tensor/scope";
import { handleOf, type Tensor } from "../tensor/tensor";
import { checkCount } from "./options";

/** Options of `nearestNeighbours`. */
export interface NearestNeighboursOptions {
  /** [M, D]. Default: the features themselves, each without itself. */
  readonly queries?: Tensor;
  /** Ends the work between two blocks of queries, with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What `nearestNeighbours` finds, the nearest first. */
export interface Neighbours {
  /** int64 [M, k]: rows of the features. */
  readonly indices: Tensor<"int64">;
  /** float32 [M, k]: cosines, -1 to 1. */
  readonly cosines: Tensor<"float32">;
}

/** Similarities that are held at once. */
const BLOCK = 2 ** 24;

/**
 * The k rows of `features` with the largest cosine to each query, on the engine; beside a normalised copy of the
 * features it takes 64 MiB, however many there are, and one row of similarities at least.
 * @param features floating point [N, D]; need not be normalised
 * @param k clipped to the rows that there are
 */
export async function nearestNeighbours(
  features: Tensor,
  k: number,
  options: NearestNeighboursOptions = {},
): Promise<Neighbours> {
  const what = "nearestNeighbours";
  checkOptions(options, `${what}: options`, ["queries", "signal"]);
  const { queries } = options;
  const signal = checkSignal(options.signal, `${what}: signal`);
  const [rows, width] = checkRows(features, `${what}: features`);
  const [, other] = queries === undefined ? [rows, width] : checkRows(queries, `${what}: queries`);
  if (other !== width)
    throw new ShapeError(
      "INVALID_SHAPE",
      `${what}: queries: expected [M, ${width}], got a width of ${other}`,
    );
  const itself = queries === undefined;
  const wanted = Math.min(checkCount(k, `${what}: k`), rows - (itself ? 1 : 0));
  if (wanted < 1)
    throw new ShapeError("INVALID_SHAPE", `${what}: features: expected two rows or more, got ${rows}`);
  return await noGrad(() =>
    scope(async () => {
      const base = features.float().normalize();
      const asked = itself ? base : queries.float().normalize();
      const count = asked.shape[0]!;
      const step = Math.max(1, Math.floor(BLOCK / rows));
      const [indices, cosines]: [Tensor[], Tensor[]] = [[], []];
      for (let begin = 0; begin < count; begin += step) {
        signal?.throwIfAborted();
        await scope(async (keep) => {
          const block = asked.narrow(0, begin, Math.min(step, count - begin));
          const similarity = await block.async.matmul(base.t());
          // The block's diagonal begins at its own first row.
          if (itself) similarity.narrow(1, begin, block.shape[0]!).fillDiagonal_(-2);
          const [values, places] = await similarity.async.topk(wanted, 1);
          cosines.push(keep(values.clamp(-1, 1)));
          indices.push(keep(places));
        });
      }
      return { indices: cat(indices) as Tensor<"int64">, cosines: cat(cosines) as Tensor<"float32"> };
    }),
  );
}

function checkRows(tensor: Tensor, what: string): [rows: number, width: number] {
  handleOf(tensor, what);
  const { dtype, shape } = tensor;
  if (!/^(b?float)/.test(dtype))
    throw new DTypeError("INVALID_DTYPE", `${what}: expected floating point, got ${dtype}`);
  if (shape.length !== 2 || shape.includes(0))
    throw new ShapeError("INVALID_SHAPE", `${what}: expected [N, D], none of them 0, got [${shape}]`);
  return shape as [number, number];
}
