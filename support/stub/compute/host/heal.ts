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

/**
 * Removes what leaked on a host: the whole consumer, on whatever providers. Placement's failure to list ends the pass
 * quietly; a failed removal rejects and ends it too.
 */
export async function heal(nova: Nova, node: ComputeNode): Promise<void> {
  const consumers = await consumersOn(nova, node);
  const tracked = new Set(nova.store.serversOn(node.host).map(({ uuid }) => uuid));
  for (const consumer of consumers) {
    if (judge({ nova, node, consumer, tracked }) === 'remove') {
      await nova.placement.deleteAllocations(consumer, 'by generation');
    }
  }
}

async function consumersOn(nova: Nova, node: ComputeNode): Promise<Iterable<string>> {
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
