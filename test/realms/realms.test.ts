/** jest gives each file a realm of its own (globals, modules) in one process; the addon is loaded once. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../support/children";

test("two files in one process", () => {
  const jest = join(ROOT, "node_modules/jest/bin/jest.js");
  const { status, stderr } = spawnSync(
    process.execPath,
    [jest, "--runInBand", "--testMatch", "**/test/realms/*.realm.ts"],
    { cwd: ROOT, encoding: "utf8" },
  );
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: expect.stringMatching(/Tests: +2 passed, 2 total/),
  });
});
