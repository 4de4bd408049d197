import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadConfiguration } from '@cucumber/cucumber/api';
import { runCommand } from '../gate/ending';
import { offer } from '../nearest';
import { makeDictionary } from '../scenarios/dictionary';
import type { DictionaryFinding } from '../scenarios/dictionary';
import { readFeature } from '../scenarios/feature-text';
import { readFeatureFiles } from '../scenarios/files';
import { loadDefinedSteps } from '../scenarios/step-definitions';

const help = `npm run steps [-- --check]

Writes docs/steps.md, the dictionary of all steps, from the step definitions and the features.

  --check   writes nothing, and finds a dictionary that is out of date

Exit code: 0 all is well; 1 a step is unused, missing or ambiguous, or the dictionary is out of date; 2 it could not be run.
`;

const options = ['--check', '--help'];
const root = resolve(__dirname, '..', '..');
const file = join(root, 'docs', 'steps.md');

/** Writes or checks the dictionary for a command line, and resolves to the exit code. */
async function main(argv: readonly string[]): Promise<0 | 1 | 2> {
  const unknown = argv.find((word) => !options.includes(word));
  if (unknown !== undefined) {
    console.error(`unknown option ${unknown}; ${offer(unknown, options)}`);
    return 2;
  }
  if (argv.includes('--help')) {
    console.log(help);
    return 0;
  }
  const { markdown, findings } = await makeFromProject();
  const outdated = argv.includes('--check') && markdown !== readOr(file, '') ? [outOfDate] : [];
  if (!argv.includes('--check')) {
    writeFileSync(file, markdown);
  }
  for (const { message, mend } of [...findings, ...outdated]) {
    console.log(`${message}. Mend: ${mend}.`);
  }
  return findings.length + outdated.length === 0 ? 0 : 1;
}

const outOfDate: DictionaryFinding = {
  message: 'docs/steps.md is out of date',
  mend: 'Run npm run steps and look at what has changed',
};

async function makeFromProject(): Promise<ReturnType<typeof makeDictionary>> {
  const { runConfiguration } = await loadConfiguration({}, { cwd: root });
  const { requireModules = [], requirePaths = [] } = runConfiguration.support;
  const defined = await loadDefinedSteps({ root, requireModules, requirePaths });
  const features = readFeatureFiles(root, ['features']).flatMap((source) => {
    const reading = readFeature(source);
    return reading.kind === 'feature' ? [reading.feature] : [];
  });
  return makeDictionary(defined, features);
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}

runCommand(main);
