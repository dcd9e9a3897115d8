/** Valid calls of what draws and renders crops. */
import type { Tensor } from "../../lib";
import type { Call } from "./arguments";
import {
  argument,
  bool,
  f,
  integer,
  nullable,
  number,
  optional,
  options,
  tensorOf,
  tensors,
  text,
} from "./arguments";
import { A, BIGINT, call, operator, other, REFUSED } from "./call";
import { dino } from "./package";

/** Pixels, not a tensor's shape. */
const SIZE = {
  NaN: A,
  Infinity: A,
  "-Infinity": A,
  "a fraction": A,
  negative: A,
  "-2^40": A,
  huge: A,
  "2^53": A,
} as const;

export function crops(): Call[] {
  const parameters = () => [{ box: { top: 1, left: 2, height: 3, width: 4 }, size: [5, 6] }];
  const list = (make: () => unknown) => argument("list", make, { outcomes: { NaN: A, empty: "valid" } });
  const rendered = (parameters: never) => dino.renderCrops(dino.rand([3, 8, 8]), parameters);
  return [
    call(
      "wrapper",
      "sampleCropParameters",
      {
        conf: other(() => ({ localCropsNumber: 1 }), {
          missing: [() => undefined, "valid"],
          null: [() => null, "INVALID_CONFIG"],
          "a number": [() => 5, "INVALID_CONFIG"],
          "an unknown key": [() => ({ nonesuch: 1 }), "INVALID_CONFIG"],
        }),
        options: options({
          height: integer(8, { huge: A }),
          width: integer(8, { huge: A }),
          seed: optional(integer(1, { ...BIGINT, huge: "valid" })),
          id: optional(integer(1, { ...BIGINT, negative: "valid", "-2^40": "valid", huge: "valid" })),
          epoch: optional(integer(1, { huge: undefined })),
        }),
      },
      dino.sampleCropParameters,
    ),
    call(
      "wrapper",
      "sampleCropParameters by number",
      { imagesSeen: optional(integer(1, { ...BIGINT, huge: "valid", "2^53": A })) },
      (imagesSeen: number) => dino.sampleCropParameters({}, { height: 8, width: 8, imagesSeen }),
    ),
    call(
      "wrapper",
      "renderCrops",
      {
        images: f([3, 8, 8], REFUSED),
        parameters: list(parameters),
        options: optional(options({ arithmetic: optional(text("torchvision")) })),
      },
      dino.renderCrops,
    ),
    call(
      "wrapper",
      "renderCrops of a list",
      {
        images: tensors(
          [
            [3, 8, 8],
            [3, 9, 7],
          ],
          { ...REFUSED, empty: A },
        ),
      },
      (images: Tensor[]) => dino.renderCrops(images, parameters() as never),
    ),
    call(
      "wrapper",
      "renderCrops with own parameters",
      {
        parameters: options({
          image: optional(integer(0)),
          box: options({ top: integer(1), left: integer(2), height: integer(3), width: integer(4) }),
          size: argument("shape", () => [5, 6], { outcomes: SIZE }),
          flip: optional(bool(true)),
          grayscale: optional(bool(true)),
          solarize: nullable(number(128)),
          blur: nullable(options({ kind: text("gaussian"), sigma: number(2) })),
        }),
      },
      (row: never) => rendered([row] as never),
    ),
    call(
      "wrapper",
      "renderCrops with own jitter",
      { step: options({ adjust: text("contrast"), factor: number(2) }) },
      (step: never) => rendered([{ ...parameters()[0], jitter: [step] }] as never),
    ),
    operator("render_crops", {
      images: tensors([[3, 8, 8]], { ...REFUSED, empty: A }),
      parameters: tensorOf(
        () => dino.tensor([[0, 1, 2, 3, 4, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 256]], { dtype: "float64" }),
        REFUSED,
      ),
      height: integer(4, BIGINT),
      width: integer(4, BIGINT),
    }),
  ];
}
