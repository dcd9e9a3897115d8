// A tensor's elements in JavaScript: a copy (`toTypedArray`) beside the memory itself (`withData`).
import { createRequire } from "node:module";
import { inRoot } from "../scripts/support.mjs";

const ROUNDS = 15;
const QUICK_ROUNDS = 3;
const SIZES = { "1 KB": [2 ** 8, 2000], "1 MB": [2 ** 18, 100], "64 MB": [2 ** 24, 4] };

/** Medians in microseconds, and ratios to toTypedArray pair by pair: handed over, and with every element read. */
export async function bench({ median, quick }) {
  const rounds = quick ? QUICK_ROUNDS : ROUNDS;
  const require = createRequire(import.meta.url);
  const { ones, setNumThreads } = require(inRoot("dist/index.js"));
  setNumThreads(1);
  const sum = (data) => {
    let total = 0;
    for (let i = 0; i < data.length; ++i) total += data[i];
    return total;
  };
  const ways = {
    toTypedArray: (x) => x.toTypedArray().length,
    withData: (x) => x.withData((data) => data.length),
    "withData, write": (x) => x.withData((data) => data.length, { write: true }),
    "toTypedArray, summed": (x) => sum(x.toTypedArray()),
    "withData, summed": (x) => x.withData(sum),
  };
  const rows = [];
  for (const [size, [elements, calls]] of Object.entries(SIZES)) {
    const x = ones([elements]);
    const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
    for (let round = -2; round < rounds; ++round) {
      for (const [name, way] of Object.entries(ways)) {
        const begin = performance.now();
        for (let i = 0; i < calls; ++i) way(x);
        if (round >= 0) times[name].push(((performance.now() - begin) / calls) * 1000);
        // Garbage of one way is not the next one's.
        await new Promise(setImmediate);
      }
    }
    for (const [name, each] of Object.entries(times)) {
      const base =
        times[
          name.replace("withData, summed", "toTypedArray, summed").replace(/^withData.*/, "toTypedArray")
        ];
      rows.push({
        size,
        name,
        microseconds: median(each),
        ratio: median(each.map((time, i) => time / base[i])),
      });
    }
    x.dispose();
  }
  return { rounds, threads: 1, rows };
}
