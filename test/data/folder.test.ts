/** What a folder's images are, and what becomes of everything else that lies in it. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { DataLoader, type ImageFolder as Folder, ImageFolder, type Quarantined } from "../../lib";
import { folderWithBroken } from "../support/broken-folder";
import { runProgram } from "../support/children";
import { free, idsOf, plain, temporaryFolder, write } from "./pictures";

const { path } = temporaryFolder();
let folders = 0;

/** A new folder with these entries: a colour makes an image of it, text a file, null a folder. */
async function folderOf(entries: Readonly<Record<string, number | string | null>>): Promise<string> {
  const name = `folder-${folders++}`;
  mkdirSync(path(name));
  for (const [entry, content] of Object.entries(entries)) {
    const place = path(name, entry);
    mkdirSync(content === null ? place : place.slice(0, place.lastIndexOf("/")), { recursive: true });
    if (typeof content === "number") await write(place, plain(2, 2, content, content, content).png());
    if (typeof content === "string") writeFileSync(place, content);
  }
  return path(name);
}

const pathsOf = (folder: Folder): string[] =>
  Array.from({ length: folder.length }, (_, i) => folder.path(i).slice(folder.directory.length + 1));

describe("what is found", () => {
  test("images at any depth in the order of their paths' bytes, whatever the case of their endings", async () => {
    const directory = await folderOf({
      "b.JPG": 1,
      "a/c.png": 2,
      "a/B.Png": 3,
      "a-1/x.webp": 4,
      "é.gif": 5,
      "\u{1f600}.jpg": 6,
      "\uff21.jpg": 7,
      "a/deep/er/z.tiff": 8,
      "Z.jpeg": 9,
    });
    const folder = await ImageFolder.open(directory);
    expect(pathsOf(folder)).toEqual([
      "Z.jpeg",
      "a-1/x.webp",
      "a/B.Png",
      "a/c.png",
      "a/deep/er/z.tiff",
      "b.JPG",
      "é.gif",
      "\uff21.jpg",
      "\u{1f600}.jpg",
    ]);
    expect([folder.classes, folder.labels, folder.quarantine]).toEqual([undefined, undefined, []]);
    // The content decides: all are PNG.
    const { images, labels } = await folder.batch([8, 0]);
    expect([
      Array.from((images as never as { toTypedArray(): Uint8Array }).toTypedArray()).filter(
        (_, i) => i % 12 === 0,
      ),
      labels.size,
    ]).toEqual([[6, 9], 0]);
  });

  test("other files and hidden ones are passed over", async () => {
    const directory = await folderOf({
      "a.jpg": 1,
      "notes.txt": "x",
      ".b.jpg": 2,
      ".thumbs/c.jpg": 3,
      jpg: "x",
      "d.svg": "x",
    });
    const folder = await ImageFolder.open(directory);
    expect([pathsOf(folder), folder.quarantine]).toEqual([["a.jpg"], []]);
    expect(pathsOf(await ImageFolder.open(directory, { extensions: [".SVG", "txt"] }))).toEqual([
      "d.svg",
      "notes.txt",
    ]);
    const withDrawings = await ImageFolder.open(`${directory}/`, { svg: true });
    expect([0, 1].map((i) => withDrawings.path(i))).toEqual([`${directory}/a.jpg`, `${directory}/d.svg`]);
  });

  test("links are followed, each folder once, and a folder's own path comes before a link to it", async () => {
    const outside = await folderOf({ "o.jpg": 1 });
    const directory = await folderOf({ "m/x.jpg": 1, "z/y.jpg": 2 });
    for (const [link, target] of [
      ["a", "z"],
      ["m/up", ".."],
      ["m/self", "."],
      ["z/other", "../m"],
      ["out", outside],
      ["out-again", outside],
      ["file.jpg", "m/x.jpg"],
    ])
      symlinkSync(target!, `${directory}/${link}`);
    expect(pathsOf(await ImageFolder.open(directory))).toEqual([
      "file.jpg",
      "m/x.jpg",
      "out/o.jpg",
      "z/y.jpg",
    ]);
  });

  test("many folders that link to each other are no many paths", async () => {
    const names = Array.from({ length: 12 }, (_, i) => `f${i}`);
    const directory = await folderOf(Object.fromEntries(names.map((name) => [`${name}/x.jpg`, 1])));
    for (const a of names)
      for (const b of names) if (a !== b) symlinkSync(`../${b}`, `${directory}/${a}/${b}`);
    expect((await ImageFolder.open(directory)).length).toBe(12);
  });

  test("classes are the folders right below", async () => {
    const directory = await folderOf({
      "dog/1.jpg": 1,
      "cat/deep/2.jpg": 2,
      "cat/3.jpg": 3,
      "4.jpg": 4,
      "empty/x.txt": "",
    });
    const folder = await ImageFolder.open(directory, { labels: "folders" });
    expect(folder.classes).toEqual(["cat", "dog"]);
    expect(Array.from(folder.labels!)).toEqual([0, 0, 1]);
    expect(folder.quarantine).toEqual([{ path: "4.jpg", reason: expect.stringMatching(/no class/) }]);
    const { labels } = await folder.batch([2, 0]);
    expect(Array.from(labels.toTypedArray())).toEqual([1n, 0n]);
    const other = await ImageFolder.open(directory, { labels: "folders", classes: ["bird", "dog"] });
    expect([other.classes, Array.from(other.labels!), other.quarantine.length]).toEqual([
      ["bird", "dog"],
      [1],
      3,
    ]);
  });

  test.each<[string, () => Promise<string> | string, RegExp]>([
    ["an empty folder", () => folderOf({}), /no images/],
    ["a folder without images", () => folderOf({ "a.txt": "x" }), /looked for names in jpg, jpeg/],
    ["one in which nothing is an image", () => folderOf({ "a.jpg": null }), /a\.jpg, which is a folder/],
    ["no folder", () => path("nonesuch"), /cannot be read/],
    ["a file", async () => `${await folderOf({ "a.jpg": 1 })}/a.jpg`, /cannot be read/],
    ["a name that is none", () => "x\0y", /cannot be read/],
  ])("%s is an error that names it", async (_, make, message) => {
    const directory = await make();
    await expect(ImageFolder.open(directory)).rejects.toMatchObject({
      name: "DataError",
      code: "INVALID_DATA",
      message: expect.stringMatching(message),
      details: { path: directory },
    });
  });
});

describe("broken files", () => {
  test("of 2,000 files with 200 of ten kinds 1,800 images come, and quarantine names the 200", async () => {
    const directory = path("two-thousand");
    const { whole, broken } = await folderWithBroken(directory);

    const folder = await ImageFolder.open(directory);
    const loader = new DataLoader(folder, { batchSize: 50, shuffle: true });
    const came: string[] = [];
    for await (const batch of loader) {
      came.push(...idsOf(batch).map((id) => folder.path(id).slice(directory.length + 1)));
      expect(batch.images).toMatchObject({ shape: [idsOf(batch).length, 3, 24, 32] });
      free(batch);
    }
    expect(came.sort()).toEqual(whole);
    expect(folder.quarantine.map((each) => each.path)).toEqual(broken);
    const reasons = new Map(
      folder.quarantine.map((each) => [each.path.replace(/^.*\/(.*)-\d+\..*$/, "$1"), each.reason]),
    );
    expect(Object.fromEntries(reasons)).toEqual({
      "cut-jpeg": expect.stringMatching(/premature end/),
      "cut-png": expect.stringMatching(/read error/),
      empty: "is empty",
      text: expect.stringMatching(/unsupported image format/),
      page: expect.stringMatching(/XML parse error/),
      "noise-after-header": expect.stringMatching(/header|vipspng/),
      bomb: expect.stringMatching(/pixel limit/),
      folder: "is a folder",
      "link-to-nothing": expect.stringMatching(/link to nothing/),
      pipe: "is no regular file",
    });
  });

  test("files that go, or can no longer be read, after they were listed", async () => {
    const directory = await folderOf({
      "a.png": 1,
      "b.png": 2,
      "c.png": 3,
      "d.png": 4,
      "e.png": 5,
      "f.png": 6,
    });
    const folder = await ImageFolder.open(directory);
    rmSync(`${directory}/a.png`);
    renameSync(`${directory}/b.png`, `${directory}/elsewhere.png`);
    truncateSync(`${directory}/c.png`, 30);
    rmSync(`${directory}/d.png`);
    mkdirSync(`${directory}/d.png`);
    rmSync(`${directory}/e.png`);
    execFileSync("mkfifo", [`${directory}/e.png`]);
    const batch = await folder.batch([0, 1, 2, 3, 4, 5]);
    expect(idsOf(batch)).toEqual([5]);
    expect(folder.quarantine).toEqual<Quarantined[]>([
      { path: "a.png", reason: "is not there (any more)" },
      { path: "b.png", reason: "is not there (any more)" },
      { path: "c.png", reason: expect.any(String) },
      { path: "d.png", reason: "is a folder" },
      { path: "e.png", reason: "is no regular file" },
    ]);
  });

  test("files and folders that may not be read", async () => {
    const directory = await folderOf({ "a.png": 1, "b.png": 2, "closed/c.png": 3 });
    for (const [entry, mode] of [
      ["a.png", 0],
      ["closed", 0],
      ["..", 0o755],
    ] as const)
      chmodSync(`${directory}/${entry}`, mode);
    // Nothing is forbidden to root, so that the process becomes somebody else once all is loaded.
    const { code, stdout, stderr } = await runProgram(`
      require("sharp");
      dino.zeros([1]);
      if (process.getuid() === 0) process.setuid(65534);
      (async () => {
        const folder = await dino.ImageFolder.open(${JSON.stringify(directory)});
        const { ids } = await folder.batch([0, 1]);
        console.log(JSON.stringify([Array.from(ids.toTypedArray(), Number), folder.quarantine]));
      })();`);
    chmodSync(`${directory}/closed`, 0o700);
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toEqual([
      [1],
      [
        { path: "a.png", reason: expect.stringMatching(/permissions/) },
        { path: "closed", reason: expect.stringMatching(/cannot be read: .*denied/) },
      ],
    ]);
  });

  test("a quarantined file is not tried again, and the others keep their places", async () => {
    const directory = await folderOf({ "a.png": 1, "b.png": "broken", "c.png": 3, "d.png": 4 });
    const folder = await ImageFolder.open(directory);
    const loader = new DataLoader(folder, { batchSize: 2, shuffle: true, seed: 3 });
    const epoch = async (number: number) => {
      const ids: number[][] = [];
      for await (const batch of loader.batches({ epoch: number })) ids.push(idsOf(batch));
      return ids;
    };
    const first = await epoch(5);
    writeFileSync(`${directory}/b.png`, readFileSync(`${directory}/a.png`));
    expect(await epoch(5)).toEqual(first);
    expect(first.flat().sort()).toEqual([0, 2, 3]);
    // With the file mended from the beginning the same order has it.
    const mended = new DataLoader(await ImageFolder.open(directory), {
      batchSize: 2,
      shuffle: true,
      seed: 3,
    });
    const all: number[][] = [];
    for await (const batch of mended.batches({ epoch: 5 })) all.push(idsOf(batch));
    expect(all.flat().sort()).toEqual([0, 1, 2, 3]);
    expect(all.map((ids) => ids.filter((id) => id !== 1))).toEqual(first);
  });

  test("a batch of broken images is left out, an epoch of them is an error that names some", async () => {
    const directory = await folderOf({ "a.png": "x", "b.png": "x", "c.png": 1, "d.png": 1 });
    const batches: [number, number[]][] = [];
    for await (const batch of new DataLoader(await ImageFolder.open(directory), { batchSize: 2 }))
      batches.push([batch.index, idsOf(batch)]);
    expect(batches).toEqual([[1, [2, 3]]]);
    rmSync(`${directory}/c.png`);
    rmSync(`${directory}/d.png`);
    const none = new DataLoader(await ImageFolder.open(directory), { batchSize: 2 });
    await expect(none[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: "INVALID_DATA",
      message: expect.stringMatching(/gave no image: a\.png \(.*\), b\.png/),
    });
  });
});
