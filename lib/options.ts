import { describe } from "./describe";
import { ArgumentError } from "./errors";

/** An object of named entries. Each realm (jest gives a file its own) has an Object.prototype, hence no `instanceof`. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Checks that `value` is an object and, where `names` are given, has no other entries: a misspelt option is no default. */
export function checkOptions(value: unknown, what: string, names?: readonly string[]): void {
  if (!isPlainObject(value)) {
    const expected = names === undefined ? "an object" : `an object like { ${names.join(", ")} }`;
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected ${expected}, got ${describe(value)}`);
  }
  const unknown = names && Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: there is no option '${unknown}'; expected ${names?.join(", ")}`,
    );
}

export function checkFunction(value: unknown, what: string): void {
  if (typeof value !== "function")
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected a function, got ${describe(value)}`);
}

/** Both of a pair, or a single value twice; undefined for an array of another length, whose entries are not looked at. */
export function pairOf(value: unknown): [unknown, unknown] | undefined {
  if (!Array.isArray(value)) return [value, value];
  return value.length === 2 ? [value[0], value[1]] : undefined;
}

/** An option that is true or false. */
export function checkFlag(value: unknown, what: string): boolean {
  if (typeof value !== "boolean")
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected a boolean, got ${describe(value)}`);
  return value;
}

/** An AbortSignal, or undefined. By what it can do: each realm has a class of its own. */
export function checkSignal(value: unknown, what: string): AbortSignal | undefined {
  if (value === undefined) return undefined;
  const signal = (value ?? {}) as Partial<AbortSignal>;
  const methods = [signal.addEventListener, signal.removeEventListener, signal.throwIfAborted];
  if (typeof signal.aborted !== "boolean" || !methods.every((method) => typeof method === "function"))
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected an AbortSignal, got ${describe(value)}`);
  return value as AbortSignal;
}
