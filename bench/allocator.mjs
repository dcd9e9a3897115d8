// Whole steps with freed memory kept for reuse and without, and with glibc told to keep it: time, page faults, memory.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { inRoot } from "../scripts/support.mjs";

const ROUNDS = Number(process.env.DINO_BENCH_ROUNDS ?? 7);
const QUICK_ROUNDS = 1;
const CACHE = 2 ** 30;

const WAYS = {
  system: { DINO_CPU_CACHE_BYTES: "0" },
  cache: { DINO_CPU_CACHE_BYTES: String(CACHE) },
  // The largest threshold that glibc accepts; what is larger is mapped and unmapped as before.
  glibc: {
    DINO_CPU_CACHE_BYTES: "0",
    GLIBC_TUNABLES: "glibc.malloc.mmap_threshold=33554432:glibc.malloc.trim_threshold=8589934592",
  },
};

/** Each way in a process of its own, one after another, in rounds; ratios to the system's within a round. */
export async function bench({ median, quick }) {
  const rounds = quick ? QUICK_ROUNDS : ROUNDS;
  const rows = [];
  for (const workload of Object.keys(WORKLOADS)) {
    const seen = Object.fromEntries(Object.keys(WAYS).map((way) => [way, []]));
    for (let round = 0; round < rounds; ++round)
      for (const [way, env] of Object.entries(WAYS)) seen[way].push(await measure(workload, env));
    for (const [way, each] of Object.entries(seen)) {
      const ratios = (name) => each.map((one, i) => one[name] / seen.system[i][name]).sort((a, b) => a - b);
      rows.push({
        workload,
        way,
        ...Object.fromEntries(
          Object.keys(each[0]).map((name) => [name, median(each.map((one) => one[name]))]),
        ),
        "wall ratio": median(ratios("wall ms")),
        "CPU ratio": median(ratios("CPU ms")),
        "CPU ratios": `${ratios("CPU ms")[0].toFixed(2)} to ${ratios("CPU ms").at(-1).toFixed(2)}`,
      });
    }
  }
  return { threads: 2, rounds, cache: CACHE, rows };
}

async function measure(workload, env) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), workload], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${workload}: the process ended with ${code}`);
  return JSON.parse(output);
}

const WORKLOADS = {
  "main job's ResNet, B=32": async (dino) => {
    const network = { channels: 1, stem: "strided", depths: [2, 2, 2], width: 16, classes: 10 };
    const conf = { globalCropSize: 24, localCropsNumber: 0, head: { prototypes: 1024 } };
    return await training(dino, await dino.backbones.resnet(network), conf, dino.rand([32, 1, 28, 28]));
  },
  "ViT, width 192, 4 blocks, B=16": async (dino) => {
    const conf = { globalCropSize: 32, localCropSize: 16, localCropsNumber: 2, head: { prototypes: 4096 } };
    return await training(dino, await vit(dino, 192, 4, 3), conf, dino.rand([16, 3, 32, 32]));
  },
  "DINO loss, B=16, 2+8 crops, K=65536": async (dino) => {
    const student = dino.randn([160, 65536], { requiresGrad: true });
    const teacher = dino.randn([32, 65536]);
    const center = dino.zeros([1, 65536]);
    return async () => {
      student.grad = null;
      const { loss, center: next } = await dino.losses.dino({
        student,
        teacher,
        center,
        teacherTemperature: 0.04,
      });
      await loss.backward();
      dino.noGrad(() => center.copy_(next));
    };
  },
};

async function training(dino, module, conf, images) {
  const wrapper = await dino.DINOWrapper.create(module, { originalOutput: "none", ...conf });
  const adam = new dino.optim.AdamW(wrapper.parameterGroups(), { lr: 1e-3 });
  return async () => {
    adam.zeroGrad();
    const [, loss] = await wrapper.forward(images);
    await loss.backward();
    await adam.step();
    await wrapper.emaUpdate();
  };
}

/** A ViT of patches of 4 pixels without position embeddings, so that it takes crops of any size. */
async function vit(dino, width, depth, heads) {
  const forward = "def forward(self, x: Tensor) -> Tensor:\n";
  const linear = (from, to) => ({
    name: "Linear",
    parameters: { weight: dino.randn([to, from]).mul(0.02), bias: dino.zeros([to]) },
    source: `${forward}    return torch.linear(x, self.weight, self.bias)\n`,
  });
  const norm = () => ({
    name: "LayerNorm",
    parameters: { weight: dino.ones([width]), bias: dino.zeros([width]) },
    source: `${forward}    return torch.layer_norm(x, [${width}], self.weight, self.bias)\n`,
  });
  const block = () => ({
    name: "Block",
    modules: {
      norm1: norm(),
      qkv: linear(width, 3 * width),
      proj: linear(width, width),
      norm2: norm(),
      fc1: linear(width, 4 * width),
      fc2: linear(4 * width, width),
    },
    source: `${forward}    b, n, c = x.shape
    q, k, v = self.qkv.forward(self.norm1.forward(x)).view([b, n, 3, ${heads}, c // ${heads}]).permute([2, 0, 3, 1, 4]).unbind(0)
    y = torch.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape([b, n, c])
    x = x + self.proj.forward(y)
    return x + self.fc2.forward(torch.gelu(self.fc1.forward(self.norm2.forward(x))))
`,
  });
  const blocks = Array.from({ length: depth }, (_, i) => [`block${i}`, block()]);
  return await dino.jit.define({
    name: "ViT",
    parameters: { patches: dino.randn([width, 3, 4, 4]).mul(0.1) },
    modules: { ...Object.fromEntries(blocks), norm: norm(), head: linear(width, 10) },
    source: `${forward}    x = torch.conv2d(x, self.patches, None, [4, 4]).flatten(2).transpose(1, 2)
${blocks.map(([name]) => `    x = self.${name}.forward(x)\n`).join("")}    return self.head.forward(self.norm.forward(x).mean(1))
`,
  });
}

/** The child's part: one workload's step, warmed up and measured. */
async function run(workload) {
  const { createRequire } = await import("node:module");
  const dino = createRequire(import.meta.url)(inRoot("dist/index.js"));
  dino.setNumThreads(2);
  dino.manualSeed(0);
  const step = await WORKLOADS[workload](dino);
  const [warm, measured] = [4, 10];
  for (let i = 0; i < warm; ++i) await step();
  const walls = [];
  const before = { cpu: process.cpuUsage(), faults: process.resourceUsage().minorPageFault };
  for (let i = 0; i < measured; ++i) {
    const begin = performance.now();
    await step();
    walls.push(performance.now() - begin);
  }
  const { user, system } = process.cpuUsage(before.cpu);
  const usage = process.resourceUsage();
  return {
    "wall ms": walls.sort((a, b) => a - b)[measured >> 1],
    "CPU ms": (user + system) / 1000 / measured,
    "kernel ms": system / 1000 / measured,
    faults: (usage.minorPageFault - before.faults) / measured,
    "peak MB": usage.maxRSS / 1024,
    "cached MB": dino.memory().cpu.cachedBytes / 2 ** 20,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(JSON.stringify(await run(process.argv[2])));
