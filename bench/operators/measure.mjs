// Times and memory of runs in turns, in this process: measure.py in JavaScript.
import { readFileSync, writeFileSync } from "node:fs";

const FULL = { rounds: 15, milliseconds: 30_000 };
const QUICK = { rounds: 3, milliseconds: 3000 };
/** Rounds that are always taken. */
const LEAST_ROUNDS = 3;

/**
 * Medians of `ours` and each of `baselines`, functions that may be asynchronous, and the median of their ratios round by round.
 * `fields` stand in each result as they are.
 */
export async function measure({ dino, median, quick }, { ours, baselines, ...fields }) {
  const { rounds, milliseconds } = quick ? QUICK : FULL;
  const runs = [ours, ...Object.values(baselines)];
  const times = runs.map(() => []);
  for (const run of runs) await run();
  const begin = performance.now();
  for (let round = 0; round < rounds; ++round) {
    if (round >= LEAST_ROUNDS && performance.now() - begin > milliseconds) break;
    for (let i = 0; i < runs.length; ++i) {
      // Each comes first as often as any other.
      const turn = (i + round) % runs.length;
      const start = performance.now();
      await runs[turn]();
      times[turn].push(performance.now() - start);
      // Garbage of one way is not the next one's.
      await new Promise(setImmediate);
    }
  }
  const peaks = [];
  for (const run of runs) peaks.push(await residentPeak(dino, run));
  return Object.keys(baselines).map((baseline, i) => ({
    name: fields.name,
    shape: fields.shape,
    dtype: fields.dtype,
    baseline,
    medianMs: median(times[0]),
    baselineMs: median(times[i + 1]),
    ratio: median(times[i + 1].map((theirs, round) => theirs / times[0][round])),
    bytesMoved: fields.bytesMoved ?? null,
    bytesLeast: fields.bytesLeast ?? null,
    shareOfCopy: null,
    peakExtraBytes: peaks[0],
    baselinePeakExtraBytes: peaks[i + 1],
  }));
}

/** Bytes that were resident beyond what was before; null where Linux does not tell. See resident_peak of measure.py. */
async function residentPeak(dino, run) {
  dino.trim();
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    return null;
  }
  const before = status("VmRSS");
  await run();
  return Math.max(status("VmHWM") - before, 0);
}

function status(name) {
  const line = readFileSync("/proc/self/status", "utf8").match(new RegExp(`^${name}:\\s+(\\d+)`, "m"));
  return Number(line[1]) * 1024;
}
