import { join } from 'node:path';
import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { readParameters } from '../../support/clouds/open';
import { runGate } from '../../support/gate/gate';
import { projectSurroundings } from '../../support/gate/surroundings';
import type { GateResult } from '../../support/gate/task';

/** What a run of the gate has come to, and what it has printed. */
export interface ToldRun extends GateResult {
  readonly text: string;
}

/** The steps of the project: a process can load them only once. */
let support: ISupportCodeLibrary | undefined;

/** Runs the gate in this process as somebody with that environment in that folder would; its reports are in `reports` there. */
export async function runGateWith(env: NodeJS.ProcessEnv, argv: readonly string[], folder: string): Promise<ToldRun> {
  const printed: string[] = [];
  const before = { env: process.env, folder: process.cwd() };
  process.env = { ...before.env, OS_CLOUD: undefined, ...env };
  process.chdir(folder);
  try {
    const result = await runGate(['--allure', 'results', ...argv], {
      ...projectSurroundings(),
      reports: join(folder, 'reports'),
      style: 'plain',
      print: (text) => {
        printed.push(text);
      },
      checkCode: () => Promise.resolve([]),
      readParameters: (input) => readParameters(input, env),
      ...(support !== undefined && { support }),
    });
    support = result.support ?? support;
    return { ...result, text: printed.join('') };
  } finally {
    process.chdir(before.folder);
    process.env = before.env;
  }
}
