import type { LiveMigrationContext } from '../compute/moves/move-operations';
import { claimBeside } from '../compute/moves/move-allocations';
import type { InNova } from '../compute/nova';
import { resourcesOf } from '../compute/server-resources';

/** Gives a server that has been taken back its share of the destination again, as if nobody had taken that away. */
export async function claimDestinationAgain({ nova, server, migration }: InNova<LiveMigrationContext>): Promise<void> {
  const node = nova.store.computeNode(migration.destinationHost ?? '');
  if (node === undefined) return;
  const { uuid, projectId, userId, flavor, rootDisk } = server;
  const candidate = {
    providerUuids: [node.uuid],
    request: { allocations: { [node.uuid]: { resources: resourcesOf({ flavor, rootDisk }) } } },
  };
  await claimBeside(nova.placement, { uuid, projectId, userId }, candidate);
}
