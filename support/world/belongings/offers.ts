import { CloudNotReady } from '../../books/expectation';
import { customNameOf } from '../../safety/settling/offer-settling';
import type { Outfit } from '../servers/server-creation';
import type { Scenario } from '../scenario';

/** What a flavor may ask for besides processors, memory and disk. */
export type Offer = 'a resource' | 'a resource and a trait';

/** Enough for every server of a scenario. */
const offered = 8;

/**
 * Custom resources that the operator offers on a child of a host's provider, for the scenario alone. They cannot be written to the
 * host's own provider: nova-compute owns its inventory and takes back what it does not know (`update_provider_tree`).
 */
export class Offers {
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Makes the offer on one of the hosts and a flavor that asks for it; what a server is to be made with. */
  async make(offer: Offer): Promise<Outfit> {
    const { run, id, cloud, books, guard, people } = this.#scenario;
    const [host] = cloud.hosts;
    if (host === undefined) throw new CloudNotReady(`${cloud.name} has no exclusive host`);
    await books.open();
    await guard.beforeDisturbing(host, 'given a child provider');
    const name = `ld-${run.name}-${id}-offer`;
    const custom = customNameOf(name);
    const { placement, compute } = people.person('operator');
    const entry = run.ledger.open(id, { kind: 'offer', name });
    await Promise.all([placement.customs.ensureClass(custom), placement.customs.ensureTrait(custom)]);
    const child = await placement.providers.create({ name, parent: await books.providerOf(host) });
    run.ledger.made(entry, child.uuid);
    const { generation } = await placement.providers.replaceInventory(child, { [custom]: offered });
    await placement.providers.replaceTraits({ uuid: child.uuid, generation }, [custom]);
    const flavor = await this.#makeFlavor(name);
    const trait = offer === 'a resource' ? {} : { [`trait:${custom}`]: 'required' };
    await compute.flavors.addExtraSpecs(flavor, { [`resources:${custom}`]: '1', ...trait });
    return { flavorId: flavor };
  }

  async #makeFlavor(name: string): Promise<string> {
    const { run, id, people } = this.#scenario;
    const entry = run.ledger.open(id, { kind: 'flavor', name });
    const { id: uuid } = await people.person('operator').compute.flavors.create({ name, vcpus: 1, ram: 512, disk: 1 });
    run.ledger.made(entry, uuid);
    return uuid;
  }
}
