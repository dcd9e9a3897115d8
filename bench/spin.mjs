// How long OpenMP's threads spin before they sleep: a small DINO step with two threads, alone and beside busy neighbours.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { inRoot } from "../scripts/support.mjs";

// 300000 is what GCC's runtime takes when nobody says anything.
const FULL = { counts: [0, 1000, 10_000, 100_000, 300_000], beside: [0, 1, 3], rounds: 3 };
const QUICK = { counts: [0, 10_000, 300_000], beside: [0, 1], rounds: 1 };
const STEPS = 25;

const PROGRAM = `
const dino = require(${JSON.stringify(inRoot("dist/index.js"))});
(async () => {
  dino.setNumThreads(2);
  const net = await dino.backbones.resnet18({ channels: 1, stem: "small", width: 8, classes: 10 });
  const wrapper = await dino.DINOWrapper.create(net, { globalCropSize: 28, localCropSize: 16, localCropsNumber: 2, originalOutput: "none" });
  const adam = new dino.optim.AdamW(wrapper.parameterGroups());
  const images = dino.rand([16, 1, 28, 28]);
  const times = [];
  for (let i = 0; i < ${STEPS}; ++i) {
    const begin = performance.now();
    adam.zeroGrad();
    const [, loss] = await wrapper.forward(images);
    await loss.backward();
    await adam.step();
    await wrapper.emaUpdate();
    times.push(performance.now() - begin);
  }
  console.log(times.slice(5).sort((a, b) => a - b)[${(STEPS - 5) / 2}]);
})();
`;

/** Medians of milliseconds a step for each count and number of busy neighbours. */
export async function bench({ median, quick }) {
  const { counts, beside, rounds } = quick ? QUICK : FULL;
  const rows = counts.map((count) => ({ spinCount: count }));
  for (const neighbours of beside) {
    const times = counts.map(() => []);
    const busy = Array.from({ length: neighbours }, () => spawn(process.execPath, ["-e", "for (;;);"]));
    for (let round = 0; round < rounds; ++round)
      for (const [i, count] of counts.entries()) times[i].push(await stepTime(count));
    for (const child of busy) child.kill("SIGKILL");
    for (const [i, row] of rows.entries()) row[`ms beside ${neighbours} busy`] = median(times[i]);
  }
  return { threads: 2, steps: STEPS, rounds, rows };
}

async function stepTime(count) {
  const env = { ...process.env, GOMP_SPINCOUNT: String(count) };
  const child = spawn(process.execPath, ["-e", PROGRAM], { env, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the step's process ended with ${code}`);
  return Number(output);
}
