import { ApiClient, pageOf } from '../api-client';
import type { Decoder } from '../decode';
import { inside, mapOf, record, text, withDefault } from '../decode';
import type { Session } from '../session';

/** A volume type. */
export interface VolumeType {
  readonly id: string;
  readonly name: string;
  /** How many servers may have a volume of it at once. */
  readonly servers: 'one' | 'several';
}

/** A volume type to be made; everybody may use it. */
export type NewVolumeType = Pick<VolumeType, 'name' | 'servers'>;

/** Volume types: `/types`. */
export class VolumeTypesClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'volumev3', version);
  }

  /** The types that the person may use, every page; 200. */
  list(): Promise<readonly VolumeType[]> {
    return this.everyPage(
      (marker) =>
        this.request({
          method: 'GET',
          route: '/types',
          query: { marker },
          expected: [200],
          reply: pageOf('volume_types', type),
        }),
      ({ id }) => id,
    );
  }

  /** The type of that name; 200. Undefined when there is none. */
  async findByName(name: string): Promise<VolumeType | undefined> {
    return (await this.list()).find((each) => each.name === name);
  }

  /** Makes a volume type; 200. For operators. */
  create({ name, servers }: NewVolumeType): Promise<VolumeType> {
    return this.request({
      method: 'POST',
      route: '/types',
      body: { volume_type: { name, extra_specs: servers === 'several' ? { multiattach: SEVERAL } : {} } },
      expected: [200],
      reply: inside('volume_type', type),
    });
  }
}

/** What the extra spec `multiattach` says of a type whose volumes several servers may have. */
const SEVERAL = '<is> True';

const type: Decoder<VolumeType> = record((read) => ({
  id: read('id', text),
  name: read('name', text),
  servers: read('extra_specs', withDefault(mapOf(text), {}))['multiattach'] === SEVERAL ? 'several' : 'one',
}));
