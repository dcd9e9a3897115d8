import type { DINOWrapper } from "../dino/wrapper";
import { tensor } from "../tensor/data";
import type { Generator } from "../tensor/generator";
import { noGrad, scope } from "../tensor/scope";
import type { Tensor } from "../tensor/tensor";

/**
 * Takes a step back that was begun and must not count: what its forwards changed are buffers (BatchNorm's statistics),
 * the centre and the generator of random numbers. Parameters change last, in the optimiser.
 */
export class StepGuard {
  readonly #dino: DINOWrapper;
  readonly #draws: Generator;
  /** Of both networks and their heads, by their names in a state. */
  readonly #buffers: ReadonlySet<string>;
  #changed: Readonly<Record<string, Tensor>> = {};
  #draw: Tensor<"uint8"> | undefined;
  #imagesSeen = 0;

  constructor(dino: DINOWrapper, draws: Generator) {
    this.#dino = dino;
    this.#draws = draws;
    this.#buffers = buffersOf(dino);
  }

  /** Remembers what is now. */
  save(): void {
    this.dispose();
    this.#draw = this.#draws.getState();
    this.#imagesSeen = this.#dino.imagesSeen;
    // By name, at each step: a module may assign other tensors to its buffers.
    this.#changed = this.#buffers.size === 0 ? { center: this.#dino.center } : this.#copies();
  }

  /** Makes buffers and centre what they were at `save`; the generator goes on, since the step's images are not seen again. */
  async undo(): Promise<void> {
    await this.#dino.loadStateDict(this.#changed, { strict: false });
  }

  /** The same with the generator and the count of images: the step will be made again. */
  async rewind(): Promise<void> {
    await this.undo();
    const imagesSeen = tensor(BigInt(this.#imagesSeen));
    await this.#dino.loadStateDict({ imagesSeen }, { strict: false });
    imagesSeen.dispose();
    if (this.#draw !== undefined) this.#draws.setState(this.#draw);
  }

  dispose(): void {
    for (const tensor of Object.values(this.#changed)) tensor.dispose();
    this.#draw?.dispose();
    this.#changed = {};
    this.#draw = undefined;
  }

  #copies(): Record<string, Tensor> {
    return scope((keep) => {
      const { center, ...state } = this.#dino.stateDict();
      const copies = Object.entries(state)
        .filter(([name]) => this.#buffers.has(name))
        .map(([name, buffer]) => [name, keep(noGrad(() => buffer.clone()))] as const);
      return { ...Object.fromEntries(copies), center: keep(center!) };
    });
  }
}

function buffersOf(dino: DINOWrapper): ReadonlySet<string> {
  return scope(() => {
    const parameters = new Set([
      ...dino.student.namedParameters().map(([name]) => name),
      ...(dino.head?.namedParameters() ?? []).map(([name]) => `head.${name}`),
    ]);
    const names = Object.keys(dino.stateDict()).filter((name) => {
      const own = /^(?:student|teacher)\.(.*)$/s.exec(name)?.[1];
      return own !== undefined && !parameters.has(own);
    });
    return new Set(names);
  });
}
