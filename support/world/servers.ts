import type { Server } from '../api/compute/server';
import { ExpectationFailed } from '../books/expectation';
import { flavorAmounts } from '../books/flavor';
import { shortId, tellFindings } from '../books/telling';
import type { HostReference, PersonName, ServerReference } from '../parameter-types';
import { NoUseWaiting } from '../waiting';
import type { KnownServer } from './notes';
import type { Scenario } from './scenario';

/** The servers of the scenario: made by the owner in the exclusive zone, deleted by whom the step names. */
export class Servers {
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Makes a server as the owner, waits until it is ACTIVE, and lets `host` mean the host it is on. */
  async create(reference: ServerReference, host: HostReference): Promise<void> {
    const { run, id, people, books, hosts, notes, deadlines } = this.#scenario;
    const name = this.#newName(reference);
    const owner = people.person('owner');
    const ingredients = await this.#ingredients();
    const before = await books.snapshot();
    const entry = run.ledger.open(id, { kind: 'server', name: this.#fullName(reference) });
    const { id: uuid } = await owner.compute.servers.create({ name: this.#fullName(reference), ...ingredients });
    run.ledger.made(entry, uuid);
    const server = await this.#scenario.eventually(
      `${name} to be ACTIVE`,
      () => this.#whenActive(name, uuid),
      deadlines.build,
    );
    notes.addServer({ name, uuid, host: server.host, status: server.status, flavor: flavorAmounts(server), before });
    hosts.bind(host, server.host);
  }

  /** Deletes the server as that person; the reply has to be 204. */
  async delete(person: PersonName, reference: ServerReference): Promise<void> {
    const server = this.find(reference);
    this.#scenario.notes.noteDeletion(server);
    await this.#scenario.people.person(person).compute.servers.delete(server.uuid);
  }

  /**
   * Expects the server to answer 404. A local delete is over when it is answered, so the first look counts (reference A.2);
   * a host that is up takes its time, and is waited for.
   */
  async expectGone(reference: ServerReference): Promise<void> {
    const { notes, deadlines } = this.#scenario;
    const server = this.find(reference);
    const look = (): Promise<void> => this.#lookWhetherGone(server);
    if (notes.deletionOf(server.uuid)?.hostWas === 'down') await look();
    else await this.#scenario.eventually(`${server.name} to be gone`, look, deadlines.deleteOnRunningHost);
    notes.noteVerification();
  }

  /** The server that is meant. Throws when there is none, or when "the server" could be one of several. */
  find(reference: ServerReference): KnownServer {
    const known = this.#scenario.notes.servers();
    const names = known.map(({ name }) => name).join(', ');
    if (reference.kind === 'the server' && known.length > 1) {
      throw new Error(`"the server" could be any of ${names}: say which one`);
    }
    const found = known.find(({ name }) => name === wordOf(reference));
    if (found === undefined) throw new Error(`no step has made ${wordOf(reference)}; there is ${names || 'no server'}`);
    return found;
  }

  #newName(reference: ServerReference): string {
    const name = wordOf(reference);
    const known = this.#scenario.notes.servers();
    if (known.some((server) => server.name === name)) throw new Error(`${name} is there already: give each one a name`);
    if (known.length > 0 && reference.kind === 'the server')
      throw new Error('a second server needs a name, like server blue');
    return name;
  }

  #fullName(reference: ServerReference): string {
    const { run, id } = this.#scenario;
    const last = reference.kind === 'named' ? reference.name : 'server';
    return `ld-${run.name}-${id}-${last}`;
  }

  async #ingredients() {
    const { resources } = this.#scenario.cloud;
    const owner = this.#scenario.people.person('owner');
    const [flavor, image, network] = await Promise.all([
      owner.compute.flavors.findByName(resources.flavor),
      owner.image.findByName(resources.image),
      owner.network.networks.findByName(resources.network),
    ]);
    if (flavor === undefined) throw this.#missing('flavor', resources.flavor);
    if (image === undefined) throw this.#missing('image', resources.image);
    if (network === undefined) throw this.#missing('network', resources.network);
    const networks = [{ network: network.id }];
    return { flavorId: flavor.id, imageId: image.id, networks, availabilityZone: resources.zone };
  }

  #missing(kind: string, name: string): Error {
    return new Error(`${this.#scenario.cloud.name} has no ${kind} "${name}" that the owner may use`);
  }

  /** The server with its host, as the auditor sees it, once it is ACTIVE. */
  async #whenActive(name: string, uuid: string): Promise<Server & { readonly host: string }> {
    const server = await this.#scenario.people.auditor.compute.servers.get(uuid);
    const { status, host, fault } = server;
    if (status === 'ERROR') throw new NoUseWaiting(`${name} is in ERROR: ${fault?.message ?? 'Nova does not say why'}`);
    if (status !== 'ACTIVE') throw new ExpectationFailed(`${name} is ${status}, task ${server.taskState ?? 'none'}`);
    if (host === undefined) throw new ExpectationFailed(`${name} is ACTIVE, but on no host`);
    return { ...server, host };
  }

  async #lookWhetherGone({ name, uuid }: KnownServer): Promise<void> {
    const { people, transcript } = this.#scenario;
    const server = await people.auditor.compute.servers.find(uuid);
    if (server === undefined) return;
    const last = transcript.lastChange();
    throw new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `${name} (${shortId(uuid)}) answers 404` },
        { label: 'seen', text: `${server.status}, task ${server.taskState ?? 'none'}, on ${server.host ?? 'no host'}` },
        ...(last === undefined ? [] : [{ label: 'last', text: last }]),
      ]),
    );
  }
}

function wordOf(reference: ServerReference): string {
  return reference.kind === 'named' ? `server ${reference.name}` : reference.kind;
}
