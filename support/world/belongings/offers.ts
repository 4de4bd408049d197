import { CloudNotReady } from '../../books/expectation';
import { customNameOf } from '../../safety/settling/offer-settling';
import type { Outfit } from '../servers/server-orders';
import type { ScenarioFlavors } from '../servers/scenario-flavors';
import { Noun, type Story } from '../story/story';

type Needs = Story & { readonly flavors: ScenarioFlavors };

/** What a flavor may ask for besides processors, memory and disk. */
export type Offer = 'a resource' | 'a resource and a trait';

/** Enough for every server of a scenario. */
const offered = 8;

/**
 * Custom resources that the operator offers on a child of a host's provider, for the scenario alone. They cannot be written to the
 * host's own provider: nova-compute owns its inventory and takes back what it does not know (`update_provider_tree`).
 */
export class Offers extends Noun<Needs> {
  /** Makes the offer on one of the hosts and a flavor that asks for it; what a server is to be made with. */
  async make(offer: Offer): Promise<Outfit> {
    const { page, cloud, books, disturbances, flavors, people } = this.needs;
    const [host] = cloud.hosts;
    if (host === undefined) throw new CloudNotReady(`${cloud.name} has no exclusive host`);
    await disturbances.beforeHost(host, 'given a child provider');
    const name = page.nameOf('offer');
    const custom = customNameOf(name);
    const { placement, compute } = people.person('operator');
    const entry = page.open({ kind: 'offer', name });
    await Promise.all([placement.customs.ensureClass(custom), placement.customs.ensureTrait(custom)]);
    const child = await placement.providers.create({ name, parent: await books.providerOf(host) });
    page.made(entry, child.uuid);
    const { generation } = await placement.providers.replaceInventory(child, { [custom]: offered });
    await placement.providers.replaceTraits({ uuid: child.uuid, generation }, [custom]);
    const flavorId = await flavors.make(name);
    const trait = offer === 'a resource' ? {} : { [`trait:${custom}`]: 'required' };
    await compute.flavors.addExtraSpecs(flavorId, { [`resources:${custom}`]: '1', ...trait });
    return { flavorId };
  }
}
