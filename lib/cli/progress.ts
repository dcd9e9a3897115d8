import { Presets, SingleBar } from "cli-progress";
import { megabytes, type Progress } from "../libtorch/progress";

/** A command's progress. */
export interface Counted extends Progress {
  /** What is counted: "images", "steps". Default: bytes. */
  readonly unit?: string;
  /** The state of things, shown beside the numbers. */
  readonly note?: string;
}

export interface ProgressDisplay {
  show(progress: Counted): void;
  /** Ends the bar, if one is shown, so that the next line starts on its own. */
  stop(): void;
}

/** A bar on a terminal, else one line for each tenth. Writes to stderr: stdout belongs to the caller's program. */
export function progressDisplay(stream: NodeJS.WriteStream = process.stderr): ProgressDisplay {
  return stream.isTTY ? bar(stream) : lines(stream);
}

function amount({ done, total, unit }: Counted): string {
  return unit === undefined ? megabytes(total) : `${done}/${total} ${unit}`;
}

function bar(stream: NodeJS.WriteStream): ProgressDisplay {
  let current: { stage: string; bar: SingleBar } | undefined;
  const stop = () => {
    current?.bar.stop();
    current = undefined;
  };
  return {
    show(progress) {
      const { stage, done, total, unit, note } = progress;
      const values = { amount: amount(progress), note: note === undefined ? "" : `, ${note}` };
      if (current?.stage !== stage) {
        stop();
        const share = unit === undefined ? "{percentage}% of {amount}" : "{amount}";
        const format = `${stage} {bar} ${share}{note}, {eta_formatted} left`;
        current = {
          stage,
          bar: new SingleBar({ format, stream, hideCursor: true, etaBuffer: 50 }, Presets.shades_classic),
        };
        current.bar.start(total, done, values);
      }
      current.bar.update(done, values);
    },
    stop,
  };
}

function lines(stream: NodeJS.WriteStream): ProgressDisplay {
  let shown = "";
  return {
    show(progress) {
      const { stage, done, total, unit, note } = progress;
      const tenths = Math.floor((10 * done) / total);
      const key = `${stage} ${tenths}`;
      if (key === shown) return;
      shown = key;
      const share = unit === undefined ? `of ${amount(progress)}` : ` ${amount(progress)}`;
      stream.write(`${stage} ${tenths * 10} % ${share}${note === undefined ? "" : `  ${note}`}\n`);
    },
    stop() {},
  };
}
