/** Eight steps of the reference's training loop (`train_one_epoch`), through the public API. */
import {
  backbones,
  cat,
  clipGradNorm,
  type DINOConfInput,
  DINOWrapper,
  fromTypedArray,
  noGrad,
  optim,
  schedules,
  type Tensor,
  tensor,
} from "../../lib";
import { type GoldenCase, loadCase, numbers } from "./golden";

let golden: GoldenCase;
beforeAll(async () => {
  golden = await loadCase("trajectory_v1");
});

/** Crops of each step: bytes packed in 64-bit words, (byte - 128) / 64. */
function cropsOf(name: string, shape: number[]): Tensor[][] {
  const words = golden.tensors[name]!.toTypedArray() as BigInt64Array;
  const bytes = fromTypedArray(new Uint8Array(words.buffer, words.byteOffset, words.byteLength), shape);
  const crops = bytes.to("float32").sub(128).div(64);
  return crops.unbind(0).map((step) => step.unbind(0));
}

/** The reference's names and a wrapper's: `backbone.norm.weight` is the student's or teacher's `norm.weight`. */
const own = (network: string, name: string): string => `${network}.${name.replace(/^backbone\./, "")}`;

function confOf(run: string): DINOConfInput {
  const { model, n_local: locals, student_temp: studentTemp, center_momentum: centerMomentum } = golden.params;
  const settings = golden.params.runs[run];
  return {
    globalCropSize: model.img_size,
    localCropSize: model.local_size,
    localCropsNumber: locals,
    originalOutput: "none",
    studentTemp,
    centerMomentum,
    head: {
      prototypes: model.out_dim,
      hiddenDim: model.hidden_dim,
      bottleneckDim: model.bottleneck_dim,
      layers: model.nlayers,
      normLastLayer: settings.norm_last_layer,
    },
    epochs: settings.epochs,
    stepsPerEpoch: settings.iterations_per_epoch,
    teacherMomentum: settings.momentum,
    warmupTeacherTemp: settings.warmup_teacher_temp,
    teacherTemp: settings.teacher_temp,
    warmupTeacherTempEpochs: settings.warmup_teacher_temp_epochs,
    freezeLastLayerEpochs: settings.freeze_last_layer,
  };
}

async function wrap(conf: DINOConfInput): Promise<DINOWrapper> {
  const { model } = golden.params;
  const backbone = await backbones.vit({
    imageSize: model.img_size,
    patchSize: model.patch_size,
    width: model.embed_dim,
    depth: model.depth,
    heads: model.num_heads,
  });
  return DINOWrapper.create(backbone, conf);
}

/** Everything but the key's part of `qkv.bias`, which has no influence on any output. */
function compared(name: string, value: Tensor): Tensor {
  if (!name.endsWith("attn.qkv.bias")) return value.flatten();
  const third = value.shape[0]! / 3;
  return cat([value.narrow(0, 0, third), value.narrow(0, 2 * third, third)]);
}

/** `delta_rel_l2` of the case: how far off a tensor may be, as a share of how far it went. */
const LARGEST_RATIO: Readonly<Record<string, number>> = { a: 1e-3, b: 2e-3 };

const norm = (value: Tensor): number => Number(value.to("float64").square().sum().sqrt().item());

describe.each(["a", "b"])("run %s", (run) => {
  test("losses, gradients, centres and weights are the reference's", async () => {
    const { params, tensors, expectClose } = golden;
    const settings = params.runs[run];
    const steps: number = params.steps;
    const { model, batch } = params;
    const globals = cropsOf("global_crops", [steps, 2, batch, 3, model.img_size, model.img_size]);
    const locals = cropsOf("local_crops", [
      steps,
      params.n_local,
      batch,
      3,
      model.local_size,
      model.local_size,
    ]);
    const dino = await wrap(confOf(run));
    // The same weights without the freeze: the reference measures gradients before it drops those of the last layer.
    const twin = await wrap({ ...confOf(run), freezeLastLayerEpochs: 0 });
    const initial = Object.entries(tensors).flatMap(([key, value]) =>
      key.startsWith("init.")
        ? ["student", "teacher"].map((network) => [own(network, key.slice("init.".length)), value] as const)
        : [],
    );
    await dino.loadStateDict({
      ...Object.fromEntries(initial),
      center: dino.center.zero_(),
      step: tensor(0n),
      imagesSeen: tensor(0n),
    });

    const warmupSteps = settings.warmup_epochs * settings.iterations_per_epoch;
    const lr = schedules.cosine({ base: settings.lr, final: settings.min_lr, steps, warmupSteps });
    const decay = schedules.cosine({
      base: settings.weight_decay,
      final: settings.weight_decay_end,
      steps,
    });
    expectClose(lr.toArray(), `${run}.lr`);
    expectClose(decay.toArray(), `${run}.wd`);
    const order = (settings.grad_norms_order as string[]).map((name) => name.replace(/^backbone\./, ""));
    const ordered = (wrapper: DINOWrapper): Tensor[] => {
      const named = new Map(wrapper.namedParameters());
      expect([...named.keys()].sort()).toEqual([...order].sort());
      return order.map((name) => named.get(name)!);
    };
    const [student, measured] = [ordered(dino), ordered(twin)];
    const adam = new optim.AdamW(dino.parameterGroups(), { lr: settings.lr });
    const [regularised] = adam.groups;
    const row = (name: string, step: number) => tensors[`${run}.${name}`]!.get(step);

    for (let step = 0; step < steps; ++step) {
      const crops = { globalCrops: globals[step]!, localCrops: locals[step]! };
      expectClose([dino.teacherMomentum], `${run}.mo`, row("mo", step));
      expectClose([dino.teacherTemperature], `${run}.temps`, row("temps", dino.epoch));
      adam.lr = lr.at(step);
      regularised!.weightDecay = decay.at(step);
      const frozen = dino.epoch < settings.freeze_last_layer;
      expect(dino.lastLayerFrozen).toBe(frozen);
      if (frozen) {
        await twin.loadStateDict(dino.stateDict());
        const [, loss] = await twin.forwardCrops(crops);
        await loss.backward();
        const norms = await clipGradNorm(measured, Number.POSITIVE_INFINITY, { per: "parameter" });
        expectClose(norms, `${run}.grad_norms`, row("grad_norms", step));
        for (const parameter of measured) parameter.grad = null;
      }

      const [, loss] = await dino.forwardCrops(crops);
      expectClose(loss, `${run}.loss`, row("loss", step));
      await adam.zeroGrad();
      await loss.backward();
      const norms = numbers(await clipGradNorm(student, settings.clip_grad, { per: "parameter" }));
      const dropped = order.map((name) => frozen && name.startsWith("head.last_layer"));
      const wanted = numbers(row("grad_norms", step));
      expectClose(
        norms.map((found, i) => (dropped[i] ? wanted[i]! : found)),
        `${run}.grad_norms`,
        row("grad_norms", step),
      );
      expect(student.map(({ grad }) => grad === null)).toEqual(dropped);
      if (!frozen) expectClose([Math.hypot(...norms)], `${run}.grad_norm_total`, row("grad_norm_total", step));
      await adam.step();
      await dino.emaUpdate();
      expectClose(dino.center, `${run}.center_per_step`, row("center_per_step", step));
    }

    const state = dino.stateDict();
    for (const network of ["student", "teacher"]) {
      const deltas = (settings.delta_norm_order as string[]).map((name) =>
        norm(
          noGrad(() => compared(name, state[own(network, name)]!).sub(compared(name, tensors[`init.${name}`]!))),
        ),
      );
      expectClose(deltas, `${run}.${network}_delta_norm`);
    }
    const finals = Object.keys(tensors).filter((key) => key.startsWith(`${run}.`) && key.includes("_final."));
    expect(finals.length).toBeGreaterThan(10);
    for (const key of finals) {
      const [, network, name] = /^\w\.(\w+)_final\.(.+)$/.exec(key)!;
      const [found, wanted, before] = [state[own(network!, name!)]!, tensors[key]!, tensors[`init.${name}`]!].map(
        (value) => noGrad(() => compared(name!, value)),
      ) as [Tensor, Tensor, Tensor];
      expectClose(found, key, wanted);
      const moved = norm(wanted.sub(before));
      if (network === "student" && moved > 0)
        expect([key, norm(found.sub(wanted)) / moved <= LARGEST_RATIO[run]!]).toEqual([key, true]);
    }
  });
});
