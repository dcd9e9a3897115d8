// TorchScript's graph executor: its settings side by side, forward and backward at three image sizes in turn, as crops come.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inRoot } from "../scripts/support.mjs";

const SETTINGS = [
  "optimize off",
  "default",
  "profiling off",
  "2 profiled runs",
  "fusion off",
  "dynamic fusion",
];
const SIZES = [48, 32, 24];
const BATCH = 16;
const THREADS = 1;
/** Repeats are fresh processes, since only those have anything to compile. */
const FULL = { repeats: 3, rounds: 8 };
const QUICK = { repeats: 1, rounds: 2 };
/** Steps of each size that are counted as warm-up: the profiling executor compiles in its second and third. */
const WARM_UP = 3;

const BLOCK = `
def forward(self, x: Tensor) -> Tensor:
    B, N, C = x.shape
    y = torch.layer_norm(x, [C], self.norm1_weight, self.norm1_bias, 1e-6)
    qkv = torch.linear(y, self.qkv_weight).reshape(B, N, 3, self.heads, C // self.heads).permute(2, 0, 3, 1, 4)
    y = torch.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2]).transpose(1, 2).reshape(B, N, C)
    x = x + torch.linear(y, self.proj_weight)
    y = torch.layer_norm(x, [C], self.norm2_weight, self.norm2_bias, 1e-6)
    return x + torch.linear(torch.gelu(torch.linear(y, self.fc1_weight)), self.fc2_weight)
`;

/**
 * Medians of the processor's milliseconds a step and of the ratios to "optimize off", round by round; `warm-up` is what the
 * first steps of all sizes took more than later ones. Needs a Python with torch.
 */
export async function bench({ python, median, quick }) {
  const { repeats, rounds } = quick ? QUICK : FULL;
  if (python === undefined)
    return { leftOut: "the settings are changed in Python; set DINO_PYTHON", rows: [] };
  const folder = mkdtempSync(join(tmpdir(), "dino-executor-"));
  const files = await writeModules(folder);
  const names = Object.keys(files);
  // times[module][setting][size][repeat]: the steps in their order
  const times = names.map(() => SETTINGS.map(() => SIZES.map(() => [])));
  let torch;
  for (let repeat = 0; repeat < repeats; ++repeat) {
    const peers = SETTINGS.map((setting) => startPeer(python, setting, Object.values(files)));
    [torch] = await Promise.all(peers.map((peer) => peer.next()));
    for (const module of names.keys()) {
      for (const each of times[module].flat()) each.push([]);
      for (let round = 0; round < WARM_UP + rounds; ++round)
        for (const [s, size] of SIZES.entries())
          for (let i = 0; i < peers.length; ++i) {
            // Each setting comes first as often as any other.
            const turn = (i + round) % peers.length;
            times[module][turn][s][repeat].push(await peers[turn].measure(module, size));
          }
    }
    for (const peer of peers) peer.stop();
  }
  rmSync(folder, { recursive: true });
  const later = (each) => each.flatMap((steps) => steps.slice(WARM_UP));
  const rows = names.flatMap((name, module) =>
    SETTINGS.map((setting, p) => {
      const row = { module: name, setting };
      const extra = Array(repeats).fill(0);
      for (const [s, size] of SIZES.entries()) {
        const [mine, base] = [later(times[module][p][s]), later(times[module][0][s])];
        row[`ms ${size}`] = median(mine);
        row[`ratio ${size}`] = median(mine.map((time, i) => time / base[i]));
        for (const [repeat, steps] of times[module][p][s].entries())
          extra[repeat] +=
            steps.slice(0, WARM_UP).reduce((sum, time) => sum + time, 0) - WARM_UP * median(mine);
      }
      return { ...row, "warm-up": median(extra) };
    }),
  );
  return { torch, batch: BATCH, threads: THREADS, repeats, rounds, rows };
}

async function writeModules(folder) {
  const { backbones, jit, ones, randn, zeros } = createRequire(import.meta.url)(inRoot("dist/index.js"));
  const [dim, patch, depth] = [96, 4, 4];
  const weight = (...shape) => randn(shape).mul(0.02);
  const block = {
    name: "Block",
    source: BLOCK,
    attributes: { heads: { type: "int", value: 3 } },
    parameters: {
      norm1_weight: ones([dim]),
      norm1_bias: zeros([dim]),
      qkv_weight: weight(3 * dim, dim),
      proj_weight: weight(dim, dim),
      norm2_weight: ones([dim]),
      norm2_bias: zeros([dim]),
      fc1_weight: weight(4 * dim, dim),
      fc2_weight: weight(dim, 4 * dim),
    },
  };
  const names = Array.from({ length: depth }, (_, i) => `block${i}`);
  const vit = await jit.define({
    name: "ViT",
    source: `
def forward(self, x: Tensor) -> Tensor:
    x = torch.conv2d(x, self.patch_weight, None, [${patch}, ${patch}]).flatten(2).transpose(1, 2)
${names.map((name) => `    x = self.${name}.forward(x)\n`).join("")}    return x.mean(1)
`,
    parameters: { patch_weight: weight(dim, 3, patch, patch) },
    modules: Object.fromEntries(names.map((name) => [name, block])),
  });
  const modules = { ViT: vit, ResNet: await backbones.resnet18({ stem: "small", width: 16, classes: 10 }) };
  const files = {};
  for (const [name, module] of Object.entries(modules)) {
    files[name] = join(folder, `${name}.pt`);
    await module.save(files[name]);
  }
  return files;
}

function startPeer(python, setting, files) {
  const program = inRoot("bench/executor.py");
  const child = spawn(python, [program, setting, String(BATCH), String(THREADS), ...files], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`the process of "${setting}" ended`);
    return value;
  };
  return {
    next,
    async measure(index, size) {
      child.stdin.write(`${index} ${size}\n`);
      return Number(await next());
    },
    stop: () => child.stdin.end(),
  };
}
