/** A gate that is open until somebody closes it. */
export class Pause {
  #waiting: { readonly promise: Promise<void>; readonly end: () => void } | undefined;

  get active(): boolean {
    return this.#waiting !== undefined;
  }

  begin(): void {
    if (this.#waiting !== undefined) return;
    let end = (): void => {};
    const promise = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#waiting = { promise, end };
  }

  end(): void {
    this.#waiting?.end();
    this.#waiting = undefined;
  }

  /** Waits until there is no pause, or the signal aborts. */
  async over(signal: AbortSignal | undefined): Promise<void> {
    while (this.#waiting !== undefined && !signal?.aborted) {
      const { promise, end } = this.#waiting;
      signal?.addEventListener("abort", end, { once: true });
      await promise;
      signal?.removeEventListener("abort", end);
    }
  }
}
