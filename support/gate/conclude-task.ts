import { syntaxErrorIn } from '../../config/syntax-error.cjs';
import { printable } from '../printable';
import { conclude, interrupted, notRun, type Conclusion } from '../reporting/conclusion';
import { ownStackLines } from '../reporting/failure-text';
import { partInWords } from '../reporting/part';
import { didRun, type Failure, type RunVerdict } from '../reporting/verdict';
import { LedgerUnwritable } from '../safety/ledger';
import { messageOf } from './message-of';
import { keepStack } from './not-run';
import type { ScenarioRun } from './run-scenarios';
import { choiceOf, selectionInWords } from './selection';
import type { TimedTask } from './task';

/**
 * The verdicts with what went wrong besides scenarios and their hooks: what cucumber threw once scenarios had begun, and errors that
 * nobody caught and that no failure tells of.
 */
export function withOwnFailures(run: RunVerdict, { thrown, uncaught }: ScenarioRun): RunVerdict {
  const begun = run.scenarios.some(({ attempts }) => attempts > 0);
  const failures = [...run.scenarios.flatMap((scenario) => scenario.failures), ...run.hookFailures];
  const isThrownUntold = thrown !== undefined && run.hookFailures.length === 0 && begun;
  const untold = uncaught.filter((error) => !failures.some(({ message }) => message.includes(messageOf(error))));
  const own = [...(isThrownUntold ? [thrown] : []), ...untold];
  return own.length === 0 ? run : { ...run, hookFailures: [...run.hookFailures, ...own.map(asFailure)] };
}

function asFailure(error: unknown): RunVerdict['hookFailures'][number] {
  const about = error instanceof Error ? { errorType: error.name, stack: error.stack ?? '' } : {};
  return { where: 'run itself', outcome: 'failed', message: printable(messageOf(error)), ...about };
}

/** A task of which it is known what is wrong with the code that it has loaded. */
export interface CheckedTask extends TimedTask {
  readonly mistakes: readonly string[];
}

/** What a task comes to. `alsoRed` makes it red besides its scenarios. */
export function concludeTask(
  run: RunVerdict,
  { thrown }: ScenarioRun,
  alsoRed: readonly string[],
  task: CheckedTask,
): Conclusion {
  const { options, facts, seconds, context } = task;
  const { signal } = context.interruption;
  const nothing = whyNothingRan(run, thrown, task);
  if (nothing !== undefined) {
    const conclusion = notRun(nothing);
    return signal === undefined ? conclusion : interrupted(conclusion, signal);
  }
  const part = facts.part === undefined ? '' : `, for ${partInWords(facts.part)}`;
  const selection = `${selectionInWords(options)}${part}`;
  return conclude(run, facts, { choice: choiceOf(options), selection, seconds, alsoRed, interruptedBy: signal });
}

/** A cloud on which nothing was done, because that could not be written down, is not to blame. */
function isOfLedger({ errorType }: Failure): boolean {
  return errorType === LedgerUnwritable.name;
}

/** `file:line words`, as far as that is known. */
function tellThrown(thrown: unknown, root: string): string {
  const [own = ''] = thrown instanceof Error ? ownStackLines(thrown.stack ?? '', root) : [];
  const place = /[^\s()]+:\d+:\d+/.exec(own)?.[0];
  const words = place === undefined ? messageOf(thrown) : `${place} ${messageOf(thrown)}`;
  return printable(syntaxErrorIn(messageOf(thrown)) ?? words);
}

/** Code with a mistake shows nothing, whatever its scenarios say. */
function whyNothingRan(run: RunVerdict, thrown: unknown, task: CheckedTask): string | undefined {
  const { surroundings, reports, mistakes } = task;
  const [mistake] = mistakes;
  if (mistake !== undefined) return mistake;
  if (thrown !== undefined && run.hookFailures.length === 0) {
    return `${tellThrown(thrown, surroundings.root)} (${keepStack(thrown, reports)})`;
  }
  const failures = [...run.scenarios.flatMap((scenario) => scenario.failures), ...run.hookFailures];
  if (failures.length > 0 && failures.every(isOfLedger)) return failures[0]?.message;
  const noCloud = run.hookFailures.find(({ errorType = '' }) => surroundings.cloudErrors.includes(errorType));
  return run.scenarios.some(didRun) ? undefined : noCloud?.message;
}
