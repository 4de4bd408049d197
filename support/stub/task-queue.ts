import { AsyncLocalStorage } from 'node:async_hooks';

/** Work that somebody handed over and does not wait for, like an RPC cast. */
export interface Task {
  /** What it is, for messages: `terminate_instance on compute-1`. */
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** A task that threw instead of dealing with its own failure: a fault of the stub itself. */
export class TaskFailed extends Error {
  constructor(task: Task, cause: unknown) {
    super(`the embedded cloud's task "${task.name}" failed: ${String(cause)}`, { cause });
    this.name = 'TaskFailed';
  }
}

/** A task's turn: how it hands the queue back when it ends, breaks or pauses. */
interface Turn {
  readonly name: string;
  end: () => void;
  fail: (cause: unknown) => void;
}

/** Knows whether some code runs inside a task, and in which turn. */
const turns = new AsyncLocalStorage<Turn>();

/**
 * The queue of all that is under way inside the embedded cloud. One task runs at a time, first come, first served;
 * a task that waits for a time-out lets the others go on meanwhile.
 */
export class TaskQueue {
  readonly #waiting: Task[] = [];
  #running: Task | undefined;
  #drained: Promise<void> | undefined;
  #state: 'open' | 'disposed' = 'open';
  readonly #late: string[] = [];

  /** Hands work over; it runs when the queue is drained next. */
  cast(name: string, run: () => Promise<void>): void {
    if (this.#state === 'disposed') this.#late.push(name);
    else this.#waiting.push({ name, run });
  }

  /** True when nothing is waiting or running. */
  isQuiet(): boolean {
    return this.#waiting.length === 0 && this.#running === undefined;
  }

  /** True for code that runs inside a task: it must not wait for the queue, and nothing waits for it but the queue. */
  isInsideTask(): boolean {
    return turns.getStore() !== undefined;
  }

  /**
   * Lets the other tasks go on until `resume` is called, then waits for its turn again. Throws a RangeError outside of
   * a task.
   * @param arm is given `resume`, to call it later
   */
  async pause(arm: (resume: () => void) => void): Promise<void> {
    const turn = turns.getStore();
    if (turn === undefined) throw new RangeError('only a task can pause');
    await new Promise<void>((goOn) => {
      arm(() => {
        this.cast(turn.name, () => nextTurn(turn, goOn));
      });
      turn.end();
    });
  }

  /** Runs what is waiting, and what that casts, until all is quiet. Rejects with {@link TaskFailed}. */
  drain(): Promise<void> {
    this.#drained ??= this.#runAll().finally(() => {
      this.#drained = undefined;
    });
    return this.#drained;
  }

  /** Ends the queue: what is still running or handed over later is named by {@link lateWork}. */
  dispose(): void {
    this.#state = 'disposed';
    this.#waiting.length = 0;
    if (this.#running !== undefined) this.#late.push(this.#running.name);
  }

  /** The names of tasks that outlived the queue. */
  lateWork(): readonly string[] {
    return this.#late;
  }

  async #runAll(): Promise<void> {
    for (let task = this.#waiting.shift(); task !== undefined; task = this.#waiting.shift()) {
      this.#running = task;
      try {
        await firstTurn(task);
      } catch (cause) {
        throw new TaskFailed(task, cause);
      } finally {
        this.#running = undefined;
      }
    }
  }
}

function firstTurn(task: Task): Promise<void> {
  return new Promise((end, fail) => {
    const turn: Turn = { name: task.name, end, fail };
    turns.run(turn, task.run).then(
      () => {
        turn.end();
      },
      (cause: unknown) => {
        turn.fail(cause);
      },
    );
  });
}

/** A paused task goes on; its turn lasts until it ends, breaks or pauses again. */
function nextTurn(turn: Turn, goOn: () => void): Promise<void> {
  return new Promise((end, fail) => {
    turn.end = end;
    turn.fail = fail;
    goOn();
  });
}
