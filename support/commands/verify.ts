import { WrongOrder } from '../command-line';
import { projectRoot } from '../gate/surroundings';
import { partsOf } from '../gate/parts';
import { runParts, tellPart, totalOf } from '../gate/run-parts';
import { offer } from '../nearest';
import { runTypedCommand } from './typed-command';

const partsAtOnce = 2;
const parts = partsOf(projectRoot);
const known = parts.map(({ name }) => name);

runTypedCommand(
  {
    usage: 'npm test [-- parts]',
    does: `Runs everything that must hold before a merge, or the parts that are named: ${known.join(', ')}`,
    words: 'any',
    options: {},
    exitCodes: '0 all parts hold; 1 one does not; 2 it could not be run',
  },
  async ({ words }) => {
    const unknown = words.find((word) => !known.includes(word));
    if (unknown !== undefined) throw new WrongOrder(`npm test has no part ${unknown}: ${offer(unknown, known)}`);
    const chosen = parts.filter(({ name }) => words.length === 0 || words.includes(name));
    const startedAt = performance.now();
    const results = await runParts(chosen, projectRoot, partsAtOnce, (result) => {
      console.log(tellPart(result));
    });
    const failed = results.filter(({ exitCode }) => exitCode !== 0).map(({ name }) => name);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(
      `${results.length} parts in ${seconds} s${failed.length === 0 ? '' : `; failed: ${failed.join(', ')}`}`,
    );
    console.log(totalOf(results));
    return failed.length === 0 ? 0 : 1;
  },
);
