/** Eight workers train at once, beside each other on one engine, and get what the main thread gets alone. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PACKAGE, runProgram } from "../support/children";

const WORKERS = 8;
const STEPS = 3;

// The head and the crops have seeds of their own; LibTorch's generator is the process's, so nothing draws from it here.
const TRAIN = `
  async function train(dino, path) {
    dino.setNumThreads(1);
    const net = await dino.jit.load(path);
    const wrapper = await dino.DINOWrapper.create(net, { globalCropSize: 12, localCropSize: 8, localCropsNumber: 2, seed: 7 });
    const adam = new dino.optim.AdamW(wrapper.parameterGroups(), { lr: 1e-2 });
    const images = dino.aten.rand([4, 1, 12, 12], { generator: dino.generator({ seed: 1 }) });
    const values = [];
    for (let step = 0; step < ${STEPS}; ++step) {
      adam.zeroGrad();
      const [output, dinoLoss] = await wrapper.forward(images);
      // Recorded on this thread, the rest on the engine: gradients of both meet in the parameters.
      const loss = output.logSoftmax(1).select(1, 3).mean().neg().add(dinoLoss);
      await loss.backward();
      await adam.step();
      await wrapper.emaUpdate();
      values.push(loss.item());
    }
    const bits = require("crypto").createHash("sha256");
    for (const [name, value] of net.namedParameters()) bits.update(name).update(value.toTypedArray());
    values.push(bits.digest("hex"));
    return values;
  }`;

test("eight workers at once train to the same numbers as the main thread", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dino-workers-"));
  try {
    const worker = `${TRAIN}
      const { parentPort, workerData } = require("worker_threads");
      train(require(${JSON.stringify(PACKAGE)}), workerData).then((values) => parentPort.postMessage(values));`;
    const outcome = await runProgram(
      `${TRAIN}
      const { Worker } = require("worker_threads");
      const path = ${JSON.stringify(join(folder, "net.pt"))};
      (async () => {
        await (await dino.backbones.resnet18({ channels: 1, stem: "small", width: 4, classes: 10 })).save(path);
        const alone = await train(dino, path);
        const start = () => new Promise((resolve, reject) => {
          const w = new Worker(${JSON.stringify(worker)}, { eval: true, workerData: path });
          let values;
          w.once("message", (message) => { values = message; });
          w.once("error", reject);
          w.once("exit", (code) => resolve({ code, values }));
        });
        const all = await Promise.all(Array.from({ length: ${WORKERS} }, start));
        process.stdout.write(JSON.stringify({ alone, all }));
      })();`,
      { timeout: 280_000 },
    );
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    const { alone, all } = JSON.parse(outcome.stdout) as { alone: unknown[]; all: unknown[] };
    expect(alone.slice(0, STEPS)).toEqual(Array.from({ length: STEPS }, () => expect.any(Number)));
    expect(new Set(alone.slice(0, STEPS)).size).toBe(STEPS);
    expect(all).toEqual(Array.from({ length: WORKERS }, () => ({ code: 0, values: alone })));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
