/** A cloud that has a time of its own, which goes on only when it is let. */
export interface TimedCloud {
  /** Runs what it has been asked to do and what is due until a moment, in milliseconds since 1970. */
  follow(moment: number): Promise<void>;
  breakdowns(): readonly { readonly error: Error }[];
}

const tickMilliseconds = 50;

/** Keeps a cloud's time with real time until it is stopped. `onBreakdown` is told of each new breakdown of the cloud itself. */
export class Clockwork {
  readonly #cloud: TimedCloud;
  readonly #onBreakdown: (error: Error) => void;
  readonly #timer: NodeJS.Timeout;
  #state: 'idle' | 'ticking' = 'idle';

  constructor(cloud: TimedCloud, onBreakdown: (error: Error) => void) {
    this.#cloud = cloud;
    this.#onBreakdown = onBreakdown;
    this.#timer = setInterval(() => void this.tick(), tickMilliseconds);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Lets the cloud go on now rather than soon: a client that polls each 5 s had else to wait that long for what takes no time. */
  async tick(): Promise<void> {
    if (this.#state === 'ticking') return;
    this.#state = 'ticking';
    const known = this.#cloud.breakdowns().length;
    try {
      await this.#cloud.follow(Date.now());
    } catch {
      // The cloud has it among its breakdowns.
    }
    for (const { error } of this.#cloud.breakdowns().slice(known)) this.#onBreakdown(error);
    this.#state = 'idle';
  }
}
