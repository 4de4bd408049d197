import {
  otherHostsAreUntouched,
  traitsAndAggregatesStay,
  usageFitsTheInventory,
  usageIsTheSumOfAllocations,
} from './host-invariants';
import { noServiceBrokeDown } from './reply-invariants';
import {
  everyConsumerIsAlive,
  goneServersLeaveNothing,
  otherServersAreUntouched,
  projectUsageIsTheSumOfConsumers,
  toldLeaksAreThere,
} from './server-invariants';
import { liveServersHoldTheirFlavor } from './share-invariant';
import type { CloudView, Invariant } from './cloud-view';
import { volumesOutliveTheirServers } from './volume-invariants';

/** The invariants that can be checked with the services that exist, by their number in reference E.0. */
export const invariants: readonly Invariant[] = [
  usageIsTheSumOfAllocations,
  everyConsumerIsAlive,
  usageFitsTheInventory,
  otherHostsAreUntouched,
  projectUsageIsTheSumOfConsumers,
  goneServersLeaveNothing,
  volumesOutliveTheirServers,
  liveServersHoldTheirFlavor,
  traitsAndAggregatesStay,
  otherServersAreUntouched,
  noServiceBrokeDown,
  toldLeaksAreThere,
];

/** What is wrong with the books of a cloud, a paragraph for each violated invariant; empty when they balance. */
export function tellImbalance(view: CloudView): string {
  return invariants
    .map((invariant) => ({ invariant, violations: invariant.check(view) }))
    .filter(({ violations }) => violations.length > 0)
    .map(({ invariant, violations }) =>
      [`${invariant.id} is broken: ${invariant.text}`, ...violations.map((violation) => `  ${violation}`)].join('\n'),
    )
    .join('\n');
}
