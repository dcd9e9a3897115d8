// Whether training leaves the event loop free: an HTTP server in the training process answers another process's requests.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { loadavg } from "node:os";
import { inRoot } from "../scripts/support.mjs";

const FULL = { rounds: 3, seconds: 8 };
const QUICK = { rounds: 1, seconds: 3 };
/** Milliseconds between an answer and the next request. */
const PAUSE = 5;
const THREADS = 1;

/** Asks one request after the other, and prints their milliseconds. */
const CLIENT = `
const http = require("node:http");
const [port, seconds, pause] = process.argv.slice(1).map(Number);
const agent = new http.Agent({ keepAlive: true });
const ask = () => new Promise((resolve, reject) => {
  const begin = performance.now();
  http.get({ port, agent }, (answer) => {
    answer.resume().once("end", () => resolve(performance.now() - begin));
  }).once("error", reject);
});
(async () => {
  for (let i = 0; i < 5; ++i) await ask();
  const times = [];
  const end = performance.now() + 1000 * seconds;
  while (performance.now() < end) {
    times.push(await ask());
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  console.log(JSON.stringify(times));
  agent.destroy();
})();
`;

/** Percentiles of the milliseconds to an answer, while the process idles and while it trains, in turns. */
export async function bench({ quick }) {
  const { rounds, seconds } = quick ? QUICK : FULL;
  const server = createServer((_, response) => response.end("here")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const ask = () => requests(server.address().port, seconds);
  const training = await startTraining();
  const times = { idle: [], training: [] };
  let steps = 0;
  for (let round = 0; round < rounds; ++round) {
    times.idle.push(...(await ask()));
    const stop = training.go();
    times.training.push(...(await ask()));
    steps += await stop();
  }
  server.close();
  const rows = Object.entries(times).map(([process, all]) => {
    const sorted = all.sort((a, b) => a - b);
    const at = (share) => sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)];
    return { process, requests: sorted.length, "p50 ms": at(0.5), "p99 ms": at(0.99), "max ms": at(1) };
  });
  return { threads: THREADS, "steps a second": steps / (rounds * seconds), load: loadavg()[0], rows };
}

async function requests(port, seconds) {
  const client = spawn(process.execPath, ["-e", CLIENT, String(port), String(seconds), String(PAUSE)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  client.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const [code] = await once(client, "close");
  if (code !== 0) throw new Error(`the client ended with ${code}`);
  return JSON.parse(output);
}

/** DINO on the embedded data, as `npm start` trains it. */
async function startTraining() {
  const dino = createRequire(import.meta.url)(inRoot("dist/index.js"));
  dino.manualSeed(0);
  dino.setNumThreads(THREADS);
  const data = (name) => inRoot("examples/data", name);
  const dataset = await dino.IdxDataset.open(
    data("fashion-mnist-images.idx.gz"),
    data("fashion-mnist-labels.idx.gz"),
  );
  const conf = dino.DINOConf.recipe("small-images").merge({ channels: 1, originalOutput: "none" });
  const { name, ...options } = conf.backbone;
  const wrapper = await dino.DINOWrapper.create(
    await dino.backbones[name]({ ...options, channels: 1 }),
    conf,
  );
  const { lr, weightDecay, batchSize } = conf.training;
  const adam = new dino.optim.AdamW(wrapper.parameterGroups(), { lr, weightDecay });
  const loader = new dino.DataLoader(dataset, { batchSize, shuffle: true, dropLast: true });
  async function train(isOver) {
    let steps = 0;
    while (!isOver())
      for await (const { images } of loader) {
        if (isOver()) break;
        await adam.zeroGrad();
        const [, loss] = await wrapper.forward(images);
        await loss.backward();
        await adam.step();
        await wrapper.emaUpdate();
        ++steps;
      }
    return steps;
  }
  return {
    /** Trains until the function that it gives is called, which gives the number of steps. */
    go() {
      let over = false;
      const steps = train(() => over);
      return () => {
        over = true;
        return steps;
      };
    },
  };
}
