import { printable } from '../../printable';
import { cloudName, type RunFacts } from '../conclusion';
import type { FailureGroup } from '../groups';
import type { RunTimes } from '../summary';

/** So many ways to fail stand on the page's first screen, the widest first; the categories have all. */
const mostFailures = 3;

/** What a run was about and what failed there, as Allure's results have it: Java's properties, of which a line is one. */
export function environmentOf(
  facts: RunFacts,
  { reproduce, startedAt }: RunTimes,
  failed: readonly FailureGroup[],
): string {
  const { defect, seed, microversions, packages = {}, warnings = [] } = facts;
  const { suite = 'unknown', node = process.versions.node, ...services } = packages;
  return [
    ...failed.slice(0, mostFailures).map((group, index) => [`Failure ${index + 1}`, tellGroup(group)]),
    ['Cloud', cloudName(facts)],
    ...(defect === undefined ? [] : [['Defect that was switched on', defect]]),
    ['Suite', suite],
    ['Node', node],
    ...Object.entries(services).map(([name, version]) => [`Version of ${name}`, version]),
    ...Object.entries(microversions).map(([name, version]) => [`Microversion of ${name}`, version]),
    ['Seed', String(seed)],
    ['Started', new Date(startedAt).toISOString()],
    ['Again', reproduce],
    ...warnings.map((warning, index) => [`Warning ${index + 1}`, warning]),
  ]
    .map(([name = '', value = '']) => `${escaped(name).replace(/[ =:]/g, '\\$&')} = ${escaped(value)}\n`)
    .join('');
}

function tellGroup({ kind, headline, scenarios }: FailureGroup): string {
  const [{ key } = { key: '' }, ...others] = scenarios;
  return `${key}${others.length === 0 ? '' : ` and ${others.length} more`}: ${kind}: ${headline}`;
}

/** A backslash and a line's end mean something to Java. */
function escaped(text: string): string {
  return printable(text).replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
