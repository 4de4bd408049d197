import { randomInt } from 'node:crypto';
import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { nearest, offer } from '../nearest';
import { attemptOf, runGate } from './gate';
import { recordNotRun, whileHoldingReports } from './not-run';
import type { GateResult, Surroundings } from './task';

/** The screen of `npm run soak -- --help`. */
const soakHelp = `npm run soak -- --runs N [options of the gate]

Runs the scenarios N times (100) in one process, each time in another random order, to find those that pass by chance.
Options of the gate such as --release or --tags hold for every run; a red run is told as the gate tells it.
Exit code: 0 all runs were green; 1 one was not; 2 it could not be run.
`;

/** What a soak was asked for, or what is wrong with its command line. */
export type SoakRequest =
  | { readonly kind: 'soak'; readonly runs: number; readonly gateArguments: readonly string[] }
  | { readonly kind: 'tell'; readonly text: string; readonly exitCode: 0 | 2 };

/** Reads the command line of a soak; what it does not know is the gate's. */
export function readSoakCommandLine(argv: readonly string[]): SoakRequest {
  if (argv.includes('--help')) {
    return { kind: 'tell', text: soakHelp, exitCode: 0 };
  }
  const words = argv.flatMap((word) =>
    word.startsWith('--runs=') ? ['--runs', word.slice('--runs='.length)] : [word],
  );
  const taken = words.find((word) => /^--(?:seed|allure)\b/.test(word));
  if (taken !== undefined) {
    return {
      kind: 'tell',
      text: `${taken} is refused: a soak draws a seed for each run and writes no Allure report\n`,
      exitCode: 2,
    };
  }
  const at = words.indexOf('--runs');
  const count = at === -1 ? '100' : (words[at + 1] ?? 'nothing');
  if (!/^[1-9]\d*$/.test(count)) {
    return { kind: 'tell', text: `--runs is ${count}, but it is a number of runs like 100\n`, exitCode: 2 };
  }
  const gateArguments = at === -1 ? words : words.toSpliced(at, 2);
  const near = gateArguments.find((word) => word.startsWith('--') && nearest(word, ['--runs']) !== undefined);
  return near === undefined
    ? { kind: 'soak', runs: Number(count), gateArguments }
    : { kind: 'tell', text: `there is no option ${near}: ${offer(near, ['--runs'])}\n`, exitCode: 2 };
}

/** Soaks as the command line says, with the folder of the reports in hand from the first run to the last. */
export async function runSoak(argv: readonly string[], surroundings: Surroundings): Promise<GateResult['exitCode']> {
  const request = readSoakCommandLine(argv);
  if (request.kind === 'tell') surroundings.print(request.text);
  if (request.kind === 'tell' && request.exitCode === 0) return 0;
  const attempt = attemptOf(argv, surroundings, 'soak');
  const exitCode = await whileHoldingReports(attempt, async () => {
    if (request.kind === 'soak') return soak(request.runs, request.gateArguments, surroundings);
    recordNotRun(request.text.trimEnd(), attempt);
    return 2;
  });
  return (await surroundings.unheard?.()) === undefined ? (exitCode ?? 2) : 2;
}

/**
 * Runs the gate again and again, tells each run that is not green in full, and ends with a line of how many there were
 * and their seeds. The steps are loaded once, so that the same code runs all the time as it would in a long run.
 */
export async function soak(
  runs: number,
  gateArguments: readonly string[],
  surroundings: Surroundings,
): Promise<GateResult['exitCode']> {
  const failed: number[] = [];
  let support: ISupportCodeLibrary | undefined;
  for (let run = 1; run <= runs; run += 1) {
    const seed = randomInt(1_000_000);
    let told = '';
    const result = await runGate([...gateArguments, '--seed', String(seed), '--allure', 'none'], {
      ...surroundings,
      print: (text) => {
        told += text;
      },
      ...(support !== undefined && { support }),
    });
    support = result.support ?? support;
    if (result.exitCode !== 0) {
      failed.push(seed);
      surroundings.print(`Run ${run} of ${runs}:\n${told}\n`);
    }
    if (result.exitCode >= 2) {
      return result.exitCode;
    }
  }
  const seeds = failed.length === 0 ? '' : `; their seeds: ${failed.join(', ')}`;
  surroundings.print(`${runs} runs, ${failed.length} failed${seeds}\n`);
  return failed.length === 0 ? 0 : 1;
}
