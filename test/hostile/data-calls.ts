/** Valid calls of data sets of images and of loaders. */
import { mkdirSync, writeFileSync } from "node:fs";
import sharp from "sharp";
import type { Dataset, ImageList, LoadedBatch } from "../../lib";
import { type Argument, argument, bool, type Call, integer, optional, options, text } from "./arguments";
import { A, call, other } from "./call";
import type { World } from "./calls";
import { THROWN } from "./mutations";
import { dino } from "./package";

/** Options of every source of images, which are many numbers and a few words. */
function imageOptions(): Record<string, Argument> {
  return {
    channels: optional(integer(1, { "a number": undefined })),
    size: optional({
      ...options({ height: integer(3), width: integer(2) }),
      outcomes: { missing: "valid", "a number": "valid" },
    }),
    fit: optional(text("fill")),
    shortSide: optional(integer(4)),
    maxSide: optional(integer(8)),
    // No image has as many, so that these are limits like others.
    maxPixels: optional(integer(100, { huge: "valid" })),
    svg: optional(bool(true)),
    concurrency: optional(integer(2)),
  };
}

export async function dataSources(world: World): Promise<Call[]> {
  const pixels = { create: { width: 3, height: 2, channels: 3, background: "red" } } as const;
  const png = await sharp(pixels).png().toBuffer();
  const folder = world.path("pictures");
  mkdirSync(`${folder}/a`, { recursive: true });
  mkdirSync(`${folder}/b`);
  const files = ["a/1.png", "b/2.png", "b/3.png"].map((name) => `${folder}/${name}`);
  for (const file of files) writeFileSync(file, png);
  writeFileSync(world.path("pictures.txt"), files.join("\n"));
  const list = await dino.ImageFiles.open(files);
  const raw = { data: new Uint8Array(18), width: 3, height: 2, channels: 3 };

  const names = (given: readonly string[]): Argument =>
    argument("list", () => [...given], {
      outcomes: {
        NaN: A,
        "an array": [A, "valid", "INVALID_DATA"],
        longer: A,
        missing: "valid",
        "a wrong entry": [A, "valid"],
      },
    });
  const place = (own: Argument["own"]): Argument["own"] => ({
    missing: [() => undefined, A],
    null: [() => null, A],
    "a number": [() => 5, A],
    "an object": [() => ({}), A],
    "no such file": [() => world.path("nonesuch"), "INVALID_DATA"],
    ...own,
  });
  const loader = (name: string, dataset: () => unknown): Call =>
    call(
      "wrapper",
      name,
      {
        dataset: other(dataset, {
          missing: [() => undefined, A],
          null: [() => null, A],
          "an array": [() => [1], A],
        }),
        loading: optional(
          options({
            batchSize: optional(integer(2, { huge: "valid" })),
            seed: optional(integer(1, { huge: "valid" })),
            prefetch: optional(integer(1)),
          }),
        ),
        options: optional(
          options({
            epoch: optional(integer(1, { huge: "valid" })),
            // A stream has no number of batches at which its end was known.
            from: optional(integer(0, { huge: "valid", "2^53": A })),
            signal: optional(
              other(() => new AbortController().signal, {
                null: [() => null, A],
                "an object": [() => ({ aborted: false }), A],
                aborted: [() => AbortSignal.abort(THROWN), "thrown"],
              }),
            ),
          }),
        ),
      },
      async (given: Dataset, loading: object, ...rest: never[]) => {
        for await (const _ of new dino.DataLoader(given, loading).batches(...rest)) break;
      },
    );

  return [
    call(
      "wrapper",
      "ImageFolder.open",
      {
        directory: other(
          () => folder,
          place({
            "an empty folder": [
              () => {
                mkdirSync(world.path("empty"), { recursive: true });
                return world.path("empty");
              },
              "INVALID_DATA",
            ],
            "a file": [() => files[0], "INVALID_DATA"],
            "a path with a zero byte": [() => "x\0y", "INVALID_DATA"],
          }),
        ),
        options: optional(
          options({
            ...imageOptions(),
            cacheBytes: optional(integer(100, { huge: "valid" })),
            labels: { ...text("folders"), outcomes: { missing: A } },
            classes: names(["a", "b"]),
            extensions: names(["png", ".jpg"]),
          }),
        ),
      },
      async (directory: string, ...rest: never[]) => {
        await (await dino.ImageFolder.open(directory, ...rest)).batch([0]);
      },
    ),
    call(
      "wrapper",
      "ImageFiles.open",
      {
        list: other(
          () => files,
          place({
            "a text file": [() => world.path("pictures.txt"), "valid"],
            "a path that is none": [() => [...files.slice(1), "x\0y"], "valid"],
            "an empty list": [() => [], "INVALID_DATA"],
            "a wrong entry": [() => [...files.slice(1), 5], A],
            "a directory": [() => folder, "INVALID_DATA"],
          }),
        ),
        options: optional(
          options({
            ...imageOptions(),
            cacheBytes: optional(integer(100, { huge: "valid" })),
            classes: argument("list", () => ["x"], {
              outcomes: {
                NaN: A,
                "a wrong entry": [A, "valid"],
                empty: "valid",
                "an empty array": "valid",
                "an array": [A, "valid"],
                missing: "valid",
              },
            }),
            labels: argument("list", () => [0, 1, 0], {
              outcomes: {
                negative: A,
                "a fraction": A,
                "beyond 2^53": A,
                huge: A,
                longer: A,
                missing: "valid",
              },
            }),
          }),
        ),
      },
      async (given: string[], ...rest: never[]) => {
        await (await dino.ImageFiles.open(given, ...rest)).batch([0]);
      },
    ),
    call(
      "wrapper",
      "ImageList.batch",
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
        signal: optional(
          other(() => new AbortController().signal, {
            null: [() => null, A],
            "an object": [() => ({ aborted: false }), A],
          }),
        ),
      },
      (...rest: Parameters<ImageList["batch"]>) => list.batch(...rest),
    ),
    call("wrapper", "ImageList.path", { index: integer(1) }, (index: number) => list.path(index)),
    call("wrapper", "ImageList.quarantine", {}, () => [list.quarantine, list.labels, list.classes]),
    call(
      "wrapper",
      "ImageStream.of",
      {
        source: other(() => [png, raw], {
          missing: [() => undefined, A],
          null: [() => null, A],
          "a string": [() => "images", A],
          bytes: [() => png, A],
          "a function that gives nothing": [() => () => 5, A],
          "no images": [() => [], "INVALID_DATA"],
          "things that are no images": [
            () => [5, null, "x", {}, [], Symbol("x"), dino.ones([1])],
            "INVALID_DATA",
          ],
          "sizes that overflow": [() => [{ ...raw, width: 2 ** 40, height: 2 ** 40 }], "INVALID_DATA"],
          "a detached array": [
            () => {
              const data = new Uint8Array(18);
              structuredClone(data.buffer, { transfer: [data.buffer] });
              return [{ ...raw, data }, data];
            },
            "INVALID_DATA",
          ],
          "no iterator": [() => ({ [Symbol.asyncIterator]: 5 }), A],
        }),
        options: optional(
          options({ ...imageOptions(), shuffleBuffer: optional(integer(2, { huge: "valid" })) }),
        ),
      },
      async (source: never, ...rest: never[]) => {
        const stream = dino.ImageStream.of(source, ...rest);
        const batches: LoadedBatch[] = [];
        for await (const batch of new dino.DataLoader(stream, { batchSize: 1 })) batches.push(batch);
        return [stream.quarantine, batches];
      },
    ),
    loader("DataLoader.batches", () => list),
    loader("DataLoader.batches of a stream", () => dino.ImageStream.of([png, raw])),
    call(
      "wrapper",
      "DataLoader with a program's data set",
      {
        batch: other(() => list.batch([0]), {
          missing: [() => undefined, A],
          null: [() => null, A],
          "a number": [() => 5, A],
          "no labels": [async () => ({ ...(await list.batch([0])), labels: 5 }), A],
          "images that are none": [async () => ({ ...(await list.batch([0])), images: [5] }), A],
        }),
      },
      async (batch: never) => {
        for await (const _ of new dino.DataLoader({ length: 1, batch: () => batch })) break;
      },
    ),
  ];
}
