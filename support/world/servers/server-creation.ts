import type { Server } from '../../api/compute/server-decoder';
import { flavorAmounts } from '../../books/flavor';
import type { Snapshot } from '../../books/host-books';
import type { PersonName } from '../../contract/person-names';
import type { HostAlias, ServerAlias } from '../../parameter-types';
import { Noun, type Story } from '../story/story';
import type { Places } from './places';
import type { Outfit, ServerOrders } from './server-orders';

type Needs = Story & { readonly orders: ServerOrders; readonly places: Places };

/** What somebody wants a server to be like. */
interface Wish extends Outfit {
  /** A host of the scenario; any with room when it is left out. */
  readonly host?: HostAlias;
}

/** How far a server comes that is not waited for. */
interface Beginning {
  /** The host on which it has its share. Rejects with `ExpectationFailed` as long as it has none. */
  readonly hostOf: (uuid: string) => Promise<string>;
  readonly progress: 'on no host yet' | 'on its host';
}

/** How the servers of the scenario are made, in the owner's project. */
export class ServerCreation extends Noun<Needs> {
  /** Makes servers one after another, waits until each is ACTIVE, and lets `host` mean the host they are on. */
  async create(alias: ServerAlias, host: HostAlias, outfit: Outfit = {}): Promise<void> {
    const { books, knownServers, orders, places } = this.needs;
    const words = knownServers.newWords(alias);
    const before = await books.snapshot();
    const place = await places.find(host, words.length);
    for (const word of words) await this.#untilActive(word, await orders.request(word, place, outfit), host, before);
  }

  /** Asks for a server and waits only until `hostOf` tells which host its share is claimed on; `host` means that one. */
  async begin(
    alias: ServerAlias,
    host: HostAlias,
    { hostOf, progress }: Beginning,
    outfit: Outfit = {},
  ): Promise<void> {
    const { books, people, deadlines, eventually, knownServers, knownHosts, orders, places } = this.needs;
    for (const word of knownServers.newWords(alias)) {
      const before = await books.snapshot();
      const uuid = await orders.request(word, await places.find(host, 1), outfit);
      const claimed = await eventually(`${word} to be claimed`, () => hostOf(uuid), deadlines.build);
      const server = await people.background.compute.servers.get(uuid);
      knownServers.add({ ...knownServer(word, server, before), host: claimed, progress });
      knownHosts.bind(host, claimed);
    }
  }

  /** Asks for a server as the owner, and does not wait for anything. Resolves with its UUID. */
  async beginWaiting(alias: ServerAlias): Promise<string> {
    const { books, people, knownServers, orders } = this.needs;
    const [word = ''] = knownServers.newWords(alias);
    const before = await books.snapshot();
    const uuid = await orders.request(word, { by: 'owner' });
    knownServers.add(knownServer(word, await people.auditor.compute.servers.get(uuid), before));
    return uuid;
  }

  /** Makes servers with one request of the owner, on one host, and waits until each is ACTIVE. */
  async createTogether(alias: ServerAlias, host: HostAlias): Promise<void> {
    const { books, knownServers, orders, places } = this.needs;
    const words = knownServers.newWords(alias);
    const before = await books.snapshot();
    const made = await orders.requestTogether(words, { by: 'owner', ...(await places.together()) });
    for (const { uuid, word } of made) await this.#untilActive(word, uuid, host, before);
  }

  /** Makes servers with one request of that person, on the host, and waits until Nova has built them or given up. */
  async attemptTogether(person: PersonName, alias: ServerAlias, host: HostAlias): Promise<void> {
    const { books, knownServers, knownHosts, orders } = this.needs;
    const words = knownServers.newWords(alias);
    const before = await books.snapshot();
    for (const { uuid, word } of await orders.requestTogether(words, { by: person, host: knownHosts.nameOf(host) }))
      knownServers.add(knownServer(word, await orders.whenBuilt(uuid, word), before));
  }

  /** Makes a server as that person, and waits until Nova has built it or given up. */
  async attempt(person: PersonName, alias: ServerAlias, { host, ...outfit }: Wish = {}): Promise<void> {
    const { books, knownServers, knownHosts, orders } = this.needs;
    for (const word of knownServers.newWords(alias)) {
      const before = await books.snapshot();
      const where = host === undefined ? {} : { host: knownHosts.nameOf(host) };
      const uuid = await orders.request(word, { by: person, ...where }, outfit);
      knownServers.add(knownServer(word, await orders.whenBuilt(uuid, word), before));
    }
  }

  async #untilActive(word: string, uuid: string, host: HostAlias, before: Snapshot): Promise<void> {
    const { cloud, knownServers, knownHosts, orders } = this.needs;
    // No build is over at once, so that a first look now would be in vain.
    await cloud.letTimePass();
    const server = await orders.whenActive(uuid, word);
    knownServers.add(knownServer(word, server, before));
    knownHosts.bind(host, server.host);
  }
}

function knownServer(name: string, server: Server, before: Snapshot) {
  const { id: uuid, host, status } = server;
  return { name, uuid, ...(host !== undefined && { host }), status, flavor: flavorAmounts(server), before };
}
