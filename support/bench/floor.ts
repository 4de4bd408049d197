import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './figure';

/** One step for all that a scenario may say, which does nothing. */
function stepsOf(root: string): string {
  const cucumber = JSON.stringify(join(root, 'node_modules', '@cucumber', 'cucumber'));
  return `const { Given } = require(${cucumber});\nGiven(/^.*$/, function () {});\n`;
}

/**
 * What no suite can go below: cucumber-js alone, with the same features, in plain JavaScript, whose steps do nothing, and with the
 * reports that the gate writes as well.
 *
 * @param folder for its step and its reports; it is made
 */
export function floorOf(root: string, folder: string, selection: readonly string[]): Program {
  const steps = join(folder, 'steps.cjs');
  mkdirSync(folder, { recursive: true });
  writeFileSync(steps, stepsOf(root));
  const reports = ['message:messages.ndjson', 'html:cucumber.html', 'junit:junit.xml'];
  return {
    folder,
    nodeArguments: [
      join(root, 'node_modules', '@cucumber', 'cucumber', 'bin', 'cucumber.js'),
      join(root, 'features'),
      ...['--require', steps],
      ...reports.flatMap((report) => ['--format', report]),
      ...selection,
    ],
  };
}
