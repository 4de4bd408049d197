import { parentPort, workerData } from 'node:worker_threads';
import { Progress } from './progress';
import { runRound } from './round';
import { isTrapName, trap, type TrapName } from './traps';

/** Requests to one cloud, after which there is another one. */
export const roundLength = 700;

/** What the worker is to do. */
export interface WorkerOrder {
  readonly seed: number;
  readonly requests: number;
  readonly trap: TrapName;
  readonly memory: SharedArrayBuffer;
}

/** Runs round after round, with a seed each, and posts what it finds. */
async function work({ seed, requests, trap: name, memory }: WorkerOrder): Promise<void> {
  const progress = new Progress(memory);
  for (let round = 0; round * roundLength < requests; round++) {
    const order = {
      seed: seed + round,
      requests: Math.min(roundLength, requests - round * roundLength),
      changes: trap(name),
    };
    await runRound(order, {
      sending: (request, told) => {
        progress.begin(order.seed, request, told);
      },
      found: (finding) => parentPort?.postMessage(finding),
    });
  }
  parentPort?.postMessage('done');
}

function isOrder(data: unknown): data is WorkerOrder {
  if (typeof data !== 'object' || data === null) return false;
  const { seed, requests, trap: name, memory }: Readonly<Record<string, unknown>> = { ...data };
  return (
    typeof seed === 'number' && typeof requests === 'number' && isTrapName(name) && memory instanceof SharedArrayBuffer
  );
}

const order: unknown = workerData;
if (isOrder(order)) void work(order);
