/** The HTML report: well-formed, closed to the outside, and safe with whatever it is given. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  backbones,
  DINOWrapper,
  encodePng,
  fromTypedArray,
  IdxDataset,
  manualSeed,
  type ReportInput,
  randint,
  reportHtml,
  reportSheets,
  Trainer,
  writeReport,
  zeros,
} from "../../lib";
import { escaped, html } from "../../lib/report/markup";
import { format, ticks } from "../../lib/report/numbers";
import { parseXml } from "../support/xml";

const directory = mkdtempSync(join(tmpdir(), "dino-report-"));
afterAll(() => rmSync(directory, { recursive: true }));

const HOSTILE = `<script>alert("1")</script>'"&amp; \u202egpj.exe\u0000\u001b[31m \ud800 ]]> --> {{x}}`;
const SPELT = "\\u202egpj.exe\\u0000\\u001b[31m \\ud800";

const history = Array.from({ length: 300 }, (_, i) => ({
  step: i + 1,
  loss: 7 - i / 100,
  learningRate: 1e-3 * (1 - i / 300),
  teacherMomentum: 0.996,
  gradNorm: i === 5 ? null : 1 + (i % 7),
  imagesPerSecond: Number.NaN,
  signals:
    i % 10 === 0
      ? {
          entropy: 6 - i / 100,
          meanEntropy: 6.5,
          information: 0.5 + i / 100,
          prototypesInUse: 10 + i,
          effectiveRank: 1 + i / 20,
        }
      : null,
  seconds: { data: 0.001, student: 0.2, backward: 0.3 },
}));
const accuracy = { top1: 0.75, top5: 0.95 };
const knn = {
  k: 20,
  temperature: 0.07,
  network: "teacher",
  teacher: accuracy,
  images: { train: 800, test: 200 },
  classes: 10,
  size: null,
} as const;

async function complete(): Promise<ReportInput> {
  const png = await encodePng(zeros([1, 4, 4]));
  return {
    title: HOSTILE,
    date: new Date(0),
    verdict: "healthy",
    improving: true,
    reasons: [HOSTILE],
    history,
    steps: 300,
    images: 9600,
    seconds: 151,
    prototypes: 1024,
    featureDim: 64,
    skippedSteps: 1,
    skipped: [{ step: 6, reason: HOSTILE, culprit: HOSTILE }],
    health: [{ step: 200, message: HOSTILE }],
    knn: [
      { ...knn, step: 0, randomInit: { top1: 0.5, top5: 0.8 }, rawPixels: { top1: 0.6, top5: 0.9 } },
      {
        ...knn,
        step: 300,
        student: accuracy,
        randomInit: { top1: 0.5, top5: 0.8 },
        rawPixels: { top1: 0.6, top5: 0.9 },
      },
    ],
    sheets: [
      {
        title: HOSTILE,
        text: HOSTILE,
        columns: [HOSTILE, "b"],
        rows: [
          { name: HOSTILE, tiles: [{ png, title: HOSTILE, label: HOSTILE, frame: "same" }] },
          { tiles: [] },
        ],
        fine: true,
      },
    ],
    quarantine: [{ path: HOSTILE, reason: HOSTILE }],
    checkpoints: [HOSTILE],
    settings: {
      conf: {
        [HOSTILE]: HOSTILE,
        size: [224, 224],
        none: null,
        big: 12n,
        run: () => 1,
        nested: { deeper: { x: 1 } },
      },
    },
    environment: { node: process.version },
  };
}

test("a page of hostile names is well-formed, has no script and loads nothing", async () => {
  const page = reportHtml(await complete());
  expect(page.startsWith("<!doctype html>\n<html")).toBe(true);
  const elements = parseXml(page.slice(page.indexOf("<html")));
  const names = new Set(elements.map(({ name }) => name));
  expect([...names].filter((name) => /script|iframe|object|embed|link|form|base/.test(name))).toEqual([]);
  for (const { name, attributes } of elements)
    for (const [key, value] of Object.entries(attributes)) {
      expect([name, key, /^(on|href|action|srcset|formaction)/.test(key)]).toEqual([name, key, false]);
      if (key === "src") expect(value).toMatch(/^data:image\/png;base64,[A-Za-z0-9+/=]+$/);
    }
  expect(page).not.toMatch(/https?:|url\(|@import/);
  const policy = elements.find(({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy")!;
  expect(policy.attributes.content).toBe("default-src 'none'; img-src data:; style-src 'unsafe-inline'");
  expect(page).not.toContain("<script");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be in the page
  expect(page).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e\ud800]/);
  // Every place that shows a name shows it whole, and what does not show spelt out.
  expect(page.split(SPELT.slice(0, 20)).length - 1).toBeGreaterThanOrEqual(14);
  expect(page).toContain("{{x}}");
});

test("the verdict, the figures and the curves stand in it", async () => {
  const page = reportHtml({ ...(await complete()), title: "A run" });
  const text = parseXml(page.slice(page.indexOf("<body"), page.indexOf("</html")))
    .map(({ text }) => text)
    .join("\n");
  expect(text).toContain("Healthy, and still improving");
  for (const part of [
    "k-NN top-1",
    "75.0 %",
    "random start 50.0 %, raw pixels 60.0 %",
    "9,600 images",
    "2 min 31 s",
    "of 64 features",
    "at most ln K, 6.93",
  ])
    expect(text).toContain(part);
  for (const title of [
    "Loss",
    "Entropy of the targets",
    "Effective rank of the features",
    "Learning rate",
    "Gradient norm",
    "Prototypes in use",
  ])
    expect(text).toContain(title);
  // No curve of what was never a number, and none of what never changed.
  expect(text).not.toContain("Images per second");
  expect(text).not.toContain("Teacher momentum");
  expect(text).toContain("Constant all the time: teacher momentum 0.996.");
  expect(text).toContain("[224, 224]");
  expect(page.length).toBeLessThan(400_000);
});

test.each([
  [{ verdict: "collapsed" }, "Collapsed: the targets say nothing about the images"],
  [{ verdict: "too short", improving: null }, "Too short a run to tell"],
  [{ verdict: "healthy", improving: false }, "Healthy, and no longer improving"],
  [{ verdict: "healthy", improving: null }, '<span class="state"></span>Healthy</h1>'],
  [{}, "What the run learned"],
] as [ReportInput, string][])("in words: %j", (input, words) => {
  const page = reportHtml(input);
  parseXml(page.slice(page.indexOf("<html")));
  expect(page).toContain(words);
});

test("curves of one point, of equal points and of extreme numbers are drawn", () => {
  for (const losses of [[3], [3, 3, 3], [1e-12, 2e-12], [-1e300, 1e300], [Number.NaN], []]) {
    const page = reportHtml({ history: losses.map((loss, step) => ({ step, loss })) });
    parseXml(page.slice(page.indexOf("<html")));
    expect(page).not.toMatch(/(?:NaN|Infinity)/);
  }
});

test("says what is wrong with what it is given", () => {
  const wrong = (input: unknown, message: RegExp) =>
    expect(() => reportHtml(input as ReportInput)).toThrow(message);
  wrong(5, /reportHtml: input: expected an object/);
  wrong({ verdct: "healthy" }, /there is no option 'verdct'/);
  wrong({ verdict: "fine" }, /reportHtml: input: verdict: /);
  wrong(
    { history: [{ step: "1" }] },
    /reportHtml: input: history\[0\]\.step: expected a number, got string "1"/,
  );
  wrong(
    { sheets: [{ title: "", text: "", rows: [{ tiles: [{ png: "x", title: "" }] }] }] },
    /reportHtml: input: sheets\[0\]\.rows\[0\]\.tiles\[0\]\.png: expected a PNG file's bytes, got string "x"/,
  );
});

test("what is put into markup is escaped, but for markup", () => {
  expect(html`<b title="${"\"<&>'"}">${html`<i></i>`}${[1, "a"]}${undefined}${null}${false}</b>`.text).toBe(
    '<b title="&quot;&lt;&amp;&gt;&#39;"><i></i>1a</b>',
  );
  expect(escaped("a\tb\nc \u{1f600} \udc00\ud83d \u2066")).toBe("a\tb\nc \u{1f600} \\udc00\\ud83d \\u2066");
});

test("an accuracy that is no number is said to be none", () => {
  const none = { top1: Number.NaN, top5: Number.NaN };
  const page = reportHtml({ knn: [0, 1].map((step) => ({ ...knn, step, teacher: none })) });
  parseXml(page.slice(page.indexOf("<html")));
  expect(page).toContain("–");
  expect(page).not.toMatch(/NaN[^<]*</);
});

test("writeReport replaces the file at once and leaves nothing else behind", async () => {
  const path = join(directory, "report.html");
  await writeReport(path, { title: "one" });
  await writeReport(path, { title: "two" });
  expect(readFileSync(path, "utf8")).toBe(reportHtml({ title: "two" }));
  await expect(writeReport(join(directory, "no", "such.html"), {})).rejects.toMatchObject({ code: "ENOENT" });
  expect(readdirSync(directory)).toEqual(["report.html"]);
});

test("ticks are round numbers within the ends; numbers are short", () => {
  expect(ticks(0, 1, 4)).toEqual([0, 0.5, 1]);
  expect(ticks(0.1, 0.7, 3)).toEqual([0.2, 0.4, 0.6]);
  expect(ticks(-3, 12, 3)).toEqual([0, 5, 10]);
  expect(ticks(5, 5, 3)).toEqual([5]);
  expect([0, 1234567, 0.00123456, 1.5, 100, 1e-7, -12.3456, 4e20].map(format)).toEqual([
    "0",
    "1,234,567",
    "0.001235",
    "1.5",
    "100",
    "1.00e-7",
    "-12.35",
    "4.00e20",
  ]);
});

test("takes a trainer's report as it is", async () => {
  const network = await backbones.resnet({ channels: 1, stem: "strided", depths: [1], width: 4, classes: 2 });
  const images = { length: 8, batch: (indices: ArrayLike<number>) => batchOf(indices.length) };
  const conf = { epochs: 1, globalCropSize: 16, localCropsNumber: 0, training: { batchSize: 4 } };
  const trainer = await Trainer.create(network, images, { conf });
  for await (const _ of trainer);
  const page = reportHtml({ ...(await trainer.report()), title: "two steps" });
  parseXml(page.slice(page.indexOf("<html")));
  expect(page).toContain("Too short a run to tell");
});

function batchOf(count: number) {
  return {
    images: randint(0, 256, [count, 1, 16, 16], { dtype: "uint8" }),
    labels: zeros([0], { dtype: "int64" }),
    ids: zeros([count], { dtype: "int64" }),
  };
}

describe("reportSheets", () => {
  test("of a network on images: maps, colours of patches, neighbours with their classes", async () => {
    manualSeed(0);
    const data = (name: string) => join(__dirname, "../../examples/data", name);
    const fashion = await IdxDataset.open(
      data("fashion-mnist-images.idx.gz"),
      data("fashion-mnist-labels.idx.gz"),
    );
    const vit = await backbones.vit({
      imageSize: 28,
      patchSize: 7,
      width: 8,
      depth: 1,
      heads: 2,
      channels: 1,
    });
    const sheets = await reportSheets(vit, fashion.slice(0, 40), { images: 3, queries: 2, neighbours: 4 });
    expect(sheets.map(({ title }) => title)).toEqual(["Where it looks", "What it finds alike"]);
    expect(sheets[0]!.rows.map(({ name, tiles }) => [name, tiles.length])).toEqual([
      ["image", 3],
      ["mean of the heads", 3],
      ["head 1", 3],
      ["head 2", 3],
      ["patch features", 3],
    ]);
    expect(sheets[1]!.rows.map(({ tiles }) => tiles.length)).toEqual([5, 5]);
    for (const { tiles } of sheets[1]!.rows) {
      expect(tiles[0]!.label).toBe("query");
      const [query, ...near] = tiles.map(({ title }) => title.replace(/.*: /, ""));
      expect(near.map((name) => (name === query ? "same" : "other"))).toEqual(
        tiles.slice(1).map(({ frame }) => frame),
      );
      const cosines = tiles.slice(1).map(({ label }) => Number(label));
      expect([...cosines].sort((a, b) => b - a)).toEqual(cosines);
    }
    parseXml(reportHtml({ sheets }).replace("<!doctype html>\n", ""));
  });

  test("images that cannot be read are left out, and no neighbour is shown for another", async () => {
    const network = await backbones.resnet({
      channels: 3,
      stem: "strided",
      depths: [1],
      width: 4,
      classes: 2,
    });
    const dino = await DINOWrapper.create(network, {
      globalCropSize: 16,
      localCropsNumber: 0,
      originalOutput: "none",
    });
    const partly = (first: bigint) => ({
      length: 12,
      batch: async (indices: ArrayLike<number>) => {
        const present = Array.from(indices).filter((index) => index % 5 !== 1);
        return {
          // Of one grey each, so that a picture tells its number.
          images: present.map((index) =>
            zeros([3, 20 + index, 24])
              .add(index * 20)
              .to("uint8"),
          ),
          labels: zeros([0], { dtype: "int64" }),
          ids: fromTypedArray(
            BigInt64Array.from(present, (index) => first + BigInt(index)),
            [present.length],
          ),
        };
      },
    });
    const sheets = await reportSheets(dino, partly(0n), { images: 4, queries: 3, neighbours: 2 });
    expect(sheets[1]!.rows.length).toBe(3);
    const { default: sharp } = await import("sharp");
    for (const { tiles } of sheets[1]!.rows)
      for (const { png, title, frame } of tiles) {
        const [grey] = await sharp(png).raw().toBuffer();
        expect([title, frame]).toEqual([`image ${grey! / 20}`, undefined]);
      }
    // Where ids are no numbers of images, or others', nothing is said about neighbours.
    for (const first of [1n, 10n ** 12n])
      expect((await reportSheets(dino, partly(first), { images: 4 })).map(({ title }) => title)).toEqual([
        "Where it responds",
        "What it trains on",
      ]);
  });
});
