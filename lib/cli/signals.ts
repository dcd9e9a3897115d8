import type { Reporter } from "./report";

const CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof CODES;

/** npx passes on the SIGINT that a terminal has sent to both; two within it, in milliseconds, are one. */
const ONE_PRESS = 500;

/** What SIGINT and SIGTERM do while a command runs. */
export interface Signals {
  /**
   * Runs work that ends by itself when its signal is aborted, as the first SIGINT or SIGTERM does; the second one ends
   * the process.
   */
  graceful<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** What to tell the user whose signal ends the process at once: what to do to go on. */
  advise(text: string): void;
  /** The exit code of the signal that came, 0 without one. */
  readonly code: number;
  /** Leaves the signals to Node again. */
  stop(): void;
}

/** Outside of `graceful` a signal ends the process at once. */
export function endOnSignals(reporter: Reporter): Signals {
  let running: AbortController | undefined;
  let code = 0;
  let first = 0;
  let advice = "";
  const listeners = (Object.keys(CODES) as Signal[]).map((signal) => {
    const listener = () => {
      reporter.stop();
      if (running !== undefined && code === 0) {
        code = CODES[signal];
        first = performance.now();
        reporter.log(`${signal}: ending after what is running; the same again ends at once`);
        running.abort();
        return;
      }
      if (code !== 0 && performance.now() - first < ONE_PRESS) return;
      reporter.log(`Stopped by ${signal}${advice === "" ? "" : `; ${advice}`}`);
      // By the exit the lock is released and the terminal's cursor is back.
      process.exit(CODES[signal]);
    };
    process.on(signal, listener);
    return () => process.removeListener(signal, listener);
  });
  return {
    async graceful(work) {
      running = new AbortController();
      try {
        return await work(running.signal);
      } finally {
        running = undefined;
      }
    },
    advise(text) {
      advice = text;
    },
    get code() {
      return code;
    },
    stop() {
      for (const remove of listeners) remove();
    },
  };
}
