import type { Handle } from "../native/binding";
import { native } from "../native/load";
import type { Tensor } from "./tensor";

// For a scope that is never left: its promise never settles and nobody can reach it any more.
const abandoned = new FinalizationRegistry<Handle[]>(releaseAll);

/**
 * The tensors that were made in a scope. Its tensors refer to it, so that it is collected with the last of them: one
 * entry of a FinalizationRegistry for all, since each entry costs as much as a call of the addon.
 */
export class Collector {
  readonly outer: Collector | undefined;
  #tensors: Tensor[] = [];
  readonly #handles: Handle[] = [];
  #ended = false;

  constructor(outer: Collector | undefined) {
    this.outer = outer;
    abandoned.register(this, this.#handles);
  }

  /** This, or the scope around it that is still open: what a scope started may go on after its end. */
  get open(): Collector | undefined {
    return this.#ended ? this.outer?.open : this;
  }

  add(tensor: Tensor, handle: Handle): void {
    this.#tensors.push(tensor);
    this.#handles.push(handle);
  }

  /** Ends the scope: who frees its tensors from now on is the caller. */
  end(): readonly Tensor[] {
    const tensors = this.#tensors;
    this.#ended = true;
    this.#tensors = [];
    this.#handles.length = 0;
    return tensors;
  }
}

/**
 * Light tensors that were made one after another outside of any scope, freed when the last of them is garbage: at most
 * `GROUP` of 4 kB each, so that one which lives long keeps little beside itself.
 */
export class Group {
  readonly handles: Handle[] = [];

  constructor() {
    abandoned.register(this, this.handles);
  }

  remove(handle: Handle): void {
    const at = this.handles.indexOf(handle);
    if (at >= 0) this.handles[at] = 0;
  }
}

const GROUP = 32;
let group: Group | undefined;

/** The group of a new light tensor. */
export function groupOf(handle: Handle): Group {
  if (group === undefined || group.handles.length === GROUP) group = new Group();
  group.handles.push(handle);
  return group;
}

/** The turn of the event loop is over. A group that went on would keep its garbage until it is full. */
export function endGroup(): void {
  group = undefined;
}

/** Gives handles back in one call of the addon; stale ones and zeros are ignored. */
export function releaseAll(handles: readonly Handle[]): void {
  // Where there was never a tensor the addon may not be loaded, and cannot be while a test environment ends.
  if (handles.length === 0) return;
  native().releaseAll(new Float64Array(handles), handles.length);
}
