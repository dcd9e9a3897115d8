import { aten, generator, manualSeed, ones, rand, randn, torchInfo, zeros } from "../../lib";
import { runPython, testWithPython } from "../python/python";

const draw = (from: ReturnType<typeof generator>) => [...aten.rand([20], { generator: from }).toTypedArray()];

test("getState and setState go back to what came before, normal numbers too", () => {
  const source = generator({ seed: 5 });
  aten.randn([3], { generator: source });
  const state = source.getState();
  expect(state.dtype).toBe("uint8");
  const [first, second] = [draw(source), draw(source)];
  expect(draw(source.setState(state))).toEqual(first);
  expect(draw(generator().setState(state))).toEqual(first);
  expect(second).not.toEqual(first);
});

test("knows its device and its seed", () => {
  const source = generator({ seed: 2n ** 64n - 1n, device: "cpu" });
  expect([source.device, source.initialSeed]).toEqual(["cpu", 2n ** 64n - 1n]);
  draw(source);
  expect(source.initialSeed).toBe(2n ** 64n - 1n);
  expect(source.manualSeed(3).initialSeed).toBe(3n);
});

test("a state of another kind is refused, and the generator goes on as before", () => {
  const source = generator({ seed: 1 });
  const [other, state] = [generator({ seed: 1 }), source.getState()];
  const refused = (call: () => unknown, code: string) =>
    expect(call).toThrow(expect.objectContaining({ code }));
  refused(() => source.setState(state.to("int64")), "INVALID_DTYPE");
  refused(() => source.setState(state.narrow(0, 1, 10)), "INVALID_SHAPE");
  refused(() => source.setState(zeros(state.shape, { dtype: "uint8" })), "TORCH_ERROR");
  expect(draw(source)).toEqual(draw(other));
});

test("a device that is not there is named", () => {
  const refused = (device: string, text: string) =>
    expect(() => generator({ device: device as "cpu" })).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringContaining(text) }),
    );
  if (torchInfo().torchConfig.includes("USE_CUDA=0"))
    refused("cuda", "one of this machine's 0 CUDA devices, got string 'cuda'");
  refused("cuda:99", "CUDA devices, got string 'cuda:99'");
  refused("tpu", "'cpu', 'cuda' or 'cuda:' and a number");
  refused("cpu:1", "'cpu', 'cuda' or 'cuda:' and a number");
});

test("manualSeed starts the default generator afresh", () => {
  manualSeed(9);
  const first = [...rand([5]).toTypedArray(), ...randn([5]).toTypedArray()];
  manualSeed(9n);
  expect([...rand([5]).toTypedArray(), ...randn([5]).toTypedArray()]).toEqual(first);
  expect(ones([1]).device).toBe("cpu");
});

testWithPython("states go to PyTorch and back", async (python) => {
  const source = generator({ seed: 11 });
  draw(source);
  const program = `
import json, sys, torch
state = torch.tensor(json.load(sys.stdin), dtype=torch.uint8)
generator = torch.Generator().set_state(state)
numbers = torch.rand(20, generator=generator).tolist()
print(json.dumps([numbers, generator.get_state().tolist()]))`;
  const input = JSON.stringify([...source.getState().toTypedArray()]);
  const [numbers, state] = JSON.parse(await runPython(python, ["-c", program], { input })) as [
    number[],
    number[],
  ];
  expect(draw(source)).toEqual(numbers);
  expect([...source.getState().toTypedArray()]).toEqual(state);
});
