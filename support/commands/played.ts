import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fillPlayed } from '../clouds/embedded/played-page';
import { readCommandLine } from './command-line';

const help = `npm run played [-- --check]

Writes into docs/embedded-cloud.md what the embedded cloud plays and what it does not, from its code.

  --check   writes nothing, and finds a page that is out of date

Exit code: 0 all is well; 1 the page is out of date; 2 it could not be run.
`;

const file = join(resolve(__dirname, '..', '..'), 'docs', 'embedded-cloud.md');

/** Fills in or checks the page for a command line, and returns the exit code. */
function main(args: string[]): 0 | 1 {
  const { values } = readCommandLine({ args, options: { check: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help === true) {
    console.log(help);
    return 0;
  }
  const page = readFileSync(file, 'utf8');
  const filled = fillPlayed(page);
  if (values.check !== true) writeFileSync(file, filled);
  else if (filled !== page) {
    console.log('docs/embedded-cloud.md is out of date. Mend: npm run played, and look at what has changed.');
    return 1;
  }
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
