import type { Clock } from './clock';
import type { TaskQueue } from './task-queue';

/** Moves the embedded cloud's time: the three cases of docs/architecture.md, "Time". */
export class StubTime {
  readonly clock: Clock;
  readonly queue: TaskQueue;

  constructor(clock: Clock, queue: TaskQueue) {
    this.clock = clock;
    this.queue = queue;
  }

  /** Runs what is due until all is quiet, then goes on to the next timer and runs what that brought. */
  async letTimePass(): Promise<void> {
    await this.queue.drain();
    if (this.clock.advance()) await this.queue.drain();
  }

  /** Runs what is due until a moment of another clock, which time follows; what was handed over runs at once. */
  async follow(moment: number): Promise<void> {
    do await this.queue.drain();
    while (this.clock.advance(moment));
    this.clock.reach(moment);
  }

  /**
   * Holds its caller for `seconds` of the stub's time, as a time-out does. A task just waits until that time has come.
   * A request moves time itself, for nobody else does while its client waits for the answer; everything due meanwhile
   * happens. Rejects when the cloud ends meanwhile.
   */
  async park(seconds: number, label: string): Promise<void> {
    if (this.queue.isInsideTask()) {
      await this.queue.pause((resume) => this.clock.after(seconds, label, resume));
      return;
    }
    const parked = { over: false };
    this.clock.after(seconds, label, () => {
      parked.over = true;
    });
    while (!parked.over) {
      if (!this.clock.advance()) throw new Error(`the embedded cloud ended during "${label}"`);
      await this.queue.drain();
    }
  }
}
