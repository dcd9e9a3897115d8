/** Valid calls of what makes backbones and loads their checkpoints. */
import { argument, bool, type Call, integer, nullable, number, optional, options, text } from "./arguments";
import { A, call, object, other } from "./call";
import type { World } from "./calls";
import { paths } from "./file-calls";
import { dino } from "./package";

export function backbones(world: World): Call[] {
  return [
    call(
      "wrapper",
      "backbones.resnet18",
      {
        options: optional(
          options({
            channels: optional(integer(1)),
            stem: optional(text("small")),
            width: optional(integer(1)),
            classes: nullable(integer(2)),
          }),
        ),
      },
      dino.backbones.resnet18,
    ),
    call(
      "wrapper",
      "backbones.resnet50",
      {
        // Left out it is a network of 25 million parameters.
        options: options(
          {
            channels: optional(integer(1)),
            stem: optional(text("small")),
            width: { ...integer(1), outcomes: { missing: undefined } },
            classes: nullable(integer(2)),
          },
          { outcomes: { missing: undefined } },
        ),
      },
      dino.backbones.resnet50,
    ),
    call(
      "wrapper",
      "backbones.resnet",
      {
        options: options({
          depths: other(() => [1, 1], {
            missing: [() => undefined, A],
            null: [() => null, A],
            "a number": [() => 2, A],
            empty: [() => [], A],
            sparse: [() => new Array(2), A],
            "an array of strings": [() => ["1"], A],
            negative: [() => [1, -1], A],
            huge: [() => [2 ** 40], A],
            "too many": [() => new Array(9).fill(1), A],
          }),
          block: optional(text("bottleneck")),
          width: optional(integer(1)),
          classes: nullable(integer(2)),
        }),
      },
      dino.backbones.resnet,
    ),
    call(
      "wrapper",
      "backbones.vit",
      {
        // Left out it is a network of 22 million parameters.
        options: options(
          {
            version: optional(text("v2")),
            size: optional(text("tiny")),
            imageSize: optional(integer(8)),
            patchSize: integer(4),
            channels: optional(integer(1)),
            width: optional(integer(8)),
            depth: optional(integer(1)),
            heads: integer(2),
            mlpRatio: optional(number(2)),
            mlp: optional(text("swiglu")),
            classes: nullable(integer(2)),
            registers: optional(integer(1)),
            layerScale: nullable(number(0.1)),
            dropPath: optional(number(0.1)),
            dropPathUniform: optional(bool(true)),
            interpolateOffset: optional(number(0.1)),
            interpolateAntialias: optional(bool(true)),
          },
          { outcomes: { missing: undefined } },
        ),
      },
      dino.backbones.vit,
    ),
    call(
      "wrapper",
      "backbones.loadCheckpoint",
      {
        module: object(
          () => world.module,
          () => world.disposed.module,
        ),
        source: other(() => world.path("module.pt"), paths(world, "images.idx")),
        options: optional(
          options({
            key: other(() => undefined, {
              null: [() => null, A],
              "a number": [() => 5, A],
              "an object": [() => ({}), A],
              "an unknown name": [() => "nonesuch", "INVALID_DATA"],
            }),
            mmap: nullable(bool(true)),
            ignore: optional(argument("list", () => ["nonesuch"], { outcomes: { empty: "valid" } })),
          }),
        ),
      },
      dino.backbones.loadCheckpoint,
    ),
  ];
}
