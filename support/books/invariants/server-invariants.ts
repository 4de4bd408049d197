import type { Amounts } from '../amounts';
import { resourceClasses, sameAmounts, sumOf, tellAmounts } from '../amounts';
import { shortId } from '../finding-lines';
import { hostOfProvider, type CloudView, type Invariant, type ServerView } from './cloud-view';
import { tellKeptVolumes } from './volume-invariants';

/** I2: nobody holds anything in our name but a live server, or a migration that still protects its share. */
export const everyConsumerIsAlive: Invariant = {
  id: 'I2',
  scope: 'ours',
  text: 'every consumer of ours is a live server or one of its migrations',
  check: (view) =>
    view.consumers
      .filter((consumer) => consumer.is === 'gone' && !view.expectedLeaks.has(consumer.uuid))
      .flatMap((consumer) =>
        tellHeld(view, consumer.allocations).map(
          (held) => `${nameOf(view, consumer.uuid)} holds ${held}, but there is no such server or migration: a leak`,
        ),
      ),
};

/** I5: what Placement counts for our project is what its consumers hold. */
export const projectUsageIsTheSumOfConsumers: Invariant = {
  id: 'I5',
  scope: 'ours',
  text: "our project's usage is the sum of what its consumers hold",
  check: (view) => {
    const held = sumOf(view.consumers.flatMap((consumer) => [...consumer.allocations.values()]));
    return resourceClasses(held, view.projectUsage)
      .filter((name) => (held[name] ?? 0) !== (view.projectUsage[name] ?? 0))
      .map((name) => {
        const who = view.consumers.map((consumer) => nameOf(view, consumer.uuid)).join(', ') || 'none';
        return `our project counts ${name} ${view.projectUsage[name] ?? 0}, its consumers (${who}) hold ${held[name] ?? 0}`;
      });
  },
};

/** I7: a server that is gone leaves no allocation, no port, no attached volume and no shelved image behind. */
export const goneServersLeaveNothing: Invariant = {
  id: 'I7',
  scope: 'ours',
  text: 'a server that answers 404 holds no allocation, no port and no volume, and leaves no shelved image',
  check: (view) =>
    view.servers
      .filter((server) => server.answers === 'gone')
      .flatMap((server) => [
        ...tellHeld(view, unexpected(view, server)).map(
          (held) => `${tellServer(server)} answers 404, but still holds ${held}`,
        ),
        ...server.ports.map((port) => `${tellServer(server)} answers 404, but port ${port} is still its`),
        ...tellKeptVolumes(view, server.uuid).map((kept) => `${tellServer(server)} answers 404, but ${kept}`),
        ...(server.shelvedImage === undefined
          ? []
          : [
              `${tellServer(server)} answers 404, but its shelved image ${shortId(server.shelvedImage)} is still there`,
            ]),
      ]),
};

/** I13: a leak that a step has told of is there until somebody heals it in a step. */
export const toldLeaksAreThere: Invariant = {
  id: 'I13',
  scope: 'ours',
  text: 'what a Then has said to stay counted is still counted when the scenario ends',
  check: (view) =>
    view.servers
      .filter(
        ({ uuid, allocations }) => view.expectedLeaks.has(uuid) && sameAmounts(sumOf([...allocations.values()]), {}),
      )
      .map((server) => `${tellServer(server)} was still counted at that Then, but holds nothing any more`),
};

/** I11: a server that no step has acted upon stays as it was. */
export const otherServersAreUntouched: Invariant = {
  id: 'I11',
  scope: 'ours',
  text: 'servers that no step has acted upon stay as they were',
  check: (view) =>
    view.servers.flatMap((server) => {
      const { leftAloneAs, answers } = server;
      if (leftAloneAs === undefined) return [];
      const status = answers === 'gone' ? 'gone' : answers.status;
      return status === leftAloneAs ? [] : [`${tellServer(server)} was ${leftAloneAs} and is ${status} now`];
    }),
};

function unexpected(view: CloudView, { uuid, allocations }: ServerView): ServerView['allocations'] {
  return view.expectedLeaks.has(uuid) ? new Map() : allocations;
}

function tellServer(server: Pick<ServerView, 'name' | 'uuid'>): string {
  return `${server.name} (${shortId(server.uuid)})`;
}

function nameOf(view: CloudView, consumer: string): string {
  const server = view.servers.find((each) => each.uuid === consumer);
  return server === undefined ? `consumer ${shortId(consumer)}` : tellServer(server);
}

function tellHeld(view: CloudView, allocations: ReadonlyMap<string, Amounts>): string[] {
  return [...allocations].map(([provider, held]) => `${tellAmounts(held)} on ${hostOfProvider(view, provider)}`);
}
