import { sumOf, tellAmounts, type Amounts } from '../../books/amounts';
import { ExpectationFailed } from '../../books/expectation';
import { readUsedAndHeld, resourcesOf } from '../../books/read';
import { likelyCause } from '../../books/causes';
import { shortId, tellFindings, tellLikely, type Finding } from '../../books/findings';
import {
  usageDifference,
  type CountedConsumer,
  type Holder,
  type Holdings,
  type Usage,
  type UsageReport,
} from '../../books/usage';
import type { HostAlias, ServerAlias } from '../../parameter-types';
import type { KnownServer } from '../story/notes';
import type { Scenario } from '../scenario';

const holdsDisk = 'a server with a volume as root disk holds disk of its host';

/** What hosts are used for, as the auditor reads it in Placement. */
export class Usages {
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** What the host is used for now, and by whom: read once, for nothing may be late after a local delete. */
  of(alias: HostAlias): Promise<UsageReport> {
    return this.ofHost(this.#scenario.hosts.nameOf(alias));
  }

  /** The same of an exclusive host by its name. */
  async ofHost(host: string): Promise<UsageReport> {
    const { people, books, evidence, transcript } = this.#scenario;
    const last = transcript.lastChange();
    const { usages, allocations } = await readUsedAndHeld(people.auditor, await books.providerOf(host));
    const holders = await Promise.all(
      [...allocations].map(async ([consumer, amounts]) => ({ consumer, amounts, ...(await this.#tell(consumer)) })),
    );
    const leak = holders.find(({ answers }) => answers === 'gone' || answers === 'ERROR');
    const likely = leak && evidence.causeOfLeak(leak.consumer, host, await this.#allHeldBy(leak.consumer))?.words;
    return {
      host,
      amounts: usages,
      holders,
      ...(last !== undefined && { last }),
      ...(likely !== undefined && { likely }),
    };
  }

  /**
   * Expects the exclusive host to be used as just before the server was created. A host frees what was claimed for a build a moment
   * after it has shown that it gave it up, so that is waited for.
   */
  async expectAsBefore(server: ServerAlias, host: string): Promise<void> {
    const { deadlines, notes } = this.#scenario;
    const look = async (): Promise<void> => {
      const difference = usageDifference(await this.ofHost(host), this.beforeOn(server, host));
      if (difference !== undefined) throw new ExpectationFailed(tellFindings(difference));
    };
    await this.#scenario.eventually(`${host} to be used as before`, look, deadlines.afterwork);
    notes.noteVerification();
  }

  /** What the host was used for just before the server was created. */
  before(server: ServerAlias, alias: HostAlias): Usage {
    return this.beforeOn(server, this.#scenario.hosts.nameOf(alias));
  }

  /** The same of an exclusive host by its name. */
  beforeOn(server: ServerAlias, host: string): Usage {
    const [first] = this.#scenario.servers.findAll(server);
    const books = first?.before.hosts.get(host);
    if (books === undefined) throw new Error(`${host} is no exclusive host, so it was not looked at before`);
    return { host, amounts: books.usages };
  }

  /** What the host is used for when of the scenario's servers it counts just these. */
  withOnly(server: ServerAlias, alias: HostAlias): Usage {
    const { host, amounts } = this.before(server, alias);
    const flavors = this.#scenario.servers.findAll(server).map(({ flavor }) => flavor);
    return { host, amounts: sumOf([amounts, ...flavors]) };
  }

  /** What the host's usage has to count as long as the servers hold their flavors there, one entry for each. */
  ofConsumers(server: ServerAlias, alias: HostAlias): readonly CountedConsumer[] {
    const { hosts, servers, notes } = this.#scenario;
    const host = hosts.nameOf(alias);
    return servers
      .findAll(server)
      .map((known) => ({ host, consumer: known.uuid, amounts: known.flavor, ...lossOf(notes.likelyLoss(known)) }));
  }

  /** What the servers hold in Placement, one entry for each. */
  async heldBy(server: ServerAlias): Promise<readonly Holdings[]> {
    const last = this.#scenario.transcript.lastChange();
    const known = this.#scenario.servers.findAll(server);
    return Promise.all(
      known.map(async (each) => ({ ...(await this.#holdings(each)), ...(last !== undefined && { last }) })),
    );
  }

  /** Expects the servers to hold something on the host, and no disk. */
  async expectNoDisk(server: ServerAlias, alias: HostAlias): Promise<void> {
    const { hosts, notes } = this.#scenario;
    const host = hosts.nameOf(alias);
    for (const { name, consumer, byHost } of await this.heldBy(server)) {
      const held = byHost.get(host) ?? {};
      notes.noteVerification();
      if (Object.keys(held).length > 0 && held['DISK_GB'] === undefined) continue;
      throw new ExpectationFailed(
        tellFindings([
          {
            label: 'expected',
            text: `${name} (${shortId(consumer)}) to hold processors and memory on ${host}, and no disk`,
          },
          { label: 'seen', text: tellAmounts(held) },
          ...tellLikely(held['DISK_GB'] === undefined ? undefined : likelyCause([holdsDisk])),
        ]),
      );
    }
  }

  /** What servers hold that the scenario has deleted: why there may be no room for others. */
  async leftByDeleted(): Promise<readonly Finding[]> {
    const { notes } = this.#scenario;
    const deleted = notes.servers().filter(({ uuid }) => notes.deletionOf(uuid) !== undefined);
    const all = await Promise.all(deleted.map((server) => this.#holdings(server)));
    return all.flatMap(({ name, consumer, byHost, likely }) => [
      ...[...byHost].map(([host, amounts]) => ({
        label: 'held by',
        text: `${name} (${shortId(consumer)}), which is deleted: ${tellAmounts(amounts)} on ${host}`,
      })),
      ...(likely === undefined ? [] : [{ label: 'likely', text: likely }]),
    ]);
  }

  /** On whichever providers, as nobody's step reads it. */
  async #allHeldBy(consumer: string): Promise<Amounts> {
    const { allocations } = await this.#scenario.people.background.placement.allocations.get(consumer);
    return sumOf([...resourcesOf(allocations).values()]);
  }

  async #holdings({ uuid, name, host }: KnownServer) {
    const { people, books, evidence } = this.#scenario;
    const { allocations } = await people.auditor.placement.allocations.get(uuid);
    const held = [...resourcesOf(allocations)];
    const byHost = await Promise.all(
      held.map(async ([provider, amounts]) => [await books.hostOf(provider), amounts] as const),
    );
    const all = sumOf(held.map(([, amounts]) => amounts));
    const likely = held.length === 0 || host === undefined ? undefined : evidence.causeOfLeak(uuid, host, all)?.words;
    return { consumer: uuid, name, byHost: new Map(byHost), ...(likely !== undefined && { likely }) };
  }

  async #tell(consumer: string): Promise<Pick<Holder, 'name' | 'answers'>> {
    const { people, notes } = this.#scenario;
    if (notes.placeholders().has(consumer)) return { name: 'a placeholder of the suite', answers: 'no server' };
    const name = notes.servers().find(({ uuid }) => uuid === consumer)?.name ?? 'another consumer';
    const server = await people.auditor.compute.servers.find(consumer);
    return { name, answers: server?.status ?? 'gone' };
  }
}

function lossOf(likely: string | undefined): Pick<CountedConsumer, 'likely'> {
  return likely === undefined ? {} : { likely };
}
