import { PACKAGE } from "../support/children";

/** The compiled package: these programs run in processes of their own, which a crash may end. */
export const dino = require(PACKAGE) as typeof import("../../lib");
