import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Judgement } from './judging';
import { isSaid, type Order, type Said, type Survey } from './messages';
import type { Mutant } from './mutants';

/** A worker that says nothing for so long is at something without end. */
const secondsOfSilence = 300;

/** What is known before the first mutant is judged. */
export interface Ready {
  readonly mutants: readonly Mutant[];
  readonly survey: Survey;
}

/** The process that judges: another one takes over when it ends or hangs. */
export class WorkForce {
  readonly #order: Order;
  #worker: ChildProcess | undefined;
  #survey: Survey | undefined;

  constructor(order: Order) {
    this.#order = order;
  }

  /** Rejects when a test fails with no mutant on. */
  async begin(): Promise<Ready> {
    const said = await this.#start(this.#order);
    if (said.kind === 'ready') {
      this.#survey = said.survey;
      return said;
    }
    throw new Error(said.kind === 'broken' ? said.why : 'the worker has judged what it was not asked for');
  }

  /** Judges a mutant. One that code reaches while it is loaded has a process of its own. */
  async judge(id: number): Promise<Judgement> {
    const reached = this.#survey?.byLoading.includes(id) === true;
    if (reached) await this.#restart({ on: id });
    else if (this.#worker === undefined) await this.#restart({});
    const judgement = await this.#ask(id);
    if (reached || judgement.outcome === 'hung') this.end();
    return judgement;
  }

  end(): void {
    this.#worker?.kill('SIGKILL');
    this.#worker = undefined;
  }

  async #restart(change: Pick<Order, 'on'>): Promise<void> {
    this.end();
    await this.#start({ ...this.#order, ...change, ...(this.#survey && { survey: this.#survey }) });
  }

  #start(order: Order): Promise<Said> {
    const worker = fork(join(__dirname, 'worker.ts'), {
      cwd: order.root,
      execArgv: ['-r', join(order.root, 'config', 'typescript.cjs')],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#worker = worker;
    worker.send(order);
    return next(worker);
  }

  async #ask(id: number): Promise<Judgement> {
    const worker = this.#worker;
    if (worker === undefined) throw new Error('nobody is there to judge');
    worker.send({ judge: id });
    try {
      const said = await next(worker);
      if (said.kind === 'judged') return said.judgement;
      throw new Error(`the worker is ${said.kind}`);
    } catch (error) {
      if (!(error instanceof WorkerEnded)) throw error;
      this.end();
      return { id, outcome: 'hung', by: error.message };
    }
  }
}

/** A worker ended, or said nothing any more. */
class WorkerEnded extends Error {}

function next(worker: ChildProcess): Promise<Said> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      settle();
      reject(new WorkerEnded(`nothing was heard for ${secondsOfSilence} s`));
    }, secondsOfSilence * 1000);
    const hear = (message: unknown): void => {
      if (!isSaid(message)) return;
      settle();
      resolve(message);
    };
    const ended = (): void => {
      settle();
      reject(new WorkerEnded('the process ended'));
    };
    const settle = (): void => {
      clearTimeout(timer);
      worker.off('message', hear);
      worker.off('exit', ended);
    };
    worker.on('message', hear);
    worker.on('exit', ended);
  });
}
