import { readUsedAndHeld } from '../books/read';
import type { CountedConsumer, Holder, Usage, UsageReport } from '../books/usage';
import type { HostReference, ServerReference } from '../parameter-types';
import type { Scenario } from './scenario';

/** What hosts are used for, as the auditor reads it in Placement. */
export class Usages {
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** What the host is used for now, and by whom: read once, for nothing may be late after a local delete. */
  async of(reference: HostReference): Promise<UsageReport> {
    const { people, books, hosts, notes, transcript } = this.#scenario;
    const host = hosts.nameOf(reference);
    const last = transcript.lastChange();
    const { usages, allocations } = await readUsedAndHeld(people.auditor, await books.providerOf(host));
    const holders = await Promise.all(
      [...allocations].map(async ([consumer, amounts]) => ({ consumer, amounts, ...(await this.#tell(consumer)) })),
    );
    const leak = holders.find(({ answers }) => answers === 'gone');
    const likely = leak && notes.likelyLeak(leak.consumer, host);
    return {
      host,
      amounts: usages,
      holders,
      ...(last !== undefined && { last }),
      ...(likely !== undefined && { likely }),
    };
  }

  /** What the host was used for just before the server was created. */
  before(server: ServerReference, reference: HostReference): Usage {
    const host = this.#scenario.hosts.nameOf(reference);
    const books = this.#scenario.servers.find(server).before.hosts.get(host);
    if (books === undefined) throw new Error(`${host} is no exclusive host, so it was not looked at before`);
    return { host, amounts: books.usages };
  }

  /** What the host's usage has to count as long as the server holds its flavor there. */
  ofConsumer(server: ServerReference, reference: HostReference): CountedConsumer {
    const { uuid, flavor } = this.#scenario.servers.find(server);
    return { host: this.#scenario.hosts.nameOf(reference), consumer: uuid, amounts: flavor };
  }

  async #tell(consumer: string): Promise<Pick<Holder, 'name' | 'answers'>> {
    const { people, notes } = this.#scenario;
    const name = notes.servers().find(({ uuid }) => uuid === consumer)?.name ?? 'another consumer';
    const server = await people.auditor.compute.servers.find(consumer);
    return { name, answers: server?.status ?? 'gone' };
  }
}
