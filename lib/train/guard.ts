import { aten } from "../aten/aten";
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
  readonly #buffers: readonly Tensor[];
  readonly #copies: readonly Tensor[];
  #center: Tensor | undefined;
  #state: Tensor<"uint8"> | undefined;
  #imagesSeen = 0;

  constructor(dino: DINOWrapper, draws: Generator) {
    this.#dino = dino;
    this.#draws = draws;
    this.#buffers = buffersOf(dino);
    this.#copies = this.#buffers.map((buffer) => buffer.clone());
  }

  /** Remembers what is now. */
  save(): void {
    this.#forget();
    this.#center = this.#dino.center;
    this.#state = this.#draws.getState();
    this.#imagesSeen = this.#dino.imagesSeen;
    copy(this.#buffers, this.#copies);
  }

  /** Makes buffers and centre what they were at `save`; the generator goes on, since the step's images are not seen again. */
  async undo(): Promise<void> {
    copy(this.#copies, this.#buffers);
    if (this.#center !== undefined)
      await this.#dino.loadStateDict({ center: this.#center }, { strict: false });
  }

  /** The same with the generator and the count of images: the step will be made again. */
  async rewind(): Promise<void> {
    await this.undo();
    const imagesSeen = tensor(BigInt(this.#imagesSeen));
    await this.#dino.loadStateDict({ imagesSeen }, { strict: false });
    imagesSeen.dispose();
    if (this.#state !== undefined) this.#draws.setState(this.#state);
  }

  dispose(): void {
    this.#forget();
    for (const tensor of [...this.#buffers, ...this.#copies]) tensor.dispose();
  }

  #forget(): void {
    this.#center?.dispose();
    this.#state?.dispose();
    this.#center = undefined;
    this.#state = undefined;
  }
}

function copy(from: readonly Tensor[], to: readonly Tensor[]): void {
  if (from.length > 0) noGrad(() => aten._foreach_copy_(to, from));
}

/** Of both networks and their heads. */
function buffersOf(dino: DINOWrapper): Tensor[] {
  return scope((keep) => {
    const parameters = new Set([
      ...dino.student.namedParameters().map(([name]) => name),
      ...(dino.head?.namedParameters() ?? []).map(([name]) => `head.${name}`),
    ]);
    return Object.entries(dino.stateDict())
      .filter(([name]) => {
        const own = /^(?:student|teacher)\.(.*)$/s.exec(name)?.[1];
        return own !== undefined && !parameters.has(own);
      })
      .map(([, tensor]) => keep(tensor as Tensor));
  });
}
