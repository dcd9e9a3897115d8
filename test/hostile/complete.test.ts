/** Every public function has its hostile calls, or stands below with the reason why it has none. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PACKAGE } from "../support/children";
import { ownCalls } from "./calls";
import { dino } from "./package";

/** Functions without hostile calls of their own, by why they have none. A name that ends in a dot stands for all that it begins. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  "nothing to give them": [
    "DINOConf.toJSON",
    "DINOHead.dispose",
    "DINOWrapper.dispose",
    "EMA.dispose",
    "EMA.stateDict",
    "ModuleTaps.dispose",
    "Optimizer.dispose",
    "ScriptModule.dispose",
    "ScriptModule.double",
    "ScriptModule.half",
    "Tensor.dispose",
    "Tensor.toString",
    "Trainer.checkpoint",
    "Trainer.dispose",
    "Trainer.pause",
    "Trainer.report",
    "Trainer.run",
    "memory",
    "torchInfo",
  ],
  "any value is right": ["Tensor.is", "isTensor"],
  "constructors and makers for this package alone": [
    "DINOWrapper",
    "IdxDataset",
    "ImageFiles",
    "ImageFolder",
    "ImageStream",
    "ScriptModule",
    "Tensor",
    "Trainer",
    "errorOf",
    "jit.ModuleTaps",
    "jit.ScriptModule",
  ],
  "called as what they stand behind (`forward by name`)": [
    "ModuleTaps.forwardNamed",
    "ScriptModule.call",
    "ScriptModule.callNamed",
  ],
  "called by test/files/hostile.test.ts": [
    "PickleObject",
    "pickleTuple",
    "readPickle",
    "writePickle",
    "writeStateDict",
  ],
};

/** Tensor's methods that are operators. */
const OPERATORS: unknown = Object.getPrototypeOf(dino.Tensor.prototype);

type Class = new (...args: never[]) => object;
const isClass = (value: unknown): value is Class =>
  typeof value === "function" && /^class\b/.test(Function.prototype.toString.call(value));

/** The class's constructor, static functions, methods and setters; of its base classes too, but for operators. */
function* membersOf(name: string, of: Class): Generator<string> {
  yield name;
  for (const [member, { value }] of Object.entries(Object.getOwnPropertyDescriptors(of)))
    if (typeof value === "function") yield `${name}.${member}`;
  for (let each = of.prototype; each !== Object.prototype; each = Object.getPrototypeOf(each)) {
    if (each === OPERATORS) return;
    const owner = each === of.prototype ? name.split(".").at(-1) : each.constructor.name;
    for (const [member, { value, set }] of Object.entries(Object.getOwnPropertyDescriptors(each))) {
      if (typeof value === "function" && member !== "constructor") yield `${owner}.${member}`;
      if (set !== undefined) yield `${owner}.${member}=`;
    }
  }
}

function* functionsOf(space: object, prefix = ""): Generator<string> {
  for (const [name, value] of Object.entries(space) as [string, unknown][]) {
    const path = prefix + name;
    if (isClass(value)) {
      if (!(value.prototype instanceof Error)) yield* membersOf(path, value);
    } else if (typeof value === "function") yield path;
    else if (["aten", "ops"].includes(path)) yield path;
    else if (typeof value === "object" && value !== null) yield* functionsOf(value, `${path}.`);
  }
}

let called: Set<string>;
beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), "hostile-"));
  const calls = await ownCalls(directory);
  rmSync(directory, { recursive: true });
  // What follows the name says which of several calls it is.
  called = new Set(calls.map(({ name }) => /^[\w.]+=?/.exec(name)![0]));
});

test("every public function has one", () => {
  const excepted = Object.values(EXCEPTIONS).flat();
  const known = (name: string): boolean =>
    called.has(name) ||
    excepted.some((each) => name === each || (each.endsWith(".") && name.startsWith(each)));
  expect([...new Set(functionsOf(dino))].filter((name) => !known(name))).toEqual([]);
});

test("so has every operator of our own, typed or not", () => {
  const { native } = require(
    join(dirname(PACKAGE), "native", "load.js"),
  ) as typeof import("../../lib/native/load");
  const names = native().operatorNames("dino");
  expect(names).toContain("multi_crop_loss");
  expect(names.filter((name) => !called.has(`ops.dino.${name}`))).toEqual([]);
});

test("no exception is one any more that has calls, or is gone", () => {
  const names = [...functionsOf(dino)];
  const needless = Object.values(EXCEPTIONS)
    .flat()
    .filter((each) => called.has(each) || !names.some((name) => name.startsWith(each)));
  expect(needless).toEqual([]);
});
