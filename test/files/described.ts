/** Values of pickles in words that Python and TypeScript write in the same way: see test/files/described.py. */
import { types } from "node:util";
import { aten, isTensor, PickleObject, type PickleValue, type Tensor } from "../../lib";
import { isTuple } from "../../lib/files/pickle-value";

type Words = null | boolean | string | { readonly [key: string]: unknown };

/** The elements' bytes in row-major order. */
export function hexed(tensor: Tensor): string {
  if (tensor.size === 0) return "";
  const dense = aten.clone!(tensor.detach(), { memory_format: "contiguous_format" }) as Tensor;
  const plain = aten.resolve_conj!(aten.resolve_neg!(dense) as Tensor) as Tensor;
  const bytes = aten.view!(plain.reshape([-1]), "uint8") as Tensor;
  return Buffer.from(bytes.toTypedArray() as Uint8Array).toString("hex");
}

export function described(value: PickleValue, strides = true): Words {
  const again = (item: PickleValue) => described(item, strides);
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "bigint") return { integer: String(value) };
  if (typeof value === "number") {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value);
    return { number: bytes.toString("hex") };
  }
  if (isTensor(value)) {
    const { dtype, shape, requiresGrad } = value;
    const own = strides && value.size > 1 ? { strides: value.strides } : {};
    return { tensor: { dtype, shape, requiresGrad, bytes: hexed(value), ...own } };
  }
  if (types.isUint8Array(value)) return { bytes: Buffer.from(value).toString("hex") };
  if (Array.isArray(value)) return { [isTuple(value) ? "tuple" : "list"]: value.map(again) };
  if (types.isSet(value)) return { set: [...value].map((item) => again(item as PickleValue)) };
  if (types.isMap(value))
    return { dict: [...value].map(([key, item]) => [again(key as PickleValue), again(item as PickleValue)]) };
  if (value instanceof PickleObject) {
    if (value.className === "builtins.complex") return { complex: value.args?.map(again) };
    if (value.className === "torch.device") return { name: value.args?.join(":") };
    if (value.args === null) return { name: value.className };
    throw new Error(`no words for ${value.className}`);
  }
  return {
    dict: Object.entries(value as Record<string, PickleValue>).map(([key, item]) => [key, again(item)]),
  };
}

/** Words with the entries of dictionaries and sets in one order: JavaScript and safetensors have their own. */
export function ordered(words: unknown): unknown {
  if (typeof words !== "object" || words === null) return words;
  if (Array.isArray(words)) return words.map(ordered);
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => {
      if (key !== "dict" && key !== "set") return [key, ordered(value)];
      return [key, (value as unknown[]).map((entry) => JSON.stringify(ordered(entry))).sort()];
    }),
  );
}
