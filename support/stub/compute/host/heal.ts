import { type Onward, type Operation, perform } from '../../operation';
import { expectNovaFailure } from '../exceptions';
import type { Nova } from '../nova';
import type { ComputeNode } from '../records';

/** What a rule says of a consumer's allocations on this host. */
export type HealVerdict = 'keep' | 'remove' | 'no opinion';

/** A consumer on a compute node's provider, for the rules. */
export interface HealContext {
  readonly nova: Nova;
  readonly node: ComputeNode;
  readonly consumer: string;
  /** The live servers of this host. */
  readonly tracked: ReadonlySet<string>;
}

/** The rules of the heal, in order: the first with an opinion decides. */
export type HealRule = 'trackedServer' | 'unknownToTheCell' | 'deletedServer' | 'liveServer';

/** Tells what becomes of a consumer's allocations. */
export type HealRules = Readonly<Record<HealRule, (context: HealContext) => HealVerdict>>;

/**
 * What leaked and what did not: only a consumer whose server's record in this cell is deleted is removed.
 * Source: reference B.2, `resource_tracker.py:_remove_deleted_instances_allocations`.
 */
export const healthyHealRules: HealRules = {
  trackedServer: ({ tracked, consumer }) => (tracked.has(consumer) ? 'keep' : 'no opinion'),
  unknownToTheCell: ({ nova, consumer }) => (isInTheCell(nova, consumer) ? 'no opinion' : 'keep'),
  deletedServer: ({ nova, consumer }) =>
    nova.store.servers.get(consumer)?.deletedAt === null ? 'no opinion' : 'remove',
  liveServer: () => 'keep',
};

/** What one look through a host's allocations works on. */
export interface HealPassContext {
  readonly nova: Nova;
  readonly node: ComputeNode;
  /** Those who hold something on the node's provider. */
  consumers: readonly string[];
  /** Those of them whose servers are gone. */
  leaks: readonly string[];
}

/** The steps of one look, in order. */
export type HealPassStep = 'listConsumers' | 'findLeaks' | 'removeLeaks';

/** How a host heals: a leak is removed whole, on whatever providers. Placement's failure to list ends the look quietly. */
export const healthyHealPass: Operation<HealPassContext, HealPassStep> = {
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

async function consumersOn({ nova, node }: HealPassContext): Promise<Iterable<string>> {
  try {
    return (await nova.placement.allocationsOn(node.uuid)).keys();
  } catch (error) {
    expectNovaFailure(error);
    return [];
  }
}

function judge(context: HealContext): HealVerdict {
  for (const rule of Object.values(context.nova.seams.rules.heal)) {
    const verdict = rule(context);
    if (verdict !== 'no opinion') return verdict;
  }
  return 'keep';
}

function isInTheCell(nova: Nova, uuid: string): boolean {
  return nova.store.servers.has(uuid) && nova.store.mappings.get(uuid)?.cell === 'cell1';
}
