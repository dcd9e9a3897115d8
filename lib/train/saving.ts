import { DINOConf, type DINOConfInput } from "../dino/conf";
import type { DINOWrapper } from "../dino/wrapper";
import { ConfigError, DataError } from "../errors";
import { isPickleObject, type PickleValue } from "../files/pickle-value";
import { torchInfo } from "../native/info";
import { isPlainObject } from "../options";
import type { Generator } from "../tensor/generator";
import { isTensor, type Tensor } from "../tensor/tensor";
import type { Checkpoint, CheckpointContents } from "./checkpoint";
import type { AnyOptimizer } from "./plan";
import { differences, type Settings } from "./settings";
import { parseState, type RunState } from "./state";

/** Everything whose values a run changes. */
export interface Trained {
  readonly dino: DINOWrapper<{ originalOutput: "none" }>;
  readonly optimizer: AnyOptimizer;
  readonly draws: Generator;
}

/** What a checkpoint holds. Its tensors are in part the run's own: write them before the next step. */
export async function packed(
  { dino, optimizer, draws }: Trained,
  settings: Settings,
  state: RunState,
): Promise<CheckpointContents> {
  const { addonVersion, torchVersion } = torchInfo();
  const { images, shuffle, ...conf } = settings;
  const detached = Object.entries(dino.stateDict()).map(([name, tensor]) => [name, tensor.detach()]);
  return {
    versions: { "dino-wrapper": addonVersion, torch: torchVersion, node: process.versions.node },
    conf: conf as PickleValue,
    data: { images: images as number, shuffle: shuffle as boolean },
    model: Object.fromEntries(detached) as Record<string, Tensor>,
    optimizer: await optimizer.stateDict(),
    rng: draws.getState(),
    run: JSON.stringify(state),
  };
}

/**
 * Takes a checkpoint over, and gives the run's state.
 * @throws ConfigError for other settings, DataError where the file does not hold what belongs there, and what the parts
 * themselves throw for names and shapes that do not fit
 */
export async function unpack(
  { path, contents }: Checkpoint,
  { dino, optimizer, draws }: Trained,
  settings: Settings,
  allowChanges: boolean,
): Promise<RunState> {
  const { conf, data, model, optimizer: optimizerState, rng, run } = contents;
  const state = parseState(run);
  if (
    !isPlainObject(conf) ||
    !isPlainObject(data) ||
    !isNamed(model) ||
    !isTensor(rng) ||
    state === undefined
  )
    throw new DataError("INVALID_DATA", `${path}: is a checkpoint without all of its parts`, { path });
  const issues = differences({ ...completed(conf), ...data }, settings);
  if (issues.length > 0 && !allowChanges)
    throw new ConfigError(
      "INVALID_CONFIG",
      `${path}: the run has other settings; use those, another directory, or allowChanges: true:\n  ${issues.join("\n  ")}`,
      { path, issues },
    );
  await dino.loadStateDict(model);
  await optimizer.loadStateDict(optimizerState as PickleValue);
  draws.setState(rng);
  return state;
}

/** A key that is younger than the checkpoint had its default. */
function completed(conf: Settings): Settings {
  // A function, of which a checkpoint knows no more than that it was one, would be refused.
  const { preprocessFunc, ...others } = conf;
  try {
    return { ...new DINOConf(others as DINOConfInput).toJSON(), preprocessFunc };
  } catch {
    // Of a later version, whose keys are named as differences.
    return conf;
  }
}

function isNamed(value: PickleValue): value is Readonly<Record<string, Tensor>> {
  return isPlainObject(value) && !isPickleObject(value) && Object.values(value).every(isTensor);
}
