/** Valid calls of the wrapper, and of its configuration. */
import type { DINOConfInput, DINOWrapper, optim, ScriptModule, Tensor } from "../../lib";
import {
  type Argument,
  argument,
  bool,
  type Call,
  f,
  nullable,
  number,
  optional,
  options,
  tensorOf,
  tensors,
  text,
} from "./arguments";
import { A, call, type Own, object, other, REFUSED } from "./call";
import type { World } from "./calls";
import { dino } from "./package";
import { configuration } from "./wrapper-conf";

const methodsOf =
  (world: World) =>
  (name: string, args: Readonly<Record<string, Argument>>, run: (...values: never[]) => unknown): Call => {
    const wrapper = object(
      () => world.wrapper,
      () => world.disposed.wrapper,
    );
    return call("wrapper", `DINOWrapper.${name}`, { wrapper, ...args }, run);
  };

export function wrappers(world: World): Call[] {
  const images = (): Argument => ({
    ...f([2, 1, 16, 16], REFUSED),
    own: {
      "2^40 images": [() => dino.ones([1, 1, 16, 16]).expand([2 ** 40, 1, 16, 16]), "OUT_OF_MEMORY"],
      "no images": [() => dino.ones([0, 1, 16, 16]), A],
      "other channels": [() => dino.ones([2, 3, 16, 16]), A],
    },
  });
  const method = methodsOf(world);
  return [
    call(
      "wrapper",
      "DINOConf",
      { input: optional(configuration()) },
      (input: DINOConfInput) => new dino.DINOConf(input),
    ),
    call("wrapper", "DINOConf.merge", { input: configuration() }, (input: DINOConfInput) =>
      new dino.DINOConf().merge(input),
    ),
    call(
      "wrapper",
      "DINOWrapper.create",
      {
        module: other(() => world.backbone, {
          disposed: [() => world.disposed.module, "DISPOSED"],
          missing: [() => undefined, A],
          null: [() => null, A],
          "a tensor": [() => dino.ones([1]), A],
          "a head": [() => world.head, A],
        }),
        DINOConf: optional(configuration()),
      },
      async (module: ScriptModule, ...rest: never[]) =>
        (await dino.DINOWrapper.create(module, ...rest)).dispose(),
    ),
    method(
      "forward",
      {
        images: images(),
        options: optional(
          options({
            epoch: nullable(number(1)),
            ids: optional(
              other(() => BigInt64Array.of(1n, 2n), {
                "an array": [() => [1, 2], A],
                "too few": [() => BigInt64Array.of(1n), A],
                "a tensor of another dtype": [() => dino.ones([2]), A],
                "a tensor of another shape": [() => dino.zeros([3], { dtype: "int64" }), A],
                "a disposed tensor": [
                  () => {
                    const ids = dino.zeros([2], { dtype: "int64" });
                    ids.dispose();
                    return ids;
                  },
                  "DISPOSED",
                ],
              }),
            ),
          }),
        ),
      },
      (w: DINOWrapper, x: Tensor, ...rest: never[]) => w.forward(x, ...rest),
    ),
    method(
      "forwardCrops",
      {
        input: options({
          globalCrops: tensors(
            [
              [2, 1, 16, 16],
              [2, 1, 16, 16],
            ],
            { ...REFUSED, empty: A },
          ),
          localCrops: nullable(tensors([[2, 1, 8, 8]], { ...REFUSED, empty: "valid" })),
          images: images(),
          epoch: nullable(number(1)),
        }),
      },
      (w: DINOWrapper, input: Parameters<DINOWrapper["forwardCrops"]>[0]) => w.forwardCrops(input),
    ),
    method(
      "embed",
      { images: images(), options: optional(options({ network: nullable(text("student")) })) },
      (w: DINOWrapper, x: Tensor, ...rest: never[]) => w.embed(x, ...rest),
    ),
    method(
      "emaUpdate",
      { iteration: nullable(number(1, { negative: "valid", Infinity: "valid" })) },
      (w: DINOWrapper, ...rest: never[]) => w.emaUpdate(...rest),
    ),
    ...(["namedParameters", "parameters", "parameterGroups"] as const).map((name) =>
      method(name, {}, (w: DINOWrapper) => w[name]()),
    ),
    method("center", {}, (w: DINOWrapper) => w.center),
  ];
}

/** Of what it takes beside images: options of its forwards, states, files. */
export function wrapperParts(world: World): Call[] {
  const method = methodsOf(world);
  const pass = {
    iteration: nullable(number(1, { negative: "valid", Infinity: "valid" })),
    signals: nullable(bool(true)),
    signal: optional(
      other(() => new AbortController().signal, {
        null: [() => null, A],
        "an object": [() => ({}), A],
        "a number": [() => 5, A],
        "an aborted one": [() => AbortSignal.abort(new Error("enough")), "CANCELLED"],
      }),
    ),
  };
  const list = (): Argument =>
    tensors(
      [
        [1, 16, 16],
        [1, 16, 16],
      ],
      { ...REFUSED, empty: A },
    );
  const counter = (): Argument =>
    tensorOf(() => dino.tensor(1n), {
      dtype: A,
      "a complex dtype": A,
      // Reported, as names are that do not fit.
      shape: "valid",
      "no dimensions": undefined,
      missing: "valid",
    });
  const file: Own = {
    missing: [() => undefined, A],
    null: [() => null, A],
    "a number": [() => 5, A],
    "no such file": [() => world.path("nonesuch.pt"), "INVALID_DATA"],
    "a directory": [() => world.path(""), "INVALID_DATA"],
    "a module's file": [() => world.path("module.pt"), "INVALID_DATA"],
    "a file that is cut short": [() => world.path("short.pt"), "INVALID_DATA"],
    "a path with a zero byte": [() => "x\0y", "INVALID_DATA"],
  };
  const target = (name: string): Argument =>
    other(() => world.path(name), {
      missing: [() => undefined, A],
      null: [() => null, A],
      "a number": [() => 5, A],
      "no ending": [() => world.path("nonesuch"), A],
      "no such folder": [() => world.path(`nonesuch/${name}`), ["INVALID_DATA", "TORCH_ERROR"]],
      "a path with a zero byte": [() => `x\0y${name}`, ["INVALID_DATA", "TORCH_ERROR"]],
    });
  return [
    method(
      "forward with options",
      { images: list(), options: optional(options(pass)) },
      (w: DINOWrapper, x: Tensor[], ...rest: never[]) => w.forward(x, ...rest),
    ),
    method(
      "forwardCrops with options",
      {
        input: options({
          globalCrops: tensors(
            [
              [2, 1, 16, 16],
              [2, 1, 16, 16],
            ],
            { ...REFUSED, empty: A },
          ),
          images: list(),
          ...pass,
        }),
      },
      (w: DINOWrapper, input: Parameters<DINOWrapper["forwardCrops"]>[0]) => w.forwardCrops(input),
    ),
    method(
      "embed of a list",
      {
        images: list(),
        options: optional(
          options({
            network: nullable(text("teacher")),
            size: argument("list", () => [8, 12], {
              outcomes: {
                missing: "valid",
                null: "valid",
                "a number": undefined,
                NaN: A,
                Infinity: A,
                "a fraction": A,
                negative: A,
                huge: A,
                "2^53": A,
                empty: A,
                "a detached array": A,
              },
            }),
          }),
        ),
      },
      (w: DINOWrapper, x: Tensor[], ...rest: never[]) => w.embed(x, ...rest),
    ),
    method(
      "optimizerStep",
      {
        AdamW: object(
          () => world.optimizer,
          () => world.disposed.optimizer,
        ),
        options: optional(
          options({
            maxNorm: optional(number(1, { Infinity: "valid" })),
            per: optional(text("module")),
            iteration: optional(number(1, { negative: "valid", Infinity: "valid" })),
          }),
        ),
      },
      (w: DINOWrapper, o: optim.AdamW, ...rest: never[]) => w.optimizerStep(o, ...rest),
    ),
    method("stateDict", {}, (w: DINOWrapper) => Object.keys(w.stateDict())),
    method(
      "loadStateDict",
      {
        state: options({
          center: f([1, 3], {
            dtype: "valid",
            "a complex dtype": A,
            shape: "valid",
            "no dimensions": "valid",
            missing: "valid",
          }),
          step: counter(),
          imagesSeen: counter(),
        }),
        options: options({ strict: bool(false) }),
      },
      (w: DINOWrapper, ...rest: [Record<string, Tensor>, { strict: boolean }]) => w.loadStateDict(...rest),
    ),
    method("save", { path: target("wrapper.pt") }, (w: DINOWrapper, path: string) => w.save(path)),
    method(
      "load",
      { path: other(() => world.path("saved.pt"), file) },
      async (w: DINOWrapper, path: string) => {
        await w.save(world.path("saved.pt"));
        await w.load(path);
      },
    ),
    method(
      "exportBackbone",
      { path: target("backbone.pth"), options: optional(options({ network: nullable(text("student")) })) },
      (w: DINOWrapper, path: string, ...rest: never[]) => w.exportBackbone(path, ...rest),
    ),
  ];
}
