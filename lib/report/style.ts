/** The report's style sheet: one column of quiet type, hairlines, one accent; light and dark. */
export const STYLE = `
:root { color-scheme: light dark;
  --page: #f7f7f5; --card: #ffffff; --ink: #1d1f22; --soft: #62676f; --faint: #8b9098; --line: #e5e5e1;
  --c0: #2456c4; --c1: #b4541a; --c2: #2c7a5b; --c3: #7d4aa8; --good: #1f7a4d; --bad: #b3261e; --warn: #9a5b00; --wash: #eef2fb; }
@media (prefers-color-scheme: dark) { :root {
  --page: #131416; --card: #1b1d20; --ink: #e9e9e6; --soft: #a4a9b1; --faint: #7d828a; --line: #2d3035;
  --c0: #86a9ff; --c1: #f0a26b; --c2: #74cba4; --c3: #c39be8; --good: #6fd0a0; --bad: #ff8f85; --warn: #e8b25c; --wash: #1e2533; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.55 Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 56px 32px 96px; }
h1 { font-size: 34px; line-height: 1.18; letter-spacing: -0.018em; font-weight: 650; margin: 10px 0 14px; text-wrap: balance; }
h2 { font-size: 20px; letter-spacing: -0.008em; font-weight: 620; margin: 64px 0 4px; }
h3 { font-size: 15px; font-weight: 620; margin: 32px 0 2px; }
p { margin: 0; max-width: 72ch; } h2 + p, h3 + p { color: var(--soft); margin-bottom: 20px; }
.over { color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.state { display: inline-block; width: 10px; height: 10px; border-radius: 50%; margin-right: 9px; background: var(--faint); }
.healthy .state { background: var(--good); } .collapsed .state { background: var(--bad); } .unstable .state { background: var(--warn); }
.reasons { margin: 0; padding: 0; list-style: none; color: var(--soft); max-width: 76ch; }
.reasons li { margin: 3px 0; padding-left: 19px; position: relative; overflow-wrap: anywhere; }
.reasons li::first-letter { text-transform: uppercase; }
.reasons li::before { content: ""; position: absolute; left: 3px; top: 0.66em; width: 5px; height: 5px; border-radius: 50%; background: var(--faint); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(164px, 1fr)); margin: 36px 0 0; border: 1px solid var(--line); border-radius: 10px; background: var(--card); overflow: hidden; }
.figures div { padding: 16px 18px 15px; border-right: 1px solid var(--line); margin-right: -1px; border-bottom: 1px solid var(--line); margin-bottom: -1px; }
.figures dt { color: var(--soft); font-size: 12.5px; } .figures dd { margin: 0; }
.figures .value { font-size: 25px; line-height: 1.3; font-weight: 600; letter-spacing: -0.015em; font-variant-numeric: tabular-nums; white-space: nowrap; }
.figures .aside { color: var(--faint); font-size: 12.5px; line-height: 1.4; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 440px), 1fr)); gap: 16px; }
figure { margin: 0; } .chart, .card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.chart { padding: 16px 16px 10px; display: flex; flex-direction: column; } .chart svg { flex: none; } .card { padding: 20px 22px; overflow-x: auto; }
figcaption { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 16px; margin-bottom: 8px; font-size: 13px; }
figcaption .name { font-weight: 600; font-size: 14px; margin-right: auto; }
.key { color: var(--soft); white-space: nowrap; } .key b { color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; }
.key i { display: inline-block; width: 14px; border-top: 2px solid var(--hue); vertical-align: 0.28em; margin-right: 6px; }
.key.control i { border-top-style: dashed; } .key.dotted i { border-top-style: dotted; }
.chart p, .note { color: var(--soft); font-size: 13px; margin: 8px 0 4px; }
.c0 { --hue: var(--c0); } .c1 { --hue: var(--c1); } .c2 { --hue: var(--c2); } .c3 { --hue: var(--c3); }
.control { --hue: var(--faint); }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { font-size: 11.5px; fill: var(--faint); font-variant-numeric: tabular-nums; }
.grid { stroke: var(--line); } .axis { stroke: var(--faint); } .level { stroke: var(--faint); stroke-dasharray: 2 3; }
.stroke { fill: none; stroke: var(--hue); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
g.control .stroke { stroke-dasharray: 6 5; stroke-width: 1.6; } g.dotted .stroke { stroke-dasharray: 1 5; stroke-width: 2; }
.band { fill: var(--hue); opacity: 0.16; } .dot { fill: var(--hue); } .mark { fill: var(--bad); }
.hit rect { fill: transparent; } .hit line { stroke: var(--faint); opacity: 0; } .hit circle { fill: var(--card); stroke: var(--hue); stroke-width: 2; opacity: 0; }
.hit:hover line, .hit:hover circle { opacity: 1; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 9px 14px 9px 0; border-bottom: 1px solid var(--line); vertical-align: baseline; font-weight: 400; }
thead th { color: var(--soft); font-size: 12.5px; padding-top: 0; } tbody tr:last-child > * { border-bottom: 0; }
td.number, th.number { text-align: right; white-space: nowrap; } tr.main th, tr.main td { font-weight: 620; }
td.bar { width: 46%; padding-right: 0; } td.bar span { display: block; height: 9px; border-radius: 2px; background: var(--faint); opacity: 0.55; min-width: 1px; }
tr.main td.bar span { background: var(--c0); opacity: 1; }
td.text { overflow-wrap: anywhere; }
.split { display: flex; height: 26px; gap: 2px; border-radius: 5px; overflow: hidden; margin: 4px 0 14px; }
.split span { background: var(--hue); min-width: 2px; } .parts { display: flex; flex-wrap: wrap; gap: 4px 22px; font-size: 13px; color: var(--soft); }
.parts i { display: inline-block; width: 10px; height: 10px; border-radius: 2px; background: var(--hue); margin-right: 7px; } .parts b { color: var(--ink); font-weight: 600; }
.sheet { display: grid; gap: 10px; grid-template-columns: repeat(var(--n), minmax(0, 116px)); align-items: center; }
.sheet.named { grid-template-columns: max-content repeat(var(--n), minmax(0, 116px)); }
.sheet div { color: var(--soft); font-size: 12.5px; text-align: center; line-height: 1.35; } .sheet .row { text-align: right; padding-right: 8px; }
.sheet img { display: block; width: 100%; aspect-ratio: 1; object-fit: contain; border-radius: 5px; background: var(--line); } .sheet.fine img { image-rendering: pixelated; }
.sheet small { display: block; margin: 5px 0 6px; font-size: 12px; color: var(--faint); line-height: 1.3; font-variant-numeric: tabular-nums; }
.sheet .same { box-shadow: 0 0 0 2px var(--card), 0 0 0 4px var(--c2); } .sheet .other { box-shadow: 0 0 0 2px var(--card), 0 0 0 4px var(--c1); }
details { border: 1px solid var(--line); border-radius: 10px; background: var(--card); margin: 12px 0; } summary { padding: 13px 18px; cursor: pointer; font-weight: 600; font-size: 14px; }
summary span { color: var(--faint); font-weight: 400; margin-left: 8px; } details > div { padding: 2px 18px 12px; overflow-x: auto; } details table { font-size: 13.5px; } details th { color: var(--soft); white-space: nowrap; padding-right: 26px; }
details td, details th { padding-top: 5px; padding-bottom: 5px; } code { font: 12.5px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
@media (max-width: 640px) { main { padding: 32px 16px 64px; } h1 { font-size: 27px; } h2 { margin-top: 48px; } .sheet { gap: 4px; } .card { padding: 14px; } }
@media print { body { background: #fff; } main { max-width: none; padding: 0; } .chart, .card, details { break-inside: avoid; } }
`;
