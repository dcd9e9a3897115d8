// Writes what is told of the configuration's keys outside of the code: the JSON Schema and the tables of docs/configuration.md.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inRoot, program } from "./support.mjs";

const HELP = `
Usage: node scripts/gen-configuration.mjs [--check]

Writes lib/dino/conf.schema.json and the tables of docs/configuration.md from the keys' checks and comments in
lib/dino/conf-schema.ts. The package must be compiled (npm run build).
  --check   writes nothing; fails when a file is not what would be written
`;

const SOURCE = "lib/dino/conf-schema.ts";
const SCHEMA = "lib/dino/conf.schema.json";
const PAGE = "docs/configuration.md";

/** The objects of SOURCE that hold keys with comments, by the name that the schema's groups have. */
const GROUPS = { "": "KEYS", head: "HEAD", ibotHead: "HEAD", normalize: "NORMALIZE", training: "TRAINING" };

/** What the seed wrapper or DINO calls a key, where that is not our own name in snake_case; all are accepted. */
const REFERENCE = {
  teacherMomentum: "momentum_teacher",
  stepsPerEpoch: "len_train_loader",
  freezeLastLayerEpochs: "freeze_last_layer",
  "head.prototypes": "out_dim",
  "head.layers": "nlayers",
  "head.batchNorm": "use_bn",
  "training.finalWeightDecay": "weight_decay_end",
};

const require = createRequire(import.meta.url);

await program(import.meta.url, HELP, async (args) => {
  const comments = readComments();
  const schema = describedSchema(comments);
  const page = readFileSync(inRoot(PAGE), "utf8");
  const written = {
    [SCHEMA]: `${JSON.stringify(schema, null, 2)}\n`,
    [PAGE]: withTables(page, schema),
  };
  for (const [file, text] of Object.entries(written)) {
    if (!args.includes("--check")) writeFileSync(inRoot(file), text);
    else if (readFileSync(inRoot(file), "utf8") !== text)
      throw new Error(
        `${file} is not what ${SOURCE} says. Run: npm run build && node scripts/gen-configuration.mjs`,
      );
  }
});

/** The comments of SOURCE's keys: by object, then by key. */
function readComments() {
  const ts = require("typescript");
  const file = ts.createSourceFile(
    SOURCE,
    readFileSync(inRoot(SOURCE), "utf8"),
    ts.ScriptTarget.ES2022,
    true,
  );
  const objects = {};
  const read = (name, object) => {
    objects[name] ??= {};
    for (const property of object.properties) {
      if (!ts.isPropertyAssignment(property)) continue;
      const [comment] = property.jsDoc ?? [];
      if (ts.isObjectLiteralExpression(property.initializer)) read(property.name.text, property.initializer);
      else if (comment !== undefined)
        objects[name][property.name.text] = ts.getTextOfJSDocComment(comment.comment).replace(/\s+/g, " ");
    }
  };
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (initializer !== undefined && ts.isObjectLiteralExpression(initializer))
        read(name.text, initializer);
  }
  return objects;
}

function describedSchema(comments) {
  const { z } = require("zod");
  const { schema } = require(inRoot("dist/dino/conf-schema.js"));
  const plain = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      // A function has no JSON; what is left of it would allow everything.
      if (zodSchema._zod.def.type === "custom") jsonSchema.not = {};
    },
  });
  const describe = (object, names) => {
    for (const [key, property] of Object.entries(object.properties)) {
      const text = names.map((name) => comments[name]?.[key]).find((found) => found !== undefined);
      if (text === undefined && key !== "name") throw new Error(`${SOURCE}: ${key} has no comment`);
      if (text !== undefined) object.properties[key] = { description: text, ...property };
    }
  };
  for (const [group, name] of Object.entries(GROUPS))
    describe(group === "" ? plain : objectIn(plain.properties[group]), [name]);
  for (const network of networks(plain)) {
    const { const: name } = network.properties.name;
    describe(network, [name, name === "vit" ? "VIT" : "RESNET"]);
  }
  const { $schema, ...rest } = plain;
  return { $schema, title: "Configuration of dino-wrapper", ...rest };
}

/** The object that a property may be, beside null. */
function objectIn(property) {
  return property.anyOf?.find((choice) => choice.properties) ?? property;
}

function networks(schema) {
  return schema.properties.backbone.anyOf.flatMap((choice) => choice.oneOf ?? []);
}

/** The page with its tables written again: each stands between two comments that name it. */
function withTables(page, schema) {
  const { V2_DEFAULTS } = require(inRoot("dist/dino/conf-schema.js"));
  const { RECIPES } = require(inRoot("dist/dino/recipes.js"));
  const tables = {
    keys: keyTable(schema, "", V2_DEFAULTS),
    head: keyTable(objectIn(schema.properties.head), "head", {}),
    normalize: keyTable(objectIn(schema.properties.normalize), "normalize", {}),
    training: keyTable(schema.properties.training, "training", V2_DEFAULTS.training),
    ...Object.fromEntries(
      networks(schema)
        .filter(({ properties }) => properties.name.const !== "resnet50")
        .map((network) => [network.properties.name.const, optionTable(network)]),
    ),
    recipes: [
      "| name | what it is, and its source |",
      "| --- | --- |",
      ...Object.entries(RECIPES).map(([name, { source }]) => `| \`${name}\` | ${source} |`),
    ],
  };
  let result = page;
  for (const [name, lines] of Object.entries(tables)) {
    const table = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
    if (!table.test(result)) throw new Error(`${PAGE} has no place for the table ${name}`);
    result = result.replace(table, (_, begin, end) => `${begin}${lines.join("\n")}\n${end}`);
  }
  return result;
}

function keyTable(object, group, second) {
  const rows = Object.entries(object.properties).map(([key, property]) => {
    const path = group === "" ? key : `${group}.${key}`;
    const own = key in second && key !== "training" ? ` (v2: ${code(second[key])})` : "";
    const standard = "default" in property && key !== "training" ? code(property.default) + own : "";
    return [
      `\`${key}\``,
      standard || "–",
      values(property),
      meaning(property),
      [snake(key), REFERENCE[path]]
        .filter(Boolean)
        .map((name) => `\`${name}\``)
        .join(", "),
    ];
  });
  return table(["key", "default", "values", "meaning", "in YAML, and the reference's name"], rows);
}

function optionTable(network) {
  const rows = Object.entries(network.properties)
    .filter(([key]) => key !== "name")
    .map(([key, property]) => [`\`${key}\``, values(property), property.description]);
  return table(["option", "values", "meaning"], rows);
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

function meaning({ description = "" }) {
  return description.replace(/ ?Default .*$/, "") || description;
}

function code(value) {
  return `\`${JSON.stringify(value)?.replaceAll(",", ", ")}\``;
}

function snake(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What a value may be, in a few words. */
function values(property) {
  if (Array.isArray(property.type))
    return property.type.map((type) => values({ ...property, type })).join(", ");
  if (property.anyOf || property.oneOf) {
    const choices = (property.anyOf ?? property.oneOf).map(values);
    return [...new Set(choices)].join(", ");
  }
  if (property.not) return "a function";
  if (property.enum) return property.enum.map(code).join(", ");
  if (property.type === "null") return "`null`";
  if (property.type === "boolean") return "`true`, `false`";
  if (property.type === "string") return "a dotted path";
  if (property.prefixItems) return `two of: ${values(property.prefixItems[0])}`;
  if (property.type === "array") return `list of: ${values(property.items)}`;
  if (property.type === "object") return "an object, below";
  const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = property;
  const { exclusiveMinimum: above, exclusiveMaximum: below } = property;
  return [
    property.type === "integer" ? "integer" : "number",
    minimum !== Number.MIN_SAFE_INTEGER && `from ${minimum}`,
    above !== undefined && `above ${above}`,
    maximum !== Number.MAX_SAFE_INTEGER && `to ${maximum}`,
    below !== undefined && `below ${below}`,
  ]
    .filter(Boolean)
    .join(" ");
}
