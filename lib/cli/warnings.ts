import type { Reporter } from "./report";

/** Has this package's warnings said as everything else is, not in Node's words; gives what ends it. */
export function reportWarnings(reporter: Reporter): () => void {
  const before = process.listeners("warning");
  const listener = (warning: Error) => {
    if (warning.name === "DinoWarning") reporter.log(`warning: ${warning.message}`);
    else for (const other of before) other.call(process, warning);
  };
  process.removeAllListeners("warning");
  process.on("warning", listener);
  return () => {
    process.removeListener("warning", listener);
    for (const other of before) process.on("warning", other);
  };
}
