/** Both directions live: what PyTorch and safetensors write and read beside what this package does. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  arange,
  type PickleValue,
  readPickle,
  readStateDict,
  type Tensor,
  writePickle,
  writeStateDict,
} from "../../lib";
import { runPython, testWithPython } from "../python/python";
import { described, ordered } from "./described";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dino-interchange-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const FIXTURES = join(__dirname, "fixtures");
type Words = Record<string, { dict: [string, object][] }>;

async function python(path: string, what: "read" | "write"): Promise<Words> {
  const env = { PYTHONDONTWRITEBYTECODE: "1", PYTHONWARNINGS: "ignore" };
  return JSON.parse(await runPython(path, [join(__dirname, "interchange.py"), what, folder], { env }));
}

testWithPython("what PyTorch writes now is read bit for bit", async (path) => {
  const expected = await python(path, "write");
  expect(Object.keys(expected).length).toBeGreaterThanOrEqual(10);
  for (const [name, words] of Object.entries(expected)) {
    const { value, foreign } = await readPickle(join(folder, name));
    expect(ordered(described(value, false))).toEqual(ordered(words));
    expect(foreign).toEqual([]);
  }
});

testWithPython("what is written here PyTorch reads bit for bit, with weights_only=True", async (path) => {
  const written: Record<string, PickleValue> = {};
  for (const name of ["dtypes", "shapes", "nested", "adamw", "state-dict"]) {
    const { value } = await readPickle(join(FIXTURES, `${name}.pt`));
    written[`${name}.pt`] = value;
    await writePickle(join(folder, `${name}.pt`), value);
  }
  const flat = await readStateDict(join(FIXTURES, "state-dict.pt"));
  written["flat.pth"] = flat;
  await writeStateDict(join(folder, "flat.pth"), flat);
  const safe = await readStateDict(join(FIXTURES, "dtypes.safetensors"));
  const shapes = (await readPickle(join(FIXTURES, "shapes.pt"))).value as Record<string, Tensor>;
  for (const [name, tensor] of Object.entries(shapes)) safe[name] = tensor.detach();
  written["a.safetensors"] = safe;
  await writeStateDict(join(folder, "a.safetensors"), safe);
  const base = arange(12).reshape([3, 4]);
  written["shared.pt"] = { base, t: base.t(), row: base.select(0, 1), other: arange(3) };
  await writePickle(join(folder, "shared.pt"), written["shared.pt"]);

  const { shares, adamw, ...found } = await python(path, "read");
  expect(Object.keys(found).sort()).toEqual(Object.keys(written).sort());
  for (const [name, words] of Object.entries(found))
    expect(ordered(words)).toEqual(ordered(described(written[name], false)));
  expect(shares).toEqual([true, true, false]);
  expect(ordered(adamw)).toEqual(ordered(found["adamw.pt"]));
});
