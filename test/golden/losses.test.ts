import { losses, schedules, type Tensor, zeros } from "../../lib";
import { loadCase } from "./golden";

describe.each(["dino_v1_loss_a", "dino_v1_loss_b", "dino_v1_loss_c"])("%s", (name) => {
  const options = (params: { student_temp: number; center_momentum: number }) => ({
    studentTemperature: params.student_temp,
    centerMomentum: params.center_momentum,
  });

  test("loss, gradient and centre at each epoch's temperature", async () => {
    const { params, tensors, expectClose } = await loadCase(name);
    const { student, teacher, center_in, epochs, loss, grad_student } = tensors as Record<string, Tensor>;
    const temperature = schedules.teacherTemperature({
      warmup: params.warmup_teacher_temp,
      final: params.teacher_temp,
      epochs: params.nepochs,
      warmupEpochs: params.warmup_teacher_temp_epochs,
    });
    expectClose(temperature.toArray(), "teacher_temp_schedule");
    for (const [i, epoch] of Array.from(epochs!.toTypedArray() as BigInt64Array, Number).entries()) {
      const logits = student!.clone();
      logits.requiresGrad = true;
      const result = await losses.dino({
        student: logits,
        teacher: teacher!,
        center: center_in!,
        teacherTemperature: temperature.at(epoch),
        ...options(params),
      });
      expectClose(result.loss, "loss", loss!.get(i));
      expectClose(result.center, "center_out");
      await result.loss.backward();
      expectClose(logits.grad!, "grad_student", grad_student!.get(i));
    }
  });

  test("float64 in, the reference's float64 out", async () => {
    const { params, tensors, expectClose } = await loadCase(name);
    const { student, teacher, center_in, teacher_temp, loss_f64 } = tensors as Record<string, Tensor>;
    for (const [i, teacherTemperature] of Array.from(teacher_temp!.to("float64").toTypedArray()).entries()) {
      const { loss } = await losses.dino({
        student: student!.to("float64"),
        teacher: teacher!.to("float64"),
        center: center_in!.to("float64"),
        teacherTemperature,
        ...options(params),
      });
      expect(loss.dtype).toBe("float64");
      expectClose(loss, "loss_f64", loss_f64!.get(i));
    }
  });

  test("three calls in a row carry the centre", async () => {
    const { params, tensors, expectClose } = await loadCase(name);
    const { chain_student, chain_teacher, chain_epochs, chain_loss, chain_center } = tensors as Record<string, Tensor>;
    const temperature = schedules.teacherTemperature({
      warmup: params.warmup_teacher_temp,
      final: params.teacher_temp,
      epochs: params.nepochs,
      warmupEpochs: params.warmup_teacher_temp_epochs,
    });
    let center: Tensor = zeros([1, params.out_dim]);
    for (let i = 0; i < 3; ++i) {
      const result = await losses.dino({
        student: chain_student!.get(i),
        teacher: chain_teacher!.get(i),
        center,
        teacherTemperature: temperature.at(Number(chain_epochs!.get(i).item())),
        ...options(params),
      });
      expectClose(result.loss, "chain_loss", chain_loss!.get(i));
      expectClose(result.center, "chain_center", chain_center!.get(i));
      center = result.center;
    }
  });
});
