import type { KnnAccuracy } from "../evaluate/evaluate-knn";
import { type ChartInput, chart, type Series } from "./chart";
import type { ReportInput, ReportKnn, ReportSheet, ReportStep, Verdict } from "./input";
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

function figures({ history = [], knn = [], featureDim, prototypes }: ReportInput): Markup | undefined {
  const last = <T>(pick: (step: ReportStep) => T | null | undefined): T | undefined =>
    history.findLast((step) => !missing(pick(step))) === undefined
      ? undefined
      : (pick(history.findLast((step) => !missing(pick(step)))!) as T);
  const first = history.find(({ loss }) => !missing(loss))?.loss;
  const loss = last(({ loss: value }) => value);
  const information = last(({ signals }) => signals?.information);
  const rank = last(({ signals }) => signals?.effectiveRank);
  const total = history.reduce((sum, { images = 0 }) => sum + images, 0);
  const seconds = history.reduce((sum, step) => sum + totalSeconds(step), 0);
  const measured = knn.at(-1);
  const tiles: [name: string, value: string, aside: string][] = [];
  if (measured !== undefined) {
    const controls = [
      measured.randomInit && `random start ${percent(measured.randomInit.top1)}`,
      measured.rawPixels && `raw pixels ${percent(measured.rawPixels.top1)}`,
    ].filter(Boolean);
    tiles.push(["k-NN top-1", percent(measured.teacher.top1), controls.join(" · ")]);
  }
  if (loss !== undefined && first !== undefined) tiles.push(["Loss", format(loss), `${format(first)} in the beginning`]);
  if (information !== undefined)
    tiles.push(["Information", `${format(information)} nats`, prototypes === undefined ? "" : `at most ${format(Math.log(prototypes))}`]);
  if (rank !== undefined)
    tiles.push(["Effective rank", format(Number(rank.toPrecision(3))), featureDim === undefined ? "" : `of ${format(featureDim)} features`]);
  const steps = history.at(-1)?.step;
  if (steps !== undefined) tiles.push(["Steps", format(steps + 1), total > 0 ? `${format(total)} images` : ""]);
  if (seconds > 0) tiles.push(["Time in steps", duration(seconds), total > 0 ? `${format(Math.round(total / seconds))} images/s` : ""]);
  if (tiles.length === 0) return undefined;
  return html`<dl class="figures">${tiles.map(
    ([name, value, aside]) =>
      html`<div><dt>${name}</dt><dd class="value">${value}</dd><dd class="aside">${aside}</dd></div>`,
  )}</dl>`;
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
    return html`<tr class="${key === "teacher" ? "main" : "other"}"><th scope="row">${name}</th><td class="number">${percent(top1)}</td><td class="number">${percent(top5)}</td><td class="bar"><span style="width:${Math.max(0, Math.min(100, 100 * top1)).toFixed(1)}%"></span></td></tr>`;
  };
  const where = (report: ReportKnn, i: number): number => report.step ?? report.epoch ?? i;
  const series: Series[] = given.map(([name, key]) => ({
    name,
    control: key === "randomInit" || key === "rawPixels",
    points: knn.flatMap((report, i) => (report[key] === undefined ? [] : [[where(report, i), report[key].top1] as const])),
  }));
  const xName = last.step !== undefined ? "step" : last.epoch !== undefined ? "epoch" : "measurement";
  return html`<section><h2>What the features are worth</h2>
<p>k-NN with k ${last.k} and temperature ${last.temperature}: ${format(last.images.test)} images of ${last.classes} classes are classified by the ${format(last.images.train)} labelled images that are nearest in feature space${last.size === null ? "" : `, at ${last.size.join(" × ")} pixels`}. Labels are used here and nowhere else. The controls say what the same network knows untrained, and what pixels alone do.</p>
<div class="charts"><div class="card"><table><thead><tr><th></th><th class="number">top-1</th><th class="number">top-5</th><th></th></tr></thead><tbody>${given.map(row)}</tbody></table></div>
${knn.length > 1 && chart({ title: "k-NN top-1", series, unit: percent, xName })}</div></section>
`;
}

/** The curves of the run. */
export function curves({ history = [], prototypes, featureDim }: ReportInput): Markup | undefined {
  const of = (name: string, pick: (step: ReportStep) => number | null | undefined): Series => ({
    name,
    points: history.flatMap((step) => {
      const value = pick(step);
      return missing(value) ? [] : [[step.step, value!] as const];
    }),
  });
  const signal = (name: string, key: keyof NonNullable<ReportStep["signals"]>): Series =>
    of(name, ({ signals }) => signals?.[key]);
  const marks = history.flatMap(({ step, skipped }) =>
    missing(skipped) ? [] : [{ x: step, name: `skipped, ${skipped!.reason}: ${skipped!.culprit}` }],
  );
  const largest = prototypes === undefined ? undefined : Math.log(prototypes);
  const wanted: ChartInput[] = [
    {
      title: "Loss",
      series: [of("loss", ({ loss }) => loss)],
      marks: marks.slice(0, 200),
      ...(largest !== undefined && near(history, largest) && { levels: [{ name: "ln K", y: largest }] }),
      ...(marks.length > 0 && { note: `${format(marks.length)} steps were skipped; the marks on the axis say why.` }),
    },
    {
      title: "Entropy of the targets",
      note: "Nats. A target for each image (H q) and their mean over the batch (H mean q); what is between them is information about the image. Both at ln K, or both at 0, is a collapse.",
      series: [signal("H mean q", "meanEntropy"), signal("H q", "entropy")],
      fromZero: true,
      ...(largest !== undefined && { levels: [{ name: `ln K ${format(largest)}`, y: largest }] }),
    },
    {
      title: "Effective rank of the features",
      note: `How many directions of feature space the teacher uses${featureDim === undefined ? "" : `, of ${format(featureDim)}`}.`,
      series: [signal("rank", "effectiveRank")],
      fromZero: true,
    },
    { title: "Prototypes in use", series: [signal("prototypes", "prototypesInUse")], fromZero: true },
    { title: "Learning rate", series: [of("learning rate", (step) => step.learningRate)], fromZero: true },
    { title: "Teacher momentum", series: [of("momentum", (step) => step.teacherMomentum)] },
    { title: "Teacher temperature", series: [of("temperature", (step) => step.teacherTemperature)] },
    { title: "Weight decay", series: [of("weight decay", (step) => step.weightDecay)] },
    { title: "Gradient norm", series: [of("norm", (step) => step.gradNorm)], fromZero: true },
    { title: "Images per second", series: [of("images/s", (step) => step.imagesPerSecond)], fromZero: true },
  ];
  const drawn = wanted.map(chart).filter((each): each is Markup => each !== undefined);
  if (drawn.length === 0) return undefined;
  return html`<section><h2>How it went</h2><p>Lines are means of neighbouring steps, bands reach from the least to the largest. Values show while the pointer is over a chart.</p>
<div class="charts">${drawn}</div>
${timeSplit(history)}</section>
`;
}

/** Whether the loss comes near ln K, where it says that nothing is learned. */
function near(history: readonly ReportStep[], level: number): boolean {
  return history.some(({ loss }) => loss !== undefined && loss > 0.8 * level && loss < 1.3 * level);
}

function timeSplit(history: readonly ReportStep[]): Markup | undefined {
  const sums = new Map<string, number>();
  for (const { seconds = {} } of history)
    for (const [name, value] of Object.entries(seconds))
      if (Number.isFinite(value) && value >= 0) sums.set(name, (sums.get(name) ?? 0) + value);
  const total = [...sums.values()].reduce((sum, value) => sum + value, 0);
  const steps = history.filter(({ seconds }) => seconds !== undefined).length;
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
  return html`<section><h2>${title}</h2><p>${text}</p>
<div class="card"><table class="sheet${fine && " fine"}">${
    columns.length > 0 &&
    html`<thead><tr>${named && html`<th></th>`}${columns.map((name, i) => html`<th scope="col"${i === 0 && html` class="first"`}>${name}</th>`)}</tr></thead>`
  }<tbody>${rows.map(
    ({ name, tiles }) =>
      html`<tr>${named && html`<th scope="row">${name}</th>`}${tiles.map(
        (tile, i) =>
          html`<td${i === 0 && html` class="first"`}><img${tile.frame && html` class="${tile.frame}"`} src="data:image/png;base64,${Buffer.from(tile.png).toString("base64")}" alt="${tile.title}" title="${tile.title}" loading="lazy" />${tile.label !== undefined && html`<small>${tile.label}</small>`}</td>`,
      )}</tr>
`,
  )}</tbody></table></div></section>
`;
}

/** Files, settings and the machine, folded. */
export function facts({ quarantine = [], checkpoints = [], settings, environment }: ReportInput): Markup | undefined {
  const folded = (name: string, count: string, rows: readonly (readonly [string, string])[], open = false): Markup | undefined =>
    rows.length === 0
      ? undefined
      : html`<details${open && html` open=""`}><summary>${name}<span>${count}</span></summary><div><table><tbody>${rows.map(
          ([key, value]) => html`<tr><th scope="row">${key}</th><td class="text"><code>${value}</code></td></tr>
`,
        )}</tbody></table></div></details>
`;
  const parts = [
    folded(
      "Files that were left out",
      format(quarantine.length),
      reasonsFirst(quarantine),
      quarantine.length > 0 && quarantine.length <= 20,
    ),
    folded("Settings", "", flat(settings)),
    folded("Checkpoints", format(checkpoints.length), checkpoints.map((path, i) => [String(i + 1), path] as const)),
    folded("Environment", "", flat(environment)),
  ].filter(Boolean);
  return parts.length === 0 ? undefined : html`<section><h2>Details</h2>${parts}</section>
`;
}

function reasonsFirst(quarantine: NonNullable<ReportInput["quarantine"]>): (readonly [string, string])[] {
  return quarantine.map(({ path, reason }) => [reason, path] as const);
}

/** Nested data as dotted names and short texts. */
function flat(value: unknown, prefix = "", depth = 0): (readonly [string, string])[] {
  if (typeof value !== "object" || value === null || depth > 6) return prefix === "" ? [] : [[prefix, written(value)]];
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

function totalSeconds({ seconds = {} }: ReportStep): number {
  return Object.values(seconds).reduce((sum, value) => sum + (Number.isFinite(value) ? value : 0), 0);
}

function missing(value: unknown): boolean {
  return value === undefined || value === null;
}
