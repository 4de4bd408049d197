import { jsonOf, textOf } from '../../http/texts';
import { NeighbourAnsweredError } from '../exceptions';
import { asObject, asObjects, asText } from './read-json';
import type { PlacementClient } from './report-client';

/** A provider as Placement lists it. */
interface InTree {
  readonly uuid: string;
  readonly parent: string | undefined;
}

/** Nested providers are known since 1.14 (`report.py:NESTED_PROVIDER_API_VERSION`). */
const version = '1.14';

/**
 * Deletes a provider and its children, these first. One that Placement refuses to delete, because something is allocated there, stays,
 * and nobody is told. Rejects when Placement cannot tell of the tree, or cannot be reached.
 * Source: `report.py:delete_resource_provider`, `_delete_provider`.
 */
export async function deleteProviderTree(placement: PlacementClient, root: string): Promise<void> {
  for (const uuid of await leafFirst(placement, root)) {
    await placement.send(undefined, { method: 'DELETE', path: `/resource_providers/${uuid}` });
  }
}

async function leafFirst(placement: PlacementClient, root: string): Promise<readonly string[]> {
  const response = await placement.send(version, { method: 'GET', path: `/resource_providers?in_tree=${root}` });
  if (!response.ok) {
    throw new NeighbourAnsweredError(
      'nova.exception.ResourceProviderRetrievalFailed',
      `Failed to retrieve resource providers in tree of ${root}`,
      response.status,
      await textOf(response),
    );
  }
  const { resource_providers: listed } = asObject(await jsonOf(response), 'resource providers');
  const tree = asObjects(listed, 'resource_providers').map(({ uuid, parent_provider_uuid: parent }): InTree => ({
    uuid: asText(uuid, 'uuid of a provider'),
    parent: typeof parent === 'string' ? parent : undefined,
  }));
  return tree.toSorted((one, other) => depthOf(tree, other) - depthOf(tree, one)).map(({ uuid }) => uuid);
}

function depthOf(tree: readonly InTree[], { parent }: InTree): number {
  const above = tree.find(({ uuid }) => uuid === parent);
  return above === undefined ? 0 : 1 + depthOf(tree, above);
}
