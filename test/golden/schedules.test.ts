import { schedules } from "../../lib";
import { loadCase } from "./golden";

test("DINO v1's schedules, value by value", async () => {
  const { params: p, expectClose } = await loadCase("schedules_v1");
  const steps = p.epochs * p.niter;
  const lr = { base: p.scaled_base_lr, final: p.min_lr, steps, warmupSteps: p.warmup_epochs * p.niter };
  expectClose(schedules.cosine(lr).toArray(), "lr");
  expectClose(schedules.cosine({ ...lr, start: p.lr_start_warmup_value }).toArray(), "lr_start");
  expectClose(schedules.cosine({ ...lr, warmupSteps: 0 }).toArray(), "lr_nowarmup");
  expectClose(schedules.cosine({ ...lr, steps: 5, warmupSteps: 1 }).toArray(), "lr_warmup_one_iter");
  expectClose(schedules.cosine({ base: p.wd, final: p.wde, steps }).toArray(), "wd");
  expectClose(schedules.cosine({ base: p.mom, final: 1, steps }).toArray(), "momentum");
  const temperature = { warmup: p.wt, final: p.tt, epochs: p.epochs };
  expectClose(schedules.teacherTemperature({ ...temperature, warmupEpochs: p.we }).toArray(), "teacher_temp");
  expectClose(schedules.teacherTemperature(temperature).toArray(), "teacher_temp_nowarmup");
  expectClose(schedules.teacherTemperature({ ...temperature, warmupEpochs: 1 }).toArray(), "teacher_temp_warmup_1");
});

test("schedules are clamped at both ends", () => {
  const momentum = schedules.cosine({ base: 0.99, final: 1, steps: 10 });
  expect(momentum.at(-5)).toBe(0.99);
  expect(momentum.at(10_000)).toBe(momentum.at(9));
  expect(momentum.at(2.7)).toBe(momentum.at(2));
  const longer = schedules.teacherTemperature({ warmup: 0.04, final: 0.07, epochs: 3, warmupEpochs: 10 });
  expect(longer.at(99)).toBe(longer.at(2));
  expect(schedules.cosine({ base: 2, final: 1, steps: 0 }).at(5)).toBe(2);
});

test.each([
  [() => schedules.cosine({ base: Number.NaN, final: 1, steps: 1 }), /base/],
  [() => schedules.cosine({ base: 1, final: 1, steps: -1 }), /steps/],
  [() => schedules.cosine({ base: 1, final: 1, steps: 1 }).at(Number.NaN), /index/],
])("mistakes are named", (call, message) => {
  expect(call).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringMatching(message) }));
});
