import { printable } from '../../printable';
import { cloudName, type RunFacts } from '../conclusion';
import type { RunTimes } from '../summary';

/** What a run was about, as Allure's results have it: Java's properties, of which a line is one. */
export function environmentOf(facts: RunFacts, { reproduce, startedAt }: RunTimes): string {
  const { defect = 'none', seed, microversions, packages = {}, warnings = [] } = facts;
  const { suite = 'unknown', node = process.versions.node, ...services } = packages;
  return [
    ['Cloud', cloudName(facts)],
    ['Defect', defect],
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

/** A backslash and a line's end mean something to Java. */
function escaped(text: string): string {
  return printable(text).replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
