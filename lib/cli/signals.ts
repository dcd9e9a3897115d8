import type { Reporter } from "./report";

const CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof CODES;

/** What SIGINT and SIGTERM do while a command runs. */
export interface Signals {
  /**
   * Runs work that ends by itself when its signal is aborted, as the first SIGINT or SIGTERM does; the second one ends
   * the process.
   */
  graceful<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** The exit code of the signal that came, 0 without one. */
  readonly code: number;
  /** Leaves the signals to Node again. */
  stop(): void;
}

/** Outside of `graceful` a signal ends the process at once: what was downloaded stays for the next time. */
export function endOnSignals(reporter: Reporter): Signals {
  let running: AbortController | undefined;
  let code = 0;
  const listeners = (Object.keys(CODES) as Signal[]).map((signal) => {
    const listener = () => {
      reporter.stop();
      if (running !== undefined && code === 0) {
        code = CODES[signal];
        reporter.log(`${signal}: ending after the running step; the same again ends at once`);
        running.abort();
        return;
      }
      reporter.log(`Stopped by ${signal}; the same command goes on from here`);
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
    get code() {
      return code;
    },
    stop() {
      for (const remove of listeners) remove();
    },
  };
}
