// Starts the peers on one problem, and has them take steps in turn.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inRoot } from "../../scripts/support.mjs";
import { writeProblem } from "./problem.mjs";

/** Ways to write the step in PyTorch: see step.py. */
export const STYLES = ["loops", "fused"];

/**
 * Runs `rounds` steps of each peer, one peer at a time and each first as often as any other. Gives by peer what it is, and
 * of each step the clock's and the processor's milliseconds and the loss; of a step in Python also the milliseconds of
 * what our operators `replaced`.
 */
export async function runPeers({ python, styles, network, rounds, threads, env = {} }) {
  const folder = mkdtempSync(join(tmpdir(), "dino-peers-"));
  try {
    await writeProblem(folder, network);
    const peers = [
      startPeer(process.execPath, [inRoot("bench/peers/step.mjs"), folder, String(threads)], env),
      ...styles.map((style) =>
        startPeer(python, [inRoot("bench/peers/step.py"), folder, String(threads), style], env),
      ),
    ];
    const names = await Promise.all(peers.map((peer) => peer.next()));
    const steps = peers.map(() => []);
    for (let round = 0; round < rounds; ++round)
      for (let i = 0; i < peers.length; ++i) {
        const turn = (i + round) % peers.length;
        const [clock, processor, loss, replaced] = (await peers[turn].step()).split(" ").map(Number);
        steps[turn].push({ clock, processor, loss, replaced });
      }
    await Promise.all(peers.map((peer) => peer.stop()));
    return names.map((name, i) => ({ name, steps: steps[i] }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One way of waiting for all: otherwise GCC's OpenMP would spin longer in Python than here (docs/decisions/003-threads.md). */
export function sameThreads() {
  return { ...process.env, GOMP_SPINCOUNT: process.env.GOMP_SPINCOUNT ?? "10000" };
}

/** Largest difference of the losses of the first steps to those of the first peer, relative to these. */
export function worstDifference(peers, steps) {
  const losses = ({ steps }) => steps.map(({ loss }) => loss);
  const ours = losses(peers[0]).slice(0, steps);
  return peers
    .slice(1)
    .map((peer) => Math.max(...ours.map((loss, i) => Math.abs(losses(peer)[i] - loss) / Math.abs(loss))));
}

function startPeer(program, args, env) {
  const child = spawn(program, args, {
    env: { ...sameThreads(), ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${program} ${args.join(" ")} ended`);
    return value;
  };
  return {
    next,
    step() {
      child.stdin.write("\n");
      return next();
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
