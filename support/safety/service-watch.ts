import type { CloudClients } from '../api/cloud-clients';
import type { Service } from '../api/compute/services-client';
import type { CloudUnderTest } from '../clouds/cloud';
import { tellDifferences } from './differences';

/** The compute services of hosts that were set aside are not as they were before the run. */
class ComputeServicesChanged extends Error {
  override readonly name = 'ComputeServicesChanged';
}

/**
 * Sees whether the compute services of the hosts that were set aside are the same after a run as before it: which there are, by their
 * UUIDs, and of hosts that the run may disturb also whether they are enabled and forced down. The flags of the other hosts may
 * be the doing of another run, and hosts that were not set aside are nobody's business.
 */
export class ServiceWatch {
  readonly #cloud: Pick<CloudUnderTest, 'hosts' | 'disrupt'>;
  #before: ReadonlySet<string> | undefined;

  constructor(cloud: Pick<CloudUnderTest, 'hosts' | 'disrupt'>) {
    this.#cloud = cloud;
  }

  /** Remembers what all nova-compute services were, as they were listed before the run touched anything. */
  begin(services: readonly Service[]): void {
    this.#before = this.#tell(services);
  }

  /** Takes the services of these hosts, which the run has removed and brought back, for what they were before. One request. */
  async adopt(auditor: CloudClients, hosts: ReadonlySet<string>): Promise<void> {
    if (this.#before === undefined || hosts.size === 0) return;
    const services = (await listComputeServices(auditor)).filter(({ host }) => hosts.has(host));
    const kept = [...this.#before].filter((line) => ![...hosts].some((host) => line.startsWith(identityOf(host))));
    this.#before = new Set([...kept, ...services.map(tellIdentity)]);
  }

  /** Rejects with `ComputeServicesChanged`, which tells each difference. One request. */
  async compare(auditor: CloudClients): Promise<void> {
    if (this.#before === undefined) return;
    const lines = tellDifferences(this.#before, this.#tell(await listComputeServices(auditor)));
    if (lines.length === 0) return;
    throw new ComputeServicesChanged(['compute services are not as they were before the run:', ...lines].join('\n'));
  }

  #tell(services: readonly Service[]): ReadonlySet<string> {
    const { hosts, disrupt } = this.#cloud;
    return new Set(
      services
        .filter(({ host }) => hosts.includes(host))
        .flatMap((service) => [tellIdentity(service), ...(disrupt.has(service.host) ? [tellFlags(service)] : [])]),
    );
  }
}

/** Every nova-compute service of the cloud. One request. */
export function listComputeServices({ compute }: CloudClients): Promise<readonly Service[]> {
  return compute.services.list({ binary: 'nova-compute' });
}

function tellIdentity({ host, id }: Service): string {
  return `${identityOf(host)}${id}`;
}

function identityOf(host: string): string {
  return `the compute service of ${host} is `;
}

function tellFlags({ host, status, disabledReason, forcedDown }: Service): string {
  const reason = disabledReason === undefined ? '' : ` with the reason "${disabledReason}"`;
  return `${host} is ${status}${reason} and ${forcedDown ? 'forced down' : 'not forced down'}`;
}
