import { printable } from '../printable';
import type { Conclusion, RunFacts } from './conclusion';
import { cloudName } from './conclusion';
import { nameOf, tellOutcome, tellRunFailures } from './failure-text';
import { groupFailures, type FailureGroup } from './groups';
import { paint, type ConsoleStyle } from './progress';
import { isInterruption } from './skip-marker';
import type { RunVerdict, ScenarioVerdict } from './verdict';

/** Lines that are filled with titles end here, and there are no more than so many of them for a group. */
const columns = 120;
const mostLines = 22;
const lookAhead = 4;

/** So many groups are told in full; of more, only what they have in common. */
const toldInFull = 10;

/** Who and how: the first line of a run, and warnings below it. */
export function heading(facts: RunFacts): string {
  return printable([`Running on ${cloudName(facts)}, seed ${facts.seed}`, ...(facts.warnings ?? [])].join('\n'));
}

/**
 * What went wrong, below each other with an empty line between. Scenarios that failed alike are told together: what they have in
 * common, the one that shows it best in full, and the titles of the others. Of scenarios that were not run the last line says enough.
 */
export function failureReport(run: RunVerdict, { cloud }: Pick<RunFacts, 'cloud'>, root: string): string {
  const groups = groupFailures(run).filter(({ kind }) => kind !== 'the scenario was not run');
  const paragraphs = [
    ...tellRunFailures(run, root),
    ...groups.slice(0, toldInFull).flatMap((group) => tellGroup(group, root)),
    ...groups.slice(toldInFull).map(tellBriefly),
    ...(cloud === 'embedded' ? tellSkips(run) : []),
  ];
  return paragraphs.map((text) => `\n${text}\n`).join('');
}

/** The last line of a run. */
export function lastLine({ line, exitCode }: Conclusion, style: ConsoleStyle): string {
  return style === 'plain' ? line : paint(exitCode === 0 ? 'green' : 'red', line);
}

function tellGroup(group: FailureGroup, root: string): string[] {
  const [best, ...others] = group.scenarios;
  if (best === undefined) return [];
  const inFull = `${nameOf(best)}\n${tellOutcome(best, root)}`;
  if (others.length === 0) return [inFull];
  return [tellCommon(group), inFull, [`and likewise ${others.length}:`, ...filled(others.map(nameOf))].join('\n')];
}

function tellCommon({ kind, headline, scenarios }: FailureGroup): string {
  return `${scenarios.length} scenarios failed alike: ${kind}\n  ${headline}`;
}

function tellBriefly(group: FailureGroup): string {
  const { kind, headline, scenarios } = group;
  const heading = scenarios.length === 1 ? `${kind}\n  ${headline}` : tellCommon(group);
  return [heading, ...filled(scenarios.map(nameOf))].join('\n');
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

/**
 * Titles one after another in lines that fit a screen, none broken; where a line has room left, one of the next few may come before
 * its turn. What would not fit on a screen any more is counted.
 */
function filled(titles: readonly string[]): string[] {
  const left = [...titles];
  const lines: string[] = [];
  while (left.length > 0 && lines.length < mostLines) lines.push(nextLine(left));
  return left.length === 0 ? lines : [...lines, `  and ${left.length} more`];
}

function nextLine(left: string[]): string {
  let line = `  ${left.shift() ?? ''}`;
  for (;;) {
    const index = left.slice(0, lookAhead).findIndex((title) => line.length + ` · ${title}`.length <= columns);
    if (index === -1) return line;
    line += ` · ${left.splice(index, 1).join('')}`;
  }
}
