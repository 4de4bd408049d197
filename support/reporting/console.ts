import { printable } from '../printable';
import type { Conclusion, RunFacts } from './conclusion';
import { cloudName } from './conclusion';
import { nameOf, tellRunFailures } from './failure-text';
import { filled, tellGroups } from './group-text';
import { groupFailures } from './groups';
import { partInWords } from './part';
import { paint, type ConsoleStyle } from './progress';
import { isInterruption } from './skip-marker';
import type { RunVerdict, ScenarioVerdict } from './verdict';

/** Who and how: the first line of a run, and warnings below it. */
export function heading(facts: RunFacts): string {
  return printable([firstLine(facts), ...(facts.warnings ?? [])].join('\n'));
}

function firstLine(facts: RunFacts): string {
  const { part, parts, seed } = facts;
  if (parts !== undefined)
    return `Putting together ${parts.length} of ${parts[0]?.of ?? 0} parts of a run on ${cloudName(facts)}`;
  return `Running ${part === undefined ? '' : `${partInWords(part)} `}on ${cloudName(facts)}, seed ${seed}`;
}

/**
 * What went wrong, below each other with an empty line between: first what is wrong with the run itself, then the scenarios in groups
 * of those that failed alike. Of scenarios that were not run the last line says enough.
 */
export function failureReport(run: RunVerdict, { cloud }: Pick<RunFacts, 'cloud'>, root: string): string {
  const groups = groupFailures(run).filter(({ kind }) => kind !== 'the scenario was not run');
  const paragraphs = [
    ...tellRunFailures(run, root),
    ...tellGroups(groups, root),
    ...(cloud === 'embedded' ? tellSkips(run) : []),
  ];
  return paragraphs.map((text) => `\n${text}\n`).join('');
}

/** The last line of a run. */
export function lastLine({ line, exitCode }: Conclusion, style: ConsoleStyle): string {
  return style === 'plain' ? line : paint(exitCode === 0 ? 'green' : 'red', line);
}

/** On the embedded cloud, which offers everything, a skip is a failure too. */
function tellSkips({ scenarios }: RunVerdict): string[] {
  const skipped = scenarios.filter(({ outcome }) => outcome === 'skipped');
  const reasons = [...new Set(skipped.map(reasonOf))].filter((reason) => !isInterruption(reason));
  return reasons.map((reason) => {
    const names = skipped.filter((scenario) => reasonOf(scenario) === reason).map(nameOf);
    return [`skipped: ${reason}`, ...filled(names)].join('\n');
  });
}

function reasonOf({ reason = 'no reason was given' }: ScenarioVerdict): string {
  return reason;
}
