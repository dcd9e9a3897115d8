import { inspect } from "node:util";
import type { DINOConf } from "../dino/conf";
import { isPlainObject } from "../options";

/** Everything that decides which numbers a run gives, as plain data. */
export type Settings = Readonly<Record<string, unknown>>;

/** @param run what is set beside the configuration */
export function settingsOf(conf: DINOConf, run: Settings): Settings {
  return { ...conf.toJSON(), ...run };
}

/** Where two settings differ, one line for each key, by its dotted path. */
export function differences(before: unknown, now: unknown, path = ""): string[] {
  if (isPlainObject(before) && isPlainObject(now)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(now)]);
    return [...keys].flatMap((key) =>
      differences(before[key], now[key], path === "" ? key : `${path}.${key}`),
    );
  }
  const [was, is] = [before, now].map((value) => inspect(value, { breakLength: Number.POSITIVE_INFINITY }));
  return was === is ? [] : [`${path}: was ${was}, is ${is}`];
}
