import { extname, sep } from "node:path";
import { describe } from "../describe";
import { ArgumentError, DataError } from "../errors";
import type { Images, Quarantined } from "./dataset";
import { ImageList, type ImageListParts } from "./image-list";
import { type FileOptions, type ImagesOf, namesOf, readFileOptions } from "./image-options";
import { type Found, sortedByBytes, walk } from "./walk";

/** Options of `ImageFolder.open`. */
export interface ImageFolderOptions extends FileOptions {
  /** "folders": the folders right below the one that is opened are classes, numbered in the order of their names. Default "none". */
  readonly labels?: "none" | "folders";
  /** With labels, the classes and their numbers, as another data set's `classes` has them. Images of other folders are left out. */
  readonly classes?: readonly string[];
  /** Endings of names, upper or lower case, that are taken for images. Default: those of the formats that sharp reads. */
  readonly extensions?: readonly string[];
}

const EXTENSIONS = ["jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "tif", "tiff", "avif"];

/**
 * The images of a folder and all folders below it, as photographs lie on a disk.
 *
 * They are numbered in the order of their paths' bytes. Names that begin with a dot are passed over; symbolic links are
 * followed, each folder once. What cannot be read or decoded is left out and named in `quarantine`.
 */
export class ImageFolder<I extends Images = Images> extends ImageList<I> {
  /** The folder, as it was named. */
  readonly directory: string;

  private constructor(directory: string, parts: ImageListParts) {
    super(parts);
    this.directory = directory;
  }

  /**
   * Looks through the folder; decodes nothing yet.
   * @throws DataError when the folder cannot be read or holds no image, NativeNotFoundError without sharp
   */
  static async open<const O extends ImageFolderOptions = ImageFolderOptions>(
    directory: string,
    options: O = {} as O,
  ): Promise<ImageFolder<ImagesOf<O>>> {
    const what = "ImageFolder.open";
    if (typeof directory !== "string")
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${what}: directory: expected a path, got ${describe(directory)}`,
      );
    const limits = readFileOptions(options, what, ["labels", "classes", "extensions"]);
    const {
      labels = "none",
      classes,
      extensions = limits.svg ? [...EXTENSIONS, "svg"] : EXTENSIONS,
    } = options as ImageFolderOptions;
    if (labels !== "none" && labels !== "folders")
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${what}: labels: expected "none" or "folders", got ${describe(labels)}`,
      );
    if (labels === "none" && classes !== undefined)
      throw new ArgumentError(
        "INVALID_ARGUMENT",
        `${what}: classes: expected labels: "folders" beside it, since the folders' names are the classes`,
      );
    const wanted =
      labels === "none"
        ? undefined
        : { classes: classes === undefined ? undefined : readNames(classes, `${what}: classes`) };
    const found = await walk(directory, endings(readNames(extensions, `${what}: extensions`)));
    const root = directory.endsWith(sep) ? directory : directory + sep;
    const parts = labelled(found, wanted);
    if (parts.paths.length === 0) throw empty(directory, parts.refused, extensions);
    return new ImageFolder(directory, {
      ...parts,
      limits,
      root,
      paths: parts.paths.map((path) => root + path),
    });
  }
}

/** Whether a name ends in one of these. */
function endings(extensions: readonly string[]): (name: string) => boolean {
  const known = new Set(extensions.map((each) => each.replace(/^\./, "").toLowerCase()));
  return (name) => known.has(extname(name).slice(1).toLowerCase());
}

/** The files with their classes; those without one are refused. */
function labelled(
  { files, refused }: Found,
  wanted: { readonly classes: readonly string[] | undefined } | undefined,
): Pick<ImageListParts, "paths" | "refused" | "classes" | "labels"> {
  if (wanted === undefined) return { paths: files, refused };
  const folderOf = (path: string): string => path.slice(0, Math.max(0, path.indexOf("/")));
  const classes =
    wanted.classes ?? sortedByBytes([...new Set(files.map(folderOf))].filter((name) => name !== ""));
  const numbers = new Map(classes.map((name, label) => [name, label]));
  const paths: string[] = [];
  const labels: number[] = [];
  const without: Quarantined[] = [];
  for (const path of files) {
    const folder = folderOf(path);
    const label = numbers.get(folder);
    if (label !== undefined) {
      paths.push(path);
      labels.push(label);
    } else
      without.push({
        path,
        reason:
          folder === "" ? "has no class: it lies in no folder of one" : "is in the folder of another class",
      });
  }
  return { paths, refused: [...refused, ...without], classes, labels: Int32Array.from(labels) };
}

function readNames(names: readonly string[], what: string): readonly string[] {
  const copy = namesOf(names, what);
  if (copy.length === 0 || copy.includes(""))
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: expected a list of names, got ${describe(names)}`);
  if (new Set(copy).size !== copy.length)
    throw new ArgumentError("INVALID_ARGUMENT", `${what}: a name stands in it twice`);
  return copy;
}

function empty(directory: string, refused: readonly Quarantined[], extensions: readonly string[]): DataError {
  const first = refused[0];
  const instead =
    first === undefined
      ? ""
      : `; left out: ${refused.length}, the first being ${first.path}, which ${first.reason}`;
  return new DataError(
    "INVALID_DATA",
    `${directory}: no images in the folder or below it; looked for names in ${extensions.join(", ")}${instead}`,
    { path: directory, refused },
  );
}
