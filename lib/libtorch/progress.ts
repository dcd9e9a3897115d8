import { Presets, SingleBar } from "cli-progress";

/** How far a part of the set-up has come, in bytes. */
export interface Progress {
  readonly stage: "download" | "unpack";
  readonly done: number;
  readonly total: number;
}

export interface ProgressDisplay {
  show(progress: Progress): void;
  /** Ends the bar, if one is shown, so that the next line starts on its own. */
  stop(): void;
}

/** A bar on a terminal, else one line for each tenth. Writes to stderr: stdout belongs to the caller's program. */
export function progressDisplay(stream: NodeJS.WriteStream = process.stderr): ProgressDisplay {
  return stream.isTTY ? bar(stream) : lines(stream);
}

/** `191794682` as `191.8 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function bar(stream: NodeJS.WriteStream): ProgressDisplay {
  let current: { stage: Progress["stage"]; bar: SingleBar } | undefined;
  const stop = () => {
    current?.bar.stop();
    current = undefined;
  };
  return {
    show({ stage, done, total }) {
      if (current?.stage !== stage) {
        stop();
        const format = `${stage} {bar} {percentage}% of ${megabytes(total)}, {eta_formatted} left`;
        current = { stage, bar: new SingleBar({ format, stream, hideCursor: true }, Presets.shades_classic) };
        current.bar.start(total, done);
      }
      current.bar.update(done);
    },
    stop,
  };
}

function lines(stream: NodeJS.WriteStream): ProgressDisplay {
  let shown = "";
  return {
    show({ stage, done, total }) {
      const tenths = Math.floor((10 * done) / total);
      const key = `${stage} ${tenths}`;
      if (key === shown) return;
      shown = key;
      stream.write(`${stage} ${tenths * 10} % of ${megabytes(total)}\n`);
    },
    stop() {},
  };
}
