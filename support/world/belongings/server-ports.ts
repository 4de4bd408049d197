import type { NewServerNetwork } from '../../api/compute/servers-client';
import type { Port } from '../../api/network/ports-client';
import { failure } from '../../books/failure-findings';
import { shortId } from '../../books/finding-lines';
import type { Belonging, Fate, PersonName } from '../../parameter-types';
import { meantBy } from './meant';
import type { KnownServer } from '../story/known-servers';
import { Noun, type Story } from '../story/story';

/** What a scenario calls its only port, or its ports. */
export type PortWord = Extract<Belonging, 'the port' | 'the ports'>;

/** What becomes of a port. */
type PortFate = Fate | 'bound to no host';

/** Who made the port, which decides about what becomes of it. */
type Maker = 'the owner' | 'Nova';

interface KnownPort {
  readonly id: string;
  readonly maker: Maker;
}

/** A port as it was looked at; undefined when it answers 404. */
interface Look extends KnownPort {
  readonly port: Port | undefined;
}

/** The ports of the scenario: those that the owner brings along, and those that Nova has made for a server. */
export class ServerPorts extends Noun<Story> {
  readonly #ports: KnownPort[] = [];

  /** The ids of those that are meant. Throws when no step has made one, and when there are more or fewer. */
  idsOf(word: PortWord): readonly string[] {
    return this.#meantBy(word).map(({ id }) => id);
  }

  /** Makes a port as the owner, bound to nothing, and returns its id. */
  async make(): Promise<string> {
    const { page, people } = this.needs;
    const networkId = await this.#networkId();
    const { ports } = people.person('owner').network;
    const create = async (name: string): Promise<string> => (await ports.create({ name, networkId })).id;
    const id = await page.make('port', page.nameOf('port', this.#ports.length + 1), create);
    this.#ports.push({ id, maker: 'the owner' });
    return id;
  }

  /** What a server asks for that is to have so many ports of Nova's making. */
  async askedOfNova(count: number): Promise<readonly NewServerNetwork[]> {
    const network = await this.#networkId();
    return Array.from({ length: count }, () => ({ network }));
  }

  /** Takes the ports that Nova has made for the server for those of the scenario. Throws when they are not so many. */
  async adopt({ uuid, name }: KnownServer, count: number): Promise<void> {
    const ports = await this.needs.people.auditor.network.ports.list({ deviceId: uuid });
    if (ports.length !== count) {
      throw new Error(`${name} should have ${count} of Nova's making among its ports, but has ${ports.length} ports`);
    }
    this.#ports.push(...ports.map(({ id }) => ({ id, maker: 'Nova' as const })));
  }

  /** Deletes the ports as that person. */
  async delete(person: PersonName, word: PortWord): Promise<void> {
    const { ports } = this.needs.people.person(person).network;
    for (const id of this.idsOf(word)) await ports.delete(id);
  }

  /**
   * Expects that to have become of each port, at the first look. In use is: bound to a server of the scenario, on its host; bound to
   * no host is: a server's that has none.
   */
  async expectFate(word: PortWord, fate: PortFate): Promise<void> {
    const { people, transcript, verifications } = this.needs;
    const { ports } = people.auditor.network;
    const looks = await Promise.all(
      this.#meantBy(word).map(async (known): Promise<Look> => ({ ...known, port: await ports.find(known.id) })),
    );
    verifications.note();
    const wrong = looks.filter(({ port }) => !this.#has(fate, port));
    if (wrong.length === 0) return;
    throw failure({
      expected: `${nameOf(looks)} ${looksOf[fate]}`,
      seen: looks.map((look) => this.#tell(look, looks.length)).join('\n'),
      last: transcript.lastChange(),
      likely: fate === 'in use' ? undefined : likely(fate, wrong, looks.length),
    });
  }

  #meantBy(word: PortWord): readonly KnownPort[] {
    return meantBy(word, { one: 'the port', several: 'the ports' }, this.#ports);
  }

  async #networkId(): Promise<string> {
    const { people, cloud } = this.needs;
    const network = await people.person('owner').network.networks.findByName(cloud.resources.network);
    if (network === undefined) throw new Error(`${cloud.name} has no network "${cloud.resources.network}"`);
    return network.id;
  }

  #has(fate: PortFate, port: Port | undefined): boolean {
    if (port === undefined || fate === 'gone') return port === undefined && fate === 'gone';
    const { deviceId, deviceOwner, boundHost = '' } = port;
    if (fate === 'free') return deviceId === '' && deviceOwner === '' && boundHost === '';
    const user = this.needs.knownServers.byId(deviceId);
    if (user === undefined) return false;
    return fate === 'in use' ? isUsedBy(user, port) : boundHost === '';
  }

  #tell({ id, port }: Look, count: number): string {
    const which = count === 1 ? '' : `${shortId(id)}: `;
    if (port === undefined) return `${which}it answers 404`;
    const { deviceId, deviceOwner, boundHost } = port;
    const user = this.needs.knownServers.byId(deviceId);
    const device = deviceId === '' ? 'no device' : `the device ${user?.name ?? shortId(deviceId)}`;
    const owner = deviceOwner === '' ? 'no device_owner' : `the device_owner ${deviceOwner}`;
    const host = boundHost === undefined || boundHost === '' ? 'no host' : boundHost;
    return `${which}it has ${device} and ${owner}, and is bound to ${host}`;
  }
}

const looksOf: Readonly<Record<PortFate, string>> = {
  gone: 'answers 404',
  free: 'is there, with neither device nor device_owner, and bound to no host',
  'in use': 'is bound to a server of the scenario, on its host',
  'bound to no host': 'belongs to a server of the scenario, and is bound to no host',
};

function isUsedBy({ host }: KnownServer, { boundHost, deviceOwner }: Port): boolean {
  return host !== undefined && boundHost === host && deviceOwner.startsWith('compute:');
}

/** What one step speaks of has one maker. */
function nameOf(looks: readonly Look[]): string {
  const ids = looks.map(({ id }) => shortId(id)).join(', ');
  const maker = looks[0]?.maker ?? 'nobody';
  return looks.length === 1 ? `the port ${ids} made by ${maker}` : `each of the ports ${ids} made by ${maker}`;
}

function likely(fate: PortFate, wrong: readonly Look[], count: number): string {
  const port = wrong.find((look) => look.port !== undefined)?.port;
  if (fate === 'bound to no host') return 'the host left the port bound when the server left it (bug 1983471)';
  if (wrong.length < count) return "the delete saw to some of the server's ports, and not to all";
  if (port !== undefined) {
    if (port.deviceId !== '') return "the delete did not take the server's ports away";
    return fate === 'gone'
      ? 'the delete took a port of its own for one of the owner, and left it to nobody'
      : 'the delete took the port from its server, but did not clear all that Nova had written on it';
  }
  return wrong.some(({ maker }) => maker === 'the owner')
    ? 'the delete took a port of the owner for one of its own'
    : 'somebody deleted it before';
}
