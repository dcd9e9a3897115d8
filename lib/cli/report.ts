import { environment } from "../environment";
import { DinoError } from "../errors";
import { type Counted, progressDisplay } from "./progress";

/** What a command has to say, to a person or to a program. */
export interface Reporter {
  log(line: string): void;
  progress(progress: Counted): void;
  /** Something that happened on the way: a line for programs alone. */
  event(event: string, values: object): void;
  /** The result: an object for programs, a text for persons. */
  result(event: string, values: object, text: string): void;
  error(error: unknown): void;
  /** Ends a progress bar that is shown. */
  stop(): void;
}

/** The result to stdout, everything else to stderr. */
export function textReporter(): Reporter {
  const display = progressDisplay();
  const write = (line: string) => {
    display.stop();
    console.error(line);
  };
  return {
    log: write,
    progress: display.show,
    event() {},
    result: (_event, _values, text) => console.log(text),
    error: (error) =>
      write(environment.debug && error instanceof Error ? String(error.stack) : messageOf(error)),
    stop: display.stop,
  };
}

/** All to stdout, an object a line: `log`, `progress` at each percent, then the result's event or `error`. */
export function jsonReporter(): Reporter {
  const write = (event: string, values: object) => console.log(JSON.stringify({ event, ...values }));
  let shown = "";
  return {
    log: (message) => write("log", { message }),
    progress({ stage, done, total }) {
      const key = `${stage} ${Math.floor((100 * done) / total)}`;
      if (key !== shown) write("progress", { stage, done, total });
      shown = key;
    },
    event: write,
    result: write,
    error(error) {
      const { code, details } = error instanceof DinoError ? error : new DinoError("INTERNAL", "");
      const stack = environment.debug && error instanceof Error ? { stack: error.stack } : {};
      write("error", { code, message: messageOf(error), details, ...stack });
    },
    stop() {},
  };
}

/** Of an error inside of a network its last line: a trace through TorchScript comes before it. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message } = error;
  const from = message.lastIndexOf(TRACED);
  if (environment.debug || from < 0) return message;
  return `in the network: ${message.slice(from + TRACED.length).trim()} (DINO_DEBUG=1 shows where)`;
}

const TRACED = "\nRuntimeError: ";
