// Every operator of ours and the whole step, beside the composed eager version: in this process, and in Python's.
import { createRequire } from "node:module";
import { loadavg } from "node:os";
import { inRoot } from "../scripts/support.mjs";
import { composed } from "./operators/composed.mjs";
import { inPython } from "./operators/python.mjs";
import { stepsBesidePython, stepsInNode } from "./operators/steps.mjs";

const THREADS = Number(process.env.DINO_BENCH_THREADS ?? 2);

/**
 * A result for each operator, or step, and baseline: medians, and the median of the ratios round by round. `bytesMoved` and
 * `bytesLeast` are counted, not measured: what the operator goes over in memory, and arguments and results once.
 * `shareOfCopy` is bytesMoved over the time, relative to `copyGBs`, a copy's bytes read and written in the same run. Peaks are
 * what was resident beyond what was before. Null: has no meaning there, or this system does not tell.
 */
export async function bench({ python, median, quick }) {
  const dino = createRequire(import.meta.url)(inRoot("dist/index.js"));
  dino.setNumThreads(THREADS);
  const options = { dino, python, median, quick, threads: THREADS };
  const leftOut = new Set();
  const results = [];
  const add = (part) => {
    results.push(...part.results);
    for (const what of part.leftOut) leftOut.add(what);
  };
  const here = await composed(options);
  add(here);
  add(await stepsInNode(options));
  let copies = [here.copyGBs];
  if (python === undefined) {
    leftOut.add("PyTorch's ways in Python: DINO_PYTHON names no Python with torch");
  } else {
    const parts = await inPython(options);
    for (const part of parts) add(part);
    copies = parts.map(({ copyGBs }) => copyGBs);
    add(await stepsBesidePython(options));
  }
  for (const what of leftOut) console.error(`left out: ${what}`);
  return {
    torch: dino.torchInfo().torchVersion,
    threads: THREADS,
    copyGBs: median(copies),
    load: loadavg()[0],
    leftOut: [...leftOut],
    results,
    rows: results.map(readable),
  };
}

function readable(result) {
  const MB = (bytes) => (bytes === null ? "" : bytes / 1e6);
  return {
    what: `${result.name}; ${result.shape}; ${result.dtype}`,
    baseline: result.baseline,
    ms: result.medianMs,
    "baseline ms": result.baselineMs,
    ratio: result.ratio,
    "moved MB": MB(result.bytesMoved),
    "least MB": MB(result.bytesLeast),
    "of copy": result.shareOfCopy ?? "",
    "peak MB": MB(result.peakExtraBytes),
    "baseline's": MB(result.baselinePeakExtraBytes),
  };
}
