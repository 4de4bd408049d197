import type { NewServerVolume } from '../../api/compute/servers-client';
import type { Belonging, Equipment, Fate, HostAlias, PersonName, ServerAlias } from '../../parameter-types';
import type { HeldOnHost, Builds } from '../servers/builds';
import type { Outfit } from '../servers/server-orders';
import { theHost } from '../story/aliases';
import type { Aftermath } from '../servers/aftermath';
import type { ShelvedImages } from '../servers/shelved-images';
import type { Offers } from './offers';
import type { ServerPorts } from './server-ports';
import type { ServerCreation } from '../servers/server-creation';
import type { ServerVolumes } from './server-volumes';
import { Noun, type Story } from '../story/story';

type Needs = Story & {
  readonly aftermath: Aftermath;
  readonly builds: Builds;
  readonly images: ShelvedImages;
  readonly offers: Offers;
  readonly ports: ServerPorts;
  readonly servers: ServerCreation;
  readonly volumes: ServerVolumes;
};

/** What servers are made with and leave behind, each kind with a noun of its own. */
export class ServerBelongings extends Noun<Needs> {
  /** Makes a server with that equipment, and lets `host` mean the host it is on. */
  async equip(alias: ServerAlias, equipment: Equipment, host: HostAlias): Promise<void> {
    const { servers, ports, knownServers } = this.needs;
    await servers.create(alias, host, await this.#makeReady(equipment));
    const adopted = portsOfNova[equipment];
    if (adopted !== undefined) await ports.adopt(knownServers.find(alias), adopted);
  }

  /** Makes a server with that equipment whose build stands still at the point. */
  async equipHeld(alias: ServerAlias, equipment: Equipment, host: HostAlias, point: HeldOnHost): Promise<void> {
    await this.needs.builds.hold(alias, host, point, await this.#makeReady(equipment));
  }

  /** Makes a server with that equipment for which no host has room. */
  async equipTooLarge(alias: ServerAlias, equipment: Equipment): Promise<void> {
    await this.needs.builds.haveTooLarge(alias, await this.#makeReady(equipment));
  }

  /** Makes servers on one host, all with the same volume. */
  async share(alias: ServerAlias): Promise<void> {
    const { servers, volumes } = this.needs;
    await servers.create(alias, theHost, { volumes: [dataKept(await volumes.make('sharing'))] });
  }

  /** Asks, as that person, for the volume to be taken from the server. */
  async detachVolume(person: PersonName, alias: ServerAlias): Promise<void> {
    const { people, volumes, knownServers } = this.needs;
    const { volumeAttachments } = people.person(person).compute;
    for (const id of volumes.idsOf('the volume')) await volumeAttachments.detach(knownServers.find(alias).uuid, id);
  }

  /** Makes a server as that person with something that is there already, and waits until Nova has built it or given up. */
  async attemptWith(person: PersonName, alias: ServerAlias, belonging: Belonging): Promise<void> {
    const { servers, ports, volumes } = this.needs;
    switch (belonging) {
      case 'the port':
      case 'the ports':
        await servers.attempt(person, alias, { networks: ports.idsOf(belonging).map((port) => ({ port })) });
        return;
      case 'the volume':
      case 'the volumes':
        await servers.attempt(person, alias, { volumes: volumes.idsOf(belonging).map(dataKept) });
        return;
      case 'the shelved image':
        throw new Error('no step makes a server of a shelved image yet: the server that it was made of is unshelved');
    }
  }

  /** Makes a server as that person with such equipment, wherever Nova puts it, and waits until Nova has built it or given up. */
  async attemptEquipped(person: PersonName, alias: ServerAlias, equipment: Equipment): Promise<void> {
    await this.needs.servers.attempt(person, alias, await this.#makeReady(equipment));
  }

  /** Deletes it as that person. */
  async delete(person: PersonName, belonging: Belonging): Promise<void> {
    await this.#kindOf(belonging).delete(person);
  }

  /** Expects that to have become of it, at the first look; what stays in use is looked at when nothing is at work on it any more. */
  async expectFate(belonging: Belonging, fate: Fate): Promise<void> {
    if (fate === 'in use') await this.needs.aftermath.settle();
    await this.#kindOf(belonging).expectFate(fate);
  }

  /** Expects each port to belong to its server still, and to be bound to no host. */
  async expectUnbound(belonging: Belonging): Promise<void> {
    if (belonging !== 'the port' && belonging !== 'the ports') throw new Error(`${belonging} is never bound to a host`);
    await this.needs.ports.expectFate(belonging, 'bound to no host');
  }

  #kindOf(belonging: Belonging): Pick<ShelvedImages, 'delete' | 'expectFate'> {
    const { ports, volumes, images } = this.needs;
    switch (belonging) {
      case 'the port':
      case 'the ports':
        return {
          delete: (person) => ports.delete(person, belonging),
          expectFate: (fate) => ports.expectFate(belonging, fate),
        };
      case 'the volume':
      case 'the volumes':
        return {
          delete: (person) => volumes.delete(person, belonging),
          expectFate: (fate) => volumes.expectFate(belonging, fate),
        };
      case 'the shelved image':
        return images;
    }
  }

  /** Makes ready, as the owner, what the next server is to be made with. */
  async #makeReady(equipment: Equipment): Promise<Outfit> {
    const { ports, volumes, offers } = this.needs;
    switch (equipment) {
      case 'a custom resource':
        return offers.make('a resource');
      case 'a required trait':
        return offers.make('a resource and a trait');
      case 'a port made by Nova':
        return {};
      case 'two ports made by Nova':
        return { networks: await ports.askedOfNova(2) };
      case 'a port made by the owner':
        return { networks: [{ port: await ports.make() }] };
      case 'two ports made by the owner':
        return { networks: [{ port: await ports.make() }, { port: await ports.make() }] };
      case 'a root volume':
        return { volumes: [{ id: await volumes.make('booting'), use: 'root disk', atTermination: 'keep' }] };
      case 'a data volume':
        return { volumes: [dataKept(await volumes.make('data'))] };
      case 'two data volumes':
        return { volumes: [dataKept(await volumes.make('data')), dataKept(await volumes.make('data'))] };
      case 'a volume that goes with it':
        return { volumes: [await this.#makeFlagged()] };
      case 'two volumes that go with it':
        return { volumes: [await this.#makeFlagged(), await this.#makeFlagged()] };
    }
  }

  async #makeFlagged(): Promise<NewServerVolume> {
    return { id: await this.needs.volumes.make('data', 'delete'), use: 'data', atTermination: 'delete' };
  }
}

/** How many ports of Nova's making a server has with that equipment, where a step may speak of them. */
const portsOfNova: Readonly<Partial<Record<Equipment, number>>> = {
  'a port made by Nova': 1,
  'two ports made by Nova': 2,
};

function dataKept(id: string): NewServerVolume {
  return { id, use: 'data', atTermination: 'keep' };
}
