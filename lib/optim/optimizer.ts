import { describe } from "../describe";
import { ArgumentError } from "../errors";
import type { ParameterGroupSpec } from "../native/binding";
import { check, job } from "../native/call";
import { native } from "../native/load";
import { NativeObject } from "../native/object";
import { checkOptions } from "../options";
import { handleOf, type Tensor } from "../tensor/tensor";

/** Parameters that share options; options left out are the optimiser's. */
export type ParameterGroup<O> = { readonly parameters: readonly Tensor[] } & Partial<O>;

/**
 * What the optimisers have in common. `step` and `zeroGrad` are jobs in the order of their calls, so they need
 * no `await` between each other; a call that touches what they write does.
 */
export class Optimizer<O extends { lr: number }> {
  readonly #object: NativeObject;
  readonly #groups: O[];

  /** @internal */
  protected constructor(
    kind: "AdamW" | "SGD",
    parameters: readonly Tensor[] | readonly ParameterGroup<O>[],
    defaults: O,
    options: Partial<O>,
  ) {
    const names = Object.keys(defaults);
    checkOptions(options, `${kind}: options`, names);
    if (!Array.isArray(parameters))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${kind}: parameters: expected an array, got ${describe(parameters)}`,
      );
    const groups = isGroups<O>(parameters) ? parameters : [{ parameters: parameters as readonly Tensor[] }];
    const specs: ParameterGroupSpec[] = groups.map((group, i) => {
      checkOptions(group, `${kind}: group ${i}`, ["parameters", ...names]);
      const { parameters: tensors, ...own } = group;
      if (!Array.isArray(tensors))
        throw new ArgumentError(
          "INVALID_ARGUMENT",
          `${kind}: group ${i}: parameters: expected an array of tensors, got ${describe(tensors)}`,
        );
      return {
        parameters: tensors.map((tensor: Tensor, j) =>
          handleOf(tensor, `${kind}: group ${i}: parameter ${j}`),
        ),
        options: {
          ...defaults,
          ...withoutUndefined(options),
          ...withoutUndefined(own),
        } as unknown as ParameterGroupSpec["options"],
      };
    });
    this.#groups = specs.map((spec) => ({ ...spec.options }) as unknown as O);
    this.#object = new NativeObject(check(native().optimizerCreate(kind, specs)), kind);
  }

  /** The options of each group. Assigning to one takes effect from the next `step` that is called. */
  get groups(): readonly O[] {
    const handle = this.#object.handle;
    return this.#groups.map((options, group) => {
      const live = {} as O;
      for (const name of Object.keys(options) as (keyof O & string)[]) {
        Object.defineProperty(live, name, {
          enumerable: true,
          get: () => options[name],
          set: (value: O[typeof name]) => {
            check(native().optimizerSetOption(handle, group, name, value as number | boolean));
            options[name] = value;
          },
        });
      }
      return live;
    });
  }

  /** Learning rate of all groups. */
  set lr(value: number) {
    for (const group of this.groups) group.lr = value;
  }

  /** One update from the gradients; parameters without a gradient are left alone. */
  async step(): Promise<void> {
    const handle = this.#object.handle;
    await job<null>((done) => native().optimizerStep(handle, done));
  }

  /** Sets the gradients to none. */
  async zeroGrad(): Promise<void> {
    const handle = this.#object.handle;
    await job<null>((done) => native().optimizerZeroGrad(handle, done));
  }

  dispose(): void {
    this.#object.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

function isGroups<O>(parameters: readonly unknown[]): parameters is readonly ParameterGroup<O>[] {
  const first = parameters[0];
  return typeof first === "object" && first !== null && "parameters" in first;
}

function withoutUndefined(options: object): object {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
