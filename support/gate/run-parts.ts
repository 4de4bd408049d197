import { spawn } from 'node:child_process';
import type { Part, TestCount } from './parts';

/** What became of a part. */
export interface PartResult {
  readonly name: string;
  readonly exitCode: number;
  readonly seconds: number;
  readonly output: string;
  readonly tests?: TestCount;
}

/** Runs all parts, `atOnce` of them at a time and in their order, whatever becomes of each; tells each one as it ends. */
export async function runParts(
  parts: readonly Part[],
  root: string,
  atOnce: number,
  told: (result: PartResult) => void,
): Promise<readonly PartResult[]> {
  const waiting = [...parts];
  const results: PartResult[] = [];
  const work = async (): Promise<void> => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const result = await runPart(part, root);
      results.push(result);
      told(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

/** A part's line, with its output below when it failed. */
export function tellPart({ name, exitCode, seconds, output }: PartResult): string {
  const line = `  ${exitCode === 0 ? 'passed' : 'FAILED'}  ${name.padEnd(24)} ${seconds.toFixed(1).padStart(6)} s`;
  return exitCode === 0 ? line : `${line}\n\n${output.trimEnd()}\n`;
}

/**
 * All tests and scenarios together, as `12 passed, 0 failed`. A failed part that has no failed tests to show for it, such
 * as the linter, counts as one failure.
 */
export function totalOf(results: readonly PartResult[]): string {
  const passed = results.reduce((sum, { tests }) => sum + (tests?.passed ?? 0), 0);
  const failed = results.reduce((sum, { tests, exitCode }) => {
    return sum + Math.max(tests?.failed ?? 0, exitCode === 0 ? 0 : 1);
  }, 0);
  return `${passed} passed, ${failed} failed`;
}

function runPart({ name, nodeArguments, countTests }: Part, root: string): Promise<PartResult> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, nodeArguments, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    const end = (code: number): void => {
      const tests = countTests?.(output);
      // A part that ends well without having said how many tests it ran has not run them.
      const exitCode = countTests !== undefined && tests === undefined ? code || 1 : code;
      const seconds = (performance.now() - startedAt) / 1000;
      resolve({ name, exitCode, seconds, output, ...(tests !== undefined && { tests }) });
    };
    child.on('error', (error) => {
      output += error.message;
      end(1);
    });
    child.on('close', (code) => {
      end(code ?? 1);
    });
  });
}
