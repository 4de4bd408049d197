/** A cloud that has a time of its own, which goes on only when it is let. */
export interface TimedCloud {
  /** Runs what it has been asked to do and what is due until a moment, in milliseconds since 1970. */
  follow(moment: number): Promise<void>;
  faults(): readonly { readonly error: Error }[];
}

const tickMilliseconds = 50;

/** Keeps a cloud's time with real time until it is stopped. `onFault` is told of each new fault of the cloud itself. */
export class Clockwork {
  readonly #cloud: TimedCloud;
  readonly #onFault: (fault: Error) => void;
  readonly #timer: NodeJS.Timeout;
  #state: 'idle' | 'ticking' = 'idle';

  constructor(cloud: TimedCloud, onFault: (fault: Error) => void) {
    this.#cloud = cloud;
    this.#onFault = onFault;
    this.#timer = setInterval(() => void this.tick(), tickMilliseconds);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Lets the cloud go on now rather than soon: a client that polls each 5 s had else to wait that long for what takes no time. */
  async tick(): Promise<void> {
    if (this.#state === 'ticking') return;
    this.#state = 'ticking';
    const known = this.#cloud.faults().length;
    try {
      await this.#cloud.follow(Date.now());
    } catch {
      // The cloud has it among its faults.
    }
    for (const { error } of this.#cloud.faults().slice(known)) this.#onFault(error);
    this.#state = 'idle';
  }
}
