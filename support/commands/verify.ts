import { runCommand } from '../gate/ending';
import { projectRoot } from '../gate/surroundings';
import { partsOf } from '../gate/parts';
import { runParts, tellPart, totalOf } from '../gate/run-parts';
import { offer } from '../nearest';

const partsAtOnce = 2;

/** Runs everything that must hold before a merge, or the parts that were named, and returns the exit code. */
async function main(names: readonly string[]): Promise<0 | 1 | 2> {
  const parts = partsOf(projectRoot);
  const known = parts.map(({ name }) => name);
  if (names.includes('--help')) {
    console.log(`npm test [-- parts]\n\nRuns all parts, or those that are named: ${known.join(', ')}`);
    return 0;
  }
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    console.error(`npm test has no part ${unknown}: ${offer(unknown, known)}`);
    return 2;
  }
  const chosen = parts.filter(({ name }) => names.length === 0 || names.includes(name));
  const startedAt = performance.now();
  const results = await runParts(chosen, projectRoot, partsAtOnce, (result) => {
    console.log(tellPart(result));
  });
  const failed = results.filter(({ exitCode }) => exitCode !== 0).map(({ name }) => name);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${results.length} parts in ${seconds} s${failed.length === 0 ? '' : `; failed: ${failed.join(', ')}`}`);
  console.log(totalOf(results));
  return failed.length === 0 ? 0 : 1;
}

runCommand(main);
