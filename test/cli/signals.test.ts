/** SIGINT and SIGTERM, as Node gives them to the process. */
import type { Reporter } from "../../lib/cli/report";
import { endOnSignals, type Signals } from "../../lib/cli/signals";

const exit = jest.spyOn(process, "exit").mockImplementation((() => undefined) as never);
const now = jest.spyOn(performance, "now");
const lines: string[] = [];
const reporter: Reporter = {
  log: (line) => lines.push(line),
  progress() {},
  event() {},
  result() {},
  error() {},
  stop() {},
};
let signals: Signals;

beforeEach(() => {
  lines.length = 0;
  exit.mockClear();
  signals = endOnSignals(reporter);
});
afterEach(() => signals.stop());

test("outside of work that can end by itself the process ends, with the advice", () => {
  process.emit("SIGTERM");
  signals.advise("once more");
  process.emit("SIGINT");
  expect(lines).toEqual(["Stopped by SIGTERM", "Stopped by SIGINT; once more"]);
  expect(exit.mock.calls).toEqual([[143], [130]]);
});

test("work is told, two signals of one press are one, and a later one ends the process", async () => {
  await signals.graceful(async (signal) => {
    now.mockReturnValue(1000);
    process.emit("SIGINT");
    expect([signal.aborted, signals.code]).toEqual([true, 130]);
    now.mockReturnValue(1100);
    process.emit("SIGINT");
    expect(exit).not.toHaveBeenCalled();
    now.mockReturnValue(2000);
    process.emit("SIGINT");
    expect(exit.mock.calls).toEqual([[130]]);
  });
  expect(lines).toHaveLength(2);
});
