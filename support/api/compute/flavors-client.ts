import { ApiClient, pageOf } from '../api-client';
import type { Decoder } from '../decode';
import { amount, inside, nothing, record, text, withDefault } from '../decode';
import type { Session } from '../session';

/** A size of servers; `ram` in MiB, `disk` and `ephemeral` in GiB, `swap` in MiB. */
export interface Flavor {
  readonly id: string;
  readonly name: string;
  readonly vcpus: number;
  readonly ram: number;
  readonly disk: number;
  readonly ephemeral: number;
  readonly swap: number;
}

/** A flavor to be made; Nova draws the id when there is none. */
export interface NewFlavor {
  readonly name: string;
  readonly id?: string | undefined;
  readonly vcpus: number;
  readonly ram: number;
  readonly disk: number;
  readonly ephemeral?: number | undefined;
  /** Who may use it: everybody when left out; a private one only operators, and projects that are given access. */
  readonly visibility?: 'public' | 'private';
}

/** Flavors: `/flavors` (reference D.2.2). */
export class FlavorsClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'compute', version);
  }

  /** The flavors that the person may use, every page; 200. An operator may ask for private ones too. */
  list(which: 'public' | 'all' = 'public'): Promise<readonly Flavor[]> {
    return this.everyPage(
      (marker) =>
        this.request({
          method: 'GET',
          route: '/flavors/detail',
          query: { marker, is_public: which === 'all' ? 'none' : undefined },
          expected: [200],
          reply: pageOf('flavors', flavor),
        }),
      ({ id }) => id,
    );
  }

  /** The flavor of that name; 200. Undefined when there is none. */
  async findByName(name: string): Promise<Flavor | undefined> {
    return (await this.list()).find((one) => one.name === name);
  }

  /** Makes a flavor; 200. For operators. */
  create({ name, id, vcpus, ram, disk, ephemeral, visibility }: NewFlavor): Promise<Flavor> {
    return this.request({
      method: 'POST',
      route: '/flavors',
      body: {
        flavor: {
          name,
          id,
          vcpus,
          ram,
          disk,
          'OS-FLV-EXT-DATA:ephemeral': ephemeral,
          'os-flavor-access:is_public': visibility === undefined ? undefined : visibility === 'public',
        },
      },
      expected: [200],
      reply: inside('flavor', flavor),
    });
  }

  /** Adds extra specs to the flavor; 200. For operators. */
  addExtraSpecs(id: string, specs: Readonly<Record<string, string>>): Promise<void> {
    return this.request({
      method: 'POST',
      route: '/flavors/{flavor}/os-extra_specs',
      params: { flavor: id },
      body: { extra_specs: specs },
      expected: [200],
      reply: () => undefined,
    });
  }

  /** Deletes the flavor; 202. For operators. */
  delete(id: string): Promise<void> {
    return this.request({
      method: 'DELETE',
      route: '/flavors/{flavor}',
      params: { flavor: id },
      expected: [202],
      reply: nothing,
    });
  }
}

/** Below microversion 2.75 no swap is an empty string. */
const swap: Decoder<number> = (value, at) => (value === '' ? 0 : withDefault(amount, 0)(value, at));

const flavor: Decoder<Flavor> = record((read) => ({
  id: read('id', text),
  name: read('name', text),
  vcpus: read('vcpus', amount),
  ram: read('ram', amount),
  disk: read('disk', amount),
  ephemeral: read('OS-FLV-EXT-DATA:ephemeral', withDefault(amount, 0)),
  swap: read('swap', swap),
}));
