import type { Belonging, Equipment, Fate, HostReference, PersonName, ServerReference } from '../parameter-types';
import type { Outfit } from './creation';
import type { Scenario } from './scenario';

/** What servers are made with and leave behind, each kind with a noun of its own. */
export class Belongings {
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Makes a server with that equipment, and lets `host` mean the host it is on. */
  async equip(reference: ServerReference, equipment: Equipment, host: HostReference): Promise<void> {
    const { servers, ports } = this.#scenario;
    await servers.create(reference, host, await this.#makeReady(equipment));
    if (equipment === 'a port made by Nova') await ports.adopt(servers.find(reference));
  }

  /** Makes a server with that equipment whose build stands still before its host begins with it. */
  async equipHeld(reference: ServerReference, equipment: Equipment, host: HostReference): Promise<void> {
    await this.#scenario.builds.hold(reference, host, 'claimed in Placement', await this.#makeReady(equipment));
  }

  /** Makes a server with that equipment for which no host has room. */
  async equipTooLarge(reference: ServerReference, equipment: Equipment): Promise<void> {
    await this.#scenario.servers.createTooLarge(reference, await this.#makeReady(equipment));
  }

  /** Makes servers on one host, all with the same volume. */
  async share(reference: ServerReference): Promise<void> {
    const { servers, volumes, hosts } = this.#scenario;
    const shared = { id: await volumes.make('sharing'), use: 'data', atTermination: 'keep' } as const;
    await servers.create(reference, hosts.only, { volumes: [shared] });
  }

  /** Asks, as that person, for the volume to be taken from the server. */
  async detachVolume(person: PersonName, reference: ServerReference): Promise<void> {
    const { people, servers, volumes } = this.#scenario;
    await people.person(person).compute.volumeAttachments.detach(servers.find(reference).uuid, volumes.id);
  }

  /** Makes a server as that person with something that is there already, and waits until Nova has built it or given up. */
  async attemptWith(person: PersonName, reference: ServerReference, belonging: Belonging): Promise<void> {
    const { servers, ports, volumes } = this.#scenario;
    switch (belonging) {
      case 'the port':
        await servers.attempt(person, reference, { networks: [{ port: ports.id }] });
        return;
      case 'the volume':
        await servers.attempt(person, reference, {
          volumes: [{ id: volumes.id, use: 'data', atTermination: 'keep' }],
        });
        return;
      case 'the shelved image':
        throw new Error('no step makes a server of a shelved image yet: the server that it was made of is unshelved');
    }
  }

  /** Deletes it as that person. */
  async delete(person: PersonName, belonging: Belonging): Promise<void> {
    const { ports, volumes, images } = this.#scenario;
    switch (belonging) {
      case 'the port':
        await ports.delete(person);
        return;
      case 'the volume':
        await volumes.delete(person);
        return;
      case 'the shelved image':
        await images.delete(person);
        return;
    }
  }

  /** Expects that to have become of it, at the first look. */
  async expectFate(belonging: Belonging, fate: Fate): Promise<void> {
    const { ports, volumes, images } = this.#scenario;
    switch (belonging) {
      case 'the port':
        await ports.expectFate(fate);
        return;
      case 'the volume':
        await volumes.expectFate(fate);
        return;
      case 'the shelved image':
        await images.expectFate(fate);
        return;
    }
  }

  /** Makes ready, as the owner, what the next server is to be made with. */
  async #makeReady(equipment: Equipment): Promise<Outfit> {
    const { ports, volumes, offers } = this.#scenario;
    switch (equipment) {
      case 'a custom resource':
        return offers.make('a resource');
      case 'a required trait':
        return offers.make('a resource and a trait');
      case 'a port made by Nova':
        return {};
      case 'a port made by the owner':
        return { networks: [{ port: await ports.make() }] };
      case 'a root volume':
        return { volumes: [{ id: await volumes.make('booting'), use: 'root disk', atTermination: 'keep' }] };
      case 'a data volume':
        return { volumes: [{ id: await volumes.make('data'), use: 'data', atTermination: 'keep' }] };
      case 'a volume that goes with it':
        return { volumes: [{ id: await volumes.make('data', 'delete'), use: 'data', atTermination: 'delete' }] };
    }
  }
}
