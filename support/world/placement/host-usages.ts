import { sumOf, tellAmounts } from '../../books/amounts';
import { ExpectationFailed } from '../../books/expectation';
import { failure, finding } from '../../books/failure-findings';
import { readHeldBy, readUsedAndHeld } from '../../books/read';
import { likelyCause, type Cause } from '../../books/causes';
import { shortId, tellFindings, type Finding } from '../../books/finding-lines';
import {
  usageDifference,
  type CountedConsumer,
  type Holder,
  type Holdings,
  type Usage,
  type UsageReport,
} from '../../books/usage';
import type { HostAlias, ServerAlias } from '../../parameter-types';
import type { KnownServer } from '../story/known-servers';
import { Noun, type Story } from '../story/story';

const holdsDisk = 'a server with a volume as root disk holds disk of its host';

/** What hosts are used for, as the auditor reads it in Placement. */
export class HostUsages extends Noun<Story> {
  /** What the host is used for now, and by whom: read once, for nothing may be late after a local delete. */
  of(alias: HostAlias): Promise<UsageReport> {
    return this.#ofHost(this.needs.knownHosts.nameOf(alias));
  }

  async #ofHost(host: string): Promise<UsageReport> {
    const { people, books, transcript } = this.needs;
    const last = transcript.lastChange();
    const { usages, allocations } = await readUsedAndHeld(people.auditor, await books.providerOf(host));
    const holders = await Promise.all(
      [...allocations].map(async ([consumer, amounts]) => ({ consumer, amounts, ...(await this.#tell(consumer)) })),
    );
    const likely = (await this.#causeOfLeak(host, holders)) ?? (await this.#causeOfLoss(host, holders));
    return { host, amounts: usages, holders, last, likely: likely?.words };
  }

  /** Why somebody probably holds something there who is no live server. */
  async #causeOfLeak(host: string, holders: readonly Holder[]): Promise<Cause | undefined> {
    const { people, evidence } = this.needs;
    const leak = holders.find(({ answers }) => ['gone', 'ERROR', 'no server'].includes(answers));
    if (leak === undefined) return this.#causeOfDelay(holders);
    return evidence.causeOfLeak(leak.consumer, host, await readHeldBy(people.background, leak.consumer));
  }

  async #causeOfDelay(holders: readonly Holder[]): Promise<Cause | undefined> {
    const { knownServers, evidence } = this.needs;
    const late = knownServers.deleted().find(({ uuid }) => holders.some(({ consumer }) => consumer === uuid));
    return late && evidence.causeOfDelay(late);
  }

  /** Why a server that lives there probably holds nothing. */
  async #causeOfLoss(host: string, holders: readonly Holder[]): Promise<Cause | undefined> {
    const { knownServers, evidence } = this.needs;
    const lost = knownServers
      .all()
      .find(
        (server) => knownServers.livesOn(server, host) && !holders.some(({ consumer }) => consumer === server.uuid),
      );
    return lost && evidence.causeOfLoss(lost);
  }

  /**
   * Expects each exclusive host to be used as just before the server was created. A host frees what was claimed for a build a moment
   * after it has shown that it gave it up, so that is waited for. A host that has come back may give a deleted server the share on
   * another one back that its move had taken over, which that one heals when it looks next (reference B.4).
   */
  async expectEachAsBefore(server: ServerAlias): Promise<void> {
    const { cloud, deadlines, eventually, knownHosts, verifications } = this.needs;
    const within = knownHosts.hasOtherStartedSinceDeletion(undefined) ? deadlines.heal : deadlines.afterwork;
    for (const host of cloud.hosts) {
      const look = async (): Promise<void> => {
        const difference = usageDifference(await this.#ofHost(host), this.#beforeOn(server, host));
        if (difference !== undefined) throw new ExpectationFailed(tellFindings(difference));
      };
      await eventually(`${host} to be used as before`, look, within);
      verifications.note();
    }
  }

  /** What the host was used for just before the server was created. */
  before(server: ServerAlias, alias: HostAlias): Usage {
    return this.#beforeOn(server, this.needs.knownHosts.nameOf(alias));
  }

  #beforeOn(server: ServerAlias, host: string): Usage {
    const [first] = this.needs.knownServers.findAll(server);
    const books = first?.before.hosts.get(host);
    if (books === undefined) throw new Error(`${host} is no exclusive host, so it was not looked at before`);
    return { host, amounts: books.usages };
  }

  /** What the host is used for when of the scenario's servers it counts just these. */
  withOnly(server: ServerAlias, alias: HostAlias): Usage {
    const { host, amounts } = this.before(server, alias);
    const flavors = this.needs.knownServers.findAll(server).map(({ flavor }) => flavor);
    return { host, amounts: sumOf([amounts, ...flavors]) };
  }

  /** What the host's usage has to count as long as the servers hold their flavors there, one entry for each. */
  async ofConsumers(server: ServerAlias, alias: HostAlias): Promise<readonly CountedConsumer[]> {
    const { knownServers, knownHosts, evidence } = this.needs;
    const host = knownHosts.nameOf(alias);
    return Promise.all(
      knownServers.findAll(server).map(async (known) => {
        return { host, consumer: known.uuid, amounts: known.flavor, likely: await evidence.likelyLoss(known) };
      }),
    );
  }

  /** What the servers hold in Placement, one entry for each. */
  async heldBy(server: ServerAlias): Promise<readonly Holdings[]> {
    const last = this.needs.transcript.lastChange();
    const known = this.needs.knownServers.findAll(server);
    return Promise.all(known.map(async (each) => ({ ...(await this.#holdings(each)), last })));
  }

  /** Expects the servers to hold something on the host, and no disk. */
  async expectNoDisk(server: ServerAlias, alias: HostAlias): Promise<void> {
    const { knownHosts, verifications } = this.needs;
    const host = knownHosts.nameOf(alias);
    for (const { name, consumer, byHost } of await this.heldBy(server)) {
      const held = byHost.get(host) ?? {};
      verifications.note();
      if (Object.keys(held).length > 0 && held['DISK_GB'] === undefined) continue;
      throw failure({
        expected: `${name} (${shortId(consumer)}) to hold processors and memory on ${host}, and no disk`,
        seen: tellAmounts(held),
        likely: held['DISK_GB'] === undefined ? undefined : likelyCause([holdsDisk])?.words,
      });
    }
  }

  /** What servers hold that the scenario has deleted: why there may be no room for others. */
  async leftByDeleted(): Promise<readonly Finding[]> {
    const all = await Promise.all(this.needs.knownServers.deleted().map((server) => this.#holdings(server)));
    return all.flatMap(({ name, consumer, byHost, likely }) => [
      ...[...byHost].map(([host, amounts]) => ({
        label: 'held by',
        text: `${name} (${shortId(consumer)}), which is deleted: ${tellAmounts(amounts)} on ${host}`,
      })),
      ...finding('likely', likely),
    ]);
  }

  async #holdings({ uuid, name, host }: KnownServer) {
    const { books, evidence } = this.needs;
    const byHost = await books.heldBy(uuid);
    const all = sumOf([...byHost.values()]);
    const likely =
      byHost.size === 0 || host === undefined ? undefined : (await evidence.causeOfLeak(uuid, host, all))?.words;
    return { consumer: uuid, name, byHost, likely };
  }

  async #tell(consumer: string): Promise<Pick<Holder, 'name' | 'answers'>> {
    const { people, knownServers, knownConsumers, knownMoves } = this.needs;
    if (knownConsumers.placeholders.has(consumer)) return { name: 'a placeholder of the suite', answers: 'no server' };
    const moved = knownServers.byId(knownMoves.byMigration(consumer)?.server);
    if (moved !== undefined) return { name: `the migration of ${moved.name}`, answers: 'no server' };
    const name = knownServers.byId(consumer)?.name ?? 'another consumer';
    const server = await people.auditor.compute.servers.find(consumer);
    return { name, answers: server?.status ?? 'gone' };
  }
}
