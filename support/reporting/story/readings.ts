import type { Exchange } from '../../api/exchange';
import { checkBy } from '../../check';
import type { StorySeen } from './seen';

/** What of one class was used on one host, as often as somebody looked and it had changed. */
export interface Curve {
  readonly host: string;
  readonly resource: string;
  readonly points: readonly Point[];
}

/** From that moment on so much was seen. */
interface Point {
  readonly at: number;
  readonly amount: number;
}

interface Reading {
  readonly at: number;
  readonly host: string;
  readonly amounts: ReadonlyMap<string, number>;
}

/** The usage of each host and class in which anything changed; where nothing did, of those of which anything was used. */
export function curvesOf({ exchanges, hosts }: Pick<StorySeen, 'exchanges' | 'hosts'>): readonly Curve[] {
  const readings = exchanges.flatMap((exchange) => readingIn(exchange, hosts) ?? []).toSorted((a, b) => a.at - b.at);
  const all = [...new Set(readings.map(({ host }) => host))].sort().flatMap((host) => {
    const ofHost = readings.filter((reading) => reading.host === host);
    const resources = [...new Set(ofHost.flatMap(({ amounts }) => [...amounts.keys()]))].sort(inOrder);
    return resources.map((resource): Curve => ({ host, resource, points: pointsOf(ofHost, resource) }));
  });
  const changing = all.filter(({ points }) => points.length > 1);
  return changing.length > 0 ? changing : all.filter(({ points }) => points.some(({ amount }) => amount > 0));
}

function pointsOf(readings: readonly Reading[], resource: string): readonly Point[] {
  const points = readings.map(({ at, amounts }) => ({ at, amount: amounts.get(resource) ?? 0 }));
  return points.filter(({ amount }, index) => amount !== points[index - 1]?.amount);
}

/** A provider's usages, or the allocations on it, which are what is used. */
function readingIn(exchange: Exchange, hosts: StorySeen['hosts']): Reading | undefined {
  const { service, method, path, outcome, startedAt, seconds } = exchange;
  const [, provider = '', what] = /^\/resource_providers\/([^/?]+)\/(usages|allocations)$/.exec(path) ?? [];
  if (service !== 'placement' || method !== 'GET' || outcome.kind !== 'answer' || outcome.status !== 200)
    return undefined;
  const amounts = what === undefined ? undefined : amountsIn(outcome.body);
  const host = hosts.get(provider) ?? `provider ${provider.slice(0, 8)}…`;
  return amounts && { at: startedAt + seconds * 1000, host, amounts };
}

function amountsIn(body: unknown): ReadonlyMap<string, number> | undefined {
  if (areUsages(body)) return new Map(Object.entries(body.usages));
  if (!areAllocations(body)) return undefined;
  const sums = new Map<string, number>();
  for (const { resources } of Object.values(body.allocations)) {
    for (const [resource, amount] of Object.entries(resources)) sums.set(resource, (sums.get(resource) ?? 0) + amount);
  }
  return sums;
}

/** The classes that every host has come first. */
function inOrder(one: string, other: string): number {
  const usual = ['VCPU', 'MEMORY_MB', 'DISK_GB'];
  const rank = (resource: string): number => (usual.includes(resource) ? usual.indexOf(resource) : usual.length);
  return rank(one) - rank(other) || one.localeCompare(other);
}

const amounts = { type: 'object', additionalProperties: { type: 'number' } };

const areUsages = checkBy<{ readonly usages: Readonly<Record<string, number>> }>({
  type: 'object',
  required: ['usages'],
  properties: { usages: amounts },
});

const areAllocations = checkBy<{
  readonly allocations: Readonly<Record<string, { readonly resources: Readonly<Record<string, number>> }>>;
}>({
  type: 'object',
  required: ['allocations'],
  properties: {
    allocations: {
      type: 'object',
      additionalProperties: { type: 'object', required: ['resources'], properties: { resources: amounts } },
    },
  },
});
