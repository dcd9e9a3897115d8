/** Numbers of the reference implementations and the tolerances that come with them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readStateDict, type Tensor } from "../../lib";

interface Tolerance {
  rtol?: number;
  atol?: number;
}

export interface GoldenCase {
  // biome-ignore lint/suspicious/noExplicitAny: each case has parameters of its own
  readonly params: any;
  /** The whole JSON file, for what only one case has. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly json: any;
  readonly tensors: Readonly<Record<string, Tensor>>;
  /** Accepts |actual - expected| <= atol + rtol |expected|, elementwise, by the rules of the case. */
  expectClose(actual: Tensor | ArrayLike<number>, name: string, expected?: Tensor): void;
}

export async function loadCase(name: string): Promise<GoldenCase> {
  const json = JSON.parse(readFileSync(join(__dirname, `${name}.json`), "utf8"));
  const { params, tolerance } = json;
  const tensors = await readStateDict(join(__dirname, `${name}.pt`));
  return {
    params,
    json,
    tensors,
    expectClose(actual, key, expected = tensors[key]) {
      if (expected === undefined) throw new Error(`${name} has no tensor ${key}`);
      const want = numbers(expected);
      const got = numbers(actual);
      expect(got.length).toBe(want.length);
      const { rtol = 0, atol = 0 } = toleranceOf(tolerance, key);
      let worst = { excess: Number.NEGATIVE_INFINITY, i: -1 };
      for (let i = 0; i < want.length; ++i) {
        const excess = Math.abs(got[i]! - want[i]!) - (atol + rtol * Math.abs(want[i]!));
        if (!(excess <= worst.excess)) worst = { excess, i };
      }
      if (!(worst.excess <= 0))
        throw new Error(`${name}: ${key}[${worst.i}]: expected ${want[worst.i]}, got ${got[worst.i]} (rtol ${rtol}, atol ${atol})`);
    },
  };
}

export function numbers(values: Tensor | ArrayLike<number>): number[] {
  if (typeof (values as Tensor).toTypedArray !== "function") return Array.from(values as ArrayLike<number>);
  return Array.from((values as Tensor).toTypedArray() as ArrayLike<number | bigint>, Number);
}

function toleranceOf(tolerance: Tolerance & { overrides?: Record<string, Tolerance> }, name: string): Tolerance {
  let result: Tolerance = { rtol: tolerance.rtol ?? 0, atol: tolerance.atol ?? 0 };
  for (const [pattern, values] of Object.entries(tolerance.overrides ?? {})) {
    const matches = new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*").replace(/\?/g, ".")}$`).test(name);
    // The last pattern that has numbers wins.
    if (matches && (values.rtol !== undefined || values.atol !== undefined)) result = { rtol: 0, atol: 0, ...values };
  }
  return result;
}
