/** Lets so many in at a time, in the order in which they came. */
export class Gate {
  readonly #places: number;
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #alone: Promise<unknown> = Promise.resolve();

  constructor(places: number) {
    this.#places = places;
    this.#free = places;
  }

  async run<T>(body: () => Promise<T>): Promise<T> {
    await this.#enter(false);
    try {
      return await body();
    } finally {
      this.#leave();
    }
  }

  /** Waits until nobody is inside, before those who wait outside already. */
  async alone<T>(body: () => Promise<T>): Promise<T> {
    // One after another: two that hold a part of the places each would wait for each other.
    const run = this.#alone.then(async () => {
      for (let i = 0; i < this.#places; ++i) await this.#enter(true);
      try {
        return await body();
      } finally {
        for (let i = 0; i < this.#places; ++i) this.#leave();
      }
    });
    this.#alone = run.catch(() => {});
    return run;
  }

  async #enter(first: boolean): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else
      await new Promise<void>((enter) => (first ? this.#waiting.unshift(enter) : this.#waiting.push(enter)));
  }

  #leave(): void {
    // The place goes to who waits, without a moment in which a newcomer could take it.
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
