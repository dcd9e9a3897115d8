// `npm start`: the main job, set-up included.
import { bootstrap } from "./bootstrap.mjs";
import { become, inRoot, program } from "./support.mjs";

const HELP = `
Usage: npm start -- [options]

Makes this checkout ready (see npm run build -- --help), then trains a small network with DINO on real images:
examples/fashion-mnist.ts. Options go to the example:
  --seconds <n>   stop after about n seconds
`;

await program(import.meta.url, HELP, async (args) => {
  await bootstrap();
  await become(inRoot("build/examples/fashion-mnist.js"), args);
});
