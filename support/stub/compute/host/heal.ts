import { type Onward, perform } from '../../operation';
import { expectNovaFailure } from '../exceptions';
import { protectsItsShare, touches } from '../moves/migration';
import type { InNova, Nova, NovaOperations, NovaRules } from '../nova';
import type { ComputeNode } from '../records';
import type { HealContext, HealPassContext, HealVerdict } from './host-operations';

/**
 * What leaked and what did not: only a consumer whose server's record in this cell is deleted is removed.
 * Source: reference B.2, `resource_tracker.py:_remove_deleted_instances_allocations`.
 */
export const healthyHealRules: NovaRules['heal'] = {
  trackedServer: ({ tracked, consumer }) => (tracked.has(consumer) ? 'keep' : 'no opinion'),
  move: ({ nova, node, consumer }) =>
    nova.store.migrations.some((each) => each.uuid === consumer && protectsItsShare(each) && touches(each, node.host))
      ? 'keep'
      : 'no opinion',
  unknownToTheCell: ({ nova, consumer }) => (isInTheCell(nova, consumer) ? 'no opinion' : 'keep'),
  deletedServer: ({ nova, consumer }) =>
    nova.store.servers.get(consumer)?.deletedAt === null ? 'no opinion' : 'remove',
  liveServer: () => 'keep',
};

/** How a host heals: a leak is removed whole, on whatever providers. Placement's failure to list ends the look quietly. */
export const healthyHealPass: NovaOperations['heal'] = {
  listConsumers: async (context): Promise<Onward> => {
    context.consumers = [...(await consumersOn(context))];
    return 'go on';
  },
  findLeaks: (context) => {
    const { nova, node, consumers } = context;
    const tracked = new Set(nova.store.serversOn(node.host).map(({ uuid }) => uuid));
    context.leaks = consumers.filter((consumer) => judge({ nova, node, consumer, tracked }) === 'remove');
    return 'go on';
  },
  removeLeaks: async ({ nova, leaks }): Promise<Onward> => {
    for (const consumer of leaks) await nova.placement.deleteAllocations(consumer, 'by generation');
    return 'go on';
  },
};

/** Removes what leaked on a host. A removal that fails rejects and ends the look. */
export function heal(nova: Nova, node: ComputeNode): Promise<void> {
  return perform(nova.seams.operations.heal, { nova, node, consumers: [], leaks: [] });
}

async function consumersOn({ nova, node }: InNova<HealPassContext>): Promise<Iterable<string>> {
  try {
    return (await nova.placement.allocationsOn(node.uuid)).keys();
  } catch (error) {
    expectNovaFailure(error);
    return [];
  }
}

function judge(context: InNova<HealContext>): HealVerdict {
  for (const rule of Object.values(context.nova.seams.rules.heal)) {
    const verdict = rule(context);
    if (verdict !== 'no opinion') return verdict;
  }
  return 'keep';
}

function isInTheCell(nova: Nova, uuid: string): boolean {
  return nova.store.servers.has(uuid) && nova.store.mappings.get(uuid)?.cell === 'cell1';
}
