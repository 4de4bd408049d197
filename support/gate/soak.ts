import { randomInt } from 'node:crypto';
import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { helpOf, readCommandLine, without, WrongOrder } from '../command-line';
import { attemptOf, runGate } from './gate';
import { recordNotRun, whileHoldingReports } from './not-run';
import { gateCommand } from './options';
import type { GateResult, Surroundings } from './task';

const {
  seed: _seed,
  allure: _allure,
  watch: _watch,
  'dry-run': _dryRun,
  rerun: _rerun,
  shard: _shard,
  ...options
} = gateCommand.options;
const taken = 'a soak draws a seed for each run and writes no Allure report';
const otherwise = 'a soak runs the same scenarios again and again';

const soakCommand = {
  ...gateCommand,
  usage: 'npm run soak -- --runs N [options of the gate]',
  does: `Runs the scenarios N times in one process, each time in another random order, to find those that pass by chance.
Options of the gate such as --release or --tags hold for every run; a red run is told as the gate tells it.`,
  options: { runs: { type: 'string', value: 'N', like: '100', help: 'how many times (100)' }, ...options },
  refused: {
    ...gateCommand.refused,
    seed: taken,
    allure: taken,
    shard: 'a soak runs in one process, to find what passes by chance there',
    watch: otherwise,
    'dry-run': otherwise,
    rerun: otherwise,
  },
  exitCodes: '0 all runs were green; 1 one was not; 2 it could not be run',
} as const;

/** What a soak was asked for, or what is wrong with its command line. */
export type SoakRequest =
  | { readonly kind: 'soak'; readonly runs: number; readonly gateArguments: readonly string[] }
  | { readonly kind: 'tell'; readonly text: string; readonly exitCode: 0 | 2 };

/** Reads the command line of a soak, whose options are the gate's but for how many runs there are. */
export function readSoakCommandLine(argv: readonly string[]): SoakRequest {
  try {
    const order = readCommandLine(soakCommand, argv);
    if (order === 'help') return { kind: 'tell', text: helpOf(soakCommand), exitCode: 0 };
    const { runs = '100' } = order.values;
    if (!/^[1-9]\d*$/.test(runs)) throw new WrongOrder(`--runs is ${runs}, but it is a number of runs like 100`);
    return { kind: 'soak', runs: Number(runs), gateArguments: without(argv, 'runs') };
  } catch (error) {
    if (!(error instanceof WrongOrder)) throw error;
    return { kind: 'tell', text: `${error.message}\n`, exitCode: 2 };
  }
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
