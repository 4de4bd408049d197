import type { CloudClients } from '../api/cloud-clients';
import type { Service } from '../api/compute/services-client';
import { CloudNotReady } from '../books/expectation';
import { findProviders } from '../books/read';
import type { CloudUnderTest } from '../clouds/cloud';
import type { Neighbour } from '../contract/trouble';
import { computeServiceOf } from './compute-services';
import type { Ledger } from './ledger';

/** What the guard looks at. */
export interface Guarded {
  readonly cloud: Pick<CloudUnderTest, 'name' | 'kind' | 'hosts' | 'disrupt' | 'disruptCloud'>;
  readonly auditor: CloudClients;
  readonly ledger: Ledger;
  /** The root provider of a host, where it is known; else Nova is asked for it. */
  readonly providerOf?: (host: string) => Promise<string>;
}

/** Nothing was disturbed, because it might have harmed somebody else. */
class DisturbanceRefused extends Error {
  override readonly name = 'DisturbanceRefused';
}

/** Somebody else turned up on a host while it was disturbed: what the scenario saw proves nothing. */
class Inconclusive extends Error {
  override readonly name = 'Inconclusive';
}

/** Lets one scenario disturb only what it may, and remembers what it has let it disturb. */
export class Guard {
  readonly #guarded: Guarded;
  readonly #disturbed = new Set<string>();

  constructor(guarded: Guarded) {
    this.#guarded = guarded;
  }

  /**
   * To be called immediately before each request that disturbs a host; resolves with the host's service. Rejects with
   * {@link DisturbanceRefused} when the configuration does not allow it, when the host was down or disabled by somebody else,
   * and when Placement knows a consumer there that is not in our ledger. A server list would not do: it lacks soft-deleted servers.
   *
   * @param deed what is about to be done, like `forced down`
   */
  async beforeDisturbing(host: string, deed: string): Promise<Service> {
    const { cloud, auditor, ledger } = this.#guarded;
    if (!cloud.disrupt.has(host)) throw notAllowed(cloud, host, deed);
    if (cloud.kind !== 'embedded' && !isOurs(ledger, host, ['lease'])) {
      throw new DisturbanceRefused(`${host} is not ${deed}: this run has not leased it`);
    }
    const service = await computeServiceOf(auditor, host);
    if (!isOurs(ledger, host, ['service', 'compute process'])) refuseTroubled(service, deed);
    const foreign = await foreignConsumers(this.#guarded, host);
    if (foreign > 0) throw new DisturbanceRefused(`${host} is not ${deed}: ${tellForeign(host, foreign)}`);
    this.#disturbed.add(host);
    return service;
  }

  /** To be called before Nova's path to a neighbour is disturbed, which touches the whole cloud. Rejects with {@link DisturbanceRefused}. */
  beforeDisturbingPath(neighbour: Neighbour): Promise<void> {
    const { name, disruptCloud } = this.#guarded.cloud;
    if (disruptCloud === 'allowed') return Promise.resolve();
    const why = 'it touches everybody on that cloud, and disrupt_cloud: true is not in the configuration';
    return Promise.reject(
      new DisturbanceRefused(`the path from Nova to ${neighbour} of ${name} is not disturbed: ${why}`),
    );
  }

  /** True when the scenario was let disturb a host. */
  hasLetThrough(): boolean {
    return this.#disturbed.size > 0;
  }

  /** To be called at the end of the scenario. Rejects with {@link Inconclusive} when somebody else is on a host that was disturbed. */
  async afterDisturbing(): Promise<void> {
    const told: string[] = [];
    for (const host of this.#disturbed) {
      const foreign = await foreignConsumers(this.#guarded, host);
      if (foreign > 0) told.push(tellForeign(host, foreign));
    }
    if (told.length > 0) {
      throw new Inconclusive(
        `inconclusive, and put back at once: ${told.join('; ')}. They came while the scenario disturbed the host`,
      );
    }
  }
}

/** How many consumers on the host's providers are not in our ledger. Of other people's resources no more is told. */
export async function foreignConsumers(guarded: Omit<Guarded, 'cloud'>, host: string): Promise<number> {
  const { auditor, ledger } = guarded;
  const { providers } = auditor.placement;
  const tree = await providers.list({ inTree: await rootOf(guarded, host) });
  const held = await Promise.all(tree.map(({ uuid }) => providers.allocations(uuid)));
  const consumers = new Set(held.flatMap(({ allocations }) => Object.keys(allocations)));
  const others = [...consumers].filter((consumer) => !ledger.owns(consumer));
  if (others.length === 0) return 0;
  const migrations = await auditor.compute.migrations.list();
  const ours = migrations.filter(({ serverId }) => ledger.owns(serverId)).map(({ uuid }) => uuid);
  return others.filter((consumer) => !ours.includes(consumer)).length;
}

async function rootOf({ auditor, providerOf }: Omit<Guarded, 'cloud'>, host: string): Promise<string> {
  if (providerOf !== undefined) return providerOf(host);
  const [root] = await findProviders(auditor, [host]);
  if (root === undefined) throw new CloudNotReady(`${auditor.session.cloud} has no compute node of ${host}`);
  return root.provider;
}

/** `compute-2 carries 1 consumer in Placement that is not of this run`. */
export function tellForeign(host: string, foreign: number): string {
  return `${host} carries ${foreign === 1 ? '1 consumer' : `${foreign} consumers`} in Placement not made by this run`;
}

/** What keeps a host from being disturbed, as its service tells; undefined for one that is enabled and up. */
export function troubleOf({ state, status, forcedDown, disabledReason }: Service): string | undefined {
  if (forcedDown) return 'is forced down';
  if (state !== 'up') return 'is down';
  const reason = disabledReason === undefined ? '' : ` ("${disabledReason}")`;
  return status === 'enabled' ? undefined : `is disabled${reason}`;
}

function refuseTroubled(service: Service, deed: string): void {
  const trouble = troubleOf(service);
  if (trouble === undefined) return;
  throw new DisturbanceRefused(
    `${service.host} is not ${deed}: it ${trouble} already, and not by this run, so it could not be put back as it should be`,
  );
}

function isOurs(ledger: Ledger, host: string, kinds: readonly string[]): boolean {
  return ledger.entries().some(({ entry }) => 'host' in entry && entry.host === host && kinds.includes(entry.kind));
}

function notAllowed({ name, disrupt }: Guarded['cloud'], host: string, deed: string): DisturbanceRefused {
  const allowed = disrupt.size === 0 ? 'none' : [...disrupt].join(', ');
  return new DisturbanceRefused(
    `${host} is not ${deed}: the hosts of ${name} that may be disturbed (disrupt in the configuration) are ${allowed}`,
  );
}
