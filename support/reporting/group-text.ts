import { nameOf, tellOutcome } from './failure-text';
import type { FailureGroup } from './groups';

/** Lines that are filled with titles end here, and there are no more than so many of them for a group. */
const columns = 120;
const mostLines = 22;
const lookAhead = 4;

/** So many groups are told in full; of more, only what they have in common. */
const toldInFull = 10;

/**
 * Groups of scenarios that failed alike, in paragraphs: first what there is, where it is more than one, then each group with what it
 * has in common, the one that shows it best in full, and the titles of the others.
 */
export function tellGroups(groups: readonly FailureGroup[], root: string): string[] {
  return [
    ...(groups.length > 1 ? [overview(groups)] : []),
    ...groups.slice(0, toldInFull).flatMap((group) => tellGroup(group, root)),
    ...groups.slice(toldInFull).map(tellBriefly),
  ];
}

/** How many scenarios a group has, and whose matter it is: `3 scenarios failed alike: the cloud broke a promise`. */
export function titleOfGroup(count: number, kind: string): string {
  return count === 1 ? `1 scenario failed: ${kind}` : `${count} scenarios failed alike: ${kind}`;
}

/**
 * Titles one after another in lines that fit a screen, none broken; where a line has room left, one of the next few may come before
 * its turn. What would not fit on a screen any more is counted.
 */
export function filled(titles: readonly string[]): string[] {
  const left = [...titles];
  const lines: string[] = [];
  while (left.length > 0 && lines.length < mostLines) lines.push(nextLine(left));
  return left.length === 0 ? lines : [...lines, `  and ${left.length} more`];
}

function overview(groups: readonly FailureGroup[]): string {
  const sizes = groups.map(({ scenarios }) => scenarios.length);
  const width = String(Math.max(...sizes)).length;
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const rows = groups.map(({ headline, scenarios }) => `  ${String(scenarios.length).padStart(width)}  ${headline}`);
  const told = rows.slice(0, mostLines).map(cut);
  const left = rows.length - told.length;
  const more = left > 0 ? [`  and ${left} more`] : [];
  return [`${all} scenarios failed in ${groups.length} ways`, ...told, ...more].join('\n');
}

function cut(line: string): string {
  return line.length <= columns ? line : `${line.slice(0, columns - 1)}…`;
}

function tellGroup(group: FailureGroup, root: string): string[] {
  const [best, ...others] = group.scenarios;
  if (best === undefined) return [];
  const inFull = `${nameOf(best)}\n${tellOutcome(best, root)}`;
  if (others.length === 0) return [titleOfGroup(1, group.kind), inFull];
  return [tellCommon(group), inFull, [`and likewise ${others.length}:`, ...filled(others.map(nameOf))].join('\n')];
}

function tellCommon(group: FailureGroup): string {
  return `${titleOfGroup(group.scenarios.length, group.kind)}\n  ${group.headline}`;
}

function tellBriefly(group: FailureGroup): string {
  return [tellCommon(group), ...filled(group.scenarios.map(nameOf))].join('\n');
}

function nextLine(left: string[]): string {
  let line = `  ${left.shift() ?? ''}`;
  for (;;) {
    const index = left.slice(0, lookAhead).findIndex((title) => line.length + ` · ${title}`.length <= columns);
    if (index === -1) return line;
    line += ` · ${left.splice(index, 1).join('')}`;
  }
}
