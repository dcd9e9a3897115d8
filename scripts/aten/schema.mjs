// LibTorch's operator schemas, taken apart: `aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { inRoot } from "../support.mjs";

/** The compiled package; the scripts that need LibTorch say so when it is not built. */
export function loadPackage() {
  if (!existsSync(inRoot("dist/index.js"))) throw new Error("The package is not built. Run: npm run build");
  return createRequire(inRoot("package.json"))("./dist/index.js");
}

/**
 * All overloads of `aten` by operator. The overloads are in the order in which the addon tries them.
 * @returns {Map<string, ReturnType<typeof parseSchema>[]>}
 */
export function atenSchemas() {
  const { ops } = loadPackage();
  const { native } = createRequire(inRoot("package.json"))("./dist/native/load.js");
  const names = native().operatorNames("aten");
  return new Map(names.map((name) => [name, ops.aten[name].schemas.map(parseSchema)]));
}

/** One overload: its names, its arguments and its results. */
export function parseSchema(text) {
  const found = /^([\w:]+)(?:\.(\w+))?\((.*)\) -> (.*)$/s.exec(text);
  if (!found) throw new Error(`This is no schema: ${text}`);
  const [, qualified, overload = "", inside, after] = found;
  const args = [];
  let keywordOnly = false;
  for (const part of splitTop(inside)) {
    if (part === "*") keywordOnly = true;
    else args.push({ ...parseType(part), keywordOnly });
  }
  const results = after.startsWith("(") ? splitTop(after.slice(1, -1)) : [after];
  return {
    text,
    name: qualified.slice(qualified.indexOf("::") + 2),
    overload,
    /** As in PyTorch: `add.Tensor`, `relu.default`. */
    key: `${qualified.slice(qualified.indexOf("::") + 2)}.${overload || "default"}`,
    /** As LibTorch prints it and the table of unsafe ones names it: `aten::add.Tensor`, `aten::relu`. */
    qualified: overload ? `${qualified}.${overload}` : qualified,
    args,
    returns: results.map(parseType),
  };
}

/**
 * `Tensor(a!)[] self=None`: `base` is the innermost type, `list` what stands around it (undefined, or its fixed
 * `size`, which may be undefined), `alias` the letter of what it shares memory with, `written` the exclamation mark.
 */
function parseType(text) {
  const found =
    /^(Dict\([^)]*\)|[\w.]+)(\?)?(?:\(([^)]*)\))?(\?)?(\[\d*\])?(?:\(([^)]*)\))?(\?)?(?: (\w+)(?:=(.*))?)?$/s.exec(
      text,
    );
  if (!found) throw new Error(`This is no argument of a schema: ${text}`);
  const [, base, before, inner, between, list, outer, after, name, standard] = found;
  const alias = inner ?? outer;
  const optional = Boolean(before ?? between);
  return {
    name,
    base,
    list: list === undefined ? undefined : { size: list === "[]" ? undefined : Number(list.slice(1, -1)) },
    optional: list === undefined ? optional || Boolean(after) : Boolean(after),
    elementOptional: list !== undefined && optional,
    alias: alias?.replace(/[! ].*$/, ""),
    written: alias?.includes("!") ?? false,
    standard,
  };
}

function splitTop(text) {
  const parts = [];
  let depth = 0;
  let quoted = false;
  let begin = 0;
  for (let i = 0; i < text.length; ++i) {
    const letter = text[i];
    if (quoted) {
      if (letter === "\\") ++i;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === "(" || letter === "[") ++depth;
    else if (letter === ")" || letter === "]") --depth;
    else if (letter === "," && depth === 0) {
      parts.push(text.slice(begin, i));
      begin = i + 1;
    }
  }
  if (text.slice(begin).trim() !== "") parts.push(text.slice(begin));
  return parts.map((part) => part.trim());
}
