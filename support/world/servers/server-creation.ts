import type { Server } from '../../api/compute/server-decoder';
import type { NewServer } from '../../api/compute/servers-client';
import { CloudNotReady, ExpectationFailed } from '../../books/expectation';
import { flavorAmounts } from '../../books/flavor';
import type { Snapshot } from '../../books/host-books';
import type { PersonName } from '../../contract/person-names';
import type { HostAlias, ServerAlias } from '../../parameter-types';
import { NoUseWaiting } from '../../waiting';
import { serverWords } from '../story/aliases';
import type { Canary } from '../placement/leaks';
import { Places, type Place } from './places';
import type { Scenario } from '../scenario';

/** What a server is made with, in place of or beside what all servers of the suite have. */
export type Outfit = Partial<Pick<NewServer, 'networks' | 'volumes' | 'flavorId'>>;

/** What somebody wants a server to be like. */
export interface Wish extends Outfit {
  /** A host of the scenario; any with room when it is left out. */
  readonly host?: HostAlias;
}

/** How far a server comes that is not waited for. */
export interface Beginning {
  /** The host on which it has its share. Rejects with `ExpectationFailed` as long as it has none. */
  readonly hostOf: (uuid: string) => Promise<string>;
  readonly progress: 'on no host yet' | 'on its host';
}

/** Makes the servers of the scenario, in the exclusive zone and in the owner's project. */
export class Creation {
  readonly #scenario: Scenario;
  readonly #places: Places;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#places = new Places(scenario);
  }

  /** Makes servers one after another, waits until each is ACTIVE, and lets `host` mean the host they are on. */
  async create(alias: ServerAlias, host: HostAlias, outfit: Outfit = {}): Promise<void> {
    const words = this.#newWords(alias);
    const before = await this.#scenario.books.snapshot();
    const place = await this.#places.find(host, words.length);
    for (const word of words) {
      const uuid = await this.#request(word, place, outfit);
      await this.#untilActive(word, uuid, host, before);
    }
  }

  /**
   * Asks for a server as the owner and does not wait until it is ACTIVE, but until `hostOf` tells which host its share is claimed on.
   */
  async begin(
    alias: ServerAlias,
    host: HostAlias,
    { hostOf, progress }: Beginning,
    outfit: Outfit = {},
  ): Promise<void> {
    const { books, hosts, notes, people, deadlines } = this.#scenario;
    for (const word of this.#newWords(alias)) {
      const before = await books.snapshot();
      const uuid = await this.#request(word, await this.#places.find(host, 1), outfit);
      const claimed = await this.#scenario.eventually(`${word} to be claimed`, () => hostOf(uuid), deadlines.build);
      const server = await people.background.compute.servers.get(uuid);
      notes.addServer({ ...knownServer(word, server, before), host: claimed, progress });
      hosts.bind(host, claimed);
    }
  }

  /** Asks for a server as the owner, and does not wait for anything. Resolves with its UUID. */
  async beginWaiting(alias: ServerAlias): Promise<string> {
    const { books, notes, people } = this.#scenario;
    const [word = ''] = this.#newWords(alias);
    const before = await books.snapshot();
    const uuid = await this.#request(word, { by: 'owner' });
    notes.addServer(knownServer(word, await people.auditor.compute.servers.get(uuid), before));
    return uuid;
  }

  /** Makes servers with one request of the owner, on one host, and waits until each is ACTIVE. */
  async createTogether(alias: ServerAlias, host: HostAlias): Promise<void> {
    const words = this.#newWords(alias);
    const before = await this.#scenario.books.snapshot();
    const made = await this.#requestTogether(words, { by: 'owner', ...(await this.#places.together()) });
    for (const { uuid, word } of made) await this.#untilActive(word, uuid, host, before);
  }

  /** Makes servers with one request of that person, on the host, and waits until Nova has built them or given up. */
  async attemptTogether(person: PersonName, alias: ServerAlias, host: HostAlias): Promise<void> {
    const { books, hosts, notes } = this.#scenario;
    const words = this.#newWords(alias);
    const before = await books.snapshot();
    for (const { uuid, word } of await this.#requestTogether(words, { by: person, host: hosts.nameOf(host) }))
      notes.addServer(knownServer(word, await this.whenBuilt(uuid, word), before));
  }

  /** Makes a server as that person, and waits until Nova has built it or given up. */
  async attempt(person: PersonName, alias: ServerAlias, { host, ...outfit }: Wish): Promise<void> {
    const { books, hosts, notes } = this.#scenario;
    for (const word of this.#newWords(alias)) {
      const before = await books.snapshot();
      const where = host === undefined ? {} : { host: hosts.nameOf(host) };
      const uuid = await this.#request(word, { by: person, ...where }, outfit);
      notes.addServer(knownServer(word, await this.whenBuilt(uuid, word), before));
    }
  }

  /** The server once Nova has built it or given up. */
  whenBuilt(uuid: string, word: string): Promise<Server> {
    const { deadlines } = this.#scenario;
    const look = () => this.#whenSettled(word, uuid);
    return this.#scenario.eventually(`${word} to be built or given up`, look, deadlines.build);
  }

  /** Makes a server as the owner wherever there is room, and deletes it as soon as it is ACTIVE. */
  async makeCanary(): Promise<Canary> {
    const { people, deadlines } = this.#scenario;
    const uuid = await this.#request('canary', { by: 'owner' });
    const server = await this.#scenario.eventually(
      'a server of the suite to be ACTIVE',
      () => this.#whenActive('a server of the suite', uuid),
      deadlines.build,
    );
    await people.person('owner').compute.servers.delete(uuid);
    const look = async (): Promise<void> => {
      const seen = await people.auditor.compute.servers.find(uuid);
      if (seen !== undefined) throw new ExpectationFailed(`it is ${seen.status}, task ${seen.taskState ?? 'none'}`);
    };
    await this.#scenario.eventually('a server of the suite to be gone', look, deadlines.deleteOnRunningHost);
    return { uuid, flavor: flavorAmounts(server) };
  }

  /** Makes a server as the owner, and waits until Nova has built it or given up; it goes with the scenario. */
  async makeFollower(): Promise<void> {
    await this.whenBuilt(await this.#request('follower', { by: 'owner' }), 'a server of the suite');
  }

  /** Asks for a server as the person whose place it is. Resolves with its UUID while Nova builds it. */
  async #request(word: string, { by, ...where }: Place, outfit: Outfit = {}): Promise<string> {
    const { run, id, people } = this.#scenario;
    const name = this.#fullName(word.split(' ').at(-1) ?? word);
    const ingredients = await this.#ingredients(by);
    const entry = run.ledger.open(id, { kind: 'server', name });
    const { id: uuid } = await people.person(by).compute.servers.create({
      name,
      ...ingredients,
      ...outfit,
      ...where,
    });
    run.ledger.made(entry, uuid);
    return uuid;
  }

  /** Asks with one request for servers of those words. Resolves with their UUIDs while Nova builds them. */
  async #requestTogether(words: readonly string[], { by, ...where }: Place) {
    const { run, id, people } = this.#scenario;
    const { servers } = people.person(by).compute;
    const name = this.#fullName('together');
    const wish = { name, ...(await this.#ingredients(by)), ...where };
    const entries = words.map((_, index) => run.ledger.open(id, { kind: 'server', name: `${name}-${index + 1}` }));
    const { reservationId } = await servers.createSeveral(wish, words.length);
    const made = await servers.list({ reservationId });
    return entries.map((entry, index) => {
      const uuid = made.find((each) => each.name === `${name}-${index + 1}`)?.id;
      if (uuid === undefined)
        throw new CloudNotReady(`one request for ${words.join(', ')} made no server ${name}-${index + 1}`);
      run.ledger.made(entry, uuid);
      return { uuid, word: words[index] ?? uuid };
    });
  }

  async #untilActive(word: string, uuid: string, host: HostAlias, before: Snapshot): Promise<void> {
    const { cloud, hosts, notes, deadlines } = this.#scenario;
    // No build is over at once, so that a first look now would be in vain.
    await cloud.letTimePass();
    const server = await this.#scenario.eventually(
      `${word} to be ACTIVE`,
      () => this.#whenActive(word, uuid),
      deadlines.build,
    );
    notes.addServer(knownServer(word, server, before));
    hosts.bind(host, server.host);
  }

  #newWords(alias: ServerAlias): readonly string[] {
    const words = serverWords(alias);
    const known = this.#scenario.notes.servers();
    const again = words.find((word) => known.some(({ name }) => name === word));
    if (again !== undefined) throw new Error(`${again} is there already: give each one a name`);
    if (known.length > 0 && alias.kind === 'the server') {
      throw new Error('a second server needs a name, like server blue');
    }
    return words;
  }

  #fullName(last: string): string {
    const { run, id } = this.#scenario;
    return `ld-${run.name}-${id}-${last}`;
  }

  async #ingredients(person: PersonName): Promise<Omit<NewServer, 'name'>> {
    const { resources } = this.#scenario.cloud;
    const { compute, image: images, network: neutron } = this.#scenario.people.person(person);
    const [flavorId, imageId, network] = await Promise.all([
      this.#idOf(person, 'flavor', resources.flavor, (name) => compute.flavors.findByName(name)),
      this.#idOf(person, 'image', resources.image, (name) => images.findByName(name)),
      this.#idOf(person, 'network', resources.network, (name) => neutron.networks.findByName(name)),
    ]);
    return { flavorId, imageId, networks: [{ network }], availabilityZone: resources.zone };
  }

  async #idOf(
    person: PersonName,
    kind: string,
    name: string,
    find: (name: string) => Promise<{ readonly id: string } | undefined>,
  ): Promise<string> {
    const { run, cloud, transcript } = this.#scenario;
    const id = await transcript.aside(() => run.lasting.idOf(person, `${kind} ${name}`, () => find(name)));
    if (id === undefined) throw new CloudNotReady(`${cloud.name} has no ${kind} "${name}" that the ${person} may use`);
    return id;
  }

  /** The server with its host, as the auditor sees it, once it is ACTIVE. */
  async #whenActive(word: string, uuid: string): Promise<Server & { readonly host: string }> {
    const server = await this.#whenSettled(word, uuid);
    const { status, host, fault } = server;
    if (status !== 'ACTIVE')
      throw new NoUseWaiting(`${word} is in ERROR: ${fault?.message ?? 'Nova does not say why'}`);
    if (host === undefined) throw new ExpectationFailed(`${word} is ACTIVE, but on no host`);
    return { ...server, host };
  }

  async #whenSettled(word: string, uuid: string): Promise<Server> {
    const server = await this.#scenario.people.auditor.compute.servers.get(uuid);
    const { status, taskState } = server;
    if (status === 'ACTIVE' || status === 'ERROR') return server;
    throw new ExpectationFailed(`${word} is ${status}, task ${taskState ?? 'none'}`);
  }
}

function knownServer(name: string, server: Server, before: Snapshot) {
  const { id: uuid, host, status } = server;
  return { name, uuid, ...(host !== undefined && { host }), status, flavor: flavorAmounts(server), before };
}
