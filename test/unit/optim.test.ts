/** Optimisers as objects: groups, options and state dicts that do not fit. The numbers: optim-pytorch.test.ts. */
import { memory, ones, optim, type PickleValue, scope, type Tensor, tensor, zeros } from "../../lib";
import { settled } from "../support/settled";

const leaf = (...values: number[]): Tensor => tensor(values).requiresGrad_() as Tensor;
const withGrad = (value: number, grad: number): Tensor => {
  const x = leaf(value);
  x.grad = tensor([grad]);
  return x;
};
const refusal = (text: string, code = "INVALID_ARGUMENT") =>
  expect.objectContaining({ code, message: expect.stringContaining(text) });

describe("groups", () => {
  test("are read and set each by itself, and keep what they were given", async () => {
    const [a, b] = [withGrad(1, 1), withGrad(1, 1)];
    const sgd = new optim.SGD([{ parameters: [a] }, { parameters: [b], lr: 0.5 }], { lr: 0.25 });
    expect(sgd.groups.map(({ lr }) => lr)).toEqual([0.25, 0.5]);
    await sgd.step();
    sgd.groups[1]!.lr = 0;
    sgd.groups[0]!.maximize = true;
    await sgd.step();
    expect([a, b].map((x) => x.detach().get(0).item())).toEqual([1, 0.5]);
    expect(() => {
      sgd.groups[0]!.lr = -1;
    }).toThrow(refusal("lr: expected 0 or more, got -1"));
    expect(() => {
      sgd.groups[0]!.nesterov = true;
    }).toThrow(refusal("nesterov: expected a momentum and no dampening"));
    expect(sgd.groups[0]).toMatchObject({ lr: 0.25, nesterov: false, momentum: 0 });
  });

  test("have one learning rate that is read and set for all", () => {
    const sgd = new optim.SGD([{ parameters: [leaf(1)] }, { parameters: [leaf(1)], lr: 0.5 }], { lr: 0.25 });
    expect(sgd.lr).toBe(0.25);
    sgd.lr = 0.125;
    expect([sgd.lr, ...sgd.groups.map(({ lr }) => lr)]).toEqual([0.125, 0.125, 0.125]);
    sgd.dispose();
    expect(() => sgd.lr).toThrow(expect.objectContaining({ code: "DISPOSED" }));
  });

  test("can be added, while a step is at work", async () => {
    const [a, b] = [withGrad(1, 1), withGrad(1, 1)];
    const sgd = new optim.SGD([a], { lr: 1 });
    const first = sgd.step();
    sgd.addParameterGroup({ parameters: [["b", b]], lr: 0.5 });
    await first;
    expect([a, b].map((x) => x.detach().get(0).item())).toEqual([0, 1]);
    await sgd.step();
    expect([a, b].map((x) => x.detach().get(0).item())).toEqual([-1, 0.5]);
    expect(sgd.groups.map(({ names }) => names)).toEqual([undefined, ["b"]]);
    expect(() => sgd.addParameterGroup({ parameters: [a] })).toThrow(
      refusal("group 2: parameter 0 is given twice"),
    );
    expect(() => sgd.addParameterGroup({ parameters: [a.mul(2)] })).toThrow(
      refusal("group 2: parameter 0: expected a leaf"),
    );
    expect(sgd.groups).toHaveLength(2);
  });

  test("refuse what they cannot train, and leave no object behind", () => {
    const objects = memory().objects;
    expect(() => new optim.Adam([])).not.toThrow();
    expect(() => new optim.Adam([leaf(1), [1] as never])).toThrow(refusal("parameter 1"));
    expect(() => new optim.Adam([["w", leaf(1)], leaf(2)] as never)).toThrow(
      refusal("names for all parameters or for none"),
    );
    expect(() => new optim.LARS([leaf(1)])).toThrow(refusal("'lr': expected a number, got undefined"));
    expect(() => new optim.LARS([leaf(1)], { lr: 1, nesterov: true } as never)).toThrow(
      refusal("no option 'nesterov'"),
    );
    expect(memory().objects).toBeLessThanOrEqual(objects + 1);
  });
});

test("zeroGrad takes gradients away, or writes zeros into them", async () => {
  const x = withGrad(1, 3);
  const gradient = x.grad!;
  const adam = new optim.AdamW([x]);
  await adam.zeroGrad({ setToNone: false });
  expect(gradient.toArray()).toEqual([0]);
  expect(x.grad!.toArray()).toEqual([0]);
  await adam.zeroGrad();
  expect(x.grad).toBeNull();
  const y = leaf(2);
  await y.pow(3).sum().backward({ createGraph: true });
  await new optim.SGD([y]).zeroGrad({ setToNone: false });
  expect(y.grad!.requiresGrad).toBe(false);
});

test("backward notices that a step wrote what it needs", async () => {
  for (const kind of ["AdamW", "Adam", "SGD", "LARS"] as const) {
    const x = withGrad(2, 1);
    const loss = x.square().sum();
    await new optim[kind]([x], { lr: 0.1 }).step();
    await expect(loss.backward()).rejects.toThrow("modified by an inplace operation");
  }
});

describe("a state dict", () => {
  async function trained(): Promise<{ adam: optim.AdamW; x: Tensor; state: optim.OptimizerStateDict }> {
    const x = withGrad(1, 1);
    const adam = new optim.AdamW([["w", x]], { lr: 0.1 });
    await adam.step();
    return { adam, x, state: await adam.stateDict() };
  }

  test("has PyTorch's layout", async () => {
    const { state } = await trained();
    const { step, exp_avg: mean, exp_avg_sq: square } = state.state.get(0)!;
    expect([step, mean, square].map((each) => [each!.shape, each!.dtype])).toEqual([
      [[], "float32"],
      [[1], "float32"],
      [[1], "float32"],
    ]);
    expect(state.param_groups).toEqual([
      {
        param_names: ["w"],
        lr: 0.1,
        betas: [0.9, 0.999],
        eps: 1e-8,
        weight_decay: 0.01,
        amsgrad: false,
        maximize: false,
        foreach: null,
        capturable: false,
        differentiable: false,
        fused: null,
        decoupled_weight_decay: true,
        params: [0],
      },
    ]);
  });

  test("is a copy, both ways", async () => {
    const { adam, state } = await trained();
    const mean = state.state.get(0)!.exp_avg!;
    const before = mean.toArray();
    await adam.step();
    expect(mean.toArray()).toEqual(before);
    await adam.loadStateDict(state);
    mean.fill_(7);
    expect((await adam.stateDict()).state.get(0)!.exp_avg!.toArray()).toEqual(before);
  });

  test("is of the moment of its call among steps that nobody awaits", async () => {
    const { adam, state } = await trained();
    const pending = [
      adam.step(),
      adam.stateDict(),
      adam.step(),
      adam.loadStateDict(state),
      adam.stateDict(),
    ] as const;
    const [, second, , , first] = await Promise.all(pending);
    expect(second.state.get(0)!.step!.item()).toBe(2);
    expect(first.state.get(0)!.step!.item()).toBe(1);
  });

  test("brings options back, into groups that were asked for before too, and keeps what it does not know", async () => {
    const { adam, state } = await trained();
    const { groups } = adam;
    const [group] = state.param_groups;
    await adam.loadStateDict({
      ...state,
      param_groups: [{ ...group, lr: 0.7, initial_lr: 0.9, fused: true }],
    });
    expect(groups[0]!.lr).toBe(0.7);
    groups[0]!.lr = 0.6;
    expect((await adam.stateDict()).param_groups[0]).toMatchObject({ lr: 0.6, initial_lr: 0.9, fused: true });
  });

  test("leaves nothing behind in a scope", async () => {
    const { adam } = await trained();
    const before = await settled();
    await scope(async () => adam.loadStateDict(await adam.stateDict()));
    expect(memory().tensors).toBe(before.tensors);
  });

  test("that does not fit is refused by name, and nothing changes", async () => {
    const { adam, state } = await trained();
    const [group] = state.param_groups;
    const entry = state.state.get(0)!;
    const cases: [string, PickleValue, ReturnType<typeof refusal>][] = [
      ["no object", 1, refusal("AdamW.loadStateDict: expected an object like { state, param_groups }")],
      [
        "other groups",
        { ...state, param_groups: [group, group] },
        refusal("param_groups: expected an array of 1 groups"),
      ],
      [
        "another size",
        { ...state, param_groups: [{ ...group, params: [0, 1] }] },
        refusal("param_groups[0].params: expected an array of 1"),
      ],
      [
        "another name",
        { ...state, param_groups: [{ ...group, param_names: ["v"] }] },
        refusal('param_names[0]: expected string "w", got string "v"'),
      ],
      [
        "SGD's",
        await new optim.SGD([leaf(1)], { momentum: 0.9 }).stateDict(),
        refusal("param_groups[0].betas: expected two numbers, got undefined"),
      ],
      [
        "Adam's",
        await new optim.Adam([leaf(1)]).stateDict(),
        refusal("decoupled_weight_decay: expected true"),
      ],
      [
        "a rate out of range",
        { ...state, param_groups: [{ ...group, lr: -1 }] },
        refusal("lr: expected 0 or more"),
      ],
      [
        "a shape",
        { ...state, state: new Map([[0, { ...entry, exp_avg: zeros([2]) }]]) },
        refusal("state of parameter 0: exp_avg: expected shape [1], got [2]", "INVALID_SHAPE"),
      ],
      [
        "a dtype",
        { ...state, state: new Map([[0, { ...entry, exp_avg: zeros([1], { dtype: "complex64" }) }]]) },
        refusal("exp_avg: expected float32, got complex64", "INVALID_DTYPE"),
      ],
      [
        "a missing entry",
        { ...state, state: new Map([[0, { step: entry.step }]]) },
        refusal("there is no 'exp_avg'"),
      ],
      [
        "a foreign entry",
        { ...state, state: new Map([[0, { ...entry, mu: ones([1]) }]]) },
        refusal("AdamW keeps no 'mu'"),
      ],
      [
        "amsgrad without its entry",
        { ...state, param_groups: [{ ...group, amsgrad: true }] },
        refusal("there is no 'max_exp_avg_sq'"),
      ],
      [
        "another parameter",
        { ...state, state: new Map([[5, entry]]) },
        refusal("expected numbers of the groups' parameters as keys, got number 5"),
      ],
    ];
    for (const [, given, expected] of cases)
      await expect(adam.loadStateDict(given)).rejects.toEqual(expected);
    const after = await adam.stateDict();
    expect(after.param_groups).toEqual(state.param_groups);
    for (const [name, saved] of Object.entries(entry))
      expect(after.state.get(0)![name]!.equal(saved)).toBe(true);
  });
});
