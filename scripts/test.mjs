// `npm test`: the tests, set-up included.
import { join } from "node:path";
import { bootstrap } from "./bootstrap.mjs";
import { become, dependency, program } from "./support.mjs";

const HELP = `
Usage: npm test -- [jest's options]

Makes this checkout ready (see npm run build -- --help), then runs jest:
  npm test -- test/unit         the tests of one folder
  npm test -- -t "a name"       the tests of that name
`;

await program(import.meta.url, HELP, async (args) => {
  await bootstrap();
  await become(join(dependency("jest"), "bin/jest.js"), args);
});
