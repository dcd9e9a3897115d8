/** Valid calls of the preflight. */
import type { Inspection, ScriptModule } from "../../lib";
import { argument, type Call, integer, number, optional, options } from "./arguments";
import { A, call, other } from "./call";
import type { World } from "./calls";
import { throwing } from "./mutations";
import { dino } from "./package";

export async function inspections(world: World): Promise<Call[]> {
  const report = await dino.DINOWrapper.inspect(world.backbone);
  return [
    call(
      "wrapper",
      "DINOWrapper.inspect",
      {
        module: other(() => world.backbone, {
          disposed: [() => world.disposed.module, "DISPOSED"],
          missing: [() => undefined, A],
          null: [() => null, A],
          "a tensor": [() => dino.ones([1]), A],
          "a head": [() => world.head, A],
          "one that takes no images": [() => world.module, "valid"],
        }),
        options: optional(
          options({
            channels: optional(integer(1)),
            sizes: optional(argument("list", () => [16, [8, 16]], { outcomes: { empty: "valid" } })),
            seconds: optional(number(0)),
          }),
        ),
      },
      (module: ScriptModule, ...rest: never[]) => dino.DINOWrapper.inspect(module, ...rest),
    ),
    call(
      "wrapper",
      "formatInspection",
      {
        report: other(() => structuredClone(report), {
          missing: [() => undefined, A],
          null: [() => null, A],
          "an empty object": [() => ({}), A],
          "a part of it": [() => ({ ...report, returnLayers: undefined }), A],
          "other parts": [() => ({ ...report, obstacles: [1] }), A],
          "one that throws": [
            () => Object.defineProperty({ ...report }, "output", { get: throwing }),
            "thrown",
          ],
        }),
      },
      (given: Inspection) => dino.formatInspection(given),
    ),
  ];
}
