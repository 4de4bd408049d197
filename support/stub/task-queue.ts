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
  state: 'on' | 'paused';
  /** What broke the task while a part of it was paused, which finds it when it goes on. */
  broken?: Error;
  end: () => void;
  fail: (cause: unknown) => void;
}

/** Knows whether some code runs inside a task, and in which turn. */
const turns = new AsyncLocalStorage<Turn>();

/** Which of so many tasks that wait is to run next, from 0 on. */
export type TakeTurn = (waiting: number) => number;

/**
 * The queue of all that is under way inside the embedded cloud. One task runs at a time; a task that waits for a
 * time-out lets the others go on meanwhile.
 */
export class TaskQueue {
  readonly #takeTurn: TakeTurn;
  readonly #waiting: Task[] = [];
  #running: Task | undefined;
  #drained: Promise<void> | undefined;
  #state: 'open' | 'disposed' = 'open';
  readonly #late: string[] = [];

  /** @param takeTurn first come, first served without it */
  constructor(takeTurn: TakeTurn = () => 0) {
    this.#takeTurn = takeTurn;
  }

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
   * a task, and in one that pauses already: it has one turn, which would never end.
   * @param arm is given `resume`, to call it later
   */
  async pause(arm: (resume: () => void) => void): Promise<void> {
    const turn = turns.getStore();
    if (turn === undefined) throw new RangeError('only a task can pause');
    if (turn.state === 'paused') throw new RangeError(`the task "${turn.name}" pauses in two places at once`);
    turn.state = 'paused';
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
    for (let task = this.#next(); task !== undefined; task = this.#next()) {
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

  #next(): Task | undefined {
    const { length } = this.#waiting;
    return length === 0 ? undefined : this.#waiting.splice(this.#takeTurn(length), 1)[0];
  }
}

function firstTurn(task: Task): Promise<void> {
  return new Promise((end, fail) => {
    const turn: Turn = { name: task.name, state: 'on', end, fail };
    turns.run(turn, task.run).then(
      () => {
        turn.end();
      },
      (cause: unknown) => {
        turn.broken = cause instanceof Error ? cause : new Error(String(cause));
        turn.fail(cause);
      },
    );
  });
}

/** A paused task goes on; its turn lasts until it ends, breaks or pauses again. */
function nextTurn(turn: Turn, goOn: () => void): Promise<void> {
  return new Promise((end, fail) => {
    if (turn.broken !== undefined) {
      fail(turn.broken);
      return;
    }
    turn.state = 'on';
    turn.end = end;
    turn.fail = fail;
    goOn();
  });
}
