/** Valid calls of this package's own functions. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DINOHead, DINOWrapper, EMA, IdxDataset, jit, optim, ScriptModule, Tensor } from "../../lib";
import type { Call } from "./arguments";
import { backbones } from "./backbone-calls";
import { X } from "./call";
import { configurations } from "./conf-calls";
import { crops } from "./crops-calls";
import { dataSources } from "./data-calls";
import { parts } from "./dino-calls";
import { evaluations } from "./evaluate-calls";
import { files } from "./file-calls";
import { inspections } from "./inspect-calls";
import { losses } from "./loss-calls";
import { definition, moduleParts, modules, optimisers } from "./module-calls";
import { operators } from "./operator-calls";
import { dino } from "./package";
import { factories, methods } from "./tensor-calls";
import { trainers } from "./train-calls";
import { wrapperParts, wrappers } from "./wrapper-calls";
import { CONF } from "./wrapper-conf";

/** All calls of the package's own functions; `directory` takes their files. */
export async function ownCalls(directory: string): Promise<Call[]> {
  const world = await createWorld(directory);
  return [
    ...factories(),
    ...methods(),
    ...modules(world),
    ...moduleParts(world),
    ...optimisers(world),
    ...parts(world),
    ...files(world),
    ...backbones(world),
    ...operators(),
    ...losses(),
    ...crops(),
    ...wrappers(world),
    ...wrapperParts(world),
    ...configurations(world),
    ...(await inspections(world)),
    ...(await dataSources(world)),
    ...(await evaluations(world)),
    ...(await trainers(world)),
  ];
}

/** What the calls are made on: one of each kind of object, and one that is disposed. */
export interface World {
  readonly path: (name: string) => string;
  readonly bytes: Uint8Array;
  readonly module: ScriptModule;
  readonly backbone: ScriptModule;
  /** In evaluation mode; its submodule `inner` is like `module`. */
  readonly nested: ScriptModule;
  readonly taps: jit.ModuleTaps;
  readonly optimizer: optim.AdamW;
  readonly head: DINOHead;
  readonly ema: EMA;
  readonly dataset: IdxDataset;
  readonly wrapper: DINOWrapper;
  readonly disposed: {
    readonly module: ScriptModule;
    readonly taps: jit.ModuleTaps;
    readonly optimizer: optim.AdamW;
    readonly head: DINOHead;
    readonly ema: EMA;
    readonly wrapper: DINOWrapper;
  };
}

const HEAD = { inDim: 3, prototypes: 4, hiddenDim: 8, bottleneckDim: 4, layers: 2 };

const BACKBONE = {
  name: "Backbone",
  source: "def forward(self, x: Tensor) -> Tensor:\n    return torch.conv2d(x, self.weight).mean([2, 3])\n",
};

async function createWorld(directory: string): Promise<World> {
  const path = (name: string): string => join(directory, name);
  const module = await dino.jit.define(definition());
  await module.save(path("module.pt"));
  const bytes = await module.toBytes();
  writeFileSync(path("short.pt"), bytes.subarray(0, bytes.length / 2));
  writeFileSync(
    path("images.idx"),
    Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 2, ...Array(8)]),
  );
  writeFileSync(path("labels.idx"), Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 4, 0, 1, 0, 1]));
  const parameters = (): Tensor[] => [dino.rand(X, { requiresGrad: true })];
  const backbone = await dino.jit.define({ ...BACKBONE, parameters: { weight: dino.rand([3, 1, 3, 3]) } });
  const wrap = () => dino.DINOWrapper.create(backbone, { ...CONF, originalOutput: "original" });
  const nested = await dino.jit.define({
    name: "Nested",
    source: "def forward(self, x: Tensor) -> Tensor:\n    return self.inner(x)\n",
    modules: { inner: definition() },
  });
  nested.eval();
  const made = async () => ({
    taps: await nested.taps(["inner"]),
    optimizer: new dino.optim.AdamW(parameters()),
    head: new dino.DINOHead(HEAD),
    ema: new dino.EMA({ w: dino.rand(X) }),
    wrapper: await wrap(),
  });
  const disposed = { module: await module.clone(), ...(await made()) };
  for (const each of Object.values(disposed)) each.dispose();
  const dataset = await dino.IdxDataset.open(path("images.idx"), path("labels.idx"));
  return { path, bytes, module, backbone, nested, dataset, ...(await made()), disposed };
}
