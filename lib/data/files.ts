import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { describe } from "../describe";
import { ArgumentError, DataError } from "../errors";
import type { Images } from "./dataset";
import { ImageList, type ImageListParts } from "./image-list";
import { type FileOptions, type ImagesOf, namesOf, readFileOptions } from "./image-options";

/** Options of `ImageFiles.open`. */
export interface ImageFilesOptions extends FileOptions {
  /** The class of each file, from 0; for evaluation alone. */
  readonly labels?: ArrayLike<number>;
  /** Names of the classes. */
  readonly classes?: readonly string[];
}

/** Images of a list of files, numbered as the list has them. Files that cannot be read or decoded are left out and in `quarantine`. */
export class ImageFiles<I extends Images = Images> extends ImageList<I> {
  private constructor(parts: ImageListParts) {
    super(parts);
  }

  /**
   * Decodes nothing yet.
   * @param list paths; or the path of a text file (UTF-8) with one on each line, relative to that file's folder. Empty lines do not count.
   * @throws DataError when the text file cannot be read or the list is empty, NativeNotFoundError without sharp
   */
  static async open<const O extends ImageFilesOptions = ImageFilesOptions>(
    list: readonly string[] | string,
    options: O = {} as O,
  ): Promise<ImageFiles<ImagesOf<O>>> {
    const what = "ImageFiles.open";
    const limits = readFileOptions(options, what, ["labels", "classes"]);
    const { labels, classes } = options as ImageFilesOptions;
    const paths = typeof list === "string" ? await linesOf(list) : copyOf(list, what);
    if (paths.length === 0)
      throw new DataError(
        "INVALID_DATA",
        `${typeof list === "string" ? list : what}: the list names no files`,
      );
    const names = classes === undefined ? undefined : namesOf(classes, `${what}: classes`);
    return new ImageFiles({
      limits,
      paths,
      root: "",
      classes: names,
      labels: labels === undefined ? undefined : readLabels(labels, paths.length, `${what}: labels`),
      refused: [],
    });
  }
}

async function linesOf(path: string): Promise<string[]> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new DataError("INVALID_DATA", `ImageFiles.open: ${(cause as Error).message}`, { path }, { cause });
  }
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  return lines.filter((line) => line.trim() !== "").map((line) => resolve(dirname(path), line));
}

function copyOf(list: readonly string[], what: string): string[] {
  const refuse = (found: string): never => {
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: list: expected paths, or the path of a text file of them, got ${found}`,
    );
  };
  if (!Array.isArray(list)) return refuse(describe(list));
  return Array.from(list, (path: unknown, i) =>
    typeof path === "string" && path !== "" ? path : refuse(`${describe(path)} at ${i}`),
  );
}

function readLabels(labels: ArrayLike<number>, count: number, what: string): Int32Array {
  const given = typeof labels === "object" ? (labels?.length ?? -1) : -1;
  if (given !== count)
    throw new ArgumentError(
      "INVALID_ARGUMENT",
      `${what}: expected ${count} numbers, one for each file, got ${describe(labels)}`,
    );
  const copy = new Int32Array(count);
  for (let i = 0; i < count; ++i) {
    const label = labels[i];
    if (!(typeof label === "number" && Number.isInteger(label) && label >= 0 && label < 2 ** 31))
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${what}: expected integers of 0 or more, got ${describe(label)} at ${i}`,
      );
    copy[i] = label;
  }
  return copy;
}
