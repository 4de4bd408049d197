import { resourceClasses, sameAmounts } from '../amounts';
import { allocatedOn, type HostBooks } from '../host-books';
import { shortId } from '../finding-lines';
import type { CloudView, Invariant } from './cloud-view';

/** I1: what a host is used for is what its consumers hold. */
export const usageIsTheSumOfAllocations: Invariant = {
  id: 'I1',
  scope: 'exclusive',
  text: "a host's usage is the sum of the allocations on it",
  check: (view) =>
    [...view.now.hosts.values()].flatMap((books) => {
      const allocated = allocatedOn(books);
      return Object.entries(books.usages)
        .filter(([name, used]) => used !== (allocated[name] ?? 0))
        .map(([name, used]) => {
          const holders = [...books.allocations].filter(([, held]) => held[name] !== undefined);
          const told = holders.map(([consumer, held]) => `${shortId(consumer)} ${held[name] ?? 0}`);
          const who = told.length === 0 ? 'no consumer holds any' : `its consumers hold ${told.join(', ')}`;
          return `${tellHost(books)} counts ${name} ${used}, but ${who}`;
        });
    }),
};

/** I3: no host is used for more than it has. */
export const usageFitsTheInventory: Invariant = {
  id: 'I3',
  scope: 'exclusive',
  text: 'no host is used for more than it has',
  check: (view) =>
    [...view.now.hosts.values()].flatMap((books) =>
      [...(books.standing?.inventories ?? [])].flatMap(([name, { total, reserved, ratio }]) => {
        const capacity = Math.floor((total - reserved) * ratio);
        const used = books.usages[name] ?? 0;
        return used <= capacity ? [] : [`${tellHost(books)} counts ${name} ${used}, but has no more than ${capacity}`];
      }),
    ),
};

/** I4: a host that the scenario has nothing to do with stays as it was. */
export const otherHostsAreUntouched: Invariant = {
  id: 'I4',
  scope: 'exclusive',
  text: 'hosts that the scenario does not use are used as before',
  check: (view) =>
    pairs(view)
      .filter(([, now]) => !view.hostsInUse.has(now.host))
      .flatMap(([before, now]) => {
        if (sameAmounts(before.usages, now.usages)) return [];
        const strangers = [...now.allocations.keys()].filter((consumer) => !before.allocations.has(consumer));
        const who = strangers.length === 0 ? '' : `; new there: ${strangers.map(shortId).join(', ')}`;
        const classes = resourceClasses(before.usages, now.usages).filter(
          (name) => (before.usages[name] ?? 0) !== (now.usages[name] ?? 0),
        );
        const changes = classes.map((name) => `${name} ${before.usages[name] ?? 0} to ${now.usages[name] ?? 0}`);
        return [`${tellHost(now)}, which the scenario does not use, went from ${changes.join(', ')}${who}`];
      }),
};

/** I10: deletes and forcing down change neither traits nor aggregates. */
export const traitsAndAggregatesStay: Invariant = {
  id: 'I10',
  scope: 'exclusive',
  text: 'traits and aggregates of the hosts that a scenario uses stay as they were',
  check: (view) =>
    [...view.standing].flatMap(([host, before]) => {
      const now = view.now.hosts.get(host);
      if (now?.standing === undefined) return [];
      const { traits, aggregates } = now.standing;
      return [
        ...changes(lasting(before.traits), lasting(traits)).map((change) => `${tellHost(now)} ${change} (trait)`),
        ...changes(before.aggregates, aggregates).map((change) => `${tellHost(now)} ${change} (aggregate)`),
      ];
    }),
};

/** A host and its provider as a violation names them: `compute-1 (provider 5d1e02aa…)`. */
function tellHost(books: Pick<HostBooks, 'host' | 'provider'>): string {
  return `${books.host} (provider ${shortId(books.provider)})`;
}

/** Nova sets and removes this trait with the status of the service (reference B.5). */
const statusTrait = 'COMPUTE_STATUS_DISABLED';

function lasting(traits: readonly string[]): readonly string[] {
  return traits.filter((trait) => trait !== statusTrait);
}

function changes(before: readonly string[], now: readonly string[]): string[] {
  return [
    ...before.filter((each) => !now.includes(each)).map((each) => `lost ${each}`),
    ...now.filter((each) => !before.includes(each)).map((each) => `gained ${each}`),
  ];
}

function pairs(view: CloudView): [HostBooks, HostBooks][] {
  return [...(view.before?.hosts.values() ?? [])].flatMap((before) => {
    const now = view.now.hosts.get(before.host);
    return now === undefined ? [] : [[before, now]];
  });
}
