import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Progress } from './progress';
import type { Finding } from './round';
import type { TrapName } from './traps';
import type { WorkerOrder } from './worker';

/** What is to be sent, and how long one request may take. */
export interface FuzzOrder {
  readonly seed: number;
  readonly requests: number;
  readonly trap: TrapName;
  /** In seconds. */
  readonly patience: number;
  /** After so many findings it ends. */
  readonly enough: number;
}

/** What came of it. */
export interface FuzzResult {
  readonly sent: number;
  readonly findings: readonly Finding[];
  readonly seconds: number;
}

/** Sends so many requests in a thread of its own, which may crash or hang. It ends there, and when enough is found. */
export async function fuzz({ patience, enough, ...order }: FuzzOrder): Promise<FuzzResult> {
  const progress = new Progress();
  const findings: Finding[] = [];
  const start = performance.now();
  const workerData: WorkerOrder = { ...order, memory: progress.memory };
  const worker = new Worker(join(__dirname, 'worker.ts'), { workerData, execArgv: ['-r', typescript] });
  const end = await new Promise<string>((resolve) => {
    const stopWatching = watch(progress, patience, resolve);
    worker.on('message', (message: Finding | 'done') => {
      if (message === 'done') resolve('done');
      else if (findings.push(message) >= enough) resolve('enough');
    });
    worker.on('error', (error) => {
      resolve(
        `the cloud's process crashed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    });
    worker.on('exit', () => {
      stopWatching();
      resolve("the cloud's process ended");
    });
  });
  await worker.terminate();
  if (!['done', 'enough'].includes(end)) findings.push({ ...progress.current(), wrong: end });
  return { sent: progress.count(), findings, seconds: (performance.now() - start) / 1000 };
}

/** The thread is not given what the process has loaded beforehand: among that may be the tests. */
const typescript = join(__dirname, '..', '..', 'config', 'typescript.cjs');

/** Tells when one request takes longer than it may; before the first one stands the start of the thread. */
function watch(progress: Progress, patience: number, tell: (what: string) => void): () => void {
  let known = 0;
  let since = performance.now();
  const timer = setInterval(() => {
    const count = progress.count();
    if (count !== known || count === 0) {
      known = count;
      since = performance.now();
    } else if (performance.now() - since > patience * 1000) tell(`no answer within ${patience} s`);
  }, 100);
  return () => {
    clearInterval(timer);
  };
}
