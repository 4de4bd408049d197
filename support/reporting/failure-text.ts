import { isAbsolute, relative } from 'node:path';
import type { Failure, RunVerdict, ScenarioVerdict } from './verdict';

/** Errors that JavaScript itself throws: the suite is wrong, not the cloud, and only a stack tells where. */
const errorsOfTheSuite: ReadonlySet<string> = new Set([
  'TypeError',
  'ReferenceError',
  'RangeError',
  'SyntaxError',
  'EvalError',
  'URIError',
]);

/** True when the error is one that only a mistake in the suite's own code throws. */
export function isMistakeOfSuite({ errorType }: Failure): boolean {
  return errorType !== undefined && errorsOfTheSuite.has(errorType);
}

/** A scenario by its id and title, as it is called everywhere: `LD-1 The host is forced down`. */
export function nameOf({ key, title }: Pick<ScenarioVerdict, 'key' | 'title'>): string {
  return `${key} ${title}`;
}

/**
 * What went wrong, for a person: each failing step or hook with its message below it, indented by two. Places in the
 * code are shown, relative to `root`, only when the suite itself is wrong.
 */
export function tellFailures(failures: readonly Failure[], root: string): string {
  return failures.map((failure) => tellFailure(failure, root)).join('\n');
}

/** Everything that a person has to know of a scenario that did not pass: its failures, or why it was left out. */
export function tellOutcome({ outcome, failures, reason }: ScenarioVerdict, root: string): string {
  return failures.length > 0 ? tellFailures(failures, root) : reason === undefined ? '' : `${outcome}: ${reason}`;
}

/** What went wrong outside scenarios: hooks of the whole run, and feature files that cannot be read. */
export function tellRunFailures({ hookFailures, parseFailures }: RunVerdict, root: string): string[] {
  return [
    ...hookFailures.map((failure) => tellFailure(failure, root)),
    ...parseFailures.map(({ uri, line, message }) => `${uri}:${line} is no Gherkin\n${indent(message)}`),
  ];
}

/** The lines of a stack that are the project's own, relative to `root`: `at deletes (step-definitions/servers.ts:12:5)`. */
export function ownStackLines(stack: string, root: string): string[] {
  return stack.split('\n').flatMap((line) => {
    const [, before, file, position] = /^\s*(at .*?\(?)(?:file:\/\/)?(\/[^:()]+)(:\d+:\d+\)?)$/.exec(line) ?? [];
    if (before === undefined || file === undefined || file.includes('/node_modules/')) {
      return [];
    }
    const own = relative(root, file);
    return own.startsWith('..') || isAbsolute(own) ? [] : [`${before}${own}${position ?? ''}`];
  });
}

function tellFailure(failure: Failure, root: string): string {
  const label = failure.outcome === 'failed' ? '' : ` (${failure.outcome})`;
  return [`${failure.where}${label}`, indent(failure.message), ...places(failure, root).map(indent)].join('\n');
}

function places(failure: Failure, root: string): string[] {
  const { errorType = '', stack = '' } = failure;
  if (!isMistakeOfSuite(failure)) {
    return [];
  }
  return [`${errorType} in the suite itself:`, ...ownStackLines(stack, root).map(indent)];
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
