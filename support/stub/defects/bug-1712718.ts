import type { RescheduleContext } from '../compute/conductor/conductor-operations';
import { MaxRetriesExceeded } from '../compute/exceptions';
import type { InNova } from '../compute/nova';
import { leftOut, type Onward } from '../operation';
import { together } from '../seams';
import { addToAllocation } from './add-to-allocation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const bug1712718: Defect = {
  name: 'bug-1712718',
  origin: { kind: 'bug', tier: 3, fixedIn: 'Queens' },
  title: 'a build that moved on keeps its share of the first host',
  story:
    'The host does not free what it had claimed before the build goes to another one, and the next claim is added to it.',
  turnsRed: ['LD-64.rescheduled'],
  alsoRed: ['LD-64.given-up'],
  change: together(
    novaSteps('moveOn', { freeAllocations: leftOut }),
    novaSteps('rescheduleServer', { claimAlternate }),
  ),
};

/** Claims by adding to what the server holds already, as it was done before each claim had to be the first. */
async function claimAlternate(context: InNova<RescheduleContext>): Promise<Onward> {
  const { nova, server, alternates } = context;
  const [next, ...remaining] = alternates;
  if (next === undefined) throw new MaxRetriesExceeded(server.uuid);
  await addToAllocation(nova.placement, server, next.candidate);
  context.chosen = next;
  context.remaining = remaining;
  return 'go on';
}
