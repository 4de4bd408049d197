import type { CloudClients } from '../../api/cloud-clients';
import type { Standing } from '../../books/host-books';
import { findProviders, readStanding, type HostProvider } from '../../books/read';
import type { CloudUnderTest } from '../../clouds/cloud';

/**
 * What of the cloud lasts as long as a run, read once when it is first needed: a host's provider, what stands of it, and the ids
 * behind the names of image, flavor and network. The embedded cloud of each scenario is made from the same seed, so it holds there too.
 */
export class Lasting {
  readonly #cloud: Pick<CloudUnderTest, 'hosts'>;
  readonly #ids = new Map<string, string>();
  #providers: Promise<readonly HostProvider[]> | undefined;
  #standing: Promise<ReadonlyMap<string, Standing>> | undefined;

  constructor(cloud: Pick<CloudUnderTest, 'hosts'>) {
    this.#cloud = cloud;
  }

  /** The providers of the exclusive hosts. Rejects when Nova knows no compute node of one of them. */
  async providers(auditor: CloudClients): Promise<readonly HostProvider[]> {
    this.#providers ??= findProviders(auditor, this.#cloud.hosts);
    return this.#providers.catch((error: unknown) => {
      this.#providers = undefined;
      throw error;
    });
  }

  /** What stood of the exclusive hosts when it was first asked for, which is before anything is disturbed, by host. */
  async standing(auditor: CloudClients): Promise<ReadonlyMap<string, Standing>> {
    this.#standing ??= this.#readStanding(auditor);
    return this.#standing.catch((error: unknown) => {
      this.#standing = undefined;
      throw error;
    });
  }

  /** The id that a person finds for a name of that kind; undefined when there is none, which is not remembered. */
  async idOf(
    person: string,
    kind: string,
    find: () => Promise<{ readonly id: string } | undefined>,
  ): Promise<string | undefined> {
    const key = `${person} ${kind}`;
    const known = this.#ids.get(key) ?? (await find())?.id;
    if (known !== undefined) this.#ids.set(key, known);
    return known;
  }

  /** Forgets the providers: a host that was removed and came back may have another one. */
  forgetProviders(): void {
    this.#providers = undefined;
    this.#standing = undefined;
  }

  async #readStanding(auditor: CloudClients): Promise<ReadonlyMap<string, Standing>> {
    const providers = await this.providers(auditor);
    const read = providers.map(async ({ host, provider }) => [host, await readStanding(auditor, provider)] as const);
    return new Map(await Promise.all(read));
  }
}
