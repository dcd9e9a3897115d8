import { DisposedError } from "../errors";
import type { PickleValue } from "../files/pickle-value";
import type { Handle, OptimizerKind, OptimizerOptions, OptimizerState } from "../native/binding";
import { check, job } from "../native/call";
import { native } from "../native/load";
import { NativeObject } from "../native/object";
import { checkFlag, checkOptions } from "../options";
import { isTensor, type Tensor, tensorOf } from "../tensor/tensor";
import { type Parameters, readParameters, refused } from "./parameters";
import { type OptimizerStateDict, packGroup, readStateDict, type SavedGroup } from "./state";

/** Parameters that share options; options left out are the optimiser's. */
export type ParameterGroup<O> = { readonly parameters: Parameters } & Partial<O>;

/** The options of a group, to be read and set, and its parameters' names, where they were given with names. */
export type OptimizerGroup<O> = O & { readonly names: readonly string[] | undefined };

/** What tells the kinds apart. */
export interface Kind<O> {
  readonly name: OptimizerKind;
  /** In the order of PyTorch's state dict. */
  readonly defaults: O;
  /** What PyTorch's groups hold besides, and the options here have not. */
  readonly constants: Readonly<Record<string, boolean | null>>;
}

let objectIn: (optimizer: Optimizer<{ lr: number }>) => NativeObject;
let hasObject: (value: object) => boolean;

/**
 * What the optimisers have in common. `step`, `zeroGrad`, `stateDict` and `loadStateDict` are jobs in the order of their
 * calls, so they need no `await` between each other; a call that touches what they write does.
 */
export class Optimizer<O extends { lr: number }> {
  readonly #object: NativeObject;
  readonly #kind: Kind<O>;
  readonly #defaults: O;
  readonly #groups: SavedGroup[] = [];

  static {
    objectIn = (optimizer) => optimizer.#object;
    hasObject = (value) => #object in value;
  }

  /** @internal */
  protected constructor(
    kind: Kind<O>,
    parameters: Parameters | readonly ParameterGroup<O>[],
    options: Partial<O>,
  ) {
    checkOptions(options, `${kind.name}: options`, Object.keys(kind.defaults));
    if (!Array.isArray(parameters)) throw refused(`${kind.name}: parameters`, "an array", parameters);
    this.#kind = kind;
    this.#defaults = { ...kind.defaults, ...withoutUndefined(options) };
    this.#object = new NativeObject(check(native().optimizerCreate(kind.name)), kind.name);
    try {
      const groups = isGroups<O>(parameters) ? parameters : [{ parameters: parameters as Parameters }];
      for (const group of groups) this.addParameterGroup(group as ParameterGroup<O>);
      if (groups.length === 0) throw refused(`${kind.name}: parameters`, "at least one group", parameters);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** The options of each group. Assigning to one takes effect from the next `step` that is called. */
  get groups(): readonly OptimizerGroup<O>[] {
    const handle = this.#object.handle;
    return this.#groups.map(({ names, options }, i) => {
      const live = { names } as OptimizerGroup<O>;
      for (const name of Object.keys(options)) {
        Object.defineProperty(live, name, {
          enumerable: true,
          // loadStateDict makes new groups.
          get: () => this.#groups[i]!.options[name],
          set: (value: number | boolean) => {
            check(native().optimizerSetOptions(handle, i, { [name]: value }));
            this.#groups[i]!.options = { ...this.#groups[i]!.options, [name]: value };
          },
        });
      }
      return live;
    });
  }

  /** Learning rate of all groups; read, it is the first group's where they differ. */
  get lr(): number {
    return this.groups[0]!.lr;
  }

  set lr(value: number) {
    for (const group of this.groups) group.lr = value as OptimizerGroup<O>["lr"];
  }

  /**
   * More parameters to train, from the next `step` that is called.
   * @throws ArgumentError for a parameter that the optimiser has already, that is no leaf or requires no gradient
   */
  addParameterGroup(group: ParameterGroup<O>): void {
    const { name, constants } = this.#kind;
    const what = `${name}: group ${this.#groups.length}`;
    const handle = this.#object.handle;
    checkOptions(group, what, ["parameters", ...Object.keys(this.#defaults)]);
    const { parameters, ...own } = group;
    const { handles, names } = readParameters(parameters, what);
    const options = { ...this.#defaults, ...withoutUndefined(own) } as unknown as OptimizerOptions;
    check(native().optimizerAddGroup(handle, handles, options));
    this.#groups.push({ options, names, size: handles.length, others: constants });
  }

  /** One update from the gradients; parameters without a gradient are left alone. */
  async step(): Promise<void> {
    const handle = this.#object.handle;
    await job<null>((done) => native().optimizerStep(handle, done));
  }

  /** Takes the gradients away or, with `setToNone: false`, writes zeros into them. */
  async zeroGrad(options: { setToNone?: boolean } = {}): Promise<void> {
    checkOptions(options, "zeroGrad: options", ["setToNone"]);
    const setToNone = checkFlag(options.setToNone ?? true, "zeroGrad: setToNone");
    const handle = this.#object.handle;
    await job<null>((done) => native().optimizerZeroGrad(handle, setToNone, done));
  }

  /**
   * State and options in the layout of PyTorch's `state_dict()`, parameters numbered through all groups. `writePickle`
   * writes it for `torch.load`. Unlike PyTorch's, the tensors are copies: later steps do not change them.
   */
  async stateDict(): Promise<OptimizerStateDict> {
    const handle = this.#object.handle;
    let first = 0;
    const groups = this.#groups.map((group) => {
      first += group.size;
      return packGroup(group, first - group.size);
    });
    const saved = await job<OptimizerState>((done) => native().optimizerState(handle, done));
    const state = new Map<number, Record<string, Tensor>>();
    saved.forEach((tensors, i) => {
      if (tensors === null) return;
      state.set(i, Object.fromEntries(Object.entries(tensors).map(([name, at]) => [name, tensorOf(at)])));
    });
    return { state, param_groups: groups };
  }

  /**
   * Takes over copies of a state and its options: of `stateDict`, or of PyTorch's `optimizer.state_dict()` as
   * `readPickle` reads it. Parameters correspond by their order. What a group holds besides, as `initial_lr`, comes back
   * with the next `stateDict`.
   * @throws ArgumentError, ShapeError or DTypeError that names what does not fit (another optimiser's state, other
   * groups, names or shapes); nothing has changed then
   */
  async loadStateDict(stateDict: PickleValue): Promise<void> {
    const handle = this.#object.handle;
    const { name, constants } = this.#kind;
    const made: Tensor[] = [];
    try {
      const { groups, state } = readStateDict(
        stateDict,
        this.#groups,
        constants,
        `${name}.loadStateDict`,
        made,
      );
      await job<null>((done) => {
        const options = groups.map((group) => group.options);
        const queued = native().optimizerLoadState(handle, options, state, done);
        if (queued === undefined) this.#groups.splice(0, this.#groups.length, ...groups);
        return queued;
      });
    } finally {
      for (const tensor of made) tensor.dispose();
    }
  }

  dispose(): void {
    this.#object.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** The handle of an argument called `what`. */
export function optimizerHandleOf(value: unknown, what: string): Handle {
  if (typeof value !== "object" || value === null || !hasObject(value))
    throw refused(what, "an optimiser of optim", value);
  const object = objectIn(value as Optimizer<{ lr: number }>);
  if (object.disposed) throw new DisposedError("DISPOSED", `${what}: the optimiser was disposed`);
  return object.handle;
}

function isGroups<O>(parameters: readonly unknown[]): parameters is readonly ParameterGroup<O>[] {
  const first = parameters[0];
  return typeof first === "object" && first !== null && !isTensor(first) && "parameters" in first;
}

function withoutUndefined(options: object): object {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
