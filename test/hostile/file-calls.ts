/** Valid calls of what reads IDX files and state dicts, and of the loader. */
import { join } from "node:path";
import type { IdxDataset } from "../../lib";
import { argument, bool, type Call, integer, optional, options } from "./arguments";
import { A, call, type Own, other } from "./call";
import type { World } from "./calls";
import { dino } from "./package";

/** What stands for a path that leads nowhere, and to a file of another kind. */
export const paths = (world: World, another: string): Own => ({
  missing: [() => undefined, A],
  null: [() => null, A],
  "a number": [() => 5, A],
  "no such file": [() => world.path("nonesuch"), "INVALID_DATA"],
  "a directory": [() => world.path(""), "INVALID_DATA"],
  "another file": [() => world.path(another), "INVALID_DATA"],
  "a path with a zero byte": [() => "x\0y", "INVALID_DATA"],
});

export function files(world: World): Call[] {
  return [
    call(
      "wrapper",
      "DataLoader",
      {
        dataset: other(() => world.dataset, {
          missing: [() => undefined, A],
          null: [() => null, A],
          "an array": [() => [1], A],
          "a string": [() => "images.idx", A],
        }),
        options: optional(
          options({
            // With dropLast nothing is left.
            batchSize: integer(2),
            shuffle: optional(bool(true)),
            seed: optional(integer(1, { huge: "valid" })),
            dropLast: optional(bool(true)),
            prefetch: optional(integer(1)),
          }),
        ),
      },
      async (dataset: IdxDataset, ...rest: never[]) => {
        for await (const _ of new dino.DataLoader(dataset, ...rest)) break;
      },
    ),
    call(
      "wrapper",
      "IdxDataset.open",
      {
        images: other(() => world.path("images.idx"), paths(world, "labels.idx")),
        labels: optional(
          other(() => world.path("labels.idx"), {
            ...paths(world, "images.idx"),
            missing: [() => undefined, "valid"],
          }),
        ),
      },
      (images: string, ...rest: never[]) => dino.IdxDataset.open(images, ...rest),
    ),
    call(
      "wrapper",
      "IdxDataset.slice",
      { start: integer(1), end: optional(integer(3)) },
      (...rest: [number, number]) => world.dataset.slice(...rest),
    ),
    call(
      "wrapper",
      "IdxDataset.batch",
      {
        indices: argument("list", () => [0, 1], {
          outcomes: {
            Infinity: A,
            "a fraction": A,
            negative: A,
            huge: A,
            "2^53": A,
            empty: "valid",
            // Any list will do, and one without memory is as long as an empty one.
            "a detached array": "valid",
          },
        }),
      },
      (indices: number[]) => world.dataset.batch(indices),
    ),
    call(
      "wrapper",
      "readIdx",
      { path: other(() => world.path("images.idx"), paths(world, "module.pt")) },
      dino.readIdx,
    ),
    call(
      "wrapper",
      "readStateDict",
      { path: other(() => join(__dirname, "../golden/ema_dino.pt"), paths(world, "images.idx")) },
      dino.readStateDict,
    ),
  ];
}
