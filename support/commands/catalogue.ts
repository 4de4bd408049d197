import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fillCatalogue } from '../scenarios/catalogue';
import { readFeatureFiles } from '../scenarios/files';
import { readCommandLine } from './command-line';

const help = `npm run catalogue [-- --check]

Writes into docs/reference/catalogue.md where each behaviour is told, from the features and the drafts.

  --check   writes nothing, and finds a catalogue that is out of date

Exit code: 0 all is well; 1 it is out of date, or a behaviour has no row or no place; 2 it could not be run.
`;

const root = resolve(__dirname, '..', '..');
const file = join(root, 'docs', 'reference', 'catalogue.md');

/** Fills in or checks the catalogue for a command line, and returns the exit code. */
function main(args: string[]): 0 | 1 {
  const { values } = readCommandLine({ args, options: { check: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help === true) {
    console.log(help);
    return 0;
  }
  const page = readFileSync(file, 'utf8');
  const { markdown, findings } = fillCatalogue(page, readFeatureFiles(root, ['features', 'docs/drafts']));
  const outdated = values.check === true && markdown !== page;
  if (values.check !== true) writeFileSync(file, markdown);
  for (const { message, mend } of findings) console.log(`${message}. Mend: ${mend}.`);
  if (outdated) console.log('docs/reference/catalogue.md is out of date. Mend: npm run catalogue.');
  return findings.length === 0 && !outdated ? 0 : 1;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
