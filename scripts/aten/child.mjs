// The process in which operators run that may end it. Its argument is a folder with work.json: operators and how
// many samples of each. A sample below zero is a mutation (mutations.mjs) of the call in base.json there. It says through a file there where it is, since nothing else outlives a crash, and writes one
// line of JSON an operator to its standard output.
import { openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { realize, sampleArguments } from "./arguments.mjs";
import { resultDTypes } from "./dtypes.mjs";
import { baseArguments, valueMutations } from "./mutations.mjs";
import { loadPackage, parseSchema } from "./schema.mjs";

const [, , folder] = process.argv;
const { operators, samples, only } = JSON.parse(readFileSync(join(folder, "work.json"), "utf8"));
const place = openSync(join(folder, "place"), "w");
const dino = loadPackage();
dino.setNumThreads(1);

const where = new Int32Array(2);
for (const { at, schema: text, from, skip, mutate } of operators) {
  const schema = parseSchema(text);
  const result = { key: schema.key, ran: 0, refused: {}, mutated: 0, wrongDType: [], slow: 0, cases: [] };
  const rules = resultDTypes(schema);
  const attempt = (sample, specs, body) => {
    if (skip.includes(sample) || (only !== undefined && sample !== only)) return;
    where[0] = at;
    where[1] = sample;
    writeSync(place, where, 0, 8, 0);
    const begin = performance.now();
    try {
      dino.manualSeed(1);
      dino.scope(() => body(specs()));
    } catch (error) {
      const message = String(error.message).split("\n")[0].slice(0, 160);
      const code = error.code ?? error.name;
      result.refused[code] ??= { count: 0, message };
      ++result.refused[code].count;
    }
    if (performance.now() - begin > 2000) ++result.slow;
  };
  for (let sample = from; sample < samples; ++sample)
    attempt(
      sample,
      () => sampleArguments(schema, sample),
      (specs) => {
        const values = run(schema, rules, specs, result);
        if (sample % 3 !== 2 && result.cases.length < 4 && values.length > 0) result.cases.push(specs);
        ++result.ran;
      },
    );
  if (mutate) {
    const base = baseArguments(schema, (specs) => runs(schema, specs));
    writeFileSync(join(folder, "base.json"), JSON.stringify(base ?? null));
    for (const [i, { args }] of (base === undefined ? [] : valueMutations(schema, base)).entries()) {
      attempt(
        -1 - i,
        () => args,
        (specs) => run(schema, rules, specs, result),
      );
      ++result.mutated;
    }
  }
  writeSync(1, `${JSON.stringify(result)}\n`);
  await new Promise(setImmediate);
}
function runs(schema, specs) {
  try {
    dino.scope(() => call(schema, realizeAll(specs)));
    return true;
  } catch {
    return false;
  }
}

function realizeAll(specs) {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, realize(spec, dino)]));
}

function call(schema, args) {
  return dino.ops.aten[schema.key]({ ...args, unsafe: args.unsafe ?? true });
}

// Gives the results.
function run(schema, rules, specs, result) {
  const args = realizeAll(specs);
  const value = call(schema, args);
  const values = schema.returns.length === 1 ? [value] : Array.isArray(value) ? value : [];
  for (let i = 0; i < values.length; ++i) {
    const expected = expectedDType(rules[i], schema, args);
    const found = tensorsOf(values[i]).find((tensor) => expected !== undefined && tensor.dtype !== expected);
    if (found !== undefined && result.wrongDType.length < 3)
      result.wrongDType.push({ args: specs, place: i, expected, found: found.dtype });
  }
  for (const tensor of values.flatMap(tensorsOf)) read(tensor);
  return values;
}

// A result that points beyond its memory shows when it is read.
function read(tensor) {
  try {
    if (tensor.size < 1000) tensor.toTypedArray();
  } catch {
    // Sparse and quantised ones have no typed array.
  }
}

function expectedDType(rule, schema, args) {
  if (rule === undefined) return undefined;
  if (rule.fixed !== undefined) return rule.fixed;
  if (rule.same !== undefined) return tensorsOf(args[schema.args[rule.same].name])[0]?.dtype;
  const arg = schema.args[rule.given];
  const given = args[arg.name];
  // null asks for the maker's own choice, where leaving it out asks for the schema's.
  if (given === null && arg.standard !== "None") return undefined;
  return given ?? expectedDType(rule.standard, schema, args);
}

function tensorsOf(value) {
  if (Array.isArray(value)) return value.flatMap(tensorsOf);
  return dino.isTensor(value) ? [value] : [];
}
