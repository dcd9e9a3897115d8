/** Memory comes back: exactly by dispose and scope, after garbage collection without them. */
import { runProgram } from "../support/children";

const GC = { nodeArgs: ["--expose-gc"] };
const HELPERS = `
  const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
  const collect = async () => { for (let i = 0; i < 6; ++i) { gc(); await turn(); } };
  const rss = () => Number(/VmRSS:\\s+(\\d+)/.exec(require("fs").readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
`;

test("counters return to their start after garbage collection", async () => {
  const outcome = await runProgram(
    `${HELPERS}(async () => {
      const start = dino.memory();
      for (let i = 0; i < 2000; ++i) dino.ones([100]).add(1).select(0, 0);
      await collect();
      const end = dino.memory();
      process.stdout.write(JSON.stringify([start, end]));
    })();`,
    GC,
  );
  expect(outcome.stderr).toBe("");
  const [start, end] = JSON.parse(outcome.stdout) as unknown[];
  expect(end).toEqual(start);
});

test("garbage is collected on the strength of native bytes alone", async () => {
  const outcome = await runProgram(
    `${HELPERS}(async () => {
      let peak = 0;
      for (let i = 0; i < 6000; ++i) {
        dino.zeros([1 << 18]);
        if (i % 10 === 0) await new Promise(setImmediate);
        peak = Math.max(peak, rss());
      }
      process.stdout.write(String(peak));
    })();`,
  );
  expect(outcome.stderr).toBe("");
  expect(Number(outcome.stdout)).toBeLessThan(1500);
});

test("a synchronous loop that disposes of nothing ends in an error that shows memory()", async () => {
  const outcome = await runProgram(
    `try { for (;;) dino.zeros([1 << 20]); } catch (error) { process.stdout.write(error.code + " " + error.message); }`,
  );
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  expect(outcome.stdout).toMatch(/^TOO_MANY_TENSORS .*memory\(\): \d+ tensors, \d+ bytes/);
});

test("many small tensors in one turn end the same way", async () => {
  const outcome = await runProgram(
    `try { for (;;) dino.zeros([1]); } catch (error) { process.stdout.write(error.code); }`,
  );
  expect(outcome).toMatchObject({ code: 0, stderr: "", stdout: "TOO_MANY_TENSORS" });
});

test("2,000 steps of training without dispose or scope keep memory level from step 500 on", async () => {
  const outcome = await runProgram(
    `${HELPERS}(async () => {
      dino.manualSeed(0);
      const net = await dino.backbones.resnet18({ channels: 1, stem: "small", width: 4, classes: 10 });
      const wrapper = await dino.DINOWrapper.create(net, { globalCropSize: 12, localCropSize: 8, localCropsNumber: 2, stepsPerEpoch: 500, epochs: 4 });
      const adam = new dino.optim.AdamW(wrapper.parameterGroups(), { lr: 1e-3 });
      const images = dino.rand([4, 1, 12, 12]);
      const labels = dino.tensor([0n, 1n, 2n, 3n]);
      const at = {};
      for (let step = 1; step <= 2000; ++step) {
        adam.zeroGrad();
        const [output, loss] = await wrapper.forward(images);
        await dino.losses.crossEntropy(output, labels).add(loss).backward();
        await adam.step();
        await wrapper.emaUpdate();
        if (step === 500 || step === 2000) { await collect(); at[step] = { rss: rss(), ...dino.memory() }; }
      }
      process.stdout.write(JSON.stringify(at));
    })();`,
    { ...GC, timeout: 600_000 },
  );
  expect(outcome.stderr.replace(/.*Warning.*\n|.*trace-warnings.*\n/g, "")).toBe("");
  const at = JSON.parse(outcome.stdout) as Record<string, { rss: number; tensors: number }>;
  expect(at[2000]!.tensors).toBe(at[500]!.tensors);
  expect(at[2000]!.rss - at[500]!.rss).toBeLessThan(20);
}, 700_000);
