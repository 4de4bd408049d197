/** Something that happens at a time of the stub's clock. */
export interface Timer {
  /** What it is, for messages. */
  readonly label: string;
  /** The time it is due, in milliseconds since 1970. */
  readonly at: number;
  cancel(): void;
}

interface Entry extends Timer {
  readonly order: number;
  readonly ring: () => void;
}

/**
 * The only time there is inside the embedded cloud. It stands still until somebody advances it,
 * so that a run takes no time to wait and always happens in the same order.
 */
export class Clock {
  #now: number;
  #order = 0;
  readonly #entries = new Set<Entry>();

  /** @param startsAt milliseconds since 1970 */
  constructor(startsAt: number) {
    this.#now = startsAt;
  }

  /** Milliseconds since 1970 in the stub's time. */
  now(): number {
    return this.#now;
  }

  /** The stub's time as OpenStack writes it, like `2026-11-20T10:00:00.000000`. */
  timestamp(): string {
    return `${new Date(this.#now).toISOString().slice(0, -1)}000`;
  }

  /** Calls `ring` once when `seconds` have passed; timers of one time ring in the order they were set. */
  after(seconds: number, label: string, ring: () => void): Timer {
    const entry: Entry = {
      label,
      at: this.#now + seconds * 1000,
      order: this.#order++,
      ring,
      cancel: () => this.#entries.delete(entry),
    };
    this.#entries.add(entry);
    return entry;
  }

  /** Moves on to the next timer and rings all that are due then; false when no timer is set, or none until `latest`. */
  advance(latest = Infinity): boolean {
    const next = this.#earliest();
    if (next === undefined || next.at > latest) return false;
    this.#now = Math.max(this.#now, next.at);
    for (let due = this.#earliest(); due !== undefined && due.at <= this.#now; due = this.#earliest()) {
      this.#entries.delete(due);
      due.ring();
    }
    return true;
  }

  /** Moves on to a moment before which no timer is due; stays where it is when that moment is over. */
  reach(moment: number): void {
    this.#now = Math.max(this.#now, moment);
  }

  /** Forgets every timer. */
  dispose(): void {
    this.#entries.clear();
  }

  #earliest(): Entry | undefined {
    let earliest: Entry | undefined;
    for (const entry of this.#entries) {
      const sooner =
        earliest === undefined || entry.at < earliest.at || (entry.at === earliest.at && entry.order < earliest.order);
      if (sooner) earliest = entry;
    }
    return earliest;
  }
}
