/**
 * Leaving the process while the engine computes, by every way there is. Each way is tried 20 times in child processes, at
 * random moments of different operations; DINO_EXIT_REPEAT=20 makes it 100.
 */
import { type Outcome, PACKAGE, runProgram } from "../support/children";

/** Tries of each way during each of the five operations. */
const REPEAT = Number(process.env.DINO_EXIT_REPEAT ?? 4);
/** Tries of a way that has one operation only. */
const TRIES = 5 * REPEAT;

jest.setTimeout(60_000 + REPEAT * 30_000);

/** Operations that keep the engine busy for seconds; each says "ready" when its job is queued. */
const OPERATIONS: Readonly<Record<string, string>> = {
  matmul: `const a = dino.randn([1500, 1500]); const busy = async () => { for (;;) await dino.aten.matmul.async(a, a); };`,
  convolution: `const x = dino.randn([16, 16, 64, 64]), w = dino.randn([32, 16, 3, 3]);
    const busy = async () => { for (;;) await dino.aten.conv2d.async(x, w); };`,
  backward: `const a = dino.randn([700, 700], { requiresGrad: true });
    const busy = async () => { for (;;) { await a.matmul(a).matmul(a).sum().backward(); a.grad = null; } };`,
  "a DINO step": `const busy = async () => {
      const net = await dino.backbones.resnet18({ channels: 1, stem: "small", width: 8, classes: 10 });
      const wrapper = await dino.DINOWrapper.create(net, { globalCropSize: 28, localCropSize: 16, localCropsNumber: 2 });
      const adam = new dino.optim.AdamW(wrapper.parameterGroups());
      const images = dino.rand([16, 1, 28, 28]);
      for (;;) {
        adam.zeroGrad();
        const [, loss] = await wrapper.forward(images);
        await loss.backward();
        await adam.step();
        await wrapper.emaUpdate();
      }
    };`,
  queue: `const a = dino.randn([600, 600]);
    const busy = async () => { for (let i = 0; i < 200; ++i) dino.aten.matmul.async(a, a).catch(() => {}); };`,
};

interface Way {
  /** What the program does after a random delay. */
  readonly leave: string;
  readonly kill?: NodeJS.Signals;
  readonly code: number | null;
  readonly signal?: NodeJS.Signals;
  readonly stderr?: RegExp;
}

const WAYS: Readonly<Record<string, Way>> = {
  "process.exit": { leave: "process.exit(3)", code: 3 },
  "process.reallyExit": { leave: "process.reallyExit(5)", code: 5 },
  "an uncaught exception": {
    leave: 'throw new Error("uncaught by intention")',
    code: 1,
    stderr: /uncaught by intention/,
  },
  "an unhandled rejection": {
    leave: 'Promise.reject(new Error("unhandled by intention"))',
    code: 1,
    stderr: /unhandled by intention/,
  },
  SIGTERM: { leave: "", kill: "SIGTERM", code: null, signal: "SIGTERM" },
  SIGINT: { leave: "", kill: "SIGINT", code: null, signal: "SIGINT" },
};

function expectCleanExit(outcome: Outcome, way: Way): void {
  expect({ code: outcome.code, signal: outcome.signal, stderr: way.stderr ? "" : outcome.stderr }).toEqual({
    code: way.code,
    signal: way.signal ?? null,
    stderr: "",
  });
  if (way.stderr) expect(outcome.stderr).toMatch(way.stderr);
}

describe.each(Object.entries(WAYS))("leaving by %s", (_, way) => {
  test.each(Object.entries(OPERATIONS))("during %s", async (_, operation) => {
    for (let i = 0; i < REPEAT; ++i) {
      const after = Math.floor(Math.random() * 150);
      const outcome = await runProgram(
        `${operation} busy(); process.stdout.write("ready\\n"); setTimeout(() => { ${way.leave} }, ${way.kill ? 60_000 : after});`,
        way.kill ? { kill: { signal: way.kill, after } } : {},
      );
      expectCleanExit(outcome, way);
    }
  });
});

test("a pending promise keeps the process alive, an idle engine does not", async () => {
  const outcome = await runProgram(
    `const a = dino.randn([800, 800]); dino.aten.matmul.async(a, a).then(() => process.stdout.write("finished"));`,
  );
  expect(outcome).toMatchObject({ code: 0, stderr: "", stdout: "finished" });
});

test("process.exit(0) in the callback of a job, with a queue behind it", async () => {
  for (let i = 0; i < TRIES; ++i) {
    const outcome = await runProgram(
      `const a = dino.randn([400, 400]);
       for (let i = 0; i < 50; ++i) dino.aten.matmul.async(a, a).then(() => { if (i === ${i % 10}) process.exit(0); });
       process.on("exit", () => process.stdout.write("left"));`,
    );
    expect(outcome).toMatchObject({ code: 0, stderr: "", stdout: "left" });
  }
});

test("the end of the program waits for a whole DINO step, and only for that", async () => {
  const outcome = await runProgram(
    `${OPERATIONS["a DINO step"]!.replace("for (;;)", "for (let i = 0; i < 2; ++i)")}
     busy().then(() => process.stdout.write("finished " + dino.memory().pendingJobs));`,
  );
  expect(outcome).toMatchObject({ code: 0, stderr: "", stdout: "finished 0" });
});

test("loaded twice in one thread, as by two copies of the package", async () => {
  const outcome = await runProgram(
    `const first = dino;
     for (const name of Object.keys(require.cache)) delete require.cache[name];
     const second = require(${JSON.stringify(PACKAGE)});
     const sums = [first, second].map((d) => d.ones([3]).add(1).sum().item());
     Promise.all([first, second].map((d) => d.aten.add.async(d.ones([2]), 1))).then(([a, b]) =>
       process.stdout.write(JSON.stringify([first !== second, sums, a.toArray(), b.toArray()])));`,
  );
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(outcome.stdout)).toEqual([true, [6, 6], [2, 2], [2, 2]]);
});

test("importing the package alone loads no LibTorch and ends at once", async () => {
  const outcome = await runProgram(
    `process.stdout.write(String(require("fs").readFileSync("/proc/self/maps", "utf8").includes("libtorch")));`,
  );
  expect(outcome).toMatchObject({ code: 0, stderr: "", stdout: "false" });
});

describe("worker threads", () => {
  const worker = (body: string) =>
    `const { Worker } = require("worker_threads");
     const start = () => new Worker(${JSON.stringify("PROGRAM")}, { eval: true });`.replace(
      JSON.stringify("PROGRAM"),
      JSON.stringify(`const dino = require(${JSON.stringify(PACKAGE)}); ${body}`),
    );
  const busy = `const a = dino.randn([400, 400]); (async () => { for (;;) await dino.aten.matmul.async(a, a); })();
    require("worker_threads").parentPort.postMessage("ready");`;

  test("terminating one that alone loaded the addon", async () => {
    for (let i = 0; i < TRIES; ++i) {
      const outcome = await runProgram(
        `${worker(busy)} const w = start(); w.once("message", () => setTimeout(async () => { await w.terminate(); process.stdout.write("over"); }, ${Math.floor(Math.random() * 80)}));`,
      );
      expect(outcome).toMatchObject({ code: 0, stderr: "", stdout: "over" });
    }
  });

  test("terminating one during a DINO step", async () => {
    const step = `${OPERATIONS["a DINO step"]} busy(); require("worker_threads").parentPort.postMessage("ready");`;
    for (let i = 0; i < TRIES; ++i) {
      const outcome = await runProgram(
        `${worker(step)} const w = start(); w.once("message", () => setTimeout(async () => { await w.terminate(); process.stdout.write("over"); }, ${Math.floor(Math.random() * 150)}));`,
      );
      expect(outcome).toMatchObject({ code: 0, stderr: "", stdout: "over" });
    }
  });

  test("one after another, each ending by itself, the main thread never loading", async () => {
    const outcome = await runProgram(
      `${worker(`dino.aten.matmul.async(dino.ones([64, 64]), dino.ones([64, 64])).then((x) => require("worker_threads").parentPort.postMessage(x.sum().item()));`)}
      (async () => {
        for (let i = 0; i < 5; ++i) {
          const w = start();
          const sum = await new Promise((resolve, reject) => { w.once("message", resolve); w.once("error", reject); });
          const code = await new Promise((resolve) => w.once("exit", resolve));
          process.stdout.write(sum + " " + code + ";");
        }
      })();`,
    );
    expect(outcome).toMatchObject({ code: 0, stderr: "", stdout: "262144 0;".repeat(5) });
  });

  test("one that leaves by process.exit while computing", async () => {
    for (let i = 0; i < TRIES; ++i) {
      const outcome = await runProgram(
        `${worker(`${busy} setTimeout(() => process.exit(0), ${Math.floor(Math.random() * 80)});`)} start().on("exit", (code) => process.stdout.write("exit " + code));`,
      );
      expect(outcome).toMatchObject({ code: 0, stderr: "", stdout: "exit 0" });
    }
  });

  test("four at once, one ended and started again, beside the main thread", async () => {
    const outcome = await runProgram(
      `${worker(busy)}
      const ready = (w) => new Promise((resolve, reject) => { w.once("message", () => resolve(w)); w.once("error", reject); });
      (async () => {
        const a = dino.randn([300, 300]);
        let stop = false;
        const main = (async () => { while (!stop) await dino.aten.matmul.async(a, a); })();
        const workers = await Promise.all([0, 1, 2, 3].map(() => ready(start())));
        for (let round = 0; round < 3; ++round) {
          await workers[round].terminate();
          workers[round] = await ready(start());
        }
        await Promise.all(workers.map((w) => w.terminate()));
        stop = true;
        await main;
        process.stdout.write("over");
      })();`,
    );
    expect(outcome).toMatchObject({ code: 0, stderr: "", stdout: "over" });
  });

  test("the main thread leaves while workers compute", async () => {
    for (let i = 0; i < TRIES; ++i) {
      const outcome = await runProgram(
        `${worker(busy)} const w = start(); start(); w.once("message", () => setTimeout(() => process.exit(4), ${Math.floor(Math.random() * 100)}));`,
      );
      expect(outcome).toMatchObject({ code: 4, stderr: "" });
    }
  });
});
