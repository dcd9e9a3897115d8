import { cat } from "./factories";
import { scope } from "./scope";
import type { Tensor } from "./tensor";

// PyTorch's torch/_tensor_str.py with its default options; dtypes are written without "torch.".

const PRECISION = 4;
/** Of a tensor of more elements than this only the first and last of each dimension are read and printed. */
const THRESHOLD = 1000;
const EDGE = 3;
const LINE = 80;
const PREFIX = "tensor(";
const DEFAULTS: readonly string[] = ["float32", "complex64", "int64", "bool"];

/** A tensor as PyTorch prints it. Reads at most 6 elements along each dimension of a large one. */
export function printed(tensor: Tensor): string {
  const { shape, dtype, device, size, gradFunction } = tensor;
  const suffixes: string[] = [];
  if (device !== "cpu") suffixes.push(`device='${device}'`);
  let text = "[]";
  if (size > 0) {
    if (!DEFAULTS.includes(dtype)) suffixes.push(`dtype=${dtype}`);
    text = new Picture(tensor).text();
  } else {
    if (shape.length !== 1) suffixes.push(`size=${tuple(shape)}`);
    if (dtype !== "float32") suffixes.push(`dtype=${dtype}`);
  }
  if (gradFunction !== null) suffixes.push(`grad_fn=<${gradFunction.split("::").at(-1)}>`);
  else if (tensor.requiresGrad) suffixes.push("requires_grad=True");
  return withSuffixes(PREFIX + text, suffixes);
}

/** Without the elements: of a tensor that has none to read. */
export function outlined({ shape, dtype }: Tensor): string {
  return withSuffixes(`${PREFIX}...`, [`size=${tuple(shape)}`, `dtype=${dtype}`]);
}

class Picture {
  readonly #shape: readonly number[];
  readonly #summarized: boolean;
  /** The elements that are printed, formatted and in row-major order. */
  readonly #cells: readonly string[];
  readonly #cellWidth: number;

  constructor(tensor: Tensor) {
    this.#shape = tensor.shape;
    this.#summarized = tensor.size > THRESHOLD;
    const [first, second] = valuesOf(tensor, this.#summarized).map((column) => new Column(column));
    if (second === undefined) {
      this.#cells = first!.cells;
      this.#cellWidth = first!.width;
    } else {
      this.#cells = first!.cells.map((real, i) => {
        const imaginary = `${second.cells[i]}j`.trimStart();
        return imaginary.startsWith("-") ? real + imaginary : `${real}+${imaginary}`;
      });
      this.#cellWidth = first!.width + second.width + 1;
    }
  }

  text(): string {
    return this.#shape.length === 0 ? this.#cells[0]! : this.#part(0, 0, PREFIX.length);
  }

  #part(dim: number, offset: number, indent: number): string {
    const rest = this.#shape.length - dim - 1;
    const step = this.#shape.slice(dim + 1).reduce((product, size) => product * this.#shown(size), 1);
    const items = Array.from({ length: this.#shown(this.#shape[dim]!) }, (_, i) =>
      rest === 0 ? this.#cells[offset + i]! : this.#part(dim + 1, offset + i * step, indent + 1),
    );
    if (this.#shown(this.#shape[dim]!) < this.#shape[dim]!)
      items.splice(EDGE, 0, rest === 0 ? " ..." : "...");
    const next = ` `.repeat(indent + 1);
    if (rest > 0) return `[${items.join(`,${"\n".repeat(rest)}${next}`)}]`;
    const perLine = Math.max(1, Math.floor((LINE - indent) / (this.#cellWidth + 2)));
    const lines: string[] = [];
    for (let i = 0; i < items.length; i += perLine) lines.push(items.slice(i, i + perLine).join(", "));
    return `[${lines.join(`,\n${next}`)}]`;
  }

  #shown(size: number): number {
    return this.#summarized ? Math.min(size, 2 * EDGE) : size;
  }
}

/** The elements to print, real and imaginary parts apart. */
function valuesOf(tensor: Tensor, summarized: boolean): (readonly (number | bigint | boolean)[])[] {
  return scope(() => {
    const plain = tensor.detach();
    const shown = summarized ? edges(plain, plain.shape, 0) : plain;
    if (shown.is("int64")) return [Array.from(shown.toTypedArray())];
    if (shown.is("bool")) return [Array.from(shown.toTypedArray(), Boolean)];
    if (INTEGERS.includes(shown.dtype)) return [Array.from(shown.long().toTypedArray())];
    if (!shown.is("complex64") && !shown.is("complex128")) return [Array.from(shown.double().toTypedArray())];
    const flat = Array.from(shown.toTypedArray() as ArrayLike<number>);
    return [flat.filter((_, i) => i % 2 === 0), flat.filter((_, i) => i % 2 === 1)];
  });
}

const INTEGERS: readonly string[] = ["uint8", "int8", "int16", "int32", "uint16", "uint32", "uint64"];

/** The first and last elements along each dimension. All narrowing comes before the first copy. */
function edges(tensor: Tensor, shape: readonly number[], dim: number): Tensor {
  const size = shape[dim];
  if (size === undefined) return tensor;
  if (size <= 2 * EDGE) return edges(tensor, shape, dim + 1);
  return cat(
    [0, size - EDGE].map((start) => edges(tensor.narrow(dim, start, EDGE), shape, dim + 1)),
    dim,
  );
}

/** Numbers formatted alike: by what all of them have in common, and to one width. */
class Column {
  readonly cells: readonly string[];
  readonly width: number;

  constructor(values: readonly (number | bigint | boolean)[]) {
    const format = formatOf(values);
    const texts = values.map(format);
    const counted = values.flatMap((value, i) =>
      typeof value !== "number" || (Number.isFinite(value) && value !== 0) ? [texts[i]!.length] : [],
    );
    this.width = counted.reduce((widest, length) => Math.max(widest, length), 1);
    this.cells = texts.map((text) => text.padStart(this.width));
  }
}

function formatOf(
  values: readonly (number | bigint | boolean)[],
): (value: number | bigint | boolean) => string {
  if (typeof values[0] === "boolean") return (value) => (value ? "True" : "False");
  if (typeof values[0] === "bigint") return String;
  const sizes = (values as readonly number[]).filter((x) => Number.isFinite(x) && x !== 0).map(Math.abs);
  const least = sizes.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = sizes.reduce((a, b) => Math.max(a, b), 0);
  const scientific = sizes.length > 0 && (most / least > 1000 || most > 1e8 || least < 1e-4);
  const integral = sizes.every(Number.isInteger);
  return (value) => {
    const x = value as number;
    if (Number.isNaN(x)) return "nan";
    const sign = x < 0 || Object.is(x, -0) ? "-" : "";
    const size = Math.abs(x);
    if (size === Number.POSITIVE_INFINITY) return `${sign}inf`;
    if (scientific) return sign + exponential(size);
    return sign + (integral ? `${size.toFixed(0)}.` : fixed(size));
  };
}

function fixed(x: number): string {
  return halfToEven(x.toFixed(PRECISION), x.toFixed(100));
}

/** The exponent has two digits at least. */
function exponential(x: number): string {
  const text = halfToEven(x.toExponential(PRECISION), x.toExponential(100));
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}

/** JavaScript rounds halves up, Python to the even digit. `exact` has all digits of a number in its first 100. */
function halfToEven(rounded: string, exact: string): string {
  const half = /^(\d+\.\d{3}[02468])50*(e.*)?$/.exec(exact);
  return half === null ? rounded : half[1] + (half[2] ?? "");
}

function withSuffixes(text: string, suffixes: readonly string[]): string {
  let whole = text;
  let column = text.length - text.lastIndexOf("\n") + 1;
  for (const suffix of suffixes) {
    const breaks = column + suffix.length + 2 > LINE;
    whole += breaks ? `,\n${" ".repeat(PREFIX.length)}${suffix}` : `, ${suffix}`;
    column = breaks ? PREFIX.length + suffix.length : column + suffix.length + 2;
  }
  return `${whole})`;
}

function tuple(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}
