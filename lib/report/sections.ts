import type { KnnAccuracy } from "../evaluate/evaluate-knn";
import { type ChartInput, chart, type Series } from "./chart";
import type {
  ReportInput,
  ReportKnn,
  ReportSheet,
  ReportSignals,
  ReportStep,
  ReportTile,
  Verdict,
} from "./input";
import { html, type Markup } from "./markup";
import { duration, format, percent } from "./numbers";

const WORDS: Readonly<Record<Verdict, string>> = {
  healthy: "Healthy",
  collapsed: "Collapsed: the targets say nothing about the images",
  unstable: "Unstable: some steps did not give usable numbers",
  "too short": "Too short a run to tell",
};

/** The verdict as a sentence. */
export function verdictWords(verdict: Verdict | undefined, improving: boolean | null | undefined): string {
  if (verdict === undefined) return "What the run learned";
  if (verdict !== "healthy") return WORDS[verdict];
  return improving === true
    ? "Healthy, and still improving"
    : improving === false
      ? "Healthy, and no longer improving"
      : WORDS.healthy;
}

/** Title, verdict and the few numbers that matter. */
export function head(input: ReportInput): Markup {
  const { title = "DINO run", date, verdict, improving, reasons = [] } = input;
  return html`<header class="${(verdict ?? "none").replace(" ", "-")}">
<div class="over">${title}${date && html` · <time datetime="${date.toISOString()}">${date.toISOString().slice(0, 16).replace("T", " ")} UTC</time>`}</div>
<h1>${verdict !== undefined && html`<span class="state"></span>`}${verdictWords(verdict, improving)}</h1>
${reasons.length > 0 && html`<ul class="reasons">${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`}
${figures(input)}
</header>
`;
}

function figures(input: ReportInput): Markup | undefined {
  const { history = [], knn = [], featureDim, prototypes, plannedSteps } = input;
  const values = (name: Curve): number[] =>
    history.map((step) => valueIn(step, name)).filter((value) => value !== undefined);
  const measured = knn.at(-1);
  const [losses, ranks, told] = [values("loss"), values("effectiveRank"), values("information")];
  const steps = input.steps ?? history.at(-1)?.step;
  const { images, seconds } = input;
  const controls = [
    measured?.randomInit && `random start ${percent(measured.randomInit.top1)}`,
    measured?.rawPixels && `raw pixels ${percent(measured.rawPixels.top1)}`,
  ];
  const tiles: readonly (readonly [
    name: string,
    value: string | false | undefined,
    aside: string | false | undefined,
  ])[] = [
    ["k-NN top-1", measured && percent(measured.teacher.top1), controls.filter(Boolean).join(", ")],
    ["Loss", formatted(losses.at(-1)), losses.length > 1 && `${formatted(losses[0])} at the start`],
    [
      "Information",
      told.length > 0 && `${told.at(-1)!.toFixed(2)} nats`,
      prototypes !== undefined && `at most ln K, ${Math.log(prototypes).toFixed(2)}`,
    ],
    [
      "Effective rank",
      ranks.length > 0 && ranks.at(-1)!.toFixed(1),
      featureDim !== undefined && `of ${format(featureDim)} features`,
    ],
    [
      "Steps",
      formatted(steps),
      plannedSteps !== undefined && plannedSteps !== steps
        ? `of ${format(plannedSteps)}`
        : images !== undefined && `${format(images)} images`,
    ],
    [
      "Time in steps",
      seconds !== undefined && duration(seconds),
      images !== undefined &&
        seconds !== undefined &&
        seconds > 0 &&
        `${format(Math.round(images / seconds))} images/s`,
    ],
  ];
  const shown = tiles.filter(([, value]) => value);
  if (shown.length === 0) return undefined;
  return html`<dl class="figures">${shown.map(
    ([name, value, aside]) =>
      html`<div><dt>${name}</dt><dd class="value">${value}</dd><dd class="aside">${aside}</dd></div>`,
  )}</dl>`;
}

const formatted = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : format(value);

/** What is drawn over the steps. */
type Curve = keyof ReportSignals | Exclude<keyof ReportStep, "step" | "signals" | "seconds">;

function valueIn(step: ReportStep, name: Curve): number | undefined {
  const value = step[name] ?? step.signals?.[name as keyof ReportSignals];
  return value === null || value === undefined || !Number.isFinite(value) ? undefined : value;
}

/** k-NN with its controls, as a table and over the run. */
export function knnSection(knn: readonly ReportKnn[]): Markup | undefined {
  const last = knn.at(-1);
  if (last === undefined) return undefined;
  const rows: [name: string, key: "teacher" | "student" | "randomInit" | "rawPixels"][] = [
    [last.network === "module" ? "network" : "teacher", "teacher"],
    ["student", "student"],
    ["random start", "randomInit"],
    ["raw pixels", "rawPixels"],
  ];
  const given = rows.filter(([, key]) => last[key] !== undefined);
  const row = ([name, key]: (typeof rows)[number]): Markup => {
    const { top1, top5 } = last[key] as KnnAccuracy;
    return html`<tr class="${key === "teacher" ? "main" : "other"}"><th scope="row">${name}</th><td class="number">${percent(top1)}</td><td class="number">${percent(top5)}</td><td class="bar"><span style="width:${barWidth(top1)}%"></span></td></tr>`;
  };
  const where = (report: ReportKnn, i: number): number => report.step ?? report.epoch ?? i;
  const series: Series[] = given.map(([name, key]) => ({
    name,
    control: key === "randomInit" || key === "rawPixels",
    points: knn.flatMap((report, i) =>
      report[key] === undefined ? [] : [[where(report, i), report[key].top1] as const],
    ),
  }));
  const xName = last.step !== undefined ? "step" : last.epoch !== undefined ? "epoch" : "measurement";
  return html`<section><h2>What the features are worth</h2>
<p>k-NN with k ${last.k} and temperature ${last.temperature}: ${format(last.images.test)} images of ${last.classes} classes are classified by the ${format(last.images.train)} labelled images that are nearest in feature space${last.size === null ? "" : `, at ${last.size.join(" × ")} pixels`}. Labels are used here and nowhere else. The controls say what the same network knows untrained, and what pixels alone do.</p>
<div class="charts"><div class="card"><table><thead><tr><th></th><th class="number">top-1</th><th class="number">top-5</th><th></th></tr></thead><tbody>${given.map(row)}</tbody></table></div>
${knn.length > 1 && chart({ title: "k-NN top-1", series, unit: percent, xName })}</div></section>
`;
}

/** In percent. */
const barWidth = (share: number): string =>
  (Number.isFinite(share) ? Math.max(0, Math.min(100, 100 * share)) : 0).toFixed(1);

/** The curves of the run. */
export function curves({
  history = [],
  prototypes,
  featureDim,
  skipped = [],
  skippedSteps,
}: ReportInput): Markup | undefined {
  const of = (name: string, key: Curve): Series => ({
    name,
    points: history.flatMap((step) => {
      const value = valueIn(step, key);
      return value === undefined ? [] : [[step.step, value] as const];
    }),
  });
  const largest = prototypes === undefined ? undefined : Math.log(prototypes);
  const marks = skipped
    .slice(0, 200)
    .map(({ step, reason, culprit }) => ({ x: step, name: `skipped, ${reason}: ${culprit}` }));
  const missed = skippedSteps ?? skipped.length;
  const losses = of("loss", "loss");
  const wanted: ChartInput[] = [
    {
      title: "Loss",
      series: [losses],
      marks,
      // Far from the curve it would only press it flat.
      ...(largest !== undefined &&
        losses.points.some(([, loss]) => loss > 0.7 * largest) && { levels: [{ name: "ln K", y: largest }] }),
      note: `Cross-entropy of the student's and the teacher's targets over pairs of crops, in nats.${missed > 0 ? ` ${format(missed)} steps were skipped; the marks on the axis say why.` : ""}`,
    },
    {
      title: "Entropy of the targets",
      note: "In nats, of one image's target (H q) and of the batch's mean target (H mean q). What lies between the two is information about the image; when they meet, the run has collapsed.",
      series: [of("H mean q", "meanEntropy"), of("H q", "entropy")],
      fromZero: true,
      ...(largest !== undefined && { levels: [{ name: "ln K", y: largest }] }),
    },
    {
      title: "Effective rank of the features",
      note: `How many directions of feature space the teacher uses${featureDim === undefined ? "" : `, of ${format(featureDim)}`}.`,
      series: [of("rank", "effectiveRank")],
      fromZero: true,
    },
    {
      title: "Divergence of student and teacher",
      note: "In nats: the loss without the entropy of the targets.",
      series: [of("divergence", "divergence")],
      fromZero: true,
    },
    {
      title: "Prototypes in use",
      note: "Prototypes that are the largest of some target of a step.",
      series: [of("prototypes", "prototypesInUse")],
      fromZero: true,
    },
    { title: "Learning rate", series: [of("learning rate", "learningRate")], fromZero: true },
    { title: "Teacher momentum", series: [of("momentum", "teacherMomentum")] },
    { title: "Teacher temperature", series: [of("temperature", "teacherTemperature")] },
    { title: "Weight decay", series: [of("weight decay", "weightDecay")] },
    {
      title: "Gradient norm",
      note: "Of all gradients together, before clipping.",
      series: [of("norm", "gradNorm")],
      fromZero: true,
    },
    { title: "Images per second", series: [of("images/s", "imagesPerSecond")], fromZero: true },
  ];
  const constant = wanted.filter(({ series }) => series.every(isConstant));
  const drawn = wanted
    .filter((each) => !constant.includes(each))
    .map(chart)
    .filter((each): each is Markup => each !== undefined);
  if (drawn.length === 0) return undefined;
  return html`<section><h2>How it went</h2><p>Lines are means of neighbouring steps, bands reach from the least to the largest. Values show while the pointer is over a chart.</p>
<div class="charts">${drawn}</div>
${constant.length > 0 && html`<p class="note">Constant all the time: ${constant.map(({ title, series: [series] }) => `${title.toLowerCase()} ${format(series!.points[0]![1])}`).join(", ")}.</p>`}
${timeSplit(history)}</section>
`;
}

/** One that never changes is no curve. */
function isConstant({ points }: Series): boolean {
  return points.length > 1 && points.every(([, y]) => y === points[0]![1]);
}

function timeSplit(history: readonly ReportStep[]): Markup | undefined {
  const sums = new Map<string, number>();
  for (const { seconds } of history)
    for (const [name, value] of Object.entries(seconds ?? {}))
      if (value !== null && Number.isFinite(value) && value >= 0)
        sums.set(name, (sums.get(name) ?? 0) + value);
  const total = [...sums.values()].reduce((sum, value) => sum + value, 0);
  const steps = history.filter(({ seconds }) => seconds !== undefined && seconds !== null).length;
  if (!(total > 0)) return undefined;
  const parts = [...sums].filter(([, value]) => value > 0);
  const shade = (i: number): string =>
    `--hue:color-mix(in oklab, var(--c${i % 2 === 0 ? 0 : 2}) ${100 - 14 * Math.min(5, Math.floor(i / 2) + (i % 2))}%, var(--card))`;
  return html`<h3>Where a step's time goes</h3><p>${duration(total / steps)} a step on average.</p>
<div class="card"><div class="split">${parts.map(
    ([name, value], i) =>
      html`<span style="${shade(i)};flex:${(value / total).toFixed(4)}" title="${`${name}: ${percent(value / total)}`}"></span>`,
  )}</div><div class="parts">${parts.map(
    ([name, value], i) =>
      html`<span><i style="${shade(i)}"></i>${name} <b>${percent(value / total)}</b></span>`,
  )}</div></div>
`;
}

/** Pictures in rows. */
export function sheetSection({ title, text, columns = [], rows, fine = false }: ReportSheet): Markup {
  const named = rows.some(({ name }) => name !== undefined);
  const width = Math.max(1, columns.length, ...rows.map(({ tiles }) => tiles.length));
  const padding = (count: number): Markup[] => Array.from({ length: width - count }, () => html`<div></div>`);
  return html`<section><h2>${title}</h2><p>${text}</p>
<div class="card"><div class="sheet${named && " named"}${fine && " fine"}" style="--n:${width}">
${
  columns.length > 0 &&
  html`${named && html`<div></div>`}${columns.map((name) => html`<div>${name}</div>`)}${padding(columns.length)}`
}${rows.map(
  ({ name, tiles }) =>
    html`${named && html`<div class="row">${name}</div>`}${tiles.map(picture)}${padding(tiles.length)}`,
)}</div></div></section>
`;
}

function picture({ png, title, label, frame }: ReportTile): Markup {
  const source = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  return html`<div><img${frame && html` class="${frame}"`} src="${source}" alt="${title}" title="${title}" loading="lazy" />${label !== undefined && html`<small>${label}</small>`}</div>
`;
}

/** Files, settings and the machine, folded. */
export function facts({
  quarantine = [],
  checkpoints = [],
  refusedCheckpoints = [],
  health = [],
  settings,
  environment,
}: ReportInput): Markup | undefined {
  const folded = (
    name: string,
    count: string,
    rows: readonly (readonly [string, string])[],
    open = false,
  ): Markup | undefined =>
    rows.length === 0
      ? undefined
      : html`<details${open && html` open=""`}><summary>${name}<span>${count}</span></summary><div><table><tbody>${rows.map(
          ([
            key,
            value,
          ]) => html`<tr><th scope="row">${key}</th><td class="text"><code>${value}</code></td></tr>
`,
        )}</tbody></table></div></details>
`;
  const parts = [
    folded(
      "Noticed on the way",
      format(health.length),
      health.map(({ step, message }) => [`step ${format(step)}`, message] as const),
      true,
    ),
    folded(
      "Files that were left out",
      format(quarantine.length),
      reasonsFirst(quarantine),
      quarantine.length > 0 && quarantine.length <= 20,
    ),
    folded(
      "Checkpoints that could not be read",
      format(refusedCheckpoints.length),
      reasonsFirst(refusedCheckpoints),
      true,
    ),
    folded("Settings", "", flat(settings)),
    folded(
      "Checkpoints",
      format(checkpoints.length),
      checkpoints.map((path, i) => [String(i + 1), path] as const),
    ),
    folded("Environment", "", flat(environment)),
  ].filter(Boolean);
  return parts.length === 0
    ? undefined
    : html`<section><h2>Details</h2>${parts}</section>
`;
}

function reasonsFirst(quarantine: NonNullable<ReportInput["quarantine"]>): (readonly [string, string])[] {
  return quarantine.map(({ path, reason }) => [reason, path] as const);
}

/** Nested data as dotted names and short texts. */
function flat(value: unknown, prefix = "", depth = 0): (readonly [string, string])[] {
  if (typeof value !== "object" || value === null || depth > 6)
    return prefix === "" ? [] : [[prefix, written(value)]];
  if (Array.isArray(value)) return [[prefix, `[${value.map(written).join(", ")}]`]];
  const entries = Object.entries(value);
  if (entries.length === 0) return prefix === "" ? [] : [[prefix, "{}"]];
  return entries.flatMap(([key, entry]) => flat(entry, prefix === "" ? key : `${prefix}.${key}`, depth + 1));
}

function written(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "function") return value.name === "" ? "a function" : `function ${value.name}`;
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return "an object";
  }
}
