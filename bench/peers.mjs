// A DINO step beside PyTorch in Python: same sizes, weights, crops and threads; times and losses of one run.
import { loadavg } from "node:os";
import { runPeers, STYLES, worstDifference } from "./peers/peers.mjs";
import { NETWORKS, SMALL_NETWORKS, STEPS } from "./peers/problem.mjs";

const ROUNDS = 24;
const QUICK_ROUNDS = 10;
/** Steps that are left out of the times: allocators and caches fill. */
const WARM_UP = 4;
const THREADS = Number(process.env.DINO_BENCH_THREADS ?? 2);

/**
 * Medians of milliseconds a step, by the clock and by the processor, and of the peers' times over ours, round by round;
 * `loss` is the last of the first 8 steps, `difference` the largest relative one to ours over them.
 */
export async function bench({ python, median, quick }) {
  if (python === undefined) return { leftOut: "the peer is PyTorch in Python; set DINO_PYTHON", rows: [] };
  const rounds = quick ? QUICK_ROUNDS : ROUNDS;
  const rows = [];
  for (const [name, network] of Object.entries(quick ? SMALL_NETWORKS : NETWORKS)) {
    const peers = await runPeers({ python, styles: STYLES, network, rounds, threads: THREADS });
    const differences = [0, ...worstDifference(peers, STEPS)];
    for (const [i, peer] of peers.entries()) {
      const times = (of, key) => of.steps.slice(WARM_UP).map((step) => step[key]);
      const over = (key) => median(times(peer, key).map((time, r) => time / times(peers[0], key)[r]));
      rows.push({
        network: name,
        peer: peer.name,
        ms: median(times(peer, "clock")),
        "ratio to ours": over("clock"),
        "processor ms": median(times(peer, "processor")),
        "processor ratio": over("processor"),
        loss: peer.steps[STEPS - 1].loss,
        difference: differences[i],
      });
    }
  }
  return { threads: THREADS, rounds, load: loadavg()[0], rows };
}
