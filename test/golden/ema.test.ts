import { EMA, type Tensor, tensor } from "../../lib";
import { loadCase, numbers } from "./golden";

test.each(["ema_dino", "ema_dinov2"])("%s: the average after every step", async (name) => {
  const { params, tensors, expectClose } = await loadCase(name);
  const parameters = (params.keys as string[]).filter((key) => !/running|batches/.test(key));
  const ema = new EMA(Object.fromEntries(parameters.map((key) => [key, tensors[`init.${key}`]!])));
  for (const [t, momentum] of numbers(tensors.decay!).entries()) {
    const online = Object.fromEntries(parameters.map((key) => [key, tensors[`student.${key}`]!.get(t)]));
    await ema.update({ momentum, online });
    const state = ema.stateDict();
    for (const key of parameters) expectClose(state[key]!, `ema.${key}`, tensors[`ema.${key}`]!.get(t));
  }
});

test("a half-precision average does not stall: its state is float32", async () => {
  const online: Record<string, Tensor> = { w: tensor([1], { dtype: "float16" }) };
  const ema = new EMA(online, { momentum: 0.999 });
  expect(ema.stateDict().w!.dtype).toBe("float32");
  online.w = tensor([1.05], { dtype: "float16" });
  for (let i = 0; i < 1000; ++i) await ema.update({ online });
  expect(ema.stateDict().w!.item()).toBeCloseTo(1.0316, 3);
});

test("names and shapes must match", async () => {
  const ema = new EMA({ w: tensor([1, 2]) });
  await expect(ema.update({ online: { v: tensor([1, 2]) } })).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
  const unknown = { w: tensor([1, 2]), toString: tensor([1, 2]) } as never;
  await expect(ema.update({ online: unknown })).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
  await expect(ema.update({ online: { w: tensor([1]) } })).rejects.toMatchObject({ code: "INVALID_SHAPE" });
  await expect(ema.update({ momentum: 1.5 })).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
});
