/** jest gives each file a realm of its own (globals, modules): in one process, where the addon is loaded once, or in several. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../support/children";

test.each([
  ["in one process", ["--runInBand"]],
  ["in worker processes, jest's default", ["--maxWorkers=2"]],
])("two files %s", (_, mode) => {
  const jest = join(ROOT, "node_modules/jest/bin/jest.js");
  const { status, stderr } = spawnSync(
    process.execPath,
    [jest, ...mode, "--testMatch", "**/test/realms/*.realm.ts"],
    { cwd: ROOT, encoding: "utf8" },
  );
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: expect.stringMatching(/Tests: +2 passed, 2 total/),
  });
  // A worker that had to be killed left a thread or a handle behind.
  expect(stderr).not.toMatch(/did not exit|failed to exit|force exited/);
});
