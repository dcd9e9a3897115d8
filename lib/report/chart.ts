import { html, type Markup } from "./markup";
import { format, ticks } from "./numbers";

/** One line of a chart. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** A control: dashed and grey. */
  readonly control?: boolean;
}

/** A line chart with its title. */
export interface ChartInput {
  readonly title: string;
  /** What the chart says, in a sentence. */
  readonly note?: string;
  readonly series: readonly Series[];
  readonly xName?: string;
  /** Levels that mean something: ln K, for example. */
  readonly levels?: readonly { readonly name: string; readonly y: number }[];
  /** Where on x something went wrong, with what. */
  readonly marks?: readonly { readonly x: number; readonly name: string }[];
  /** How a value of y is written. */
  readonly unit?: (value: number) => string;
  /** Whether y begins at 0. */
  readonly fromZero?: boolean;
}

const [WIDTH, HEIGHT] = [560, 212];
const MARGIN = { left: 58, right: 14, top: 12, bottom: 30 } as const;
const [INNER_WIDTH, INNER_HEIGHT] = [WIDTH - MARGIN.left - MARGIN.right, HEIGHT - MARGIN.top - MARGIN.bottom];

/** Points that a line is made of at most; more are averaged in bins. */
const MOST_POINTS = 120;

interface Bin {
  readonly x: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
}

/** The chart as a figure; nothing where no series has a finite point. */
export function chart(input: ChartInput): Markup | undefined {
  const lines = input.series
    .map((series, i) => ({ ...series, bins: binned(series.points), hue: i }))
    .filter(({ bins }) => bins.length > 0)
    .map((line, _, all) => ({
      ...line,
      dotted: line.control === true && line !== all.find(({ control }) => control),
    }));
  if (lines.length === 0) return undefined;
  const levels = (input.levels ?? []).filter(({ y }) => Number.isFinite(y));
  const bins = lines.flatMap((line) => line.bins);
  const xs = extent(bins.flatMap(({ from, to }) => [from, to]));
  const ys = padded(
    extent([
      ...bins.flatMap(({ low, high }) => [low, high]),
      ...levels.map(({ y }) => y),
      ...(input.fromZero ? [0] : []),
    ]),
    input.fromZero === true,
  );
  const x = (value: number): string =>
    at(MARGIN.left + (INNER_WIDTH * (value - xs[0])) / (xs[1] - xs[0] || 1));
  const y = (value: number): string =>
    at(MARGIN.top + INNER_HEIGHT * (1 - (value - ys[0]) / (ys[1] - ys[0])));
  const unit = input.unit ?? format;
  const xName = input.xName ?? "step";
  const last = (line: Line): string => unit(line.bins.at(-1)!.mean);
  return html`<figure class="chart">
<figcaption><span class="name">${input.title}</span>${lines.map(
    (line) =>
      html`<span class="key ${style(line)}"><i></i>${lines.length > 1 || line.control ? `${line.name} ` : ""}<b>${last(line)}</b></span>`,
  )}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${`${input.title}: ${lines.map((line) => `${line.name} ends at ${last(line)}`).join(", ")}`}">
${ticks(ys[0], ys[1], 4).map(
  (value) =>
    html`<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(value)}" y2="${y(value)}" /><text class="tick" x="${MARGIN.left - 8}" y="${y(value)}" dy="0.32em" text-anchor="end">${unit(value)}</text>
`,
)}${ticks(xs[0], xs[1], 5).map(
  (value) =>
    html`<text class="tick" x="${x(value)}" y="${HEIGHT - 12}" text-anchor="${value === xs[1] ? "end" : "middle"}">${format(value)}</text>
`,
)}<line class="axis" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${HEIGHT - MARGIN.bottom}" y2="${HEIGHT - MARGIN.bottom}" />
<text class="tick" x="${MARGIN.left - 8}" y="${HEIGHT - 12}" text-anchor="end">${xName}</text>
${levels.map(
  (level) =>
    html`<line class="level" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(level.y)}" y2="${y(level.y)}" /><text class="tick" x="${WIDTH - MARGIN.right}" y="${y(level.y)}" dy="-0.4em" text-anchor="end">${level.name}</text>
`,
)}${lines.map((line) => drawn(line, x, y))}
${(input.marks ?? []).map(
  (mark) =>
    html`<path class="mark" d="M${x(mark.x)} ${at(HEIGHT - MARGIN.bottom)}l4 7h-8z"><title>${`${xName} ${format(mark.x)}: ${mark.name}`}</title></path>`,
)}${hits(lines, x, y, (value) => `${xName} ${format(value)}`, unit)}
</svg>${input.note === undefined ? undefined : html`<p>${input.note}</p>`}
</figure>
`;
}

/** A series with what it is drawn from. */
interface Line extends Series {
  readonly bins: readonly Bin[];
  readonly hue: number;
  /** The second control and those after it are dotted, so that they can be told from the first. */
  readonly dotted: boolean;
}

const style = ({ control, hue, dotted }: Line): string =>
  control ? (dotted ? "control dotted" : "control") : `line c${hue}`;

type Scale = (value: number) => string;

function drawn(line: Line, x: Scale, y: Scale): Markup {
  const { bins } = line;
  const wide = bins.some(({ low, high }) => low < high);
  const path = bins.map((bin) => `${x(bin.x)} ${y(bin.mean)}`).join("L");
  const upper = bins.map((bin) => `${x(bin.x)} ${y(bin.high)}`);
  const lower = bins.map((bin) => `${x(bin.x)} ${y(bin.low)}`).reverse();
  return html`<g class="${style(line)}">${wide && html`<path class="band" d="M${[...upper, ...lower].join("L")}Z" />`}${
    bins.length > 1
      ? html`<path class="stroke" d="M${path}" />`
      : html`<circle class="dot" cx="${x(bins[0]!.x)}" cy="${y(bins[0]!.mean)}" r="3.5" />`
  }</g>`;
}

/** A strip for each point of the first line, which shows all lines' values there while the pointer is over it. */
function hits(
  lines: readonly Line[],
  x: Scale,
  y: Scale,
  where: (x: number) => string,
  unit: (value: number) => string,
): Markup[] {
  const [first] = [...lines].sort((a, b) => b.bins.length - a.bins.length);
  const edges = first!.bins.map((bin) => Number(x(bin.x)));
  return first!.bins.map((bin, i) => {
    const begin = i === 0 ? MARGIN.left : (edges[i - 1]! + edges[i]!) / 2;
    const end = i === edges.length - 1 ? WIDTH - MARGIN.right : (edges[i]! + edges[i + 1]!) / 2;
    const near = lines.map((line) => ({ line, bin: nearest(line.bins, bin.x) }));
    const said = near.map(({ line, bin: found }) => `${line.name} ${unit(found.mean)}`);
    return html`<g class="hit"><title>${[where(Math.round(bin.x)), ...said].join("\n")}</title><rect x="${at(begin)}" y="${MARGIN.top}" width="${at(Math.max(0, end - begin))}" height="${INNER_HEIGHT}" /><line x1="${x(bin.x)}" x2="${x(bin.x)}" y1="${MARGIN.top}" y2="${HEIGHT - MARGIN.bottom}" />${near.map(
      ({ line, bin: found }) =>
        html`<circle class="${style(line)}" cx="${x(found.x)}" cy="${y(found.mean)}" r="3.5" />`,
    )}</g>
`;
  });
}

function nearest(bins: readonly Bin[], x: number): Bin {
  return bins.reduce((best, bin) => (Math.abs(bin.x - x) < Math.abs(best.x - x) ? bin : best));
}

/** Means of as many neighbouring points as it takes to have few; points that are not finite are left out. */
function binned(points: Series["points"]): Bin[] {
  const finite = points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const size = Math.ceil(finite.length / MOST_POINTS);
  const bins: Bin[] = [];
  for (let begin = 0; begin < finite.length; begin += size) {
    const part = finite.slice(begin, begin + size);
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [xs, ys] = [part.map(([x]) => x), part.map(([, y]) => y)];
    bins.push({
      x: mean(xs),
      mean: mean(ys),
      low: Math.min(...ys),
      high: Math.max(...ys),
      from: xs[0]!,
      to: xs.at(-1)!,
    });
  }
  return bins;
}

function extent(values: readonly number[]): [number, number] {
  return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number]);
}

/** Room above and below, and some height where all values are equal. */
function padded([low, high]: [number, number], fromZero: boolean): [number, number] {
  const room = high > low ? (high - low) * 0.06 : Math.abs(high) * 0.1 || 1;
  return [fromZero && low === 0 ? 0 : low - room, high + room];
}

const at = (pixels: number): string => pixels.toFixed(1).replace(/\.0$/, "");
