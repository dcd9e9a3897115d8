/** Valid calls of what a wrapper takes beside images: options of its forwards, states, files. */
import type { DINOWrapper, optim, Tensor } from "../../lib";
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

export function wrapperParts(world: World): Call[] {
  const wrapper = (): Argument =>
    object(
      () => world.wrapper,
      () => world.disposed.wrapper,
    );
  const method = (
    name: string,
    args: Readonly<Record<string, Argument>>,
    run: (...values: never[]) => unknown,
  ): Call => call("wrapper", `DINOWrapper.${name}`, { wrapper: wrapper(), ...args }, run);
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
