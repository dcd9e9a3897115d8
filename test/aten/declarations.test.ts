/** The generated declarations are those of this LibTorch, and cover it. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../support/children";

test("lib/aten/generated/aten.ts is what the schemas say, for 99 % of them", () => {
  const printed = execFileSync(process.execPath, [join(ROOT, "scripts/gen-aten.mjs"), "--check"], {
    encoding: "utf8",
    stdio: "pipe",
  });
  const [, declared, all] = /^(\d+) of (\d+) overloads/.exec(printed)!.map(Number);
  expect(all).toBeGreaterThan(3000);
  expect(declared! / all!).toBeGreaterThan(0.99);
  // Each one that is left out says why.
  expect(printed.match(/^left out: aten::\S+ (takes|has) .+$/gm)).toHaveLength(all! - declared!);
});
