import { styleText } from 'node:util';
import { printable } from '../printable';
import type { Conclusion, RunFacts } from './conclusion';
import { cloudName } from './conclusion';
import { nameOf, tellOutcome, tellRunFailures } from './failure-text';
import { redOutcomes } from './verdict';
import type { Outcome, RunVerdict, ScenarioVerdict } from './verdict';

/** A terminal that shows colours, or anything else (a file, a pipeline's log). */
export type ConsoleStyle = 'colours' | 'plain';

/** Who and how: the first line of a run, and warnings below it. */
export function heading(facts: RunFacts): string {
  return printable([`Running on ${cloudName(facts)}, seed ${facts.seed}`, ...(facts.warnings ?? [])].join('\n'));
}

/** A scenario's line while the run goes on: mark, id, title, seconds, and why it was left out. */
export function progressLine(scenario: ScenarioVerdict, style: ConsoleStyle): string {
  const { outcome, key, title, seconds, reason } = scenario;
  const mark = style === 'colours' ? colouredMark(outcome) : outcome.padEnd('undefined'.length);
  const told = reason === undefined ? '' : ` (${reason})`;
  return `  ${mark} ${key.padEnd(6)} ${title}  ${seconds.toFixed(2)} s${told}`;
}

/** What went wrong, below each other with an empty line between. Of scenarios that were not run the last line says enough. */
export function failureReport(run: RunVerdict, root: string): string {
  const scenarios = run.scenarios
    .filter(({ outcome }) => redOutcomes.has(outcome) && outcome !== 'not run')
    .map((scenario) => `${nameOf(scenario)}\n${tellOutcome(scenario, root)}`);
  return [...tellRunFailures(run, root), ...scenarios].map((text) => `\n${text}\n`).join('');
}

/** The last line of a run. */
export function lastLine({ line, exitCode }: Conclusion, style: ConsoleStyle): string {
  return style === 'plain' ? line : paint(exitCode === 0 ? 'green' : 'red', line);
}

function colouredMark(outcome: Outcome): string {
  if (outcome === 'passed') {
    return paint('green', '✔');
  }
  return redOutcomes.has(outcome) ? `${paint('red', '✖')} ${outcome}` : paint('yellow', `- ${outcome}`);
}

function paint(colour: 'green' | 'red' | 'yellow', text: string): string {
  // Whoever asks for colours has looked at the terminal.
  return styleText(colour, text, { validateStream: false });
}
