/** Optimisers and their state dicts beside PyTorch's: fixtures/make-optimizers.py says how the numbers came about. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  aten,
  type DType,
  fromTypedArray,
  noGrad,
  optim,
  type PickleValue,
  readPickle,
  type Tensor,
  writePickle,
} from "../../lib";
import { runPython, testWithPython } from "../python/python";

type Options = Readonly<Record<string, number | boolean | readonly [number, number]>>;
interface Case {
  readonly kind: "AdamW" | "Adam" | "SGD" | "LARS";
  readonly options: Options;
  readonly second: Options;
  /** [steps][groups] of learning rate and weight decay. */
  readonly rates: readonly (readonly (readonly [number, number])[])[];
  /** All parameters after each step, [steps, elements] in float64. */
  readonly rows: Tensor<"float64">;
  readonly state: PickleValue;
  readonly final: PickleValue;
}
interface Fixture {
  readonly initial: readonly (readonly Tensor[])[];
  readonly gradients: Tensor<"float64">;
  readonly present: readonly (readonly (readonly boolean[])[])[];
  readonly checkpoint: number;
  readonly cases: Readonly<Record<string, Case>>;
}

const NAMES = [
  "AdamW",
  "AdamW, amsgrad, maximize",
  "Adam",
  "Adam, amsgrad",
  "SGD",
  "SGD, momentum",
  "SGD, dampening",
  "SGD, nesterov",
  "LARS",
] as const;

let fixture: Fixture;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "optimisers-"));
  fixture = (await readPickle(join(__dirname, "../fixtures/optimizers.pt"))).value as unknown as Fixture;
});
afterAll(() => rmSync(folder, { recursive: true }));

const real = (x: Tensor): Tensor => (x.dtype.startsWith("complex") ? aten.view_as_real(x) : x);

/** The tensors of a row of the fixture, by group and parameter. */
function unpack(row: Tensor): Tensor[][] {
  let at = 0;
  return fixture.initial.map((group) =>
    group.map((like) => {
      const { shape, size } = real(like);
      // A view of the fixture would be a gradient, which pending jobs write.
      const part = row
        .narrow(0, at, size)
        .reshape(shape)
        .clone()
        .to(real(like).dtype as DType);
      at += size;
      return like.dtype === "complex64" ? aten.view_as_complex(part) : part;
    }),
  );
}

const RTOL: Partial<Record<DType, number>> = { float64: 1e-12, bfloat16: 0 };

function expectClose(actual: Tensor, expected: Tensor): void {
  const rtol = RTOL[actual.dtype] ?? 2e-6;
  expect(actual.dtype).toBe(expected.dtype);
  const [a, b] = [actual, expected].map((x) => real(x.detach()).to("float64"));
  if (!a!.allclose(b!, { rtol, atol: rtol / 10 }))
    throw new Error(`expected ${b}, got ${a} (${actual.dtype})`);
}

class Run {
  readonly parameters: Tensor[][];
  readonly optimizer: optim.AdamW | optim.Adam | optim.SGD | optim.LARS;

  constructor(
    readonly given: Case,
    initial: readonly (readonly Tensor[])[] = fixture.initial,
  ) {
    this.parameters = initial.map((group) => group.map((x) => x.clone().requiresGrad_()));
    const groups = [
      { parameters: this.parameters[0]! },
      { parameters: this.parameters[1]!, ...camelCase(given.second) },
    ];
    this.optimizer = new optim[given.kind](groups, { lr: 0, ...camelCase(given.options) });
  }

  /** The step of this number; its gradients and rates are the fixture's. */
  async step(step: number): Promise<void> {
    this.optimizer.groups.forEach((group, g) => {
      [group.lr, group.weightDecay] = this.given.rates[step]![g]!;
    });
    const gradients = unpack(fixture.gradients.get(step));
    this.parameters.forEach((group, g) => {
      group.forEach((x, i) => {
        x.grad = fixture.present[step]![g]![i] ? gradients[g]![i]! : null;
      });
    });
    await this.optimizer.step();
  }

  expectRow(step: number): void {
    const expected = unpack(this.given.rows.get(step));
    this.parameters.forEach((group, g) => {
      group.forEach((x, i) => {
        expectClose(x, expected[g]![i]!);
      });
    });
  }
}

/** PyTorch's options by their names here. */
function camelCase(options: Options): Record<string, number | boolean> {
  const { betas, weight_decay: weightDecay, ...rest } = options;
  const [beta1, beta2] = (betas as readonly [number, number] | undefined) ?? [];
  const named = { ...rest, weightDecay, beta1, beta2 };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) as Record<
    string,
    number
  >;
}

/** Compares two state dicts: keys and options exactly, tensors as parameters are. */
function expectSameState(actual: PickleValue, expected: PickleValue): void {
  type State = ReadonlyMap<number, Record<string, Tensor>>;
  type Dict = { state: State; param_groups: unknown };
  const [a, b] = [actual as unknown as Dict, expected as unknown as Dict];
  expect(a.param_groups).toEqual(b.param_groups);
  // An empty dictionary of a file is an object.
  const others = b.state.size === undefined ? (new Map() as State) : b.state;
  expect([...a.state.keys()].sort()).toEqual([...others.keys()].sort());
  for (const [index, tensors] of a.state) {
    const theirs = others.get(index)!;
    expect(Object.keys(tensors).sort()).toEqual(Object.keys(theirs).sort());
    for (const [name, tensor] of Object.entries(tensors)) {
      expect(tensor.shape).toEqual(theirs[name]!.shape);
      expectClose(tensor, theirs[name]!);
    }
  }
}

test("the fixture holds these cases", () => {
  expect(Object.keys(fixture.cases)).toEqual(NAMES);
});

describe.each(NAMES)("%s", (name) => {
  test("every step is PyTorch's, rates changing at each", async () => {
    const run = new Run(fixture.cases[name]!);
    for (let step = 0; step < fixture.present.length; ++step) {
      await run.step(step);
      run.expectRow(step);
    }
    if (name !== "LARS") expectSameState(await run.optimizer.stateDict(), run.given.final);
  });

  test("steps that nobody awaits run with the options of their calls", async () => {
    const run = new Run(fixture.cases[name]!);
    await run.step(0);
    const { groups } = run.optimizer;
    groups[0]!.lr = 1;
    const pending = run.optimizer.step();
    groups[0]!.lr = 0;
    const before = run.parameters[0]![0]!.clone.bind(run.parameters[0]![0]!);
    await pending;
    const moved = before();
    await run.optimizer.step();
    expect(run.parameters[0]![0]!.equal(moved)).toBe(true);
    expect(
      moved
        .detach()
        .sub(unpack(run.given.rows.get(0))[0]![0]!)
        .abs()
        .amax()
        .item(),
    ).toBeGreaterThan(1e-3);
  });
});

const SAVED = NAMES.filter((name) => name !== "LARS");

describe.each(SAVED)("%s: a state dict", (name) => {
  test("of PyTorch goes on here as it would there", async () => {
    const given = fixture.cases[name]!;
    const { checkpoint } = fixture;
    const run = new Run(given, unpack(given.rows.get(checkpoint - 1)));
    await run.optimizer.loadStateDict(given.state);
    expectSameState(await run.optimizer.stateDict(), given.state);
    for (let step = checkpoint; step < fixture.present.length; ++step) await run.step(step);
    run.expectRow(fixture.present.length - 1);
  });

  test("comes back from a file bit for bit", async () => {
    const run = new Run(fixture.cases[name]!);
    for (let step = 0; step < 3; ++step) await run.step(step);
    const written = await run.optimizer.stateDict();
    const file = join(folder, "state.pt");
    await writePickle(file, written);
    const { value } = await readPickle(file);
    const again = new Run(
      run.given,
      run.parameters.map((group) => group.map((x) => x.detach())),
    );
    await again.optimizer.loadStateDict(value);
    await run.step(3);
    await again.step(3);
    const [one, other] = [run, again].map(({ parameters }) => parameters.flat());
    one!.forEach((x, i) => {
      expect(noGrad(() => x.equal(other![i]!))).toBe(true);
    });
  });
});

testWithPython(
  "PyTorch goes on with our state dicts as we do, and reads them bit for bit",
  async (python) => {
    const files: Record<string, string> = {};
    const finals: Record<string, Tensor[]> = {};
    for (const [i, name] of SAVED.entries()) {
      const given = fixture.cases[name]!;
      const run = new Run(given);
      for (let step = 0; step < fixture.checkpoint; ++step) await run.step(step);
      files[name] = join(folder, `${i}.pt`);
      const parameters = run.parameters.map((group) => group.map((x) => x.detach().clone()));
      const state = await run.optimizer.stateDict();
      const bytes = new Map<number, Record<string, number[]>>();
      for (const [index, tensors] of state.state)
        bytes.set(
          index,
          Object.fromEntries(Object.entries(tensors).map(([key, x]) => [key, [...bytesOf(x)]])),
        );
      await writePickle(files[name], { state, parameters, bytes });
      for (let step = fixture.checkpoint; step < fixture.present.length; ++step) await run.step(step);
      finals[name] = run.parameters.flat();
    }
    const output = join(folder, "python.pt");
    const script = join(__dirname, "optimizers.py");
    await runPython(python, [
      script,
      join(__dirname, "../fixtures/optimizers.pt"),
      JSON.stringify(files),
      output,
    ]);
    const theirs = (await readPickle(output)).value as unknown as Record<string, Tensor[]>;
    expect(Object.keys(theirs)).toEqual(SAVED);
    for (const name of SAVED) for (const [i, x] of finals[name]!.entries()) expectClose(x, theirs[name]![i]!);
  },
);

function bytesOf(x: Tensor): Uint8Array {
  const { buffer, byteOffset, byteLength } = x.toTypedArray();
  return new Uint8Array(buffer, byteOffset, byteLength);
}

test("a state that PyTorch has kept for longer is read too", async () => {
  const parameter = fromTypedArray(Float32Array.of(1, 2), [2]).requiresGrad_();
  const adam = new optim.Adam([parameter]);
  const moments = {
    exp_avg: fromTypedArray(Float32Array.of(0.1, 0.2), [2]),
    exp_avg_sq: fromTypedArray(Float32Array.of(1, 1), [2]),
  };
  const old = { lr: 0.1, betas: [0.9, 0.99], eps: 1e-8, weight_decay: 0, amsgrad: false, params: [140] };
  await adam.loadStateDict({ state: new Map([[140, { step: 3, ...moments }]]), param_groups: [old] });
  const { state, param_groups } = await adam.stateDict();
  expect(state.get(0)!.step!.item()).toBe(3);
  expect(param_groups[0]).toMatchObject({
    lr: 0.1,
    betas: [0.9, 0.99],
    maximize: false,
    fused: null,
    params: [0],
  });
});
