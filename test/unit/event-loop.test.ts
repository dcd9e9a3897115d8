/** The event loop turns while the engine computes. */
import { jit, manualSeed, optim, rand, randn, type ScriptModule } from "../../lib";

const TICK = 10;
/** Shares of the timer's ticks that must come; the machine may be busy with others, so the best of a few tries counts. */
const SHARE = 0.8;
const TRIES = 5;

/** How many of a 10 ms timer's ticks came while `job` ran, and how long it ran. */
async function ticksDuring(job: () => Promise<unknown>): Promise<{ ticks: number; milliseconds: number }> {
  let ticks = 0;
  const timer = setInterval(() => ++ticks, TICK);
  const begin = performance.now();
  await job();
  const milliseconds = performance.now() - begin;
  clearInterval(timer);
  return { ticks, milliseconds };
}

/** Lengthens a job until it takes a second, then asks for the ticks. */
async function expectTurning(job: (length: number) => Promise<() => Promise<unknown>>): Promise<void> {
  let length = 1;
  let best = 0;
  for (let i = 0; i < TRIES + 12; ++i) {
    const { ticks, milliseconds } = await ticksDuring(await job(length));
    if (milliseconds < 900) {
      length = Math.ceil(length * Math.min(8, 1100 / Math.max(milliseconds, 1)));
      continue;
    }
    best = Math.max(best, ticks / (milliseconds / TICK));
    if (best >= SHARE) break;
  }
  expect(best).toBeGreaterThanOrEqual(SHARE);
}

let network: ScriptModule;
beforeAll(async () => {
  manualSeed(0);
  network = await jit.define({
    name: "Chain",
    parameters: { weight: randn([256, 256]).mul(1 / 16) },
    source: `
def forward(self, x: Tensor, n: int) -> Tensor:
    for i in range(n):
        x = torch.tanh(torch.matmul(x, self.weight))
    return x.sum()
`,
  });
});

test("during a module's forward", async () => {
  const x = rand([256, 256]);
  await expectTurning(async (length) => () => network.forward(x, length));
});

test("during backward", async () => {
  const x = rand([256, 256]);
  await expectTurning(async (length) => {
    const loss = await network.forward(x, length);
    return () => loss.backward();
  });
});

test("during an optimiser's step", async () => {
  await expectTurning(async (length) => {
    const parameters = Array.from({ length: Math.min(length, 50) }, () =>
      rand([1 << 18], { dtype: "float64", requiresGrad: true }),
    );
    for (const parameter of parameters) parameter.grad = rand([1 << 18], { dtype: "float64" });
    const adam = new optim.AdamW(parameters);
    return async () => {
      // One step of parameters that fit into memory is shorter than a second.
      const steps = Array.from({ length: Math.ceil(length / 50) }, () => adam.step());
      await Promise.all(steps);
    };
  });
});
