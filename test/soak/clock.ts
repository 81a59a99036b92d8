// A simulated clock, and all that waits for it: one seed, one order of everything that happens.
import type { Random } from '../support/random-histories.ts';

interface Due {
  readonly at: number;
  /** Decides between what is due in the same millisecond. */
  readonly lot: number;
  readonly run: () => void;
}

export class Clock {
  #now: number;
  readonly #random: Random;
  /** A binary heap, the next one first. */
  readonly #due: Due[] = [];

  /** @param start milliseconds since the epoch */
  constructor(start: number, random: Random) {
    this.#now = start;
    this.#random = random;
  }

  get now(): number {
    return this.#now;
  }

  /** @param delay milliseconds */
  after(delay: number, run: () => void): void {
    this.#push({ at: this.#now + delay, lot: this.#random.below(0x1_00_00_00), run });
  }

  pause(delay: number): Promise<void> {
    return new Promise((resolve) => this.after(delay, resolve));
  }

  /** Lets things happen until `isDone`. Nothing runs at the same time, so that nothing depends on the machine. */
  async run(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      const next = this.#pop();
      if (next === undefined) throw new Error('nothing is left that could still happen');
      this.#now = next.at;
      next.run();
      while (this.#due[0]?.at === this.#now) this.#pop()?.run();
      // Comes after every step that those who woke up could take.
      await new Promise(setImmediate);
    }
  }

  #push(due: Due): void {
    let place = this.#due.push(due) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#isBefore(place, parent)) return;
      this.#swap(place, parent);
      place = parent;
    }
  }

  #pop(): Due | undefined {
    const [first] = this.#due;
    const last = this.#due.pop();
    if (last === undefined || this.#due.length === 0) return first;
    this.#due[0] = last;
    for (let place = 0; ; ) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      const child = this.#isBefore(right, left) ? right : left;
      if (!this.#isBefore(child, place)) return first;
      this.#swap(child, place);
      place = child;
    }
  }

  #isBefore(place: number, other: number): boolean {
    const [a, b] = [this.#due[place], this.#due[other]];
    if (a === undefined || b === undefined) return a !== undefined;
    return a.at === b.at ? a.lot < b.lot : a.at < b.at;
  }

  #swap(place: number, other: number): void {
    const [a, b] = [this.#due[place], this.#due[other]];
    if (a === undefined || b === undefined) return;
    this.#due[place] = b;
    this.#due[other] = a;
  }
}
