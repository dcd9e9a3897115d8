import { describe } from "../describe";
import { ArgumentError } from "../errors";
import type { Handle } from "../native/binding";
import { job } from "../native/call";
import { currentFlags } from "../native/context";
import { native } from "../native/load";
import { checkFlag, checkOptions } from "../options";
import { handleOf, isTensor, type Tensor, tensorOf } from "../tensor/tensor";

interface GraphOptions {
  /** Keeps the graph for another pass. Default: `createGraph` */
  retainGraph?: boolean;
  /** Records the pass itself, so that gradients have gradients. Default: false */
  createGraph?: boolean;
}

/** Options of `backward`. */
export interface BackwardOptions extends GraphOptions {
  /** The gradient of each tensor, of its shape, dtype and device; null or left out for a tensor of one element: 1. */
  gradient?: Tensor | readonly (Tensor | null)[];
}

/**
 * Adds the gradients of the sum of `tensors` to the `grad` of every leaf that they were computed from. Runs on the
 * engine. With `createGraph`, leaves and their gradients keep each other alive: set the gradients to null afterwards.
 * @throws TorchError for a tensor without a graph, or whose graph was used up by a pass without `retainGraph`
 */
export async function backward(
  tensors: Tensor | readonly Tensor[],
  options: BackwardOptions = {},
): Promise<void> {
  checkOptions(options, "backward: options", ["gradient", "retainGraph", "createGraph"]);
  const roots = handles(tensors, "backward: tensors");
  const gradients = gradientHandles(options.gradient, roots.length, "backward: gradient");
  const graph = graphOptions(options, "backward");
  await job<null>((done) => native().backward(roots, gradients, graph, currentFlags(), done));
}

/** Options of `autograd.grad`. */
export interface GradOptions extends GraphOptions {
  /** The gradient of each output; null or left out for an output of one element: 1. */
  gradOutputs?: Tensor | readonly (Tensor | null)[];
  /** Gives null for an input that the outputs were not computed from, instead of an error. Default: false */
  allowUnused?: boolean;
}

/**
 * The gradients of the sum of `outputs` with respect to `inputs`, leaves or not, one for each, of its shape; no `grad`
 * of a leaf changes. Runs on the engine.
 * @throws ArgumentError for an input that does not require a gradient or, without `allowUnused`, is not in the graph
 * @throws TorchError for an output without a graph, or whose graph was used up by a pass without `retainGraph`
 */
export async function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options: GradOptions & { allowUnused: true },
): Promise<(Tensor | null)[]>;
export async function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options?: GradOptions,
): Promise<Tensor[]>;
export async function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options: GradOptions = {},
): Promise<(Tensor | null)[]> {
  checkOptions(options, "grad: options", ["gradOutputs", "retainGraph", "createGraph", "allowUnused"]);
  const roots = handles(outputs, "grad: outputs");
  const leaves = handles(inputs, "grad: inputs");
  const gradients = gradientHandles(options.gradOutputs, roots.length, "grad: gradOutputs");
  const graph = graphOptions(options, "grad");
  const unused = checkFlag(options.allowUnused ?? false, "grad: allowUnused");
  const result = await job<(Handle | null)[]>((done) =>
    native().autogradGrad(roots, gradients, graph, currentFlags(), leaves, unused, done),
  );
  return result.map((handle) => (handle === null ? null : tensorOf(handle)));
}

function graphOptions(options: GraphOptions, what: string): Required<GraphOptions> {
  const createGraph = checkFlag(options.createGraph ?? false, `${what}: createGraph`);
  return { createGraph, retainGraph: checkFlag(options.retainGraph ?? createGraph, `${what}: retainGraph`) };
}

function handles(tensors: unknown, what: string): Handle[] {
  if (isTensor(tensors)) return [handleOf(tensors, what)];
  if (!Array.isArray(tensors) || tensors.length === 0)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected a Tensor or an array of them, got ${describe(tensors)}`,
    );
  return Array.from(tensors, (tensor: unknown, i) => handleOf(tensor, `${what}[${i}]`));
}

function gradientHandles(gradients: unknown, count: number, what: string): (Handle | null)[] {
  if (gradients === undefined || gradients === null) return new Array<null>(count).fill(null);
  const list: unknown = isTensor(gradients) ? [gradients] : gradients;
  if (!Array.isArray(list) || list.length !== count)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected ${count === 1 ? "a Tensor" : `an array of ${count}, one for each tensor`}, got ${describe(gradients)}`,
    );
  return Array.from(list, (item: unknown, i) => (item === null ? null : handleOf(item, `${what}[${i}]`)));
}
