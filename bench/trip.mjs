// One trip JavaScript -> operator -> JavaScript: `a.add(b)` on 8 floats, beside Python's on the same LibTorch.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { inRoot } from "../scripts/support.mjs";

const FULL = { calls: 20_000, rounds: 15 };
const QUICK = { calls: 2000, rounds: 5 };

const PYTHON = `
import sys, time, torch
torch.set_num_threads(1)
a, b = torch.ones(8), torch.ones(8)
print(torch.__version__, flush=True)
for line in sys.stdin:
    n = int(line)
    begin = time.perf_counter()
    for _ in range(n):
        a.add(b)
    print((time.perf_counter() - begin) / n * 1e6, flush=True)
`;

/** Medians in microseconds, and the ratios to Python's pair by pair where there is a Python with torch. */
export async function bench({ python, median, quick }) {
  const { calls, rounds } = quick ? QUICK : FULL;
  const { aten, ones, scope, setNumThreads, torchInfo } = createRequire(import.meta.url)(
    inRoot("dist/index.js"),
  );
  setNumThreads(1);
  const [a, b] = [ones([8]), ones([8])];
  const size = aten.numel;
  const turn = () => new Promise(setImmediate);
  const ways = {
    "add, left to garbage collection": async () => {
      for (let i = 0; i < calls; ++i) {
        a.add(b);
        // Handles are freed between turns of the event loop, as in a training loop; that time is counted.
        if (i % 1000 === 999) await turn();
      }
    },
    "add, disposed": async () => {
      for (let i = 0; i < calls; ++i) a.add(b).dispose();
    },
    "add, in scopes of 100": async () => {
      for (let i = 0; i < calls; i += 100)
        scope(() => {
          for (let j = 0; j < 100; ++j) a.add(b);
        });
    },
    "aten.add, disposed": async () => {
      for (let i = 0; i < calls; ++i) aten.add(a, b).dispose();
    },
    "aten.numel (no tensor made)": async () => {
      for (let i = 0; i < calls; ++i) size(a);
    },
  };
  const peer = python === undefined ? undefined : await startPython(python);
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  const peerTimes = [];
  for (let round = -2; round < rounds; ++round) {
    const theirs = peer && (await peer.measure(calls));
    if (round >= 0 && theirs !== undefined) peerTimes.push(theirs);
    for (const [name, way] of Object.entries(ways)) {
      const begin = performance.now();
      await way();
      if (round >= 0) times[name].push(((performance.now() - begin) / calls) * 1000);
    }
  }
  peer?.stop();
  const rows = Object.entries(times).map(([name, each]) => ({
    name,
    microseconds: median(each),
    ratioToPython: peer && median(each.map((time, i) => time / peerTimes[i])),
  }));
  if (peer)
    rows.push({
      name: `Python ${peer.version}: a.add(b)`,
      microseconds: median(peerTimes),
      ratioToPython: 1,
    });
  return { torch: torchInfo().torchVersion, threads: 1, calls, rounds, rows };
}

async function startPython(python) {
  const child = spawn(python, ["-c", PYTHON], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${python} ended`);
    return value;
  };
  const version = await next();
  return {
    version,
    async measure(calls) {
      child.stdin.write(`${calls}\n`);
      return Number(await next());
    },
    stop: () => child.stdin.end(),
  };
}
