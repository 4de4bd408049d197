/** A cloud that has a time of its own, which goes on only when it is let. */
export interface TimedCloud {
  /** Milliseconds since 1970. */
  now(): number;
  letTimePass(): Promise<void>;
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
    this.#timer = setInterval(() => void this.#tick(), tickMilliseconds);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** When no timer is set the cloud's time stands still, however often it is let. */
  async #tick(): Promise<void> {
    if (this.#state === 'ticking') return;
    this.#state = 'ticking';
    const known = this.#cloud.faults().length;
    try {
      for (let before = NaN; this.#cloud.now() < Date.now() && this.#cloud.now() !== before;) {
        before = this.#cloud.now();
        await this.#cloud.letTimePass();
      }
    } catch {
      // The cloud has it among its faults.
    }
    for (const { error } of this.#cloud.faults().slice(known)) this.#onFault(error);
    this.#state = 'idle';
  }
}
