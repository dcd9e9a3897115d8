// Writes the declarations of `aten.*` from LibTorch's own schemas.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { resultDTypes } from "./aten/dtypes.mjs";
import { atenSchemas } from "./aten/schema.mjs";
import { inRoot, program } from "./support.mjs";

const HELP = `
Usage: node scripts/gen-aten.mjs [--check]

Writes lib/aten/generated/aten.ts from the schemas of the LibTorch that is set up, and prints how many overloads
it declares and which it does not, with the reason. The package must be built (npm run build).
  --check   writes nothing; fails when the file is not what would be written
`;

const TARGET = "lib/aten/generated/aten.ts";

/** As many arguments as a call may have: two bits each of a number's 53 exact ones (lib/aten/invoke.ts). */
const MAX_ARGUMENTS = 26;

const REFUSED = new Map([
  ["Storage", "takes a Storage, which has no counterpart in JavaScript"],
  ["Stream", "takes a Stream of a CUDA device"],
  ["__torch__.torch.classes.rnn.CellParamsBase", "takes cells of quantised recurrent networks"],
  ["Dimname", "takes names of dimensions, which are not supported"],
]);

// What a schema's type is in TypeScript; the names come from lib/aten/types.ts.
const TYPES = new Map([
  ["Tensor", "Tensor"],
  ["Scalar", "AnyScalar"],
  ["int", "Int"],
  ["SymInt", "Int"],
  ["float", "number"],
  ["bool", "boolean"],
  ["str", "string"],
  ["ScalarType", "OperatorDType"],
  ["Device", "Device"],
  ["Layout", "Layout"],
  ["MemoryFormat", "MemoryFormat"],
  ["Generator", "Generator"],
]);

const RESULT_TYPES = new Map([
  ["int", "number | bigint"],
  ["SymInt", "number | bigint"],
  ["SymBool", "boolean"],
  ["Scalar", "number | bigint | boolean | Complex"],
  ["float", "number"],
  ["bool", "boolean"],
  ["ScalarType", "OperatorDType"],
  ["QScheme", "string"],
  ["Dict(Tensor, Tensor)", "ReadonlyMap<Tensor, Tensor>"],
]);

// Words that cannot be the name of a parameter.
const RESERVED = new Set("default delete function in new return this var with".split(" "));

/** The file's text, and the overloads that it leaves out. */
export function declarations(schemas, unsafe, version) {
  const left = [];
  const bodies = [];
  const members = [];
  let declared = 0;
  for (const [name, overloads] of schemas) {
    const lines = [];
    for (const schema of overloads) {
      const reason = refusal(schema);
      if (reason !== undefined) {
        left.push({ schema, reason });
        continue;
      }
      ++declared;
      lines.push(...signatures(schema, Object.hasOwn(unsafe, schema.qualified)));
    }
    if (lines.length === 0) continue;
    bodies.push(`interface O_${name}<M extends Mode> {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`);
    members.push(`  readonly ${name}: Operator<O_${name}<"sync">, O_${name}<"async">>;\n`);
  }
  const text = `// Written by scripts/gen-aten.mjs from the ${declared} schemas of LibTorch ${version} that JavaScript can call. Do not edit.
import type { DType } from "../../tensor/dtype";
import type { Generator } from "../../tensor/generator";
import type { Device, Tensor } from "../../tensor/tensor";
import type { Complex } from "../invoke";
import type {
  AnyScalar, Int, IntOrInts, Ints, Layout, MemoryFormat, Mode, Operator, OperatorDType, Result, TensorOf,
} from "../types";

/** Every operator of LibTorch, with its overloads in the order in which they are tried. */
export interface Aten {
${members.join("")}}

${bodies.join("\n")}`;
  return { text, declared, left };
}

function refusal({ args }) {
  const refused = args.find((arg) => REFUSED.has(arg.base));
  if (refused !== undefined) return REFUSED.get(refused.base);
  return args.length > MAX_ARGUMENTS
    ? `has ${args.length} arguments, a call takes ${MAX_ARGUMENTS}`
    : undefined;
}

/** One signature with all positional arguments, and one with those that have defaults among the options. */
function signatures(schema, unsafe) {
  const positional = schema.args.filter((arg) => !arg.keywordOnly);
  const keywords = schema.args.filter((arg) => arg.keywordOnly);
  let required = positional.length;
  while (required > 0 && positional[required - 1].standard !== undefined) --required;
  const { generics, typeOf, result } = typing(schema);
  const head = generics.length === 0 ? "" : `<${generics.join(", ")}>`;
  const needed = keywords.some((arg) => arg.standard === undefined);
  const property = (arg) =>
    arg.standard === undefined ? `${arg.name}: ${typeOf(arg)}` : `${arg.name}?: ${typeOf(arg)} | undefined`;
  const options = (properties) => {
    const ours = unsafe && !schema.args.some((arg) => arg.name === "unsafe") ? ["unsafe?: boolean"] : [];
    return `{ ${[...properties.map(property), ...ours].join("; ")} }`;
  };
  const parameter = (arg, optional) =>
    `${RESERVED.has(arg.name) ? `${arg.name}_` : arg.name}${optional ? "?" : ""}: ${typeOf(arg)}`;

  const all = positional.map((arg, i) =>
    i < required ? parameter(arg) : needed ? `${parameter(arg)} | undefined` : parameter(arg, true),
  );
  if (keywords.length > 0 || unsafe) all.push(`options${needed ? "" : "?"}: ${options(keywords)}`);
  const lines = [`${head}(${all.join(", ")}): ${result};`];
  if (required < positional.length) {
    const few = positional.slice(0, required).map((arg) => parameter(arg));
    few.push(`options: ${options([...positional.slice(required), ...keywords])}`);
    lines.push(`${head}(${few.join(", ")}): ${result};`);
  }
  return lines;
}

/** The signature's type parameters, the types of its arguments and of its result. */
function typing(schema) {
  const dtypes = resultDTypes(schema);
  const generic = new Map();
  const generics = [];
  const letter = (place) => {
    if (!generic.has(place)) {
      const name = ["D", "E", "F", "G", "H", "I", "J", "K"][generic.size];
      generic.set(place, name);
      generics.push(`${name} extends DType`);
    }
    return generic.get(place);
  };
  const known = (dtype) =>
    dtype?.fixed !== undefined
      ? `"${dtype.fixed}"`
      : dtype?.same !== undefined
        ? letter(dtype.same)
        : "DType";
  // `output_mask` and its like: the results that are not asked for are undefined tensors, which come out as null.
  const masked = schema.args.some((arg) => arg.base === "bool" && arg.list !== undefined);
  const results = schema.returns.map((result, i) => {
    if (result.base !== "Tensor") return RESULT_TYPES.get(result.base);
    const dtype = dtypes[i];
    let type;
    if (dtype?.given !== undefined) {
      const standard = known(dtype.standard);
      if (!generic.has(dtype.given)) {
        generic.set(dtype.given, "X");
        const optional = schema.args[dtype.given].optional;
        generics.push(`X extends OperatorDType${optional ? ` = ${standard}` : ""}`);
      }
      type = "TensorOf<X>";
    } else {
      const name = known(dtype);
      type = name === "DType" ? "Tensor" : `Tensor<${name}>`;
    }
    if (masked) type = `${type} | null`;
    return result.list === undefined ? type : `${type}[]`;
  });
  const inner = results.length === 0 ? "null" : results.length === 1 ? results[0] : `[${results.join(", ")}]`;
  const typeOf = (arg) => argumentType(arg, generic.get(schema.args.indexOf(arg)));
  return { generics, typeOf, result: `Result<M, ${inner}>` };
}

function argumentType(arg, generic) {
  let type = TYPES.get(arg.base);
  if (type === undefined)
    throw new Error(`There is no TypeScript type for ${arg.base}; add it to TYPES or REFUSED`);
  if (generic !== undefined) type = arg.base === "Tensor" ? `Tensor<${generic}>` : generic;
  if (arg.list !== undefined) {
    if (arg.elementOptional) type = `readonly (${type} | null)[]`;
    else if (type === "Int") type = arg.list.size === undefined ? "Ints" : "IntOrInts";
    else type = arg.list.size === undefined ? `readonly ${type}[]` : `${type} | readonly ${type}[]`;
  }
  // null for the dtype of `randint` is not its default, int64, which the result's type is made from.
  const othersNull = generic !== undefined && arg.base === "ScalarType" && arg.standard !== "None";
  return arg.optional && !othersNull ? `${type} | null` : type;
}

await program(import.meta.url, HELP, async (args) => {
  const schemas = atenSchemas();
  const unsafe = JSON.parse(readFileSync(inRoot("lib/aten/unsafe.json"), "utf8"));
  const { version } = JSON.parse(readFileSync(inRoot("lib/libtorch/manifest.json"), "utf8"));
  const { text, declared, left } = declarations(schemas, unsafe, version);
  const all = declared + left.length;
  console.log(
    `${declared} of ${all} overloads of ${schemas.size} operators are declared (${((100 * declared) / all).toFixed(1)} %)`,
  );
  for (const { schema, reason } of left) console.log(`left out: ${schema.qualified} ${reason}`);
  if (args.includes("--check")) {
    if (readFileSync(inRoot(TARGET), "utf8") !== text)
      throw new Error(`${TARGET} is not what LibTorch's schemas say. Run: node scripts/gen-aten.mjs`);
    return;
  }
  mkdirSync(dirname(inRoot(TARGET)), { recursive: true });
  writeFileSync(inRoot(TARGET), text);
});
