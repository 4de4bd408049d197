import type { CloudClients } from '../../api/cloud-clients';
import { tellAmounts } from '../../books/amounts';
import { changedAspects, type Aspects } from '../../books/aspects';
import { failure } from '../../books/failure-findings';
import type { HostBooks, Standing } from '../../books/host-books';
import { resourcesOf } from '../../books/read';
import { shortId } from '../../books/finding-lines';
import type { HostAlias, ServerAlias } from '../../parameter-types';
import { computeServiceOf } from '../../safety/compute-services';
import { Noun, type Story } from '../story/story';

/** What things were like just before somebody attempted to change them, as the auditor saw it. */
export class Originals extends Noun<Story> {
  readonly #servers = new Map<string, Aspects>();
  readonly #hosts = new Map<string, Aspects>();
  readonly #providers = new Map<string, Aspects>();

  /** Looks at every server and host of the scenario, where a later step compares with them. */
  async remember(): Promise<void> {
    const { books, steps, knownHosts, knownServers } = this.needs;
    if (!steps.some((text) => text.endsWith('should be left as it was'))) return;
    const [snapshot] = await Promise.all([
      books.snapshot(knownHosts.bound()),
      ...knownServers.all().map(async ({ uuid }) => this.#servers.set(uuid, await this.#serverAspects(uuid))),
      ...knownHosts.bound().map(async (host) => this.#hosts.set(host, await this.#hostAspects(host))),
    ]);
    for (const [host, each] of snapshot.hosts)
      if (each.standing !== undefined) this.#providers.set(host, providerAspects(each, each.standing));
  }

  /** Expects status, task, lock, actions, allocations and ports of the server to be what they were. */
  async expectServerAsBefore(alias: ServerAlias): Promise<void> {
    const { uuid, name } = this.needs.knownServers.find(alias);
    this.#compare(`${name} (${shortId(uuid)})`, this.#servers.get(uuid), await this.#serverAspects(uuid));
  }

  /** Expects status, reason, flag and state of the host's compute service to be what they were. */
  async expectHostAsBefore(alias: HostAlias): Promise<void> {
    const host = this.needs.knownHosts.nameOf(alias);
    this.#compare(host, this.#hosts.get(host), await this.#hostAspects(host));
  }

  /** Expects inventory, traits, aggregates and allocations of the host's provider to be what they were. */
  async expectProviderAsBefore(alias: HostAlias): Promise<void> {
    const host = this.needs.knownHosts.nameOf(alias);
    const now = (await this.needs.books.snapshot([host])).hosts.get(host);
    if (now?.standing === undefined) throw new Error(`${host} is no exclusive host, so its provider is not looked at`);
    this.#compare(`the provider of ${host}`, this.#providers.get(host), providerAspects(now, now.standing));
  }

  #compare(what: string, before: Aspects | undefined, now: Aspects): void {
    if (before === undefined) throw new Error(`nobody looked at ${what} before: no step has attempted anything since`);
    const changes = changedAspects(what, before, now);
    this.needs.verifications.note();
    if (changes !== undefined) throw failure({ ...changes, last: this.needs.transcript.lastChange() });
  }

  async #serverAspects(uuid: string): Promise<Aspects> {
    const { auditor } = this.needs.people;
    const server = await auditor.compute.servers.find(uuid);
    const { allocations } = await auditor.placement.allocations.get(uuid);
    const held = [...resourcesOf(allocations)].map(([provider, amounts]) => `${tellAmounts(amounts)} on ${provider}`);
    const ports = await auditor.network.ports.list({ deviceId: uuid });
    return {
      status: server?.status ?? 'gone',
      task: server?.taskState ?? 'none',
      locked: server?.locked === true ? 'yes' : 'no',
      actions: server === undefined ? 'gone' : await tellActions(auditor, uuid),
      allocations: inOrder(held),
      ports: inOrder(ports.map(({ id, status, boundHost }) => `${id} ${status} on ${boundHost ?? 'no host'}`)),
    };
  }

  async #hostAspects(host: string): Promise<Aspects> {
    const { status, state, disabledReason, forcedDown } = await computeServiceOf(this.needs.people.auditor, host);
    return { status, state, reason: disabledReason ?? 'none', 'forced down': forcedDown ? 'yes' : 'no' };
  }
}

function providerAspects({ allocations }: HostBooks, { inventories, traits, aggregates }: Standing): Aspects {
  return {
    inventory: inOrder([...inventories].map(([name, inventory]) => `${name} ${JSON.stringify(inventory)}`)),
    traits: inOrder(traits),
    aggregates: inOrder(aggregates),
    allocations: inOrder([...allocations].map(([uuid, amounts]) => `${tellAmounts(amounts)} by ${shortId(uuid)}`)),
  };
}

async function tellActions(auditor: CloudClients, uuid: string): Promise<string> {
  const actions = await auditor.compute.instanceActions.list(uuid);
  return inOrder(actions.map(({ action, requestId }) => `${action} ${shortId(requestId)}`));
}

function inOrder(words: readonly string[]): string {
  return words.length === 0 ? 'none' : words.toSorted().join(', ');
}
