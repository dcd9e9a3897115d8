/** `DINOWrapper.optimizerStep`: the results of its separate steps, what it refuses, what it leaves alone. */
import {
  clipGradNorm,
  type DINOConfInput,
  DINOWrapper,
  jit,
  manualSeed,
  type OptimizerStepOptions,
  ones,
  optim,
  rand,
  type Tensor,
  Trainer,
  tensor,
} from "../../lib";
import { bitsOf, stepsOf, TINY, tinyImages, tinyResNet, tinyViT } from "../support/tiny-training";

const CONF = {
  ...TINY,
  originalOutput: "none",
  stepsPerEpoch: 4,
  freezeLastLayerEpochs: 0,
} as const satisfies DINOConfInput;
type Wrapper = DINOWrapper<{ originalOutput: "none" }>;
type Operators = "fused" | "composed";

const wrapped = async (conf: Partial<DINOConfInput> = {}): Promise<Wrapper> =>
  DINOWrapper.create<{ originalOutput: "none" }>(await tinyResNet(), {
    ...CONF,
    ...conf,
  } as typeof CONF);

async function backward(dino: Wrapper, scale = 1): Promise<void> {
  const { images, ids } = tinyImages().batch([0, 1, 2, 3]) as unknown as {
    images: Tensor;
    ids: Tensor<"int64">;
  };
  const [, loss] = await dino.forward(images, { ids });
  await loss.mul(scale).backward();
}

/** The bits of an optimiser's state. */
async function stateOf(optimizer: optim.Optimizer<{ lr: number }> | optim.AdamW): Promise<string> {
  const { state } = await (optimizer as optim.AdamW).stateDict();
  return JSON.stringify(
    [...state].map(([i, tensors]) => [i, Object.entries(tensors).map(([name, at]) => [name, at.toArray()])]),
  );
}

const named = (dino: Wrapper) => dino.namedParameters();
const modules = (dino: Wrapper): Record<string, [string, Tensor][]> => ({
  backbone: named(dino).filter(([name]) => !name.startsWith("head.")),
  head: named(dino).filter(([name]) => name.startsWith("head.")),
});

const KINDS = {
  AdamW: (dino: Wrapper) => new optim.AdamW(dino.parameterGroups(), { lr: 0.01 }),
  "AdamW with groups of their own rates": (dino: Wrapper) =>
    new optim.AdamW(
      named(dino).map(([, parameter], i) => ({
        parameters: [parameter],
        lr: 0.001 * i,
        weightDecay: 0.1 * (i % 2),
      })),
    ),
  "AdamW with amsgrad": (dino: Wrapper) => new optim.AdamW(dino.parameters(), { amsgrad: true }),
  "AdamW that climbs": (dino: Wrapper) => new optim.AdamW(dino.parameters(), { maximize: true }),
  "AdamW with two betas": (dino: Wrapper) => {
    const [decayed, plain] = dino.parameterGroups();
    return new optim.AdamW([decayed, { ...plain, beta1: 0.5 }]);
  },
  Adam: (dino: Wrapper) => new optim.Adam(dino.parameters()),
  "Adam with decay": (dino: Wrapper) => new optim.Adam(dino.parameters(), { weightDecay: 0.1 }),
  SGD: (dino: Wrapper) => new optim.SGD(dino.parameters(), { momentum: 0.9 }),
  LARS: (dino: Wrapper) => new optim.LARS(dino.parameters(), { lr: 0.1 }),
} as const;

describe.each(["fused", "composed"] as const)("with operators %s", (operators: Operators) => {
  test.each(Object.entries(KINDS))("%s: the bits of the separate steps", async (_, make) => {
    for (const [per, maxNorm] of [
      ["all", 0.5],
      ["module", 0.1],
      ["parameter", 0.05],
      ["all", Number.POSITIVE_INFINITY],
    ] as const) {
      const dino = await wrapped({ operators });
      const twin = await wrapped({ operators });
      const [optimizer, other] = [make(dino), make(twin)];
      for (let step = 0; step < 3; ++step) {
        for (const each of [dino, twin]) await backward(each);
        const { norm, nonFinite, seconds } = await dino.optimizerStep(optimizer as optim.AdamW, {
          maxNorm,
          per,
        });
        const expected = await clipGradNorm(named(twin), Number.POSITIVE_INFINITY);
        if (per === "module") await clipGradNorm(modules(twin), maxNorm, { per });
        else await clipGradNorm(named(twin), maxNorm, { per });
        await other.step();
        await twin.emaUpdate();
        expect(norm / Number(expected.item())).toBeCloseTo(1, 6);
        expect(nonFinite).toBeNull();
        expect(seconds).toEqual({ optimizer: expect.any(Number), ema: expect.any(Number) });
        await optimizer.zeroGrad();
        await other.zeroGrad();
      }
      expect(bitsOf(dino)).toBe(bitsOf(twin));
      expect(await stateOf(optimizer as optim.AdamW)).toBe(await stateOf(other as optim.AdamW));
      expect(dino.step).toBe(3);
      for (const each of [dino, twin, optimizer, other]) each.dispose();
    }
  });

  test("float64: the bits of the separate steps", async () => {
    const make = async () => {
      const module = await tinyResNet();
      await module.double();
      return DINOWrapper.create<{ originalOutput: "none" }>(module, { ...CONF, head: null, operators });
    };
    const [dino, twin] = [await make(), await make()];
    const [adam, other] = [new optim.AdamW(dino.parameters()), new optim.AdamW(twin.parameters())];
    for (const each of [dino, twin]) await backward(each);
    await dino.optimizerStep(adam, { maxNorm: 0.1 });
    await clipGradNorm(named(twin), 0.1);
    await other.step();
    await twin.emaUpdate();
    expect(bitsOf(dino)).toBe(bitsOf(twin));
    for (const each of [dino, twin, adam, other]) each.dispose();
  });

  test("a gradient that is not finite: nothing changes, and the result says which it was", async () => {
    const dino = await wrapped({ operators });
    const adam = new optim.AdamW(dino.parameters());
    await backward(dino);
    const [name, parameter] = named(dino)[3]!;
    for (const [bad, norm] of [
      [Number.NaN, Number.NaN],
      [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    ] as const) {
      parameter.grad!.fill_(bad);
      const before = bitsOf(dino);
      for (const per of ["all", "module", "parameter"] as const) {
        const result = await dino.optimizerStep(adam, { maxNorm: 1, per });
        expect(result.nonFinite).toEqual({ parameter: name, norm });
        expect(result.norm).toEqual(norm);
      }
      expect(bitsOf(dino)).toBe(before);
      expect(dino.step).toBe(0);
      expect(await stateOf(adam)).toBe("[]");
    }
    parameter.grad!.fill_(1);
    expect((await dino.optimizerStep(adam)).nonFinite).toBeNull();
    expect(dino.step).toBe(1);
    for (const each of [dino, adam]) each.dispose();
  });

  test("gradients that are finite, and together too large for a norm: nothing changes", async () => {
    const dino = await wrapped({ operators });
    const adam = new optim.AdamW(dino.parameters());
    await backward(dino);
    for (const [, parameter] of named(dino).slice(0, 2))
      parameter.grad!.mul_(0).view([-1]).narrow(0, 0, 1).fill_(3e38);
    const before = bitsOf(dino);
    for (const per of ["all", "module"] as const)
      expect((await dino.optimizerStep(adam, { per })).nonFinite?.parameter).toBe("all parameters together");
    expect([bitsOf(dino), dino.step, await stateOf(adam)]).toEqual([before, 0, "[]"]);
    for (const each of [dino, adam]) each.dispose();
  });

  test("a group without parameters is passed over", async () => {
    const [dino, twin] = [await wrapped({ operators }), await wrapped({ operators })];
    const adam = new optim.AdamW([{ parameters: [] }, { parameters: dino.parameters() }]);
    const other = new optim.AdamW(twin.parameters());
    for (const each of [dino, twin]) await backward(each);
    await dino.optimizerStep(adam, { maxNorm: 0.1 });
    await twin.optimizerStep(other, { maxNorm: 0.1 });
    expect(bitsOf(dino)).toBe(bitsOf(twin));
    for (const each of [dino, twin, adam, other]) each.dispose();
  });

  test("a backbone's own submodule `head` belongs to the backbone", async () => {
    const part = (name: string) => ({
      name,
      source: "def forward(self, x: Tensor) -> Tensor:\n    return x * self.weight\n",
      parameters: { weight: ones([8]) },
    });
    const module = await jit.define({
      name: "Two",
      source:
        "def forward(self, x: Tensor) -> Tensor:\n    return self.head(self.body(x.flatten(1)[:, :8]))\n",
      modules: { body: part("Body"), head: part("Own") },
    });
    const dino: Wrapper = await DINOWrapper.create(module, {
      ...CONF,
      operators,
      channels: 1,
      head: null,
      stripHead: "none",
    });
    const sgd = new optim.SGD(dino.parameters(), { lr: 1 });
    const before = dino.parameters().map((parameter) => parameter.detach().clone());
    await backward(dino, 1e4);
    await dino.optimizerStep(sgd, { maxNorm: 1, per: "module" });
    const moved = dino
      .parameters()
      .map((parameter, i) => Number(parameter.detach().sub(before[i]!).norm().item()));
    expect(Math.hypot(...moved)).toBeCloseTo(1, 4);
    for (const each of [dino, sgd]) each.dispose();
  });

  test("what the optimiser has not, and what no wrapper has", async () => {
    const dino = await wrapped({ operators });
    const twin = await wrapped({ operators });
    const outside = [rand([5], { requiresGrad: true }), rand([5], { requiresGrad: true })] as const;
    const before = outside[0].detach().clone();
    outside[1].detach().copy_(before);
    const make = (owner: Wrapper, own: Tensor) =>
      new optim.AdamW([...owner.parameters().slice(2), own], { lr: 0.01 });
    const [adam, other] = [make(dino, outside[0]), make(twin, outside[1])];
    for (const each of [dino, twin]) await backward(each);
    for (const each of outside) await each.mul(3).sum().backward();
    await dino.optimizerStep(adam, { maxNorm: 0.1, per: "module" });
    const rest = (all: [string, Tensor][]) => all.filter(([name]) => !firstTwo.has(name));
    const firstTwo = new Set(
      named(twin)
        .slice(0, 2)
        .map(([name]) => name),
    );
    const { backbone, head } = modules(twin);
    const groups = {
      backbone: rest(backbone!),
      head: head!,
      others: [["own", outside[1]]] as [string, Tensor][],
    };
    await clipGradNorm(groups, 0.1, { per: "module" });
    await other.step();
    await twin.emaUpdate();
    expect(bitsOf(dino)).toBe(bitsOf(twin));
    expect(outside[0].toArray()).toEqual(outside[1].toArray());
    expect(outside[0].toArray()).not.toEqual(before.toArray());
    for (const each of [dino, twin, adam, other]) each.dispose();
  });

  test("without gradients the teacher moves alone", async () => {
    const dino = await wrapped({ operators });
    const adam = new optim.AdamW(dino.parameters());
    dino.student.namedParameters()[0]![1].detach().add_(1);
    const before = bitsOf(dino);
    expect(await dino.optimizerStep(adam)).toMatchObject({ norm: 0, nonFinite: null });
    expect(bitsOf(dino)).not.toBe(before);
    expect(dino.step).toBe(1);
    for (const each of [dino, adam]) each.dispose();
  });
});

test("a run has the same losses with both kinds of operators", async () => {
  for (const backbone of [tinyViT, tinyResNet])
    for (const clipPer of ["parameter", "module", "all"] as const) {
      const losses: number[][] = [];
      for (const operators of ["fused", "composed"] as const) {
        const conf = { ...TINY, operators, training: { ...TINY.training, clipGrad: 0.1, clipPer } };
        const trainer = await Trainer.create(await backbone(), tinyImages(), { conf });
        losses.push((await stepsOf(trainer)).map(({ loss }) => loss));
        trainer.dispose();
      }
      // Not the same bits: the losses round differently.
      expect(losses[0]!.length).toBeGreaterThan(3);
      for (const [i, loss] of losses[0]!.entries()) expect(loss / losses[1]![i]!).toBeCloseTo(1, 3);
    }
});

test("the teacher's momentum follows the clock, or the given step", async () => {
  const moved = async (options: OptimizerStepOptions | undefined, calls: number) => {
    const dino = await wrapped({ teacherMomentum: 0.5 });
    manualSeed(1);
    const adam = new optim.AdamW(dino.parameters());
    for (let call = 0; call < calls; ++call) {
      await backward(dino);
      await dino.optimizerStep(adam, options);
      await adam.zeroGrad();
    }
    const bits = bitsOf(dino);
    for (const each of [dino, adam]) each.dispose();
    return bits;
  };
  expect(await moved({ iteration: 0 }, 1)).toBe(await moved({}, 1));
  expect(await moved({ iteration: 0 }, 2)).not.toBe(await moved({}, 2));
  expect(await moved({ iteration: 12 }, 1)).not.toBe(await moved({}, 1));
});

test("two steps that are not awaited are made in order", async () => {
  const dino = await wrapped();
  const adam = new optim.AdamW(dino.parameters());
  await backward(dino);
  const [first, second] = [dino.optimizerStep(adam), dino.optimizerStep(adam)];
  expect(dino.step).toBe(2);
  expect(() => dino.parameters()[0]!.detach().add_(1)).toThrow(
    expect.objectContaining({ code: "TENSOR_BUSY" }),
  );
  expect((await first).norm).toBe((await second).norm);
  const step = (await adam.stateDict()).state.get(0)!.step!;
  expect(step.item()).toBe(2);
  for (const each of [dino, adam]) each.dispose();
});

test("a step that was not made does not count, whatever was called behind it", async () => {
  const dino = await wrapped();
  const adam = new optim.AdamW(dino.parameters());
  await backward(dino);
  named(dino)[0]![1].grad!.fill_(Number.NaN);
  const steps = [dino.optimizerStep(adam), adam.zeroGrad(), dino.optimizerStep(adam)] as const;
  expect((await steps[0]).nonFinite).not.toBeNull();
  expect((await steps[2]).nonFinite).toBeNull();
  expect(dino.step).toBe(1);

  await backward(dino);
  named(dino)[0]![1].grad!.fill_(Number.NaN);
  const state = { ...dino.stateDict(), step: tensor(2n) };
  const [step, load] = [dino.optimizerStep(adam), dino.loadStateDict(state)];
  expect((await step).nonFinite).not.toBeNull();
  await load;
  expect(dino.step).toBe(2);
  for (const each of [dino, adam]) each.dispose();
});

test("what does not fit is refused by name, and nothing changes", async () => {
  const dino = await wrapped();
  const adam = new optim.AdamW(dino.parameters());
  const gone = new optim.AdamW(dino.parameters());
  gone.dispose();
  const before = bitsOf(dino);
  for (const [optimizer, options, message] of [
    [dino, {}, /optimizerStep: optimizer: expected an optimiser of optim, got/],
    [null, {}, /optimizerStep: optimizer: expected an optimiser of optim, got null/],
    [adam, { maxNorm: -1 }, /optimizerStep: maxNorm: expected a number of 0 or more, got/],
    [adam, { maxNorm: Number.NaN }, /optimizerStep: maxNorm: expected a number of 0 or more, got/],
    [adam, { per: "layer" }, /optimizerStep: per: expected "all", "module" or "parameter", got/],
    [adam, { iteration: "1" }, /optimizerStep: iteration: expected a number, got/],
    [adam, { max_norm: 1 }, /optimizerStep: options: there is no option 'max_norm'/],
  ] as const)
    await expect(dino.optimizerStep(optimizer as never, options as never)).rejects.toEqual(
      expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringMatching(message) }),
    );
  await expect(dino.optimizerStep(gone)).rejects.toEqual(expect.objectContaining({ code: "DISPOSED" }));
  expect([bitsOf(dino), dino.step]).toEqual([before, 0]);
  adam.dispose();
  dino.dispose();
  await expect(dino.optimizerStep(adam)).rejects.toEqual(expect.objectContaining({ code: "DISPOSED" }));
});
