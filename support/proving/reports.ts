import { join } from 'node:path';
import { makeFolder, writeWhole } from '../reporting/write-whole';
import { isProved } from './judge';
import type { Proof } from './proof';
import { renderProof } from './page';
import { firstLine } from './table';

/** The version of the form of prove.json: it changes when a field goes or gets another meaning. */
const formVersion = 1;

/** Writes `prove.json` and `prove.html` into a folder. Throws what Node throws. */
export function writeProof(folder: string, proof: Proof): void {
  makeFolder(folder);
  writeWhole(join(folder, 'prove.json'), `${JSON.stringify(documentOf(proof), null, 2)}\n`);
  writeWhole(join(folder, 'prove.html'), renderProof(proof));
}

function documentOf({ verdicts, which, startedAt, seconds, exitCode }: Proof): object {
  return {
    version: formVersion,
    startedAt: new Date(startedAt).toISOString(),
    seconds,
    scenarios: which,
    score: { killed: verdicts.filter(({ outcome }) => outcome === 'killed').length, of: verdicts.length },
    exitCode,
    defects: verdicts.map((verdict) => {
      const { defect, outcome, killedBy, aside, missed, wronglyRed, seconds: took } = verdict;
      const { name, origin, title, release, turnsRed, alsoRed = [] } = defect;
      const notice = (each: (typeof killedBy)[number]) => ({ ...each, firstLine: firstLine(each) });
      return {
        name,
        ...origin,
        title,
        ...(release !== undefined && { release }),
        outcome,
        asItShouldBe: isProved(verdict),
        turnsRed,
        alsoRed,
        killedBy: killedBy.map(notice),
        aside: aside.map(notice),
        missed,
        wronglyRed: wronglyRed.map(notice),
        seconds: took,
      };
    }),
  };
}
