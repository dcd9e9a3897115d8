import { fromTypedArray } from "../tensor/data";
import { scope } from "../tensor/scope";
import type { Tensor } from "../tensor/tensor";

/** Name of a colour map. */
export type ColorMapName = "viridis" | "inferno";

/** Colours of values from least to most, perceptually uniform: matplotlib's viridis and inferno (both CC0) at ten points each. */
const ANCHORS: Readonly<Record<ColorMapName, string>> = {
  viridis: "440154 482878 3e4a89 31688e 26828e 1f9e89 35b779 6dcd59 b4de2c fde725",
  inferno: "000004 1b0c42 4b0c6b 781c6d a52c60 cf4446 ed6925 fb9a06 f7d03c fcffa4",
};

export const COLOR_MAPS = Object.keys(ANCHORS) as ColorMapName[];

/** Values 0 to 1, [...], to colours [..., 3] in 0 to 1, between the table's entries linearly. */
export function lookUp(values: Tensor, name: ColorMapName): Tensor {
  return scope(() => {
    const table = tableOf(name);
    const place = values.clamp(0, 1).mul(table.shape[0]! - 1);
    const below = place.floor().clamp(0, table.shape[0]! - 2);
    const row = (index: Tensor): Tensor =>
      table.indexSelect(0, index.long().flatten()).reshape([...values.shape, 3]);
    return row(below).lerp(
      row(below.add(1)),
      place
        .sub(below)
        .unsqueeze(-1)
        .expand([...values.shape, 3]),
    );
  });
}

function tableOf(name: ColorMapName): Tensor {
  const bytes = ANCHORS[name].split(" ").flatMap((hex) => [...Buffer.from(hex, "hex")]);
  return fromTypedArray(
    Float32Array.from(bytes, (byte) => byte / 255),
    [bytes.length / 3, 3],
  );
}
