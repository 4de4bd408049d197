import type { Failure } from './failure-findings';

/** What something is like, by aspect, each in words: `{task: 'none', actions: 'create'}`. */
export type Aspects = Readonly<Record<string, string>>;

/** What something that should be as it was tells when it is not, with the aspects that have changed; undefined when none has. */
export function changedAspects(what: string, before: Aspects, now: Aspects): Failure | undefined {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const changed = names.filter((name) => before[name] !== now[name]);
  if (changed.length === 0) return undefined;
  const tell = (aspects: Aspects): string => changed.map((name) => `${name}: ${aspects[name] ?? 'none'}`).join('\n');
  return { expected: `${what} as it was before\n${tell(before)}`, seen: tell(now) };
}
