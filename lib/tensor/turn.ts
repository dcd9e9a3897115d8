import { native } from "../native/load";
import { endGroup } from "./collector";

let open = false;

/**
 * Notes that a tensor was made in this turn of the event loop. Garbage is collected between turns only, so the
 * addon's guard counts what piles up within one and starts afresh with the next.
 */
export function tick(): void {
  if (open) return;
  open = true;
  setImmediate(() => {
    open = false;
    endGroup();
    native().turn();
  }).unref();
}
