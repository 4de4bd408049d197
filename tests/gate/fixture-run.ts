import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { parseParameters } from '../../support/clouds/parameters';
import { runGate } from '../../support/gate/gate';
import type { GateResult, Surroundings } from '../../support/gate/task';

/** What a run of the gate on a fixture suite has left. */
export interface FixtureRun extends GateResult {
  readonly console: string;
  readonly reports: string;
}

/** The steps of each fixture suite: a process can load them only once. */
const loaded = new Map<string, ISupportCodeLibrary>();

const folders: string[] = [];

process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder, which is removed when the process ends. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gate-'));
  folders.push(folder);
  return folder;
}

/** Surroundings as in a pipeline, in a folder of features and steps; what is printed is added to `printed`. */
export function surroundingsOf(root: string, reports: string, printed: string[]): Surroundings {
  const support = loaded.get(root);
  return {
    root,
    reports,
    style: 'plain',
    print: (text) => {
      printed.push(text);
    },
    readParameters: (input) =>
      parseParameters(input, { defects: ['bug-1679750'], remoteCloud: (cloud) => ({ cloud, release: '2025.1' }) }),
    microversions: { compute: '2.80', placement: '1.36' },
    cloudErrors: ['CloudNotThere'],
    ...(support !== undefined && { support }),
  };
}

/** Runs the gate on a suite of tests/gate/fixtures, or on the suite in a folder, without rendering Allure's HTML. */
export async function runFixture(
  suite: string,
  argv: readonly string[] = [],
  folder = '',
  changes: Partial<Surroundings> = {},
): Promise<FixtureRun> {
  const root = folder === '' ? join(__dirname, 'fixtures', suite) : folder;
  const printed: string[] = [];
  const surroundings = { ...surroundingsOf(root, emptyFolder(), printed), ...changes };
  const { reports } = surroundings;
  const result = await runGate(['--allure', 'results', ...argv], surroundings);
  if (result.support !== undefined) {
    loaded.set(root, result.support);
  }
  return { ...result, console: printed.join(''), reports };
}
