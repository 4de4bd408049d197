import type { Port } from '../api/network/ports';
import { ExpectationFailed } from '../books/expectation';
import { shortId, tellFindings } from '../books/telling';
import type { Fate, PersonName } from '../parameter-types';
import type { KnownServer } from './notes';
import type { Scenario } from './scenario';

/** Who made the port, which decides about what becomes of it. */
type Maker = 'the owner' | 'Nova';

/** The port of the scenario: one that the owner brings along, or one that Nova has made for a server. */
export class Ports {
  readonly #scenario: Scenario;
  #port: { readonly id: string; readonly maker: Maker } | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Its id. Throws when no step has made one. */
  get id(): string {
    return this.#known().id;
  }

  /** Makes the port as the owner, bound to nothing, and returns its id. */
  async make(): Promise<string> {
    const { run, id, people, cloud } = this.#scenario;
    const owner = people.person('owner').network;
    const network = await owner.networks.findByName(cloud.resources.network);
    if (network === undefined) throw new Error(`${cloud.name} has no network "${cloud.resources.network}"`);
    const name = `ld-${run.name}-${id}-port`;
    const entry = run.ledger.open(id, { kind: 'port', name });
    const port = await owner.ports.create({ name, networkId: network.id });
    run.ledger.made(entry, port.id);
    this.#port = { id: port.id, maker: 'the owner' };
    return port.id;
  }

  /** Lets "the port" mean the one that Nova has made for the server. Throws when it has not made just one. */
  async adopt({ uuid, name }: KnownServer): Promise<void> {
    const [port, ...others] = await this.#scenario.people.auditor.network.ports.list({ deviceId: uuid });
    if (port === undefined || others.length > 0) {
      throw new Error(
        `${name} should have one port of Nova's making, but has ${port === undefined ? 'none' : 'several'}`,
      );
    }
    this.#port = { id: port.id, maker: 'Nova' };
  }

  /** Deletes the port as that person. */
  async delete(person: PersonName): Promise<void> {
    await this.#scenario.people.person(person).network.ports.delete(this.id);
  }

  /** Expects that to have become of the port, at the first look. In use is: bound to a server of the scenario, on its host. */
  async expectFate(fate: Fate): Promise<void> {
    const { people, notes, transcript } = this.#scenario;
    const { id, maker } = this.#known();
    const port = await people.auditor.network.ports.find(id);
    notes.noteVerification();
    if (this.#has(fate, port)) return;
    const last = transcript.lastChange();
    throw new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `the port ${shortId(id)} made by ${maker} ${looksOf[fate]}` },
        { label: 'seen', text: port === undefined ? 'it answers 404' : this.#tell(port) },
        ...(last === undefined ? [] : [{ label: 'last', text: last }]),
        ...(fate === 'in use' ? [] : [{ label: 'likely', text: likely(maker, port) }]),
      ]),
    );
  }

  #known(): { readonly id: string; readonly maker: Maker } {
    if (this.#port === undefined) throw new Error('no step has made a port');
    return this.#port;
  }

  #has(fate: Fate, port: Port | undefined): boolean {
    if (port === undefined || fate === 'gone') return port === undefined && fate === 'gone';
    if (fate === 'free') return port.deviceId === '' && (port.boundHost ?? '') === '';
    const user = this.#scenario.notes.servers().find(({ uuid }) => uuid === port.deviceId);
    return user?.host !== undefined && port.boundHost === user.host;
  }

  #tell({ deviceId, boundHost }: Port): string {
    const user = this.#scenario.notes.servers().find(({ uuid }) => uuid === deviceId);
    const device = deviceId === '' ? 'it has no device' : `its device is ${user?.name ?? shortId(deviceId)}`;
    return `${device}, and it is bound to ${boundHost === undefined || boundHost === '' ? 'no host' : boundHost}`;
  }
}

const looksOf: Readonly<Record<Fate, string>> = {
  gone: 'answers 404',
  free: 'is there, without device and host',
  'in use': 'is bound to a server of the scenario, on its host',
};

function likely(maker: Maker, port: Port | undefined): string {
  if (port !== undefined) return "the delete did not take the server's ports away";
  return maker === 'the owner'
    ? 'the delete took a port of the owner for one of its own'
    : 'somebody deleted it before';
}
