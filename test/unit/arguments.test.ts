/** What is no valid argument of DINO's parts is refused by name, with our error classes. */
import {
  backbones,
  DataLoader,
  DINOHead,
  type DinoError,
  EMA,
  type IdxDataset,
  knn,
  losses,
  ones,
  randn,
  readIdx,
  type Tensor,
  tensor,
  zeros,
} from "../../lib";

// What TypeScript would refuse, and JavaScript lets through.
type Loose = never;

const LOSS = () => ({
  student: randn([8, 3]),
  teacher: randn([4, 3]),
  center: zeros([1, 3]),
  teacherTemperature: 0.04,
});
const HEAD = { inDim: 3, prototypes: 4, hiddenDim: 8, bottleneckDim: 4 };
const KNN = () => ({
  trainFeatures: randn([6, 3]),
  trainLabels: tensor([0n, 1n, 2n, 0n, 1n, 2n]),
  testFeatures: randn([2, 3]),
});
const labels = (...values: bigint[]): Tensor => tensor(values);

const cases: [string, () => unknown, string, RegExp][] = [
  ["loss: nothing", () => losses.dino(undefined as Loose), "INVALID_ARGUMENT", /losses\.dino.*undefined/],
  [
    "loss: temperature 0",
    () => losses.dino({ ...LOSS(), teacherTemperature: 0 }),
    "INVALID_ARGUMENT",
    /teacherTemperature.*above 0.*number 0/,
  ],
  [
    "loss: temperature -1",
    () => losses.dino({ ...LOSS(), studentTemperature: -1 }),
    "INVALID_ARGUMENT",
    /studentTemperature.*above 0/,
  ],
  [
    "loss: momentum 2",
    () => losses.dino({ ...LOSS(), centerMomentum: 2 }),
    "INVALID_ARGUMENT",
    /centerMomentum.*0 to 1.*number 2/,
  ],
  [
    "loss: integers",
    () => losses.dino({ ...LOSS(), student: ones([8, 3], { dtype: "int64" }) }),
    "INVALID_DTYPE",
    /student.*int64/,
  ],
  [
    "loss: half a batch",
    () => losses.dino({ ...LOSS(), student: randn([7, 3]) }),
    "INVALID_ARGUMENT",
    /7, 4/,
  ],
  [
    "loss: another K",
    () => losses.dino({ ...LOSS(), student: randn([8, 4]) }),
    "INVALID_ARGUMENT",
    /\[1, 4\]/,
  ],
  [
    "loss: odd teacher",
    () => losses.dino({ ...LOSS(), teacher: randn([3, 3]) }),
    "INVALID_SHAPE",
    /\[2 · B, K\].*\[3, 3\]/,
  ],
  [
    "cross-entropy: no tensor",
    () => losses.crossEntropy(randn([2, 3]), [0, 1] as Loose),
    "INVALID_ARGUMENT",
    /labels: expected a Tensor/,
  ],
  [
    "cross-entropy: label out of range",
    () => losses.crossEntropy(randn([2, 3]), labels(0n, 9n)),
    "INDEX_OUT_OF_RANGE",
    /9/,
  ],
  ["head: nothing", () => new DINOHead(undefined as Loose), "INVALID_ARGUMENT", /DINOHead/],
  ["head: seed 1.5", () => new DINOHead({ ...HEAD, seed: 1.5 }), "INVALID_ARGUMENT", /seed.*1\.5/],
  ["head: no prototypes", () => new DINOHead({ ...HEAD, prototypes: 0 }), "INVALID_ARGUMENT", /prototypes/],
  [
    "head: input of another width",
    () => new DINOHead(HEAD).forward(randn([2, 5])),
    "INVALID_ARGUMENT",
    /\[N, 3\].*\[2, 5\]/,
  ],
  ["EMA: null", () => new EMA(null as Loose), "INVALID_ARGUMENT", /EMA/],
  ["EMA: integers", () => new EMA({ n: ones([2], { dtype: "int64" }) }), "INVALID_ARGUMENT", /n: .*int64/],
  [
    "EMA: a bare momentum",
    () => new EMA({ w: ones([2]) }).update(0.5 as Loose),
    "INVALID_ARGUMENT",
    /\{ momentum, online \}.*0\.5/,
  ],
  ["k-NN: nothing", () => knn(undefined as Loose), "INVALID_ARGUMENT", /knn/],
  ["k-NN: k 0", () => knn({ ...KNN(), k: 0 }), "INVALID_ARGUMENT", /k: .*0/],
  ["k-NN: no k", () => knn({ ...KNN(), k: [] }), "INVALID_ARGUMENT", /k: /],
  ["k-NN: temperature 0", () => knn({ ...KNN(), temperature: 0 }), "INVALID_ARGUMENT", /temperature/],
  [
    "k-NN: features of another width",
    () => knn({ ...KNN(), testFeatures: randn([2, 4]) }),
    "INVALID_ARGUMENT",
    /\[6, 3\].*\[2, 4\]/,
  ],
  [
    "k-NN: too few labels",
    () => knn({ ...KNN(), trainLabels: labels(0n) }),
    "INVALID_ARGUMENT",
    /trainLabels.*\[6\]/,
  ],
  ["k-NN: more labels than classes", () => knn({ ...KNN(), classes: 2 }), "INVALID_ARGUMENT", /0 to 1/],
  ["loader: no data set", () => new DataLoader({} as IdxDataset), "INVALID_ARGUMENT", /dataset/],
  ["IDX: no path", () => readIdx(5 as Loose), "INVALID_ARGUMENT", /path/],
  ["ResNet: width 0", () => backbones.resnet18({ width: 0 }), "INVALID_ARGUMENT", /width.*0/],
  ["ResNet: another stem", () => backbones.resnet18({ stem: "x" as Loose }), "INVALID_ARGUMENT", /stem/],
];

test.each(cases)("%s", async (_, call, code, message) => {
  const error = await (async () => call())().then(
    () => undefined,
    (thrown: DinoError) => thrown,
  );
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
});

test("a centre never takes up what is not finite", async () => {
  const { center } = await losses.dino({ ...LOSS(), teacher: zeros([4, 3]).div(0) });
  expect(center.toArray()).toEqual([[0, 0, 0]]);
});
