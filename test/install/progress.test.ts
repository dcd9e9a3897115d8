import { PassThrough } from "node:stream";
import { progressDisplay } from "../../lib/cli/progress";

const TOTAL = 191_794_682;

function shown(isTTY: boolean): string {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const display = progressDisplay(stream as unknown as NodeJS.WriteStream);
  for (let percent = 0; percent <= 100; percent++) {
    display.show({ stage: "download", done: (TOTAL * percent) / 100, total: TOTAL });
  }
  display.stop();
  return String(stream.read());
}

test("a log gets a line for each tenth", () => {
  expect(shown(false)).toBe(
    Array.from({ length: 11 }, (_, tenth) => `download ${tenth * 10} % of 191.8 MB\n`).join(""),
  );
});

test("a terminal gets a bar", () => {
  expect(shown(true)).toMatch(/download .*100% of 191.8 MB/);
});
