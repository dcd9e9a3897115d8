// Our operators beside their own references of LibTorch's operators, in this process, which keeps memory as the package does.
import { measure } from "./measure.mjs";
import { vitSmallWithHead } from "./shapes.mjs";

const STUDENT_TEMPERATURE = 0.1;
const TEACHER_TEMPERATURE = 0.04;
const BASELINE = "composed reference, in Node";

/** A result for each operator that the library has; `copyGBs` of a plain copy beside them. */
export async function composed(options) {
  const { dino, median, quick } = options;
  const copies = [];
  const results = [];
  const leftOut = [];
  for (const subject of SUBJECTS) {
    const missing = subject.operators.find((name) => !has(dino, name));
    if (missing !== undefined) {
      leftOut.push(`${subject.operators[0]} in Node: the library has no dino::${missing}`);
      continue;
    }
    for (const one of subject.cases(dino, quick)) {
      copies.push(await copySpeed(dino, median, quick));
      results.push(...(await measure(options, one)));
      for (const tensor of one.tensors) tensor.dispose();
    }
  }
  const copyGBs = median(copies);
  for (const result of results)
    result.shareOfCopy = result.bytesMoved / 1e9 / (result.medianMs / 1000) / copyGBs;
  return { results, leftOut, copyGBs };
}

function has(dino, name) {
  try {
    return dino.ops.dino[name] !== undefined;
  } catch {
    return false;
  }
}

/** GB read and written in a second by a copy that no cache holds. */
async function copySpeed(dino, median, quick) {
  const source = dino.ones([quick ? 2 ** 22 : 2 ** 27]);
  const target = dino.zeros([source.shape[0]]);
  const speeds = [];
  for (let i = 0; i < 3; ++i) {
    const begin = performance.now();
    target.copy_(source);
    speeds.push((8 * source.shape[0]) / 1e9 / ((performance.now() - begin) / 1000));
  }
  for (const tensor of [source, target]) tensor.dispose();
  return median(speeds);
}

/** What `run` makes lives as long as the call. */
const scoped = (dino, run) => () => {
  dino.noGrad(() =>
    dino.scope(() => {
      run();
    }),
  );
};

const SUBJECTS = [
  {
    operators: ["_multi_crop_loss", "_multi_crop_loss_reference"],
    *cases(dino, quick) {
      const [batch, prototypes] = quick ? [4, 4096] : [16, 65536];
      const [globals, crops] = [2, 10];
      const student = dino.randn([crops * batch, prototypes]);
      const teacher = dino.randn([globals * batch, prototypes]);
      const center = dino.randn([1, prototypes]);
      const gradient = dino.empty([crops * batch, prototypes]);
      const pairs = globals * (crops - 1);
      const weights = Array.from({ length: globals * crops }, (_, i) =>
        i % crops === Math.floor(i / crops) ? 0 : 1 / pairs,
      );
      const call = (operator) =>
        scoped(dino, () =>
          operator(
            ...[student, teacher, center, batch, weights, STUDENT_TEMPERATURE, TEACHER_TEMPERATURE],
            ...[false, false, gradient],
          ),
        );
      const bytes = 4 * batch * prototypes * (globals + 2 * crops);
      yield {
        name: "_multi_crop_loss with gradient",
        shape: `B=${batch}, ${globals}+${crops - globals} crops, K=${prototypes}`,
        dtype: "float32",
        ours: call(dino.ops.dino._multi_crop_loss),
        baselines: { [BASELINE]: call(dino.ops.dino._multi_crop_loss_reference) },
        bytesMoved: bytes,
        bytesLeast: bytes,
        tensors: [student, teacher, center, gradient],
      };
    },
  },
  {
    operators: ["_masked_patch_loss", "_masked_patch_loss_reference"],
    *cases(dino, quick) {
      const [patches, prototypes] = quick ? [64, 4096] : [1024, 65536];
      const student = dino.randn([patches, prototypes]);
      const teacher = dino.randn([patches, prototypes]);
      const center = dino.randn([1, prototypes]);
      const weights = dino.full([patches], 1 / patches);
      const gradient = dino.empty([patches, prototypes]);
      const call = (operator) =>
        scoped(dino, () =>
          operator(
            ...[student, teacher, center, weights, STUDENT_TEMPERATURE, TEACHER_TEMPERATURE],
            ...[false, false, gradient],
          ),
        );
      const bytes = 4 * patches * prototypes * 3;
      yield {
        name: "_masked_patch_loss with gradient",
        shape: `M=${patches}, K=${prototypes}`,
        dtype: "float32",
        ours: call(dino.ops.dino._masked_patch_loss),
        baselines: { [BASELINE]: call(dino.ops.dino._masked_patch_loss_reference) },
        bytesMoved: bytes,
        bytesLeast: bytes,
        tensors: [student, teacher, center, weights, gradient],
      };
    },
  },
  {
    operators: ["sinkhorn_knopp", "sinkhorn_knopp_reference"],
    *cases(dino, quick) {
      const [samples, prototypes] = quick ? [64, 4096] : [1024, 65536];
      const iterations = 3;
      const logits = dino.rand([samples, prototypes]);
      const call = (operator) => scoped(dino, () => operator(logits, TEACHER_TEMPERATURE, iterations));
      const bytes = 4 * samples * prototypes;
      yield {
        name: "sinkhorn_knopp",
        shape: `N=${samples}, K=${prototypes}, ${iterations} iterations`,
        dtype: "float32",
        ours: call(dino.ops.dino.sinkhorn_knopp),
        baselines: { [BASELINE]: call(dino.ops.dino.sinkhorn_knopp_reference) },
        bytesMoved: (iterations + 1) * bytes,
        bytesLeast: bytes,
        tensors: [logits],
      };
    },
  },
  {
    operators: ["_koleo", "koleo_reference", "koleo_backward", "koleo_backward_reference"],
    *cases(dino, quick) {
      const [samples, width] = quick ? [64, 384] : [4096, 384];
      const features = dino.randn([samples, width]);
      const one = dino.ones([]);
      const call = (forward, backward) =>
        scoped(dino, () => {
          const [, neighbours] = forward(features, 1, 1);
          backward(one, features, neighbours);
        });
      const bytes = 4 * samples * width;
      const { _koleo, koleo_backward, koleo_reference, koleo_backward_reference } = dino.ops.dino;
      yield {
        name: "_koleo and koleo_backward",
        shape: `N=${samples}, D=${width}`,
        dtype: "float32",
        ours: call(_koleo, koleo_backward),
        baselines: { [BASELINE]: call(koleo_reference, koleo_backward_reference) },
        bytesMoved: 4 * bytes,
        bytesLeast: 2 * bytes,
        tensors: [features, one],
      };
    },
  },
  {
    operators: ["ema_update_", "ema_update_reference_"],
    *cases(dino, quick) {
      const { shapes, elements, name } = vitSmallWithHead(quick);
      const [teacher, student] = [0, 1].map(() => shapes.map((shape) => dino.randn(shape)));
      const call = (operator) => scoped(dino, () => operator(teacher, student, 0.996));
      yield {
        name: "ema_update_",
        shape: name,
        dtype: "float32",
        ours: call(dino.ops.dino.ema_update_),
        baselines: { [BASELINE]: call(dino.ops.dino.ema_update_reference_) },
        bytesMoved: 3 * 4 * elements,
        bytesLeast: 3 * 4 * elements,
        tensors: [...teacher, ...student],
      };
    },
  },
  {
    operators: ["adamw_ema_", "adamw_ema_reference_"],
    *cases(dino, quick) {
      const { shapes, elements, name } = vitSmallWithHead(quick);
      const lists = [0, 1, 2, 3, 4].map((i) =>
        // Means and squares of gradients begin at zero.
        shapes.map((shape) => (i === 2 || i === 3 ? dino.zeros(shape) : dino.randn(shape))),
      );
      const all = (value) => shapes.map(() => value);
      let taken = 0;
      const call = (operator) =>
        scoped(dino, () => {
          ++taken;
          operator(
            ...[...lists, shapes.map((_, i) => i), all(5e-4), all(0.04), all(taken), 0.9, 0.999, 1e-8],
            ...[all(0), 3, 0.996],
          );
        });
      yield {
        name: "adamw_ema_",
        shape: name,
        dtype: "float32",
        ours: call(dino.ops.dino.adamw_ema_),
        baselines: { [BASELINE]: call(dino.ops.dino.adamw_ema_reference_) },
        bytesMoved: 10 * 4 * elements,
        bytesLeast: 10 * 4 * elements,
        tensors: lists.flat(),
      };
    },
  },
];
