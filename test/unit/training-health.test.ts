/** What the health of a run is told by: states made by hand, collapses that are provoked, and healthy runs. */
import {
  DINOConf,
  type DINOConfInput,
  type HealthCode,
  type StepRecord,
  Trainer,
  type TrainerOptions,
} from "../../lib";
import { HealthMonitor, type Observed } from "../../lib/train/health";
import { History, type HistoryState } from "../../lib/train/history";
import { judge } from "../../lib/train/report";
import { TINY, tinyImages, tinyResNet, tinyViT } from "../support/tiny-training";

const K = 64;
const FACTS = { prototypes: K, warmupSteps: 10 };
const HEALTHY = {
  loss: 3,
  images: 16,
  teacherMomentum: 0.99,
  skipped: null,
  signals: { entropy: 1.5, meanEntropy: 3, information: 1.5, prototypesInUse: 20, effectiveRank: 8 },
} as const satisfies Omit<Observed, "step">;

type Change = Partial<Omit<Observed, "step" | "signals">> & { signals?: Partial<Observed["signals"]> | null };

function observed(step: number, { signals, ...others }: Change): Observed {
  return {
    ...HEALTHY,
    ...others,
    step,
    signals: signals === null ? null : { ...HEALTHY.signals, ...signals },
  };
}

describe("the monitor", () => {
  test.each<[HealthCode, Change, RegExp]>([
    [
      "UNIFORM_COLLAPSE",
      { signals: { entropy: 0.99 * Math.log(K), information: 0.01 } },
      /uniform target.*lower teacherTemp/s,
    ],
    [
      "ONE_POINT_COLLAPSE",
      { signals: { meanEntropy: 0.09, prototypesInUse: 1 } },
      /same prototype.*centerMomentum/s,
    ],
    [
      "CONSTANT_TARGETS",
      { signals: { information: 0.01, prototypesInUse: 1 } },
      /every image the same target.*lower the learning rate/s,
    ],
    ["RANK_COLLAPSE", { signals: { effectiveRank: 1.05 } }, /on a line.*learning rate/s],
    ["LOSS_AT_LN_K", { loss: 1.001 * Math.log(K) }, /ln K, 4\.16.*smaller head/s],
    ["LOSS_ABOVE_LN_K", { loss: 1.2 * Math.log(K) }, /above ln K.*clip gradients/s],
    ["TEACHER_FROZEN", { teacherMomentum: 1 }, /momentum is 1.*below 1/s],
  ])("%s is reported once, when it has lasted, and again when it came back", (code, change, words) => {
    const monitor = new HealthMonitor(FACTS, { window: 5 });
    const events: [number, HealthCode][] = [];
    const see = (from: number, to: number, what: Change) => {
      for (let step = from; step <= to; ++step)
        for (const event of monitor.observe(observed(step, what))) {
          events.push([event.step, event.code]);
          expect(`${event.message}\n${event.advice}`).toMatch(words);
        }
    };
    see(1, 30, {});
    expect(monitor.active).toEqual([]);
    see(31, 34, change);
    expect(events).toEqual([]);
    see(35, 60, change);
    expect(events).toEqual([[35, code]]);
    expect(monitor.active).toEqual([code]);
    see(61, 61, {});
    expect(monitor.active).toEqual([]);
    see(62, 70, change);
    expect(events).toEqual([
      [35, code],
      [66, code],
    ]);
  });

  test("a state that is short of its threshold, or of the early steps, is none", () => {
    const monitor = new HealthMonitor(FACTS, { window: 3 });
    const quiet: Change[] = [
      { signals: { entropy: 0.97 * Math.log(K), information: 0.01 } },
      { signals: { entropy: 0.99 * Math.log(K), information: 0.03 } },
      { signals: { meanEntropy: 0.11 } },
      { signals: { information: 0.03, prototypesInUse: 1 } },
      { signals: { information: 0.01, prototypesInUse: 2 } },
      { signals: { effectiveRank: 1.2 } },
      { signals: { effectiveRank: 1 }, images: 2 },
      { signals: { effectiveRank: Number.NaN } },
      { loss: 1.01 * Math.log(K) },
      { teacherMomentum: 0.99999 },
    ];
    for (const [i, change] of quiet.entries())
      for (let step = 0; step < 10; ++step)
        expect(monitor.observe(observed(100 * (i + 1) + step, change))).toEqual([]);
    const early = new HealthMonitor({ ...FACTS, warmupSteps: 1000 }, { window: 3 });
    for (let step = 1; step < 900; ++step)
      expect(early.observe(observed(step, { loss: Math.log(K) }))).toEqual([]);
  });

  test("steps that are not measured do not interrupt, and the window counts steps", () => {
    const monitor = new HealthMonitor(FACTS, { window: 9 });
    const events = [];
    for (let step = 1; step <= 20; ++step)
      events.push(
        ...monitor.observe(observed(step, { signals: step % 4 === 0 ? { meanEntropy: 0 } : null })),
      );
    expect(events).toMatchObject([{ step: 12, code: "ONE_POINT_COLLAPSE" }]);
  });

  test("a skipped step neither makes nor ends a state of the targets", () => {
    const monitor = new HealthMonitor(FACTS, { window: 5 });
    const bad = { entropy: Number.NaN, meanEntropy: Number.NaN, information: Number.NaN };
    const events = [21, 22, 23, 24, 25].flatMap((step) =>
      monitor.observe(
        step === 23
          ? observed(step, { skipped: { reason: "NaN", culprit: "it" }, signals: bad })
          : observed(step, { signals: { meanEntropy: 0.09 } }),
      ),
    );
    expect(events.map(({ code, step }) => [code, step])).toEqual([
      ["NON_FINITE", 23],
      ["ONE_POINT_COLLAPSE", 25],
    ]);
  });

  test("a measure that is younger than a checkpoint is missing in its samples", () => {
    const history = new History();
    const sample = { step: 1, steps: 1, sums: { loss: [3, 1] } };
    history.restore({ stride: 1, samples: [sample] } as unknown as HistoryState);
    expect(history.samples()).toMatchObject([{ step: 1, loss: 3, gradNorm: null, seconds: { ema: 0 } }]);
  });

  test("goes on from its state", () => {
    const [whole, first, second] = [0, 0, 0].map(() => new HealthMonitor(FACTS, { window: 6 }));
    const at = (monitor: HealthMonitor, step: number) =>
      monitor.observe(observed(step, { teacherMomentum: 1 }));
    const expected = [1, 2, 3, 4, 5, 6, 7, 8].map((step) => at(whole!, step).length);
    const found = [1, 2, 3].map((step) => at(first!, step).length);
    second!.restore(JSON.parse(JSON.stringify(first!.state())));
    found.push(...[4, 5, 6, 7, 8].map((step) => at(second!, step).length));
    expect(found).toEqual(expected);
    expect(second!.active).toEqual(["TEACHER_FROZEN"]);
  });
});

describe("the judgement", () => {
  /** A run whose values are functions of the way from 0 to 1, with noise. */
  function run(
    steps: number,
    loss: (x: number) => number,
    others: Partial<Record<"rank" | "rate", (x: number) => number>> = {},
  ) {
    const history = new History();
    let state = 1;
    const noise = () => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return 0.1 * (state / 0x7fffffff - 0.5);
    };
    for (let step = 1; step <= steps; ++step) {
      const x = step / steps;
      const entropy = 1 + noise();
      history.add({
        ...observed(step, {
          loss: loss(x) + noise(),
          signals: { entropy, effectiveRank: (others.rank?.(x) ?? 8) + noise() },
        }),
        learningRate: others.rate?.(x) ?? 1,
        gradNorm: 1,
        imagesPerSecond: 100,
        seconds: { data: 0, augment: 0, teacher: 0, student: 0, loss: 0, backward: 0, optimizer: 0, ema: 0 },
      } as unknown as StepRecord);
    }
    return {
      prototypes: K,
      steps,
      window: 200,
      active: [],
      skipped: 0,
      failed: false,
      history: history.samples(),
    };
  }

  test.each<[string, ReturnType<typeof run>, boolean | null, RegExp]>([
    ["a falling loss", run(2000, (x) => 4 - x), true, /the loss falls/],
    ["a level loss", run(2000, () => 3), false, /the loss is level/],
    ["a loss that fell early", run(2000, (x) => 3 + Math.exp(-20 * x)), false, /the loss is level/],
    ["a rising loss", run(2000, (x) => 3 + x), false, /the loss rises/],
    ["a level loss and rising rank", run(2000, () => 3, { rank: (x) => 8 + 4 * x }), true, /features spread/],
    [
      "a learning rate at its end",
      run(2000, () => 3, { rate: (x) => 1 - 0.99 * x }),
      false,
      /learning rate has come to its end/,
    ],
    ["a loss that drifts less than its noise", run(2000, (x) => 3 - 0.001 * x), false, /the loss is level/],
    ["few steps", run(30, (x) => 4 - x), null, /too few steps/],
  ])("%s", (_, evidence, improving, reason) => {
    const { improving: found, reasons } = judge(evidence);
    expect([found, reasons.join("\n")]).toEqual([improving, expect.stringMatching(reason)]);
  });

  test("verdicts", () => {
    const healthy = run(500, (x) => 4 - x);
    expect(judge(healthy)).toMatchObject({ verdict: "healthy", improving: true });
    expect(judge({ ...healthy, active: ["ONE_POINT_COLLAPSE"] })).toMatchObject({
      verdict: "collapsed",
      improving: false,
    });
    expect(judge({ ...healthy, skipped: 30 })).toMatchObject({ verdict: "unstable" });
    expect(judge({ ...healthy, skipped: 3 })).toMatchObject({ verdict: "healthy" });
    expect(judge({ ...healthy, active: ["LOSS_ABOVE_LN_K"] })).toMatchObject({ verdict: "unstable" });
    expect(judge({ ...healthy, failed: true })).toMatchObject({ verdict: "unstable" });
    expect(judge(run(150, (x) => 4 - x))).toMatchObject({ verdict: "too short" });
    expect(judge({ ...run(50, () => 3), active: ["TEACHER_FROZEN"] })).toMatchObject({
      verdict: "collapsed",
    });
  });

  test("a history keeps the means of a long run in few samples", () => {
    const { history } = run(5000, (x) => x);
    expect(history.length).toBeGreaterThan(255);
    expect(history.length).toBeLessThanOrEqual(512);
    expect(history.reduce((sum, { steps }) => sum + steps, 0)).toBe(5000);
    expect(history.at(-1)!.step).toBe(5000);
    const mean = history.reduce((sum, { loss, steps }) => sum + loss! * steps, 0) / 5000;
    expect(mean).toBeCloseTo(0.5, 2);
  });
});

describe("runs", () => {
  const WINDOW = 40;

  async function eventsOf(
    conf: DINOConfInput,
    options: TrainerOptions = {},
    backbone = tinyResNet,
  ): Promise<{ codes: HealthCode[]; verdict: string }> {
    const trainer = await Trainer.create(await backbone(), tinyImages(32), {
      conf,
      health: { window: WINDOW },
      ...options,
    });
    try {
      await trainer.run();
    } catch (error) {
      expect(error).toMatchObject({ code: "NON_FINITE" });
    }
    const { health, verdict } = await trainer.report();
    trainer.dispose();
    return { codes: health.map(({ code }) => code), verdict };
  }

  const RUN = {
    ...TINY,
    epochs: 30,
    teacherTemp: 0.04,
    warmupTeacherTempEpochs: 0,
    centerMomentum: 0.9,
    head: { prototypes: 32, hiddenDim: 32, bottleneckDim: 16 },
    training: { batchSize: 16, lr: 0.005, lrReferenceBatch: null, warmupEpochs: 3 },
  } as const satisfies DINOConfInput;

  test.each<[string, DINOConfInput, HealthCode]>([
    [
      "a teacher so warm that its targets are uniform",
      { teacherTemp: 100, warmupTeacherTemp: 100 },
      "UNIFORM_COLLAPSE",
    ],
    [
      "no centre",
      { centerMomentum: 1, teacherTemp: 0.01, warmupTeacherTemp: 0.01, epochs: 80 },
      "ONE_POINT_COLLAPSE",
    ],
    ["a learning rate far too large", { training: { ...RUN.training, lr: 1, minLr: 1 } }, "CONSTANT_TARGETS"],
    ["a teacher that does not move", { teacherMomentum: 1 }, "TEACHER_FROZEN"],
  ])("%s is told", async (_, change, code) => {
    const { codes, verdict } = await eventsOf({ ...RUN, ...change });
    expect(codes).toContain(code);
    expect(verdict).toBe("collapsed");
  });

  test.each(["adamw", "sgd"] as const)(
    "a learning rate of 50, not clipped, with %s is told",
    async (optimizer) => {
      const training = { ...RUN.training, optimizer, lr: 50, clipGrad: null };
      const { codes, verdict } = await eventsOf({ ...RUN, training });
      expect([codes, verdict]).toEqual([expect.arrayContaining(["NON_FINITE"]), "unstable"]);
    },
  );

  const VERSION_1 = DINOConf.recipes.filter((name) => DINOConf.recipe(name).version === "v1");
  test.each(VERSION_1)("a healthy run with the settings of %s is told nothing about", async (name) => {
    const recipe = DINOConf.recipe(name);
    const small = recipe.merge({
      globalCropSize: 12,
      localCropSize: 8,
      localCropsNumber: Math.min(2, recipe.localCropsNumber),
      epochs: 30,
      // Of so short a run the published horizon of the teacher would be many.
      teacherMomentum: 0.9,
      warmupTeacherTempEpochs: Math.min(6, recipe.warmupTeacherTempEpochs),
      // Without BatchNorm so small a head needs more steps until its targets differ from image to image.
      head: { ...recipe.head, prototypes: 64, hiddenDim: 64, bottleneckDim: 32, batchNorm: true },
      training: {
        batchSize: 16,
        lr: recipe.training.optimizer === "sgd" ? 0.01 : 0.002,
        lrReferenceBatch: null,
        warmupEpochs: Math.min(2, recipe.training.warmupEpochs),
      },
    });
    const { codes, verdict } = await eventsOf(
      small,
      { health: { window: 20 } },
      recipe.backbone?.name === "vit" ? tinyViT : tinyResNet,
    );
    expect([codes, verdict]).toEqual([[], "healthy"]);
  });
});
