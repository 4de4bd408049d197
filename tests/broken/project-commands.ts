import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBy } from '../../support/check';
import type { Release } from '../../support/contract/release';
import { projectRoot } from '../../support/gate/surroundings';
import type { Shown } from './problems';

const word = { type: 'string' };
const isShown = checkBy<Shown>({
  type: 'object',
  required: ['scenarios'],
  properties: {
    defect: word,
    scenarios: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'title', 'status', 'seconds'],
        properties: { id: word, status: word, failure: word },
      },
    },
  },
});

/** Runs `npm run reference -- …` to its end, and shows what it says. Rejects when it could not do it. */
export async function reference(...argv: readonly string[]): Promise<void> {
  const { exitCode } = await run('reference', argv, 'inherit');
  if (exitCode !== 0) throw new Error(`npm run reference -- ${argv.join(' ')} ended with ${exitCode}`);
}

/** Runs the gate with these options, and returns what its summary shows. Rejects when it ran nothing. */
export async function acceptance(release: Release, folder: string, argv: readonly string[]): Promise<Shown> {
  const reports = join('reports', 'broken', folder);
  const options = ['--release', release, ...argv, '--seed', '1', '--allure', 'none', '--reports', reports];
  const { exitCode, output } = await run('acceptance', options, 'pipe');
  if (exitCode > 1) throw new Error(`npm run acceptance -- ${options.join(' ')} ended with ${exitCode}:\n${output}`);
  const summary: unknown = JSON.parse(readFileSync(join(projectRoot, reports, 'summary.json'), 'utf8'));
  if (!isShown(summary)) throw new Error(`${reports}/summary.json is no summary: ${isShown.told('it')}`);
  return summary;
}

async function run(
  command: string,
  argv: readonly string[],
  voice: 'inherit' | 'pipe',
): Promise<{ readonly exitCode: number; readonly output: string }> {
  const script = join('support', 'commands', `${command}.ts`);
  const child = spawn(process.execPath, ['-r', './config/typescript.cjs', script, ...argv], {
    cwd: projectRoot,
    stdio: ['ignore', voice, voice],
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  await once(child, 'close');
  return { exitCode: child.exitCode ?? -1, output };
}
