import { describe } from "../describe";
import { ArgumentError } from "../errors";
import type { Handle } from "../native/binding";
import { handleOf, isTensor, type Tensor } from "../tensor/tensor";

/** Tensors, or all of them with their names, as `namedParameters()` gives them. */
export type Parameters = readonly Tensor[] | readonly (readonly [name: string, tensor: Tensor])[];

/** `what` names the parameters in errors. */
export function readParameters(
  parameters: unknown,
  what: string,
): { readonly handles: readonly Handle[]; readonly names: readonly string[] | undefined } {
  if (!Array.isArray(parameters)) throw refused(what, "an array of tensors or [name, tensor]", parameters);
  const names: string[] = [];
  const handles = Array.from(parameters, (item: unknown, i) => {
    const place = `${what}: parameter ${i}`;
    if (!Array.isArray(item) || isTensor(item)) return handleOf(item, place);
    const [name, tensor] = item as unknown[];
    if (typeof name !== "string" || item.length !== 2) throw refused(place, "[name, tensor]", item);
    names.push(name);
    return handleOf(tensor, `${place} (${name})`);
  });
  if (names.length > 0 && names.length < handles.length)
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected names for all parameters or for none`);
  return { handles, names: names.length > 0 ? names : undefined };
}

export function refused(what: string, expected: string, found: unknown): ArgumentError {
  return new ArgumentError("INVALID_ARGUMENT", `${what}: expected ${expected}, got ${describe(found)}`);
}
