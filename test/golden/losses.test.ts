import { cat, losses, ops, schedules, type Tensor, zeros } from "../../lib";
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

const STUDENT_TEMPERATURE = 0.1;

/** The weights of all pairs [teacher crop][student crop]: `each`, but 0 for a crop with itself. */
function offDiagonal(teachers: number, students: number, each: number): number[] {
  return Array.from({ length: teachers * students }, (_, i) => (Math.floor(i / students) === i % students ? 0 : each));
}

function recorded(logits: Tensor): Tensor {
  const leaf = logits.clone();
  leaf.requiresGrad = true;
  return leaf;
}

describe.each(["dino_v1_loss_a", "dino_v1_loss_b", "dino_v1_loss_c"])("dino::multi_crop_loss: %s", (name) => {
  test.each([false, true])("loss, gradient and centre; the logits overwritten: %s", async (overwriteStudent) => {
    const { params, tensors, expectClose } = await loadCase(name);
    const { student, teacher, center_in, teacher_temp, loss, grad_student } = tensors as Record<string, Tensor>;
    const crops = params.ncrops;
    const batch = teacher!.shape[0]! / 2;
    const weights = offDiagonal(2, crops, 1 / (2 * (crops - 1)));
    for (const [i, temperature] of Array.from(teacher_temp!.to("float64").toTypedArray() as Float64Array).entries()) {
      const logits = recorded(student!);
      const [found, teacherMean] = ops.dino.multi_crop_loss(
        overwriteStudent ? logits.mul(1) : logits, teacher!, center_in!, batch, weights, params.student_temp, temperature,
        { overwriteStudent },
      );
      expectClose(found, "loss", loss!.get(i));
      expectClose(center_in!.mul(params.center_momentum).add(teacherMean.mul(1 - params.center_momentum)), "center_out");
      await found.backward();
      expectClose(logits.grad!, "grad_student", grad_student!.get(i));
    }
  });
});

test("dino::multi_crop_loss: DINOv2 with softmax and centre", async () => {
  const { params, tensors, expectClose } = await loadCase("dinov2_dino_loss_softmax");
  const { student_local, student_global, teacher_cls_crop_order, center_in } = tensors as Record<string, Tensor>;
  const { batch, n_local_crops: locals, center_momentum: momentum } = params;
  const pairs = params.n_local_crops_loss_terms + params.n_global_crops_loss_terms;
  for (const [i, temperature] of params.teacher_temps.entries()) {
    const global = recorded(student_global!);
    const local = recorded(student_local!);
    const weights = offDiagonal(2, 2 + locals, 1 / pairs);
    const call = (student: Tensor, pairWeights: number[]) =>
      ops.dino.multi_crop_loss(student, teacher_cls_crop_order!, center_in!, batch, pairWeights, STUDENT_TEMPERATURE, temperature);
    const [loss, teacherMean] = call(cat([global, local]), weights);
    expectClose(loss, `temp${i}.total_loss`);
    await loss.backward();
    expectClose(global.grad!, `temp${i}.grad_student_global`);
    expectClose(local.grad!, `temp${i}.grad_student_local`);
    const center = center_in!.mul(momentum).add(teacherMean.mul(1 - momentum));
    expectClose(center, `temp${i}.center_after_apply`);
    expectClose(call(student_local!, Array(2 * locals).fill(1 / pairs))[0], `temp${i}.local_loss`);
    expectClose(call(student_global!, offDiagonal(2, 2, 1 / pairs))[0], `temp${i}.global_loss`);
    const [exact] = ops.dino.multi_crop_loss(
      cat([student_global!, student_local!]).to("float64"), teacher_cls_crop_order!.to("float64"), center_in!.to("float64"),
      batch, weights, STUDENT_TEMPERATURE, temperature,
    );
    expectClose(exact, `temp${i}.total_loss_f64`);
  }
});

test("dino::multi_crop_loss: DINOv3 with given targets", async () => {
  const { params, tensors, expectClose } = await loadCase("dinov3_dino_sk");
  const { student_logits, sk_probs } = tensors as Record<string, Tensor>;
  const { batch, student_crops: students, teacher_crops: teachers } = params;
  const cases = {
    local: [students, Array(teachers * students).fill(1 / (teachers * students))],
    global: [teachers, offDiagonal(teachers, teachers, 1 / (teachers * teachers - teachers))],
    uneven_diag: [students, offDiagonal(teachers, students, 1 / (teachers * students - teachers))],
  } as const;
  for (const [name, [crops, weights]] of Object.entries(cases)) {
    const logits = recorded(student_logits!.narrow(0, 0, crops).reshape([crops * batch, -1]));
    const [loss] = ops.dino.multi_crop_loss(
      logits, sk_probs!, null, batch, weights, params.student_temp, params.teacher_temp, { teacherIsProbabilities: true },
    );
    expectClose(loss, `${name}.loss`);
    await loss.backward();
    expectClose(logits.grad!, `${name}.grad`);
  }
});

test("dino::masked_patch_loss: DINOv2 with softmax and centre", async () => {
  const { params, tensors, expectClose } = await loadCase("dinov2_ibot_loss_softmax");
  const { masks_weight, student_buffer, teacher_buffer, center_in } = tensors as Record<string, Tensor>;
  const { n_images: images, n_masked_patches: patches, center_momentum: momentum } = params;
  const center = center_in!.reshape([-1]);
  const teacher = teacher_buffer!.narrow(0, 0, patches);
  for (const [i, temperature] of params.teacher_temps.entries()) {
    const buffer = recorded(student_buffer!);
    const student = buffer.narrow(0, 0, patches);
    const [loss, teacherMean] = ops.dino.masked_patch_loss(
      student, teacher, center, masks_weight!.div(images), STUDENT_TEMPERATURE, temperature,
    );
    expectClose(loss, `temp${i}.loss`);
    await loss.backward();
    expectClose(buffer.grad!, `temp${i}.grad_student_buffer`);
    expectClose(center.mul(momentum).add(teacherMean.mul(1 - momentum)), `temp${i}.center_after_apply`);
    const [given] = ops.dino.masked_patch_loss(
      student.detach(), tensors[`temp${i}.teacher_probs`]!, null, masks_weight!.div(images), STUDENT_TEMPERATURE, temperature,
      { teacherIsProbabilities: true },
    );
    expectClose(given, `temp${i}.loss`);
  }
});
