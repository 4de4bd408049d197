import { randomInt } from 'node:crypto';
import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { interruptingSignals, Interruption } from '../safety/interruption';
import { helpOf, readCommandLine, valueIn, withoutWord, WrongOrder } from '../command-line';
import { attemptOf, runGate } from './gate';
import { recordNotRun, whileHoldingReports } from './not-run';
import { gateCommand } from './options';
import { signalExitCodes } from './signals';
import { SoakTally, tellSoakRun, type SoakRun } from './soak-tally';
import type { GateResult, Surroundings } from './task';

const {
  seed: _seed,
  allure: _allure,
  background: _background,
  latency,
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
  usage: 'npm run soak -- [N] [options of the gate]',
  does: `Runs the scenarios N times (100) in one process, to find those that pass by chance: each time in another random order, on the
embedded cloud with its background work in random order and with another latency of its services.
Options of the gate such as --release or --tags hold for every run; a red run is told as the gate tells it, with the command that
does it again.`,
  options: {
    ...options,
    latency: {
      ...latency,
      help: 'requests on the embedded cloud wait, at most so long in its time; drawn for each run without it',
    },
  },
  refused: {
    ...gateCommand.refused,
    seed: taken,
    allure: taken,
    background: 'the background work of a soak is always in random order',
    shard: 'a soak runs in one process, to find what passes by chance there',
    watch: otherwise,
    'dry-run': otherwise,
    rerun: otherwise,
  },
  exitCodes: '0 all runs were green; 1 one was not; 2 it could not be run; 130 or 143 it was interrupted',
} as const;

const runsUnlessSaid = 100;

/**
 * The latencies of which a run is given one, in seconds of the cloud's time. With a second for each request a build takes about as long
 * as hosts wait between two looks for leaks, so that a leak which is to keep a server out is healed before.
 */
const latencies = [0, 0.05, 0.1, 0.3];

/** What a soak was asked for, or what is wrong with its command line. */
export type SoakRequest =
  | { readonly kind: 'soak'; readonly runs: number; readonly gateArguments: readonly string[] }
  | { readonly kind: 'tell'; readonly text: string; readonly exitCode: 0 | 2 };

/** Reads the command line of a soak, whose options are the gate's but for how many runs there are. */
export function readSoakCommandLine(argv: readonly string[]): SoakRequest {
  try {
    const order = readCommandLine(soakCommand, argv);
    if (order === 'help') return { kind: 'tell', text: helpOf(soakCommand), exitCode: 0 };
    const numbers = order.words.filter(isNumber);
    const [runs = String(runsUnlessSaid)] = numbers;
    if (numbers.length > 1) throw new WrongOrder(`how many runs: ${numbers.join(' or ')}?`);
    if (Number(runs) < 1) throw new WrongOrder(`${runs} runs are none: say a number like ${runsUnlessSaid}`);
    return { kind: 'soak', runs: Number(runs), gateArguments: withoutWord(argv, soakCommand, runs) };
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
 * Runs the gate again and again, tells of each run how it went and of one that is not green all that the gate tells, and ends with how
 * many there were and what does the red ones again. The steps are loaded once, so that the same code runs all the time as it would
 * in a long run.
 */
export async function soak(
  runs: number,
  gateArguments: readonly string[],
  surroundings: Surroundings,
): Promise<GateResult['exitCode']> {
  const { print } = surroundings;
  const tally = new SoakTally(runs);
  const exitCode = await whileListening(surroundings, async (between) => {
    let support: ISupportCodeLibrary | undefined;
    while (tally.ended < runs) {
      if (between.signal !== undefined) return signalExitCodes[between.signal];
      const told: string[] = [];
      const print = (text: string): unknown => told.push(text);
      const { run, result } = await runOnce(gateArguments, {
        ...surroundings,
        print,
        ...signalsThatTell(surroundings, tally),
        ...(support !== undefined && { support }),
      });
      support = result.support ?? support;
      if (result.exitCode !== 0) surroundings.print(`Run ${tally.ended + 1} of ${runs}:\n${told.join('')}\n`);
      if (result.exitCode >= 2) return result.exitCode;
      tally.add(run);
      surroundings.print(tellSoakRun(run, tally));
    }
    return tally.exitCode();
  });
  print(tally.tell());
  return exitCode;
}

async function runOnce(
  gateArguments: readonly string[],
  surroundings: Surroundings,
): Promise<{ readonly run: SoakRun; readonly result: GateResult }> {
  const seed = randomInt(1_000_000);
  const disorder = disorderOf(gateArguments);
  const startedAt = performance.now();
  const result = await runGate(
    [...gateArguments, '--seed', String(seed), '--allure', 'none', ...disorder],
    surroundings,
  );
  const seconds = (performance.now() - startedAt) / 1000;
  return { run: { seed, disorder, seconds, verdict: result.exitCode === 0 ? 'green' : 'red' }, result };
}

/** Each run deals with the signals that come while it lasts; between two of them one would end the process without a word. */
async function whileListening<T>({ signals }: Surroundings, work: (between: Interruption) => Promise<T>): Promise<T> {
  const between = new Interruption();
  if (signals === undefined) return work(between);
  const listeners = interruptingSignals.map((signal) => ({
    signal,
    listener: () => {
      between.receive(signal);
    },
  }));
  for (const { signal, listener } of listeners) process.on(signal, listener);
  try {
    return await work(between);
  } finally {
    for (const { signal, listener } of listeners) process.off(signal, listener);
  }
}

/** What a run leaves to its seed, as options of the gate. Clouds that run elsewhere have disorder enough. */
function disorderOf(gateArguments: readonly string[]): readonly string[] {
  if ((valueIn(gateArguments, 'cloud') ?? 'embedded') !== 'embedded') return [];
  const latency = latencies[randomInt(latencies.length)] ?? 0;
  const drawn = valueIn(gateArguments, 'latency') === undefined ? ['--latency', String(latency)] : [];
  return ['--background', 'random', ...drawn];
}

/** A run that is stopped at once ends the process, and says before what the soak has seen until then. */
function signalsThatTell({ signals }: Surroundings, tally: SoakTally): Pick<Surroundings, 'signals'> {
  if (signals === undefined) return {};
  return {
    signals: (context) => {
      const handling = signals(context);
      return { ...handling, whatIsLeft: () => `${handling.whatIsLeft()}\n${tally.tell()}` };
    },
  };
}

function isNumber(word: string): boolean {
  return /^\d+$/.test(word);
}
