import { describe } from "../describe";
import { ArgumentError } from "../errors";
import { checkOptions } from "../options";
import described from "./conf.schema.json";

/** Options of `DINOConf.jsonSchema`. */
export interface JsonSchemaOptions {
  /** How keys are spelt. Default "camelCase". */
  readonly keys?: "camelCase" | "snake_case";
}

/** A JSON Schema, plain data. */
export type JsonSchema = { readonly [key: string]: unknown };

export function jsonSchema(options: JsonSchemaOptions): JsonSchema {
  checkOptions(options, "DINOConf.jsonSchema", ["keys"]);
  const { keys = "camelCase" } = options;
  if (keys !== "camelCase" && keys !== "snake_case")
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `DINOConf.jsonSchema: keys: expected "camelCase" or "snake_case", got ${describe(keys)}`,
    );
  const copy = structuredClone(described) as JsonSchema;
  return keys === "camelCase" ? copy : (snakeCased(copy) as JsonSchema);
}

/** The same schema with the names of all properties in snake_case. */
function snakeCased(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(snakeCased);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === "properties")
        return [
          key,
          Object.fromEntries(
            Object.entries(value as object).map(([name, inner]) => [snake(name), snakeCased(inner)]),
          ),
        ];
      if (key === "required") return [key, (value as string[]).map(snake)];
      return [key, snakeCased(value)];
    }),
  );
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
