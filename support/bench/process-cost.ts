import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { checkBy } from '../check';
import type { Program } from './figure';

/** What a process has used from its start to its end, without the processes that it started. */
export interface Cost {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakMebibytes: number;
}

const isUsage = checkBy<Omit<Cost, 'wallSeconds'>>({
  type: 'object',
  required: ['cpuSeconds', 'peakMebibytes'],
  properties: { cpuSeconds: { type: 'number' }, peakMebibytes: { type: 'number' } },
});

/** Runs a program and tells what it cost. Rejects with its last words when it ends with anything but 0: what failed is not worth a figure. */
export async function costOf({ nodeArguments, folder }: Program): Promise<Cost> {
  const startedAt = performance.now();
  const preload = ['-r', join(__dirname, 'tell-cost.cjs')];
  const child = spawn(process.execPath, [...preload, ...nodeArguments], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const words = { out: '', usage: '' };
  const hear = (stream: Readable | Writable | null | undefined, key: keyof typeof words): void => {
    stream?.on('data', (chunk: Buffer) => {
      words[key] += chunk.toString();
    });
  };
  hear(child.stdout, 'out');
  hear(child.stderr, 'out');
  hear(child.stdio[3], 'usage');
  const code = await new Promise<number | string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      resolve(exitCode ?? signal ?? 'nothing');
    });
  });
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const usage = code === 0 ? parse(words.usage) : undefined;
  if (usage === undefined) {
    const last = words.out.trimEnd().split('\n').slice(-10).join('\n    ');
    throw new Error(`node ${nodeArguments.join(' ')} ended with ${code}, so there is nothing to measure:\n    ${last}`);
  }
  return { ...usage, wallSeconds };
}

function parse(text: string): Omit<Cost, 'wallSeconds'> | undefined {
  try {
    const usage: unknown = JSON.parse(text);
    return isUsage(usage) ? usage : undefined;
  } catch {
    return undefined;
  }
}
