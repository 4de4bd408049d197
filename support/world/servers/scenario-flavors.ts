import type { NewFlavor } from '../../api/compute/flavors-client';
import { Noun, type Story } from '../story/story';

/** More disk than any host has, in GiB; quotas do not count it. */
const endlessDisk = 1_000_000_000;

/** What a larger flavor has more, in MiB. */
const memoryMore = 64;

/** What a flavor is like beside what all small ones are. */
type Beside = Partial<Pick<NewFlavor, 'vcpus' | 'ram' | 'disk' | 'ephemeral' | 'visibility'>>;

/** Flavors that the operator makes for the scenario alone. */
export class ScenarioFlavors extends Noun<Story> {
  /** Makes a small flavor of that name, and returns its id. */
  make(name: string, beside: Beside = {}): Promise<string> {
    const { page, people } = this.needs;
    const { flavors } = people.person('operator').compute;
    const create = async (): Promise<string> =>
      (await flavors.create({ name, vcpus: 1, ram: 512, disk: 1, ...beside })).id;
    return page.make('flavor', name, create);
  }

  /**
   * Makes a flavor for which no host has room, and returns its id. Only operators may use it. What is too large is the ephemeral disk,
   * which also counts for a server that boots from a volume.
   */
  makeTooLarge(): Promise<string> {
    return this.make(this.needs.page.nameOf('flavor'), { ephemeral: endlessDisk, visibility: 'private' });
  }

  /** Makes a flavor with more processors and memory than the server has now, and as much disk, and returns its id. */
  async makeLargerThan(server: string): Promise<string> {
    const { page, people } = this.needs;
    const { flavor } = await people.background.compute.servers.get(server);
    if (flavor === undefined) throw new Error('Nova does not tell what flavor the server has');
    const { vcpus, ram, disk, ephemeral } = flavor;
    return this.make(page.nameOf('larger'), { vcpus: vcpus + 1, ram: ram + memoryMore, disk, ephemeral });
  }
}
