import { isTensor } from "./tensor/tensor";

/** A value in a few words, for error messages; never throws, whatever getters and proxies do. */
export function describe(value: unknown): string {
  try {
    return words(value);
  } catch {
    return "an object";
  }
}

function words(value: unknown): string {
  if (typeof value === "string") return `string ${JSON.stringify(value.slice(0, 80))}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return `${typeof value} ${String(value).slice(0, 80)}`;
  if (value === null || value === undefined) return String(value);
  if (isTensor(value)) return "a Tensor";
  return typeof value === "object"
    ? `an object ${value.constructor?.name ?? ""}`.trim()
    : `a ${typeof value}`;
}
