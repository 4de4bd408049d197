import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machine, tellFigures, type BenchReport } from '../bench/bench-report';
import { figureNames, figureOf, type FigureName } from '../bench/figures';
import { measure, type MeasuredFigure } from '../bench/measure';
import { WrongOrder } from '../command-line';
import { packagesOf } from '../gate/packages';
import { suiteIn } from '../gate/suite';
import { projectSurroundings } from '../gate/surroundings';
import { offer } from '../nearest';
import { makeFolder, replaceWhole } from '../reporting/write-whole';
import { runTypedCommand } from './typed-command';

const fewestRounds = 5;

const command = {
  usage: 'npm run bench [-- options] [figures]',
  does: `Measures what a run costs, each figure as a ratio of two things that are measured in turn (docs/performance.md): ${figureNames.join(', ')}.
Keeps what it finds out in reports/bench.json. On a machine that does something else meanwhile the ratios hold, the seconds do not.`,
  words: 'any',
  options: {
    rounds: {
      type: 'string',
      value: 'N',
      like: '7',
      help: `that count, after one to warm up (${fewestRounds}, and no fewer)`,
    },
    check: { type: 'boolean', help: 'ends with 1 when a ratio is missed' },
    reports: { type: 'string', value: 'DIR', like: 'reports/bench', help: 'the folder of the result (reports)' },
  },
  exitCodes: '0 it is measured; 1 a ratio that was to be checked is missed; 2 it could not be measured',
} as const;

runTypedCommand(command, async ({ values, words }) => {
  const { root, reports: usual, print } = projectSurroundings();
  const names = words.length === 0 ? figureNames : words.map(figureNamed);
  const rounds = roundsOf(values.rounds);
  const reports = values.reports ?? usual;
  makeFolder(reports);
  const startedAt = new Date().toISOString();
  const scratch = mkdtempSync(join(tmpdir(), 'local-delete-bench-'));
  try {
    const figures: MeasuredFigure[] = [];
    for (const name of names) {
      figures.push(
        await measure(figureOf(name, root, scratch), rounds, (round) => {
          print(`  ${name}: ${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}\n`);
        }),
      );
    }
    const { commit } = suiteIn(root);
    const versions = packagesOf(root, { cloud: 'embedded', release: '2025.1' });
    const report: BenchReport = {
      startedAt,
      machine: machine(),
      versions,
      ...(commit !== undefined && { commit }),
      figures,
    };
    const file = join(reports, 'bench.json');
    replaceWhole(file, `${JSON.stringify(report, undefined, 2)}\n`);
    print(`\n${tellFigures(figures)}\nResult: ${file}\n`);
    return values.check === true && figures.some(({ verdict }) => verdict === 'missed') ? 1 : 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});

function figureNamed(word: string): FigureName {
  const found = figureNames.find((name) => name === word);
  if (found === undefined) throw new WrongOrder(`there is no figure ${word}: ${offer(word, figureNames)}`);
  return found;
}

function roundsOf(word: string | undefined): number {
  if (word === undefined) return fewestRounds;
  const rounds = Number(word);
  if (!/^\d{1,4}$/.test(word) || rounds < fewestRounds) {
    throw new WrongOrder(`--rounds ${word} is no number from ${fewestRounds} on: fewer rounds say too little`);
  }
  return rounds;
}
