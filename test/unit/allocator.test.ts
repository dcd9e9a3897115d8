/** Freed CPU memory that is kept for reuse: what is kept, for how long, and what is counted. Programs of their own, since all of it is the process's. */
import { PACKAGE, runProgram } from "../support/children";

const MiB = 2 ** 20;
const run = async (program: string, cache?: string): Promise<unknown> => {
  const set = cache === undefined ? "" : `process.env.DINO_CPU_CACHE_BYTES = ${JSON.stringify(cache)};`;
  const outcome = await runProgram(
    `${set} const MiB = ${MiB}; const cpu = () => dino.memory().cpu;
     const of = (mebibytes) => dino.aten.empty([mebibytes * MiB], { dtype: "uint8" });
     const since = (before) => { const now = cpu(); return Object.fromEntries(Object.entries(now).map(([name, value]) => [name, value - before[name]])); };
     (async () => process.stdout.write(JSON.stringify((await (async () => { ${program} })()) ?? null)))();`,
  );
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  return JSON.parse(outcome.stdout);
};

test("a freed block is handed out again, and counted", async () => {
  const seen = await run(
    `const before = cpu();
     const first = of(4); const used = since(before);
     first.dispose(); const free = since(before);
     of(4); const again = since(before);
     return { used, free, again };`,
    String(64 * MiB),
  );
  expect(seen).toEqual({
    used: {
      allocatedBytes: 4 * MiB,
      peakBytes: 4 * MiB,
      cachedBytes: 0,
      cacheLimit: 0,
      cacheHits: 0,
      cacheMisses: 1,
    },
    free: {
      allocatedBytes: 0,
      peakBytes: 4 * MiB,
      cachedBytes: 4 * MiB,
      cacheLimit: 0,
      cacheHits: 0,
      cacheMisses: 1,
    },
    again: {
      allocatedBytes: 4 * MiB,
      peakBytes: 4 * MiB,
      cachedBytes: 0,
      cacheLimit: 0,
      cacheHits: 1,
      cacheMisses: 1,
    },
  });
});

test("sizes that lie near each other share a block, others do not", async () => {
  const hits = await run(
    `const trip = (bytes) => { const { cacheHits } = cpu(); dino.aten.empty([bytes], { dtype: "uint8" }).dispose(); return cpu().cacheHits - cacheHits; };
     return [trip(4 * MiB), trip(4 * MiB - 1000), trip(4 * MiB + 1000), trip(8 * MiB), trip(MiB - 1), trip(MiB - 1)];`,
    String(64 * MiB),
  );
  expect(hits).toEqual([0, 1, 0, 0, 0, 0]);
});

test("no more is kept than the limit; the longest unused goes first", async () => {
  const seen = await run(
    `const blocks = [2, 4, 8].map(of);
     for (const block of blocks) block.dispose();
     const kept = cpu().cachedBytes / MiB;
     const hit = (mebibytes) => { const { cacheHits } = cpu(); const block = of(mebibytes); return cpu().cacheHits > cacheHits; };
     const found = [hit(2), hit(4), hit(8)];
     of(16).dispose();
     return { kept, found, tooLarge: cpu().cachedBytes };`,
    String(12 * MiB),
  );
  expect(seen).toEqual({ kept: 12, found: [false, true, true], tooLarge: 0 });
});

test("trim and a lower limit give back what is kept; pages really go", async () => {
  const seen = (await run(
    `const resident = () => Number(/VmRSS:\\s+(\\d+)/.exec(require("fs").readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
     const fill = () => [dino.ones([64 * MiB / 4]), dino.ones([64 * MiB / 4])].forEach((x) => x.dispose());
     fill();
     const full = resident();
     const given = dino.trim();
     const trimmed = { cached: cpu().cachedBytes, less: full - resident() };
     const again = dino.trim();
     fill();
     dino.setCpuCache(64 * MiB);
     const lowered = cpu().cachedBytes;
     dino.setCpuCache(0);
     return { given, again, trimmed, lowered, off: cpu(), };`,
    String(512 * MiB),
  )) as { trimmed: { cached: number; less: number }; off: object };
  expect(seen).toMatchObject({
    given: 128 * MiB,
    again: 0,
    trimmed: { cached: 0 },
    lowered: 64 * MiB,
    off: { cachedBytes: 0, cacheLimit: 0 },
  });
  expect(seen.trimmed.less).toBeGreaterThan(100);
});

test("switched on and off while tensors live: each block goes back where it came from", async () => {
  const seen = await run(
    `dino.setCpuCache(0);
     const start = cpu().allocatedBytes;
     const before = dino.ones([4 * MiB]);
     dino.setCpuCache(256 * MiB);
     const during = dino.ones([4 * MiB]);
     before.dispose();
     const system = cpu().cachedBytes;
     dino.setCpuCache(0);
     const sum = dino.scope(() => during.sum().item());
     during.dispose();
     return { system, sum, cached: cpu().cachedBytes, left: cpu().allocatedBytes - start };`,
  );
  expect(seen).toEqual({ system: 0, sum: 4 * MiB, cached: 0, left: 0 });
});

test("results do not depend on what a block held before", async () => {
  const seen = await run(
    `const n = 300_000;
     const values = () => dino.scope(() => {
       const x = dino.arange(n).mul(0.001);
       return [x.sin().cumsum(0).mean().item(), dino.zeros([n]).sum().item(), x.reshape([300, 1000]).matmul(x.reshape([1000, 300])).mean().item()];
     });
     const off = values();
     dino.setCpuCache(256 * MiB);
     dino.full([n], NaN).dispose();
     return [off, values(), values(), cpu().cacheHits > 3];`,
  );
  const [off, ...rest] = seen as number[][];
  expect(rest).toEqual([off, off, true]);
});

test("freed by other threads: the engine and four workers", async () => {
  const seen = await run(
    `const { Worker } = require("worker_threads");
     const body = ${JSON.stringify(
       `const dino = require(${JSON.stringify(PACKAGE)});
        (async () => {
          dino.setNumThreads(1);
          const a = dino.ones([600, 600]);
          for (let i = 0; i < 60; ++i) {
            const b = await dino.aten.matmul.async(a, a);
            const c = b.add(i);
            if (dino.scope(() => c.select(0, 5).select(0, 7).item()) !== 600 + i) throw new Error("wrong memory");
            b.dispose(); c.dispose();
          }
        })();`,
     )};
     const start = cpu();
     await Promise.all([0, 1, 2, 3].map(() => new Promise((resolve, reject) => new Worker(body, { eval: true }).once("error", reject).once("exit", resolve))));
     const { allocatedBytes, cachedBytes, cacheHits } = since(start);
     return { allocatedBytes, kept: cachedBytes > 0, hits: cacheHits > 400, trimmed: dino.trim() === cachedBytes };`,
    String(256 * MiB),
  );
  expect(seen).toEqual({ allocatedBytes: 0, kept: true, hits: true, trimmed: true });
});

test("a worker that loads the addon later leaves the limit alone", async () => {
  const seen = await run(
    `dino.setCpuCache(32 * MiB);
     const { Worker } = require("worker_threads");
     const body = ${JSON.stringify(`require(${JSON.stringify(PACKAGE)}).ones([1]);`)};
     await new Promise((resolve) => new Worker(body, { eval: true }).once("exit", resolve));
     return cpu().cacheLimit;`,
    String(8 * MiB),
  );
  expect(seen).toBe(32 * MiB);
});

test("a request beyond the memory at hand is refused, and what is kept is given up for it first", async () => {
  const seen = await run(
    `dino.ones([64 * MiB]).dispose();
     const kept = cpu().cachedBytes;
     const codes = [2 ** 44, 2 ** 52].map((bytes) => { try { dino.aten.empty([bytes], { dtype: "uint8" }); return "none"; } catch (error) { return error.code; } });
     return { kept, codes, after: cpu().cachedBytes, works: dino.ones([3]).sum().item() };`,
    String(1024 * MiB),
  );
  expect(seen).toEqual({ kept: 256 * MiB, codes: ["OUT_OF_MEMORY", "OUT_OF_MEMORY"], after: 0, works: 3 });
});

test("the variable is checked", async () => {
  const outcome = await runProgram(
    `process.env.DINO_CPU_CACHE_BYTES = "1 GB"; try { dino.ones([1]); } catch (error) { process.stdout.write(error.code + " " + error.message); }`,
  );
  expect(outcome).toMatchObject({
    code: 0,
    stderr: "",
    stdout: 'INVALID_ARGUMENT DINO_CPU_CACHE_BYTES="1 GB" is not a whole number of bytes',
  });
});

test("small blocks are whole, whoever frees them, and none is two tensors' at once", async () => {
  const seen = await run(
    `const live = [];
     let wrong = 0;
     for (let i = 0; i < 4000; ++i) {
       const size = 1 + (i * 7919) % 300;
       live.push([dino.full([size], i), i]);
       if (live.length < 200) continue;
       const [tensor, value] = live.splice((i * 31) % live.length, 1)[0];
       // The engine's thread computes and frees as well.
       const sum = await tensor.async.add(0);
       if (sum.toTypedArray().some((x) => x !== value)) ++wrong;
       sum.dispose();
       tensor.dispose();
     }
     return wrong;`,
  );
  expect(seen).toBe(0);
});
