import type { Microversion } from '../../http/microversions';
import type { Flavor } from '../records';

/** What a flavor's view needs to know of the request. */
export interface FlavorViewContext {
  readonly version: Microversion;
  readonly publicUrl: string;
}

/** A flavor's ID, name and links. */
export function basicFlavor(flavor: Flavor, { version, publicUrl }: FlavorViewContext): Record<string, unknown> {
  return {
    id: flavor.id,
    name: flavor.name,
    ...(version.isAtLeast('2.55') ? { description: flavor.description } : {}),
    links: links(publicUrl, 'flavors', flavor.id),
  };
}

/** A flavor in full (reference D.2.2; `views/flavors.py`): `extra_specs` from 2.61, `swap` a number from 2.75. */
export function fullFlavor(flavor: Flavor, context: FlavorViewContext): Record<string, unknown> {
  const { version } = context;
  const noSwap = version.isAtLeast('2.75') ? 0 : '';
  return {
    ...basicFlavor(flavor, context),
    ram: flavor.memoryMb,
    disk: flavor.diskGb,
    'OS-FLV-EXT-DATA:ephemeral': flavor.ephemeralGb,
    vcpus: flavor.vcpus,
    swap: flavor.swapMb === 0 ? noSwap : flavor.swapMb,
    'os-flavor-access:is_public': flavor.visibility === 'public',
    ...(version.isAtLeast('2.102') ? {} : { 'OS-FLV-DISABLED:disabled': false, rxtx_factor: flavor.rxtxFactor }),
    ...(version.isAtLeast('2.61') ? { extra_specs: flavor.extraSpecs } : {}),
  };
}

/** A flavor inside a server: a link below 2.47, embedded from then on. */
export function flavorOfServer(flavor: Flavor, { version, publicUrl }: FlavorViewContext): Record<string, unknown> {
  if (!version.isAtLeast('2.47')) {
    return { id: flavor.id, links: [bookmark(publicUrl, 'flavors', flavor.id)] };
  }
  return {
    original_name: flavor.name,
    vcpus: flavor.vcpus,
    ram: flavor.memoryMb,
    disk: flavor.diskGb,
    ephemeral: flavor.ephemeralGb,
    swap: flavor.swapMb,
    extra_specs: flavor.extraSpecs,
  };
}

/** The two links of a thing: its own and the versionless one. */
export function links(publicUrl: string, collection: string, id: string): readonly Record<string, string>[] {
  return [{ rel: 'self', href: `${publicUrl}/v2.1/${collection}/${id}` }, bookmark(publicUrl, collection, id)];
}

/** The versionless link of a thing. */
export function bookmark(publicUrl: string, collection: string, id: string): Record<string, string> {
  return { rel: 'bookmark', href: `${publicUrl}/${collection}/${id}` };
}
